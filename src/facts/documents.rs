//! Documents of the record: the kind that a title's end gives, and what the meeting did
//! with it, read from the verb that governs it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

mod origin;

pub(super) use self::origin::fill;
use super::{Document, Evidence};
use crate::base::Span;
use crate::mentions::documents::{TITLE_OF_REPORT, bare};
use crate::mentions::{Kind, Mention};
use crate::text::{Regex, Text, after, before};

/// Name of the rule.
pub const RULE: &str = "facts::documents";

/// Reads each document's kind and its relation to the main meeting, one row a title.
///
/// ```
/// use zhengmai::{facts::documents, ingest::Article, mentions, text::Text};
/// let text = Text::new(&Article::new(
///     "会议传达学习了《某省节水条例》和《关于做好抗旱工作的通知》，审议通过《某市供水规划（草案）》。",
/// ));
/// let scan = mentions::scan::Scan::new(&text.folded);
/// let mut found = Vec::new();
/// mentions::documents::recognise(&text, &scan, &mut found);
/// let read: Vec<_> = documents::read(&text, &found)
///     .into_iter()
///     .map(|d| (d.title, d.kind, d.relation))
///     .collect();
/// let row = |t: &str, k: &str, r: &str| (t.to_owned(), k.to_owned(), r.to_owned());
/// assert_eq!(read, [
///     row("某省节水条例", "regulation", "convey"),
///     row("关于做好抗旱工作的通知", "notice", "convey"),
///     row("某市供水规划（草案）", "plan", "review"),
/// ]);
/// ```
pub fn read(text: &Text, mentions: &[Mention]) -> Vec<Document> {
    let mut rows: Vec<(Document, bool)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut last: Option<(Span, &'static str)> = None;
    let mut outer: Option<(Span, &'static str)> = None;
    for mention in mentions.iter().filter(|m| m.kind == Kind::Document) {
        let span = mention.span;
        let found = match outer {
            Some((around, relation)) if around.contains(span) => Some(inner(text, span, relation)),
            _ => {
                let relation = governed(text, span, last);
                last = Some((span, relation.unwrap_or("cite")));
                outer = last;
                relation
            }
        };
        let key = key(&mention.value);
        let spans = text.code_points(span);
        let kind = if TITLE_OF_REPORT.is_match(right_of(text, span)) {
            "report"
        } else {
            kind(&mention.value)
        };
        let relation = found.unwrap_or(match kind {
            "report" => "review",
            "letter" => "submit",
            _ => "cite",
        });
        if let Some((row, decided)) = places.get(&key).and_then(|&i| rows.get_mut(i)) {
            row.evidence.spans.push(spans);
            if found.is_some() && (!*decided || row.relation == "cite") {
                row.relation = relation.to_owned();
                *decided = true;
            }
            continue;
        }
        let row = Document {
            title: mention.value.clone(),
            kind: kind.to_owned(),
            relation: relation.to_owned(),
            issuers: Vec::new(),
            number: None,
            statute: None,
            evidence: Evidence {
                spans: vec![spans],
                rule: RULE.to_owned(),
            },
        };
        places.insert(key, rows.len());
        rows.push((row, found.is_some()));
    }
    drop_short_forms(rows.into_iter().map(|(row, _)| row).collect())
}

/// What stands after a title's closing mark.
fn right_of(text: &Text, span: Span) -> &str {
    let right = after(&text.folded, span.end(), 8);
    right.strip_prefix('》').unwrap_or("")
}

/// The relation of a document inside another's title: 关于印发〈…〉的通知 shares the outer
/// one's, 贯彻〈…〉任务分工方案 and 检查〈…〉实施情况的报告 cite it.
fn inner(text: &Text, span: Span, outer: &'static str) -> &'static str {
    let left = before(&text.folded, span.start(), 5).trim_end_matches(['〈', '《', '<']);
    let carried = ["贯彻", "落实", "实施", "执行"]
        .iter()
        .any(|w| left.ends_with(w));
    if carried || CARRIED_OUT.is_match(after(&text.folded, span.end(), 12)) {
        "cite"
    } else {
        outer
    }
}

/// What two mentions of one document share.
pub(super) fn key(title: &str) -> String {
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    match title.strip_prefix("中华人民共和国") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => title,
    }
}

/// Leaves out 《意见》 where the article names a longer title that it abbreviates.
fn drop_short_forms(rows: Vec<Document>) -> Vec<Document> {
    const LONGEST: usize = 4;
    let mut ends: BTreeSet<String> = BTreeSet::new();
    for title in rows.iter().map(|d| bare(&d.title)) {
        let chars: Vec<char> = title.chars().collect();
        for n in 1..=LONGEST.min(chars.len().saturating_sub(1)) {
            ends.insert(chars[chars.len() - n..].iter().collect());
        }
    }
    rows.into_iter()
        .filter(|d| d.kind == "law" || !ends.contains(&d.title))
        .collect()
}

/// The kind of a document, by the end of its title; brackets at the end do not count.
///
/// ```
/// use zhengmai::facts::documents::kind;
/// assert_eq!(kind("某市城市管理办法（修订草案）"), "rule");
/// assert_eq!(kind("关于修改〈某市节水条例〉的决定"), "regulation");
/// assert_eq!(kind("2020年安全生产目标责任书"), "letter");
/// ```
pub fn kind(title: &str) -> &'static str {
    const KINDS: [(&str, &[&str]); 8] = [
        (
            "rule",
            &[
                "办法", "规定", "细则", "规则", "准则", "规范", "规程", "守则", "制度",
            ],
        ),
        ("law", &["法", "法典", "法修正案"]),
        ("regulation", &["条例", "决定"]),
        (
            "plan",
            &[
                "方案",
                "规划",
                "计划",
                "要点",
                "清单",
                "预案",
                "纲要",
                "安排",
                "任务书",
                "路线图",
                "分工",
            ],
        ),
        ("notice", &["通知", "公告", "通告", "通报"]),
        ("opinion", &["意见"]),
        ("report", &["报告"]),
        (
            "letter",
            &[
                "责任书",
                "责任状",
                "军令状",
                "协议",
                "协议书",
                "承诺书",
                "合同",
            ],
        ),
    ];
    let title = bare(title).trim_end_matches(['”', '〉', '》']);
    KINDS
        .iter()
        .find(|(_, ends)| ends.iter().any(|end| title.ends_with(end)))
        .map_or("other", |(kind, _)| kind)
}

/// Verbs that govern a document, by relation; the longest at a place wins.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<cite>贯彻|落实|执行|履行|按照|依照|依据|根据|按(?:《|$)|遵守|遵循|对照|实施|部署|安排|围绕|结合|适用|践行|参照|违反|用好|对标|推[进动](?:《|$)|符合)|(?P<convey>传达|学习|宣读|解读|通报|宣讲|领学|宣传|介绍|讲解|辅导|重温|详解|诠释|学法)|(?P<review>审议|审查|审定|讨论|审核|审阅|研究|听取|票决|表决|通过|同意|评审|论证|征求|起草|汇报了?(?:关于)?$)|(?P<submit>递交|签订|签署|签下|提交|上报|报送|呈报|签约)|(?P<issue>印发|发出|出台|下发|发布|颁布|公布|签发|制定|发放|推出|编制|颁发|转发|公开)",
    )
    .expect("a valid pattern")
});

