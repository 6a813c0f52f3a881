//! CSV: a table of entities and a table of relations, for spreadsheets, pandas and Neo4j.
//!
//! `x.csv` gives `x-nodes.csv` and `x-edges.csv`; a folder (one that is there, or a path
//! that ends in `/`) gets `nodes.csv` and `edges.csv`. UTF-8, commas, a header line, quotes
//! as in RFC 4180.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use petgraph::visit::EdgeRef;

use super::entities::{Node, network};
use super::file::{WriteError, write_whole};
use super::{ExportError, Exported, Format};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    title: "CSV: a table of entities and a table of relations (x-nodes.csv, x-edges.csv)",
    write,
};

const EDGE_COLUMNS: [&str; 8] = [
    "source", "target", "label", "date", "title", "order", "evidence", "rule",
];

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    let network = network(graph)?;
    let [nodes, edges] = files(path)?;
    write_whole(&nodes, |out| {
        row(out, std::iter::once("iri").chain(Node::FIELDS))?;
        for node in network.node_weights() {
            row(out, std::iter::once(node.iri.as_str()).chain(node.values()))?;
        }
        Ok(())
    })?;
    write_whole(&edges, |out| {
        row(out, EDGE_COLUMNS)?;
        for reference in network.edge_references() {
            let edge = reference.weight();
            let order = match edge.order {
                0 => String::new(),
                order => order.to_string(),
            };
            row(
                out,
                [
                    network[reference.source()].iri.as_str(),
                    &network[reference.target()].iri,
                    &edge.label,
                    &edge.date,
                    &edge.title,
                    &order,
                    &edge.evidence,
                    &edge.rule,
                ],
            )?;
        }
        Ok(())
    })?;
    Ok(Exported {
        files: vec![nodes, edges],
        nodes: network.node_count(),
        edges: network.edge_count(),
    })
}

/// Where the two tables go.
fn files(path: &Path) -> Result<[PathBuf; 2], ExportError> {
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    if is_folder {
        fs::create_dir_all(path).map_err(|source| ExportError::Io {
            path: path.to_owned(),
            source,
        })?;
        return Ok(["nodes", "edges"].map(|table| path.join(format!("{table}.csv"))));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(["nodes", "edges"].map(|table| path.with_file_name(format!("{stem}-{table}.csv"))))
}

fn row<'a>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = &'a str>,
) -> Result<(), WriteError> {
    let cells = cells.into_iter().map(cell);
    let line = cells.collect::<Vec<_>>().join(",");
    Ok(writeln!(out, "{line}")?)
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
