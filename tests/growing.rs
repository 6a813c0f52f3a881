//! A graph that grows and shrinks: what goes leaves nothing behind, and neither the order of
//! the inputs nor the number of threads shows in the result.

use zhengmai::build::build;
use zhengmai::export::fingerprint;
use zhengmai::graph::{Graph, Judgements};
use zhengmai::ingest::{Article, Options, read};

/// The articles of seeds/, without those of its subfolder, and, of each, an edition with another day and number.
fn articles() -> Vec<Article> {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/[!R]*.*");
    let mut articles = Vec::new();
    for article in read(&[seeds.to_owned()], &Options::default()).flatten() {
        for n in 0..4 {
            let mut another = Article::new(&format!("{}\n第{n}号", article.text));
            another.source = article
                .source
                .as_ref()
                .map(|source| format!("{source}.{n}"));
            another.published = Some(format!("2024-0{}-01", n + 1));
            articles.push(another);
        }
        articles.push(article);
    }
    assert!(articles.len() > 20);
    articles
}

fn add(graph: &Graph, articles: &[Article]) {
    let articles: Vec<_> = articles.iter().cloned().map(Ok).collect();
    build(graph, articles.into_iter(), |_| false).unwrap();
    graph.resolve(&Judgements::default()).unwrap();
}

#[test]
fn what_is_added_and_removed_again_leaves_nothing() {
    let articles = articles();
    let graph = Graph::in_memory().unwrap();
    let (first, rest) = articles.split_at(articles.len() / 2);
    add(&graph, first);
    let before = fingerprint(&graph).unwrap();
    for chunk in rest.chunks(3) {
        add(&graph, chunk);
        assert_ne!(fingerprint(&graph).unwrap(), before);
        for article in chunk {
            assert_eq!(graph.remove(&article.hash()).unwrap().articles, 1);
        }
        graph.resolve(&Judgements::default()).unwrap();
        assert_eq!(fingerprint(&graph).unwrap(), before);
    }
}

#[test]
fn neither_order_nor_threads_show() {
    let articles = articles();
    let mut hashes = Vec::new();
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let mut shuffled = articles.clone();
        // A fixed shuffle for each number of threads.
        shuffled.sort_by_key(|article| {
            blake3::hash(format!("{threads}{}", article.text).as_bytes())
                .to_hex()
                .to_string()
        });
        let graph = Graph::in_memory().unwrap();
        pool.install(|| {
            for chunk in shuffled.chunks(articles.len() / threads) {
                add(&graph, chunk);
            }
        });
        hashes.push(fingerprint(&graph).unwrap());
    }
    assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
}
