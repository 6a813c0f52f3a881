//! Directives: what speakers and the meeting demand, one row a requirement. An utterance
//! with numbered items (一是, 二要, 首先, 第一, （一）) demands those; in any other each group
//! of clauses that opens with 要, 必须 or the like, also after a subject, is one.

use std::sync::LazyLock;

use regex::Regex;

use super::utterances::{Speaker, Utterance};
use super::{Directive, Evidence};
use crate::base::Span;
use crate::mentions::{Kind, Mention};
use crate::text::{Text, after};

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
pub fn read(text: &Text, mentions: &[Mention], utterances: &[Utterance]) -> Vec<Directive> {
    let mut agencies: Vec<Span> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Agency)
        .map(|m| m.span)
        .collect();
    agencies.sort();
    let mut quoted: Vec<Span> = utterances
        .iter()
        .filter(|u| u.quoted)
        .map(|u| u.cue.to(u.span))
        .collect();
    quoted.sort();
    let mut out: Vec<Directive> = Vec::new();
    for utterance in utterances.iter().filter(|u| !u.quoted && !u.headline) {
        let by = match &utterance.speaker {
            Speaker::Person(name) => name.clone(),
            Speaker::Agency(span) => text.surface(*span).to_owned(),
            Speaker::Meeting => "会议".to_owned(),
            Speaker::Writing => continue,
        };
        let mut found = numbered(text, utterance.span);
        if found.is_empty() {
            found = unnumbered(text, utterance, &quoted, &agencies);
        }
        for requirement in found {
            out.push(directive(text, &by, requirement, out.len() + 1));
        }
    }
    out
}

/// A requirement before it becomes a row.
struct Requirement {
    span: Span,
    audience: Option<Span>,
    rule: &'static str,
}

fn directive(text: &Text, by: &str, requirement: Requirement, order: usize) -> Directive {
    let whole = trimmed(text, requirement.span);
    Directive {
        by: by.to_owned(),
        text: text.surface(whole).to_owned(),
        order,
        modality: modality(text.str(whole)).to_owned(),
        audience: requirement.audience.map(|s| text.surface(s).to_owned()),
        addressees: Vec::new(),
        evidence: Evidence {
            spans: vec![text.code_points(whole)],
            rule: requirement.rule.to_owned(),
        },
    }
}

/// A span without the punctuation and white space at its end.
fn trimmed(text: &Text, span: Span) -> Span {
    let kept = text
        .str(span)
        .trim_end_matches(|c: char| c.is_whitespace() || "。，；、：".contains(c));
    Span::new(span.start(), span.start() + kept.len())
}

/// The modality of a requirement, by the words that open it.
///
/// ```
/// use zhengmai::facts::directives::modality;
/// assert_eq!(modality("严禁擅自离岗"), "prohibition");
/// assert_eq!(modality("鼓励群众举报"), "exhortation");
/// assert_eq!(modality("压实责任，不得推诿"), "duty");
/// ```
pub fn modality(requirement: &str) -> &'static str {
    let opens = |words: &[&str]| words.iter().any(|w| requirement.starts_with(w));
    if opens(&[
        "严禁",
        "不得",
        "禁止",
        "杜绝",
        "坚决杜绝",
        "不准",
        "不许",
        "不能",
        "决不",
        "绝不",
        "切忌",
        "一律不",
    ]) {
        "prohibition"
    } else if opens(&["可以", "可根据", "可按", "允许", "准许"]) {
        "permission"
    } else if opens(&["鼓励", "支持", "倡导", "提倡", "希望"]) {
        "exhortation"
    } else {
        "duty"
    }
}

/// Markers that open an item, each kind with the form of its first.
static MARKERS: LazyLock<[(Regex, Regex); 7]> = LazyLock::new(|| {
    let pair = |all: &str, first: &str| {
        let lead = r"(?:^|[。；，：、！？”）\n ])";
        (
            Regex::new(&format!("{lead}({all})")).expect("a valid pattern"),
            Regex::new(&format!("^(?:{first})")).expect("a valid pattern"),
        )
    };
    let n = "[一二三四五六七八九十]{1,2}";
    [
        pair(&format!(r"{n}是(?:要|必须|：|，)?"), "一是"),
        pair(&format!("{n}(?:要|须)"), "一[要须]"),
        pair(
            "(?:首先|其次|再次|再者|最后|第三|第四|第五)(?:，要|，是|，|是要|是|要)",
            "首先",
        ),
        pair(&format!(r"第{n}(?:，要|，是|，|、|：|是要|是|要)"), "第一"),
        pair(&format!(r"（{n}）(?:要)?"), "（一）"),
        pair(&format!(r"{n}、(?:要)?"), "一、"),
        pair(r"(?:\d{1,2}[.、]|（\d{1,2}）|[①-⑳])(?:要)?", r"1|（1|①"),
    ]
});

