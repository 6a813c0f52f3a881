"""The library itself: converts, calls, hands back. The package is made of it."""

import os
from collections.abc import Sequence
from typing import Any, final

import pyarrow

__version__: str
has_store: bool
"""Whether it was built with the store on disk."""

@final
class Read:
    """A record as the library holds it."""

    @property
    def id(self) -> str: ...
    def json(self) -> str: ...

@final
class Answer:
    """What a query gave."""

    @property
    def kind(self) -> str: ...
    @property
    def boolean(self) -> bool | None: ...
    def table(self) -> pyarrow.Table: ...
    def triples(
        self,
    ) -> list[tuple[str, str, str | None, tuple[str, str, str | None] | None]]: ...
    def ntriples(self) -> str: ...

@final
class Graph:
    """A store, or a graph in memory."""

    def __new__(
        cls, store: str | None = None, judgements: str | None = None, create: bool = False
    ) -> Graph: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    @property
    def store(self) -> str | None: ...
    def add_paths(
        self,
        paths: Sequence[os.PathLike[str]],
        encoding: str | None = None,
        published: str | None = None,
        prune: bool = False,
        workers: int | None = None,
    ) -> str: ...
    def add_articles(
        self, articles: list[dict[str, Any]], prune: bool = False, workers: int | None = None
    ) -> str: ...
    def add_records(self, records: list[Read]) -> str: ...
    def remove(self, what: str) -> str: ...
    def query(
        self,
        question: str,
        named: bool,
        params: list[tuple[str, str]],
        timeout: float | None = None,
    ) -> Answer: ...
    def profiles(self, name: str) -> str: ...
    def why(self, iri: str) -> str | None: ...
    def timeline(self, name: str) -> str: ...
    def path(self, start: str, end: str, max: int, limit: int) -> str: ...
    def network(
        self, view: str, part: str, metrics: bool, workers: int | None = None
    ) -> tuple[bool, pyarrow.Table, pyarrow.Table]: ...
    def export(
        self, path: str, format: str, view: str, part: str, metrics: bool
    ) -> tuple[list[str], int, int]: ...
    def stats(self) -> str: ...
    def fingerprint(self) -> str: ...

def extract(
    articles: list[dict[str, Any]], workers: int | None = None
) -> tuple[list[Read], list[str]]:
    """Records, and of articles that gave none the reason."""

def extract_paths(
    paths: Sequence[os.PathLike[str]],
    encoding: str | None = None,
    published: str | None = None,
    workers: int | None = None,
) -> tuple[list[Read], list[str]]:
    """The same for files, folders and globs."""

def records(articles: list[dict[str, Any]], workers: int | None = 1) -> list[str]:
    """The record of each article as JSON, in order. Fails where one gives none."""

def extract_table(articles: list[dict[str, Any]], workers: int | None = None) -> pyarrow.Table:
    """The record of each article as a row."""

def table_of(records: list[Read]) -> pyarrow.Table:
    """Records that were read before, a row each."""

def queries() -> list[dict[str, Any]]:
    """The named queries with what their headers say."""

def formats() -> list[tuple[str, str, str, bool]]:
    """Name, ending and title of each format, and whether it writes nodes and edges."""

def views() -> list[str]:
    """The names of the views."""

def shorten(iri: str) -> str:
    """An IRI by its known prefix: `id:person/410500/陈志伟`."""

def expand(name: str) -> str:
    """The whole IRI of a short one."""

def nquads(articles: list[dict[str, Any]], workers: int | None = 1) -> list[str]:
    """For each article, in order, the N-Quads of its own graph: sorted lines, each once, as
    `export` writes them.

    All that the graph says of an article, and of the persons, meetings … that it names, is in
    the article's own graph and comes from the article alone. The whole graph is the union of
    these, of `reference_nquads()` and of `resolution_nquads(…)` of them. One thing needs a look
    at other articles: a text that comes several times (the same `hash` in `arrivals`) is read
    once, with the earliest of its dates (no date comes last), and its graph says all origins.
    """

def arrivals(articles: list[dict[str, Any]]) -> list[tuple[str, str | None, str]]:
    """For each article, without reading it: the hash of its text, which names its graph; its
    date, ISO 8601; and the N-Quads that say where it came from and what it was called there,
    which stand in the article's graph for each arrival of the text."""

def reference_nquads() -> str:
    """The N-Quads of the reference graph: divisions and statutes, the same for all articles."""

def resolution_nquads(nquads: list[str], judgements: str | None = None) -> str:
    """The N-Quads of the resolution graph over the articles whose N-Quads these are: which
    persons and meetings are or may be one, how agencies followed one another.

    `judgements` is the content of a `judgements.tsv`. It needs of each article the types and
    labels of persons (`foaf:Person`), meetings (`zm:Meeting`) and agencies
    (`org:FormalOrganization`), and all of tenures (`org:Membership`) and meetings. It falls into
    blocks that need no look at one another: persons of one name, meetings of one jurisdiction
    and day, agencies of one jurisdiction; the last line, of `zm:resolutionHash`, is that of all.
    """
