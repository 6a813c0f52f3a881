//! Where a document comes from: who issued it, and its number (发文字号).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{before, key};
use crate::base::Span;
use crate::facts::{Agency, Record};
use crate::links::Entities;
use crate::mentions::documents::numbers;
use crate::mentions::{Kind, Mention};
use crate::text::{Regex, Text, after};

/// Fills issuers and numbers of the record's documents.
///
/// An agency issued a document if it stands right before its title, or before 印发, 出台 and
/// the like that govern it, or behind 由 after it. Titles that are coordinated share their
/// issuer. The number stands in brackets behind the title, or before it.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new(
///     "安阳市召开供水会\n5月29日，安阳市召开供水工作会。会议传达了市政府办公室印发的《安阳市供水方案》（安政办[2018]15号）。",
/// );
/// let document = &Reader::new().read(&article).documents[0];
/// assert_eq!(document.issuers, ["安阳市人民政府办公室"]);
/// assert_eq!(document.number.as_deref(), Some("安政办〔2018〕15号"));
/// ```
pub(in crate::facts) fn fill(
    record: &mut Record,
    text: &Text,
    mentions: &[Mention],
    entities: &Entities,
) {
    if record.documents.is_empty() {
        return;
    }
    let places: BTreeMap<String, usize> = record
        .documents
        .iter()
        .enumerate()
        .map(|(i, d)| (key(&d.title), i))
        .collect();
    // The title before, and who issued it by a verb that governs those coordinated with it too.
    let mut last: Option<(Span, Vec<String>)> = None;
    for mention in mentions.iter().filter(|m| m.kind == Kind::Document) {
        let span = mention.span;
        if last.as_ref().is_some_and(|(outer, _)| outer.contains(span)) {
            // A title within a title: what stands around the outer one is the outer one's.
            continue;
        }
        let (mut issuers, verb) = issuers(text, entities, span);
        let mut shared = verb;
        if issuers.is_empty()
            && let Some((old, known)) = &last
            && joined(text, *old, span)
        {
            issuers.clone_from(known);
            shared = true;
        }
        if let Some(document) = places
            .get(&key(&mention.value))
            .and_then(|&i| record.documents.get_mut(i))
        {
            if document.issuers.is_empty() {
                document.issuers.clone_from(&issuers);
            }
            if document.issuers.is_empty() {
                document.issuers = in_title(&document.title, &record.agencies);
            }
            if document.number.is_none() {
                document.number = number(text, span, &mention.value);
            }
        }
        last = Some((span, if shared { issuers } else { Vec::new() }));
    }
}

/// Agencies of the record with which a title begins: 国务院关于…的意见.
fn in_title(title: &str, agencies: &[Agency]) -> Vec<String> {
    let Some((front, _)) = title.split_once("关于") else {
        return Vec::new();
    };
    let parts = front.split(['、', ' ', '　']);
    parts
        .filter(|part| !part.is_empty())
        .filter_map(|part| {
            let called = |a: &&Agency| a.name == part || a.surfaces.iter().any(|s| s == part);
            agencies.iter().find(called).map(|a| a.name.clone())
        })
        .collect()
}

/// Whether two titles are coordinated: 《…》（…）、《…》和《…》.
fn joined(text: &Text, old: Span, new: Span) -> bool {
    static AND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^》?(?:（[^（）]{1,30}）)?(?:、|和|与|及|以及)+《?$").expect("a valid pattern")
    });
    old.end() <= new.start() && AND.is_match(text.str(Span::new(old.end(), new.start())))
}

/// Verbs of issuing.
const ISSUES: &str = "印发|转发|出台|下发|发布|颁布|制定|制订|公布|颁发|签发";

