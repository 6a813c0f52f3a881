"""Where the nodes of a picture lie: the same network gives the same picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from zhengmai.optional import needed

if TYPE_CHECKING:
    import networkx

__all__ = ["positions"]

#: Up to so many nodes a component is laid out by Kamada and Kawai, the clearest for labels, which
#: takes time by the cube of the nodes; above by ForceAtlas2.
KAMADA_KAWAI = 250

#: The least distance of two components, where two nodes of one are about 1 apart.
GAP = 1.6

Point = tuple[float, float]


def positions(network: networkx.Graph[str], aspect: float = 1.4) -> dict[str, Point]:
    """A place for each node, in a frame about `aspect` times as wide as high.

    Each connected component is laid out by itself, so that two nodes of it are about 1 apart;
    then they are put side by side in rows, the largest first.

    >>> import networkx
    >>> places = positions(networkx.Graph([("甲", "乙"), ("丙", "丁")]))
    >>> places == positions(networkx.Graph([("丁", "丙"), ("乙", "甲")]))
    True
    """
    networkx = needed("networkx")
    parts = [sorted(part) for part in networkx.connected_components(networkx.Graph(network))]
    parts.sort(key=lambda part: (-len(part), part))
    boxes = [_component(network, part) for part in parts]
    return _packed(boxes, aspect)


def _component(network: networkx.Graph[str], nodes: list[str]) -> dict[str, Point]:
    """Places of the nodes of one component, from (0, 0) on."""
    networkx = needed("networkx")
    # A graph of its own, since the layouts depend on the order of nodes and edges.
    part = networkx.Graph()
    part.add_nodes_from(nodes)
    edges = {(min(pair), max(pair)) for pair in network.subgraph(nodes).edges()}
    part.add_edges_from(sorted(edges))
    if len(nodes) <= 2:
        return {node: (float(place), 0.0) for place, node in enumerate(nodes)}
    if len(nodes) <= KAMADA_KAWAI:
        found = networkx.kamada_kawai_layout(part)
    else:
        found = networkx.forceatlas2_layout(part, max_iter=300, scaling_ratio=4, seed=1)
    found = _lying(found)
    side = math.sqrt(len(nodes)) * 1.1
    wide = max(x for x, _ in found.values()) - min(x for x, _ in found.values())
    high = max(y for _, y in found.values()) - min(y for _, y in found.values())
    scale = side / max(math.sqrt(wide * high), 0.1)
    left = min(x for x, _ in found.values())
    low = min(y for _, y in found.values())
    return {
        node: (round((x - left) * scale, 4), round((y - low) * scale, 4))
        for node, (x, y) in ((node, found[node]) for node in nodes)
    }


def _lying(found: dict[str, Point]) -> dict[str, Point]:
    """Turned so that it is wider than high, as pictures are."""
    wide = max(x for x, _ in found.values()) - min(x for x, _ in found.values())
    high = max(y for _, y in found.values()) - min(y for _, y in found.values())
    return found if wide >= high else {node: (y, -x) for node, (x, y) in found.items()}


def _packed(boxes: list[dict[str, Point]], aspect: float) -> dict[str, Point]:
    """Components beside and below each other, each as high up and as far left as there is room."""
    sizes = [
        (max(x for x, _ in box.values()) + GAP, max(y for _, y in box.values()) + GAP)
        for box in boxes
    ]
    if not boxes:
        return {}
    least, most = max(wide for wide, _ in sizes), sum(wide for wide, _ in sizes)
    # Of several widths that which makes the picture largest in its frame.
    tries = [_rows(sizes, least + (most - least) * step / 24) for step in range(25)]
    corners = min(tries, key=lambda found: max(found[1] / aspect, found[2]))[0]
    return {
        node: (left + x, y - top - high)
        for box, (left, top), (_, high) in zip(boxes, corners, sizes, strict=True)
        for node, (x, y) in box.items()
    }


def _rows(sizes: list[Point], width: float) -> tuple[list[Point], float, float]:
    """Left upper corners of boxes in a frame of a width, and how wide and deep they reach."""
    # The lower edge of what is placed, from left to right: (from, to, depth).
    edge = [(0.0, width, 0.0)]
    corners = []
    for wide, high in sizes:
        starts = [start for start, _, _ in edge if start + wide <= width + 1e-9]
        depth, left = min((_depth(edge, start, start + wide), start) for start in starts)
        corners.append((left, depth))
        edge = _lowered(edge, left, left + wide, depth + high)
    reach = max(left + wide for (left, _), (wide, _) in zip(corners, sizes, strict=True))
    return corners, reach, max(depth for _, _, depth in edge)


def _depth(edge: list[tuple[float, float, float]], left: float, right: float) -> float:
    """How deep the edge is at most between two places."""
    return max(deep for start, end, deep in edge if start < right - 1e-9 and end > left + 1e-9)


def _lowered(
    edge: list[tuple[float, float, float]], left: float, right: float, depth: float
) -> list[tuple[float, float, float]]:
    """The edge after a box was placed."""
    parts = [(left, right, depth)]
    for start, end, deep in edge:
        if start < left:
            parts.append((start, min(end, left), deep))
        if end > right:
            parts.append((max(start, right), end, deep))
    return sorted(parts)
