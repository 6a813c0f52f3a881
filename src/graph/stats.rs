//! How much is in the graph.

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use serde::Serialize;

use super::store::{Graph, GraphError};
use super::vocab;

/// How many things of each kind the graph knows, each once however many articles name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Persons with a post or a part in a meeting, and other persons named.
    pub officials: usize,
    /// Organisations.
    pub agencies: usize,
    /// Meetings held or mentioned.
    pub meetings: usize,
    /// Documents that an article names; statutes of the reference graph alone do not count.
    pub documents: usize,
    /// Directives.
    pub directives: usize,
    /// Triples in the union of all graphs, reference data included.
    pub triples: usize,
}

impl Graph {
    /// Counts what is in the graph.
    pub fn stats(&self) -> Result<Counts, GraphError> {
        Ok(Counts {
            articles: self.count("{ ?x a schema:NewsArticle }")?,
            officials: self.count("{ ?x a foaf:Person }")?,
            agencies: self.count("{ ?x a org:FormalOrganization }")?,
            meetings: self.count("{ ?x a zm:Meeting }")?,
            documents: self.count(
                "{ VALUES ?said { zm:conveyed zm:reviewed zm:cited zm:submitted zm:issued } ?m ?said ?x }",
            )?,
            directives: self.count("{ ?x a zm:Directive }")?,
            triples: self.first_number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")?,
        })
    }

    fn count(&self, pattern: &str) -> Result<usize, GraphError> {
        self.first_number(&format!("SELECT (COUNT(DISTINCT ?x) AS ?n) {pattern}"))
    }

    /// The number in the first row of one of the fixed queries above.
    fn first_number(&self, query: &str) -> Result<usize, GraphError> {
        let prepared =
            SparqlEvaluator::new().parse_query(&format!("{}{query}", vocab::prologue()))?;
        let QueryResults::Solutions(mut rows) = prepared.on_store(&self.store).execute()? else {
            return Ok(0);
        };
        Ok(
            match rows.next().transpose()?.as_ref().and_then(|row| row.get(0)) {
                Some(Term::Literal(number)) => number.value().parse().unwrap_or_default(),
                _ => 0,
            },
        )
    }
}
