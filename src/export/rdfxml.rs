//! RDF/XML: the union of all graphs, for tools that read nothing newer. Characters that XML
//! 1.0 cannot hold are left out of literals.

use std::path::Path;

use oxigraph::io::RdfFormat;

use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "rdfxml",
    extension: "rdf",
    title: "RDF/XML: all triples, each once, for older RDF tools",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    rdf::union(graph, path, RdfFormat::RdfXml)
}
