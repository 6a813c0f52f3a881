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

/// Returns the clauses of a line that hold one of some places, in ascending order, each with the
/// marks before and after it: a pattern that needs what stands there and crosses no mark can match
/// nowhere else.
///
/// ```
/// use zhengmai::text::clauses_at;
/// let line = "会前，大家调研；会议强调，要实干。";
/// let places = [line.find("会议").unwrap(), line.find("实干").unwrap()];
/// let found: Vec<_> = clauses_at(line, places.into_iter()).map(|c| &line[c]).collect();
/// assert_eq!(found, ["；会议强调，", "，要实干。"]);
/// ```
pub fn clauses_at(
    line: &str,
    places: impl Iterator<Item = usize>,
) -> impl Iterator<Item = Range<usize>> {
    let mut places = places.peekable();
    let mark = |c: char| MARKS.contains(&c).then_some(c.len_utf8());
    std::iter::from_fn(move || {
        let at = places.next()?;
        let from = line[..at].rfind(MARKS).unwrap_or(0);
        let rest = &line[at..];
        let to = rest.find(MARKS).map_or(line.len(), |i| {
            at + i + rest[i..].chars().next().and_then(mark).unwrap_or(0)
        });
        while places.next_if(|&next| next < to).is_some() {}
        Some(from..to)
    })
}
