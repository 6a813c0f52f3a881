//! Divisions by their full and short names, told apart from ordinary words that look alike:
//! 维护和平, 发展乡村, 三面临海.

use super::Line;
use crate::base::Span;
use crate::lexicon::{DivisionId, Gazetteer, Level, Lexicon};
use crate::mentions::scan::{Hit, Word};
use crate::text::jieba;

/// Syllables of foreign names, a part of which a short name may be: 瓦莱州, 苏梅州.
const FOREIGN: &str = "瓦茨乌苏伽克斯尔拉罗维科卡布巴马莫塞萨库普伊阿夫德特姆纳尼";

/// Whether a hit of the gazetteer names a place where it stands.
pub(super) fn names_place(line: &Line, hit: Hit) -> bool {
    let name = &line.s[hit.span.range()];
    let common = Lexicon::embedded().place_words().is_common(name);
    match hit.word {
        Word::Division => whole(line, hit.span) && (!common || supported(line, hit.span)),
        _ if !line.edge(hit.span.end()) && !goes_on(line, hit.span) => false,
        _ => short(line, hit.span, common),
    }
}

/// Whether a full name is one: it ends with a word, or the word that goes on is none of its own.
fn whole(line: &Line, span: Span) -> bool {
    if line.edge(span.end()) {
        return true;
    }
    let name = &line.s[span.range()];
    if span.len() <= 6 {
        return false;
    }
    let gazetteer = Lexicon::embedded().gazetteer();
    let town = gazetteer
        .by_name(name)
        .iter()
        .all(|d| gazetteer[*d].level == Level::Township);
    // 发展乡村, 铁路镇江段.
    let over = line.token_at(span.end());
    !town || name.ends_with("街道") || matches!(over, "镇上" | "镇里" | "乡里" | "镇街" | "")
}

/// Whether a short name is one.
fn short(line: &Line, span: Span, common: bool) -> bool {
    let name = &line.s[span.range()];
    if common {
        return supported(line, span);
    }
    let gazetteer = Lexicon::embedded().gazetteer();
    let city = || {
        gazetteer
            .by_short(name)
            .iter()
            .any(|d| gazetteer[*d].level < Level::County)
    };
    let word = jieba().has_word(name);
    if word && span.len() <= 9 && jieba().tag(name, false)[0].tag != "ns" && !city() {
        let before = line.s[..span.start()].chars().next_back();
        return line.s[span.end()..].starts_with('、')
            || before.is_some_and(|c| "、在赴到至从往“".contains(c))
            || before.is_none_or(|c| c == '\n') && line.s[span.end()..].starts_with('：')
            || supported(line, span);
    }
    let before = line.word_before(span.start());
    let part = before.chars().count() == 1 && FOREIGN.contains(before);
    !part || line.ending(span.start()).next().is_some()
}

/// Whether what stands around an ordinary word shows that it is a place: the place that it
/// lies in before it, another place beside it in a list, or 在, 赴, 到 and what one does there.
fn supported(line: &Line, span: Span) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    let own = divisions(gazetteer, &line.s[span.range()]);
    let within = |outer: &[DivisionId]| {
        own.iter()
            .any(|d| outer.iter().any(|o| gazetteer.is_within(*d, *o)))
    };
    let named = |hit: &Hit| divisions(gazetteer, &line.s[hit.span.range()]);
    if line.ending(span.start()).any(|hit| within(&named(&hit))) {
        return true;
    }
    let beside = |hit: Hit| {
        let name = &line.s[hit.span.range()];
        if !Lexicon::embedded().place_words().is_common(name) && name.chars().count() >= 2 {
            return true;
        }
        let parents = |ids: &[DivisionId]| -> Vec<DivisionId> {
            ids.iter()
                .filter_map(|d| gazetteer.parents(*d).first().copied())
                .collect()
        };
        let ours = parents(&own);
        parents(&named(&hit)).iter().any(|p| ours.contains(p))
    };
    let (before, after) = (&line.s[..span.start()], &line.s[span.end()..]);
    if ['、', '和', '与', '及'].iter().any(|c| {
        after.starts_with(*c) && line.starting(span.end() + c.len_utf8()).any(beside)
            || before.ends_with(*c) && line.ending(span.start() - c.len_utf8()).any(beside)
    }) {
        return true;
    }
    const THERE: [&str; 8] = ["在", "赴", "到", "往", "来到", "走进", "深入", "抵达"];
    const DONE: [&str; 24] = [
        "召开",
        "举行",
        "调研",
        "考察",
        "检查",
        "督导",
        "督查",
        "主持",
        "参加",
        "开展",
        "实地",
        "走访",
        "现场",
        "指导",
        "出席",
        "看望",
        "慰问",
        "境内",
        "分会场",
        "主会场",
        "设",
        "，",
        "。",
        "、",
    ];
    THERE.iter().any(|w| before.ends_with(w)) && DONE.iter().any(|w| after.starts_with(w))
}

/// The divisions of a full or short name.
fn divisions(gazetteer: &Gazetteer, name: &str) -> Vec<DivisionId> {
    let mut out = gazetteer.by_name(name).to_vec();
    out.extend_from_slice(gazetteer.by_short(name));
    out
}

/// Whether a kind of zone or 人民 follows a place that the segmenter ran into the next word.
fn goes_on(line: &Line, span: Span) -> bool {
    let rest = &line.s[span.end()..];
    Lexicon::embedded().place_words().extension(rest).is_some()
        || rest.starts_with("人民大会堂")
        || rest.starts_with("同胞")
}
