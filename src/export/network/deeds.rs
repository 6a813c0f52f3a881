//! What officials and agencies did, as edges from them: posts, participations in meetings,
//! appointments, reforms.

use oxigraph::model::{NamedNodeRef, vocab::rdfs};
use oxigraph::store::StorageError;

use super::Edge;
use super::facts::Facts;
use crate::graph::vocab::{org, prov, schema, zm};

/// What an edge leads to, and the edge.
pub(super) type Fact = (String, Edge);

impl Facts<'_> {
    /// What an official or agency did: each post, participation and appointment of it, and what
    /// an agency became.
    pub fn of_agent(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let mut facts = Vec::new();
        for tenure in self.sources(org::MEMBER, iri)? {
            facts.extend(self.tenure(&tenure)?);
        }
        for part in self.sources(prov::AGENT, iri)? {
            facts.extend(self.participation(&part)?);
        }
        for decision in self.sources(zm::APPOINTEE, iri)? {
            facts.extend(self.appointment(&decision)?);
        }
        for change in self.sources(org::ORIGINAL_ORGANIZATION, iri)? {
            facts.extend(self.change(&change)?);
        }
        Ok(facts)
    }

    fn tenure(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let title = match about.nodes(zm::POST).next() {
            Some(post) => self.about(post)?.label(),
            None => String::new(),
        };
        let edge = Edge {
            label: "holds post in".to_owned(),
            date: about.values(zm::OBSERVED_ON).collect::<Vec<_>>().join(" "),
            title,
            evidence: about.evidence(),
            rule: about.rule(),
            ..Edge::default()
        };
        let agencies = about.nodes(org::ORGANIZATION);
        Ok(agencies.map(|to| (to.to_owned(), edge.clone())).collect())
    }

    fn participation(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let mut posts = Vec::new();
        for tenure in about.nodes(zm::IN_CAPACITY) {
            let tenure = self.about(tenure)?;
            let named = [org::ORGANIZATION, zm::POST].map(|p| tenure.nodes(p).next());
            let mut names = Vec::new();
            for node in named.into_iter().flatten() {
                names.push(self.about(node)?.label());
            }
            posts.push(names.join(" "));
        }
        let title = posts.join(" | ");
        let orders = about.values(zm::LIST_ORDER).filter_map(|o| o.parse().ok());
        let order = orders.min().unwrap_or_default();
        let mut facts = Vec::new();
        for role in about.nodes(prov::HAD_ROLE) {
            for meeting in about.nodes(zm::IN_MEETING) {
                let edge = Edge {
                    label: did(role).to_owned(),
                    date: self.about(meeting)?.value(schema::START_DATE).to_owned(),
                    title: title.clone(),
                    order,
                    evidence: about.evidence(),
                    rule: about.rule(),
                    ..Edge::default()
                };
                facts.push((meeting.to_owned(), edge));
            }
        }
        Ok(facts)
    }

    fn appointment(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let change = about.nodes(zm::CHANGE).next().unwrap_or_default();
        let posts = about.nodes(zm::TO_POST).map(|post| self.about(post));
        let posts = posts.collect::<Result<Vec<_>, _>>()?;
        let titles = posts.iter().flat_map(|post| post.values(rdfs::LABEL));
        let edge = Edge {
            label: became(change).to_owned(),
            date: about.value(zm::DECIDED_ON).to_owned(),
            title: titles.collect::<Vec<_>>().join(" | "),
            evidence: about.evidence(),
            rule: about.rule(),
            ..Edge::default()
        };
        let agencies = posts.iter().flat_map(|post| post.nodes(org::POST_IN));
        Ok(agencies.map(|to| (to.to_owned(), edge.clone())).collect())
    }

    /// What a body became in a reform, with the date from which it may have been so.
    fn change(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let edge = Edge {
            label: "became".to_owned(),
            date: about.value(schema::START_DATE).to_owned(),
            ..Edge::default()
        };
        let after = about.nodes(org::RESULTING_ORGANIZATION);
        Ok(after.map(|to| (to.to_owned(), edge.clone())).collect())
    }
}

/// What a participant did, from the role.
fn did(role: &str) -> &'static str {
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

/// What became of the person, from the concept.
fn became(change: &str) -> &'static str {
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
