//! The named queries: the files of queries/, and what their headers say of them.
//!
//! A header is the comment lines a file begins with:
//!
//! ```text
//! # title: Who attended a meeting, and in what capacity
//! # description: One row for each participant and post …
//! # param: meeting name "冬季清洁取暖暨散煤治理工作推进会" name of the meeting
//! # column: official name of the participant
//! ```
//!
//! A parameter is a variable with a block of its own in the query, `VALUES ?meeting {
//! "冬季清洁取暖暨散煤治理工作推进会"@zh-hans }`: the file runs as it is in any SPARQL engine,
//! and binding puts another value into the block. `UNDEF` makes a parameter optional.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A query with a name: one file of queries/.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// The file's name without its ending.
    pub name: &'static str,
    /// The question, in one line.
    pub title: String,
    /// What the answer holds, and what to know of it.
    pub description: String,
    /// What has to be, or can be, given.
    pub params: Vec<Param>,
    /// What each column of the answer holds.
    pub columns: Vec<Column>,
    /// The file's text.
    pub sparql: &'static str,
}

/// A parameter of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The variable without its question mark.
    pub name: String,
    /// What values it takes.
    pub kind: ParamKind,
    /// A value that the seed article answers; empty in a query that says none.
    pub example: String,
    /// What it is.
    pub description: String,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// A name as the graph has it, in Chinese.
    Name,
    /// Any text.
    String,
    /// An IRI, whole or short (`id:person/410500/陈志伟`).
    Iri,
    /// `2018-05-29`, `--05-29`, `2018-05` or `2018`.
    Date,
    /// A whole number.
    Integer,
}

impl fmt::Display for ParamKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "name",
            Self::String => "string",
            Self::Iri => "iri",
            Self::Date => "date",
            Self::Integer => "integer",
        })
    }
}

impl FromStr for ParamKind {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        [
            Self::Name,
            Self::String,
            Self::Iri,
            Self::Date,
            Self::Integer,
        ]
        .into_iter()
        .find(|kind| kind.to_string() == s)
        .ok_or(())
    }
}

/// A column of a query's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The variable without its question mark.
    pub name: String,
    /// What it holds.
    pub description: String,
}

/// What a header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    title: String,
    description: String,
    pub(super) params: Vec<Param>,
    columns: Vec<Column>,
}

/// Reads the header of a query; lines that say nothing known are left aside.
pub(super) fn header(sparql: &str) -> Header {
    let mut header = Header::default();
    for line in sparql.lines().take_while(|line| line.starts_with('#')) {
        let Some((key, value)) = line[1..].split_once(':') else {
            continue;
        };
        let value = value.trim();
        match key.trim() {
            "title" => header.title = value.to_owned(),
            "description" => {
                if !header.description.is_empty() {
                    header.description.push(' ');
                }
                header.description.push_str(value);
            }
            "param" => header.params.extend(param(value)),
            "column" => {
                let (name, description) = value.split_once(' ').unwrap_or((value, ""));
                header.columns.push(Column {
                    name: name.to_owned(),
                    description: description.trim().to_owned(),
                });
            }
            _ => {}
        }
    }
    header
}

/// Reads `meeting name "…" name of the meeting`.
fn param(text: &str) -> Option<Param> {
    let (name, rest) = text.split_once(' ')?;
    let (kind, rest) = rest.trim_start().split_once(' ').unwrap_or((rest, ""));
    let (example, description) = rest
        .trim_start()
        .strip_prefix('"')
        .and_then(|rest| rest.split_once('"'))
        .unwrap_or(("", rest));
    Some(Param {
        name: name.to_owned(),
        kind: kind.parse().ok()?,
        example: example.to_owned(),
        description: description.trim().to_owned(),
        optional: false,
    })
}

/// One line for each file of queries/.
macro_rules! queries {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../queries/", $name, ".rq")))),*]
    };
}

const FILES: &[(&str, &str)] = queries![
    "agencies-at-meeting",
    "agency-history",
    "article-contents",
    "article-graph",
    "appointments",
    "attendance",
    "chairs",
    "citations-in-force",
    "citations-out-of-force",
    "citing-statute",
    "co-attendance",
    "companions-of-official",
    "comparisons",
    "contradiction-chair-in-two-places",
    "contradiction-deadline-before-meeting",
    "contradiction-document-before-issue",
    "contradiction-head-of-two-places",
    "contradiction-meeting-after-article",
    "contradiction-post-after-removal",
    "contradiction-two-chairs",
    "contradiction-two-figures",
    "contradiction-two-heads",
    "dated-texts",
    "directives-due",
    "directives-of-meeting",
    "directives-to-agency",
    "documents-at-meeting",
    "documents-by-relation",
    "documents-issued-by",
    "initiatives-by-month",
    "meetings",
    "meetings-in-division",
    "meetings-of-official",
    "meetings-on-topic",
    "officials",
    "officials-of-agency",
    "posts-of-official",
    "quantities",
    "roles-at-meeting",
    "statutes-by-citations",
    "tenures",
    "what-implements",
];

/// Lists the named queries, by name.
///
/// ```
/// let queries = zhengmai::query::named();
/// assert!(queries.iter().all(|q| !q.title.is_empty() && !q.columns.is_empty()));
/// ```
pub fn named() -> &'static [NamedQuery] {
    static QUERIES: LazyLock<Vec<NamedQuery>> = LazyLock::new(|| {
        let mut queries: Vec<NamedQuery> = FILES
            .iter()
            .map(|&(name, sparql)| {
                let header = header(sparql);
                let undefined = super::bind::undefined(sparql);
                let params = header.params.into_iter().map(|param| Param {
                    optional: undefined.contains(&param.name),
                    ..param
                });
                NamedQuery {
                    name,
                    title: header.title,
                    description: header.description,
                    params: params.collect(),
                    columns: header.columns,
                    sparql,
                }
            })
            .collect();
        queries.sort_by_key(|query| query.name);
        queries
    });
    &QUERIES
}
