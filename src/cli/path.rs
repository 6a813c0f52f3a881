//! `path`: how two things are connected, step by step, each with its sentences.

use std::fmt::Write;

use clap::Args;

use crate::query::{self, HUB, Paths, Step, Thing};

use super::Exit;
use super::asked::{Asked, known};
use super::error::Error;
use super::show::fact;
use super::terminal::{Style, Terminal, grouped};

/// Show how two officials, agencies, meetings or documents are connected
///
/// All shortest chains of facts from A to B: posts held, meetings taken part in, documents dealt
/// with there, demands given and received, appointments, reforms of agencies, joined nodes. Each
/// step comes with the first sentences that say so. Divisions, places, initiatives, posts and
/// articles connect nobody, and what is linked with more than 1,000 things is not gone through.
#[derive(Args)]
pub struct PathCommand {
    /// Name, part of a name, or IRI
    a: String,

    /// Name, part of a name, or IRI
    b: String,

    /// Steps that a path may have at most
    #[arg(long, value_name = "STEPS", default_value_t = 4)]
    max: usize,

    /// Paths to show at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Leave the sentences out
    #[arg(long)]
    brief: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    asked: Asked,
}

impl PathCommand {
    /// Prints the paths.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = self.asked.open(terminal)?;
        let Some(found) = known(
            terminal,
            query::path(&graph, &self.a, &self.b, self.max, self.limit),
        )?
        else {
            return Ok(Exit::Nothing);
        };
        if self.json {
            terminal.print(super::json_pretty(&found))?;
        } else {
            terminal.print(self.text(terminal, &found))?;
        }
        self.remarks(terminal, &found);
        Ok(match found.length {
            Some(_) => Exit::Done,
            None => Exit::Nothing,
        })
    }

    fn text(&self, terminal: &Terminal, found: &Paths) -> String {
        let mut text = String::new();
        for (i, path) in found.paths.iter().enumerate() {
            let Some(first) = path.steps.first() else {
                continue;
            };
            if i > 0 {
                text.push('\n');
            }
            let _ = writeln!(text, "{}", thing(terminal, &first.from));
            for step in &path.steps {
                text.push_str(&self.step(terminal, step));
            }
        }
        text
    }

    fn step(&self, terminal: &Terminal, step: &Step) -> String {
        let mut text = String::new();
        for told in &step.facts {
            text.push_str(&fact(terminal, told, &told.property, self.brief));
        }
        let _ = writeln!(text, "{}", thing(terminal, &step.to));
        text
    }

    fn remarks(&self, terminal: &Terminal, found: &Paths) {
        let (a, b) = (&found.from.label, &found.to.label);
        match found.length {
            None => terminal.remark(&format!(
                "no path of at most {} from {a} to {b}",
                steps(self.max)
            )),
            Some(0) => terminal.remark(&format!("{a} and {b} are one")),
            Some(length) if found.count > found.paths.len() => terminal.remark(&format!(
                "{} of {} paths of {}; --limit shows more",
                grouped(found.paths.len()),
                grouped(found.count),
                steps(length)
            )),
            Some(_) => {}
        }
        for hub in &found.hubs {
            terminal.remark(&format!(
                "not gone through: {}, which is linked with more than {} things",
                hub.label,
                grouped(HUB)
            ));
        }
    }
}

fn steps(count: usize) -> String {
    format!("{count} step{}", if count == 1 { "" } else { "s" })
}

/// A thing on one line.
pub fn thing(terminal: &Terminal, thing: &Thing) -> String {
    let date = match &thing.date {
        Some(date) => format!(" ({date})"),
        None => String::new(),
    };
    format!(
        "{}{date}  {}  {}",
        terminal.paint(Style::Bold, &super::terminal::one_line(&thing.label)),
        thing.kind,
        terminal.paint(Style::Dim, &query::shorten(&thing.iri)),
    )
}
