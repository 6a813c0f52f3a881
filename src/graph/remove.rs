//! Articles taken out of the graph by their id or by where they came from.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::store::StorageError;
use rustc_hash::FxHashSet;

use super::change::Change;
use super::iri;
use super::store::{Graph, GraphError};
use super::vocab::{prov, schema};

/// What a removal did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Articles that are gone.
    pub articles: usize,
    /// Articles that lost this source and are kept for another one.
    pub sources: usize,
}

impl Graph {
    /// Takes out the articles of this id, hash or IRI, and those that came from this address,
    /// file or folder and from nowhere else, all in one transaction.
    ///
    /// ```
    /// use zhengmai::{facts::Record, graph::Graph};
    /// let graph = Graph::in_memory().unwrap();
    /// let record = |source: &str| Record {
    ///     text: "安阳市召开推进会".into(),
    ///     source: Some(source.into()),
    ///     ..Record::default()
    /// };
    /// graph.insert(&[record("news/a.txt"), record("b.txt")]).unwrap();
    /// assert_eq!(graph.remove("news").unwrap().sources, 1);
    /// assert_eq!(graph.remove("b.txt").unwrap().articles, 1);
    /// assert_eq!(graph.stats().unwrap().articles, 0);
    /// ```
    pub fn remove(&self, what: &str) -> Result<Removed, GraphError> {
        let mut change = Change::default();
        let mut removed = Removed::default();
        for article in self.called(what)? {
            change.drop_graphs.insert(article.into_string());
            removed.articles += 1;
        }
        for (article, sources) in self.from(what)? {
            if change.drop_graphs.contains(article.as_str()) {
                continue;
            }
            let mut left = 0;
            for quad in self.origins(&article, prov::WAS_DERIVED_FROM) {
                left += usize::from(!sources.contains(&quad?));
            }
            if left == 0 {
                change.drop_graphs.insert(article.into_string());
                removed.articles += 1;
            } else {
                change.drop.extend(sources);
                removed.sources += 1;
            }
        }
        self.apply(change)?;
        Ok(removed)
    }

    /// The articles of an id, a hash or an IRI.
    fn called(&self, name: &str) -> Result<BTreeSet<NamedNode>, StorageError> {
        let mut articles = BTreeSet::new();
        let prefix = iri::article("").into_string();
        let hash = name.strip_prefix(&prefix).unwrap_or(name);
        let article = iri::article(hash);
        if self.store.contains_named_graph(&article)? {
            articles.insert(article);
        }
        let id = Literal::from(name);
        let named = self.store.quads_for_pattern(
            None,
            Some(schema::IDENTIFIER),
            Some(TermRef::Literal(id.as_ref())),
            Some(GraphNameRef::DefaultGraph),
        );
        for quad in named {
            if let NamedOrBlankNode::NamedNode(article) = quad?.subject
                && article.as_str().starts_with(&prefix)
            {
                articles.insert(article);
            }
        }
        Ok(articles)
    }

    /// The articles that came from an address, a file or a folder, each with the statements
    /// that say so.
    fn from(&self, source: &str) -> Result<BTreeMap<NamedNode, FxHashSet<Quad>>, StorageError> {
        let whole = iri::source(source.trim_end_matches('/'), None).into_string();
        let mut articles: BTreeMap<NamedNode, FxHashSet<Quad>> = BTreeMap::new();
        let derived = self.store.quads_for_pattern(
            None,
            Some(prov::WAS_DERIVED_FROM),
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        for quad in derived {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(article), Term::NamedNode(from)) =
                (&quad.subject, &quad.object)
            else {
                continue;
            };
            let inside = from.as_str().strip_prefix(&whole);
            if inside.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '/'])) {
                let said = Quad::new(
                    article.clone(),
                    quad.predicate.clone(),
                    from.clone(),
                    article.clone(),
                );
                articles.entry(article.clone()).or_default().insert(said);
            }
        }
        Ok(articles)
    }
}
