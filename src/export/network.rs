//! The graph as analysts of networks want it: entities as nodes, what lies between them as
//! edges, seen in one of several [`View`]s.
//!
//! Nodes and edges are read from the store while they are written. Of the whole graph only
//! the index of its entities is held; the views that count facts hold their edges too.

mod deeds;
mod facts;
mod filter;
mod full;
mod hierarchy;
mod index;
mod meetings;
mod metrics;
mod policy;
mod ties;

use oxigraph::store::StorageError;

use crate::graph::Graph;
use facts::Facts;
pub use filter::{Filter, FilterError};
use index::Index;
pub use metrics::Metrics;

/// What becomes node and edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All entities, each relation with its evidence.
    #[default]
    Full,
    /// Officials, tied by the meetings that both attended.
    Officials,
    /// Agencies, tied by the meetings that both were at, and by officials of both.
    Agencies,
    /// Documents, meetings and agencies: what was conveyed, demanded and issued.
    Policy,
    /// Posts in agencies, agencies under agencies, all in divisions.
    Hierarchy,
}

impl View {
    /// All views, with their names on the command line.
    pub const ALL: &[(&'static str, View)] = &[
        ("full", View::Full),
        ("officials", View::Officials),
        ("agencies", View::Agencies),
        ("policy", View::Policy),
        ("hierarchy", View::Hierarchy),
    ];

    /// Finds a view by its name.
    ///
    /// ```
    /// use zhengmai::export::View;
    /// assert_eq!(View::named("officials"), Some(View::Officials));
    /// assert_eq!(View::named("friends"), None);
    /// ```
    pub fn named(name: &str) -> Option<View> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, view)| *view)
    }

    /// Whether an edge leads from its first node to its second.
    pub fn is_directed(self) -> bool {
        !matches!(self, View::Officials | View::Agencies)
    }
}

/// What to export: which view, which part, and whether nodes are to be measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What becomes node and edge.
    pub view: View,
    /// The part that is left in.
    pub filter: Filter,
    /// Whether nodes get [`Metrics`].
    pub metrics: bool,
}

/// An entity. Empty strings stand for what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its name in the graph.
    pub iri: String,
    /// `official`, `agency`, `meeting`, `document`, `directive` ….
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Other names, joined by ` | `.
    pub also: String,
    /// First day of a meeting, day of publication of an article.
    pub date: String,
    /// Kind of agency, class of document, modality of directive: `zm:department`.
    pub class: String,
    /// Code of its jurisdiction, or its own.
    pub jurisdiction: String,
    /// Of a directive: `10月底前 (2018-10-31)`, joined by ` | `.
    pub deadline: String,
    /// Of a directive, joined by ` | `.
    pub topic: String,
    /// Of a document, its 发文字号, joined by ` | `.
    pub number: String,
    /// Of a quantity: `320000000元`.
    pub figure: String,
    /// Evidence IRIs, joined by blanks.
    pub evidence: String,
    /// The rules that found it, joined by blanks.
    pub rule: String,
}

/// A relation between two nodes of a [`Network`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Number of the node where it begins.
    pub source: usize,
    /// Number of the node where it ends.
    pub target: usize,
    /// `holds post in`, `attended`, `chaired`, `cited` ….
    pub label: String,
    /// Its days, with blanks between them.
    pub date: String,
    /// Title of the post; of a participant, the posts in which it took part.
    pub title: String,
    /// Place in a list of participants, from 1; 0 where there is none.
    pub order: usize,
    /// Evidence IRIs, joined by blanks.
    pub evidence: String,
    /// The rules that found it, joined by blanks.
    pub rule: String,
    /// The number of facts that it stands for; 0 in the view `full`, where it is one.
    pub weight: usize,
    /// The first day of those facts.
    pub first: String,
    /// The last day of those facts.
    pub last: String,
    /// IRIs of the facts (meetings, officials, directives), joined by blanks.
    pub through: String,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A double.
    Number,
}

/// A value of a table; what is not known is empty text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text, in a column of [`Kind::Text`]; in any column, when empty, nothing.
    Text(&'a str),
    /// A whole number.
    Integer(usize),
    /// A double.
    Number(f64),
}

impl Value<'_> {
    /// The value in digits or letters; empty where there is none.
    pub fn text(&self) -> String {
        match self {
            Value::Text(text) => (*text).to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
        }
    }
}

