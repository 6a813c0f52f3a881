//! `evaluate`: the reader against annotated articles, task by task.

pub mod score;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use walkdir::WalkDir;

use crate::facts::Reader;
use crate::ingest::Article;

use super::Exit;
use super::error::Error;
use super::terminal::{Style, Terminal};
use score::{Counts, Gold, Outcome, STRICT};

/// Score the reader against annotated articles
///
/// Reads every .json file under the folder, extracts a record from its text alone, and
/// compares. Prints precision, recall and F1 per task over all articles, and the mean F1 of
/// the strict tasks. `tests/gold/score.py` gives the same numbers for the records of any
/// tool.
#[derive(Args)]
pub struct Evaluate {
    /// Folder of annotation files
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,

    /// List what was missed (-) and wrongly found (+), article by article
    #[arg(long)]
    errors: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Evaluate {
    /// Prints the scores.
    pub(super) fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let articles = read(&self.gold)?;
        let reader = Reader::new();
        let outcomes: Vec<Vec<Outcome>> = articles
            .par_iter()
            .map(|gold| {
                // The text alone: its date of publication is part of what is to be found.
                let mut article = Article::new(&gold.text);
                article.id.clone_from(&gold.id);
                score::compare(gold, &reader.read(&article))
            })
            .collect();

        let mut text = String::new();
        if self.errors {
            for (gold, outcomes) in articles.iter().zip(&outcomes) {
                errors(&mut text, terminal, &gold.id, outcomes);
            }
        }
        let totals = totals(&outcomes);
        if self.json {
            text.push_str(&super::json(&as_json(articles.len(), &totals)));
        } else {
            table(&mut text, articles.len(), &totals);
        }
        terminal.print(text)?;
        Ok(Exit::Done)
    }
}

/// All annotated articles under a folder, by path.
fn read(folder: &Path) -> Result<Vec<Gold>, Error> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read {
            path: error.path().unwrap_or(folder).to_owned(),
            source: (error.into_io_error())
                .unwrap_or_else(|| std::io::Error::other("a link leads back to its own folder")),
        })?;
        if entry.path().extension().is_some_and(|e| e == "json") {
            paths.push(entry.into_path());
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Error::NoGold(folder.to_owned()));
    }
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            serde_json::from_str(&text).map_err(|source| Error::Gold { path, source })
        })
        .collect()
}

/// Counts over all articles, by task.
fn totals(outcomes: &[Vec<Outcome>]) -> BTreeMap<&'static str, Counts> {
    let mut totals = BTreeMap::new();
    for outcome in outcomes.iter().flatten() {
        let total: &mut Counts = totals.entry(outcome.task).or_default();
        total.add(outcome.counts);
    }
    totals
}

fn mean_f1(totals: &BTreeMap<&str, Counts>) -> f64 {
    let f1 = |task: &&str| totals.get(task).copied().unwrap_or_default().f1();
    STRICT.iter().map(f1).sum::<f64>() / STRICT.len() as f64
}

fn errors(text: &mut String, terminal: &Terminal, id: &str, outcomes: &[Outcome]) {
    for outcome in outcomes {
        let strict = !outcome.task.contains(',');
        if strict && !(outcome.missed.is_empty() && outcome.wrong.is_empty()) {
            let _ = write!(text, "{id} {}", outcome.task);
            for missed in &outcome.missed {
                let missed = terminal.paint(Style::Red, &format!("-{missed}"));
                let _ = write!(text, "  {missed}");
            }
            for wrong in &outcome.wrong {
                let wrong = terminal.paint(Style::Yellow, &format!("+{wrong}"));
                let _ = write!(text, "  {wrong}");
            }
            text.push('\n');
        }
    }
}

fn table(text: &mut String, articles: usize, totals: &BTreeMap<&str, Counts>) {
    // Every article gets a record: reading never fails.
    let _ = writeln!(text, "{articles} articles, 0 without a record");
    let (strict, loose): (Vec<_>, Vec<_>) =
        totals.iter().partition(|(task, _)| STRICT.contains(*task));
    for (task, counts) in strict.into_iter().chain(loose) {
        let (p, r, f1) = (counts.precision(), counts.recall(), counts.f1());
        let Counts { gold, found, right } = counts;
        let _ = writeln!(
            text,
            "{task:28} P {p:.3}  R {r:.3}  F1 {f1:.3}   gold {gold}  found {found}  right {right}"
        );
    }
    let mean = mean_f1(totals);
    let _ = writeln!(text, "mean F1 of the strict tasks: {mean:.3}");
}

fn as_json(articles: usize, totals: &BTreeMap<&str, Counts>) -> Value {
    let tasks = totals.iter().map(|(task, counts)| {
        let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
        let rates = json!({"precision": precision, "recall": recall, "f1": f1});
        ((*task).to_owned(), rates)
    });
    let tasks: Map<String, Value> = tasks.collect();
    json!({"articles": articles, "absent": 0, "mean_f1": mean_f1(totals), "tasks": tasks})
}
