//! Folding, paragraphs and sentences, in bytes of UTF-8 a second.

mod beside;
mod seeds;

use divan::Bencher;
use divan::counter::BytesCount;
use zhengmai::text::Text;

fn main() {
    divan::main();
    let (articles, _) = seeds::articles();
    beside::print("articles to texts", &articles, || {
        let texts = articles.iter().map(Text::new);
        texts.map(|text| text.sentences.len()).sum()
    });
}

#[divan::bench]
fn articles_to_texts(bencher: Bencher) {
    let (articles, bytes) = seeds::articles();
    let read = || -> usize {
        let texts = articles.iter().map(Text::new);
        texts.map(|text| text.read().count()).sum()
    };
    assert!(
        read() > articles.len(),
        "every article has paragraphs to read"
    );
    bencher.counter(BytesCount::new(bytes)).bench_local(read);
}
