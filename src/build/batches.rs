//! Articles in batches, and batches to records on every core. Their order and content do not
//! depend on how many cores there are; memory is bounded by the batch.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::facts::{Reader, Record};
use crate::ingest::{Article, Reason, Skip};

/// A batch is full with so many articles …
pub(super) const ARTICLES: usize = 500;
/// … or with so many bytes of text.
const BYTES: usize = 8 << 20;

/// Some articles, in the order of the input.
#[derive(Default)]
pub(super) struct Batch {
    pub articles: Vec<Article>,
    /// Inputs that gave no article, each with its place and reason.
    pub skipped: Vec<String>,
    /// Characters of the articles' texts.
    pub characters: usize,
}

/// Takes the next batch; nothing at the end of the inputs.
pub(super) fn next(articles: &mut impl Iterator<Item = Result<Article, Skip>>) -> Option<Batch> {
    let mut batch = Batch::default();
    let mut bytes = 0;
    for item in articles {
        match item {
            Ok(article) => {
                bytes += article.text.len();
                batch.characters += article.text.chars().count();
                batch.articles.push(article);
            }
            // A README tells of its folder; nobody misses it among the articles.
            Err(skip) if skip.reason == Reason::ReadMe => {}
            Err(skip) => batch.skipped.push(skip.to_string()),
        }
        if batch.articles.len() >= ARTICLES || bytes >= BYTES {
            break;
        }
    }
    (!batch.articles.is_empty() || !batch.skipped.is_empty()).then_some(batch)
}

/// Records of some articles, or what was made of them, in the order of the input.
pub struct Records<T = Record> {
    /// What was read out of them.
    pub records: Vec<T>,
    /// Inputs that gave no record, each with its place and reason.
    pub skipped: Vec<String>,
}

/// Reads articles batch after batch, on all cores.
///
/// ```
/// use zhengmai::{build::records, ingest::Article};
/// let articles = ["安阳市召开会议", "滑县召开会议"].map(|text| Ok(Article::new(text)));
/// let batches: Vec<_> = records(articles.into_iter()).collect();
/// assert_eq!(batches[0].records[1].text, "滑县召开会议");
/// ```
pub fn records(
    articles: impl Iterator<Item = Result<Article, Skip>>,
) -> impl Iterator<Item = Records> {
    records_as(articles, |record| record)
}

/// The same, with what is to be made of each record: on the core that read it, so that what is
/// printed need not wait for one core.
pub fn records_as<T: Send>(
    mut articles: impl Iterator<Item = Result<Article, Skip>>,
    make: impl Fn(Record) -> T + Sync,
) -> impl Iterator<Item = Records<T>> {
    let reader = Reader::new();
    std::iter::from_fn(move || {
        let batch = next(&mut articles)?;
        let mut read = Records {
            records: Vec::with_capacity(batch.articles.len()),
            skipped: batch.skipped,
        };
        for record in read_as(&reader, &batch.articles.iter().collect::<Vec<_>>(), &make) {
            match record {
                Ok(record) => read.records.push(record),
                Err(reason) => read.skipped.push(reason),
            }
        }
        Some(read)
    })
}

/// Reads articles on all cores; a fault of the program costs one article, not the whole run.
pub(super) fn read_all(reader: &Reader, articles: &[&Article]) -> Vec<Result<Record, String>> {
    read_as(reader, articles, |record| record)
}

fn read_as<T: Send>(
    reader: &Reader,
    articles: &[&Article],
    make: impl Fn(Record) -> T + Sync,
) -> Vec<Result<T, String>> {
    articles
        .par_iter()
        .map(|article| {
            catch_unwind(AssertUnwindSafe(|| make(reader.read(article)))).map_err(|_| {
                let source = article.source.as_deref().unwrap_or("standard input");
                format!(
                    "{source}: the program failed on article {}: please report it with its text",
                    article.id
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_in_the_order_of_the_articles() {
        let articles = (0..100).map(|n| Ok(Article::new(&format!("第{n}号"))));
        let batches: Vec<Records> = records(articles).collect();
        assert_eq!(batches.len(), 1);
        for (n, record) in batches[0].records.iter().enumerate() {
            assert_eq!(record.text, format!("第{n}号"));
        }
    }
}
