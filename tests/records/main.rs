//! Whole articles, read from the cases in files, and the contract that every record keeps.
//!
//! A case is `tests/cases/<stage>/<name>.txt`: an article (its headline, then its body), a
//! line `---`, and what its record must hold, a line each, as in `expected.rs`. Besides:
//!
//! - `no <line>`: nothing of the record has this line, or begins with it and goes on after a
//!   space (`no person 会议`, `no role 陈志伟`).
//! - `only <kind>`: the record has no line of this kind but those that the case lists.
//! - `# …`: a remark.
//!
//! Documents, initiatives, utterances and directives have cases of their own in `reading.rs`,
//! what was not understood in `coverage.rs`; `tests/cases/genre` reads all at once, in the
//! forms that papers print.

mod contract;
mod coverage;
mod expected;

use std::fs;
use std::path::Path;

use expected::lines;
use zhengmai::facts::Reader;
use zhengmai::ingest::Article;

/// The words that lines begin with.
const KINDS: &[&str] = &[
    "region",
    "published",
    "person",
    "journalist",
    "agency",
    "post",
    "appointment",
    "quantity",
    "place",
    "main",
    "meeting",
    "role",
    "document",
    "capacity",
    "order",
    "issuer",
    "number",
    "modality",
    "audience",
    "topic",
    "addressee",
    "implements",
    "deadline",
    "statute",
    "note",
    "initiative",
    "directive",
];

/// What a case asks that does not hold, a line each.
fn faults(path: &Path, reader: Reader) -> Vec<String> {
    let case = fs::read_to_string(path).expect("a readable case");
    let (article, rows) = case.split_once("\n---\n").expect("a line ---");
    let found = lines(&reader.read(&Article::new(article)));
    let first_row = article.lines().count() + 2;
    let rows: Vec<(usize, &str)> = rows
        .lines()
        .enumerate()
        .map(|(i, row)| (first_row + i, row.trim_end()))
        .filter(|(_, row)| !row.is_empty() && !row.starts_with('#'))
        .collect();
    assert!(!rows.is_empty(), "{} asks nothing", path.display());
    let mut out = Vec::new();
    for &(number, row) in &rows {
        let (word, rest) = row.split_once(' ').unwrap_or((row, ""));
        let (kind, holds) = match word {
            "no" => {
                let kind = rest.split(' ').next().unwrap_or("");
                (kind, !found.iter().any(|f| begins(f, rest)))
            }
            "only" => {
                let more = |f: &&String| begins(f, rest) && !rows.iter().any(|(_, r)| r == f);
                (rest, !found.iter().any(|f| more(&f)))
            }
            _ => (word, found.iter().any(|f| f == row)),
        };
        assert!(
            KINDS.contains(&kind),
            "{}:{number}: `{kind}` is no kind of line",
            path.display()
        );
        if !holds {
            let of_kind: Vec<&str> = found
                .iter()
                .filter(|f| begins(f, kind))
                .map(String::as_str)
                .collect();
            let of_kind = match of_kind.is_empty() {
                true => format!("no {kind}"),
                false => of_kind.join("\n    "),
            };
            out.push(format!("{}:{number}: {row}\n    {of_kind}", path.display()));
        }
    }
    out
}

/// Whether a line is `start`, or goes on after it with a space.
fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn check(stage: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(stage);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases of {stage}");
    let reader = Reader::new();
    let faults: Vec<String> = paths.iter().flat_map(|p| faults(p, reader)).collect();
    assert!(
        faults.is_empty(),
        "each line of a case that does not hold, and what the record has of its kind:\n{}",
        faults.join("\n")
    );
}

#[test]
fn persons_agencies_places_and_journalists_are_recognised() {
    check("mentions");
}

#[test]
fn regions_names_and_meetings_are_linked() {
    check("links");
}

#[test]
fn posts_and_roles_are_read() {
    check("facts");
}

#[test]
fn the_genre_is_read_in_all_its_forms() {
    check("genre");
}

#[test]
fn appointments_are_read() {
    check("appointments");
}

#[test]
fn quantities_are_read() {
    check("quantities");
}
