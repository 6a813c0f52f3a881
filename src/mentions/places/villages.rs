//! Villages and communities, which no table lists: a name between 村 or 社区 and the town,
//! 在, 到 or comma before it.

use std::sync::LazyLock;

use super::Line;
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::scan::Hit;
use crate::text::{Regex, after};

/// What villages are called.
const KINDS: [&str; 3] = ["村", "社区", "嘎查"];

/// What follows 村 in another word: 村民, 村庄, 村级.
const GOES_ON: &str = "民级委支干落镇务集规容貌史庄寨企屯居改晚超小组两情域口风办校医站";

/// Characters that no village's or town's name holds: grammar, and kinds of divisions.
pub(super) const GRAMMAR: &str =
    "的了是各每全等和与及在到把被为向对从由将要该本某这那此其让使等乡镇县市区省级个座条到有我他";

/// Verbs and adjectives that begin what is no name: 驻村, 入村, 老村.
const OPENERS: &str = "达进入驻包联帮回开爱护建兴富强美治管扶访下出离整逐以因据";

/// Finds them in a line.
pub(super) fn villages(line: &Line, mut found: impl FnMut(Span)) {
    for kind in KINDS {
        let mut from = line.span.start();
        while let Some(at) = line.s[from..line.span.end()].find(kind) {
            let start = from + at;
            from = start + kind.len();
            if let Some(span) = village(line, start, kind) {
                found(span);
            }
        }
    }
}

/// Villages in a row, each of which says of the others what they are: 与竹溪村、浅塘村签订.
pub(super) fn rows(line: &Line, mut found: impl FnMut(Span)) {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:^|[与和及在到对向由为给含赴，：。；（、])(\p{Han}{2,3}村(?:、\p{Han}{2,3}村)+)(?:[，。；、）等和及与两三四五签]|$)",
        )
        .expect("a valid pattern")
    });
    let s = &line.s[line.span.range()];
    if !s.contains("村、") {
        return;
    }
    let words = Lexicon::embedded().place_words();
    for row in ROW.captures_iter(s) {
        let Some(row) = row.get(1) else { continue };
        let sound = row.as_str().split('、').all(|item| {
            let name = item.trim_end_matches('村');
            !name.contains(|c| GRAMMAR.contains(c))
                && !name.starts_with(|c| OPENERS.contains(c))
                && !is_word(name)
                && !words.is_never(item)
                && !words.is_kind_of_village(item)
        });
        if !sound {
            continue;
        }
        let mut at = line.span.start() + row.start();
        for item in row.as_str().split('、') {
            found(Span::new(at, at + item.len()));
            at += item.len() + '、'.len_utf8();
        }
    }
}

/// The name that ends in the kind at `at`.
fn village(line: &Line, at: usize, kind: &str) -> Option<Span> {
    let s = line.s;
    let end = at + kind.len();
    let next = s[end..line.span.end()].chars().next();
    if kind == "村" && next.is_some_and(|c| GOES_ON.contains(c)) {
        return None;
    }
    let words = Lexicon::embedded().place_words();
    // 某某街道召开夏季社区…会议: held there.
    let verbs = ["召开", "举行", "开展", "组织", "推进", "举办"];
    let mut start = at;
    for (count, c) in s[line.span.start()..at].chars().rev().enumerate() {
        // Where a place ends, or a word of going there, a name begins.
        if count >= 1 {
            let mut anchor = anchor(line, start);
            let opens_list = || {
                let led = s[..start].ends_with([
                    '为', '对', '将', '把', '给', '向', '由', '与', '和', '及', '含',
                ]);
                led && line.edge(start) && beside_village(&s[end..line.span.end()])
            };
            if anchor == Anchor::None && count >= 2 && opens_list() {
                anchor = Anchor::List;
            }
            let name = &s[start..at];
            let whole = &s[start..end];
            // 新疆路社区: of a street.
            let street =
                anchor == Anchor::Place && name.starts_with(['路', '街', '巷', '里', '道']);
            if anchor != Anchor::None && !street {
                let closes = next.is_none_or(|c| "、，。；）等和及与两三四五".contains(c))
                    || kind == "社区" && next.is_some_and(|c| "负书党居代主".contains(c));
                let fits = match anchor {
                    Anchor::Town => count <= 5,
                    Anchor::Place => count <= 5 && !is_verb(name),
                    Anchor::Going => (2..=4).contains(&count) && !is_word(name),
                    _ => (2..=3).contains(&count) && closes && kind != "嘎查" && !is_word(name),
                };
                let opens = name.starts_with(|c| OPENERS.contains(c))
                    && (count == 1 || anchor != Anchor::Town);
                let described =
                    kind == "社区" && name.ends_with(['新', '老', '型', '大', '好', '能']);
                let ordinary =
                    described || words.is_never(whole) || words.is_kind_of_village(whole);
                let held = verbs.iter().any(|verb| name.starts_with(verb));
                return (fits && !opens && !ordinary && !held).then(|| Span::new(start, end));
            }
        }
        if count >= 5 || GRAMMAR.contains(c) || !('\u{4e00}'..='\u{9fff}').contains(&c) {
            return None;
        }
        start -= c.len_utf8();
    }
    None
}

/// Whether another village follows in a list.
fn beside_village(rest: &str) -> bool {
    rest.strip_prefix('、').is_some_and(|rest| {
        let near = after(rest, 0, 6);
        let item = near.split(['、', '，', '。', '等']).next().unwrap_or(near);
        KINDS
            .iter()
            .any(|kind| item.len() > kind.len() && item.ends_with(kind))
    })
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The town that it lies in.
    Town,
    /// The county or city that it lies in.
    Place,
    /// 在, 到, 赴.
    Going,
    /// A comma, or the line's start.
    List,
    None,
}

pub(super) fn anchor(line: &Line, at: usize) -> Anchor {
    let before = &line.s[line.span.start()..at];
    let words = Lexicon::embedded().place_words();
    let name = |hit: &Hit| &line.s[hit.span.range()];
    if line.ending(at).any(|hit| is_town(name(&hit))) {
        return Anchor::Town;
    }
    if line.ending(at).any(|hit| !words.is_common(name(&hit))) {
        return Anchor::Place;
    }
    if before.ends_with(['在', '到', '赴'])
        || ["走进", "深入", "前往", "位于", "来自"]
            .iter()
            .any(|w| before.ends_with(w))
    {
        return Anchor::Going;
    }
    if before.is_empty() || before.ends_with(['、', '，', '。', '（', '；']) {
        return Anchor::List;
    }
    Anchor::None
}

/// Whether an ordinary word would make it a kind of village: 移民村, 试点社区.
pub(super) fn is_word(name: &str) -> bool {
    let jieba = crate::text::jieba();
    jieba.has_word(name) && {
        let tag = jieba.tag(name, false)[0].tag;
        !["ns", "nr", "nz"].iter().any(|t| tag.starts_with(t))
    }
}

/// Whether a division's name is that of a town.
fn is_town(name: &str) -> bool {
    name.ends_with(['镇', '乡']) || name.ends_with("街道") || name.ends_with("苏木")
}

/// Whether a name is a verb: 沈阳利用社区周边….
fn is_verb(name: &str) -> bool {
    let jieba = crate::text::jieba();
    jieba.has_word(name) && jieba.tag(name, false)[0].tag.starts_with('v')
}
