//! What articles say that cannot all be true: the named queries `contradiction-…`, with the
//! sentences on both sides. They are data, not faults of the graph: sources contradict each
//! other, and some themselves.

use oxigraph::model::{NamedNode, Term};
use serde::Serialize;

use super::answer::Answer;
use super::error::QueryError;
use super::named::{NamedQuery, named};
use super::run::Query;
use super::sentence::Sentence;
use super::view::View;
use crate::graph::Graph;

/// What the names of the queries begin with.
const PREFIX: &str = "contradiction-";

/// Two statements that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The query that found it, without `contradiction-`.
    pub kind: &'static str,
    /// The day in question, where there is one.
    pub date: Option<String>,
    /// Who or what it is about.
    pub subject: String,
    /// The one statement.
    pub one: Side,
    /// The other.
    pub other: Side,
}

/// A statement, the node that stands for it and the sentences behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The statement, in a few words.
    pub said: String,
    /// IRI of the node.
    pub iri: String,
    /// The sentences of the article in question; none where the article's date is meant.
    pub evidence: Vec<Sentence>,
}

/// The kinds of contradictions that are looked for, with their titles.
pub fn contradiction_kinds() -> Vec<(&'static str, &'static str)> {
    let kind = |query: &'static NamedQuery| {
        let kind = query.name.strip_prefix(PREFIX)?;
        Some((kind, query.title.as_str()))
    };
    named().iter().filter_map(kind).collect()
}

/// Finds contradictions of all kinds: by kind, then as the query orders them.
///
/// ```
/// use zhengmai::{graph::Graph, query::contradictions};
/// assert!(contradictions(&Graph::in_memory().unwrap()).unwrap().is_empty());
/// ```
pub fn contradictions(graph: &Graph) -> Result<Vec<Contradiction>, QueryError> {
    let view = View(graph);
    let mut found = Vec::new();
    for (kind, _) in contradiction_kinds() {
        let Answer::Rows(rows) = Query::named(&format!("{PREFIX}{kind}"))?.run(graph)? else {
            continue;
        };
        for row in &rows.rows {
            let cell = |name: &str| {
                let at = rows.columns.iter().position(|column| column == name)?;
                row.get(at)?.as_ref()
            };
            let text = |name: &str| cell(name).map(value).unwrap_or_default();
            let side = |name: &str| -> Result<Side, QueryError> {
                let node = NamedNode::new_unchecked(text(&format!("{name}_iri")));
                let article = text(&format!("{name}_article"));
                Ok(Side {
                    said: text(name),
                    evidence: view.said_in(&node, &article)?,
                    iri: node.into_string(),
                })
            };
            found.push(Contradiction {
                kind,
                date: cell("date").map(value),
                subject: text("subject"),
                one: side("one")?,
                other: side("other")?,
            });
        }
    }
    Ok(found)
}

fn value(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
    }
}

impl View<'_> {
    /// The sentences with which one article says what a node stands for; of an article itself
    /// its headline, with the date of publication.
    fn said_in(self, node: &NamedNode, article: &str) -> Result<Vec<Sentence>, QueryError> {
        if node.as_str() == article {
            return Ok(self.sentence(node, [0, 0], None)?.into_iter().collect());
        }
        let mut places = self.places(node)?;
        places.retain(|(of, _)| of == article);
        let mut sentences = self.sentences(node, &places, |_| true)?;
        sentences.dedup_by(|a, b| a.text == b.text);
        Ok(sentences)
    }
}