/// The agencies that issued the document with the title at `span`, and whether a verb says so.
fn issuers(text: &Text, entities: &Entities, span: Span) -> (Vec<String>, bool) {
    /// Between agency and title: nothing, or 近日联合印发了, 关于印发, 印发的.
    static BRIDGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            "^(?:(?:等\\p{{Han}}{{0,6}}?(?:部门|单位))?(?:已经?|正式|近日|日前|近期|最近|新近|先后|联合|分别|今年|去年|于\\d+月\\d+日|\\d+月\\d+日|[，]?就?关于)*(?:制定|研究制定|审议通过)?(?:并|、)?(?:{ISSUES})(?:实施)?(?:了|的)?|的)?$"
        ))
        .expect("a valid pattern")
    });
    /// Words that make an agency before a title the one to whom it goes.
    const TO: [&str; 11] = [
        "向", "报", "给", "对", "提请", "提交", "报送", "报请", "呈报", "为", "与",
    ];
    /// Words that make it one that is yet to issue the document.
    const TOLD: [&str; 6] = ["要求", "责成", "由", "请", "督促", "建议"];
    /// 由市政府印发 behind a title.
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^》?(?:（[^（）]{1,30}）)?(?:已|将|近日|日前|，)*(?:由|经)$")
            .expect("a valid pattern")
    });
    static THEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            "^(?:近日|日前|正式|联合|批准|同意|审定)*后?(?:{ISSUES})"
        ))
        .expect("a valid pattern")
    });
    let mentions = &entities.agency_mentions;
    let sentence = text.sentence_of(span).unwrap_or(span);
    let title = title_start(text, span);
    let i = mentions.partition_point(|m| m.span.end() <= title);
    if let Some(agency) = i.checked_sub(1).map(|i| mentions[i].span)
        && agency.start() >= sentence.start()
        && title - agency.end() <= 90
        && BRIDGE.is_match(text.str(Span::new(agency.end(), title)))
    {
        let run = run_before(text, entities, i - 1);
        let left = &text.folded[sentence.start()..mentions[run].span.start()];
        let bare = agency.end() == title;
        let told = !bare && TOLD.iter().any(|word| left.ends_with(word));
        let goes_to = bare && TO.iter().any(|word| left.ends_with(word));
        if !told && !goes_to {
            return (names(entities, run, i), !bare);
        }
    }
    if let Some(next) = mentions.get(i).map(|m| m.span)
        && next.start() >= span.end()
        && next.start() - span.end() <= 90
        && BY.is_match(text.str(Span::new(span.end(), next.start())))
        && THEN.is_match(after(&text.folded, next.end(), 12))
    {
        return (names(entities, i, i + 1), false);
    }
    (Vec::new(), false)
}

/// The first of the agencies that are coordinated with the one at `last`: 省委、省政府.
fn run_before(text: &Text, entities: &Entities, last: usize) -> usize {
    let mentions = &entities.agency_mentions;
    let mut first = last;
    while let Some(i) = first.checked_sub(1) {
        let end = mentions[i].span.end().min(mentions[first].span.start());
        let between = text.str(Span::new(end, mentions[first].span.start()));
        if !matches!(between, "、" | "和" | "与" | "及" | " " | "会同" | "联合") {
            break;
        }
        first = i;
    }
    first
}

/// Full names of the agencies mentioned from one place to another, each once.
fn names(entities: &Entities, from: usize, to: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for mention in &entities.agency_mentions[from..to] {
        for name in entities.agency_names(mention.span) {
            if !out.iter().any(|known| known == name) {
                out.push(name.to_owned());
            }
        }
    }
    out
}

/// Where a title begins, with its mark and a number that stands before it.
fn title_start(text: &Text, span: Span) -> usize {
    let left = &text.folded[..span.start()];
    let left = left.strip_suffix(['《', '“']).unwrap_or(left);
    let near = before(left, left.len(), 30);
    let number = numbers(near).last().filter(|(at, _)| at.end == near.len());
    number.map_or(left.len(), |(at, _)| left.len() - (at.end - at.start))
}

/// The number that stands with the title at `span`: in brackets or bare behind it, or before
/// it; a document without a title is called by its number.
fn number(text: &Text, span: Span, title: &str) -> Option<String> {
    let own = |said: &str| numbers(said).next().map(|(_, number)| number);
    if text.folded[..span.start()].ends_with('《') {
        let right = after(&text.folded, span.end(), 40);
        let right = right.strip_prefix('》').unwrap_or(right);
        let right = right.trim_start_matches([' ', '（']);
        let behind = numbers(right).next().filter(|(at, _)| at.start == 0);
        let start = title_start(text, span);
        return behind
            .map(|(_, number)| number)
            .or_else(|| own(text.str(Span::new(start, span.start()))));
    }
    own(title).filter(|number| number == title)
}
