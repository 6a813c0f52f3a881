"""Exports every view in every format and reads it back: `exports.py ZHENGMAI SEEDS`.

The CSV tables, read by Python's own reader, are the truth. networkx (GraphML, GEXF), igraph
(GraphML) and pyarrow (Parquet) must find the same nodes and edges with the same values of the
same types, Neo4j's tables the same cells; characters that XML cannot hold may go there alone.
Degree, PageRank, betweenness and communities are compared with networkx's.
"""
import csv
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import igraph
import networkx
import pyarrow.parquet

VIEWS = ("full", "officials", "agencies", "policy", "hierarchy")
UNDIRECTED = {"officials", "agencies"}
TYPES = {"order": int, "weight": int, "degree": int, "community": int, "pagerank": float, "betweenness": float}
TITLE = "临江市召开\u0001推进会 <&\"'>,\t“大干快上”；]]>\u000b完"
TEXT = "本报讯 5月29日,临江市召开“大干快上”推进会。市委书记周文山主持会议,市长何立新讲话。会议传达了《吉林省城乡规划条例》。"


def check(truth, fault):
    if not truth:
        sys.exit(f"tests/exports.py: {fault}")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(row):
    """A row as typed values, without what is not known."""
    return {key: TYPES.get(key, str)(value) for key, value in row.items() if value != ""}


def for_xml(row):
    """A row without the characters that XML cannot hold."""
    clean = {k: re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "", v) if isinstance(v, str) else v for k, v in row.items()}
    return {k: v for k, v in clean.items() if v != ""}


def ends(source, target, directed):
    return (source, target) if directed else tuple(sorted((source, target)))


def sorted_edges(edges):
    return sorted(edges, key=lambda edge: (edge[0], sorted((k, repr(v)) for k, v in edge[1].items())))


def same(found, expected, what):
    """Compares dictionaries or lists of rows and names the first difference."""
    if found != expected:
        pairs = [(k, found.get(k), expected.get(k)) for k in expected] if isinstance(expected, dict) else zip(found, expected)
        different = next((pair for pair in pairs if pair[-2] != pair[-1]), "the length")
        check(False, f"{what}: {different}")


def truth(folder, directed):
    """Nodes by IRI and sorted edges, as the CSV tables have them."""
    nodes, edges = table(folder / "g-nodes.csv"), table(folder / "g-edges.csv")
    lower = {"Label": "label", "Weight": "weight"}
    rename = lambda row: {lower.get(k, k): v for k, v in row.items()}
    kinds = {row.pop("Type") for row in edges}
    check(kinds <= {"Directed" if directed else "Undirected"}, f"edges are {kinds}")
    nodes = {row.pop("Id"): typed(rename(row)) for row in nodes}
    edges = [(ends(row.pop("Source"), row.pop("Target"), directed), typed(rename(row))) for row in edges]
    return nodes, sorted_edges(edges)


def graphml(path, nodes, edges, directed):
    nx = networkx.read_graphml(path, force_multigraph=True)
    check(nx.is_directed() == directed, f"{path}: wrong direction")
    same(dict(nx.nodes(data=True)), nodes, f"{path} in networkx, nodes")
    found = [(ends(s, t, directed), {k: v for k, v in row.items() if k != "id"}) for s, t, row in nx.edges(data=True)]
    same(sorted_edges(found), edges, f"{path} in networkx, edges")

    ig = igraph.Graph.Read_GraphML(str(path))
    known = lambda row: {k: TYPES.get(k, str)(v) for k, v in row.items() if k != "id" and v != "" and v == v}
    same({v["id"]: known(v.attributes()) for v in ig.vs}, nodes, f"{path} in igraph, nodes")
    found = [(ends(ig.vs[e.source]["id"], ig.vs[e.target]["id"], directed), known(e.attributes())) for e in ig.es]
    same(sorted_edges(found), edges, f"{path} in igraph, edges")
    return nx


def gexf(path, nodes, edges, directed):
    nx = networkx.read_gexf(path)
    check(nx.is_directed() == directed, f"{path}: wrong direction")
    spells = 0
    for _, row in nx.nodes(data=True):
        spells += len(row.pop("spells", []))
    same(dict(nx.nodes(data=True)), nodes, f"{path} in networkx, nodes")
    found = []
    for s, t, row in nx.edges(data=True):
        spells += len(row.pop("spells", []))
        own = {k: TYPES.get(k, str)(v) for k, v in row.items() if k not in ("id", "kind")}
        found.append((ends(s, t, directed), own))
    same(sorted_edges(found), edges, f"{path} in networkx, edges")
    return spells


