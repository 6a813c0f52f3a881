//! `stats`: how much of what the graph holds.

use clap::Args;

use crate::graph::Counts;

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Terminal, grouped};

/// Count what the graph holds
#[derive(Args)]
pub struct Stats {
    #[command(flatten)]
    asked: Asked,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Stats {
    /// Prints the counts.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let counts = self.asked.open(terminal)?.stats()?;
        if self.json {
            terminal.print(super::json(&counts))?;
        } else {
            terminal.print(table(terminal, &counts))?;
        }
        Ok(if counts.articles > 0 {
            Exit::Done
        } else {
            Exit::Nothing
        })
    }
}

/// The counts as a table.
pub fn table(terminal: &Terminal, counts: &Counts) -> String {
    let rows = [
        ("articles", counts.articles),
        ("officials", counts.officials),
        ("agencies", counts.agencies),
        ("meetings", counts.meetings),
        ("documents", counts.documents),
        ("directives", counts.directives),
        ("triples", counts.triples),
    ];
    let rows = rows.map(|(name, count)| vec![name.to_owned(), grouped(count)]);
    terminal.table(&["in the graph".to_owned(), "count".to_owned()], &rows)
}
