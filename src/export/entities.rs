//! The graph as analysts of networks want it: entities as nodes, and what lies between
//! them as edges. A tenure becomes an edge from person to agency, a participation one edge
//! for each role from participant to meeting, with date, capacity and evidence on it.
//! Reference data comes along only where an article leads to it.

mod appointments;
mod participations;
mod quantities;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, vocab::rdf, vocab::rdfs,
};
use oxigraph::store::StorageError;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::graph::Graph;
use crate::graph::vocab::{eli, org, prov, schema, skos, zm};
use crate::query::{kind_of, shorten};

/// An entity. Empty strings stand for what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub iri: String,
    /// `official`, `agency`, `meeting`, `document`, `directive` ….
    pub kind: String,
    pub label: String,
    /// Other names, joined by ` | `.
    pub also: String,
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
    pub rule: String,
}

/// A relation between two entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// `holds post in`, `attended`, `chaired`, `cited` ….
    pub label: String,
    pub date: String,
    /// Title of the post; of a participant, the posts in which it took part.
    pub title: String,
    /// Place in a list of participants, from 1; 0 where there is none.
    pub order: usize,
    pub evidence: String,
    pub rule: String,
}

/// Node names and column names, in the order in which they are written.
impl Node {
    pub(super) const FIELDS: [&'static str; 12] = [
        "label",
        "type",
        "also",
        "date",
        "class",
        "jurisdiction",
        "deadline",
        "topic",
        "number",
        "figure",
        "evidence",
        "rule",
    ];

    pub(super) fn values(&self) -> [&str; 12] {
        [
            &self.label,
            &self.kind,
            &self.also,
            &self.date,
            &self.class,
            &self.jurisdiction,
            &self.deadline,
            &self.topic,
            &self.number,
            &self.figure,
            &self.evidence,
            &self.rule,
        ]
    }
}

type Statements = BTreeMap<String, Vec<(NamedNode, Term)>>;

/// Builds the network: nodes in the order of their IRIs, edges sorted.
pub(super) fn network(graph: &Graph) -> Result<DiGraph<Node, Edge>, StorageError> {
    let statements = statements(graph)?;
    let mut reports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (article, statements) in &statements {
        for (property, object) in statements {
            if let Term::NamedNode(meeting) = object
                && *property == schema::ABOUT
            {
                reports.entry(meeting.as_str()).or_default().push(article);
            }
        }
    }
    let view = View {
        statements: &statements,
        reports: &reports,
    };
    let mut edges: BTreeSet<(String, String, Edge)> = BTreeSet::new();
    let mut nodes: BTreeSet<&str> = BTreeSet::new();
    for (iri, statements) in &statements {
        match view.kind(iri) {
            "tenure" => edges.extend(view.tenure(iri)),
            "participation" => edges.extend(view.participation(iri)),
            "change" => edges.extend(view.change(iri)),
            "appointment" => edges.extend(view.appointment(iri)),
            "division" | "document" if !view.said(iri) => {}
            "node" | "text" | "post" | "deadline" | "comparison" => {}
            _ => {
                nodes.insert(iri);
                for (property, object) in statements {
                    if let Term::NamedNode(object) = object
                        && is_relation(property.as_ref())
                    {
                        edges.extend(view.plain(iri, property, object.as_str()));
                    }
                }
            }
        }
    }
    // What is pointed to is there too, and what lies around a division.
    let mut reached: Vec<&str> = edges.iter().map(|(_, to, _)| to.as_str()).collect();
    let mut around = Vec::new();
    while let Some(iri) = reached.pop() {
        let Some((iri, _)) = statements.get_key_value(iri) else {
            continue;
        };
        if !matches!(
            view.kind(iri),
            "node" | "text" | "post" | "deadline" | "tenure" | "participation" | "appointment"
        ) && (nodes.insert(iri) || view.kind(iri) == "division")
        {
            for parent in view.nodes(iri, schema::CONTAINED_IN_PLACE) {
                if statements.contains_key(parent) {
                    let edge = view.plain(iri, &schema::CONTAINED_IN_PLACE.into_owned(), parent);
                    around.extend(edge);
                    reached.push(parent);
                }
            }
        }
    }
    edges.extend(around);

    let mut network = DiGraph::new();
    let index: BTreeMap<&str, NodeIndex> = nodes
        .into_iter()
        .map(|iri| (iri, network.add_node(view.node(iri))))
        .collect();
    for (from, to, edge) in &edges {
        if let (Some(&from), Some(&to)) = (index.get(from.as_str()), index.get(to.as_str())) {
            network.add_edge(from, to, edge.clone());
        }
    }
    Ok(network)
}

