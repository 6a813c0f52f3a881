//! What is to be written, and the writing of it: articles and single statements that come and
//! go, the copy in the default graph and the note of what each article was made from included.
//!
//! Whatever only adds goes through the bulk loader, in batches that are sorted on threads of
//! their own while the next are read; what takes away is one transaction that touches no more
//! than what differs. Each of the two is whole in the store or not at all, whenever the program
//! ends.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::atomic::Ordering;

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, QuadRef,
};
use oxigraph::store::{BulkLoader, StorageError};
use rustc_hash::FxHashSet;

use super::iri;
use super::store::{Graph, GraphError};
use super::vocab::{prov, schema, zm};

/// From this many quads on, what is only added goes through the bulk loader: it sorts them into
/// files of its own, eleven of them, while a transaction writes each one to the log first.
const BULK: usize = 20_000;

/// So many quads are sorted at a time: each takes half a kilobyte while they are. The more, the
/// fewer files are to be merged in the end: half as many cost a tenth of a build's time.
const BATCH: usize = 110_000;

/// Batches that are sorted at once, on as many threads.
const SORTED_AT_ONCE: usize = 2;

/// From so many quads on, sorted files are put into the store, and from as many as there are in
/// it already: files that come together are merged once, and each is merged with all that is
/// there. A build that is killed loses what was not in the store, and its time.
const COMMIT: usize = 2_000_000;

/// Articles and statements that come and go together.
#[derive(Default)]
pub(super) struct Change {
    /// IRIs of named graphs that go.
    pub drop_graphs: BTreeSet<String>,
    /// Statements of named graphs that go.
    pub drop: Vec<Quad>,
    /// Named graphs that come, by IRI.
    pub graphs: BTreeMap<String, Written>,
    /// Statements of named graphs that come.
    pub add: Vec<Quad>,
}

/// A named graph on its way into the store.
pub(super) struct Written {
    /// Hash of what it was made from.
    pub digest: String,
    /// Its statements, in any order, repeated or not.
    pub quads: Vec<Quad>,
    /// Whether the store has the graph already.
    pub replaces: bool,
}

impl Change {
    /// A change of single statements.
    pub fn of(drop: Vec<Quad>, add: Vec<Quad>) -> Self {
        Self {
            drop,
            add,
            ..Self::default()
        }
    }

    fn only_adds(&self) -> bool {
        self.drop_graphs.is_empty()
            && self.drop.is_empty()
            && !self.graphs.values().any(|graph| graph.replaces)
    }
}

/// Writes changes in the order in which they come.
pub(super) struct Writer<'a> {
    graph: &'a Graph,
    /// Of named graphs, taken and not yet with the loader.
    waiting: Vec<Quad>,
    /// Has what is being sorted and what is sorted, which the store has not.
    loader: Option<BulkLoader<'a>>,
    /// Quads that the loader has.
    loading: usize,
    /// Quads that it has put into the store.
    loaded: usize,
    /// Batches that it has had.
    batches: usize,
}

impl<'a> Writer<'a> {
    pub fn new(graph: &'a Graph) -> Self {
        Self {
            graph,
            waiting: Vec::new(),
            loader: None,
            loading: 0,
            loaded: 0,
            batches: 0,
        }
    }

    /// Takes a change; returns whether everything that was taken is in the store.
    pub fn write(&mut self, mut change: Change) -> Result<bool, GraphError> {
        if !change.only_adds() {
            self.flush()?;
            self.graph.transact(change)?;
            return Ok(true);
        }
        for (iri, written) in take(&mut change.graphs) {
            let graph = NamedNode::new_unchecked(iri);
            self.waiting.push(made_from(graph, &written.digest));
            self.waiting.extend(written.quads);
        }
        self.waiting.append(&mut change.add);
        if self.waiting.len() >= BATCH {
            self.load()?;
            if self.loading >= COMMIT.max(self.loaded) {
                self.commit()?;
            }
        }
        Ok(self.waiting.is_empty() && self.loader.is_none())
    }

    /// Puts into the store all that was taken.
    pub fn flush(&mut self) -> Result<(), GraphError> {
        if self.loader.is_none() && self.waiting.len() < BULK {
            let add = take(&mut self.waiting);
            let mark: Vec<Quad> = self.graph.touch(add.iter())?.into_iter().collect();
            return Ok(self.graph.swap(&mark, &add)?);
        }
        self.load()?;
        self.commit()
    }

    /// Hands what waits to the loader, with its copy in the default graph.
    fn load(&mut self) -> Result<(), GraphError> {
        let mut add = take(&mut self.waiting);
        // The loader only adds; the mark of a resolved graph has to go before.
        if let Some(mark) = self.graph.touch(add.iter())? {
            self.graph.swap(&[mark], &[])?;
        }
        self.loading += add.len();
        self.batches += 1;
        let mut said = FxHashSet::default();
        let copies: Vec<Quad> = add
            .iter()
            .filter_map(in_default_graph)
            .filter(|copy| said.insert(*copy))
            .map(QuadRef::into_owned)
            .collect();
        drop(said);
        add.extend(copies);
        let loader = self.loader.get_or_insert_with(|| {
            let loader = self.graph.store.bulk_loader();
            // A thread takes a thousand quads a megabyte; nothing is to be cut again.
            let megabytes = SORTED_AT_ONCE * (4 * BATCH / 1000);
            loader
                .with_num_threads(SORTED_AT_ONCE)
                .with_max_memory_size_in_megabytes(megabytes)
        });
        Ok(loader.load_quads(add)?)
    }

