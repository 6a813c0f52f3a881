//! Into the store and out of it again: records become named graphs, unchanged ones are
//! skipped, changed ones replace their graph in one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, QuadRef, Term, TermRef,
};
use oxigraph::store::StorageError;
use rayon::prelude::*;

use super::article::{article_hash, own_id, quads, record_hash};
use super::store::{Graph, GraphError};
use super::vocab::{prov, schema, zm};
use super::{iri, reference};
use crate::facts::Record;

/// From this many quads on, a batch that only adds goes through the bulk loader.
const BULK: usize = 20_000;

/// More articles than this from one address are too many to say which one a new text replaces.
const MOST_FROM_ONE_SOURCE: usize = 16;

/// What an insert did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inserted {
    /// Articles that were not there.
    pub added: usize,
    /// Articles whose text, or whose reading, had changed.
    pub replaced: usize,
    /// Articles that were there as they are.
    pub unchanged: usize,
    /// Quads written.
    pub quads: usize,
}

impl AddAssign for Inserted {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.replaced += other.replaced;
        self.unchanged += other.unchanged;
        self.quads += other.quads;
    }
}

/// Graphs to drop, quads to drop, quads to add: one transaction.
#[derive(Default)]
pub(super) struct Change {
    graphs: BTreeSet<String>,
    drop: Vec<Quad>,
    /// By article: the hash of its record, and its quads.
    articles: BTreeMap<String, (String, Vec<Quad>)>,
    sources: Vec<Quad>,
}

impl Change {
    /// A change of single quads.
    pub(super) fn of(drop: Vec<Quad>, add: Vec<Quad>) -> Self {
        Self {
            drop,
            sources: add,
            ..Self::default()
        }
    }
}

