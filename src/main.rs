//! The `zhengmai` program: see `zhengmai::cli`.

use std::process::ExitCode;

/// The system's allocator costs a fifth of a build's time: millions of short strings come and go
/// on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// `mi_option_purge_delay` of mimalloc.h, which the bindings do not name.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

fn main() -> ExitCode {
    // Memory that was freed is kept: a build frees and takes hundreds of megabytes with every
    // batch, and an eighth of its time went into fresh pages, which the system clears.
    // SAFETY: it sets a number, before any other thread is there; -1 is one that it may take.
    unsafe { libmimalloc_sys::mi_option_set_default(PURGE_DELAY, -1) };
    zhengmai::cli::run(std::env::args_os())
}
