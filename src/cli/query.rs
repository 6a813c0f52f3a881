//! `query`: SPARQL over the graph, by name, from a file or as given.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::query::{self, Answer, AnswerFormat, NamedQuery, Param, QueryError};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Terminal, quoted};

/// Ask the graph a question in SPARQL
///
/// Without a question it lists those that are ready to ask. SELECT, ASK, CONSTRUCT and
/// DESCRIBE; every article's graph and the reference data count as one graph.
#[derive(Args)]
pub struct Query {
    /// Name of a ready question, a file (.rq), SPARQL text, or - for standard input
    question: Option<String>,

    /// Parameter of the question as name=value (repeatable)
    #[arg(long, short, value_name = "NAME=VALUE")]
    param: Vec<String>,

    /// How to print the answer: csv to xml for SELECT and ASK, ttl and nt for triples
    #[arg(long, short, value_enum, default_value = "table")]
    format: Format,

    #[command(flatten)]
    asked: Asked,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Ttl,
    Nt,
}

impl Query {
    /// Prints the answer, or the list of questions.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let Some(question) = &self.question else {
            terminal.print(list(terminal))?;
            let option = self.asked.options();
            let needed = |query: &NamedQuery| query.params.iter().filter(|p| !p.optional).count();
            let example = query::named().iter().min_by_key(|query| needed(query));
            let example = example.map(|query| {
                let params = query.params.iter().filter(|param| !param.optional);
                let params: String = params.map(|param| format!(" {}", given(param))).collect();
                format!("zhengmai query {}{params}{option}", query.name)
            });
            terminal.hint("Ask one:", example.as_slice());
            return Ok(Exit::Done);
        };
        let mut query = parse(question)?;
        for param in &self.param {
            let (name, value) = param.split_once('=').ok_or_else(|| {
                let message = format!("`{param}` is not of the form name=value");
                Error::argument(message, format!("--param name={param}"))
            })?;
            query = query.bind(name.trim(), value)?;
        }
        let graph = self.asked.open(terminal)?;
        let answer = query.run(&graph)?;
        terminal.print(self.written(terminal, &answer)?)?;
        Ok(if answer.is_empty() {
            Exit::Nothing
        } else {
            Exit::Done
        })
    }

    fn written(&self, terminal: &Terminal, answer: &Answer) -> Result<Vec<u8>, Error> {
        let format = match (self.format, answer) {
            (Format::Table, Answer::Rows(rows)) => {
                if rows.rows.is_empty() {
                    terminal.remark("no rows");
                }
                return Ok(terminal.table(&rows.columns, &rows.text()).into_bytes());
            }
            (Format::Table, Answer::Boolean(truth)) => return Ok(format!("{truth}\n").into_bytes()),
            (Format::Table, Answer::Triples(_)) | (Format::Ttl, _) => AnswerFormat::Ttl,
            (Format::Csv, _) => AnswerFormat::Csv,
            (Format::Tsv, _) => AnswerFormat::Tsv,
            (Format::Json, _) => AnswerFormat::Json,
            (Format::Xml, _) => AnswerFormat::Xml,
            (Format::Nt, _) => AnswerFormat::Nt,
        };
        let mut written = Vec::new();
        answer.write(format, &mut written)?;
        if !written.is_empty() && !written.ends_with(b"\n") {
            written.push(b'\n');
        }
        Ok(written)
    }
}

/// Reads the question: SPARQL has blanks or braces in it, a file ends in .rq or is there,
/// the rest is a name.
fn parse(question: &str) -> Result<query::Query, Error> {
    let (name, text) = if question == "-" {
        let text = std::io::read_to_string(std::io::stdin()).map_err(|source| Error::Read {
            path: "standard input".into(),
            source,
        })?;
        ("standard input", text)
    } else if question.contains(|c: char| c.is_whitespace() || c == '{') {
        ("query", question.to_owned())
    } else if Path::new(question).extension().is_some_and(|e| e == "rq")
        || Path::new(question).is_file()
    {
        let text = std::fs::read_to_string(question).map_err(|source| Error::Read {
            path: question.into(),
            source,
        })?;
        (question, text)
    } else {
        return Ok(query::Query::named(question)?);
    };
    query::Query::parse(&text).map_err(|error| match error {
        QueryError::Syntax {
            line,
            column,
            message,
        } => Error::Syntax {
            name: name.to_owned(),
            text,
            line,
            column,
            message,
        },
        other => other.into(),
    })
}

/// A parameter as it is given on the command line, with the value of its example.
fn given(param: &Param) -> String {
    format!("-p {}={}", param.name, quoted(&param.example))
}

/// The questions that are ready to ask: a name, what it answers, the parameters it takes
/// with an example each, optional ones in brackets.
fn list(terminal: &Terminal) -> String {
    let rows: Vec<Vec<String>> = query::named()
        .iter()
        .map(|query| {
            let params = query.params.iter().map(|param| {
                let shown = given(param);
                if param.optional {
                    format!("[{shown}]")
                } else {
                    shown
                }
            });
            let params = params.collect::<Vec<_>>().join(" ");
            vec![query.name.to_owned(), query.title.clone(), params]
        })
        .collect();
    let header = ["name", "what it answers", "parameters"].map(str::to_owned);
    terminal.table(&header, &rows)
}
