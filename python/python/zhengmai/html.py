"""How records, answers and profiles look in Jupyter: plain HTML with colours that hold on a
light and on a dark page, no script, everything that comes from an article escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from zhengmai.profile import short

if TYPE_CHECKING:
    from zhengmai.profile import Explanation, Paths, Profile, Sentence, Timeline
    from zhengmai.records import Record, Span
    from zhengmai.result import Result

__all__ = [
    "explanation_html",
    "mentions",
    "paths_html",
    "profile_html",
    "record_html",
    "records_html",
    "result_html",
    "sentence_html",
    "timeline_html",
]

#: Rows of a table that are shown.
ROWS = 50

#: Sentences that are shown for a fact.
SENTENCES = 3

#: What is marked in an article, and the colour behind it.
COLOURS = {
    "person": "rgba(230, 120, 40, .35)",
    "agency": "rgba(60, 130, 220, .30)",
    "meeting": "rgba(150, 90, 210, .30)",
    "document": "rgba(40, 160, 90, .35)",
    "place": "rgba(200, 180, 20, .35)",
    "initiative": "rgba(220, 60, 110, .25)",
    "journalist": "rgba(130, 130, 130, .35)",
}


def mentions(record: Record) -> list[tuple[Span, str, str]]:
    """Span, kind and name of everything that the record names, by place, longest first.

    >>> import zhengmai
    >>> record = zhengmai.read("安阳市召开推进会\\n5月29日，副市长陈志伟出席会议。")
    >>> [(kind, name) for span, kind, name in mentions(record) if kind == "person"]
    [('person', '陈志伟')]
    """
    found: list[tuple[Span, str, str]] = []
    for kind, items in (
        ("person", record.persons),
        ("agency", record.agencies),
        ("meeting", record.meetings),
        ("place", record.places),
        ("initiative", record.initiatives),
        ("journalist", record.journalists),
    ):
        found += [(span, kind, item.name) for item in items for span in item.spans]
    for document in record.documents:
        found += [(span, "document", document.title) for span in document.spans]
    return sorted(found, key=lambda mention: (mention[0][0], -mention[0][1], mention[1]))


def record_html(record: Record) -> str:
    """The article with its mentions marked, and what it says in tables."""
    head = [escape(part) for part in (record.region, record.published, record.source) if part]
    legend = " ".join(
        f'<span style="background:{colour}">{kind}</span>' for kind, colour in COLOURS.items()
    )
    posts = [(p.person, p.agency, p.title) for p in record.posts]
    roles = [(r.order, r.who, r.role) for r in record.roles]
    documents = [(d.title, d.kind, d.relation, d.number or "") for d in record.documents]
    directives = [
        (d.order, d.by, d.modality, d.text, "、".join(t.text for t in d.deadlines))
        for d in record.directives
    ]
    parts = [
        f"<div><b>{escape(record.title or record.id)}</b></div>",
        f"<div><small>{' · '.join(head)}</small></div>" if head else "",
        f"<div><small>{legend}</small></div>",
        f'<div style="white-space:pre-wrap;line-height:1.8">{_marked(record)}</div>',
        _details("posts", ("person", "agency", "title"), posts),
        _details("roles", ("order", "who", "role"), roles),
        _details("documents", ("title", "kind", "relation", "number"), documents),
        _details("directives", ("order", "by", "modality", "text", "by when"), directives),
        _details("notes", ("about", "reason"), [(n.about, n.reason) for n in record.notes]),
    ]
    return f"<div>{''.join(parts)}</div>"


def records_html(records: Sequence[Record]) -> str:
    """A table of records, a row each."""
    rows = [
        (
            r.title or r.id,
            r.published or "",
            r.region or "",
            "、".join(person.name for person in r.persons[:5]),
            r.meetings[0].name if r.meetings else "",
        )
        for r in records[:ROWS]
    ]
    columns = ("title", "published", "region", "persons", "meeting")
    return _table(columns, rows) + _more(len(records), "records")


def result_html(result: Result) -> str:
    """The first rows of an answer; IRIs are short and whole in the tooltip."""
    iris = [
        (field.metadata or {}).get(b"term") == b"iri" for field in result.to_arrow().schema
    ]
    head = result.to_arrow().slice(0, ROWS)
    columns = [column.to_pylist() for column in head.columns]
    rows = zip(*columns, strict=True) if columns else iter(())
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{_iri(value) if is_iri and value else _cell(value)}</td>"
            for value, is_iri in zip(row, iris, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    names = "".join(f"<th>{escape(name)}</th>" for name in result.columns)
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
    return table + _more(len(result), "rows")


def sentence_html(sentence: Sentence) -> str:
    """A sentence with what was read in it marked."""
    start, end = sentence.mark
    text = sentence.text
    where = [sentence.headline, sentence.published, sentence.source, sentence.rule]
    title = escape(" · ".join(part for part in where if part))
    mark = f'<span style="background:{COLOURS["person"]}">{escape(text[start:end])}</span>'
    return f'<span title="{title}">{escape(text[:start])}{mark}{escape(text[end:])}</span>'


def profile_html(profile: Profile) -> str:
    """What is said of a thing, property by property, with the sentences that say so."""
    parts = [_heading(profile.label, profile.kind, profile.iri)]
    if profile.also:
        parts.append(f"<div><small>also {escape('、'.join(profile.also))}</small></div>")
    for property in profile.properties:
        items = "".join(
            f"<li>{_named(fact.value, fact.iri)}{_evidence(fact.evidence)}</li>"
            for fact in profile.of(property)
        )
        parts.append(f"<div><b>{escape(property)}</b></div><ul>{items}</ul>")
    return f"<div>{''.join(parts)}</div>"


def explanation_html(found: Explanation) -> str:
    """Why the graph holds a node."""
    nothing = "<div><small>no article says so: it is reference data</small></div>"
    body = _evidence(found.evidence, shown=len(found.evidence)) or nothing
    return f"<div>{_heading(found.label, found.kind, found.iri)}{body}</div>"


def timeline_html(timeline: Timeline) -> str:
    """Entries by date."""
    heads = "".join(_heading(thing.label, thing.kind, thing.iri) for thing in timeline.things)
    rows = "".join(
        f"<tr><td>{escape(entry.date or '')}</td><td>{escape(entry.property)}</td>"
        f'<td style="text-align:left">{_named(entry.value, entry.iri)}'
        f"{_evidence(entry.evidence)}</td></tr>"
        for entry in timeline.entries
    )
    return f"<div>{heads}<table><tbody>{rows}</tbody></table></div>"


def paths_html(paths: Paths) -> str:
    """The chains of facts between two things."""
    ends = f"{escape(paths.start.label)} — {escape(paths.end.label)}"
    if paths.length is None:
        return f"<div>{ends}: no path</div>"
    lines = []
    for path in paths.paths:
        steps = [escape(path.steps[0].start.label)] if path.steps else []
        for step in path.steps:
            said = "; ".join(f"{fact.property} {fact.value}" for fact in step.facts)
            steps.append(f"<small>({escape(said)})</small> {escape(step.end.label)}")
        lines.append(f"<li>{' → '.join(steps)}</li>")
    return f"<div>{ends}: {paths.count} of {paths.length} steps<ul>{''.join(lines)}</ul></div>"


def _marked(record: Record) -> str:
    """The text with its mentions marked; where they overlap the shortest shows its colour."""
    text = record.text
    found = mentions(record)
    cuts = sorted({0, len(text), *(at for span, _, _ in found for at in span)})
    html = []
    open_mentions: list[tuple[Span, str, str]] = []
    following = 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        while following < len(found) and found[following][0][0] <= start:
            open_mentions.append(found[following])
            following += 1
        open_mentions = [mention for mention in open_mentions if mention[0][1] > start]
        part = escape(text[start:end])
        if not open_mentions:
            html.append(part)
            continue
        (_, kind, _) = min(open_mentions, key=lambda mention: mention[0][1] - mention[0][0])
        title = escape("; ".join(f"{kind}: {name}" for _, kind, name in open_mentions))
        html.append(f'<span style="background:{COLOURS[kind]}" title="{title}">{part}</span>')
    return "".join(html)


def _details(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    table = _table(columns, rows)
    return f"<details><summary>{title} ({len(rows)})</summary>{table}</details>"


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))


def _iri(iri: object) -> str:
    return f'<span title="{escape(str(iri))}">{escape(short(str(iri)))}</span>'


def _named(value: str, iri: str | None) -> str:
    return escape(value) if iri is None else f'<span title="{escape(iri)}">{escape(value)}</span>'


def _heading(label: str, kind: str, iri: str) -> str:
    return f"<div><b>{escape(label)}</b> <small>{escape(kind)} {_iri(iri)}</small></div>"


def _evidence(evidence: Sequence[Sentence], shown: int = SENTENCES) -> str:
    lines = [f"<div><small>{sentence_html(one)}</small></div>" for one in evidence[:shown]]
    return "".join(lines) + _more(len(evidence), "sentences", shown)


def _more(count: int, what: str, shown: int = ROWS) -> str:
    return f"<div><small>{count - shown:,} more {what}</small></div>" if count > shown else ""
