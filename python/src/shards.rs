//! Quads without a store, for graphs that are built in many places and put together: what one
//! article says comes from the article alone, and what joins articles from those it joins.

use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, Quad};
use pyo3::prelude::*;
use pyo3::types::PyList;
use rayon::prelude::*;
use zhengmai::build::{arrival, reference_quads};
use zhengmai::graph::{Graph, Judgements, quads};

use crate::articles::articles;
use crate::failure::Failure;
use crate::records::strictly;
use crate::work::{pool, run};

/// The graph of what joins articles.
const RESOLUTION: &str = "<https://w3id.org/zhengmai/id/graph/resolution>";

/// Reads articles into the N-Quads of their own graphs.
#[pyfunction]
#[pyo3(signature = (articles, workers = Some(1)))]
pub fn nquads(
    py: Python<'_>,
    articles: &Bound<'_, PyList>,
    workers: Option<usize>,
) -> PyResult<Vec<String>> {
    let records = strictly(py, articles, workers)?;
    let pool = pool(workers)?;
    run(py, |_| {
        pool.install(|| {
            let records = records.par_iter();
            records.map(|record| lines(&quads(record))).collect()
        })
    })
}

/// What articles are before they are read: hash of the text, date of publication as ISO 8601,
/// and the N-Quads that say where the article came from.
#[pyfunction]
pub fn arrivals(articles: &Bound<'_, PyList>) -> PyResult<Vec<(String, Option<String>, String)>> {
    let articles = self::articles(articles)?;
    let known = articles.iter().map(|article| {
        let arrival = arrival(article);
        let mut origins: Vec<Quad> = arrival.origins().collect();
        origins.sort_by_cached_key(ToString::to_string);
        Ok((arrival.hash, arrival.published, lines(&origins)?))
    });
    known.collect()
}

/// The N-Quads of divisions and statutes, the same in every graph.
#[pyfunction]
pub fn reference_nquads(py: Python<'_>) -> PyResult<String> {
    run(py, |_| lines(&reference_quads()))
}

/// The N-Quads of what joins the articles whose N-Quads these are.
#[pyfunction]
#[pyo3(signature = (nquads, judgements = None))]
pub fn resolution_nquads(
    py: Python<'_>,
    nquads: Vec<String>,
    judgements: Option<String>,
) -> PyResult<String> {
    run(py, |cancel| {
        let graph = Graph::in_memory()?;
        for part in &nquads {
            if cancel.is_cancelled() {
                return Err(Failure::Stopped);
            }
            let mut loader = graph.store().bulk_loader();
            for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(part.as_bytes()) {
                let quad = quad.map_err(|error| Failure::Input(error.to_string()))?;
                // Questions see the union of all graphs in the default one.
                let copy = Quad {
                    graph_name: GraphName::DefaultGraph,
                    ..quad.clone()
                };
                loader
                    .load_quads([quad, copy])
                    .map_err(|error| Failure::Internal(error.to_string()))?;
            }
            loader
                .commit()
                .map_err(|error| Failure::Internal(error.to_string()))?;
        }
        let (judgements, bad) =
            Judgements::parse(&judgements.unwrap_or_default(), Path::new("judgements"));
        if let Some(line) = bad.first() {
            return Err(Failure::Input(line.to_string()));
        }
        graph.resolve_all(&judgements)?;
        let mut joining = Vec::new();
        for quad in graph.store().iter() {
            let quad = quad.map_err(|error| Failure::Graph(error.into()))?;
            if quad.graph_name.to_string() == RESOLUTION {
                joining.push(quad);
            }
        }
        joining.sort_by_cached_key(ToString::to_string);
        lines(&joining)
    })
}

/// Quads as the export writes them, a line each.
fn lines(quads: &[Quad]) -> Result<String, Failure> {
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    let written = quads
        .iter()
        .try_for_each(|quad| writer.serialize_quad(quad));
    let bytes = written.and_then(|()| writer.finish());
    let text = bytes.map(String::from_utf8);
    match text {
        Ok(Ok(text)) => Ok(text),
        _ => Err(Failure::Internal("quads that cannot be written".to_owned())),
    }
}
