//! What went wrong, as a Python exception of `zhengmai.errors` with the library's own message.

use std::io;

use oxigraph::sparql::QueryEvaluationError;
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use zhengmai::build::Broken;
use zhengmai::export::{ExportError, FilterError};
use zhengmai::graph::GraphError;
use zhengmai::query::{Candidate, QueryError};

/// A failure on its way to Python.
pub enum Failure {
    /// Bad input: the message.
    Input(String),
    /// A question.
    Query(QueryError),
    /// A store.
    Graph(GraphError),
    /// An export.
    Export(ExportError),
    /// A file, and why it cannot be read or written.
    Io(String, io::Error),
    /// The graph was closed.
    Closed,
    /// Stopped because it was cancelled; what cancelled it says why.
    Stopped,
    /// It did not end in the seconds that it was given.
    Late(f64),
    /// A fault of the program.
    Internal(String),
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Evaluation(QueryEvaluationError::Cancelled) => Self::Stopped,
            error => Self::Query(error),
        }
    }
}

impl From<QueryEvaluationError> for Failure {
    fn from(error: QueryEvaluationError) -> Self {
        QueryError::from(error).into()
    }
}

impl From<GraphError> for Failure {
    fn from(error: GraphError) -> Self {
        Self::Graph(error)
    }
}

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Self {
        Self::Graph(broken.error)
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl From<FilterError> for Failure {
    fn from(error: FilterError) -> Self {
        Self::Export(error.into())
    }
}

impl From<arrow_schema::ArrowError> for Failure {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        Python::attach(|py| failure.raise(py).unwrap_or_else(|error| error))
    }
}

impl Failure {
    fn raise(self, py: Python<'_>) -> PyResult<PyErr> {
        match self {
            Self::Input(message) => exception(py, "InputError", &message),
            Self::Query(error) => query(py, &error),
            Self::Graph(error) => store(py, &error),
            Self::Export(ExportError::Io { path, source }) => {
                file(py, &path.display().to_string(), &source)
            }
            Self::Export(error @ ExportError::Storage(_))
            | Self::Export(error @ ExportError::Filter(FilterError::Storage(_))) => {
                exception(py, "StoreError", &error.to_string())
            }
            Self::Export(error) => exception(py, "InputError", &error.to_string()),
            Self::Io(path, source) => file(py, &path, &source),
            Self::Closed => exception(
                py,
                "StoreError",
                "the graph is closed: open it again with Graph.open(store)",
            ),
            Self::Stopped => Ok(PyKeyboardInterrupt::new_err(())),
            Self::Late(seconds) => exception(
                py,
                "QueryTimeout",
                &format!("no answer within {seconds} s: ask for less, or give more time"),
            ),
            Self::Internal(what) => exception(
                py,
                "InternalError",
                &format!("the program failed ({what}): please report it with what you gave it"),
            ),
        }
    }
}

/// An exception of a class of `zhengmai.errors`.
fn exception(py: Python<'_>, class: &str, message: &str) -> PyResult<PyErr> {
    let class = py.import("zhengmai.errors")?.getattr(class)?;
    Ok(PyErr::from_value(class.call1((message,))?))
}

fn file(py: Python<'_>, path: &str, source: &io::Error) -> PyResult<PyErr> {
    let class = match source.kind() {
        io::ErrorKind::NotFound => "FileMissingError",
        _ => "FileError",
    };
    exception(py, class, &format!("{path}: {source}"))
}

fn query(py: Python<'_>, error: &QueryError) -> PyResult<PyErr> {
    let message = error.to_string();
    match error {
        QueryError::NothingCalled { .. } => exception(py, "NotFoundError", &message),
        QueryError::OtherKind { .. } => exception(py, "InputError", &message),
        QueryError::Storage(_) | QueryError::Io(_) => exception(py, "StoreError", &message),
        QueryError::Ambiguous { candidates, .. } => {
            let raised = exception(py, "AmbiguousError", &message)?;
            let candidates: Vec<_> = candidates.iter().map(fields).collect();
            raised.value(py).setattr("candidates", candidates)?;
            Ok(raised)
        }
        QueryError::Syntax { line, column, .. } => {
            let raised = exception(py, "QueryError", &message)?;
            raised.value(py).setattr("line", line)?;
            raised.value(py).setattr("column", column)?;
            Ok(raised)
        }
        _ => exception(py, "QueryError", &message),
    }
}

/// IRI, kind, label and summary of a candidate.
fn fields(candidate: &Candidate) -> [String; 4] {
    [
        candidate.iri.clone(),
        candidate.kind.clone(),
        candidate.label.clone(),
        candidate.summary.clone(),
    ]
}

fn store(py: Python<'_>, error: &GraphError) -> PyResult<PyErr> {
    let class = match error {
        GraphError::Missing { .. } => "StoreMissingError",
        GraphError::Locked { .. } => "StoreLockedError",
        _ => "StoreError",
    };
    exception(py, class, &error.to_string())
}