/// The numbered items of an utterance: of the kind of marker that opens first.
fn numbered(text: &Text, span: Span) -> Vec<Requirement> {
    let said = text.str(span);
    let mut best: Option<Vec<Span>> = None;
    for (all, first) in MARKERS.iter() {
        let markers: Vec<Span> = all
            .captures_iter(said)
            .filter_map(|c| c.get(1))
            .map(|m| Span::new(m.start(), m.end()).shift(span.start()))
            .collect();
        let Some(i) = markers.iter().position(|m| first.is_match(text.str(*m))) else {
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
        return Vec::new();
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
        if trimmed(text, item).len() < 6 {
            continue;
        }
        let audience = audience.or_else(|| later_audience(text, item));
        out.push(Requirement {
            span: item,
            audience,
            rule: NUMBERED,
        });
    }
    out
}

/// Whom a later sentence of an item addresses: 推进改造。各县供电所要….
fn later_audience(text: &Text, item: Span) -> Option<Span> {
    clauses(text, item)
        .filter_map(|clause| opener(text, clause, true))
        .find_map(|o| addressee(text, o.subject))
}

/// The requirements of an utterance without numbers.
fn unnumbered(
    text: &Text,
    utterance: &Utterance,
    quoted: &[Span],
    agencies: &[Span],
) -> Vec<Requirement> {
    let mut out: Vec<Requirement> = Vec::new();
    let mut group: Option<usize> = None;
    let mut fresh = true;
    for clause in clauses(text, utterance.span) {
        let i = quoted.partition_point(|q| q.end() <= clause.start());
        if quoted.get(i).is_some_and(|q| q.overlaps(clause)) {
            group = None;
            fresh = true;
            continue;
        }
        if let Some(opener) = opener(text, clause, fresh) {
            let bare = opener.subject.is_empty();
            let named = || {
                let i = agencies.partition_point(|a| a.end() <= opener.subject.start());
                agencies.get(i).is_some_and(|a| opener.subject.contains(*a))
                    && out.last().is_some_and(|r| r.audience.is_none())
            };
            if fresh || bare && !opener.linked || group.is_none() || !bare && named() {
                out.push(Requirement {
                    span: Span::new(opener.from, clause.end()),
                    audience: addressee(text, opener.subject),
                    rule: OPENED,
                });
                group = Some(out.len() - 1);
            }
        }
        if let Some(last) = group.and_then(|i| out.get_mut(i)) {
            last.span = Span::new(last.span.start(), clause.end().max(last.span.end()));
        }
        let end = text.str(clause).trim_end();
        fresh = end.ends_with(['。', '；', '！', '？', '”', '\n']);
        if fresh && group.is_none() && out.is_empty() && demands(&utterance.verb) {
            // 会议要求，统筹推进…: what is demanded opens with no word of demanding.
            let start = out.last().map_or(utterance.span.start(), |r| r.span.end());
            let whole = Span::new(start, clause.end());
            if trimmed(text, whole).len() >= 12 {
                out.push(Requirement {
                    span: whole,
                    audience: None,
                    rule: DEMANDED,
                });
                group = Some(out.len() - 1);
            }
        }
    }
    out
}

/// Verbs that make a requirement of whatever follows them.
fn demands(verb: &str) -> bool {
    verb.ends_with("要求") || verb == "叮嘱"
}

/// The clauses of a span, each with the mark that ends it; marks in quotation marks and
/// brackets end none.
fn clauses(text: &Text, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = span.start();
    std::iter::from_fn(move || {
        let rest = &text.folded[at..span.end()];
        if rest.is_empty() {
            return None;
        }
        let mut depth = 0_i32;
        let mut end = rest.len();
        for (i, c) in rest.char_indices() {
            match c {
                '（' | '《' => depth += 1,
                '）' | '》' => depth = (depth - 1).max(0),
                '\n' | '。' | '！' | '？' => {
                    end = i + c.len_utf8();
                    break;
                }
                '，' | '；' if depth == 0 => {
                    end = i + c.len_utf8();
                    break;
                }
                _ => {}
            }
        }
        let clause = Span::new(at, at + end);
        at += end;
        Some(clause)
    })
}

/// Where a clause demands: the subject that stands before the demanding word, and what is
/// demanded.
struct Opener {
    subject: Span,
    from: usize,
    /// Whether 也, 又, 还 tie it to what stands before.
    linked: bool,
}

/// Words before a demand that are no part of its subject.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[ \n“]|同时，?|此外，?|另外，?|并且|因此，?|为此，?|所以，?|下一步，?|接下来，?|特别是?|尤其是?|当前，?|目前，?|今年，?|而且|并|且|一定|具体来说，?|总之，?|最后，?|其中，?|今后，?|会后，?|我们|大家)*")
        .expect("a valid pattern")
});

