//! Long work: off the interpreter's lock, on as many cores as asked, stopped by Ctrl-C or when
//! its time is over; a panic in it becomes an exception.

use std::any::Any;
use std::collections::HashMap;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::failure::Failure;

/// How often Python is asked whether somebody pressed Ctrl-C.
const TICK: Duration = Duration::from_millis(50);

/// Room for the recursion of deeply nested questions, on top of what a nested one may have.
const STACK: usize = 64 << 20;

/// Tells work to stop.
pub type Cancel = CancellationToken;

/// Runs work without the interpreter's lock. Signals are handled meanwhile: on the first that
/// raises (as Ctrl-C does) the work is told to stop, and the exception goes on when it has.
pub fn run<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&Cancel) -> Result<T, Failure> + Send,
) -> PyResult<T> {
    within(py, None, work)
}

/// The same, for at most so many seconds.
pub fn within<T: Send>(
    py: Python<'_>,
    seconds: Option<f64>,
    work: impl FnOnce(&Cancel) -> Result<T, Failure> + Send,
) -> PyResult<T> {
    let limit = match seconds.map(Duration::try_from_secs_f64) {
        None => None,
        Some(Ok(limit)) => Some(limit),
        Some(Err(_)) => {
            let message = "timeout is a number of seconds, 0 or more";
            return Err(Failure::Input(message.to_owned()).into());
        }
    };
    let cancel = Cancel::new();
    let mut raised: Option<PyErr> = None;
    let mut late = false;
    let outcome = py.detach(|| {
        let started = Instant::now();
        thread::scope(|scope| {
            let (working, ended) = channel::<()>();
            let token = cancel.clone();
            let worker = thread::Builder::new()
                .name("zhengmai".to_owned())
                .stack_size(STACK)
                .spawn_scoped(scope, move || {
                    // Dropped when the work ends, however it ends.
                    let _working = working;
                    work(&token)
                })
                .map_err(|error| Failure::Io("a thread".to_owned(), error))?;
            loop {
                let left = limit.map(|limit| limit.saturating_sub(started.elapsed()));
                let tick = left.filter(|_| !late).map_or(TICK, |left| left.min(TICK));
                match ended.recv_timeout(tick) {
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {}
                }
                if raised.is_none()
                    && let Err(error) = Python::attach(|py| py.check_signals())
                {
                    raised = Some(error);
                    cancel.cancel();
                }
                if !late && left.is_some_and(|left| left.is_zero()) {
                    late = true;
                    cancel.cancel();
                }
            }
            worker
                .join()
                .unwrap_or_else(|panic| Err(Failure::Internal(message(&*panic))))
        })
    });
    if let Some(error) = raised {
        return Err(error);
    }
    match (outcome, seconds) {
        (Err(Failure::Stopped), Some(seconds)) if late => Err(Failure::Late(seconds).into()),
        (outcome, _) => Ok(outcome?),
    }
}

/// What a panic said.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "it gives no reason".to_owned())
}

/// So many threads, or one a core. They are kept for the next call, but not across a fork: the
/// threads of a pool stay behind in the parent.
pub fn pool(workers: Option<usize>) -> Result<Arc<ThreadPool>, Failure> {
    type Pools = HashMap<(u32, usize), Arc<ThreadPool>>;
    static POOLS: LazyLock<Mutex<Pools>> = LazyLock::new(Mutex::default);
    let count = match workers {
        Some(0) => return Err(Failure::Input("workers is a number from 1".to_owned())),
        Some(count) => count,
        None => thread::available_parallelism().map_or(1, usize::from),
    };
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (std::process::id(), count);
    if let Some(pool) = pools.get(&key) {
        return Ok(Arc::clone(pool));
    }
    let pool = ThreadPoolBuilder::new().num_threads(count).build();
    let pool = Arc::new(pool.map_err(|error| Failure::Internal(error.to_string()))?);
    pools.insert(key, Arc::clone(&pool));
    Ok(pool)
}
