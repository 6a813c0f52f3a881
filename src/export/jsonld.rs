//! JSON-LD: all named graphs as one JSON document, statement by statement (streaming profile).

use std::path::Path;

use oxigraph::io::{JsonLdProfile, RdfFormat};

use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "jsonld",
    extension: "jsonld",
    title: "JSON-LD: all named graphs as JSON",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    rdf::graphs(
        graph,
        path,
        RdfFormat::JsonLd {
            profile: JsonLdProfile::Streaming.into(),
        },
    )
}
