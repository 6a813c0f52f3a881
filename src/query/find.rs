//! From a name to the things that bear it: what `show`, `path` and `timeline` take.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Term, vocab::rdfs};
use serde::Serialize;

use super::error::QueryError;
use super::names::expand;
use super::profile::{Profile, profile};
use super::view::View;
use crate::graph::chinese;
use crate::graph::vocab::{eli, schema, skos};

/// A node of the graph with what a reader needs to know it by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Thing {
    /// The node.
    pub iri: String,
    /// `official`, `agency`, `meeting`, `document`, `directive` ….
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// The day of a meeting.
    pub date: Option<String>,
}

/// A thing that bears a name which others bear too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The node.
    pub iri: String,
    /// What it is, as [`Thing::kind`].
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// One line that tells it from the others.
    pub summary: String,
}

/// Kinds that a name is looked up for.
const SHOWN: &[&str] = &[
    "official",
    "agency",
    "meeting",
    "document",
    "initiative",
    "division",
    "place",
];

impl View<'_> {
    /// What is called so: by IRI, else by whole name (also an abbreviation), else by a part
    /// of the name. Nodes that are joined are one thing; its first node is the one found.
    pub(super) fn called(self, name: &str) -> Result<Vec<Vec<NamedNode>>, QueryError> {
        let mut nodes = BTreeSet::new();
        if let Ok(node) = NamedNode::new(expand(name))
            && self.knows(&node)?
        {
            nodes.insert(node);
        }
        if nodes.is_empty() {
            let literal: Term = chinese(name.trim()).into();
            for property in [rdfs::LABEL, skos::ALT_LABEL, eli::TITLE] {
                nodes.extend(self.from(property, &literal)?);
            }
            nodes = self.of_shown_kind(nodes)?;
        }
        if nodes.is_empty() && !name.trim().is_empty() {
            nodes = self.of_shown_kind(self.containing(name.trim())?)?;
        }
        let mut things = Vec::new();
        let mut known = BTreeSet::new();
        for node in nodes {
            let mut identities = self.identities(&node)?;
            if known.insert(identities.clone()) {
                identities.sort_by_key(|other| (*other != node, other.clone()));
                things.push(identities);
            }
        }
        Ok(things)
    }

    /// What is called so; where a thing of one of the `wanted` kinds bears the name, others do
    /// not count.
    pub(super) fn called_of(
        self,
        name: &str,
        wanted: &[&str],
    ) -> Result<Vec<Vec<NamedNode>>, QueryError> {
        let things = self.called(name)?;
        let mut fitting = Vec::new();
        for thing in &things {
            if let Some(node) = thing.first()
                && wanted.contains(&self.kind(node)?)
            {
                fitting.push(thing.clone());
            }
        }
        Ok(if fitting.is_empty() { things } else { fitting })
    }

    /// The one of some things that are called so, with all nodes that are joined with it.
    pub(super) fn the_one(
        self,
        name: &str,
        mut things: Vec<Vec<NamedNode>>,
    ) -> Result<Vec<NamedNode>, QueryError> {
        if things.len() > 1 {
            return Err(self.ambiguous(name, &things)?);
        }
        things.pop().ok_or_else(|| QueryError::NothingCalled {
            name: name.to_owned(),
        })
    }

    /// The error that names the candidates.
    fn ambiguous(self, name: &str, things: &[Vec<NamedNode>]) -> Result<QueryError, QueryError> {
        let mut candidates = Vec::new();
        for identities in things {
            if let Some(profile) = self.profile_of(identities)? {
                candidates.push(Candidate {
                    iri: profile.iri,
                    kind: profile.kind,
                    label: profile.label,
                    summary: profile.summary,
                });
            }
        }
        Ok(QueryError::Ambiguous {
            name: name.to_owned(),
            candidates,
        })
    }

    /// The profile of the first of some nodes that are one.
    pub(super) fn profile_of(
        self,
        identities: &[NamedNode],
    ) -> Result<Option<Profile>, QueryError> {
        let Some(node) = identities.first() else {
            return Ok(None);
        };
        let mut sorted = identities.to_vec();
        sorted.sort();
        profile(self, node.clone(), &sorted).map(Some)
    }

    /// A node with its kind and label.
    pub(super) fn thing(self, node: &NamedNode) -> Result<Thing, QueryError> {
        Ok(Thing {
            iri: node.as_str().to_owned(),
            kind: self.kind(node)?.to_owned(),
            label: self.label(node)?,
            date: self.value(node, schema::START_DATE)?,
        })
    }

    fn of_shown_kind(self, nodes: BTreeSet<NamedNode>) -> Result<BTreeSet<NamedNode>, QueryError> {
        let mut kept = BTreeSet::new();
        for node in nodes {
            if SHOWN.contains(&self.kind(&node)?) {
                kept.insert(node);
            }
        }
        Ok(kept)
    }

    fn containing(self, part: &str) -> Result<BTreeSet<NamedNode>, QueryError> {
        let mut nodes = BTreeSet::new();
        for property in [rdfs::LABEL, eli::TITLE] {
            let quads = self.0.store().quads_for_pattern(
                None,
                Some(property),
                None,
                Some(GraphNameRef::DefaultGraph),
            );
            for quad in quads {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(node), Term::Literal(label)) =
                    (quad.subject, quad.object)
                    && label.value().contains(part)
                {
                    nodes.insert(node);
                }
            }
        }
        Ok(nodes)
    }
}