/// Name and kind of a column.
pub type Column = (&'static str, Kind);

const NODE_COLUMNS: [Column; 12] = [
    ("label", Kind::Text),
    ("type", Kind::Text),
    ("also", Kind::Text),
    ("date", Kind::Text),
    ("class", Kind::Text),
    ("jurisdiction", Kind::Text),
    ("deadline", Kind::Text),
    ("topic", Kind::Text),
    ("number", Kind::Text),
    ("figure", Kind::Text),
    ("evidence", Kind::Text),
    ("rule", Kind::Text),
];

const FULL_COLUMNS: [Column; 6] = [
    ("label", Kind::Text),
    ("date", Kind::Text),
    ("title", Kind::Text),
    ("order", Kind::Integer),
    ("evidence", Kind::Text),
    ("rule", Kind::Text),
];

const TIE_COLUMNS: [Column; 5] = [
    ("label", Kind::Text),
    ("weight", Kind::Integer),
    ("first", Kind::Text),
    ("last", Kind::Text),
    ("through", Kind::Text),
];

/// Nodes and edges of a graph in a view.
///
/// ```
/// use zhengmai::export::{Network, Options, View};
/// use zhengmai::facts::{Meeting, Person, Record, Role};
/// use zhengmai::graph::Graph;
/// let person = |name: &str| Person { name: name.into(), ..Person::default() };
/// let role = |name: &str| Role { who: name.into(), role: "attend".into(), ..Role::default() };
/// let record = Record {
///     text: "张三、李四出席座谈会。".into(),
///     persons: vec![person("张三"), person("李四")],
///     meetings: vec![Meeting { name: "座谈会".into(), ..Meeting::default() }],
///     roles: vec![role("张三"), role("李四")],
///     ..Record::default()
/// };
/// let graph = Graph::in_memory().unwrap();
/// graph.insert(&[record]).unwrap();
/// let options = Options { view: View::Officials, metrics: true, ..Options::default() };
/// let network = Network::of(&graph, &options).unwrap();
/// assert_eq!(network.len(), 2);
/// assert_eq!(network.node(0).unwrap().label, "张三");
/// let edges = network.edges().collect::<Result<Vec<_>, _>>().unwrap();
/// assert_eq!((edges.len(), edges[0].weight), (1, 1));
/// ```
pub struct Network<'g> {
    view: View,
    facts: Facts<'g>,
    filter: Filter,
    index: Index,
    /// The edges, where the view has to count them.
    ties: Option<Vec<Edge>>,
    metrics: Option<Vec<Metrics>>,
}

impl<'g> Network<'g> {
    /// Finds the nodes of a view, and counts and measures what is to be counted and measured.
    pub fn of(graph: &'g Graph, options: &Options) -> Result<Self, FilterError> {
        let filter = options.filter.look_up(graph)?;
        let facts = Facts::of(graph);
        let index = full::narrowed(&facts, Index::of(&facts)?, &filter)?;
        let ties = match options.view {
            View::Full => None,
            View::Officials => Some(meetings::officials(&facts, &index, &filter)?),
            View::Agencies => Some(meetings::agencies(&facts, &index, &filter)?),
            View::Policy => Some(policy::ties(&facts, &index, &filter)?),
            View::Hierarchy => Some(hierarchy::ties(&facts, &index, &filter)?),
        };
        let (index, ties) = match ties.map(ties::Ties::finish) {
            Some((index, ties)) => (index, Some(ties)),
            None => (index, None),
        };
        let mut network = Self {
            view: options.view,
            facts,
            filter,
            index,
            ties,
            metrics: None,
        };
        if options.metrics {
            let mut edges = Vec::new();
            for edge in network.edges() {
                let edge = edge?;
                edges.push((edge.source, edge.target, edge.weight.max(1)));
            }
            let directed = network.is_directed();
            network.metrics = Some(metrics::measure(network.len(), &edges, directed));
        }
        Ok(network)
    }

    /// Whether an edge leads from its first node to its second.
    pub fn is_directed(&self) -> bool {
        self.view.is_directed()
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.index.entries.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.index.entries.is_empty()
    }

    /// The IRI of a node, by its number from 0.
    pub fn iri(&self, number: usize) -> &str {
        &self.index.entries[number].iri
    }

    /// Reads a node, by its number from 0.
    pub fn node(&self, number: usize) -> Result<Node, StorageError> {
        self.facts.node(self.iri(number))
    }

    /// Reads the edges one after the other, sorted by their ends.
    pub fn edges(&self) -> Box<dyn Iterator<Item = Result<Edge, StorageError>> + '_> {
        match &self.ties {
            Some(ties) => Box::new(ties.iter().cloned().map(Ok)),
            None => Box::new((0..self.len()).flat_map(|from| {
                match full::edges(&self.facts, &self.index, &self.filter, from) {
                    Ok(edges) => edges.into_iter().map(Ok).collect(),
                    Err(error) => vec![Err(error)],
                }
            })),
        }
    }

    /// The columns of a table of nodes, without the IRI, which comes first.
    pub fn node_columns(&self) -> Vec<Column> {
        let mut columns = NODE_COLUMNS.to_vec();
        if self.metrics.is_some() {
            columns.extend(Metrics::COLUMNS);
        }
        columns
    }

    /// The values of a node in [`Self::node_columns`].
    pub fn node_values<'a>(&self, number: usize, node: &'a Node) -> Vec<Value<'a>> {
        let mut values: Vec<Value<'a>> = [
            &node.label,
            &node.kind,
            &node.also,
            &node.date,
            &node.class,
            &node.jurisdiction,
            &node.deadline,
            &node.topic,
            &node.number,
            &node.figure,
            &node.evidence,
            &node.rule,
        ]
        .into_iter()
        .map(|text| Value::Text(text))
        .collect();
        if let Some(metrics) = &self.metrics {
            values.extend(metrics[number].values());
        }
        values
    }

    /// The columns of a table of edges, without the two ends, which come first.
    pub fn edge_columns(&self) -> &'static [Column] {
        match self.view {
            View::Full => &FULL_COLUMNS,
            _ => &TIE_COLUMNS,
        }
    }

    /// The values of an edge in [`Self::edge_columns`].
    pub fn edge_values<'a>(&self, edge: &'a Edge) -> Vec<Value<'a>> {
        let order = match edge.order {
            0 => Value::Text(""),
            order => Value::Integer(order),
        };
        match self.view {
            View::Full => vec![
                Value::Text(&edge.label),
                Value::Text(&edge.date),
                Value::Text(&edge.title),
                order,
                Value::Text(&edge.evidence),
                Value::Text(&edge.rule),
            ],
            _ => vec![
                Value::Text(&edge.label),
                Value::Integer(edge.weight),
                Value::Text(&edge.first),
                Value::Text(&edge.last),
                Value::Text(&edge.through),
            ],
        }
    }
}
