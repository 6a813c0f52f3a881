//! Records as a graph: what is in it, what stays unresolved, and what stores say that cannot be
//! opened.

mod inserting;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use oxigraph::model::{GraphName, NamedNodeRef, Quad};
use proptest::prelude::*;
use zhengmai::facts::{Agency, Directive, Document, Evidence, Meeting, Person, Post, Record, Role};
use zhengmai::graph::{Counts, Graph, GraphError, Inserted, article_iri, iri, quads, vocab::zm};

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn seed() -> Record {
    serde_json::from_str(&read("queries/seed-record.json")).unwrap()
}

/// A record with little in it.
fn record(source: Option<&str>, text: &str, person: &str) -> Record {
    let evidence = Evidence {
        spans: vec![[0, 2]],
        rule: "test".into(),
    };
    Record {
        source: source.map(str::to_owned),
        title: Some(text.chars().take(6).collect()),
        region_code: Some("410500".into()),
        text: text.into(),
        persons: vec![Person {
            name: person.into(),
            jurisdiction: None,
            evidence,
        }],
        ..Record::default()
    }
}

fn insert(graph: &Graph, records: &[Record]) -> [usize; 3] {
    let Inserted {
        added,
        replaced,
        unchanged,
        ..
    } = graph.insert(records).unwrap();
    [added, replaced, unchanged]
}

fn all(graph: &Graph) -> BTreeSet<String> {
    graph
        .store()
        .iter()
        .map(|quad| quad.unwrap().to_string())
        .collect()
}

/// The default graph has what the named graphs have, and nothing else.
fn assert_union(graph: &Graph) {
    let (mut union, mut default) = (BTreeSet::new(), BTreeSet::new());
    for quad in graph.store().iter() {
        let quad = quad.unwrap();
        let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
        match quad.graph_name {
            GraphName::NamedNode(graph) if graph.as_str() == iri::BUILD_GRAPH => continue,
            GraphName::DefaultGraph => default.insert(triple),
            _ => union.insert(triple),
        };
    }
    assert_eq!(default, union);
}

#[test]
fn the_seed_article_is_counted() {
    let graph = Graph::in_memory().unwrap();
    insert(&graph, &[seed()]);
    let counts = graph.stats().unwrap();
    assert_eq!(
        Counts {
            triples: 0,
            ..counts
        },
        Counts {
            articles: 1,
            officials: 6,
            // 24 named in the article, and the two that only a title names.
            agencies: 26,
            meetings: 2,
            documents: 7,
            directives: 12,
            triples: 0,
        }
    );
    assert_eq!(counts.triples, quads(&seed()).len());
    assert_union(&graph);
}

#[test]
fn the_example_of_the_design_is_in_the_graph() {
    let said: BTreeSet<String> = quads(&seed())
        .iter()
        .map(|q| format!("{} {} {} .", q.subject, q.predicate, q.object))
        .collect();
    for line in read("graph/example.nt")
        .lines()
        .filter(|line| !line.is_empty())
    {
        assert!(said.contains(line), "not in the graph: {line}");
    }
}

#[test]
fn everything_a_rule_made_says_where_and_by_which_rule() {
    let quads = quads(&seed());
    let subjects = |property: NamedNodeRef<'_>| -> BTreeSet<String> {
        quads
            .iter()
            .filter(|q| q.predicate == property)
            .map(|q| q.subject.to_string())
            .collect()
    };
    let (evidence, rule) = (subjects(zm::EVIDENCE), subjects(zm::RULE));
    assert_eq!(evidence, rule);
    for kind in [
        "person",
        "tenure",
        "meeting",
        "participation",
        "directive",
        "document",
        "initiative",
    ] {
        let of_kind = |q: &&Quad| {
            q.subject
                .to_string()
                .starts_with(&format!("<{}{kind}/", iri::BASE))
        };
        let all: BTreeSet<String> = quads
            .iter()
            .filter(of_kind)
            .map(|q| q.subject.to_string())
            .collect();
        assert!(!all.is_empty() && all.is_subset(&evidence), "{kind}");
    }
}

