//! Paths between things, timelines, and what differs between two graphs, on records made by
//! hand.

use zhengmai::facts::{
    Agency, Appointment, Capacity, Directive, Document, Evidence, Meeting, Person, Post, Record,
    Role,
};
use zhengmai::graph::Graph;
use zhengmai::query::{Paths, QueryError, diff, path, timeline};

const ANYANG: &str = "410500";

/// Where a text says a part of it.
fn said(text: &str, part: &str) -> Evidence {
    let at = text.find(part).expect("the text says so");
    let start = text[..at].chars().count();
    Evidence {
        spans: vec![[start, start + part.chars().count()]],
        rule: "test".into(),
    }
}

/// A report of a meeting with those who took part: name, agency of the city, title, role.
fn report(day: &str, meeting: &str, parts: &[[&str; 4]]) -> Record {
    let mut text = format!("安阳市召开{meeting}\n{day},安阳市召开{meeting}。");
    for [name, agency, title, _] in parts {
        text.push_str(&format!("{agency}{title}{name}参加会议。"));
    }
    let mut record = Record {
        title: Some(format!("安阳市召开{meeting}")),
        region_code: Some(ANYANG.into()),
        text: text.clone(),
        meetings: vec![Meeting {
            name: meeting.into(),
            date: Some(day.into()),
            jurisdiction: Some(ANYANG.into()),
            evidence: said(&text, meeting),
            ..Meeting::default()
        }],
        ..Record::default()
    };
    for (i, [name, agency, title, role]) in parts.iter().enumerate() {
        let full = format!("安阳市{agency}");
        let evidence = said(&text, &format!("{agency}{title}{name}"));
        record.persons.push(Person {
            name: (*name).into(),
            jurisdiction: Some(ANYANG.into()),
            evidence: evidence.clone(),
        });
        if !record.agencies.iter().any(|known| known.name == full) {
            record.agencies.push(Agency {
                name: full.clone(),
                jurisdiction: Some(ANYANG.into()),
                local: (*agency).into(),
                class: "部门".into(),
                evidence: said(&text, agency),
                ..Agency::default()
            });
        }
        record.posts.push(Post {
            person: (*name).into(),
            agency: full.clone(),
            title: (*title).into(),
            jurisdiction: Some(ANYANG.into()),
            local: (*agency).into(),
            class: "部门".into(),
            evidence: evidence.clone(),
        });
        record.roles.push(Role {
            who: (*name).into(),
            role: (*role).into(),
            order: i + 1,
            capacity: vec![Capacity {
                agency: full,
                title: (*title).into(),
            }],
            evidence: said(&text, &format!("{name}参加会议")),
        });
    }
    record
}

fn water() -> Record {
    let mut record = report(
        "2021-03-02",
        "治水工作会议",
        &[
            ["甘霖", "水利局", "局长", "chair"],
            ["宋词", "财政局", "局长", "attend"],
        ],
    );
    record
        .text
        .push_str("会议要求,审计局要加强《治水资金办法》落实。");
    record.agencies.push(Agency {
        name: "安阳市审计局".into(),
        jurisdiction: Some(ANYANG.into()),
        local: "审计局".into(),
        class: "部门".into(),
        evidence: said(&record.text, "审计局"),
        ..Agency::default()
    });
    record.documents.push(Document {
        title: "治水资金办法".into(),
        relation: "cite".into(),
        evidence: said(&record.text, "治水资金办法"),
        ..Document::default()
    });
    record.directives.push(Directive {
        by: "甘霖".into(),
        text: "审计局要加强《治水资金办法》落实".into(),
        order: 1,
        modality: "duty".into(),
        addressees: vec!["安阳市审计局".into()],
        implements: vec!["治水资金办法".into()],
        evidence: said(&record.text, "审计局要加强《治水资金办法》落实"),
        ..Directive::default()
    });
    record
}

fn budget() -> Record {
    report(
        "2021-05",
        "预算工作会议",
        &[
            ["宋词", "财政局", "局长", "attend"],
            ["元曲", "统计局", "副局长", "speak"],
        ],
    )
}

/// No year is known of this one, and somebody is appointed.
fn audit() -> Record {
    let mut record = report(
        "--01-20",
        "审计工作会议",
        &[["元曲", "统计局", "副局长", "attend"]],
    );
    record.text.push_str("2020年6月1日任命元曲为统计局局长。");
    record.appointments.push(Appointment {
        person: "元曲".into(),
        agency: "安阳市统计局".into(),
        title: "局长".into(),
        kind: "appoint".into(),
        date: Some("2020-06-01".into()),
        jurisdiction: Some(ANYANG.into()),
        local: "统计局".into(),
        class: "部门".into(),
        evidence: said(&record.text, "任命元曲为统计局局长"),
        ..Appointment::default()
    });
    record
}

fn graph(records: &[Record]) -> Graph {
    let graph = Graph::in_memory().unwrap();
    graph.insert(records).unwrap();
    graph
}

