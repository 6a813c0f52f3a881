//! `show`: everything about one thing, each statement with the sentences that say it.

use std::fmt::Write;

use clap::Args;

use crate::query::{self, Fact, Profile};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Style, Terminal, grouped, one_line, quoted};
use super::why::sentence;

/// Candidates listed where a name fits many things.
const LISTED: usize = 20;

/// Show everything about an official, agency, document or meeting
///
/// With the sentences that say so. Where several things bear the name they are listed, not
/// guessed at; their IRIs tell them apart.
#[derive(Args)]
pub struct Show {
    /// Name, part of a name, or IRI
    name: String,

    /// Leave the sentences out
    #[arg(long)]
    brief: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    asked: Asked,
}

impl Show {
    /// Prints the profile, or the candidates.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let graph = self.asked.open(terminal)?;
        let profiles = query::show(&graph, &self.name)?;
        if self.json {
            terminal.print(super::json_pretty(&profiles))?;
        } else if let [profile] = &profiles[..] {
            terminal.print(self.profile(terminal, profile))?;
        } else if !profiles.is_empty() {
            terminal.print(candidates(terminal, &profiles))?;
            let more = profiles.len().saturating_sub(LISTED);
            let more = if more > 0 {
                format!(" ({} not listed)", grouped(more))
            } else {
                String::new()
            };
            let iri = quoted(&query::shorten(&profiles[0].iri));
            terminal.hint(
                &format!(
                    "{} things match {}{more}; show one by its IRI:",
                    grouped(profiles.len()),
                    self.name
                ),
                &[format!("zhengmai show {iri}{}", self.asked.options())],
            );
        }
        if profiles.is_empty() {
            terminal.remark(&format!("nothing is called {}", self.name));
            return Ok(Exit::Nothing);
        }
        Ok(Exit::Done)
    }

    fn profile(&self, terminal: &Terminal, profile: &Profile) -> String {
        let mut text = format!(
            "{}  {}  {}\n",
            terminal.paint(Style::Bold, &profile.label),
            profile.kind,
            terminal.paint(Style::Dim, &query::shorten(&profile.iri)),
        );
        if !profile.also.is_empty() {
            let _ = writeln!(text, "also {}", profile.also.join("、"));
        }
        let mut before = "";
        for fact in &profile.facts {
            if fact.property != before {
                let _ = writeln!(text, "\n{}", terminal.paint(Style::Bold, &fact.property));
                before = &fact.property;
            }
            text.push_str(&self::fact(terminal, fact, "", self.brief));
        }
        text
    }
}

/// A fact under a heading, with the sentences that say it unless they are to be left out.
pub fn fact(terminal: &Terminal, fact: &Fact, lead: &str, brief: bool) -> String {
    let parts = [lead, &one_line(&fact.value)];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut text = format!("  {}", parts.join("  "));
    if let Some(iri) = &fact.iri {
        let iri = terminal.paint(Style::Dim, &query::shorten(iri));
        let _ = write!(text, "  {iri}");
    }
    text.push('\n');
    if !brief {
        for evidence in &fact.evidence {
            let _ = writeln!(text, "      {}", sentence(terminal, evidence));
        }
    }
    text
}

/// What bears the name, each with its IRI and what tells it from the others.
fn candidates(terminal: &Terminal, profiles: &[Profile]) -> String {
    let mut text = String::new();
    for profile in profiles.iter().take(LISTED) {
        let label = terminal.paint(Style::Bold, &profile.label);
        let _ = writeln!(text, "{label}  {}", profile.summary);
        let iri = terminal.paint(Style::Dim, &query::shorten(&profile.iri));
        let _ = writeln!(text, "    {iri}");
    }
    text
}
