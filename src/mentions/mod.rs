//! Text + lexicon → [`Mention`]s: spans of persons, agencies, posts, places, documents,
//! meetings, dates and initiatives. Knows no identity: two mentions are two.

pub mod documents;
pub mod initiatives;

use crate::base::Span;

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
