//! Entities → [`Record`]: posts, roles, document relations and directives, each with its
//! evidence span and rule. Knows no RDF.

mod appointments;
mod capacity;
pub mod coverage;
pub mod directives;
pub mod documents;
mod posts;
mod quantities;
mod record;
mod roles;
mod statutes;
pub mod utterances;

use std::collections::BTreeMap;

pub use record::{
    Agency, Appointment, Capacity, CodePoints, Comparison, Deadline, Directive, Document, Evidence,
    ListEvidence, Meeting, Person, Post, Quantity, Record, Role, Statute,
};

use crate::base::PartialDate;
use crate::ingest::Article;
use crate::lexicon::{DivisionId, Lexicon};
use crate::links::{Entities, of_name};
use crate::mentions::{Kind, Mention, Mentions, dates};
use crate::text::{Text, jieba};

/// Reads articles into records. It holds no state: one serves any number of threads.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new("安阳市召开推进会\n5月29日,安阳市召开散煤治理工作推进会。安阳市委常委、常务副市长陈志伟出席会议并讲话。");
/// let record = Reader::new().read(&article);
/// assert_eq!(record.posts[1].agency, "安阳市人民政府");
/// assert_eq!(record.meetings[0].date.as_deref(), Some("--05-29"));
/// assert_eq!(record.roles[1].role, "speak");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {}

impl Reader {
    /// A reader with the embedded lexicons and the segmenter's dictionary, which it loads side
    /// by side if no one has.
    pub fn new() -> Self {
        std::thread::scope(|scope| {
            scope.spawn(jieba);
            let _loaded = Lexicon::embedded();
        });
        Self {}
    }

    /// Reads one article. It never fails: doubt goes to the record's notes.
    pub fn read(&self, article: &Article) -> Record {
        let text = Text::new(article);
        let stated = article
            .published
            .as_deref()
            .and_then(|p| p.get(..10).unwrap_or(p).parse().ok());
        let published = stated.or_else(|| dates::published(&text));
        let mut mentions = Mentions::recognise(&text, published);
        let entities = Entities::link(&text, &mut mentions, published);
        let list = mentions.mentions;
        let utterances = utterances::utterances(&text, &list);
        let mut record = Record {
            id: article.id.clone(),
            source: article.source.clone(),
            published: published.map(|p| p.to_string()),
            title: text
                .paragraphs
                .first()
                .map(|p| text.surface(p.span).to_owned()),
            text: article.text.clone(),
            notes: entities.notes.clone(),
            ..Record::default()
        };
        let reading = Reading {
            text,
            mentions: list,
            entities,
            utterances,
        };
        for rule in &RULES {
            (rule.run)(&reading, &mut record);
        }
        record
    }
}

/// Everything that the rules read from.
pub struct Reading {
    /// The text.
    pub text: Text,
    /// Mentions, by place.
    pub mentions: Vec<Mention>,
    /// What they mean.
    pub entities: Entities,
    /// Who says what where.
    pub utterances: Vec<utterances::Utterance>,
}

/// A rule: fills a part of the record.
pub struct Rule {
    /// The part that it fills.
    pub name: &'static str,
    /// Reads; sees what the rules before it filled in.
    pub run: fn(&Reading, &mut Record),
}

/// All rules, in the order in which they run.
pub const RULES: [Rule; 12] = [
    Rule {
        name: "region",
        run: |r, record| fill_region(record, &r.entities),
    },
    Rule {
        name: "agencies",
        run: |r, record| fill_agencies(record, &r.text, &r.entities),
    },
    Rule {
        name: "posts",
        run: |r, record| record.posts = posts::read(&r.text, &r.entities),
    },
    Rule {
        name: "persons",
        run: |r, record| fill_persons(record, &r.text, &r.entities),
    },
    Rule {
        name: "meetings",
        run: |r, record| fill_meetings(record, &r.text, &r.entities),
    },
    Rule {
        name: "appointments",
        run: |r, record| {
            record.appointments = appointments::read(&r.text, &r.entities, &r.mentions, record);
        },
    },
    Rule {
        name: "roles",
        run: |r, record| {
            record.roles = roles::read(&r.text, &r.entities, &r.utterances);
            capacity::fill(record);
        },
    },
    Rule {
        name: "documents",
        run: |r, record| {
            record.documents = documents::read(&r.text, &r.mentions);
            documents::fill(record, &r.text, &r.mentions, &r.entities);
        },
    },
    Rule {
        name: "statutes",
        run: |r, record| statutes::read(record, r.entities.region),
    },
    Rule {
        name: "lists",
        run: |r, record| fill_lists(record, &r.text, &r.mentions, &r.entities),
    },
    Rule {
        name: "directives",
        run: |r, record| {
            let demands = directives::demands(&r.text, &r.utterances);
            directives::fill(record, demands, &r.text, &r.mentions, &r.entities);
        },
    },
    Rule {
        name: "quantities",
        run: |r, record| {
            record.quantities = quantities::read(&r.text, &r.entities, &r.mentions, record);
        },
    },
];

