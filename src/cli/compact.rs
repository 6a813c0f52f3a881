//! `compact`: the store's files put in order.

use std::path::PathBuf;

use clap::Args;

use crate::graph::Graph;

use super::Exit;
use super::asked::STORE;
use super::error::Error;
use super::terminal::Terminal;

/// Put the store's files in order
///
/// After many builds it gives back the space of what was replaced and removed, and makes
/// queries faster. It needs as much free space as the store takes.
#[derive(Args)]
pub struct Compact {
    /// Store to put in order
    #[arg(long, value_name = "DIR", env = "ZHENGMAI_STORE", default_value = STORE)]
    store: PathBuf,
}

impl Compact {
    /// Puts the store in order and says what came of it.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let before = size(&self.store);
        let graph = Graph::change(&self.store)?;
        graph.compact()?;
        drop(graph);
        let after = size(&self.store);
        let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
        terminal.remark(&format!(
            "{} before, {} now",
            megabytes(before),
            megabytes(after)
        ));
        Ok(Exit::Done)
    }
}

/// Bytes of the files under a folder.
fn size(dir: &std::path::Path) -> u64 {
    walkdir::WalkDir::new(dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}
