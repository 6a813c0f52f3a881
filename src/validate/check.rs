//! Checks a graph against shapes, focus node by focus node, on all cores. What is said of a node
//! is read from the store once for all that its shapes ask.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::sparql::QueryEvaluationError;
use oxigraph::store::{StorageError, Store};
use rayon::prelude::*;

use super::literal::{is, language_matches};
use super::report::{Finding, Report};
use super::shape::{Constraint, Path, Shape, Shapes, Target};
use super::sparql::Fault;
use crate::graph::Graph;
use crate::query::literals;

/// What keeps a graph from being checked: the store failed.
#[derive(Debug, thiserror::Error)]
pub enum ValidationError {
    /// To read.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
    /// To answer the SPARQL of a constraint.
    #[error("the store failed to answer a constraint: {0}")]
    Evaluation(#[from] QueryEvaluationError),
}

/// Focus nodes that one thread takes at a time.
const BATCH: usize = 256;

/// Checks the union of all graphs against shapes.
///
/// ```
/// use zhengmai::{facts::Record, graph::Graph, validate::{Shapes, validate}};
/// let graph = Graph::in_memory().unwrap();
/// graph.insert(&[Record { text: "安阳市召开推进会".into(), ..Record::default() }]).unwrap();
/// let report = validate(&graph, &Shapes::embedded().unwrap()).unwrap();
/// assert!(report.conforms());
/// ```
pub fn validate(graph: &Graph, shapes: &Shapes) -> Result<Report, ValidationError> {
    let checker = Checker::new(graph.store(), shapes)?;
    let mut report = Report::default();
    for (at, shape) in shapes.all.iter().enumerate() {
        if shape.targets.is_empty() || shape.deactivated {
            continue;
        }
        let focus_nodes = checker.focus_nodes(shape)?;
        report.checked += focus_nodes.len();
        let found = focus_nodes.par_chunks(BATCH).map(|batch| {
            let mut found = Vec::new();
            for focus in batch {
                checker.check(at, &Node::new(focus.clone()), &mut found)?;
            }
            Ok(found)
        });
        let found: Vec<Vec<Finding>> = found.collect::<Result<_, ValidationError>>()?;
        report.findings.extend(found.into_iter().flatten());
    }
    report.settle();
    Ok(report)
}

/// A node, and what the graph says of it once somebody has asked.
struct Node {
    term: Term,
    said: OnceCell<Vec<(NamedNode, Term)>>,
}

impl Node {
    fn new(term: Term) -> Self {
        Self {
            term,
            said: OnceCell::new(),
        }
    }

    fn literal(&self) -> Option<&Literal> {
        match &self.term {
            Term::Literal(literal) => Some(literal),
            _ => None,
        }
    }

    /// The characters of a literal or an IRI.
    fn text(&self) -> Option<&str> {
        match &self.term {
            Term::Literal(literal) => Some(literal.value()),
            Term::NamedNode(node) => Some(node.as_str()),
            Term::BlankNode(_) => None,
        }
    }
}

struct Checker<'a> {
    store: &'a Store,
    shapes: &'a Shapes,
    /// The instances of each class that a shape names, those of its subclasses included.
    instances: HashMap<NamedNode, HashSet<Term>>,
    /// What the SPARQL constraints find, by shape and place among its constraints.
    faults: HashMap<(usize, usize), HashMap<Term, Vec<Fault>>>,
}

impl<'a> Checker<'a> {
    fn new(store: &'a Store, shapes: &'a Shapes) -> Result<Self, ValidationError> {
        let mut checker = Self {
            store,
            shapes,
            instances: HashMap::new(),
            faults: HashMap::new(),
        };
        for (at, shape) in shapes.all.iter().enumerate() {
            for target in &shape.targets {
                if let Target::Class(class) = target {
                    checker.load(class)?;
                }
            }
            for (place, constraint) in shape.constraints.iter().enumerate() {
                match constraint {
                    Constraint::Class(class) => checker.load(class)?,
                    Constraint::Sparql(select) => {
                        checker.faults.insert((at, place), select.ask(store)?);
                    }
                    _ => {}
                }
            }
        }
        Ok(checker)
    }

    fn load(&mut self, class: &NamedNode) -> Result<(), StorageError> {
        if self.instances.contains_key(class) {
            return Ok(());
        }
        let mut classes = vec![Term::from(class.clone())];
        let mut instances = HashSet::new();
        let mut next = 0;
        while let Some(class) = classes.get(next).cloned() {
            next += 1;
            instances.extend(self.subjects(rdf::TYPE, &class)?);
            for subclass in self.subjects(rdfs::SUB_CLASS_OF, &class)? {
                if !classes.contains(&subclass) {
                    classes.push(subclass);
                }
            }
        }
        self.instances.insert(class.clone(), instances);
        Ok(())
    }

    fn is_a(&self, node: &Node, class: &NamedNode) -> bool {
        self.instances
            .get(class)
            .is_some_and(|known| known.contains(&node.term))
    }

