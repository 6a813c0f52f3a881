//! `validate`: whether the graph is sound, and what its articles say that cannot all be true.

use std::fmt::Write;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::graph::Graph;
use crate::query::{Contradiction, Side, contradiction_kinds, contradictions};
use crate::validate::{Finding, Report, Severity, Shapes, validate};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Style, Terminal, grouped};
use super::why::sentence;

/// Check that the graph is sound, or list what its articles contradict each other in
///
/// Sound is what ontology/shapes.ttl says in SHACL: evidence lies in its article's text, a
/// participation has somebody, a meeting and a role, and so on. Exit code 1 where a shape is
/// violated; warnings are listed and leave it 0. Contradictions are no faults of the graph: they
/// are listed by --contradictions alone, with the sentences on both sides, and exit code 0.
#[derive(Args)]
pub struct ValidateCommand {
    /// SHACL shapes in Turtle to check against, instead of those of the ontology
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,

    /// List what articles say that cannot all be true, instead of checking shapes
    #[arg(long, conflicts_with = "shapes")]
    contradictions: bool,

    /// Check this RDF file (.ttl, .nt, .nq, .trig, also of other programs) instead of a store
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    rdf: Option<PathBuf>,

    /// How to print what was found: turtle is a sh:ValidationReport
    #[arg(long, short, value_enum, default_value = "text")]
    format: Format,

    #[command(flatten)]
    asked: Asked,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
    Turtle,
}

/// Findings of one kind that are listed as text; the other formats have all.
const LISTED: usize = 5;

impl ValidateCommand {
    /// Prints what was found.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        if self.contradictions && self.format == Format::Turtle {
            return Err(Error::argument(
                "contradictions are no validation report",
                "--format text or --format json",
            ));
        }
        let shapes = match &self.shapes {
            None => Shapes::embedded(),
            Some(path) => Shapes::parse(&read(path)?),
        };
        let shapes = shapes.map_err(|error| match &self.shapes {
            Some(path) => Error::Shapes(path.display().to_string(), error),
            None => Error::Shapes("ontology/shapes.ttl".to_owned(), error),
        })?;
        let graph = match &self.rdf {
            Some(path) => load(path)?,
            None => self.asked.open(terminal)?,
        };
        if self.contradictions {
            return self.contradictions(terminal, &graph);
        }
        let report = validate(&graph, &shapes)?;
        match self.format {
            Format::Json => terminal.print(super::json_pretty(&Printed::from(&report)))?,
            Format::Turtle => {
                let mut written = Vec::new();
                report.write_turtle(&mut written).map_err(Error::Output)?;
                terminal.print(written)?;
            }
            Format::Text => self.text(terminal, &report)?,
        }
        Ok(match report.count(Severity::Violation) {
            0 => Exit::Done,
            _ => Exit::Failed,
        })
    }

    fn text(&self, terminal: &Terminal, report: &Report) -> Result<(), Error> {
        let mut text = String::new();
        let kind = |f: &Finding| {
            (
                f.severity,
                f.shape.clone(),
                f.path.clone(),
                f.message.clone(),
            )
        };
        for group in report.findings.chunk_by(|a, b| kind(a) == kind(b)) {
            let first = &group[0];
            let path = first.path.as_ref().map(ToString::to_string);
            let _ = writeln!(
                text,
                "{}  {}  {}{}  {}",
                terminal.paint(Style::Bold, first.severity.name()),
                first.shape,
                path.map(|path| path + " ").unwrap_or_default(),
                first.message,
                grouped(group.len()),
            );
            for finding in group.iter().take(LISTED) {
                let value = finding.value_text();
                let focus = finding.focus_text();
                let value = match value.is_empty() || value == focus {
                    true => String::new(),
                    false => format!("  {}", shortened(&value)),
                };
                let _ = writeln!(text, "  {focus}{value}");
            }
            if group.len() > LISTED {
                let _ = writeln!(text, "  and {} more", grouped(group.len() - LISTED));
            }
        }
        let (violations, warnings) = (
            report.count(Severity::Violation),
            report.count(Severity::Warning),
        );
        let verdict = if violations == 0 {
            "sound"
        } else {
            "not sound"
        };
        let _ = writeln!(
            text,
            "{verdict}: {} nodes checked, {} violations, {} warnings",
            grouped(report.checked),
            grouped(violations),
            grouped(warnings),
        );
        terminal.print(text)?;
        if report.findings.len() > LISTED {
            terminal.remark("all of them: --format json");
        }
        if self.rdf.is_none() && !report.conforms() {
            let why = format!("zhengmai why IRI{}", self.asked.options());
            terminal.hint("Where a node comes from:", &[why]);
        }
        Ok(())
    }

    fn contradictions(&self, terminal: &Terminal, graph: &Graph) -> Result<Exit, Error> {
        let found = contradictions(graph)?;
        if self.format == Format::Json {
            terminal.print(super::json_pretty(&found))?;
            return Ok(Exit::Done);
        }
        let mut text = String::new();
        for (kind, title) in contradiction_kinds() {
            let of_kind: Vec<&Contradiction> = found.iter().filter(|c| c.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let kind = terminal.paint(Style::Bold, kind);
            let _ = writeln!(text, "{kind}  {}  {title}", grouped(of_kind.len()));
            for contradiction in of_kind {
                let date = contradiction.date.as_deref().unwrap_or("undated");
                let _ = writeln!(text, "\n  {date}  {}", contradiction.subject);
                for side in [&contradiction.one, &contradiction.other] {
                    text.push_str(&said(terminal, side));
                }
            }
            text.push('\n');
        }
        terminal.print(text)?;
        if found.is_empty() {
            terminal.remark("no contradictions of the kinds that are looked for");
        }
        Ok(Exit::Done)
    }
}

/// One side of a contradiction with its first sentences.
fn said(terminal: &Terminal, side: &Side) -> String {
    const SENTENCES: usize = 2;
    let mut text = format!("    {}\n", side.said);
    for evidence in side.evidence.iter().take(SENTENCES) {
        let _ = writeln!(text, "      {}", sentence(terminal, evidence));
    }
    if let Some(article) = side.evidence.first() {
        let on = article
            .published
            .as_ref()
            .map(|day| format!(", {day}"))
            .unwrap_or_default();
        let _ = writeln!(text, "      in {}{on}", article.headline.replace('\n', " "));
    }
    text
}

/// The report as JSON.
#[derive(Serialize)]
struct Printed<'a> {
    /// As SHACL says it: nothing was found, warnings included.
    conforms: bool,
    checked: usize,
    violations: usize,
    warnings: usize,
    findings: &'a [Finding],
}

impl<'a> From<&'a Report> for Printed<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            conforms: report.conforms(),
            checked: report.checked,
            violations: report.count(Severity::Violation),
            warnings: report.count(Severity::Warning),
            findings: &report.findings,
        }
    }
}

/// A value in one line of bearable length.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    let line = value.replace('\n', " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// Reads a file of RDF into a graph in memory.
fn load(path: &Path) -> Result<Graph, Error> {
    let file = std::fs::File::open(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let graph = Graph::in_memory()?;
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    graph.load_rdf(BufReader::new(file), ending)?;
    Ok(graph)
}
