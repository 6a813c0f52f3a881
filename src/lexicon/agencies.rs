//! Agencies as tables: departments, the bodies of every jurisdiction, those of the nation.
//!
//! The tables know surfaces and patterns; [`super::Lexicon`] fills them for a place.

use std::collections::HashMap;

use super::table::{list, rows};

/// A functional department of governments (住房和城乡建设局).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its stem at city and county level, suffix included.
    pub local: &'static str,
    /// Its stem at province level; empty if the same or if there is none.
    pub province: &'static str,
    /// Full name of its national counterpart; empty if there is none.
    pub national: &'static str,
    /// Other ways to write it where a level word or a place stands before: 住建局, 住建.
    pub aliases: Vec<&'static str>,
    /// Bare words that name it only in a coordination: (市发改、)环保.
    pub list_only: Vec<&'static str>,
    /// Its class, one of [`Class::name`].
    pub class: &'static str,
    /// First year of the name, where it matters.
    pub from: Option<i16>,
    /// Last year of the name, where it has gone out of use.
    pub to: Option<i16>,
}

impl Department {
    /// Iterates over all ways to write it after a level word or a place, each once.
    pub fn surfaces(&self) -> impl Iterator<Item = &'static str> {
        let province = (!self.province.is_empty() && self.province != self.local)
            .then_some(self.province)
            .into_iter();
        std::iter::once(self.local)
            .chain(province)
            .chain(self.aliases.iter().copied())
    }
}

impl Department {
    /// Iterates over the bare words that name it in a coordination: the listed ones, and its
    /// own name without 局 (自然资源和规划).
    pub fn list_words(&self) -> impl Iterator<Item = &'static str> {
        let stem = self
            .local
            .strip_suffix('局')
            .filter(|s| s.chars().count() >= 5);
        self.list_only.iter().copied().chain(stem)
    }
}

/// A body that every jurisdiction of a level has: 委 (市委), 人大常委会, 法院.
///
/// Patterns hold `{J}` (the jurisdiction's official name), `{P}` (that of its parent), `{N}`
/// (its own name) or `{S}` (its short name); two patterns are two bodies under one surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What stands after the level word or the place.
    pub surface: &'static str,
    /// The patterns for a province, a city, a league or prefecture, a county, a township;
    /// empty where the level has no such body.
    pub(super) patterns: [Vec<&'static str>; 5],
    /// Its class, one of [`Class::name`].
    pub class: &'static str,
    /// Whether the surface names it only in a coordination (供电, 消防).
    pub list_only: bool,
}

/// A body of the nation, by one of its surfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct National {
    /// A way to write it.
    pub surface: &'static str,
    /// The full names: two for 中央纪委国家监委, else one.
    pub names: Vec<&'static str>,
    /// Its class, one of [`Class::name`].
    pub class: &'static str,
}

/// A democratic party by one of its short names; 民建 + 中央 / 佛山市委会.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// A short name.
    pub short: &'static str,
    /// The full name, to which 中央委员会 or 佛山市委员会 is put.
    pub full: &'static str,
}

/// A class of agencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Chinese name, as the tables use it: 部门.
    pub name: &'static str,
    /// Local name in the vocabulary: `department`.
    pub term: &'static str,
    /// What belongs to it, in English.
    pub note: &'static str,
}

pub(super) fn departments() -> Vec<Department> {
    rows(
        "departments.tsv",
        include_str!("../../data/departments.tsv"),
        [
            "local",
            "province",
            "national",
            "aliases",
            "list_only",
            "class",
            "from",
            "to",
        ],
    )
    .map(|row| Department {
        local: row.fields[0],
        province: row.fields[1],
        national: row.fields[2],
        aliases: list(row.fields[3]),
        list_only: list(row.fields[4]),
        class: row.fields[5],
        from: row.optional(6, "a year"),
        to: row.optional(7, "a year"),
    })
    .collect()
}

/// Returns (province's code, local stem) → what the department is called there.
pub(super) fn regional_departments() -> HashMap<(&'static str, &'static str), &'static str> {
    rows(
        "regional_departments.tsv",
        include_str!("../../data/regional_departments.tsv"),
        ["region", "local", "name"],
    )
    .map(|row| ((row.fields[0], row.fields[1]), row.fields[2]))
    .collect()
}

pub(super) fn bodies() -> Vec<Body> {
    rows(
        "bodies.tsv",
        include_str!("../../data/bodies.tsv"),
        [
            "surface",
            "pattern",
            "province",
            "city",
            "league",
            "county",
            "township",
            "class",
            "list_only",
        ],
    )
    .map(|row| {
        let [surface, pattern, .., class, list_only] = row.fields;
        let at = |field: usize| match row.fields[field] {
            "" => list(pattern),
            "-" => Vec::new(),
            own => list(own),
        };
        Body {
            surface,
            patterns: [at(2), at(3), at(4), at(5), at(6)],
            class,
            list_only: match list_only {
                "" => false,
                "yes" => true,
                other => row.malformed(&format!("`{other}` is neither `yes` nor empty")),
            },
        }
    })
    .collect()
}

pub(super) fn national() -> Vec<National> {
    rows(
        "national.tsv",
        include_str!("../../data/national.tsv"),
        ["surface", "name", "class"],
    )
    .map(|row| National {
        surface: row.fields[0],
        names: list(row.fields[1]),
        class: row.fields[2],
    })
    .collect()
}

pub(super) fn parties() -> Vec<Party> {
    rows(
        "parties.tsv",
        include_str!("../../data/parties.tsv"),
        ["short", "full"],
    )
    .map(|row| Party {
        short: row.fields[0],
        full: row.fields[1],
    })
    .collect()
}

/// Returns the divisions of the Corps (八), each with the code of the city that it runs.
pub(super) fn corps() -> Vec<(&'static str, &'static str)> {
    rows(
        "corps.tsv",
        include_str!("../../data/corps.tsv"),
        ["division", "city"],
    )
    .map(|row| (row.fields[0], row.fields[1]))
    .collect()
}

pub(super) fn classes() -> Vec<Class> {
    rows(
        "classes.tsv",
        include_str!("../../data/classes.tsv"),
        ["class", "term", "note"],
    )
    .map(|row| Class {
        name: row.fields[0],
        term: row.fields[1],
        note: row.fields[2],
    })
    .collect()
}
