//! `export`: the graph as a file for other programs.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::export::{ExportError, FORMATS, Filter, Format, Options, View};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Terminal, grouped};

/// Write the graph to a file for other programs
///
/// Nodes and edges as graphml (networkx, igraph, Gephi), gexf (Gephi, with a timeline), csv
/// (Gephi, pandas), neo4j (CSV for its import) and parquet; every statement as nquads,
/// nquads-gz, trig, turtle, jsonld, rdfxml. A file appears only when it is whole.
#[derive(Args)]
pub struct Export {
    /// File to write
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// Format [default: by the file's ending]
    #[arg(long, short)]
    format: Option<String>,

    /// What becomes node and edge: full (all entities), officials (who attended together),
    /// agencies (which attended together or shared an official), policy (documents, meetings,
    /// agencies), hierarchy (posts in agencies, under agencies, in divisions)
    #[arg(long, value_name = "VIEW", default_value = "full")]
    view: String,

    /// Only a part: a division with all below it, by name or code, or a period, or both with a
    /// comma: 河南省 or 410500,2018-01..2018-12 or 2018
    #[arg(
        long = "where",
        value_name = "PART",
        default_value = "",
        hide_default_value = true
    )]
    part: String,

    /// Give nodes their degree, PageRank, betweenness and community
    #[arg(long)]
    metrics: bool,

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
        let options = self.options(format)?;
        let graph = self.asked.open(terminal)?;
        let exported = format.write(&graph, &self.output, &options)?;
        let files = exported.files.iter().map(|file| file.display().to_string());
        let what = if format.is_network() {
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

    /// The view, part and measures; said to be wrong before the graph is opened.
    fn options(&self, format: &Format) -> Result<Options, Error> {
        let view = View::named(&self.view).ok_or_else(|| {
            let names: Vec<&str> = View::ALL.iter().map(|(name, _)| *name).collect();
            let hint = format!("--view {}", names.join("|"));
            Error::argument(format!("there is no view `{}`", self.view), hint)
        })?;
        let options = Options {
            view,
            filter: Filter::parse(&self.part).map_err(ExportError::from)?,
            metrics: self.metrics,
        };
        if options != Options::default() && !format.is_network() {
            let whole = ExportError::WholeOnly {
                format: format.name,
            };
            return Err(Error::argument(
                whole.to_string(),
                "--format graphml|gexf|csv|neo4j|parquet, or leave out --view, --where, --metrics",
            ));
        }
        Ok(options)
    }
}

/// The format whose ending a file has; with several, the first by name.
fn by_ending(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|format| {
        name.strip_suffix(format.extension)
            .is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
    })
}

fn unknown(message: &str) -> Error {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    Error::argument(message, format!("--format {}", names.join("|")))
}
