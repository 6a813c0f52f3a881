//! `ORDER BY` gives the rows that the engine would give by itself, and the same ones each time.

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use zhengmai::graph::Graph;
use zhengmai::query::{Answer, Query};

const STATEMENTS: &str = r#"
@prefix : <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :is 10 ; :on "2018-05-29"^^xsd:date ; :called "乙"@zh-hans ; :of :x .
:b :is 9 ; :on "2018-10-01"^^xsd:date ; :called "甲"@zh-hans ; :of :x .
:c :is 9.5 ; :on "2018-05"^^xsd:gYearMonth ; :called "甲"@en ; :of :y .
:d :is 1e1 ; :on "--05-29"^^xsd:gMonthDay ; :called "甲" ; :of _:n .
:e :is true ; :on "2017-12-31"^^xsd:date ; :called "" .
:f :is "10" ; :called :a ; :of "x" .
"#;

fn graph() -> Graph {
    let graph = Graph::in_memory().unwrap();
    graph.load_rdf(STATEMENTS.as_bytes(), "ttl").unwrap();
    graph
}

fn ask(graph: &Graph, question: &str) -> Vec<Vec<Option<Term>>> {
    match Query::parse(question).unwrap().run(graph).unwrap() {
        Answer::Rows(rows) => rows.rows,
        other => panic!("{other:?}"),
    }
}

fn of_engine(graph: &Graph, question: &str) -> Vec<Vec<Option<Term>>> {
    let parsed = SparqlEvaluator::new().parse_query(question).unwrap();
    match parsed.on_store(graph.store()).execute().unwrap() {
        QueryResults::Solutions(rows) => rows.map(|row| row.unwrap().values().to_vec()).collect(),
        _ => panic!("no rows"),
    }
}

#[test]
fn rows_come_as_the_engine_orders_them() {
    let graph = graph();
    for (shape, rows) in [
        ("SELECT ?s { ?s :on ?o } ORDER BY ?o", 5),
        ("SELECT ?s ?o { ?s :on ?o } ORDER BY DESC(?o) LIMIT 2", 2),
        (
            "SELECT ?s { ?s :is ?o FILTER(ISNUMERIC(?o)) } ORDER BY ?o ?s OFFSET 1 LIMIT 2",
            2,
        ),
        ("SELECT * { ?s :called ?o } ORDER BY ?o ?s", 6),
        ("SELECT DISTINCT ?o { ?s :of ?o } ORDER BY ?o", 4),
        (
            "SELECT ?o { ?s ?p ?x OPTIONAL { ?s :of ?o } } ORDER BY DESC(?o) ?s ?p ?x",
            22,
        ),
        (
            "SELECT (COUNT(?s) AS ?n) ?o { ?s :of ?o } GROUP BY ?o ORDER BY DESC(?n) ?o",
            4,
        ),
        // By an expression: left to the engine.
        ("SELECT ?s { ?s :called ?o } ORDER BY STRLEN(STR(?o)) ?s", 6),
    ] {
        let question = format!("PREFIX : <https://example.org/> {shape}");
        let found = ask(&graph, &question);
        assert_eq!(found.len(), rows, "{shape}");
        assert_eq!(found, of_engine(&graph, &question), "{shape}");
    }
}

#[test]
fn rows_that_may_come_in_any_order_come_by_their_columns() {
    let found = ask(
        &graph(),
        "SELECT ?n ?s { ?s <https://example.org/of> ?o BIND(1 AS ?n) } ORDER BY ?n",
    );
    let subjects: Vec<String> = found
        .iter()
        .map(|row| row[1].as_ref().unwrap().to_string())
        .collect();
    let letters = ["a", "b", "c", "d", "f"].map(|s| format!("<https://example.org/{s}>"));
    assert_eq!(subjects, letters);
}
