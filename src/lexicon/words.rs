//! Plain lists of words.

use super::table::rows;

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
