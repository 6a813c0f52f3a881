//! A document of the record → its quads.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, vocab::rdf};

use super::{Writer, chinese, iri};
use crate::facts::Document;
use crate::graph::vocab::{self, eli, skos, zm};

impl Writer {
    /// Writes a document and what `context`, the meeting or the article, did with it.
    pub(super) fn document(
        &mut self,
        document: &Document,
        context: &NamedNode,
        agencies: &BTreeMap<&str, NamedNode>,
    ) {
        let node = self.work(&document.title);
        self.add(&node, rdf::TYPE, vocab::document_class(&document.kind));
        // 《环保法》 names the law, and is not its title.
        let property = match iri::document(&document.title) == node {
            true => eli::TITLE,
            false => skos::ALT_LABEL,
        };
        self.add(&node, property, chinese(&document.title));
        self.add(
            context,
            vocab::document_relation(&document.relation),
            node.clone(),
        );
        let issuers = document.issuers.iter();
        for issuer in issuers.filter_map(|a| agencies.get(a.as_str())) {
            self.add(&node, zm::ISSUED_BY, issuer.clone());
        }
        if let Some(number) = &document.number {
            self.add(&node, eli::ID_LOCAL, Literal::from(number.as_str()));
        }
        if let Some(statute) = &document.statute {
            if let Some(day) = &statute.text {
                let text = iri::dated_text(&statute.title, day);
                self.add(context, zm::TEXT_IN_FORCE, text);
            }
            if let Some(property) = vocab::out_of_force(&statute.force) {
                self.add(context, property, node.clone());
            }
        }
        self.evidence(&node, &document.evidence);
    }

    /// The document that the article calls so: the statute, where it is one.
    pub(super) fn work(&self, title: &str) -> NamedNode {
        iri::document(self.statutes.get(title).map_or(title, String::as_str))
    }
}
