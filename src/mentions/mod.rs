//! Text + lexicon → [`Mention`]s: spans of persons, agencies, posts, places, documents,
//! meetings, dates and initiatives. Knows no identity: two mentions are two.

pub mod agencies;
pub mod dates;
pub mod documents;
pub mod initiatives;
pub mod journalists;
pub mod meetings;
pub mod names;
pub mod persons;
pub mod places;
pub mod scan;

use crate::base::{PartialDate, Span};
use crate::text::Text;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A natural person; `value` is the bare name.
    Person,
    /// A reporter or editor; `value` is the bare name.
    Journalist,
    /// An organisation; `value` is the surface.
    Agency,
    /// A post's title (常务副市长); `value` is the bare title.
    Post,
    /// A place; `value` is the surface.
    Place,
    /// A document; `value` is the title without 《》.
    Document,
    /// A meeting; `value` is its name.
    Meeting,
    /// A date; `value` is partial ISO 8601.
    Date,
    /// A campaign, programme, principle or doctrine; `value` is its name.
    Initiative,
}

/// A span of the text that names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where it stands, in bytes of the folded text.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
    /// What the kind says of it, in the article's own (simplified) characters.
    pub value: String,
    /// The recogniser that found it.
    pub rule: &'static str,
}

/// Everything that was recognised in an article.
#[derive(Debug)]
pub struct Mentions {
    /// Mentions of every kind, by place.
    pub mentions: Vec<Mention>,
    /// Persons with the posts beside them; their mentions are in `mentions` too.
    pub persons: Vec<persons::Person>,
    /// Meetings, and whether they were held; their mentions are in `mentions` too.
    pub meetings: Vec<meetings::Meeting>,
    /// Spans of documents.
    pub masked: Vec<Span>,
    /// Words of the lexicons.
    pub scan: scan::Scan,
}

impl Mentions {
    /// Runs every recogniser over a text.
    ///
    /// `published` is the day of publication where the source or the text states it.
    pub fn recognise(text: &Text, published: Option<PartialDate>) -> Self {
        let scan = scan::Scan::new(&text.folded);
        let mut mentions = Vec::new();
        documents::recognise(text, &mut mentions);
        let masked: Vec<Span> = mentions.iter().map(|m: &Mention| m.span).collect();
        let meetings = meetings::recognise(text, &masked);
        let bylines = journalists::bylines(text);
        let unread: Vec<Span> = masked.iter().chain(&bylines).copied().collect();
        let agencies = agencies::recognise(text, &scan, &unread);
        let persons = persons::recognise(text, &scan, &agencies, &unread);
        initiatives::recognise(text, &mut mentions);
        let mut taken = masked.clone();
        taken.extend(agencies.iter().map(|m| m.span));
        taken.extend(persons.iter().map(|p| p.mention.span));
        taken.extend(
            mentions
                .iter()
                .filter(|m| m.kind == Kind::Initiative)
                .map(|m| m.span),
        );
        taken.extend(bylines);
        mentions.extend(places::recognise(text, &scan, &taken));
        mentions.extend(agencies);
        mentions.extend(persons.iter().map(|p| p.mention.clone()));
        mentions.extend(meetings.iter().map(|m| m.mention.clone()));
        mentions.extend(dates::recognise(text, published));
        mentions.extend(journalists::recognise(text));
        mentions.sort();
        Self {
            mentions,
            persons,
            meetings,
            masked,
            scan,
        }
    }

    /// The mentions of a kind, by place.
    pub fn of(&self, kind: Kind) -> Vec<Mention> {
        self.mentions
            .iter()
            .filter(|m| m.kind == kind)
            .cloned()
            .collect()
    }
}
