//! Turtle: the union of all graphs, to be read by people too.

use std::path::Path;

use oxigraph::io::RdfFormat;

use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "turtle",
    extension: "ttl",
    title: "Turtle: all triples, each once, for any RDF tool",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    rdf::union(graph, path, RdfFormat::Turtle)
}
