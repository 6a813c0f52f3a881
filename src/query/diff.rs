//! What one graph says and another does not: what a change of the rules, or of the articles,
//! gained and lost.
//!
//! Nodes are named by content, so that the same fact has the same IRI in both graphs: things
//! and statements are looked up in the other graph one by one, and only what differs is kept.
//! Where a fact is said is no fact: a sentence that moved makes no difference.

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef, Term, vocab::rdf,
};
use serde::Serialize;

use super::error::QueryError;
use super::names::shorten;
use super::sentence::Sentence;
use super::show::roles;
use super::view::View;
use crate::graph::Graph;
use crate::graph::vocab::{eli, foaf, org, prov, schema, skos, zm};

/// What differs between two graphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// How much of each kind, in the order of [`kinds`]; kinds without a difference are left out.
    pub counts: Vec<DiffCount>,
    /// By kind, then what is lost before what is gained, then by IRI.
    pub changes: Vec<Change>,
}

/// How many facts of a kind differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffCount {
    /// `post`, `role` ….
    pub kind: &'static str,
    /// Facts of the second graph alone.
    pub gained: usize,
    /// Facts of the first graph alone.
    pub lost: usize,
}

/// A thing or a statement that one of the graphs has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `gained` or `lost`.
    pub change: &'static str,
    /// `post`, `role` ….
    pub kind: &'static str,
    /// The node.
    pub iri: String,
    /// What it is, in words.
    pub thing: String,
    /// What is said of it; nothing where the thing itself is gained or lost.
    pub property: Option<&'static str>,
    /// What the property says.
    pub value: Option<String>,
    /// The first sentences that say so, in the graph that has it.
    pub evidence: Vec<Sentence>,
}

/// What is compared as one kind.
struct Kind {
    name: &'static str,
    /// The class of its things. What is said of them is compared where both graphs have them.
    class: Option<NamedNodeRef<'static>>,
    /// What is said of its things, or, where there is no class, of anything.
    statements: &'static [(&'static str, NamedNodeRef<'static>)],
}

const KINDS: &[Kind] = &[
    Kind {
        name: "article",
        class: Some(schema::NEWS_ARTICLE),
        statements: &[("jurisdiction", zm::JURISDICTION)],
    },
    Kind {
        name: "person",
        class: Some(foaf::PERSON),
        statements: &[],
    },
    Kind {
        name: "agency",
        class: Some(org::FORMAL_ORGANIZATION),
        statements: &[
            ("also called", skos::ALT_LABEL),
            ("kind", org::CLASSIFICATION),
            ("jurisdiction", zm::JURISDICTION),
            ("part of", org::SUB_ORGANIZATION_OF),
        ],
    },
    Kind {
        name: "post",
        class: Some(org::MEMBERSHIP),
        statements: &[
            ("seen on", zm::OBSERVED_ON),
            ("held from", zm::VALID_FROM),
            ("held until", zm::VALID_TO),
        ],
    },
    Kind {
        name: "appointment",
        class: Some(zm::APPOINTMENT),
        statements: &[
            ("decided by", zm::DECIDED_BY),
            ("decided at", zm::DECIDED_AT),
        ],
    },
    Kind {
        name: "meeting",
        class: Some(zm::MEETING),
        statements: &[
            ("date", schema::START_DATE),
            ("place", schema::LOCATION),
            ("jurisdiction", zm::JURISDICTION),
        ],
    },
    Kind {
        name: "role",
        class: Some(zm::PARTICIPATION),
        statements: &[("role", prov::HAD_ROLE), ("as", zm::IN_CAPACITY)],
    },
    Kind {
        name: "document",
        class: None,
        statements: &[
            ("conveyed", zm::CONVEYED),
            ("reviewed", zm::REVIEWED),
            ("cited", zm::CITED),
            ("submitted", zm::SUBMITTED),
            ("issued", zm::ISSUED),
            ("issued by", zm::ISSUED_BY),
            ("number", eli::ID_LOCAL),
            ("in force", zm::TEXT_IN_FORCE),
            ("not yet in force", zm::NOT_YET_IN_FORCE),
            ("no longer in force", zm::NO_LONGER_IN_FORCE),
        ],
    },
    Kind {
        name: "directive",
        class: Some(zm::DIRECTIVE),
        statements: &[
            ("given by", zm::GIVEN_BY),
            ("given at", zm::GIVEN_AT),
            ("addressed to", zm::ADDRESSED_TO),
            ("audience", zm::AUDIENCE),
            ("modality", zm::HAS_MODALITY),
            ("topic", zm::TOPIC),
            ("deadline", zm::HAS_DEADLINE),
            ("carries out", zm::IMPLEMENTS),
        ],
    },
    Kind {
        name: "quantity",
        class: Some(zm::QUANTITY),
        statements: &[
            ("value", schema::VALUE),
            ("unit", schema::UNIT_TEXT),
            ("bound", zm::BOUND),
            ("status", zm::STATUS),
        ],
    },
    Kind {
        name: "mention",
        class: None,
        statements: &[("mentioned", zm::MENTIONS)],
    },
    Kind {
        name: "identity",
        class: None,
        statements: &[
            ("same as", zm::SAME_AS),
            ("may be", zm::CANDIDATE_SAME),
            ("different from", zm::DIFFERENT_FROM),
        ],
    },
];

/// The kinds that are compared.
pub fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|kind| kind.name).collect()
}

