//! N-Quads: one statement a line with the graph that says it; loads into any SPARQL server.

use std::path::Path;

use oxigraph::io::RdfFormat;

use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "nquads",
    extension: "nq",
    title: "N-Quads: all named graphs, one statement a line, for SPARQL servers",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    rdf::graphs(graph, path, RdfFormat::NQuads)
}
