//! The values of SHACL's terms as what they have to be, or an error that names shape and term.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use regex::RegexBuilder;

use super::parse::{SH, ShapesError};
use super::shape::Constraint;

/// What is said of a node: properties and values.
pub(super) type Said = Vec<(NamedNode, Term)>;

pub(super) fn node_kind(name: &str, value: &Term) -> Result<Constraint, ShapesError> {
    let kind = iri(name, "nodeKind", value)?;
    let local = kind.as_str().strip_prefix(SH).unwrap_or_default();
    if ![
        "IRI",
        "BlankNode",
        "Literal",
        "BlankNodeOrIRI",
        "BlankNodeOrLiteral",
        "IRIOrLiteral",
    ]
    .contains(&local)
    {
        return Err(unsupported(name, &format!("sh:nodeKind {kind}")));
    }
    Ok(Constraint::NodeKind {
        iri: local.contains("IRI"),
        blank: local.contains("BlankNode"),
        literal: local.contains("Literal"),
    })
}

pub(super) fn pattern(name: &str, value: &Term, said: &Said) -> Result<Constraint, ShapesError> {
    let source = literal(name, "pattern", value)?.value().to_owned();
    let mut builder = RegexBuilder::new(&source);
    if let Some(flags) = first(said, "flags") {
        for flag in literal(name, "flags", flags)?.value().chars() {
            match flag {
                'i' => builder.case_insensitive(true),
                's' => builder.dot_matches_new_line(true),
                'm' => builder.multi_line(true),
                _ => return Err(unsupported(name, &format!("the flag {flag} of sh:flags"))),
            };
        }
    }
    let pattern = builder
        .build()
        .map_err(|error| unsupported(name, &format!("sh:pattern {source:?} ({error})")))?;
    Ok(Constraint::Pattern { pattern, source })
}

/// The value of a term of SHACL.
pub(super) fn first<'a>(said: &'a Said, term: &str) -> Option<&'a Term> {
    let found = said
        .iter()
        .find(|(property, _)| is_sh(property.as_ref(), term));
    found.map(|(_, value)| value)
}

pub(super) fn is_sh(node: NamedNodeRef<'_>, term: &str) -> bool {
    node.as_str().strip_prefix(SH) == Some(term)
}

pub(super) fn node(name: &str, value: &Term) -> Result<NamedOrBlankNode, ShapesError> {
    match value {
        Term::NamedNode(node) => Ok(node.clone().into()),
        Term::BlankNode(node) => Ok(node.clone().into()),
        Term::Literal(_) => Err(malformed(
            name,
            &format!("has {value} where a node belongs"),
        )),
    }
}

pub(super) fn iri(name: &str, term: &str, value: &Term) -> Result<NamedNode, ShapesError> {
    match value {
        Term::NamedNode(node) => Ok(node.clone()),
        _ => Err(malformed(name, &format!("sh:{term} {value} is no IRI"))),
    }
}

pub(super) fn literal(name: &str, term: &str, value: &Term) -> Result<Literal, ShapesError> {
    match value {
        Term::Literal(literal) => Ok(literal.clone()),
        _ => Err(malformed(name, &format!("sh:{term} {value} is no literal"))),
    }
}

pub(super) fn number(name: &str, term: &str, value: &Term) -> Result<usize, ShapesError> {
    let number = literal(name, term, value)?.value().parse();
    number.map_err(|_| malformed(name, &format!("sh:{term} {value} is no whole number")))
}

pub(super) fn truth(name: &str, term: &str, value: &Term) -> Result<bool, ShapesError> {
    match literal(name, term, value)?.value() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(malformed(
            name,
            &format!("sh:{term} {value} is neither true nor false"),
        )),
    }
}

pub(super) fn unsupported(shape: &str, what: &str) -> ShapesError {
    ShapesError::Unsupported {
        shape: shape.to_owned(),
        what: what.to_owned(),
    }
}

pub(super) fn malformed(shape: &str, what: &str) -> ShapesError {
    ShapesError::Malformed {
        shape: shape.to_owned(),
        what: what.to_owned(),
    }
}
