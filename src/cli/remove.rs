//! `remove`: articles out of the store.

use std::path::PathBuf;

use clap::Args;

use crate::graph::Graph;

use super::Exit;
use super::asked::STORE;
use super::error::Error;
use super::judging::Judging;
use super::terminal::{Terminal, grouped};

/// Take articles out of the store
///
/// An article goes with everything that it alone said. One that came from several sources
/// stays while one of them is left.
#[derive(Args)]
pub struct Remove {
    /// Id, hash or IRI of an article, or the address, file or folder that articles came from
    #[arg(required = true, value_name = "ID|SOURCE")]
    what: Vec<String>,

    /// Store to take them from
    #[arg(long, value_name = "DIR", env = "ZHENGMAI_STORE", default_value = STORE)]
    store: PathBuf,

    #[command(flatten)]
    judging: Judging,
}

impl Remove {
    /// Removes the articles and says how many; exit code 1 if one of the names meant nothing.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let (judgements, bad) = self.judging.read(&self.store)?;
        let graph = Graph::change(&self.store)?;
        let mut nothing = false;
        for what in &self.what {
            let removed = graph.remove(what)?;
            if removed.articles + removed.sources == 0 {
                nothing = true;
                terminal.skipped(&format!(
                    "{what}: no article of this id or source in the store"
                ));
                continue;
            }
            let mut line = format!("{what}: {} removed", articles(removed.articles));
            if removed.sources > 0 {
                let kept = articles(removed.sources);
                line.push_str(&format!(", {kept} kept, since they have another source"));
            }
            terminal.print(line + "\n")?;
        }
        graph.resolve(&judgements)?;
        graph.finish()?;
        if !bad.is_empty() {
            return Err(Error::Judgements(bad));
        }
        Ok(if nothing { Exit::Nothing } else { Exit::Done })
    }
}

/// `1 article`, `1,200 articles`.
fn articles(number: usize) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} article{plural}", grouped(number))
}
