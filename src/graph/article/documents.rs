//! A document of the record → its quads.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, vocab::rdf};

use super::{Writer, chinese, iri};
use crate::facts::Document;
use crate::graph::vocab::{self, eli, zm};

impl Writer {
    /// Writes a document and what `context`, the meeting or the article, did with it.
    pub(super) fn document(
        &mut self,
        document: &Document,
        context: &NamedNode,
        agencies: &BTreeMap<&str, NamedNode>,
    ) {
        let node = iri::document(&document.title);
        self.add(&node, rdf::TYPE, vocab::document_class(&document.kind));
        self.add(&node, eli::TITLE, chinese(&document.title));
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
        self.evidence(&node, &document.evidence);
    }
}
