//! The resolution graph is a function of the articles and the judgements: in whatever order
//! and number of steps they came, made whole or for what changed, it has the same statements.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zhengmai::graph::{Graph, Judgements, Keys, Verdict, quads};

use super::news::{Report, built_with, judged, report};

/// News of some years in which a few names and bodies recur: one official who moves, one name
/// of several officials, meetings with several reports, bodies before and after a reform.
fn articles() -> Vec<Report> {
    let meetings = [
        "散煤治理推进会",
        "全市散煤治理工作推进会",
        "冬季散煤治理推进会",
    ];
    let bodies = ["环境保护局", "生态环境局", "国土资源局", "自然资源和规划局"];
    let mut out = Vec::new();
    for i in 0..8 {
        let month = 1 + i % 4;
        let county = report("410526", &format!("2016-0{month}-05"))
            .meeting(meetings[i % 3])
            .attended("欧阳砚秋", "410526", "中共委员会", "书记")
            .attended("周密", "410526", "生态环境局", ["局长", "副局长"][i % 2])
            .agency("410526", bodies[i % 4]);
        let city = report("410500", &format!("2020-0{month}-05"))
            .meeting(meetings[(i + 1) % 3])
            .chaired("欧阳砚秋", "410500", "人民政府", "副市长")
            .attended("陈志伟", "410500", "财政局", "局长")
            .agency("410500", bodies[(i / 2) % 4]);
        let elsewhere = report("130100", &format!("2020-0{month}-05"))
            .meeting("工作会议")
            .attended("陈志伟", "130100", "人民政府", ["市长", "副市长"][i % 2])
            .attended("周密", "130100", "应急管理局", "局长");
        let province = report("410000", &format!("2023-0{month}-05"))
            .meeting("省政府常务会议")
            .attended("欧阳砚秋", "410000", "人民政府", "副省长");
        let again = report("410500", "2018-02-05")
            .meeting(meetings[i % 3])
            .named(["欧阳砚秋", "陈志伟", "周密"][i / 3]);
        let beside = report("410526", "2021-03-08")
            .meeting(meetings[i % 3])
            .attended("陈志伟", "410526", "人民政府", ["县长", "副县长"][i / 4]);
        out.extend([county, city, elsewhere, province, again, beside]);
    }
    out
}

fn judgements() -> Judgements {
    judged(&[
        (
            "person/410500/欧阳砚秋",
            "person/410526/欧阳砚秋",
            Verdict::Same,
        ),
        (
            "person/410500/陈志伟",
            "person/410526/陈志伟",
            Verdict::Different,
        ),
        (
            "person/410500/陈志伟",
            "person/130100/周密",
            Verdict::Unsure,
        ),
        (
            "meeting/410500/2018-02-05/散煤治理推进会",
            "meeting/410500/2018-02-05/冬季散煤治理推进会",
            Verdict::Same,
        ),
    ])
}

fn all(graph: &Graph) -> BTreeSet<String> {
    graph
        .store()
        .iter()
        .map(|quad| quad.unwrap().to_string())
        .collect()
}

/// The quads of a graph under a new handle, as if the store had been opened again.
fn reopened(graph: &Graph) -> Graph {
    let again = Graph::in_memory().unwrap();
    for quad in graph.store().iter() {
        again.store().insert(&quad.unwrap()).unwrap();
    }
    again
}

/// What one of two graphs says and the other does not.
fn difference(one: &Graph, other: &Graph) -> Vec<String> {
    all(one)
        .symmetric_difference(&all(other))
        .cloned()
        .collect()
}

/// What differs from a graph that is resolved as a whole.
fn from_whole(graph: &Graph, judgements: &Judgements) -> Vec<String> {
    let anew = reopened(graph);
    anew.resolve_all(judgements).unwrap();
    difference(graph, &anew)
}

const NOTHING: [String; 0] = [];

#[test]
fn there_is_something_to_resolve() {
    let resolved = built_with(&articles(), &judgements()).resolved().unwrap();
    assert!(
        resolved.joined >= 3 && resolved.proposed >= 3,
        "{resolved:?}"
    );
    assert!(
        resolved.apart >= 2 && resolved.undecided == 1,
        "{resolved:?}"
    );
    assert!(resolved.changes >= 2, "{resolved:?}");
}

#[test]
fn adding_and_taking_away_an_article_leaves_the_graph_as_it_was() {
    let articles = articles();
    let (kept, added) = articles.split_at(40);
    let graph = built_with(kept, &judgements());
    let records: Vec<_> = added.iter().map(Report::record).collect();
    let grown = reopened(&graph);
    grown.insert(&records).unwrap();
    grown.resolve(&judgements()).unwrap();
    assert_ne!(difference(&grown, &graph), NOTHING);
    // Only what the second handle is given stays.
    let shrunk = reopened(&grown);
    let records: Vec<_> = kept.iter().map(Report::record).collect();
    shrunk.insert(&records).unwrap();
    assert!(shrunk.prune().unwrap() > 0);
    shrunk.resolve(&judgements()).unwrap();
    assert_eq!(difference(&shrunk, &graph), NOTHING);
}

#[test]
fn other_judgements_are_replayed_though_no_article_changed() {
    let graph = built_with(&articles(), &Judgements::default());
    graph.resolve(&judgements()).unwrap();
    assert_eq!(all(&graph), all(&built_with(&articles(), &judgements())));
    graph.resolve(&Judgements::default()).unwrap();
    assert_eq!(
        all(&graph),
        all(&built_with(&articles(), &Judgements::default()))
    );
}

#[test]
fn a_build_that_was_killed_before_it_resolved_is_made_good() {
    let records: Vec<_> = articles().iter().map(Report::record).collect();
    let graph = built_with(&articles()[..20], &judgements());
    graph.insert(&records[20..]).unwrap();
    // The process ends here; the next finds every article unchanged.
    let next = reopened(&graph);
    assert_eq!(next.insert(&records).unwrap().added, 0);
    next.resolve(&judgements()).unwrap();
    assert_eq!(
        difference(&next, &built_with(&articles(), &judgements())),
        NOTHING
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_order_and_any_steps_give_the_same_graph(
        order in Just((0..48).collect::<Vec<usize>>()).prop_shuffle(),
        cuts in prop::collection::vec(1usize..48, 1..5),
        with_judgements in any::<bool>(),
    ) {
        let articles = articles();
        let judgements = if with_judgements { judgements() } else { Judgements::default() };
        let mut cuts = cuts;
        cuts.extend([0, order.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let graph = Graph::in_memory().unwrap();
        graph.resolve(&judgements).unwrap();
        for step in cuts.windows(2) {
            let records: Vec<_> = order[step[0]..step[1]].iter().map(|&i| articles[i].record()).collect();
            graph.insert(&records).unwrap();
            // The explicit way: the keys of what came.
            let mut keys = Keys::default();
            for record in &records {
                keys.extend(quads(record).iter());
            }
            graph.resolve_touched(&keys, &judgements).unwrap();
            prop_assert_eq!(from_whole(&graph, &judgements), NOTHING);
        }
        let at_once = built_with(&articles, &judgements);
        prop_assert_eq!(difference(&graph, &at_once), NOTHING);
    }
}
