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

    /// Reads the judgements, and the lines that are none; a file that nobody named need not
    /// be there.
    pub fn read(&self, store: &Path) -> Result<(Judgements, Vec<BadLine>), Error> {
        let path = self.path(store);
        match Judgements::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.judgements.is_none() => {
                Ok(Default::default())
            }
            Err(source) => Err(Error::Read { path, source }),
            Ok(read) => Ok(read),
        }
    }
}

/// The file beside a store: not in it, for a store is made anew, and judgements are not.
pub fn beside(store: &Path) -> PathBuf {
    store.with_file_name(FILE)
}
