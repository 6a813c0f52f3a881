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

use oxigraph::store::{StorageError, Store};
use serde::{Deserialize, Serialize};

use super::resolution::Touched;
use super::run::Run;

/// The file that says that a folder is a store, and of which version.
const MARKER: &str = "zhengmai-store.json";

/// Version of the folder's layout; a store of another one has to be built anew.
const LAYOUT_VERSION: u32 = 1;

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
    #[error(
        "the store in {} has layout {found}, this zhengmai writes {LAYOUT_VERSION}: \
         delete the folder and build it anew",
        dir.display()
    )]
    OtherVersion {
        /// The folder.
        dir: PathBuf,
        /// Its version.
        found: u32,
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
        match check(dir) {
            Err(GraphError::Missing { .. }) => mark(dir)?,
            other => other?,
        }
        let lock = lock(dir, Access::Write)?;
        Ok(Self::over(database(dir, Access::Write)?, Some(lock)))
    }

    fn over(store: Store, lock: Option<File>) -> Self {
        Self {
            store,
            run: Mutex::default(),
            touched: Mutex::default(),
            _lock: lock,
        }
    }

    /// The store itself, for what this library does not offer.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Writes everything to disk; call it after the last insert.
    pub fn finish(&self) -> Result<(), GraphError> {
        #[cfg(feature = "rocksdb")]
        self.store.flush()?;
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

#[derive(Clone, Copy, PartialEq)]
enum Access {
    Read,
    Write,
}

/// Whether a folder is a store that this version can read.
fn check(dir: &Path) -> Result<(), GraphError> {
    let marker = dir.join(MARKER);
    let text = match fs::read_to_string(&marker) {
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
    let quads = dir.join("quads");
    if access == Access::Read && !quads.is_dir() {
        // A build that was ended before it began leaves the marker alone.
        return Err(GraphError::Missing {
            dir: dir.to_owned(),
        });
    }
    Ok(match access {
        Access::Read => Store::open_read_only(quads)?,
        Access::Write => Store::open(quads)?,
    })
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
