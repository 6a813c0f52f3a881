//! The store: where the quads live, in memory or on disk, and who may open it.
//!
//! A folder is one of ours if it holds the marker file; the marker is also the lock. Quads
//! are kept twice: in the named graph of their article, and once, however many articles say
//! them, in the default graph. So queries without `GRAPH` see the union of all graphs as a
//! set, as SPARQL demands, and counts are right.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use oxigraph::store::{StorageError, Store};
use serde::{Deserialize, Serialize};

use super::resolution::Touched;
use super::run::Run;

/// The folder of the database within the store.
const DATABASE: &str = "quads";

/// The same folder while the database is being made.
#[cfg(feature = "rocksdb")]
const UNFINISHED: &str = "quads.unfinished";

/// The file that says that a folder is a store, and of which version.
const MARKER: &str = "zhengmai-store.json";

/// Version of the folder's layout. A store of an older one is brought up to this one when it is
/// opened for writing, see [`migrate`].
///
/// 1: notes on what an article was made from stood in the article's graph. 2: in a graph of
/// their own.
const LAYOUT_VERSION: u32 = 2;

/// What went wrong with a store, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    /// Built without the feature `rocksdb`.
    #[error(
        "this zhengmai was built without the store on disk: build it with default features \
         (`cargo build --release`)"
    )]
    NoDiskStore,
    /// No store there.
    #[error("no store in {}: make one with `zhengmai build PATH… --store {}`", dir.display(), dir.display())]
    Missing {
        /// The folder.
        dir: PathBuf,
    },
    /// A folder of something else.
    #[error(
        "{} holds files but no {MARKER}, so it is no store of zhengmai: name another folder, \
         or empty this one",
        dir.display()
    )]
    Foreign {
        /// The folder.
        dir: PathBuf,
    },
    /// A store of another version.
    #[error("{}", other_version(dir, *found))]
    OtherVersion {
        /// The folder.
        dir: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Something is where a backup should be made.
    #[error("{} is there already: name a folder that does not exist yet", dir.display())]
    Exists {
        /// The folder.
        dir: PathBuf,
    },
    /// Somebody else has it open.
    #[error("the store in {} is in use by another zhengmai: wait for it to end", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
    },
    /// A file of the store cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// RDF that cannot be read.
    #[error("not RDF that can be read: {why}")]
    NoRdf {
        /// What the parser met.
        why: String,
    },
    /// The database failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
    /// A question that the library itself asks failed.
    #[error("the store failed to answer: {0}")]
    Evaluation(#[from] oxigraph::sparql::QueryEvaluationError),
    /// A question that the library itself asks is malformed.
    #[error("the library asks a malformed question: {0}")]
    Question(#[from] oxigraph::sparql::SparqlSyntaxError),
}

/// The knowledge graph: a store of quads with one named graph per article.
///
/// ```
/// use zhengmai::{facts::Record, graph::Graph};
/// let graph = Graph::in_memory().unwrap();
/// let record = Record { text: "安阳市召开推进会".into(), ..Record::default() };
/// assert_eq!(graph.insert(&[record.clone()]).unwrap().added, 1);
/// assert_eq!(graph.insert(&[record]).unwrap().unchanged, 1);
/// assert_eq!(graph.stats().unwrap().articles, 1);
/// ```
pub struct Graph {
    pub(super) store: Store,
    /// What was given through this handle.
    pub(super) run: Mutex<Run>,
    /// What was changed through this handle since the graph was resolved.
    pub(super) touched: Mutex<Touched>,
    /// Whether the bulk loader has left files that overlap.
    pub(super) unsorted: AtomicBool,
    /// Keeps the lock of the folder until the graph is dropped.
    _lock: Option<File>,
}

#[derive(Serialize, Deserialize)]
struct Marker {
    layout: u32,
}

impl Graph {
    /// Makes an empty graph that lives as long as the process.
    pub fn in_memory() -> Result<Self, GraphError> {
        Ok(Self::over(Store::new()?, None))
    }

    /// Opens an existing store for reading: any number at once, but not during a build.
    pub fn open(dir: &Path) -> Result<Self, GraphError> {
        check(dir)?;
        let lock = lock(dir, Access::Read)?;
        Ok(Self::over(database(dir, Access::Read)?, Some(lock)))
    }

    /// Opens a store for writing, and makes it where there is none.
    pub fn create(dir: &Path) -> Result<Self, GraphError> {
        if cfg!(not(feature = "rocksdb")) {
            return Err(GraphError::NoDiskStore);
        }
        if let Err(GraphError::Missing { .. }) = check(dir) {
            mark(dir)?;
        }
        Self::change(dir)
    }

    /// Opens an existing store for writing: one process at a time. A store of an older layout
    /// is brought up to this one.
    pub fn change(dir: &Path) -> Result<Self, GraphError> {
        let found = match check(dir) {
            Err(GraphError::OtherVersion { found, .. }) if found < LAYOUT_VERSION => found,
            other => {
                other?;
                LAYOUT_VERSION
            }
        };
        let lock = lock(dir, Access::Write)?;
        if found < LAYOUT_VERSION {
            migrate(dir, found)?;
        }
        remove_leftovers(dir)?;
        Ok(Self::over(database(dir, Access::Write)?, Some(lock)))
    }

    /// Copies the store, as it is now, into a folder that does not exist yet.
    pub fn backup(&self, to: &Path) -> Result<(), GraphError> {
        if to.exists() {
            return Err(GraphError::Exists { dir: to.to_owned() });
        }
        // The marker comes last: a folder without it is no store.
        fs::create_dir_all(to).map_err(|source| GraphError::Io {
            path: to.to_owned(),
            source,
        })?;
        #[cfg(feature = "rocksdb")]
        self.store.backup(to.join(DATABASE))?;
        mark(to)
    }

    fn over(store: Store, lock: Option<File>) -> Self {
        Self {
            store,
            run: Mutex::default(),
            touched: Mutex::default(),
            unsorted: AtomicBool::new(false),
            _lock: lock,
        }
    }

    /// The store itself, for what this library does not offer.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Writes everything to disk, and merges the files that the bulk loader has made; call it
    /// after the last insert.
    pub fn finish(&self) -> Result<(), GraphError> {
        #[cfg(feature = "rocksdb")]
        {
            self.store.flush()?;
            if self
                .unsorted
                .swap(false, std::sync::atomic::Ordering::Relaxed)
            {
                self.store.optimize()?;
            }
        }
        Ok(())
    }

    /// Puts everything on disk in order, which gives back space and makes questions faster after
    /// many builds.
    pub fn compact(&self) -> Result<(), GraphError> {
        #[cfg(feature = "rocksdb")]
        self.store.optimize()?;
        Ok(())
    }
}

/// What to say of a store of another version.
fn other_version(dir: &Path, found: u32) -> String {
    let dir = dir.display();
    if found < LAYOUT_VERSION {
        format!(
            "the store in {dir} has the older layout {found}: `zhengmai compact --store {dir}` \
             brings it up to {LAYOUT_VERSION}, and so does the next build"
        )
    } else {
        format!(
            "the store in {dir} has layout {found}, which a newer zhengmai wrote; this one knows \
             up to {LAYOUT_VERSION}: update zhengmai, or build another store"
        )
    }
}

/// Brings a store of an older layout up to this one, step by step; the marker is changed last.
///
/// From 1 to 2 nothing moves: articles without a note are read again by the next build, which
/// also takes the old notes out of their graphs.
fn migrate(dir: &Path, found: u32) -> Result<(), GraphError> {
    match found {
        1 => mark(dir),
        _ => Err(GraphError::OtherVersion {
            dir: dir.to_owned(),
            found,
        }),
    }
}

/// Deletes what a killed bulk load left beside the database: sorted files that belong to nothing.
fn remove_leftovers(dir: &Path) -> Result<(), GraphError> {
    let Ok(entries) = fs::read_dir(dir.join(DATABASE)) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            let path = entry.path();
            fs::remove_file(&path).map_err(|source| GraphError::Io { path, source })?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Access {
    Read,
    Write,
}

/// Whether a folder is a store that this version can read.
fn check(dir: &Path) -> Result<(), GraphError> {
    let marker = dir.join(MARKER);
    let text = match fs::read_to_string(&marker) {
        // Killed between making the file and writing to it.
        Ok(text) if text.is_empty() => {
            return Err(GraphError::Missing {
                dir: dir.to_owned(),
            });
        }
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(without_marker(dir));
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(GraphError::Foreign {
                dir: dir.to_owned(),
            });
        }
        Err(source) => {
            return Err(GraphError::Io {
                path: marker,
                source,
            });
        }
    };
    match serde_json::from_str::<Marker>(&text) {
        Ok(Marker {
            layout: LAYOUT_VERSION,
        }) => Ok(()),
        Ok(Marker { layout }) => Err(GraphError::OtherVersion {
            dir: dir.to_owned(),
            found: layout,
        }),
        Err(_) => Err(GraphError::Foreign {
            dir: dir.to_owned(),
        }),
    }
}

/// What a folder without a marker is.
fn without_marker(dir: &Path) -> GraphError {
    let dir = dir.to_owned();
    match fs::read_dir(&dir).map(|mut entries| entries.next().is_none()) {
        Ok(true) => GraphError::Missing { dir },
        Ok(false) => GraphError::Foreign { dir },
        Err(error) if error.kind() == io::ErrorKind::NotFound => GraphError::Missing { dir },
        Err(source) => GraphError::Io { path: dir, source },
    }
}

fn mark(dir: &Path) -> Result<(), GraphError> {
    let io_error = |path: &Path| {
        let path = path.to_owned();
        move |source| GraphError::Io { path, source }
    };
    fs::create_dir_all(dir).map_err(io_error(dir))?;
    let marker = dir.join(MARKER);
    let text = format!("{{\"layout\": {LAYOUT_VERSION}}}\n");
    fs::write(&marker, text).map_err(io_error(&marker))
}

/// Takes the lock of a store: shared for readers, exclusive for a writer.
fn lock(dir: &Path, access: Access) -> Result<File, GraphError> {
    let marker = dir.join(MARKER);
    let io_error = |source| GraphError::Io {
        path: marker.clone(),
        source,
    };
    let file = File::open(&marker).map_err(io_error)?;
    let taken = match access {
        Access::Read => file.try_lock_shared(),
        Access::Write => file.try_lock(),
    };
    match taken {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(GraphError::Locked {
            dir: dir.to_owned(),
        }),
        Err(fs::TryLockError::Error(source)) => Err(io_error(source)),
    }
}

#[cfg(feature = "rocksdb")]
fn database(dir: &Path, access: Access) -> Result<Store, GraphError> {
    let quads = dir.join(DATABASE);
    if access == Access::Read && !quads.is_dir() {
        // A build that was ended before it began leaves the marker alone.
        return Err(GraphError::Missing {
            dir: dir.to_owned(),
        });
    }
    if access == Access::Read {
        return Ok(Store::open_read_only(quads)?);
    }
    if !quads.is_dir() {
        make(dir, &quads)?;
    }
    Ok(Store::open(quads)?)
}

/// Makes an empty database beside its place and moves it there: one that is killed while it makes
/// its column families cannot be opened for reading.
#[cfg(feature = "rocksdb")]
fn make(dir: &Path, quads: &Path) -> Result<(), GraphError> {
    let unfinished = dir.join(UNFINISHED);
    let io_error = |source| GraphError::Io {
        path: unfinished.clone(),
        source,
    };
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(io_error)?;
    }
    drop(Store::open(&unfinished)?);
    fs::rename(&unfinished, quads).map_err(io_error)
}

