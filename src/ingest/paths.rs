//! Inputs → files, in a settled order, each once; and a file → its articles.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, stdin};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use glob::MatchOptions;
use walkdir::{DirEntry, WalkDir};

use super::{Items, Kind, Options, Reason, Skip, bytes, jsonl, one, read_bytes};

/// Something to be read: a file of a known kind, or the standard input.
pub(super) enum Source {
    Stdin,
    File {
        path: PathBuf,
        kind: Kind,
        gzip: bool,
    },
}

type Found = Result<Source, Skip>;

/// Finds the files that inputs name; folders are listed when their turn comes.
pub(super) fn expand(inputs: &[String]) -> impl Iterator<Item = Found> + Send + use<> {
    let mut seen = BTreeSet::new();
    let inputs = inputs.to_vec();
    inputs.into_iter().flat_map(find).filter(move |found| {
        let Ok(Source::File { path, .. }) = found else {
            return true;
        };
        seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone()))
    })
}

fn find(input: String) -> Box<dyn Iterator<Item = Found> + Send> {
    let path = Path::new(&input);
    if input == "-" {
        Box::new(std::iter::once(Ok(Source::Stdin)))
    } else if path.is_dir() {
        or_no_match(&input, folder(path))
    } else if input.contains(['*', '?', '[']) && path.symlink_metadata().is_err() {
        pattern(&input)
    } else {
        Box::new(std::iter::once(file(path)))
    }
}

/// The files that a glob matches, sorted; folders that it matches are read too.
fn pattern(input: &str) -> Box<dyn Iterator<Item = Found> + Send> {
    // As in a shell: `*` passes over dot files.
    let options = MatchOptions {
        require_literal_leading_dot: true,
        ..MatchOptions::new()
    };
    let paths = match glob::glob_with(input, options) {
        Ok(paths) => paths,
        Err(error) => {
            let reason = Reason::Io(format!("the pattern is wrong: {error}"));
            return Box::new(std::iter::once(Err(Skip::new(input, reason))));
        }
    };
    let found = paths.flat_map(|path| match path {
        Ok(path) if path.is_dir() => folder(&path),
        Ok(path) if is_read_me(&path) => Box::new(std::iter::once(Err(Skip::new(
            &shown(&path),
            Reason::ReadMe,
        )))),
        Ok(path) => Box::new(std::iter::once(file(&path))),
        Err(error) => {
            let reason = Reason::Io(error.error().to_string());
            Box::new(std::iter::once(Err(Skip::new(
                &shown(error.path()),
                reason,
            ))))
        }
    });
    or_no_match(input, Box::new(found))
}

/// The files of a folder and of all below it, by name; dot files are passed over.
fn folder(path: &Path) -> Box<dyn Iterator<Item = Found> + Send> {
    let hidden = |entry: &DirEntry| {
        entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
    let root = shown(path);
    let entries = walk.into_iter().filter_entry(move |entry| !hidden(entry));
    Box::new(entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) if is_read_me(entry.path()) => {
            Some(Err(Skip::new(&shown(entry.path()), Reason::ReadMe)))
        }
        Ok(entry) => Some(file(entry.path())),
        Err(error) => {
            let path = error.path().map_or_else(|| root.clone(), shown);
            let reason = match error.io_error() {
                Some(error) => Reason::Io(error.to_string()),
                None => Reason::Io("a link leads back to a folder above it".to_owned()),
            };
            Some(Err(Skip::new(&path, reason)))
        }
    }))
}

fn or_no_match(
    input: &str,
    mut found: Box<dyn Iterator<Item = Found> + Send>,
) -> Box<dyn Iterator<Item = Found> + Send> {
    match found.next() {
        Some(first) => Box::new(std::iter::once(first).chain(found)),
        None => Box::new(std::iter::once(Err(Skip::new(input, Reason::NoMatch)))),
    }
}

fn file(path: &Path) -> Found {
    // A path that does not exist is told as that, whatever its extension.
    if let Err(error) = path.metadata() {
        return Err(Skip::new(&shown(path), error.into()));
    }
    let (kind, gzip) = Kind::of(path)
        .map_err(|extension| Skip::new(&shown(path), Reason::UnknownKind(extension)))?;
    Ok(Source::File {
        path: path.to_owned(),
        kind,
        gzip,
    })
}

fn is_read_me(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.to_lowercase().starts_with("readme.")
}

/// The path as it is shown, with `/` between its parts.
fn shown(path: &Path) -> String {
    let shown = path.display().to_string();
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown
    }
}

impl Source {
    /// Reads the articles.
    pub(super) fn read(self, options: &Options) -> Items {
        match self {
            Self::Stdin => read_stdin(options),
            Self::File { path, kind, gzip } => {
                let shown = shown(&path);
                match open(&path, gzip) {
                    Ok(reader) => read(reader, kind, &shown, options),
                    Err(error) => one(Err(Skip::new(&shown, error.into()))),
                }
            }
        }
    }
}

fn open(path: &Path, gzip: bool) -> std::io::Result<Box<dyn BufRead + Send>> {
    let file = File::open(path)?;
    if gzip {
        let decoder = MultiGzDecoder::new(BufReader::new(file));
        Ok(Box::new(BufReader::new(decoder)))
    } else {
        Ok(Box::new(BufReader::new(file)))
    }
}

fn read(reader: Box<dyn BufRead + Send>, kind: Kind, path: &str, options: &Options) -> Items {
    if kind == Kind::JsonLines {
        return jsonl::read(reader, path, options);
    }
    one(bytes::all(reader, options.max_bytes)
        .map_err(|reason| Skip::new(path, reason))
        .and_then(|bytes| read_bytes(&bytes, kind, path, options)))
}

/// The standard input: its first bytes tell the kind. It has no source of its own.
fn read_stdin(options: &Options) -> Items {
    const START: u64 = 4096;
    let mut reader = BufReader::new(stdin());
    let mut start = Vec::new();
    if let Err(error) = reader.by_ref().take(START).read_to_end(&mut start) {
        return one(Err(Skip::new("-", error.into())));
    }
    let kind = Kind::sniff(&start);
    let whole = Box::new(BufReader::new(Cursor::new(start).chain(reader)));
    let unnamed = |source: &String| source != "-";
    Box::new(read(whole, kind, "-", options).map(move |item| {
        item.map(|mut article| {
            article.source = article.source.filter(unnamed);
            article
        })
    }))
}