fn fill_region(record: &mut Record, entities: &Entities) {
    let gazetteer = Lexicon::embedded().gazetteer();
    record.region = entities.region.map(|d| gazetteer.full_path(d));
    record.region_code = entities.region.map(|d| gazetteer[d].code.to_owned());
}

fn fill_agencies(record: &mut Record, text: &Text, entities: &Entities) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in &entities.agency_mentions {
        let surface = text.surface(mention.span);
        for agency in entities.agencies_at(mention.span) {
            let span = text.code_points(mention.span);
            match places.get(agency.name.as_str()) {
                Some(&place) => {
                    let known = &mut record.agencies[place];
                    if !known.surfaces.iter().any(|s| s == surface) {
                        known.surfaces.push(surface.to_owned());
                    }
                    known.evidence.spans.push(span);
                }
                None => {
                    places.insert(&agency.name, record.agencies.len());
                    record.agencies.push(Agency {
                        name: agency.name.clone(),
                        surfaces: vec![surface.to_owned()],
                        jurisdiction: agency.jurisdiction.map(str::to_owned),
                        local: agency.local.clone(),
                        class: agency.class.to_owned(),
                        evidence: Evidence {
                            spans: vec![span],
                            rule: mention.rule.to_owned(),
                        },
                    });
                }
            }
        }
    }
}

fn fill_persons(record: &mut Record, text: &Text, entities: &Entities) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &entities.persons {
        let mention = &person.mention;
        let span = text.code_points(mention.span);
        if let Some(&place) = places.get(mention.value.as_str()) {
            record.persons[place].evidence.spans.push(span);
            continue;
        }
        places.insert(&mention.value, record.persons.len());
        let post = record.posts.iter().find(|p| p.person == mention.value);
        let jurisdiction = post
            .and_then(|p| p.jurisdiction.clone())
            .or_else(|| record.region_code.clone());
        record.persons.push(Person {
            name: mention.value.clone(),
            jurisdiction,
            evidence: Evidence {
                spans: vec![span],
                rule: mention.rule.to_owned(),
            },
        });
    }
}

fn fill_meetings(record: &mut Record, text: &Text, entities: &Entities) {
    for meeting in &entities.meetings {
        record.meetings.push(Meeting {
            name: meeting.name.clone(),
            date: meeting.date.map(|d: PartialDate| d.to_string()),
            place: meeting.place.clone(),
            jurisdiction: meeting
                .jurisdiction(entities.region)
                .map(|d| Lexicon::embedded().gazetteer()[d].code.to_owned()),
            evidence: Evidence {
                spans: meeting.spans.iter().map(|s| text.code_points(*s)).collect(),
                rule: "meeting".to_owned(),
            },
        });
    }
}

/// Places, journalists and initiatives: each value once, with all its places.
fn fill_lists(record: &mut Record, text: &Text, list: &[Mention], entities: &Entities) {
    let gather = |kind: Kind| {
        let mut order: Vec<String> = Vec::new();
        let mut found: BTreeMap<String, Evidence> = BTreeMap::new();
        for mention in list.iter().filter(|m| m.kind == kind) {
            let evidence = found.entry(mention.value.clone()).or_insert_with(|| {
                order.push(mention.value.clone());
                Evidence {
                    spans: Vec::new(),
                    rule: mention.rule.to_owned(),
                }
            });
            evidence.spans.push(text.code_points(mention.span));
        }
        let evidence: Vec<Evidence> = order.iter().map(|v| found[v].clone()).collect();
        (order, evidence)
    };
    (record.journalists, record.evidence.journalists) = gather(Kind::Journalist);
    (record.initiatives, record.evidence.initiatives) = gather(Kind::Initiative);
    let (places, evidence) = gather(Kind::Place);
    (record.places, record.evidence.places) = fullest_places(places, evidence, entities);
}

/// One entry a place, in the fullest form that stands in the article.
fn fullest_places(
    names: Vec<String>,
    evidence: Vec<Evidence>,
    entities: &Entities,
) -> (Vec<String>, Vec<Evidence>) {
    let capital = |name: &str| {
        if name == "京" {
            "北京".to_owned()
        } else {
            name.to_owned()
        }
    };
    let ids: Vec<_> = names
        .iter()
        .map(|n| of_name(&capital(n), entities.region))
        .collect();
    let mut out: Vec<(String, Evidence)> = Vec::new();
    let mut places: BTreeMap<DivisionId, usize> = BTreeMap::new();
    for (i, (name, evidence)) in names.iter().zip(evidence).enumerate() {
        let known = ids[i].and_then(|id| places.get(&id).copied());
        if let (Some(id), None) = (ids[i], known) {
            places.insert(id, out.len());
        }
        match known.map(|place| &mut out[place]) {
            Some((kept, all)) => {
                if name.chars().count() > kept.chars().count() {
                    kept.clone_from(name);
                }
                all.spans.extend(evidence.spans);
                all.spans.sort_unstable();
            }
            None => out.push((name.clone(), evidence)),
        }
    }
    out.into_iter().unzip()
}
