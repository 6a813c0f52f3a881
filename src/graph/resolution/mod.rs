//! What joins articles: which nodes of different articles stand for one person or meeting,
//! which for two, which may, and how agencies followed one another.
//!
//! All of it lies in one named graph, `…/graph/resolution`, and is a function of what the
//! articles' graphs say and of the analyst's [`Judgements`], in whatever order they came. It
//! falls into blocks that need no look at one another: the persons of one name, the meetings
//! of one jurisdiction and day, the agencies of one jurisdiction. So a change of some articles
//! needs those blocks alone, and [`Graph::resolve_touched`] gives what [`Graph::resolve_all`]
//! would.
//!
//! How a build calls it: insert and drop articles as usual, then once, before
//! [`Graph::finish`],
//!
//! ```
//! # use zhengmai::{facts::Record, graph::{Graph, Judgements}};
//! # let graph = Graph::in_memory().unwrap();
//! # let records = [Record { text: "安阳市召开推进会".into(), ..Record::default() }];
//! let judgements = Judgements::default(); // or Judgements::read(path)
//! graph.insert(&records).unwrap();
//! let resolved = graph.resolve(&judgements).unwrap();
//! assert_eq!(resolved.proposed, 0);
//! ```
//!
//! The graph itself keeps account of what was touched: every change of articles
//! ([`Graph::insert`], [`Graph::prune`]) notes the [`Keys`] of the quads that came and went,
//! and takes the mark `zm:resolutionHash` off the store, in the same transaction where there
//! is one. `resolve` puts it back. A store without the mark, or with that of other judgements
//! or rules, is resolved whole: a build that was killed in between is made good by the next.

mod agencies;
mod comparison;
mod judgements;
mod keys;
mod meetings;
mod persons;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
    vocab::rdf,
};
use oxigraph::store::StorageError;

use super::change::Change;
use super::iri;
use super::store::{Graph, GraphError};
use super::vocab::{org, zm};
use comparison::Comparison;
pub use judgements::{BadLine, Judgement, Judgements, Verdict};
pub use keys::Keys;

/// The graph that holds what joins articles.
pub const RESOLUTION_GRAPH: &str = "https://w3id.org/zhengmai/id/graph/resolution";

/// Version of the rules of this folder and of their tables: a store that was resolved by
/// another one is resolved anew.
const RULES_VERSION: u32 = 1;

/// What is in the resolution graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Pairs that are one, by rule or by judgement.
    pub joined: usize,
    /// Pairs that may be one and wait for a judgement.
    pub proposed: usize,
    /// Pairs of which an analyst is not sure.
    pub undecided: usize,
    /// Pairs that are two, by rule or by judgement.
    pub apart: usize,
    /// Renamings, mergers and divisions of agencies.
    pub changes: usize,
}

/// What has changed since the graph was resolved, as far as this handle knows.
#[derive(Debug, Default)]
pub(super) enum Touched {
    /// Nothing was changed through this handle.
    #[default]
    Nothing,
    /// The graph was resolved before, and this has changed since.
    Keys(Keys),
    /// The graph was not resolved before the first change.
    Unknown,
}

