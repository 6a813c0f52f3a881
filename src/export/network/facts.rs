//! Look-ups in the store, one node at a time, so that no export holds more of the graph than
//! the nodes that it is about to write.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, vocab::rdf, vocab::rdfs,
};
use oxigraph::store::{StorageError, Store};

use super::{Edge, Node};
use crate::graph::vocab::{eli, org, prov, schema, skos, zm};
use crate::graph::{Graph, iri};
use crate::query::{kind_of, shorten};

/// Nodes kept at hand; when there are more, all are let go.
const KEPT: usize = 4096;

/// The statements about one node in the union of all graphs, sorted, without the text of an
/// article.
pub(super) struct About {
    pub iri: String,
    statements: Vec<(NamedNode, Term)>,
}

impl About {
    /// All statements: property and object.
    pub fn statements(&self) -> &[(NamedNode, Term)] {
        &self.statements
    }

    fn objects(&self, property: NamedNodeRef<'static>) -> impl Iterator<Item = &Term> {
        let of = self.statements.iter();
        of.filter(move |(p, _)| *p == property).map(|(_, o)| o)
    }

    /// The nodes that a property leads to.
    pub fn nodes(&self, property: NamedNodeRef<'static>) -> impl Iterator<Item = &str> {
        self.objects(property).filter_map(|object| match object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    /// The literals of a property.
    pub fn values(&self, property: NamedNodeRef<'static>) -> impl Iterator<Item = &str> {
        self.objects(property).filter_map(|object| match object {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    /// The first literal of a property, or nothing.
    pub fn value(&self, property: NamedNodeRef<'static>) -> &str {
        self.values(property).next().unwrap_or_default()
    }

    /// What it is: `official`, `agency` …; `node` where that is of no interest.
    pub fn kind(&self) -> &'static str {
        self.nodes(rdf::TYPE)
            .map(|class| kind_of(NamedNodeRef::new_unchecked(class)))
            .find(|kind| *kind != "node")
            .unwrap_or("node")
    }

    /// Whether an article says something of it; reference data has no evidence.
    pub fn said(&self) -> bool {
        self.objects(zm::EVIDENCE).next().is_some()
    }

    /// Its name, title, headline or text; else the short form of its IRI.
    pub fn label(&self) -> String {
        [rdfs::LABEL, eli::TITLE, schema::HEADLINE, zm::TEXT]
            .into_iter()
            .map(|property| self.value(property))
            .find(|label| !label.is_empty())
            .map_or_else(|| shorten(&self.iri), str::to_owned)
    }

    /// The places that say it, joined by blanks.
    pub fn evidence(&self) -> String {
        self.nodes(zm::EVIDENCE).collect::<Vec<_>>().join(" ")
    }

    /// The rules that found it, joined by blanks.
    pub fn rule(&self) -> String {
        self.values(zm::RULE).collect::<Vec<_>>().join(" ")
    }

    /// The literals of a property, joined by ` | `.
    pub fn joined(&self, property: NamedNodeRef<'static>) -> String {
        self.values(property).collect::<Vec<_>>().join(" | ")
    }
}

/// The store, asked node by node.
pub(super) struct Facts<'g> {
    store: &'g Store,
    kept: RefCell<HashMap<String, Rc<About>>>,
}

impl<'g> Facts<'g> {
    pub fn of(graph: &'g Graph) -> Self {
        Self {
            store: graph.store(),
            kept: RefCell::default(),
        }
    }

    /// All that is said of a node; no statements where there is no such node.
    pub fn about(&self, iri: &str) -> Result<Rc<About>, StorageError> {
        if let Some(about) = self.kept.borrow().get(iri) {
            return Ok(about.clone());
        }
        let subject = NamedNodeRef::new_unchecked(iri);
        let is_article = iri.starts_with(iri::article("").as_str());
        let mut statements = Vec::new();
        for quad in self.store.quads_for_pattern(
            Some(subject.into()),
            None,
            None,
            Some(GraphNameRef::DefaultGraph),
        ) {
            let quad = quad?;
            if !(is_article && quad.predicate == zm::TEXT) {
                statements.push((quad.predicate, quad.object));
            }
        }
        statements
            .sort_by_cached_key(|(property, object)| (property.to_string(), object.to_string()));
        let about = Rc::new(About {
            iri: iri.to_owned(),
            statements,
        });
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(iri.to_owned(), about.clone());
        Ok(about)
    }

    /// Whether an article says something of a node; looks at nothing else of it.
    pub fn said(&self, iri: &str) -> Result<bool, StorageError> {
        let subject = NamedNodeRef::new_unchecked(iri);
        let mut evidence = self.store.quads_for_pattern(
            Some(subject.into()),
            Some(zm::EVIDENCE),
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        Ok(evidence.next().transpose()?.is_some())
    }

    /// The nodes that a property leads from to a node, sorted.
    pub fn sources(
        &self,
        property: NamedNodeRef<'static>,
        iri: &str,
    ) -> Result<Vec<String>, StorageError> {
        self.subjects(property, NamedNodeRef::new_unchecked(iri).into())
    }

    /// The nodes that have a value, sorted.
    pub fn subjects(
        &self,
        property: NamedNodeRef<'static>,
        object: TermRef<'_>,
    ) -> Result<Vec<String>, StorageError> {
        let mut found = Vec::new();
        for quad in self.store.quads_for_pattern(
            None,
            Some(property),
            Some(object),
            Some(GraphNameRef::DefaultGraph),
        ) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                found.push(subject.into_string());
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// All statements of a property between two nodes, in no order.
    pub fn pairs(
        &self,
        property: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = Result<(String, String), StorageError>> {
        self.store
            .quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph))
            .filter_map(|quad| match quad {
                Ok(quad) => match (quad.subject, quad.object) {
                    (NamedOrBlankNode::NamedNode(from), Term::NamedNode(to)) => {
                        Some(Ok((from.into_string(), to.into_string())))
                    }
                    _ => None,
                },
                Err(error) => Some(Err(error)),
            })
    }

    /// A node as it is exported.
    pub fn node(&self, iri: &str) -> Result<Node, StorageError> {
        let about = self.about(iri)?;
        let class = [org::CLASSIFICATION, zm::HAS_MODALITY, rdf::TYPE]
            .into_iter()
            .find_map(|property| about.nodes(property).next());
        let jurisdiction = match about.nodes(zm::JURISDICTION).next() {
            Some(division) => code(division).to_owned(),
            None => about.value(skos::NOTATION).to_owned(),
        };
        let date = [schema::START_DATE, schema::DATE_PUBLISHED]
            .into_iter()
            .map(|property| about.value(property))
            .find(|date| !date.is_empty());
        Ok(Node {
            iri: iri.to_owned(),
            kind: about.kind().to_owned(),
            label: about.label(),
            also: about.joined(skos::ALT_LABEL),
            date: date.unwrap_or_default().to_owned(),
            class: class.map(shorten).unwrap_or_default(),
            jurisdiction,
            deadline: self.deadlines(&about)?,
            topic: about.joined(zm::TOPIC),
            number: about.joined(eli::ID_LOCAL),
            evidence: about.evidence(),
            rule: about.rule(),
        })
    }

    /// The deadlines of a directive, each with its last day where one is known.
    fn deadlines(&self, about: &About) -> Result<String, StorageError> {
        let mut deadlines = Vec::new();
        for deadline in about.nodes(zm::HAS_DEADLINE) {
            let deadline = self.about(deadline)?;
            let said = deadline.label();
            deadlines.push(match deadline.value(zm::DEADLINE_END) {
                "" => said,
                day => format!("{said} ({day})"),
            });
        }
        Ok(deadlines.join(" | "))
    }

    /// The agency that a post is in, and what somebody in it did, for each appointment,
    /// tenure and participation of a person or agency.
    pub fn of_agent(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let mut facts = Vec::new();
        for tenure in self.sources(org::MEMBER, iri)? {
            facts.extend(self.tenure(&tenure)?);
        }
        for part in self.sources(prov::AGENT, iri)? {
            facts.extend(self.participation(&part)?);
        }
        for decision in self.sources(zm::APPOINTEE, iri)? {
            facts.extend(self.appointment(&decision)?);
        }
        Ok(facts)
    }

    fn tenure(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let title = match about.nodes(zm::POST).next() {
            Some(post) => self.about(post)?.label(),
            None => String::new(),
        };
        let edge = Edge {
            label: "holds post in".to_owned(),
            date: about.values(zm::OBSERVED_ON).collect::<Vec<_>>().join(" "),
            title,
            evidence: about.evidence(),
            rule: about.rule(),
            ..Edge::default()
        };
        let agencies = about.nodes(org::ORGANIZATION);
        Ok(agencies.map(|to| (to.to_owned(), edge.clone())).collect())
    }

    fn participation(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let mut posts = Vec::new();
        for tenure in about.nodes(zm::IN_CAPACITY) {
            let tenure = self.about(tenure)?;
            let named = [org::ORGANIZATION, zm::POST].map(|p| tenure.nodes(p).next());
            let mut names = Vec::new();
            for node in named.into_iter().flatten() {
                names.push(self.about(node)?.label());
            }
            posts.push(names.join(" "));
        }
        let title = posts.join(" | ");
        let orders = about.values(zm::LIST_ORDER).filter_map(|o| o.parse().ok());
        let order = orders.min().unwrap_or_default();
        let mut facts = Vec::new();
        for role in about.nodes(prov::HAD_ROLE) {
            for meeting in about.nodes(zm::IN_MEETING) {
                let edge = Edge {
                    label: did(role).to_owned(),
                    date: self.about(meeting)?.value(schema::START_DATE).to_owned(),
                    title: title.clone(),
                    order,
                    evidence: about.evidence(),
                    rule: about.rule(),
                    ..Edge::default()
                };
                facts.push((meeting.to_owned(), edge));
            }
        }
        Ok(facts)
    }

    fn appointment(&self, iri: &str) -> Result<Vec<Fact>, StorageError> {
        let about = self.about(iri)?;
        let change = about.nodes(zm::CHANGE).next().unwrap_or_default();
        let posts = about.nodes(zm::TO_POST).map(|post| self.about(post));
        let posts = posts.collect::<Result<Vec<_>, _>>()?;
        let titles = posts.iter().flat_map(|post| post.values(rdfs::LABEL));
        let edge = Edge {
            label: became(change).to_owned(),
            date: about.value(zm::DECIDED_ON).to_owned(),
            title: titles.collect::<Vec<_>>().join(" | "),
            evidence: about.evidence(),
            rule: about.rule(),
            ..Edge::default()
        };
        let agencies = posts.iter().flat_map(|post| post.nodes(org::POST_IN));
        Ok(agencies.map(|to| (to.to_owned(), edge.clone())).collect())
    }

    /// The edge of a single statement. What says it is the evidence of the node at its end,
    /// where a meeting or an article speaks of it, else of the node at its start.
    pub fn plain(
        &self,
        from: &About,
        property: NamedNodeRef<'_>,
        to: &About,
    ) -> Result<Edge, StorageError> {
        let kind = from.kind();
        let speaks = matches!(kind, "meeting" | "article") && to.said();
        let said = if speaks { to } else { from };
        let evidence = if speaks {
            self.evidence_in(from, to)?
        } else {
            from.evidence()
        };
        let dated = if kind == "meeting" { from } else { to };
        let short = shorten(property.as_str());
        Ok(Edge {
            label: words(short.rsplit(':').next().unwrap_or(&short)),
            date: dated.value(schema::START_DATE).to_owned(),
            evidence,
            rule: said.rule(),
            ..Edge::default()
        })
    }

    /// What the articles on a meeting (or one article) say of another node.
    fn evidence_in(&self, context: &About, about: &About) -> Result<String, StorageError> {
        let mut articles = self.sources(schema::ABOUT, &context.iri)?;
        if articles.is_empty() {
            articles.push(context.iri.clone());
        }
        let said = about.nodes(zm::EVIDENCE).filter(|place| {
            let article = place.split('#').next().unwrap_or_default();
            articles.iter().any(|known| known == article)
        });
        Ok(said.collect::<Vec<_>>().join(" "))
    }
}

/// What an edge leads to, and the edge.
pub(super) type Fact = (String, Edge);

/// The code at the end of a division's IRI.
pub(super) fn code(division: &str) -> &str {
    division.rsplit('/').next().unwrap_or_default()
}

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

/// What a participant did, from the role.
fn did(role: &str) -> &'static str {
    let role = NamedNodeRef::new_unchecked(role);
    if role == zm::CHAIR {
        "chaired"
    } else if role == zm::SPEAK {
        "spoke at"
    } else if role == zm::CONVEY {
        "conveyed at"
    } else if role == zm::REPORT {
        "reported at"
    } else {
        "attended"
    }
}

/// What became of the person, from the concept.
fn became(change: &str) -> &'static str {
    let change = NamedNodeRef::new_unchecked(change);
    if change == zm::ELECT {
        "elected to"
    } else if change == zm::NOMINATE {
        "nominated for"
    } else if change == zm::REMOVE {
        "removed from"
    } else if change == zm::RESIGN {
        "resigned from"
    } else if change == zm::DISMISS {
        "dismissed from"
    } else {
        "appointed to"
    }
}
