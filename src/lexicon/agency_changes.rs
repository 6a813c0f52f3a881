//! Reforms of government bodies as a table: which became which, where, and in which years.

use super::Level;
use super::table::{list, rows};

/// Bodies that became others in a reform: a renaming, a merger or a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyChange {
    /// The bodies before, by their names without the jurisdiction's.
    pub from: Vec<&'static str>,
    /// The bodies after.
    pub to: Vec<&'static str>,
    /// The levels of jurisdictions where these names hold.
    pub levels: Vec<Level>,
    /// The first date of the reform there: `2018-03` or `2018`.
    pub since: &'static str,
    /// The last one.
    pub until: &'static str,
}

pub(super) fn agency_changes() -> Vec<AgencyChange> {
    rows(
        "agency_changes.tsv",
        include_str!("../../data/agency_changes.tsv"),
        ["from", "to", "levels", "since", "until"],
    )
    .map(|row| {
        let level = |word: &str| match word {
            "state" => Level::State,
            "province" => Level::Province,
            "city" => Level::City,
            "county" => Level::County,
            other => row.malformed(&format!("`{other}` is no level")),
        };
        let [from, to, levels, since, until] = row.fields;
        if since.is_empty() || until < since {
            row.malformed("the reform ends before it begins");
        }
        AgencyChange {
            from: list(from),
            to: list(to),
            levels: list(levels).into_iter().map(level).collect(),
            since,
            until,
        }
    })
    .collect()
}
