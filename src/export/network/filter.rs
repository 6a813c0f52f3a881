//! Which part of the graph: a jurisdiction with all below it, and a period.

use std::collections::HashSet;

use oxigraph::model::{LiteralRef, vocab::rdfs};
use oxigraph::store::StorageError;

use super::facts::{About, Facts, code};
use crate::graph::vocab::{schema, skos, zm};
use crate::graph::{Graph, chinese, iri};

/// Why a filter is none.
#[derive(Debug, thiserror::Error)]
pub enum FilterError {
    /// A condition that is neither a place nor a period.
    #[error(
        "`{0}` is no condition: give a division's name or code, or a period (2018, 2018-05, \
         2018-05..2018-12, 2018..)"
    )]
    Condition(String),
    /// Two conditions of one kind.
    #[error("`{0}` is a second {1}: give one")]
    Twice(String, &'static str),
    /// A place that the graph does not have.
    #[error(
        "there is no division `{0}` in the graph: give its full name (河南省) or its code (410000)"
    )]
    Unknown(String),
    /// A name that several divisions have.
    #[error("`{name}` names several divisions: give one of the codes {}", codes.join(", "))]
    Ambiguous {
        /// The name.
        name: String,
        /// The codes of those that have it, sorted.
        codes: Vec<String>,
    },
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
}

/// What to leave in: meetings held by a division or one below it, on days of a period; the
/// posts and appointments in agencies of the place, seen or decided in the period; what these
/// lead to. What has no date, or a date without a year, lies in no period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    place: Option<String>,
    /// First and last day, ISO 8601; what is empty is open.
    days: Option<[String; 2]>,
    /// The divisions of the place, once it was looked up.
    divisions: Option<HashSet<String>>,
}

impl Filter {
    /// Reads a division (name or code) and a period (`2018`, `2018-05`, `2018-05..2018-12`,
    /// `2018..`), in any order, with a comma between them.
    ///
    /// ```
    /// use zhengmai::export::Filter;
    /// assert!(Filter::parse("河南省,2018-01..2018-12").is_ok());
    /// assert!(Filter::parse("410500").is_ok());
    /// assert!(Filter::parse("").unwrap().is_open());
    /// assert!(Filter::parse("2018,2019").unwrap_err().to_string().contains("second period"));
    /// assert!(Filter::parse("12..").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        for part in text
            .split([',', '，'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            let is_period = part.contains("..") || is_date(part);
            if is_period {
                let days = period(part).ok_or_else(|| FilterError::Condition(part.to_owned()))?;
                if filter.days.replace(days).is_some() {
                    return Err(FilterError::Twice(part.to_owned(), "period"));
                }
            } else if part.chars().all(|c| c.is_ascii_digit()) && !matches!(part.len(), 6 | 9 | 12)
                || part.chars().any(|c| c.is_ascii_punctuation())
            {
                return Err(FilterError::Condition(part.to_owned()));
            } else if filter.place.replace(part.to_owned()).is_some() {
                return Err(FilterError::Twice(part.to_owned(), "division"));
            }
        }
        Ok(filter)
    }

    /// Whether it leaves everything in.
    pub fn is_open(&self) -> bool {
        self.place.is_none() && self.days.is_none()
    }

    /// Finds the divisions of the place in a graph.
    pub(super) fn look_up(&self, graph: &Graph) -> Result<Self, FilterError> {
        let Some(place) = &self.place else {
            return Ok(self.clone());
        };
        let facts = Facts::of(graph);
        let mut tops = if place.starts_with(|c: char| c.is_ascii_digit()) {
            vec![iri::division(place).into_string()]
        } else {
            let name = chinese(place);
            let named = LiteralRef::from(&name).into();
            let mut tops = facts.subjects(rdfs::LABEL, named)?;
            if !tops.iter().any(|top| is_division(top)) {
                tops = facts.subjects(skos::ALT_LABEL, named)?;
            }
            tops
        };
        tops.retain(|top| is_division(top));
        tops.dedup();
        if tops.len() > 1 {
            return Err(FilterError::Ambiguous {
                name: place.clone(),
                codes: tops.iter().map(|top| code(top).to_owned()).collect(),
            });
        }
        match tops.first() {
            Some(top) if facts.about(top)?.kind() == "division" => {}
            _ => return Err(FilterError::Unknown(place.clone())),
        }
        let mut divisions = HashSet::new();
        while let Some(top) = tops.pop() {
            tops.extend(facts.sources(schema::CONTAINED_IN_PLACE, &top)?);
            divisions.insert(top);
        }
        Ok(Self {
            divisions: Some(divisions),
            ..self.clone()
        })
    }

