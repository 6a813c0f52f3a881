//! What may stand in a row between a speaker and a verb of saying: adverbs, and stretches that
//! a word opens or closes. It is matched from the verb backwards, in one pass: as a pattern, the
//! bounded stretches would make an automaton that grows with every text.

use std::ops::RangeInclusive;

/// Words and stretches that may follow each other in any order and number.
pub(super) struct Row {
    pub words: &'static [&'static str],
    /// Those that may open anywhere come first.
    pub stretches: &'static [Stretch],
}

/// Some characters between words: 在…时, 对….
pub(super) struct Stretch {
    /// The words that open it; none where it may open anywhere.
    pub opens: &'static [&'static str],
    /// How many characters stand between.
    pub chars: RangeInclusive<usize>,
    /// Which ones do.
    pub holds: fn(char) -> bool,
    /// The words that close it; none where it may close anywhere.
    pub closes: &'static [&'static str],
    /// What it is a part of, and what follows.
    pub is: Part,
    pub before: Part,
}

impl Stretch {
    /// A stretch of the row that more of it follows.
    pub(super) const fn of(
        opens: &'static [&'static str],
        chars: RangeInclusive<usize>,
        holds: fn(char) -> bool,
        closes: &'static [&'static str],
    ) -> Self {
        Self {
            opens,
            chars,
            holds,
            closes,
            is: Part::Row,
            before: Part::Row,
        }
    }
}

/// A part of what leads to a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The row.
    Row,
    /// 发表重要讲话, which stands in the row with any words before it.
    Speech,
}

/// How many parts there are.
const PARTS: usize = 2;

/// Whether bytes end with a word: mostly the last one tells, without a call.
fn ends_with(bytes: &[u8], word: &str) -> bool {
    bytes.last() == word.as_bytes().last() && bytes.ends_with(word.as_bytes())
}

/// The same for their beginning, by the third: the first two of most characters are alike.
fn begins_with(bytes: &[u8], word: &str) -> bool {
    bytes.get(2) == word.as_bytes().get(2) && bytes.starts_with(word.as_bytes())
}

impl Row {
    /// Whether there is such a place in a text that the row goes from there to the text's end;
    /// places are tried from the end backwards.
    pub(super) fn leads(&self, s: &str, such: impl Fn(&str) -> bool) -> bool {
        // Which parts begin where, and the least place of them.
        let mut begins = vec![[false; PARTS]; s.len() + 1];
        let mut least = s.len();
        begins[s.len()][Part::Row as usize] = true;
        // How many characters back from the words that close each stretch.
        let mut closed: [Option<usize>; 16] = [None; 16];
        let mut chars = s.chars().rev();
        let mut at = s.len();
        loop {
            let (left, right) = s.as_bytes().split_at(at);
            for (stretch, closed) in self.stretches.iter().zip(&mut closed) {
                let follows = |at: usize| begins[at][stretch.before as usize];
                let mut words = stretch.closes.iter();
                let here = if stretch.closes.is_empty() {
                    follows(at)
                } else {
                    words.any(|w| begins_with(right, w) && follows(at + w.len()))
                };
                let fits = |n: usize| stretch.chars.contains(&n);
                let whole = closed.is_some_and(fits) || here && fits(0);
                if here {
                    *closed = Some(0);
                }
                if whole && stretch.opens.is_empty() {
                    begins[at][stretch.is as usize] = true;
                }
                for word in stretch.opens.iter().filter(|_| whole) {
                    if ends_with(left, word) {
                        begins[at - word.len()][stretch.is as usize] = true;
                        least = least.min(at - word.len());
                    }
                }
            }
            if begins[at][Part::Row as usize] {
                if such(&s[..at]) {
                    return true;
                }
                for word in self.words {
                    if ends_with(left, word) {
                        begins[at - word.len()][Part::Row as usize] = true;
                        least = least.min(at - word.len());
                    }
                }
            }
            let Some(c) = chars.next() else { return false };
            at -= c.len_utf8();
            for (stretch, closed) in self.stretches.iter().zip(&mut closed) {
                let goes_on = |n: &usize| n < stretch.chars.end() && (stretch.holds)(c);
                *closed = closed.filter(goes_on).map(|n| n + 1);
            }
            if least > at && closed.iter().all(Option::is_none) {
                return false;
            }
        }
    }
}
