//! Record → quads, one named graph per article; the store; reference data. Knows no Chinese.

mod article;
mod change;
mod insert;
pub mod iri;
mod load;
mod place;
pub mod reference;
mod remove;
pub mod resolution;
mod run;
mod stats;
mod store;
mod unresolved;
pub mod vocab;

pub(crate) use article::chinese;
pub use article::{RULES, article_hash, article_iri, date, quads};
pub use insert::{Filled, Inserted, Inserter, Plan, input_digest};
pub use remove::Removed;
pub use resolution::{BadLine, Judgement, Judgements, Keys, Resolved, Verdict};
pub use run::Arrival;
pub use stats::Counts;
pub use store::{Graph, GraphError};
pub use unresolved::Unresolved;
