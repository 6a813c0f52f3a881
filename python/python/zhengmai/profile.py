"""What the graph says of a thing, with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from zhengmai import _zhengmai
from zhengmai.optional import needed

if TYPE_CHECKING:
    import pandas

__all__ = ["Entry", "Explanation", "Fact", "Path", "Paths", "Profile", "Sentence", "Step", "Thing", "Timeline"]


class _Shown:
    """Shows itself in Jupyter, and as plain values."""

    def to_dict(self) -> dict[str, Any]:
        """Everything as dictionaries, lists and strings."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True)
class Sentence(_Shown):
    """Whole sentences of an article, and what in them a rule read."""

    text: str
    mark: tuple[int, int]
    """What was read: `text[mark[0]:mark[1]]`."""
    article: str
    """IRI of the article."""
    headline: str
    source: str | None
    published: str | None
    rule: str | None

    @property
    def marked(self) -> str:
        """What was read."""
        return self.text[self.mark[0] : self.mark[1]]

    def __str__(self) -> str:
        start, end = self.mark
        return f"{self.text[:start]}[{self.marked}]{self.text[end:]}"

    def _repr_html_(self) -> str:
        from zhengmai.html import sentence_html

        return sentence_html(self)


@dataclass(frozen=True)
class Fact(_Shown):
    """One thing said of another."""

    property: str
    """What is said: `post`, `attended`, `cited by` …."""
    value: str
    iri: str | None
    """The node it is about, to ask on."""
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True)
class Thing(_Shown):
    """A node of the graph with what a reader needs to know it by."""

    iri: str
    kind: str
    label: str
    date: str | None


@dataclass(frozen=True)
class Profile(_Shown):
    """All that the graph says of an official, an agency, a document, a meeting …."""

    iri: str
    kind: str
    """`official`, `agency`, `document`, `meeting`, `initiative`, `division` or `place`."""
    label: str
    also: tuple[str, ...]
    """Other names."""
    summary: str
    """One line that tells it from others of its name."""
    facts: tuple[Fact, ...]

    def of(self, property: str) -> list[Fact]:
        """The facts of a property: `profile.of("post")`."""
        return [fact for fact in self.facts if fact.property == property]

    @property
    def properties(self) -> list[str]:
        """What is said at all, in order."""
        return list(dict.fromkeys(fact.property for fact in self.facts))

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each fact: property, value, IRI, and the first sentence that says so."""
        first = [fact.evidence[0] if fact.evidence else None for fact in self.facts]
        columns = {
            "property": [fact.property for fact in self.facts],
            "value": [fact.value for fact in self.facts],
            "iri": [fact.iri for fact in self.facts],
            "sentence": [sentence.text if sentence else None for sentence in first],
            "source": [sentence.source if sentence else None for sentence in first],
        }
        frame: pandas.DataFrame = needed("pandas").DataFrame(columns)
        return frame

    def __repr__(self) -> str:
        return f"<Profile {self.label}: {self.kind}, {len(self.facts)} facts>"

    def _repr_html_(self) -> str:
        from zhengmai.html import profile_html

        return profile_html(self)


@dataclass(frozen=True)
class Explanation(_Shown):
    """What a node is, and where the articles say so."""

    iri: str
    label: str
    kind: str
    evidence: tuple[Sentence, ...]
    """None for what no article says: reference data."""

    def _repr_html_(self) -> str:
        from zhengmai.html import explanation_html

        return explanation_html(self)


@dataclass(frozen=True)
class Entry(_Shown):
    """One thing that was so, or happened, on a date."""

    date: str | None
    """`2018-05-29`, `2018-05`, `2018` or `--05-29`."""
    property: str
    """`in post`, `chaired`, `demanded`, `appoint` …."""
    value: str
    iri: str | None
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True)
class Timeline(_Shown):
    """What is known of a thing, or of a series of meetings, in the order of dates."""

    things: tuple[Thing, ...]
    entries: tuple[Entry, ...]

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each entry: date, property, value, IRI."""
        names = ("date", "property", "value", "iri")
        rows = [[getattr(entry, name) for name in names] for entry in self.entries]
        frame: pandas.DataFrame = needed("pandas").DataFrame(rows, columns=names)
        return frame

    def _repr_html_(self) -> str:
        from zhengmai.html import timeline_html

        return timeline_html(self)


@dataclass(frozen=True)
class Step(_Shown):
    """From one thing to the next."""

    start: Thing
    end: Thing
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Path(_Shown):
    """One chain of facts."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Paths(_Shown):
    """The shortest paths between two things."""

    start: Thing
    end: Thing
    length: int | None
    """Steps of each path; `None` where there is no path."""
    count: int
    """How many paths of that length there are."""
    paths: tuple[Path, ...]
    hubs: tuple[Thing, ...]
    """What was not gone through, as it is linked with too much."""

    def _repr_html_(self) -> str:
        from zhengmai.html import paths_html

        return paths_html(self)


def sentences(found: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """Sentences from JSON."""
    return tuple(Sentence(**{**one, "mark": tuple(one["mark"])}) for one in found)


def facts(found: Iterable[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Facts from JSON."""
    return tuple(Fact(**{**one, "evidence": sentences(one["evidence"])}) for one in found)


def profile(found: Mapping[str, Any]) -> Profile:
    """A profile from JSON."""
    parts = {"also": tuple(found["also"]), "facts": facts(found["facts"])}
    return Profile(**{**found, **parts})


def explanation(found: Mapping[str, Any]) -> Explanation:
    """An explanation from JSON."""
    return Explanation(**{**found, "evidence": sentences(found["evidence"])})


def timeline(found: Mapping[str, Any]) -> Timeline:
    """A timeline from JSON."""
    entries = (Entry(**{**one, "evidence": sentences(one["evidence"])}) for one in found["entries"])
    return Timeline(tuple(Thing(**thing) for thing in found["things"]), tuple(entries))


def paths(found: Mapping[str, Any]) -> Paths:
    """Paths from JSON."""

    def path(steps: Iterable[Mapping[str, Any]]) -> Path:
        made = (Step(Thing(**s["from"]), Thing(**s["to"]), facts(s["facts"])) for s in steps)
        return Path(tuple(made))

    return Paths(
        start=Thing(**found["from"]),
        end=Thing(**found["to"]),
        length=found["length"],
        count=found["count"],
        paths=tuple(path(one["steps"]) for one in found["paths"]),
        hubs=tuple(Thing(**hub) for hub in found["hubs"]),
    )


def short(iri: str) -> str:
    """An IRI by its known prefix.

    >>> short("https://w3id.org/zhengmai/id/person/410500/陈志伟")
    'id:person/410500/陈志伟'
    """
    return _zhengmai.shorten(iri)
