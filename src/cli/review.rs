//! `review`: candidates for being one, with what speaks for it, and the analyst's judgements.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write as _};
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::graph::{Judgement, Judgements, Verdict};
use crate::query::{self, Comparison, End};

use super::Exit;
use super::asked::Asked;
use super::error::Error;
use super::terminal::{Style, Terminal, grouped, one_line};
use super::why::sentence;

/// What is shown of each of the two, at most.
const FACTS: usize = 5;

/// Judge which persons and meetings of different articles are one
///
/// Shows the open candidates, the likeliest first, each with what speaks for it and the
/// sentences of both, and asks: s same, d different, u unsure, q quit, anything else skips;
/// what follows the letter is kept as the reason. Judgements are appended to a table that
/// every build reads and that belongs under version control.
#[derive(Args)]
pub struct Review {
    /// List the candidates and ask nothing
    #[arg(long)]
    list: bool,

    /// How to list them
    #[arg(long, short, value_enum, default_value = "text")]
    format: Format,

    /// Leave out candidates with a lower score, from 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    min: f64,

    /// Who judges
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        hide_env_values = true,
        default_value = ""
    )]
    who: String,

    #[command(flatten)]
    asked: Asked,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Tsv,
    Json,
}

impl Review {
    /// Lists the candidates, or asks about them.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let (mut judgements, bad) = self.asked.judgements()?;
        let graph = self.asked.open(terminal)?;
        if self.asked.is_store() {
            for line in &bad {
                terminal.skipped(&line.to_string());
            }
        }
        let mut open = query::comparisons(&graph, "proposed")?;
        open.extend(query::comparisons(&graph, "undecided")?);
        open.retain(|candidate| self.wanted(candidate, &judgements));
        if self.list || self.format != Format::Text {
            terminal.print(self.listed(terminal, &open))?;
        }
        if open.is_empty() {
            terminal.remark("no open candidates");
            return Ok(Exit::Nothing);
        }
        if self.list || self.format != Format::Text {
            return Ok(Exit::Done);
        }
        let path = self.asked.judgements_path();
        let made = self.ask(terminal, &open, &path)?;
        drop(graph);
        if made.is_empty() {
            return Ok(Exit::Done);
        }
        let count = made.len();
        made.into_iter()
            .for_each(|judgement| judgements.add(judgement));
        let plural = if count == 1 { "" } else { "s" };
        let count = grouped(count);
        let lead = format!("{count} judgement{plural} added to {}", path.display());
        let then = match self.asked.reopen() {
            None => "",
            // Readers or a build have the store: the judgements are safe in their file.
            Some(Err(_)) => "; the next build follows them",
            Some(Ok(graph)) => {
                graph.resolve(&judgements)?;
                graph.finish()?;
                "; the store follows them"
            }
        };
        terminal.remark(&format!("{lead}{then}"));
        Ok(Exit::Done)
    }

    /// Whether a candidate is still open and likely enough.
    fn wanted(&self, candidate: &Comparison, judgements: &Judgements) -> bool {
        let score = candidate.score.as_deref().and_then(|s| s.parse().ok());
        let judged = judgements.on(&candidate.a.iri, &candidate.b.iri);
        judged.is_none_or(|judgement| judgement.verdict == Verdict::Unsure)
            && score.unwrap_or(0.0) >= self.min
    }

    fn listed(&self, terminal: &Terminal, open: &[Comparison]) -> String {
        match self.format {
            Format::Json => super::json_pretty(&open),
            Format::Text => {
                let cards = (1..)
                    .zip(open)
                    .map(|(n, c)| card(terminal, c, n, open.len()));
                cards.collect::<Vec<_>>().join("\n")
            }
            Format::Tsv => {
                let mut text = "score\ta\tb\toutcome\treasons\n".to_owned();
                for candidate in open {
                    let cells = [
                        candidate.score.clone().unwrap_or_default(),
                        query::shorten(&candidate.a.iri),
                        query::shorten(&candidate.b.iri),
                        candidate.outcome.clone(),
                        candidate.reasons.join("; "),
                    ];
                    let cells = cells.map(|cell| one_line(&cell));
                    let _ = writeln!(text, "{}", cells.join("\t"));
                }
                text
            }
        }
    }

    /// Asks about each candidate; a judgement is in the file before the next question.
    fn ask(
        &self,
        terminal: &Terminal,
        open: &[Comparison],
        path: &Path,
    ) -> Result<Vec<Judgement>, Error> {
        let mut answers = io::stdin().lock().lines();
        let mut made = Vec::new();
        for (n, candidate) in (1..).zip(open) {
            terminal.print(card(terminal, candidate, n, open.len()))?;
            terminal.print(terminal.paint(Style::Bold, "same, different, unsure, skip, quit? "))?;
            let answer = match answers.next() {
                None => break,
                Some(answer) => answer.map_err(|source| Error::Read {
                    path: "standard input".into(),
                    source,
                })?,
            };
            let (word, why) = answer
                .trim()
                .split_once(char::is_whitespace)
                .unwrap_or((answer.trim(), ""));
            let verdict = match word {
                "s" | "same" => Verdict::Same,
                "d" | "different" => Verdict::Different,
                "u" | "unsure" => Verdict::Unsure,
                "q" | "quit" => break,
                _ => {
                    terminal.print("\n")?;
                    continue;
                }
            };
            let today = jiff::ZonedDateTime::now().date().to_string();
            let judged = [self.who.as_str(), &today, why];
            let judgement = Judgement::new(&candidate.a.iri, &candidate.b.iri, verdict, judged)
                .map_err(|problem| Error::argument(problem, "build the store anew"))?;
            append(path, &judgement).map_err(|source| Error::Write {
                path: path.to_owned(),
                source,
            })?;
            terminal.print("\n")?;
            made.push(judgement);
        }
        Ok(made)
    }
}

