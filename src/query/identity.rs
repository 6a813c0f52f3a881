//! Who is who across articles: what is joined with a node, what may be the same, and the
//! sentences that an analyst needs to judge.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::error::QueryError;
use super::names::shorten;
use super::sentence::Sentence;
use super::show::{Fact, facts_of};
use super::view::View;
use crate::graph::Graph;
use crate::graph::vocab::{org, schema, zm};

/// Two nodes that were compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// `joined`, `proposed`, `undecided` or `apart`.
    pub outcome: String,
    /// How much speaks for one node, from 0 to 1, as the rules weigh it: `0.82`.
    pub score: Option<String>,
    /// What speaks for or against, sorted.
    pub reasons: Vec<String>,
    /// The one.
    pub a: End,
    /// The other.
    pub b: End,
}

/// One end of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct End {
    /// Its IRI.
    pub iri: String,
    /// What it is called.
    pub label: String,
    /// What is known of it, each with its sentences: posts and meetings of a person,
    /// participants of a meeting.
    pub facts: Vec<Fact>,
    /// Where it is named, if nothing else is known of it.
    pub named: Vec<Sentence>,
}

/// Lists the comparisons with an outcome, those with the highest score first, then by IRI.
///
/// ```
/// use zhengmai::{graph::Graph, query::comparisons};
/// let graph = Graph::in_memory().unwrap();
/// assert!(comparisons(&graph, "proposed").unwrap().is_empty());
/// ```
pub fn comparisons(graph: &Graph, outcome: &str) -> Result<Vec<Comparison>, QueryError> {
    let view = View(graph);
    let concepts = [zm::JOINED, zm::PROPOSED, zm::UNDECIDED, zm::APART];
    let concept = concepts.into_iter().find(|c| local(c.as_str()) == outcome);
    let mut found = Vec::new();
    for node in view.from(
        zm::OUTCOME,
        &concept.unwrap_or(zm::OUTCOMES).into_owned().into(),
    )? {
        found.extend(comparison(view, &node)?);
    }
    found.sort_by(|one, other| {
        let key = |c: &Comparison| (weight(c), c.a.iri.clone(), c.b.iri.clone());
        key(one).cmp(&key(other))
    });
    Ok(found)
}

/// Higher scores first, as a number to sort by.
fn weight(comparison: &Comparison) -> i64 {
    let score: f64 = comparison
        .score
        .as_deref()
        .and_then(|score| score.parse().ok())
        .unwrap_or_default();
    -(score * 1000.0) as i64
}

fn comparison(view: View<'_>, node: &NamedNode) -> Result<Option<Comparison>, QueryError> {
    let ends = view.nodes(node, zm::COMPARES)?;
    let [a, b] = ends.as_slice() else {
        return Ok(None);
    };
    let end = |node: &NamedNode| {
        let facts = facts_of(view, node)?;
        let named = if facts.is_empty() {
            view.evidence(node)?
        } else {
            Vec::new()
        };
        Ok::<_, QueryError>(End {
            iri: node.as_str().to_owned(),
            label: view.label(node)?,
            facts,
            named,
        })
    };
    let outcome = view.nodes(node, zm::OUTCOME)?;
    Ok(Some(Comparison {
        outcome: outcome.first().map_or("", |o| local(o.as_str())).to_owned(),
        score: view.value(node, zm::SCORE)?,
        reasons: view.values(node, zm::REASON)?,
        a: end(a)?,
        b: end(b)?,
    }))
}

fn local(iri: &str) -> &str {
    iri.split_once('#').map_or(iri, |(_, local)| local)
}

impl View<'_> {
    /// A node and all that are joined with it, directly or through others, sorted.
    pub(super) fn identities(self, node: &NamedNode) -> Result<Vec<NamedNode>, QueryError> {
        let mut all = BTreeSet::from([node.clone()]);
        let mut open = vec![node.clone()];
        while let Some(node) = open.pop() {
            let mut next = self.nodes(&node, zm::SAME_AS)?;
            next.extend(self.subjects(zm::SAME_AS, &node)?);
            open.extend(next.into_iter().filter(|other| all.insert(other.clone())));
        }
        Ok(all.into_iter().collect())
    }

    /// What the comparisons of some nodes that are one say: the others that they are joined
    /// with, and those that they may be, or are not, with the reasons.
    pub(super) fn identity_facts(
        self,
        node: &NamedNode,
        identities: &[NamedNode],
    ) -> Result<Vec<Fact>, QueryError> {
        let mut facts = Vec::new();
        for other in identities.iter().filter(|other| *other != node) {
            facts.push(fact("same as", self.label(other)?, other));
        }
        let mut rivals = Vec::new();
        for node in identities {
            for comparison in self.subjects(zm::COMPARES, node)? {
                let outcome = self.nodes(&comparison, zm::OUTCOME)?;
                let property = match outcome.first().map_or("", |o| local(o.as_str())) {
                    "proposed" => MAY_BE,
                    "undecided" => UNSURE,
                    "apart" => APART,
                    _ => continue,
                };
                let score = self.value(&comparison, zm::SCORE)?.unwrap_or_default();
                let reasons = self.values(&comparison, zm::REASON)?.join("; ");
                for other in self.nodes(&comparison, zm::COMPARES)? {
                    if !identities.contains(&other) {
                        let value = format!("{} {score} ({reasons})", shorten(other.as_str()));
                        rivals.push((property, score.clone(), fact(property, value, &other)));
                    }
                }
            }
        }
        let order = |property: &str| [MAY_BE, UNSURE, APART].iter().position(|p| *p == property);
        rivals.sort_by(|(one, score, a), (other, than, b)| {
            let by_outcome = order(one).cmp(&order(other));
            by_outcome.then(than.cmp(score)).then(a.value.cmp(&b.value))
        });
        facts.extend(rivals.into_iter().map(|(_, _, fact)| fact));
        Ok(facts)
    }

    /// What an agency was before a reform and what it became, with the dates of the reform.
    pub(super) fn history(self, agency: &NamedNode) -> Result<Vec<Fact>, QueryError> {
        let mut history = Vec::new();
        for (property, own, others) in [
            (
                "was before",
                org::RESULTING_ORGANIZATION,
                org::ORIGINAL_ORGANIZATION,
            ),
            (
                "became",
                org::ORIGINAL_ORGANIZATION,
                org::RESULTING_ORGANIZATION,
            ),
        ] {
            for event in self.subjects(own, agency)? {
                let since = self.value(&event, schema::START_DATE)?.unwrap_or_default();
                let until = self.value(&event, schema::END_DATE)?.unwrap_or_default();
                let dates = if since == until {
                    since
                } else {
                    format!("{since} to {until}")
                };
                for other in self.nodes(&event, others)? {
                    let value = format!("{} ({dates})", self.label(&other)?);
                    history.push(fact(property, value, &other));
                }
            }
        }
        Ok(history)
    }
}

/// The property of another node that a node may be one with.
pub(super) const MAY_BE: &str = "may be";
const UNSURE: &str = "may be, an analyst was not sure";
const APART: &str = "is not";

/// A fact that no single sentence says.
fn fact(property: &str, value: String, node: &NamedNode) -> Fact {
    Fact {
        property: property.to_owned(),
        value,
        iri: Some(node.as_str().to_owned()),
        evidence: Vec::new(),
    }
}
