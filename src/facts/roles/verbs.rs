//! Verbs of taking part, and what shows that a verb has a subject of its own.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::base::Span;
use crate::links::Entities;
use crate::text::{Regex, Text, WordList, is_han};

/// A verb of taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    Attend,
    Chair,
    Speak,
    Convey,
    Report,
    /// 说明, 报告 as nouns: given by whom the meeting hears (听取某局关于…的报告).
    Account,
    /// 听取: those named behind it report.
    Hear,
    /// A verb that makes its subject a host or nobody at all: 召开, 批示, 会见.
    Other,
}

/// The words of the verbs; of two that begin at one place the first counts.
const WORDS: [(&str, Verb); 84] = [
    ("组织召开", Verb::Other),
    ("主持召开", Verb::Other),
    ("召开", Verb::Other),
    ("举行", Verb::Other),
    ("作出批示", Verb::Other),
    ("批示", Verb::Other),
    ("会见", Verb::Other),
    ("签订", Verb::Other),
    ("签署", Verb::Other),
    ("递交", Verb::Attend),
    ("印发", Verb::Other),
    ("组成", Verb::Other),
    ("派出", Verb::Other),
    ("成立", Verb::Other),
    ("决定", Verb::Other),
    ("提请", Verb::Other),
    ("牵头", Verb::Other),
    ("表扬", Verb::Other),
    ("受到", Verb::Other),
    ("获得", Verb::Other),
    ("荣获", Verb::Other),
    ("视察", Verb::Other),
    ("走访", Verb::Other),
    ("看望", Verb::Other),
    ("慰问", Verb::Other),
    ("书面听取", Verb::Hear),
    ("专题听取", Verb::Hear),
    ("听取", Verb::Hear),
    ("审议", Verb::Hear),
    ("原则同意", Verb::Hear),
    ("同意", Verb::Hear),
    ("出席", Verb::Attend),
    ("参加", Verb::Attend),
    ("列席", Verb::Attend),
    ("就座", Verb::Attend),
    ("参会", Verb::Attend),
    ("与会", Verb::Attend),
    ("到会", Verb::Attend),
    ("收听收看", Verb::Attend),
    ("收看", Verb::Attend),
    ("设分会场", Verb::Attend),
    ("参与", Verb::Attend),
    ("宣布", Verb::Attend),
    ("主持", Verb::Chair),
    ("传达", Verb::Convey),
    ("宣读", Verb::Convey),
    ("通报", Verb::Convey),
    ("解读", Verb::Convey),
    ("汇报", Verb::Report),
    ("述职", Verb::Report),
    ("讲话精神", Verb::Other),
    ("贺信", Verb::Other),
    ("重要讲话精神", Verb::Other),
    ("作", Verb::Speak),
    ("做", Verb::Speak),
    ("做出", Verb::Speak),
    ("作出", Verb::Speak),
    ("讲话", Verb::Speak),
    ("发言", Verb::Speak),
    ("致辞", Verb::Speak),
    ("致词", Verb::Speak),
    ("致贺词", Verb::Speak),
    ("表态", Verb::Speak),
    ("介绍", Verb::Speak),
    ("点评", Verb::Speak),
    ("讲解", Verb::Speak),
    ("现场回应", Verb::Speak),
    ("建言", Verb::Speak),
    ("提出", Verb::Speak),
    ("领学", Verb::Convey),
    ("总结", Verb::Attend),
    ("安排", Verb::Attend),
    ("部署", Verb::Attend),
    ("布置", Verb::Attend),
    ("回顾", Verb::Attend),
    ("分析", Verb::Attend),
    ("视频连线", Verb::Attend),
    ("连线参加", Verb::Attend),
    ("进行", Verb::Speak),
    ("讲了", Verb::Speak),
    ("提要求", Verb::Speak),
    ("作总结", Verb::Speak),
    ("说明", Verb::Account),
    ("报告", Verb::Account),
];

static LIST: LazyLock<WordList> =
    LazyLock::new(|| WordList::new((0..).zip(WORDS).map(|(i, (word, _))| (word, i))));

