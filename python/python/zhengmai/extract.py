"""Articles in, records out.

>>> import zhengmai
>>> record = zhengmai.read("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖工作推进会，副市长陈志伟出席会议并讲话。")
>>> [(role.who, role.role) for role in record.roles]
[('陈志伟', 'attend'), ('陈志伟', 'speak')]
"""

from __future__ import annotations

import datetime
import glob
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from zhengmai import _zhengmai
from zhengmai.errors import FileMissingError, InputError, SkippedWarning
from zhengmai.records import Record, Records

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Article", "Articles", "Date", "extract", "extract_table", "read"]

#: A text; a path; or a mapping with `text` and, where they are known, `title`, `id`, `published`
#: and `source`, as the lines of JSON Lines have them.
Article: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any]"


class ArrowTable(Protocol):
    """Anything that hands out Arrow: a table or a column of pyarrow, pandas or Polars."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The PyCapsule of the stream."""


#: One article or several; a table (Arrow, pandas, Polars) with a column `text` is one row an
#: article.
Articles: TypeAlias = "Article | Iterable[Article] | ArrowTable"

#: ISO 8601, whole or partial (`2018-05`), or a date of Python's.
Date: TypeAlias = "str | datetime.date"

#: Endings of files that are read, each also with `.gz`.
_ENDINGS = (".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson")

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def read(text: str, published: Date | None = None) -> Record:
    """Reads the text of one article, headline first.

    `published` is the date on which it came out, if it is known: what completes dates like
    5月29日 and decides which text of a law was in force. Reading itself never fails: what cannot
    be decided is in `Record.notes`.

    Raises `InputError` for a text without any text, and for a date that is none.

    >>> read("安阳市召开推进会\\n5月29日，会议召开。", published="2018-05-31").published
    '2018-05-31'
    >>> read("  ")
    Traceback (most recent call last):
    zhengmai.errors.InputError: article 0: there is no text in it
    """
    if not isinstance(text, str):
        raise InputError(f"the text of an article is a string, not {type(text).__name__}")
    found, skipped = _zhengmai.extract([_dated({"text": text}, as_date(published))], 1)
    if not found:
        raise InputError("; ".join(skipped))
    return Record(found[0])


def extract(
    articles: Articles,
    *,
    published: Date | None = None,
    encoding: str | None = None,
    workers: int | None = None,
) -> Records:
    """Reads articles into records, in the order given.

    `articles` is a text, a path, a mapping with `text` (and `title`, `id`, `published`,
    `source`), a table with such columns, or any iterable of texts, paths and mappings. A path is
    a file (text, HTML, Markdown, JSON Lines, also compressed), a folder or a glob. A string
    stands for a path if it is the name of something that exists or ends like such a file, and
    for a text otherwise; `pathlib.Path` always stands for a path.

    `published` is given to the articles that state no date of their own, `encoding` is that of
    all files, where it is not to be detected. `workers` is the number of threads, one for each
    core if it is `None`; the records are the same with any number.

    What gives no article is named in `Records.skipped`, and a `SkippedWarning` says so. Raises
    `InputError` for what is no article at all, `FileMissingError` (a `FileNotFoundError`) for a
    path that does not exist. Ctrl-C stops it.

    >>> [record.text for record in extract(["安阳市召开推进会。", {"text": "滑县召开座谈会。", "id": 7}])]
    ['安阳市召开推进会。', '滑县召开座谈会。']
    """
    records = Records()
    for is_path, run in _runs(articles, as_date(published)):
        if is_path:
            date = as_date(published)
            found, skipped = _zhengmai.extract_paths(run, encoding, date, workers)
        else:
            found, skipped = _zhengmai.extract(run, workers)
        records.extend(Record(one) for one in found)
        records.skipped.extend(skipped)
    warn_skipped(records.skipped)
    return records


def extract_table(
    articles: Articles,
    *,
    published: Date | None = None,
    encoding: str | None = None,
    workers: int | None = None,
) -> pyarrow.Table:
    """Reads articles into an Arrow table: a row for each article, a column for each field.

    Takes what `extract` takes. Items are lists of structs, named as in the JSON of a record;
    spans are lists of two integers, `[start, end)` in characters of `text`. The values come
    through Arrow's C data interface and are not copied.

    >>> table = extract_table("安阳市召开推进会\\n5月29日，副市长陈志伟出席清洁取暖推进会。")
    >>> table.num_rows, table["persons"][0].as_py()[0]["name"]
    (1, '陈志伟')
    """
    return extract(articles, published=published, encoding=encoding, workers=workers).to_arrow()


