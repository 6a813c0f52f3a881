//! The view `hierarchy`: posts in agencies, agencies under agencies, all in divisions.

use oxigraph::model::vocab::rdf;
use oxigraph::store::StorageError;

use super::facts::Facts;
use super::filter::Filter;
use super::index::Index;
use super::ties::{Same, Ties};
use crate::graph::vocab::{org, schema, zm};

/// Ties from post to agency (`post in`, through those who were seen in it, on which days),
/// from agency to agency (`under`), from agency to division (`of`) and from division to
/// division (`in`).
pub(super) fn ties(
    facts: &Facts<'_>,
    index: &Index,
    filter: &Filter,
) -> Result<Ties, StorageError> {
    let mut ties = Ties::default();
    for entry in &index.entries {
        let about = facts.about(&entry.iri)?;
        let (property, label, kind) = match entry.kind {
            "agency" => (org::SUB_ORGANIZATION_OF, "under", "agency"),
            "division" => (schema::CONTAINED_IN_PLACE, "in", "division"),
            _ => continue,
        };
        ties.node(&entry.iri, kind);
        for above in about.nodes(property) {
            ties.tie(&entry.iri, above, label, above, "");
        }
        if entry.kind == "agency" {
            for division in about.nodes(zm::JURISDICTION) {
                ties.tie(&entry.iri, division, "of", division, "");
            }
        }
    }
    let same = Same::of(facts)?;
    for pair in facts.pairs(rdf::TYPE) {
        let (post, class) = pair?;
        if class == org::POST.as_str() {
            holders(facts, filter, &same, &post, &mut ties)?;
        }
    }
    Ok(ties)
}

/// Ties a post to its agency through those who were seen in it.
fn holders(
    facts: &Facts<'_>,
    filter: &Filter,
    same: &Same,
    post: &str,
    ties: &mut Ties,
) -> Result<(), StorageError> {
    let about = facts.about(post)?;
    for agency in about.nodes(org::POST_IN) {
        if !filter.agency(&*facts.about(agency)?) {
            continue;
        }
        let mut seen = false;
        for tenure in facts.sources(zm::POST, post)? {
            let tenure = facts.about(&tenure)?;
            let days = tenure.values(zm::OBSERVED_ON).collect::<Vec<_>>().join(" ");
            for official in tenure.nodes(org::MEMBER).filter(|_| filter.any_day(&days)) {
                ties.tie(post, agency, "post in", same.as_one(official), &days);
                seen = true;
            }
        }
        if !seen && filter.is_timeless() {
            ties.tie(post, agency, "post in", agency, "");
            seen = true;
        }
        if seen {
            ties.node(post, "post");
        }
    }
    Ok(())
}
