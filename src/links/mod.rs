//! Mentions → [`Entities`]: the article's jurisdiction, full names for abbreviations, one
//! entry for all mentions of a meeting. Knows no RDF.

mod abbreviations;
mod agencies;
mod alike;
mod careers;
mod doubts;
mod endings;
mod index;
mod jurisdiction;
mod listed;
mod meetings;
mod parties;
mod prefecture;
mod prefixed;
mod region;
mod speaks;
mod statutes;
mod units;
mod zones;

use std::collections::BTreeMap;
use std::mem::take;

use rustc_hash::{FxHashMap, FxHashSet};

pub use agencies::{Agency, Place, full_names};
pub use alike::{is_telling, meeting_key, meeting_likeness};
pub use careers::{Nearness, Office, division, exclude_each_other, level, nearness, place_name};
pub use jurisdiction::{of_level, of_name};
pub use meetings::Meeting;
pub use prefecture::Prefecture;
pub use statutes::{Titled, statute};

use crate::base::{Note, PartialDate, Span, Spans};
use crate::lexicon::DivisionId;
use crate::mentions::agencies::{home, regiments};
use crate::mentions::persons::{Appointed, Person};
use crate::mentions::scan::Scan;
use crate::mentions::{Kind, Mention, Mentions};
use crate::text::Text;

/// What an article's mentions mean.
#[derive(Clone, Debug)]
pub struct Entities {
    /// What 我市, 全县, 省委 stand for.
    pub region: Option<DivisionId>,
    /// Mentions of persons with the posts printed beside them, in order.
    pub persons: Vec<Person>,
    /// Appointments and removals, in order.
    pub appointed: Vec<Appointed>,
    /// Mentions of agencies, in order.
    pub agency_mentions: Vec<Mention>,
    /// Meetings, the main one first.
    pub meetings: Vec<Meeting>,
    /// Spans of documents, in which no fact is read.
    pub masked: Spans,
    /// What could not be decided.
    pub notes: Vec<Note>,
    /// The place within the jurisdiction that the article is about.
    pub focus: Option<DivisionId>,
    agencies: BTreeMap<Span, Vec<Agency>>,
    meeting_spans: Spans,
    prefecture: Option<Prefecture>,
}

impl Entities {
    /// Links an article's mentions; takes the persons, appointments and masks out of them.
    pub fn link(text: &Text, mentions: &mut Mentions, published: Option<PartialDate>) -> Self {
        let mut notes = mentions.notes.clone();
        let named: Spans = mentions.of(Kind::Person).iter().map(|m| m.span).collect();
        let (region, focus) = region::resolve(text, &mentions.scan, &named, &mut notes);
        let mut agency_mentions = mentions.of(Kind::Agency);
        // 解放军 is a person's name too.
        let persons: FxHashSet<&str> = mentions
            .persons
            .iter()
            .map(|p| p.mention.value.as_str())
            .collect();
        agency_mentions.retain(|m| !persons.contains(m.value.as_str()));
        let town = region.and_then(township_level);
        agency_mentions.retain(|m| m.rule != "agency-station" || town.is_some());
        let zone = zones::first(text, &mentions.scan, region);
        let mut agencies = name_agencies(
            text,
            &mentions.scan,
            &named,
            &agency_mentions,
            region,
            focus,
            zone,
        );
        let prefecture = region.and_then(|r| Prefecture::of(text, r));
        if let Some(prefecture) = &prefecture {
            for agency in agencies.values_mut().flatten() {
                prefecture.rename(agency);
            }
        }
        let places = mentions.mentions.iter().filter(|m| m.kind == Kind::Place);
        // What is open about a surface is so wherever it stands.
        let mut asked: FxHashSet<&str> = FxHashSet::default();
        let open = agency_mentions
            .iter()
            .filter_map(|m| {
                let surface = text.surface(m.span);
                let spelled = agencies[&m.span].iter().any(|a| a.name != surface);
                (!spelled && asked.insert(surface)).then(|| doubts::of_agency(surface, region))?
            })
            .chain(places.filter_map(|m| doubts::of_place(&m.value, region)));
        for note in open {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let meeting_spans = mentions.meetings.iter().map(|m| m.mention.span).collect();
        let meetings = meetings::link(text, mentions, region, published);
        Self {
            region,
            persons: take(&mut mentions.persons),
            appointed: take(&mut mentions.appointed),
            agency_mentions,
            meetings,
            masked: mentions.masked.drain(..).collect(),
            notes,
            focus,
            agencies,
            meeting_spans,
            prefecture,
        }
    }

    /// The prefecture that the article's jurisdiction was when it was written, where it is a city
    /// today.
    pub fn prefecture(&self) -> Option<&Prefecture> {
        self.prefecture.as_ref()
    }

    /// The agencies that a mention names: two for 市纪委监委.
    pub fn agencies_at(&self, span: Span) -> impl Iterator<Item = &Agency> {
        self.agencies.get(&span).into_iter().flatten()
    }

    /// The organisation whose own news the article is: a company, a university, a department.
    pub fn home(&self, text: &Text) -> Option<&Agency> {
        let mention = home::find(text, &self.agency_mentions)?;
        self.agencies_at(mention.span).next()
    }

    /// Their full names.
    pub fn agency_names(&self, span: Span) -> impl Iterator<Item = &str> {
        self.agencies_at(span).map(|a| a.name.as_str())
    }

    /// Whether a span lies in the name of a meeting.
    pub fn in_meeting_name(&self, span: Span) -> bool {
        self.meeting_spans.contain(span)
    }

    /// Where each person, and each agency whose name is no person's, is first named.
    pub fn first_mentions(&self) -> BTreeMap<&str, usize> {
        let mut out: BTreeMap<&str, usize> = BTreeMap::new();
        for person in &self.persons {
            let at = person.mention.span.start();
            out.entry(&person.mention.value).or_insert(at);
        }
        for mention in &self.agency_mentions {
            for name in self.agency_names(mention.span) {
                out.entry(name).or_insert(mention.span.start());
            }
        }
        out
    }
}

/// The level word of a township.
fn township_level(division: DivisionId) -> Option<&'static str> {
    let name = crate::lexicon::Lexicon::embedded().gazetteer()[division].name;
    ["镇", "乡", "街道"].into_iter().find(|l| name.ends_with(l))
}

