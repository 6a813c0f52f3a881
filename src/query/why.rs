//! Why the graph holds a node: the sentences, and the rules that read them.

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::error::QueryError;
use super::names::expand;
use super::sentence::Sentence;
use super::view::View;
use crate::graph::Graph;
use crate::graph::iri;
use crate::graph::vocab::zm;

/// What a node is, and where the articles say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The node.
    pub iri: String,
    /// What it is called.
    pub label: String,
    /// What it is, in a word.
    pub kind: String,
    /// The sentences; none for what no article says (reference data).
    pub evidence: Vec<Sentence>,
}

/// Explains a node, whole IRI or short; an evidence IRI is given its sentence. `None` where
/// the graph does not know it.
pub fn why(graph: &Graph, name: &str) -> Result<Option<Explanation>, QueryError> {
    let view = View(graph);
    let Ok(node) = NamedNode::new(expand(name)) else {
        return Ok(None);
    };
    if let Some((article, span)) = iri::split_evidence(node.as_str()) {
        let article = NamedNode::new_unchecked(article);
        let Some(sentence) = view.sentence(&article, span, None)? else {
            return Ok(None);
        };
        return Ok(Some(Explanation {
            iri: node.as_str().to_owned(),
            label: sentence.headline.clone(),
            kind: "evidence".to_owned(),
            evidence: vec![sentence],
        }));
    }
    if !view.knows(&node)? {
        return Ok(None);
    }
    let mut evidence = view.evidence(&node)?;
    if evidence.is_empty() {
        // A post is known through those who hold it.
        for tenure in view.subjects(zm::POST, &node)? {
            evidence.extend(view.evidence(&tenure)?);
        }
    }
    Ok(Some(Explanation {
        label: view.label(&node)?,
        kind: view.kind(&node)?.to_owned(),
        iri: node.into_string(),
        evidence,
    }))
}
