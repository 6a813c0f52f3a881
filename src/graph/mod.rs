//! Record → quads, one named graph per article; the store; reference data. Knows no Chinese.

mod article;
mod insert;
pub mod iri;
mod place;
pub mod reference;
pub mod resolution;
mod stats;
mod store;
mod unresolved;
pub mod vocab;

pub(crate) use article::chinese;
pub use article::{article_hash, article_iri, date, quads};
pub use insert::Inserted;
pub use resolution::{BadLine, Judgement, Judgements, Keys, Resolved, Verdict};
pub use stats::Counts;
pub use store::{Graph, GraphError};
pub use unresolved::Unresolved;
