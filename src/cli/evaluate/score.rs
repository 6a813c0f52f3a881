//! The scoring rules: which findings count as right, task by task.
//!
//! They are those of `tests/gold/score.py`, which scores the records of any tool; a test
//! holds the two to the same numbers.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::facts::{Directive, Record};

/// The tasks whose F1 makes up the mean.
pub const STRICT: [&str; 10] = [
    "persons",
    "agencies",
    "linking",
    "posts",
    "places",
    "meetings",
    "roles",
    "documents",
    "initiatives",
    "directives",
];

/// One annotated article: its text, and what a careful analyst reads out of it.
#[derive(Debug, Deserialize)]
pub struct Gold {
    /// The article's id; the record scored against it has the same.
    pub id: String,
    /// The whole article, all that the reader is given.
    pub text: String,
    persons: Vec<GoldPerson>,
    agencies: Vec<GoldAgency>,
    posts: Vec<GoldPost>,
    places: Vec<String>,
    meetings: Vec<GoldMeeting>,
    roles: Vec<GoldRole>,
    documents: Vec<GoldDocument>,
    initiatives: Vec<String>,
    directives: Vec<GoldDirective>,
}

#[derive(Debug, Deserialize)]
struct GoldPerson {
    name: String,
}

#[derive(Debug, Deserialize)]
struct GoldAgency {
    name: String,
    surfaces: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct GoldPost {
    person: String,
    agency: String,
    title: String,
}

#[derive(Debug, Deserialize)]
struct GoldMeeting {
    name: String,
    date: Option<String>,
}

#[derive(Debug, Deserialize)]
struct GoldRole {
    who: String,
    role: String,
}

#[derive(Debug, Deserialize)]
struct GoldDocument {
    title: String,
    kind: String,
    relation: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct GoldDirective {
    by: String,
    starts: String,
}

/// How many items were annotated, found, and found rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items of the annotation.
    pub gold: usize,
    /// Items of the record.
    pub found: usize,
    /// Items of the record that the annotation confirms.
    pub right: usize,
}

impl Counts {
    /// Share of the found items that are right; 1 where nothing was found.
    ///
    /// ```
    /// use zhengmai::cli::evaluate::score::Counts;
    /// let counts = Counts { gold: 4, found: 2, right: 1 };
    /// assert_eq!((counts.precision(), counts.recall()), (0.5, 0.25));
    /// assert_eq!(Counts::default().f1(), 1.0);
    /// ```
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// Share of the annotated items that were found; 1 where nothing was annotated.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    /// Adds those of one more article.
    pub fn add(&mut self, more: Counts) {
        self.gold += more.gold;
        self.found += more.found;
        self.right += more.right;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// One task on one article.
#[derive(Debug)]
pub struct Outcome {
    /// The task's name; one with a comma in it is a looser variant of a strict task.
    pub task: &'static str,
    /// What it adds to the task's totals.
    pub counts: Counts,
    /// What was annotated and not found, as text.
    pub missed: Vec<String>,
    /// What was found and not annotated, as text.
    pub wrong: Vec<String>,
}

/// Compares a record with the annotation of the same article, task by task.
///
/// Names are compared without the prefixes that official names carry or drop at will,
/// meetings and initiatives by one name standing in the other, directives by where they
/// open in the text.
pub fn compare(gold: &Gold, record: &Record) -> Vec<Outcome> {
    vec![
        sets(
            "persons",
            gold.persons.iter().map(|p| p.name.clone()),
            record.persons.iter().map(|p| p.name.clone()),
        ),
        sets(
            "agencies",
            gold.agencies.iter().flat_map(|a| a.surfaces.clone()),
            record.agencies.iter().flat_map(|a| a.surfaces.clone()),
        ),
        sets(
            "linking",
            gold.agencies.iter().map(|a| official(&a.name)),
            record.agencies.iter().map(|a| official(&a.name)),
        ),
        sets(
            "posts",
            (gold.posts.iter()).map(|p| tuple(&[&p.person, &official(&p.agency), &p.title])),
            (record.posts.iter()).map(|p| tuple(&[&p.person, &official(&p.agency), &p.title])),
        ),
        sets(
            "posts, agency aside",
            gold.posts.iter().map(|p| tuple(&[&p.person, &p.title])),
            record.posts.iter().map(|p| tuple(&[&p.person, &p.title])),
        ),
        sets(
            "places",
            gold.places.iter().map(|p| place(p).to_owned()),
            record.places.iter().map(|p| place(p).to_owned()),
        ),
        sets(
            "roles",
            (gold.roles.iter()).map(|r| tuple(&[&official(&r.who), &r.role])),
            (record.roles.iter()).map(|r| tuple(&[&official(&r.who), &r.role])),
        ),
        sets(
            "documents",
            (gold.documents.iter()).map(|d| tuple(&[&bare(&d.title), &d.kind, &d.relation])),
            (record.documents.iter()).map(|d| tuple(&[&bare(&d.title), &d.kind, &d.relation])),
        ),
        sets(
            "documents, title alone",
            gold.documents.iter().map(|d| bare(&d.title)),
            record.documents.iter().map(|d| bare(&d.title)),
        ),
        matched(
            "meetings",
            &gold.meetings.iter().map(|m| &m.name).collect::<Vec<_>>(),
            &record.meetings.iter().map(|m| &m.name).collect::<Vec<_>>(),
            |a, b| contained(a, b),
            |m| m.to_string(),
            |m| m.to_string(),
        ),
        matched(
            "initiatives",
            &gold.initiatives,
            &record.initiatives,
            |a, b| contained(a, b),
            String::clone,
            String::clone,
        ),
        dated_meetings(gold, record),
        directives("directives", gold, record, true),
        directives("directives, speaker aside", gold, record, false),
    ]
}

/// A task whose items are equal or not.
fn sets(
    task: &'static str,
    gold: impl Iterator<Item = String>,
    found: impl Iterator<Item = String>,
) -> Outcome {
    let (gold, found): (BTreeSet<_>, BTreeSet<_>) = (gold.collect(), found.collect());
    Outcome {
        task,
        counts: Counts {
            gold: gold.len(),
            found: found.len(),
            right: gold.intersection(&found).count(),
        },
        missed: gold.difference(&found).cloned().collect(),
        wrong: found.difference(&gold).cloned().collect(),
    }
}

/// A task whose items are alike or not: each annotated item takes the first found item
/// like it that is still free.
fn matched<G: PartialEq, F: PartialEq>(
    task: &'static str,
    gold: &[G],
    found: &[F],
    alike: impl Fn(&G, &F) -> bool,
    show_gold: impl Fn(&G) -> String,
    show_found: impl Fn(&F) -> String,
) -> Outcome {
    let mut free: Vec<&F> = found.iter().collect();
    let mut hits: Vec<(&G, &F)> = Vec::new();
    for g in gold {
        if let Some(at) = free.iter().position(|f| alike(g, f)) {
            hits.push((g, free.remove(at)));
        }
    }
    let missed = gold.iter().filter(|g| hits.iter().all(|hit| hit.0 != *g));
    let wrong = found.iter().filter(|f| hits.iter().all(|hit| hit.1 != *f));
    Outcome {
        task,
        counts: Counts {
            gold: gold.len(),
            found: found.len(),
            right: hits.len(),
        },
        missed: missed.map(show_gold).collect(),
        wrong: wrong.map(show_found).collect(),
    }
}

/// Meetings whose date the annotation gives: name alike and date equal.
fn dated_meetings(gold: &Gold, record: &Record) -> Outcome {
    type Dated<'a> = (&'a String, &'a String);
    fn dated<'a>(name: &'a String, date: &'a Option<String>) -> Option<Dated<'a>> {
        let date = date.as_ref().filter(|date| !date.is_empty())?;
        Some((name, date))
    }
    let ours: Vec<Dated> = (gold.meetings.iter())
        .filter_map(|m| dated(&m.name, &m.date))
        .collect();
    let theirs: Vec<Dated> = (record.meetings.iter())
        .filter_map(|m| dated(&m.name, &m.date))
        .collect();
    let alike = |a: &Dated, b: &Dated| contained(a.0, b.0) && a.1 == b.1;
    let outcome = matched(
        "meetings, dated",
        &ours,
        &theirs,
        alike,
        |_| String::new(),
        |_| String::new(),
    );
    Outcome {
        missed: Vec::new(),
        wrong: Vec::new(),
        ..outcome
    }
}

fn directives(task: &'static str, gold: &Gold, record: &Record, by: bool) -> Outcome {
    let opening = |n: usize, d: &Directive| d.text.chars().take(n).collect::<String>();
    matched(
        task,
        &gold.directives,
        &record.directives,
        |g: &GoldDirective, f: &Directive| {
            let ours = position(&gold.text, &g.starts);
            let theirs = position(&gold.text, &opening(16, f));
            theirs >= 0 && (-16..=4).contains(&(theirs - ours)) && (!by || g.by == f.by)
        },
        |g| format!("{}: {}", g.by, g.starts),
        |f| format!("{}: {}", f.by, opening(20, f)),
    )
}

/// Where `part` first stands in `text`, in code points; -1 where it does not.
fn position(text: &str, part: &str) -> i64 {
    match text.find(part) {
        Some(at) => i64::try_from(text[..at].chars().count()).unwrap_or(i64::MAX),
        None => -1,
    }
}

/// Whether the shorter of two names stands in the longer and makes up most of it.
fn contained(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    let (short, long) = if y < x { (b, a) } else { (a, b) };
    !short.is_empty() && long.contains(short) && x.min(y) as f64 >= 0.6 * x.max(y) as f64
}

/// A title without its brackets, spaces and the country's name.
fn bare(title: &str) -> String {
    let trimmed = title.trim_matches(['《', '》', '〈', '〉', '<', '>', ' ']);
    without_country(&trimmed.replace(' ', "")).to_owned()
}

/// An agency's name without the prefixes that official names carry or drop at will.
fn official(name: &str) -> String {
    without_country(name)
        .replace("中国共产党", "中共")
        .replace("中国人民政治协商会议", "政协")
}

fn without_country(name: &str) -> &str {
    match name.strip_prefix("中华人民共和国") {
        Some(rest) if !rest.is_empty() => rest,
        _ => name,
    }
}

/// A place's name without its generic ending, so that 银川 and 银川市 are one.
fn place(name: &str) -> &str {
    ["自治区", "省", "市", "县", "区"]
        .iter()
        .filter_map(|ending| name.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= 2)
        .unwrap_or(name)
}

/// Several values as one, written as score.py prints them.
fn tuple(values: &[&str]) -> String {
    format!("('{}')", values.join("', '"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_official_names_drop() {
        assert_eq!(official("中国共产党安阳市委员会"), "中共安阳市委员会");
        assert_eq!(official("中华人民共和国国务院"), "国务院");
        assert_eq!(bare("《中华人民共和国 环境保护法》"), "环境保护法");
        assert_eq!(bare("中华人民共和国"), "中华人民共和国");
        assert_eq!(place("银川市"), "银川");
        assert_eq!(place("忻州"), "忻州");
        assert_eq!(place("沙县"), "沙县");
        assert_eq!(place("广西壮族自治区"), "广西壮族");
    }

    #[test]
    fn one_name_in_the_other_must_make_up_most_of_it() {
        assert!(contained("散煤治理工作推进会", "全市散煤治理工作推进会"));
        assert!(!contained("推进会", "全市散煤治理工作推进会"));
        assert!(!contained("", ""));
    }

    #[test]
    fn a_found_item_serves_one_annotated_item_only() {
        let outcome = matched(
            "meetings",
            &["推进会", "推进会"],
            &["推进会"],
            |a, b| contained(a, b),
            |x| x.to_string(),
            |x| x.to_string(),
        );
        let Counts { gold, found, right } = outcome.counts;
        assert_eq!((gold, found, right), (2, 1, 1));
    }
}
