//! Puts the value of a parameter into a parsed query: a term into a `VALUES` block, so that
//! no value can ever be read as SPARQL, and the optimiser knows it before it plans.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, Term, Variable, vocab::xsd};
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;
use spargebra::{Query, SparqlParser, SparqlSyntaxError};

use super::named::{Param, ParamKind};
use super::names::expand;
use crate::graph::vocab::PREFIXES;

/// Parses a query in which the known prefixes need no declaration.
pub(super) fn parse(sparql: &str) -> Result<Query, SparqlSyntaxError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in PREFIXES {
        if let Ok(with) = parser.clone().with_prefix(*prefix, *iri) {
            parser = with;
        }
    }
    parser.parse_query(sparql)
}

/// Reads a value as the kind of term that a parameter takes; `None` where it is none.
pub(super) fn term(kind: ParamKind, value: &str) -> Option<Term> {
    Some(match kind {
        ParamKind::Name => crate::graph::chinese(value).into(),
        ParamKind::String => Literal::from(value).into(),
        ParamKind::Iri => NamedNode::new(expand(value)).ok()?.into(),
        ParamKind::Date => crate::graph::date(value)?.into(),
        ParamKind::Integer => Literal::from(value.trim().parse::<i64>().ok()?).into(),
    })
}

/// Puts a term into the block of a variable; whether the query has one.
pub(super) fn bind(query: &mut Query, variable: &str, term: &Term) -> bool {
    let value = match term {
        Term::NamedNode(node) => GroundTerm::NamedNode(node.clone()),
        Term::Literal(literal) => GroundTerm::Literal(literal.clone()),
        Term::BlankNode(_) => return false,
    };
    let mut found = false;
    blocks(pattern_mut(query), &mut |name, bindings| {
        if name.as_str() == variable {
            *bindings = vec![vec![Some(value.clone())]];
            found = true;
        }
    });
    found
}

/// Names the variables with a block `VALUES ?x { UNDEF }`.
pub(super) fn undefined(sparql: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if let Ok(mut query) = parse(sparql) {
        blocks(pattern_mut(&mut query), &mut |name, bindings| {
            if bindings.iter().flatten().all(Option::is_none) {
                names.insert(name.as_str().to_owned());
            }
        });
    }
    names
}

/// Reads the parameters off the blocks of a query without a header: the kind is that of
/// the first value there.
pub(super) fn params(query: &mut Query) -> Vec<Param> {
    let mut params: Vec<Param> = Vec::new();
    blocks(pattern_mut(query), &mut |name, bindings| {
        let (kind, example) = match bindings.first().and_then(|row| row.first()) {
            Some(Some(GroundTerm::NamedNode(node))) => (ParamKind::Iri, node.as_str().to_owned()),
            Some(Some(GroundTerm::Literal(literal))) => {
                (literal_kind(literal), literal.value().to_owned())
            }
            _ => (ParamKind::String, String::new()),
        };
        if params.iter().all(|p| p.name != name.as_str()) {
            params.push(Param {
                name: name.as_str().to_owned(),
                kind,
                example,
                description: String::new(),
                optional: true,
            });
        }
    });
    params
}

fn literal_kind(literal: &Literal) -> ParamKind {
    let datatype = literal.datatype();
    if literal.language().is_some() {
        ParamKind::Name
    } else if datatype == xsd::INTEGER {
        ParamKind::Integer
    } else if [xsd::DATE, xsd::G_MONTH_DAY, xsd::G_YEAR_MONTH, xsd::G_YEAR].contains(&datatype) {
        ParamKind::Date
    } else {
        ParamKind::String
    }
}

fn pattern_mut(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

type Bindings = Vec<Vec<Option<GroundTerm>>>;

/// Visits every `VALUES` block of one variable.
fn blocks(pattern: &mut GraphPattern, visit: &mut dyn FnMut(&Variable, &mut Bindings)) {
    match pattern {
        GraphPattern::Values {
            variables,
            bindings,
        } => {
            if let [variable] = variables.as_slice() {
                visit(variable, bindings);
            }
        }
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            blocks(left, visit);
            blocks(right, visit);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => blocks(inner, visit),
    }
}
