//! The graph: a store on disk or in memory, asked and changed from Python.
//!
//! A store on disk is held open for reading, which any number of programs may do at once, and
//! opened for writing only while it is changed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde_json::json;
use zhengmai::build::build;
use zhengmai::export::{self, FORMATS, fingerprint};
use zhengmai::facts::Record;
use zhengmai::graph::{Graph as Store, Judgements};
use zhengmai::ingest::{self, Article, Skip};
use zhengmai::query::{self, Query, named};

use crate::answer::Answer;
use crate::articles::articles;
use crate::failure::Failure;
use crate::network;
use crate::records::{Read, names, options};
use crate::tables::to_python;
use crate::work::{Cancel, pool, run, within};

/// Judgements lie beside a store under this name, unless told otherwise.
const JUDGEMENTS: &str = "judgements.tsv";

/// A knowledge graph.
#[pyclass(frozen, module = "zhengmai._zhengmai")]
pub struct Graph {
    /// The folder; nothing of a graph in memory.
    store: Option<PathBuf>,
    judgements: Option<PathBuf>,
    /// Nothing once it is closed.
    open: RwLock<Option<Store>>,
}

/// A change of the graph: what came of it, as JSON.
type Changed = Result<serde_json::Value, Failure>;

#[pymethods]
impl Graph {
    /// Opens a store for reading; without one, an empty graph in memory.
    #[new]
    #[pyo3(signature = (store = None, judgements = None, create = false))]
    fn new(
        py: Python<'_>,
        store: Option<PathBuf>,
        judgements: Option<PathBuf>,
        create: bool,
    ) -> PyResult<Self> {
        let open = run(py, |_| {
            let Some(dir) = &store else {
                return Ok(Store::in_memory()?);
            };
            if create {
                Store::create(dir)?.finish()?;
            }
            Ok(Store::open(dir)?)
        })?;
        Ok(Self {
            store,
            judgements,
            open: RwLock::new(Some(open)),
        })
    }

