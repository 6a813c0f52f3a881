//! Parquet: a table of nodes and a table of edges, for pandas, Polars, DuckDB and Spark.
//!
//! Files are named as those of the format `csv`. What is not known is null. Rows go out in
//! groups, column by column; a group is what is held at a time.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::file::{WriteError, two_tables, write_whole};
use super::{Column, ExportError, Exported, Format, Kind, Network, Value, Writer};

pub(super) const FORMAT: Format = Format {
    name: "parquet",
    extension: "parquet",
    title: "Parquet: a table of nodes and a table of edges, for pandas, Polars, DuckDB, Spark",
    write: Writer::Network(write),
};

/// Rows of a group.
const GROUP: usize = 65_536;

fn write(network: &Network<'_>, path: &Path) -> Result<Exported, ExportError> {
    let [nodes, edges] = two_tables(path, FORMAT.extension)?;
    write_whole(&nodes, |out| {
        let columns = network.node_columns();
        let mut table = Table::new(out, "nodes", &["iri"], &columns)?;
        for number in 0..network.len() {
            let node = network.node(number)?;
            let values = network.node_values(number, &node);
            table.row(&[network.iri(number)], &values)?;
        }
        table.finish()
    })?;
    let count = write_whole(&edges, |out| {
        let mut table = Table::new(out, "edges", &["source", "target"], network.edge_columns())?;
        let mut count = 0;
        for edge in network.edges() {
            let edge = edge?;
            let ends = [network.iri(edge.source), network.iri(edge.target)];
            table.row(&ends, &network.edge_values(&edge))?;
            count += 1;
        }
        table.finish()?;
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![nodes, edges],
        nodes: network.len(),
        edges: count,
    })
}

/// The values of a column that a group has so far; where there is none, `known` has a 0.
enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
}

struct Table<'o> {
    writer: SerializedFileWriter<&'o mut BufWriter<File>>,
    columns: Vec<(Values, Vec<i16>)>,
    rows: usize,
}

impl<'o> Table<'o> {
    /// Begins a file with columns of IRIs, which are always known, and others.
    fn new(
        out: &'o mut BufWriter<File>,
        name: &str,
        iris: &[&str],
        columns: &[Column],
    ) -> Result<Self, WriteError> {
        let fields = iris
            .iter()
            .map(|name| field(name, Kind::Text, Repetition::REQUIRED));
        let fields = fields.chain(
            columns
                .iter()
                .map(|(name, kind)| field(name, *kind, Repetition::OPTIONAL)),
        );
        let fields: Vec<_> = fields.collect::<Result<_, _>>().map_err(failed)?;
        let schema = Type::group_type_builder(name).with_fields(fields).build();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("zhengmai".to_owned())
            .build();
        let schema = Arc::new(schema.map_err(failed)?);
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties));
        let kinds = iris.iter().map(|_| Kind::Text);
        let kinds = kinds.chain(columns.iter().map(|(_, kind)| *kind));
        Ok(Self {
            writer: writer.map_err(failed)?,
            columns: kinds.map(|kind| (empty(kind), Vec::new())).collect(),
            rows: 0,
        })
    }

    fn row(&mut self, iris: &[&str], values: &[Value<'_>]) -> Result<(), WriteError> {
        let iris = iris.iter().map(|iri| Value::Text(iri));
        let row = iris.chain(values.iter().cloned());
        for ((column, known), value) in self.columns.iter_mut().zip(row) {
            let is_known = match (column, value) {
                (_, Value::Text("")) => false,
                (Values::Text(column), value) => {
                    column.push(ByteArray::from(value.text().into_bytes()));
                    true
                }
                (Values::Integer(column), Value::Integer(number)) => {
                    column.push(i64::try_from(number).unwrap_or(i64::MAX));
                    true
                }
                (Values::Number(column), Value::Number(number)) => {
                    column.push(number);
                    true
                }
                _ => false,
            };
            known.push(i16::from(is_known));
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.flush().map_err(failed)?;
        }
        Ok(())
    }

    /// Writes the rows so far as a group.
    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for (values, known) in &mut self.columns {
            let Some(mut column) = group.next_column()? else {
                break;
            };
            match values {
                Values::Text(values) => {
                    column
                        .typed::<ByteArrayType>()
                        .write_batch(values, Some(known), None)?;
                    values.clear();
                }
                Values::Integer(values) => {
                    column
                        .typed::<Int64Type>()
                        .write_batch(values, Some(known), None)?;
                    values.clear();
                }
                Values::Number(values) => {
                    column
                        .typed::<DoubleType>()
                        .write_batch(values, Some(known), None)?;
                    values.clear();
                }
            }
            known.clear();
            column.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<(), WriteError> {
        if self.rows > 0 {
            self.flush().map_err(failed)?;
        }
        self.writer.close().map_err(failed)?;
        Ok(())
    }
}

fn empty(kind: Kind) -> Values {
    match kind {
        Kind::Text => Values::Text(Vec::new()),
        Kind::Integer => Values::Integer(Vec::new()),
        Kind::Number => Values::Number(Vec::new()),
    }
}

fn field(name: &str, kind: Kind, repetition: Repetition) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
    };
    let field = Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}

/// What the format's writer complains of, as a fault of the file.
fn failed(error: ParquetError) -> WriteError {
    WriteError::Io(io::Error::other(error))
}
