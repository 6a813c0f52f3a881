//! How common a person's name is: from the shares of surnames and of the characters of given
//! names.

use rustc_hash::FxHashMap;

use super::Lexicon;
use super::table::rows;

/// How many people hold a post that news may name: the order of magnitude of the country's
/// leading officials, from the township up.
const OFFICIALS: f64 = 500_000.0;

/// Share of given names that have one character, in the generations that hold posts.
const SINGLE: f64 = 0.15;

/// Share of a surname or a character that is in no table, per mille.
const UNLISTED: f64 = 0.3;

/// Weights below this only rank surnames; they stand for about so much, per mille.
const LEAST: f64 = 0.02;

pub(super) fn given_names() -> FxHashMap<char, f32> {
    rows(
        "given_names.tsv",
        include_str!("../../data/given_names.tsv"),
        ["character", "weight"],
    )
    .map(|row| {
        let mut chars = row.fields[0].chars();
        match (chars.next(), chars.next(), row.optional(1, "a weight")) {
            (Some(c), None, Some(weight)) => (c, weight),
            _ => row.malformed("expected one character and its weight"),
        }
    })
    .collect()
}

impl Lexicon {
    /// Estimates how many officials of the country bear a name.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// assert!(lexicon.namesakes("张伟") > 20.0);
    /// assert!(lexicon.namesakes("欧阳砚秋") < 0.1);
    /// assert!(lexicon.namesakes("陈志伟") > lexicon.namesakes("陈砚舟"));
    /// ```
    #[must_use]
    pub fn namesakes(&self, name: &str) -> f64 {
        let length = name.chars().count();
        if name.contains('·') || length > 4 {
            // Names of other peoples have few parts, that recur in many.
            return 1.0;
        }
        let surname = self
            .surnames()
            .iter()
            .filter(|surname| name.starts_with(surname.surface) && surname.surface != name)
            .max_by_key(|surname| surname.surface.len());
        let Some(surname) = surname else {
            return 1.0;
        };
        let share = f64::from(surname.weight).max(LEAST) / 1000.0;
        let given: Vec<char> = name[surname.surface.len()..].chars().collect();
        let weight = |c: &char| self.given_names.get(c).map_or(UNLISTED, |w| f64::from(*w));
        let characters: f64 = given.iter().map(|c| weight(c) / 1000.0).product();
        let form = if given.len() == 1 {
            SINGLE
        } else {
            1.0 - SINGLE
        };
        OFFICIALS * share * form * characters
    }
}
