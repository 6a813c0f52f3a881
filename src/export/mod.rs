//! The graph taken away: one file a format, one line in [`FORMATS`].
//!
//! Every export is the same bytes for the same graph, and appears under its name only when
//! it is whole.

mod csv;
mod entities;
mod file;
mod graphml;
mod jsonld;
mod nquads;
mod rdf;
mod rdfxml;
mod trig;
mod turtle;

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::StorageError;

use crate::graph::Graph;

/// A format that the graph can be written in.
#[derive(Clone, Copy)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub title: &'static str,
    write: fn(&Graph, &Path) -> Result<Exported, ExportError>,
}

/// All formats, by name.
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    graphml::FORMAT,
    jsonld::FORMAT,
    nquads::FORMAT,
    rdfxml::FORMAT,
    trig::FORMAT,
    turtle::FORMAT,
];

/// Finds a format by its name.
///
/// ```
/// assert_eq!(zhengmai::export::format("graphml").unwrap().extension, "graphml");
/// assert!(zhengmai::export::format("gexf").is_none());
/// ```
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

impl Format {
    /// Writes the graph to a file. What stood there before is replaced when all is written.
    pub fn write(&self, graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
        (self.write)(graph, path)
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
        Ok((hash, _)) => Ok(hash.to_hex().to_string()),
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
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
}
