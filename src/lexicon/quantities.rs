//! Units, and the words by which one knows what a number is a number of.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::table::rows;

/// Units by their first character, the longest first.
pub(super) type Units = FxHashMap<char, Vec<&'static str>>;

/// Units by their first character, the longest first.
pub(super) fn units() -> Units {
    let text = include_str!("../../data/units.tsv");
    let mut units: Vec<&str> = rows("units.tsv", text, ["unit"])
        .map(|row| row.fields[0])
        .collect();
    units.sort_unstable_by_key(|u| (Reverse(u.len()), *u));
    let mut out = Units::default();
    for unit in units {
        if let Some(first) = unit.chars().next() {
            out.entry(first).or_default().push(unit);
        }
    }
    out
}

/// Words by which one knows what a number is a number of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicators {
    /// With which an indicator closes, by their last character: 浓度, 投资.
    pub heads: FxHashMap<char, Vec<&'static str>>,
    /// With which an indicator opens: 完成, 新增. The longest first.
    pub verbs: Vec<&'static str>,
    /// Heads that say nothing alone: 占比.
    pub bare: Vec<&'static str>,
    /// Words of those present, whose number is no indicator: 实到.
    pub presence: Vec<&'static str>,
}

impl Indicators {
    /// Whether a phrase closes with a word of measure.
    #[must_use]
    pub fn closes(&self, phrase: &str) -> bool {
        let last = phrase.chars().next_back();
        let heads = last.and_then(|last| self.heads.get(&last));
        heads.is_some_and(|heads| heads.iter().any(|w| phrase.ends_with(w)))
    }
}

/// The words of indicators.
pub(super) fn indicators() -> Indicators {
    let text = include_str!("../../data/indicators.tsv");
    let mut out = Indicators::default();
    for row in rows("indicators.tsv", text, ["word", "kind"]) {
        let list = match row.fields[1] {
            "head" => match row.fields[0].chars().next_back() {
                Some(last) => out.heads.entry(last).or_default(),
                None => continue,
            },
            "verb" => &mut out.verbs,
            "bare" => &mut out.bare,
            _ => &mut out.presence,
        };
        list.push(row.fields[0]);
    }
    out.verbs.sort_unstable_by_key(|w| (Reverse(w.len()), *w));
    out
}
