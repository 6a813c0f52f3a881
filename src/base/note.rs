//! Doubt as data: what a stage could not decide, and why.

use serde::{Deserialize, Serialize};

/// Something that the reading left open.
///
/// ```
/// use zhengmai::base::Note;
/// let note = Note::new("region", "no place name leads to a jurisdiction");
/// assert_eq!(note.to_string(), "region: no place name leads to a jurisdiction");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about: a field of the record, or a surface of the text.
    pub about: String,
    /// Why it was left open, in one sentence.
    pub reason: String,
    /// What came into question, where there were candidates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

impl Note {
    /// A note without candidates.
    pub fn new(about: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            about: about.into(),
            reason: reason.into(),
            candidates: Vec::new(),
        }
    }

    /// The same note with the candidates that came into question.
    #[must_use]
    pub fn with_candidates(mut self, candidates: Vec<String>) -> Self {
        self.candidates = candidates;
        self
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.about, self.reason)?;
        if !self.candidates.is_empty() {
            write!(f, " ({})", self.candidates.join(", "))?;
        }
        Ok(())
    }
}