    /// Puts into the store what the loader has.
    fn commit(&mut self) -> Result<(), GraphError> {
        if let Some(loader) = self.loader.take() {
            loader.commit()?;
            self.loaded += take(&mut self.loading);
            if self.batches > 1 {
                self.graph.unsorted.store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

impl Graph {
    /// Carries out a change, and everything that waits in it.
    pub(super) fn apply(&self, change: Change) -> Result<(), GraphError> {
        let mut writer = Writer::new(self);
        writer.write(change)?;
        writer.flush()
    }

    /// Lets statements go and others come, in one transaction. No other graph may say what goes.
    fn swap(&self, drop: &[Quad], add: &[Quad]) -> Result<(), StorageError> {
        if drop.is_empty() && add.is_empty() {
            return Ok(());
        }
        let mut transaction = self.store.start_transaction()?;
        for quad in drop {
            transaction.remove(quad.as_ref());
            if let Some(copy) = in_default_graph(quad) {
                transaction.remove(copy);
            }
        }
        for quad in add {
            transaction.insert(quad.as_ref());
            if let Some(copy) = in_default_graph(quad) {
                transaction.insert(copy);
            }
        }
        transaction.commit()
    }

    /// Carries out a change in one transaction.
    fn transact(&self, change: Change) -> Result<(), StorageError> {
        let build = NamedNode::new_unchecked(iri::BUILD_GRAPH);
        let mut drop: FxHashSet<Quad> = change.drop.into_iter().collect();
        let mut add: FxHashSet<Quad> = change.add.into_iter().collect();
        let mut empty = Vec::new();
        for iri in &change.drop_graphs {
            if change.graphs.contains_key(iri) {
                continue;
            }
            let graph = NamedNode::new_unchecked(iri);
            for quad in self.of_graph(&graph).chain(self.notes(&build, &graph)) {
                drop.insert(quad?);
            }
            empty.push(graph);
        }
        for (iri, written) in change.graphs {
            let went = change.drop_graphs.contains(&iri);
            let graph = NamedNode::new_unchecked(iri);
            let mut new: FxHashSet<Quad> = written.quads.into_iter().collect();
            new.insert(made_from(graph.clone(), &written.digest));
            let old = self.of_graph(&graph).chain(self.notes(&build, &graph));
            for quad in old {
                let quad = quad?;
                // The text is the same, so whatever gave it still does, unless it went and came.
                let origin = !went
                    && [prov::WAS_DERIVED_FROM, schema::IDENTIFIER]
                        .contains(&quad.predicate.as_ref())
                    && quad.subject == NamedOrBlankNode::from(graph.clone());
                if !origin && !new.remove(&quad) {
                    drop.insert(quad);
                }
            }
            add.extend(new);
        }
        drop.retain(|quad| !add.contains(quad));
        drop.extend(self.touch(drop.iter().chain(&add))?);
        let mut orphans = Vec::new();
        for quad in &drop {
            if let Some(copy) = in_default_graph(quad)
                && !self.said_elsewhere(quad, &drop)?
            {
                orphans.push(copy);
            }
        }
        let mut transaction = self.store.start_transaction()?;
        for quad in drop.iter().map(Quad::as_ref).chain(orphans) {
            transaction.remove(quad);
        }
        for graph in &empty {
            transaction.remove_named_graph(graph)?;
        }
        for quad in &add {
            transaction.insert(quad.as_ref());
            if let Some(copy) = in_default_graph(quad) {
                transaction.insert(copy);
            }
        }
        transaction.commit()
    }

    fn of_graph(&self, graph: &NamedNode) -> oxigraph::store::QuadIter<'static> {
        self.store
            .quads_for_pattern(None, None, None, Some(graph.as_ref().into()))
    }

    fn notes(&self, build: &NamedNode, graph: &NamedNode) -> oxigraph::store::QuadIter<'static> {
        self.store.quads_for_pattern(
            Some(graph.as_ref().into()),
            None,
            None,
            Some(build.as_ref().into()),
        )
    }

    /// Whether a statement that stays says the same in another named graph.
    fn said_elsewhere(&self, quad: &Quad, going: &FxHashSet<Quad>) -> Result<bool, StorageError> {
        let same = self.store.quads_for_pattern(
            Some(quad.subject.as_ref()),
            Some(quad.predicate.as_ref()),
            Some(quad.object.as_ref()),
            None,
        );
        for other in same {
            let other = other?;
            if in_default_graph(&other).is_some() && other != *quad && !going.contains(&other) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The copy of a named graph's statement; nothing for what is in the default graph already, and
/// for the notes on how the store was built, which are no part of the knowledge.
fn in_default_graph(quad: &Quad) -> Option<QuadRef<'_>> {
    match &quad.graph_name {
        GraphName::NamedNode(graph) if graph.as_str() != iri::BUILD_GRAPH => Some(QuadRef {
            graph_name: GraphNameRef::DefaultGraph,
            ..quad.as_ref()
        }),
        _ => None,
    }
}

/// The note that says what a graph was made from.
fn made_from(graph: NamedNode, digest: &str) -> Quad {
    Quad::new(
        graph,
        zm::INPUT_HASH.into_owned(),
        Literal::from(digest),
        NamedNode::new_unchecked(iri::BUILD_GRAPH),
    )
}
