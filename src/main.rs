//! The `zhengmai` program: see `zhengmai::cli`.

use std::process::ExitCode;

/// The system's allocator costs a fifth of a build's time: millions of short strings come and go
/// on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    zhengmai::cli::run(std::env::args_os())
}
