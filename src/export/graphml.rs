//! GraphML, for networkx, igraph and Gephi: every key declared with `for`, `attr.name` and
//! `attr.type`, scalar values alone, IRIs as ids, parallel edges with ids of their own.

use std::io::Write;
use std::path::Path;

use petgraph::visit::EdgeRef;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::entities::{Edge, Node, network};
use super::file::{WriteError, write_whole, xml_text};
use super::{ExportError, Exported, Format};
use crate::graph::Graph;

pub(super) const FORMAT: Format = Format {
    name: "graphml",
    extension: "graphml",
    title: "GraphML: entities and relations, for networkx, igraph and Gephi",
    write,
};

/// Edge keys, with the type that each has.
const EDGE_KEYS: [(&str, &str); 6] = [
    ("label", "string"),
    ("date", "string"),
    ("title", "string"),
    ("order", "int"),
    ("evidence", "string"),
    ("rule", "string"),
];

fn write(graph: &Graph, path: &Path) -> Result<Exported, ExportError> {
    let network = network(graph)?;
    write_whole(path, |out| {
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 1);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let root = BytesStart::new("graphml").with_attributes([
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns \
                 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ]);
        xml.write_event(Event::Start(root))?;
        for name in Node::FIELDS {
            key(&mut xml, "node", name, "string")?;
        }
        for (name, kind) in EDGE_KEYS {
            key(&mut xml, "edge", name, kind)?;
        }
        let start = BytesStart::new("graph")
            .with_attributes([("id", "zhengmai"), ("edgedefault", "directed")]);
        xml.write_event(Event::Start(start))?;
        for node in network.node_weights() {
            let start = BytesStart::new("node").with_attributes([("id", node.iri.as_str())]);
            xml.write_event(Event::Start(start))?;
            for (name, value) in Node::FIELDS.iter().zip(node.values()) {
                data(&mut xml, "node", name, value)?;
            }
            xml.write_event(Event::End(BytesEnd::new("node")))?;
        }
        for (number, edge) in network.edge_references().enumerate() {
            let start = BytesStart::new("edge").with_attributes([
                ("id", format!("e{number}").as_str()),
                ("source", network[edge.source()].iri.as_str()),
                ("target", network[edge.target()].iri.as_str()),
            ]);
            xml.write_event(Event::Start(start))?;
            for ((name, _), value) in EDGE_KEYS.iter().zip(values(edge.weight())) {
                data(&mut xml, "edge", name, &value)?;
            }
            xml.write_event(Event::End(BytesEnd::new("edge")))?;
        }
        xml.write_event(Event::End(BytesEnd::new("graph")))?;
        xml.write_event(Event::End(BytesEnd::new("graphml")))?;
        xml.get_mut().write_all(b"\n")?;
        Ok(())
    })?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: network.node_count(),
        edges: network.edge_count(),
    })
}

fn values(edge: &Edge) -> [String; 6] {
    let order = match edge.order {
        0 => String::new(),
        order => order.to_string(),
    };
    [
        edge.label.clone(),
        edge.date.clone(),
        edge.title.clone(),
        order,
        edge.evidence.clone(),
        edge.rule.clone(),
    ]
}

fn key<W: Write>(xml: &mut Writer<W>, of: &str, name: &str, kind: &str) -> Result<(), WriteError> {
    let key = BytesStart::new("key").with_attributes([
        ("id", format!("{of}_{name}").as_str()),
        ("for", of),
        ("attr.name", name),
        ("attr.type", kind),
    ]);
    Ok(xml.write_event(Event::Empty(key))?)
}

/// Writes a value; one that is not known is left out.
fn data<W: Write>(
    xml: &mut Writer<W>,
    of: &str,
    name: &str,
    value: &str,
) -> Result<(), WriteError> {
    let value = xml_text(value);
    if value.is_empty() {
        return Ok(());
    }
    let start = BytesStart::new("data").with_attributes([("key", format!("{of}_{name}").as_str())]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&value)))?;
    xml.write_event(Event::End(BytesEnd::new("data")))?;
    Ok(())
}
