//! Holds the reader to the scores that it has reached, and `evaluate` to `score.py`.
//!
//! `tests/gold/floors.tsv` has the lowest F1 that each task may have: on the annotated
//! articles of `tests/gold`, and on those of a larger set where `ZHENGMAI_GOLD` names one.
//! `ZHENGMAI_FLOORS=raise cargo test --test evaluate` raises the floors to what is reached.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

const FLOORS: &str = "tests/gold/floors.tsv";

/// Held while the floors are read and raised.
static TABLE: Mutex<()> = Mutex::new(());

#[test]
fn no_task_falls_below_its_floor() {
    check("committed", &root().join("tests/gold"));
}

#[test]
fn no_task_falls_below_its_floor_on_the_larger_set() {
    // Only where there is one: its articles are not all free to be copied.
    if let Some(folder) = std::env::var_os("ZHENGMAI_GOLD") {
        check("larger", &root().join(folder));
    }
}

#[test]
fn evaluate_and_score_py_agree() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = folder.path().join("articles.jsonl");
    let records = folder.path().join("records.jsonl");
    let gold = root().join("tests/gold");
    let mut lines = String::new();
    for path in annotations(&gold) {
        let text = fs::read_to_string(&path).expect("an annotation is readable");
        let gold: Value = serde_json::from_str(&text).expect("an annotation is JSON");
        let article = serde_json::json!({"id": gold["id"], "text": gold["text"]});
        lines.push_str(&format!("{article}\n"));
    }
    fs::write(&articles, lines).expect("a temporary file is writable");
    let extracted = zhengmai(&[
        "extract",
        "--format",
        "jsonl",
        &articles.display().to_string(),
    ]);
    fs::write(&records, extracted).expect("a temporary file is writable");

    let gold = gold.display().to_string();
    for options in [&[][..], &["--errors"]] {
        let theirs = Command::new("python3")
            .arg(root().join("tests/gold/score.py"))
            .args([Path::new(&gold), &records])
            .args(options)
            .env("PYTHONIOENCODING", "utf-8")
            .output()
            .expect("python3 runs");
        assert!(
            theirs.status.success(),
            "{}",
            String::from_utf8_lossy(&theirs.stderr)
        );
        let ours = zhengmai(&[&["evaluate", gold.as_str()], options].concat());
        similar(&ours, &String::from_utf8_lossy(&theirs.stdout));
    }
}

/// Compares line by line, so that a difference is short to read.
fn similar(ours: &str, theirs: &str) {
    for (number, (a, b)) in ours.lines().zip(theirs.lines()).enumerate() {
        assert_eq!(a, b, "line {} differs (ours, score.py's)", number + 1);
    }
    assert_eq!(ours.lines().count(), theirs.lines().count());
}

/// Scores the annotated articles of a folder and compares with a column of the floors.
fn check(column: &str, folder: &Path) {
    let scores = scores(folder);
    let _held = TABLE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root().join(FLOORS);
    let table = fs::read_to_string(&path).expect("tests/gold/floors.tsv is readable");
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let at = header.iter().position(|name| *name == column);
    let at = at.unwrap_or_else(|| panic!("{FLOORS} has no column {column}"));
    let raise = std::env::var("ZHENGMAI_FLOORS").is_ok_and(|value| value == "raise");

    let (mut floors, mut fallen) = (header.join("\t") + "\n", Vec::new());
    let mut seen = 0;
    for line in lines {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let score = scores.get(&cells[0]);
        let score = *score.unwrap_or_else(|| panic!("{FLOORS}: no task is called {}", cells[0]));
        let floor: f64 = cells[at].parse().expect("a floor is a number");
        if score + 1e-9 < floor {
            fallen.push(format!("{}: F1 {score:.4}, floor {floor}", cells[0]));
        }
        cells[at] = format!("{:.3}", floor.max((score * 1000.0).floor() / 1000.0));
        floors.push_str(&(cells.join("\t") + "\n"));
        seen += 1;
    }
    assert_eq!(seen, scores.len(), "{FLOORS} lacks a task");
    assert!(
        fallen.is_empty(),
        "below the floor on {column}:\n{}",
        fallen.join("\n")
    );
    if raise {
        fs::write(path, floors).expect("tests/gold/floors.tsv is writable");
    }
}

/// F1 by strict task, and `mean`.
fn scores(folder: &Path) -> BTreeMap<String, f64> {
    let json = zhengmai(&["evaluate", "--json", &folder.display().to_string()]);
    let json: Value = serde_json::from_str(&json).expect("evaluate prints JSON");
    let tasks = json["tasks"].as_object().expect("scores by task");
    let strict = tasks.iter().filter(|(task, _)| !task.contains(','));
    let mut scores: BTreeMap<String, f64> = strict
        .map(|(task, rates)| (task.clone(), rates["f1"].as_f64().expect("F1 is a number")))
        .collect();
    let mean = json["mean_f1"].as_f64().expect("the mean is a number");
    scores.insert("mean".to_owned(), mean);
    scores
}

fn zhengmai(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_zhengmai"))
        .args(args)
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

fn annotations(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let paths = entries.map(|entry| entry.expect("an entry is readable").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    paths.sort();
    paths
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
