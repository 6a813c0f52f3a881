//! `build`: articles into the store, and what came of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;

use crate::build::{Built, build};
use crate::graph::{Counts, Graph};

use super::Exit;
use super::asked::{STORE, store_option};
use super::error::Error;
use super::inputs::Inputs;
use super::judging::Judging;
use super::terminal::{Style, Terminal, grouped, quoted};

/// Skipped inputs listed without `--verbose`.
const LISTED: usize = 20;

/// Read articles into the store
///
/// Articles that the store has already are left alone, changed ones replaced. What cannot be
/// read is listed with its reason, and the build goes on. Ctrl-C stops after the current
/// batch; running the same command again goes on from there.
#[derive(Args)]
pub struct Build {
    #[command(flatten)]
    inputs: Inputs,

    /// Store to make or to add to
    #[arg(long, value_name = "DIR", env = "ZHENGMAI_STORE", default_value = STORE)]
    store: PathBuf,

    #[command(flatten)]
    judging: Judging,

    /// Drop the store's articles that are not in the inputs
    #[arg(long)]
    prune: bool,

    /// List every skipped input
    #[arg(long, short)]
    verbose: bool,
}

impl Build {
    /// Builds the graph and prints the summary.
    pub fn run(self, terminal: &Terminal) -> Result<Exit, Error> {
        let articles = self.inputs.read()?;
        let (judgements, bad) = self.judging.expect(&self.store)?;
        let stop = stop_on_interrupt();
        let started = Instant::now();
        let graph = Graph::create(&self.store)?;

        let bar = terminal.progress();
        bar.enable_steady_tick(Duration::from_millis(200));
        let built = build(&graph, articles, |progress| {
            bar.set_position(progress.read as u64);
            bar.set_message(format!("{} characters", grouped(progress.characters)));
            terminal.progressed(&[
                ("read", progress.read),
                ("kept", progress.kept),
                ("characters", progress.characters),
            ]);
            stop.load(Ordering::Relaxed)
        });
        bar.finish_and_clear();
        let built = built?;
        let stopped = built.stopped;

        self.list_skipped(terminal, &built.skipped);
        self.inputs.expect_some(built.inserted.articles())?;
        // A stopped build has not seen all inputs, so it cannot tell what vanished.
        let pruned = if self.prune && !stopped {
            graph.prune()?
        } else {
            0
        };
        let resolved = graph.resolve(&judgements)?;
        graph.finish()?;
        if !terminal.quiet() {
            let seconds = started.elapsed().as_secs_f64();
            terminal.print(summary(terminal, &built, &graph.stats()?, pruned, seconds))?;
        }
        let option = store_option(&self.store);
        if stopped {
            let again = format!("zhengmai build{}{option}", words(&self.inputs.paths));
            terminal.hint("Stopped before the end of the inputs; to go on:", &[again]);
            return Ok(Exit::Stopped);
        }
        if !bad.is_empty() {
            return Err(Error::Judgements(bad));
        }
        let mut next = vec![
            format!("zhengmai query{option}"),
            format!("zhengmai export{option} -o graph.graphml"),
        ];
        if resolved.proposed > 0 {
            next.push(format!("zhengmai review{option}"));
        }
        terminal.hint("Try next:", &next);
        Ok(Exit::Done)
    }

    fn list_skipped(&self, terminal: &Terminal, skipped: &[String]) {
        let listed = if self.verbose { skipped.len() } else { LISTED };
        for reason in skipped.iter().take(listed) {
            terminal.skipped(reason);
        }
        if skipped.len() > listed {
            let more = skipped.len() - listed;
            terminal.skipped(&format!("{} more (list all with -v)", grouped(more)));
        }
    }
}

/// Words of a command line, with a blank before each.
fn words(words: &[String]) -> String {
    words
        .iter()
        .map(|word| format!(" {}", quoted(word)))
        .collect()
}

/// Set by the first Ctrl-C; the second ends the program at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    let installed = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    // Without the handler Ctrl-C ends the program as it always does: no batch is lost.
    drop(installed);
    stop
}

fn summary(
    terminal: &Terminal,
    built: &Built,
    counts: &Counts,
    pruned: usize,
    seconds: f64,
) -> String {
    let inserted = &built.inserted;
    let mut states = vec![
        format!("{} new", grouped(inserted.added)),
        format!("{} unchanged", grouped(inserted.unchanged)),
        format!("{} replaced", grouped(inserted.replaced)),
    ];
    if pruned > 0 {
        states.push(format!("{} dropped", grouped(pruned)));
    }
    if !built.skipped.is_empty() {
        states.push(number_of(built.skipped.len(), "input") + " skipped");
    }
    let rate = (built.characters as f64 / seconds.max(0.001)) as usize;
    let head = format!(
        "{}: {} in {seconds:.1} s, {} characters/s\n",
        terminal.paint(
            Style::Green,
            &number_of(built.inserted.articles(), "article")
        ),
        states.join(", "),
        grouped(rate),
    );
    head + &super::stats::table(terminal, counts)
}

/// `1 article`, `1,200 articles`.
fn number_of(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(number))
}
