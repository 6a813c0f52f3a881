//! A stage beside jieba-rs, which only tags: measured in turn in one process, so that whatever
//! else the machine does slows both.

use std::time::{Duration, Instant};

use zhengmai::ingest::Article;
use zhengmai::text::jieba;

/// Rounds of each, in turn; the fastest of each counts.
const ROUNDS: usize = 15;

/// Prints characters a second of a stage and of jieba-rs tagging the same lines, and their
/// ratio. Only `cargo bench` measures: where the benches are merely tried it prints nothing.
pub fn print(stage: &str, articles: &[Article], mut run: impl FnMut() -> usize) {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let tag = || -> usize {
        let lines = articles.iter().flat_map(|article| article.text.lines());
        lines.map(|line| jieba().tag(line, false).len()).sum()
    };
    let timed = |run: &mut dyn FnMut() -> usize| {
        let start = Instant::now();
        divan::black_box(run());
        start.elapsed()
    };
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        ours = ours.min(timed(&mut run));
        theirs = theirs.min(timed(&mut { tag }));
    }
    let characters: usize = articles.iter().map(|a| a.text.chars().count()).sum();
    let speed = |time: Duration| characters as f64 / time.as_secs_f64() / 1e6;
    println!(
        "{stage}: {:.2} million characters/s, jieba-rs tagging {:.2}, ratio {:.2}",
        speed(ours),
        speed(theirs),
        theirs.as_secs_f64() / ours.as_secs_f64()
    );
}
