//! Records as an Arrow table: a row an article, a column a field, nested as in the JSON.

use std::sync::{Arc, LazyLock};

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyList;
use zhengmai::facts::Record;

use crate::failure::Failure;
use crate::records::{Read, strictly};
use crate::tables::to_python;

/// Records in a batch of the table.
const BATCH: usize = 4096;

/// The fields of a record; `tests/test_extract.py` compares them with its JSON.
static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let strings = || list(DataType::Utf8);
    let found = |name, fields: &[Field]| {
        let mut fields = fields.to_vec();
        fields.extend(evidence());
        Field::new(name, list(DataType::Struct(Fields::from(fields))), true)
    };
    let rows = |name, fields: &[Field]| {
        let fields = Fields::from(fields.to_vec());
        Field::new(name, list(DataType::Struct(fields)), true)
    };
    let body = || [text("jurisdiction"), text("local"), text("class")];
    let post = [text("person"), text("agency"), text("title")];
    let deed = [text("kind"), text("date"), text("by"), text("meeting")];
    let statute = Fields::from(vec![text("title"), text("force"), text("text")]);
    let change = Fields::from(vec![
        text("basis"),
        text("value"),
        text("unit"),
        text("bound"),
    ]);
    let lists = Fields::from(vec![
        rows("journalists", &evidence()),
        rows("places", &evidence()),
        rows("initiatives", &evidence()),
    ]);
    Arc::new(Schema::new(vec![
        text("id"),
        text("source"),
        text("published"),
        text("title"),
        text("region"),
        text("region_code"),
        text("text"),
        found("persons", &[text("name"), text("jurisdiction")]),
        Field::new("journalists", strings(), true),
        found(
            "agencies",
            &[
                text("name"),
                Field::new("surfaces", strings(), true),
                text("jurisdiction"),
                text("local"),
                text("class"),
            ],
        ),
        found("posts", &[&post[..], &body()].concat()),
        found("appointments", &[&post[..], &deed, &body()].concat()),
        Field::new("places", strings(), true),
        found(
            "meetings",
            &[
                text("name"),
                text("date"),
                text("place"),
                text("jurisdiction"),
            ],
        ),
        found(
            "roles",
            &[
                text("who"),
                text("role"),
                number("order"),
                rows("capacity", &[text("agency"), text("title")]),
            ],
        ),
        found(
            "documents",
            &[
                text("title"),
                text("kind"),
                text("relation"),
                Field::new("issuers", strings(), true),
                text("number"),
                Field::new("statute", DataType::Struct(statute), true),
            ],
        ),
        Field::new("initiatives", strings(), true),
        found(
            "directives",
            &[
                text("by"),
                text("text"),
                number("order"),
                text("modality"),
                text("audience"),
                Field::new("addressees", strings(), true),
                rows("deadlines", &[text("text"), text("start"), text("end")]),
                text("topic"),
                Field::new("implements", strings(), true),
            ],
        ),
        found(
            "quantities",
            &[
                text("indicator"),
                text("text"),
                text("value"),
                text("unit"),
                text("bound"),
                text("status"),
                Field::new("comparison", DataType::Struct(change), true),
                text("jurisdiction"),
            ],
        ),
        Field::new("evidence", DataType::Struct(lists), true),
        rows(
            "notes",
            &[
                text("about"),
                text("reason"),
                Field::new("candidates", strings(), true),
            ],
        ),
    ]))
});

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Int32, true)
}

fn list(items: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", items, true)))
}

/// Where an item stands, and the rule that found it.
fn evidence() -> [Field; 2] {
    let spans = Field::new("spans", list(list(DataType::Int32)), true);
    [spans, text("rule")]
}

/// Reads articles into a `pyarrow.Table`, a row each, in the order given.
#[pyfunction]
#[pyo3(signature = (articles, workers = None))]
pub fn extract_table<'py>(
    py: Python<'py>,
    articles: &Bound<'py, PyList>,
    workers: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let records = strictly(py, articles, workers)?;
    let records: Vec<&Record> = records.iter().collect();
    let batches = py.detach(|| batches(&records))?;
    to_python(py, batches, &SCHEMA)
}

/// Puts records that were read before into a `pyarrow.Table`.
#[pyfunction]
pub fn table_of<'py>(py: Python<'py>, records: Vec<Py<Read>>) -> PyResult<Bound<'py, PyAny>> {
    let records: Vec<&Record> = records.iter().map(|read| &read.get().0).collect();
    let batches = py.detach(|| batches(&records))?;
    to_python(py, batches, &SCHEMA)
}

fn batches(records: &[&Record]) -> Result<Vec<RecordBatch>, Failure> {
    let mut batches = Vec::new();
    for records in records.chunks(BATCH) {
        let reader = ReaderBuilder::new(Arc::clone(&SCHEMA)).with_batch_size(BATCH);
        let mut decoder = reader.build_decoder()?;
        decoder.serialize(records)?;
        batches.extend(decoder.flush()?);
    }
    Ok(batches)
}
