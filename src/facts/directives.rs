//! Directives: what speakers and the meeting demand, one row a requirement. An utterance
//! with numbered items (一是, 二要, 首先, 第一, （一）) demands those; in any other each group
//! of clauses that opens with 要, 必须 or the like, also after a subject, is one.

use std::sync::LazyLock;

mod addressees;
mod calendar;
mod deadlines;
mod modality;
mod opener;
mod particulars;
mod topic;

pub use self::deadlines::deadlines;
pub use self::modality::modality;
pub(super) use self::particulars::fill;

use self::addressees::generic;
use self::opener::{Opener, addressee, clauses, lead, opener};
use super::utterances::{Speaker, Utterance};
use super::{Directive, Evidence};
use crate::base::Span;
use crate::mentions::Mention;
use crate::text::{Regex, Text, after};

/// Rule of a numbered item.
pub const NUMBERED: &str = "facts::directives::numbered";

/// Rule of a clause group that 要, 必须 and the like open.
pub const OPENED: &str = "facts::directives::opened";

/// Rule of what follows 要求 without such a word.
pub const DEMANDED: &str = "facts::directives::demanded";

/// Reads the requirements of all utterances, in order of the text.
///
/// `by` is a person's name, 会议, or an agency's surface. What absent leaders are quoted
/// with demands nothing here, nor does a headline. `addressees` stay empty.
///
/// ```
/// use zhengmai::facts::{directives, utterances::utterances};
/// use zhengmai::{ingest::Article, text::Text};
/// let text = Text::new(&Article::new(
///     "供水会召开\n会议指出，用水仍紧。各县区要抓好节水；要查清漏损，限期整改。\n会议强调，一是管好水源。严禁偷排。二是备好物资。",
/// ));
/// let said = utterances(&text, &[]);
/// let read: Vec<_> = directives::read(&text, &[], &said)
///     .into_iter()
///     .map(|d| (d.text, d.audience))
///     .collect();
/// assert_eq!(read, [
///     ("抓好节水".to_owned(), Some("各县区".to_owned())),
///     ("查清漏损，限期整改".to_owned(), None),
///     ("管好水源。严禁偷排".to_owned(), None),
///     ("备好物资".to_owned(), None),
/// ]);
/// ```
pub fn read(text: &Text, _mentions: &[Mention], utterances: &[Utterance]) -> Vec<Directive> {
    demands(text, utterances)
        .into_iter()
        .map(|d| d.directive)
        .collect()
}

/// A directive and where its parts stand.
pub(super) struct Demand {
    pub(super) directive: Directive,
    /// Whether an agency makes it.
    pub(super) by_agency: bool,
    /// The whole requirement.
    pub(super) span: Span,
    /// Whom it addresses.
    pub(super) audience: Option<Span>,
}

/// Reads the requirements of all utterances, as [`read`] does, with their places.
pub(super) fn demands(text: &Text, utterances: &[Utterance]) -> Vec<Demand> {
    let mut quoted: Vec<Span> = utterances
        .iter()
        .filter(|u| u.quoted)
        .map(|u| u.cue.to(u.span))
        .collect();
    quoted.sort();
    let mut out: Vec<Demand> = Vec::new();
    for utterance in utterances.iter().filter(|u| !u.quoted && !u.headline) {
        let by = match &utterance.speaker {
            Speaker::Person(name) => name.clone(),
            Speaker::Agency(span) => text.surface(*span).to_owned(),
            Speaker::Meeting => "会议".to_owned(),
            Speaker::Writing | Speaker::Unnamed => continue,
        };
        let mut found = numbered(text, utterance.span);
        if found.is_empty() {
            found = unnumbered(text, utterance, &quoted);
        }
        let two_characters = 6;
        found.retain(|r| trimmed(text, r.span).len() >= two_characters);
        let topic = topic::of_utterance(text, utterance);
        for mut requirement in found {
            requirement.topic = requirement.topic.or(topic);
            let mut demand = demand(text, &by, requirement, out.len() + 1);
            demand.by_agency = matches!(utterance.speaker, Speaker::Agency(_));
            out.push(demand);
        }
    }
    out
}

/// A requirement before it becomes a row.
struct Requirement {
    span: Span,
    audience: Option<Span>,
    topic: Option<Span>,
    rule: &'static str,
}

fn demand(text: &Text, by: &str, requirement: Requirement, order: usize) -> Demand {
    let whole = trimmed(text, requirement.span);
    let audience = requirement.audience.or_else(|| generic(text, whole));
    let directive = Directive {
        by: by.to_owned(),
        text: text.surface(whole).to_owned(),
        order,
        modality: modality(text.str(whole)).to_owned(),
        audience: audience.map(|s| text.surface(s).to_owned()),
        addressees: Vec::new(),
        deadlines: Vec::new(),
        topic: requirement.topic.map(|s| text.surface(s).to_owned()),
        implements: Vec::new(),
        evidence: Evidence {
            spans: vec![text.code_points(whole)],
            rule: requirement.rule.to_owned(),
        },
    };
    Demand {
        directive,
        by_agency: false,
        span: whole,
        audience,
    }
}

