//! `extract`: records without a store.

mod marked;

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::build;
use crate::facts::Record;

use super::Exit;
use super::error::Error;
use super::inputs::Inputs;
use super::terminal::Terminal;

/// Read articles and print what they say, without a store
#[derive(Args)]
pub struct Extract {
    #[command(flatten)]
    inputs: Inputs,

    /// jsonl: one record a line; json: one list; text: the article with its mentions marked
    /// [default: text on a terminal, jsonl elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<RecordFormat>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum RecordFormat {
    Jsonl,
    Json,
    Text,
}

impl Extract {
    /// Prints the records in the order of the inputs.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let articles = self.inputs.read()?;
        let format = self.format.unwrap_or(if terminal.out_is_terminal() {
            RecordFormat::Text
        } else {
            RecordFormat::Jsonl
        });

        let mut out = terminal.out();
        let mut records = 0;
        let printed = |record: Record| match format {
            RecordFormat::Jsonl => super::json(&record),
            RecordFormat::Json => super::json_pretty(&record).trim_end().to_owned(),
            RecordFormat::Text => marked::article(terminal, &record),
        };
        for batch in build::records_as(articles, printed) {
            for text in &batch.records {
                if format == RecordFormat::Json {
                    let open = if records == 0 { "[\n" } else { ",\n" };
                    out.write_all(open.as_bytes()).map_err(Error::Output)?;
                }
                out.write_all(text.as_bytes()).map_err(Error::Output)?;
                records += 1;
            }
            out.flush().map_err(Error::Output)?;
            for reason in &batch.skipped {
                terminal.skipped(reason);
            }
        }
        if format == RecordFormat::Json {
            let close = if records == 0 { "[]\n" } else { "\n]\n" };
            out.write_all(close.as_bytes()).map_err(Error::Output)?;
        }
        out.flush().map_err(Error::Output)?;
        self.inputs.expect_some(records)?;
        Ok(Exit::Done)
    }
}
