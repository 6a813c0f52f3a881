"""Labels that do not lie upon each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from zhengmai.optional import needed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["place_labels"]

#: Where a label may stand beside its point, the best first: a direction to each side and how the
#: text is aligned there.
SIDES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (0.8, 0.8, "left", "bottom"),
    (0.8, -0.8, "left", "top"),
    (-0.8, 0.8, "right", "bottom"),
    (-0.8, -0.8, "right", "top"),
)

#: How far from its point a label stands, in typographic points; if not beside it, with a line.
DISTANCES = (1.5, 10, 18)

#: How far the edges of two labels may lie over each other, in points each: letters do not fill
#: their boxes. Drawing rounds places to whole pixels, so that a little more may come of it.
ROOM = 0.6

LINE = {"arrowstyle": "-", "color": "#666666", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 0}


def place_labels(
    ax: Axes,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    radii: Sequence[float],
    *,
    obstacles: Sequence[tuple[float, float, float]] = (),
    **style: Any,
) -> list[str]:
    """Writes each text beside its point, the first ones first, where none lies upon another.

    `radii` are those of the points, in typographic points; `obstacles` are further points with
    theirs. A text without a free place is left out. Gives what was written.
    """
    figure = ax.figure.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    dot = figure.dpi / 72
    text_extent = needed("matplotlib.text", "matplotlib").Text.get_window_extent
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    frame = ax.get_window_extent(renderer)
    taken: list[tuple[float, float, float, float]] = []
    own = [(x, y, radius) for (x, y), radius in zip(points, radii, strict=True)]
    for x, y, radius in [*own, *obstacles]:
        across, up = ax.transData.transform((x, y))
        reach = radius * dot
        taken.append((across - reach, up - reach, across + reach, up + reach))
    written = []
    for (x, y), text, radius in zip(points, texts, radii, strict=True):
        for further, (right, high, horizontal, vertical) in product(DISTANCES, SIDES):
            gap = radius + further
            label = ax.annotate(
                text,
                (x, y),
                xytext=(right * gap, high * gap),
                textcoords="offset points",
                ha=horizontal,
                va=vertical,
                arrowprops=None if further == DISTANCES[0] else LINE,
                **style,
            )
            label.update_positions(renderer)
            box = text_extent(label, renderer)  # without the line
            room = ROOM * dot
            edges = (box.x0 + room, box.y0 + room, box.x1 - room, box.y1 - room)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1
            inside = inside and frame.y0 <= box.y0 and box.y1 <= frame.y1
            if inside and not any(_overlap(edges, other) for other in taken):
                taken.append(edges)
                written.append(text)
                break
            label.remove()
    return written


Box = tuple[float, float, float, float]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
