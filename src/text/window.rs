//! Bounded looks to the left and right of a place, so that no rule scans a text twice over.

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
