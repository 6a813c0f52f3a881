"""Pictures of the graph: views of it, and what happened when.

Static ones with matplotlib, with Chinese labels, and an interactive one for Jupyter that needs no
network. The same graph gives the same picture.

>>> import zhengmai
>>> graph = zhengmai.Graph()
>>> _ = graph.add("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖推进会，市住建局局长侯津琪、市工商局局长刘健出席会议。")
>>> [text.get_text() for text in graph.plot("officials").texts]
['侯津琪', '刘健']
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any

from zhengmai.errors import InputError
from zhengmai.fonts import chinese, cjk_font, families, use_chinese
from zhengmai.labels import place_labels
from zhengmai.layout import positions
from zhengmai.optional import needed
from zhengmai.spans import plot_spans, plot_timeline

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes

    from zhengmai.graph import Graph

__all__ = ["cjk_font", "draw", "plot", "plot_spans", "plot_timeline", "use_chinese", "widget"]

#: Colours of groups, told apart also by those who see no red or green; the rest is grey.
PALETTE = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee8866", "#44bb99")
GREY = "#bbbbbb"

#: Longer labels are cut.
WIDEST = 18

#: How a node belongs to a group: an attribute of nodes, a group for each IRI, or a function of the
#: IRI and the attributes.
Groups = str | Mapping[str, Hashable] | Callable[[str, Mapping[str, Any]], Hashable]


def plot(
    graph: Graph,
    view: str = "officials",
    *,
    where: str = "",
    size: str = "pagerank",
    color: Groups | None = None,
    labels: int = 40,
    nodes: int | None = None,
    least: int = 1,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws a view of the graph; `view` and `where` are those of `Graph.network`.

    - `size`: the measure of a node that its area stands for: `degree`, `pagerank` or `betweenness`;
    - `color`: what groups the nodes: an attribute (`community`, `type`, …), a group for each IRI,
      or a function of IRI and attributes. By default communities of officials and agencies, and
      types in the other views. The eight largest groups have colours and stand in the legend, a
      community by the name of its greatest node;
    - `labels`: how many nodes bear their names at most, the greatest first; those that would lie
      upon others are left out;
    - `nodes`: how many nodes are drawn at most, the greatest first;
    - `least`: the least weight of an edge, in meetings; nodes that lose all their edges go.

    Gives the axes. Raises `InputError` where nothing is left to draw.
    """
    network = graph.to_networkx(view, where=where, metrics=True)
    if color is None:
        color = "community" if view in ("officials", "agencies") else "type"
    network = _part(network, size, nodes, least)
    if not network:
        raise InputError(f"nothing to draw in the view {view}" + (f" of {where}" if where else ""))
    return draw(network, size=size, color=color, labels=labels, title=title, ax=ax)


