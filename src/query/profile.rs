//! Everything said of a thing and of all that are joined with it, put together.

use std::collections::BTreeSet;
use std::fmt::Write;

use oxigraph::model::{NamedNode, vocab::rdfs};
use serde::Serialize;

use super::error::QueryError;
use super::identity::MAY_BE;
use super::show::{Fact, facts_of};
use super::view::View;
use crate::graph::vocab::{eli, skos};

/// What the graph says about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// The thing.
    pub iri: String,
    /// `official`, `agency`, `document`, `meeting`, `initiative`, `division` or `place`.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// What else it is called.
    pub also: Vec<String>,
    /// One line that tells it from others of its name.
    pub summary: String,
    /// What is said of it, in the order of `property`'s weight, then of value.
    pub facts: Vec<Fact>,
}

/// The profile of a node and of all that are joined with it.
pub(super) fn profile(
    view: View<'_>,
    node: NamedNode,
    identities: &[NamedNode],
) -> Result<Profile, QueryError> {
    let kind = view.kind(&node)?;
    let label = view.label(&node)?;
    let mut also = BTreeSet::new();
    let mut facts = Vec::new();
    for node in identities {
        also.extend(view.values(node, skos::ALT_LABEL)?);
        also.extend(view.values(node, eli::TITLE)?);
        also.extend(view.values(node, rdfs::LABEL)?);
        facts.push(facts_of(view, node)?);
    }
    also.remove(&label);
    let mut facts = together(facts);
    if facts.is_empty() {
        let evidence = view.evidence(&node)?;
        if !evidence.is_empty() {
            facts.push(Fact {
                property: "named".to_owned(),
                value: label.clone(),
                iri: None,
                evidence,
            });
        }
    }
    let mut summary = match facts.first() {
        Some(fact) => format!(
            "{kind}, {} {} ({} facts)",
            fact.property,
            fact.value,
            facts.len()
        ),
        None => kind.to_owned(),
    };
    let others = view.identity_facts(&node, identities)?;
    if let Some(open) = others.iter().find(|fact| fact.property == MAY_BE) {
        let (other, _) = open.value.split_once(" (").unwrap_or((&open.value, ""));
        let _ = write!(summary, "; {MAY_BE} {other}");
    }
    facts.extend(others);
    Ok(Profile {
        iri: node.into_string(),
        kind: kind.to_owned(),
        label,
        also: also.into_iter().collect(),
        summary,
        facts,
    })
}

/// The facts of several nodes that are one: each once with all its sentences, those of one
/// property side by side.
fn together(mut lists: Vec<Vec<Fact>>) -> Vec<Fact> {
    if lists.len() == 1 {
        return lists.remove(0);
    }
    let mut all: Vec<Fact> = Vec::new();
    for fact in lists.into_iter().flatten() {
        let same = |known: &&mut Fact| {
            known.property == fact.property && known.value == fact.value && known.iri == fact.iri
        };
        if let Some(known) = all.iter_mut().find(same) {
            for sentence in fact.evidence {
                if !known.evidence.contains(&sentence) {
                    known.evidence.push(sentence);
                }
            }
            continue;
        }
        let last = all
            .iter()
            .rposition(|known| known.property == fact.property);
        all.insert(last.map_or(all.len(), |last| last + 1), fact);
    }
    all
}
