//! The views that meetings make: `officials` and `agencies`.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNodeRef;
use oxigraph::store::StorageError;

use super::facts::Facts;
use super::filter::Filter;
use super::index::Index;
use super::ties::{Same, Ties};
use crate::graph::vocab::{org, prov, schema, zm};

/// The view `officials`: who attended a meeting together, tied through the meetings.
pub(super) fn officials(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
) -> Result<Ties, StorageError> {
    let mut ties = Ties::default();
    for (iri, meeting) in meetings(facts, index, filter, &[prov::AGENT])? {
        let mut officials = BTreeSet::new();
        for agent in meeting.who {
            if facts.about(&agent)?.kind() == "official" {
                ties.node(&agent, "official");
                officials.insert(agent);
            }
        }
        ties.tie_all(&officials, "attended together", &iri, &meeting.days);
    }
    Ok(ties)
}

/// The view `agencies`: which were at one meeting, themselves or by an official who took part
/// in a post of theirs (`attended together`, through the meetings); and which have posts that
/// one official held, at one time or one after the other (`shared an official`, through the
/// officials).
pub(super) fn agencies(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
) -> Result<Ties, StorageError> {
    let mut ties = Ties::default();
    for (iri, meeting) in meetings(facts, index, filter, &[prov::AGENT, zm::IN_CAPACITY])? {
        let mut agencies = BTreeSet::new();
        for agent in meeting.who {
            if facts.about(&agent)?.kind() == "agency" {
                ties.node(&agent, "agency");
                agencies.insert(agent);
            }
        }
        ties.tie_all(&agencies, "attended together", &iri, &meeting.days);
    }
    let same = Same::of(facts)?;
    let mut held: BTreeMap<&str, (BTreeSet<String>, String)> = BTreeMap::new();
    for entry in index
        .entries
        .iter()
        .filter(|entry| entry.kind == "official")
    {
        for tenure in facts.sources(org::MEMBER, &entry.iri)? {
            let tenure = facts.about(&tenure)?;
            let days = tenure.values(zm::OBSERVED_ON).collect::<Vec<_>>().join(" ");
            for agency in tenure.nodes(org::ORGANIZATION) {
                if filter.agency(&*facts.about(agency)?) && filter.any_day(&days) {
                    ties.node(agency, "agency");
                    let (agencies, seen) = held.entry(same.as_one(&entry.iri)).or_default();
                    agencies.insert(agency.to_owned());
                    seen.push(' ');
                    seen.push_str(&days);
                }
            }
        }
    }
    for (official, (agencies, days)) in held {
        ties.tie_all(&agencies, "shared an official", official, &days);
    }
    Ok(ties)
}

/// A meeting, or several that are one.
#[derive(Default)]
pub(super) struct Held {
    /// Who took part, or in a post of which agency.
    pub who: BTreeSet<String>,
    /// First days, with blanks between them.
    pub days: String,
}

/// The meetings that a filter leaves in, each with those who took part: agents, and where
/// `by` has `zm:inCapacity` the agencies of their posts too.
pub(super) fn meetings(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
    by: &[NamedNodeRef<'static>],
) -> Result<BTreeMap<String, Held>, StorageError> {
    let same = Same::of(facts)?;
    let mut meetings: BTreeMap<String, Held> = BTreeMap::new();
    for entry in index.entries.iter().filter(|entry| entry.kind == "meeting") {
        let about = facts.about(&entry.iri)?;
        if !filter.meeting(&about) {
            continue;
        }
        let held = meetings
            .entry(same.as_one(&entry.iri).to_owned())
            .or_default();
        held.days.push_str(about.value(schema::START_DATE));
        held.days.push(' ');
        for part in facts.sources(zm::IN_MEETING, &entry.iri)? {
            let part = facts.about(&part)?;
            for &property in by {
                for node in part.nodes(property) {
                    if property == zm::IN_CAPACITY {
                        let tenure = facts.about(node)?;
                        held.who
                            .extend(tenure.nodes(org::ORGANIZATION).map(str::to_owned));
                    } else {
                        held.who.insert(same.as_one(node).to_owned());
                    }
                }
            }
        }
    }
    Ok(meetings)
}
