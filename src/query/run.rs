//! A question on its way to an answer: parse, bind, run.

use std::collections::BTreeSet;

use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};

use super::answer::{Answer, Rows};
use super::bind;
use super::error::QueryError;
use super::limits::is_answerable;
use super::named::{Param, header, named};
use super::order;
use crate::graph::Graph;

/// A SPARQL query, with its parameters.
///
/// ```
/// use zhengmai::{graph::Graph, query::{Answer, Query}};
/// let graph = Graph::in_memory().unwrap();
/// let query = Query::parse("ASK { VALUES ?n { \"\" } ?p rdfs:label ?n }").unwrap();
/// let answer = query.bind("n", "\" } injected").unwrap().run(&graph).unwrap();
/// assert_eq!(answer, Answer::Boolean(false));
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    parsed: spargebra::Query,
    params: Vec<Param>,
    bound: BTreeSet<String>,
}

impl Query {
    /// Takes a query of queries/ by its name.
    pub fn named(name: &str) -> Result<Self, QueryError> {
        let query = named().iter().find(|query| query.name == name);
        let query = query.ok_or_else(|| QueryError::unknown_query(name))?;
        let mut parsed = Self::parse(query.sparql)?;
        parsed.params.clone_from(&query.params);
        Ok(parsed)
    }

    /// Parses SPARQL; the prefixes of [`vocab::PREFIXES`](crate::graph::vocab::PREFIXES)
    /// need no declaration. Parameters are those of the header, as in queries/, or, without
    /// one, all variables with a `VALUES` block of their own.
    pub fn parse(sparql: &str) -> Result<Self, QueryError> {
        if !is_answerable(sparql) {
            return Err(QueryError::TooMuch);
        }
        let mut parsed = bind::parse(sparql).map_err(|error| QueryError::syntax(&error))?;
        let mut params = header(sparql).params;
        if params.is_empty() {
            params = bind::params(&mut parsed);
        } else {
            let undefined = bind::undefined(sparql);
            for param in &mut params {
                param.optional = undefined.contains(&param.name);
            }
        }
        Ok(Self {
            parsed,
            params,
            bound: BTreeSet::new(),
        })
    }

    /// What the query takes.
    pub fn params(&self) -> &[Param] {
        &self.params
    }

    /// Gives a parameter its value.
    pub fn bind(mut self, name: &str, value: &str) -> Result<Self, QueryError> {
        let Some(param) = self.params.iter().find(|param| param.name == name) else {
            return Err(QueryError::UnknownParameter {
                name: name.to_owned(),
                known: self.params.iter().map(|p| p.name.clone()).collect(),
            });
        };
        let bad = || QueryError::BadValue {
            name: name.to_owned(),
            value: value.to_owned(),
            kind: param.kind,
        };
        let term = bind::term(param.kind, value).ok_or_else(bad)?;
        if !bind::bind(&mut self.parsed, name, &term) {
            return Err(QueryError::NoBlock {
                name: name.to_owned(),
            });
        }
        self.bound.insert(name.to_owned());
        Ok(self)
    }

    /// Asks the graph. Without `GRAPH`, the query sees the union of all graphs.
    pub fn run(&self, graph: &Graph) -> Result<Answer, QueryError> {
        Ok(match self.stream(graph, &CancellationToken::new())? {
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Solutions(solutions) => {
                let columns = solutions
                    .variables()
                    .iter()
                    .map(|variable| variable.as_str().to_owned())
                    .collect();
                let rows = solutions
                    .map(|solution| Ok(solution?.values().to_vec()))
                    .collect::<Result<_, QueryError>>()?;
                Answer::Rows(Rows { columns, rows })
            }
            QueryResults::Graph(triples) => {
                let mut triples = triples.collect::<Result<Vec<_>, _>>()?;
                triples.sort_by_cached_key(ToString::to_string);
                triples.dedup();
                Answer::Triples(triples)
            }
        })
    }

    /// Asks the graph and gives the answer as it is found, unless it is to be ordered; triples are
    /// neither sorted nor each once.
    /// Cancelling the token ends it with an error when it next looks into the store.
    ///
    /// ```
    /// use oxigraph::sparql::{CancellationToken, QueryResults};
    /// use zhengmai::{facts::Record, graph::Graph, query::Query};
    /// let graph = Graph::in_memory().unwrap();
    /// graph.insert(&[Record { text: "安阳市召开推进会".into(), ..Record::default() }]).unwrap();
    /// let query = Query::parse("SELECT * { ?s ?p ?o }").unwrap();
    /// let cancel = CancellationToken::new();
    /// let Ok(QueryResults::Solutions(mut rows)) = query.stream(&graph, &cancel) else { panic!() };
    /// assert!(rows.next().unwrap().is_ok());
    /// cancel.cancel();
    /// assert!(rows.next().unwrap().is_err());
    /// ```
    pub fn stream<'g>(
        &self,
        graph: &'g Graph,
        cancel: &CancellationToken,
    ) -> Result<QueryResults<'g>, QueryError> {
        let missing = |param: &&Param| !param.optional && !self.bound.contains(&param.name);
        if let Some(param) = self.params.iter().find(missing) {
            return Err(QueryError::MissingParameter {
                name: param.name.clone(),
                description: param.description.clone(),
                example: param.example.clone(),
            });
        }
        let evaluator = SparqlEvaluator::new().with_cancellation_token(cancel.clone());
        let (parsed, order) = match order::split(&self.parsed) {
            Some((rows, order)) => (rows, Some(order)),
            None => (self.parsed.clone(), None),
        };
        let results = evaluator
            .for_query(parsed)
            .on_store(graph.store())
            .execute()?;
        Ok(match (order, results) {
            (Some(order), QueryResults::Solutions(rows)) => {
                QueryResults::Solutions(order.apply(rows)?)
            }
            (_, results) => results,
        })
    }
}
