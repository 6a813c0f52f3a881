//! GraphML, for networkx, igraph and Gephi: every key declared with `for`, `attr.name` and
//! `attr.type`, scalar values alone, IRIs as ids, parallel edges with ids of their own.

use std::io::Write;
use std::path::Path;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::file::{WriteError, write_whole, xml_text};
use super::{ExportError, Exported, Format, Kind, Network, Value, Writer};

pub(super) const FORMAT: Format = Format {
    name: "graphml",
    extension: "graphml",
    title: "GraphML: nodes and edges, for networkx, igraph and Gephi",
    write: Writer::Network(write),
};

fn write(network: &Network<'_>, path: &Path) -> Result<Exported, ExportError> {
    let edges = write_whole(path, |out| {
        let mut xml = quick_xml::Writer::new_with_indent(&mut *out, b' ', 1);
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
        let (nodes, edges) = (network.node_columns(), network.edge_columns());
        for (name, kind) in &nodes {
            key(&mut xml, "node", name, *kind)?;
        }
        for (name, kind) in edges {
            key(&mut xml, "edge", name, *kind)?;
        }
        let direction = if network.is_directed() {
            "directed"
        } else {
            "undirected"
        };
        let start = BytesStart::new("graph")
            .with_attributes([("id", "zhengmai"), ("edgedefault", direction)]);
        xml.write_event(Event::Start(start))?;
        for number in 0..network.len() {
            let node = network.node(number)?;
            let start = BytesStart::new("node").with_attributes([("id", node.iri.as_str())]);
            xml.write_event(Event::Start(start))?;
            let values = network.node_values(number, &node);
            for ((name, _), value) in nodes.iter().zip(&values) {
                data(&mut xml, "node", name, value)?;
            }
            xml.write_event(Event::End(BytesEnd::new("node")))?;
        }
        let mut count = 0;
        for edge in network.edges() {
            let edge = edge?;
            let start = BytesStart::new("edge").with_attributes([
                ("id", format!("e{count}").as_str()),
                ("source", network.iri(edge.source)),
                ("target", network.iri(edge.target)),
            ]);
            xml.write_event(Event::Start(start))?;
            for ((name, _), value) in edges.iter().zip(network.edge_values(&edge)) {
                data(&mut xml, "edge", name, &value)?;
            }
            xml.write_event(Event::End(BytesEnd::new("edge")))?;
            count += 1;
        }
        xml.write_event(Event::End(BytesEnd::new("graph")))?;
        xml.write_event(Event::End(BytesEnd::new("graphml")))?;
        xml.get_mut().write_all(b"\n")?;
        Ok(count)
    })?;
    Ok(Exported {
        files: vec![path.to_owned()],
        nodes: network.len(),
        edges,
    })
}

/// Declares a value that nodes or edges have.
fn key<W: Write>(
    xml: &mut quick_xml::Writer<W>,
    of: &str,
    name: &str,
    kind: Kind,
) -> Result<(), WriteError> {
    let kind = match kind {
        Kind::Text => "string",
        Kind::Integer => "int",
        Kind::Number => "double",
    };
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
    xml: &mut quick_xml::Writer<W>,
    of: &str,
    name: &str,
    value: &Value<'_>,
) -> Result<(), WriteError> {
    let value = value.text();
    let value = xml_text(&value);
    if value.is_empty() {
        return Ok(());
    }
    let start = BytesStart::new("data").with_attributes([("key", format!("{of}_{name}").as_str())]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&value)))?;
    xml.write_event(Event::End(BytesEnd::new("data")))?;
    Ok(())
}