/// A span without the punctuation and white space at its end.
fn trimmed(text: &Text, span: Span) -> Span {
    let kept = text
        .str(span)
        .trim_end_matches(|c: char| c.is_whitespace() || "。，；、：".contains(c));
    Span::new(span.start(), span.start() + kept.len())
}

/// Markers that open an item, each kind with the form of its first.
static MARKERS: LazyLock<[(Regex, &[&str]); 8]> = LazyLock::new(|| {
    let pair = |all: &str, first: &'static [&'static str]| {
        let lead = r"(?:^|[。；，：、！？”）\n ])";
        (
            Regex::new(&format!("{lead}({all})")).expect("a valid pattern"),
            first,
        )
    };
    let n = "[一二三四五六七八九十]{1,2}";
    [
        pair(&format!(r"{n}是(?:要|必须|：|，)?"), &["一是"]),
        pair(&format!("{n}(?:要|须)"), &["一要", "一须"]),
        pair(
            "(?:首先|首要的是|首要是|其次|再次|再者|最后|第三|第四|第五)(?:，要|，是|，|是要|是|要|)",
            &["首先", "首要"],
        ),
        pair(&format!("其{n}(?:，|：|是)"), &["其一"]),
        pair(
            &format!(r"第{n}(?:，要|，是|，|、|：|是要|是|要)"),
            &["第一"],
        ),
        pair(&format!(r"（{n}）(?:要)?"), &["（一）"]),
        pair(&format!(r"{n}、(?:要)?"), &["一、"]),
        pair(
            r"(?:\d{1,2}[.、]|（\d{1,2}）|[①-⑳])(?:要)?",
            &["1", "（1", "①"],
        ),
    ]
});

/// The numbered items of an utterance: of the kind of marker that opens first.
fn numbered(text: &Text, span: Span) -> Vec<Requirement> {
    let said = text.str(span);
    let mut best: Option<Vec<Span>> = None;
    for (all, first) in MARKERS.iter() {
        if !first.iter().any(|form| said.contains(form)) {
            continue;
        }
        let markers: Vec<Span> = all
            .captures_iter(said)
            .filter_map(|c| c.get(1))
            .map(|m| Span::new(m.start(), m.end()).shift(span.start()))
            .collect();
        let Some(i) = markers.iter().position(|m| {
            let marker = text.str(*m);
            first.iter().any(|form| marker.starts_with(form))
        }) else {
            continue;
        };
        let series = markers[i..].to_vec();
        if series.len() > 1
            && best
                .as_ref()
                .is_none_or(|old| series[0].start() < old[0].start())
        {
            best = Some(series);
        }
    }
    let Some(series) = best else {
        return announced(text, span);
    };
    let mut out = Vec::new();
    for (i, marker) in series.iter().enumerate() {
        let end = series.get(i + 1).map_or(span.end(), |m| m.start());
        let mut item = Span::new(marker.end(), end.max(marker.end()));
        let mut audience = None;
        if let Some(opener) = opener(text, item, true) {
            if !opener.subject.is_empty() && addressee(text, opener.subject).is_some() {
                audience = addressee(text, opener.subject);
            }
            if opener.subject.is_empty() || audience.is_some() {
                item = Span::new(opener.from, item.end());
            }
        }
        let audience = audience.or_else(|| later_audience(text, item));
        out.push(Requirement {
            span: item,
            audience,
            topic: topic::of_item(text, item),
            rule: NUMBERED,
        });
    }
    out
}

/// 提出三点要求：甲；乙；丙。: the clauses of a sentence of which there are as many as announced.
fn announced(text: &Text, span: Span) -> Vec<Requirement> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([二两三四五六七八九])(?:点|条|项|个方面)\p{Han}{0,4}(?:要求|意见|希望|建议|工作|任务)[：，]$")
            .expect("a valid pattern")
    });
    let lead = crate::text::before(&text.folded, span.start(), 16);
    if !lead.ends_with(['：', '，']) {
        return Vec::new();
    }
    let Some(count) = COUNT.captures(lead).and_then(|c| {
        let count = "二三四五六七八九".chars().position(|n| c[1].starts_with(n));
        Some(count.or((&c[1] == "两").then_some(0))? + 2)
    }) else {
        return Vec::new();
    };
    let sentence = text.sentence_of(span).unwrap_or(span);
    let end = sentence.end().min(span.end());
    let mut at = span.start();
    let items: Vec<Requirement> = text.folded[at..end]
        .split_inclusive('；')
        .map(|item| {
            let span = Span::new(at, at + item.len());
            at = span.end();
            Requirement {
                span,
                audience: later_audience(text, span),
                topic: topic::of_item(text, span),
                rule: NUMBERED,
            }
        })
        .collect();
    if items.len() == count {
        items
    } else {
        Vec::new()
    }
}