#[test]
fn reference_data_is_loaded_once_and_joins_the_articles() {
    let graph = Graph::in_memory().unwrap();
    for _ in 0..2 {
        graph
            .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
            .unwrap();
    }
    insert(&graph, &[seed()]);
    let all = all(&graph);
    let reference = |line: &str| {
        let quad = format!("{line} <{}>", iri::REFERENCE_GRAPH);
        assert!(all.contains(&quad), "{quad}");
    };
    let id = iri::BASE;
    let eli = "http://data.europa.eu/eli/ontology#";
    let date = |day: &str| format!("\"{day}\"^^<http://www.w3.org/2001/XMLSchema#date>");
    reference(&format!(
        "<{id}division/410500> <http://schema.org/containedInPlace> <{id}division/410000>"
    ));
    let law = format!("<{id}document/大气污染防治法");
    reference(&format!("{law}/2018-10-26> <{eli}realizes> {law}>"));
    reference(&format!(
        "{law}/2015-08-29> <{eli}date_no_longer_in_force> {}",
        date("2018-10-26")
    ));
    let regulation = format!("<{id}document/河南省大气污染防治条例>");
    reference(&format!(
        "{regulation} <{}> <{id}division/410000>",
        zm::JURISDICTION.as_str()
    ));
    // The article's citation leads to the same node, with or without 中华人民共和国.
    let cited = |document: &str| {
        all.iter()
            .any(|q| q.contains(&format!("<{}> {document}", zm::CITED.as_str())))
    };
    assert!(cited(&format!("{law}>")) && cited(&regulation));
    assert_eq!(graph.stats().unwrap().documents, 7);
}

#[test]
fn other_tables_replace_the_reference_data() {
    let (divisions, statutes) = (read("graph/divisions.tsv"), read("graph/statutes.tsv"));
    let graph = Graph::in_memory().unwrap();
    let shorter = statutes.replace("2018-10-26\t2018-10-26", "2018-10-26\t");
    assert_ne!(shorter, statutes);
    graph.insert_reference(&divisions, &shorter).unwrap();
    insert(&graph, &[seed()]);
    graph.insert_reference(&divisions, &statutes).unwrap();
    let fresh = Graph::in_memory().unwrap();
    fresh.insert_reference(&divisions, &statutes).unwrap();
    insert(&fresh, &[seed()]);
    assert_eq!(all(&graph), all(&fresh));
    assert_union(&graph);
}

/// What no table has, and what several entries of one have.
#[test]
fn what_is_unresolved_is_listed() {
    let graph = Graph::in_memory().unwrap();
    graph
        .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
        .unwrap();
    let reader = zhengmai::facts::Reader::new();
    let texts = [
        "安阳市召开会议\n3月1日，安阳市召开招商工作会议，学习《某某河保护条例》和《大气污染防治法》。考察组将到朝阳区考察。",
        "会议召开\n3月2日召开的教育工作会议要求，落实《某某河保护条例》。县教育局参加。",
    ];
    let records: Vec<Record> = texts
        .iter()
        .map(|text| reader.read(&zhengmai::ingest::Article::new(text)))
        .collect();
    insert(&graph, &records);
    let found: Vec<String> = graph
        .unresolved()
        .unwrap()
        .into_iter()
        .map(|u| {
            let detail = u.relation.unwrap_or_else(|| u.candidates.join(" "));
            format!(
                "{} {} | {detail} | {} {}",
                u.kind, u.name, u.articles, u.example
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "document 某某河保护条例 | cited | 1 会议召开",
            "document 某某河保护条例 | conveyed | 1 安阳市召开会议",
            "agency 县教育局 |  | 1 会议召开",
            "place 朝阳区 | 北京市朝阳区 吉林省长春市朝阳区 | 1 安阳市召开会议",
        ]
    );
}

#[test]
fn without_a_meeting_facts_hang_on_the_article() {
    let mut record = record(None, "《大气污染防治法》要严格执行", "李明");
    record.documents = vec![Document {
        title: "大气污染防治法".into(),
        kind: "law".into(),
        relation: "cite".into(),
        ..Document::default()
    }];
    record.roles = vec![Role {
        who: "李明".into(),
        role: "attend".into(),
        order: 1,
        ..Role::default()
    }];
    record.directives = vec![Directive {
        by: "会议".into(),
        text: "严格执行".into(),
        order: 1,
        ..Directive::default()
    }];
    let article = article_iri(&record);
    let quads = quads(&record);
    let cites = |q: &&Quad| q.predicate == zm::CITED;
    assert_eq!(
        quads.iter().find(cites).unwrap().subject.to_string(),
        format!("<{article}>")
    );
    assert!(
        quads
            .iter()
            .all(|q| q.object.to_string() != format!("{}", zm::PARTICIPATION))
    );
    assert!(
        quads
            .iter()
            .all(|q| q.predicate != zm::GIVEN_BY && q.predicate != zm::GIVEN_AT)
    );
}

#[test]
fn errors_of_stores_say_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let message = |result: Result<Graph, GraphError>| match result {
        Ok(_) => panic!("opened"),
        Err(error) => error.to_string(),
    };
    let missing = message(Graph::open(&dir.path().join("nowhere")));
    assert!(
        missing.contains("nowhere") && missing.contains("zhengmai build"),
        "{missing}"
    );
    fs::write(dir.path().join("thesis.docx"), "").unwrap();
    let foreign = message(Graph::open(dir.path()));
    assert!(foreign.contains("zhengmai-store.json"), "{foreign}");
}

