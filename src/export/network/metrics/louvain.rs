//! Groups of nodes that are closer to one another than to others: the method of Blondel,
//! Guillaume, Lambiotte and Lefebvre (2008), nodes always in their order.

use std::collections::BTreeMap;

/// The group of each node, from 0 for the largest; of equal ones the one with the least node.
///
/// Edges are (source, target, weight), without directions.
pub(super) fn communities(nodes: usize, edges: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut level = Level::of(nodes, edges);
    let mut groups: Vec<usize> = (0..nodes).collect();
    loop {
        let (moved, any) = level.moved();
        if !any {
            return by_size(&groups);
        }
        for group in &mut groups {
            *group = moved[*group];
        }
        level = level.folded(&moved);
    }
}

/// A network whose nodes are groups of the one below.
struct Level {
    /// Neighbours with weights, sorted, without the node itself.
    beside: Vec<BTreeMap<usize, f64>>,
    /// The weight of all edges at a node; of those within it, twice.
    degrees: Vec<f64>,
    /// Twice the weight of all edges.
    total: f64,
}

impl Level {
    fn of(nodes: usize, edges: &[(usize, usize, usize)]) -> Self {
        let mut level = Self {
            beside: vec![BTreeMap::new(); nodes],
            degrees: vec![0.0; nodes],
            total: 0.0,
        };
        for &(source, target, weight) in edges {
            let weight = weight as f64;
            level.degrees[source] += weight;
            level.degrees[target] += weight;
            level.total += 2.0 * weight;
            if source != target {
                *level.beside[source].entry(target).or_default() += weight;
                *level.beside[target].entry(source).or_default() += weight;
            }
        }
        level
    }

    /// Moves each node to the neighbouring group that raises modularity most, until none does;
    /// the group of each, numbered without gaps, and whether any moved.
    fn moved(&self) -> (Vec<usize>, bool) {
        let nodes = self.beside.len();
        let mut group: Vec<usize> = (0..nodes).collect();
        let mut sums = self.degrees.clone();
        let mut any = false;
        loop {
            let mut again = false;
            for node in 0..nodes {
                let (own, degree) = (group[node], self.degrees[node]);
                let mut links: BTreeMap<usize, f64> = BTreeMap::new();
                for (&neighbour, weight) in &self.beside[node] {
                    *links.entry(group[neighbour]).or_default() += weight;
                }
                sums[own] -= degree;
                let gain = |to: usize| {
                    let link = links.get(&to).copied().unwrap_or_default();
                    link - sums[to] * degree / self.total
                };
                let (mut best, mut most) = (own, gain(own));
                for &to in links.keys() {
                    let gain = gain(to);
                    // More than rounding: else two groups of equal worth take turns for ever.
                    if gain > most + 1e-9 {
                        (best, most) = (to, gain);
                    }
                }
                sums[best] += degree;
                if best != own {
                    group[node] = best;
                    (again, any) = (true, true);
                }
            }
            if !again {
                break;
            }
        }
        let mut numbers = BTreeMap::new();
        for group in &mut group {
            let next = numbers.len();
            *group = *numbers.entry(*group).or_insert(next);
        }
        (group, any)
    }

    /// The network of the groups.
    fn folded(&self, group: &[usize]) -> Self {
        let groups = group.iter().max().map_or(0, |last| last + 1);
        let mut level = Self {
            beside: vec![BTreeMap::new(); groups],
            degrees: vec![0.0; groups],
            total: self.total,
        };
        for (node, neighbours) in self.beside.iter().enumerate() {
            level.degrees[group[node]] += self.degrees[node];
            for (&neighbour, weight) in neighbours {
                if group[node] != group[neighbour] {
                    *level.beside[group[node]]
                        .entry(group[neighbour])
                        .or_default() += weight;
                }
            }
        }
        level
    }
}

/// Numbers groups by size, the largest first.
fn by_size(groups: &[usize]) -> Vec<usize> {
    let mut sizes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (node, &group) in groups.iter().enumerate() {
        sizes.entry(group).or_insert((0, node)).0 += 1;
    }
    let mut order: Vec<(usize, (usize, usize))> = sizes.into_iter().collect();
    order.sort_by_key(|&(_, (size, first))| (std::cmp::Reverse(size), first));
    let numbers: BTreeMap<usize, usize> = order
        .into_iter()
        .enumerate()
        .map(|(number, (group, _))| (group, number))
        .collect();
    groups.iter().map(|group| numbers[group]).collect()
}
