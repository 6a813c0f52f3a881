//! How two things are connected: the shortest chains of facts between them.
//!
//! The search goes breadth first from both ends at once, one look-up in the store after the
//! other, always on from the end with fewer things in reach; it holds what it has reached and
//! nothing else of the graph. What it does not go through is said in [`HUB`] and in
//! `relations`.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::error::QueryError;
use super::find::Thing;
use super::relations::{Link, WALKED};
use super::show::Fact;
use super::view::View;
use crate::graph::Graph;

/// Things that a thing may be linked with and still be walked through. A meeting with two
/// hundred participants is; a body that half of the country's articles name says nothing of
/// those who are linked with it. The two ends themselves may have any number.
pub const HUB: usize = 1000;

/// The shortest paths between two things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paths {
    /// The one end.
    pub from: Thing,
    /// The other end.
    pub to: Thing,
    /// Steps of each path; none where there is no path. No steps lead from a thing to itself.
    pub length: Option<usize>,
    /// How many paths of that length there are.
    pub count: usize,
    /// The first of them, in the order of the IRIs along the way.
    pub paths: Vec<Path>,
    /// What was reached and not walked through, as it is linked with more than [`HUB`] things.
    pub hubs: Vec<Thing>,
}

/// One chain of facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Path {
    /// Each begins where the one before ends.
    pub steps: Vec<Step>,
}

/// From one thing to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Where it begins.
    pub from: Thing,
    /// Where it leads.
    pub to: Thing,
    /// All that links the two, each with the first sentences that say so.
    pub facts: Vec<Fact>,
}

/// Finds the shortest paths of at most `max` steps between two things, named as for
/// [`show`](super::show): IRI, name, or part of a name. Gives at most `limit` of them.
///
/// ```
/// use zhengmai::{facts::Reader, graph::Graph, ingest::Article, query::path};
/// let article = Article::new("安阳市召开推进会\n5月29日，安阳市召开清洁取暖工作推进会，市住建局局长侯津琪、市工商局局长刘健出席会议。");
/// let graph = Graph::in_memory().unwrap();
/// graph.insert(&[Reader::new().read(&article)]).unwrap();
/// let found = path(&graph, "侯津琪", "刘健", 4, 10).unwrap();
/// assert_eq!(found.length, Some(2));
/// assert_eq!(found.paths[0].steps[0].to.label, "清洁取暖工作推进会");
/// ```
pub fn path(
    graph: &Graph,
    from: &str,
    to: &str,
    max: usize,
    limit: usize,
) -> Result<Paths, QueryError> {
    let view = View(graph);
    let [starts, ends] = [end(view, from)?, end(view, to)?];
    let mut search = Search {
        view,
        sides: [Side::new(&starts), Side::new(&ends)],
        hubs: BTreeSet::new(),
    };
    let same = starts.iter().any(|node| ends.contains(node));
    let meets = if same {
        Some(Vec::new())
    } else {
        search.run(max)?
    };
    let mut hubs = Vec::new();
    for hub in &search.hubs {
        hubs.push(view.thing(hub)?);
    }
    let mut found = Paths {
        from: view.thing(&starts[0])?,
        to: view.thing(&ends[0])?,
        length: None,
        count: 0,
        paths: Vec::new(),
        hubs,
    };
    let Some(meets) = meets else {
        return Ok(found);
    };
    let [one, other] = &search.sides;
    found.length = Some(if same { 0 } else { one.depth + other.depth });
    found.count = meets.iter().fold(0, |sum: usize, node| {
        let ways = |side: &Side| side.reached.get(node).map_or(0, |r| r.ways);
        sum.saturating_add(ways(one).saturating_mul(ways(other)))
    });
    let onward = search.onward(&meets);
    for start in &starts {
        if onward.contains_key(start) {
            collect(
                view,
                &onward,
                &mut vec![start.clone()],
                limit,
                &mut found.paths,
            )?;
        }
    }
    Ok(found)
}

/// The thing at one end, with all nodes that are joined with it.
fn end(view: View<'_>, name: &str) -> Result<Vec<NamedNode>, QueryError> {
    let nodes = view.the_one(name, view.called_of(name, WALKED)?)?;
    let kind = view.kind(&nodes[0])?;
    if WALKED.contains(&kind) {
        return Ok(nodes);
    }
    Err(QueryError::OtherKind {
        name: name.to_owned(),
        kind: kind.to_owned(),
        of: WALKED,
    })
}

/// What was reached from one end.
struct Side {
    reached: BTreeMap<NamedNode, Reached>,
    /// What was reached last, and not gone on from.
    rim: Vec<NamedNode>,
    depth: usize,
}

/// How a thing was reached.
struct Reached {
    depth: usize,
    /// In how many ways.
    ways: usize,
    /// The steps back to things that are one step nearer to the end.
    back: BTreeSet<Link>,
}