/// Spells out every mention; an item of a list takes the jurisdiction of the one before it.
fn name_agencies(
    text: &Text,
    scan: &Scan,
    named: &Spans,
    mentions: &[Mention],
    region: Option<DivisionId>,
    focus: Option<DivisionId>,
    mut zone: Option<zones::Zone>,
) -> BTreeMap<Span, Vec<Agency>> {
    let gazetteer = crate::lexicon::Lexicon::embedded().gazetteer();
    let mut out: BTreeMap<Span, Vec<Agency>> = BTreeMap::new();
    let mut before: Option<(Span, Option<DivisionId>)> = None;
    let mut before_zone = false;
    let mut corps: Option<(String, String)> = None;
    let mut corps_own: Option<(String, String)> = None;
    let mut spelled: FxHashMap<(&str, Option<DivisionId>), Vec<Agency>> = FxHashMap::default();
    let towns = jurisdiction::towns_elsewhere(text, scan, region);
    for mention in mentions {
        let near = |from: Span| {
            mention.span.start() >= from.end() && mention.span.start() - from.end() <= 6
        };
        // 某市委常委、组织部部长: the department of the committee before it.
        let of_chain = |from: Span| {
            mention.span.start() >= from.end()
                && ["常委、", "副书记、", "常委会委员、"]
                    .contains(&text.str(Span::new(from.end(), mention.span.start())))
        };
        // 某区商务委主任甲、民政局局长乙: heads of one place in a row.
        let of_row = |from: Span| {
            mention.span.start() >= from.end()
                && mention.rule != "agency-level"
                && mention.span.start() - from.end() <= 40
                && {
                    let between = text.str(Span::new(from.end(), mention.span.start()));
                    between.ends_with('、')
                        && !between.contains(['，', '。', '；', '：'])
                        && named.overlap(Span::new(from.end(), mention.span.start()))
                }
        };
        let inherited = before
            .filter(|(from, _)| near(*from) || of_chain(*from) || of_row(*from))
            .and_then(|(_, d)| d);
        let of_town = region
            .and_then(township_level)
            .filter(|_| mention.rule == "agency-station")
            .map(|level| format!("{level}{}", text.str(mention.span)));
        if mention.rule == home::RULE {
            let place = Place {
                region,
                focus,
                inherited: None,
            };
            let of = home::body(text.str(mention.span), &mention.value);
            let whole = full_names(&mention.value, place);
            let found = whole.into_iter().take(1).map(|a| a.body(of)).collect();
            out.insert(mention.span, found);
            continue;
        }
        let of_regiment = (mention.rule == regiments::RULE)
            .then(|| prefixed::regiment(text.str(mention.span), region));
        let shortened = ["agency-sharing", "agency-shortened"].contains(&mention.rule);
        let said = if shortened {
            mention.value.as_str()
        } else {
            text.str(mention.span)
        };
        let own = of_town.as_deref().or(of_regiment.as_deref());
        let surface = own.unwrap_or(said);
        let before_it = jurisdiction::said_before(surface, mention.span, region, focus, text, scan)
            .or_else(|| {
                towns
                    .iter()
                    .find(|(t, _)| surface.starts_with(t))
                    .map(|(_, d)| *d)
            });
        let place = Place {
            region: before_it.or(region),
            focus,
            inherited,
        };
        let mut found = if own.is_some() || before_it.is_some() {
            full_names(surface, place)
        } else {
            let known = spelled.entry((said, inherited));
            known.or_insert_with(|| full_names(said, place)).clone()
        };
        let follows = before_zone && before.is_some_and(|(from, _)| near(from));
        let apart = before.is_none_or(|(from, _)| !near(from));
        let alone =
            mention.rule == "agency-alone" || mention.rule == "agency-list" && (follows || apart);
        let of_zone = zones::in_zone(surface, region, &mut zone, follows, alone);
        before_zone = of_zone.is_some();
        found = of_zone.unwrap_or(found);
        // 师市发改委、工信局: the division's after one of its own.
        let own = prefixed::corps_base(surface, region);
        if let Some((base, official)) = corps
            .as_ref()
            .filter(|_| own.is_none() && index::is_listed(surface))
            .filter(|_| before.is_some_and(|(from, _)| near(from)))
            .or(corps_own
                .as_ref()
                .filter(|_| own.is_none() && mention.rule == "agency-alone"))
        {
            for agency in &mut found {
                agency.name = agency.name.replacen(official, base, 1);
            }
        } else {
            corps_own = corps_own.or_else(|| own.clone());
            corps = own;
        }
        // 区综合行政执法局（城管局）: one agency under two names.
        if let Some((from, _)) = before
            && text.str(Span::new(from.end(), mention.span.start().max(from.end()))) == "（"
            && text.folded[mention.span.end()..].starts_with('）')
        {
            found = out[&from].clone();
        }
        let jurisdiction = found
            .first()
            .and_then(|a| a.jurisdiction)
            .and_then(|c| gazetteer.by_code(c));
        before = Some((mention.span, jurisdiction));
        out.insert(mention.span, found);
    }
    abbreviations::resolve(text, &mut out);
    out
}
