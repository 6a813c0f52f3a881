//! `stats`: how much of what the graph holds.

use clap::Args;
use serde::Serialize;

use crate::export::fingerprint;
use crate::graph::{Counts, GraphError, Unresolved};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Terminal, grouped, one_line};

/// Count what the graph holds
///
/// The hash at the end is that of the N-Quads export: two stores of one hash hold the same,
/// however they were built.
#[derive(Args)]
pub struct Stats {
    #[command(flatten)]
    asked: Asked,

    /// List what could not be resolved instead: laws, regulations and rules that are no statute
    /// of the reference data, agencies of no known jurisdiction, places of which several
    /// divisions have the name
    #[arg(long)]
    unresolved: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Stats {
    /// Prints the counts.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = self.asked.open(terminal)?;
        if self.unresolved {
            let found = graph.unresolved()?;
            return self.list(terminal, &found);
        }
        let counts = graph.stats()?;
        let blake3 = fingerprint(&graph).map_err(GraphError::from)?;
        if self.json {
            terminal.print(super::json(&Printed { counts, blake3 }))?;
        } else {
            let hash = format!("N-Quads BLAKE3  {blake3}\n");
            terminal.print(table(terminal, &counts) + &hash)?;
        }
        Ok(if counts.articles > 0 {
            Exit::Done
        } else {
            Exit::Nothing
        })
    }

    /// Prints what is unresolved.
    fn list(&self, terminal: &Terminal, found: &[Unresolved]) -> Result<Exit, Error> {
        if self.json {
            terminal.print(super::json_pretty(&found))?;
        } else if !found.is_empty() {
            let header = [
                "unresolved",
                "name",
                "relation or candidates",
                "articles",
                "in",
            ];
            let rows: Vec<Vec<String>> = found
                .iter()
                .map(|u| {
                    let detail = match &u.relation {
                        Some(relation) => relation.clone(),
                        None => u.candidates.join(" "),
                    };
                    let (kind, count) = (u.kind.to_owned(), grouped(u.articles));
                    vec![kind, u.name.clone(), detail, count, one_line(&u.example)]
                })
                .collect();
            terminal.print(terminal.table(&header.map(str::to_owned), &rows))?;
        }
        Ok(if found.is_empty() {
            terminal.remark("nothing is unresolved");
            Exit::Nothing
        } else {
            Exit::Done
        })
    }
}

/// The counts, and the hash that says whether two stores hold the same.
#[derive(Serialize)]
struct Printed {
    #[serde(flatten)]
    counts: Counts,
    /// Of the N-Quads export.
    blake3: String,
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
