//! Shapes as they are checked: an arena of them, each with targets, path and constraints.

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};
use regex::Regex;

use super::parse::{ShapesError, parse};
use super::sparql::Select;
use crate::query::shorten;

/// The shapes that the project ships: what a sound graph looks like.
const EMBEDDED: &str = include_str!("../../ontology/shapes.ttl");

/// A shapes graph, read and found to hold nothing that is not checked.
///
/// ```
/// use zhengmai::validate::Shapes;
/// assert!(Shapes::embedded().unwrap().names().contains(&"zm:PersonShape"));
/// ```
#[derive(Debug)]
pub struct Shapes {
    pub(super) all: Vec<Shape>,
}

impl Shapes {
    /// Reads the shapes of ontology/shapes.ttl.
    pub fn embedded() -> Result<Self, ShapesError> {
        Self::parse(EMBEDDED)
    }

    /// Reads shapes in Turtle. Whatever of SHACL is not checked is an error that names it.
    pub fn parse(turtle: &str) -> Result<Self, ShapesError> {
        parse(turtle)
    }

    /// The names of the shapes that have one, in the order of the file.
    pub fn names(&self) -> Vec<&str> {
        let named = |shape: &&Shape| matches!(shape.id, NamedOrBlankNode::NamedNode(_));
        self.all.iter().filter(named).map(|s| &*s.name).collect()
    }

    /// How many properties, alternatives and constraints the shapes hold.
    pub fn constraints(&self) -> usize {
        self.all.iter().map(|shape| shape.constraints.len()).sum()
    }
}

/// A node or property shape; others name it by its place in the arena.
#[derive(Debug)]
pub(super) struct Shape {
    pub id: NamedOrBlankNode,
    /// Of the shape, or of the named shape around it: `zm:PersonShape`.
    pub name: String,
    pub targets: Vec<Target>,
    /// None for a node shape.
    pub path: Option<Path>,
    pub constraints: Vec<Constraint>,
    pub severity: Severity,
    /// What to say instead of the constraint's own words.
    pub message: Option<String>,
    pub deactivated: bool,
}

/// Which nodes a shape is about.
#[derive(Debug)]
pub(super) enum Target {
    Class(NamedNode),
    Node(Term),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

/// A property, or a property read backwards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// From subject to objects.
    Forward(NamedNode),
    /// From object to subjects (`sh:inversePath`).
    Inverse(NamedNode),
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Path::Forward(property) => f.write_str(&shorten(property.as_str())),
            Path::Inverse(property) => write!(f, "^{}", shorten(property.as_str())),
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The graph is not sound.
    Violation,
    /// It may be sound, and deserves a look.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its name in SHACL and in what is printed, from a capital on.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Violation => "Violation",
            Severity::Warning => "Warning",
            Severity::Info => "Info",
        }
    }
}

/// What is asked of value nodes (of a property shape: what the path leads to, of a node shape:
/// the node itself).
#[derive(Debug)]
pub(super) enum Constraint {
    MinCount(usize),
    MaxCount(usize),
    Class(NamedNode),
    Datatype(NamedNode),
    NodeKind {
        iri: bool,
        blank: bool,
        literal: bool,
    },
    MinExclusive(Literal),
    MinInclusive(Literal),
    MaxExclusive(Literal),
    MaxInclusive(Literal),
    MinLength(usize),
    MaxLength(usize),
    Pattern {
        pattern: Regex,
        source: String,
    },
    LanguageIn(Vec<String>),
    UniqueLang,
    In(Vec<Term>),
    HasValue(Term),
    Equals(NamedNode),
    Disjoint(NamedNode),
    LessThan(NamedNode),
    LessThanOrEquals(NamedNode),
    Not(usize),
    And(Vec<usize>),
    Or(Vec<usize>),
    Xone(Vec<usize>),
    Node(usize),
    Property(usize),
    QualifiedMin {
        shape: usize,
        count: usize,
    },
    QualifiedMax {
        shape: usize,
        count: usize,
    },
    Closed {
        allowed: Vec<NamedNode>,
    },
    Sparql(Box<Select>),
}

