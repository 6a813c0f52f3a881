"""Articles in the rows of a DataFrame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zhengmai.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

#: What an article can have besides its text.
FIELDS = ("id", "title", "published", "source")


def articles(df: DataFrame, columns: Mapping[str, str], keep: Sequence[str] = ()) -> DataFrame:
    """The kept columns, then those of an article, as strings under its own names."""
    from pyspark.sql import functions as F

    if columns["text"] not in df.columns:
        known = ", ".join(df.columns)
        raise InputError(
            f"there is no column {columns['text']!r} for the text; there are: {known}"
        )
    missing = [name for name in keep if name not in df.columns]
    if missing:
        raise InputError(f"there is no column {missing[0]!r} to keep")
    selected: list[Column] = [F.col(f"`{name}`") for name in keep]
    for field, name in columns.items():
        if name in df.columns:
            selected.append(F.col(f"`{name}`").cast("string").alias(f"__{field}"))
    return df.select(*selected)


def rows(batch: pa.RecordBatch, first: int = 0) -> list[dict[str, Any]]:
    names = [name.removeprefix("__") for name in batch.schema.names[first:]]
    columns = [column.to_pylist() for column in batch.columns[first:]]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