/// The verb whose word stands from `start` to `end`, and its whole length: 宣布大会开幕, 作了动员讲话.
fn whole(s: &str, word: usize, end: usize) -> Option<(usize, Verb)> {
    let (said, verb) = WORDS[word];
    let rest = &s[end..];
    let done = usize::from(rest.starts_with('了'));
    match said {
        "主持召开" | "听取" | "书面听取" | "专题听取" | "审议" => {
            Some((end + done * '了'.len_utf8(), verb))
        }
        "宣布" => closes(rest, 2..=8, &["开幕", "闭幕", "开工", "启动"]).map(|n| (end + n, verb)),
        "提出" => closes(rest, 0..=8, &["要求", "建议", "意见", "希望"]).map(|n| (end + n, verb)),
        "作" | "做" | "作出" | "做出" => report(rest, done)
            .map(|n| (end + n, Verb::Report))
            .or_else(|| headed(rest).map(|n| (end + n, verb)))
            .or_else(|| closes(rest, 0..=10 + done, &GIVEN).map(|n| (end + n, verb))),
        "进行" => {
            let given = rest.strip_prefix('了').unwrap_or(rest);
            let done = end + rest.len() - given.len();
            let (word, verb) = HELD.iter().find(|(w, _)| given.starts_with(w))?;
            Some((done + word.len(), *verb))
        }
        "讲了" => closes(rest, 1..=4, &["意见", "要求"]).map(|n| (end + n, verb)),
        _ => Some((end, verb)),
    }
}

/// What one holds (进行): the same of a person who speaks or passes something on.
const HELD: [(&str, Verb); 17] = [
    ("了专题汇报", Verb::Report),
    ("详细讲解", Verb::Speak),
    ("交流", Verb::Speak),
    ("安排", Verb::Speak),
    ("具体安排", Verb::Speak),
    ("部署", Verb::Speak),
    ("动员", Verb::Speak),
    ("点评", Verb::Speak),
    ("讲解", Verb::Speak),
    ("辅导", Verb::Speak),
    ("强调", Verb::Speak),
    ("再动员", Verb::Speak),
    ("表态", Verb::Speak),
    ("解读", Verb::Convey),
    ("通报", Verb::Convey),
    ("汇报", Verb::Report),
    ("说明", Verb::Report),
];

/// Where 说明 or 报告 ends behind 作, over the report's subject: 作财务预决算情况报告.
fn report(rest: &str, done: usize) -> Option<usize> {
    const KINDS: [&str; 2] = ["说明", "报告"];
    // 作题为《…》的工作报告.
    let headed = rest.strip_prefix('了').unwrap_or(rest);
    if let Some(title) = headed.strip_prefix("题为") {
        let close = title.find(['》', '”']).map(|i| i + '》'.len_utf8())?;
        let behind = &title[close..];
        let from = rest.len() - behind.len();
        return closes(behind, 0..=6, &KINDS).map(|n| from + n);
    }
    // 作《…草案》的报告, 作“两委”人选、名单的说明.
    let title = rest.strip_prefix('了').unwrap_or(rest);
    if let Some(close) = title.starts_with('《').then(|| title.find('》')).flatten() {
        let behind = &title[close + '》'.len_utf8()..];
        let from = rest.len() - behind.len();
        if KINDS.iter().any(|kind| title[..close].ends_with(kind)) {
            return Some(from);
        }
        return closes(behind, 0..=6, &KINDS).map(|n| from + n);
    }
    let whole = rest.split(['，', '。', '；']).next().unwrap_or(rest);
    let ends = ["的说明", "的报告"]
        .iter()
        .filter_map(|w| whole.find(w).map(|i| i + w.len()));
    if !whole.starts_with('的') && whole.chars().count() <= 60 && ends.min() == Some(whole.len()) {
        return Some(whole.len());
    }
    closes(rest, 0..=6 + done, &KINDS).or_else(|| {
        let clause = rest
            .split(['，', '。', '；', '、', '《', '》'])
            .next()
            .unwrap_or(rest);
        let end = KINDS
            .iter()
            .filter_map(|w| clause.find(w).map(|i| i + w.len()))
            .min()?;
        let about = &clause[..end];
        let other = [
            "讲话", "发言", "介绍", "部署", "听取", "并", "宣读", "主持", "交流",
        ];
        (about.chars().count() <= 28 && !other.iter().any(|w| about.contains(w))).then_some(end)
    })
}

