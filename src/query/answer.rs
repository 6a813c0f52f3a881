//! An answer, and the formats it can be written in.

use std::fmt;
use std::io::Write;
use std::str::FromStr;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::error::QueryError;
use super::names::shorten;
use crate::graph::vocab::PREFIXES;

/// What a query gives back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Rows(Rows),
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE: sorted, each once.
    Triples(Vec<Triple>),
}

/// Rows of a SELECT.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The variables without their question marks.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Rows {
    /// Gives every cell as a reader wants it: literals bare, IRIs short, nothing for unbound.
    pub fn text(&self) -> Vec<Vec<String>> {
        let cell = |term: &Option<Term>| match term {
            Some(Term::NamedNode(node)) => shorten(node.as_str()),
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(Term::BlankNode(node)) => node.to_string(),
            None => String::new(),
        };
        self.rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect()
    }
}

/// A format that answers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// SPARQL 1.1 results as CSV: plain values.
    Csv,
    /// SPARQL 1.1 results as TSV: terms as in Turtle.
    Tsv,
    /// SPARQL 1.1 results as JSON.
    Json,
    /// SPARQL 1.1 results as XML.
    Xml,
    /// Turtle.
    Ttl,
    /// N-Triples.
    Nt,
}

const OF_ROWS: &[AnswerFormat] = &[
    AnswerFormat::Csv,
    AnswerFormat::Tsv,
    AnswerFormat::Json,
    AnswerFormat::Xml,
];
const OF_TRIPLES: &[AnswerFormat] = &[AnswerFormat::Ttl, AnswerFormat::Nt];

impl AnswerFormat {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Xml,
        Self::Ttl,
        Self::Nt,
    ];

    /// The name on the command line, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Ttl => "ttl",
            Self::Nt => "nt",
        }
    }

    fn of_rows(self) -> Option<QueryResultsFormat> {
        Some(match self {
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
            Self::Ttl | Self::Nt => return None,
        })
    }
}

impl fmt::Display for AnswerFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No format of that name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{0}`: use csv, tsv, json, xml, ttl or nt")]
pub struct UnknownFormat(String);

impl FromStr for AnswerFormat {
    type Err = UnknownFormat;

    fn from_str(s: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == s)
            .ok_or_else(|| UnknownFormat(s.to_owned()))
    }
}

impl Answer {
    /// Whether there is nothing in it: no row, no triple, or *no*.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rows(rows) => rows.rows.is_empty(),
            Self::Boolean(value) => !value,
            Self::Triples(triples) => triples.is_empty(),
        }
    }

    /// Writes the answer; rows and *yes* or *no* go into the formats of SPARQL results,
    /// triples into those of RDF.
    pub fn write(&self, format: AnswerFormat, mut out: impl Write) -> Result<(), QueryError> {
        let results = |answer| {
            format
                .of_rows()
                .map(QueryResultsSerializer::from_format)
                .ok_or(QueryError::WrongFormat {
                    answer,
                    format,
                    fitting: OF_ROWS,
                })
        };
        match self {
            Self::Boolean(value) => {
                results("yes or no")?.serialize_boolean_to_writer(&mut out, *value)?;
            }
            Self::Rows(rows) => {
                let variables: Vec<Variable> =
                    rows.columns.iter().map(Variable::new_unchecked).collect();
                let mut writer = results("a table")?
                    .serialize_solutions_to_writer(&mut out, variables.clone())?;
                for row in &rows.rows {
                    let cells = variables.iter().zip(row);
                    writer.serialize(cells.filter_map(|(v, cell)| Some((v, cell.as_ref()?))))?;
                }
                writer.finish()?;
            }
            Self::Triples(triples) => {
                let rdf = match format {
                    AnswerFormat::Ttl => RdfFormat::Turtle,
                    AnswerFormat::Nt => RdfFormat::NTriples,
                    _ => {
                        return Err(QueryError::WrongFormat {
                            answer: "a graph",
                            format,
                            fitting: OF_TRIPLES,
                        });
                    }
                };
                let mut serializer = RdfSerializer::from_format(rdf);
                for (prefix, iri) in PREFIXES {
                    if let Ok(with) = serializer.clone().with_prefix(*prefix, *iri) {
                        serializer = with;
                    }
                }
                let mut writer = serializer.for_writer(&mut out);
                for triple in triples {
                    writer.serialize_triple(triple)?;
                }
                writer.finish()?;
            }
        }
        Ok(())
    }
}
