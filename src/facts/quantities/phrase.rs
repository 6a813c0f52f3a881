//! What stands before a number: the indicator, and the words that lead from it to the number.

use std::sync::LazyLock;

use crate::lexicon::Lexicon;
use crate::text::{CharSet, Regex};

/// What leads from an indicator to its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lead<'s> {
    /// What stands before: the indicator, with what opens the clause.
    pub rest: &'s str,
    /// Whether a word says that the number is the indicator's level: 达到, 为, 稳定在.
    pub level: bool,
    /// 1 where it rose by the number, -1 where it fell.
    pub change: Option<i8>,
    /// Against what: 同比, 较上年同期.
    pub basis: Option<&'s str>,
    /// What 约, 超过 before the number say.
    pub bound: Option<&'static str>,
    /// Whether a word says that it is so by now: 已, 累计.
    pub done: bool,
}

/// Words right before a number that bound it.
const BOUNDS: [(&str, &str); 18] = [
    ("不低于", "at least"),
    ("不少于", "at least"),
    ("至少", "at least"),
    ("超过", "at least"),
    ("突破", "at least"),
    ("高达", "at least"),
    ("超", "at least"),
    ("逾", "at least"),
    ("不超过", "at most"),
    ("不高于", "at most"),
    ("不足", "at most"),
    ("低于", "at most"),
    ("仅", "at most"),
    ("大约", "about"),
    ("约", "about"),
    ("近", "about"),
    ("接近", "about"),
    ("将近", "about"),
];

/// Words that say that a number is the level of what stands before them.
const LEVELS: [&str; 31] = [
    "达到",
    "达",
    "为",
    "稳定在",
    "保持在",
    "控制在",
    "维持在",
    "提高到",
    "提高至",
    "增加到",
    "增加至",
    "增至",
    "增长到",
    "增长至",
    "提升到",
    "提升至",
    "上升到",
    "上升至",
    "升至",
    "降至",
    "降到",
    "下降到",
    "下降至",
    "降低到",
    "减少到",
    "减少至",
    "压减到",
    "扩大到",
    "完成",
    "实现",
    "是",
];

/// Words of change, with their direction, the longer first.
const CHANGES: [(&str, i8); 17] = [
    ("增长", 1),
    ("上涨", 1),
    ("上升", 1),
    ("提高", 1),
    ("提升", 1),
    ("增加", 1),
    ("回升", 1),
    ("多增", 1),
    ("增", 1),
    ("下降", -1),
    ("下跌", -1),
    ("回落", -1),
    ("降低", -1),
    ("减少", -1),
    ("压减", -1),
    ("少增", -1),
    ("降", -1),
];

/// Adverbs between an indicator and its number.
const ADVERBS: [&str; 14] = [
    "虽然", "虽", "累计", "已经", "已", "了", "共计", "总计", "合计", "共", "就", "也", "均", "再",
];

/// Reads backwards what leads to a number.
pub(super) fn lead(left: &str) -> Lead<'_> {
    let mut lead = Lead {
        rest: left.trim_end(),
        ..Lead::default()
    };
    if let Some(rest) = lead.rest.strip_suffix('了') {
        lead.rest = rest;
        lead.done = true;
    }
    loop {
        if let Some((word, says)) = BOUNDS.iter().find(|(w, _)| lead.rest.ends_with(w)) {
            lead.rest = &lead.rest[..lead.rest.len() - word.len()];
            lead.bound = lead.bound.or(Some(says));
        } else if let Some(word) = LEVELS.iter().find(|w| lead.rest.ends_with(**w)) {
            lead.rest = &lead.rest[..lead.rest.len() - word.len()];
            lead.level = true;
        } else if !lead.level
            && lead.change.is_none()
            && let Some((word, direction)) = CHANGES.iter().find(|(w, _)| lead.rest.ends_with(w))
        {
            lead.rest = &lead.rest[..lead.rest.len() - word.len()];
            lead.change = Some(*direction);
        } else if lead.basis.is_none()
            && let Some(basis) = basis(lead.rest)
        {
            lead.rest = &lead.rest[..lead.rest.len() - basis.len()];
            lead.basis = Some(basis);
        } else if let Some(word) = ADVERBS.iter().find(|w| lead.rest.ends_with(**w)) {
            lead.rest = &lead.rest[..lead.rest.len() - word.len()];
            lead.done |= ["累计", "已经", "已", "了"].contains(word);
        } else {
            return lead;
        }
    }
}

/// The words of comparison at the end of a string: 同比, 较上年同期.
fn basis(s: &str) -> Option<&str> {
    static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:较|比)(?:上年|去年|前年|上月|上季度|前一年|上一年|往年|\d{4}年|年初|上周)(?:同期|全年|同月|末|底|初)?$")
            .expect("a valid pattern")
    });
    for word in ["同比", "环比", "年均"] {
        if s.ends_with(word) {
            return Some(&s[s.len() - word.len()..]);
        }
    }
    let at = s.rfind(['较', '比'])?;
    AGAINST.is_match(&s[at..]).then(|| &s[at..])
}

