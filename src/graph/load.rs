//! RDF that somebody else wrote, or an export, into a graph in memory.

use std::io::BufRead;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::GraphName;

use super::store::{Graph, GraphError};

impl Graph {
    /// Reads RDF of the format that files with this ending are in (`ttl`, `nq`, …). As for
    /// articles, queries without `GRAPH` see all of it.
    ///
    /// ```
    /// use zhengmai::graph::Graph;
    /// let graph = Graph::in_memory().unwrap();
    /// graph.load_rdf("<s:a> <p:b> <o:c> <g:d> .".as_bytes(), "nq").unwrap();
    /// assert_eq!(graph.stats().unwrap().triples, 1);
    /// assert!(graph.load_rdf("".as_bytes(), "docx").is_err());
    /// ```
    pub fn load_rdf(&self, from: impl BufRead, ending: &str) -> Result<(), GraphError> {
        let format = RdfFormat::from_extension(ending).ok_or_else(|| GraphError::NoRdf {
            why: format!("no RDF ends in .{ending}"),
        })?;
        let mut quads = Vec::new();
        for quad in RdfParser::from_format(format).for_reader(from) {
            let quad = quad.map_err(|error| GraphError::NoRdf {
                why: error.to_string(),
            })?;
            if quad.graph_name != GraphName::DefaultGraph {
                let mut united = quad.clone();
                united.graph_name = GraphName::DefaultGraph;
                quads.push(united);
            }
            quads.push(quad);
        }
        self.store.extend(quads)?;
        Ok(())
    }
}
