//! JSON-LD: all named graphs as one JSON document, node by node, with a context of the prefixes
//! of [`PREFIXES`].

use std::io::Write;
use std::path::Path;

use oxigraph::model::{NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::xsd};
use serde_json::{Map, Value, json};

use super::file::{WriteError, write_whole};
use super::{ExportError, Exported, Format, Writer, rdf::each_graph};
use crate::graph::Graph;
use crate::graph::vocab::PREFIXES;

pub(super) const FORMAT: Format = Format {
    name: "jsonld",
    extension: "jsonld",
    title: "JSON-LD: all named graphs as JSON, with a context",
    write: Writer::Statements(write),
};

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    let edges = write_whole(path, |out| {
        let prefixes = PREFIXES
            .iter()
            .map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri)));
        let context = Value::Object(prefixes.collect());
        write!(out, "{{\"@context\":{context},\n\"@graph\":[")?;
        let mut first = true;
        let count = each_graph(graph, |name, quads| {
            let comma = if std::mem::take(&mut first) { "" } else { "," };
            write!(
                out,
                "{comma}\n{{\"@id\":{},\"@graph\":[",
                json!(compact(name))
            )?;
            for (number, node) in quads.chunk_by(|a, b| a.subject == b.subject).enumerate() {
                let comma = if number == 0 { "" } else { "," };
                write!(out, "{comma}\n{}", object(node))?;
            }
            Ok::<_, WriteError>(write!(out, "]}}")?)
        })?;
        writeln!(out, "]}}")?;
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: 0,
        edges,
    })
}

/// The statements about one node as an object.
fn object(quads: &[Quad]) -> Value {
    let mut node = Map::new();
    if let Some(quad) = quads.first() {
        let id = match &quad.subject {
            NamedOrBlankNode::NamedNode(iri) => compact(iri.as_str()),
            NamedOrBlankNode::BlankNode(blank) => blank.to_string(),
        };
        node.insert("@id".into(), json!(id));
    }
    for quad in quads {
        let is_type = quad.predicate == rdf::TYPE;
        let (property, value) = match &quad.object {
            Term::NamedNode(class) if is_type => {
                ("@type".to_owned(), json!(compact(class.as_str())))
            }
            other => (compact(quad.predicate.as_str()), value(other)),
        };
        match node.get_mut(&property) {
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = json!([one.take(), value]),
            None => drop(node.insert(property, value)),
        }
    }
    Value::Object(node)
}

fn value(term: &Term) -> Value {
    match term {
        Term::NamedNode(iri) => json!({"@id": compact(iri.as_str())}),
        Term::Literal(literal) => match (literal.language(), literal.datatype()) {
            (Some(language), _) => json!({"@language": language, "@value": literal.value()}),
            (None, xsd::STRING) => json!(literal.value()),
            (None, kind) => json!({"@type": compact(kind.as_str()), "@value": literal.value()}),
        },
        other => json!({"@id": other.to_string()}),
    }
}

/// `id:division/410500`; an IRI of no known prefix as it is.
fn compact(iri: &str) -> String {
    let known = PREFIXES
        .iter()
        .filter_map(|(prefix, base)| Some((*prefix, iri.strip_prefix(base)?)))
        .find(|(_, rest)| !rest.is_empty() && !rest.starts_with("//"));
    known.map_or_else(
        || iri.to_owned(),
        |(prefix, rest)| format!("{prefix}:{rest}"),
    )
}
