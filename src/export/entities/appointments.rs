//! Appointments and removals as edges from person to agency: `appointed to`, `removed from`.

use oxigraph::model::{NamedNodeRef, vocab::rdfs};

use super::{Edge, View};
use crate::graph::vocab::{org, zm};

impl<'a> View<'a> {
    /// The edges of a decision on a post, with its day and the post's title.
    pub(super) fn appointment(self, iri: &str) -> Vec<(String, String, Edge)> {
        let change = self.nodes(iri, zm::CHANGE).next().unwrap_or_default();
        let posts: Vec<&'a str> = self.nodes(iri, zm::TO_POST).collect();
        let title = posts.iter().flat_map(|post| self.values(post, rdfs::LABEL));
        let edge = Edge {
            label: verb(change).to_owned(),
            date: self.value(iri, zm::DECIDED_ON).to_owned(),
            title: title.collect::<Vec<_>>().join(" | "),
            order: 0,
            evidence: self.evidence(iri),
            rule: self.rule(iri),
        };
        let agencies = posts.iter().flat_map(|post| self.nodes(post, org::POST_IN));
        self.between(self.nodes(iri, zm::APPOINTEE), agencies, &edge)
    }
}

/// What became of the person, from the concept.
fn verb(change: &str) -> &'static str {
    let change = NamedNodeRef::new_unchecked(change);
    if change == zm::ELECT {
        "elected to"
    } else if change == zm::NOMINATE {
        "nominated for"
    } else if change == zm::REMOVE {
        "removed from"
    } else if change == zm::RESIGN {
        "resigned from"
    } else if change == zm::DISMISS {
        "dismissed from"
    } else {
        "appointed to"
    }
}