/// Lists what the second graph has and the first has not, as gained, and what it lacks, as
/// lost. Only of these kinds, where any are given.
///
/// ```
/// use zhengmai::{facts::Reader, graph::Graph, ingest::Article, query::diff};
/// let read = |text: &str| {
///     let graph = Graph::in_memory().unwrap();
///     graph.insert(&[Reader::new().read(&Article::new(text))]).unwrap();
///     graph
/// };
/// let text = "安阳市召开推进会\n5月29日，安阳市召开清洁取暖工作推进会，市住建局局长侯津琪主持会议。";
/// assert!(diff(&read(text), &read(text), &[]).unwrap().changes.is_empty());
/// let found = diff(&read("安阳市召开推进会"), &read(text), &["role"]).unwrap();
/// assert_eq!(found.changes[0].thing, "侯津琪 chaired 清洁取暖工作推进会");
/// ```
pub fn diff(a: &Graph, b: &Graph, only: &[&str]) -> Result<Diff, QueryError> {
    let mut found = Diff::default();
    for kind in KINDS {
        if !only.is_empty() && !only.contains(&kind.name) {
            continue;
        }
        let lost = kind.alone(View(a), View(b), "lost")?;
        let gained = kind.alone(View(b), View(a), "gained")?;
        if !lost.is_empty() || !gained.is_empty() {
            found.counts.push(DiffCount {
                kind: kind.name,
                gained: gained.len(),
                lost: lost.len(),
            });
        }
        found.changes.extend(lost);
        found.changes.extend(gained);
    }
    Ok(found)
}

impl Kind {
    /// What of this kind one graph has and the other has not.
    fn alone(
        &self,
        own: View<'_>,
        other: View<'_>,
        change: &'static str,
    ) -> Result<Vec<Change>, QueryError> {
        let mut changes = Vec::new();
        if let Some(class) = self.class {
            for quad in own.stated(rdf::TYPE, Some(class)) {
                let quad = quad?;
                if let NamedOrBlankNode::NamedNode(node) = &quad.subject
                    && !other.holds(&quad)?
                {
                    changes.push(Change {
                        change,
                        kind: self.name,
                        iri: node.as_str().to_owned(),
                        thing: own.described(node)?,
                        property: None,
                        value: None,
                        evidence: own.first_evidence(node)?,
                    });
                }
            }
        }
        for (word, property) in self.statements {
            for quad in own.stated(*property, None) {
                let quad = quad?;
                if let NamedOrBlankNode::NamedNode(node) = &quad.subject
                    && self.compares(own, other, node)?
                    && !other.holds(&quad)?
                {
                    changes.push(Change {
                        change,
                        kind: self.name,
                        iri: node.as_str().to_owned(),
                        thing: own.described(node)?,
                        property: Some(word),
                        value: Some(own.worded(&quad.object)?),
                        evidence: own.said(node, &quad.object)?,
                    });
                }
            }
        }
        changes.sort_by_cached_key(|c| (c.iri.clone(), c.property, c.value.clone()));
        Ok(changes)
    }

    /// Whether what is said of a node is compared: of a thing that one graph alone has, that
    /// it is gained or lost says enough.
    fn compares(
        &self,
        own: View<'_>,
        other: View<'_>,
        node: &NamedNode,
    ) -> Result<bool, QueryError> {
        let Some(class) = self.class else {
            return Ok(true);
        };
        let quad = QuadRef::new(node, rdf::TYPE, class, GraphNameRef::DefaultGraph);
        Ok(own.0.store().contains(quad)? && other.0.store().contains(quad)?)
    }
}

impl View<'_> {
    /// All statements of a property, one look at a time.
    fn stated(
        self,
        property: NamedNodeRef<'_>,
        object: Option<NamedNodeRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, oxigraph::store::StorageError>> {
        self.0.store().quads_for_pattern(
            None,
            Some(property),
            object.map(Into::into),
            Some(GraphNameRef::DefaultGraph),
        )
    }

    fn holds(self, quad: &Quad) -> Result<bool, QueryError> {
        Ok(self.0.store().contains(quad)?)
    }

    /// What a node is, in words that tell it from others of its kind.
    fn described(self, node: &NamedNode) -> Result<String, QueryError> {
        let mut words = Vec::new();
        match self.kind(node)? {
            "tenure" => {
                for person in self.nodes(node, org::MEMBER)? {
                    words.push(self.label(&person)?);
                }
                words.push(self.post_of(node)?);
            }
            "participation" => {
                for agent in self.nodes(node, prov::AGENT)? {
                    words.push(self.label(&agent)?);
                }
                words.push(roles(&self.nodes(node, prov::HAD_ROLE)?));
                for meeting in self.nodes(node, zm::IN_MEETING)? {
                    words.push(self.label(&meeting)?);
                }
            }
            "appointment" => {
                for person in self.nodes(node, zm::APPOINTEE)? {
                    words.push(self.label(&person)?);
                }
                words.push(self.decision(node)?);
            }
            "meeting" => {
                words.push(self.label(node)?);
                if let Some(date) = self.value(node, schema::START_DATE)? {
                    words.push(format!("({date})"));
                }
            }
            _ => words.push(self.label(node)?),
        }
        Ok(words.join(" "))
    }

    /// The object of a statement in words.
    fn worded(self, object: &Term) -> Result<String, QueryError> {
        Ok(match object {
            Term::NamedNode(node) => match self.kind(node)? {
                "tenure" => self.post_of(node)?,
                "text" | "node" => shorten(node.as_str()),
                _ => self.label(node)?,
            },
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        })
    }

    /// The sentences that say a statement: of the object in the articles of a meeting or of
    /// an article, else of the subject.
    fn said(self, node: &NamedNode, object: &Term) -> Result<Vec<Sentence>, QueryError> {
        if let Term::NamedNode(object) = object
            && ["meeting", "article"].contains(&self.kind(node)?)
        {
            let within = self.evidence_within(node, object)?;
            if !within.is_empty() {
                return Ok(within);
            }
        }
        self.first_evidence(node)
    }
}
