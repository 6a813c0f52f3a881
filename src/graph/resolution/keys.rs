//! Which blocks of the resolution a set of quads touches: the persons, meetings and agencies
//! that they describe. Every article describes all it names, so that the quads that come with
//! an article, or go with it, tell all that it has a say in.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf};

use super::super::iri;
use super::super::vocab::{foaf, org, zm};
use crate::base::PartialDate;

/// What can be one across articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Person,
    Meeting,
    Agency,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Person, Kind::Meeting, Kind::Agency];

    pub(super) fn class(self) -> NamedNodeRef<'static> {
        match self {
            Kind::Person => foaf::PERSON,
            Kind::Meeting => zm::MEETING,
            Kind::Agency => org::FORMAL_ORGANIZATION,
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Meeting => "meeting",
            Kind::Agency => "agency",
        }
    }

    /// The kind that an IRI tells.
    pub(super) fn of(node: &NamedNode) -> Option<Kind> {
        let first = iri::segments(node).into_iter().next()?;
        Kind::ALL.into_iter().find(|kind| kind.prefix() == first)
    }
}

/// The persons, meetings and agencies that a change of articles touches.
///
/// ```
/// use zhengmai::{facts::Record, graph::{quads, Keys}};
/// let mut keys = Keys::default();
/// keys.extend(quads(&Record { text: "安阳市召开推进会".into(), ..Record::default() }).iter());
/// assert!(keys.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    nodes: BTreeSet<(Kind, NamedNode)>,
    /// The hash that the store had before.
    resolution_hash: Option<String>,
}

impl Keys {
    /// Takes in the nodes that quads describe; all other quads are passed over.
    pub fn extend<'a>(&mut self, quads: impl Iterator<Item = &'a Quad>) {
        for quad in quads {
            if quad.predicate == rdf::TYPE
                && let Term::NamedNode(class) = &quad.object
                && let Some(kind) = Kind::ALL.into_iter().find(|kind| *class == kind.class())
                && let NamedOrBlankNode::NamedNode(node) = &quad.subject
            {
                self.nodes.insert((kind, node.clone()));
            }
        }
    }

    /// Tells whether nothing is touched.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Takes in what others hold.
    pub fn merge(&mut self, other: Keys) {
        self.nodes.extend(other.nodes);
    }

    pub(super) fn set_resolution_hash(&mut self, hash: String) {
        self.resolution_hash = Some(hash);
    }

    pub(super) fn resolution_hash(&self) -> Option<&String> {
        self.resolution_hash.as_ref()
    }

    pub(super) fn nodes(&self, kind: Kind) -> impl Iterator<Item = NamedNode> {
        let of_kind = move |(other, _): &&(Kind, NamedNode)| *other == kind;
        self.nodes
            .iter()
            .filter(of_kind)
            .map(|(_, node)| node.clone())
    }

    /// The names of the persons.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let names = self.nodes(Kind::Person).filter_map(|p| person(&p));
        names.map(|(_, name)| name).collect()
    }

    /// The jurisdictions and days of the meetings.
    pub(super) fn meeting_blocks(&self) -> BTreeSet<String> {
        self.nodes(Kind::Meeting)
            .filter_map(|m| meeting_block(&m))
            .collect()
    }
}

/// Jurisdiction and name of a person.
pub(super) fn person(node: &NamedNode) -> Option<(String, String)> {
    match <[String; 3]>::try_from(iri::segments(node)) {
        Ok([kind, scope, name]) if kind == Kind::Person.prefix() => Some((scope, name)),
        _ => None,
    }
}

/// Jurisdiction, day and name of a meeting whose jurisdiction and day are known.
pub(super) fn meeting(node: &NamedNode) -> Option<(String, PartialDate, String)> {
    match <[String; 4]>::try_from(iri::segments(node)) {
        Ok([kind, scope, date, name]) if kind == Kind::Meeting.prefix() && is_code(&scope) => {
            let date: PartialDate = date.parse().ok()?;
            date.day.map(|_| (scope, date, name))
        }
        _ => None,
    }
}

/// `410500/2018-05-29`: what the meetings that can be one have in common.
pub(super) fn meeting_block(node: &NamedNode) -> Option<String> {
    meeting(node).map(|(scope, date, _)| format!("{scope}/{date}"))
}

/// Whether a scope is a code of a division, and not the hash of an article.
pub(super) fn is_code(scope: &str) -> bool {
    matches!(scope.len(), 6 | 9) && scope.bytes().all(|b| b.is_ascii_digit())
}
