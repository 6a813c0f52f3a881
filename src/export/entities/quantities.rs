//! The figure of a quantity as one attribute: `320000000元`, `23微克/立方米 (同比 -17.9%)`.

use super::View;
use crate::graph::vocab::{schema, zm};

impl View<'_> {
    /// The figure; empty for what is no quantity.
    pub(super) fn figure(self, iri: &str) -> String {
        let value = self.value(iri, schema::VALUE);
        let level = format!("{value}{}", self.value(iri, schema::UNIT_TEXT));
        let change = self.value(iri, zm::CHANGE_VALUE);
        if change.is_empty() {
            return level;
        }
        let basis = self.value(iri, zm::CHANGE_BASIS);
        let unit = self.value(iri, zm::CHANGE_UNIT);
        let change = format!("({basis} {change}{unit})");
        [level, change].join(" ").trim_start().to_owned()
    }
}
