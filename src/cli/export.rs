//! `export`: the graph as a file for other programs.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::export::{FORMATS, Format};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Terminal, grouped};

/// Write the graph to a file for other programs
///
/// Formats: graphml (Gephi, networkx, igraph), csv (nodes and edges), and RDF as turtle,
/// nquads, trig, jsonld, rdfxml. The file appears only when it is whole.
#[derive(Args)]
pub struct Export {
    /// File to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// Format [default: by the file's ending]
    #[arg(long, short)]
    format: Option<String>,

    #[command(flatten)]
    asked: Asked,
}

impl Export {
    /// Writes the file and says what is in it.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let format = match &self.format {
            Some(name) => crate::export::format(name)
                .ok_or_else(|| unknown(&format!("there is no format `{name}`")))?,
            None => by_ending(&self.output).ok_or_else(|| {
                unknown(&format!("no format ends like {}", self.output.display()))
            })?,
        };
        let graph = self.asked.open(terminal)?;
        let exported = format.write(&graph, &self.output)?;
        let files = exported.files.iter().map(|file| file.display().to_string());
        let what = if exported.nodes > 0 {
            let (nodes, edges) = (grouped(exported.nodes), grouped(exported.edges));
            format!("{nodes} nodes and {edges} edges")
        } else {
            format!("{} statements", grouped(exported.edges))
        };
        let files = files.collect::<Vec<_>>().join(" and ");
        terminal.remark(&format!("wrote {what} to {files}"));
        let empty = exported.nodes + exported.edges == 0;
        Ok(if empty { Exit::Nothing } else { Exit::Done })
    }
}

fn by_ending(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?;
    FORMATS
        .iter()
        .find(|format| format.extension.eq_ignore_ascii_case(ending))
}

fn unknown(message: &str) -> Error {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    Error::argument(message, format!("--format {}", names.join("|")))
}
