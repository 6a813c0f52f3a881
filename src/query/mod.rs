//! Questions to the graph: SPARQL, named queries, what is known of a thing, and why.

mod answer;
mod bind;
mod contradictions;
mod diff;
mod error;
mod find;
mod identity;
mod limits;
mod named;
mod names;
mod path;
mod profile;
mod relations;
mod run;
mod sentence;
mod show;
mod timeline;
mod view;
mod why;

pub use answer::{Answer, AnswerFormat, Rows, UnknownFormat};
pub use contradictions::{Contradiction, Side, contradiction_kinds, contradictions};
pub use diff::{Change, Diff, DiffCount, diff, kinds};
pub use error::QueryError;
pub use find::{Candidate, Thing};
pub use identity::{Comparison, End, comparisons};
pub use named::{Column, NamedQuery, Param, ParamKind, named};
pub use names::{expand, shorten};
pub use path::{HUB, Path, Paths, Step, path};
pub use profile::Profile;
pub use run::Query;
pub use sentence::Sentence;
pub use show::{Fact, show};
pub use timeline::{Entry, Timeline, timeline};
pub(crate) use view::kind_of;
pub use why::{Explanation, why};
