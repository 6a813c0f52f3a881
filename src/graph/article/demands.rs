//! A directive of the record → its quads, with its deadlines as nodes of their own.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, vocab::rdf, vocab::rdfs};

use super::{Writer, chinese, date, integer, iri};
use crate::facts::{Deadline, Directive};
use crate::graph::vocab::{self, zm};

impl Writer {
    /// Writes a directive; `by` is who gave it, `main` the meeting at which.
    pub(super) fn directive(
        &mut self,
        directive: &Directive,
        context: &NamedNode,
        main: Option<&NamedNode>,
        agencies: &BTreeMap<&str, NamedNode>,
        by: Option<NamedNode>,
    ) {
        let node = iri::directive(context, &directive.by, &directive.text);
        self.add(&node, rdf::TYPE, zm::DIRECTIVE);
        self.add(&node, zm::TEXT, chinese(&directive.text));
        self.add(&node, zm::LIST_ORDER, integer(directive.order));
        if let Some(by) = by {
            self.add(&node, zm::GIVEN_BY, by);
        }
        if let Some(main) = main {
            self.add(&node, zm::GIVEN_AT, main.clone());
        }
        if let Some(modality) = vocab::modality(&directive.modality) {
            self.add(&node, zm::HAS_MODALITY, modality);
        }
        if let Some(audience) = &directive.audience {
            self.add(&node, zm::AUDIENCE, chinese(audience));
        }
        let addressees = directive.addressees.iter();
        for agency in addressees.filter_map(|a| agencies.get(a.as_str())) {
            self.add(&node, zm::ADDRESSED_TO, agency.clone());
        }
        if let Some(topic) = &directive.topic {
            self.add(&node, zm::TOPIC, chinese(topic));
        }
        for title in &directive.implements {
            let document = self.work(title);
            self.add(&node, zm::IMPLEMENTS, document);
        }
        for deadline in &directive.deadlines {
            let deadline = self.deadline(deadline);
            self.add(&node, zm::HAS_DEADLINE, deadline);
        }
        self.evidence(&node, &directive.evidence);
    }

    /// Words and days stay together: of two deadlines of one directive each has its own.
    fn deadline(&mut self, deadline: &Deadline) -> NamedNode {
        let (start, end) = (deadline.start.as_deref(), deadline.end.as_deref());
        let node = iri::deadline(&deadline.text, start, end);
        self.add(&node, rdf::TYPE, zm::DEADLINE);
        self.add(&node, rdfs::LABEL, chinese(&deadline.text));
        for (property, day) in [(zm::DEADLINE_START, start), (zm::DEADLINE_END, end)] {
            if let Some(day) = day.and_then(date) {
                self.add(&node, property, day);
            }
        }
        node
    }
}
