//! What analysts see of it: `show` and the named queries follow who is joined with whom.

use zhengmai::graph::{Graph, Verdict};
use zhengmai::lexicon::{Level, Lexicon};
use zhengmai::links::{Place, full_names};
use zhengmai::query::{Answer, Query, show};

use super::news::{Report, built, built_with, judged, report};

/// The rows of a named query with one parameter, cells joined by blanks.
fn rows(graph: &Graph, name: &str, param: &str, value: &str) -> Vec<String> {
    let query = Query::named(name).unwrap().bind(param, value).unwrap();
    match query.run(graph).unwrap() {
        Answer::Rows(rows) => rows.text().iter().map(|row| row.join(" ")).collect(),
        other => panic!("{other:?}"),
    }
}

/// An official under a name and, in a later report, under another one.
fn renamed() -> [Report; 2] {
    [
        report("410526", "2017-04-11")
            .meeting("县委农村工作会议")
            .attended("欧阳砚秋", "410526", "中共委员会", "书记"),
        report("410500", "2021-09-02")
            .meeting("市政府常务会议")
            .attended("欧阳艳秋", "410500", "人民政府", "副市长")
            .attended("周密", "410500", "人民政府", "市长"),
    ]
}

#[test]
fn queries_and_show_follow_who_is_joined() {
    let pair = ("person/410526/欧阳砚秋", "person/410500/欧阳艳秋");
    let apart = built(&renamed());
    let joined = built_with(&renamed(), &judged(&[(pair.0, pair.1, Verdict::Same)]));
    let posts = |graph: &Graph| rows(graph, "posts-of-official", "official", "欧阳艳秋").len();
    assert_eq!((posts(&apart), posts(&joined)), (1, 2));
    assert_eq!(
        rows(&joined, "meetings-of-official", "official", "欧阳砚秋"),
        [
            "2017-04-11 县委农村工作会议 attend",
            "2021-09-02 市政府常务会议 attend"
        ]
    );
    assert_eq!(
        rows(&joined, "companions-of-official", "official", "欧阳砚秋"),
        ["1 周密"]
    );
    // Both names lead to one profile with the facts of both.
    for name in ["欧阳砚秋", "欧阳艳秋", "id:person/410500/欧阳艳秋"] {
        let profiles = show(&joined, name).unwrap();
        assert_eq!(profiles.len(), 1, "{name}");
        let of = |property: &str| {
            profiles[0]
                .facts
                .iter()
                .filter(|f| f.property == property)
                .count()
        };
        assert_eq!(
            (of("post"), of("attended"), of("same as")),
            (2, 2, 1),
            "{name}"
        );
        assert_eq!(profiles[0].also.len(), 1);
    }
}

#[test]
fn two_reports_of_one_meeting_are_shown_and_asked_as_one() {
    let of = |name: &str| report("410500", "2019-03-05").meeting(name);
    let graph = built(&[
        of("全市散煤治理工作推进会")
            .attended("周密", "410500", "人民政府", "市长")
            .attended("高砚秋", "410500", "财政局", "局长"),
        of("散煤治理推进会").attended("周密", "410500", "人民政府", "市长"),
    ]);
    let attended = |name: &str| rows(&graph, "attendance", "meeting", name);
    assert_eq!(
        attended("散煤治理推进会"),
        attended("全市散煤治理工作推进会")
    );
    assert_eq!(attended("散煤治理推进会").len(), 2);
    let profiles = show(&graph, "散煤治理推进会").unwrap();
    let people: Vec<&str> = profiles[0]
        .facts
        .iter()
        .filter(|fact| fact.property == "attended")
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(people.len(), 2, "{people:?}");
    assert_eq!(profiles[0].also, ["全市散煤治理工作推进会"]);
}

