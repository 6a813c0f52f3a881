//! CSV: a table of nodes and a table of edges, for Gephi, spreadsheets and pandas.
//!
//! `x.csv` gives `x-nodes.csv` and `x-edges.csv`; a folder (one that is there, or a path
//! that ends in `/`) gets `nodes.csv` and `edges.csv`. UTF-8, commas, a header line, quotes
//! as in RFC 4180. The columns that Gephi knows are named as it wants them: `Id`, `Label`,
//! `Source`, `Target`, `Type` (of an edge: `Directed`, `Undirected`), `Weight`.

use std::path::Path;

use super::file::{csv_row, two_tables, write_whole};
use super::{ExportError, Exported, Format, Network, Writer};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    title: "CSV: a table of nodes and a table of edges (x-nodes.csv, x-edges.csv), for Gephi and pandas",
    write: Writer::Network(write),
};

fn write(network: &Network<'_>, path: &Path) -> Result<Exported, ExportError> {
    let [nodes, edges] = two_tables(path, FORMAT.extension)?;
    write_whole(&nodes, |out| {
        let columns = network.node_columns();
        let names = columns.iter().map(|(name, _)| title(name).into());
        csv_row(out, std::iter::once("Id".into()).chain(names))?;
        for number in 0..network.len() {
            let node = network.node(number)?;
            let values = network.node_values(number, &node);
            let cells = values.iter().map(|value| value.text().into());
            csv_row(
                out,
                std::iter::once(network.iri(number).into()).chain(cells),
            )?;
        }
        Ok(())
    })?;
    let kind = if network.is_directed() {
        "Directed"
    } else {
        "Undirected"
    };
    let count = write_whole(&edges, |out| {
        let columns = network.edge_columns().iter();
        let names = columns.map(|(name, _)| title(name).into());
        csv_row(
            out,
            ["Source", "Target", "Type"]
                .map(Into::into)
                .into_iter()
                .chain(names),
        )?;
        let mut count = 0;
        for edge in network.edges() {
            let edge = edge?;
            let ends = [network.iri(edge.source), network.iri(edge.target), kind];
            let values = network.edge_values(&edge);
            let cells = values.iter().map(|value| value.text().into());
            csv_row(out, ends.map(Into::into).into_iter().chain(cells))?;
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

/// The name of a column, as Gephi spells those that it knows.
fn title(name: &'static str) -> &'static str {
    match name {
        "label" => "Label",
        "weight" => "Weight",
        name => name,
    }
}
