//! Into the store and out of it again: articles become named graphs, unchanged ones are
//! skipped, changed ones replace their graph in one transaction, vanished ones go.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::PoisonError;

use oxigraph::model::{NamedNode, NamedOrBlankNode};
use oxigraph::store::StorageError;
use rayon::prelude::*;

use super::article::{article_hash, digest, own_id, record_hash, unsorted_quads};
use super::change::{Change, Writer, Written};
use super::run::{Arrival, Run, Verdict};
use super::store::{Graph, GraphError};
use super::{iri, reference};
use crate::facts::Record;

/// What an insert did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inserted {
    /// Articles that were not there.
    pub added: usize,
    /// Articles whose text, or whose reading, had changed.
    pub replaced: usize,
    /// Articles that were there as they are.
    pub unchanged: usize,
}

impl Inserted {
    /// All articles that were given.
    pub fn articles(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }

    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Added => self.added += 1,
            Verdict::Replaced => self.replaced += 1,
            Verdict::Unchanged => self.unchanged += 1,
        }
    }
}

impl AddAssign for Inserted {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.replaced += other.replaced;
        self.unchanged += other.unchanged;
    }
}

/// What a batch of arrivals comes to: which of them have to be read, and what to write.
pub struct Plan {
    /// Of the arrivals, by their place in the batch: those to read. A text that stands twice in
    /// the batch is read once.
    pub read: Vec<usize>,
    /// What the arrivals are, counted.
    pub inserted: Inserted,
    digests: Vec<(String, String, bool)>,
    change: Change,
}

impl Plan {
    /// Completes the plan with what was read: the records of [`Plan::read`], in that order;
    /// nothing for one that could not be read.
    pub fn fill(mut self, records: &[Option<Record>]) -> Filled {
        let made: Vec<_> = self
            .digests
            .into_par_iter()
            .zip(records)
            .filter_map(|((hash, digest, replaces), record)| {
                let written = Written {
                    digest,
                    quads: unsorted_quads(record.as_ref()?),
                    replaces,
                };
                Some((iri::article(&hash).into_string(), written))
            })
            .collect();
        self.change.graphs.extend(made);
        Filled(self.change)
    }
}

/// A plan with everything in it that is to be written.
pub struct Filled(Change);

/// Writes plan after plan. What only adds is gathered until it is worth a bulk load.
pub struct Inserter<'a>(Writer<'a>);

impl Inserter<'_> {
    /// Takes a plan, in the order of planning; returns whether all that was taken is in the
    /// store now.
    pub fn write(&mut self, plan: Filled) -> Result<bool, GraphError> {
        self.0.write(plan.0)
    }

    /// Puts the rest into the store.
    pub fn flush(&mut self) -> Result<(), GraphError> {
        self.0.flush()
    }
}

impl Graph {
    /// Puts records into the graph, all of them or, on an error, none.
    ///
    /// An article that is there as it is (same text, same reading) is skipped. A new text
    /// from an address or a file that gave one article before replaces that article. Call it with batches
    /// of some hundred records.
    pub fn insert(&self, records: &[Record]) -> Result<Inserted, GraphError> {
        let arrivals: Vec<Arrival> = records.par_iter().map(arrival).collect();
        let plan = self.plan(&arrivals)?;
        let inserted = plan.inserted;
        let read: Vec<Option<Record>> =
            plan.read.iter().map(|&i| records.get(i).cloned()).collect();
        let mut inserter = self.inserter();
        inserter.write(plan.fill(&read))?;
        inserter.flush()?;
        Ok(inserted)
    }

    /// Says what arrivals are to the graph and to the run, which lasts as long as this handle.
    /// It may be ahead of the writing.
    pub fn plan(&self, arrivals: &[Arrival]) -> Result<Plan, GraphError> {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        let mut plan = Plan {
            read: Vec::new(),
            inserted: Inserted::default(),
            digests: Vec::new(),
            change: Change::default(),
        };
        for (i, arrival) in arrivals.iter().enumerate() {
            let (verdict, write) = run.judge(self, arrival, &mut plan.change)?;
            plan.inserted.count(verdict);
            if !write {
                continue;
            }
            let digest = arrival.digest.clone();
            let same = plan
                .digests
                .iter()
                .position(|(hash, ..)| *hash == arrival.hash);
            match same.filter(|_| verdict == Verdict::Unchanged) {
                // The same text again, with an earlier date.
                Some(place) => {
                    plan.digests[place].1 = digest;
                    plan.read[place] = i;
                }
                None => {
                    let replaces = verdict != Verdict::Added;
                    plan.digests.push((arrival.hash.clone(), digest, replaces));
                    plan.read.push(i);
                }
            }
        }
        Ok(plan)
    }

