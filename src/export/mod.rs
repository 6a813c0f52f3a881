//! The graph taken away: one file a format, one line in [`FORMATS`].
//!
//! Formats of networks write a [`Network`], that is a [`View`] of the graph; formats of
//! statements write the graph itself. Every export is the same bytes for the same graph, and
//! appears under its name only when it is whole.

mod csv;
mod file;
mod gexf;
mod graphml;
mod jsonld;
mod neo4j;
mod network;
mod nquads;
mod nquads_gz;
mod parquet;
mod rdf;
mod rdfxml;
mod trig;
mod turtle;

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::StorageError;

use crate::graph::Graph;
pub use network::{
    Column, Edge, Filter, FilterError, Kind, Metrics, Network, Node, Options, Value, View,
};

/// A format that the graph can be written in.
#[derive(Clone, Copy)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub title: &'static str,
    write: Writer,
}

/// What a format writes.
#[derive(Clone, Copy)]
enum Writer {
    /// Nodes and edges of a view.
    Network(fn(&Network<'_>, &Path) -> Result<Exported, ExportError>),
    /// Every statement of the graph.
    Statements(fn(&Graph, &Path) -> Result<Exported, ExportError>),
}

/// All formats, by name.
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    gexf::FORMAT,
    graphml::FORMAT,
    jsonld::FORMAT,
    neo4j::FORMAT,
    nquads::FORMAT,
    nquads_gz::FORMAT,
    parquet::FORMAT,
    rdfxml::FORMAT,
    trig::FORMAT,
    turtle::FORMAT,
];

/// Finds a format by its name.
///
/// ```
/// assert_eq!(zhengmai::export::format("graphml").unwrap().extension, "graphml");
/// assert!(zhengmai::export::format("pdf").is_none());
/// ```
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Format {
    /// Writes the graph to a file. What stood there before is replaced when all is written.
    /// The formats of statements write the whole graph and refuse other [`Options`].
    pub fn write(
        &self,
        graph: &Graph,
        path: &Path,
        options: &Options,
    ) -> Result<Exported, ExportError> {
        match self.write {
            Writer::Network(write) => write(&Network::of(graph, options)?, path),
            Writer::Statements(write) if *options == Options::default() => write(graph, path),
            Writer::Statements(_) => Err(ExportError::WholeOnly { format: self.name }),
        }
    }

    /// Whether it writes nodes and edges, and so takes [`Options`].
    pub fn is_network(&self) -> bool {
        matches!(self.write, Writer::Network(_))
    }
}

/// The BLAKE3 hash of the N-Quads export, in hexadecimal: two graphs that say the same have the
/// same one, however they were built.
///
/// ```
/// use zhengmai::{export::fingerprint, facts::Record, graph::Graph};
/// let graph = Graph::in_memory().unwrap();
/// let empty = fingerprint(&graph).unwrap();
/// graph.insert(&[Record { text: "安阳市召开推进会".into(), ..Record::default() }]).unwrap();
/// assert_ne!(fingerprint(&graph).unwrap(), empty);
/// graph.remove(&zhengmai::ingest::Article::new("安阳市召开推进会").hash()).unwrap();
/// assert_eq!(fingerprint(&graph).unwrap(), empty);
/// ```
pub fn fingerprint(graph: &Graph) -> Result<String, StorageError> {
    match rdf::hash(graph) {
        Ok(hash) => Ok(hash.to_hex().to_string()),
        Err(file::WriteError::Storage(error)) => Err(error),
        Err(file::WriteError::Io(error)) => Err(error.into()),
    }
}

/// What an export wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Entities; 0 in the RDF formats.
    pub nodes: usize,
    /// Relations between entities; in the RDF formats triples or quads.
    pub edges: usize,
}

/// Why an export failed; nothing is left of its file then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file cannot be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A view of the graph in a format that writes statements.
    #[error(
        "{format} writes every statement of the graph: a view, a part or metrics need a format of \
         nodes and edges"
    )]
    WholeOnly {
        /// The format.
        format: &'static str,
    },
    /// A part of the graph that cannot be found.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
}
