//! Towns that no table lists any more or yet: a name between 镇, 乡 or 街道 and the county
//! before it, or in a list of towns.

use super::Line;
use super::villages::{Anchor, GRAMMAR, anchor, is_word};
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::text::after;

/// What towns are called.
const KINDS: [&str; 3] = ["镇", "乡", "街道"];

/// What may follow a town's name; 镇长 and 乡亲 are other words.
const CLOSES: &str = "、，。；）（等和及与两三四五六的党政人纪在就作先汇交";

/// What one does in a town that one goes to, of which no place need be said before.
const DONE: [&str; 16] = [
    "查看", "察看", "调研", "检查", "督导", "督查", "考察", "看望", "慰问", "走访", "召开", "举行",
    "开展", "指导", "实地", "现场",
];

/// Finds them in a line.
pub(super) fn towns(line: &Line, mut found: impl FnMut(Span)) {
    for kind in KINDS {
        let mut from = line.span.start();
        while let Some(at) = line.s[from..line.span.end()].find(kind) {
            let start = from + at;
            from = start + kind.len();
            if let Some(span) = town(line, start, kind) {
                found(span);
            }
        }
    }
}

/// The name of two or three characters that ends in the kind at `at`.
fn town(line: &Line, at: usize, kind: &str) -> Option<Span> {
    let s = line.s;
    let end = at + kind.len();
    let rest = &s[end..line.span.end()];
    let closes = rest.chars().next().is_none_or(|c| CLOSES.contains(c));
    let gone_to = DONE.iter().any(|w| rest.starts_with(w));
    if !closes && !gone_to || rest.starts_with("人民") && !rest.starts_with("人民政府") {
        return None;
    }
    let mut start = at;
    for (count, c) in s[line.span.start()..at].chars().rev().take(3).enumerate() {
        if GRAMMAR.contains(c) && c != '那'
            || "村社小重强大老新中试建家水城侨山古下返还回离进兴爱故名".contains(c)
                && count == 0
                && kind != "街道"
        {
            return None;
        }
        if !('\u{4e00}'..='\u{9fff}').contains(&c) {
            return None;
        }
        start -= c.len_utf8();
        if count == 0 {
            continue;
        }
        let name = &s[start..at];
        let fits = match anchor(line, start) {
            Anchor::Place => !is_word(name),
            Anchor::List => !is_word(name) && beside_town(line, start, end),
            Anchor::Going => !is_word(name) && DONE.iter().any(|w| rest.starts_with(w)),
            Anchor::Town | Anchor::None => continue,
        };
        let words = Lexicon::embedded().place_words();
        return (fits && !words.is_never(&s[start..end])).then(|| Span::new(start, end));
    }
    None
}

/// Whether another town stands before or after a name in a list.
fn beside_town(line: &Line, start: usize, end: usize) -> bool {
    let town = |name: &str| KINDS.iter().any(|kind| name.ends_with(kind));
    let s = line.s;
    let before = s[line.span.start()..start].strip_suffix('、');
    let next = s[end..line.span.end()].strip_prefix('、').and_then(|rest| {
        let near = after(rest, 0, 7);
        near.find(['、', '，', '。', '；', '等', '和'])
            .map(|to| &near[..to])
    });
    before.is_some_and(town) || next.is_some_and(town)
}
