//! Articles to records, on all cores.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyList;
use zhengmai::build;
use zhengmai::facts::Record;
use zhengmai::ingest::{self, Article, Options, Skip};

use crate::articles::articles;
use crate::failure::Failure;
use crate::work::{Cancel, pool, run};

/// Articles between two looks at whether to stop.
const BATCH: usize = 64;

/// A record as the library holds it; turned into Python objects when somebody looks.
#[pyclass(frozen, module = "zhengmai._zhengmai", name = "Read")]
pub struct Read(pub Record);

#[pymethods]
impl Read {
    /// The record as JSON.
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| json(&self.0))
    }

    /// The article's id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }
}

/// Reads articles; their records and, of those that gave none, why. In the order given.
#[pyfunction]
#[pyo3(signature = (articles, workers = None))]
pub fn extract(
    py: Python<'_>,
    articles: &Bound<'_, PyList>,
    workers: Option<usize>,
) -> PyResult<(Vec<Read>, Vec<String>)> {
    let (records, skipped) = read(py, self::articles(articles)?, workers)?;
    Ok((records.into_iter().map(Read).collect(), skipped))
}

/// Reads the articles of files, folders and globs.
#[pyfunction]
#[pyo3(signature = (paths, encoding = None, published = None, workers = None))]
pub fn extract_paths(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    encoding: Option<&str>,
    published: Option<String>,
    workers: Option<usize>,
) -> PyResult<(Vec<Read>, Vec<String>)> {
    let articles = ingest::read(&names(paths), &options(encoding)?);
    let dated = articles.map(move |article| {
        article.map(|mut article| {
            article.published = article.published.or_else(|| published.clone());
            article
        })
    });
    let pool = pool(workers)?;
    let (records, skipped) = run(py, |cancel| pool.install(|| all(dated, cancel)))?;
    Ok((records.into_iter().map(Read).collect(), skipped))
}

/// Reads articles into records as JSON, in the order given. Fails where one gives none.
#[pyfunction]
#[pyo3(signature = (articles, workers = Some(1)))]
pub fn records(
    py: Python<'_>,
    articles: &Bound<'_, PyList>,
    workers: Option<usize>,
) -> PyResult<Vec<String>> {
    let records = strictly(py, articles, workers)?;
    Ok(py.detach(|| records.iter().map(json).collect()))
}

/// Reads articles into as many records, or fails.
pub fn strictly(
    py: Python<'_>,
    articles: &Bound<'_, PyList>,
    workers: Option<usize>,
) -> PyResult<Vec<Record>> {
    let (records, skipped) = read(py, self::articles(articles)?, workers)?;
    match skipped.into_iter().next() {
        Some(reason) => Err(Failure::Internal(reason).into()),
        None => Ok(records),
    }
}

fn read(
    py: Python<'_>,
    articles: Vec<Article>,
    workers: Option<usize>,
) -> PyResult<(Vec<Record>, Vec<String>)> {
    let pool = pool(workers)?;
    let articles = articles.into_iter().map(Ok);
    run(py, |cancel| pool.install(|| all(articles, cancel)))
}

/// Records of all articles, and what was skipped, batch by batch.
fn all(
    mut articles: impl Iterator<Item = Result<Article, Skip>>,
    cancel: &Cancel,
) -> Result<(Vec<Record>, Vec<String>), Failure> {
    let mut records = Vec::new();
    let mut skipped = Vec::new();
    loop {
        let batch: Vec<_> = articles.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok((records, skipped));
        }
        for read in build::records(batch.into_iter()) {
            if cancel.is_cancelled() {
                return Err(Failure::Stopped);
            }
            records.extend(read.records);
            skipped.extend(read.skipped);
        }
    }
}

/// Paths as the library takes them.
pub fn names(paths: Vec<PathBuf>) -> Vec<String> {
    let name = |path: PathBuf| path.to_string_lossy().into_owned();
    paths.into_iter().map(name).collect()
}

/// How to read files.
pub fn options(encoding: Option<&str>) -> Result<Options, Failure> {
    let mut options = Options::default();
    if let Some(name) = encoding {
        let known = Options::encoding(name);
        let bad = || Failure::Input(format!("there is no encoding `{name}`"));
        options.encoding = Some(known.ok_or_else(bad)?);
    }
    Ok(options)
}

/// A record as one line of JSON.
pub fn json(record: &Record) -> String {
    // A record has string keys alone, so nothing in it can fail to serialise.
    serde_json::to_string(record).unwrap_or_default()
}
