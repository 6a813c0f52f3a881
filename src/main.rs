//! The `zhengmai` program: see `zhengmai::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhengmai::cli::run(std::env::args_os())
}
