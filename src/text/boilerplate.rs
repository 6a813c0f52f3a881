//! Which lines of an article are its text.

use super::Paragraph;
use crate::base::Span;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Headline or sub-headline.
    Title,
    /// The article proper.
    Body,
    /// Date, source, author, editor: read for journalists and the date of publication alone.
    Credit,
    /// Other headlines, share bars, copyright: not read.
    Boilerplate,
}

impl ParagraphKind {
    /// Whether persons, agencies and facts are read from it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Title | Self::Body)
    }
}

pub(super) fn paragraphs(folded: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in folded.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let kind = if out.is_empty() {
                ParagraphKind::Title
            } else {
                ParagraphKind::Body
            };
            out.push(Paragraph {
                span: Span::new(start, start + trimmed.len()),
                kind,
            });
        }
        at += line.len() + 1;
    }
    out
}
