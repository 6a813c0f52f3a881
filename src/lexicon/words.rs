//! Plain lists of words.

use super::table::{list, rows};

/// Words that can follow a person's name and so close it off: 主持, 出席, 在.
pub(super) fn name_followers() -> Vec<&'static str> {
    let text = include_str!("../../data/name_followers.tsv");
    rows("name_followers.tsv", text, ["word"])
        .map(|row| row.fields[0])
        .collect()
}

/// Countries and parts of the world, which are no places of a record.
pub(super) fn countries() -> Vec<&'static str> {
    let text = include_str!("../../data/countries.tsv");
    rows("countries.tsv", text, ["name"])
        .map(|row| row.fields[0])
        .collect()
}

/// A festival, season or event of the year: 春节, 汛期, 开学.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What it is called.
    pub name: &'static str,
    /// Month and day on which it begins, where the solar calendar fixes it.
    pub begins: Option<(i8, i8)>,
}

/// Festivals, seasons and events of the year.
pub(super) fn occasions() -> Vec<Occasion> {
    let text = include_str!("../../data/occasions.tsv");
    rows("occasions.tsv", text, ["occasion", "month", "day"])
        .map(|row| Occasion {
            name: row.fields[0],
            begins: row.optional(1, "a month").zip(row.optional(2, "a day")),
        })
        .collect()
}

/// A word of which a sentence seldom goes without a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The word: 出席, or the mark 《.
    pub word: &'static str,
    /// The kinds of fact of which one is to be expected: `role`, `document`, `directive`,
    /// `post`, `meeting`.
    pub facts: Vec<&'static str>,
}

/// Words that lead one to expect a fact.
pub(super) fn triggers() -> Vec<Trigger> {
    let text = include_str!("../../data/triggers.tsv");
    rows("triggers.tsv", text, ["trigger", "facts"])
        .map(|row| Trigger {
            word: row.fields[0],
            facts: list(row.fields[1]),
        })
        .collect()
}
