//! Laws and regulations: one row for each dated text that is known, and which of a statute's
//! texts was in force on a day. A day that the table cannot decide is left open.

use std::collections::HashMap;

use super::table::rows;
use crate::base::PartialDate;

/// The last day that data/statutes.tsv covers as a whole: later texts may be missing.
pub const COMPILED: PartialDate = PartialDate {
    year: Some(2025),
    month: Some(4),
    day: Some(5),
};

/// The longest that a text of the table waited from its promulgation until it came into force
/// is 386 days (the basic laws of Hong Kong and Macao aside, whose days are in the table):
/// what was promulgated longer ago is in force, though the table lacks the day.
const LONGEST_WAIT: i64 = 400;

/// A dated text of a law or regulation. An earlier text may exist that the table lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statute<'a> {
    /// Title without 中华人民共和国.
    pub title: &'a str,
    /// 宪法, 法律, 行政法规, 司法解释, 部门规章, 地方性法规 or 其他.
    pub level: &'a str,
    /// Short name of the province that made it; empty for national ones.
    pub region: &'a str,
    /// When it was promulgated.
    pub promulgated: Option<PartialDate>,
    /// From when it is in force.
    pub effective: Option<PartialDate>,
    /// `in force`, `repealed`, or empty where not known.
    pub status: &'a str,
    /// The first day on which the statute was no longer in force, where no text followed.
    pub ended: Option<PartialDate>,
    /// Whether no text of the statute came before this one.
    pub first: bool,
}

impl Statute<'_> {
    /// The day that tells this text from the statute's others.
    pub fn day(&self) -> Option<PartialDate> {
        [self.promulgated, self.effective]
            .into_iter()
            .flatten()
            .find(|day| day.is_full())
    }

    /// The earliest and the latest day on which it can have come into force.
    fn start(&self) -> Option<(PartialDate, PartialDate)> {
        match self.effective.filter(|day| day.is_full()) {
            Some(day) => Some((day, day)),
            None => self
                .day()
                .and_then(|day| Some((day, day.plus_days(LONGEST_WAIT)?))),
        }
    }
}

/// What a statute was on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force<'t, 'a> {
    /// This text of it was in force.
    Text(&'t Statute<'a>),
    /// None was yet: its first text came into force later.
    NotYet(&'t Statute<'a>),
    /// None was any more, from this day on.
    Ended(PartialDate),
    /// The table has no text of which it has a day.
    Undated,
    /// The table does not reach back: this is its earliest text.
    Before(&'t Statute<'a>),
    /// This text was promulgated, but whether it was in force already the table does not say.
    Starting(&'t Statute<'a>),
    /// This text was in force once, and the table has no day of its repeal.
    Ending(&'t Statute<'a>),
}

/// The texts of one statute, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts<'a> {
    texts: Vec<Statute<'a>>,
}

impl<'a> Texts<'a> {
    /// Puts texts of one statute in order; there must be one at least.
    pub fn new(mut texts: Vec<Statute<'a>>) -> Option<Self> {
        texts.sort_by_key(Statute::day);
        (!texts.is_empty()).then_some(Self { texts })
    }

    /// The title as the table has it.
    pub fn title(&self) -> &'a str {
        self.texts[0].title
    }

    /// Its level as the table calls it.
    pub fn level(&self) -> &'a str {
        self.texts[0].level
    }

    /// Short name of the province that made it; empty for national ones.
    pub fn region(&self) -> &'a str {
        self.texts[0].region
    }

    /// The texts, oldest first, those without a day before all.
    pub fn all(&self) -> &[Statute<'a>] {
        &self.texts
    }

    /// The first day on which a text, by its place among all, was no longer in force, where
    /// that is known: the day on which the next came into force ends it.
    pub fn until(&self, place: usize) -> Option<PartialDate> {
        match self.texts.get(place + 1) {
            Some(next) => next.effective,
            None => self.texts.get(place)?.ended,
        }
    }

    /// What the statute was on a day of which year, month and day are known.
    ///
    /// ```
    /// use zhengmai::lexicon::{Force, Lexicon};
    /// let law = Lexicon::embedded().statutes().titled("安全生产法").unwrap();
    /// let text = |day: &str| match law.on(day.parse().unwrap()) {
    ///     Force::Text(text) => text.promulgated.unwrap().to_string(),
    ///     other => format!("{other:?}"),
    /// };
    /// assert_eq!(text("2021-08-31"), "2014-08-31");
    /// assert_eq!(text("2021-09-01"), "2021-06-10");
    /// ```
    pub fn on(&self, day: PartialDate) -> Force<'_, 'a> {
        let dated = self
            .texts
            .iter()
            .filter_map(|text| Some((text, text.start()?)));
        let mut begun = None;
        let mut earliest = None;
        for (text, (from, sure)) in dated {
            earliest = earliest.or(Some(text));
            if from <= day {
                begun = Some((text, sure));
            }
        }
        let Some((text, sure)) = begun else {
            return match earliest {
                Some(text) if text.first => Force::NotYet(text),
                Some(text) => Force::Before(text),
                None => Force::Undated,
            };
        };
        let last = self.texts.last().is_some_and(|last| last == text);
        match text.ended {
            Some(ended) if last && ended <= day => Force::Ended(ended),
            None if last && text.status == "repealed" && sure <= day => Force::Ending(text),
            _ if day < sure => Force::Starting(text),
            _ => Force::Text(text),
        }
    }
}

