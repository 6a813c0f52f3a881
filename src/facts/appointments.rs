//! Appointments and removals: each with the agency of its post, the day, and the body and
//! meeting that decided.

use std::sync::LazyLock;

use super::posts::belonging;
use super::record::{Appointment, Evidence, Record};
use crate::base::{PartialDate, Span};
use crate::lexicon::Lexicon;
use crate::links::{Entities, Meeting};
use crate::mentions::persons::{Appointed, Change};
use crate::mentions::{Kind, Mention};
use crate::text::{Regex, Text};

/// What follows a body that decides: 市人大常委会决定任命.
const DECIDES: [&str; 14] = [
    "决定", "会议", "研究", "任命", "免去", "批准", "同意", "通过", "表决", "选举", "补选", "接受",
    "提名", "举行",
];

/// Reads the appointments and removals, in the order of the text.
///
/// The day is the one said before it, else the meeting's; that of publication only where the text says who decided. The meeting is the one reported last before; who decides stands before the verb (州人大常委会决定
/// 任命) or in the meeting's name.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new("市人大常委会会议举行\n2023年6月28日，萍乡市人大常委会举行第十次会议。会议决定任命段林为萍乡市财政局局长，免去柳青的萍乡市财政局局长职务。");
/// let record = Reader::new().read(&article);
/// let changes: Vec<_> = record.appointments.iter().map(|a| (&*a.kind, &*a.person)).collect();
/// assert_eq!(changes, [("appoint", "段林"), ("remove", "柳青")]);
/// assert_eq!(record.appointments[1].agency, "萍乡市财政局");
/// assert_eq!(record.appointments[1].date.as_deref(), Some("2023-06-28"));
/// assert_eq!(record.appointments[1].by.as_deref(), Some("萍乡市人民代表大会常务委员会"));
/// ```
pub(super) fn read(
    text: &Text,
    entities: &Entities,
    mentions: &[Mention],
    record: &Record,
) -> Vec<Appointment> {
    let mut out: Vec<Appointment> = Vec::new();
    let published = record.published.as_deref().and_then(|p| p.parse().ok());
    for change in &entities.appointed {
        let meeting = meeting_of(entities, change.span);
        let by = decider(text, entities, meeting, change.span)
            .or_else(|| host(entities, meeting?, record));
        let date = day(text, mentions, meeting, published, change, by.is_some());
        let posts = belonging(text, entities, &change.posts, &mut None);
        for name in &change.names {
            for (unit, agency) in &posts {
                let item = Appointment {
                    person: text.surface(*name).to_owned(),
                    agency: agency.name.clone(),
                    title: text.surface(unit.title).to_owned(),
                    kind: kind(change.change).to_owned(),
                    date: date.map(|d| d.to_string()),
                    by: by.clone(),
                    meeting: meeting.map(|m| m.name.clone()),
                    jurisdiction: agency.jurisdiction.map(str::to_owned),
                    local: agency.local.clone(),
                    class: agency.class.to_owned(),
                    evidence: Evidence {
                        spans: vec![text.code_points(name.to(unit.span))],
                        rule: "appointment".to_owned(),
                    },
                };
                let same = out.iter_mut().find(|o| {
                    (&o.person, &o.agency, &o.title, &o.kind)
                        == (&item.person, &item.agency, &item.title, &item.kind)
                });
                match same {
                    Some(known) => known.evidence.spans.extend(item.evidence.spans),
                    None => out.push(item),
                }
            }
        }
    }
    out
}

fn kind(change: Change) -> &'static str {
    match change {
        Change::Appoint => "appoint",
        Change::Elect => "elect",
        Change::Nominate => "nominate",
        Change::Remove => "remove",
        Change::Resign => "resign",
        Change::Dismiss => "dismiss",
    }
}

/// Bodies whose meetings decide on posts; those that only prepare it hold the others.
const DECIDING: [&str; 6] = [
    "人大常委会",
    "代表大会",
    "全会",
    "全体会议",
    "政协",
    "常务会议",
];

/// The first meeting of a body that decides on posts, else the one reported last before a
/// place, else the main one.
fn meeting_of(entities: &Entities, at: Span) -> Option<&Meeting> {
    let decides = |m: &&Meeting| {
        DECIDING.iter().any(|w| m.name.contains(w))
            && !["委员长会议", "主任会议", "主席团", "党组"]
                .iter()
                .any(|w| m.name.contains(w))
    };
    let before = |m: &&Meeting| m.held_at.is_some_and(|h| h.start() <= at.start());
    let held = || entities.meetings.iter().filter(|m| m.held);
    let main = entities.meetings.first();
    main.filter(decides)
        .or_else(|| held().filter(before).find(decides))
        .or_else(|| {
            held()
                .filter(before)
                .max_by_key(|m| m.held_at.map(Span::start))
        })
        .or(main.filter(|m| m.held))
}

