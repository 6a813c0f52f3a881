//! Entities → [`Record`].

mod record;

pub use record::{
    Agency, CodePoints, Directive, Document, Evidence, ListEvidence, Meeting, Person, Post, Record,
    Role,
};
