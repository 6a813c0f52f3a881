//! The reference graph: divisions and statutes, from tables to quads. What a citation
//! points to, and what lies in what.

use std::collections::BTreeMap;

use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::rdfs,
};

use super::article::{chinese, date};
use super::iri;
use super::vocab::{eli, schema, skos, zm};
use crate::lexicon::{Statute, Texts};

/// Makes the quads of `…/graph/reference` from two tables with a header line each:
/// divisions (`code name level parent`) and statutes (`title level region promulgated
/// effective status ended first`, of which a row may lack the last ones). A row without a code or a title says nothing.
///
/// ```
/// use zhengmai::graph::reference;
/// let divisions = "code\tname\tlevel\tparent\n410000\t河南省\tprovince\t100000\n";
/// let statutes = "title\tlevel\tregion\tpromulgated\teffective\tstatus\n\
///     大气污染防治法\t法律\t\t2018-10-26\t2018-10-26\tin force\n";
/// let quads = reference::quads(divisions, statutes);
/// assert!(quads.iter().any(|q| q.object.to_string().contains("河南省")));
/// assert!(quads.iter().any(|q| q.subject.to_string().contains("document/大气污染防治法/2018-10-26")));
/// ```
pub fn quads(divisions: &str, statutes: &str) -> Vec<Quad> {
    let graph = GraphName::from(NamedNode::new_unchecked(iri::REFERENCE_GRAPH));
    let mut out = Vec::new();
    let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        out.push(Quad::new(
            subject.clone(),
            predicate.into_owned(),
            object,
            graph.clone(),
        ));
    };
    let mut provinces = Vec::new();
    for row in rows(divisions) {
        let [code, name, level, parent] = columns(row);
        if code.is_empty() {
            continue;
        }
        let node = iri::division(code);
        add(&node, rdf::TYPE, schema::ADMINISTRATIVE_AREA.into());
        add(&node, rdfs::LABEL, chinese(name).into());
        add(&node, skos::NOTATION, Literal::from(code).into());
        if !parent.is_empty() {
            add(
                &node,
                schema::CONTAINED_IN_PLACE,
                iri::division(parent).into(),
            );
        }
        if level == "province" {
            provinces.push((name, node));
        }
    }
    let mut texts: BTreeMap<String, Vec<Statute<'_>>> = BTreeMap::new();
    for row in rows(statutes) {
        let statute = statute(row);
        if !statute.title.is_empty() {
            texts
                .entry(iri::canonical_title(statute.title))
                .or_default()
                .push(statute);
        }
    }
    for statute in texts.into_values().filter_map(Texts::new) {
        let node = iri::document(statute.title());
        add(&node, rdf::TYPE, class(statute.level()).into());
        add(&node, eli::TITLE, chinese(statute.title()).into());
        let issuer = provinces
            .iter()
            .find(|(name, _)| !statute.region().is_empty() && name.starts_with(statute.region()));
        if let Some((_, division)) = issuer {
            add(&node, zm::JURISDICTION, division.clone().into());
        }
        for (i, version) in statute.all().iter().enumerate() {
            let Some(day) = version.day() else { continue };
            let text = iri::dated_text(version.title, &day.to_string());
            add(&text, rdf::TYPE, eli::LEGAL_EXPRESSION.into());
            add(&text, eli::REALIZES, node.clone().into());
            for (property, value) in [
                (eli::DATE_PUBLICATION, version.promulgated),
                (eli::FIRST_DATE_ENTRY_IN_FORCE, version.effective),
                (eli::DATE_NO_LONGER_IN_FORCE, statute.until(i)),
            ] {
                if let Some(value) = value.and_then(|day| date(&day.to_string())) {
                    add(&text, property, value.into());
                }
            }
            // Only of the last text does the table say that it holds to this day.
            let last = i + 1 == statute.all().len();
            match version.status {
                "in force" if last => add(&text, eli::IN_FORCE, eli::IN_FORCE_YES.into()),
                "repealed" => add(&text, eli::IN_FORCE, eli::IN_FORCE_NO.into()),
                _ => {}
            }
        }
    }
    out.sort_by_cached_key(ToString::to_string);
    out.dedup();
    out
}

/// Version of the mapping from tables to quads.
const MAPPING_VERSION: u32 = 1;

/// A hash of the tables, and of how they become quads: a graph with another one is replaced.
pub(super) fn digest(divisions: &str, statutes: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&MAPPING_VERSION.to_le_bytes());
    for table in [divisions, statutes] {
        hasher.update(table.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// A row of the table of statutes; a day that is none is left out.
fn statute(row: &str) -> Statute<'_> {
    let [
        title,
        level,
        region,
        promulgated,
        effective,
        status,
        ended,
        first,
    ] = columns(row);
    Statute {
        title,
        level,
        region,
        promulgated: promulgated.parse().ok(),
        effective: effective.parse().ok(),
        status,
        ended: ended.parse().ok(),
        first: !first.is_empty(),
    }
}

/// The class of a statute, from its level as the table calls it.
fn class(level: &str) -> NamedNodeRef<'static> {
    match level {
        "宪法" | "法律" | "民法典" => zm::LAW,
        "行政法规" | "地方性法规" => zm::REGULATION,
        "部门规章" => zm::RULES,
        "司法解释" => zm::INTERPRETATION,
        _ => eli::LEGAL_RESOURCE,
    }
}

fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().skip(1)
}

/// The first cells of a row; cells that a short row lacks are empty.
fn columns<const N: usize>(row: &str) -> [&str; N] {
    let mut cells = row.split('\t');
    std::array::from_fn(|_| cells.next().unwrap_or_default().trim())
}
