//! Meetings of one jurisdiction and day: which are one under two names.
//!
//! Names that differ only in what reports put in or leave out are joined, where they say
//! enough and the year is known. Others are proposed: one name repeats the other, or nearly
//! so, and the same people chaired and attended. Two meetings that one article names are two.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Term};
use oxigraph::store::StorageError;

use super::super::article::date;
use super::super::iri;
use super::super::store::Graph;
use super::super::vocab::{prov, schema, zm};
use super::comparison::{Comparison, Outcome, Pair, settle};
use super::judgements::Judgements;
use super::keys;
use crate::links::{division, is_telling, meeting_key, meeting_likeness};

/// From this score on, in hundredths, a pair is proposed.
const PROPOSED: i32 = 50;

/// Names less alike than this are names of two meetings.
const ALIKE: f64 = 0.8;

/// The meetings of a jurisdiction and day (`410500/2018-05-29`), sorted.
pub(super) fn of_block(graph: &Graph, block: &str) -> Result<Vec<NamedNode>, StorageError> {
    let Some(day) = block.split_once('/').and_then(|(_, day)| date(day)) else {
        return Ok(Vec::new());
    };
    let day: Term = day.into();
    let quads = graph.store.quads_for_pattern(
        None,
        Some(schema::START_DATE),
        Some(day.as_ref()),
        Some(GraphNameRef::DefaultGraph),
    );
    let mut meetings = Vec::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = quad?.subject
            && keys::meeting_block(&node).as_deref() == Some(block)
        {
            meetings.push(node);
        }
    }
    meetings.sort();
    Ok(meetings)
}

/// Compares the meetings of a jurisdiction and day, sorted, with one another.
pub(super) fn compare(
    graph: &Graph,
    judgements: &Judgements,
    block: &[NamedNode],
) -> Result<Vec<Comparison>, StorageError> {
    if block.len() < 2 {
        return Ok(Vec::new());
    }
    let keys: Vec<Option<(String, bool)>> = block
        .iter()
        .map(|node| {
            let (code, day, name) = keys::meeting(node)?;
            Some((meeting_key(&name, division(&code)), day.year.is_some()))
        })
        .collect();
    let mut reports: Vec<Option<Report>> = block.iter().map(|_| None).collect();
    let mut found = Vec::new();
    for i in 0..block.len() {
        for j in i + 1..block.len() {
            let (Some((a, dated)), Some((b, _))) = (&keys[i], &keys[j]) else {
                continue;
            };
            let equal = a == b;
            let likeness = if equal { 1.0 } else { meeting_likeness(a, b) };
            if likeness < ALIKE {
                continue;
            }
            let pair = Pair::new(&block[i], &block[j]);
            if equal && is_telling(a) && *dated {
                found.push(Comparison {
                    pair,
                    outcome: Outcome::Joined,
                    score: Some(100),
                    reasons: vec!["same jurisdiction and day, names differ in form only".into()],
                });
                continue;
            }
            for at in [i, j] {
                if reports[at].is_none() {
                    reports[at] = Some(Report::of(graph, &block[at])?);
                }
            }
            if let (Some(one), Some(other)) = (&reports[i], &reports[j]) {
                let names = (equal, likeness, *dated);
                found.extend(weigh(pair, names, one, other));
            }
        }
    }
    Ok(settle(block, found, judgements))
}

/// Who took part in a meeting, as its reports say, and which articles name it.
struct Report {
    chairs: BTreeSet<NamedNode>,
    participants: BTreeSet<NamedNode>,
    articles: BTreeSet<String>,
}

impl Report {
    fn of(graph: &Graph, meeting: &NamedNode) -> Result<Self, StorageError> {
        let mut report = Self {
            chairs: BTreeSet::new(),
            participants: BTreeSet::new(),
            articles: BTreeSet::new(),
        };
        for part in graph.sources(zm::IN_MEETING, meeting.as_ref())? {
            let roles = graph.targets(&part, prov::HAD_ROLE)?;
            let chaired = roles.contains(&zm::CHAIR.into_owned().into());
            for agent in graph.targets(&part, prov::AGENT)? {
                if let Term::NamedNode(agent) = agent {
                    if chaired {
                        report.chairs.insert(agent.clone());
                    }
                    report.participants.insert(agent);
                }
            }
        }
        for place in graph.targets(meeting, zm::EVIDENCE)? {
            if let Term::NamedNode(place) = place
                && let Some((article, _)) = iri::split_evidence(place.as_str())
            {
                report.articles.insert(article.to_owned());
            }
        }
        Ok(report)
    }
}

/// Weighs two meetings with alike names against each other.
fn weigh(
    pair: Pair,
    (equal, likeness, dated): (bool, f64, bool),
    one: &Report,
    other: &Report,
) -> Option<Comparison> {
    if !one.articles.is_disjoint(&other.articles) {
        return None;
    }
    let mut reasons = vec!["same jurisdiction and day".to_owned()];
    let mut score = if equal { 50 } else { 40 };
    reasons.push(match (equal, likeness >= 1.0) {
        (true, _) => "names differ in form only".to_owned(),
        (false, true) => "one name repeats the other".to_owned(),
        (false, false) => {
            score -= 10;
            "names nearly repeat each other".to_owned()
        }
    });
    if !dated {
        reasons.push("the year is not known".to_owned());
    }
    let shared = one.participants.intersection(&other.participants).count();
    let fewest = one.participants.len().min(other.participants.len());
    if !one.chairs.is_disjoint(&other.chairs) {
        score += 30;
        reasons.push("same chair".to_owned());
    } else if !one.chairs.is_empty() && !other.chairs.is_empty() {
        score -= 25;
        reasons.push("different chairs".to_owned());
    }
    if shared > 0 {
        // Up to 20, by the share of the shorter list; one or two in common say less.
        score += i32::try_from(shared * 20 / fewest.max(3)).unwrap_or(20);
        reasons.push(format!("{shared} of {fewest} participants in common"));
    } else if fewest > 0 {
        score -= 20;
        reasons.push("no participant in common".to_owned());
    } else {
        score += 10;
        reasons.push("one report names no participants".to_owned());
    }
    (score >= PROPOSED).then(|| Comparison {
        pair,
        outcome: Outcome::Proposed,
        score: u8::try_from(score.min(99)).ok(),
        reasons,
    })
}
