//! Regiments of the Production and Construction Corps, its towns and farms: 一四四团, 29团.

use std::sync::LazyLock;

use super::{Mention, mention};
use crate::base::{Span, Spans};
use crate::text::{Gate, Regex, Text};

/// The rule of what is found here.
pub const RULE: &str = "agency-regiment";

/// Adds the regiments, with their Party committee where it is named, in news that names the Corps
/// or one of its divisions.
pub(super) fn add(text: &Text, masked: &Spans, found: &mut Vec<Mention>) {
    static REGIMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:[一二三四五六七八九〇零][一二三四五六七八九十〇零]{1,3}|[0-9]{2,3})团(?:党委|纪委|机关)?")
            .expect("a valid pattern")
    });
    static CORPS: LazyLock<Gate> = LazyLock::new(|| Gate::new(["团"]));
    if !text.may_hold(text.whole(), &CORPS) {
        return;
    }
    let s = &text.folded;
    let division = |at: usize| s[..at].ends_with(|c| "一二三四五六七八九十".contains(c));
    let corps = || {
        ["师市", "兵团", "团场"].iter().any(|w| s.contains(w))
            || s.match_indices('师').any(|(at, _)| division(at))
    };
    if !s.contains('团') || !corps() {
        return;
    }
    let mut more = Vec::new();
    for paragraph in text.read() {
        for hit in REGIMENT.find_iter(text.str(paragraph.span)) {
            let span = Span::new(hit.start(), hit.end()).shift(paragraph.span.start());
            let before = text.folded[..span.start()].chars().next_back();
            let counted = before.is_some_and(|c| "第0123456789.百千十".contains(c));
            let rest = &text.folded[span.end()..];
            let other = ["员", "体", "队", "结", "聚", "购", "圆", "组织", "成员"]
                .iter()
                .any(|w| rest.starts_with(w));
            // 团党委书记 is a post in it.
            let post = hit.as_str().ends_with("党委")
                && ["书记", "副书记", "委员", "常委"]
                    .iter()
                    .any(|w| rest.starts_with(w));
            let span = if post {
                Span::new(span.start(), span.end() - "党委".len())
            } else {
                span
            };
            let taken = found.iter().any(|m: &Mention| m.span.overlaps(span));
            if !counted && !other && !taken && !masked.overlap(span) {
                more.push(mention(text, span, RULE));
            }
        }
    }
    found.extend(more);
}
