//! `backup`: a copy of the store.

use std::path::PathBuf;

use clap::Args;

use crate::graph::Graph;

use super::Exit;
use super::asked::{STORE, store_option};
use super::error::Error;
use super::terminal::Terminal;

/// Copy the store
///
/// The copy is a store of its own, as the first one was at one moment. On one file system it
/// shares the files that do not change, and takes next to no space and time.
#[derive(Args)]
pub struct Backup {
    /// Folder to make; it must not exist
    #[arg(value_name = "DIR")]
    to: PathBuf,

    /// Store to copy
    #[arg(long, value_name = "DIR", env = "ZHENGMAI_STORE", default_value = STORE)]
    store: PathBuf,
}

impl Backup {
    /// Copies the store.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = Graph::change(&self.store)?;
        graph.backup(&self.to)?;
        let option = store_option(&self.to);
        terminal.hint(
            "Copied; to look at the copy:",
            &[format!("zhengmai stats{option}")],
        );
        Ok(Exit::Done)
    }
}
