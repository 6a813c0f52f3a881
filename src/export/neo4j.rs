//! CSV for `neo4j-admin database import`: headers with `:ID`, `:LABEL`, `:START_ID`, `:END_ID`,
//! `:TYPE` and the types of numbers. Labels and types are spelt as Neo4j's are: `:Official`,
//! `:HOLDS_POST_IN`. Files are named as those of the format `csv`.

use std::borrow::Cow;
use std::path::Path;

use super::file::{csv_row, two_tables, write_whole};
use super::{Column, ExportError, Exported, Format, Kind, Network, Writer};

pub(super) const FORMAT: Format = Format {
    name: "neo4j",
    extension: "csv",
    title: "CSV with the headers of neo4j-admin database import (x-nodes.csv, x-edges.csv)",
    write: Writer::Network(write),
};

fn write(network: &Network<'_>, path: &Path) -> Result<Exported, ExportError> {
    let [nodes, edges] = two_tables(path, FORMAT.extension)?;
    write_whole(&nodes, |out| {
        let columns = network.node_columns();
        let header = ["iri:ID", ":LABEL"].map(Cow::from).into_iter();
        csv_row(out, header.chain(columns.iter().map(typed)))?;
        for number in 0..network.len() {
            let node = network.node(number)?;
            let first = [network.iri(number).into(), capitalised(&node.kind).into()];
            let values = network.node_values(number, &node);
            let cells = values.iter().map(|value| value.text().into());
            csv_row(out, first.into_iter().chain(cells))?;
        }
        Ok(())
    })?;
    let count = write_whole(&edges, |out| {
        let header = [":START_ID", ":END_ID", ":TYPE"].map(Cow::from).into_iter();
        csv_row(out, header.chain(network.edge_columns().iter().map(typed)))?;
        let mut count = 0;
        for edge in network.edges() {
            let edge = edge?;
            let kind = edge.label.to_uppercase().replace(' ', "_");
            let first: [Cow<'_, str>; 3] = [
                network.iri(edge.source).into(),
                network.iri(edge.target).into(),
                kind.into(),
            ];
            let values = network.edge_values(&edge);
            let cells = values.iter().map(|value| value.text().into());
            csv_row(out, first.into_iter().chain(cells))?;
            count += 1;
        }
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![nodes, edges],
        nodes: network.len(),
        edges: count,
    })
}

/// `order:int`.
fn typed((name, kind): &Column) -> Cow<'static, str> {
    match kind {
        Kind::Text => (*name).into(),
        Kind::Integer => format!("{name}:int").into(),
        Kind::Number => format!("{name}:double").into(),
    }
}

/// `Official`.
fn capitalised(kind: &str) -> String {
    let mut chars = kind.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
