//! What can be wrong with a question.

use std::io;

use oxigraph::sparql::{QueryEvaluationError, SparqlSyntaxError};
use oxigraph::store::StorageError;

use super::answer::AnswerFormat;
use super::find::Candidate;
use super::limits::{DEEPEST, LONGEST};
use super::named::{ParamKind, named};
use super::names::shorten;

/// What is wrong with a question, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// No query of that name.
    #[error(
        "there is no query `{name}`{}; `zhengmai query` lists them",
        suggestion(near)
    )]
    UnknownQuery {
        /// What was asked for.
        name: String,
        /// Queries with a name like it.
        near: Vec<&'static str>,
    },
    /// The query takes no such parameter.
    #[error("the query has no parameter `{name}`; {}", takes(known))]
    UnknownParameter {
        /// What was given.
        name: String,
        /// What it takes.
        known: Vec<String>,
    },
    /// A parameter that the query needs was not given.
    #[error(
        "the query needs `{name}`{}: give --param {name}={}",
        about(description),
        value_or_dots(example)
    )]
    MissingParameter {
        /// The parameter.
        name: String,
        /// What it is.
        description: String,
        /// A value that could be given.
        example: String,
    },
    /// The value of a parameter is not of its kind.
    #[error("`{value}` is no {kind} for the parameter `{name}`")]
    BadValue {
        /// The parameter.
        name: String,
        /// The value.
        value: String,
        /// What the parameter takes.
        kind: ParamKind,
    },
    /// The header names a parameter that the query does not have.
    #[error(
        "the query's header names `{name}`, but the query has no block `VALUES ?{name} {{ … }}`"
    )]
    NoBlock {
        /// The parameter.
        name: String,
    },
    /// The query is not SPARQL.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected there.
        message: String,
    },
    /// More brackets within brackets, or operators and clauses, than anybody writes.
    #[error(
        "the query is nested more than {DEEPEST} brackets deep, or has more than {LONGEST} \
         operators and clauses: ask it in parts, and give long lists of values in VALUES"
    )]
    TooMuch,
    /// The answer cannot be written so.
    #[error("{answer} cannot be written as {format}: use {}", fitting.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    WrongFormat {
        /// What the answer is.
        answer: &'static str,
        /// What was asked for.
        format: AnswerFormat,
        /// What fits.
        fitting: &'static [AnswerFormat],
    },
    /// Nothing in the graph bears the name.
    #[error("nothing is called {name}")]
    NothingCalled {
        /// What was asked for.
        name: String,
    },
    /// Several things bear the name.
    #[error("{} things are called {name}; name one by its IRI:{}", candidates.len(), listed(candidates))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// What bears it.
        candidates: Vec<Candidate>,
    },
    /// The question is not asked of things of this kind.
    #[error("{name} is no {}, but of the kind {kind}", of.join(" or "))]
    OtherKind {
        /// What was asked for.
        name: String,
        /// What it is.
        kind: String,
        /// Of what it can be asked.
        of: &'static [&'static str],
    },
    /// The query failed while it ran.
    #[error("the query failed: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
    /// The answer could not be written.
    #[error("the answer could not be written: {0}")]
    Io(#[from] io::Error),
}

impl QueryError {
    pub(super) fn unknown_query(name: &str) -> Self {
        let words: Vec<&str> = name.split('-').filter(|word| word.len() > 2).collect();
        let near = named()
            .iter()
            .map(|query| query.name)
            .filter(|known| words.iter().any(|word| known.contains(word)))
            .collect();
        Self::UnknownQuery {
            name: name.to_owned(),
            near,
        }
    }

    /// Takes the place out of the parser's message, `error at 2:7: expected …`.
    pub(super) fn syntax(error: &SparqlSyntaxError) -> Self {
        let text = error.to_string();
        let place = text.strip_prefix("error at ").and_then(|rest| {
            let (line, rest) = rest.split_once(':')?;
            let (column, message) = rest.split_once(':')?;
            Some((
                line.parse().ok()?,
                column.trim().parse().ok()?,
                message.trim(),
            ))
        });
        match place {
            Some((line, column, message)) => Self::Syntax {
                line,
                column,
                message: message.to_owned(),
            },
            None => Self::Syntax {
                line: 1,
                column: 1,
                message: text,
            },
        }
    }
}

fn suggestion(near: &[&str]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!(" (near it: {})", near.join(", "))
    }
}

/// The candidates, one a line; the first twenty.
fn listed(candidates: &[Candidate]) -> String {
    const LISTED: usize = 20;
    let mut text: String = candidates
        .iter()
        .take(LISTED)
        .map(|c| format!("\n  {}  {}, {}", shorten(&c.iri), c.label, c.summary))
        .collect();
    if candidates.len() > LISTED {
        text.push_str(&format!("\n  and {} more", candidates.len() - LISTED));
    }
    text
}

fn takes(known: &[String]) -> String {
    if known.is_empty() {
        "it takes none".to_owned()
    } else {
        format!("it takes {}", known.join(", "))
    }
}

fn about(description: &str) -> String {
    if description.is_empty() {
        String::new()
    } else {
        format!(" ({description})")
    }
}

fn value_or_dots(example: &str) -> &str {
    if example.is_empty() { "…" } else { example }
}
