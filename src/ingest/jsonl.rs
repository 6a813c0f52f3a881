//! JSON Lines: an article on each line, read one by one.

use std::io::{BufRead, Cursor};

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::{Article, Items, Options, Reason, Skip, Stated, bytes, encoding, one};

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
    let stated = Stated {
        text: string("text").ok_or(Reason::NoTextField)?,
        title: string("title"),
        id: string("id"),
        published: string("published"),
        source: string("source").or_else(|| string("url")),
    };
    let mut article = stated.article()?;
    article.source.get_or_insert_with(|| path.to_owned());
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
