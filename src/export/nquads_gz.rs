//! N-Quads, compressed: what most SPARQL servers load as it is.

use std::path::Path;

use flate2::{Compression, GzBuilder};
use oxigraph::io::RdfFormat;

use super::file::write_whole;
use super::{ExportError, Exported, Format, Writer, rdf};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "nquads-gz",
    extension: "nq.gz",
    title: "N-Quads, gzip: all named graphs, for SPARQL servers",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    let edges = write_whole(path, |out| {
        // Without name and time, so that the same graph is the same bytes.
        let mut gzip = GzBuilder::new().mtime(0).write(out, Compression::default());
        let count = rdf::graphs_to(graph, &mut gzip, RdfFormat::NQuads)?;
        gzip.finish()?;
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: 0,
        edges,
    })
}