/// A preposition before a title, with whose title it is: 对省政府《…》.
static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:对|就|将|把|为)(?:[^照按，。；《》][^，。；《》]{0,16})?$")
        .expect("a valid pattern")
});

/// What a preposition before a title leads to after it: 对《…》作了说明, 将《…》报…备案.
static AFTER_PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[^。；]{0,50}?(?:(?P<convey>说明|解读|讲解|宣讲|学习|辅导|宣读|介绍|解释)|(?P<review>审议|讨论|审查|研究|表决|审核|征求意见|提请[^，。；]{0,20}审定)|(?P<submit>报送|上报|提交|递交|备案|报(?:请|市|县|区|省|高新区|\p{Han}{1,8}(?:备案|审|办|局)))|(?P<issue>印发|发放|发布|公布|下发|出台|张贴|发送)|(?P<cite>部署|落实|执行|安排))",
    )
    .expect("a valid pattern")
});

/// What a title that stands first is told to undergo: 《…》正式印发, 《…》经会议审议通过.
static AFTER_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:已经?|正式|近日|日前|今日|现|由|经|获|将于|于|自|[^，。；]{0,16}?(?:起|日|会议|同意|批准|审定后?))*(?:(?P<review>审议|表决|讨论|通过)|(?P<issue>印发|出台|发布|公布|颁布))",
    )
    .expect("a valid pattern")
});

