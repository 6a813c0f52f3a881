//! Texts to mentions, all recognisers, in bytes of UTF-8 a second on one core.

mod beside;
mod seeds;

use divan::Bencher;
use divan::counter::BytesCount;
use zhengmai::lexicon::Lexicon;
use zhengmai::mentions::Mentions;
use zhengmai::text::Text;

fn main() {
    // Loaded once a process, and not what is measured.
    let _loaded = Lexicon::embedded();
    divan::main();
    let (articles, _) = seeds::articles();
    let texts: Vec<Text> = articles.iter().map(Text::new).collect();
    beside::print("texts to mentions", &articles, || {
        let found = texts.iter().map(|text| Mentions::recognise(text, None));
        found.map(|found| found.mentions.len()).sum()
    });
}

#[divan::bench]
fn texts_to_mentions(bencher: Bencher) {
    let (articles, bytes) = seeds::articles();
    let texts: Vec<Text> = articles.iter().map(Text::new).collect();
    let recognise = || -> usize {
        let found = texts.iter().map(|text| Mentions::recognise(text, None));
        found.map(|found| found.mentions.len()).sum()
    };
    assert!(
        recognise() > 20 * texts.len(),
        "an article has many mentions"
    );
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(recognise);
}
