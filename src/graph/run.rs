//! One run over inputs: which articles are new, changed or as they were, whatever the order
//! in which they come. It remembers what the run has given so far, and asks the store for the
//! rest; so it can be ahead of what is written.

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::store::StorageError;
use rustc_hash::{FxHashMap, FxHashSet};

use super::change::Change;
use super::iri;
use super::store::Graph;
use super::vocab::{prov, schema, zm};

/// More articles than this from one address are too many to say which one a new text replaces.
const MOST_FROM_ONE_SOURCE: usize = 16;

/// An article that an input gave, before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// First 16 hexadecimal digits of the BLAKE3 hash of the text.
    pub hash: String,
    /// Hash of all that the article's graph is made from, the version of the rules included.
    pub digest: String,
    /// Publication date, where the source states it.
    pub published: Option<String>,
    /// Address or path that it came from.
    pub source: Option<String>,
    /// The id that the source gave it, where it gave one.
    pub id: Option<String>,
}

/// What an arrival is to the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its text was not there.
    Added,
    /// Its text was there and has to be read again, or it takes the place of an older text
    /// from the same source.
    Replaced,
    /// It was there as it is, perhaps from another source.
    Unchanged,
}

/// What a run has given so far.
#[derive(Default)]
pub(super) struct Run {
    articles: FxHashMap<String, Given>,
    /// Articles dropped since their only source has another text now.
    dropped: FxHashSet<String>,
    /// Sources taken from articles that have others.
    retired: FxHashSet<[String; 2]>,
}

/// An article that this run has given.
struct Given {
    digest: String,
    published: Option<String>,
    sources: Vec<NamedNode>,
}

impl Run {
    /// Whether an article was given.
    pub fn has(&self, hash: &str) -> bool {
        self.articles.contains_key(hash)
    }

    /// Says what an arrival is, and puts into `change` what it changes besides its own graph.
    ///
    /// One text may come several times, with different dates: the earliest date counts, and
    /// every source is kept. The second value says whether the article has to be written.
    pub fn judge(
        &mut self,
        graph: &Graph,
        arrival: &Arrival,
        change: &mut Change,
    ) -> Result<(Verdict, bool), StorageError> {
        let article = iri::article(&arrival.hash);
        let source = arrival.source();
        if let Some(given) = self.articles.get_mut(&arrival.hash) {
            let earlier = is_earlier(&arrival.published, &given.published);
            // Records can be given that were read in another way.
            let read_anew = arrival.published == given.published && arrival.digest != given.digest;
            if earlier || read_anew {
                given.published.clone_from(&arrival.published);
                given.digest.clone_from(&arrival.digest);
            }
            given.sources.extend(source);
            change.add.extend(arrival.origin(&article));
            self.retire_older(graph, arrival, change)?;
            return Ok(match read_anew {
                true => (Verdict::Replaced, true),
                false => (Verdict::Unchanged, earlier),
            });
        }
        self.articles.insert(
            arrival.hash.clone(),
            Given {
                digest: arrival.digest.clone(),
                published: arrival.published.clone(),
                sources: source.into_iter().collect(),
            },
        );
        let known = if self.dropped.contains(&arrival.hash) {
            None
        } else {
            graph.digest(&article)?
        };
        let retired = self.retire_older(graph, arrival, change)?;
        let verdict = match known {
            Some(known) if known == arrival.digest => Verdict::Unchanged,
            Some(_) => Verdict::Replaced,
            None if retired || graph.store.contains_named_graph(&article)? => Verdict::Replaced,
            None => Verdict::Added,
        };
        for quad in arrival.origin(&article) {
            if verdict != Verdict::Unchanged || !graph.store.contains(&quad)? {
                change.add.push(quad);
            }
        }
        Ok((verdict, verdict != Verdict::Unchanged))
    }

