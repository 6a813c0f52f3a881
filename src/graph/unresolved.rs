//! What the graph names and cannot place: documents that call themselves law and are no
//! statute of the reference data, agencies of no known jurisdiction, places of which several
//! divisions have the name.

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};
use serde::Serialize;

use super::store::{Graph, GraphError};
use super::{place, vocab};

/// Something unresolved, and where it is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unresolved {
    /// `document`, `agency` or `place`.
    pub kind: &'static str,
    /// Its name as the articles have it.
    pub name: String,
    /// What a meeting did with it (`cited`, `conveyed` …), for a document.
    pub relation: Option<String>,
    /// Names of the divisions in question, for a place.
    pub candidates: Vec<String>,
    /// How many articles name it so.
    pub articles: usize,
    /// The headline of one of them, the first in order.
    pub example: String,
}

/// Laws, regulations and rules that are no statute of the reference graph.
const DOCUMENTS: &str = "
SELECT (MIN(STR(?title)) AS ?name) ?relation (COUNT(DISTINCT ?g) AS ?articles) (MIN(STR(?headline)) AS ?example) WHERE {
  VALUES ?property { zm:conveyed zm:reviewed zm:cited zm:submitted zm:issued }
  VALUES ?class { zm:Law zm:Regulation zm:Rules }
  GRAPH ?g { ?m ?property ?d . ?d a ?class ; eli:title ?title . ?g a schema:NewsArticle }
  OPTIONAL { ?g schema:headline ?headline }
  FILTER NOT EXISTS { GRAPH <https://w3id.org/zhengmai/id/graph/reference> { ?d a ?any } }
  BIND(STRAFTER(STR(?property), \"#\") AS ?relation)
}
GROUP BY ?d ?relation ORDER BY DESC(?articles) ?name ?relation";

/// Agencies without a jurisdiction; each is its article's alone, so they are counted by name.
const AGENCIES: &str = "
SELECT ?name (COUNT(DISTINCT ?g) AS ?articles) (MIN(STR(?headline)) AS ?example) WHERE {
  GRAPH ?g { ?a a org:FormalOrganization ; rdfs:label ?label . ?g a schema:NewsArticle }
  OPTIONAL { ?g schema:headline ?headline }
  FILTER NOT EXISTS { ?a zm:jurisdiction ?any }
  BIND(STR(?label) AS ?name)
}
GROUP BY ?name ORDER BY DESC(?articles) ?name";

/// Places that are no division; which of them share a division's name the gazetteer knows.
const PLACES: &str = "
SELECT ?name (COUNT(DISTINCT ?g) AS ?articles) (MIN(STR(?headline)) AS ?example) WHERE {
  GRAPH ?g { ?p a schema:Place ; rdfs:label ?label . ?g a schema:NewsArticle }
  OPTIONAL { ?g schema:headline ?headline }
  BIND(STR(?label) AS ?name)
}
GROUP BY ?name ORDER BY DESC(?articles) ?name";

impl Graph {
    /// Lists what is unresolved: by kind, what most articles name first.
    pub fn unresolved(&self) -> Result<Vec<Unresolved>, GraphError> {
        let mut found = self.list("document", DOCUMENTS)?;
        found.extend(self.list("agency", AGENCIES)?);
        for mut named in self.list("place", PLACES)? {
            named.candidates = place::namesakes(&named.name);
            if named.candidates.len() > 1 {
                found.push(named);
            }
        }
        Ok(found)
    }

    fn list(&self, kind: &'static str, query: &str) -> Result<Vec<Unresolved>, GraphError> {
        let query = format!("{}{query}", vocab::prologue());
        let prepared = SparqlEvaluator::new().parse_query(&query)?;
        let QueryResults::Solutions(rows) = prepared.on_store(&self.store).execute()? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for row in rows {
            let row = row?;
            found.push(Unresolved {
                kind,
                name: value(&row, "name").unwrap_or_default(),
                relation: value(&row, "relation"),
                candidates: Vec::new(),
                articles: value(&row, "articles")
                    .and_then(|n| n.parse().ok())
                    .unwrap_or_default(),
                example: value(&row, "example").unwrap_or_default(),
            });
        }
        // Without a single row an aggregate still gives one, of nothing.
        found.retain(|u| u.articles > 0);
        Ok(found)
    }
}

fn value(row: &QuerySolution, name: &str) -> Option<String> {
    match row.get(name)? {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}
