//! The analyst's judgements on who is who: where the file is, and reading it.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::Error;
use crate::graph::{BadLine, Judgements};

/// The file beside the store, unless told otherwise.
const FILE: &str = "judgements.tsv";

/// Which judgements hold.
#[derive(Args)]
pub struct Judging {
    /// Judgements on who is who, see `zhengmai review` [default: judgements.tsv beside the store]
    #[arg(long, value_name = "FILE")]
    judgements: Option<PathBuf>,
}

impl Judging {
    /// Where the judgements are, or would be.
    pub fn path(&self, store: &Path) -> PathBuf {
        self.judgements.clone().unwrap_or_else(|| beside(store))
    }

    /// Reads the judgements, and the lines that are none; there need not be any.
    pub fn read(&self, store: &Path) -> Result<(Judgements, Vec<BadLine>), Error> {
        let path = self.path(store);
        match Judgements::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Default::default()),
            Err(source) => Err(Error::Read { path, source }),
            Ok(read) => Ok(read),
        }
    }

    /// The same, but a file that somebody named has to be there.
    pub fn expect(&self, store: &Path) -> Result<(Judgements, Vec<BadLine>), Error> {
        if let Some(path) = &self.judgements
            && let Err(source) = std::fs::metadata(path)
        {
            let path = path.clone();
            return Err(Error::Read { path, source });
        }
        self.read(store)
    }
}

/// The file beside a store: not in it, for a store is made anew, and judgements are not.
pub fn beside(store: &Path) -> PathBuf {
    store.with_file_name(FILE)
}
