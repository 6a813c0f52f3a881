"""Views of the graph in networkx, igraph and rdflib."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengmai.optional import needed

if TYPE_CHECKING:
    import igraph
    import networkx
    import pyarrow
    import rdflib

    from zhengmai.graph import Graph

__all__ = ["Network", "to_igraph", "to_networkx", "to_rdflib"]


class Network(NamedTuple):
    """A view as two tables.

    `nodes` has the columns `id` (the IRI), `label`, `type` … and, if they were asked for, the
    measures `degree`, `pagerank`, `betweenness` and `community`; `edges` has `source` and
    `target` (IRIs), `label` and, by the view, `date`, `title` … or `weight`, `first`, `last`,
    `through`.
    """

    directed: bool
    nodes: pyarrow.Table
    edges: pyarrow.Table


def to_networkx(network: Network) -> networkx.Graph[str]:
    """The view as a networkx graph: nodes by IRI, the columns as attributes.

    It is a `MultiDiGraph`, or a `MultiGraph` where edges have no direction, and a `Graph` where
    no two edges join the same nodes. What is not known is no attribute.
    """
    networkx = needed("networkx")
    edges = network.edges.to_pylist()
    pairs = {tuple(sorted((edge["source"], edge["target"]))) for edge in edges}
    if network.directed:
        graph = networkx.MultiDiGraph()
    else:
        graph = networkx.Graph() if len(pairs) == len(edges) else networkx.MultiGraph()
    for node in network.nodes.to_pylist():
        graph.add_node(node.pop("id"), **_known(node))
    for edge in edges:
        graph.add_edge(edge.pop("source"), edge.pop("target"), **_known(edge))
    return graph


def to_igraph(network: Network) -> igraph.Graph:
    """The view as an igraph graph: the IRI of a vertex is its `name`, the columns are attributes.

    What is not known is `None`.
    """
    igraph = needed("igraph")
    nodes, edges = network.nodes.to_pydict(), network.edges.to_pydict()
    names = nodes.pop("id")
    numbers = {name: number for number, name in enumerate(names)}
    ends = zip(edges.pop("source"), edges.pop("target"), strict=True)
    graph = igraph.Graph(
        n=len(names),
        edges=[(numbers[source], numbers[target]) for source, target in ends],
        directed=network.directed,
        vertex_attrs={"name": names, **nodes},
        edge_attrs=edges,
    )
    return graph


def to_rdflib(graph: Graph) -> rdflib.Dataset:
    """All statements as an rdflib dataset: a named graph for each article, their union as the
    default graph. It is held in memory: some kilobytes a statement."""
    rdflib = needed("rdflib")
    dataset = rdflib.Dataset(default_union=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "graph.nq")
        graph.export(file)
        with file.open("rb") as statements:
            dataset.parse(statements, format="nquads")
    return dataset  # type: ignore[no-any-return]


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
