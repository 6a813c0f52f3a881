//! Verbs of taking part, and what shows that a verb has a subject of its own.

use std::sync::LazyLock;

use crate::base::Span;
use crate::links::Entities;
use crate::text::{Regex, Text};

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

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<other>组织召开|主持召开了?(?P<chaired>)|召开|举行|作出批示|批示|会见|签订|签署|递交|印发|组成|派出|成立|决定|提请|牵头|表扬|受到|获得|荣获|视察|走访|看望|慰问)",
        r"|(?P<hear>(?:书面|专题)?听取了?|审议了?|原则同意|同意)",
        r"|(?P<attend>出席|参加|列席|就座|参会|与会|到会|收听收看|收看|设分会场|参与|宣布\p{Han}{2,8}(?:开幕|闭幕|开工|启动))",
        r"|(?P<chair>主持)",
        r"|(?P<convey>传达|宣读|通报|解读)",
        r"|(?P<report>汇报|作(?:了)?(?:\p{Han}{0,6})?(?:说明|报告)|述职)",
        r"|(?P<other2>讲话精神|贺信|重要讲话精神)|(?P<speak>讲话|发言|致辞|致词|致贺词|表态|作(?:了)?(?:\p{Han}{0,8})?(?:介绍|辅导|部署|讲解|点评|交流|安排|授课)|介绍|点评|讲解|动员|现场回应|建言|提出建议|提出意见)",
        r"|(?P<account>说明|报告)",
    ))
    .expect("a valid pattern")
});

/// Words that make everybody named before a verb its subject, commas or not.
pub(super) static SEVERAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:先后|分别|依次|逐一)\p{Han}{0,3}$").expect("a valid pattern"));

/// What stands before the meeting's own 审议 and 同意.
const OWN: [&str; 12] = [
    "会议", "大会", "全会", "，", "；", "、", "还", "并", "和", "分别", "集体", "会上",
];

/// Words before a participant that make it an object.
pub(super) const OBJECT: [&str; 17] = [
    "向", "对", "给", "受", "陪同", "代表", "为", "经", "将", "在", "以", "把", "授予", "委托",
    "按照", "根据", "围绕",
];

/// The verbs of a stretch that stand in no title and no meeting's name, and whether each is
/// 主持召开.
pub(super) fn verbs(text: &Text, entities: &Entities, part: Span) -> Vec<(Span, Verb, bool)> {
    let s = text.str(part);
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(c) = VERB.captures_at(s, from) {
        let Some(whole) = c.get(0) else { break };
        let verb = [
            ("attend", Verb::Attend),
            ("chair", Verb::Chair),
            ("speak", Verb::Speak),
            ("convey", Verb::Convey),
            ("report", Verb::Report),
            ("account", Verb::Account),
            ("hear", Verb::Hear),
        ]
        .into_iter()
        .find(|(name, _)| c.name(name).is_some())
        .map_or(Verb::Other, |(_, verb)| verb);
        if is_noun(s, whole.as_str(), whole.start(), verb) {
            // 工作情况的报告: 作 is none, but 报告 may be one.
            let first = whole.as_str().chars().next().map_or(1, char::len_utf8);
            from = whole.start() + first;
            continue;
        }
        from = whole.end();
        let span = Span::new(whole.start(), whole.end()).shift(part.start());
        if !entities.masked.contain(span) && !entities.in_meeting_name(span) {
            out.push((span, verb, c.name("chaired").is_some()));
        }
    }
    out
}

/// Whether a verb's word at `at` is part of a noun there: 工作报告, 决定草案, 组成人员.
fn is_noun(s: &str, word: &str, at: usize, verb: Verb) -> bool {
    let (before, after) = (&s[..at], &s[at + word.len()..]);
    match word {
        _ if word.starts_with('作') => {
            before.ends_with(['工', '合', '运', '操', '协', '制', '著', '创', '写', '动'])
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
