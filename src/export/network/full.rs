//! The view `full`: all entities, and what lies between them as edges. A tenure becomes an
//! edge from person to agency, a participation one edge for each role from participant to
//! meeting, with date, capacity and evidence on it. Edges are read from the store node by
//! node while they are written.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNodeRef, Term, vocab::rdf};
use oxigraph::store::StorageError;

use super::Edge;
use super::facts::{About, Facts};
use super::filter::Filter;
use super::index::{Entry, Index};
use crate::graph::vocab::{org, prov, schema, zm};

/// The edges that begin at an entity, sorted by their ends.
pub(super) fn edges(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
    from: usize,
) -> Result<Vec<Edge>, StorageError> {
    let mut edges = deeds(facts, index, filter, from)?;
    edges.extend(statements(facts, index, filter, from)?);
    Ok(edges.into_iter().collect())
}

/// What an official or agency did: posts, appointments, meetings.
fn deeds(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
    from: usize,
) -> Result<BTreeSet<Edge>, StorageError> {
    let mut edges = BTreeSet::new();
    let Entry { iri, kind, .. } = &index.entries[from];
    if !matches!(*kind, "official" | "agency") {
        return Ok(edges);
    }
    for (to, mut edge) in facts.of_agent(iri)? {
        let Some(target) = index.number(&to) else {
            continue;
        };
        let end = facts.about(&to)?;
        let holds = match end.kind() {
            "meeting" => filter.meeting(&end),
            _ => filter.agency(&end) && filter.any_day(&edge.date),
        };
        if holds {
            (edge.source, edge.target) = (from, target);
            edges.insert(edge);
        }
    }
    Ok(edges)
}

/// What statements lead from an entity to another.
fn statements(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
    from: usize,
) -> Result<BTreeSet<Edge>, StorageError> {
    let mut edges = BTreeSet::new();
    let Entry { iri, kind, whole } = &index.entries[from];
    let about = facts.about(iri)?;
    for (property, object) in about.statements() {
        let Term::NamedNode(object) = object else {
            continue;
        };
        let wanted = if *whole {
            is_relation(property.as_ref())
        } else {
            *kind == "division" && *property == schema::CONTAINED_IN_PLACE
        };
        let Some(target) = index.number(object.as_str()).filter(|_| wanted) else {
            continue;
        };
        let end = facts.about(object.as_str())?;
        let meetings = [&about, &end];
        let mut meetings = meetings.iter().filter(|end| end.kind() == "meeting");
        if meetings.all(|meeting| filter.meeting(meeting)) {
            let mut edge = facts.plain(&about, property.as_ref(), &end)?;
            (edge.source, edge.target) = (from, target);
            edges.insert(edge);
        }
    }
    Ok(edges)
}

/// Leaves in the index what a filter wants: the meetings of the place and time, what is said
/// of them, who held or came to posts there, and what these lead to.
pub(super) fn narrowed(
    facts: &Facts<'_>,
    index: Index,
    filter: &Filter,
) -> Result<Index, StorageError> {
    if filter.is_open() {
        return Ok(index);
    }
    let mut kept = vec![false; index.entries.len()];
    for (number, entry) in index.entries.iter().enumerate() {
        let about = facts.about(&entry.iri)?;
        let own = match entry.kind {
            "meeting" => filter.meeting(&about),
            "article" => filter.article(facts, &about)?,
            "directive" | "quantity" => said_in(facts, filter, &about)?,
            "agency" => filter.is_timeless() && filter.agency(&about),
            _ => false,
        };
        let mut found = deeds(facts, &index, filter, number)?;
        if own {
            kept[number] = true;
            found.extend(statements(facts, &index, filter, number)?);
        }
        for edge in found {
            kept[number] = true;
            kept[edge.target] = true;
        }
    }
    // Where an agency or division lies, and who issued a document.
    let mut open: Vec<usize> = (0..kept.len()).filter(|&number| kept[number]).collect();
    while let Some(number) = open.pop() {
        if matches!(
            index.entries[number].kind,
            "agency" | "division" | "document"
        ) {
            for edge in statements(facts, &index, filter, number)? {
                if !kept[edge.target] {
                    kept[edge.target] = true;
                    open.push(edge.target);
                }
            }
        }
    }
    let entries = index.entries.into_iter().zip(kept);
    Ok(entries
        .filter_map(|(entry, kept)| kept.then_some(entry))
        .collect())
}

/// Whether a directive was given, or a quantity stated, at a meeting of the place and time; where
/// no meeting is known, in such an article.
fn said_in(facts: &Facts<'_>, filter: &Filter, about: &About) -> Result<bool, StorageError> {
    let places = about
        .nodes(zm::EVIDENCE)
        .filter_map(|place| place.split('#').next());
    let meetings = about.nodes(zm::GIVEN_AT).chain(about.nodes(zm::STATED_AT));
    let mut contexts: Vec<&str> = meetings.collect();
    if contexts.is_empty() {
        contexts.extend(places);
    }
    for context in contexts {
        let context = facts.about(context)?;
        let holds = match context.kind() {
            "meeting" => filter.meeting(&context),
            _ => filter.article(facts, &context)?,
        };
        if holds {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a property between two entities becomes an edge. Short cuts do not: the edges of
/// participations say the same with evidence.
fn is_relation(property: NamedNodeRef<'_>) -> bool {
    const ATTRIBUTES: &[NamedNodeRef<'static>] = &[
        rdf::TYPE,
        zm::EVIDENCE,
        zm::HAS_MODALITY,
        org::CLASSIFICATION,
        prov::WAS_DERIVED_FROM,
        zm::ATTENDED,
        zm::CHAIRED,
        zm::SPOKE_AT,
    ];
    !ATTRIBUTES.contains(&property)
}
