//! `diff`: what differs between two stores, or between what two sets of articles say.

use std::fmt::Write;
use std::path::Path;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::graph::{Graph, GraphError, Judgements};
use crate::query::{self, Change, Diff};

use super::Exit;
use super::asked::read;
use super::error::Error;
use super::terminal::{Style, Terminal, grouped, one_line};
use super::why::sentence;

/// List the facts gained and lost between two stores
///
/// From A to B, by kind, each with the first sentences that say so: what a new version of the
/// rules reads differently, or what articles added. Exit code 1 where they differ, 0 where not.
#[derive(Args)]
pub struct DiffCommand {
    /// Store; or articles (a file or folder), which are read into memory for the occasion
    a: String,

    /// Store or articles to compare it with
    b: String,

    /// Only facts of this kind (repeatable)
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(query::kinds()))]
    kind: Vec<String>,

    /// Leave the sentences out
    #[arg(long)]
    brief: bool,

    /// Print only how much differs of each kind
    #[arg(long, conflicts_with_all = ["brief", "tsv"])]
    summary: bool,

    /// Print JSON
    #[arg(long, conflicts_with = "tsv")]
    json: bool,

    /// Print tab-separated lines, a header first
    #[arg(long)]
    tsv: bool,
}

impl DiffCommand {
    /// Prints what differs.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let a = open(&self.a, terminal)?;
        let b = open(&self.b, terminal)?;
        let only: Vec<&str> = self.kind.iter().map(String::as_str).collect();
        let mut found = query::diff(&a, &b, &only)?;
        let differs = !found.changes.is_empty();
        if self.summary {
            found.changes.clear();
        }
        if self.json {
            terminal.print(super::json_pretty(&found))?;
        } else if self.tsv {
            terminal.print(tsv(&found))?;
        } else if differs {
            terminal.print(self.text(terminal, &found))?;
        }
        if differs {
            return Ok(Exit::Differs);
        }
        terminal.remark("no fact differs");
        Ok(Exit::Done)
    }

    fn text(&self, terminal: &Terminal, found: &Diff) -> String {
        let header = ["kind", "lost", "gained"].map(str::to_owned);
        let rows: Vec<Vec<String>> = found
            .counts
            .iter()
            .map(|c| vec![c.kind.to_owned(), grouped(c.lost), grouped(c.gained)])
            .collect();
        let mut text = terminal.table(&header, &rows);
        let mut before = "";
        for change in &found.changes {
            if change.kind != before {
                let _ = writeln!(text, "\n{}", terminal.paint(Style::Bold, change.kind));
                before = change.kind;
            }
            let (sign, style) = match change.change {
                "lost" => ("-", Style::Red),
                _ => ("+", Style::Green),
            };
            let iri = terminal.paint(Style::Dim, &query::shorten(&change.iri));
            let sign = terminal.paint(style, sign);
            let _ = writeln!(text, "{sign} {}  {iri}", said(change));
            if !self.brief {
                for evidence in &change.evidence {
                    let _ = writeln!(text, "      {}", sentence(terminal, evidence));
                }
            }
        }
        text
    }
}

/// Opens a store; what is none is read as articles.
fn open(path: &str, terminal: &Terminal) -> Result<Graph, Error> {
    match Graph::open(Path::new(path)) {
        Err(GraphError::Foreign { .. }) => {
            let graph = read(&[path.to_owned()], terminal)?;
            graph.resolve(&Judgements::default())?;
            Ok(graph)
        }
        opened => Ok(opened?),
    }
}

/// `治水工作会议 (2021-03-02): place 会展中心`
fn said(change: &Change) -> String {
    let thing = one_line(&change.thing);
    match (change.property, &change.value) {
        (Some(property), Some(value)) => format!("{thing}: {property} {}", one_line(value)),
        _ => thing,
    }
}

fn tsv(found: &Diff) -> String {
    let mut text = "change\tkind\tthing\tproperty\tvalue\tiri\tarticle\tsentence\n".to_owned();
    for change in &found.changes {
        let first = change.evidence.first();
        let cells = [
            change.change,
            change.kind,
            &one_line(&change.thing),
            change.property.unwrap_or_default(),
            &change.value.as_deref().map(one_line).unwrap_or_default(),
            &query::shorten(&change.iri),
            &first.map_or(String::new(), |s| query::shorten(&s.article)),
            &first.map_or(String::new(), |s| one_line(&s.text)),
        ];
        text.push_str(&(cells.join("\t") + "\n"));
    }
    text
}