#[test]
fn open_candidates_and_namesakes_are_shown_as_such() {
    let graph = built(&[
        report("410526", "2017-04-11")
            .meeting("县委农村工作会议")
            .attended("陈志伟", "410526", "中共委员会", "书记"),
        report("410500", "2021-09-02")
            .meeting("市政府常务会议")
            .attended("陈志伟", "410500", "人民政府", "副市长"),
        report("130100", "2021-09-02").meeting("工作会议").attended(
            "陈志伟",
            "130100",
            "财政局",
            "局长",
        ),
    ]);
    let profiles = show(&graph, "陈志伟").unwrap();
    assert_eq!(profiles.len(), 3);
    let city = profiles.iter().find(|p| p.iri.contains("410500")).unwrap();
    let last: Vec<_> = city.facts.iter().rev().take(2).collect();
    assert_eq!(
        (last[1].property.as_str(), last[0].property.as_str()),
        ("may be", "is not")
    );
    assert!(
        last[1].value.starts_with("id:person/410526/陈志伟 0."),
        "{last:?}"
    );
    assert!(
        city.summary.contains("; may be id:person/410526/陈志伟 0."),
        "{}",
        city.summary
    );
    let open = rows(&graph, "comparisons", "outcome", "proposed");
    assert!(
        !open.is_empty() && open.iter().all(|row| row.contains("410526")),
        "{open:?}"
    );
    assert_eq!(rows(&graph, "comparisons", "outcome", "apart").len(), 1);
}

#[test]
fn a_body_is_followed_through_two_reforms() {
    let with = |day: &str, locals: &[&str]| {
        let report = report("410500", day).meeting("工作会议");
        locals
            .iter()
            .fold(report, |report, local| report.agency("410500", local))
    };
    let graph = built(&[
        with("2012-03-05", &["卫生局", "人口和计划生育委员会"]),
        with("2016-03-05", &["卫生和计划生育委员会"]),
        with("2020-03-05", &["卫生健康委员会", "财政局"]),
    ]);
    let history = |local: &str| {
        rows(
            &graph,
            "agency-history",
            "agency",
            &format!("410500{local}"),
        )
    };
    let joined = "2013 2015 410500卫生局 410500卫生和计划生育委员会";
    let renamed = "2018-10 2019-03 410500卫生和计划生育委员会 410500卫生健康委员会";
    let other = "2013 2015 410500人口和计划生育委员会 410500卫生和计划生育委员会";
    assert_eq!(history("卫生健康委员会"), [other, joined, renamed]);
    assert_eq!(history("卫生局"), [other, joined, renamed]);
    assert!(history("财政局").is_empty());
    let profile = &show(&graph, "410500卫生和计划生育委员会").unwrap()[0];
    let said = |property: &str| {
        let facts = profile
            .facts
            .iter()
            .filter(|fact| fact.property == property);
        facts.map(|fact| fact.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        said("became"),
        ["410500卫生健康委员会 (2018-10 to 2019-03)"]
    );
    assert_eq!(said("was before").len(), 2);
}

/// A name in the table that no reading gives would never be found in a graph.
#[test]
fn the_names_in_the_table_of_reforms_are_those_that_agencies_get() {
    let lexicon = Lexicon::embedded();
    let at = |level: Level| match level {
        Level::State => "100000",
        Level::Province => "410000",
        Level::City => "410500",
        _ => "410526",
    };
    let mut unknown = Vec::new();
    for change in lexicon.agency_changes() {
        for &level in &change.levels {
            let region = lexicon.gazetteer().by_code(at(level));
            let place = Place {
                region,
                ..Place::default()
            };
            let head = match level {
                Level::State => "",
                Level::Province => "省",
                Level::City => "市",
                _ => "县",
            };
            for name in change.from.iter().chain(&change.to) {
                let found = full_names(&format!("{head}{name}"), place);
                if found.iter().all(|agency| agency.local != *name) {
                    let locals: Vec<_> = found.into_iter().map(|agency| agency.local).collect();
                    unknown.push(format!("{head}{name}: {locals:?}"));
                }
            }
        }
    }
    unknown.sort();
    unknown.dedup();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
