//! What benches/growth.py measures within one process, start-up left out.
//!
//! `measure queries STORE ROUNDS` prints a line for each named query: its name, whether it is told
//! what to look at (`select`) or looks at the whole store, be it for a word in a name (`scan`), rows
//! of all answers, and the latency in milliseconds at the median and at the 95th percentile. Values
//! of parameters are a spread sample of what the store has.
//!
//! `measure load FILE.nq DIR` is a peer: Oxigraph's own bulk load of N-Quads into a new store. It
//! prints the quads and the seconds.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::Instant;

use oxigraph::io::RdfFormat;
use oxigraph::store::{StorageError, Store};
use zhengmai::graph::Graph;
use zhengmai::query::{Answer, NamedQuery, Param, ParamKind, Query, named};

/// Values that a parameter takes in turn.
const SAMPLE: usize = 20;

/// The IRIs or names that a parameter can stand for.
const VALUES: [(&str, &str); 8] = [
    (
        "official",
        "SELECT DISTINCT ?x { ?p a foaf:Person ; rdfs:label ?x }",
    ),
    (
        "meeting",
        "SELECT DISTINCT ?x { ?p a zm:Meeting ; rdfs:label ?x }",
    ),
    (
        "agency",
        "SELECT DISTINCT ?x { ?p a org:FormalOrganization ; rdfs:label ?x }",
    ),
    (
        "division",
        "SELECT DISTINCT ?x { ?p zm:jurisdiction ?d . ?d rdfs:label ?x }",
    ),
    (
        "document",
        "SELECT DISTINCT ?x { ?p zm:cited|zm:conveyed|zm:reviewed ?d . ?d eli:title ?x }",
    ),
    (
        "statute",
        "SELECT DISTINCT ?x { ?p zm:cited|zm:textInForce/eli:realizes ?d . ?d eli:title ?x }",
    ),
    ("article", "SELECT DISTINCT ?x { ?x a schema:NewsArticle }"),
    ("word", "SELECT DISTINCT ?x { ?q zm:indicator ?x }"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["queries", store, rounds] => queries(Path::new(store), rounds.parse()?),
        ["load", file, dir] => load(Path::new(file), Path::new(dir)),
        _ => Err("measure queries STORE ROUNDS, or measure load FILE.nq DIR".into()),
    }
}

fn queries(store: &Path, rounds: usize) -> Result<(), Box<dyn Error>> {
    let graph = Graph::open(store)?;
    for query in named() {
        let mut times = Vec::new();
        let mut rows = 0;
        for prepared in prepared(&graph, query)? {
            for round in 0..rounds {
                let started = Instant::now();
                let answer = prepared.run(&graph)?;
                times.push(started.elapsed().as_secs_f64() * 1000.0);
                if round == 0 {
                    rows += size(&answer);
                }
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        // A word to look for is looked for in all names.
        let names = |param: &Param| param.kind != ParamKind::String;
        let kind = if query.params.iter().any(names) {
            "select"
        } else {
            "scan"
        };
        println!(
            "{}\t{kind}\t{rows}\t{:.3}\t{:.3}",
            query.name,
            at(50),
            at(95)
        );
    }
    Ok(())
}

/// A query with each value of a sample for its first parameter, and with its examples for others.
fn prepared(graph: &Graph, query: &NamedQuery) -> Result<Vec<Query>, Box<dyn Error>> {
    let plain = Query::named(query.name)?;
    let Some(first) = query.params.first() else {
        return Ok(vec![plain]);
    };
    let mut values = vec![first.example.clone()];
    if let Some((_, sparql)) = VALUES.iter().find(|(name, _)| *name == first.name) {
        let Answer::Rows(found) = Query::parse(sparql)?.run(graph)? else {
            return Err("SELECT gives rows".into());
        };
        let mut known: Vec<String> = found.text().into_iter().flatten().collect();
        known.sort();
        let step = known.len().div_ceil(SAMPLE).max(1);
        values.extend(known.into_iter().step_by(step));
    }
    let mut bound = Vec::new();
    for value in values {
        let mut one = plain.clone().bind(&first.name, &value)?;
        for param in &query.params[1..] {
            one = one.bind(&param.name, &param.example)?;
        }
        bound.push(one);
    }
    Ok(bound)
}

fn size(answer: &Answer) -> usize {
    match answer {
        Answer::Boolean(_) => 1,
        Answer::Rows(rows) => rows.rows.len(),
        Answer::Triples(triples) => triples.len(),
    }
}

fn load(file: &Path, dir: &Path) -> Result<(), Box<dyn Error>> {
    let store = empty(dir)?;
    let started = Instant::now();
    let mut loader = store.bulk_loader();
    loader.load_from_reader(RdfFormat::NQuads, BufReader::new(File::open(file)?))?;
    loader.commit()?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{}\t{seconds:.3}", store.len()?);
    Ok(())
}

#[cfg(feature = "rocksdb")]
fn empty(dir: &Path) -> Result<Store, StorageError> {
    Store::open(dir)
}

#[cfg(not(feature = "rocksdb"))]
fn empty(_: &Path) -> Result<Store, StorageError> {
    Store::new()
}