    /// Takes the source of an arrival from the one other article that the store has from it and
    /// this run has not: the arrival's text has taken its place. Returns whether there was one.
    fn retire_older(
        &mut self,
        graph: &Graph,
        arrival: &Arrival,
        change: &mut Change,
    ) -> Result<bool, StorageError> {
        let address = arrival.source.as_deref().is_some_and(is_address);
        let Some(source) = arrival.source().filter(|_| address) else {
            return Ok(false);
        };
        let found: Vec<Quad> = graph
            .store
            .quads_for_pattern(
                None,
                Some(prov::WAS_DERIVED_FROM),
                Some(source.as_ref().into()),
                Some(GraphNameRef::DefaultGraph),
            )
            .take(MOST_FROM_ONE_SOURCE + 1)
            .collect::<Result<_, _>>()?;
        if found.len() > MOST_FROM_ONE_SOURCE {
            return Ok(false);
        }
        let mut older = Vec::new();
        for quad in found {
            if let NamedOrBlankNode::NamedNode(article) = quad.subject
                && let Some(hash) = article
                    .as_str()
                    .strip_prefix(&iri::article("").into_string())
                && !self.dropped.contains(hash)
                && !self
                    .retired
                    .contains(&[hash.to_owned(), source.as_str().to_owned()])
                && !self
                    .articles
                    .get(hash)
                    .is_some_and(|given| given.sources.contains(&source))
                && has_id(graph, &article, arrival.id.as_deref())?
            {
                older.push((hash.to_owned(), article));
            }
        }
        let [(hash, article)] = older.as_slice() else {
            return Ok(false);
        };
        if self.has(hash) || self.sources(graph, hash, article)? > 1 {
            change.drop.push(derived(article, &source));
            self.retired
                .insert([hash.clone(), source.as_str().to_owned()]);
        } else {
            change.drop_graphs.insert(article.as_str().to_owned());
            self.dropped.insert(hash.clone());
        }
        Ok(true)
    }

    /// How many sources the store has for an article, those aside that this run took from it.
    fn sources(
        &self,
        graph: &Graph,
        hash: &str,
        article: &NamedNode,
    ) -> Result<usize, StorageError> {
        let mut count = 0;
        for quad in graph.origins(article, prov::WAS_DERIVED_FROM) {
            if let Term::NamedNode(source) = quad?.object {
                let key = [hash.to_owned(), source.into_string()];
                count += usize::from(!self.retired.contains(&key));
            }
        }
        Ok(count)
    }
}

impl Arrival {
    fn source(&self) -> Option<NamedNode> {
        Some(iri::source(self.source.as_deref()?, self.id.as_deref()))
    }

    /// What the article's graph says of where the article came from and what it was called
    /// there: of every arrival of the text, whichever of them is read.
    ///
    /// ```
    /// use zhengmai::{build::arrival, ingest::Article};
    /// let mut article = Article::new("安阳市召开会议");
    /// article.source = Some("https://example.org/1.html".into());
    /// assert_eq!(arrival(&article).origins().count(), 1);
    /// ```
    pub fn origins(&self) -> impl Iterator<Item = Quad> {
        self.origin(&iri::article(&self.hash))
    }

    fn origin(&self, article: &NamedNode) -> impl Iterator<Item = Quad> + use<> {
        let id = self.id.as_deref().map(|id| {
            Quad::new(
                article.clone(),
                schema::IDENTIFIER.into_owned(),
                oxigraph::model::Literal::from(id),
                article.clone(),
            )
        });
        let source = self.source().map(|source| derived(article, &source));
        source.into_iter().chain(id)
    }
}

impl Graph {
    /// The hash of what a graph of the store was made from.
    pub(super) fn digest(&self, graph: &NamedNode) -> Result<Option<String>, StorageError> {
        let build = NamedNode::new_unchecked(iri::BUILD_GRAPH);
        let mut quads = self.store.quads_for_pattern(
            Some(graph.as_ref().into()),
            Some(zm::INPUT_HASH),
            None,
            Some(build.as_ref().into()),
        );
        Ok(match quads.next().transpose()? {
            Some(Quad {
                object: Term::Literal(digest),
                ..
            }) => Some(digest.value().to_owned()),
            _ => None,
        })
    }

    /// What an article's graph says of where the article came from.
    pub(super) fn origins(
        &self,
        article: &NamedNode,
        property: oxigraph::model::NamedNodeRef<'_>,
    ) -> oxigraph::store::QuadIter<'static> {
        self.store.quads_for_pattern(
            Some(article.as_ref().into()),
            Some(property),
            None,
            Some(article.as_ref().into()),
        )
    }
}

/// Whether the article is called by this id, or by none where there is none.
fn has_id(graph: &Graph, article: &NamedNode, id: Option<&str>) -> Result<bool, StorageError> {
    let mut ids = graph.origins(article, schema::IDENTIFIER).peekable();
    let Some(id) = id else {
        return Ok(ids.peek().is_none());
    };
    for quad in ids {
        if matches!(quad?.object, Term::Literal(known) if known.value() == id) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn derived(article: &NamedNode, source: &NamedNode) -> Quad {
    let object: TermRef<'_> = source.as_ref().into();
    Quad::new(
        article.clone(),
        prov::WAS_DERIVED_FROM.into_owned(),
        object.into_owned(),
        article.clone(),
    )
}

/// Whether the first date is before the second; any date is before none.
fn is_earlier(one: &Option<String>, other: &Option<String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one < other,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Whether a source is an address or a path; a mere name (of a newspaper) stands for many
/// articles, and its next article replaces none.
fn is_address(source: &str) -> bool {
    source.contains(['/', '\\', '.'])
}
