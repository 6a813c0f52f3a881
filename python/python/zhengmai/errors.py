"""What can go wrong, each with a message that says what to do.

All are `ZhengmaiError`; most are also the Python exception that one would expect, so that
`except FileNotFoundError` and `except ValueError` do what they say.

>>> import zhengmai
>>> try:
...     zhengmai.Graph().query("posts-of-oficial")
... except ValueError as error:
...     print(error)
there is no query `posts-of-oficial` (near it: posts-of-official); `zhengmai query` lists them
"""

from __future__ import annotations

__all__ = [
    "AmbiguousError",
    "FileError",
    "FileMissingError",
    "InputError",
    "InternalError",
    "MissingPackageError",
    "NotFoundError",
    "QueryError",
    "QueryTimeout",
    "SkippedWarning",
    "StoreError",
    "StoreLockedError",
    "StoreMissingError",
    "ZhengmaiError",
]


class ZhengmaiError(Exception):
    """Any error of this package."""


class InputError(ZhengmaiError, ValueError):
    """An argument that means nothing: an unknown view, a text that is no string, a bad date."""


class QueryError(ZhengmaiError, ValueError):
    """A question that is no SPARQL, that there is not, or that lacks a parameter.

    `line` and `column` (from 1, in characters) say where SPARQL ends to be it; otherwise they
    are `None`.
    """

    line: int | None = None
    column: int | None = None


class QueryTimeout(ZhengmaiError, TimeoutError):
    """A question that took longer than `timeout` seconds."""


class NotFoundError(ZhengmaiError, LookupError):
    """Nothing in the graph bears the name, or has the IRI."""


class AmbiguousError(ZhengmaiError, LookupError):
    """Several things bear the name; `candidates` holds IRI, kind, label and summary of each."""

    candidates: list[tuple[str, str, str, str]] = []


class FileError(ZhengmaiError, OSError):
    """A file that cannot be read or written."""


class FileMissingError(FileError, FileNotFoundError):
    """A path that does not exist."""


class StoreError(FileError):
    """A store that fails, or a graph that was closed."""


class StoreMissingError(StoreError, FileNotFoundError):
    """No store in the folder."""


class StoreLockedError(StoreError):
    """Another program changes the store just now."""


class MissingPackageError(ZhengmaiError, ImportError):
    """An optional package that is not installed; the message says how to install it."""


class InternalError(ZhengmaiError, RuntimeError):
    """A fault of the program; please report it."""


class SkippedWarning(UserWarning):
    """Inputs that gave no article, each with its reason."""
