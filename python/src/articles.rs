//! Articles as Python gives them: dictionaries with a text and what else is known.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use zhengmai::ingest::{Article, Stated};

use crate::failure::Failure;

/// Reads a list of dictionaries with the keys `text`, `title`, `id`, `published`, `source` (or
/// `url`), as the lines of JSON Lines have them. Only `text` is needed.
pub fn articles(list: &Bound<'_, PyList>) -> PyResult<Vec<Article>> {
    let stated = list.iter().enumerate().map(|(number, item)| {
        let bad = |message: String| Failure::Input(format!("article {number}: {message}"));
        let fields = item.cast::<PyDict>().map_err(|_| {
            bad("it is no dictionary; give one with `text`, or the text itself".to_owned())
        })?;
        let text = fields.get_item("text")?.ok_or_else(|| {
            bad("it has no `text`: give the article's text as a string of that name".to_owned())
        })?;
        let Ok(text) = text.cast::<PyString>() else {
            return Err(bad("its `text` is no string".to_owned()).into());
        };
        let url = || field(fields, "url");
        let stated = Stated {
            text: text.to_str()?.to_owned(),
            title: field(fields, "title")?,
            id: field(fields, "id")?,
            published: field(fields, "published")?,
            source: field(fields, "source")?.map_or_else(url, |source| Ok(Some(source)))?,
        };
        let article = stated.article();
        Ok(article.map_err(|reason| bad(reason.to_string()))?)
    });
    stated.collect()
}

/// A field as text: what is not there, `None` and not-a-number (as pandas marks what is missing)
/// give nothing; numbers and dates give what they print as.
fn field(fields: &Bound<'_, PyDict>, name: &str) -> PyResult<Option<String>> {
    let Some(value) = fields.get_item(name)? else {
        return Ok(None);
    };
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(text.to_str()?.to_owned()));
    }
    if value.is_none() || value.ne(&value)? {
        return Ok(None);
    }
    Ok(Some(value.str()?.to_str()?.to_owned()))
}
