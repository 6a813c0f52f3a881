//! The agencies found before the persons, by where they start and end.

use crate::base::{Span, Spans};
use crate::mentions::Mention;

/// Spans of agencies, to be asked for at every place of a text.
pub(super) struct Bodies {
    by_start: Vec<Span>,
    by_end: Vec<Span>,
    all: Spans,
}

impl Bodies {
    pub(super) fn new(agencies: &[Mention]) -> Self {
        let mut by_start: Vec<Span> = agencies.iter().map(|a| a.span).collect();
        by_start.sort_unstable();
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|span| (span.end(), span.start()));
        let all = by_start.iter().copied().collect();
        Self {
            by_start,
            by_end,
            all,
        }
    }

    /// Those that start at a byte, shortest first.
    pub(super) fn starting(&self, at: usize) -> impl Iterator<Item = Span> {
        let from = self.by_start.partition_point(|span| span.start() < at);
        self.by_start[from..]
            .iter()
            .copied()
            .take_while(move |span| span.start() == at)
    }

    /// Those that end at a byte, longest first.
    pub(super) fn ending(&self, at: usize) -> impl DoubleEndedIterator<Item = Span> {
        let from = self.by_end.partition_point(|span| span.end() < at);
        let to = from + self.by_end[from..].partition_point(|span| span.end() == at);
        self.by_end[from..to].iter().copied()
    }

    /// Whether a span shares a byte with one of them.
    pub(super) fn overlap(&self, span: Span) -> bool {
        self.all.overlap(span)
    }

    /// Whether a span is part of a longer one of them.
    pub(super) fn exceed(&self, span: Span) -> bool {
        self.all.exceed(span)
    }
}
