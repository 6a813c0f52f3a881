//! An article to its record, through all stages, in bytes of UTF-8 a second on one core.

mod beside;
mod seeds;

use divan::Bencher;
use divan::counter::BytesCount;
use zhengmai::facts::Reader;
use zhengmai::ingest::Article;

fn main() {
    divan::main();
    let (articles, _) = seeds::articles();
    let reader = Reader::new();
    beside::print("articles to records", &articles, || {
        let records = articles.iter().map(|article| reader.read(article));
        records.map(|record| record.persons.len()).sum()
    });
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

/// One article of 2 MB: it reads about as fast as many short ones.
#[divan::bench(sample_count = 3)]
fn a_long_article(bencher: Bencher) {
    let (articles, bytes) = seeds::articles();
    let text: Vec<&str> = articles.iter().map(|a| a.text.as_str()).collect();
    let text = text.join("\n").repeat((2 << 20) / bytes + 1);
    let bytes = text.len();
    let (article, reader) = (Article::new(&text), Reader::new());
    let read = || -> usize { reader.read(&article).persons.len() };
    assert!(read() > articles.len(), "the article names persons");
    bencher.counter(BytesCount::new(bytes)).bench_local(read);
}