/// All statements by subject, each list sorted, without the texts of articles.
fn statements(graph: &Graph) -> Result<Statements, StorageError> {
    let mut statements = Statements::new();
    let all = graph
        .store()
        .quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
    for quad in all {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            continue;
        };
        let is_article = || {
            subject
                .as_str()
                .starts_with(crate::graph::iri::article("").as_str())
        };
        if quad.predicate == zm::TEXT && is_article() {
            continue;
        }
        statements
            .entry(subject.into_string())
            .or_default()
            .push((quad.predicate, quad.object));
    }
    for list in statements.values_mut() {
        list.sort_by_cached_key(|(property, object)| (property.to_string(), object.to_string()));
    }
    Ok(statements)
}

/// Whether a property between two entities becomes an edge. Short cuts do not: the edges of
/// participations say the same with evidence.
fn is_relation(property: NamedNodeRef<'_>) -> bool {
    const ATTRIBUTES: &[NamedNodeRef<'static>] = &[
        rdf::TYPE,
        zm::EVIDENCE,
        zm::HAS_MODALITY,
        org::CLASSIFICATION,
        prov::WAS_DERIVED_FROM,
        zm::ATTENDED,
        zm::CHAIRED,
        zm::SPOKE_AT,
    ];
    !ATTRIBUTES.contains(&property)
}

