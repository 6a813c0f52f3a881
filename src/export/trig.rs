//! TriG: all named graphs, article by article, to be read by people too.

use std::path::Path;

use oxigraph::io::RdfFormat;

use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "trig",
    extension: "trig",
    title: "TriG: all named graphs, article by article",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    rdf::graphs(graph, path, RdfFormat::TriG)
}
