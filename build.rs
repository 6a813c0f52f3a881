//! Gives the program the version of its rules: a hash of everything that decides how an
//! article is read and what its graph looks like. A store remembers it with each article, so
//! that a build with other rules reads the article again.

use std::fs;
use std::path::{Path, PathBuf};

/// Sources, tables and the versions of what they stand on.
const READ: [&str; 10] = [
    "src/base",
    "src/lexicon",
    "src/text",
    "src/mentions",
    "src/links",
    "src/facts",
    "src/graph/article.rs",
    "src/graph/article",
    "src/graph/iri.rs",
    "data",
];

fn main() {
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut paths = vec![PathBuf::from("Cargo.lock")];
    for path in READ {
        println!("cargo::rerun-if-changed={path}");
        collect(Path::new(path), &mut paths);
    }
    paths.sort();
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        // A crate taken from a registry may come without its lock file.
        let Ok(content) = fs::read(&path) else {
            continue;
        };
        hasher.update(path.to_string_lossy().replace('\\', "/").as_bytes());
        hasher.update(&content.len().to_le_bytes());
        hasher.update(&content);
    }
    let version = &hasher.finalize().to_hex()[..16];
    println!("cargo::rustc-env=ZHENGMAI_RULES={version}");
}

/// All files under a path.
fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        if path.is_file() {
            paths.push(path.to_owned());
        }
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), paths);
    }
}
