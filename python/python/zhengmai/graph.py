"""The knowledge graph: built of articles, asked, taken away.

>>> import zhengmai
>>> graph = zhengmai.Graph()
>>> graph.add("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖推进会，市住建局局长侯津琪主持会议。").added
1
>>> [(fact.property, fact.value) for fact in graph.person("侯津琪").facts]
[('post', '安阳市住房和城乡建设局 局长 (--05-29)'), ('chaired', '清洁取暖推进会 (--05-29)')]
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengmai import _zhengmai, networks, profile
from zhengmai.errors import AmbiguousError, FileMissingError, InputError, NotFoundError
from zhengmai.extract import Articles, Date, _runs, as_date, existing, warn_skipped
from zhengmai.outcome import Added, Exported, Removed, Stats
from zhengmai.profile import Explanation, Paths, Profile, Timeline
from zhengmai.questions import Value, as_value
from zhengmai.records import Record
from zhengmai.result import Result, result

if TYPE_CHECKING:
    import igraph
    import networkx
    import rdflib

__all__ = ["Graph"]

#: A path, or several.
Paths_ = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class Graph:
    """A knowledge graph, in memory or in a store on disk.

    `Graph()` is empty and in memory. `Graph.open(store)` opens what `zhengmai build` or
    `Graph.build` made. A graph may be used by any number of threads; long calls let other
    threads run, and Ctrl-C stops them. It is a context manager that closes itself.

    A store on disk is open for reading, as in other programs at the same time; `add` and
    `remove` open it for writing while they run, which needs it for themselves.
    """

    def __init__(self, *, judgements: str | os.PathLike[str] | None = None) -> None:
        self._graph = _zhengmai.Graph(None, _path(judgements))

    @classmethod
    def open(
        cls, store: str | os.PathLike[str], *, judgements: str | os.PathLike[str] | None = None
    ) -> Graph:
        """Opens a store.

        `judgements` is a file of judgements on who is who that `add` and `remove` follow,
        `judgements.tsv` beside the store if there is one.

        Raises `StoreMissingError` (a `FileNotFoundError`) where there is no store and
        `StoreLockedError` while another program changes it.

        >>> Graph.open("no-such-store")
        Traceback (most recent call last):
        zhengmai.errors.StoreMissingError: no store in no-such-store: make one with ...
        """
        return cls._of(_zhengmai.Graph(os.fspath(store), _path(judgements)))

    @classmethod
    def build(
        cls,
        paths: Paths_,
        store: str | os.PathLike[str] | None = None,
        *,
        published: Date | None = None,
        encoding: str | None = None,
        prune: bool = False,
        judgements: str | os.PathLike[str] | None = None,
        workers: int | None = None,
    ) -> Graph:
        """Reads the articles of files, folders and globs into a graph.

        Into the store, which is made if need be, or into memory if there is none. What a store
        has as it is is not read again; with `prune`, what the inputs do not give is dropped.
        `published`, `encoding` and `workers` are as for `extract`. Ctrl-C stops after the
        current batch: a store keeps what was read, and the same call goes on from there.

        Raises `FileMissingError` for a path that does not exist, `InputError` if the inputs
        give no article at all.

        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> news = Path(folder.name, "news.txt")
        >>> _ = news.write_text("安阳市召开推进会\\n5月29日，副市长陈志伟主持召开清洁取暖推进会。", encoding="utf-8")
        >>> with Graph.build(news, Path(folder.name, "store")) as graph:
        ...     graph.stats().articles
        1
        >>> folder.cleanup()
        """
        given = _several(paths)
        graph = cls._of(
            _zhengmai.Graph(
                None if store is None else os.fspath(store), _path(judgements), store is not None
            )
        )
        try:
            done = graph._graph.add_paths(given, encoding, as_date(published), prune, workers)
            added = graph._told(done)
            if not (added.added or added.replaced or added.unchanged):
                reasons = "; ".join(added.skipped[:3]) or "there is none"
                raise InputError(f"no article in {', '.join(map(str, given))}: {reasons}")
            warn_skipped(list(added.skipped))
        except BaseException:
            graph.close()
            raise
        return graph

    @classmethod
    def _of(cls, graph: _zhengmai.Graph) -> Graph:
        made = cls.__new__(cls)
        made._graph = graph
        return made

    def close(self) -> None:
        """Lets go of the store. Whatever is asked after raises `StoreError`."""
        self._graph.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def store(self) -> Path | None:
        """The folder of the store; `None` of a graph in memory."""
        store = self._graph.store
        return None if store is None else Path(store)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._graph.closed

    def add(
        self,
        articles: Articles | Record | Iterable[Record],
        *,
        published: Date | None = None,
        encoding: str | None = None,
        workers: int | None = None,
    ) -> Added:
        """Puts articles into the graph: whatever `extract` takes, or records that it gave.

        What is there as it is stays; a new text from an address that gave one article before
        takes its place.

        >>> graph = Graph()
        >>> graph.add(["安阳市召开推进会。", "滑县召开座谈会。"]).added
        2
        >>> graph.add("滑县召开座谈会。").unchanged
        1
        """
        total = Added()
        listed = list(articles) if isinstance(articles, Sequence) and not isinstance(articles, str) else None
        if isinstance(articles, Record):
            listed = [articles]
        if listed and all(isinstance(one, Record) for one in listed):
            reads = [one._read for one in listed if isinstance(one, Record)]
            return self._told(self._graph.add_records(reads))
        date = as_date(published)
        for is_path, run in _runs(articles, date):  # type: ignore[arg-type]
            if is_path:
                done = self._graph.add_paths(run, encoding, date, False, workers)
            else:
                done = self._graph.add_articles(run, False, workers)
            told = self._told(done)
            total = Added(
                total.added + told.added,
                total.replaced + told.replaced,
                total.unchanged + told.unchanged,
                0,
                total.skipped + told.skipped,
            )
        warn_skipped(list(total.skipped))
        return total

    def remove(self, what: str | os.PathLike[str]) -> Removed:
        """Takes out an article by id, hash or IRI, or all that came from an address, a file or
        a folder. Removes nothing where nothing is called so.

        >>> graph = Graph()
        >>> _ = graph.add({"text": "安阳市召开推进会。", "id": "a1"})
        >>> graph.remove("a1").articles
        1
        """
        return Removed(**_without_judgements(self._graph.remove(os.fspath(what))))

    def query(
        self,
        question: str | os.PathLike[str],
        *,
        timeout: float | None = None,
        **params: Value | None,
    ) -> Result:
        """Asks a question: SPARQL, the name of one in `queries()`, or a file (.rq).

        SPARQL may leave out the declarations of the known prefixes. Without `GRAPH` it sees the
        union of all graphs. Parameters are the variables with a `VALUES` block of their own;
        their values are put into the parsed query as terms, so that no value can be read as
        SPARQL. `timeout` is in seconds.

        Gives a `Result`: rows of SELECT, `Triples` of CONSTRUCT and DESCRIBE, `Ask` of ASK.

        Raises `QueryError` for what is no question, `InputError` for values of other types,
        `QueryTimeout` (a `TimeoutError`).

        >>> graph = Graph()
        >>> _ = graph.add("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖推进会，市住建局局长侯津琪主持会议。")
        >>> graph.query("posts-of-official", official="侯津琪")[0].post
        '局长'
        >>> graph.query('''
        ...     SELECT ?name { VALUES ?kind { foaf:Person } ?thing a ?kind ; rdfs:label ?name }
        ... ''', kind="zm:Meeting")[0].name
        '清洁取暖推进会'
        >>> graph.query("SELECT ?x {")
        Traceback (most recent call last):
        zhengmai.errors.QueryError: line 1, column 12: ...
        """
        text = os.fspath(question)
        if not isinstance(text, str):
            raise InputError(f"a question is a string, not {type(question).__name__}")
        named = not any(c.isspace() or c == "{" for c in text)
        if isinstance(question, os.PathLike) or (named and text.endswith(".rq")):
            try:
                text, named = Path(text).read_text(encoding="utf-8"), False
            except FileNotFoundError as error:
                raise FileMissingError(f"{text}: there is no such file") from error
        given = [(name, as_value(name, value)) for name, value in params.items() if value is not None]
        return result(self._graph.query(text, named, given, timeout))

    def show(self, name: str) -> list[Profile]:
        """Everything that bears a name: an IRI, whole or short, a name, or part of a name."""
        return [profile.profile(found) for found in json.loads(self._graph.profiles(name))]

    def person(self, name: str) -> Profile:
        """What the graph says of an official; `name` is as for `show`.

        Raises `NotFoundError` (a `LookupError`) where nobody is called so, `AmbiguousError`
        with the candidates where several are; an IRI names one of them.

        >>> Graph().person("陈志伟")
        Traceback (most recent call last):
        zhengmai.errors.NotFoundError: no official is called 陈志伟
        """
        return self._one("official", name)

    def agency(self, name: str) -> Profile:
        """What the graph says of an organisation, see `person`."""
        return self._one("agency", name)

    def document(self, name: str) -> Profile:
        """What the graph says of a document, see `person`."""
        return self._one("document", name)

    def meeting(self, name: str) -> Profile:
        """What the graph says of a meeting, see `person`."""
        return self._one("meeting", name)

    def _one(self, kind: str, name: str) -> Profile:
        found = [one for one in self.show(name) if one.kind == kind]
        if not found:
            raise NotFoundError(f"no {kind} is called {name}")
        if len(found) > 1:
            listed = "".join(f"\n  {profile.short(p.iri)}  {p.label}, {p.summary}" for p in found[:20])
            more = f"\n  and {len(found) - 20} more" if len(found) > 20 else ""
            error = AmbiguousError(
                f"{len(found)} things are called {name}; name one by its IRI:{listed}{more}"
            )
            error.candidates = [(p.iri, p.kind, p.label, p.summary) for p in found]
            raise error
        return found[0]

    def why(self, iri: str) -> Explanation:
        """The sentences, the article and the rule behind a node, by its IRI, whole or short.

        Raises `NotFoundError` for an IRI that the graph does not know.
        """
        found = self._graph.why(iri)
        if found is None:
            raise NotFoundError(f"no node has the IRI {iri}")
        return profile.explanation(json.loads(found))

    def timeline(self, name: str) -> Timeline:
        """What is known of an official, agency, document or series of meetings, by date."""
        return profile.timeline(json.loads(self._graph.timeline(name)))

    def path(self, start: str, end: str, *, max: int = 4, limit: int = 10) -> Paths:
        """The shortest chains of facts between two things, of at most `max` steps; at most
        `limit` of them."""
        for name, number in (("max", max), ("limit", limit)):
            if number < 0:
                raise InputError(f"{name} is a number from 0, not {number}")
        return profile.paths(json.loads(self._graph.path(start, end, max, limit)))

    def stats(self) -> Stats:
        """How much is in the graph."""
        return Stats(**json.loads(self._graph.stats()))

    def fingerprint(self) -> str:
        """A hash of all that the graph says: graphs that say the same have the same one."""
        return self._graph.fingerprint()

    def network(
        self, view: str = "officials", *, where: str = "", metrics: bool = False
    ) -> networks.Network:
        """A view of the graph as two Arrow tables, nodes and edges.

        `view` is `full` (all entities), `officials` (who attended together), `agencies` (which
        attended together or shared an official), `policy` (documents, meetings, agencies) or
        `hierarchy` (posts in agencies, under agencies, in divisions). `where` leaves in a part:
        a division with all below it, by name or code, or a period, or both with a comma:
        `河南省,2018-01..2018-12`. `metrics` measures the nodes: degree, PageRank, betweenness and
        community, as networkx defines them.

        >>> graph = Graph()
        >>> _ = graph.add("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖推进会，市住建局局长侯津琪、市工商局局长刘健出席会议。")
        >>> graph.network("officials").nodes["label"].to_pylist()
        ['侯津琪', '刘健']
        """
        return networks.Network(*self._graph.network(view, where, metrics, None))

    def to_networkx(
        self, view: str = "officials", *, where: str = "", metrics: bool = False
    ) -> networkx.Graph[str]:
        """A view as a networkx graph; the arguments are those of `network`.

        Nodes are IRIs. It is a `MultiDiGraph`, or a `MultiGraph` where edges have no direction,
        and a `Graph` where no two edges join the same nodes.
        """
        return networks.to_networkx(self.network(view, where=where, metrics=metrics))

    def to_igraph(
        self, view: str = "officials", *, where: str = "", metrics: bool = False
    ) -> igraph.Graph:
        """A view as an igraph graph; the arguments are those of `network`. The IRI of a vertex
        is its `name`."""
        return networks.to_igraph(self.network(view, where=where, metrics=metrics))

    def to_rdflib(self) -> rdflib.Dataset:
        """All statements as an rdflib dataset, a named graph for each article."""
        return networks.to_rdflib(self)

    def export(
        self,
        path: str | os.PathLike[str],
        format: str | None = None,
        *,
        view: str = "full",
        where: str = "",
        metrics: bool = False,
    ) -> Exported:
        """Writes the graph to a file, which appears only when it is whole.

        Without `format` the ending of the file decides: `graphml`, `gexf`, `csv`, `neo4j` and
        `parquet` write the nodes and edges of a view, see `network`; `nquads`, `nquads-gz`,
        `trig`, `turtle`, `jsonld` and `rdfxml` write every statement.

        Raises `InputError` for an unknown format, view or part, `FileError` (an `OSError`) if
        the file cannot be written.
        """
        name = os.fspath(path)
        known = _zhengmai.formats()
        if format is None:
            fitting = [known_as for known_as, ending, *_ in known if name.lower().endswith("." + ending)]
            if not fitting:
                names = ", ".join(known_as for known_as, *_ in known)
                raise InputError(f"no format ends like {name}: name one of {names}")
            format = fitting[0]
        files, nodes, edges = self._graph.export(name, format, view, where, metrics)
        return Exported(tuple(Path(file) for file in files), nodes, edges)

    def plot(self, view: str = "officials", **options: Any) -> Any:
        """Draws a view with matplotlib, see `zhengmai.plot.plot`."""
        plot = import_module("zhengmai.plot")
        return plot.plot(self, view, **options)

    def plot_timeline(self, name: str, **options: Any) -> Any:
        """Draws what is known of something by date, see `zhengmai.plot.plot_timeline`."""
        plot = import_module("zhengmai.plot")
        return plot.plot_timeline(self, name, **options)

    def widget(self, view: str = "officials", **options: Any) -> Any:
        """An interactive picture of a view in Jupyter, see `zhengmai.plot.widget`."""
        plot = import_module("zhengmai.plot")
        return plot.widget(self, view, **options)

    def __repr__(self) -> str:
        if self.closed:
            return "<Graph: closed>"
        return f"<Graph in {self.store or 'memory'}>"

    def _told(self, done: str) -> Added:
        fields = _without_judgements(done)
        fields.pop("characters", None)
        fields["skipped"] = tuple(fields.get("skipped", ()))
        return Added(**fields)


def _path(path: str | os.PathLike[str] | None) -> str | None:
    return None if path is None else os.fspath(path)


def _several(paths: Paths_) -> list[Path]:
    if isinstance(paths, (str, os.PathLike)):
        return [existing(paths)]
    if isinstance(paths, (bytes, Mapping)) or not isinstance(paths, Iterable):
        raise InputError(f"paths are strings or pathlib.Path, not {type(paths).__name__}")
    given = [existing(path) for path in paths]
    if not given:
        raise InputError("no path is given")
    return given


def _without_judgements(done: str) -> dict[str, Any]:
    """What came of a change; warns of lines that are no judgements."""
    fields: dict[str, Any] = json.loads(done)
    for line in fields.pop("bad_judgements"):
        warnings.warn(f"{line}", UserWarning, stacklevel=4)
    return fields
