//! Records to quads, and quads into a store in memory, in quads a second.

mod seeds;

use divan::Bencher;
use divan::counter::ItemsCount;
use zhengmai::facts::{Reader, Record};
use zhengmai::graph::{Graph, quads};

fn main() {
    divan::main();
}

/// The records of seeds/, and how many quads they make.
fn records() -> (Vec<Record>, usize) {
    let (articles, _) = seeds::articles();
    let reader = Reader::new();
    let records: Vec<Record> = articles
        .iter()
        .map(|article| reader.read(article))
        .collect();
    let count = records.iter().map(|record| quads(record).len()).sum();
    assert!(count > 100 * records.len(), "an article makes many quads");
    (records, count)
}

#[divan::bench]
fn records_to_quads(bencher: Bencher) {
    let (records, count) = records();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        records
            .iter()
            .map(|record| quads(record).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn records_into_memory(bencher: Bencher) {
    let (records, count) = records();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| Graph::in_memory().expect("a store in memory"))
        .bench_local_refs(|graph| {
            let inserted = graph.insert(&records).expect("the records fit");
            assert_eq!(inserted.added, records.len());
        });
}
