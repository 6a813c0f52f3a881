//! Prefectures (地区) that have become cities, in news from before.

use std::sync::LazyLock;

use super::agencies::Agency;
use super::region::was_prefecture;
use crate::lexicon::{DivisionId, Level, Lexicon};
use crate::text::{Gate, Text};

/// A prefecture with its Party committee (地委) and administrative office (行署), under the name of
/// that time and of the city that it is today.
#[derive(Clone, Debug)]
pub struct Prefecture {
    city: &'static str,
    code: &'static str,
    name: String,
}

impl Prefecture {
    /// Returns the prefecture that an article of `region` speaks of, if it does.
    ///
    /// ```
    /// use zhengmai::{ingest::Article, lexicon::Lexicon, links::Prefecture, text::Text};
    /// let text = Text::new(&Article::new("毕节地区召开春耕会议，地委书记、行署专员出席。"));
    /// let city = Lexicon::embedded().gazetteer().by_name("毕节市")[0];
    /// assert_eq!(Prefecture::of(&text, city).unwrap().name(), "毕节地区");
    /// ```
    #[must_use]
    pub fn of(text: &Text, region: DivisionId) -> Option<Self> {
        static OFFICES: LazyLock<Gate> = LazyLock::new(|| Gate::new(["地委", "行署"]));
        let named = || text.folded.contains("地委") || text.folded.contains("行署");
        if !text.may_hold(text.whole(), &OFFICES) || !named() {
            return None;
        }
        let gazetteer = Lexicon::embedded().gazetteer();
        let city = std::iter::once(region)
            .chain(gazetteer.parents(region))
            .find(|&d| gazetteer[d].level == Level::City)?;
        let division = &gazetteer[city];
        was_prefecture(text, division).then(|| Self {
            city: division.name,
            code: division.code,
            name: format!("{}地区", division.short),
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives an agency of the city the name of the prefecture's.
    pub fn rename(&self, agency: &mut Agency) {
        if agency.jurisdiction == Some(self.code) {
            let city = format!("{}人民政府", self.city);
            if agency.name == city {
                agency.name = format!("{}行政公署", self.name);
                agency.local = "行政公署".to_owned();
            }
            agency.name = agency.name.replacen(self.city, &self.name, 1);
        }
    }
}
