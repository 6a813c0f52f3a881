//! Shapes from Turtle. Every term of SHACL in the file has to be one that is checked; any other
//! is an error that names it and the shape.

use std::collections::{BTreeSet, HashMap};

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Term};

use super::literal::DATATYPES;
use super::shape::{Constraint, Path, Severity, Shape, Shapes, Target};
use super::sparql::Select;
use super::value::{
    Said, first, iri, is_sh, literal, malformed, node, node_kind, number, pattern, truth,
    unsupported,
};
use crate::query::shorten;

/// The namespace of SHACL.
pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";

/// What keeps a shapes file from being checked.
#[derive(Debug, thiserror::Error)]
pub enum ShapesError {
    /// It is no Turtle.
    #[error("the shapes cannot be parsed: {0}")]
    Turtle(#[from] RdfParseError),
    /// Something of SHACL that is not checked.
    #[error("{shape}: {what} is not supported, so the shapes cannot be checked as they are")]
    Unsupported {
        /// The shape.
        shape: String,
        /// The term.
        what: String,
    },
    /// Something that is no SHACL.
    #[error("{shape}: {what}")]
    Malformed {
        /// The shape.
        shape: String,
        /// What is wrong.
        what: String,
    },
}

/// Reads shapes.
pub(super) fn parse(turtle: &str) -> Result<Shapes, ShapesError> {
    let mut reader = Reader::default();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_reader(turtle.as_bytes()) {
        let quad = quad?;
        if !reader.said.contains_key(&quad.subject) {
            reader.order.push(quad.subject.clone());
        }
        let said = reader.said.entry(quad.subject).or_default();
        said.push((quad.predicate, quad.object));
    }
    for node in reader.order.clone() {
        if matches!(node, NamedOrBlankNode::NamedNode(_)) && reader.is_shape(&node) {
            reader.shape(&node, None)?;
        }
    }
    reader.nothing_is_left()?;
    Ok(Shapes {
        all: reader.shapes.into_iter().flatten().collect(),
    })
}

#[derive(Default)]
struct Reader {
    said: HashMap<NamedOrBlankNode, Said>,
    /// Subjects in the order of the file.
    order: Vec<NamedOrBlankNode>,
    /// Places in `shapes`.
    known: HashMap<NamedOrBlankNode, usize>,
    /// Filled once all that a shape names is read.
    shapes: Vec<Option<Shape>>,
    /// Nodes that are read and are no shapes: lists, paths, prefixes, SPARQL.
    read: BTreeSet<String>,
}

impl Reader {
    fn said(&self, node: &NamedOrBlankNode) -> Said {
        self.said.get(node).cloned().unwrap_or_default()
    }

    fn is_shape(&self, node: &NamedOrBlankNode) -> bool {
        self.said.get(node).is_some_and(|said| {
            said.iter().any(|(property, value)| {
                let kind = *property == rdf::TYPE
                    && matches!(value, Term::NamedNode(class)
                        if ["NodeShape", "PropertyShape"].iter().any(|k| is_sh(class.as_ref(), k)));
                kind || property.as_str().starts_with(&format!("{SH}target"))
            })
        })
    }

    /// Reads a shape and all that it names; returns its place.
    fn shape(&mut self, id: &NamedOrBlankNode, around: Option<&str>) -> Result<usize, ShapesError> {
        if let Some(&at) = self.known.get(id) {
            let name = self.name(id, around);
            return match self.shapes[at] {
                Some(_) => Ok(at),
                None => Err(unsupported(&name, "a shape that leads back to itself")),
            };
        }
        let at = self.shapes.len();
        self.shapes.push(None);
        self.known.insert(id.clone(), at);
        let mut shape = Shape {
            id: id.clone(),
            name: self.name(id, around),
            targets: Vec::new(),
            path: None,
            constraints: Vec::new(),
            severity: Severity::Violation,
            message: None,
            deactivated: false,
        };
        let said = self.said(id);
        for (property, value) in &said {
            let Some(term) = property.as_str().strip_prefix(SH) else {
                if *property == rdf::TYPE || property.as_str().contains("/rdf-schema#") {
                    continue;
                }
                return Err(malformed(
                    &shape.name,
                    &format!("{property} is no term of SHACL"),
                ));
            };
            self.term(&mut shape, term, value, &said)?;
        }
        self.shapes[at] = Some(shape);
        Ok(at)
    }

    fn name(&self, id: &NamedOrBlankNode, around: Option<&str>) -> String {
        match (id, around) {
            (NamedOrBlankNode::NamedNode(node), _) => shorten(node.as_str()),
            (NamedOrBlankNode::BlankNode(_), around) => around.unwrap_or("a shape").to_owned(),
        }
    }

