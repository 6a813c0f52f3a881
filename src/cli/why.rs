//! `why`: the sentences, the article and the rule behind a node of the graph.

use std::fmt::Write;

use clap::Args;

use crate::query::{self, Sentence};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Style, Terminal};

/// Show the sentences, the article and the rule behind a node
#[derive(Args)]
pub struct Why {
    /// IRI of the node, whole or short (id:…)
    iri: String,

    /// Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    asked: Asked,
}

impl Why {
    /// Prints the evidence.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = self.asked.open(terminal)?;
        let Some(why) = query::why(&graph, &self.iri)? else {
            terminal.remark(&format!("no node has the IRI {}", self.iri));
            let show = format!("zhengmai show NAME{}", self.asked.options());
            terminal.hint("Find IRIs by name:", &[show]);
            return Ok(Exit::Nothing);
        };
        if self.json {
            terminal.print(super::json_pretty(&why))?;
            return Ok(Exit::Done);
        }
        let mut text = format!(
            "{}  {}  {}\n",
            terminal.paint(Style::Bold, &why.label),
            why.kind,
            terminal.paint(Style::Dim, &query::shorten(&why.iri)),
        );
        for evidence in &why.evidence {
            let _ = writeln!(text, "\n  {}", sentence(terminal, evidence));
            let _ = writeln!(text, "    in    {}", evidence.headline);
            if let Some(published) = &evidence.published {
                let _ = writeln!(text, "    on    {published}");
            }
            if let Some(source) = &evidence.source {
                let _ = writeln!(text, "    from  {source}");
            }
            if let Some(rule) = &evidence.rule {
                let _ = writeln!(text, "    rule  {rule}");
            }
        }
        terminal.print(text)?;
        if why.evidence.is_empty() {
            terminal.remark("nothing in the articles says so: it is reference data");
        }
        Ok(Exit::Done)
    }
}

/// A sentence in one line, with what the rule read in it marked.
pub fn sentence(terminal: &Terminal, evidence: &Sentence) -> String {
    let characters: Vec<char> = evidence.text.chars().collect();
    let end = evidence.mark[1].min(characters.len());
    let start = evidence.mark[0].min(end);
    let part = |range: &[char]| range.iter().collect::<String>().replace('\n', " ");
    let mark = part(&characters[start..end]);
    let mark = if mark.is_empty() {
        mark
    } else if terminal.colours() {
        terminal.paint(Style::Yellow, &mark)
    } else {
        format!("[{mark}]")
    };
    format!(
        "{}{mark}{}",
        part(&characters[..start]),
        part(&characters[end..])
    )
}
