//! Entities → [`Record`].

pub mod directives;
pub mod documents;
mod record;
pub mod utterances;

pub use record::{
    Agency, CodePoints, Directive, Document, Evidence, ListEvidence, Meeting, Person, Post, Record,
    Role,
};
