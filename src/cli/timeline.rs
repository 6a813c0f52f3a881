//! `timeline`: what the graph says of a thing, by date.

use std::fmt::Write;

use clap::Args;

use crate::query::{self, Entry, Timeline};

use super::Exit;
use super::asked::{Asked, known};
use super::error::Error;
use super::path::thing;
use super::terminal::{Style, Terminal, one_line};
use super::why::sentence;

/// Show what is known of an official, agency, document or series of meetings, by date
///
/// Posts on the first and the last day they were seen, appointments, meetings and roles, demands
/// given and received, documents; each with the first sentences that say so. Dates without a
/// year come after all others, what has no date last.
#[derive(Args)]
pub struct TimelineCommand {
    /// Name, part of a name, or IRI; meetings that share it are a series
    name: String,

    /// Leave the sentences out
    #[arg(long)]
    brief: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    asked: Asked,
}

impl TimelineCommand {
    /// Prints the entries.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = self.asked.open(terminal)?;
        let Some(found) = known(terminal, query::timeline(&graph, &self.name))? else {
            return Ok(Exit::Nothing);
        };
        if self.json {
            terminal.print(super::json_pretty(&found))?;
        } else {
            terminal.print(self.text(terminal, &found))?;
        }
        if found.entries.is_empty() {
            terminal.remark(&format!("nothing more is said of {}", self.name));
            return Ok(Exit::Nothing);
        }
        Ok(Exit::Done)
    }

    fn text(&self, terminal: &Terminal, found: &Timeline) -> String {
        let mut text = String::new();
        for one in &found.things {
            let _ = writeln!(text, "{}", thing(terminal, one));
        }
        let mut before = None;
        for entry in &found.entries {
            if before != Some(&entry.date) {
                let date = entry.date.as_deref().unwrap_or("no date");
                let _ = writeln!(text, "\n{}", terminal.paint(Style::Bold, date));
                before = Some(&entry.date);
            }
            text.push_str(&self.entry(terminal, entry));
        }
        text
    }

    fn entry(&self, terminal: &Terminal, entry: &Entry) -> String {
        let mut text = format!("  {}  {}", entry.property, one_line(&entry.value));
        if let Some(iri) = &entry.iri {
            let iri = terminal.paint(Style::Dim, &query::shorten(iri));
            let _ = write!(text, "  {iri}");
        }
        text.push('\n');
        if !self.brief {
            for evidence in &entry.evidence {
                let _ = writeln!(text, "      {}", sentence(terminal, evidence));
            }
        }
        text
    }
}
