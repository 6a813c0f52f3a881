//! What networks say of a node by its place in them, as networkx defines it.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use rustworkx_core::centrality::betweenness_centrality;

use super::{Column, Kind, Value};

mod louvain;

/// Measures of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// The number of edges at it, a loop twice; parallel edges each count.
    pub degree: usize,
    /// The part of all walks that are at it: damping 0.85, edges followed in their direction
    /// by weight, from a node without a way out anywhere. Sums to 1.
    pub pagerank: f64,
    /// The part of the shortest paths between two others that pass it, edges without weight,
    /// parallel ones as one, in their direction; over the number of pairs.
    pub betweenness: f64,
    /// The number of its group, from 0 for the largest: Louvain's method, modularity with
    /// weights and without directions, resolution 1.
    pub community: usize,
}

impl Metrics {
    pub(super) const COLUMNS: [Column; 4] = [
        ("degree", Kind::Integer),
        ("pagerank", Kind::Number),
        ("betweenness", Kind::Number),
        ("community", Kind::Integer),
    ];

    pub(super) fn values(&self) -> [Value<'static>; 4] {
        [
            Value::Integer(self.degree),
            Value::Number(self.pagerank),
            Value::Number(self.betweenness),
            Value::Integer(self.community),
        ]
    }
}

/// Measures the nodes `0..nodes` of a network of edges (source, target, weight).
///
/// The order of all sums is that of nodes and edges, so that the same network has the same
/// digits on every machine.
pub(super) fn measure(
    nodes: usize,
    edges: &[(usize, usize, usize)],
    directed: bool,
) -> Vec<Metrics> {
    let mut metrics = vec![Metrics::default(); nodes];
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for &(source, target, weight) in edges {
        metrics[source].degree += 1;
        metrics[target].degree += 1;
        *weights.entry((source, target)).or_default() += weight as f64;
        if !directed && source != target {
            *weights.entry((target, source)).or_default() += weight as f64;
        }
    }
    let ranks = pagerank(nodes, &weights);
    let between = betweenness(nodes, &weights, directed);
    let groups = louvain::communities(nodes, edges);
    for (node, metrics) in metrics.iter_mut().enumerate() {
        metrics.pagerank = ranks[node];
        metrics.betweenness = between[node];
        metrics.community = groups[node];
    }
    metrics
}

/// Power iteration until the ranks change by less than 1e-12 a node, at most 1000 times.
fn pagerank(nodes: usize, weights: &BTreeMap<(usize, usize), f64>) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    let count = nodes as f64;
    let mut out = vec![0.0; nodes];
    for (&(source, _), weight) in weights {
        out[source] += weight;
    }
    let mut ranks = vec![1.0 / count; nodes];
    for _ in 0..1000 {
        let lost: f64 = (0..nodes)
            .filter(|&n| out[n] == 0.0)
            .map(|n| ranks[n])
            .sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * lost) / count; nodes];
        for (&(source, target), weight) in weights {
            next[target] += DAMPING * ranks[source] * weight / out[source];
        }
        let change: f64 = ranks.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if change < count * 1e-12 {
            break;
        }
    }
    ranks
}

fn betweenness(nodes: usize, weights: &BTreeMap<(usize, usize), f64>, directed: bool) -> Vec<f64> {
    // One thread: with more, the sums come in the order in which the threads end.
    let threshold = usize::MAX;
    let ends = weights
        .keys()
        .map(|&(a, b)| (NodeIndex::new(a), NodeIndex::new(b)));
    let found = if directed {
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        for _ in 0..nodes {
            graph.add_node(());
        }
        graph.extend_with_edges(ends.filter(|(a, b)| a != b));
        betweenness_centrality(&graph, false, true, threshold)
    } else {
        let mut graph: UnGraph<(), ()> = UnGraph::new_undirected();
        for _ in 0..nodes {
            graph.add_node(());
        }
        graph.extend_with_edges(ends.filter(|(a, b)| a < b));
        betweenness_centrality(&graph, false, true, threshold)
    };
    found.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two triangles and a bridge.
    const BARBELL: [(usize, usize, usize); 7] = [
        (0, 1, 1),
        (0, 2, 1),
        (1, 2, 1),
        (2, 3, 1),
        (3, 4, 1),
        (3, 5, 1),
        (4, 5, 1),
    ];

    #[test]
    fn a_bridge_is_between_and_its_sides_are_groups() {
        let metrics = measure(6, &BARBELL, false);
        // networkx.betweenness_centrality(networkx.barbell_graph(3, 0))
        let between = metrics.iter().map(|m| m.betweenness);
        let expected = [0.0, 0.0, 0.6, 0.6, 0.0, 0.0];
        assert!(between.zip(expected).all(|(a, b)| (a - b).abs() < 1e-12));
        let groups: Vec<usize> = metrics.iter().map(|m| m.community).collect();
        assert_eq!(groups, [0, 0, 0, 1, 1, 1]);
        assert_eq!(metrics[2].degree, 3);
        let sum: f64 = metrics.iter().map(|m| m.pagerank).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        assert!(metrics[2].pagerank > metrics[0].pagerank);
    }

    #[test]
    fn networks_of_nothing_and_of_loops_are_measured() {
        assert!(measure(0, &[], true).is_empty());
        let metrics = measure(2, &[(0, 0, 3)], true);
        assert_eq!((metrics[0].degree, metrics[1].degree), (2, 0));
        assert!(
            metrics
                .iter()
                .all(|m| m.pagerank > 0.0 && m.betweenness == 0.0)
        );
    }
}