    /// Whether the period is open.
    pub(super) fn is_timeless(&self) -> bool {
        self.days.is_none()
    }

    /// Whether an agency is one of the place.
    pub(super) fn agency(&self, about: &About) -> bool {
        self.is_here(about.nodes(zm::JURISDICTION))
    }

    /// Whether a meeting was held there and then.
    pub(super) fn meeting(&self, about: &About) -> bool {
        let first = about.value(schema::START_DATE);
        let last = match about.value(schema::END_DATE) {
            "" => first,
            last => last,
        };
        self.agency(about) && self.overlaps(first, last)
    }

    /// Whether an article reports a meeting that was held there and then; one that reports
    /// none counts by the division that it is about and the day of its publication.
    pub(super) fn article(&self, facts: &Facts<'_>, about: &About) -> Result<bool, StorageError> {
        let mut meetings = about.nodes(schema::ABOUT).peekable();
        if meetings.peek().is_none() {
            let day = about.value(schema::DATE_PUBLISHED);
            let here = self.is_here(about.nodes(schema::CONTENT_LOCATION));
            return Ok(here && self.overlaps(day, day));
        }
        for meeting in meetings {
            if self.meeting(&*facts.about(meeting)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether one of some days, with blanks between them, is in the period.
    pub(super) fn any_day(&self, days: &str) -> bool {
        self.is_timeless() || days.split(' ').any(|day| self.overlaps(day, day))
    }

    fn is_here<'a>(&self, mut divisions: impl Iterator<Item = &'a str>) -> bool {
        match &self.divisions {
            None => true,
            Some(here) => divisions.any(|division| here.contains(division)),
        }
    }

    /// Whether the days from `first` to `last`, each perhaps only a month or year, meet the
    /// period.
    fn overlaps(&self, first: &str, last: &str) -> bool {
        let Some([from, to]) = &self.days else {
            return true;
        };
        let has_year = |day: &str| day.len() >= 4 && !day.starts_with('-');
        has_year(first)
            && has_year(last)
            && (to.is_empty() || first_day(first).as_str() <= to.as_str())
            && (from.is_empty() || last_day(last).as_str() >= from.as_str())
    }
}

fn is_division(node: &str) -> bool {
    node.starts_with(iri::division("").as_str())
}

/// `2018..2018-05` as first and last day.
fn period(text: &str) -> Option<[String; 2]> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let known = |day: &str| day.is_empty() || is_date(day);
    if !known(from) || !known(to) || (from.is_empty() && to.is_empty()) {
        return None;
    }
    let days = [
        if from.is_empty() {
            String::new()
        } else {
            first_day(from)
        },
        if to.is_empty() {
            String::new()
        } else {
            last_day(to)
        },
    ];
    (days[1].is_empty() || days[0] <= days[1]).then_some(days)
}

/// Whether a text is `2018`, `2018-05` or `2018-05-29`.
fn is_date(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    digits && matches!(*lengths, [4] | [4, 2] | [4, 2, 2])
}

fn first_day(date: &str) -> String {
    padded(date, "0000-01-01")
}

fn last_day(date: &str) -> String {
    padded(date, "9999-12-31")
}

/// A date with the month and day of a pattern where it has none.
fn padded(date: &str, pattern: &str) -> String {
    let mut day = date.to_owned();
    day.push_str(pattern.get(date.len()..).unwrap_or_default());
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_holds_what_overlaps_it() {
        let filter = Filter::parse("2018-05..2018-12").unwrap();
        for (day, inside) in [
            ("2018-05-29", true),
            ("2018", true),
            ("2018-05", true),
            ("2018-12-31", true),
            ("2019-01-01", false),
            ("2017", false),
            ("--05-29", false),
            ("", false),
        ] {
            assert_eq!(filter.any_day(day), inside, "{day}");
        }
        assert!(filter.any_day("2016-01-01 2018-06-01"));
        assert!(filter.overlaps("2018-04-30", "2018-05-02"));
        assert!(Filter::parse("..2018-03").unwrap().any_day("1999-01-01"));
        assert!(!Filter::parse("2018..").unwrap().any_day("2017-12-31"));
        assert!(Filter::parse("2019..2018").is_err());
    }
}
