//! Laws and regulations: one row for each dated text that is known.

use super::table::rows;
use crate::base::PartialDate;

/// A dated text of a law or regulation. An earlier text may exist that the table lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statute {
    /// Title without 中华人民共和国.
    pub title: &'static str,
    /// 宪法, 法律, 民法典, 行政法规, 司法解释, 部门规章, 地方性法规 or 其他.
    pub level: &'static str,
    /// Short name of the province that made it; empty for national ones.
    pub region: &'static str,
    /// When it was promulgated.
    pub promulgated: Option<PartialDate>,
    /// From when it is in force.
    pub effective: Option<PartialDate>,
    /// `in force`, `repealed`, or empty where not known.
    pub status: &'static str,
}

pub(super) fn statutes() -> Vec<Statute> {
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
        ],
    )
    .map(|row| Statute {
        title: row.fields[0],
        level: row.fields[1],
        region: row.fields[2],
        promulgated: row.optional(3, "a date"),
        effective: row.optional(4, "a date"),
        status: row.fields[5],
    })
    .collect()
}
