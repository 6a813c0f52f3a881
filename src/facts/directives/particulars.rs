//! What a directive says beyond its words: the agencies that it addresses, its deadlines,
//! and the documents that it tells to carry out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Demand, addressees, deadlines};
use crate::base::{PartialDate, Span};
use crate::facts::{Record, documents};
use crate::links::Entities;
use crate::mentions::{Kind, Mention};
use crate::text::{Regex, Text};

/// Puts demands into the record; needs its meetings and documents.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new(
///     "供水会召开\n2018年5月29日，安阳市召开供水工作会。会议要求，市住建局要按照《安阳市供水规划》，年底前完成改造。",
/// );
/// let directive = &Reader::new().read(&article).directives[0];
/// assert_eq!(directive.addressees, ["安阳市住房和城乡建设局"]);
/// assert_eq!(directive.implements, ["安阳市供水规划"]);
/// assert_eq!(directive.deadlines[0].text, "年底前");
/// assert_eq!(directive.deadlines[0].end.as_deref(), Some("2018-12-31"));
/// ```
pub(in crate::facts) fn fill(
    record: &mut Record,
    demands: Vec<Demand>,
    text: &Text,
    mentions: &[Mention],
    entities: &Entities,
) {
    if demands.is_empty() {
        return;
    }
    let today = today(record);
    let titles: BTreeMap<String, String> = record
        .documents
        .iter()
        .map(|d| (documents::key(&d.title), d.title.clone()))
        .collect();
    let cited: Vec<&Mention> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Document)
        .collect();
    // The first agency of each surface, where one of them demands something.
    let mut agencies: FxHashMap<&str, Span> = FxHashMap::default();
    if demands.iter().any(|d| d.by_agency) {
        for mention in entities.agency_mentions.iter().rev() {
            agencies.insert(text.surface(mention.span), mention.span);
        }
    }
    for demand in demands {
        let mut directive = demand.directive;
        let by = agencies.get(directive.by.as_str());
        if let Some(name) = by.and_then(|span| entities.agency_names(*span).next()) {
            name.clone_into(&mut directive.by);
        }
        directive.addressees = addressees::named(text, entities, demand.span, demand.audience);
        directive.deadlines = deadlines::find(text.str(demand.span), today)
            .into_iter()
            .map(|(range, interval)| {
                let said = Span::new(range.start, range.end).shift(demand.span.start());
                deadlines::row(text.surface(said), interval)
            })
            .collect();
        directive.implements = carried_out(text, &cited, demand.span, &titles);
        record.directives.push(directive);
    }
}

/// The day on which it was demanded: that of the meeting, else of publication.
fn today(record: &Record) -> Option<PartialDate> {
    let published = record.published.as_deref().and_then(|p| p.parse().ok());
    let meeting = record.meetings.first().and_then(|m| m.date.as_deref());
    let meeting: Option<PartialDate> = meeting.and_then(|d| d.parse().ok());
    meeting
        .filter(|day| day.year.is_some() || published.is_none())
        .or(published)
}

/// Titles of the documents that a requirement tells to carry out or to go by.
fn carried_out(
    text: &Text,
    cited: &[&Mention],
    whole: Span,
    titles: &BTreeMap<String, String>,
) -> Vec<String> {
    /// 落实《…》 is carried out whatever else is said of it, 违反《…》 is not.
    static CARRY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:贯彻|落实|执行|实施|按照?|依照|依据|根据|遵照)(?:好|了)?[《“]*$")
            .expect("a valid pattern")
    });
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<usize> = None;
    let first = cited.partition_point(|m| m.span.start() < whole.start());
    let within = cited[first..]
        .iter()
        .take_while(|m| m.span.end() <= whole.end());
    for mention in within {
        let span = mention.span;
        let left = &text.folded[whole.start()..span.start()];
        let left = &left[left
            .rfind(['。', '；', '！'])
            .map_or(0, |i| i + '。'.len_utf8())..];
        let joined = before.is_some_and(|end| {
            let between = text.folded[end.min(span.start())..span.start()].trim_start_matches('》');
            let between = between.trim_end_matches('《');
            between.is_empty() || between.chars().all(|c| "、和与及以".contains(c))
        });
        let carried = CARRY.is_match(left)
            || documents::nearest_verb(left.trim_end_matches('《')) == Some("cite")
                && !left.contains("违反");
        before = (carried || joined).then_some(span.end());
        if before.is_none() {
            continue;
        }
        if let Some(title) = titles.get(&documents::key(&mention.value))
            && !out.contains(title)
        {
            out.push(title.clone());
        }
    }
    out
}
