//! Checking a graph: shapes are read whole or refused by name, faults are found, and
//! contradictions are listed with both sides.

use std::fs;
use std::path::PathBuf;

use zhengmai::build::build;
use zhengmai::graph::{Graph, Judgements};
use zhengmai::ingest;
use zhengmai::query::{contradiction_kinds, contradictions};
use zhengmai::validate::{Severity, Shapes, validate};

fn path(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join(name).display().to_string()
}

fn built(articles: &str) -> Graph {
    let graph = Graph::in_memory().unwrap();
    let articles = ingest::read(&[path(articles)], &ingest::Options::default());
    build(&graph, articles, |_| false).unwrap();
    graph.resolve(&Judgements::default()).unwrap();
    graph
}

const HEAD: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix x: <http://x/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

/// What a property shape with these constraints finds wrong with these statements of `x:a`.
fn found(constraints: &str, data: &str) -> Vec<&'static str> {
    let shapes = format!(
        "{HEAD} x:S a sh:NodeShape ; sh:targetNode x:a ; sh:property [ sh:path x:p ; {constraints} ] .
         x:Even a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:pattern \"[02468]$\" ."
    );
    let graph = Graph::in_memory().unwrap();
    graph
        .load_rdf(format!("{HEAD} {data}").as_bytes(), "ttl")
        .unwrap();
    let report = validate(&graph, &Shapes::parse(&shapes).unwrap()).unwrap();
    report.findings.iter().map(|f| f.component).collect()
}

#[test]
fn constraints_hold_or_are_reported() {
    for (constraints, good, bad, component) in [
        ("sh:minCount 1", "x:a x:p 1", "x:a x:q 1", "MinCount"),
        ("sh:maxCount 1", "x:a x:p 1", "x:a x:p 1, 2", "MaxCount"),
        (
            "sh:class x:C",
            "x:a x:p x:b . x:b a x:C",
            "x:a x:p x:b",
            "Class",
        ),
        (
            "sh:datatype xsd:date",
            "x:a x:p \"2018-05-29\"^^xsd:date",
            "x:a x:p \"2018-02-30\"^^xsd:date",
            "Datatype",
        ),
        ("sh:nodeKind sh:IRI", "x:a x:p x:b", "x:a x:p 1", "NodeKind"),
        (
            "sh:minInclusive 1",
            "x:a x:p 1",
            "x:a x:p 0.5",
            "MinInclusive",
        ),
        (
            "sh:maxExclusive 1",
            "x:a x:p 0",
            "x:a x:p 1",
            "MaxExclusive",
        ),
        (
            "sh:minLength 2",
            "x:a x:p \"省市\"",
            "x:a x:p \"省\"",
            "MinLength",
        ),
        (
            "sh:maxLength 1",
            "x:a x:p \"省\"",
            "x:a x:p \"省市\"",
            "MaxLength",
        ),
        (
            "sh:pattern \"^A\" ; sh:flags \"i\"",
            "x:a x:p \"ab\"",
            "x:a x:p \"b\"",
            "Pattern",
        ),
        (
            "sh:languageIn ( \"zh\" )",
            "x:a x:p \"省\"@zh-Hans",
            "x:a x:p \"省\"@en",
            "LanguageIn",
        ),
        (
            "sh:uniqueLang true",
            "x:a x:p \"a\"@en, \"b\"@de",
            "x:a x:p \"a\"@en, \"b\"@en",
            "UniqueLang",
        ),
        ("sh:in ( 1 2 )", "x:a x:p 1", "x:a x:p 3", "In"),
        ("sh:hasValue 1", "x:a x:p 1, 2", "x:a x:p 2", "HasValue"),
        ("sh:equals x:q", "x:a x:p 1 ; x:q 1", "x:a x:p 1", "Equals"),
        (
            "sh:disjoint x:q",
            "x:a x:p 1 ; x:q 2",
            "x:a x:p 1 ; x:q 1",
            "Disjoint",
        ),
        (
            "sh:lessThan x:q",
            "x:a x:p 1 ; x:q 2",
            "x:a x:p 2 ; x:q 2",
            "LessThan",
        ),
        (
            "sh:lessThanOrEquals x:q",
            "x:a x:p 2 ; x:q 2",
            "x:a x:p 3 ; x:q 2",
            "LessThanOrEquals",
        ),
        ("sh:not [ sh:hasValue 1 ]", "x:a x:p 2", "x:a x:p 1", "Not"),
        (
            "sh:and ( x:Even [ sh:minInclusive 4 ] )",
            "x:a x:p 4",
            "x:a x:p 2",
            "And",
        ),
        (
            "sh:or ( x:Even [ sh:minInclusive 4 ] )",
            "x:a x:p 5",
            "x:a x:p 1",
            "Or",
        ),
        (
            "sh:xone ( x:Even [ sh:minInclusive 4 ] )",
            "x:a x:p 2",
            "x:a x:p 4",
            "Xone",
        ),
        ("sh:node x:Even", "x:a x:p 2", "x:a x:p 1", "Node"),
        (
            "sh:qualifiedValueShape x:Even ; sh:qualifiedMinCount 1",
            "x:a x:p 1, 2",
            "x:a x:p 1",
            "QualifiedMinCount",
        ),
        (
            "sh:qualifiedValueShape x:Even ; sh:qualifiedMaxCount 1",
            "x:a x:p 1, 2",
            "x:a x:p 4, 2",
            "QualifiedMaxCount",
        ),
    ] {
        let none: [&str; 0] = [];
        assert_eq!(
            found(constraints, &format!("{good} .")),
            none,
            "{constraints}: {good}"
        );
        let component = format!("{component}ConstraintComponent");
        assert_eq!(
            found(constraints, &format!("{bad} .")),
            [component],
            "{constraints}: {bad}"
        );
    }
}

