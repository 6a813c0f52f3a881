//! Units, and the words by which one knows what a number is a number of.

use super::table::rows;

/// A unit of measurement, or a word with which things are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As written, without 万 or 亿: `元`, `微克/立方米`.
    pub surface: &'static str,
    /// Whether it counts things (300个), so that a noun may follow it.
    pub counts: bool,
}

/// Units, the longest first.
pub(super) fn units() -> Vec<Unit> {
    let text = include_str!("../../data/units.tsv");
    let mut units: Vec<Unit> = rows("units.tsv", text, ["unit", "kind"])
        .map(|row| Unit {
            surface: row.fields[0],
            counts: row.fields[1] == "count",
        })
        .collect();
    units.sort_unstable_by_key(|u| (std::cmp::Reverse(u.surface.len()), u.surface));
    units
}

/// Words by which one knows what a number is a number of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicators {
    /// With which an indicator closes: 浓度, 投资. The longest first.
    pub heads: Vec<&'static str>,
    /// With which an indicator opens: 完成, 新增. The longest first.
    pub verbs: Vec<&'static str>,
    /// Heads that say nothing alone: 占比.
    pub bare: Vec<&'static str>,
    /// Words of those present, whose number is no indicator: 实到.
    pub presence: Vec<&'static str>,
}

/// The words of indicators.
pub(super) fn indicators() -> Indicators {
    let text = include_str!("../../data/indicators.tsv");
    let mut out = Indicators::default();
    for row in rows("indicators.tsv", text, ["word", "kind"]) {
        let list = match row.fields[1] {
            "head" => &mut out.heads,
            "verb" => &mut out.verbs,
            "bare" => &mut out.bare,
            _ => &mut out.presence,
        };
        list.push(row.fields[0]);
    }
    for list in [&mut out.heads, &mut out.verbs] {
        list.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    }
    out
}