    /// The nodes of all targets of a shape, in the order of their terms.
    fn focus_nodes(&self, shape: &Shape) -> Result<Vec<Term>, StorageError> {
        let mut nodes: Vec<Term> = Vec::new();
        for target in &shape.targets {
            match target {
                Target::Node(node) => nodes.push(node.clone()),
                Target::Class(class) => {
                    nodes.extend(self.instances.get(class).into_iter().flatten().cloned());
                }
                Target::SubjectsOf(property) | Target::ObjectsOf(property) => {
                    let subjects = matches!(target, Target::SubjectsOf(_));
                    let property = Some(property.as_ref());
                    let all = Some(GraphNameRef::DefaultGraph);
                    for quad in self.store.quads_for_pattern(None, property, None, all) {
                        let quad = quad?;
                        nodes.push(if subjects {
                            quad.subject.into()
                        } else {
                            quad.object
                        });
                    }
                }
            }
        }
        let mut ordered: Vec<(String, Term)> = nodes
            .into_iter()
            .map(|node| (node.to_string(), node))
            .collect();
        ordered.sort_by(|a, b| a.0.cmp(&b.0));
        ordered.dedup_by(|a, b| a.0 == b.0);
        Ok(ordered.into_iter().map(|(_, node)| node).collect())
    }

    fn subjects(
        &self,
        property: NamedNodeRef<'_>,
        object: &Term,
    ) -> Result<Vec<Term>, StorageError> {
        let all = Some(GraphNameRef::DefaultGraph);
        self.store
            .quads_for_pattern(None, Some(property), Some(object.as_ref()), all)
            .map(|quad| Ok(quad?.subject.into()))
            .collect()
    }

