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
    let mut start = at;
    for _ in 0..chars {
        match &head.as_bytes()[..start] {
            [] => break,
            // Most characters take three bytes, of which the first begins with three ones.
            [.., 0xe0..=0xef, _, _] => start -= 3,
            bytes => {
                start = bytes
                    .iter()
                    .rposition(|b| b.leading_ones() != 1)
                    .unwrap_or(0)
            }
        }
    }
    &head[start..]
}

/// Returns at most `chars` characters that stand at and after byte `at`.
///
/// ```
/// use zhengmai::text::after;
/// assert_eq!(after("会议审议办法", 6, 2), "审议");
/// ```
pub fn after(text: &str, at: usize, chars: usize) -> &str {
    let tail = &text[at..];
    let mut end = 0;
    for _ in 0..chars {
        // The first byte begins with as many ones as the character has bytes, with none for one.
        match tail.as_bytes().get(end) {
            Some(first) => end += first.leading_ones().max(1) as usize,
            None => break,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::{after, before};

    #[test]
    fn windows_are_cut_between_characters() {
        let text = "aé我\u{20000}，b";
        let places: Vec<usize> = text
            .char_indices()
            .map(|(i, _)| i)
            .chain([text.len()])
            .collect();
        for (i, &at) in places.iter().enumerate() {
            for chars in 0..8 {
                let from = places[i.saturating_sub(chars)];
                let to = places[(i + chars).min(places.len() - 1)];
                assert_eq!(before(text, at, chars), &text[from..at]);
                assert_eq!(after(text, at, chars), &text[at..to]);
            }
        }
    }
}
