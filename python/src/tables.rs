//! Arrow tables to Python, through the C data interface: no value is copied.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

/// Batches as a `pyarrow.Table`.
pub fn to_python<'py>(
    py: Python<'py>,
    batches: Vec<RecordBatch>,
    schema: &SchemaRef,
) -> PyResult<Bound<'py, PyAny>> {
    PyTable::try_new(batches, Arc::clone(schema))?.into_pyarrow(py)
}
