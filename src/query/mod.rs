//! Questions to the graph: SPARQL, named queries, what is known of a thing, and why.

mod answer;
mod bind;
mod error;
mod identity;
mod named;
mod names;
mod profile;
mod run;
mod sentence;
mod show;
mod view;
mod why;

pub use answer::{Answer, AnswerFormat, Rows, UnknownFormat};
pub use error::QueryError;
pub use identity::{Comparison, End, comparisons};
pub use named::{Column, NamedQuery, Param, ParamKind, named};
pub use names::{expand, shorten};
pub use profile::Profile;
pub use run::Query;
pub use sentence::Sentence;
pub use show::{Fact, show};
pub(crate) use view::kind_of;
pub use why::{Explanation, why};