def parquet(folder, nodes, edges, directed):
    tables = [pyarrow.parquet.read_table(folder / f"g-{name}.parquet") for name in ("nodes", "edges")]
    arrow = {str: "string", int: "int64", float: "double"}
    for one in tables:
        for field in one.schema:
            check(str(field.type) == arrow[TYPES.get(field.name, str)], f"Parquet: {field}")
    rows = [[{k: v for k, v in row.items() if v is not None} for row in one.to_pylist()] for one in tables]
    same({row.pop("iri"): row for row in rows[0]}, nodes, "Parquet, nodes")
    found = [(ends(row.pop("source"), row.pop("target"), directed), row) for row in rows[1]]
    same(sorted_edges(found), edges, "Parquet, edges")


def neo4j(folder, nodes, edges, directed):
    plain = lambda row: {k.split(":")[0]: v for k, v in row.items() if not k.startswith(":")}
    found = {}
    for row in table(folder / "neo4j-nodes.csv"):
        check(row[":LABEL"].lower() == row["type"], f"Neo4j: a {row['type']} is a {row[':LABEL']}")
        iri = row.pop("iri:ID")
        found[iri] = typed(plain(row))
    same(found, nodes, "Neo4j, nodes")
    rows = []
    for row in table(folder / "neo4j-edges.csv"):
        check(re.fullmatch("[A-Z_]+", row[":TYPE"]), f"Neo4j: type {row[':TYPE']}")
        check({row[":START_ID"], row[":END_ID"]} <= found.keys(), "Neo4j: an edge hangs")
        rows.append((ends(row[":START_ID"], row[":END_ID"], directed), typed(plain(row))))
    same(sorted_edges(rows), edges, "Neo4j, edges")


def measured(nx, view):
    """Compares the measures on the nodes with what networkx makes of the same network."""
    close = lambda name, theirs: [
        check(math.isclose(row[name], theirs[node], rel_tol=1e-6, abs_tol=1e-9), f"{view}: {name} of {node} is {row[name]}, not {theirs[node]}")
        for node, row in nx.nodes(data=True)
    ]
    close("degree", dict(nx.degree()))
    close("pagerank", networkx.pagerank(nx, alpha=0.85, tol=1e-12, max_iter=1000))
    simple = networkx.DiGraph(nx) if nx.is_directed() else networkx.Graph(nx)
    close("betweenness", networkx.betweenness_centrality(simple))
    plain = networkx.Graph()
    plain.add_nodes_from(nx)
    for source, target, row in nx.edges(data=True):
        before = plain.get_edge_data(source, target, {"weight": 0})["weight"]
        plain.add_edge(source, target, weight=before + row.get("weight", 1))
    groups = {}
    for node, row in nx.nodes(data=True):
        groups.setdefault(row["community"], set()).add(node)
    sizes = [len(groups[number]) for number in range(len(groups))]
    check(sizes == sorted(sizes, reverse=True), f"{view}: communities of sizes {sizes}")
    ours = networkx.community.modularity(plain, groups.values())
    runs = [networkx.community.louvain_communities(plain, seed=seed) for seed in range(10)]
    theirs = sorted(networkx.community.modularity(plain, run) for run in runs)
    check(ours >= theirs[0] - 0.01, f"{view}: modularity {ours}, networkx finds {theirs}")
    return f"modularity {ours:.3f} (networkx {theirs[0]:.3f} to {theirs[-1]:.3f})"


def main(program, seeds):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        article = folder / "article.jsonl"
        line = {"id": "1", "title": TITLE, "published": "2019-06-01", "text": TEXT}
        article.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
        for view in VIEWS:
            for name in ("g.csv", "g.graphml", "g.gexf", "g.parquet", "neo4j.csv"):
                form = ["-f", "neo4j"] if name == "neo4j.csv" else []
                subprocess.run([program, "--quiet", "export", "--from", seeds, "--from", article, "--view", view,
                                "--metrics", "-o", folder / name, *form], check=True)
            directed = view not in UNDIRECTED
            nodes, edges = truth(folder, directed)
            check(len(nodes) > 50 and len(edges) > 50, f"{view}: only {len(nodes)} nodes and {len(edges)} edges")
            if view == "full":
                labels = {row["label"] for row in nodes.values()}
                check(any(all(c in label for c in "<&\"'>,“；") for label in labels), f"no label like {TITLE!r}")
            parquet(folder, nodes, edges, directed)
            neo4j(folder, nodes, edges, directed)
            clean = {iri: for_xml(row) for iri, row in nodes.items()}, [(e, for_xml(row)) for e, row in edges]
            nx = graphml(folder / "g.graphml", *clean, directed)
            spells = gexf(folder / "g.gexf", *clean, directed)
            check(spells > 0, f"{view}: no spells")
            print(f"{view}: {len(nodes)} nodes, {len(edges)} edges, {spells} spells, {measured(nx, view)}")


main(*sys.argv[1:])