/// Paths as lines: `甘霖 > chaired > 治水工作会议 > …`.
fn lines(found: &Paths) -> Vec<String> {
    let line = |path: &zhengmai::query::Path| {
        let mut line = path.steps[0].from.label.clone();
        for step in &path.steps {
            let facts: Vec<String> = step
                .facts
                .iter()
                .map(|fact| {
                    format!("{} {}", fact.property, fact.value)
                        .trim()
                        .to_owned()
                })
                .collect();
            line.push_str(&format!(" > {} > {}", facts.join(" & "), step.to.label));
        }
        line
    };
    found.paths.iter().map(line).collect()
}

#[test]
fn a_path_says_what_links_and_where_it_is_said() {
    let graph = graph(&[water(), budget(), audit()]);
    let found = path(&graph, "甘霖", "宋词", 4, 10).unwrap();
    assert_eq!((found.length, found.count), (Some(2), 1));
    assert_eq!(
        lines(&found),
        ["甘霖 > took part in chaired > 治水工作会议 > participant attended > 宋词"]
    );
    let evidence = &found.paths[0].steps[1].facts[0].evidence;
    assert_eq!(evidence.len(), 1);
    assert_eq!(evidence[0].text, "财政局局长宋词参加会议。");
    assert_eq!(evidence[0].headline, "安阳市召开治水工作会议");

    let back = path(&graph, "宋词", "甘霖", 4, 10).unwrap();
    assert_eq!(
        lines(&back),
        ["宋词 > took part in attended > 治水工作会议 > participant chaired > 甘霖"]
    );
}

#[test]
fn all_shortest_paths_are_found_and_none_beyond_the_limit() {
    let graph = graph(&[water(), budget(), audit()]);
    let far = path(&graph, "甘霖", "元曲", 4, 10).unwrap();
    assert_eq!((far.length, far.count, far.paths.len()), (Some(4), 1, 1));
    assert!(lines(&far)[0].contains("治水工作会议 > participant attended > 宋词"));

    let near = path(&graph, "甘霖", "元曲", 3, 10).unwrap();
    assert_eq!((near.length, near.count), (None, 0));
    assert!(near.paths.is_empty() && near.hubs.is_empty());

    // By the meeting, and by the directive in two ways.
    let found = path(&graph, "安阳市水利局", "治水资金办法", 4, 10).unwrap();
    assert_eq!(
        lines(&found),
        [
            "安阳市水利局 > has official 局长 (2021-03-02) > 甘霖 > demanded > \
             审计局要加强《治水资金办法》落实 > carries out > 治水资金办法",
            "安阳市水利局 > has official 局长 (2021-03-02) > 甘霖 > took part in chaired > \
             治水工作会议 > cited > 治水资金办法",
        ]
    );
    let first = path(&graph, "安阳市水利局", "治水资金办法", 4, 1).unwrap();
    assert_eq!((first.count, first.paths.len()), (2, 1));
    assert_eq!(first.paths[0], found.paths[0]);
    assert_eq!(path(&graph, "甘霖", "甘霖", 4, 1).unwrap().length, Some(0));
}

#[test]
fn names_that_do_not_do_are_told() {
    let graph = graph(&[water(), budget(), audit()]);
    assert!(matches!(
        path(&graph, "无名氏", "宋词", 4, 10),
        Err(QueryError::NothingCalled { name }) if name == "无名氏"
    ));
    match path(&graph, "工作会议", "宋词", 4, 10) {
        Err(QueryError::Ambiguous { candidates, .. }) => {
            let labels: Vec<&str> = candidates.iter().map(|c| c.label.as_str()).collect();
            assert_eq!(labels, ["审计工作会议", "治水工作会议", "预算工作会议"]);
        }
        other => panic!("{other:?}"),
    }
}

/// Two hundred participants connect, more than a thousand do not; an end may have any number.
#[test]
fn hubs_are_ends_but_no_bridges() {
    let crowd = |count: usize| {
        let names: Vec<String> = (0..count).map(|i| format!("某{i:04}")).collect();
        let parts: Vec<[&str; 4]> = names
            .iter()
            .map(|name| [name.as_str(), "广电局", "干部", "attend"])
            .collect();
        graph(&[report("2021-03-02", "动员大会", &parts)])
    };
    let small = crowd(200);
    let found = path(&small, "某0001", "某0002", 4, 10).unwrap();
    assert_eq!((found.length, found.count), (Some(2), 2));
    assert!(found.hubs.is_empty());

    let large = crowd(1001);
    let found = path(&large, "某0001", "某0002", 4, 10).unwrap();
    assert_eq!((found.length, found.count), (None, 0));
    let mut hubs: Vec<&str> = found.hubs.iter().map(|hub| hub.label.as_str()).collect();
    hubs.sort_unstable();
    assert_eq!(hubs, ["动员大会", "安阳市广电局"]);
    let ends = path(&large, "动员大会", "某0002", 4, 10).unwrap();
    assert_eq!((ends.length, ends.count), (Some(1), 1));
}