def draw(
    network: networkx.Graph[str],
    *,
    size: str = "pagerank",
    color: Groups = "community",
    labels: int = 40,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws any network whose nodes have a `label` and the measure `size`; see `plot`."""
    networkx = needed("networkx")
    pyplot = needed("matplotlib.pyplot", "matplotlib")
    effects = needed("matplotlib.patheffects", "matplotlib")
    with chinese():
        if ax is None:
            _, ax = pyplot.subplots(figsize=(11, 7.5), layout="constrained")
        assert ax is not None
        places = positions(network)
        by_size = _by_size(network, size)
        top = max((network.nodes[node].get(size, 0) for node in by_size), default=0) or 1
        areas = {node: 12 + 230 * network.nodes[node].get(size, 0) / top for node in by_size}
        groups = _groups(network, color)
        paints, legend = _paints(network, groups, by_size)

        weights: dict[tuple[str, str], float] = {}
        for start, end, data in network.edges(data=True):
            pair = (start, end) if network.is_directed() else (min(start, end), max(start, end))
            weights[pair] = weights.get(pair, 0) + data.get("weight", 1)
        drawn = networkx.DiGraph() if network.is_directed() else networkx.Graph()
        drawn.add_nodes_from(by_size)
        drawn.add_edges_from(sorted(weights))
        networkx.draw_networkx_edges(
            drawn,
            places,
            ax=ax,
            edgelist=sorted(weights),
            width=[min(0.4 + 0.4 * weights[pair], 3) for pair in sorted(weights)],
            edge_color="#99999988",
            **({"arrowsize": 6, "node_size": 40} if network.is_directed() else {"arrows": False}),
        )
        xs, ys = zip(*(places[node] for node in by_size), strict=True)
        ax.scatter(
            xs,
            ys,
            s=[areas[node] for node in by_size],
            c=[paints[node] for node in by_size],
            edgecolors="white",
            linewidths=0.6,
            zorder=3,
        )
        ax.set_axis_off()
        ax.set_aspect("equal")
        ax.margins(0.06)
        if title:
            ax.set_title(title, family=families())
        if len(legend) > 1:
            dots = [
                ax.scatter([], [], s=50, c=paint, edgecolors="white", label=name)
                for name, paint in legend
            ]
            ax.legend(handles=dots, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
        radii = [areas[node] ** 0.5 / 2 for node in by_size]
        count = max(labels, 0)
        place_labels(
            ax,
            [places[node] for node in by_size[:count]],
            [_name(network, node) for node in by_size[:count]],
            radii[:count],
            obstacles=[
                (*places[node], radius)
                for node, radius in zip(by_size[count:], radii[count:], strict=True)
            ],
            fontsize=9,
            zorder=4,
            path_effects=[effects.withStroke(linewidth=2, foreground="white")],
        )
    return ax


def widget(
    graph: Graph,
    view: str = "officials",
    *,
    where: str = "",
    size: str = "pagerank",
    color: Groups | None = None,
    nodes: int | None = None,
    least: int = 1,
    height: int = 560,
) -> Any:
    """A view to move, search and zoom in Jupyter, by ipysigma; the options are those of `plot`.

    All that it loads comes with the installed package: it works offline.
    """
    sigma = needed("ipysigma")
    network = _part(graph.to_networkx(view, where=where, metrics=True), size, nodes, least)
    if not network:
        raise InputError(f"nothing to draw in the view {view}" + (f" of {where}" if where else ""))
    if color is None:
        color = "community" if view in ("officials", "agencies") else "type"
    groups = _groups(network, color)
    paints, _ = _paints(network, groups, _by_size(network, size))
    shown = network.copy()
    for node, (x, y) in positions(network).items():
        shown.nodes[node].update(x=x, y=y, group=str(groups[node]))
        for unseen in ("size", "evidence", "rule"):
            shown.nodes[node].pop(unseen, None)
    for *_, data in shown.edges(data=True):
        data.pop("through", None)
    palette = {str(groups[node]): paint for node, paint in paints.items()}
    return sigma.Sigma(
        shown,
        height=height,
        node_label="label",
        node_color="group",
        node_color_palette=palette,
        node_size=size,
        node_size_range=(3, 14),
        edge_size="weight",
        edge_weight="weight",
        raw_edge_label=None,
        node_border_color_from="node",
        label_font="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif",
        label_density=2,
    )


def _part(
    network: networkx.Graph[str], size: str, nodes: int | None, least: int
) -> networkx.Graph[str]:
    """What of a network is drawn: no edges below `least`, at most so many nodes."""
    measures = ("degree", "pagerank", "betweenness")
    if size not in measures:
        raise InputError(f"there is no measure {size}: {', '.join(measures)}")
    kept = network.copy()
    if least > 1:
        light = [edge[:-1] for edge in _edges(kept) if edge[-1].get("weight", 1) < least]
        kept.remove_edges_from(light)
        kept.remove_nodes_from([node for node, degree in list(kept.degree()) if degree == 0])
    if nodes is not None:
        kept = kept.subgraph(_by_size(kept, size)[: max(nodes, 0)]).copy()
    return kept


def _edges(network: networkx.Graph[str]) -> list[tuple[Any, ...]]:
    if network.is_multigraph():
        return list(network.edges(keys=True, data=True))
    return list(network.edges(data=True))


def _by_size(network: networkx.Graph[str], size: str) -> list[str]:
    """The nodes, greatest first, those alike by IRI."""
    return sorted(network, key=lambda node: (-network.nodes[node].get(size, 0), node))


def _name(network: networkx.Graph[str], node: str) -> str:
    """The label of a node, cut where it is very long."""
    label = str(network.nodes[node].get("label", node))
    return label if len(label) <= WIDEST else label[: WIDEST - 1] + "…"


def _groups(network: networkx.Graph[str], color: Groups) -> dict[str, Hashable]:
    if isinstance(color, str):
        return {node: data.get(color) for node, data in network.nodes(data=True)}
    if callable(color):
        return {node: color(node, data) for node, data in network.nodes(data=True)}
    return {node: color.get(node) for node in network}


def _paints(
    network: networkx.Graph[str], groups: Mapping[str, Hashable], by_size: list[str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """A colour for each node, and the legend: the largest groups with their names."""
    members: dict[Hashable, list[str]] = {}
    for node in by_size:
        if groups[node] is not None:
            members.setdefault(groups[node], []).append(node)
    order = sorted(members, key=lambda group: (-len(members[group]), members[group][0]))
    colours = dict(zip(order, PALETTE, strict=False))
    legend = []
    for group, colour in colours.items():
        # Communities are numbers: the greatest node names them.
        first = _name(network, members[group][0])
        others = f" and {len(members[group]) - 1} more" if len(members[group]) > 1 else ""
        legend.append((first + others if isinstance(group, int) else str(group), colour))
    if len(order) > len(colours):
        legend.append(("others", GREY))
    return {node: colours.get(groups[node], GREY) for node in network}, legend
