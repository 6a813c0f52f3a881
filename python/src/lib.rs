//! The Python module `zhengmai._zhengmai`: the library with its long calls off the interpreter's
//! lock. It converts, calls and hands back; what a Python user sees is made of it in
//! `python/python/zhengmai`.

mod answer;
mod articles;
mod failure;
mod graph;
mod network;
mod records;
mod shards;
mod table;
mod tables;
mod work;

use pyo3::prelude::*;

/// The library behind the package `zhengmai`.
#[pymodule]
fn _zhengmai(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("has_store", cfg!(feature = "rocksdb"))?;
    module.add_class::<records::Read>()?;
    module.add_class::<graph::Graph>()?;
    module.add_class::<answer::Answer>()?;
    module.add_function(wrap_pyfunction!(records::extract, module)?)?;
    module.add_function(wrap_pyfunction!(records::extract_paths, module)?)?;
    module.add_function(wrap_pyfunction!(records::records, module)?)?;
    module.add_function(wrap_pyfunction!(table::extract_table, module)?)?;
    module.add_function(wrap_pyfunction!(table::table_of, module)?)?;
    module.add_function(wrap_pyfunction!(graph::queries, module)?)?;
    module.add_function(wrap_pyfunction!(graph::formats, module)?)?;
    module.add_function(wrap_pyfunction!(network::views, module)?)?;
    module.add_function(wrap_pyfunction!(graph::shorten, module)?)?;
    module.add_function(wrap_pyfunction!(graph::expand, module)?)?;
    module.add_function(wrap_pyfunction!(shards::nquads, module)?)?;
    module.add_function(wrap_pyfunction!(shards::arrivals, module)?)?;
    module.add_function(wrap_pyfunction!(shards::reference_nquads, module)?)?;
    module.add_function(wrap_pyfunction!(shards::resolution_nquads, module)?)?;
    Ok(())
}