/// Look-ups in the statements.
#[derive(Clone, Copy)]
struct View<'a> {
    statements: &'a Statements,
    /// The articles that report a meeting.
    reports: &'a BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> View<'a> {
    fn objects(self, iri: &str, property: NamedNodeRef<'static>) -> impl Iterator<Item = &'a Term> {
        self.statements
            .get(iri)
            .into_iter()
            .flatten()
            .filter(move |(p, _)| *p == property)
            .map(|(_, object)| object)
    }

    fn nodes(self, iri: &str, property: NamedNodeRef<'static>) -> impl Iterator<Item = &'a str> {
        self.objects(iri, property)
            .filter_map(|object| match object {
                Term::NamedNode(node) => Some(node.as_str()),
                _ => None,
            })
    }

    fn values(self, iri: &str, property: NamedNodeRef<'static>) -> impl Iterator<Item = &'a str> {
        self.objects(iri, property)
            .filter_map(|object| match object {
                Term::Literal(literal) => Some(literal.value()),
                _ => None,
            })
    }

    fn value(self, iri: &str, property: NamedNodeRef<'static>) -> &'a str {
        self.values(iri, property).next().unwrap_or_default()
    }

    fn kind(self, iri: &str) -> &'static str {
        self.nodes(iri, rdf::TYPE)
            .map(|class| kind_of(NamedNodeRef::new_unchecked(class)))
            .find(|kind| *kind != "node")
            .unwrap_or("node")
    }

    /// Whether an article says something of a node; reference data has no evidence.
    fn said(self, iri: &str) -> bool {
        self.objects(iri, zm::EVIDENCE).next().is_some()
    }

    fn label(self, iri: &str) -> String {
        [
            rdfs::LABEL,
            eli::TITLE,
            schema::HEADLINE,
            zm::TEXT,
            zm::INDICATOR,
        ]
        .into_iter()
        .map(|property| self.value(iri, property))
        .find(|label| !label.is_empty())
        .map_or_else(|| shorten(iri), str::to_owned)
    }

    fn evidence(self, iri: &str) -> String {
        self.nodes(iri, zm::EVIDENCE).collect::<Vec<_>>().join(" ")
    }

    fn rule(self, iri: &str) -> String {
        self.values(iri, zm::RULE).collect::<Vec<_>>().join(" ")
    }

    fn node(self, iri: &str) -> Node {
        let class = [org::CLASSIFICATION, zm::HAS_MODALITY, rdf::TYPE]
            .into_iter()
            .find_map(|property| self.nodes(iri, property).next());
        let code = |division: &str| division.rsplit('/').next().unwrap_or_default().to_owned();
        let jurisdiction = match self.nodes(iri, zm::JURISDICTION).next() {
            Some(division) => code(division),
            None => self.value(iri, skos::NOTATION).to_owned(),
        };
        let date = [schema::START_DATE, schema::DATE_PUBLISHED]
            .into_iter()
            .map(|property| self.value(iri, property))
            .find(|date| !date.is_empty());
        Node {
            iri: iri.to_owned(),
            kind: self.kind(iri).to_owned(),
            label: self.label(iri),
            also: self.joined(iri, skos::ALT_LABEL),
            date: date.unwrap_or_default().to_owned(),
            class: class.map(shorten).unwrap_or_default(),
            jurisdiction,
            deadline: self.deadlines(iri),
            topic: self.joined(iri, zm::TOPIC),
            number: self.joined(iri, eli::ID_LOCAL),
            figure: self.figure(iri),
            evidence: self.evidence(iri),
            rule: self.rule(iri),
        }
    }

    fn joined(self, iri: &str, property: NamedNodeRef<'static>) -> String {
        self.values(iri, property).collect::<Vec<_>>().join(" | ")
    }

    /// The deadlines of a directive, each with its last day where one is known.
    fn deadlines(self, iri: &str) -> String {
        let deadlines = self.nodes(iri, zm::HAS_DEADLINE).map(|deadline| {
            let said = self.label(deadline);
            match self.value(deadline, zm::DEADLINE_END) {
                "" => said,
                day => format!("{said} ({day})"),
            }
        });
        deadlines.collect::<Vec<_>>().join(" | ")
    }

    fn tenure(self, iri: &str) -> Vec<(String, String, Edge)> {
        let title = self
            .nodes(iri, zm::POST)
            .next()
            .map(|post| self.label(post));
        let edge = Edge {
            label: "holds post in".to_owned(),
            date: self
                .values(iri, zm::OBSERVED_ON)
                .collect::<Vec<_>>()
                .join(" "),
            title: title.unwrap_or_default(),
            order: 0,
            evidence: self.evidence(iri),
            rule: self.rule(iri),
        };
        let agencies = self.nodes(iri, org::ORGANIZATION);
        self.between(self.nodes(iri, org::MEMBER), agencies, &edge)
    }

    /// What a body became in a reform, with the date from which it may have been so.
    fn change(self, iri: &str) -> Vec<(String, String, Edge)> {
        let edge = Edge {
            label: "became".to_owned(),
            date: self.value(iri, schema::START_DATE).to_owned(),
            ..Edge::default()
        };
        let after = self.nodes(iri, org::RESULTING_ORGANIZATION);
        self.between(self.nodes(iri, org::ORIGINAL_ORGANIZATION), after, &edge)
    }

    fn between(
        self,
        from: impl Iterator<Item = &'a str>,
        to: impl Iterator<Item = &'a str>,
        edge: &Edge,
    ) -> Vec<(String, String, Edge)> {
        let to: Vec<&str> = to.collect();
        from.flat_map(|from| {
            to.iter()
                .map(move |to| (from.to_owned(), (*to).to_owned(), edge.clone()))
        })
        .collect()
    }

    /// What the articles on a meeting (or one article) say of another node.
    fn evidence_in(self, context: &str, iri: &str) -> String {
        let Some(articles) = self.reports.get(context) else {
            return self.evidence_of(iri, &[context]);
        };
        self.evidence_of(iri, articles)
    }

    fn evidence_of(self, iri: &str, articles: &[&str]) -> String {
        self.nodes(iri, zm::EVIDENCE)
            .filter(|place| {
                place
                    .split('#')
                    .next()
                    .is_some_and(|article| articles.contains(&article))
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The edge of a single statement. What says it is the evidence of the node at its
    /// end, where a meeting or an article speaks of it, else of the node at its start.
    fn plain(self, from: &str, property: &NamedNode, to: &str) -> Option<(String, String, Edge)> {
        self.statements.get(to)?;
        let short = shorten(property.as_str());
        let label = words(short.rsplit(':').next().unwrap_or(&short));
        if IDENTITY.contains(&property.as_ref()) {
            // No sentence says so: it was concluded from many, or judged.
            let edge = Edge {
                label,
                ..Edge::default()
            };
            return Some((from.to_owned(), to.to_owned(), edge));
        }
        let speaks = matches!(self.kind(from), "meeting" | "article") && self.said(to);
        let said = if speaks { to } else { from };
        let evidence = if speaks {
            self.evidence_in(from, to)
        } else {
            self.evidence(from)
        };
        let dated = if self.kind(from) == "meeting" {
            from
        } else {
            to
        };
        Some((
            from.to_owned(),
            to.to_owned(),
            Edge {
                label,
                date: self.value(dated, schema::START_DATE).to_owned(),
                title: String::new(),
                order: 0,
                evidence,
                rule: self.rule(said),
            },
        ))
    }
}

/// Who is who across articles.
const IDENTITY: [NamedNodeRef<'static>; 3] = [zm::SAME_AS, zm::CANDIDATE_SAME, zm::DIFFERENT_FROM];

/// `given at` of `givenAt`.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
    }
    words
}
