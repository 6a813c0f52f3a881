//! Keeps the walls where they are: the order of the layers, the size of files, paths that
//! the documents name.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use walkdir::WalkDir;

/// Every layer may use those before it, and itself.
const LAYERS: [&str; 14] = [
    "base", "lexicon", "ingest", "text", "mentions", "links", "facts", "graph", "build", "query",
    "validate", "export", "serve", "cli",
];

/// Lines of a source file beyond which it is more than one idea.
const LONG: usize = 500;

#[test]
fn layers_use_only_those_before_them() {
    let used = Regex::new(r"\bcrate::(?:(\w+)|\{([^}]*)\})").expect("a regex");
    let mut faults = Vec::new();
    for path in sources() {
        let inside = path.strip_prefix(root().join("src")).expect("a source");
        let layer = inside
            .components()
            .next()
            .map(|c| c.as_os_str().to_string_lossy());
        let layer = layer.unwrap_or_default();
        let layer = layer.trim_end_matches(".rs");
        let Some(rank) = rank(layer) else {
            let known = ["lib", "main"].contains(&layer);
            assert!(
                known,
                "src/{layer} is no layer: add it to LAYERS and ARCHITECTURE.md"
            );
            continue;
        };
        for found in used.captures_iter(&code(&path)) {
            let names = found.get(1).or(found.get(2)).map_or("", |m| m.as_str());
            for name in names.split(',') {
                let name = name.trim().split("::").next().unwrap_or_default();
                if self::rank(name).is_some_and(|other| other > rank) {
                    faults.push(format!("{} uses {name}", inside.display()));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "layers import only leftwards:\n{}",
        faults.join("\n")
    );
}

#[test]
fn files_stay_small_and_say_what_they_own() {
    let mut faults = Vec::new();
    for path in sources() {
        let text = read(&path);
        let lines = text.lines().count();
        let limit = if path.ends_with("src/lib.rs") {
            60
        } else {
            LONG
        };
        if lines > limit {
            faults.push(format!(
                "{} has {lines} lines, more than {limit}",
                path.display()
            ));
        }
        if !text.starts_with("//!") {
            faults.push(format!(
                "{} does not open with what it owns",
                path.display()
            ));
        }
        if text.contains("#[allow(") {
            faults.push(format!("{}: expect a lint with its reason", short(&path)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn paths_named_in_the_documents_exist() {
    let quoted = Regex::new(r"`([^`\s]+)`|\]\(([^)\s]+)\)").expect("a regex");
    let mut faults = Vec::new();
    for document in files(root(), "md") {
        let text = read(&document);
        let folder = document.parent().expect("a document lies in a folder");
        for found in quoted.captures_iter(&text) {
            let (named, linked) = (found.get(1), found.get(2));
            let name = named.or(linked).map_or("", |m| m.as_str());
            let name = name.split('#').next().unwrap_or_default();
            let is_path = linked.is_some() && !name.contains("://") || is_path(name);
            let there = folder.join(name).exists() || root().join(name).exists();
            if is_path && !name.is_empty() && !there {
                faults.push(format!("{} names {name}", short(&document)));
            }
        }
    }
    assert!(faults.is_empty(), "no such path:\n{}", faults.join("\n"));
}

/// Whether a quoted word of a document is a path of this repository: it starts with a
/// folder of it and stands for itself, not for a pattern.
fn is_path(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or_default();
    let pattern = name.contains(['<', '*', '…', '{', '$']) || name.starts_with('/');
    let made = ["target", "demo"].contains(&first);
    name.contains('/') && !pattern && !made && !first.is_empty() && root().join(first).is_dir()
}

/// A path as seen from the root.
fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// A source without its comments.
fn code(path: &Path) -> String {
    let text = read(path);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|name| *name == layer)
}

fn sources() -> Vec<PathBuf> {
    files(&root().join("src"), "rs")
}

/// All files under a folder with an extension, but for what is built or hidden.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let made = |name: &str| name.starts_with('.') && name.len() > 1 || name == "target";
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !made(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.expect("the tree is readable").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
