//! What happens in the articles, asked of a graph: who came into which post, or left it, when.

use zhengmai::facts::Reader;
use zhengmai::graph::Graph;
use zhengmai::ingest::Article;
use zhengmai::query::{Answer, Query};

fn graph(articles: &[&str]) -> Graph {
    let reader = Reader::new();
    let records: Vec<_> = articles
        .iter()
        .map(|text| reader.read(&Article::new(text)))
        .collect();
    let graph = Graph::in_memory().unwrap();
    graph.insert(&records).unwrap();
    graph
}

/// The rows of a named query, their fields joined by ` | `.
fn rows(graph: &Graph, name: &str, params: &[(&str, &str)]) -> Vec<String> {
    let mut query = Query::named(name).unwrap();
    for (param, value) in params {
        query = query.bind(param, value).unwrap();
    }
    match query.run(graph).unwrap() {
        Answer::Rows(rows) => rows.text().iter().map(|row| row.join(" | ")).collect(),
        _ => panic!("{name}: no rows"),
    }
}

#[test]
fn tenures_run_from_appointment_to_removal() {
    let graph = graph(&[
        "平远县人大常委会会议举行\n2020年3月9日，平远县人大常委会举行会议，任命王立新为平远县教育局局长。",
        "平远县召开校园安全会议\n2021年5月8日，平远县召开校园安全会议。平远县教育局局长王立新出席会议。",
        "平远县人大常委会会议举行\n2022年4月6日，平远县人大常委会举行会议，免去王立新的平远县教育局局长职务，任命李文娟为平远县教育局局长。",
        "平远县召开干部大会\n2022年4月1日，平远县召开干部大会，提名李文娟为平远县人民政府副县长候选人。",
    ]);
    assert_eq!(
        rows(&graph, "tenures", &[("agency", "平远县教育局")]),
        [
            "局长 | 王立新 | 2020-03-09 | 2022-04-06 | 2020-03-09 | 2022-04-06",
            "局长 | 李文娟 | 2022-04-06 |  | 2022-04-06 | 2022-04-06",
        ]
    );
    let decisions = rows(&graph, "appointments", &[]);
    let decisions: Vec<&str> = decisions
        .iter()
        .map(|row| row.rsplit_once(" | ").unwrap().0)
        .collect();
    let congress = "平远县人民代表大会常务委员会 | 平远县人大常委会会议";
    assert_eq!(
        decisions,
        [
            format!("2020-03-09 | 王立新 | appoint | 平远县教育局 | 局长 | {congress}"),
            "2022-04-01 | 李文娟 | nominate | 平远县人民政府 | 副县长 |  | 干部大会".to_owned(),
            format!("2022-04-06 | 李文娟 | appoint | 平远县教育局 | 局长 | {congress}"),
            format!("2022-04-06 | 王立新 | remove | 平远县教育局 | 局长 | {congress}"),
        ]
    );
    // A candidate holds no post.
    assert!(rows(&graph, "tenures", &[("agency", "平远县人民政府")]).is_empty());
}

#[test]
fn figures_are_found_by_indicator() {
    let graph = graph(&[
        "平远县召开大气污染防治工作会议\n2022年3月9日，平远县召开大气污染防治工作会议。今年以来，全县PM2.5平均浓度为23微克/立方米，同比下降17.9%。力争全年完成治理面积2万亩以上。",
        "平远县播种面积增长\n2022年4月12日 来源：平远县政府网\n今年以来，全县播种面积同比增长约3%。",
    ]);
    let figures = |word| {
        let rows = rows(&graph, "quantities", &[("word", word)]);
        let cut = |row: &String| row.rsplit_once(" | ").unwrap().0.to_owned();
        rows.iter().map(cut).collect::<Vec<_>>()
    };
    assert_eq!(
        figures("浓度"),
        [
            "PM2.5平均浓度 | 23 | 微克/立方米 |  | -17.9 | % | 同比 | achieved | 平远县 | 2022-03-09 | 大气污染防治工作会议"
        ]
    );
    assert_eq!(
        figures("面积"),
        [
            "完成治理面积 | 20000 | 亩 | at least |  |  |  | target | 平远县 | 2022-03-09 | 大气污染防治工作会议",
            "播种面积 |  |  | about | 3 | % | 同比 | achieved | 平远县 | 2022-04-12 | ",
        ]
    );
}
