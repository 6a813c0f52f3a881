//! Persons of one name: which may be one official who moved, which are told apart.
//!
//! Within a jurisdiction a name is one IRI already. Across jurisdictions nothing is joined
//! here: a name and a post are no proof. What speaks for one person, and how much:
//!
//! | reason | hundredths |
//! | --- | --- |
//! | few officials of the country bear the name | up to 45 |
//! | both are seen in the same post | 45 |
//! | one is seen in a post in the other's jurisdiction | 35 |
//! | one city, or one jurisdiction within the other; one province; the state | 20; 12; 5 |
//! | first seen in the one jurisdiction, later in the other; the later not a lower one | 12; 5 |
//! | posts in one field of government | 10 |
//! | seen in both at the same time, or in posts that exclude each other | -30 |
//! | each further person of the name in the graph | -5, up to -25 |

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, vocab::rdfs};
use oxigraph::store::StorageError;

use super::super::article::chinese;
use super::super::iri;
use super::super::store::Graph;
use super::super::vocab::{org, zm};
use super::comparison::{Comparison, Outcome, Pair, settle};
use super::judgements::Judgements;
use super::keys::{self, Kind};
use crate::base::PartialDate;
use crate::lexicon::Lexicon;
use crate::links::{Nearness, Office, exclude_each_other, level, nearness, place_name};

/// From this score on, in hundredths, a pair is proposed.
const PROPOSED: i32 = 40;

/// With fewer officials of a name than this in the country, two posts that no one holds on one
/// day are a sign of a post that an article looks back on rather than of two persons.
const NAMESAKES: f64 = 0.3;

/// Of more persons of one name than this only those of one province are compared.
const MANY: usize = 64;

/// Days between two sightings, beyond which they say nothing of each other.
const LONG: i64 = 3_700;

/// The persons of a name, sorted.
pub(super) fn named(graph: &Graph, name: &str) -> Result<Vec<NamedNode>, StorageError> {
    let label: Term = chinese(name).into();
    let quads = graph.store.quads_for_pattern(
        None,
        Some(rdfs::LABEL),
        Some(label.as_ref()),
        Some(oxigraph::model::GraphNameRef::DefaultGraph),
    );
    let mut persons = Vec::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = quad?.subject
            && Kind::of(&node) == Some(Kind::Person)
        {
            persons.push(node);
        }
    }
    persons.sort();
    Ok(persons)
}

/// Compares the persons of one name, sorted, with one another.
pub(super) fn compare(
    graph: &Graph,
    judgements: &Judgements,
    name: &str,
    block: &[NamedNode],
) -> Result<Vec<Comparison>, StorageError> {
    let mut persons = Vec::new();
    for node in block {
        if let Some((code, _)) = keys::person(node)
            && keys::is_code(&code)
        {
            persons.push((node, code));
        }
    }
    if persons.len() < 2 {
        return Ok(Vec::new());
    }
    let careers: Vec<Career> = persons
        .into_iter()
        .map(|(node, code)| Career::of(graph, node, code))
        .collect::<Result<_, _>>()?;
    let with_post = careers.iter().filter(|c| !c.offices.is_empty()).count();
    let namesakes = Lexicon::embedded().namesakes(name);
    let mut found = Vec::new();
    for (i, one) in careers.iter().enumerate() {
        for other in &careers[i + 1..] {
            let near = nearness(&one.code, &other.code);
            if careers.len() <= MANY || near >= Nearness::State {
                found.extend(weigh(one, other, near, namesakes, with_post));
            }
        }
    }
    Ok(settle(block, found, judgements))
}

/// What the articles show of a person.
struct Career<'a> {
    node: &'a NamedNode,
    code: String,
    /// Each post with the whole dates on which it was seen.
    offices: BTreeMap<Office, BTreeSet<PartialDate>>,
    /// The days on which any was seen.
    days: BTreeSet<PartialDate>,
}

impl<'a> Career<'a> {
    fn of(graph: &Graph, node: &'a NamedNode, code: String) -> Result<Self, StorageError> {
        let mut offices: BTreeMap<Office, BTreeSet<PartialDate>> = BTreeMap::new();
        for tenure in graph.sources(org::MEMBER, node.as_ref())? {
            // tenure/410500/陈志伟/410500/人民政府/副市长
            let Ok([_, _, _, code, local, title]) = <[String; 6]>::try_from(iri::segments(&tenure))
            else {
                continue;
            };
            let days = offices.entry(Office { code, local, title }).or_default();
            for day in graph.targets(&tenure, zm::OBSERVED_ON)? {
                if let Term::Literal(day) = day
                    && let Ok(day) = day.value().parse::<PartialDate>()
                    && day.year.is_some()
                    && day.day.is_some()
                {
                    days.insert(day);
                }
            }
        }
        let days = offices.values().flatten().copied().collect();
        Ok(Self {
            node,
            code,
            offices,
            days,
        })
    }