    /// Lets go of the store; nothing can be asked after.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        run(py, |_| {
            let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
            *open = None;
            Ok(())
        })
    }

    /// Whether it was closed.
    #[getter]
    fn closed(&self, py: Python<'_>) -> bool {
        py.detach(|| {
            let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
            open.is_none()
        })
    }

    /// The folder of the store; nothing of a graph in memory.
    #[getter]
    fn store(&self) -> Option<PathBuf> {
        self.store.clone()
    }

    /// Reads the articles of files, folders and globs into the graph.
    #[pyo3(signature = (paths, encoding = None, published = None, prune = false, workers = None))]
    fn add_paths(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        encoding: Option<&str>,
        published: Option<String>,
        prune: bool,
        workers: Option<usize>,
    ) -> PyResult<String> {
        let articles = ingest::read(&names(paths), &options(encoding)?);
        let dated = articles.map(move |article| {
            article.map(|mut article| {
                article.published = article.published.or_else(|| published.clone());
                article
            })
        });
        self.add(py, dated, prune, workers)
    }

    /// Reads articles into the graph, see `extract`.
    #[pyo3(signature = (articles, prune = false, workers = None))]
    fn add_articles(
        &self,
        py: Python<'_>,
        articles: &Bound<'_, PyList>,
        prune: bool,
        workers: Option<usize>,
    ) -> PyResult<String> {
        let articles = self::articles(articles)?;
        self.add(py, articles.into_iter().map(Ok), prune, workers)
    }

    /// Puts records that were read before into the graph.
    fn add_records(&self, py: Python<'_>, records: Vec<Py<Read>>) -> PyResult<String> {
        let records: Vec<Record> = records.iter().map(|read| read.get().0.clone()).collect();
        self.change(py, |graph, _| {
            // Divisions and statutes are in every graph.
            build(graph, std::iter::empty(), |_| false)?;
            let inserted = graph.insert(&records)?;
            Ok(json!({
                "added": inserted.added, "replaced": inserted.replaced,
                "unchanged": inserted.unchanged,
            }))
        })
    }

    /// Takes out articles by id, hash, IRI or source.
    fn remove(&self, py: Python<'_>, what: &str) -> PyResult<String> {
        self.change(py, |graph, _| {
            let removed = graph.remove(what)?;
            Ok(json!({ "articles": removed.articles, "sources": removed.sources }))
        })
    }

    /// Asks in SPARQL, or a query of queries/ by its name, within so many seconds.
    #[pyo3(signature = (question, named, params, timeout = None))]
    fn query(
        &self,
        py: Python<'_>,
        question: &str,
        named: bool,
        params: Vec<(String, String)>,
        timeout: Option<f64>,
    ) -> PyResult<Answer> {
        self.read_within(py, timeout, |graph, cancel| {
            let mut query = match named {
                true => Query::named(question)?,
                false => Query::parse(question)?,
            };
            for (name, value) in &params {
                query = query.bind(name, value)?;
            }
            Answer::of(query.stream(graph, cancel)?, cancel)
        })
    }

    /// What bears a name, with all that is said of each, as JSON.
    fn profiles(&self, py: Python<'_>, name: &str) -> PyResult<String> {
        self.read(py, |graph| to_json(&query::show(graph, name)?))
    }

    /// Why the graph holds a node, as JSON; nothing where it does not know it.
    fn why(&self, py: Python<'_>, iri: &str) -> PyResult<Option<String>> {
        self.read(py, |graph| match query::why(graph, iri)? {
            Some(explanation) => to_json(&explanation).map(Some),
            None => Ok(None),
        })
    }

    /// What is known of something by date, as JSON.
    fn timeline(&self, py: Python<'_>, name: &str) -> PyResult<String> {
        self.read(py, |graph| to_json(&query::timeline(graph, name)?))
    }

    /// How two things are connected, as JSON.
    fn path(
        &self,
        py: Python<'_>,
        from: &str,
        to: &str,
        max: usize,
        limit: usize,
    ) -> PyResult<String> {
        self.read(py, |graph| {
            to_json(&query::path(graph, from, to, max, limit)?)
        })
    }

    /// A view: whether its edges are directed, its nodes and its edges as `pyarrow.Table`s.
    #[pyo3(signature = (view, part, metrics, workers = None))]
    fn network<'py>(
        &self,
        py: Python<'py>,
        view: &str,
        part: &str,
        metrics: bool,
        workers: Option<usize>,
    ) -> PyResult<(bool, Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let options = network::options(view, part, metrics)?;
        let pool = pool(workers)?;
        let (directed, [nodes, edges]) = self.read(py, |graph| {
            pool.install(|| network::tables(graph, &options))
        })?;
        let nodes = to_python(py, vec![nodes.0], &nodes.1)?;
        let edges = to_python(py, vec![edges.0], &edges.1)?;
        Ok((directed, nodes, edges))
    }

    /// Writes the graph to a file: the files, the number of nodes and of edges or statements.
    fn export(
        &self,
        py: Python<'_>,
        path: PathBuf,
        format: &str,
        view: &str,
        part: &str,
        metrics: bool,
    ) -> PyResult<(Vec<PathBuf>, usize, usize)> {
        let options = network::options(view, part, metrics)?;
        let format = export::format(format)
            .ok_or_else(|| Failure::Input(format!("there is no format `{format}`")))?;
        let exported = self.read(py, |graph| Ok(format.write(graph, &path, &options)?))?;
        Ok((exported.files, exported.nodes, exported.edges))
    }

    /// How much is in the graph, as JSON.
    fn stats(&self, py: Python<'_>) -> PyResult<String> {
        self.read(py, |graph| to_json(&graph.stats()?))
    }

    /// The BLAKE3 hash of the N-Quads export: graphs that say the same have the same.
    fn fingerprint(&self, py: Python<'_>) -> PyResult<String> {
        self.read(py, |graph| {
            fingerprint(graph).map_err(|error| Failure::Graph(error.into()))
        })
    }
}

