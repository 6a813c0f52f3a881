//! Look-ups in the union of all graphs that `show` and `why` share.

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, vocab::rdf, vocab::rdfs,
};
use oxigraph::store::StorageError;

use super::error::QueryError;
use crate::graph::Graph;
use crate::graph::vocab::{eli, foaf, org, schema, skos, zm};

/// A graph, asked node by node.
#[derive(Clone, Copy)]
pub(super) struct View<'a>(pub &'a Graph);

impl View<'_> {
    /// The nodes that a property leads to, in the order of their IRIs.
    pub fn nodes(
        self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, QueryError> {
        let mut nodes = Vec::new();
        for term in self.terms(subject, property)? {
            if let Term::NamedNode(node) = term {
                nodes.push(node);
            }
        }
        nodes.sort();
        Ok(nodes)
    }

    /// The nodes that a property comes from, in the order of their IRIs.
    pub fn from(
        self,
        property: NamedNodeRef<'_>,
        object: &Term,
    ) -> Result<Vec<NamedNode>, QueryError> {
        let quads = self.0.store().quads_for_pattern(
            None,
            Some(property),
            Some(object.as_ref()),
            Some(GraphNameRef::DefaultGraph),
        );
        let mut nodes = Vec::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                nodes.push(node);
            }
        }
        nodes.sort();
        Ok(nodes)
    }

    /// The same for a node.
    pub fn subjects(
        self,
        property: NamedNodeRef<'_>,
        object: &NamedNode,
    ) -> Result<Vec<NamedNode>, QueryError> {
        self.from(property, &object.clone().into())
    }

    /// The values of the literals of a property, sorted.
    pub fn values(
        self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<String>, QueryError> {
        let mut values = Vec::new();
        for term in self.terms(subject, property)? {
            if let Term::Literal(literal) = term {
                values.push(literal.value().to_owned());
            }
        }
        values.sort();
        Ok(values)
    }

    /// The first of the values.
    pub fn value(
        self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
    ) -> Result<Option<String>, QueryError> {
        Ok(self.values(subject, property)?.into_iter().next())
    }

    /// A number, the least where there are several.
    pub fn number(
        self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
    ) -> Result<usize, QueryError> {
        let values = self.values(subject, property)?;
        Ok(values
            .iter()
            .filter_map(|v| v.parse().ok())
            .min()
            .unwrap_or(usize::MAX))
    }

    fn terms(
        self,
        subject: &NamedNode,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StorageError> {
        self.0
            .store()
            .quads_for_pattern(
                Some(subject.as_ref().into()),
                Some(property),
                None,
                Some(GraphNameRef::DefaultGraph),
            )
            .map(|quad| Ok(quad?.object))
            .collect()
    }

    /// Whether the graph says anything of a node.
    pub fn knows(self, node: &NamedNode) -> Result<bool, QueryError> {
        let mut quads = self.0.store().quads_for_pattern(
            Some(node.as_ref().into()),
            None,
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        Ok(quads.next().transpose()?.is_some())
    }

    /// What a node is called: its label, title, headline or words, else its short IRI.
    pub fn label(self, node: &NamedNode) -> Result<String, QueryError> {
        for property in [rdfs::LABEL, eli::TITLE, schema::HEADLINE] {
            if let Some(label) = self.value(node, property)? {
                return Ok(label);
            }
        }
        if let Some(indicator) = self.value(node, zm::INDICATOR)? {
            return Ok(indicator);
        }
        if self.kind(node)? == "directive"
            && let Some(text) = self.value(node, zm::TEXT)?
        {
            return Ok(text);
        }
        for property in [zm::POST, zm::TO_POST, zm::IN_MEETING, eli::REALIZES] {
            if let Some(other) = self.nodes(node, property)?.first() {
                return self.label(other);
            }
        }
        Ok(super::names::shorten(node.as_str()))
    }

    /// The days of appointment to a tenure and of removal, as words: `, appointed 2023-06-28`.
    pub fn bounds(self, tenure: &NamedNode) -> Result<String, QueryError> {
        let mut bounds = String::new();
        for (word, property) in [("appointed", zm::VALID_FROM), ("removed", zm::VALID_TO)] {
            for day in self.values(tenure, property)? {
                bounds.push_str(&format!(", {word} {day}"));
            }
        }
        Ok(bounds)
    }

    /// What a node is, in a word.
    pub fn kind(self, node: &NamedNode) -> Result<&'static str, QueryError> {
        Ok(self
            .nodes(node, rdf::TYPE)?
            .iter()
            .map(|class| kind_of(class.as_ref()))
            .find(|kind| *kind != "node")
            .unwrap_or("node"))
    }
}

/// The word for a class.
pub(crate) fn kind_of(class: NamedNodeRef<'_>) -> &'static str {
    const DOCUMENTS: &[NamedNodeRef<'static>] = &[
        zm::LAW,
        zm::REGULATION,
        zm::RULES,
        zm::INTERPRETATION,
        zm::PLAN,
        zm::NOTICE,
        zm::OPINION,
        zm::REPORT_DOCUMENT,
        zm::LETTER,
        eli::LEGAL_RESOURCE,
    ];
    if class == foaf::PERSON {
        "official"
    } else if class == org::FORMAL_ORGANIZATION {
        "agency"
    } else if class == zm::MEETING {
        "meeting"
    } else if DOCUMENTS.contains(&class) {
        "document"
    } else if class == skos::CONCEPT {
        "initiative"
    } else if class == schema::ADMINISTRATIVE_AREA {
        "division"
    } else if class == schema::PLACE {
        "place"
    } else if class == zm::DIRECTIVE {
        "directive"
    } else if class == zm::APPOINTMENT {
        "appointment"
    } else if class == zm::QUANTITY {
        "quantity"
    } else if class == zm::DEADLINE {
        "deadline"
    } else if class == org::POST {
        "post"
    } else if class == org::MEMBERSHIP {
        "tenure"
    } else if class == zm::COMPARISON {
        "comparison"
    } else if class == org::CHANGE_EVENT {
        "change"
    } else if class == zm::PARTICIPATION {
        "participation"
    } else if class == schema::NEWS_ARTICLE {
        "article"
    } else if class == eli::LEGAL_EXPRESSION {
        "text"
    } else {
        "node"
    }
}