    /// What the graph says of a node.
    fn said<'n>(&self, node: &'n Node) -> Result<&'n [(NamedNode, Term)], StorageError> {
        if let Some(said) = node.said.get() {
            return Ok(said);
        }
        let subject: Option<NamedOrBlankNode> = match &node.term {
            Term::NamedNode(node) => Some(node.clone().into()),
            Term::BlankNode(node) => Some(node.clone().into()),
            Term::Literal(_) => None,
        };
        let mut said = Vec::new();
        if let Some(subject) = subject {
            let all = Some(GraphNameRef::DefaultGraph);
            for quad in self
                .store
                .quads_for_pattern(Some(subject.as_ref()), None, None, all)
            {
                let quad = quad?;
                said.push((quad.predicate, quad.object));
            }
        }
        Ok(node.said.get_or_init(|| said))
    }

    fn objects(&self, node: &Node, property: &NamedNode) -> Result<Vec<Term>, StorageError> {
        let said = self.said(node)?.iter();
        Ok(said
            .filter(|(p, _)| p == property)
            .map(|(_, o)| o.clone())
            .collect())
    }

    /// Whether a node is as a shape asks.
    fn conforms(&self, at: usize, node: &Node) -> Result<bool, ValidationError> {
        let mut found = Vec::new();
        self.check(at, node, &mut found)?;
        Ok(found.is_empty())
    }

    /// How many of some shapes a node is as they ask.
    fn count(&self, shapes: &[usize], node: &Node) -> Result<usize, ValidationError> {
        let mut count = 0;
        for &at in shapes {
            count += usize::from(self.conforms(at, node)?);
        }
        Ok(count)
    }

    /// Checks a focus node against a shape.
    fn check(
        &self,
        at: usize,
        focus: &Node,
        found: &mut Vec<Finding>,
    ) -> Result<(), ValidationError> {
        let shape = &self.shapes.all[at];
        if shape.deactivated {
            return Ok(());
        }
        let reached: Vec<Node>;
        let values: &[Node] = match &shape.path {
            None => std::slice::from_ref(focus),
            Some(path) => {
                let terms = match path {
                    Path::Forward(property) => self.objects(focus, property)?,
                    Path::Inverse(property) => self.subjects(property.as_ref(), &focus.term)?,
                };
                reached = terms.into_iter().map(Node::new).collect();
                &reached
            }
        };
        for (place, constraint) in shape.constraints.iter().enumerate() {
            let fault = |value: Option<&Node>| {
                Finding::new(
                    shape,
                    at,
                    constraint,
                    focus.term.clone(),
                    value.map(|v| &v.term),
                )
            };
            match constraint {
                Constraint::MinCount(count) if values.len() < *count => found.push(fault(None)),
                Constraint::MaxCount(count) if values.len() > *count => found.push(fault(None)),
                Constraint::HasValue(value) if values.iter().all(|v| v.term != *value) => {
                    found.push(fault(None));
                }
                Constraint::MinCount(_) | Constraint::MaxCount(_) | Constraint::HasValue(_) => {}
                Constraint::QualifiedMin { shape, count }
                | Constraint::QualifiedMax { shape, count } => {
                    let mut such = 0;
                    for value in values {
                        such += usize::from(self.conforms(*shape, value)?);
                    }
                    let wrong = match constraint {
                        Constraint::QualifiedMin { .. } => such < *count,
                        _ => such > *count,
                    };
                    if wrong {
                        found.push(fault(None));
                    }
                }
                Constraint::UniqueLang => {
                    for _ in 0..doubled_languages(values) {
                        found.push(fault(None));
                    }
                }
                Constraint::Equals(other) => {
                    let others = self.objects(focus, other)?;
                    let missing = |v: &&Node| !others.contains(&v.term);
                    found.extend(values.iter().filter(missing).map(|v| fault(Some(v))));
                    for other in others {
                        if values.iter().all(|v| v.term != other) {
                            found.push(fault(Some(&Node::new(other))));
                        }
                    }
                }
                Constraint::LessThan(other) | Constraint::LessThanOrEquals(other) => {
                    let or_equal = matches!(constraint, Constraint::LessThanOrEquals(_));
                    let others = self.objects(focus, other)?;
                    for value in values {
                        let wrong = |other: &&Term| !is_less(&value.term, other, or_equal);
                        found.extend(others.iter().filter(wrong).map(|_| fault(Some(value))));
                    }
                }
                Constraint::Property(inner) => {
                    for value in values {
                        self.check(*inner, value, found)?;
                    }
                }
                Constraint::Closed { allowed } => {
                    for value in values {
                        for (property, object) in self.said(value)? {
                            if !allowed.contains(property) {
                                let mut finding = fault(Some(&Node::new(object.clone())));
                                finding.path = Some(Path::Forward(property.clone()));
                                found.push(finding);
                            }
                        }
                    }
                }
                Constraint::Sparql(select) => {
                    let faults = self.faults.get(&(at, place));
                    for one in faults
                        .and_then(|f| f.get(&focus.term))
                        .into_iter()
                        .flatten()
                    {
                        let value = one.value.clone().map(Node::new);
                        let whole = shape.path.is_none().then_some(focus);
                        let mut finding = fault(value.as_ref().or(whole));
                        if let Some(path) = &one.path {
                            finding.path = Some(Path::Forward(path.clone()));
                        }
                        if let Some(message) = &select.message {
                            finding.message.clone_from(message);
                        }
                        found.push(finding);
                    }
                }
                _ => {
                    for value in values {
                        if !self.holds(constraint, focus, value)? {
                            found.push(fault(Some(value)));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a constraint on single values holds of one.
    fn holds(
        &self,
        constraint: &Constraint,
        focus: &Node,
        value: &Node,
    ) -> Result<bool, ValidationError> {
        let ordered = |bound: &Literal| value.literal().and_then(|l| literals(l, bound));
        Ok(match constraint {
            Constraint::Class(class) => self.is_a(value, class),
            Constraint::Datatype(datatype) => value
                .literal()
                .is_some_and(|literal| is(literal, datatype.as_ref())),
            Constraint::NodeKind {
                iri,
                blank,
                literal,
            } => match value.term {
                Term::NamedNode(_) => *iri,
                Term::BlankNode(_) => *blank,
                Term::Literal(_) => *literal,
            },
            Constraint::MinExclusive(bound) => ordered(bound).is_some_and(|o| o.is_gt()),
            Constraint::MinInclusive(bound) => ordered(bound).is_some_and(|o| o.is_ge()),
            Constraint::MaxExclusive(bound) => ordered(bound).is_some_and(|o| o.is_lt()),
            Constraint::MaxInclusive(bound) => ordered(bound).is_some_and(|o| o.is_le()),
            Constraint::MinLength(length) => value
                .text()
                .is_some_and(|text| text.chars().count() >= *length),
            Constraint::MaxLength(length) => value
                .text()
                .is_some_and(|text| text.chars().count() <= *length),
            Constraint::Pattern { pattern, .. } => {
                value.text().is_some_and(|text| pattern.is_match(text))
            }
            Constraint::LanguageIn(ranges) => {
                let tag = value.literal().and_then(Literal::language);
                tag.is_some_and(|tag| ranges.iter().any(|range| language_matches(tag, range)))
            }
            Constraint::In(terms) => terms.contains(&value.term),
            Constraint::Disjoint(other) => !self.objects(focus, other)?.contains(&value.term),
            Constraint::Not(inner) => !self.conforms(*inner, value)?,
            Constraint::And(all) => self.count(all, value)? == all.len(),
            Constraint::Or(all) => {
                for &at in all {
                    if self.conforms(at, value)? {
                        return Ok(true);
                    }
                }
                false
            }
            Constraint::Xone(all) => self.count(all, value)? == 1,
            Constraint::Node(inner) => self.conforms(*inner, value)?,
            _ => true,
        })
    }
}

/// How many languages several of the values are in.
fn doubled_languages(values: &[Node]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for language in values.iter().filter_map(|v| v.literal()?.language()) {
        *counts.entry(language).or_default() += 1;
    }
    counts.values().filter(|count| **count > 1).count()
}

fn is_less(a: &Term, b: &Term, or_equal: bool) -> bool {
    let (Term::Literal(a), Term::Literal(b)) = (a, b) else {
        return false;
    };
    literals(a, b).is_some_and(|order| order.is_lt() || or_equal && order.is_eq())
}
