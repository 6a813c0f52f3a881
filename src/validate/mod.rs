//! Whether a graph is sound: SHACL shapes, read and checked against a graph, with a report.
//!
//! A documented part of SHACL is implemented (docs/validation.md): what of it a shapes file uses
//! is checked as the recommendation says, and anything else in the file is an error that names
//! it. Nothing is skipped silently. SPARQL constraints are asked of the store.

mod check;
mod literal;
mod parse;
mod report;
mod shape;
mod sparql;
mod turtle;
mod value;

pub use check::{ValidationError, validate};
pub use parse::ShapesError;
pub use report::{Finding, Report};
pub use shape::{Severity, Shapes};