/// What opens a clause before its indicator: times, connectives, the jurisdiction.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:其中|目前|同时|此外|另外|预计|力争|确保|争取|努力|要|并|且|使|让|实现|全年|当年|当前|每年|年均|本月|当月|本年度?|年度|上半年|下半年|前三季度|第?[一二三四]季度|近年来|以来|已|共|累计|先后|约",
        r"|(?:截至|截止)(?:目前|年底)?|(?:到|至)?(?:\d{4}年|今年|去年|明年)(?:底|末|初)?(?:以来|期间|为止|前)?",
        r"|(?:到|至)?\d{1,2}(?:[-—至到~]\d{1,2})?月份?(?:\d{1,2}日)?(?:底|末|初)?(?:以来|期间|为止|前)?",
        r"|前[\d一二三四五六七八九十]{1,3}个?(?:月|季度|年))+",
    ))
    .expect("a valid pattern")
});

/// Words for all of a jurisdiction.
pub(super) const WHOLE: [&str; 16] = [
    "全国", "我国", "全省", "我省", "全市", "我市", "全县", "我县", "全区", "我区", "全州", "我州",
    "全旗", "我旗", "全镇", "我镇",
];

/// The length of what opens a clause.
fn opening(s: &str) -> usize {
    let from = OPENING.find(s).map_or(0, |m| m.end());
    let whole = WHOLE.iter().find(|w| s[from..].starts_with(**w));
    match whole {
        Some(whole) => from + whole.len() + opening(&s[from + whole.len()..]),
        None => from,
    }
}

/// Words behind which an indicator begins anew.
const CUTS: [&str; 9] = ["使", "让", "将", "把", "已", "了", "其", "并", "推动"];

/// First characters of these.
static CUT_OPENERS: LazyLock<CharSet> =
    LazyLock::new(|| CUTS.iter().filter_map(|cut| cut.chars().next()).collect());

/// Words that no indicator holds.
const NEVER: [&str; 23] = [
    "较",
    "目标",
    "称",
    "后可",
    "感受",
    "一批",
    "一个",
    "等等",
    "分别",
    "占",
    "相当于",
    "来自",
    "位于",
    "距离",
    "倒计时",
    "不到",
    "每",
    "排名",
    "高于",
    "低于",
    "连续",
    "向",
    "从",
];

/// The indicator that closes a stretch, as its offset; `told` where words of comparison tell
/// that one stands there.
pub(super) fn indicator(s: &str, level: bool, told: bool) -> Option<usize> {
    let words = Lexicon::embedded().indicators();
    let mut from = opening(s);
    // 使用, 并网, 已建 are words of their own.
    let opens = |rest: &str| {
        !rest.starts_with(['用', '网', '购', '轨', '发', '案', '者', '他', '它', '余'])
    };
    let mut cut = s[from..].char_indices().filter_map(|(at, c)| {
        let rest = CUT_OPENERS.contains(c).then(|| &s[from + at..])?;
        let cut = CUTS.iter().find(|cut| rest.starts_with(**cut))?;
        opens(&rest[cut.len()..]).then_some(at + cut.len())
    });
    from += cut.next_back().unwrap_or(0);
    from += opening(&s[from..]);
    let name = &s[from..];
    let length = name.chars().count();
    let verb = || {
        let verb = words.verbs.iter().find(|w| name.starts_with(**w))?;
        let object = &name[verb.len()..];
        (object.chars().count() >= 2
            && !object.starts_with(['后', '了', '的', '时'])
            && !words.verbs.contains(&object))
        .then_some(())
    };
    if !(words.closes(name) || told || !level && verb().is_some()) {
        return None;
    }
    let clean = |c: char| {
        ('\u{4e00}'..='\u{9fff}').contains(&c)
            || c.is_ascii_alphanumeric()
            || matches!(c, '.' | '+' | '·')
    };
    if !(2..=16).contains(&length)
        || !name.chars().all(clean)
        || name.ends_with(['的', '地', '和', '与', '及', '在', '于'])
        || name.starts_with(['的', '之', '率', '和', '与', '及', '为', '以', '等'])
        || name.starts_with(|c: char| c.is_ascii_digit())
        || NEVER.iter().any(|w| name.contains(w))
        || words.presence.iter().any(|w| s.contains(w))
        || words.bare.contains(&name)
    {
        return None;
    }
    // 质量 is no measure.
    let none = ["质量", "力量", "大量", "少量", "能力"];
    (!none.iter().any(|w| name.ends_with(w))).then_some(from)
}
