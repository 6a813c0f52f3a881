"""What was when: bars from one day to another, and the timeline of a thing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from zhengmai.errors import InputError
from zhengmai.fonts import chinese, families
from zhengmai.optional import needed

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from zhengmai.graph import Graph

__all__ = ["plot_spans", "plot_timeline"]

#: Colours of groups, as in networks.
PALETTE = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee8866", "#44bb99")

#: Longer labels are cut.
WIDEST = 30

#: What a timeline says of posts, drawn as bars; the rest are marks, each with its own.
IN_POST = ("in post", "still in post", "last in post")
MARKS = {
    "chaired": ("^", "#4477aa"),
    "spoke": ("o", "#4477aa"),
    "attended": (".", "#4477aa"),
    "demanded": ("s", "#ee6677"),
    "appoint": (">", "#228833"),
    "elect": (">", "#228833"),
    "resign": ("<", "#aa3377"),
    "remove": ("<", "#aa3377"),
}


def plot_spans(
    rows: pandas.DataFrame | Iterable[Mapping[str, Any]],
    *,
    start: str = "start",
    end: str = "end",
    label: str = "label",
    color: str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws a bar for each row, from its day `start` to its day `end`, the first row on top.

    Rows are those of a data frame or dictionaries; days are `datetime.date` or ISO strings. Rows
    with the same `label` share a line. `color` names the column whose values have a colour each.
    A row without an end, or that ends on the day it starts, is a dot. Rows without a start are
    left out; raises `InputError` if none is left.

    >>> ax = plot_spans([{"start": "2024-01-08", "end": "2024-03-01", "label": "安阳市市长"}])
    >>> [tick.get_text() for tick in ax.get_yticklabels()]
    ['安阳市市长']
    """
    spans = []
    for row in _rows(rows):
        first, last = as_day(row.get(start)), as_day(row.get(end))
        if first is not None:
            group = None if color is None else row.get(color)
            spans.append((str(row.get(label)), first, last or first, group))
    if not spans:
        raise InputError("no row has a day to start from")
    lines = list(dict.fromkeys(name for name, *_ in spans))
    groups = list(dict.fromkeys(group for *_, group in spans))
    paints = {group: PALETTE[n % len(PALETTE)] for n, group in enumerate(groups)}
    pyplot = needed("matplotlib.pyplot", "matplotlib")
    with chinese():
        if ax is None:
            _, ax = pyplot.subplots(figsize=(11, 1.2 + 0.27 * len(lines)), layout="constrained")
        assert ax is not None
        for name, first, last, group in spans:
            line = lines.index(name)
            if last > first:
                left, days = _number(first), (last - first).days
                ax.barh(line, days, left=left, height=0.62, color=paints[group], alpha=0.85)
            else:
                ax.plot([_number(first)], [line], "o", color=paints[group], markersize=5)
        _dates(ax, lines, title)
        if color is not None:
            dots = [ax.plot([], [], "s", color=paints[g], label=str(g))[0] for g in groups]
            ax.legend(handles=dots, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return ax


def plot_timeline(
    graph: Graph, name: str, *, lines: int = 40, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draws what is known of an official, agency, document or series of meetings, by date.

    A line for each post (a bar from when it was first to when it was last seen), meeting, demand
    and so on, at most the first `lines`. Days without a year have no place on it. `name` is that
    of `Graph.timeline`; raises `InputError` where nothing has a day.
    """
    timeline = graph.timeline(name)
    found: dict[str, list[tuple[datetime.date, str]]] = {}
    for entry in timeline.entries:
        day = as_day(entry.date)
        if day is not None:
            found.setdefault(entry.value.split(" (")[0], []).append((day, entry.property))
    if not found:
        raise InputError(f"nothing known of {name} has a day with its year")
    names = list(found)[: max(lines, 1)]
    pyplot = needed("matplotlib.pyplot", "matplotlib")
    with chinese():
        if ax is None:
            _, ax = pyplot.subplots(figsize=(11, 1.2 + 0.27 * len(names)), layout="constrained")
        assert ax is not None
        legend: dict[str, Any] = {}
        for line, value in enumerate(names):
            days = sorted(found[value])
            posts = [day for day, property in days if property in IN_POST]
            if posts:
                left, days_in = _number(posts[0]), max((posts[-1] - posts[0]).days, 4)
                bar = ax.barh(line, days_in, left=left, height=0.5, color="#ccbb44", alpha=0.7)
                legend.setdefault("in post", bar)
            for day, property in days:
                if property in IN_POST:
                    continue
                main = property.split(", ")[0]
                mark, paint = MARKS.get(main, ("D", "#888888"))
                (dot,) = ax.plot([_number(day)], [line], mark, color=paint, markersize=6)
                legend.setdefault(main, dot)
        called = dict.fromkeys(thing.label for thing in timeline.things[:3])
        _dates(ax, names, title or "、".join(called))
        ax.legend(
            legend.values(), legend.keys(), loc="upper left", bbox_to_anchor=(1, 1), frameon=False
        )
    return ax


def as_day(value: object) -> datetime.date | None:
    """A day, if it is one: a part of a date stands for its first day.

    >>> as_day("2018-05"), as_day("--05-29")
    (datetime.date(2018, 5, 1), None)
    """
    if isinstance(value, datetime.datetime):
        return value.date() if value == value else None
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        return None
    whole = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        return datetime.date.fromisoformat(whole)
    except ValueError:
        return None


def _number(day: datetime.date) -> float:
    """A day as matplotlib counts them."""
    return float(needed("matplotlib.dates", "matplotlib").date2num(day))


def _rows(rows: Any) -> list[Mapping[str, Any]]:
    if hasattr(rows, "to_dict"):
        records: list[Mapping[str, Any]] = rows.to_dict("records")
        return records
    return list(rows)


def _dates(ax: Axes, lines: list[str], title: str | None) -> None:
    """Days across and names down, the first on top."""
    dates = needed("matplotlib.dates", "matplotlib")
    ax.set_yticks(range(len(lines)), [_cut(line) for line in lines], fontsize=9, family=families())
    ax.set_ylim(len(lines) - 0.4, -0.6)
    ax.use_sticky_edges = False
    ax.margins(x=0.02)
    ax.xaxis_date()
    locator = dates.AutoDateLocator(minticks=4, maxticks=12)
    ax.xaxis.set_major_locator(locator)
    formats = ["%Y", "%b", "%m-%d", "%H:%M", "%H:%M", "%S"]
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, formats=formats))
    ax.grid(axis="x", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)
    if title:
        ax.set_title(title, family=families())


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
