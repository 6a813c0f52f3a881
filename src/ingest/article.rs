//! What ingest hands on: one article, and the identity of its text.

use std::borrow::Cow;

/// One article as it was read: what it says of itself, and its whole text.
///
/// ```
/// use zhengmai::ingest::Article;
/// let article = Article::new("\u{feff}安阳市召开推进会\r\n5月29日,会议召开。\r\n");
/// assert_eq!(article.text, "安阳市召开推进会\n5月29日,会议召开。");
/// assert_eq!(article.hash(), Article::new("安阳市召开推进会\n5月29日,会议召开。").hash());
/// assert_eq!(article.id, article.hash());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The id that the source gives, else [`Article::hash`].
    pub id: String,
    /// Where it came from: an address that the source states, or the path it was read from.
    pub source: Option<String>,
    /// The headline where the source states it apart from the text; it is also the text's first line.
    pub title: Option<String>,
    /// Publication date as ISO 8601, where the source states it apart from the text.
    pub published: Option<String>,
    /// The whole text, headline first, boilerplate included; lines end in `\n`.
    pub text: String,
}

impl Article {
    /// An article of nothing but text, normalised: no byte-order mark, lines ending in
    /// `\n`, no white space at either end. All spans count in this text.
    pub fn new(text: &str) -> Self {
        let mut article = Self::unnamed(text);
        article.id = article.hash();
        article
    }

    /// The same without an id.
    pub(super) fn unnamed(text: &str) -> Self {
        let text = match text.contains('\r') {
            true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
            false => Cow::Borrowed(text),
        };
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        Self {
            id: String::new(),
            source: None,
            title: None,
            published: None,
            text: text.to_owned(),
        }
    }

    /// First 16 hexadecimal digits of the BLAKE3 hash of the text: the article's identity
    /// in the graph, the same on every machine.
    pub fn hash(&self) -> String {
        blake3::hash(self.text.as_bytes()).to_hex()[..16].to_owned()
    }
}