/// Longest subject that is believed, in characters.
const SUBJECT: usize = 45;

/// Reads a clause's demanding word; with `subjects` also one that a subject precedes.
fn opener(text: &Text, clause: Span, subjects: bool) -> Option<Opener> {
    let lead = LEAD.find(text.str(clause)).map_or(0, |m| m.end());
    let start = clause.start() + lead;
    let head = after(&text.folded[..clause.end()], start, SUBJECT);
    let mut seen = 0;
    for (i, c) in head.char_indices() {
        if matches!(c, '，' | '；' | '。' | '：') {
            return None;
        }
        let rest = &head[i..];
        let word = ["必须", "务必", "务要", "应当", "要", "须", "应该", "需"]
            .into_iter()
            .find(|w| rest.starts_with(w) && demanding(&head[..i], w, &rest[w.len()..]));
        seen += 1;
        let Some(word) = word else { continue };
        let mut from = start + i + word.len();
        for more in ["要", "始终坚持"] {
            if more == "要" && text.folded[from..clause.end()].starts_with(more) {
                from += more.len();
            }
        }
        let subject = text.folded[start..start + i].trim_end_matches([
            '都', '均', '也', '还', '又', '更', '就', '既', '仍', '则', '定', '亦', '们',
        ]);
        let linked = subject.len() < i
            && subject.is_empty()
            && head.starts_with(['也', '又', '还', '更', '就', '既']);
        let subject = Span::new(start, start + subject.len());
        if !subject.is_empty() && (!subjects && seen > SUBJECT) {
            return None;
        }
        return Some(Opener {
            subject,
            from,
            linked,
        });
    }
    None
}

/// Whether a word that looks like a demand is one, given what stands around it: the 要 of
/// 重要, 需要, 要求, 要素 is none.
fn demanding(before: &str, word: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    match word {
        "要" => {
            !last.is_some_and(|c| {
                "重主需只纪摘必简紧首概提扼索将想险冲次显择精撮若快机正不".contains(c)
            }) && !next.is_some_and(|c| "求素点闻案害塞道领义么旨诀职件员不务地是的".contains(c))
                && !(next == Some('要'))
        }
        "须" => !last.is_some_and(|c| "必无胡触毋".contains(c)) && next != Some('知'),
        "需" => {
            !before.is_empty()
                && !last.is_some_and(|c| "必急所内军供刚民无亟仍还都也均只不".contains(c))
                && !next.is_some_and(|c| "求要的".contains(c))
        }
        "应当" | "应该" => true,
        _ => !before.ends_with('的'),
    }
}

/// The part of a subject that names whom a requirement addresses, if it names anybody.
fn addressee(text: &Text, subject: Span) -> Option<Span> {
    static WHOM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^.*?(?:部门|单位|政府|党委|党组织?|干部|街道|镇|乡|企业|机关|法院|检察院|学校|高校|公司|队伍?|小组|专班|委员会|指挥部|[省市县区州旗]（?[市县区、旗）]*直?|局|委|办|厅|院|站|所|中心|集团|银行|同志|人员|代表|委员|书记|负责人|[林河湖田路]+长|班子|成员|基层|各地|各方|协会|商会|村|社区|监委|纪委|大家|我们|学员|党员)+",
        )
        .expect("a valid pattern")
    });
    let name = text.str(subject);
    let m = WHOM.find(name)?;
    if m.as_str().contains(['是', '了', '把', '将']) {
        return None;
    }
    Some(Span::new(subject.start(), subject.start() + m.end()))
}
