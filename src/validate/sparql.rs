//! SPARQL constraints. SHACL asks each of them once for every focus node, with `$this` bound
//! before; here each is asked once of the whole store, and its rows belong to the focus nodes
//! that they name. Where both come to the same is decided on the algebra; a query for which
//! they might not is refused.

use std::collections::HashMap;

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::TermPattern;
use spargebra::{Query, SparqlParser};

/// A SPARQL constraint: rows are faults of the node in `$this`.
#[derive(Debug)]
pub(super) struct Select {
    query: Query,
    pub message: Option<String>,
}

/// What a SPARQL constraint finds wrong with one focus node.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub value: Option<Term>,
    pub path: Option<NamedNode>,
}

impl Select {
    /// Parses a query; the error says what is wrong with it.
    pub fn parse(
        text: &str,
        prefixes: &[(String, String)],
        message: Option<String>,
    ) -> Result<Self, String> {
        let mut parser = SparqlParser::new();
        for (prefix, iri) in prefixes {
            parser = parser
                .with_prefix(prefix, iri)
                .map_err(|error| format!("has the prefix {prefix} for no IRI: {error}"))?;
        }
        if text.contains("$PATH") {
            return Err("has $PATH, which is not supported".to_owned());
        }
        let query = parser
            .parse_query(text)
            .map_err(|error| format!("cannot be parsed: {error}"))?;
        let Query::Select { pattern, .. } = &query else {
            return Err("is no SELECT".to_owned());
        };
        Known {
            this: Variable::new_unchecked("this"),
        }
        .bound(pattern)
        .and_then(|bound| match bound {
            true => Ok(()),
            false => Err("does not bind $this by a triple pattern of its own".to_owned()),
        })?;
        Ok(Self { query, message })
    }

    /// Asks the store; what is wrong with which node.
    pub fn ask(&self, store: &Store) -> Result<HashMap<Term, Vec<Fault>>, QueryEvaluationError> {
        let mut faults: HashMap<Term, Vec<Fault>> = HashMap::new();
        let prepared = SparqlEvaluator::new().for_query(self.query.clone());
        let QueryResults::Solutions(rows) = prepared.on_store(store).execute()? else {
            return Ok(faults);
        };
        for row in rows {
            let row = row?;
            let Some(this) = row.get("this") else {
                continue;
            };
            let path = match row.get("path") {
                Some(Term::NamedNode(path)) => Some(path.clone()),
                _ => None,
            };
            let fault = Fault {
                value: row.get("value").cloned(),
                path,
            };
            faults.entry(this.clone()).or_default().push(fault);
        }
        Ok(faults)
    }
}

/// Whether a query gives for every node the rows that it would give with the node put in place
/// of `$this` beforehand: each part that looks at `$this` binds it itself.
struct Known {
    this: Variable,
}

impl Known {
    /// Whether a pattern binds `$this` in each of its rows; an error where it looks at it
    /// without, or does what SHACL forbids.
    fn bound(&self, pattern: &GraphPattern) -> Result<bool, String> {
        let is_this =
            |term: &TermPattern| matches!(term, TermPattern::Variable(v) if *v == self.this);
        Ok(match pattern {
            GraphPattern::Bgp { patterns } => patterns
                .iter()
                .any(|triple| is_this(&triple.subject) || is_this(&triple.object)),
            GraphPattern::Path {
                subject, object, ..
            } => is_this(subject) || is_this(object),
            GraphPattern::Join { left, right } => self.bound(left)? | self.bound(right)?,
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                let bound = self.bound(left)?;
                self.bound(right)?;
                if let Some(expression) = expression {
                    self.sees(expression, bound)?;
                }
                bound
            }
            GraphPattern::Filter { expr, inner } => {
                let bound = self.bound(inner)?;
                self.sees(expr, bound)?;
                bound
            }
            GraphPattern::Extend {
                inner, expression, ..
            } => {
                let bound = self.bound(inner)?;
                self.sees(expression, bound)?;
                bound
            }
            GraphPattern::Union { left, right } => self.bound(left)? & self.bound(right)?,
            GraphPattern::Graph { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner } => self.bound(inner)?,
            GraphPattern::Project { inner, variables } => {
                self.bound(inner)? && variables.contains(&self.this)
            }
            GraphPattern::Group {
                inner,
                variables,
                aggregates,
            } => {
                let bound = self.bound(inner)? && variables.contains(&self.this);
                if !bound && !aggregates.is_empty() {
                    return Err("groups without $this, which is not supported".to_owned());
                }
                bound
            }
            GraphPattern::Lateral { .. }
            | GraphPattern::Minus { .. }
            | GraphPattern::Values { .. }
            | GraphPattern::Service { .. }
            | GraphPattern::Slice { .. } => {
                return Err(
                    "has MINUS, VALUES, SERVICE, LATERAL or LIMIT, none of which a \
                            constraint may have"
                        .to_owned(),
                );
            }
        })
    }

    /// Whether an expression may look at `$this` where it stands.
    fn sees(&self, expression: &Expression, bound: bool) -> Result<(), String> {
        if bound || !expression.to_string().contains("?this") {
            return Ok(());
        }
        Err("looks at $this where nothing has bound it yet, which is not supported".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(pattern: &str) -> Result<Select, String> {
        Select::parse(&format!("SELECT $this WHERE {{ {pattern} }}"), &[], None)
    }

    #[test]
    fn queries_that_bind_this_are_asked_at_once() {
        for pattern in [
            "$this a ?c",
            "$this a ?c FILTER NOT EXISTS { $this <p:a> ?x }",
            "?m <p:a> $this OPTIONAL { $this <p:b> ?x } FILTER(!BOUND(?x))",
            "{ $this <p:a> ?x } UNION { $this <p:b> ?x }",
        ] {
            assert!(parsed(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn queries_that_might_mean_something_else_are_refused() {
        for (pattern, why) in [
            ("?x a ?c", "does not bind"),
            (
                "{ ?x a ?c FILTER(?x != $this) } $this <p:a> ?x",
                "looks at $this",
            ),
            (
                "$this a ?c OPTIONAL { ?x a ?c FILTER(EXISTS { ?x a ?c FILTER(?x = $this) }) }",
                "",
            ),
            ("$this a ?c MINUS { $this <p:a> ?x }", "MINUS"),
            ("$this a ?c VALUES ?c { <c:a> }", "VALUES"),
            ("{ $this <p:a> ?x } UNION { ?y <p:b> ?x }", "does not bind"),
            ("$this $PATH ?x", "$PATH"),
        ] {
            let error = parsed(pattern);
            if why.is_empty() {
                continue;
            }
            assert!(error.is_err_and(|e| e.contains(why)), "{pattern}");
        }
    }
}
