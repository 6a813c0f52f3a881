//! Answers of queries, column by column: read from the store while they are found, then given
//! the type that all values of a column share.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use oxigraph::model::{NamedOrBlankNode, Term, Triple, vocab::rdf, vocab::xsd};
use oxigraph::sparql::{QueryResults, QuerySolutionIter};
use pyo3::prelude::*;

use crate::failure::Failure;
use crate::tables::to_python;
use crate::work::Cancel;

/// Rows in a batch.
const BATCH: usize = 65_536;

/// Rows between two looks at whether to stop, for what the store alone would not stop.
const LOOK: usize = 1_024;

/// What a query gave.
#[pyclass(frozen, module = "zhengmai._zhengmai")]
pub struct Answer {
    found: Found,
    /// Of a table whose columns hold IRIs alone, which they are.
    schema: SchemaRef,
}

enum Found {
    Boolean(bool),
    Rows(Vec<RecordBatch>),
    Triples(Mutex<Vec<Triple>>),
}

/// Value, data type and language of a literal.
type Literal = (String, String, Option<String>);

#[pymethods]
impl Answer {
    /// `rows`, `boolean` or `triples`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.found {
            Found::Boolean(_) => "boolean",
            Found::Rows(_) => "rows",
            Found::Triples(_) => "triples",
        }
    }

    /// Yes or no; nothing of another kind.
    #[getter]
    fn boolean(&self) -> Option<bool> {
        match self.found {
            Found::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The rows as a `pyarrow.Table`.
    fn table<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let batches = match &self.found {
            Found::Rows(batches) => batches.clone(),
            _ => Vec::new(),
        };
        to_python(py, batches, &self.schema)
    }

    /// The triples: subject, predicate, and the object as an IRI or a literal's parts. Blank
    /// nodes begin with `_:`.
    fn triples(&self) -> Vec<(String, String, Option<String>, Option<Literal>)> {
        let Found::Triples(triples) = &self.found else {
            return Vec::new();
        };
        let triples = triples.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = triples.iter().map(|triple| {
            let subject = match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            let (node, literal) = match &triple.object {
                Term::NamedNode(node) => (Some(node.as_str().to_owned()), None),
                Term::BlankNode(node) => (Some(node.to_string()), None),
                Term::Literal(literal) => {
                    let language = literal.language().map(str::to_owned);
                    let datatype = literal.datatype().as_str().to_owned();
                    (None, Some((literal.value().to_owned(), datatype, language)))
                }
            };
            (subject, triple.predicate.as_str().to_owned(), node, literal)
        });
        rows.collect()
    }

    /// The triples as N-Triples.
    fn ntriples(&self) -> String {
        let Found::Triples(triples) = &self.found else {
            return String::new();
        };
        let triples = triples.lock().unwrap_or_else(PoisonError::into_inner);
        triples
            .iter()
            .map(|triple| format!("{triple} .\n"))
            .collect()
    }
}

impl Answer {
    /// Takes in all that a query gives.
    pub fn of(results: QueryResults<'_>, cancel: &Cancel) -> Result<Self, Failure> {
        let nothing: SchemaRef = Arc::new(Schema::empty());
        Ok(match results {
            QueryResults::Boolean(value) => Self {
                found: Found::Boolean(value),
                schema: nothing,
            },
            QueryResults::Solutions(rows) => {
                let (batches, schema) = table(rows, cancel)?;
                Self {
                    found: Found::Rows(batches),
                    schema,
                }
            }
            QueryResults::Graph(found) => {
                let mut triples = HashSet::new();
                for triple in found {
                    triples.insert(triple?);
                }
                let mut triples: Vec<Triple> = triples.into_iter().collect();
                triples.sort_by_cached_key(ToString::to_string);
                Self {
                    found: Found::Triples(Mutex::new(triples)),
                    schema: nothing,
                }
            }
        })
    }
}

/// The kinds of values that were seen in a column.
#[derive(Clone, Copy, Default)]
struct Seen(u8);

impl Seen {
    const IRI: u8 = 1;
    const INTEGER: u8 = 2;
    const NUMBER: u8 = 4;
    const BOOLEAN: u8 = 8;
    const DATE: u8 = 16;
    const TIME: u8 = 32;
    const TEXT: u8 = 64;

