//! Which entities there are: all that an export keeps in memory of the whole graph.

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::{NamedNodeRef, Term, vocab::rdf};
use oxigraph::store::StorageError;

use super::facts::Facts;
use crate::graph::vocab::schema;
use crate::query::kind_of;

/// An entity in the index.
pub(super) struct Entry {
    pub iri: String,
    pub kind: &'static str,
    /// Whether its own statements become edges. Reference data that articles lead to is there
    /// as an end of edges alone; a division also says in which it lies.
    pub whole: bool,
}

/// The entities in the order of their IRIs.
#[derive(Default)]
pub(super) struct Index {
    pub entries: Vec<Entry>,
}

impl Index {
    /// Finds the entities of the graph: all that articles speak of, and the reference data
    /// that they lead to.
    pub fn of(facts: &Facts<'_>) -> Result<Self, StorageError> {
        let mut kinds: BTreeMap<String, (String, &'static str)> = BTreeMap::new();
        for pair in facts.pairs(rdf::TYPE) {
            let (iri, class) = pair?;
            let kind = kind_of(NamedNodeRef::new_unchecked(&class));
            if !is_entity(kind) {
                continue;
            }
            let first = kinds.entry(iri).or_insert_with(|| (class.clone(), kind));
            if class < first.0 {
                *first = (class, kind);
            }
        }
        let (mut found, mut reference) = (BTreeMap::new(), HashMap::new());
        for (iri, (_, kind)) in kinds {
            if matches!(kind, "division" | "document") && !facts.said(&iri)? {
                reference.insert(iri, kind);
            } else {
                found.insert(iri, (kind, true));
            }
        }
        let mut reached: Vec<(String, &'static str)> = Vec::new();
        for (iri, (kind, _)) in &found {
            for (_, object) in facts.about(iri)?.statements() {
                if let Term::NamedNode(object) = object {
                    reached.extend(reference.remove_entry(object.as_str()));
                }
            }
            if *kind == "division" {
                reached.push((iri.clone(), kind));
            }
        }
        while let Some((iri, kind)) = reached.pop() {
            if kind == "division" {
                for parent in facts.about(&iri)?.nodes(schema::CONTAINED_IN_PLACE) {
                    reached.extend(reference.remove_entry(parent));
                }
            }
            found.entry(iri).or_insert((kind, false));
        }
        let entries = found.into_iter();
        Ok(entries
            .map(|(iri, (kind, whole))| Entry { iri, kind, whole })
            .collect())
    }

    /// The place of an entity.
    pub fn number(&self, iri: &str) -> Option<usize> {
        self.entries
            .binary_search_by(|entry| entry.iri.as_str().cmp(iri))
            .ok()
    }
}

impl FromIterator<Entry> for Index {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        entries.sort_unstable_by(|a, b| a.iri.cmp(&b.iri));
        entries.dedup_by(|a, b| a.iri == b.iri);
        Self { entries }
    }
}

/// Whether a kind of node is an entity of the export, and not what becomes an edge or a value.
fn is_entity(kind: &str) -> bool {
    !matches!(
        kind,
        "node"
            | "text"
            | "post"
            | "deadline"
            | "tenure"
            | "participation"
            | "appointment"
            | "change"
            | "comparison"
    )
}
