//! A quantity of the record → its quads.

use oxigraph::model::{Literal, NamedNode, vocab::rdf, vocab::xsd};

use super::{Writer, chinese, iri};
use crate::facts::Quantity;
use crate::graph::vocab::{schema, zm};

impl Writer {
    /// Writes a quantity that the article gives; `main` is the meeting at which.
    pub(super) fn quantity(
        &mut self,
        quantity: &Quantity,
        context: &NamedNode,
        main: Option<&NamedNode>,
    ) {
        let code = quantity.jurisdiction.as_deref();
        let scope = code.unwrap_or_default();
        let node = iri::quantity(context, scope, &quantity.indicator, &quantity.text);
        self.add(&node, rdf::TYPE, zm::QUANTITY);
        self.add(&node, zm::INDICATOR, chinese(&quantity.indicator));
        if let (Some(value), Some(unit)) = (&quantity.value, &quantity.unit) {
            self.add(&node, schema::VALUE, decimal(value));
            self.add(&node, schema::UNIT_TEXT, chinese(unit));
        }
        let bound = quantity.bound.as_deref();
        if let Some(change) = &quantity.comparison {
            self.add(&node, zm::CHANGE_VALUE, decimal(&change.value));
            self.add(&node, zm::CHANGE_UNIT, chinese(&change.unit));
            if let Some(basis) = &change.basis {
                self.add(&node, zm::CHANGE_BASIS, chinese(basis));
            }
        }
        // Where only a change is said, it is what is bounded.
        let of_change = quantity
            .comparison
            .as_ref()
            .and_then(|c| c.bound.as_deref());
        if let Some(bound) = bound.or(of_change.filter(|_| quantity.value.is_none())) {
            self.add(&node, zm::BOUND, Literal::from(bound));
        }
        if let Some(status) = &quantity.status {
            self.add(&node, zm::STATUS, Literal::from(status.as_str()));
        }
        if let Some(main) = main {
            self.add(&node, zm::STATED_AT, main.clone());
        }
        self.jurisdiction(&node, code);
        self.evidence(&node, &quantity.evidence);
    }
}

fn decimal(value: &str) -> Literal {
    Literal::new_typed_literal(value, xsd::DECIMAL)
}
