//! Runs the program on the command lines of `tests/cases/cli/*.case` and compares what it
//! prints and how it ends.
//!
//! A case is a transcript, run in an empty folder that holds `inputs/` (from
//! `tests/cases/cli/inputs`) and `seeds/`:
//!
//! ```text
//! # What it shows; `# needs rocksdb` where it needs the store on disk.
//! $ zhengmai stats --store nowhere     a command, for bash
//! ! error: …                           standard error, after standard output
//! = 2                                  exit code
//! ```
//!
//! `[..]` stands for any characters of a line, a line `...` for any lines.
//! `SNAPSHOTS=overwrite cargo test --test cli` writes down what the program does now.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};

#[test]
fn transcripts_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = files(&root.join("tests/cases/cli"), "case");
    assert!(!cases.is_empty(), "no cases in tests/cases/cli");
    let mut failed = Vec::new();
    for case in cases {
        let text = std::fs::read_to_string(&case).expect("a case is readable");
        if text.contains("# needs rocksdb") && !cfg!(feature = "rocksdb") {
            continue;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(
            &root.join("tests/cases/cli/inputs"),
            &folder.path().join("inputs"),
        );
        copy(&root.join("seeds"), &folder.path().join("seeds"));
        let actual = replay(&text, folder.path());
        let expected = Data::read_from(&case, None);
        let outcome = Assert::new()
            .action_env(DEFAULT_ACTION_ENV)
            .normalize_paths(false)
            .try_eq(Some(&case.display()), actual.into(), expected);
        if let Err(difference) = outcome {
            failed.push(format!("{}\n{difference}", case.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The blocks marked `console` in README.md hold a command each and what it prints to standard
/// output; speeds may differ. Without the store on disk the questions are asked `--from seeds`.
#[test]
fn readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md is readable");
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root.join("seeds"), &folder.path().join("seeds"));
    let speed = Regex::new(r" in [\d.]+ s, [\d,]+ characters/s").expect("a regex");
    let strip = |text: &str| speed.replace_all(text, "").into_owned();

    let (mut corrected, mut differences) = (readme.clone(), String::new());
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let (line, shown) = block.split_once('\n').expect("a block has lines");
        let command = line.strip_prefix("$ ").expect("a command opens a block");
        let on_disk = cfg!(feature = "rocksdb");
        if command.starts_with("zhengmai build") && !on_disk {
            continue;
        }
        let from = if on_disk { "" } else { " --from seeds" };
        let transcript = run(&format!("{command}{from} 2>/dev/null"), folder.path());
        let Some(printed) = transcript.strip_suffix("= 0\n") else {
            panic!("README.md: $ {command}\n{transcript}");
        };
        let outcome = Assert::new().normalize_paths(false).try_eq(
            Some(&format!("$ {command}")),
            strip(printed).into(),
            strip(shown).into(),
        );
        if let Err(difference) = outcome {
            differences.push_str(&difference.to_string());
            corrected = corrected.replace(block, &format!("{line}\n{printed}"));
        }
    }
    assert_ne!(
        readme.matches("```console\n").count(),
        0,
        "README.md shows no commands"
    );
    if std::env::var(DEFAULT_ACTION_ENV).is_ok_and(|action| action == "overwrite") {
        std::fs::write(path, corrected).expect("README.md is writable");
    } else {
        assert!(
            differences.is_empty(),
            "README.md shows something else\n{differences}"
        );
    }
}

/// Runs the commands of a case and writes the transcript anew.
fn replay(case: &str, folder: &Path) -> String {
    let mut transcript = String::new();
    let mut head = true;
    for line in case.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            if !head {
                transcript.push('\n');
            }
            head = false;
            transcript.push_str(&format!("$ {command}\n"));
            transcript.push_str(&run(command, folder));
        } else if head {
            transcript.push_str(line);
            transcript.push('\n');
        }
    }
    transcript
}

fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_zhengmai"));
    let programs = program.parent().expect("the program lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-o", "pipefail", "-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .env_remove("ZHENGMAI_STORE")
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        text.push_str(format!("! {line}").trim_end());
        text.push('\n');
    }
    let code = output.status.code().unwrap_or(-1);
    text + &format!("= {code}\n")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is readable");
    let paths = entries.map(|entry| entry.expect("an entry is readable").path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a temporary folder is writable");
    for entry in std::fs::read_dir(from).expect("the inputs are readable") {
        let path = entry.expect("an entry is readable").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("an input can be copied");
        }
    }
}
