//! What the rules know of the world: places, agencies, titles, names and words.
//!
//! Every table is a file in `data/`, embedded in the program and parsed once. A table
//! that does not parse is a fault of the build, not of a text: loading panics and says
//! the file and the line. Knows nothing of articles.

mod agencies;
mod agency_changes;
mod gazetteer;
mod namesakes;
mod naming;
mod people;
mod place_words;
mod quantities;
mod short;
mod statutes;
mod table;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use agencies::{Body, Class, Department, National, Party};
pub use agency_changes::AgencyChange;
pub use gazetteer::{Division, DivisionId, Gazetteer, Level};
pub use people::{NamePart, Surname, SurnameKind, Title, TitleBody};
pub use place_words::PlaceWords;
pub use quantities::Indicators;
pub use statutes::{COMPILED, Force, Statute, Statutes, Texts};
pub use words::{Occasion, Trigger};

/// All tables of `data/`, parsed.
#[derive(Debug)]
pub struct Lexicon {
    gazetteer: Gazetteer,
    departments: Vec<Department>,
    regional_departments: HashMap<(&'static str, &'static str), &'static str>,
    bodies: Vec<Body>,
    national: Vec<National>,
    parties: Vec<Party>,
    corps: Vec<(&'static str, &'static str)>,
    classes: Vec<Class>,
    titles: Vec<Title>,
    surnames: Vec<Surname>,
    given_names: FxHashMap<char, f32>,
    agency_changes: Vec<AgencyChange>,
    name_parts: Vec<NamePart>,
    name_followers: Vec<&'static str>,
    countries: Vec<&'static str>,
    place_words: PlaceWords,
    statutes: Statutes,
    occasions: Vec<Occasion>,
    triggers: Vec<Trigger>,
    units: quantities::Units,
    indicators: Indicators,
}

static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// Returns the embedded lexicon, parsing it the first time.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// let lexicon = Lexicon::embedded();
    /// let anyang = lexicon.gazetteer().by_code("410500").unwrap();
    /// assert_eq!(lexicon.gazetteer().full_path(anyang), "河南省安阳市");
    /// ```
    ///
    /// # Panics
    /// If an embedded table is malformed; the message names its file and line.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn load() -> Self {
        Self {
            gazetteer: Gazetteer::load(),
            departments: agencies::departments(),
            regional_departments: agencies::regional_departments(),
            bodies: agencies::bodies(),
            national: agencies::national(),
            parties: agencies::parties(),
            corps: agencies::corps(),
            classes: agencies::classes(),
            titles: people::titles(),
            surnames: people::surnames(),
            given_names: namesakes::given_names(),
            agency_changes: agency_changes::agency_changes(),
            name_parts: people::name_parts(),
            name_followers: words::name_followers(),
            countries: words::countries(),
            place_words: PlaceWords::load(),
            statutes: Statutes::load(),
            occasions: words::occasions(),
            triggers: words::triggers(),
            units: quantities::units(),
            indicators: quantities::indicators(),
        }
    }

    /// Returns the divisions of the country and the lookups over them.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Returns the functional departments of governments, of all eras.
    #[must_use]
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }

    /// Returns how departments were renamed, merged and divided in reforms.
    #[must_use]
    pub fn agency_changes(&self) -> &[AgencyChange] {
        &self.agency_changes
    }

    /// Returns the bodies that every jurisdiction has, by what stands after its level word.
    #[must_use]
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Returns the bodies of the nation, by each of their surfaces.
    #[must_use]
    pub fn national(&self) -> &[National] {
        &self.national
    }

    /// Returns the democratic parties, by their short names.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// Returns the numbers of the divisions of the Xinjiang Production and Construction Corps,
    /// each with the code of the city that it runs.
    #[must_use]
    pub fn corps(&self) -> &[(&'static str, &'static str)] {
        &self.corps
    }

    /// Returns the classes of agencies.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Returns the titles of posts.
    #[must_use]
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// Returns the surnames, commonest first, compound ones last.
    #[must_use]
    pub fn surnames(&self) -> &[Surname] {
        &self.surnames
    }

    /// Returns parts of names that are transliterated from other languages.
    #[must_use]
    pub fn name_parts(&self) -> &[NamePart] {
        &self.name_parts
    }

    /// Returns the words that can follow a person's name.
    #[must_use]
    pub fn name_followers(&self) -> &[&'static str] {
        &self.name_followers
    }

    /// Returns what tells names of places from other words.
    #[must_use]
    pub fn place_words(&self) -> &PlaceWords {
        &self.place_words
    }

    /// Returns countries and parts of the world.
    #[must_use]
    pub fn countries(&self) -> &[&'static str] {
        &self.countries
    }

    /// Returns festivals, seasons and events of the year, which deadlines are set by.
    #[must_use]
    pub fn occasions(&self) -> &[Occasion] {
        &self.occasions
    }

    /// Returns laws and regulations with their dated texts.
    #[must_use]
    pub fn statutes(&self) -> &Statutes {
        &self.statutes
    }

    /// Returns the longest unit with which a string begins.
    ///
    /// ```
    /// use zhengmai::lexicon::Lexicon;
    /// assert_eq!(Lexicon::embedded().unit("元/吨，"), Some("元/吨"));
    /// assert!(Lexicon::embedded().unit("年").is_none());
    /// ```
    #[must_use]
    pub fn unit(&self, s: &str) -> Option<&'static str> {
        let units = self.units.get(&s.chars().next()?)?;
        units.iter().find(|u| s.starts_with(**u)).copied()
    }

    /// Returns the words of indicators.
    #[must_use]
    pub fn indicators(&self) -> &Indicators {
        &self.indicators
    }

    /// Returns the words that lead one to expect a fact.
    #[must_use]
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }
}
