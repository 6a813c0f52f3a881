"""Exports a graph and loads it where analysts do: `graphml.py ZHENGMAI SEEDS`.

Checks that networkx and igraph read every node, edge and value of the GraphML file, that
both read the same, that the CSV files have as many rows, and that the file keeps to what
Gephi's importer takes: declared scalar keys, unique ids, edges between declared nodes.
"""
import csv
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import igraph
import networkx

NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"boolean", "int", "long", "float", "double", "string"}


def check(truth, fault):
    if not truth:
        sys.exit(f"tests/graphml.py: {fault}")


def declared(tree):
    """The keys by id: (for, attr.name, attr.type)."""
    keys = {}
    for key in tree.iter(f"{NS}key"):
        where, name, kind = key.get("for"), key.get("attr.name"), key.get("attr.type")
        check(where in {"node", "edge"}, f"key {key.get('id')} is for {where}")
        check(name and kind in TYPES, f"key {key.get('id')} has name {name}, type {kind}")
        check(key.get("id") not in keys, f"key {key.get('id')} is declared twice")
        keys[key.get("id")] = (where, name, kind)
    return keys


def importable(tree):
    """What Gephi's importer asks for; returns the numbers of nodes and edges and all values."""
    keys = declared(tree)
    graphs = tree.findall(f"{NS}graph")
    check(len(graphs) == 1 and graphs[0].get("edgedefault") == "directed", "not one directed graph")
    nodes, edges = graphs[0].findall(f"{NS}node"), graphs[0].findall(f"{NS}edge")
    ids = {node.get("id") for node in nodes}
    check(len(ids) == len(nodes), "two nodes have one id")
    edge_ids = {edge.get("id") for edge in edges}
    check(len(edge_ids) == len(edges) and None not in edge_ids, "edges without ids of their own")
    for edge in edges:
        check({edge.get("source"), edge.get("target")} <= ids, f"edge {edge.get('id')} hangs")
    values = 0
    for kind, elements, needed in (("node", nodes, {"label", "type"}), ("edge", edges, {"label"})):
        for element in elements:
            names = []
            for data in element.findall(f"{NS}data"):
                where, name, _ = keys[data.get("key")]
                check(where == kind, f"{name} is declared for {where}, used on a {kind}")
                check(len(data) == 0, f"{name} of {element.get('id')} is no scalar")
                names.append(name)
            check(len(set(names)) == len(names), f"{element.get('id')} has a value twice")
            check(needed <= set(names), f"{element.get('id')} lacks one of {needed}")
            values += len(names)
    return len(nodes), len(edges), values


def scalar(value):
    """A value as both libraries would print it: igraph has numbers as floats."""
    return float(value) if isinstance(value, (int, float)) else value


def edges_of(rows):
    return sorted((s, t, sorted((k, str(scalar(v))) for k, v in row.items() if v not in (None, "") and v == v and k != "id"))
                  for s, t, row in rows)


def main(program, seeds):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path = folder / "graph.graphml"
        for output in (path, folder / "graph.csv"):
            subprocess.run([program, "--quiet", "export", "--from", seeds, "-o", output], check=True)
        tree = xml.parse(path).getroot()
        nodes, edges, values = importable(tree)
        check(nodes > 100 and edges > 100, f"only {nodes} nodes and {edges} edges")

        nx = networkx.read_graphml(path, force_multigraph=True)
        check((nx.number_of_nodes(), nx.number_of_edges()) == (nodes, edges), "networkx lost something")
        kept = sum(len(row) for _, row in nx.nodes(data=True)) + sum(len(row) for *_, row in nx.edges(data=True))
        check(kept >= values, f"networkx has {kept} of {values} values")

        ig = igraph.Graph.Read_GraphML(str(path))
        check((ig.vcount(), ig.ecount()) == (nodes, edges), "igraph lost something")
        labels = {v["id"]: (v["label"], v["type"]) for v in ig.vs}
        check(labels == {n: (row["label"], row["type"]) for n, row in nx.nodes(data=True)}, "labels differ")
        check(edges_of((ig.vs[e.source]["id"], ig.vs[e.target]["id"], e.attributes()) for e in ig.es)
              == edges_of(nx.edges(data=True)), "the edges of igraph and networkx differ")

        again = folder / "again.graphml"
        networkx.write_graphml(nx, again)
        same = networkx.read_graphml(again, force_multigraph=True)
        check(networkx.utils.graphs_equal(nx, same), "the graph changes when networkx writes it")

        for name, number in (("nodes", nodes), ("edges", edges)):
            with open(folder / f"graph-{name}.csv", encoding="utf-8", newline="") as file:
                rows = sum(1 for _ in csv.reader(file)) - 1
            check(rows == number, f"graph-{name}.csv has {rows} rows, the GraphML file {number} {name}")
    print(f"GraphML: {nodes} nodes, {edges} edges, {values} values in networkx and igraph")


main(*sys.argv[1:])
