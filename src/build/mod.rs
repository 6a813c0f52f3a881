//! Articles into a graph: what the graph has as it is is not even read, the rest is read on
//! all cores while one writer fills the store. Knows no Chinese and no command line.
//!
//! Reading and writing meet in a bounded queue, so that memory does not grow with the input.

mod batches;

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use oxigraph::model::Quad;
use rayon::prelude::*;

pub use batches::{Records, records, records_as};

use crate::facts::Reader;
use crate::graph::{Arrival, Filled, Graph, GraphError, Inserted, input_digest, reference};
use crate::ingest::{Article, Skip};

/// The tables of the reference graph.
const DIVISIONS: &str = include_str!("../../data/divisions.tsv");
const STATUTES: &str = include_str!("../../data/statutes.tsv");

/// Batches that may wait for the writer: it stops to sort what it has gathered, and reading
/// goes on meanwhile.
const WAITING: usize = 3;

/// How far a build is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles read, or found in the graph.
    pub read: usize,
    /// Of those, in the graph: a build that is killed now keeps them.
    pub kept: usize,
    /// Characters of the articles read.
    pub characters: usize,
}

/// What a build came to.
#[derive(Default)]
pub struct Built {
    /// New, replaced and unchanged articles that are in the graph.
    pub inserted: Inserted,
    /// Inputs that gave no article, each with its place and reason.
    pub skipped: Vec<String>,
    /// Characters of all texts.
    pub characters: usize,
    /// Whether it was stopped before the end of the inputs.
    pub stopped: bool,
}

/// A build that failed on the way, and what it came to before: so much is in the graph, whole.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Broken {
    /// Why.
    pub error: GraphError,
    /// Articles of this run that are in the graph all the same.
    pub kept: usize,
}

/// Reads articles into a graph until they end or `stop` says so, which is asked after each batch.
///
/// An article that is there as it is, by its text, its date and the version of the rules, is not
/// read. The graph comes out the same whatever the order of the articles and the number of
/// threads. On an error the graph keeps what had been written, in whole articles. When all is in,
/// [`Graph::finish`] is still to be called.
///
/// ```
/// use zhengmai::{build::build, graph::Graph, ingest::Article};
/// let graph = Graph::in_memory().unwrap();
/// let articles = || ["安阳市召开会议", "滑县召开会议"].into_iter().map(|text| Ok(Article::new(text)));
/// assert_eq!(build(&graph, articles(), |_| false).unwrap().inserted.added, 2);
/// assert_eq!(build(&graph, articles(), |_| false).unwrap().inserted.unchanged, 2);
/// ```
pub fn build(
    graph: &Graph,
    mut articles: impl Iterator<Item = Result<Article, Skip>> + Send,
    mut stop: impl FnMut(Progress) -> bool,
) -> Result<Built, Broken> {
    let mut written = Built::default();
    let result = thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<(Filled, Built)>(WAITING);
        let (told, heard) = channel::<Built>();
        let writer = scope.spawn(move || -> Result<(), GraphError> {
            let mut inserter = graph.inserter();
            if let Some(reference) = graph.plan_reference(DIVISIONS, STATUTES)? {
                inserter.write(reference)?;
            }
            let mut waiting = Built::default();
            for (plan, read) in receiver {
                waiting.add(read);
                if inserter.write(plan)? {
                    // Nobody listens any more where reading has ended.
                    let _ = told.send(std::mem::take(&mut waiting));
                }
            }
            inserter.flush()?;
            let _ = told.send(waiting);
            Ok(())
        });
        let mut reader = None;
        let mut planned = Ok(());
        let mut progress = Progress::default();
        while let Some(batch) = batches::next(&mut articles) {
            progress.read += batch.articles.len();
            progress.characters += batch.characters;
            let prepared = match prepare(graph, &mut reader, batch) {
                Ok(prepared) => prepared,
                Err(error) => {
                    planned = Err(error);
                    break;
                }
            };
            if sender.send(prepared).is_err() {
                // The writer has failed and says why when it is joined.
                break;
            }
            for done in heard.try_iter() {
                written.add(done);
            }
            progress.kept = written.inserted.articles();
            if stop(progress) {
                written.stopped = true;
                break;
            }
        }
        drop(sender);
        let ended = match writer.join() {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        for done in heard.try_iter() {
            written.add(done);
        }
        planned.and(ended)
    });
    match result {
        Ok(()) => Ok(written),
        Err(error) => Err(Broken {
            error,
            kept: written.inserted.articles(),
        }),
    }
}

/// Reads what the graph does not have of a batch.
fn prepare(
    graph: &Graph,
    reader: &mut Option<Reader>,
    batch: batches::Batch,
) -> Result<(Filled, Built), GraphError> {
    let arrivals: Vec<Arrival> = batch.articles.par_iter().map(arrival).collect();
    let plan = graph.plan(&arrivals)?;
    let mut built = Built {
        inserted: plan.inserted,
        skipped: batch.skipped,
        characters: batch.characters,
        stopped: false,
    };
    let wanted: Vec<&Article> = plan.read.iter().map(|&i| &batch.articles[i]).collect();
    let mut records = Vec::with_capacity(wanted.len());
    if !wanted.is_empty() {
        // The lexicons are loaded by the first article that needs them.
        for record in batches::read_all(reader.get_or_insert_with(Reader::new), &wanted) {
            records.push(match record {
                Ok(record) => Some(record),
                Err(reason) => {
                    built.skipped.push(reason);
                    None
                }
            });
        }
    }
    Ok((plan.fill(&records), built))
}

impl Built {
    fn add(&mut self, other: Built) {
        self.inserted += other.inserted;
        self.skipped.extend(other.skipped);
        self.characters += other.characters;
    }
}

/// The quads of the reference graph, sorted: what every build puts beside the articles.
///
/// ```
/// let quads = zhengmai::build::reference_quads();
/// assert!(quads.iter().any(|q| q.object.to_string().contains("安阳市")));
/// ```
pub fn reference_quads() -> Vec<Quad> {
    reference::quads(DIVISIONS, STATUTES)
}

/// What an article is to a build before it is read: a text that several sources give is read
/// once, with the earliest of the dates that they state.
///
/// ```
/// use zhengmai::{build::arrival, ingest::Article};
/// let arrival = arrival(&Article::new("安阳市召开会议"));
/// assert_eq!((arrival.hash.len(), arrival.id), (16, None));
/// ```
pub fn arrival(article: &Article) -> Arrival {
    let hash = article.hash();
    let id = (article.id != hash).then(|| article.id.clone());
    Arrival {
        digest: input_digest(&hash, article.published.as_deref()),
        hash,
        published: article.published.clone(),
        source: article.source.clone(),
        id,
    }
}

#[cfg(test)]
mod tests {
    use super::batches::ARTICLES;
    use super::*;

    #[test]
    fn a_stop_is_heeded_after_the_batch_and_keeps_it() {
        let graph = Graph::in_memory().expect("a store in memory");
        let articles = (0..ARTICLES * 2 + 1).map(|n| Ok(Article::new(&format!("第{n}号"))));
        let built = build(&graph, articles, |_| true).expect("articles are loaded");
        assert!(built.stopped);
        assert_eq!(built.inserted.added, ARTICLES);
        let kept = graph.stats().expect("a store in memory answers").articles;
        assert_eq!(kept, ARTICLES);
    }
}
