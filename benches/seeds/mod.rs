//! What the benches measure on: the articles of seeds/, read once.

use zhengmai::ingest::{Article, Options, read};

/// All articles of seeds/, in order, and how many bytes their texts have.
pub fn articles() -> (Vec<Article>, usize) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").to_owned();
    let articles: Vec<Article> = read(&[folder], &Options::default())
        .filter_map(Result::ok)
        .collect();
    assert!(articles.len() > 10, "seeds/ has its articles");
    let bytes = articles.iter().map(|article| article.text.len()).sum();
    (articles, bytes)
}
