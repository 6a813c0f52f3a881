//! What can go wrong at the command line, said with where it did and what to do next.

use std::io;
use std::path::PathBuf;

use crate::build::Broken;
use crate::export::ExportError;
use crate::graph::{BadLine, GraphError};
use crate::query::QueryError;
use crate::validate::{ShapesError, ValidationError};

use super::terminal::{blank, width};

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Graph(#[from] GraphError),
    /// A build that failed on the way.
    #[error("{}{}", .0.error, kept(.0.kept))]
    Build(#[from] Broken),
    /// A query that was not given as text.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// SPARQL text that cannot be parsed.
    #[error("{}", caret(name, text, *line, *column, message))]
    Syntax {
        /// File name, or `query`.
        name: String,
        /// The whole query.
        text: String,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What the parser expected.
        message: String,
    },
    /// An export.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A check of the graph.
    #[error(transparent)]
    Validation(#[from] ValidationError),
    /// Shapes that cannot be checked.
    #[error("{0}: {1}")]
    Shapes(String, ShapesError),
    /// A file that is to be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file that is to be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Standard output.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    /// An annotation file.
    #[error("{}:{}: not an annotated article: {source}", path.display(), source.line())]
    Gold {
        /// The file.
        path: PathBuf,
        /// The parser's reason.
        source: serde_json::Error,
    },
    /// A folder without annotation files.
    #[error("no annotation files (*.json) in {}", .0.display())]
    NoGold(PathBuf),
    /// Inputs of which not one article could be read.
    #[error("no article could be read from {0}")]
    Unreadable(String),
    /// Lines of the judgements that are none; the others hold.
    #[error("{}", lines(.0))]
    Judgements(Vec<BadLine>),
    /// An argument that is not what it should be.
    #[error("{message}")]
    Argument {
        /// What is wrong with it.
        message: String,
        /// What to do instead.
        hint: String,
    },
}

impl Error {
    /// An argument that is not what it should be, and what to do instead.
    pub fn argument(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error::Argument {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// What to do next, where the message does not say it.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Error::Argument { hint, .. } => Some(hint),
            Error::Read { .. } | Error::Write { .. } => Some("check the path and its permissions"),
            Error::Unreadable(_) => {
                Some("give .txt, .md, .html or .jsonl files, also .gz, or folders of them")
            }
            Error::NoGold(_) => Some("zhengmai evaluate tests/gold"),
            Error::Gold { .. } => Some("python3 tests/gold/check.py FILE lists its faults"),
            Error::Judgements(_) => Some(
                "correct these lines and run the same again: all articles are in the store, \
                 and all other judgements hold",
            ),
            Error::Shapes(..) => Some("docs/validation.md lists what of SHACL is checked"),
            Error::Syntax { .. } => Some("zhengmai query   (lists queries that are ready to run)"),
            _ => None,
        }
    }
}

/// What is wrong with each line.
fn lines(bad: &[BadLine]) -> String {
    const LISTED: usize = 20;
    let mut shown: Vec<String> = bad.iter().take(LISTED).map(ToString::to_string).collect();
    if bad.len() > LISTED {
        shown.push(format!("and {} more lines", bad.len() - LISTED));
    }
    shown.join("\n")
}

/// The message with the offending line and a caret under the place.
fn caret(name: &str, text: &str, line: usize, column: usize, message: &str) -> String {
    let source = text.lines().nth(line.saturating_sub(1)).unwrap_or("");
    let before: String = source.chars().take(column.saturating_sub(1)).collect();
    let number = line.to_string();
    let gutter = " ".repeat(width(&number));
    format!(
        "{name}:{line}:{column}: the query cannot be parsed: {message}\n\
         {gutter} |\n{number} | {source}\n{gutter} | {}^",
        blank(&before)
    )
}

/// What a failed build leaves.
fn kept(articles: usize) -> String {
    if articles == 0 {
        return String::new();
    }
    format!(
        " (the store is whole and keeps {articles} articles of this build; run it again to go on)"
    )
}

#[cfg(test)]
mod tests {
    use super::caret;

    #[test]
    fn the_caret_stands_under_the_fault() {
        let shown = caret(
            "query",
            "SELECT ?a\nWHERE { \"市\" x }",
            2,
            13,
            "expected an IRI",
        );
        assert_eq!(
            shown,
            "query:2:13: the query cannot be parsed: expected an IRI\n  |\n\
             2 | WHERE { \"市\" x }\n  |          \u{3000}  ^"
        );
    }
}
