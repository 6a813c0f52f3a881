//! An article from what a source states of it field by field: a line of JSON Lines, a row of a
//! table.

use super::{Article, Reason, published};

/// The fields of an article, as strings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The whole text, or the text without its headline.
    pub text: String,
    /// The headline: put before the text unless the text begins with it.
    pub title: Option<String>,
    /// An id; without it the article is named by the hash of its text.
    pub id: Option<String>,
    /// When it was published; a date that none of the usual forms fits is left out.
    pub published: Option<String>,
    /// The address where it was published, or the path where it lay.
    pub source: Option<String>,
}

impl Stated {
    /// Makes the article; fails where there is no text. White space alone counts as nothing.
    ///
    /// ```
    /// use zhengmai::ingest::Stated;
    /// let stated = Stated {
    ///     text: "5月29日，会议召开。".into(),
    ///     title: Some("安阳市召开推进会".into()),
    ///     published: Some("2018年5月31日".into()),
    ///     ..Stated::default()
    /// };
    /// let article = stated.article().unwrap();
    /// assert_eq!(article.text, "安阳市召开推进会\n5月29日，会议召开。");
    /// assert_eq!(article.published.as_deref(), Some("2018-05-31"));
    /// assert!(Stated::default().article().is_err());
    /// ```
    pub fn article(self) -> Result<Article, Reason> {
        let given = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
        let title = given(self.title).map(|title| title.trim().to_owned());
        let mut article = titled(&self.text, title);
        if article.text.is_empty() {
            return Err(Reason::Empty);
        }
        let id = given(self.id);
        article.id = id.map_or_else(|| article.hash(), |id| id.trim().to_owned());
        article.published = self.published.and_then(|date| published::iso(&date));
        article.source = given(self.source);
        Ok(article)
    }
}

/// An article whose first line is its title: put before the text unless the text begins with it.
pub(super) fn with_title(text: &str, title: Option<String>) -> Article {
    let mut article = titled(text, title);
    article.id = article.hash();
    article
}

/// The same without an id.
fn titled(text: &str, title: Option<String>) -> Article {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut article = match &title {
        Some(title) if !text.is_empty() && !begins_with(text, title) => {
            Article::unnamed(&format!("{title}\n{text}"))
        }
        _ => Article::unnamed(text),
    };
    article.title = title;
    article
}

/// Whether a text begins with a title, white space aside.
pub(super) fn begins_with(text: &str, title: &str) -> bool {
    let mut text = text.chars().filter(|c| !c.is_whitespace());
    let mut title = title.chars().filter(|c| !c.is_whitespace());
    title.all(|c| text.next() == Some(c))
}
