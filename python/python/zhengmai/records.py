"""What one article says: a `Record` and the items in it.

All spans are `(start, end)` in indices of `Record.text`, a Python string, so that
`record.text[start:end]` is what an item was read from. Every item has the `rule` that read it.
Dates are ISO 8601 as far as the article tells them: `2018-05-29`, `2018-05`, `2018`, or
`--05-29` where no year is known. Codes are those of GB/T 2260 (9 digits for a township).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from zhengmai import _zhengmai

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = [
    "Agency",
    "Appointment",
    "Capacity",
    "Comparison",
    "Deadline",
    "Directive",
    "Document",
    "Meeting",
    "Note",
    "Person",
    "Post",
    "Quantity",
    "Record",
    "Records",
    "Role",
    "Span",
    "Statute",
    "Term",
]

#: `(start, end)` in indices of the article's text; `end` is not part of it.
Span = tuple[int, int]

_T = TypeVar("_T")


@dataclass(frozen=True)
class Person:
    """A natural person named in the article."""

    name: str
    """Without title words."""
    jurisdiction: str | None
    """Code of the jurisdiction that the person's post gives, else the article's."""
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Agency:
    """An organisation."""

    name: str
    """Full official name: `安阳市住房和城乡建设局`."""
    surfaces: tuple[str, ...]
    """The strings that name it in the text, each once."""
    jurisdiction: str | None
    local: str
    """The name without that of its jurisdiction."""
    class_: str
    """Kind of organisation: `部门`, `政府`, `党委` …."""
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Post:
    """A post that the text gives a person."""

    person: str
    agency: str
    title: str
    """Bare title: `常务副市长`."""
    jurisdiction: str | None
    local: str
    class_: str
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Appointment:
    """A decision by which a person comes into a post or leaves it."""

    person: str
    agency: str
    title: str
    kind: str
    """`appoint`, `elect`, `nominate`, `remove`, `resign` or `dismiss`."""
    date: str | None
    by: str | None
    """Full name of the agency that decided."""
    meeting: str | None
    jurisdiction: str | None
    local: str
    class_: str
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Term:
    """A value that is a plain string: a place, an initiative, a journalist."""

    name: str
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Meeting:
    """A meeting held, reported or mentioned."""

    name: str
    date: str | None
    """First day."""
    place: str | None
    jurisdiction: str | None
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Capacity:
    """A post in which somebody takes part."""

    agency: str
    title: str


@dataclass(frozen=True)
class Role:
    """A part taken in the main meeting."""

    who: str
    """Name of a person or an agency of the record."""
    role: str
    """`attend`, `chair`, `speak`, `convey` or `report`."""
    order: int
    """1 for the first participant that the article prints."""
    capacity: tuple[Capacity, ...]
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Statute:
    """What the table of statutes says of a document, as of the meeting's day."""

    title: str
    force: str
    """`in force`, `not yet in force`, `repealed` or `unknown`."""
    text: str | None = None
    """The day that names the dated text in force."""


@dataclass(frozen=True)
class Document:
    """A document and what the main meeting did with it."""

    title: str
    kind: str
    """`law`, `regulation`, `rule`, `plan`, `notice`, `opinion`, `report`, `letter` or `other`."""
    relation: str
    """`convey`, `review`, `cite`, `submit` or `issue`."""
    issuers: tuple[str, ...]
    number: str | None
    """发文字号: `国发〔2018〕22号`."""
    statute: Statute | None
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Deadline:
    """A time by which something is to be done."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True)
class Directive:
    """A requirement that a speaker or the meeting laid down."""

    by: str
    """Name of the person or agency that spoke, or `会议`."""
    text: str
    order: int
    modality: str
    """`duty`, `prohibition`, `permission` or `exhortation`."""
    audience: str | None
    """Whom it addresses, as written."""
    addressees: tuple[str, ...]
    """Full names of agencies that it addresses."""
    deadlines: tuple[Deadline, ...]
    topic: str | None
    implements: tuple[str, ...]
    """Titles of documents that it tells to carry out."""
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Comparison:
    """A change of an indicator against another time."""

    basis: str | None
    value: str
    unit: str
    bound: str | None


@dataclass(frozen=True)
class Quantity:
    """A figure that the text gives for an indicator."""

    indicator: str
    text: str
    value: str | None
    """A decimal with 万 and 亿 multiplied out, in `unit`."""
    unit: str | None
    bound: str | None
    """`at least`, `at most` or `about`."""
    status: str | None
    """`target` or `achieved`."""
    comparison: Comparison | None
    jurisdiction: str | None
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True)
class Note:
    """What could not be decided, why, and what came into question."""

    about: str
    reason: str
    candidates: tuple[str, ...] = ()


_NESTED: dict[str, type] = {"capacity": Capacity, "deadlines": Deadline}
_SINGLE: dict[str, type] = {"statute": Statute, "comparison": Comparison}


def _item(kind: type[_T], fields: Mapping[str, Any]) -> _T:
    """An item of a record from its JSON."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "spans":
            values["spans"] = tuple((start, end) for start, end in value)
        elif name in _NESTED:
            values[name] = tuple(_NESTED[name](**inner) for inner in value)
        elif name in _SINGLE:
            values[name] = None if value is None else _SINGLE[name](**value)
        else:
            key = "class_" if name == "class" else name
            values[key] = tuple(value) if isinstance(value, list) else value
    if kind is Document:
        values.setdefault("statute", None)
    return kind(**values)


