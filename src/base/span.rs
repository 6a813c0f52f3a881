//! Where something stands: a checked range of bytes in a text.

use std::fmt;
use std::ops::Range;

/// A half-open range `[start, end)` of bytes in [`Text::folded`](crate::text::Text::folded).
///
/// Everything that a stage finds carries one, so that every statement can be led back
/// to the sentence that says it. Code points and UTF-16 units are for the edges only.
///
/// ```
/// use zhengmai::base::Span;
/// let span = Span::new(3, 9);
/// assert_eq!(&"我安阳市"[span.range()], "安阳");
/// assert!(span.contains(Span::new(6, 9)) && !span.overlaps(Span::new(9, 12)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes a span.
    ///
    /// # Panics
    /// If `start > end` or an offset is beyond 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} runs backwards");
        let cut = |n: usize| u32::try_from(n).expect("a text is smaller than 4 GiB");
        Self {
            start: cut(start),
            end: cut(end),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether nothing stands in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// For slicing a string.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same range counted from `offset` bytes further on.
    pub fn shift(self, offset: usize) -> Span {
        Span::new(self.start() + offset, self.end() + offset)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
