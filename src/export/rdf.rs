//! What the RDF formats share: sorted statements into Oxigraph's serialisers.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::file::{WriteError, flush, write_whole, xml_text};
use super::{ExportError, Exported};
use crate::graph::Graph;
use crate::graph::iri::BUILD_GRAPH;
use crate::graph::vocab::PREFIXES;

/// Writes every named graph to a file.
pub(super) fn graphs(
    graph: &Graph,
    path: &Path,
    format: RdfFormat,
) -> Result<Exported, ExportError> {
    write(path, |out| {
        let count = graphs_to(graph, out, format)?;
        flush(out)?;
        Ok(count)
    })
}

/// Hashes the bytes of N-Quads that [`graphs`] writes.
pub(super) fn hash(graph: &Graph) -> Result<blake3::Hash, WriteError> {
    let mut hasher = blake3::Hasher::new();
    graphs_to(graph, &mut hasher, RdfFormat::NQuads)?;
    Ok(hasher.finalize())
}

/// Writes every named graph as [`each_graph`] has it.
pub(super) fn graphs_to(
    graph: &Graph,
    out: &mut impl Write,
    format: RdfFormat,
) -> Result<usize, WriteError> {
    let mut writer = serializer(format).for_writer(out);
    let count = each_graph(graph, |_, quads| {
        for quad in quads {
            writer.serialize_quad(quad)?;
        }
        Ok(())
    })?;
    writer.finish()?;
    Ok(count)
}

/// Hands on every named graph with its statements, one after the other, each sorted, and counts
/// the statements. How the store was built is no part of what it says.
pub(super) fn each_graph(
    graph: &Graph,
    mut hand_on: impl FnMut(&str, &[Quad]) -> Result<(), WriteError>,
) -> Result<usize, WriteError> {
    let names: BTreeSet<String> = graph
        .store()
        .named_graphs()
        .map(|name| Ok(name?.to_string()))
        .collect::<Result<_, WriteError>>()?;
    let mut count = 0;
    for name in names {
        let name = name.trim_start_matches('<').trim_end_matches('>');
        if name == BUILD_GRAPH {
            continue;
        }
        let node = NamedNodeRef::new_unchecked(name);
        let mut quads: Vec<Quad> = graph
            .store()
            .quads_for_pattern(None, None, None, Some(node.into()))
            .collect::<Result<_, _>>()?;
        quads.sort_by_cached_key(ToString::to_string);
        hand_on(name, &quads)?;
        count += quads.len();
    }
    Ok(count)
}

/// Writes the union of all graphs, each triple once, sorted by subject.
pub(super) fn union(
    graph: &Graph,
    path: &Path,
    format: RdfFormat,
) -> Result<Exported, ExportError> {
    write(path, |out| {
        let mut writer = serializer(format).for_writer(&mut *out);
        let store = graph.store();
        let mut subjects: BTreeSet<NamedOrBlankNodeKey> = BTreeSet::new();
        for quad in store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)) {
            subjects.insert(NamedOrBlankNodeKey::from(quad?.subject));
        }
        let mut count = 0;
        for subject in subjects {
            let mut quads: Vec<Quad> = store
                .quads_for_pattern(
                    Some(subject.node.as_ref()),
                    None,
                    None,
                    Some(GraphNameRef::DefaultGraph),
                )
                .collect::<Result<_, _>>()?;
            quads.sort_by_cached_key(ToString::to_string);
            for mut quad in quads {
                if format == RdfFormat::RdfXml {
                    quad.object = for_xml(quad.object);
                }
                writer.serialize_triple(quad.as_ref())?;
                count += 1;
            }
        }
        writer.finish()?;
        flush(out)?;
        Ok(count)
    })
}

/// A node that sorts by what is written of it.
#[derive(PartialEq, Eq)]
struct NamedOrBlankNodeKey {
    text: String,
    node: NamedOrBlankNode,
}

impl From<NamedOrBlankNode> for NamedOrBlankNodeKey {
    fn from(node: NamedOrBlankNode) -> Self {
        Self {
            text: node.to_string(),
            node,
        }
    }
}

impl Ord for NamedOrBlankNodeKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl PartialOrd for NamedOrBlankNodeKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn write(
    path: &Path,
    body: impl FnOnce(&mut std::io::BufWriter<std::fs::File>) -> Result<usize, WriteError>,
) -> Result<Exported, ExportError> {
    let edges = write_whole(path, body)?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: 0,
        edges,
    })
}

fn serializer(format: RdfFormat) -> RdfSerializer {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in PREFIXES {
        if let Ok(with) = serializer.clone().with_prefix(*prefix, *iri) {
            serializer = with;
        }
    }
    serializer
}

/// A literal without the characters that XML cannot hold.
fn for_xml(term: Term) -> Term {
    let Term::Literal(literal) = &term else {
        return term;
    };
    let text = xml_text(literal.value());
    if text == literal.value() {
        return term;
    }
    match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language).into(),
        None => Literal::new_typed_literal(text, literal.datatype().into_owned()).into(),
    }
}
