"""Pictures: the same each time, with Chinese labels that can be read, and nothing from the network."""

from __future__ import annotations

import datetime
import io
import sysconfig
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import ipysigma
import matplotlib
import matplotlib.pyplot as plt
import networkx
import numpy
import pandas
import pytest
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

import zhengmai
from zhengmai import Graph, fonts, plot
from zhengmai.layout import positions

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def graph() -> Graph:
    matplotlib.use("Agg")
    return Graph.build(SEEDS)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def figure(ax: Axes) -> Figure:
    found = ax.figure.get_figure(root=True)
    assert isinstance(found, Figure)
    return found


def picture(ax: Axes) -> bytes:
    """What is drawn; a character without a glyph is a warning and so an error here."""
    file = io.BytesIO()
    figure(ax).savefig(file, format="png", dpi=60, metadata={"Software": None})
    return file.getvalue()


def dots(ax: Axes) -> int:
    """How many nodes are drawn."""
    found = [many for many in ax.collections if many.get_zorder() == 3]
    return sum(numpy.asarray(many.get_offsets()).shape[0] for many in found)


def legend(ax: Axes) -> set[str]:
    found = ax.get_legend()
    assert found is not None
    return {text.get_text() for text in found.get_texts()}


@pytest.mark.parametrize("view", ["officials", "agencies", "policy", "hierarchy", "full"])
def test_every_view_is_drawn_the_same_twice(graph: Graph, view: str) -> None:
    first, second = (graph.plot(view, where="三门峡市,2024", nodes=60) for _ in range(2))
    assert first.texts
    assert picture(first) == picture(second)


def test_no_label_lies_upon_another(graph: Graph) -> None:
    ax = graph.plot("officials", labels=60)
    figure(ax).draw_without_rendering()
    renderer = figure(ax).canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [Text.get_window_extent(label, renderer) for label in ax.texts]
    assert len(boxes) > 30
    for one, other in combinations(boxes, 2):
        wide = min(one.x1, other.x1) - max(one.x0, other.x0)
        high = min(one.y1, other.y1) - max(one.y0, other.y0)
        # A point of room on each side counts as none.
        assert min(wide, high) <= 2 * figure(ax).dpi / 72 + 0.01


def test_the_greatest_are_drawn_and_named(graph: Graph) -> None:
    network = graph.to_networkx("officials", metrics=True)
    measured = sorted(network.nodes.values(), key=lambda data: -data["degree"])
    ax = graph.plot("officials", size="degree", nodes=5, labels=5)
    assert {text.get_text() for text in ax.texts} <= {data["label"] for data in measured[:8]}
    assert dots(ax) == 5


def test_light_edges_go_with_the_nodes_that_they_alone_held(graph: Graph) -> None:
    network = graph.to_networkx("officials")
    heavy = [edge for edge in network.edges(data="weight") if edge[2] >= 3]
    assert dots(graph.plot("officials", least=3)) == len({node for edge in heavy for node in edge[:2]})


def test_groups_stand_in_the_legend(graph: Graph) -> None:
    ax = graph.plot("policy", where="三门峡市,2024-03..2024-06")
    assert legend(ax) >= {"agency", "document", "meeting"}
    network = graph.to_networkx("officials", where="三门峡市")
    cities = {iri: "市" if "/411200/" in iri else "县" for iri in network}
    by_mapping = graph.plot("officials", where="三门峡市", color=cities)
    by_function = graph.plot("officials", where="三门峡市", color=lambda iri, data: cities[iri])
    for ax in (by_mapping, by_function):
        assert legend(ax) == {"市", "县"}


def test_axes_of_ones_own_are_drawn_into(graph: Graph) -> None:
    _, (left, right) = plt.subplots(1, 2)
    assert graph.plot("officials", where="丽水市", ax=left, title="丽水") is left
    assert graph.plot_timeline("id:person/411200/葛明达", ax=right) is right
    assert left.get_title() == "丽水"


def test_what_cannot_be_drawn_says_why(graph: Graph) -> None:
    wrongs: tuple[dict[str, Any], ...] = (
        {"size": "height"},
        {"where": "三亚市,1999"},
        {"least": 1000},
        {"nodes": 0},
    )
    for wrong in wrongs:
        with pytest.raises(zhengmai.InputError):
            graph.plot("officials", **wrong)
    with pytest.raises(zhengmai.InputError, match="year"):
        graph.plot_timeline("张旭阳")


def test_settings_are_as_before(graph: Graph) -> None:
    before = dict(matplotlib.rcParams)
    graph.plot("officials", where="丽水市")
    assert dict(matplotlib.rcParams) == before


def test_layouts_depend_on_nothing_but_the_network() -> None:
    edges = [(f"甲{a}", f"甲{(a * 7 + 3) % 40}") for a in range(40)] + [("乙", "丙"), ("丁", "丁")]
    one, other = networkx.Graph(edges), networkx.Graph(reversed([pair[::-1] for pair in edges]))
    places = positions(one)
    assert places == positions(other)
    points = list(places.values())
    apart = [((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in combinations(points, 2)]
    assert min(apart) > 0.1
    assert positions(networkx.Graph()) == {}


def test_spans_take_frames_and_rows_of_all_kinds() -> None:
    rows = [
        {"start": "2024-01-08", "end": datetime.date(2024, 3, 1), "label": "甲", "who": "市委"},
        {"start": "2024-02", "end": None, "label": "乙", "who": None},
        {"start": "--05-29", "end": "2024-03-01", "label": "丙", "who": "市委"},
    ]
    ax = plot.plot_spans(rows, color="who", title="时限")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["甲", "乙"]
    (bar,) = ax.patches
    assert bar.get_extents().width > 0
    frame = pandas.DataFrame(rows[:1]).assign(start=lambda f: pandas.to_datetime(f.start))
    assert picture(plot.plot_spans(frame))
    with pytest.raises(zhengmai.InputError):
        plot.plot_spans(rows[2:])


def test_a_timeline_has_a_line_for_each_thing(graph: Graph) -> None:
    ax = graph.plot_timeline("id:person/411200/葛明达", lines=6)
    names = [tick.get_text() for tick in ax.get_yticklabels()]
    assert len(names) == 6 and "三门峡市人民政府 市长" in names
    assert picture(ax)


def test_without_a_font_it_says_which_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [])
    fonts._family.cache_clear()
    try:
        with pytest.raises(zhengmai.MissingPackageError, match="fonts-noto-cjk"):
            graph.plot("officials")
    finally:
        fonts._family.cache_clear()


def test_the_widget_holds_the_network_and_loads_nothing_from_elsewhere(graph: Graph) -> None:
    shown = graph.widget("officials", where="三门峡市")
    again = graph.widget("officials", where="三门峡市")
    assert isinstance(shown, ipysigma.Sigma)
    assert shown.data == again.data
    network = graph.to_networkx("officials", where="三门峡市")
    assert len(shown.data["nodes"]) == len(network)
    # What the browser runs comes from the installed package: no address of a CDN is in it.
    folder = Path(sysconfig.get_path("data"), "share/jupyter/labextensions/ipysigma/static")
    scripts = list(folder.glob("*.js"))
    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert not any(host in text for host in ("unpkg.com", "jsdelivr", "cdnjs", "googleapis"))
