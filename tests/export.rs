//! One contract for all export formats, and what each promises beyond it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use quick_xml::events::Event;
use zhengmai::export::{FORMATS, Filter, Options, View, format};
use zhengmai::facts::Record;
use zhengmai::graph::Graph;
use zhengmai::graph::iri::BUILD_GRAPH;

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The seed article's graph with reference data; a headline has a character that XML forbids.
fn graph() -> Graph {
    let mut seed: Record = serde_json::from_str(&read("queries/seed-record.json")).unwrap();
    seed.title = Some("安阳市召开\u{b}推进会 <&\"'>,\n第二行".into());
    let graph = Graph::in_memory().unwrap();
    graph
        .insert_reference(&read("graph/divisions.tsv"), &read("graph/statutes.tsv"))
        .unwrap();
    graph.insert(&[seed]).unwrap();
    graph
}

/// Writes a format into a folder; gives back the files with their bytes.
fn export(name: &str, graph: &Graph, dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let format = format(name).unwrap();
    let path = dir.join(format!("graph.{}", format.extension));
    let exported = format.write(graph, &path, &Options::default()).unwrap();
    exported
        .files
        .into_iter()
        .map(|file| {
            (
                file.strip_prefix(dir).unwrap().to_owned(),
                fs::read(&file).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_format_is_whole_and_the_same_bytes_each_time() {
    for format in FORMATS {
        let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let first = export(format.name, &graph(), dirs[0].path());
        let second = export(format.name, &graph(), dirs[1].path());
        assert_eq!(first, second, "{}", format.name);
        assert!(
            first.values().all(|bytes| bytes.len() > 500),
            "{}",
            format.name
        );
        let left = fs::read_dir(dirs[0].path()).unwrap().count();
        assert_eq!(left, first.len(), "{} leaves files behind", format.name);
    }
}

#[test]
fn names_of_formats_are_sorted_and_lead_to_them() {
    assert!(FORMATS.is_sorted_by_key(|f| f.name));
    let names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
    assert_eq!(
        names,
        [
            "csv",
            "gexf",
            "graphml",
            "jsonld",
            "neo4j",
            "nquads",
            "nquads-gz",
            "parquet",
            "rdfxml",
            "trig",
            "turtle"
        ]
    );
}

#[test]
fn a_path_that_cannot_be_written_is_named() {
    let graph = graph();
    for format in FORMATS {
        let error = format
            .write(&graph, Path::new("/nowhere/at/all.x"), &Options::default())
            .unwrap_err();
        assert!(
            error.to_string().contains("/nowhere/at/all"),
            "{}: {error}",
            format.name
        );
    }
}

#[test]
fn how_the_store_was_built_is_in_no_export() {
    let graph = graph();
    let noted = |quad: &Quad| quad.graph_name.to_string() == format!("<{BUILD_GRAPH}>");
    assert!(graph.store().iter().any(|quad| noted(&quad.unwrap())));
    let dir = tempfile::tempdir().unwrap();
    for format in FORMATS {
        for (file, bytes) in export(format.name, &graph, dir.path()) {
            let bytes = if format.extension.ends_with(".gz") {
                unzipped(&bytes)
            } else {
                bytes
            };
            let text = String::from_utf8_lossy(&bytes);
            for secret in ["graph/build", "inputHash"] {
                assert!(!text.contains(secret), "{secret} in {}", file.display());
            }
        }
    }
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut gzip = flate2::read::GzDecoder::new(bytes);
    std::io::Read::read_to_end(&mut gzip, &mut plain).unwrap();
    plain
}

#[test]
fn compressed_statements_are_the_plain_ones() {
    let (graph, dir) = (graph(), tempfile::tempdir().unwrap());
    let plain = export("nquads", &graph, dir.path());
    let gzip = export("nquads-gz", &graph, dir.path());
    assert_eq!(
        plain.values().next().unwrap(),
        &unzipped(gzip.values().next().unwrap())
    );
}

#[test]
fn json_ld_has_short_names_and_says_what_they_stand_for() {
    let (graph, dir) = (graph(), tempfile::tempdir().unwrap());
    let files = export("jsonld", &graph, dir.path());
    let json: serde_json::Value = serde_json::from_slice(files.values().next().unwrap()).unwrap();
    for (prefix, iri) in zhengmai::graph::vocab::PREFIXES {
        assert_eq!(json["@context"][prefix], *iri);
    }
    let nodes = json["@graph"].as_array().unwrap().iter();
    let mut nodes = nodes.flat_map(|graph| graph["@graph"].as_array().unwrap());
    let person = nodes.find(|node| node["@id"] == "id:person/410500/李传银");
    assert_eq!(person.unwrap()["@type"], "foaf:Person");
}

#[test]
fn statements_have_no_views() {
    let (graph, dir) = (graph(), tempfile::tempdir().unwrap());
    let path = dir.path().join("graph.x");
    for options in [
        Options {
            view: View::Policy,
            ..Options::default()
        },
        Options {
            filter: Filter::parse("2018").unwrap(),
            ..Options::default()
        },
        Options {
            metrics: true,
            ..Options::default()
        },
    ] {
        for format in FORMATS.iter().filter(|format| !format.is_network()) {
            let error = format.write(&graph, &path, &options).unwrap_err();
            assert!(error.to_string().contains("every statement"), "{error}");
            assert!(!path.exists());
        }
    }
}

fn statements(bytes: &[u8], format: RdfFormat) -> Vec<Quad> {
    let text = String::from_utf8_lossy(bytes);
    RdfParser::from_format(format)
        .for_reader(bytes)
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{format}: {e}\n{}", &text[..400]))
}

#[test]
fn rdf_formats_hold_every_statement_once() {
    let graph = graph();
    let dir = tempfile::tempdir().unwrap();
    let (mut named, mut union) = (BTreeSet::new(), BTreeSet::new());
    for quad in graph.store().iter() {
        let quad = quad.unwrap();
        if quad.graph_name.is_default_graph() {
            union.insert(quad.to_string());
        } else if quad.graph_name.to_string() != format!("<{BUILD_GRAPH}>") {
            named.insert(quad.to_string());
        }
    }
    let json = RdfFormat::JsonLd {
        profile: oxigraph::io::JsonLdProfileSet::empty(),
    };
    for (name, format, expected) in [
        ("nquads", RdfFormat::NQuads, &named),
        ("trig", RdfFormat::TriG, &named),
        ("jsonld", json, &named),
        ("turtle", RdfFormat::Turtle, &union),
    ] {
        let files = export(name, &graph, dir.path());
        let quads = statements(files.values().next().unwrap(), format);
        let texts: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        assert_eq!(quads.len(), texts.len(), "{name} says something twice");
        assert_same(name, &texts, expected);
    }
    let files = export("rdfxml", &graph, dir.path());
    let quads = statements(files.values().next().unwrap(), RdfFormat::RdfXml);
    let texts: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
    let without: BTreeSet<String> = union
        .iter()
        .map(|text| text.replace("\\u000B", ""))
        .collect();
    assert_same("rdfxml", &texts, &without);
}

fn assert_same(name: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>) {
    let lost: Vec<&String> = expected.difference(found).take(3).collect();
    let new: Vec<&String> = found.difference(expected).take(3).collect();
    assert!(
        lost.is_empty() && new.is_empty(),
        "{name} lost {lost:#?}, made up {new:#?}"
    );
}

type Values = BTreeMap<String, String>;

/// What a reader of GraphML sees: keys, and elements with their attributes and data.
#[derive(Default)]
struct GraphMl {
    keys: BTreeMap<String, Values>,
    nodes: BTreeMap<String, Values>,
    edges: BTreeMap<String, (Values, Values)>,
}

fn graphml(bytes: &[u8]) -> GraphMl {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let (mut out, mut buffer) = (GraphMl::default(), Vec::new());
    let (mut element, mut data, mut key, mut text) = (
        BTreeMap::new(),
        BTreeMap::new(),
        String::new(),
        String::new(),
    );
    loop {
        let event = reader.read_event_into(&mut buffer).unwrap();
        let attributes = |start: &quick_xml::events::BytesStart<'_>| -> BTreeMap<String, String> {
            start
                .attributes()
                .map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    let value = attribute.value.into_owned();
                    (
                        name,
                        quick_xml::escape::unescape(&value).unwrap().into_owned(),
                    )
                })
                .collect()
        };
        match event {
            Event::Empty(start) if start.name().as_ref() == "key" => {
                let key = attributes(&start);
                assert!(out.keys.insert(key["id"].clone(), key).is_none());
            }
            Event::Start(start) => match start.name().as_ref() {
                "node" | "edge" => (element, data) = (attributes(&start), BTreeMap::new()),
                "data" => (key, text) = (attributes(&start)["key"].clone(), String::new()),
                _ => {}
            },
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", &*entity);
                text.push_str(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::End(end) => match end.name().as_ref() {
                "data" => assert!(data.insert(key.clone(), text.clone()).is_none()),
                "node" => assert!(
                    out.nodes
                        .insert(element["id"].clone(), data.clone())
                        .is_none()
                ),
                "edge" => {
                    let id = element["id"].clone();
                    assert!(
                        out.edges
                            .insert(id, (element.clone(), data.clone()))
                            .is_none()
                    );
                }
                _ => {}
            },
            Event::Eof => return out,
            _ => {}
        }
        buffer.clear();
    }
}

#[test]
fn graphml_declares_every_key_and_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let files = export("graphml", &graph(), dir.path());
    let bytes = files.values().next().unwrap();
    assert!(!bytes.contains(&0xb), "a character that XML forbids");
    let graph = graphml(bytes);
    for (id, key) in &graph.keys {
        assert!(["node", "edge"].contains(&key["for"].as_str()), "{id}");
        assert!(
            ["string", "int"].contains(&key["attr.type"].as_str()),
            "{id}"
        );
        assert!(!key["attr.name"].is_empty(), "{id}");
    }
    let declared = |data: &BTreeMap<String, String>, of: &str| {
        for (key, value) in data {
            assert_eq!(graph.keys[key]["for"], of);
            assert!(graph.keys[key]["attr.type"] != "int" || value.parse::<i32>().is_ok());
        }
    };
    for (id, data) in &graph.nodes {
        declared(data, "node");
        assert!(
            !data["node_label"].is_empty() && !data["node_type"].is_empty(),
            "{id}"
        );
    }
    for (id, (edge, data)) in &graph.edges {
        declared(data, "edge");
        assert!(!data["edge_label"].is_empty(), "{id}");
        assert!(graph.nodes.contains_key(&edge["source"]), "{id}");
        assert!(graph.nodes.contains_key(&edge["target"]), "{id}");
    }
    let count = |kind: &str| {
        graph
            .nodes
            .values()
            .filter(|n| n["node_type"] == kind)
            .count()
    };
    assert_eq!(
        [
            "official",
            "agency",
            "meeting",
            "document",
            "directive",
            "initiative",
            "article"
        ]
        .map(count),
        [6, 26, 2, 7, 12, 2, 1]
    );
    // 安阳市, 河南省 and the state; 郑州市, 湖北省 and a regulation that nobody cites stay out.
    assert_eq!(count("division"), 3);
    let edges = |label: &str| {
        graph
            .edges
            .values()
            .filter(|(_, d)| d["edge_label"] == label)
            .count()
    };
    assert_eq!(
        [
            "holds post in",
            "attended",
            "chaired",
            "spoke at",
            "conveyed at"
        ]
        .map(edges),
        [13, 22, 1, 2, 1]
    );
    assert_eq!(
        ["conveyed", "cited", "submitted", "given by", "given at"].map(edges),
        [3, 3, 1, 12, 12]
    );
    let chaired = graph
        .edges
        .values()
        .find(|(_, d)| d["edge_label"] == "chaired")
        .unwrap();
    assert!(chaired.0["source"].ends_with("person/410500/李传银"));
    assert_eq!(chaired.1["edge_date"], "--05-29");
    assert_eq!(chaired.1["edge_order"], "4");
    assert!(chaired.1["edge_title"].contains("安阳市人民政府 副秘书长"));
    assert!(chaired.1["edge_evidence"].contains("#char="));
    let article = graph
        .nodes
        .values()
        .find(|n| n["node_type"] == "article")
        .unwrap();
    assert_eq!(article["node_label"], "安阳市召开推进会 <&\"'>,\n第二行");
}

#[test]
fn csv_has_the_nodes_and_edges_of_graphml() {
    let dir = tempfile::tempdir().unwrap();
    let graph = graph();
    let files = export("csv", &graph, dir.path());
    let names: Vec<&str> = files.keys().map(|p| p.to_str().unwrap()).collect();
    assert_eq!(names, ["graph-edges.csv", "graph-nodes.csv"]);
    let network = graphml(
        export("graphml", &graph, dir.path())
            .values()
            .next()
            .unwrap(),
    );
    let table = |name: &str| rows(std::str::from_utf8(&files[Path::new(name)]).unwrap());
    let (nodes, edges) = (table("graph-nodes.csv"), table("graph-edges.csv"));
    assert_eq!(nodes.len() - 1, network.nodes.len());
    assert_eq!(edges.len() - 1, network.edges.len());
    assert!(nodes.iter().all(|row| row.len() == 13));
    assert!(edges.iter().all(|row| row.len() == 9));
    assert!(
        nodes
            .iter()
            .any(|row| row[1] == "安阳市召开\u{b}推进会 <&\"'>,\n第二行")
    );

    let folder = dir.path().join("tables");
    fs::create_dir(&folder).unwrap();
    let exported = format("csv")
        .unwrap()
        .write(&graph, &folder, &Options::default())
        .unwrap();
    assert_eq!(
        exported.files,
        [folder.join("nodes.csv"), folder.join("edges.csv")]
    );
    assert_eq!(exported.nodes, network.nodes.len());
}

/// Reads CSV as RFC 4180 has it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    rows
}

#[test]
fn an_empty_graph_is_written_too() {
    let dir = tempfile::tempdir().unwrap();
    let graph = Graph::in_memory().unwrap();
    for format in FORMATS {
        for (file, bytes) in export(format.name, &graph, dir.path()) {
            let file = file.display();
            match format.name {
                "graphml" => assert!(graphml(&bytes).nodes.is_empty()),
                "csv" => assert_eq!(
                    rows(std::str::from_utf8(&bytes).unwrap()).len(),
                    1,
                    "{file}"
                ),
                "rdfxml" => assert!(statements(&bytes, RdfFormat::RdfXml).is_empty()),
                "turtle" => assert!(statements(&bytes, RdfFormat::Turtle).is_empty()),
                "trig" => assert!(statements(&bytes, RdfFormat::TriG).is_empty()),
                "nquads" => assert!(bytes.is_empty()),
                _ => assert!(!bytes.is_empty(), "{file}"),
            }
        }
    }
}