/// Where a talk with a title ends behind 作: 作题为“…”的交流发言.
fn headed(rest: &str) -> Option<usize> {
    let title = rest.strip_prefix('了').unwrap_or(rest);
    let title = title
        .strip_prefix("了题为")
        .or_else(|| title.strip_prefix("题为"))?;
    let close = title.find(['》', '”']).map(|i| i + '》'.len_utf8())?;
    let behind = &title[close..];
    const TALKS: [&str; 9] = [
        "讲话", "发言", "辅导", "讲座", "授课", "党课", "致辞", "宣讲", "分享",
    ];
    closes(behind, 0..=6, &TALKS).map(|n| rest.len() - behind.len() + n)
}

/// What one gives (作): a speech by another name.
const GIVEN: [&str; 14] = [
    "对照检查",
    "总结",
    "动员",
    "布置",
    "介绍",
    "辅导",
    "部署",
    "讲解",
    "点评",
    "交流",
    "安排",
    "授课",
    "预测",
    "研判",
];

/// Where the last of some words ends that so many Chinese characters stand before.
fn closes(s: &str, before: RangeInclusive<usize>, words: &[&str]) -> Option<usize> {
    let mut found = None;
    for (n, (i, c)) in (0..=*before.end()).zip(s.char_indices()) {
        let word = words.iter().find(|w| s[i..].starts_with(**w));
        if let Some(word) = word.filter(|_| before.contains(&n)) {
            found = Some(i + word.len());
        }
        if !is_han(c) {
            break;
        }
    }
    found
}

/// Words that make everybody named before a verb its subject, commas or not.
pub(super) static SEVERAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:先后|分别|依次|逐一)\p{Han}{0,3}$").expect("a valid pattern"));

/// What stands before the meeting's own 审议 and 同意.
const OWN: [&str; 12] = [
    "会议", "大会", "全会", "，", "；", "、", "还", "并", "和", "分别", "集体", "会上",
];

/// Words before a participant that make it an object.
pub(super) const OBJECT: [&str; 18] = [
    "就", "向", "对", "给", "受", "陪同", "代表", "为", "经", "将", "在", "以", "把", "授予",
    "委托", "按照", "根据", "围绕",
];

/// The verbs of a stretch that stand in no title and no meeting's name, and whether each is
/// 主持召开.
pub(super) fn verbs(text: &Text, entities: &Entities, part: Span) -> Vec<(Span, Verb, bool)> {
    let s = text.str(part);
    let mut hits: Vec<(usize, usize, usize)> = Vec::new();
    LIST.each(s, |start, end, word| hits.push((start, word as usize, end)));
    let mut out = Vec::new();
    let mut from = 0;
    for here in hits.chunk_by(|a, b| a.0 == b.0) {
        let start = here[0].0;
        let first = here
            .iter()
            .filter_map(|&(_, word, end)| Some((word, whole(s, word, end)?)))
            .min_by_key(|(word, _)| *word)
            .filter(|_| start >= from);
        let Some((word, (end, verb))) = first else {
            continue;
        };
        // 工作情况的报告: 作 is none, but 报告 may be one.
        if is_noun(s, &s[start..end], start, verb) {
            continue;
        }
        // 某某总结了去年工作, 甲、乙分别安排有关工作: only right behind whoever does it.
        if DOINGS.contains(&WORDS[word].0)
            && !doing(text, entities, part.start() + start, &s[end..])
        {
            continue;
        }
        from = end;
        let span = Span::new(start, end).shift(part.start());
        if !entities.masked.contain(span) && !entities.in_meeting_name(span) {
            out.push((span, verb, WORDS[word].0 == "主持召开"));
        }
    }
    out
}

/// What a participant does at a meeting; elsewhere these words are nouns.
const DOINGS: [&str; 6] = ["总结", "安排", "部署", "布置", "回顾", "分析"];