/// All statutes, by title.
#[derive(Debug)]
pub struct Statutes {
    all: Vec<Texts<'static>>,
    titles: HashMap<String, usize>,
    /// Titles read backwards, sorted: those with one end stand side by side.
    ends: Vec<(String, usize)>,
    aliases: HashMap<&'static str, &'static str>,
    unmarked: Vec<&'static str>,
}

impl Statutes {
    pub(super) fn load() -> Self {
        let texts = texts();
        let mut all: Vec<Texts<'static>> = Vec::new();
        for group in texts.chunk_by(|a, b| a.title == b.title) {
            all.extend(Texts::new(group.to_vec()));
        }
        let mut titles = HashMap::with_capacity(all.len());
        for (place, statute) in all.iter().enumerate() {
            titles.insert(key(statute.title()), place);
        }
        let backwards = |s: &Texts<'_>| s.title().chars().rev().collect();
        let mut ends: Vec<(String, usize)> = all.iter().map(backwards).zip(0..).collect();
        ends.sort();
        let aliases = rows(
            "statute_aliases.tsv",
            include_str!("../../data/statute_aliases.tsv"),
            ["alias", "title", "unmarked"],
        );
        let aliases: Vec<[&str; 3]> = aliases
            .map(|row| match titles.contains_key(row.fields[1]) {
                true => row.fields,
                false => row.malformed("no statute has this title"),
            })
            .collect();
        Self {
            unmarked: aliases
                .iter()
                .filter_map(|[alias, _, unmarked]| (!unmarked.is_empty()).then_some(*alias))
                .collect(),
            aliases: aliases
                .into_iter()
                .map(|[alias, title, _]| (alias, title))
                .collect(),
            all,
            titles,
            ends,
        }
    }

    /// Returns all statutes, sorted by title.
    #[must_use]
    pub fn all(&self) -> &[Texts<'static>] {
        &self.all
    }

    /// Finds a statute by its title, with or without 中华人民共和国, whatever its marks and brackets.
    ///
    /// ```
    /// let statutes = zhengmai::lexicon::Lexicon::embedded().statutes();
    /// let found = statutes.titled("河南省实施〈中华人民共和国水法〉办法").unwrap();
    /// assert_eq!(found.region(), "河南");
    /// ```
    #[must_use]
    pub fn titled(&self, title: &str) -> Option<&Texts<'static>> {
        self.titles.get(&key(title)).map(|&place| &self.all[place])
    }

    /// Finds the statutes whose titles end so.
    ///
    /// ```
    /// let statutes = zhengmai::lexicon::Lexicon::embedded().statutes();
    /// let titles: Vec<_> = statutes.ending("气污染防治法").map(|s| s.title()).collect();
    /// assert_eq!(titles, ["大气污染防治法"]);
    /// ```
    pub fn ending(&self, end: &str) -> impl Iterator<Item = &Texts<'static>> {
        let end: String = end.chars().rev().collect();
        let from = self.ends.partition_point(|(title, _)| *title < end);
        self.ends[from..]
            .iter()
            .take_while(move |(title, _)| title.starts_with(&end))
            .map(|(_, place)| &self.all[*place])
    }

    /// Finds a statute by a usual abbreviation of its title: 环保法, 固废法.
    #[must_use]
    pub fn abbreviated(&self, title: &str) -> Option<&Texts<'static>> {
        self.titled(self.aliases.get(title)?)
    }

    /// Returns the abbreviations that stand for nothing else, with or without 《》.
    #[must_use]
    pub fn unmarked(&self) -> &[&'static str] {
        &self.unmarked
    }
}

/// What spellings of one title share: no 中华人民共和国, no marks, no spaces, brackets in ASCII.
fn key(title: &str) -> String {
    let key: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !"《》〈〉<>".contains(*c))
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            _ => c,
        })
        .collect();
    match key.replace("中华人民共和国", "") {
        rest if rest.is_empty() => key,
        rest => rest,
    }
}

fn texts() -> Vec<Statute<'static>> {
    rows(
        "statutes.tsv",
        include_str!("../../data/statutes.tsv"),
        [
            "title",
            "level",
            "region",
            "promulgated",
            "effective",
            "status",
            "ended",
            "first",
        ],
    )
    .map(|row| Statute {
        title: row.fields[0],
        level: row.fields[1],
        region: row.fields[2],
        promulgated: row.optional(3, "a date"),
        effective: row.optional(4, "a date"),
        status: row.fields[5],
        ended: row.optional(6, "a date"),
        first: !row.fields[7].is_empty(),
    })
    .collect()
}