    /// Reads one statement about a shape.
    fn term(
        &mut self,
        shape: &mut Shape,
        term: &str,
        value: &Term,
        said: &Said,
    ) -> Result<(), ShapesError> {
        let name = shape.name.clone();
        let constraint = match term {
            "name" | "description" | "order" | "group" => return Ok(()),
            "targetClass" | "targetNode" | "targetSubjectsOf" | "targetObjectsOf" => {
                shape.targets.push(match term {
                    "targetClass" => Target::Class(iri(&name, term, value)?),
                    "targetSubjectsOf" => Target::SubjectsOf(iri(&name, term, value)?),
                    "targetObjectsOf" => Target::ObjectsOf(iri(&name, term, value)?),
                    _ => Target::Node(value.clone()),
                });
                return Ok(());
            }
            "path" => {
                shape.path = Some(self.path(&name, value)?);
                return Ok(());
            }
            "severity" => {
                let severity = iri(&name, term, value)?;
                let known = [Severity::Violation, Severity::Warning, Severity::Info];
                let found = known
                    .into_iter()
                    .find(|s| is_sh(severity.as_ref(), s.name()));
                shape.severity = found.ok_or_else(|| unsupported(&name, &severity.to_string()))?;
                return Ok(());
            }
            "message" => {
                shape.message = Some(literal(&name, term, value)?.value().to_owned());
                return Ok(());
            }
            "deactivated" => {
                shape.deactivated = truth(&name, term, value)?;
                return Ok(());
            }
            "minCount" => Constraint::MinCount(number(&name, term, value)?),
            "maxCount" => Constraint::MaxCount(number(&name, term, value)?),
            "class" => Constraint::Class(iri(&name, term, value)?),
            "datatype" => {
                let datatype = iri(&name, term, value)?;
                if !DATATYPES.contains(&datatype.as_ref()) {
                    return Err(unsupported(&name, &format!("sh:datatype {datatype}")));
                }
                Constraint::Datatype(datatype)
            }
            "nodeKind" => node_kind(&name, value)?,
            "minExclusive" => Constraint::MinExclusive(literal(&name, term, value)?),
            "minInclusive" => Constraint::MinInclusive(literal(&name, term, value)?),
            "maxExclusive" => Constraint::MaxExclusive(literal(&name, term, value)?),
            "maxInclusive" => Constraint::MaxInclusive(literal(&name, term, value)?),
            "minLength" => Constraint::MinLength(number(&name, term, value)?),
            "maxLength" => Constraint::MaxLength(number(&name, term, value)?),
            "pattern" => pattern(&name, value, said)?,
            // Read together with what they belong to.
            "flags" | "ignoredProperties" | "qualifiedMinCount" | "qualifiedMaxCount" => {
                let with = match term {
                    "flags" => "pattern",
                    "ignoredProperties" => "closed",
                    _ => "qualifiedValueShape",
                };
                return match first(said, with) {
                    Some(_) => Ok(()),
                    None => Err(malformed(&name, &format!("sh:{term} without sh:{with}"))),
                };
            }
            "languageIn" => {
                let mut ranges = Vec::new();
                for range in self.list(&name, value)? {
                    ranges.push(literal(&name, term, &range)?.value().to_owned());
                }
                Constraint::LanguageIn(ranges)
            }
            "uniqueLang" => match truth(&name, term, value)? {
                true => Constraint::UniqueLang,
                false => return Ok(()),
            },
            "in" => Constraint::In(self.list(&name, value)?),
            "hasValue" => Constraint::HasValue(value.clone()),
            "equals" => Constraint::Equals(iri(&name, term, value)?),
            "disjoint" => Constraint::Disjoint(iri(&name, term, value)?),
            "lessThan" => Constraint::LessThan(iri(&name, term, value)?),
            "lessThanOrEquals" => Constraint::LessThanOrEquals(iri(&name, term, value)?),
            "not" => Constraint::Not(self.inner(&name, value)?),
            "and" => Constraint::And(self.inners(&name, value)?),
            "or" => Constraint::Or(self.inners(&name, value)?),
            "xone" => Constraint::Xone(self.inners(&name, value)?),
            "node" => Constraint::Node(self.inner(&name, value)?),
            "property" => Constraint::Property(self.inner(&name, value)?),
            "qualifiedValueShape" => {
                let inner = self.inner(&name, value)?;
                if let Some(count) = first(said, "qualifiedMaxCount") {
                    let count = number(&name, "qualifiedMaxCount", count)?;
                    shape.constraints.push(Constraint::QualifiedMax {
                        shape: inner,
                        count,
                    });
                }
                match first(said, "qualifiedMinCount") {
                    Some(count) => Constraint::QualifiedMin {
                        shape: inner,
                        count: number(&name, "qualifiedMinCount", count)?,
                    },
                    None => return Ok(()),
                }
            }
            "closed" => match truth(&name, term, value)? {
                true => self.closed(&name, said)?,
                false => return Ok(()),
            },
            "sparql" => Constraint::Sparql(Box::new(self.sparql(&name, value)?)),
            _ => return Err(unsupported(&name, &format!("sh:{term}"))),
        };
        shape.constraints.push(constraint);
        Ok(())
    }

    fn inner(&mut self, around: &str, value: &Term) -> Result<usize, ShapesError> {
        let id = node(around, value)?;
        if !self.said.contains_key(&id) {
            return Err(malformed(
                around,
                &format!("names the shape {id}, which is not there"),
            ));
        }
        self.shape(&id, Some(around))
    }