impl Side {
    fn new(nodes: &[NamedNode]) -> Self {
        let reached = |node: &NamedNode| {
            let end = Reached {
                depth: 0,
                ways: 1,
                back: BTreeSet::new(),
            };
            (node.clone(), end)
        };
        Self {
            reached: nodes.iter().map(reached).collect(),
            rim: nodes.to_vec(),
            depth: 0,
        }
    }
}

struct Search<'a> {
    view: View<'a>,
    sides: [Side; 2],
    hubs: BTreeSet<NamedNode>,
}

/// The steps onward from each thing that is on a shortest path.
type Onward = BTreeMap<NamedNode, BTreeMap<NamedNode, BTreeSet<Link>>>;

impl Search<'_> {
    /// Goes on until the two sides meet; gives where.
    fn run(&mut self, max: usize) -> Result<Option<Vec<NamedNode>>, QueryError> {
        while self.sides[0].depth + self.sides[1].depth < max {
            let [one, other] = &self.sides;
            if one.rim.is_empty() || other.rim.is_empty() {
                return Ok(None);
            }
            let nearer = usize::from(one.rim.len() > other.rim.len());
            self.widen(nearer)?;
            let mut meets = Vec::new();
            for node in &self.sides[nearer].rim {
                if let Some(there) = self.sides[1 - nearer].reached.get(node)
                    && !self.hubs.contains(node)
                {
                    // In between, not even the meeting point may be a hub.
                    if there.depth > 0 && self.view.links(node, HUB)?.is_none() {
                        self.hubs.insert(node.clone());
                        continue;
                    }
                    meets.push(node.clone());
                }
            }
            if !meets.is_empty() {
                return Ok(Some(meets));
            }
        }
        Ok(None)
    }

    /// Takes one step from everything that one side reached last.
    fn widen(&mut self, side: usize) -> Result<(), QueryError> {
        let side = &mut self.sides[side];
        let depth = side.depth + 1;
        let mut rim = BTreeSet::new();
        for node in std::mem::take(&mut side.rim) {
            let most = if side.depth == 0 { usize::MAX } else { HUB };
            let Some(links) = self.view.links(&node, most)? else {
                self.hubs.insert(node);
                continue;
            };
            let ways = side.reached.get(&node).map_or(0, |reached| reached.ways);
            let mut counted = BTreeSet::new();
            for link in links {
                let reached = side.reached.entry(link.to.clone()).or_insert(Reached {
                    depth,
                    ways: 0,
                    back: BTreeSet::new(),
                });
                if reached.depth < depth {
                    continue;
                }
                if counted.insert(link.to.clone()) {
                    reached.ways = reached.ways.saturating_add(ways);
                }
                reached.back.insert(link.reversed(&node));
                rim.insert(link.to);
            }
        }
        side.rim = rim.into_iter().collect();
        side.depth = depth;
        Ok(())
    }

    /// All shortest paths, as the steps onward from the first end.
    fn onward(&self, meets: &[NamedNode]) -> Onward {
        let mut onward = Onward::new();
        for (side, first) in self.sides.iter().zip([true, false]) {
            let mut open = meets.to_vec();
            let mut seen: BTreeSet<NamedNode> = meets.iter().cloned().collect();
            while let Some(node) = open.pop() {
                for back in side.reached.get(&node).iter().flat_map(|r| &r.back) {
                    let (from, link) = if first {
                        (back.to.clone(), back.reversed(&node))
                    } else {
                        (node.clone(), back.clone())
                    };
                    let links = onward.entry(from).or_default();
                    links.entry(link.to.clone()).or_default().insert(link);
                    if seen.insert(back.to.clone()) {
                        open.push(back.to.clone());
                    }
                }
            }
        }
        onward
    }
}

/// Writes down the paths that go on from the last of `way`, in order, while there is room.
fn collect(
    view: View<'_>,
    onward: &Onward,
    way: &mut Vec<NamedNode>,
    limit: usize,
    paths: &mut Vec<Path>,
) -> Result<(), QueryError> {
    if paths.len() >= limit {
        return Ok(());
    }
    let Some(next) = way.last().and_then(|last| onward.get(last)) else {
        paths.push(told(view, onward, way)?);
        return Ok(());
    };
    for node in next.keys() {
        way.push(node.clone());
        collect(view, onward, way, limit, paths)?;
        way.pop();
    }
    Ok(())
}

/// A chain of nodes as the steps between them.
fn told(view: View<'_>, onward: &Onward, way: &[NamedNode]) -> Result<Path, QueryError> {
    let mut steps = Vec::new();
    for pair in way.windows(2) {
        let mut facts = Vec::new();
        let links = onward.get(&pair[0]).and_then(|next| next.get(&pair[1]));
        for link in links.into_iter().flatten() {
            facts.push(view.told(&pair[0], link)?);
        }
        steps.push(Step {
            from: view.thing(&pair[0])?,
            to: view.thing(&pair[1])?,
            facts,
        });
    }
    Ok(Path { steps })
}
