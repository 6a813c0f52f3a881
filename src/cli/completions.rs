//! `completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::error::Error;
use super::terminal::Terminal;
use super::{Cli, Exit};

/// Print the completion script of a shell
#[derive(Args)]
pub struct Completions {
    /// Shell to write it for
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "zhengmai", &mut script);
        terminal.print(script)?;
        Ok(Exit::Done)
    }
}
