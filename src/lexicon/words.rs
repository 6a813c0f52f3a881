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
