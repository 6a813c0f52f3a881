//! Directives: what speakers and the meeting demand, one row a requirement. An utterance
//! with numbered items (一是, 二要, 首先, 第一, （一）) demands those; in any other each group
//! of clauses that opens with 要, 必须 or the like, also after a subject, is one.

use std::sync::LazyLock;

mod addressees;
mod calendar;
mod deadlines;
mod modality;
mod numbered;
mod opener;
mod particulars;
mod topic;

pub use self::deadlines::deadlines;
pub use self::modality::modality;
pub(super) use self::particulars::fill;

use self::addressees::generic;
use self::numbered::numbered;
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
    // 下一步，压实责任: when is no part of what.
    let from = whole.start() + lead(text.str(whole));
    let whole = match requirement.rule {
        DEMANDED if from < whole.end() => Span::new(from, whole.end()),
        _ => whole,
    };
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
    let mark = |c: char| c.is_whitespace() || "。，；、：".contains(c);
    let kept = text.str(span).trim_end_matches(mark);
    let kept = without_credit(kept).trim_end_matches(mark);
    Span::new(span.start(), span.start() + kept.len())
}

/// A requirement without the writers' names that close the article: …抓好落实。（丁一 于二）.
fn without_credit(kept: &str) -> &str {
    let Some(open) = kept.ends_with('）').then(|| kept.rfind('（')).flatten() else {
        return kept;
    };
    let inside = kept[open..].trim_matches(['（', '）']);
    let names = inside.split([' ', '\u{3000}']).filter(|n| !n.is_empty());
    let all = names
        .clone()
        .all(|n| (2..=4).contains(&n.chars().count()) && n.chars().all(crate::text::is_han));
    let marked = ["记者", "通讯员", "文/", "图/", "摄"]
        .iter()
        .any(|w| inside.contains(w));
    let closes = kept[..open].trim_end().ends_with('。');
    if closes && (marked || all && names.count() >= 1) {
        &kept[..open]
    } else {
        kept
    }
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
            // 对反面典型要顶格处罚: of another matter.
            let turned = opener.plain && text.str(opener.subject).starts_with('对');
            if turned || fresh || bare && !opener.linked || group.is_none() || addressed {
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
        // 今后，各企业须…: a word of time alone leaves the sentence's opening to what follows.
        let time = fresh && lead(said) >= clause.len();
        fresh = time
            || said
                .trim_end()
                .ends_with(['。', '；', '！', '？', '”', '\n']);
        condition = condition.filter(|_| !fresh);
        let announced = text.folded[utterance.cue.end()..].starts_with(['。', '；']);
        if fresh && group.is_none() && out.is_empty() && requires(&utterance.verb) && !announced {
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