    fn see(&mut self, term: &Term) {
        self.0 |= match term {
            Term::NamedNode(_) => Self::IRI,
            Term::BlankNode(_) => Self::TEXT,
            Term::Literal(literal) => {
                let datatype = literal.datatype();
                if datatype == xsd::STRING || datatype == rdf::LANG_STRING {
                    Self::TEXT
                } else if INTEGERS.contains(&datatype) {
                    Self::INTEGER
                } else if [xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&datatype) {
                    Self::NUMBER
                } else if datatype == xsd::BOOLEAN {
                    Self::BOOLEAN
                } else if datatype == xsd::DATE {
                    Self::DATE
                } else if datatype == xsd::DATE_TIME {
                    Self::TIME
                } else {
                    Self::TEXT
                }
            }
        };
    }

    /// The type that fits all of them; none where that is text.
    fn kind(self) -> Option<DataType> {
        Some(match self.0 {
            Self::INTEGER => DataType::Int64,
            Self::NUMBER => DataType::Float64,
            mixed if mixed == Self::INTEGER | Self::NUMBER => DataType::Float64,
            Self::BOOLEAN => DataType::Boolean,
            Self::DATE => DataType::Date32,
            Self::TIME => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            _ => return None,
        })
    }
}

const INTEGERS: [oxigraph::model::NamedNodeRef<'static>; 13] = [
    xsd::INTEGER,
    xsd::LONG,
    xsd::INT,
    xsd::SHORT,
    xsd::BYTE,
    xsd::NON_NEGATIVE_INTEGER,
    xsd::POSITIVE_INTEGER,
    xsd::NON_POSITIVE_INTEGER,
    xsd::NEGATIVE_INTEGER,
    xsd::UNSIGNED_LONG,
    xsd::UNSIGNED_INT,
    xsd::UNSIGNED_SHORT,
    xsd::UNSIGNED_BYTE,
];

fn table(
    solutions: QuerySolutionIter<'_>,
    cancel: &Cancel,
) -> Result<(Vec<RecordBatch>, SchemaRef), Failure> {
    let names: Vec<String> = solutions
        .variables()
        .iter()
        .map(|variable| variable.as_str().to_owned())
        .collect();
    let mut seen = vec![Seen::default(); names.len()];
    let mut building: Vec<StringBuilder> = names.iter().map(|_| StringBuilder::new()).collect();
    let mut parts: Vec<Vec<StringArray>> = vec![Vec::new(); names.len()];
    let mut rows = 0_usize;
    for solution in solutions {
        let solution = solution?;
        for ((builder, seen), term) in building.iter_mut().zip(&mut seen).zip(solution.values()) {
            match term {
                Some(term) => {
                    seen.see(term);
                    match term {
                        Term::NamedNode(node) => builder.append_value(node.as_str()),
                        Term::Literal(literal) => builder.append_value(literal.value()),
                        Term::BlankNode(node) => builder.append_value(node.to_string()),
                    }
                }
                None => builder.append_null(),
            }
        }
        rows += 1;
        if rows.is_multiple_of(LOOK) && cancel.is_cancelled() {
            return Err(Failure::Stopped);
        }
        if rows.is_multiple_of(BATCH) {
            for (builder, part) in building.iter_mut().zip(&mut parts) {
                part.push(builder.finish());
            }
        }
    }
    if !rows.is_multiple_of(BATCH) {
        for (builder, part) in building.iter_mut().zip(&mut parts) {
            part.push(builder.finish());
        }
    }
    let (columns, fields): (Vec<Vec<ArrayRef>>, Vec<Field>) = names
        .into_iter()
        .zip(parts)
        .zip(seen)
        .map(|((name, parts), seen)| column(name, parts, seen))
        .unzip();
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let mut batches = Vec::new();
    // Without columns there is nothing to put the rows into.
    for batch in 0..columns.first().map_or(0, Vec::len) {
        let arrays = columns.iter().map(|parts| Arc::clone(&parts[batch]));
        batches.push(RecordBatch::try_new(Arc::clone(&schema), arrays.collect())?);
    }
    Ok((batches, schema))
}

/// A column with the type of its values, or as text where one of them does not fit: a day before
/// our era, a number with more digits than fit.
fn column(name: String, parts: Vec<StringArray>, seen: Seen) -> (Vec<ArrayRef>, Field) {
    if let Some(kind) = seen.kind() {
        let strict = CastOptions {
            safe: false,
            ..CastOptions::default()
        };
        let cast = parts
            .iter()
            .map(|part| cast_with_options(part, &kind, &strict));
        if let Ok(parts) = cast.collect::<Result<Vec<_>, _>>() {
            return (parts, Field::new(name, kind, true));
        }
    }
    let mut field = Field::new(name, DataType::Utf8, true);
    if seen.0 == Seen::IRI {
        field.set_metadata([("term".to_owned(), "iri".to_owned())].into());
    }
    let parts = parts.into_iter().map(|part| Arc::new(part) as ArrayRef);
    (parts.collect(), field)
}
