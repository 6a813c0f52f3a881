//! Reports for the tests, as the reading stages would give them, and what the resolution graph
//! says of them.

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use zhengmai::facts::{Agency, Evidence, Meeting, Person, Post, Record, Role};
use zhengmai::graph::resolution::RESOLUTION_GRAPH;
use zhengmai::graph::{Graph, Judgement, Judgements, Verdict, iri};

/// A report of one meeting.
#[derive(Clone, Debug)]
pub struct Report(Record);

/// A report from a jurisdiction on a day.
pub fn report(code: &str, day: &str) -> Report {
    Report(Record {
        region_code: Some(code.into()),
        published: (!day.starts_with('-')).then(|| day.into()),
        meetings: vec![Meeting {
            date: Some(day.into()),
            jurisdiction: Some(code.into()),
            evidence: evidence("meeting"),
            ..Meeting::default()
        }],
        text: format!("{code} {day}"),
        ..Record::default()
    })
}

fn evidence(rule: &str) -> Evidence {
    Evidence {
        spans: vec![[0, 6]],
        rule: rule.into(),
    }
}

impl Report {
    /// What the meeting is called.
    pub fn meeting(mut self, name: &str) -> Self {
        self.0.meetings[0].name = name.into();
        self.with(name)
    }

    /// Somebody who attended, without a post.
    pub fn named(mut self, name: &str) -> Self {
        self.0.persons.push(Person {
            name: name.into(),
            jurisdiction: self.0.region_code.clone(),
            evidence: evidence("person"),
        });
        self.with(name).role(name, "attend")
    }

    /// Somebody who attended in a post.
    pub fn attended(mut self, name: &str, code: &str, local: &str, title: &str) -> Self {
        self.0.persons.push(Person {
            name: name.into(),
            jurisdiction: Some(code.into()),
            evidence: evidence("person"),
        });
        self.also(name, code, local, title).role(name, "attend")
    }

    /// Somebody who chaired.
    pub fn chaired(self, name: &str, code: &str, local: &str, title: &str) -> Self {
        self.attended(name, code, local, title).role(name, "chair")
    }

    /// One more post of somebody.
    pub fn also(mut self, name: &str, code: &str, local: &str, title: &str) -> Self {
        self.0.posts.push(Post {
            person: name.into(),
            agency: format!("{code}{local}"),
            title: title.into(),
            jurisdiction: Some(code.into()),
            local: local.into(),
            class: "政府".into(),
            evidence: evidence("post"),
        });
        self.with(&format!(" {name}{code}{local}{title}"))
    }

    /// An agency that is named.
    pub fn agency(mut self, code: &str, local: &str) -> Self {
        self.0.agencies.push(Agency {
            name: format!("{code}{local}"),
            surfaces: vec![local.into()],
            jurisdiction: Some(code.into()),
            local: local.into(),
            class: "部门".into(),
            evidence: evidence("agency"),
        });
        self.with(local)
    }

    fn role(mut self, name: &str, role: &str) -> Self {
        self.0.roles.push(Role {
            who: name.into(),
            role: role.into(),
            order: self.0.roles.len() + 1,
            evidence: evidence("role"),
            ..Role::default()
        });
        self.with(role)
    }

    /// Makes the text another one: an article is what it says.
    fn with(mut self, part: &str) -> Self {
        self.0.text.push_str(part);
        self
    }

    /// The record.
    pub fn record(&self) -> Record {
        self.0.clone()
    }
}

/// The graph of some reports, resolved without judgements.
pub fn built(reports: &[Report]) -> Graph {
    built_with(reports, &Judgements::default())
}

/// The same with judgements.
pub fn built_with(reports: &[Report], judgements: &Judgements) -> Graph {
    let graph = Graph::in_memory().unwrap();
    let records: Vec<Record> = reports.iter().map(Report::record).collect();
    graph.insert(&records).unwrap();
    graph.resolve(judgements).unwrap();
    graph
}

/// Judgements by 李 on short IRIs without prefix.
pub fn judged(lines: &[(&str, &str, Verdict)]) -> Judgements {
    let mut judgements = Judgements::default();
    for (a, b, verdict) in lines {
        let (a, b) = (format!("id:{a}"), format!("id:{b}"));
        judgements.add(Judgement::new(&a, &b, *verdict, ["李", "2024-05-01", "简历"]).unwrap());
    }
    judgements
}

/// A comparison in the resolution graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The ends, without the part that all IRIs share.
    pub a: String,
    pub b: String,
    /// The short cut between them.
    pub property: String,
    pub outcome: String,
    pub score: u32,
    pub reasons: Vec<String>,
}

/// All comparisons, by their IRIs.
pub fn links(graph: &Graph) -> Vec<Link> {
    let mut comparisons: Vec<String> = Vec::new();
    for (subject, property, object) in resolution(graph) {
        if property == "type" && object == "Comparison" {
            comparisons.push(subject);
        }
    }
    comparisons.sort();
    comparisons.iter().map(|node| link(graph, node)).collect()
}

fn link(graph: &Graph, node: &str) -> Link {
    let mut link = Link::default();
    let mut ends = Vec::new();
    for (property, value) in said(graph, node) {
        match property.as_str() {
            "compares" => ends.push(value),
            "outcome" => link.outcome = value,
            "score" => link.score = (value.parse::<f64>().unwrap() * 100.0).round() as u32,
            "reason" => link.reasons.push(value),
            _ => {}
        }
    }
    assert_eq!(ends.len(), 2, "{node}");
    (link.a, link.b) = (ends[0].clone(), ends[1].clone());
    let cuts: Vec<_> = resolution(graph)
        .into_iter()
        .filter(|(a, _, b)| *a == link.a && *b == link.b)
        .collect();
    assert_eq!(cuts.len(), 1, "one short cut from {} to {}", link.a, link.b);
    link.property = cuts[0].1.clone();
    link
}

/// What the resolution graph says of a node, sorted.
pub fn said(graph: &Graph, node: &str) -> Vec<(String, String)> {
    let mut said: Vec<(String, String)> = resolution(graph)
        .into_iter()
        .filter(|(subject, _, _)| subject == node)
        .map(|(_, property, object)| (property, object))
        .collect();
    said.sort();
    said
}

fn resolution(graph: &Graph) -> Vec<(String, String, String)> {
    let name = NamedNode::new_unchecked(RESOLUTION_GRAPH);
    let quads = graph
        .store()
        .quads_for_pattern(None, None, None, Some(name.as_ref().into()));
    let short = |iri: &str| {
        let local = iri.strip_prefix(iri::BASE).unwrap_or(iri);
        let local = local.rsplit_once('#').map_or(local, |(_, local)| local);
        local
            .strip_prefix("http://schema.org/")
            .unwrap_or(local)
            .to_owned()
    };
    quads
        .map(|quad| {
            let quad = quad.unwrap();
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                panic!("a blank node");
            };
            let object = match quad.object {
                Term::NamedNode(node) => short(node.as_str()),
                Term::Literal(literal) => literal.value().to_owned(),
                other => panic!("{other}"),
            };
            (
                short(subject.as_str()),
                short(quad.predicate.as_str()),
                object,
            )
        })
        .collect()
}