/// Whom a later sentence of an item addresses: 推进改造。各县供电所要….
fn later_audience(text: &Text, item: Span) -> Option<Span> {
    clauses(text, item)
        .filter_map(|clause| opener(text, clause, true))
        .find_map(|o| addressee(text, o.subject))
}

/// The requirements of an utterance without numbers.
fn unnumbered(text: &Text, utterance: &Utterance, quoted: &[Span]) -> Vec<Requirement> {
    let mut out: Vec<Requirement> = Vec::new();
    let mut group: Option<usize> = None;
    let mut fresh = true;
    // What the clause that opens the sentence says it is about.
    let mut named: Option<Span> = None;
    // Where 凡…的 opens a sentence whose demand is still to come.
    let mut condition: Option<usize> = None;
    for clause in clauses(text, utterance.span) {
        let i = quoted.partition_point(|q| q.end() <= clause.start());
        if quoted.get(i).is_some_and(|q| q.overlaps(clause)) {
            group = None;
            fresh = true;
            continue;
        }
        let opener = opener(text, clause, fresh)
            .filter(|o| !saying(text, o, clause))
            .or_else(|| forbidding(text, clause).filter(|_| fresh && group.is_none()));
        // 凡进入林区的，必须登记: the condition belongs to what it is demanded of.
        let whoever = fresh && opener.is_none() && text.str(clause).starts_with('凡');
        if whoever {
            condition = Some(clause.start());
        }
        if let Some(mut opener) = opener {
            if let Some(from) = condition.take().filter(|_| !fresh) {
                opener.from = from;
            }
            let bare = opener.subject.is_empty();
            let addressed = !bare && opener.plain && addressee(text, opener.subject).is_some();
            if fresh || bare && !opener.linked || group.is_none() || addressed {
                out.push(Requirement {
                    span: Span::new(opener.from, clause.end()),
                    audience: addressee(text, opener.subject),
                    topic: named.take(),
                    rule: OPENED,
                });
                group = Some(out.len() - 1);
            }
        }
        let said = text.str(clause);
        let topic = said.starts_with(['对', '在', '关', '针', '就'])
            && said.ends_with('，')
            && TOPIC.is_match(said);
        if fresh {
            named = topic.then(|| topic::of_clause(text, clause)).flatten();
        }
        if let Some(last) = group.and_then(|i| out.get_mut(i))
            && lead(said) < clause.len()
            && !(fresh && topic)
            && !whoever
        {
            last.span = Span::new(last.span.start(), clause.end().max(last.span.end()));
        }
        fresh = said
            .trim_end()
            .ends_with(['。', '；', '！', '？', '”', '\n']);
        condition = condition.filter(|_| !fresh);
        if fresh && group.is_none() && out.is_empty() && requires(&utterance.verb) {
            // 会议要求，统筹推进…: what is demanded opens with no word of demanding.
            let start = out.last().map_or(utterance.span.start(), |r| r.span.end());
            let whole = Span::new(start, clause.end());
            if trimmed(text, whole).len() >= 12 {
                out.push(Requirement {
                    span: whole,
                    audience: None,
                    topic: named.take(),
                    rule: DEMANDED,
                });
                group = Some(out.len() - 1);
            }
        }
    }
    out
}

/// 任何单位和个人不得…: a prohibition that opens with no word of demanding.
fn forbidding(text: &Text, clause: Span) -> Option<Opener> {
    let said = text.str(clause);
    let forbids = said.starts_with("任何")
        && ["不得", "不准", "不许", "严禁", "禁止"]
            .iter()
            .any(|w| said.contains(w));
    forbids.then(|| Opener {
        subject: Span::new(clause.start(), clause.start()),
        from: clause.start(),
        linked: false,
        plain: false,
    })
}

/// What opens a sentence as its topic: 对重点企业，要…: no part of the requirement before.
static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:对|在|关于|针对|对于|就)\P{Po}{1,24}，").expect("a valid pattern")
});

/// 乡村要振兴，产业是关键: a saying, no demand.
fn saying(text: &Text, opener: &Opener, clause: Span) -> bool {
    let rest = Span::new(opener.from.min(clause.end()), clause.end());
    let next = after(&text.folded, clause.end(), 8);
    let next = next.split('，').next().unwrap_or(next);
    !opener.subject.is_empty()
        && text.str(rest).chars().count() <= 4
        && text.str(rest).ends_with('，')
        && next.contains(['是', '靠', '看'])
}

/// Verbs that make a requirement of whatever follows them.
fn requires(verb: &str) -> bool {
    verb.ends_with("要求") && verb != "提要求" || verb == "叮嘱"
}
