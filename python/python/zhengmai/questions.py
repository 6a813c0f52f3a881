"""The questions that come with the package, and values for the parameters of a question."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from zhengmai import _zhengmai
from zhengmai.errors import InputError

__all__ = ["NamedQuery", "Parameter", "Value", "as_value", "queries"]

#: What a parameter of a query takes.
Value = str | int | datetime.date


@dataclass(frozen=True)
class Parameter:
    """What a query takes."""

    name: str
    kind: str
    """`name`, `string`, `iri`, `date` or `integer`."""
    example: str
    description: str
    optional: bool


@dataclass(frozen=True)
class NamedQuery:
    """A question that comes with the package."""

    name: str
    title: str
    description: str
    params: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column."""
    sparql: str


def queries() -> dict[str, NamedQuery]:
    """The questions that come with the package, by name.

    >>> queries()["posts-of-official"].params[0].name
    'official'
    """
    return {
        query["name"]: NamedQuery(
            **{
                **query,
                "params": tuple(Parameter(**param) for param in query["params"]),
                "columns": tuple(query["columns"]),
            }
        )
        for query in _zhengmai.queries()
    }


def as_value(name: str, value: object) -> str:
    """A value of a parameter as text; the query knows of which kind it is."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(int(value))
    kind = type(value).__name__
    raise InputError(f"the parameter `{name}` takes a string, a whole number or a date, not {kind}")
