//! Who is who across articles: meetings in two reports, officials who move, namesakes, what
//! analysts judge, reforms; and that the graph that holds it is the same whatever way it came
//! about.

mod asked;
mod news;
mod order;

use std::path::Path;

use news::{Link, Report, built, built_with, judged, links, report};
use zhengmai::facts::{Reader, Record};
use zhengmai::graph::{Graph, Judgements, Verdict};
use zhengmai::ingest::Article;

/// What the resolution says of two nodes.
fn between(graph: &Graph, a: &str, b: &str) -> Option<Link> {
    let same = |link: &Link| [&link.a, &link.b] == [a, b] || [&link.a, &link.b] == [b, a];
    links(graph).into_iter().find(same)
}

fn meeting(name: &str) -> Report {
    report("410500", "2019-03-05").meeting(name)
}

#[test]
fn two_reports_of_one_meeting_are_joined_where_the_names_differ_in_form_only() {
    let graph = built(&[
        meeting("全市散煤治理工作推进会"),
        meeting("散煤治理推进会议"),
        meeting("安阳市2019年散煤治理工作推进会"),
    ]);
    let day = "meeting/410500/2019-03-05";
    for (a, b) in [
        ("全市散煤治理工作推进会", "散煤治理推进会议"),
        ("散煤治理推进会议", "安阳市2019年散煤治理工作推进会"),
    ] {
        let link = between(&graph, &format!("{day}/{a}"), &format!("{day}/{b}"));
        assert_eq!(link.unwrap().property, "sameAs", "{a}, {b}");
    }
}

#[test]
fn meetings_of_other_days_places_sessions_and_types_are_left_alone() {
    for (a, b) in [
        (meeting("散煤治理推进会"), meeting("散煤治理工作座谈会")),
        (
            meeting("市政府第十五次常务会议"),
            meeting("市政府第十六次常务会议"),
        ),
        (meeting("市政府常务会议"), meeting("市政府党组会议")),
        (meeting("工作推进会"), meeting("推进会议")),
        (
            meeting("散煤治理推进会"),
            report("410500", "2019-03-06").meeting("散煤治理工作推进会"),
        ),
        (
            meeting("散煤治理推进会"),
            report("410526", "2019-03-05").meeting("散煤治理工作推进会"),
        ),
    ] {
        let shown = format!("{a:?}\n{b:?}");
        let found = links(&built(&[a, b]));
        assert!(found.iter().all(|l| l.property != "sameAs"), "{shown}");
        assert!(!found.iter().any(|l| l.score > 60), "{shown}\n{found:?}");
    }
}

#[test]
fn a_longer_name_of_a_meeting_with_the_same_people_is_proposed() {
    let people = |report: Report| {
        report
            .chaired("周密", "410500", "人民政府", "副秘书长")
            .attended("高砚秋", "410500", "人民政府", "副市长")
            .attended("于会", "410500", "生态环境局", "局长")
    };
    let long = "冬季清洁取暖暨散煤治理工作推进会";
    let graph = built(&[people(meeting("冬季清洁取暖推进会")), people(meeting(long))]);
    let day = "meeting/410500/2019-03-05";
    let link = between(
        &graph,
        &format!("{day}/冬季清洁取暖推进会"),
        &format!("{day}/{long}"),
    );
    let link = link.unwrap();
    assert_eq!(
        (link.property.as_str(), link.outcome.as_str()),
        ("candidateSame", "proposed")
    );
    assert_eq!(link.score, 90);
    assert!(link.reasons.contains(&"same chair".to_owned()), "{link:?}");
    // The same names with other people are two meetings.
    let others = meeting(long)
        .chaired("郭启明", "410500", "人民政府", "副市长")
        .attended("何立群", "410500", "财政局", "局长");
    let graph = built(&[people(meeting("冬季清洁取暖推进会")), others]);
    assert!(links(&graph).is_empty());
}

#[test]
fn a_meeting_without_a_year_is_proposed_and_not_joined() {
    let graph = built(&[
        report("410500", "--05-29").meeting("散煤治理推进会"),
        report("410500", "--05-29").meeting("全市散煤治理工作推进会"),
    ]);
    let found = links(&graph);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].property, "candidateSame");
    assert!(
        found[0]
            .reasons
            .contains(&"the year is not known".to_owned())
    );
}

#[test]
fn an_official_is_one_person_in_all_bodies_of_a_jurisdiction_and_without_a_post() {
    let graph = built(&[
        meeting("甲会").attended("高砚秋", "410500", "中共委员会", "常委"),
        meeting("乙会").attended("高砚秋", "410500", "人民政府", "副市长"),
        meeting("丙会").attended("高砚秋", "410500", "应急管理局", "党组书记"),
        meeting("丁会").named("高砚秋"),
    ]);
    assert_eq!(graph.stats().unwrap().officials, 1);
    assert!(links(&graph).is_empty());
}