    /// Starts writing plans.
    pub fn inserter(&self) -> Inserter<'_> {
        Inserter(Writer::new(self))
    }

    /// Puts divisions and statutes into the graph, from the contents of data/divisions.tsv
    /// and data/statutes.tsv; does nothing where the same are in it.
    pub fn insert_reference(&self, divisions: &str, statutes: &str) -> Result<(), GraphError> {
        let mut inserter = self.inserter();
        if let Some(reference) = self.plan_reference(divisions, statutes)? {
            inserter.write(reference)?;
        }
        inserter.flush()
    }

    /// The same for an [`Inserter`] that has more to write; nothing where they are in the graph.
    pub fn plan_reference(
        &self,
        divisions: &str,
        statutes: &str,
    ) -> Result<Option<Filled>, GraphError> {
        let digest = reference::digest(divisions, statutes);
        let graph = NamedNode::new_unchecked(iri::REFERENCE_GRAPH);
        if self.digest(&graph)?.as_ref() == Some(&digest) {
            return Ok(None);
        }
        let written = Written {
            digest,
            quads: reference::quads(divisions, statutes),
            replaces: self.store.contains_named_graph(&graph)?,
        };
        Ok(Some(Filled(Change {
            graphs: BTreeMap::from([(graph.into_string(), written)]),
            ..Change::default()
        })))
    }

    /// Forgets what was given through this handle: what comes now is another run over the inputs,
    /// in which a new text from an address replaces the older one, and by which
    /// [`Graph::prune`] goes.
    ///
    /// ```
    /// use zhengmai::{facts::Record, graph::Graph};
    /// let graph = Graph::in_memory().unwrap();
    /// let record = |text: &str| Record {
    ///     text: text.into(),
    ///     source: Some("news/1.txt".into()),
    ///     ..Record::default()
    /// };
    /// graph.insert(&[record("安阳市召开会议")]).unwrap();
    /// graph.start_run();
    /// assert_eq!(graph.insert(&[record("安阳市召开推进会")]).unwrap().replaced, 1);
    /// ```
    pub fn start_run(&self) {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        *run = Run::default();
    }

    /// Drops the articles that were not given since the store was opened, or since
    /// [`Graph::start_run`]; returns how many.
    pub fn prune(&self) -> Result<usize, GraphError> {
        let mut change = Change::default();
        {
            let run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
            for hash in self.article_hashes() {
                let hash = hash?;
                if !run.has(&hash) {
                    change.drop_graphs.insert(iri::article(&hash).into_string());
                }
            }
        }
        let count = change.drop_graphs.len();
        self.apply(change)?;
        Ok(count)
    }
}

impl Graph {
    /// The hashes of all articles of the store.
    fn article_hashes(&self) -> impl Iterator<Item = Result<String, StorageError>> {
        let articles = iri::article("").into_string();
        self.store
            .named_graphs()
            .filter_map(move |graph| match graph {
                Ok(NamedOrBlankNode::NamedNode(graph)) => graph
                    .as_str()
                    .strip_prefix(&articles)
                    .map(|hash| Ok(hash.to_owned())),
                Ok(NamedOrBlankNode::BlankNode(_)) => None,
                Err(error) => Some(Err(error)),
            })
    }
}

/// The digest of an article that is still to be read: of its text's hash, its date and the rules.
pub fn input_digest(text_hash: &str, published: Option<&str>) -> String {
    digest(&[text_hash, published.unwrap_or_default()])
}

/// A record as an arrival that has been read already.
fn arrival(record: &Record) -> Arrival {
    Arrival {
        hash: article_hash(record),
        digest: record_hash(record),
        published: record.published.clone(),
        source: record.source.clone(),
        id: own_id(record).map(str::to_owned),
    }
}
