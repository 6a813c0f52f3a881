"""Answers: a `Result` of rows, of triples, or of yes or no.

>>> import zhengmai
>>> graph = zhengmai.Graph()
>>> _ = graph.add("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖推进会，副市长陈志伟主持会议。")
>>> result = graph.query("SELECT ?name (COUNT(*) AS ?n) { ?p a foaf:Person ; rdfs:label ?name } GROUP BY ?name")
>>> result[0].name, result[0].n
('陈志伟', 1)
>>> result.to_pandas().dtypes["n"]
dtype('int64')
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from zhengmai import _zhengmai
from zhengmai.optional import needed

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    import rdflib

__all__ = ["Ask", "Literal", "Result", "Row", "Triple", "Triples"]

#: A row: a named tuple with a field for each column. Fields hold `str`, `int`, `float`, `bool`,
#: `datetime.date`, `datetime.datetime` or, where nothing is bound, `None`.
Row = Any


class Result(Sequence[Row]):
    """Rows of an answer: a sequence of named tuples, and a table.

    A column whose values are all whole numbers is of 64-bit integers, of numbers (decimals too)
    of doubles, of whole dates of dates, of times of timestamps in UTC; everything else is text:
    names, IRIs, dates of which the article tells a part (`--05-29`, `2018-05`).
    """

    def __init__(self, table: pyarrow.Table) -> None:
        self._table = table

    @property
    def columns(self) -> list[str]:
        """The names of the columns, without question marks."""
        return list(self._table.column_names)

    @cached_property
    def _rows(self) -> list[Row]:
        kind = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        if not self.columns:
            return []
        columns = [column.to_pylist() for column in self._table.columns]
        return [kind(*values) for values in zip(*columns, strict=True)]

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self._rows[index]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hands the table to anything that reads Arrow, without copying it."""
        return self._table.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; no value is copied."""
        return self._table

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame."""
        needed("pandas")
        return self._table.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame."""
        frame: polars.DataFrame = needed("polars").from_arrow(self._table)
        return frame

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from zhengmai.html import result_html

        return result_html(self)


class Ask(Result):
    """Yes or no: `bool(result)`, or the one row.

    >>> import zhengmai
    >>> bool(zhengmai.Graph().query("ASK { ?person a foaf:Person }"))
    False
    """

    def __init__(self, answer: bool) -> None:
        import pyarrow

        super().__init__(pyarrow.table({"answer": [answer]}))
        self._answer = answer

    def __bool__(self) -> bool:
        return self._answer


class Literal(NamedTuple):
    """A value in a triple, with the IRI of its data type and its language, if it has one."""

    value: str
    datatype: str
    language: str | None


class Triple(NamedTuple):
    """A statement: IRIs as strings (blank nodes begin with `_:`), and values as `Literal`."""

    subject: str
    predicate: str
    object: str | Literal


class Triples(Result):
    """The triples of CONSTRUCT or DESCRIBE, sorted, each once.

    As a table it has the columns `subject`, `predicate`, `object`, `datatype` and `language`, of
    which the last two are empty where the object is a node.

    >>> import zhengmai
    >>> graph = zhengmai.Graph()
    >>> triples = graph.query('CONSTRUCT { id:a rdfs:label "甲"@zh } WHERE {}')
    >>> triples[0].object
    Literal(value='甲', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', language='zh')
    >>> print(triples.to_ntriples(), end="")
    <https://w3id.org/zhengmai/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "甲"@zh .
    """

    def __init__(self, answer: _zhengmai.Answer) -> None:
        import pyarrow

        self._answer = answer
        self._triples = [
            Triple(subject, predicate, Literal(*literal) if literal else str(node))
            for subject, predicate, node, literal in answer.triples()
        ]
        objects = [triple.object for triple in self._triples]
        literals = [object if isinstance(object, Literal) else None for object in objects]
        text = pyarrow.string()
        columns: dict[str, list[str | None]] = {
            "subject": [triple.subject for triple in self._triples],
            "predicate": [triple.predicate for triple in self._triples],
            "object": [o.value if isinstance(o, Literal) else o for o in objects],
            "datatype": [literal.datatype if literal else None for literal in literals],
            "language": [literal.language if literal else None for literal in literals],
        }
        arrays = {name: pyarrow.array(values, text) for name, values in columns.items()}
        super().__init__(pyarrow.table(arrays))

    @cached_property
    def _rows(self) -> list[Row]:
        return list(self._triples)

    def to_ntriples(self) -> str:
        """The triples as N-Triples, a line each."""
        return self._answer.ntriples()

    def to_rdflib(self) -> rdflib.Graph:
        """The triples as an rdflib graph."""
        graph = needed("rdflib").Graph()
        graph.parse(data=self.to_ntriples(), format="nt")
        return graph  # type: ignore[no-any-return]


def result(answer: _zhengmai.Answer) -> Result:
    """The answer of the library as rows."""
    if answer.kind == "boolean":
        return Ask(bool(answer.boolean))
    if answer.kind == "triples":
        return Triples(answer)
    return Result(answer.table())