class Record:
    """Everything that was read out of one article.

    >>> import zhengmai
    >>> record = zhengmai.read("安阳市召开推进会\\n5月29日，副市长陈志伟出席清洁取暖推进会。", "2018-05-31")
    >>> record.region, record.published
    ('河南省安阳市', '2018-05-31')
    >>> [(post.agency, post.title) for post in record.posts]
    [('安阳市人民政府', '副市长')]
    >>> start, end = record.persons[0].spans[0]
    >>> record.text[start:end]
    '陈志伟'
    """

    def __init__(self, read: _zhengmai.Read) -> None:
        self._read = read

    @cached_property
    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = json.loads(self._read.json())
        return fields

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists and strings, with the names of its JSON."""
        fields: dict[str, Any] = json.loads(self._read.json())
        return fields

    def to_json(self) -> str:
        """The record as one line of JSON, as `zhengmai extract --format jsonl` prints it."""
        return self._read.json()

    @property
    def id(self) -> str:
        """The article's id: what its source gave, else the hash of its text."""
        return self._read.id

    @property
    def source(self) -> str | None:
        """Where the article came from: an address or a path."""
        return self._fields["source"]  # type: ignore[no-any-return]

    @property
    def published(self) -> str | None:
        """Date of publication, where the article or its source states it."""
        return self._fields["published"]  # type: ignore[no-any-return]

    @property
    def title(self) -> str | None:
        """The headline."""
        return self._fields["title"]  # type: ignore[no-any-return]

    @property
    def region(self) -> str | None:
        """What 我市 or 全县 stand for, from the province down: `河南省安阳市`."""
        return self._fields["region"]  # type: ignore[no-any-return]

    @property
    def region_code(self) -> str | None:
        """Code of the region: `410500`."""
        return self._fields["region_code"]  # type: ignore[no-any-return]

    @property
    def text(self) -> str:
        """The article's text, lines ending in a line feed; all spans count in it."""
        return self._fields["text"]  # type: ignore[no-any-return]

    def _items(self, name: str, kind: type[_T]) -> tuple[_T, ...]:
        return tuple(_item(kind, item) for item in self._fields[name])

    def _terms(self, name: str) -> tuple[Term, ...]:
        evidence = self._fields["evidence"][name]
        named = zip(self._fields[name], evidence, strict=True)
        return tuple(_item(Term, {"name": value, **found}) for value, found in named)

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Persons, in the order in which they are first named."""
        return self._items("persons", Person)

    @cached_property
    def journalists(self) -> tuple[Term, ...]:
        """Reporters, photographers and editors."""
        return self._terms("journalists")

    @cached_property
    def agencies(self) -> tuple[Agency, ...]:
        """Organisations, by full official name."""
        return self._items("agencies", Agency)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """One for each post that the text gives a person."""
        return self._items("posts", Post)

    @cached_property
    def appointments(self) -> tuple[Appointment, ...]:
        """Appointments, elections, removals and resignations."""
        return self._items("appointments", Appointment)

    @cached_property
    def places(self) -> tuple[Term, ...]:
        """Places, each once."""
        return self._terms("places")

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings, the main one first."""
        return self._items("meetings", Meeting)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Who did what in the main meeting."""
        return self._items("roles", Role)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Documents, and what the main meeting did with them."""
        return self._items("documents", Document)

    @cached_property
    def initiatives(self) -> tuple[Term, ...]:
        """Campaigns, programmes, principles and doctrines."""
        return self._terms("initiatives")

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """Requirements laid down."""
        return self._items("directives", Directive)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures of indicators."""
        return self._items("quantities", Quantity)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What could not be decided."""
        return self._items("notes", Note)

    def __repr__(self) -> str:
        title = self.title or self.id
        return f"<Record {title!r}: {len(self.persons)} persons, {len(self.meetings)} meetings>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def _repr_html_(self) -> str:
        from zhengmai.html import record_html

        return record_html(self)


class Records(list[Record]):
    """Records in the order of the articles, and what was skipped.

    >>> import zhengmai
    >>> records = zhengmai.extract(["安阳市召开推进会。", "滑县召开座谈会。"])
    >>> len(records), records.skipped
    (2, [])
    >>> records.to_arrow().column_names[:4]
    ['id', 'source', 'published', 'title']
    """

    def __init__(self, records: Iterable[Record] = (), skipped: Iterable[str] = ()) -> None:
        super().__init__(records)
        #: Inputs that gave no article, each with its place and reason.
        self.skipped: list[str] = list(skipped)

    def to_arrow(self) -> pyarrow.Table:
        """A table with a row for each record, nested as the records are."""
        return _zhengmai.table_of([record._read for record in self])

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame; items are lists of dictionaries."""
        from zhengmai.optional import needed

        needed("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The same as a Polars frame; items are lists of structs."""
        from zhengmai.optional import needed

        frame: polars.DataFrame = needed("polars").from_arrow(self.to_arrow())
        return frame

    def _repr_html_(self) -> str:
        from zhengmai.html import records_html

        return records_html(self)