impl Graph {
    /// Brings the resolution graph up to date with the articles and the judgements: for what
    /// changed only, where that is known.
    pub fn resolve(&self, judgements: &Judgements) -> Result<Resolved, GraphError> {
        let touched = {
            let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *touched)
        };
        let resolved = match touched {
            // The mark is off the store, and what it was is in the hash that is to be.
            Touched::Keys(keys) if keys.resolution_hash() == Some(&hash(judgements)) => {
                self.resolve_touched(&keys, judgements)
            }
            Touched::Nothing if self.resolution_hash()? == Some(hash(judgements)) => {
                self.resolved()
            }
            _ => self.resolve_all(judgements),
        };
        if resolved.is_err() {
            let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
            *touched = Touched::Unknown;
        }
        resolved
    }

    /// Makes the whole resolution graph anew.
    pub fn resolve_all(&self, judgements: &Judgements) -> Result<Resolved, GraphError> {
        let mut old = BTreeSet::new();
        for quad in self.in_resolution(None, None, None) {
            old.insert(Line::of(quad?));
        }
        let mut comparisons = Comparisons::default();
        let mut persons: BTreeMap<String, Vec<NamedNode>> = BTreeMap::new();
        for person in self.of_class(keys::Kind::Person)? {
            if let Some((_, name)) = keys::person(&person) {
                persons.entry(name).or_default().push(person);
            }
        }
        for (name, block) in &persons {
            comparisons.extend(persons::compare(self, judgements, name, block)?);
        }
        let mut meetings: BTreeMap<String, Vec<NamedNode>> = BTreeMap::new();
        for meeting in self.of_class(keys::Kind::Meeting)? {
            if let Some(block) = keys::meeting_block(&meeting) {
                meetings.entry(block).or_default().push(meeting);
            }
        }
        for block in meetings.values() {
            comparisons.extend(meetings::compare(self, judgements, block)?);
        }
        let mut new = self.judged_across_blocks(judgements, &mut comparisons)?;
        let mut scopes = BTreeSet::new();
        for agency in self.of_class(keys::Kind::Agency)? {
            scopes.extend(agencies::scope(&agency));
        }
        for scope in &scopes {
            new.extend(agencies::changes(self, scope)?);
        }
        self.write(old, new, judgements)
    }

    /// Makes anew what some persons, meetings and agencies have a part in. The rest must be
    /// up to date, and made with the same judgements.
    pub fn resolve_touched(
        &self,
        touched: &Keys,
        judgements: &Judgements,
    ) -> Result<Resolved, GraphError> {
        let mut ends: BTreeSet<NamedNode> = touched.nodes(keys::Kind::Person).collect();
        ends.extend(touched.nodes(keys::Kind::Meeting));
        let mut comparisons = Comparisons::default();
        for name in touched.names() {
            let block = persons::named(self, &name)?;
            comparisons.extend(persons::compare(self, judgements, &name, &block)?);
            ends.extend(block);
        }
        for block in touched.meeting_blocks() {
            let block = meetings::of_block(self, &block)?;
            comparisons.extend(meetings::compare(self, judgements, &block)?);
            ends.extend(block);
        }
        let mut old = BTreeSet::new();
        for end in &ends {
            for quad in self.in_resolution(None, Some(zm::COMPARES), Some(end)) {
                if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                    self.comparison_lines(&node, &mut old)?;
                }
            }
        }
        for judgement in judgements.iter().filter(|j| !j.pair().same_block()) {
            self.comparison_lines(&judgement.pair().node(), &mut old)?;
        }
        let mut new = self.judged_across_blocks(judgements, &mut comparisons)?;
        let agencies = touched.nodes(keys::Kind::Agency);
        let scopes: BTreeSet<String> = agencies.filter_map(|a| agencies::scope(&a)).collect();
        for scope in scopes {
            for event in agencies::events(&scope) {
                for quad in self.in_resolution(Some(&event), None, None) {
                    old.insert(Line::of(quad?));
                }
            }
            new.extend(agencies::changes(self, &scope)?);
        }
        self.write(old, new, judgements)
    }

    /// Counts what is in the resolution graph.
    pub fn resolved(&self) -> Result<Resolved, GraphError> {
        let count = |predicate: NamedNodeRef<'_>, object: NamedNodeRef<'_>| {
            let object = object.into_owned();
            let mut count = 0;
            for quad in self.in_resolution(None, Some(predicate), Some(&object)) {
                quad?;
                count += 1;
            }
            Ok::<usize, StorageError>(count)
        };
        Ok(Resolved {
            joined: count(zm::OUTCOME, zm::JOINED)?,
            proposed: count(zm::OUTCOME, zm::PROPOSED)?,
            undecided: count(zm::OUTCOME, zm::UNDECIDED)?,
            apart: count(zm::OUTCOME, zm::APART)?,
            changes: count(rdf::TYPE, org::CHANGE_EVENT)?,
        })
    }

    /// Notes that quads of articles come or go; returns the mark that has to go with the
    /// first of them.
    pub(super) fn touch<'a>(
        &self,
        quads: impl Iterator<Item = &'a Quad>,
    ) -> Result<Option<Quad>, StorageError> {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*touched, Touched::Unknown) {
            return Ok(None);
        }
        let mut keys = Keys::default();
        keys.extend(quads);
        if keys.is_empty() {
            return Ok(None);
        }
        if let Touched::Keys(known) = &mut *touched {
            known.merge(keys);
            return Ok(None);
        }
        Ok(match self.resolution_hash()? {
            Some(hash) => {
                keys.set_resolution_hash(hash.clone());
                *touched = Touched::Keys(keys);
                Some(mark(hash).quad())
            }
            None => {
                *touched = Touched::Unknown;
                None
            }
        })
    }

    /// The judgements on nodes of different blocks, which no rule compares, and the quads of
    /// all comparisons.
    fn judged_across_blocks(
        &self,
        judgements: &Judgements,
        comparisons: &mut Comparisons,
    ) -> Result<BTreeSet<Line>, StorageError> {
        for judgement in judgements.iter() {
            let pair = judgement.pair();
            if !pair.same_block() && self.has(&pair.a)? && self.has(&pair.b)? {
                comparisons.push(Comparison::judged(pair.clone(), judgement));
            }
        }
        Ok(comparisons.0.iter().flat_map(Comparison::lines).collect())
    }

    /// All that the resolution graph says of a comparison and, for it, of its two ends.
    fn comparison_lines(
        &self,
        node: &NamedNode,
        lines: &mut BTreeSet<Line>,
    ) -> Result<(), StorageError> {
        let mut ends = Vec::new();
        for quad in self.in_resolution(Some(node), None, None) {
            let quad = quad?;
            if quad.predicate == zm::COMPARES
                && let Term::NamedNode(end) = &quad.object
            {
                ends.push(end.clone());
            }
            lines.insert(Line::of(quad));
        }
        if let [a, b] = ends.as_slice() {
            for (from, to) in [(a, b), (b, a)] {
                for quad in self.in_resolution(Some(from), None, Some(to)) {
                    lines.insert(Line::of(quad?));
                }
            }
        }
        Ok(())
    }

    /// Puts the resolution graph from old to new, with the mark.
    fn write(
        &self,
        mut old: BTreeSet<Line>,
        mut new: BTreeSet<Line>,
        judgements: &Judgements,
    ) -> Result<Resolved, GraphError> {
        if let Some(hash) = self.resolution_hash()? {
            old.insert(mark(hash));
        }
        new.insert(mark(hash(judgements)));
        self.apply(Change::of(
            old.difference(&new).map(Line::quad).collect(),
            new.difference(&old).map(Line::quad).collect(),
        ))?;
        self.resolved()
    }

    fn resolution_hash(&self) -> Result<Option<String>, StorageError> {
        let graph = NamedNode::new_unchecked(RESOLUTION_GRAPH);
        let mut quads = self.in_resolution(Some(&graph), Some(zm::RESOLUTION_HASH), None);
        Ok(match quads.next().transpose()? {
            Some(Quad {
                object: Term::Literal(hash),
                ..
            }) => Some(hash.value().to_owned()),
            _ => None,
        })
    }

    fn in_resolution<'a>(
        &'a self,
        subject: Option<&'a NamedNode>,
        predicate: Option<NamedNodeRef<'a>>,
        object: Option<&'a NamedNode>,
    ) -> impl Iterator<Item = Result<Quad, StorageError>> + 'a {
        self.store.quads_for_pattern(
            subject.map(|node| node.as_ref().into()),
            predicate,
            object.map(|node| node.as_ref().into()),
            Some(GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(
                RESOLUTION_GRAPH,
            ))),
        )
    }

    /// All nodes of a kind, sorted.
    fn of_class(&self, kind: keys::Kind) -> Result<Vec<NamedNode>, StorageError> {
        let mut nodes = self.sources(rdf::TYPE, kind.class())?;
        nodes.sort();
        Ok(nodes)
    }

    /// The nodes that a property leads from to a node, in the union of all graphs.
    fn sources(
        &self,
        predicate: NamedNodeRef<'_>,
        object: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, StorageError> {
        let quads = self.store.quads_for_pattern(
            None,
            Some(predicate),
            Some(object.into()),
            Some(GraphNameRef::DefaultGraph),
        );
        let mut nodes = Vec::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                nodes.push(node);
            }
        }
        Ok(nodes)
    }

    /// What a property of a node leads to, in the union of all graphs.
    fn targets(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StorageError> {
        self.store
            .quads_for_pattern(
                Some(subject.as_ref().into()),
                Some(predicate),
                None,
                Some(GraphNameRef::DefaultGraph),
            )
            .map(|quad| Ok(quad?.object))
            .collect()
    }

    /// Whether the articles know a person, a meeting or an agency.
    fn has(&self, node: &NamedNode) -> Result<bool, StorageError> {
        let Some(kind) = keys::Kind::of(node) else {
            return Ok(false);
        };
        self.store.contains(
            Quad::new(
                node.clone(),
                rdf::TYPE.into_owned(),
                kind.class().into_owned(),
                GraphName::DefaultGraph,
            )
            .as_ref(),
        )
    }
}