/// The same through the reading stages: 市委, 市政府, a department, 政协, and no post.
#[test]
fn what_articles_print_of_an_official_of_one_city_leads_to_one_person() {
    let reader = Reader::new();
    let records: Vec<Record> = [
        "市委书记高砚秋出席会议并讲话。",
        "市长高砚秋主持会议并讲话。",
        "市应急管理局党委书记、局长高砚秋参加会议。",
        "市政协主席高砚秋主持会议。",
        "高砚秋出席会议并讲话。",
    ]
    .iter()
    .map(|said| {
        let title = "安阳市召开防汛工作会议";
        reader.read(&Article::new(&format!("{title}\n9月4日，{title}。{said}")))
    })
    .collect();
    let posts: usize = records.iter().map(|record| record.posts.len()).sum();
    assert_eq!(posts, 5);
    let persons = records.iter().flat_map(|record| &record.persons);
    let places: Vec<_> = persons
        .map(|p| (p.name.as_str(), p.jurisdiction.as_deref()))
        .collect();
    assert_eq!(places, [("高砚秋", Some("410500")); 5]);
}

/// First a county's secretary, years later a vice-mayor of its city.
fn move_of(name: &str) -> [Report; 2] {
    [
        report("410526", "2017-04-11")
            .meeting("县委农村工作会议")
            .attended(name, "410526", "中共委员会", "书记"),
        report("410500", "2021-09-02")
            .meeting("市政府常务会议")
            .attended(name, "410500", "人民政府", "副市长"),
    ]
}

#[test]
fn an_official_who_moves_is_proposed_with_reasons_and_never_joined() {
    let graph = built(&move_of("欧阳砚秋"));
    let link = between(&graph, "person/410526/欧阳砚秋", "person/410500/欧阳砚秋").unwrap();
    assert_eq!(link.outcome, "proposed");
    assert_eq!(link.score, 82);
    assert_eq!(
        link.reasons,
        [
            "last seen in 河南省安阳市滑县 on 2017-04-11, first in 河南省安阳市 on 2021-09-02",
            "rare name",
            "same city",
        ]
    );
    // A common name says less.
    let common = built(&move_of("陈志伟"));
    let link = between(&common, "person/410526/陈志伟", "person/410500/陈志伟").unwrap();
    assert!((40..70).contains(&link.score), "{link:?}");
    assert!(links(&built(&move_of("张伟"))).is_empty());
}

#[test]
fn a_move_between_provinces_takes_a_rare_name() {
    let at = |code: &str, day: &str, name: &str| {
        report(code, day)
            .meeting("全市经济工作会议")
            .attended(name, code, "人民政府", "市长")
    };
    let moved = |name: &str| {
        links(&built(&[
            at("410500", "2016-01-08", name),
            at("130100", "2019-06-30", name),
        ]))
    };
    assert_eq!(moved("欧阳砚秋")[0].outcome, "proposed");
    assert!(moved("陈志伟").is_empty());
}

#[test]
fn a_person_seen_in_both_places_in_one_article_is_proposed_high() {
    let county = report("410526", "2019-03-01")
        .meeting("县委常委会会议")
        .attended("陈志伟", "410526", "中共委员会", "书记");
    let city = report("410500", "2019-03-05")
        .meeting("市委农村工作会议")
        .attended("陈志伟", "410500", "中共委员会", "常委")
        .also("陈志伟", "410526", "中共委员会", "书记");
    let found = links(&built(&[county, city]));
    assert_eq!(found[0].outcome, "proposed");
    assert!(found[0].score >= 75, "{found:?}");
    assert!(
        found[0]
            .reasons
            .iter()
            .any(|r| r.starts_with("both seen as")),
        "{found:?}"
    );
}

#[test]
fn namesakes_with_posts_that_exclude_each_other_on_one_day_are_told_apart() {
    let at = |code: &str, local: &str, title: &str| {
        report(code, "2019-03-05")
            .meeting("工作会议")
            .attended("陈志伟", code, local, title)
    };
    let graph = built(&[
        at("410500", "人民政府", "副市长"),
        at("130100", "财政局", "局长"),
    ]);
    let link = between(&graph, "person/410500/陈志伟", "person/130100/陈志伟").unwrap();
    assert_eq!((link.property.as_str(), link.score), ("differentFrom", 0));
    assert_eq!(
        link.reasons,
        ["on 2019-03-05 both 河北省石家庄市财政局 局长 and 河南省安阳市人民政府 副市长"]
    );
    // A county's secretary may sit in the city's government as well.
    let graph = built(&[
        at("410500", "人民政府", "副市长"),
        at("410526", "中共委员会", "书记"),
    ]);
    let link = between(&graph, "person/410500/陈志伟", "person/410526/陈志伟");
    assert!(link.is_none_or(|link| link.property != "differentFrom"));
}

#[test]
fn a_judgement_wins_each_way() {
    let ends = ["person/410526/欧阳砚秋", "person/410500/欧阳砚秋"];
    for (verdict, property, outcome) in [
        (Verdict::Same, "sameAs", "joined"),
        (Verdict::Different, "differentFrom", "apart"),
        (Verdict::Unsure, "candidateSame", "undecided"),
    ] {
        let judgements = judged(&[(ends[0], ends[1], verdict)]);
        let graph = built_with(&move_of("欧阳砚秋"), &judgements);
        let found = links(&graph);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].property.as_str(), found[0].outcome.as_str()),
            (property, outcome)
        );
        assert_eq!(found[0].score, 82, "what the rules made of it stays");
        let said = format!("judged {} by 李 on 2024-05-01: 简历", verdict.word());
        assert!(found[0].reasons.contains(&said), "{found:?}");
    }
}