impl Constraint {
    /// The local name of the constraint component in SHACL.
    pub fn component(&self) -> &'static str {
        match self {
            Self::MinCount(_) => "MinCountConstraintComponent",
            Self::MaxCount(_) => "MaxCountConstraintComponent",
            Self::Class(_) => "ClassConstraintComponent",
            Self::Datatype(_) => "DatatypeConstraintComponent",
            Self::NodeKind { .. } => "NodeKindConstraintComponent",
            Self::MinExclusive(_) => "MinExclusiveConstraintComponent",
            Self::MinInclusive(_) => "MinInclusiveConstraintComponent",
            Self::MaxExclusive(_) => "MaxExclusiveConstraintComponent",
            Self::MaxInclusive(_) => "MaxInclusiveConstraintComponent",
            Self::MinLength(_) => "MinLengthConstraintComponent",
            Self::MaxLength(_) => "MaxLengthConstraintComponent",
            Self::Pattern { .. } => "PatternConstraintComponent",
            Self::LanguageIn(_) => "LanguageInConstraintComponent",
            Self::UniqueLang => "UniqueLangConstraintComponent",
            Self::In(_) => "InConstraintComponent",
            Self::HasValue(_) => "HasValueConstraintComponent",
            Self::Equals(_) => "EqualsConstraintComponent",
            Self::Disjoint(_) => "DisjointConstraintComponent",
            Self::LessThan(_) => "LessThanConstraintComponent",
            Self::LessThanOrEquals(_) => "LessThanOrEqualsConstraintComponent",
            Self::Not(_) => "NotConstraintComponent",
            Self::And(_) => "AndConstraintComponent",
            Self::Or(_) => "OrConstraintComponent",
            Self::Xone(_) => "XoneConstraintComponent",
            Self::Node(_) => "NodeConstraintComponent",
            Self::Property(_) => "PropertyConstraintComponent",
            Self::QualifiedMin { .. } => "QualifiedMinCountConstraintComponent",
            Self::QualifiedMax { .. } => "QualifiedMaxCountConstraintComponent",
            Self::Closed { .. } => "ClosedConstraintComponent",
            Self::Sparql(_) => "SPARQLConstraintComponent",
        }
    }

    /// What is wrong where it does not hold, in a few words.
    pub fn fault(&self) -> String {
        let short = |node: &NamedNode| shorten(node.as_str());
        match self {
            Self::MinCount(1) => "is missing".to_owned(),
            Self::MinCount(count) => format!("has fewer than {count} values"),
            Self::MaxCount(count) => format!("has more than {count} value(s)"),
            Self::Class(class) => format!("is no {}", short(class)),
            Self::Datatype(datatype) => format!("is no well-formed {}", short(datatype)),
            Self::NodeKind {
                iri,
                blank,
                literal,
            } => {
                let kinds = [(iri, "IRI"), (blank, "blank node"), (literal, "literal")];
                let kinds: Vec<&str> = kinds.iter().filter(|k| *k.0).map(|k| k.1).collect();
                format!("is no {}", kinds.join(" or "))
            }
            Self::MinExclusive(bound) => format!("is not more than {}", bound.value()),
            Self::MinInclusive(bound) => format!("is less than {}", bound.value()),
            Self::MaxExclusive(bound) => format!("is not less than {}", bound.value()),
            Self::MaxInclusive(bound) => format!("is more than {}", bound.value()),
            Self::MinLength(length) => format!("is shorter than {length}"),
            Self::MaxLength(length) => format!("is longer than {length}"),
            Self::Pattern { source, .. } => format!("does not match {source}"),
            Self::LanguageIn(languages) => format!("is not in {}", languages.join(" or ")),
            Self::UniqueLang => "has two values in one language".to_owned(),
            Self::In(_) => "is none of the values that it may have".to_owned(),
            Self::HasValue(value) => format!("lacks the value {}", plain(value)),
            Self::Equals(other) => format!("has not the values of {}", short(other)),
            Self::Disjoint(other) => format!("is a value of {} too", short(other)),
            Self::LessThan(other) => format!("is not less than {}", short(other)),
            Self::LessThanOrEquals(other) => format!("is more than {}", short(other)),
            Self::Not(_) => "is what it must not be".to_owned(),
            Self::And(_) => "is not all that it must be".to_owned(),
            Self::Or(_) => "is none of what it may be".to_owned(),
            Self::Xone(_) => "is not exactly one of what it may be".to_owned(),
            Self::Node(_) | Self::Property(_) => "is not as the shape asks".to_owned(),
            Self::QualifiedMin { count, .. } => format!("has fewer than {count} such values"),
            Self::QualifiedMax { count, .. } => format!("has more than {count} such values"),
            Self::Closed { .. } => "has a property that the shape does not know".to_owned(),
            Self::Sparql(_) => "does not hold".to_owned(),
        }
    }
}

/// A term as a reader wants it: literals bare, IRIs short.
pub(super) fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => shorten(node.as_str()),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    }
}