    fn inners(&mut self, around: &str, value: &Term) -> Result<Vec<usize>, ShapesError> {
        let list = self.list(around, value)?;
        list.iter().map(|value| self.inner(around, value)).collect()
    }

    /// The members of an RDF list.
    fn list(&mut self, name: &str, head: &Term) -> Result<Vec<Term>, ShapesError> {
        let (mut members, mut at) = (Vec::new(), head.clone());
        while at != Term::from(rdf::NIL) {
            let cell = node(name, &at)?;
            let said = self.said(&cell);
            let value = |property: NamedNodeRef<'_>| {
                let found = said.iter().find(|(p, _)| *p == property);
                found.map(|(_, value)| value.clone())
            };
            let (Some(first), Some(rest)) = (value(rdf::FIRST), value(rdf::REST)) else {
                return Err(malformed(name, "has a list that is none"));
            };
            if !self.read.insert(cell.to_string()) {
                return Err(malformed(name, "has a list that leads back to itself"));
            }
            members.push(first);
            at = rest;
        }
        Ok(members)
    }

    fn path(&mut self, name: &str, value: &Term) -> Result<Path, ShapesError> {
        if let Term::NamedNode(property) = value {
            return Ok(Path::Forward(property.clone()));
        }
        let id = node(name, value)?;
        self.read.insert(id.to_string());
        match self.said(&id).as_slice() {
            [(property, Term::NamedNode(inner))] if is_sh(property.as_ref(), "inversePath") => {
                Ok(Path::Inverse(inner.clone()))
            }
            _ => Err(unsupported(
                name,
                "a path that is neither a property nor the inverse of one",
            )),
        }
    }

    /// The properties that a closed shape knows: the paths of its own properties, and those it
    /// is told to leave alone.
    fn closed(&mut self, name: &str, said: &Said) -> Result<Constraint, ShapesError> {
        let mut allowed = Vec::new();
        for (property, value) in said {
            if is_sh(property.as_ref(), "ignoredProperties") {
                for ignored in self.list(name, value)? {
                    allowed.push(iri(name, "ignoredProperties", &ignored)?);
                }
            } else if is_sh(property.as_ref(), "property") {
                let inner = self.said(&node(name, value)?);
                if let Some(Term::NamedNode(path)) = first(&inner, "path") {
                    allowed.push(path.clone());
                }
            }
        }
        Ok(Constraint::Closed { allowed })
    }

    fn sparql(&mut self, name: &str, value: &Term) -> Result<Select, ShapesError> {
        let id = node(name, value)?;
        self.read.insert(id.to_string());
        let (mut select, mut message, mut prefixes) = (None, None, Vec::new());
        for (property, value) in self.said(&id) {
            match property.as_str().strip_prefix(SH) {
                Some("select") => select = Some(literal(name, "select", &value)?),
                Some("message") => {
                    message = Some(literal(name, "message", &value)?.value().to_owned());
                }
                Some("prefixes") => prefixes.extend(self.prefixes(name, &value)?),
                None if property == rdf::TYPE => {}
                _ => {
                    return Err(unsupported(
                        name,
                        &format!("{property} of a SPARQL constraint"),
                    ));
                }
            }
        }
        let select = select.ok_or_else(|| malformed(name, "has sh:sparql without sh:select"))?;
        Select::parse(select.value(), &prefixes, message)
            .map_err(|what| malformed(name, &format!("its SPARQL {what}")))
    }

    /// The prefixes that a node declares.
    fn prefixes(&mut self, name: &str, value: &Term) -> Result<Vec<(String, String)>, ShapesError> {
        let mut prefixes = Vec::new();
        let id = node(name, value)?;
        self.read.insert(id.to_string());
        for (property, value) in self.said(&id) {
            if !is_sh(property.as_ref(), "declare") {
                continue;
            }
            let declaration = node(name, &value)?;
            self.read.insert(declaration.to_string());
            let said = self.said(&declaration);
            let part = |term: &str| match first(&said, term) {
                Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
                _ => None,
            };
            match (part("prefix"), part("namespace")) {
                (Some(prefix), Some(namespace)) => prefixes.push((prefix, namespace)),
                _ => return Err(malformed(name, "has a prefix without prefix or namespace")),
            }
        }
        Ok(prefixes)
    }

    /// Whatever of SHACL is said of a node that no shape led to would not be checked.
    fn nothing_is_left(&self) -> Result<(), ShapesError> {
        for node in &self.order {
            if self.known.contains_key(node) || self.read.contains(&node.to_string()) {
                continue;
            }
            for (property, _) in &self.said[node] {
                if let Some(term) = property.as_str().strip_prefix(SH) {
                    if ["declare", "prefix", "namespace"].contains(&term) {
                        continue;
                    }
                    let name = self.name(node, None);
                    return Err(unsupported(
                        &name,
                        &format!("sh:{term} outside of any shape"),
                    ));
                }
            }
        }
        Ok(())
    }
}
