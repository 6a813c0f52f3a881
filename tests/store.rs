//! The store on disk through what befalls it: killed builds, two builds at once, no space, no
//! right to write, Ctrl-C, copies, stores of other versions.
#![cfg(all(feature = "rocksdb", unix))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::model::GraphName;
use tempfile::TempDir;
use zhengmai::export::fingerprint;
use zhengmai::graph::Graph;
use zhengmai::graph::iri::BUILD_GRAPH;
use zhengmai::ingest::{Options, read};

/// So many articles make more statements than a transaction takes: the bulk loader is used.
const ARTICLES: usize = 160;

/// A folder with inputs and a store in it.
struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes articles, each a text of seeds/ with a number; every third one is corrected in
    /// the second edition.
    fn articles(&self, edition: usize, count: usize) {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").to_owned();
        let texts: Vec<String> = read(&[seeds], &Options::default())
            .flatten()
            .map(|article| article.text)
            .collect();
        let lines: String = (0..count)
            .map(|n| {
                let mut text = format!("{}\n第{n}号", texts[n % texts.len()]);
                if edition == 2 && n % 3 == 0 {
                    text.push_str("更正");
                }
                serde_json::json!({"id": format!("a-{n}"), "text": text}).to_string() + "\n"
            })
            .collect();
        fs::write(self.path("articles.jsonl"), lines).unwrap();
    }

    fn build(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhengmai"));
        command
            .current_dir(self.dir.path())
            .args(["build", "articles.jsonl", "--store", "store"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Builds undisturbed and returns how long it took.
    fn built(&self) -> Duration {
        let started = Instant::now();
        let output = self.build().output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        started.elapsed()
    }

    fn fingerprint(&self) -> String {
        fingerprint(&Graph::open(&self.path("store")).unwrap()).unwrap()
    }

    /// What each article's graph says, sorted.
    fn graphs(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut graphs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for quad in Graph::open(&self.path("store")).unwrap().store().iter() {
            let quad = quad.unwrap();
            if let GraphName::NamedNode(graph) = &quad.graph_name
                && graph.as_str().contains("/id/article/")
            {
                let line = quad.to_string();
                graphs
                    .entry(graph.as_str().to_owned())
                    .or_default()
                    .insert(line);
            }
        }
        graphs
    }

    fn remove_store(&self) {
        fs::remove_dir_all(self.path("store")).unwrap();
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Numbers that look random and are the same in every run.
fn random(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn a_killed_build_leaves_whole_articles_and_the_next_one_completes_it() {
    const ROUNDS: usize = 50;
    let undisturbed = Place::new();
    let mut editions = Vec::new();
    let mut whole: BTreeMap<String, Vec<BTreeSet<String>>> = BTreeMap::new();
    let mut longest = Duration::ZERO;
    for edition in [1, 2] {
        undisturbed.articles(edition, ARTICLES);
        longest = longest.max(undisturbed.built());
        for (graph, lines) in undisturbed.graphs() {
            whole.entry(graph).or_default().push(lines);
        }
        editions.push(undisturbed.fingerprint());
    }
    // What was replaced leaves nothing behind.
    undisturbed.remove_store();
    undisturbed.built();
    assert_eq!(undisturbed.fingerprint(), editions[1]);

    let place = Place::new();
    let mut state = 1;
    let (mut killed, mut completed) = (0, 0);
    let mut edition = 1;
    place.articles(edition, ARTICLES);
    for _ in 0..ROUNDS {
        let mut build = place.build().spawn().unwrap();
        let wait = longest.mul_f64(random(&mut state) as f64 / f64::from(1 << 30) / 2.0 * 1.1);
        thread::sleep(wait);
        // SIGKILL; a build that has ended by now has nothing to fear.
        build.kill().unwrap();
        if build.wait().unwrap().success() {
            completed += 1;
            assert_eq!(place.fingerprint(), editions[edition - 1]);
            if edition == 2 {
                place.remove_store();
            }
            edition = 3 - edition;
            place.articles(edition, ARTICLES);
            continue;
        }
        killed += 1;
        if !place.path("store/quads").exists() {
            continue;
        }
        for (graph, lines) in place.graphs() {
            let known = whole
                .get(&graph)
                .is_some_and(|known| known.contains(&lines));
            assert!(known, "{graph} is not whole");
        }
        // Every so often the killed build is made good at once.
        if random(&mut state).is_multiple_of(4) {
            place.built();
            assert_eq!(place.fingerprint(), editions[edition - 1]);
        }
    }
    place.built();
    assert_eq!(place.fingerprint(), editions[edition - 1]);
    assert!(
        killed >= ROUNDS / 3,
        "{killed} builds were killed, {completed} were not"
    );
}

#[test]
fn two_builds_at_once_are_told_apart() {
    let place = Place::new();
    place.articles(1, 3);
    let held = Graph::create(&place.path("store")).unwrap();
    let output = place.build().output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("in use by another zhengmai"),
        "{}",
        said(&output)
    );
    drop(held);
    place.built();
}

#[test]
fn without_space_the_store_stays_whole() {
    let place = Place::new();
    place.articles(1, 20);
    place.built();
    let before = place.graphs();
    place.articles(1, ARTICLES);
    // No file may grow beyond so many kibibytes; the signal that says so is not wanted.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 300; exec {} build articles.jsonl --store store",
        env!("CARGO_BIN_EXE_zhengmai")
    );
    let output = Command::new("bash")
        .args(["-c", &limited])
        .current_dir(place.dir.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let message = said(&output);
    assert!(
        message.contains("error: ") && message.contains("too large"),
        "{message}"
    );
    let after = place.graphs();
    assert!(
        before
            .iter()
            .all(|(graph, lines)| after.get(graph) == Some(lines))
    );
    place.built();
    let fresh = Place::new();
    fresh.articles(1, ARTICLES);
    fresh.built();
    assert_eq!(place.fingerprint(), fresh.fingerprint());
}

#[test]
fn a_store_that_may_not_be_written_says_so() {
    let place = Place::new();
    place.articles(1, 3);
    place.built();
    let before = place.fingerprint();
    // Root may write everything, so it has to be somebody else, with a program to run.
    let program = place.path("zhengmai");
    fs::copy(env!("CARGO_BIN_EXE_zhengmai"), &program).unwrap();
    place.articles(1, 6);
    let script = "chmod -R a+rX,a-w . && build='./zhengmai build articles.jsonl --store store'; \
                  if [ \"$(id -u)\" = 0 ]; then \
                  setpriv --reuid 65534 --regid 65534 --clear-groups $build; else $build; fi";
    let output = Command::new("bash")
        .args(["-c", script])
        .current_dir(place.dir.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).to_lowercase().contains("permission denied"),
        "{}",
        said(&output)
    );
    let mut writable = Command::new("chmod");
    writable
        .args(["-R", "u+w", "."])
        .current_dir(place.dir.path());
    assert!(writable.status().unwrap().success());
    assert_eq!(place.fingerprint(), before);
}

#[test]
fn ctrl_c_stops_cleanly_and_says_what_was_done() {
    let place = Place::new();
    place.articles(1, 6000);
    let build = place.build().spawn().unwrap();
    thread::sleep(Duration::from_millis(700));
    let id = build.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = build.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    assert!(
        said(&output).contains("zhengmai build articles.jsonl --store store"),
        "{}",
        said(&output)
    );
    let done = String::from_utf8_lossy(&output.stdout).into_owned();
    let articles = Graph::open(&place.path("store"))
        .unwrap()
        .stats()
        .unwrap()
        .articles;
    assert!(
        articles < 6000 && done.contains(&format!("{articles} new")),
        "{articles}: {done}"
    );
}

#[test]
fn a_backup_is_a_store_and_compacting_changes_nothing_that_is_said() {
    let place = Place::new();
    place.articles(1, 30);
    place.built();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_zhengmai"))
            .args(arguments)
            .current_dir(place.dir.path())
            .output()
            .unwrap();
        (output.status.code(), said(&output))
    };
    assert_eq!(run(&["backup", "copy", "--store", "store"]).0, Some(0));
    let (code, message) = run(&["backup", "copy", "--store", "store"]);
    assert!(
        code == Some(2) && message.contains("is there already"),
        "{message}"
    );
    let before = place.fingerprint();
    place.articles(2, 30);
    place.built();
    let changed = place.fingerprint();
    assert_ne!(changed, before);
    let copy = Graph::open(&place.path("copy")).unwrap();
    assert_eq!(fingerprint(&copy).unwrap(), before);
    assert_eq!(run(&["compact", "--store", "store"]).0, Some(0));
    assert_eq!(place.fingerprint(), changed);
}

#[test]
fn an_older_store_is_brought_up_and_a_newer_one_is_left_alone() {
    let place = Place::new();
    place.articles(1, 3);
    place.built();
    let before = place.fingerprint();
    // Layout 1 had no notes of its own on what articles were made from.
    {
        let graph = Graph::create(&place.path("store")).unwrap();
        let notes = oxigraph::model::NamedNode::new(BUILD_GRAPH).unwrap();
        graph.store().clear_graph(&notes).unwrap();
    }
    let marker = place.path("store/zhengmai-store.json");
    fs::write(&marker, "{\"layout\": 1}\n").unwrap();
    let message = Graph::open(&place.path("store")).err().unwrap().to_string();
    assert!(message.contains("zhengmai compact --store"), "{message}");
    let output = place.build().output().unwrap();
    let done = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && done.contains("3 replaced"),
        "{done}{}",
        said(&output)
    );
    assert_eq!(place.fingerprint(), before);

    fs::write(&marker, "{\"layout\": 99}\n").unwrap();
    let output = place.build().output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("update zhengmai"),
        "{}",
        said(&output)
    );
}