/// The day of a change: the one said last before it in its sentence, as far as it goes (a year
/// alone in a life: 1990年3月), else the meeting's, else the one named last in its paragraph, else,
/// where the sentence says who decided, that of publication. A year that is not said is that of
/// the meeting or of publication.
fn day(
    text: &Text,
    mentions: &[Mention],
    meeting: Option<&Meeting>,
    published: Option<PartialDate>,
    change: &Appointed,
    decided: bool,
) -> Option<PartialDate> {
    let held = meeting.and_then(|m| m.date);
    let named = |place: Span| {
        mentions
            .iter()
            .filter(|m| m.kind == Kind::Date && place.contains(m.span))
            .filter(|m| m.span.end() <= change.span.start())
            .filter_map(|m| Some((m.span, m.value.parse::<PartialDate>().ok()?)))
            .rfind(|(_, d)| d.day.is_some())
    };
    let sentence = text.sentence_of(change.span)?;
    let day = named(sentence);
    let from = day.map_or(sentence.start(), |(span, _)| span.end());
    if let Some(year) = year(text.str(Span::new(from, change.span.start()))) {
        return Some(year);
    }
    let now = |d: &PartialDate| d.year.is_none() || published.is_none_or(|p| p.year == d.year);
    let paragraph = || named(text.paragraph_of(change.span)?.span).map(|(_, d)| d);
    let said = day.map(|(_, d)| d).or(held);
    let Some(said) = said.or_else(|| paragraph().filter(now)) else {
        return published.filter(|_| decided);
    };
    if said.year.is_some() {
        return Some(said);
    }
    let Some(near) = held.filter(|h| h.year.is_some()).or(published) else {
        return Some(said);
    };
    let later = (said.month, said.day) > (near.month, near.day) && held.is_none();
    near.year
        .map(|year| said.with_year(year - i16::from(later)))
        .or(Some(said))
}

/// The last year that is said, with its month where one is: 1990年3月, 一九八五年.
fn year(before: &str) -> Option<PartialDate> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年(?:(\d{1,2})月)?")
            .expect("a valid pattern")
    });
    // 1991年3月至1994年9月: from the first on.
    let first = |c: &regex::Captures<'_>| {
        let at = c.get(0).map_or(0, |m| m.start());
        !before[..at].ends_with(['至', '到', '-', '—', '～', '~'])
    };
    let found = YEAR.captures_iter(before).filter(first).last()?;
    let year: String = found[1]
        .chars()
        .map(
            |c| match "〇一二三四五六七八九".chars().position(|d| d == c) {
                Some(digit) => char::from(b'0' + u8::try_from(digit).unwrap_or_default()),
                None if matches!(c, '○' | '零') => '0',
                None => c,
            },
        )
        .collect();
    let month = found.get(2).and_then(|m| m.as_str().parse().ok());
    PartialDate::new(Some(year.parse().ok()?), month, None)
}

/// Who decided: the last body before the change in its sentence whose verb follows, else the
/// body in the meeting's name, or the one that held it.
fn decider(
    text: &Text,
    entities: &Entities,
    meeting: Option<&Meeting>,
    at: Span,
) -> Option<String> {
    let sentence = text.sentence_of(at)?;
    let name = |m: &Mention| entities.agency_names(m.span).next().map(str::to_owned);
    // 在某剧院举行: where it is held, not who holds it.
    let venue = |m: &Mention| text.folded[..m.span.start()].ends_with(['在', '于']);
    let decides = |m: &&Mention| {
        let rest = &text.folded[m.span.end()..];
        // 市人大常委会在某剧院举行会议.
        let at_venue = |rest: &str| {
            let clause = crate::text::after(rest, 0, 30);
            let clause = clause.split(['，', '。']).next().unwrap_or(clause);
            ["举行", "召开"].iter().any(|w| clause.contains(w))
        };
        (DECIDES.iter().any(|w| rest.starts_with(w))
            || rest.strip_prefix('在').is_some_and(at_venue))
            && !venue(m)
    };
    let before = |m: &&Mention| sentence.contains(m.span) && m.span.end() <= at.start();
    let mentions = &entities.agency_mentions;
    if let Some(body) = mentions.iter().filter(before).rfind(decides) {
        return name(body);
    }
    let meeting = meeting?;
    let within = |m: &&Mention| {
        !meeting.name.contains("政协") && meeting.spans.iter().any(|s| s.contains(m.span))
    };
    if let Some(body) = mentions.iter().find(within) {
        return name(body);
    }
    let held = meeting.held_at.and_then(|at| text.sentence_of(at));
    let holds = |m: &&Mention| {
        let rest = &text.folded[m.span.end()..];
        held.is_some_and(|held| held.contains(m.span))
            && ["举行", "召开"].iter().any(|w| rest.starts_with(w))
            && !venue(m)
    };
    mentions.iter().find(holds).and_then(name)
}

/// The body in a meeting's name that no mention gives, where the record has it:
/// 恩施州第九届人民代表大会常务委员会第十六次会议.
fn host(entities: &Entities, meeting: &Meeting, record: &Record) -> Option<String> {
    let name = &meeting.name;
    let body = match name {
        _ if name.contains("大会常务委员会") || name.contains("人大常委会") => {
            "人民代表大会常务委员会"
        }
        _ if name.contains("人民代表大会") => "人民代表大会",
        _ if name.contains("政协") => "中国人民政治协商会议委员会",
        _ => return None,
    };
    let division = meeting.jurisdiction(entities.region)?;
    let code = Lexicon::embedded().gazetteer()[division].code;
    let mut agencies = record.agencies.iter();
    let host = agencies.find(|a| a.jurisdiction.as_deref() == Some(code) && a.local == body)?;
    Some(host.name.clone())
}
