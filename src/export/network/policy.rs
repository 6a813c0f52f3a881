//! The view `policy`: how documents and statutes pass through meetings to agencies.

use oxigraph::model::Term;
use oxigraph::store::StorageError;

use super::facts::{About, Facts};
use super::filter::Filter;
use super::index::Index;
use super::ties::{Same, Ties};
use crate::graph::vocab::{org, prov, schema, zm};

/// Ties from agency to meeting (`took part in`, through the participants), from meeting to
/// document (`conveyed`, `reviewed`, `cited` …, through the articles that say it; `demanded to
/// carry out`, through directives), from meeting to agency (`gave a task to`, through
/// directives) and from document to agency (`issued by`, through the articles).
pub(super) fn ties(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
) -> Result<Ties, StorageError> {
    let same = Same::of(facts)?;
    let mut ties = Ties::default();
    for entry in index.entries.iter().filter(|entry| entry.kind == "meeting") {
        let about = facts.about(&entry.iri)?;
        if filter.meeting(&about) {
            let meeting = same.as_one(&entry.iri);
            ties.node(meeting, "meeting");
            participants(facts, &about, meeting, &mut ties)?;
            documents(facts, &about, meeting, &mut ties)?;
            directives(facts, &about, meeting, &mut ties)?;
        }
    }
    Ok(ties)
}

fn participants(
    facts: &Facts<'_>,
    about: &About,
    meeting: &str,
    ties: &mut Ties,
) -> Result<(), StorageError> {
    let day = about.value(schema::START_DATE);
    for part in facts.sources(zm::IN_MEETING, &about.iri)? {
        let part = facts.about(&part)?;
        for agent in part.nodes(prov::AGENT) {
            let mut agencies = Vec::new();
            if facts.about(agent)?.kind() == "agency" {
                agencies.push(agent.to_owned());
            }
            for tenure in part.nodes(zm::IN_CAPACITY) {
                let tenure = facts.about(tenure)?;
                agencies.extend(tenure.nodes(org::ORGANIZATION).map(str::to_owned));
            }
            for agency in agencies {
                ties.node(&agency, "agency");
                ties.tie(&agency, meeting, "took part in", agent, day);
            }
        }
    }
    Ok(())
}

fn documents(
    facts: &Facts<'_>,
    about: &About,
    meeting: &str,
    ties: &mut Ties,
) -> Result<(), StorageError> {
    for (property, object) in about.statements() {
        let Term::NamedNode(object) = object else {
            continue;
        };
        if *property == zm::EVIDENCE {
            continue;
        }
        let end = facts.about(object.as_str())?;
        if end.kind() != "document" {
            continue;
        }
        let edge = facts.plain(about, property.as_ref(), &end)?;
        ties.node(&end.iri, "document");
        for article in articles(&edge.evidence).unwrap_or_else(|| vec![&about.iri]) {
            ties.tie(meeting, &end.iri, &edge.label, article, &edge.date);
        }
        issuers(facts, &end, ties)?;
    }
    Ok(())
}

fn directives(
    facts: &Facts<'_>,
    about: &About,
    meeting: &str,
    ties: &mut Ties,
) -> Result<(), StorageError> {
    let day = about.value(schema::START_DATE);
    for directive in facts.sources(zm::GIVEN_AT, &about.iri)? {
        let directive = facts.about(&directive)?;
        for agency in directive.nodes(zm::ADDRESSED_TO) {
            if facts.about(agency)?.kind() == "agency" {
                ties.node(agency, "agency");
                ties.tie(meeting, agency, "gave a task to", &directive.iri, day);
            }
        }
        for document in directive.nodes(zm::IMPLEMENTS) {
            let document = facts.about(document)?;
            ties.node(&document.iri, "document");
            let label = "demanded to carry out";
            ties.tie(meeting, &document.iri, label, &directive.iri, day);
            issuers(facts, &document, ties)?;
        }
    }
    Ok(())
}

fn issuers(facts: &Facts<'_>, document: &About, ties: &mut Ties) -> Result<(), StorageError> {
    for agency in document.nodes(zm::ISSUED_BY) {
        if facts.about(agency)?.kind() == "agency" {
            ties.node(agency, "agency");
            let evidence = document.evidence();
            for article in articles(&evidence).unwrap_or_else(|| vec![&document.iri]) {
                ties.tie(&document.iri, agency, "issued by", article, "");
            }
        }
    }
    Ok(())
}

/// The articles of some evidence; none where there is none.
fn articles(evidence: &str) -> Option<Vec<&str>> {
    let places = evidence.split(' ').filter(|place| !place.is_empty());
    let articles: Vec<&str> = places.filter_map(|place| place.split('#').next()).collect();
    (!articles.is_empty()).then_some(articles)
}
