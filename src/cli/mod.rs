//! The command line: parses, calls the library, prints. One file per subcommand, named
//! like it; what they share is the terminal, the error and the graph that they ask.
//!
//! Exit codes: 0 done, 1 nothing found or a check failed, 2 error, 130 stopped by Ctrl-C.

mod asked;
mod backup;
mod build;
mod compact;
mod completions;
mod coverage;
mod diff;
mod error;
pub mod evaluate;
mod export;
mod extract;
mod guide;
mod inputs;
mod judging;
mod path;
mod query;
mod remove;
mod review;
mod show;
mod stats;
mod terminal;
mod timeline;
mod validate;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde::Serialize;

use error::Error;
use terminal::{LogFormat, Terminal};

/// How a command ended, short of an error.
enum Exit {
    /// It did what was asked: 0.
    Done,
    /// Nothing was found: 1.
    Nothing,
    /// What was compared differs: 1.
    Differs,
    /// A check failed: 1.
    Failed,
    /// Ctrl-C stopped it between two batches: 130.
    Stopped,
}

#[derive(Parser)]
#[command(
    name = "zhengmai",
    version,
    about = "Reads Chinese policy-meeting news and builds a knowledge graph to ask questions of.",
    after_help = "Run `zhengmai` alone for a short guide with examples.",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Print results and errors only: no summary, no progress, no hints
    #[arg(long, short, global = true)]
    quiet: bool,

    /// How remarks, progress, skipped inputs and errors are written: text for people, json (an
    /// object a line) for programs
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t
    )]
    log_format: LogFormat,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Build),
    Extract(extract::Extract),
    Query(query::Query),
    Show(show::Show),
    Why(why::Why),
    Path(path::PathCommand),
    Timeline(timeline::TimelineCommand),
    Diff(diff::DiffCommand),
    Review(review::Review),
    Export(export::Export),
    Stats(stats::Stats),
    Validate(validate::ValidateCommand),
    Remove(remove::Remove),
    Backup(backup::Backup),
    Compact(compact::Compact),
    Evaluate(evaluate::Evaluate),
    Coverage(coverage::Cover),
    Completions(completions::Completions),
}

/// Runs the command line and prints what comes of it.
///
/// The first argument is the program's own name, as in [`std::env::args_os`].
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(usage) => {
            // The reader of a help text may be gone; there is nobody left to tell.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(cli.quiet, cli.log_format);
    let ended = match cli.command {
        None => guide::print(&terminal),
        Some(Command::Build(command)) => command.run(&terminal),
        Some(Command::Extract(command)) => command.run(&terminal),
        Some(Command::Query(command)) => command.run(&terminal),
        Some(Command::Show(command)) => command.run(&terminal),
        Some(Command::Why(command)) => command.run(&terminal),
        Some(Command::Path(command)) => command.run(&terminal),
        Some(Command::Timeline(command)) => command.run(&terminal),
        Some(Command::Diff(command)) => command.run(&terminal),
        Some(Command::Review(command)) => command.run(&terminal),
        Some(Command::Export(command)) => command.run(&terminal),
        Some(Command::Stats(command)) => command.run(&terminal),
        Some(Command::Validate(command)) => command.run(&terminal),
        Some(Command::Remove(command)) => command.run(&terminal),
        Some(Command::Backup(command)) => command.run(&terminal),
        Some(Command::Compact(command)) => command.run(&terminal),
        Some(Command::Evaluate(command)) => command.run(&terminal),
        Some(Command::Coverage(command)) => command.run(&terminal),
        Some(Command::Completions(command)) => command.run(&terminal),
    };
    match ended {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Nothing | Exit::Differs | Exit::Failed) => ExitCode::from(1),
        Ok(Exit::Stopped) => ExitCode::from(130),
        // `zhengmai … | head` is no failure.
        Err(Error::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            terminal.error(&error);
            ExitCode::from(2)
        }
    }
}

/// A value as one line of JSON.
fn json(value: &impl Serialize) -> String {
    // The values printed are plain structures: nothing in them can fail to serialise.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// A value as indented JSON.
fn json_pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