impl Graph {
    /// Puts records into the graph, all of them or, on an error, none.
    ///
    /// An article that is there as it is (same text, same reading) is skipped. A new text
    /// from an address or a file that gave one article before replaces that article. Call it with batches
    /// of some hundred records, in the order of the input.
    pub fn insert(&self, records: &[Record]) -> Result<Inserted, GraphError> {
        let prepared: Vec<(String, String)> = records
            .par_iter()
            .map(|record| (article_hash(record), record_hash(record)))
            .collect();
        let mut done = Inserted::default();
        let mut change = Change::default();
        let mut write = Vec::new();
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.extend(prepared.iter().map(|(hash, _)| hash.clone()));
            for (record, (hash, digest)) in records.iter().zip(&prepared) {
                let article = iri::article(hash);
                let known = match change.articles.get(hash) {
                    Some((digest, _)) => Some(digest.clone()),
                    None => self.digest(&article)?,
                };
                match known {
                    Some(known) if known == *digest => {
                        done.unchanged += 1;
                        if let Some(quad) = source_quad(record, &article)
                            && !self.store.contains(&quad)?
                        {
                            change.sources.push(quad);
                        }
                        continue;
                    }
                    Some(_) => {
                        done.replaced += 1;
                        change.graphs.insert(article.as_str().to_owned());
                    }
                    None => match self.stale(record, &seen)? {
                        Some(old) => {
                            done.replaced += 1;
                            self.retire(&old, record, &mut change)?;
                        }
                        None => done.added += 1,
                    },
                }
                change
                    .articles
                    .insert(hash.clone(), (digest.clone(), Vec::new()));
                write.push((hash.clone(), record));
            }
        }
        // A text that stands twice in a batch is written as its last record has it.
        let made: Vec<(String, Vec<Quad>)> = write
            .into_par_iter()
            .map(|(hash, record)| (hash, quads(record)))
            .collect();
        for (hash, quads) in made {
            if let Some(entry) = change.articles.get_mut(&hash) {
                entry.1 = quads;
            }
        }
        done.quads = self.apply(change)?;
        Ok(done)
    }

    /// Puts divisions and statutes into the graph, from the contents of data/divisions.tsv
    /// and data/statutes.tsv; does nothing where they are in it, and replaces older ones.
    pub fn insert_reference(&self, divisions: &str, statutes: &str) -> Result<(), GraphError> {
        let graph = NamedNode::new_unchecked(iri::REFERENCE_GRAPH);
        let digest = reference::digest(divisions, statutes);
        let known = self.digest(&graph)?;
        if known.as_ref() == Some(&digest) {
            return Ok(());
        }
        let mut change = Change {
            sources: reference::quads(divisions, statutes),
            ..Change::default()
        };
        change.sources.push(Quad::new(
            graph.clone(),
            zm::RECORD_HASH,
            Literal::from(digest),
            graph.clone(),
        ));
        if self.store.contains_named_graph(&graph)? {
            change.graphs.insert(graph.into_string());
        }
        self.apply(change)?;
        Ok(())
    }

    /// Drops the articles that were not given to [`Graph::insert`] since the store was
    /// opened; returns how many.
    pub fn prune(&self) -> Result<usize, GraphError> {
        let articles = iri::article("").into_string();
        let mut change = Change::default();
        {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            for graph in self.store.named_graphs() {
                if let NamedOrBlankNode::NamedNode(graph) = graph?
                    && let Some(hash) = graph.as_str().strip_prefix(&articles)
                    && !seen.contains(hash)
                {
                    change.graphs.insert(graph.into_string());
                }
            }
        }
        let count = change.graphs.len();
        self.apply(change)?;
        Ok(count)
    }

    /// The hash of the record that an article's graph was made from.
    fn digest(&self, article: &NamedNode) -> Result<Option<String>, StorageError> {
        let mut quads = self.store.quads_for_pattern(
            Some(article.as_ref().into()),
            Some(zm::RECORD_HASH),
            None,
            Some(article.as_ref().into()),
        );
        Ok(match quads.next().transpose()? {
            Some(Quad {
                object: Term::Literal(digest),
                ..
            }) => Some(digest.value().to_owned()),
            _ => None,
        })
    }

    /// The one article that came from where this record comes from, and is not among those
    /// seen: the record's text has taken its place.
    fn stale(
        &self,
        record: &Record,
        seen: &BTreeSet<String>,
    ) -> Result<Option<NamedNode>, StorageError> {
        let Some(source) = record.source.as_deref().filter(|s| is_address(s)) else {
            return Ok(None);
        };
        let source = iri::source(source, own_id(record));
        let found: Vec<Quad> = self
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
            return Ok(None);
        }
        let prefix = iri::article("").into_string();
        let mut old = Vec::new();
        for quad in found {
            if let NamedOrBlankNode::NamedNode(article) = quad.subject
                && let Some(hash) = article.as_str().strip_prefix(&prefix)
                && !seen.contains(hash)
                && self.identifier(&article)?.as_deref() == own_id(record)
            {
                old.push(article);
            }
        }
        Ok(if old.len() == 1 { old.pop() } else { None })
    }

    fn identifier(&self, article: &NamedNode) -> Result<Option<String>, StorageError> {
        let mut quads = self.store.quads_for_pattern(
            Some(article.as_ref().into()),
            Some(schema::IDENTIFIER),
            None,
            Some(article.as_ref().into()),
        );
        Ok(match quads.next().transpose()? {
            Some(Quad {
                object: Term::Literal(id),
                ..
            }) => Some(id.value().to_owned()),
            _ => None,
        })
    }

    /// Drops an old article, or, where it has other sources, only that it came from this one.
    fn retire(
        &self,
        old: &NamedNode,
        record: &Record,
        change: &mut Change,
    ) -> Result<(), StorageError> {
        let sources = self.store.quads_for_pattern(
            Some(old.as_ref().into()),
            Some(prov::WAS_DERIVED_FROM),
            None,
            Some(old.as_ref().into()),
        );
        if sources.take(2).count() < 2 {
            change.graphs.insert(old.as_str().to_owned());
        } else {
            change.drop.extend(source_quad(record, old));
        }
        Ok(())
    }

    /// Carries out a change, the copy in the default graph included; returns how many
    /// quads were written into named graphs.
    pub(super) fn apply(&self, change: Change) -> Result<usize, GraphError> {
        let mut drop = change.drop;
        for graph in &change.graphs {
            let graph = NamedNode::new_unchecked(graph);
            let quads = self
                .store
                .quads_for_pattern(None, None, None, Some(graph.as_ref().into()));
            for quad in quads {
                drop.push(quad?);
            }
        }
        let add: Vec<Quad> = change
            .articles
            .into_values()
            .flat_map(|(_, quads)| quads)
            .chain(change.sources)
            .collect();
        let mark = self.touch(drop.iter().chain(&add))?;
        if drop.is_empty() && change.graphs.is_empty() && add.len() >= BULK {
            if let Some(quad) = &mark {
                self.store.remove(quad)?;
                self.store.remove(in_default_graph(quad))?;
            }
            let mut loader = self
                .store
                .bulk_loader()
                .with_num_threads(1)
                .with_max_memory_size_in_megabytes(512);
            loader.load_quads(
                add.iter()
                    .flat_map(|quad| [quad.clone(), in_default_graph(quad).into_owned()]),
            )?;
            loader.commit()?;
            self.written.fetch_add(add.len(), Ordering::Relaxed);
            return Ok(add.len());
        }
        drop.extend(mark);
        let mut orphans = Vec::new();
        for quad in &drop {
            if !self.said_elsewhere(quad, &change.graphs)? {
                orphans.push(in_default_graph(quad));
            }
        }
        let mut transaction = self.store.start_transaction()?;
        for quad in drop.iter().map(Quad::as_ref).chain(orphans) {
            transaction.remove(quad);
        }
        for graph in &change.graphs {
            transaction.remove_named_graph(&NamedNode::new_unchecked(graph))?;
        }
        for quad in &add {
            transaction.insert(quad.as_ref());
            transaction.insert(in_default_graph(quad));
        }
        transaction.commit()?;
        self.written.fetch_add(add.len(), Ordering::Relaxed);
        Ok(add.len())
    }

    /// Whether another graph than the quad's own, and than those that go, says the same.
    fn said_elsewhere(&self, quad: &Quad, going: &BTreeSet<String>) -> Result<bool, StorageError> {
        let same = self.store.quads_for_pattern(
            Some(quad.subject.as_ref()),
            Some(quad.predicate.as_ref()),
            Some(quad.object.as_ref()),
            None,
        );
        for other in same {
            if let GraphName::NamedNode(graph) = other?.graph_name
                && GraphName::NamedNode(graph.clone()) != quad.graph_name
                && !going.contains(graph.as_str())
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn in_default_graph(quad: &Quad) -> QuadRef<'_> {
    QuadRef {
        graph_name: GraphNameRef::DefaultGraph,
        ..quad.as_ref()
    }
}

/// That an article came from where a record of the same text comes from.
fn source_quad(record: &Record, article: &NamedNode) -> Option<Quad> {
    let source = iri::source(record.source.as_deref()?, own_id(record));
    let object: TermRef<'_> = source.as_ref().into();
    Some(Quad::new(
        article.clone(),
        prov::WAS_DERIVED_FROM.into_owned(),
        object.into_owned(),
        article.clone(),
    ))
}

/// Whether a source is an address or a path; a mere name (of a newspaper) stands for many
/// articles, and its next article replaces none.
fn is_address(source: &str) -> bool {
    source.contains(['/', '\\', '.'])
}
