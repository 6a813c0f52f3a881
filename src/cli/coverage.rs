//! `coverage`: what was not understood.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::build;
use crate::facts::coverage::{Count, Coverage, Gap};

use super::Exit;
use super::error::Error;
use super::inputs::Inputs;
use super::terminal::{Style, Terminal, grouped, one_line};

/// List the sentences that should say something and gave no fact
#[derive(Args)]
#[command(name = "coverage")]
pub struct Cover {
    #[command(flatten)]
    inputs: Inputs,

    /// text: sentences by article, then how often each trigger gave a fact; jsonl: one
    /// sentence a line; tsv: the same as a table [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<CoverFormat>,

    /// Print only how often each trigger gave a fact
    #[arg(long)]
    summary: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum CoverFormat {
    Text,
    Jsonl,
    Tsv,
}

/// A sentence without a fact, and the article that it stands in.
#[derive(Serialize)]
struct Row<'a> {
    article: &'a str,
    source: Option<&'a str>,
    #[serde(flatten)]
    gap: &'a Gap,
}

impl Cover {
    /// Prints the sentences in the order of the inputs, and the counts.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let articles = self.inputs.read()?;
        let format = self.format.unwrap_or(if terminal.out_is_terminal() {
            CoverFormat::Text
        } else {
            CoverFormat::Jsonl
        });
        let mut out = terminal.out();
        let mut write = |text: &str| out.write_all(text.as_bytes()).map_err(Error::Output);
        if format == CoverFormat::Tsv && !self.summary {
            write("article\ttrigger\tstart\tend\tsentence\n")?;
        }
        let mut coverage = Coverage::default();
        let mut records = 0;
        for batch in build::records(articles) {
            for record in &batch.records {
                records += 1;
                let gaps = coverage.add(record);
                if self.summary || gaps.is_empty() {
                    continue;
                }
                if format == CoverFormat::Text {
                    write(&terminal.paint(Style::Bold, &format!("== {}\n", record.id)))?;
                }
                for gap in &gaps {
                    write(&match format {
                        CoverFormat::Text => text(terminal, gap),
                        CoverFormat::Jsonl => super::json(&Row {
                            article: &record.id,
                            source: record.source.as_deref(),
                            gap,
                        }),
                        CoverFormat::Tsv => {
                            let ([start, end], sentence) = (gap.span, one_line(&gap.sentence));
                            let (id, trigger) = (one_line(&record.id), gap.trigger);
                            format!("{id}\t{trigger}\t{start}\t{end}\t{sentence}\n")
                        }
                    })?;
                }
                if format == CoverFormat::Text {
                    write("\n")?;
                }
            }
            for reason in &batch.skipped {
                terminal.skipped(reason);
            }
        }
        match (format, self.summary) {
            (CoverFormat::Text, _) => write(&table(terminal, &coverage))?,
            (CoverFormat::Jsonl, true) => {
                for count in &coverage.triggers {
                    write(&super::json(count))?;
                }
            }
            (CoverFormat::Tsv, true) => {
                write("trigger\tsentences\twith fact\twithout\n")?;
                for count in &coverage.triggers {
                    write(&(cells(count, usize::to_string).join("\t") + "\n"))?;
                }
            }
            (_, false) => {}
        }
        out.flush().map_err(Error::Output)?;
        self.inputs.expect_some(records)?;
        Ok(Exit::Done)
    }
}

/// A sentence with its trigger marked.
fn text(terminal: &Terminal, gap: &Gap) -> String {
    let expected = gap.expected.join(" or ");
    let trigger = terminal.paint(Style::Yellow, gap.trigger);
    let [start, end] = gap.span;
    let sentence = one_line(&gap.sentence);
    format!("  {trigger} no {expected} [{start}, {end})\n    {sentence}\n")
}

fn cells(count: &Count, number: impl Fn(&usize) -> String) -> Vec<String> {
    let numbers = [count.sentences, count.with_fact, count.without()];
    let trigger = std::iter::once(count.trigger.to_owned());
    trigger.chain(numbers.iter().map(number)).collect()
}

/// The counts of the triggers that stood anywhere, and their sums.
fn table(terminal: &Terminal, coverage: &Coverage) -> String {
    let found = coverage.triggers.iter().filter(|c| c.sentences > 0);
    let all = coverage.triggers.iter().fold(
        Count {
            trigger: "all",
            sentences: 0,
            with_fact: 0,
        },
        |all, count| Count {
            sentences: all.sentences + count.sentences,
            with_fact: all.with_fact + count.with_fact,
            ..all
        },
    );
    let rows: Vec<Vec<String>> = found
        .chain([&all])
        .map(|count| cells(count, |n| grouped(*n)))
        .collect();
    let header = ["trigger", "sentences", "with fact", "without"];
    terminal.table(&header.map(str::to_owned), &rows)
}
