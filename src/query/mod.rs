//! Questions to the graph: SPARQL, named queries, what is known of a thing, and why.

mod answer;
mod bind;
mod error;
mod named;
mod names;
mod run;
mod sentence;
mod show;
mod view;
mod why;

pub use answer::{Answer, AnswerFormat, Rows, UnknownFormat};
pub use error::QueryError;
pub use named::{Column, NamedQuery, Param, ParamKind, named};
pub use names::{expand, shorten};
pub use run::Query;
pub use sentence::Sentence;
pub use show::{Fact, Profile, show};
pub(crate) use view::kind_of;
pub use why::{Explanation, why};
