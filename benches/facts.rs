//! An article to its record, through all stages, in bytes of UTF-8 a second on one core.

mod seeds;

use divan::Bencher;
use divan::counter::BytesCount;
use zhengmai::facts::Reader;

fn main() {
    divan::main();
}

#[divan::bench]
fn articles_to_records(bencher: Bencher) {
    let (articles, bytes) = seeds::articles();
    let reader = Reader::new();
    let read = || -> usize {
        let records = articles.iter().map(|article| reader.read(article));
        records.map(|record| record.persons.len()).sum()
    };
    assert!(read() > articles.len(), "the articles name persons");
    bencher.counter(BytesCount::new(bytes)).bench_local(read);
}