#[test]
fn closed_shapes_inverse_paths_and_sparql() {
    let graph = Graph::in_memory().unwrap();
    let data = format!("{HEAD} x:a x:p 1 ; x:q 2 . x:b x:r x:a .");
    graph.load_rdf(data.as_bytes(), "ttl").unwrap();
    for (shape, component) in [
        (
            "sh:closed true ; sh:property [ sh:path x:p ]",
            "ClosedConstraintComponent",
        ),
        (
            "sh:property [ sh:path [ sh:inversePath x:r ] ; sh:maxCount 0 ]",
            "MaxCountConstraintComponent",
        ),
        (
            "sh:sparql [ sh:prefixes x: ; sh:select \"SELECT $this ?value WHERE { $this x:q ?value }\" ]",
            "SPARQLConstraintComponent",
        ),
        ("sh:closed true ; sh:ignoredProperties ( x:p x:q )", ""),
    ] {
        let shapes = format!(
            "{HEAD} x:S a sh:NodeShape ; sh:targetObjectsOf x:r ; sh:severity sh:Warning ; {shape} .
             x: sh:declare [ sh:prefix \"x\" ; sh:namespace \"http://x/\" ] ."
        );
        let report = validate(&graph, &Shapes::parse(&shapes).unwrap()).unwrap();
        let found: Vec<&str> = report.findings.iter().map(|f| f.component).collect();
        let expected: Vec<&str> = Some(component)
            .into_iter()
            .filter(|c| !c.is_empty())
            .collect();
        assert_eq!(found, expected, "{shape}");
        assert_eq!(
            report.count(Severity::Violation),
            usize::from(component.starts_with("MaxCount")),
            "{shape}"
        );
    }
}

#[test]
fn what_is_not_checked_is_refused_by_name() {
    for (shape, named) in [
        ("sh:js [ ]", "sh:js"),
        ("sh:target [ a sh:SPARQLTarget ]", "sh:target "),
        ("sh:property [ sh:path ( x:p x:q ) ]", "a path"),
        ("sh:datatype xsd:duration", "xsd:duration"),
        ("sh:rule [ ]", "sh:rule"),
        ("sh:node x:S", "leads back to itself"),
        (
            "sh:property [ sh:path x:p ; sh:reifierShape x:S ]",
            "sh:reifierShape",
        ),
        ("sh:sparql [ sh:ask \"ASK { }\" ]", "shacl#ask"),
        (
            "sh:sparql [ sh:select \"SELECT $this WHERE { ?x x:p ?y }\" ]",
            "SPARQL",
        ),
        ("sh:property x:P . x:Q sh:minCount 1", "x:P"),
        (
            "sh:minCount 1 . x:Q sh:uniqueLang true",
            "outside of any shape",
        ),
    ] {
        let shapes = format!("{HEAD} x:S a sh:NodeShape ; sh:targetClass x:C ; {shape} .");
        let error = Shapes::parse(&shapes).map(|_| ()).unwrap_err().to_string();
        let named = named
            .trim_end()
            .replace("x:P", "http://x/P")
            .replace("xsd:", "XMLSchema#");
        assert!(error.contains(&named), "{shape}: {error}");
    }
}

#[test]
fn the_graph_of_the_seeds_is_sound() {
    let report = validate(&built("seeds"), &Shapes::embedded().unwrap()).unwrap();
    assert!(report.checked > 5000, "{} nodes checked", report.checked);
    assert!(report.conforms(), "{:#?}", report.findings);
}

#[test]
fn contradictions_are_listed_with_both_sides() {
    let graph = built("tests/cases/contradictions/articles.jsonl");
    let mut table = String::new();
    for c in contradictions(&graph).unwrap() {
        let date = c.date.as_deref().unwrap_or_default();
        table += &[c.kind, date, &c.subject, &c.one.said, &c.other.said].join("\t");
        table.push('\n');
        assert!(
            !c.one.evidence.is_empty() && !c.other.evidence.is_empty(),
            "{c:#?}"
        );
    }
    let expected = fs::read_to_string(path("tests/cases/contradictions/expected.tsv")).unwrap();
    assert_eq!(table, expected);
    for (kind, _) in contradiction_kinds() {
        let elsewhere = kind == "deadline-before-meeting";
        assert!(table.contains(kind) || elsewhere, "no case of {kind}");
    }
    assert!(
        contradictions(&built("seeds/anyang.txt"))
            .unwrap()
            .is_empty()
    );
}

/// The reader takes no day before the meeting for a deadline; another's graph may hold one.
#[test]
fn a_deadline_before_the_meeting_is_a_contradiction() {
    let graph = Graph::in_memory().unwrap();
    let trig = r#"
        PREFIX zm: <https://w3id.org/zhengmai/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        <g:1> {
          <x:d> zm:givenAt <x:m> ; zm:deadline <x:t> .
          <x:t> rdfs:label "2月底前"@zh-hans ; zm:deadlineEnd "2022-02-28"^^xsd:date .
          <x:m> rdfs:label "推进会"@zh-hans ; <http://schema.org/startDate> "2022-03-01"^^xsd:date .
        }"#;
    graph.load_rdf(trig.as_bytes(), "trig").unwrap();
    let found = contradictions(&graph).unwrap();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].kind, "deadline-before-meeting");
    assert_eq!(found[0].one.said, "due by 2022-02-28 (2月底前)");
}