/// Entries as lines: `2021-03-02 chaired 治水工作会议`.
fn entries(graph: &Graph, name: &str) -> Vec<String> {
    let found = timeline(graph, name).unwrap();
    for entry in &found.entries {
        assert!(!entry.evidence.is_empty(), "{entry:?}");
    }
    let line = |e: &zhengmai::query::Entry| {
        let date = e.date.as_deref().unwrap_or("-");
        format!("{date} {} {}", e.property, e.value)
    };
    found.entries.iter().map(line).collect()
}

#[test]
fn a_timeline_is_in_the_order_of_its_dates() {
    let graph = graph(&[water(), budget(), audit()]);
    assert_eq!(
        entries(&graph, "元曲"),
        [
            "2020-06-01 appoint 安阳市统计局 局长",
            "2021-05 in post 安阳市统计局 副局长",
            "2021-05 spoke 预算工作会议",
            "--01-20 attended 审计工作会议",
            "--01-20 still in post 安阳市统计局 副局长",
        ]
    );
    assert_eq!(
        entries(&graph, "安阳市审计局"),
        ["2021-03-02 was told 审计局要加强《治水资金办法》落实"]
    );
    assert_eq!(
        entries(&graph, "治水资金办法"),
        [
            "2021-03-02 carried out by 审计局要加强《治水资金办法》落实",
            "2021-03-02 cited by 治水工作会议",
        ]
    );
}

#[test]
fn meetings_of_one_name_are_a_series() {
    let graph = graph(&[water(), budget(), audit()]);
    assert_eq!(
        entries(&graph, "工作会议"),
        [
            "2021-03-02 chaired 甘霖 (治水工作会议)",
            "2021-03-02 cited 治水资金办法 (治水工作会议)",
            "2021-03-02 demanded 审计局要加强《治水资金办法》落实",
            "2021-03-02 held 治水工作会议, id:division/410500, 2 took part",
            "2021-05 held 预算工作会议, id:division/410500, 2 took part",
            "2021-05 spoke 元曲 (预算工作会议)",
            "--01-20 held 审计工作会议, id:division/410500, 1 took part",
        ]
    );
}

/// What differs as lines: `- post 甘霖 安阳市水利局 局长`.
fn differences(a: &Graph, b: &Graph, only: &[&str]) -> Vec<String> {
    let found = diff(a, b, only).unwrap();
    let line = |c: &zhengmai::query::Change| {
        assert!(c.kind == "article" || !c.evidence.is_empty(), "{c:?}");
        let sign = if c.change == "lost" { "-" } else { "+" };
        let said = match (c.property, &c.value) {
            (Some(property), Some(value)) => format!(": {property} {value}"),
            _ => String::new(),
        };
        format!("{sign} {} {}{said}", c.kind, c.thing)
    };
    found.changes.iter().map(line).collect()
}

#[test]
fn what_differs_is_listed_by_kind() {
    let before = graph(&[water(), budget()]);
    assert!(differences(&before, &graph(&[budget(), water()]), &[]).is_empty());

    // The same articles, read by rules that find less here and more there.
    let mut changed = water();
    changed.posts.retain(|post| post.person != "宋词");
    changed.roles[1].role = "report".into();
    changed.meetings[0].place = Some("会展中心".into());
    changed.directives[0].addressees.clear();
    changed.documents[0].relation = "convey".into();
    let after = graph(&[changed, budget()]);
    let expected = [
        "- post 宋词 安阳市财政局 局长: seen on 2021-03-02",
        "+ meeting 治水工作会议 (2021-03-02): place 会展中心",
        "- role 宋词 attended 治水工作会议: as 安阳市财政局 局长",
        "- role 宋词 attended 治水工作会议: role zm:attend",
        "+ role 宋词 reported 治水工作会议: role zm:report",
        "- document 治水工作会议 (2021-03-02): cited 治水资金办法",
        "+ document 治水工作会议 (2021-03-02): conveyed 治水资金办法",
        "- directive 审计局要加强《治水资金办法》落实: addressed to 安阳市审计局",
    ];
    assert_eq!(differences(&before, &after, &[]), expected);
    assert_eq!(differences(&before, &after, &["meeting"]), expected[1..2]);

    let counts = |a, b| {
        let found = diff(a, b, &["role"]).unwrap();
        found
            .counts
            .iter()
            .map(|c| (c.gained, c.lost))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&before, &after), [(1, 2)]);
    assert_eq!(counts(&after, &before), [(2, 1)]);
}

#[test]
fn an_article_more_is_gained_whole() {
    let before = graph(&[water()]);
    let after = graph(&[water(), budget()]);
    assert_eq!(
        differences(&before, &after, &[]),
        [
            "+ article 安阳市召开预算工作会议",
            "+ person 元曲",
            "+ agency 安阳市统计局",
            "+ post 元曲 安阳市统计局 副局长",
            "+ post 宋词 安阳市财政局 局长: seen on 2021-05",
            "+ meeting 预算工作会议 (2021-05)",
            "+ role 元曲 spoke 预算工作会议",
            "+ role 宋词 attended 预算工作会议",
        ]
    );
}