/// Whether a participant, perhaps with an adverb, stands right before such a word at `at`.
fn doing(text: &Text, entities: &Entities, at: usize, rest: &str) -> bool {
    const HOW: [&str; 9] = [
        "分别", "首先", "最后", "具体", "详细", "全面", "逐一", "认真", "简要",
    ];
    const WHAT: [&str; 14] = [
        "了", "去年", "今年", "近", "下", "上", "前", "有关", "相关", "当前", "部署", "全", "我",
        "具体",
    ];
    let mut left = &text.folded[..at];
    while let Some(less) = HOW.iter().find_map(|how| left.strip_suffix(how)) {
        left = less;
    }
    let person = entities
        .persons
        .partition_point(|p| p.mention.span.end() < left.len());
    let ends = |p: &crate::mentions::persons::Person| {
        p.mention.span.end() == left.len() || p.phrase.end() == left.len()
    };
    entities.persons[person.saturating_sub(1)..]
        .iter()
        .take(3)
        .any(ends)
        && WHAT.iter().any(|w| rest.starts_with(w))
}

/// Whether a verb's word at `at` is part of a noun there: 工作报告, 决定草案, 组成人员.
fn is_noun(s: &str, word: &str, at: usize, verb: Verb) -> bool {
    let (before, after) = (&s[..at], &s[at + word.len()..]);
    match word {
        _ if word.starts_with(['作', '做']) => before.ends_with([
            '工', '合', '运', '操', '协', '制', '著', '创', '写', '动', '叫', '当',
        ]),
        // 解读文章, 情况通报会, 发言人: no verb.
        "解读" | "通报" | "发言" | "汇报" | "介绍" | "报告" | "说明" | "表态"
            if after.starts_with(['会', '人', '材', '提', '信', '厅', '稿', '书', '文']) =>
        {
            true
        }
        "决定" => before.ends_with(['的', '项']),
        "组成" | "牵头" | "参与" | "与会" | "成立" => ["人员", "部门", "单位", "成员"]
            .iter()
            .any(|w| after.starts_with(w)),
        // 草案审议结果: the meeting's own 审议 opens a clause.
        _ => {
            verb == Verb::Hear
                && !word.contains("听取")
                && !before.is_empty()
                && !OWN.iter().any(|w| before.ends_with(w))
        }
    }
}

/// Whether somebody whom no rule reads stands between the last comma and a verb: 各县区、街道作表态发言.
pub(super) fn unread_subject(between: &str) -> bool {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^[^，；]*(?:",
            r"(?:各|全体|有关|相关|其他|与会|部分)[^，；]*",
            r"|(?:代表|负责人|负责同志|人员|专家|教授|委员|书记|主任|局长|[镇乡县区]长|乡镇|街道|单位|部门|企业|公司|集团|学校|医院|社区|村)",
            r"(?:们|等)?(?:还|也|就[^，；]{1,30}|围绕[^，；]{1,30}|结合[^，；]{1,20}|在会上|现场|分别|先后|依次|逐一|代表[^，；]{1,12})*(?:作了?\p{Han}{0,6})?",
            r")$",
        ))
        .expect("a valid pattern")
    });
    let clause = between
        .rfind(['，', '；'])
        .map(|i| &between[i + '，'.len_utf8()..]);
    clause.is_some_and(|clause| OTHERS.is_match(clause))
}

/// Whether those named before have done something of their own before others come: 就某事作了安排，各镇.
pub(super) fn others_follow(between: &str) -> bool {
    between
        .rsplit_once('，')
        .is_some_and(|(did, others)| did.starts_with(['就', '对']) && others.starts_with('各'))
}

/// Whether those who take part stand behind the verb: 参加会议的还有…, 列席会议人员有….
pub(super) fn inverted(rest: &str) -> bool {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:本次|此次|这次)?(?:会议|大会|座谈会|活动|会)?(?:的|人员)(?:领导|人员|同志|单位)?(?:还|主要|分别)?(?:有|为|是|包括)：?")
            .expect("a valid pattern")
    });
    BEHIND.is_match(rest)
}
