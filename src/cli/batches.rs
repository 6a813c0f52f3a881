//! Articles to records on every core, in batches whose order and content do not depend
//! on how many cores there are; memory is bounded by the batch.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::facts::{Reader, Record};
use crate::graph::{Graph, Inserted};
use crate::ingest::{Article, Reason, Skip};

use super::error::Error;

/// The tables of the reference graph.
const DIVISIONS: &str = include_str!("../../data/divisions.tsv");
const STATUTES: &str = include_str!("../../data/statutes.tsv");

/// A batch is full with so many articles …
const ARTICLES: usize = 500;
/// … or with so many bytes of text.
const BYTES: usize = 8 << 20;

/// Some articles on their way through.
#[derive(Default)]
pub struct Batch {
    /// What was read out of them, in the order of the input.
    pub records: Vec<Record>,
    /// Inputs that gave no article, each with its place and reason.
    pub skipped: Vec<String>,
    /// Characters of the articles' texts.
    pub characters: usize,
}

/// Reads batch after batch.
pub struct Batches<I> {
    articles: I,
    reader: Reader,
}

impl<I: Iterator<Item = Result<Article, Skip>>> Batches<I> {
    /// Batches of what `articles` gives.
    pub fn new(articles: I) -> Self {
        let reader = Reader::new();
        Self { articles, reader }
    }
}

impl<I: Iterator<Item = Result<Article, Skip>>> Iterator for Batches<I> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let (mut articles, mut bytes) = (Vec::new(), 0);
        for item in self.articles.by_ref() {
            match item {
                Ok(article) => {
                    bytes += article.text.len();
                    batch.characters += article.text.chars().count();
                    articles.push(article);
                }
                // A README tells of its folder; nobody misses it among the articles.
                Err(skip) if skip.reason == Reason::ReadMe => {}
                Err(skip) => batch.skipped.push(skip.to_string()),
            }
            if articles.len() >= ARTICLES || bytes >= BYTES {
                break;
            }
        }
        if articles.is_empty() && batch.skipped.is_empty() {
            return None;
        }
        let reader = &self.reader;
        let read: Vec<Result<Record, String>> = articles
            .par_iter()
            .map(|article| guarded(reader, article))
            .collect();
        for record in read {
            match record {
                Ok(record) => batch.records.push(record),
                Err(reason) => batch.skipped.push(reason),
            }
        }
        Some(batch)
    }
}

/// Reads one article; a fault of the program costs that article, not the whole run.
fn guarded(reader: &Reader, article: &Article) -> Result<Record, String> {
    catch_unwind(AssertUnwindSafe(|| reader.read(article))).map_err(|_| {
        let source = article.source.as_deref().unwrap_or("standard input");
        format!(
            "{source}: the program failed on article {}: please report it with its text",
            article.id
        )
    })
}

/// What a whole input came to.
#[derive(Default)]
pub struct Loaded {
    /// New, replaced and unchanged articles.
    pub inserted: Inserted,
    /// Inputs that gave no article, each with its place and reason.
    pub skipped: Vec<String>,
    /// Characters of all texts.
    pub characters: usize,
}

impl Loaded {
    /// How many articles were read.
    pub fn articles(&self) -> usize {
        self.inserted.added + self.inserted.replaced + self.inserted.unchanged
    }
}

/// Loads articles into a graph, one transaction a batch, until `stop` says so after a batch.
/// While one batch goes into the graph the next is read. What joins the articles is left to
/// [`Graph::resolve`].
pub fn load(
    graph: &Graph,
    articles: impl Iterator<Item = Result<Article, Skip>> + Send,
    mut stop: impl FnMut(&Loaded) -> bool,
) -> Result<Loaded, Error> {
    graph.insert_reference(DIVISIONS, STATUTES)?;
    let mut loaded = Loaded::default();
    let mut batches = Batches::new(articles);
    let mut next = batches.next();
    while let Some(batch) = next {
        let inserted;
        (inserted, next) = rayon::join(|| graph.insert(&batch.records), || batches.next());
        loaded.inserted += inserted?;
        loaded.skipped.extend(batch.skipped);
        loaded.characters += batch.characters;
        if stop(&loaded) {
            break;
        }
    }
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_heeded_after_the_batch_and_keeps_it() {
        let graph = Graph::in_memory().expect("a store in memory");
        let articles = (0..ARTICLES * 2 + 1).map(|n| Ok(Article::new(&format!("第{n}号"))));
        let loaded = load(&graph, articles, |_| true).expect("articles are loaded");
        assert_eq!(loaded.articles(), ARTICLES);
        let kept = graph.stats().expect("a store in memory answers").articles;
        assert_eq!(kept, ARTICLES);
    }

    #[test]
    fn records_come_in_the_order_of_the_articles() {
        let articles = (0..100).map(|n| Ok(Article::new(&format!("第{n}号"))));
        let batches: Vec<Batch> = Batches::new(articles).collect();
        assert_eq!(batches.len(), 1);
        for (n, record) in batches[0].records.iter().enumerate() {
            assert_eq!(record.text, format!("第{n}号"));
        }
    }
}
