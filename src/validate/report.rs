//! What a check found, in the order of severity, shape and node: the same on every machine.

use oxigraph::model::{NamedOrBlankNode, Term};
use serde::Serialize;
use serde::ser::SerializeStruct;

use super::shape::{Constraint, Path, Severity, Shape, plain};

/// What a check found.
#[derive(Debug, Default)]
pub struct Report {
    /// Sorted: violations first, then by shape, constraint and node.
    pub findings: Vec<Finding>,
    /// How many focus nodes were looked at, each once for each shape that is about it.
    pub checked: usize,
}

impl Report {
    /// Whether nothing at all was found, warnings included, as SHACL says it.
    pub fn conforms(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|f| f.severity == severity)
            .count()
    }

    /// Puts the findings in order.
    pub(super) fn settle(&mut self) {
        self.findings.sort_by_cached_key(|f| {
            let value = f.value.as_ref().map(ToString::to_string);
            let place = (f.severity, f.at, f.component, f.path.clone());
            (place, f.focus.to_string(), value)
        });
    }
}

/// Something that is not as a shape asks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The node.
    pub focus: Term,
    /// The property, where it is about one.
    pub path: Option<Path>,
    /// The value that is wrong, where there is one.
    pub value: Option<Term>,
    /// Local name of the constraint component in SHACL.
    pub component: &'static str,
    /// Name of the shape, or of the named shape around it.
    pub shape: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub message: String,
    /// The shape itself.
    pub(super) source: NamedOrBlankNode,
    /// Its place among the shapes.
    pub(super) at: usize,
}

impl Finding {
    pub(super) fn new(
        shape: &Shape,
        at: usize,
        constraint: &Constraint,
        focus: Term,
        value: Option<&Term>,
    ) -> Self {
        Self {
            focus,
            path: shape.path.clone(),
            value: value.cloned(),
            component: constraint.component(),
            shape: shape.name.clone(),
            severity: shape.severity,
            message: shape.message.clone().unwrap_or_else(|| constraint.fault()),
            source: shape.id.clone(),
            at,
        }
    }

    /// The node as a reader wants it.
    pub fn focus_text(&self) -> String {
        plain(&self.focus)
    }

    /// The value as a reader wants it; empty where there is none.
    pub fn value_text(&self) -> String {
        self.value.as_ref().map(plain).unwrap_or_default()
    }
}

impl Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 7)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("focus", &bare(&self.focus))?;
        out.serialize_field("path", &self.path.as_ref().map(ToString::to_string))?;
        out.serialize_field("value", &self.value.as_ref().map(bare))?;
        out.serialize_field("shape", &self.shape)?;
        out.serialize_field("component", self.component)?;
        out.serialize_field("message", &self.message)?;
        out.end()
    }
}

/// An IRI in full, a literal's characters.
fn bare(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => plain(other),
    }
}
