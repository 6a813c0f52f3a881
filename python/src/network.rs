//! Views of the graph as two tables: nodes and edges.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use zhengmai::export::{Column, ExportError, Filter, Kind, Network, Options, Value, View};
use zhengmai::graph::Graph;

use crate::failure::Failure;

/// The names of the views.
#[pyfunction]
pub fn views() -> Vec<&'static str> {
    View::ALL.iter().map(|(name, _)| *name).collect()
}

/// What to take of the graph.
pub fn options(view: &str, part: &str, metrics: bool) -> Result<Options, Failure> {
    let named = View::named(view).ok_or_else(|| {
        let names = views().join(", ");
        Failure::Input(format!("there is no view `{view}`: take one of {names}"))
    })?;
    Ok(Options {
        view: named,
        filter: Filter::parse(part)?,
        metrics,
    })
}

/// Whether edges are directed, the nodes, and the edges with IRIs at both ends.
pub fn tables(
    graph: &Graph,
    options: &Options,
) -> Result<(bool, [(RecordBatch, SchemaRef); 2]), Failure> {
    let network = Network::of(graph, options)?;
    let mut nodes = Table::new(&["id"], &network.node_columns());
    for number in 0..network.len() {
        let node = network.node(number).map_err(ExportError::from)?;
        nodes.push(&[&node.iri], &network.node_values(number, &node));
    }
    let mut edges = Table::new(&["source", "target"], network.edge_columns());
    for edge in network.edges() {
        let edge = edge.map_err(ExportError::from)?;
        let ends = [network.iri(edge.source), network.iri(edge.target)];
        edges.push(&ends, &network.edge_values(&edge));
    }
    let directed = network.is_directed();
    Ok((directed, [nodes.finish()?, edges.finish()?]))
}

/// Columns that are being filled.
struct Table {
    fields: Vec<Field>,
    columns: Vec<Filling>,
}

enum Filling {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
}

impl Table {
    fn new(keys: &[&str], columns: &[Column]) -> Self {
        let keys = keys.iter().map(|name| (*name, Kind::Text));
        let columns = keys.chain(columns.iter().copied());
        let (fields, columns) = columns
            .map(|(name, kind)| {
                let (kind, filling) = match kind {
                    Kind::Text => (DataType::Utf8, Filling::Text(StringBuilder::new())),
                    Kind::Integer => (DataType::Int64, Filling::Integer(Int64Builder::new())),
                    Kind::Number => (DataType::Float64, Filling::Number(Float64Builder::new())),
                };
                (Field::new(name, kind, true), filling)
            })
            .unzip();
        Self { fields, columns }
    }

    /// Adds a row; empty text stands for what is not known.
    fn push(&mut self, keys: &[&str], values: &[Value<'_>]) {
        let keys = keys.iter().map(|key| Value::Text(key));
        let row = keys.chain(values.iter().cloned());
        for (column, value) in self.columns.iter_mut().zip(row) {
            match (column, value) {
                (Filling::Text(column), Value::Text("")) => column.append_null(),
                (Filling::Text(column), value) => column.append_value(value.text()),
                (Filling::Integer(column), Value::Integer(number)) => {
                    column.append_option(i64::try_from(number).ok());
                }
                (Filling::Number(column), Value::Number(number)) => column.append_value(number),
                (Filling::Integer(column), _) => column.append_null(),
                (Filling::Number(column), _) => column.append_null(),
            }
        }
    }

    fn finish(self) -> Result<(RecordBatch, SchemaRef), Failure> {
        let arrays = self.columns.into_iter().map(|column| match column {
            Filling::Text(mut column) => Arc::new(column.finish()) as ArrayRef,
            Filling::Integer(mut column) => Arc::new(column.finish()),
            Filling::Number(mut column) => Arc::new(column.finish()),
        });
        let schema: SchemaRef = Arc::new(Schema::new(self.fields));
        let batch = RecordBatch::try_new(Arc::clone(&schema), arrays.collect())?;
        Ok((batch, schema))
    }
}