#[test]
fn judgements_reach_what_no_rule_compares_and_nodes_that_are_not_there() {
    let reports = [
        meeting("散煤治理推进会"),
        report("410526", "2019-03-06").meeting("另一个会"),
    ];
    let (a, b) = (
        "meeting/410500/2019-03-05/散煤治理推进会",
        "meeting/410526/2019-03-06/另一个会",
    );
    let gone = ("person/410500/无人", "person/410526/无人");
    let judgements = judged(&[(a, b, Verdict::Same), (gone.0, gone.1, Verdict::Same)]);
    let graph = built_with(&reports, &judgements);
    assert_eq!(links(&graph).len(), 1);
    assert_eq!(between(&graph, a, b).unwrap().property, "sameAs");
}

#[test]
fn what_is_judged_one_is_one_against_a_third() {
    let name = "欧阳砚秋";
    let third = report("410000", "2024-02-20")
        .meeting("省政府常务会议")
        .attended(name, "410000", "人民政府", "副省长");
    let [first, second] = move_of(name);
    let reports = [first, second, third];
    let (county, city, province) = (
        &format!("person/410526/{name}"),
        &format!("person/410500/{name}"),
        &format!("person/410000/{name}"),
    );
    assert_eq!(links(&built(&reports)).len(), 3);
    let judgements = judged(&[
        (county, city, Verdict::Same),
        (city, province, Verdict::Different),
    ]);
    let graph = built_with(&reports, &judgements);
    assert!(
        between(&graph, county, province).is_none(),
        "{:?}",
        links(&graph)
    );
    let judgements = judged(&[
        (county, city, Verdict::Same),
        (city, province, Verdict::Same),
    ]);
    let graph = built_with(&reports, &judgements);
    assert!(between(&graph, county, province).is_none());
    assert_eq!(graph.resolved().unwrap().proposed, 0);
}

#[test]
fn bad_lines_are_told_with_their_number_and_cost_no_other_judgement() {
    let text = "\u{feff}a\tb\tverdict\twho\twhen\twhy\r\n\
        # 初判\r\n\
        id:person/410500/甲\tid:person/410526/甲\tsame\t李\t2024-05-01\t简历\r\n\
        id:person/410500/甲\tid:person/410526/甲\tmaybe\r\n\
        \r\n\
        甲\t乙\tsame\r\n\
        id:person/410500/甲\tid:agency/410500/财政局\tsame\r\n\
        id:person/410500/甲\tid:person/410500/甲\tsame\r\n\
        id:person/410500/甲 same\r\n\
        id:person/410500/甲\tid:person/410526/甲\tunsure\t王\r\n";
    let (judgements, bad) = Judgements::parse(text, Path::new("judgements.tsv"));
    let bad: Vec<String> = bad.iter().map(ToString::to_string).collect();
    assert_eq!(
        bad,
        [
            "judgements.tsv:4: `maybe` is no verdict: write same, different or unsure",
            "judgements.tsv:6: `甲` is no IRI",
            "judgements.tsv:7: a judgement takes two persons, two meetings or two agencies",
            "judgements.tsv:8: both are the same node",
            "judgements.tsv:9: expected a, b and verdict, separated by tabs",
        ]
    );
    // The later of two judgements holds.
    let kept: Vec<_> = judgements.iter().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].verdict, kept[0].who.as_str()),
        (Verdict::Unsure, "王")
    );
}

#[test]
fn agencies_are_followed_across_a_reform_where_both_sides_are_known() {
    let bodies = |code: &str, day: &str, locals: &[&str]| {
        let report = report(code, day).meeting("工作会议");
        locals
            .iter()
            .fold(report, |report, local| report.agency(code, local))
    };
    let graph = built(&[
        bodies(
            "410500",
            "2017-03-05",
            &["工商行政管理局", "质量技术监督局", "环境保护局"],
        ),
        bodies("410500", "2020-03-05", &["市场监督管理局", "财政局"]),
        // In another city, and of another level, nothing is linked.
        bodies("130100", "2020-03-05", &["生态环境局"]),
        bodies("410000", "2017-03-05", &["环境保护厅"]),
    ]);
    assert_eq!(graph.resolved().unwrap().changes, 1);
    let event = "change/410500/2018-10/市场监督管理局";
    let said = news::said(&graph, event);
    let date = |property: &str, day: &str| (property.to_owned(), day.to_owned());
    assert_eq!(
        said,
        [
            date("endDate", "2019-03"),
            date("originalOrganization", "agency/410500/工商行政管理局"),
            date("originalOrganization", "agency/410500/质量技术监督局"),
            date("resultingOrganization", "agency/410500/市场监督管理局"),
            date("startDate", "2018-10"),
            date("type", "ChangeEvent"),
        ]
    );
}