/// Comparisons, no pair twice.
#[derive(Default)]
struct Comparisons(Vec<Comparison>);

impl Comparisons {
    fn push(&mut self, comparison: Comparison) {
        self.0.push(comparison);
    }

    fn extend(&mut self, comparisons: Vec<Comparison>) {
        self.0.extend(comparisons);
    }
}

/// A statement of the resolution graph, to be compared and sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// The order: the statement as N-Triples write it.
    text: String,
    subject: NamedNode,
    predicate: NamedNode,
    object: Term,
}

impl Line {
    fn new(subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) -> Self {
        let object = object.into();
        Self {
            text: format!("{subject} {predicate} {object}"),
            subject: subject.clone(),
            predicate: predicate.into_owned(),
            object,
        }
    }

    fn of(quad: Quad) -> Self {
        let subject = match quad.subject {
            NamedOrBlankNode::NamedNode(node) => node,
            NamedOrBlankNode::BlankNode(node) => NamedNode::new_unchecked(node.to_string()),
        };
        Self::new(&subject, quad.predicate.as_ref(), quad.object)
    }

    fn quad(&self) -> Quad {
        Quad::new(
            self.subject.clone(),
            self.predicate.clone(),
            self.object.clone(),
            NamedNode::new_unchecked(RESOLUTION_GRAPH),
        )
    }
}

impl PartialOrd for Line {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Line {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

/// That the graph was resolved, and with what.
fn mark(hash: String) -> Line {
    Line::new(
        &NamedNode::new_unchecked(RESOLUTION_GRAPH),
        zm::RESOLUTION_HASH,
        Literal::from(hash),
    )
}

/// A hash of the judgements and of the version of the rules.
fn hash(judgements: &Judgements) -> String {
    let mut parts = vec![RULES_VERSION.to_string()];
    for judgement in judgements.iter() {
        parts.push(judgement.to_string());
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    iri::hash(&parts)
}
