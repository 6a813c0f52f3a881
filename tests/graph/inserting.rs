//! Records into the store: what is skipped, replaced and dropped, and that the graph is the
//! same whatever way it came about.

use zhengmai::facts::Record;
use zhengmai::graph::{Graph, quads};

use crate::{all, assert_union, insert, read, record, seed};

#[test]
fn unchanged_articles_are_skipped_and_changed_readings_replace_their_graph() {
    let graph = Graph::in_memory().unwrap();
    let first = record(Some("a/1.txt"), "安阳市召开会议", "李明");
    assert_eq!(insert(&graph, std::slice::from_ref(&first)), [1, 0, 0]);
    let before = all(&graph);
    assert_eq!(insert(&graph, std::slice::from_ref(&first)), [0, 0, 1]);
    assert_eq!(all(&graph), before);
    let read_better = record(Some("a/1.txt"), "安阳市召开会议", "李明明");
    assert_eq!(
        insert(&graph, std::slice::from_ref(&read_better)),
        [0, 1, 0]
    );
    let fresh = Graph::in_memory().unwrap();
    insert(&fresh, &[read_better]);
    assert_eq!(all(&graph), all(&fresh));
}

#[test]
fn a_new_text_of_a_file_replaces_the_old_one_and_what_others_say_stays() {
    let graph = Graph::in_memory().unwrap();
    let other = record(Some("a/2.txt"), "另一篇报道提到此人", "李明");
    insert(
        &graph,
        &[
            record(Some("a/1.txt"), "安阳市召开会议", "李明"),
            other.clone(),
        ],
    );
    // A second build reads the folder again.
    let graph = reopened(&graph);
    let new = record(Some("a/1.txt"), "安阳市召开会议。更正", "王强");
    assert_eq!(insert(&graph, &[new.clone(), other.clone()]), [0, 1, 1]);
    assert_union(&graph);
    let fresh = Graph::in_memory().unwrap();
    insert(&fresh, &[new, other]);
    assert_eq!(all(&graph), all(&fresh));
}

/// The same quads under a new handle, as if the store had been opened again.
fn reopened(graph: &Graph) -> Graph {
    let again = Graph::in_memory().unwrap();
    for quad in graph.store().iter() {
        again.store().insert(&quad.unwrap()).unwrap();
    }
    again
}

#[test]
fn articles_of_one_file_or_one_newspaper_do_not_replace_each_other() {
    let graph = Graph::in_memory().unwrap();
    let numbered = |id: &str, text: &str| Record {
        id: id.into(),
        ..record(Some("news.jsonl"), text, "李明")
    };
    assert_eq!(insert(&graph, &[numbered("1", "第一篇报道")]), [1, 0, 0]);
    assert_eq!(insert(&graph, &[numbered("2", "第二篇报道")]), [1, 0, 0]);
    let graph = reopened(&graph);
    assert_eq!(
        insert(&graph, &[numbered("2", "第二篇报道。更正")]),
        [0, 1, 0]
    );
    assert_eq!(graph.stats().unwrap().articles, 2);
    for text in ["甲报道", "乙报道"] {
        assert_eq!(
            insert(&graph, &[record(Some("新华社"), text, "李明")]),
            [1, 0, 0]
        );
    }
    assert_eq!(graph.stats().unwrap().articles, 4);
    assert_union(&graph);
}

#[test]
fn one_text_from_two_places_is_one_article() {
    let graph = Graph::in_memory().unwrap();
    let at = |source: &str| record(Some(source), "通稿全文相同", "李明");
    assert_eq!(insert(&graph, &[at("a/1.txt"), at("b/1.txt")]), [1, 0, 1]);
    assert_eq!(insert(&graph, &[at("a/1.txt"), at("b/1.txt")]), [0, 0, 2]);
    let sources = all(&graph)
        .iter()
        .filter(|q| q.contains("wasDerivedFrom"))
        .count();
    assert_eq!(
        sources, 4,
        "two sources, each in the named and the default graph"
    );
    // One of the two places changes its text: the other still has the old one.
    let graph = reopened(&graph);
    assert_eq!(
        insert(&graph, &[record(Some("a/1.txt"), "通稿全文不同", "李明")]),
        [0, 1, 0]
    );
    assert_eq!(graph.stats().unwrap().articles, 2);
    assert_eq!(
        all(&graph)
            .iter()
            .filter(|q| q.contains("<file:a/1.txt>"))
            .count(),
        2
    );
    assert_union(&graph);
}

