//! Agencies across reforms: bodies of one jurisdiction that the table of reforms links, where
//! the articles know one from before and one from after.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, vocab::rdf};
use oxigraph::store::StorageError;

use super::super::article::date;
use super::super::iri;
use super::super::store::Graph;
use super::super::vocab::{org, schema};
use super::{Line, keys};
use crate::lexicon::{AgencyChange, Lexicon};
use crate::links::division;

/// The jurisdiction of an agency that a reform may have changed: one whose name is in the
/// table, and not of Hong Kong, Macao or Taiwan.
pub(super) fn scope(agency: &NamedNode) -> Option<String> {
    let [_, scope, local] = <[String; 3]>::try_from(iri::segments(agency)).ok()?;
    let known = keys::is_code(&scope)
        && !scope.starts_with(['7', '8'])
        && Lexicon::embedded().agency_changes().iter().any(|change| {
            change.from.contains(&local.as_str()) || change.to.contains(&local.as_str())
        });
    known.then_some(scope)
}

/// The IRIs of all events that a jurisdiction can have.
pub(super) fn events(scope: &str) -> BTreeSet<NamedNode> {
    of_level(scope).map(|change| event(scope, change)).collect()
}

/// The events of a jurisdiction whose bodies the articles know, before and after.
pub(super) fn changes(graph: &Graph, scope: &str) -> Result<Vec<Line>, StorageError> {
    let mut lines = Vec::new();
    for change in of_level(scope) {
        let known = |names: &[&str]| {
            let mut known = Vec::new();
            for name in names {
                let agency = iri::agency(scope, name);
                if graph.has(&agency)? {
                    known.push(agency);
                }
            }
            Ok::<_, StorageError>(known)
        };
        let (before, after) = (known(&change.from)?, known(&change.to)?);
        if before.is_empty() || after.is_empty() {
            continue;
        }
        let event = event(scope, change);
        lines.push(Line::new(&event, rdf::TYPE, org::CHANGE_EVENT));
        for agency in before {
            lines.push(Line::new(&event, org::ORIGINAL_ORGANIZATION, agency));
        }
        for agency in after {
            lines.push(Line::new(&event, org::RESULTING_ORGANIZATION, agency));
        }
        for (property, day) in [
            (schema::START_DATE, change.since),
            (schema::END_DATE, change.until),
        ] {
            let day: Option<Literal> = date(day);
            lines.extend(day.map(|day| Line::new(&event, property, day)));
        }
    }
    Ok(lines)
}

fn event(scope: &str, change: &AgencyChange) -> NamedNode {
    iri::change(scope, change.since, &change.to.join("+"))
}

/// The reforms of a jurisdiction's level.
fn of_level(scope: &str) -> impl Iterator<Item = &'static AgencyChange> {
    let lexicon = Lexicon::embedded();
    let level = division(scope).map(|id| lexicon.gazetteer()[id].level);
    lexicon
        .agency_changes()
        .iter()
        .filter(move |change| level.is_some_and(|level| change.levels.contains(&level)))
}
