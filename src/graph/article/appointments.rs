//! An appointment or removal of the record → its quads: the decision as a node, and the day
//! from or to which the tenure runs.

use oxigraph::model::{NamedNode, vocab::rdf};

use super::{Writer, date, iri};
use crate::facts::Appointment;
use crate::graph::vocab::{self, org, zm};

/// What the article has of an appointment besides its own words.
pub(super) struct Decision<'a> {
    /// The person, and where the record has it, the tenure.
    pub person: &'a NamedNode,
    pub tenure: Option<&'a NamedNode>,
    /// Who decided, and at which meeting.
    pub by: Option<NamedNode>,
    pub meeting: Option<&'a NamedNode>,
}

impl Writer {
    /// Writes an appointment.
    pub(super) fn appointment(&mut self, appointment: &Appointment, decision: Decision<'_>) {
        let code = appointment.jurisdiction.as_deref();
        let scope = code.unwrap_or(&self.hash).to_owned();
        let post = iri::post(&scope, &appointment.local, &appointment.title);
        if decision.tenure.is_none() {
            // Only nominated: no tenure describes the post.
            let agency = iri::agency(&scope, &appointment.local);
            self.organisation(&agency, &appointment.agency, code, &appointment.class);
            self.add(&post, rdf::TYPE, org::POST);
            self.label(&post, &appointment.title);
            self.add(&post, org::POST_IN, agency);
        }
        let day = appointment.date.as_deref();
        let when = day.unwrap_or(&self.hash);
        let node = iri::appointment(decision.person, &post, &appointment.kind, when);
        self.add(&node, rdf::TYPE, zm::APPOINTMENT);
        self.add(&node, zm::APPOINTEE, decision.person.clone());
        self.add(&node, zm::TO_POST, post);
        if let Some(change) = vocab::change(&appointment.kind) {
            self.add(&node, zm::CHANGE, change);
        }
        if let Some(by) = decision.by {
            self.add(&node, zm::DECIDED_BY, by);
        }
        if let Some(meeting) = decision.meeting {
            self.add(&node, zm::DECIDED_AT, meeting.clone());
        }
        if let Some(day) = day.and_then(date) {
            self.add(&node, zm::DECIDED_ON, day.clone());
            if let (Some(tenure), Some(bound)) =
                (decision.tenure, vocab::bound_of(&appointment.kind))
            {
                self.add(tenure, bound, day);
            }
        }
        self.evidence(&node, &appointment.evidence);
    }
}