proptest! {
    /// Whatever a record holds, its quads are valid RDF, sorted, and each once.
    #[test]
    fn any_record_makes_valid_quads(
        text in "\\PC{0,40}",
        name in "\\PC{0,12}",
        title in "[\\PC\\n\\x00-\\x20]{0,12}",
        date in proptest::option::of("[0-9]{4}-[0-9]{2}-[0-9]{2}|--05-29|去年"),
        code in proptest::option::of("[0-9]{6}|[0-9]{9}|政"),
    ) {
        let evidence = Evidence { spans: vec![[0, 1]], rule: "test".into() };
        let record = Record {
            id: name.clone(),
            source: Some(title.clone()),
            published: date.clone(),
            title: Some(title.clone()),
            region: Some(name.clone()),
            region_code: code.clone(),
            text,
            persons: vec![Person { name: name.clone(), jurisdiction: code.clone(), evidence: evidence.clone() }],
            agencies: vec![Agency { name: title.clone(), local: title.clone(), jurisdiction: code.clone(), evidence: evidence.clone(), ..Agency::default() }],
            posts: vec![Post { person: name.clone(), agency: title.clone(), title: name.clone(), local: title.clone(), evidence: evidence.clone(), ..Post::default() }],
            places: vec![name.clone()],
            initiatives: vec![title.clone()],
            meetings: vec![Meeting { name: title.clone(), date, jurisdiction: code, evidence: evidence.clone(), ..Meeting::default() }],
            roles: vec![Role { who: name.clone(), role: "chair".into(), order: 1, evidence: evidence.clone(), ..Role::default() }],
            documents: vec![Document { title, kind: "law".into(), relation: "cite".into(), evidence: evidence.clone(), ..Document::default() }],
            directives: vec![Directive { by: name.clone(), text: name, order: 1, evidence, ..Directive::default() }],
            ..Record::default()
        };
        let quads = quads(&record);
        let mut nquads = String::new();
        for quad in &quads {
            nquads.push_str(&format!("{quad} .\n"));
        }
        let parsed = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads)
            .for_reader(nquads.as_bytes())
            .collect::<Result<Vec<Quad>, _>>()
            .unwrap_or_else(|e| panic!("{e}\n{nquads}"));
        prop_assert_eq!(&parsed, &quads);
        prop_assert!(quads.is_sorted_by_key(|quad| quad.to_string()));
    }
}

#[test]
fn places_lead_to_divisions_where_the_name_says_which() {
    let mut record = record(None, "安阳市滑县道口镇街道召开会议", "李明");
    record.region_code = Some("410500".into());
    record.places = ["滑县", "洹河"].map(str::to_owned).to_vec();
    record.agencies = vec![Agency {
        name: "东华门街道办事处".into(),
        local: "办事处".into(),
        jurisdiction: Some("110101001".into()),
        ..Agency::default()
    }];
    let said: BTreeSet<String> = quads(&record).iter().map(ToString::to_string).collect();
    let has = |part: &str| said.iter().any(|quad| quad.contains(part));
    let id = iri::BASE;
    assert!(has(&format!("contentLocation> <{id}division/410526>")));
    assert!(has(&format!("contentLocation> <{id}place/洹河>")));
    // A township comes with its name and what it lies in; the reference graph ends above it.
    assert!(has(&format!(
        "<{id}division/110101001> <http://www.w3.org/2000/01/rdf-schema#label> \"东华门街道\""
    )));
    assert!(has(&format!(
        "<{id}division/110101001> <http://schema.org/containedInPlace> <{id}division/110101>"
    )));
}