    /// First and last day on which a post was seen.
    fn interval(&self) -> Option<(PartialDate, PartialDate)> {
        Some((*self.days.first()?, *self.days.last()?))
    }

    /// A post in another jurisdiction.
    fn office_in(&self, code: &str) -> Option<&Office> {
        self.offices.keys().find(|office| office.code == code)
    }
}

/// Weighs two persons of one name against each other; nothing where little speaks for either.
fn weigh(
    one: &Career<'_>,
    other: &Career<'_>,
    near: Nearness,
    namesakes: f64,
    with_post: usize,
) -> Option<Comparison> {
    let clash = clash(one, other);
    if let Some(reason) = clash.clone().filter(|_| namesakes >= NAMESAKES) {
        return Some(Comparison {
            pair: Pair::new(one.node, other.node),
            outcome: Outcome::Apart,
            score: Some(0),
            reasons: vec![reason],
        });
    }
    if one.offices.is_empty() && other.offices.is_empty() {
        return None;
    }
    let mut reasons = Vec::new();
    // 45 / (1 + namesakes), to the nearest whole number.
    let rarity = (45.0 / (1.0 + namesakes)).round() as i32;
    let mut score = rarity;
    if rarity >= 20 {
        reasons.push("rare name".to_owned());
    }
    let shared = one.offices.keys().find(|o| other.offices.contains_key(o));
    let across = one
        .office_in(&other.code)
        .or_else(|| other.office_in(&one.code));
    if let Some(office) = shared {
        score += 45;
        reasons.push(format!("both seen as {}", office.described()));
    } else if let Some(office) = across {
        score += 35;
        reasons.push(format!("seen in both places: {}", office.described()));
    }
    score += match near {
        Nearness::City => {
            reasons.push("same city".to_owned());
            20
        }
        Nearness::Province => {
            reasons.push("same province".to_owned());
            12
        }
        Nearness::State => 5,
        Nearness::Far => 0,
    };
    score += match clash {
        Some(reason) => {
            reasons.push(reason);
            -30
        }
        None => times(one, other, &mut reasons),
    };
    let field = one.offices.keys().filter_map(Office::field).find(|field| {
        let fields = other.offices.keys().filter_map(Office::field);
        fields.into_iter().any(|other| other == *field)
    });
    if let Some(field) = field.filter(|_| shared.is_none()) {
        score += 10;
        reasons.push(format!("same field: {field}"));
    }
    for career in [one, other] {
        if career.offices.is_empty() {
            reasons.push(format!("no post given in {}", place_name(&career.code)));
        }
    }
    let further = i32::try_from(with_post.saturating_sub(2))
        .unwrap_or(5)
        .min(5);
    if further > 0 {
        score -= 5 * further;
        reasons.push(format!("{with_post} officials of the name in the graph"));
    }
    let score = score.clamp(0, 99);
    (score >= PROPOSED).then(|| Comparison {
        pair: Pair::new(one.node, other.node),
        outcome: Outcome::Proposed,
        score: u8::try_from(score).ok(),
        reasons,
    })
}

/// Two posts that no one holds on one day.
fn clash(one: &Career<'_>, other: &Career<'_>) -> Option<String> {
    for (a, seen) in &one.offices {
        for (b, seen_too) in &other.offices {
            if let Some(day) = seen.intersection(seen_too).next()
                && exclude_each_other(a, b)
            {
                let (a, b) = (a.described(), b.described());
                return Some(format!("on {day} both {a} and {b}"));
            }
        }
    }
    None
}

/// What the days tell on which the two were seen.
fn times(one: &Career<'_>, other: &Career<'_>, reasons: &mut Vec<String>) -> i32 {
    let (Some(a), Some(b)) = (one.interval(), other.interval()) else {
        return 0;
    };
    let ((early, until), (late, since)) = if a.1 < b.0 {
        ((one, a.1), (other, b.0))
    } else if b.1 < a.0 {
        ((other, b.1), (one, a.0))
    } else {
        let excluded = one
            .offices
            .keys()
            .any(|a| other.offices.keys().any(|b| exclude_each_other(a, b)));
        if !excluded {
            return 0;
        }
        reasons.push("seen in both places at the same time".to_owned());
        return -30;
    };
    if days_between(until, since).is_none_or(|days| days > LONG) {
        return 0;
    }
    reasons.push(format!(
        "last seen in {} on {until}, first in {} on {since}",
        place_name(&early.code),
        place_name(&late.code)
    ));
    let rises = level(&late.code) <= level(&early.code);
    12 + if rises { 5 } else { 0 }
}

fn days_between(from: PartialDate, to: PartialDate) -> Option<i64> {
    let day = |date: PartialDate| jiff::civil::Date::new(date.year?, date.month?, date.day?).ok();
    let span = day(from)?.until(day(to)?).ok()?;
    Some(i64::from(span.get_days()))
}
