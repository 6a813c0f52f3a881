//! What is loaded before the first article is read, in loads a second.

use std::io::Write;
use std::process::{Command, Stdio};

use divan::Bencher;
use zhengmai::text::WordList;

fn main() {
    divan::main();
}

/// A process that reads one line: lexicons, the segmenter's dictionary, and the program itself.
#[divan::bench(sample_count = 20)]
fn a_process_for_one_line(bencher: Bencher) {
    bencher.bench_local(|| {
        let mut process = Command::new(env!("CARGO_BIN_EXE_zhengmai"))
            .args(["extract", "-", "--format", "jsonl", "--quiet"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = process.stdin.take().expect("standard input is piped");
        stdin
            .write_all("安阳市市长李明主持会议。".as_bytes())
            .expect("the program reads its input");
        drop(stdin);
        let output = process.wait_with_output().expect("the program ends");
        assert!(output.status.success() && !output.stdout.is_empty());
    });
}

/// The dictionary of the segmenter, the largest part of it.
#[divan::bench(sample_count = 20)]
fn the_segmenters_dictionary(bencher: Bencher) {
    bencher.bench_local(jieba_rs::Jieba::new);
}

/// The names of all townships as a list of words to be found.
#[divan::bench(sample_count = 20)]
fn a_list_of_townships(bencher: Bencher) {
    let names = include_str!("../data/townships.tsv").lines().skip(1);
    let mut names: Vec<&str> = names.filter_map(|line| line.split('\t').nth(1)).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() > 20_000, "there are many townships");
    bencher.bench_local(|| WordList::new(names.iter().zip(0..)));
}
