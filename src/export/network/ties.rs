//! Ties: edges that stand for many facts between two nodes, with their number and days.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::store::StorageError;

use super::Edge;
use super::facts::Facts;
use super::index::{Entry, Index};
use crate::graph::vocab::zm;

/// What lies between two nodes.
#[derive(Default)]
struct Tie {
    /// The facts: meetings, persons, directives ….
    through: BTreeSet<usize>,
    days: Option<[String; 2]>,
}

/// Ties between nodes that are known by their IRIs.
#[derive(Default)]
pub(super) struct Ties {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    nodes: BTreeMap<usize, &'static str>,
    ties: BTreeMap<(usize, usize, String), Tie>,
}

impl Ties {
    fn number(&mut self, iri: &str) -> usize {
        if let Some(&number) = self.numbers.get(iri) {
            return number;
        }
        self.names.push(iri.to_owned());
        self.numbers.insert(iri.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// Has a node, whether or not anything ties it.
    pub fn node(&mut self, iri: &str, kind: &'static str) {
        let number = self.number(iri);
        self.nodes.insert(number, kind);
    }

    /// Ties a node to another through a fact of some days (first and last of them count). Both
    /// nodes must be there, see [`Self::node`].
    pub fn tie(&mut self, from: &str, to: &str, label: &str, through: &str, days: &str) {
        let (from, to) = (self.number(from), self.number(to));
        let through = self.number(through);
        let tie = self.ties.entry((from, to, label.to_owned())).or_default();
        tie.through.insert(through);
        for day in days.split(' ').filter(|day| !day.is_empty()) {
            tie.seen(day);
        }
    }

    /// Ties every two of some nodes, the lesser IRI first.
    pub fn tie_all(&mut self, nodes: &BTreeSet<String>, label: &str, through: &str, days: &str) {
        for (position, one) in nodes.iter().enumerate() {
            for other in nodes.iter().skip(position + 1) {
                self.tie(one, other, label, through, days);
            }
        }
    }

    /// The nodes in the order of their IRIs, and the edges between them, sorted.
    pub fn finish(self) -> (Index, Vec<Edge>) {
        let entry = |(number, kind): (&usize, &&'static str)| Entry {
            iri: self.names[*number].clone(),
            kind,
            whole: true,
        };
        let index: Index = self.nodes.iter().map(entry).collect();
        let mut edges = Vec::with_capacity(self.ties.len());
        for ((from, to, label), tie) in self.ties {
            let ends = [from, to].map(|end| index.number(&self.names[end]));
            if let [Some(source), Some(target)] = ends {
                let mut through: Vec<&str> = tie
                    .through
                    .iter()
                    .map(|&fact| self.names[fact].as_str())
                    .collect();
                through.sort_unstable();
                let [first, last] = tie.days.unwrap_or_default();
                edges.push(Edge {
                    source,
                    target,
                    label,
                    weight: through.len(),
                    first,
                    last,
                    through: through.join(" "),
                    ..Edge::default()
                });
            }
        }
        edges.sort_unstable();
        (index, edges)
    }
}

impl Tie {
    /// Widens the days; one without a year counts only where none has one.
    fn seen(&mut self, day: &str) {
        let has_year = |day: &str| !day.starts_with('-');
        match &mut self.days {
            Some([first, last]) if has_year(first) == has_year(day) => {
                if day < first.as_str() {
                    day.clone_into(first);
                }
                if day > last.as_str() {
                    day.clone_into(last);
                }
            }
            Some([first, _]) if has_year(first) => {}
            days => *days = Some([day.to_owned(), day.to_owned()]),
        }
    }
}

/// Which nodes the resolution of the graph joined: each stands for the one of the least IRI.
pub(super) struct Same(BTreeMap<String, String>);

impl Same {
    pub fn of(facts: &Facts<'_>) -> Result<Self, StorageError> {
        let mut beside: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in facts.pairs(zm::SAME_AS) {
            let (one, other) = pair?;
            beside.entry(one.clone()).or_default().push(other.clone());
            beside.entry(other).or_default().push(one);
        }
        let mut least = BTreeMap::new();
        // In the order of their IRIs, so that each group is met at its least.
        for start in beside.keys() {
            let mut open = vec![start];
            while let Some(iri) = open.pop() {
                if !least.contains_key(iri) {
                    least.insert(iri.clone(), start.clone());
                    open.extend(&beside[iri]);
                }
            }
        }
        Ok(Self(least))
    }

    /// The node that stands for a node.
    pub fn as_one<'a>(&'a self, iri: &'a str) -> &'a str {
        self.0.get(iri).map_or(iri, String::as_str)
    }
}
