//! Text + lexicon → [`Mention`]s: spans of persons, agencies, posts, places, documents,
//! meetings, dates and initiatives. Knows no identity: two mentions are two.

pub mod agencies;
pub mod dates;
pub mod documents;
pub mod initiatives;
pub mod journalists;
pub mod levels;
pub mod meetings;
pub mod names;
pub mod persons;
pub mod places;
pub mod scan;

use crate::base::{Note, PartialDate, Span};
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
    /// Appointments and removals.
    pub appointed: Vec<persons::Appointed>,
    /// Meetings, and whether they were held; their mentions are in `mentions` too.
    pub meetings: Vec<meetings::Meeting>,
    /// Spans of documents, in which no agency or person is read.
    pub masked: Vec<Span>,
    /// Words of the lexicons.
    pub scan: scan::Scan,
    /// Spans of bylines, in which the article names nobody.
    pub bylines: Vec<Span>,
    /// The day of publication, where the source or the text states it.
    pub published: Option<PartialDate>,
    /// What could not be decided.
    pub notes: Vec<Note>,
}

/// A recogniser: adds its mentions to those found before it.
pub struct Recogniser {
    /// What it finds.
    pub name: &'static str,
    /// Reads the text; sees what the recognisers before it found.
    pub run: fn(&Text, &mut Mentions),
}

/// All recognisers, in the order in which they run: a name inside a document's title is none
/// of the article's, a place inside an agency's name is no place of its own.
pub const RECOGNISERS: [Recogniser; 8] = [
    Recogniser {
        name: "documents",
        run: |text, found| {
            documents::recognise(text, &found.scan, &mut found.mentions);
            found.masked = found.spans(Kind::Document);
        },
    },
    Recogniser {
        name: "journalists",
        run: |text, found| {
            found.bylines = journalists::bylines(text);
            found.mentions.extend(journalists::recognise(text));
        },
    },
    Recogniser {
        name: "meetings",
        run: |text, found| {
            found.meetings = meetings::recognise(text, &found.scan, &found.masked);
            found
                .mentions
                .extend(found.meetings.iter().map(|m| m.mention.clone()));
        },
    },
    Recogniser {
        name: "agencies",
        run: |text, found| {
            let agencies = agencies::recognise(text, &found.scan, &found.unread());
            found.mentions.extend(agencies);
        },
    },
    Recogniser {
        name: "persons",
        run: |text, found| {
            let agencies = found.of(Kind::Agency);
            let read = persons::recognise(text, &found.scan, &agencies, &found.unread());
            (found.persons, found.appointed, found.notes) =
                (read.persons, read.appointed, read.notes);
            found
                .mentions
                .extend(found.persons.iter().map(|p| p.mention.clone()));
        },
    },
    Recogniser {
        name: "initiatives",
        run: |text, found| {
            found.mentions.sort();
            initiatives::recognise(text, &found.scan, &mut found.mentions);
        },
    },
    Recogniser {
        name: "places",
        run: |text, found| {
            let mut taken = found.unread();
            for kind in [Kind::Agency, Kind::Person, Kind::Initiative] {
                taken.extend(found.spans(kind));
            }
            let places = places::recognise(text, &found.scan, &taken);
            found.mentions.extend(places);
        },
    },
    Recogniser {
        name: "dates",
        run: |text, found| {
            found
                .mentions
                .extend(dates::recognise(text, found.published));
        },
    },
];

impl Mentions {
    /// Runs every recogniser over a text.
    ///
    /// `published` is the day of publication where the source or the text states it.
    ///
    /// ```
    /// use zhengmai::{ingest::Article, mentions::{Kind, Mentions}, text::Text};
    /// let text = Text::new(&Article::new("简讯\n5月29日，安阳市住建局局长侯津琪宣读《安阳市散煤污染防治办法》。"));
    /// let found = Mentions::recognise(&text, None);
    /// let kinds: Vec<_> = found.mentions.iter().map(|m| m.kind).collect();
    /// assert_eq!(kinds, [Kind::Date, Kind::Agency, Kind::Person, Kind::Document]);
    /// ```
    pub fn recognise(text: &Text, published: Option<PartialDate>) -> Self {
        let mut found = Self {
            mentions: Vec::new(),
            persons: Vec::new(),
            appointed: Vec::new(),
            meetings: Vec::new(),
            masked: Vec::new(),
            scan: scan::Scan::new(&text.folded),
            bylines: Vec::new(),
            published,
            notes: Vec::new(),
        };
        for recogniser in &RECOGNISERS {
            (recogniser.run)(text, &mut found);
        }
        found.mentions.sort();
        found
    }

    /// The mentions of a kind, by place.
    pub fn of(&self, kind: Kind) -> Vec<Mention> {
        self.mentions
            .iter()
            .filter(|m| m.kind == kind)
            .cloned()
            .collect()
    }

    fn spans(&self, kind: Kind) -> Vec<Span> {
        self.mentions
            .iter()
            .filter(|m| m.kind == kind)
            .map(|m| m.span)
            .collect()
    }

    /// Documents and bylines.
    fn unread(&self) -> Vec<Span> {
        self.masked.iter().chain(&self.bylines).copied().collect()
    }
}
