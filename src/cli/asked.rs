//! The graph that a command asks: a store, or articles read into memory for the occasion.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::build::build;
use crate::graph::{BadLine, Graph, GraphError, Judgements};
use crate::ingest;
use crate::query::QueryError;

use super::error::Error;
use super::judging::Judging;
use super::terminal::{Terminal, quoted};

/// Where the store is unless told otherwise.
pub const STORE: &str = "zhengmai.store";

/// Which graph to ask.
#[derive(Args)]
pub struct Asked {
    /// Store to ask
    #[arg(long, value_name = "DIR", env = "ZHENGMAI_STORE", default_value = STORE)]
    store: PathBuf,

    /// Ask these articles instead of a store: a quick look that leaves nothing behind (repeatable)
    #[arg(long, value_name = "PATH")]
    from: Vec<String>,

    #[command(flatten)]
    judging: Judging,
}

impl Asked {
    /// Opens the store, or reads the articles.
    pub fn open(&self, terminal: &Terminal) -> Result<Graph, Error> {
        if self.is_store() {
            return Ok(Graph::open(&self.store)?);
        }
        let graph = read(&self.from, terminal)?;
        let (judgements, bad) = self.judgements()?;
        for line in &bad {
            terminal.skipped(&line.to_string());
        }
        graph.resolve(&judgements)?;
        Ok(graph)
    }

    /// The analyst's judgements that hold, and the lines that are none.
    pub fn judgements(&self) -> Result<(Judgements, Vec<BadLine>), Error> {
        self.judging.read(&self.store)
    }

    /// Where the judgements are, or would be.
    pub fn judgements_path(&self) -> PathBuf {
        self.judging.path(&self.store)
    }

    /// Whether a store is asked, and not articles; reading these tells of lines that are no
    /// judgements.
    pub fn is_store(&self) -> bool {
        self.from.is_empty()
    }

    /// Opens the store again to write to it; nothing where articles are asked instead.
    pub fn reopen(&self) -> Option<Result<Graph, GraphError>> {
        self.is_store().then(|| Graph::create(&self.store))
    }

    /// The options that make another command ask the same graph, with a blank before each.
    pub fn options(&self) -> String {
        if !self.from.is_empty() {
            return self
                .from
                .iter()
                .map(|path| format!(" --from {}", quoted(path)))
                .collect();
        }
        store_option(&self.store)
    }
}

/// What a question gave; nothing, with a remark, where it names what the graph does not know.
pub fn known<T>(terminal: &Terminal, found: Result<T, QueryError>) -> Result<Option<T>, Error> {
    match found {
        Err(unknown @ QueryError::NothingCalled { .. }) => {
            terminal.remark(&unknown.to_string());
            Ok(None)
        }
        found => Ok(Some(found?)),
    }
}

/// Reads articles into a graph in memory, not yet resolved.
pub fn read(paths: &[String], terminal: &Terminal) -> Result<Graph, Error> {
    let graph = Graph::in_memory()?;
    let bar = terminal.progress();
    let articles = ingest::read(paths, &ingest::Options::default());
    let built = build(&graph, articles, |progress| {
        bar.set_position(progress.read as u64);
        false
    })?;
    bar.finish_and_clear();
    for skipped in &built.skipped {
        terminal.skipped(skipped);
    }
    if built.inserted.articles() == 0 {
        return Err(Error::Unreadable(paths.join(" ")));
    }
    Ok(graph)
}

/// ` --store DIR` where the store is not the one that commands take unless told otherwise.
pub fn store_option(store: &Path) -> String {
    if store == Path::new(STORE) {
        String::new()
    } else {
        format!(" --store {}", quoted(&store.display().to_string()))
    }
}