def as_date(date: Date | None) -> str | None:
    """ISO 8601 of a date.

    >>> as_date("2018-05"), as_date(datetime.date(2018, 5, 31))
    ('2018-05', '2018-05-31')
    >>> as_date("31.5.2018")
    Traceback (most recent call last):
    zhengmai.errors.InputError: `31.5.2018` is no date: write it as 2018-05-31, 2018-05 or 2018
    """
    if date is None:
        return None
    if isinstance(date, datetime.datetime):
        return date.date().isoformat()
    if isinstance(date, datetime.date):
        return date.isoformat()
    found = _DATE.fullmatch(date) if isinstance(date, str) else None
    if found is not None:
        year, month, day = (int(part) if part else 1 for part in found.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            found = None
    if found is None:
        raise InputError(f"`{date}` is no date: write it as 2018-05-31, 2018-05 or 2018")
    return date


def warn_skipped(skipped: list[str]) -> None:
    """Warns of inputs that gave no article."""
    if skipped:
        more = f", and {len(skipped) - 3} more" if len(skipped) > 3 else ""
        reasons = "; ".join(skipped[:3])
        warnings.warn(f"skipped {reasons}{more}", SkippedWarning, stacklevel=3)


def _runs(articles: Articles, published: str | None) -> Iterator[tuple[bool, list[Any]]]:
    """Paths that stand together, and articles that do, in the order given."""
    given = list(_each(articles, published))
    for is_path, run in groupby(given, key=lambda item: isinstance(item, Path)):
        yield is_path, list(run)


def _each(articles: Articles, published: str | None) -> Iterator[Path | dict[str, Any]]:
    """Each article as a path that exists, or as its fields."""
    if isinstance(articles, (str, os.PathLike, Mapping)):
        yield _one(articles, published)
        return
    if isinstance(articles, (bytes, bytearray)) or not _is_iterable(articles):
        kind = type(articles).__name__
        raise InputError(f"articles are texts, paths, mappings or a table of them, not {kind}")
    rows: Any = articles
    if hasattr(articles, "__arrow_c_stream__") and hasattr(articles, "columns"):
        import pyarrow

        table = pyarrow.table(articles)
        if "text" not in table.column_names:
            raise InputError("the table has no column `text`")
        known = [name for name in _COLUMNS if name in table.column_names]
        rows = table.select(known).to_pylist()
    for article in rows:
        yield _one(article, published)


_COLUMNS = ("text", "title", "id", "published", "source", "url")


def _is_iterable(value: object) -> bool:
    return hasattr(value, "__iter__") or hasattr(value, "__arrow_c_stream__")


def _one(article: Article, published: str | None) -> Path | dict[str, Any]:
    if isinstance(article, str):
        if _is_path(article):
            return existing(article)
        return _dated({"text": article}, published)
    if isinstance(article, Mapping):
        return _dated(dict(article), published)
    if isinstance(article, os.PathLike):
        return existing(article)
    raise InputError(f"an article is a text, a path or a mapping, not {type(article).__name__}")


def _dated(fields: dict[str, Any], published: str | None) -> dict[str, Any]:
    """The fields, with a date where they state none."""
    stated = fields.get("published")
    if published is not None and (stated is None or stated != stated or stated == ""):
        fields["published"] = published
    return fields


def _is_path(text: str) -> bool:
    if "\n" in text or len(text.encode(errors="replace")) > 4096 or "\0" in text or not text:
        return False
    name = text.lower().removesuffix(".gz")
    return name.endswith(_ENDINGS) or os.path.exists(text)


def existing(path: str | os.PathLike[str]) -> Path:
    """A path that is there, or a glob."""
    name = os.fspath(path)
    if not isinstance(name, str):
        raise InputError(f"a path is a string or a pathlib.Path, not {type(name).__name__}")
    if not os.path.exists(name) and not glob.has_magic(name):
        raise FileMissingError(f"{name}: there is no such file or folder")
    return Path(name)