/// Adds a line to the table, which is made where there is none.
fn append(path: &Path, judgement: &Judgement) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file: File = options.read(true).append(true).create(true).open(path)?;
    let mut text = String::new();
    let length = file.seek(SeekFrom::End(0))?;
    if length == 0 {
        let _ = writeln!(text, "{}", Judgements::HEADER);
    } else {
        // An editor may have left the last line open.
        file.seek(SeekFrom::Start(length - 1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            text.push('\n');
        }
    }
    let _ = writeln!(text, "{judgement}");
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

/// A candidate, with what is known of both.
fn card(terminal: &Terminal, candidate: &Comparison, n: usize, of: usize) -> String {
    let score = candidate.score.as_deref().unwrap_or("-");
    let unsure = if candidate.outcome == "undecided" {
        ", unsure"
    } else {
        ""
    };
    let mut text = format!(
        "[{n}/{of}] {}  {score}{unsure}\n",
        terminal.paint(Style::Bold, &candidate.a.label)
    );
    for reason in &candidate.reasons {
        let _ = writeln!(text, "  {}", one_line(reason));
    }
    for end in [&candidate.a, &candidate.b] {
        text.push_str(&shown(terminal, end));
    }
    text
}

/// One of the two: its IRI and what is known of it.
fn shown(terminal: &Terminal, end: &End) -> String {
    let iri = terminal.paint(Style::Cyan, &query::shorten(&end.iri));
    let mut text = format!("{iri}  {}\n", end.label);
    for place in end.named.iter().take(1) {
        let _ = writeln!(text, "      {}", sentence(terminal, place));
    }
    for fact in end.facts.iter().take(FACTS) {
        let _ = writeln!(text, "  {}  {}", fact.property, one_line(&fact.value));
        for place in fact.evidence.iter().take(1) {
            let _ = writeln!(text, "      {}", sentence(terminal, place));
        }
    }
    if end.facts.len() > FACTS {
        let _ = writeln!(text, "  and {} more", grouped(end.facts.len() - FACTS));
    }
    text
}
