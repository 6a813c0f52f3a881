//! Participations as edges from participant to meeting, one for each role.

use oxigraph::model::NamedNodeRef;

use super::{Edge, View};
use crate::graph::vocab::{org, prov, schema, zm};

impl View<'_> {
    /// The edges of a participation, with the day of the meeting and the posts of the participant.
    pub(super) fn participation(self, iri: &str) -> Vec<(String, String, Edge)> {
        let posts = self.nodes(iri, zm::IN_CAPACITY).map(|tenure| {
            let agency = self.nodes(tenure, org::ORGANIZATION).next();
            let post = self.nodes(tenure, zm::POST).next();
            [agency, post]
                .into_iter()
                .flatten()
                .map(|node| self.label(node))
                .collect::<Vec<_>>()
                .join(" ")
        });
        let title = posts.collect::<Vec<_>>().join(" | ");
        let orders = self
            .values(iri, zm::LIST_ORDER)
            .filter_map(|order| order.parse().ok());
        let order = orders.min().unwrap_or_default();
        let mut edges = Vec::new();
        for role in self.nodes(iri, prov::HAD_ROLE) {
            for meeting in self.nodes(iri, zm::IN_MEETING) {
                let edge = Edge {
                    label: verb(role).to_owned(),
                    date: self.value(meeting, schema::START_DATE).to_owned(),
                    title: title.clone(),
                    order,
                    evidence: self.evidence(iri),
                    rule: self.rule(iri),
                };
                edges.extend(self.between(
                    self.nodes(iri, prov::AGENT),
                    std::iter::once(meeting),
                    &edge,
                ));
            }
        }
        edges
    }
}

/// What a participant did, from the role.
fn verb(role: &str) -> &'static str {
    let role = NamedNodeRef::new_unchecked(role);
    if role == zm::CHAIR {
        "chaired"
    } else if role == zm::SPEAK {
        "spoke at"
    } else if role == zm::CONVEY {
        "conveyed at"
    } else if role == zm::REPORT {
        "reported at"
    } else {
        "attended"
    }
}
