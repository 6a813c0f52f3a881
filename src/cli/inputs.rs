//! What to read and how: the arguments of every command that takes articles.

use clap::Args;

use crate::ingest;

use super::error::Error;

/// Articles to read.
#[derive(Args)]
pub struct Inputs {
    /// Files, folders (but for their READMEs) or globs of .txt .md .html .jsonl, also .gz; - for
    /// standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,

    /// Read all inputs in this encoding (gb18030, big5, …) instead of detecting it
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// Work on so many cores; the result is the same with any number [default: all]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Inputs {
    /// The articles, in order, and what was skipped.
    pub fn read(&self) -> Result<ingest::Reader, Error> {
        if let Some(threads) = self.threads {
            // It fails only where the pool is there already: the first caller decides.
            let _ = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build_global();
        }
        let mut options = ingest::Options::default();
        if let Some(name) = &self.encoding {
            let encoding = ingest::Options::encoding(name).ok_or_else(|| {
                let message = format!("there is no encoding `{name}`");
                Error::argument(message, "--encoding utf-8|gb18030|big5|utf-16le|utf-16be")
            })?;
            options.encoding = Some(encoding);
        }
        Ok(ingest::read(&self.paths, &options))
    }

    /// Fails where the inputs gave no article at all.
    pub fn expect_some(&self, articles: usize) -> Result<(), Error> {
        if articles == 0 {
            return Err(Error::Unreadable(self.paths.join(" ")));
        }
        Ok(())
    }
}