#[cfg(not(feature = "rocksdb"))]
fn database(_: &Path, _: Access) -> Result<Store, GraphError> {
    Err(GraphError::NoDiskStore)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_no_store_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        assert!(matches!(
            check(&at("nowhere")),
            Err(GraphError::Missing { .. })
        ));
        fs::create_dir(at("empty")).unwrap();
        assert!(matches!(
            check(&at("empty")),
            Err(GraphError::Missing { .. })
        ));
        assert!(matches!(check(dir.path()), Err(GraphError::Foreign { .. })));
        fs::write(at("file"), "").unwrap();
        assert!(matches!(
            check(&at("file")),
            Err(GraphError::Foreign { .. })
        ));
        mark(&at("store")).unwrap();
        assert!(check(&at("store")).is_ok());
        fs::write(at("store").join(MARKER), "{\"layout\": 99}").unwrap();
        assert!(matches!(
            check(&at("store")),
            Err(GraphError::OtherVersion { found: 99, .. })
        ));
    }

    #[test]
    fn one_writer_or_many_readers() {
        let dir = tempfile::tempdir().unwrap();
        mark(dir.path()).unwrap();
        let first = lock(dir.path(), Access::Read).unwrap();
        let second = lock(dir.path(), Access::Read).unwrap();
        assert!(matches!(
            lock(dir.path(), Access::Write),
            Err(GraphError::Locked { .. })
        ));
        drop((first, second));
        let writer = lock(dir.path(), Access::Write).unwrap();
        assert!(matches!(
            lock(dir.path(), Access::Read),
            Err(GraphError::Locked { .. })
        ));
        drop(writer);
    }

    #[cfg(not(feature = "rocksdb"))]
    #[test]
    fn without_rocksdb_a_store_on_disk_is_refused_and_nothing_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("store");
        assert!(matches!(Graph::create(&at), Err(GraphError::NoDiskStore)));
        assert!(!at.exists());
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn a_store_on_disk_keeps_what_was_inserted() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("store");
        let record = crate::facts::Record {
            text: "安阳市召开推进会".into(),
            ..Default::default()
        };
        let graph = Graph::create(&at).unwrap();
        assert!(matches!(Graph::open(&at), Err(GraphError::Locked { .. })));
        graph.insert(&[record]).unwrap();
        graph.finish().unwrap();
        drop(graph);
        assert_eq!(Graph::open(&at).unwrap().stats().unwrap().articles, 1);
    }
}
