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
use crate::graph::vocab::{eli, org, schema, skos, zm};
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
        [
            rdfs::LABEL,
            eli::TITLE,
            schema::HEADLINE,
            zm::TEXT,
            zm::INDICATOR,
        ]
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

    /// The figure of a quantity: `320000000元`, `23微克/立方米 (同比 -17.9%)`; empty for what
    /// is no quantity.
    fn figure(&self) -> String {
        let value = self.value(schema::VALUE);
        let level = format!("{value}{}", self.value(schema::UNIT_TEXT));
        let change = self.value(zm::CHANGE_VALUE);
        if change.is_empty() {
            return level;
        }
        let basis = self.value(zm::CHANGE_BASIS);
        let unit = self.value(zm::CHANGE_UNIT);
        let change = format!("({basis} {change}{unit})");
        [level, change].join(" ").trim_start().to_owned()
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
            figure: about.figure(),
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

    /// The edge of a single statement. What says it is the evidence of the node at its end,
    /// where a meeting or an article speaks of it, else of the node at its start.
    pub fn plain(
        &self,
        from: &About,
        property: NamedNodeRef<'_>,
        to: &About,
    ) -> Result<Edge, StorageError> {
        let short = shorten(property.as_str());
        let label = words(short.rsplit(':').next().unwrap_or(&short));
        if IDENTITY.contains(&property) {
            // No sentence says so: it was concluded from many, or judged.
            return Ok(Edge {
                label,
                ..Edge::default()
            });
        }
        let kind = from.kind();
        let speaks = matches!(kind, "meeting" | "article") && to.said();
        let said = if speaks { to } else { from };
        let evidence = if speaks {
            self.evidence_in(from, to)?
        } else {
            from.evidence()
        };
        let dated = if kind == "meeting" { from } else { to };
        Ok(Edge {
            label,
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

/// The code at the end of a division's IRI.
pub(super) fn code(division: &str) -> &str {
    division.rsplit('/').next().unwrap_or_default()
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
