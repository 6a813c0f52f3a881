//! Questions to the graph: SPARQL, named queries, what is known of a thing, and why.

mod answer;
mod bind;
mod error;
mod named;
mod names;
mod run;

pub use answer::{Answer, AnswerFormat, Rows, UnknownFormat};
pub use error::QueryError;
pub use named::{Column, NamedQuery, Param, ParamKind, named};
pub use names::{expand, shorten};
pub use run::Query;
