//! The named queries, asked of the graph of the seed article: their headers, and their
//! answers against tables written by hand from the article's annotation.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use zhengmai::facts::{Deadline, Reader, Record};
use zhengmai::graph::{Graph, article_hash};
use zhengmai::ingest::Article;
use zhengmai::query::{Answer, AnswerFormat, Query, QueryError, named, show, why};

fn case(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(case(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The record of the seed article, as its annotation has it.
fn seed() -> Record {
    serde_json::from_str(&read("queries/seed-record.json")).unwrap()
}

fn graph() -> Graph {
    let graph = Graph::in_memory().unwrap();
    graph
        .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
        .unwrap();
    graph.insert(&[seed()]).unwrap();
    graph
}

/// Asks a named query with the examples of its header.
fn ask(name: &str, graph: &Graph) -> Answer {
    let mut query = Query::named(name).unwrap();
    for param in query.params().to_vec() {
        query = query.bind(&param.name, &param.example).unwrap();
    }
    query.run(graph).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn answers_are_what_the_article_says() {
    let graph = graph();
    let mut wrong = Vec::new();
    for query in named() {
        match ask(query.name, &graph) {
            Answer::Rows(rows) => {
                let columns: Vec<&str> = query.columns.iter().map(|c| c.name.as_str()).collect();
                assert_eq!(
                    rows.columns, columns,
                    "{}: header and SELECT differ",
                    query.name
                );
                let mut table = rows.columns.join("\t") + "\n";
                for row in rows.text() {
                    table.push_str(&row.join("\t"));
                    table.push('\n');
                }
                let expected = read(&format!("queries/{}.tsv", query.name));
                if table != expected {
                    wrong.push(format!(
                        "== {}\n{table}-- but the article says\n{expected}",
                        query.name
                    ));
                }
            }
            Answer::Triples(triples) => {
                let triples: BTreeSet<String> =
                    triples.iter().map(|triple| format!("{triple} .")).collect();
                for line in read(&format!("queries/{}.nt", query.name)).lines() {
                    if !triples.contains(line) {
                        wrong.push(format!("== {}: lacks {line}", query.name));
                    }
                }
            }
            Answer::Boolean(value) => panic!("{}: {value} without a table", query.name),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Three meetings about two days on which statutes change, with the whole table of statutes.
#[test]
fn statutes_are_those_of_the_day() {
    let meetings = [
        "孝义市召开污染防治会议\n2018年10月25日，孝义市召开污染防治工作会议，学习《大气法》。",
        "孝义市召开污染防治会议\n2018年10月26日，孝义市召开污染防治推进会，学习《大气法》。",
        "清河县召开普法会议\n2020年12月31日，清河县召开普法工作会议，学习民法典和《婚姻法》。",
        "清河县召开普法会议\n2021年1月1日，清河县召开普法推进会，学习民法典和《婚姻法》。",
    ];
    let reader = Reader::new();
    let records: Vec<Record> = meetings
        .iter()
        .map(|text| reader.read(&Article::new(text)))
        .collect();
    let graph = Graph::in_memory().unwrap();
    let data = |name: &str| read(&format!("../../data/{name}"));
    graph
        .insert_reference(&data("divisions.tsv"), &data("statutes.tsv"))
        .unwrap();
    graph.insert(&records).unwrap();
    let rows = |name: &str| match ask(name, &graph) {
        Answer::Rows(rows) => rows
            .text()
            .iter()
            .map(|row| row.join(" "))
            .collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(
        rows("citations-in-force"),
        [
            "大气污染防治法 conveyed 污染防治工作会议 2018-10-25 in force 2015-08-29",
            "大气污染防治法 conveyed 污染防治推进会 2018-10-26 in force 2018-10-26",
            "婚姻法 conveyed 普法工作会议 2020-12-31 in force 2001-04-28",
            "婚姻法 conveyed 普法推进会 2021-01-01 repealed ",
            "民法典 conveyed 普法工作会议 2020-12-31 not yet in force ",
            "民法典 conveyed 普法推进会 2021-01-01 in force 2020-05-28",
        ]
    );
    assert_eq!(
        rows("citations-out-of-force"),
        [
            "婚姻法 repealed 2021-01-01 普法推进会 2021-01-01",
            "民法典 not yet in force 2021-01-01 普法工作会议 2020-12-31",
        ]
    );
}

#[test]
fn headers_are_complete() {
    assert!(named().len() >= 15);
    for query in named() {
        let name = query.name;
        assert!(
            query.title.len() > 10 && query.description.len() > 10,
            "{name}"
        );
        assert!(!query.columns.is_empty(), "{name}");
        let described = |text: &str| !text.is_empty();
        assert!(
            query.columns.iter().all(|c| described(&c.description)),
            "{name}"
        );
        for param in &query.params {
            assert!(
                described(&param.description) && described(&param.example),
                "{name}"
            );
            assert!(
                query.sparql.contains(&format!("VALUES ?{} {{", param.name)),
                "{name}: no block for {}",
                param.name
            );
        }
        // The file runs as it is: the example stands in it.
        let bare = Query::parse(query.sparql.split_once("\nPREFIX").unwrap().1.trim_start())
            .or_else(|_| Query::parse(&without_header(query.sparql)))
            .unwrap();
        let examples: BTreeSet<(String, String)> = bare
            .params()
            .iter()
            .map(|p| (p.name.clone(), zhengmai::query::expand(&p.example)))
            .collect();
        for param in &query.params {
            let example = (param.name.clone(), zhengmai::query::expand(&param.example));
            assert!(
                examples.contains(&example),
                "{name}: {example:?} not in {examples:?}"
            );
        }
    }
}

#[test]
fn deadlines_are_asked_by_day() {
    let mut record = seed();
    let due = |text: &str, end: Option<&str>| Deadline {
        text: text.to_owned(),
        start: None,
        end: end.map(str::to_owned),
    };
    record.directives[2].deadlines = vec![
        due("10月底前", Some("2018-10-31")),
        due("年底前", Some("2018-12-31")),
        due("春节前", None),
    ];
    record.directives[4].deadlines = vec![due("2月底前", Some("2019-02-28"))];
    record.directives[5].deadlines = vec![due("10月底前", Some("--10-31"))];
    let asked = |from: &str, to: &str| {
        let query = Query::named("directives-due").unwrap();
        let query = query.bind("from", from).unwrap().bind("to", to).unwrap();
        rows_of(query, &record)
            .into_iter()
            .map(|row| row[..2].join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        asked("2018-10-01", "2018-12-31"),
        ["2018-10-31 10月底前", "2018-12-31 年底前"]
    );
    assert_eq!(asked("2019-01-01", "2019-12-31"), ["2019-02-28 2月底前"]);
}

#[test]
fn documents_are_asked_by_issuer() {
    let mut record = seed();
    let agency = "安阳市住房和城乡建设局";
    record.documents[1].issuers = vec![agency.to_owned()];
    record.documents[1].number = Some("安建〔2018〕7号".to_owned());
    let query = Query::named("documents-issued-by").unwrap();
    let rows = rows_of(query.bind("agency", agency).unwrap(), &record);
    let title = &record.documents[1].title;
    let meeting = "冬季清洁取暖暨散煤治理工作推进会";
    assert_eq!(rows, [[title, "安建〔2018〕7号", meeting, "--05-29"]]);
}

/// The answer of a query in the graph of one record.
fn rows_of(query: Query, record: &Record) -> Vec<Vec<String>> {
    let graph = Graph::in_memory().unwrap();
    graph.insert(std::slice::from_ref(record)).unwrap();
    match query.run(&graph).unwrap() {
        Answer::Rows(rows) => rows.text(),
        other => panic!("{other:?}"),
    }
}

fn without_header(sparql: &str) -> String {
    sparql
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn examples_of_articles_are_the_seed() {
    let hash = article_hash(&seed());
    for name in ["article-contents", "article-graph"] {
        let query = named().iter().find(|q| q.name == name).unwrap();
        assert_eq!(query.params[0].example, format!("id:article/{hash}"));
    }
}

#[test]
fn what_is_wrong_with_a_question_is_said() {
    let error = |result: Result<Query, QueryError>| result.map(|_| ()).unwrap_err().to_string();
    assert_eq!(
        error(Query::named("agencies")),
        "there is no query `agencies` (near it: agencies-at-meeting); `zhengmai query` lists them"
    );
    let malformed = Query::parse("SELECT ?x WHERE {\n  ?x a }").unwrap_err();
    assert!(
        matches!(malformed, QueryError::Syntax { line: 2, .. }),
        "{malformed:?}"
    );
    let chairs = || Query::named("attendance").unwrap();
    assert_eq!(
        error(chairs().bind("official", "陈志伟")),
        "the query has no parameter `official`; it takes meeting"
    );
    assert!(matches!(
        chairs().run(&graph()),
        Err(QueryError::MissingParameter { .. })
    ));
    let article = Query::named("article-graph").unwrap();
    assert_eq!(
        error(article.bind("article", "not an iri")),
        "`not an iri` is no iri for the parameter `article`"
    );
    let undeclared = Query::parse("# param: x name \"政\" a name\nSELECT * { ?x a ?y }").unwrap();
    assert!(matches!(
        undeclared.bind("x", "政"),
        Err(QueryError::NoBlock { .. })
    ));
}

#[test]
fn a_value_is_never_read_as_sparql() {
    let graph = graph();
    for value in ["\" } UNION { ?x ?y ?z", "\\", "'''", "}}"] {
        let query = Query::named("companions-of-official").unwrap();
        let answer = query.bind("official", value).unwrap().run(&graph).unwrap();
        assert!(answer.is_empty(), "{value}");
    }
}

#[test]
fn every_kind_of_parameter_can_be_bound() {
    let graph = graph();
    let yes = |sparql: &str, value: &str| {
        let query = Query::parse(sparql).unwrap().bind("x", value).unwrap();
        assert_eq!(
            query.run(&graph).unwrap(),
            Answer::Boolean(true),
            "{sparql}"
        );
    };
    yes(
        "ASK { VALUES ?x { \"\"@zh-hans } ?p rdfs:label ?x }",
        "陈志伟",
    );
    yes("ASK { VALUES ?x { zm:a } ?p a ?x }", "zm:Meeting");
    yes(
        "ASK { VALUES ?x { \"2000\"^^xsd:gYear } ?m schema:startDate ?x }",
        "--05-29",
    );
    yes("ASK { VALUES ?x { 0 } ?d zm:listOrder ?x }", "12");
    yes("ASK { VALUES ?x { \"\" } ?a schema:identifier ?x }", "seed");
    yes(
        "# param: x name \"\" a name\nASK { VALUES ?x { UNDEF } ?p rdfs:label ?x }",
        "刘健",
    );
    let optional = "# param: x name \"\" a name\nASK { VALUES ?x { UNDEF } ?p rdfs:label ?x }";
    assert!(
        !Query::parse(optional)
            .unwrap()
            .run(&graph)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn answers_are_written_in_every_format_that_fits() {
    let graph = graph();
    let text = |answer: &Answer, format| {
        let mut out = Vec::new();
        answer
            .write(format, &mut out)
            .map(|()| String::from_utf8(out).unwrap())
    };
    let rows = ask("chairs", &graph);
    let name = "冬季清洁取暖暨散煤治理工作推进会";
    assert_eq!(
        text(&rows, AnswerFormat::Csv).unwrap(),
        format!("date,meeting,chair\r\n--05-29,{name},李传银\r\n")
    );
    assert_eq!(
        text(&rows, AnswerFormat::Tsv).unwrap(),
        format!("?date\t?meeting\t?chair\n\"--05-29\"\t\"{name}\"@zh-hans\t\"李传银\"@zh-hans\n")
    );
    for format in [AnswerFormat::Json, AnswerFormat::Xml] {
        assert!(text(&rows, format).unwrap().contains("李传银"));
        assert!(
            text(&Answer::Boolean(true), format)
                .unwrap()
                .contains("true")
        );
    }
    let triples = ask("article-graph", &graph);
    let turtle = text(&triples, AnswerFormat::Ttl).unwrap();
    assert!(turtle.contains("@prefix zm:") && turtle.contains("a zm:Meeting"));
    assert!(text(&triples, AnswerFormat::Nt).unwrap().lines().count() > 300);
    for (answer, format) in [(&rows, AnswerFormat::Ttl), (&triples, AnswerFormat::Csv)] {
        assert!(matches!(
            text(answer, format),
            Err(QueryError::WrongFormat { .. })
        ));
    }
    assert_eq!("xml".parse(), Ok(AnswerFormat::Xml));
    assert!("xlsx".parse::<AnswerFormat>().is_err());
}

#[test]
fn show_finds_by_name_abbreviation_part_and_iri() {
    let graph = graph();
    let found = |name: &str| -> Vec<(String, String)> {
        let profiles = show(&graph, name).unwrap();
        profiles.into_iter().map(|p| (p.kind, p.label)).collect()
    };
    let one = |kind: &str, label: &str| vec![(kind.to_owned(), label.to_owned())];
    assert_eq!(found("刘健"), one("official", "刘健"));
    assert_eq!(found("市住建局"), one("agency", "安阳市住房和城乡建设局"));
    assert_eq!(found("id:person/410500/刘健"), one("official", "刘健"));
    assert_eq!(
        found("全国生态环境"),
        one("meeting", "全国生态环境保护大会")
    );
    assert_eq!(found("市人民政府").len(), 3);
    assert_eq!(found("无此人"), []);
    assert_eq!(found(""), []);
}

#[test]
fn show_tells_everything_with_its_sentence() {
    let graph = graph();
    let profile = &show(&graph, "李传银").unwrap()[0];
    let facts: Vec<(&str, &str)> = profile
        .facts
        .iter()
        .map(|fact| (fact.property.as_str(), fact.value.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            ("post", "安阳市人民政府 副秘书长 (--05-29)"),
            ("post", "安阳市人民政府办公室 主任 (--05-29)"),
            ("post", "安阳市散烧办 主任 (--05-29)"),
            ("chaired", "冬季清洁取暖暨散煤治理工作推进会 (--05-29)"),
        ]
    );
    for fact in &profile.facts {
        let sentence = "市散烧办主任、市政府副秘书长、办公室主任李传银主持会议。";
        assert!(fact.evidence.iter().all(|e| e.text == sentence), "{fact:?}");
        assert!(!fact.evidence.is_empty());
    }
    let meeting = &show(&graph, "冬季清洁取暖暨散煤治理工作推进会").unwrap()[0];
    let count = |property: &str| {
        meeting
            .facts
            .iter()
            .filter(|f| f.property == property)
            .count()
    };
    assert_eq!(
        (count("cited"), count("conveyed"), count("submitted")),
        (3, 3, 1)
    );
    assert_eq!(
        (
            count("demanded"),
            count("reported in"),
            count("jurisdiction")
        ),
        (12, 1, 1)
    );
    let law = &show(&graph, "大气污染防治法").unwrap()[0];
    assert_eq!(law.also, ["大气污染防治法"]);
    assert_eq!(law.facts.iter().filter(|f| f.property == "text").count(), 2);
    assert_eq!(
        law.facts
            .iter()
            .filter(|f| f.property == "cited by")
            .count(),
        1
    );
}

#[test]
fn why_gives_the_sentence_the_article_and_the_rule() {
    let graph = graph();
    let tenure = "id:tenure/410500/陈志伟/410500/人民政府/常务副市长";
    let explanation = why(&graph, tenure).unwrap().unwrap();
    assert_eq!(
        (explanation.kind.as_str(), explanation.label.as_str()),
        ("tenure", "常务副市长")
    );
    let [sentence] = explanation.evidence.as_slice() else {
        panic!("{:?}", explanation.evidence);
    };
    assert!(
        sentence
            .text
            .starts_with("安阳市委常委、常务副市长陈志伟出席会议并作重要讲话")
    );
    assert!(sentence.text.ends_with("刘健出席会议。"));
    let marked: String = sentence
        .text
        .chars()
        .skip(sentence.mark[0])
        .take(sentence.mark[1] - sentence.mark[0])
        .collect();
    assert_eq!(marked, "常务副市长陈志伟");
    assert_eq!(
        sentence.headline,
        "安阳市召开冬季清洁取暖暨散煤治理工作推进会"
    );
    assert_eq!(
        sentence.source.as_deref(),
        Some("file:seeds/anyang.txt#seed")
    );
    assert_eq!(sentence.rule.as_deref(), Some("post"));

    let post = why(&graph, "id:post/410500/人民政府/常务副市长")
        .unwrap()
        .unwrap();
    assert_eq!(post.evidence, explanation.evidence);
    let place = format!("{}#char=0,3", zhengmai::graph::article_iri(&seed()));
    let place = why(&graph, &place).unwrap().unwrap();
    assert_eq!(place.evidence[0].mark, [0, 3]);
    let division = why(&graph, "id:division/410000").unwrap().unwrap();
    assert_eq!(
        (division.label.as_str(), division.evidence.len()),
        ("河南省", 0)
    );
    assert!(why(&graph, "id:person/410500/无此人").unwrap().is_none());
    assert!(why(&graph, "no iri").unwrap().is_none());
}
