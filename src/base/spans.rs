//! Many spans at once: whether any of them holds or touches a place, without looking at each.

use super::Span;

/// A set of spans, which may nest and overlap; it finds those at a place in logarithmic time.
///
/// ```
/// use zhengmai::base::{Span, Spans};
/// let spans: Spans = [Span::new(9, 12), Span::new(0, 6), Span::new(1, 3)].into_iter().collect();
/// assert!(spans.overlap(Span::new(4, 9)) && !spans.overlap(Span::new(6, 9)));
/// assert!(spans.contain(Span::new(2, 6)) && !spans.contain(Span::new(2, 9)));
/// assert!(spans.exceed(Span::new(2, 6)) && !spans.exceed(Span::new(0, 6)));
/// assert_eq!(spans.end_of(2), Some(6));
/// assert_eq!(spans.overlapping(Span::new(2, 4)).count(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// By start, each with the farthest end up to there.
    reach: Vec<(Span, usize)>,
}

impl Spans {
    /// Whether one of them shares a byte with a span.
    pub fn overlap(&self, span: Span) -> bool {
        self.reach(|start| start < span.end()) > span.start()
    }

    /// Whether one of them holds a span.
    pub fn contain(&self, span: Span) -> bool {
        self.count(|start| start <= span.start()) > 0
            && self.reach(|start| start <= span.start()) >= span.end()
    }

    /// Whether one of them holds a span and is longer.
    pub fn exceed(&self, span: Span) -> bool {
        self.reach(|start| start <= span.start()) > span.end()
            || self.count(|start| start < span.start()) > 0
                && self.reach(|start| start < span.start()) >= span.end()
    }

    /// Where the text that covers a byte ends; none where nothing does.
    pub fn end_of(&self, at: usize) -> Option<usize> {
        let end = self.reach(|start| start <= at);
        (end > at).then_some(end)
    }

    /// Those that share a byte with a span, the last first.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = Span> {
        self.reach[..self.count(|start| start < span.end())]
            .iter()
            .rev()
            .take_while(move |(_, reach)| *reach > span.start())
            .map(|(found, _)| *found)
            .filter(move |found| found.overlaps(span))
    }

    /// How many of them have such a start.
    fn count(&self, such: impl Fn(usize) -> bool) -> usize {
        self.reach.partition_point(|(span, _)| such(span.start()))
    }

    /// The farthest end of those with such a start; 0 without any.
    fn reach(&self, such: impl Fn(usize) -> bool) -> usize {
        let last = self.count(such).checked_sub(1);
        last.map_or(0, |i| self.reach[i].1)
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut reach: Vec<(Span, usize)> =
            spans.into_iter().map(|span| (span, span.end())).collect();
        reach.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut reach {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Self { reach }
    }
}