#[test]
fn a_text_with_several_dates_has_the_earliest_whatever_the_order() {
    let dated = |source: &str, published: Option<&str>| Record {
        published: published.map(str::to_owned),
        ..record(Some(source), "通稿全文相同", "李明")
    };
    let records = [
        dated("a/1.txt", None),
        dated("b/1.txt", Some("2024-03-02")),
        dated("c/1.txt", Some("2024-03-01")),
    ];
    let mut graphs = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
        let one = Graph::in_memory().unwrap();
        let ordered: Vec<Record> = order.iter().map(|&i| records[i].clone()).collect();
        assert_eq!(insert(&one, &ordered), [1, 0, 2]);
        let many = Graph::in_memory().unwrap();
        for record in &ordered {
            insert(&many, std::slice::from_ref(record));
        }
        assert_union(&many);
        graphs.extend([all(&one), all(&many)]);
    }
    assert!(graphs[0].iter().any(|quad| quad.contains("2024-03-01")));
    assert!(!graphs[0].iter().any(|quad| quad.contains("2024-03-02")));
    assert!(graphs.iter().all(|graph| *graph == graphs[0]));
}

#[test]
fn a_text_that_moves_to_another_file_is_kept_whatever_the_order() {
    let at = |source: &str, text: &str| record(Some(source), text, "李明");
    let first = [at("a/1.txt", "第一篇报道"), at("a/2.txt", "第二篇报道")];
    let then = [at("a/1.txt", "第二篇报道"), at("a/2.txt", "第三篇报道")];
    let fresh = Graph::in_memory().unwrap();
    insert(&fresh, &then);
    for order in [[0, 1], [1, 0]] {
        for batch in [1, 2] {
            let graph = Graph::in_memory().unwrap();
            insert(&graph, &first);
            let graph = reopened(&graph);
            let ordered: Vec<Record> = order.iter().map(|&i| then[i].clone()).collect();
            for records in ordered.chunks(batch) {
                insert(&graph, records);
            }
            assert_union(&graph);
            assert_eq!(all(&graph), all(&fresh), "{order:?} in batches of {batch}");
        }
    }
}

#[test]
fn prune_drops_what_was_not_seen_again_and_nothing_else() {
    let graph = Graph::in_memory().unwrap();
    graph
        .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
        .unwrap();
    let kept = record(Some("a/1.txt"), "安阳市召开会议", "李明");
    insert(
        &graph,
        &[kept.clone(), record(Some("a/2.txt"), "另一篇报道", "李明")],
    );
    assert_eq!(graph.prune().unwrap(), 0);
    let graph = reopened(&graph);
    insert(&graph, std::slice::from_ref(&kept));
    assert_eq!(graph.prune().unwrap(), 1);
    assert_union(&graph);
    let fresh = Graph::in_memory().unwrap();
    fresh
        .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
        .unwrap();
    insert(&fresh, &[kept]);
    assert_eq!(all(&graph), all(&fresh));
}

#[test]
fn the_graph_does_not_depend_on_order_or_batches() {
    let records: Vec<Record> = (0..12)
        .map(|i| record(Some(&format!("a/{i}.txt")), &format!("第{i}篇报道"), "李明"))
        .chain([seed()])
        .collect();
    let one = Graph::in_memory().unwrap();
    insert(&one, &records);
    let many = Graph::in_memory().unwrap();
    for record in records.iter().rev() {
        insert(&many, std::slice::from_ref(record));
    }
    assert_eq!(all(&one), all(&many));
}

#[test]
fn a_large_first_batch_goes_through_the_bulk_loader_with_the_same_result() {
    let records: Vec<Record> = (0..60)
        .map(|i| {
            let mut record = seed();
            record.text.push_str(&format!("\n{i}"));
            record.source = Some(format!("a/{i}.txt"));
            record
        })
        .collect();
    let bulk = Graph::in_memory().unwrap();
    let made: usize = records.iter().map(|record| quads(record).len()).sum();
    assert!(made > 20_000, "{made} quads are no bulk");
    bulk.insert(&records).unwrap();
    assert_union(&bulk);
    let slow = Graph::in_memory().unwrap();
    for batch in records.chunks(7) {
        insert(&slow, batch);
    }
    assert_eq!(all(&bulk), all(&slow));
    assert_eq!(
        bulk.stats().unwrap().directives,
        12,
        "one meeting, many reports"
    );
}