/// 审议…关于检查…法实施情况的报告 is about carrying the law out.
static CARRIED_OUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[〉》>的]*(?:执法检查|(?:贯彻)?(?:实施|执行|落实|贯彻)(?:工作)?情况)")
        .expect("a valid pattern")
});

static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^的?(?:起草|修改|修订|编制|制定|实施|落实|有关|相关)?的?(?:情况|过程)?的?(?:汇报|说明|报告|解读)").expect("a valid pattern")
});

const RELATIONS: [&str; 5] = ["convey", "review", "submit", "issue", "cite"];

fn relation_of(captures: &regex::Captures<'_>) -> Option<&'static str> {
    RELATIONS
        .into_iter()
        .find(|name| captures.name(name).is_some())
}

/// The relation that governs the title at `span`; `last` is the document before it.
fn governed(text: &Text, span: Span, last: Option<(Span, &'static str)>) -> Option<&'static str> {
    let sentence = text.sentence_of(span).unwrap_or(span);
    let left = before(&text.folded, span.start(), 120);
    let from = sentence.start().max(span.start() - left.len());
    let (from, inherited) = match last {
        Some((old, relation)) if old.start() >= from && old.end() <= span.start() => {
            (old.end(), Some(relation))
        }
        _ => (from, None),
    };
    let left = text.folded[from..span.start()].trim_end_matches('《');
    let right = after(&text.folded, span.end(), 60);
    let right = right[..right.len().min(sentence.end().saturating_sub(span.end()))]
        .trim_start_matches('》');
    if CARRIED_OUT.is_match(right) {
        return Some("cite");
    }
    if let Some(m) = PREPOSITION.find(left)
        && nearest_verb(m.as_str()).is_none()
        && let Some(c) = AFTER_PREPOSITION.captures(right)
    {
        // 就《…（征求意见稿）》作说明: a draft is explained to those who decide on it.
        let draft = ["征求意见稿", "草案", "送审稿", "讨论稿"];
        let title = text.str(span).trim_end_matches(['》', '）']);
        if draft.iter().any(|d| title.ends_with(d)) && right.contains("说明") {
            return Some("review");
        }
        return relation_of(&c);
    }
    if let Some(relation) = nearest_verb(left) {
        // 审议关于《…》的汇报 reviews it, 听取…落实《…》情况的汇报 cites it.
        return Some(relation);
    }
    if inherited.is_some() {
        return inherited;
    }
    if left.ends_with("关于") && REPORTED.is_match(right) {
        return Some("review");
    }
    AFTER_SUBJECT.captures(right).and_then(|c| relation_of(&c))
}

/// The relation of the last verb before a title that is not part of a relative clause.
pub(super) fn nearest_verb(left: &str) -> Option<&'static str> {
    let mut found = None;
    for c in VERB.captures_iter(left) {
        let Some(whole) = c.get(0) else { continue };
        let rest = &left[whole.end()..];
        let relative = rest.starts_with(['的', '会', '者'])
            || rest.starts_with("情况")
            || rest.starts_with("工作") && !rest.contains('，');
        if relative {
            continue;
        }
        let relation = relation_of(&c);
        // 学习贯彻, 研究落实, 审议通过: a compound verb keeps the first part's relation
        // where the meeting itself does it, and the last part's where it is demanded.
        if let Some((_, end)) = found
            && whole.start() == end
            && found.is_some_and(|(old, _)| old == Some("convey"))
            && relation == Some("cite")
            && !demanded(left)
        {
            found = Some((found?.0, whole.end()));
            continue;
        }
        found = Some((relation, whole.end()));
    }
    found.and_then(|(relation, _)| relation)
}

/// Whether what stands before a title is a requirement: 要深入学习贯彻.
fn demanded(left: &str) -> bool {
    let clause = left.rsplit(['，', '；', '。']).next().unwrap_or(left);
    clause.contains('要') || clause.contains("必须")
}