impl Graph {
    fn read<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&Store) -> Result<T, Failure> + Send,
    ) -> PyResult<T> {
        self.read_within(py, None, |graph, _| work(graph))
    }

    fn read_within<T: Send>(
        &self,
        py: Python<'_>,
        seconds: Option<f64>,
        work: impl FnOnce(&Store, &Cancel) -> Result<T, Failure> + Send,
    ) -> PyResult<T> {
        within(py, seconds, |cancel| {
            let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
            work(open.as_ref().ok_or(Failure::Closed)?, cancel)
        })
    }

    /// Changes the graph and brings up to date what joins its articles.
    fn change(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&Store, &Cancel) -> Changed + Send,
    ) -> PyResult<String> {
        run(py, |cancel| {
            let (judgements, bad) = self.read_judgements()?;
            let changed = self.written(|graph| {
                graph.start_run();
                let changed = work(graph, cancel)?;
                graph.resolve(&judgements)?;
                graph.finish()?;
                Ok(changed)
            })?;
            let mut changed = changed;
            changed["bad_judgements"] = json!(bad);
            if cancel.is_cancelled() {
                return Err(Failure::Stopped);
            }
            Ok(changed.to_string())
        })
    }

    /// Does something with the graph open for writing; afterwards it is open as it was.
    fn written<T>(&self, work: impl FnOnce(&Store) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        let Some(dir) = &self.store else {
            return work(open.as_ref().ok_or(Failure::Closed)?);
        };
        if open.take().is_none() {
            return Err(Failure::Closed);
        }
        let changed = Store::create(dir)
            .map_err(Failure::from)
            .and_then(|graph| work(&graph));
        *open = Some(Store::open(dir)?);
        changed
    }

    fn add(
        &self,
        py: Python<'_>,
        articles: impl Iterator<Item = Result<Article, Skip>> + Send,
        prune: bool,
        workers: Option<usize>,
    ) -> PyResult<String> {
        let pool = pool(workers)?;
        self.change(py, |graph, cancel| {
            let built = pool.install(|| build(graph, articles, |_| cancel.is_cancelled()))?;
            // A stopped build has not seen all articles, so it cannot tell what vanished.
            let pruned = match prune && !built.stopped {
                true => graph.prune()?,
                false => 0,
            };
            Ok(json!({
                "added": built.inserted.added, "replaced": built.inserted.replaced,
                "unchanged": built.inserted.unchanged, "pruned": pruned,
                "characters": built.characters, "skipped": built.skipped,
            }))
        })
    }

    /// The judgements that hold, and what is wrong with other lines.
    fn read_judgements(&self) -> Result<(Judgements, Vec<String>), Failure> {
        let beside = |store: &PathBuf| store.with_file_name(JUDGEMENTS);
        let Some(path) = self
            .judgements
            .clone()
            .or_else(|| self.store.as_ref().map(beside))
        else {
            return Ok(Default::default());
        };
        read_judgements(&path, self.judgements.is_some())
    }
}

fn read_judgements(path: &Path, needed: bool) -> Result<(Judgements, Vec<String>), Failure> {
    match Judgements::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !needed => Ok(Default::default()),
        Err(error) => Err(Failure::Io(path.display().to_string(), error)),
        Ok((judgements, bad)) => Ok((judgements, bad.iter().map(ToString::to_string).collect())),
    }
}

fn to_json(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Internal(error.to_string()))
}

/// The queries of queries/: name, title, description, parameters and columns, as dictionaries.
#[pyfunction]
pub fn queries(py: Python<'_>) -> PyResult<Vec<Bound<'_, PyDict>>> {
    let mut list = Vec::new();
    for query in named() {
        let entry = PyDict::new(py);
        entry.set_item("name", query.name)?;
        entry.set_item("title", &query.title)?;
        entry.set_item("description", &query.description)?;
        entry.set_item("sparql", query.sparql)?;
        let mut params = Vec::new();
        for param in &query.params {
            let fields = PyDict::new(py);
            fields.set_item("name", &param.name)?;
            fields.set_item("kind", param.kind.to_string())?;
            fields.set_item("example", &param.example)?;
            fields.set_item("description", &param.description)?;
            fields.set_item("optional", param.optional)?;
            params.push(fields);
        }
        entry.set_item("params", params)?;
        let columns = query.columns.iter();
        let columns: Vec<_> = columns.map(|c| (&c.name, &c.description)).collect();
        entry.set_item("columns", columns)?;
        list.push(entry);
    }
    Ok(list)
}

/// The formats of exports: name, ending of its files, title, and whether it writes nodes and
/// edges.
#[pyfunction]
pub fn formats() -> Vec<(&'static str, &'static str, &'static str, bool)> {
    let format = |f: &export::Format| (f.name, f.extension, f.title, f.is_network());
    FORMATS.iter().map(format).collect()
}

/// Shortens an IRI by the known prefixes.
#[pyfunction]
pub fn shorten(iri: &str) -> String {
    query::shorten(iri)
}

/// Makes a whole IRI of a short one.
#[pyfunction]
pub fn expand(name: &str) -> String {
    query::expand(name)
}
