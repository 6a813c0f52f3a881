//! JSON Lines: an article on each line, read one by one.

use std::io::{BufRead, Cursor};

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{Article, Items, Options, Reason, Skip, bytes, encoding, one, published};

/// Reads articles line by line: a bad line is skipped, a broken input ends after what was
/// whole.
pub(super) fn read(mut reader: Box<dyn BufRead + Send>, path: &str, options: &Options) -> Items {
    let skip = |reason| one(Err(Skip::new(path, reason)));
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return skip(error.into()),
    };
    // Lines of UTF-16 cannot be told apart in bytes: such a file is decoded as a whole.
    let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
    if options
        .encoding
        .or(marked)
        .is_some_and(|e| !e.is_ascii_compatible())
    {
        let whole = bytes::all(reader, options.max_bytes).and_then(|bytes| {
            encoding::decode(&bytes, None, options.encoding)
                .map(|text| text.into_owned().into_bytes())
        });
        let options = Options {
            encoding: None,
            ..*options
        };
        return match whole {
            Ok(text) => read(Box::new(Cursor::new(text)), path, &options),
            Err(reason) => skip(reason),
        };
    }
    Box::new(Lines {
        reader,
        path: path.to_owned(),
        options: *options,
        number: 0,
        found: false,
        done: false,
        line: Vec::new(),
    })
}

struct Lines {
    reader: Box<dyn BufRead + Send>,
    path: String,
    options: Options,
    number: u64,
    /// Whether any line held something.
    found: bool,
    done: bool,
    line: Vec<u8>,
}

impl Iterator for Lines {
    type Item = Result<Article, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let limit = self.options.max_bytes;
            let read = bytes::line(self.reader.as_mut(), &mut self.line, limit);
            self.number += 1;
            let result = match read {
                None => {
                    self.done = true;
                    if self.found {
                        return None;
                    }
                    return Some(Err(Skip::new(&self.path, Reason::Empty)));
                }
                Some(Ok(())) if self.line.trim_ascii().is_empty() => continue,
                Some(Ok(())) => article(&self.line, &self.path, &self.options),
                Some(Err(reason)) => {
                    self.done = !matches!(reason, Reason::TooLong { .. });
                    Err(reason)
                }
            };
            self.found = true;
            return Some(result.map_err(|reason| Skip::at(&self.path, self.number, reason)));
        }
        None
    }
}

/// The article of one line.
fn article(line: &[u8], path: &str, options: &Options) -> Result<Article, Reason> {
    let line = encoding::decode(line, None, options.encoding)?;
    let line = line.trim_start_matches('\u{feff}').trim();
    let value: Value = serde_json::from_str(line).map_err(|e| Reason::Json(e.to_string()))?;
    let Value::Object(mut object) = value else {
        return Err(Reason::Json("it is another value".to_owned()));
    };
    let mut string = |name| string(&mut object, name);
    let text = string("text").ok_or(Reason::NoTextField)?;
    let title = string("title").map(|t| t.trim().to_owned());
    let title = title.filter(|t| !t.is_empty());
    let id = string("id").filter(|id| !id.trim().is_empty());
    let mut article = titled(&text, title);
    if article.text.is_empty() {
        return Err(Reason::Empty);
    }
    article.id = id.map_or_else(|| article.hash(), |id| id.trim().to_owned());
    article.published = string("published").and_then(|p| published::iso(&p));
    let stated = string("source").or_else(|| string("url"));
    let stated = stated.filter(|s| !s.trim().is_empty());
    article.source = Some(stated.unwrap_or_else(|| path.to_owned()));
    Ok(article)
}

/// A string taken out of the object; a number, as ids often are, counts as one.
fn string(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    match object.get_mut(name)? {
        Value::String(string) => Some(std::mem::take(string)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
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
