//! What was not read, where, and why: a sentence that says what to do.

use std::fmt;
use std::io;

/// An input, or a line of one, that gave no article.
///
/// ```
/// use zhengmai::ingest::{Reason, Skip};
/// let skip = Skip { path: "a.jsonl".into(), line: Some(3), reason: Reason::NoTextField };
/// assert_eq!(
///     skip.to_string(),
///     "a.jsonl:3: the object has no `text`: give the article's text as a string of that name",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Skip {
    /// The path as it was given or found; `-` for the standard input.
    pub path: String,
    /// Line of a JSON Lines file, counted from 1.
    pub line: Option<u64>,
    /// Why.
    pub reason: Reason,
}

impl Skip {
    pub(super) fn new(path: &str, reason: Reason) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            reason,
        }
    }

    pub(super) fn at(path: &str, line: u64, reason: Reason) -> Self {
        Self {
            line: Some(line),
            ..Self::new(path, reason)
        }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

/// Why something was skipped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing but white space, or a page without text.
    #[error("there is no text in it")]
    Empty,
    /// Bytes that no text has.
    #[error("it is not text but binary data: convert it to UTF-8 text or HTML first")]
    Binary,
    /// More than [`Options::max_bytes`](super::Options::max_bytes).
    #[error(
        "it has {bytes} bytes or more, over the limit of {limit} for one article: split it, or use one JSON line for each article"
    )]
    TooLong {
        /// How much was read before giving up.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Bytes that are wrong in the encoding.
    #[error(
        "byte {offset} is wrong in {encoding}: convert the input to UTF-8, or name its encoding"
    )]
    Encoding {
        /// The encoding that was declared, asked for, or the likeliest.
        encoding: &'static str,
        /// The first wrong byte, counted from 0.
        offset: u64,
    },
    /// A JSON line without an article.
    #[error("the object has no `text`: give the article's text as a string of that name")]
    NoTextField,
    /// A line that is not JSON.
    #[error("the line is not a JSON object: {0}")]
    Json(String),
    /// A `.gz` whose end is missing.
    #[error("the compressed file ends too early: fetch or compress it again")]
    TruncatedGzip,
    /// The system's answer.
    #[error("it cannot be read: {0}")]
    Io(String),
    /// An extension that no [`Kind`](super::Kind) has.
    #[error(
        "`{0}` is no kind of article: .txt, .md, .html, .htm, .jsonl and .ndjson are read, each also as .gz"
    )]
    UnknownKind(String),
    /// A README within a folder.
    #[error("a README describes its folder: name the file itself to read it as an article")]
    ReadMe,
    /// A folder or a glob that holds nothing.
    #[error("no article is there: check the path, or quote the pattern")]
    NoMatch,
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::TruncatedGzip
        } else {
            Self::Io(error.to_string())
        }
    }
}
