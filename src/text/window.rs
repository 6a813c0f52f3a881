//! Bounded looks to the left and right of a place, so that no rule scans a text twice over.

use std::ops::Range;

/// Returns at most `chars` characters that stand before byte `at`.
///
/// ```
/// use zhengmai::text::before;
/// assert_eq!(before("会议审议办法", 12, 2), "审议");
/// ```
pub fn before(text: &str, at: usize, chars: usize) -> &str {
    let head = &text[..at];
    let start = head
        .char_indices()
        .rev()
        .nth(chars.saturating_sub(1))
        .map_or(0, |(i, _)| i);
    if chars == 0 { "" } else { &head[start..] }
}

/// Returns at most `chars` characters that stand at and after byte `at`.
///
/// ```
/// use zhengmai::text::after;
/// assert_eq!(after("会议审议办法", 6, 2), "审议");
/// ```
pub fn after(text: &str, at: usize, chars: usize) -> &str {
    let tail = &text[at..];
    let end = tail
        .char_indices()
        .nth(chars)
        .map_or(tail.len(), |(i, _)| i);
    &tail[..end]
}

/// Marks that end a clause.
const MARKS: [char; 6] = ['，', '。', '；', '：', '！', '？'];

/// Returns the clauses of a line that hold one of some words, each with the marks before and
/// after it: a pattern that needs one of them and crosses no mark can match nowhere else.
///
/// ```
/// use zhengmai::text::clauses_with;
/// let line = "会前，大家调研；会议强调，要实干。";
/// let found: Vec<_> = clauses_with(line, &["会议", "实干"]).map(|c| &line[c]).collect();
/// assert_eq!(found, ["；会议强调，", "，要实干。"]);
/// ```
pub fn clauses_with<'t>(line: &'t str, words: &'t [&str]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    line.split_inclusive(MARKS).filter_map(move |clause| {
        let mark = line[..at].chars().next_back().map_or(0, char::len_utf8);
        let range = at - mark..at + clause.len();
        at += clause.len();
        words
            .iter()
            .any(|word| clause.contains(word))
            .then_some(range)
    })
}
