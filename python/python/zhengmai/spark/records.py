"""Articles to records, and records to flat tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zhengmai import _zhengmai
from zhengmai.errors import InputError, ZhengmaiError
from zhengmai.spark.rows import FIELDS, articles, rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def extract(
    df: DataFrame,
    text: str = "text",
    *,
    id: str = "id",
    title: str = "title",
    published: str = "published",
    source: str = "source",
    keep: Sequence[str] = (),
) -> DataFrame:
    """Reads articles into records, a row each.

    `text`, `id`, `title`, `published` and `source` name the columns that hold them; of these only
    the text has to be there. `published` may be a date, a timestamp or ISO 8601. `keep` names
    columns to be handed on as they are.

    The columns of the result are those that are kept, the fields of a record as in
    [`extract_table`][zhengmai.extract_table] (spans in code points), and `error`: why a row gave no
    record, null where it gave one. A bad row never fails the job.

    Raises `InputError` if a column is missing or a kept one is called like a field of a record.
    """
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType, StructType

    record = _record_schema()
    clashes = [name for name in keep if name in record.names or name == "error"]
    if clashes:
        raise InputError(f"the column {clashes[0]!r} is called like a field of a record: rename it")
    columns = {"text": text, "id": id, "title": title, "published": published, "source": source}
    taken = articles(df, columns, keep)
    kept = StructType([df.schema[name] for name in keep])
    fields = list(kept) + list(from_arrow_schema(record))
    schema = StructType(fields).add("error", StringType())
    count = len(keep)

    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _read(batch, count)

    return taken.mapInArrow(read, schema)


def _record_schema() -> pa.Schema:
    return _zhengmai.extract_table([], workers=1).schema


def _read(batch: pa.RecordBatch, kept: int) -> Iterator[pa.RecordBatch]:
    given = rows(batch, kept)
    errors: list[str | None] = [None] * len(given)
    try:
        table = _zhengmai.extract_table(given, workers=1)
    except (ZhengmaiError, ValueError):
        table, errors = _one_by_one(given)
    out = pa.Table.from_batches([batch.select(list(range(kept)))])
    columns = out.columns + table.columns + [pa.array(errors, pa.string())]
    names = batch.schema.names[:kept] + table.schema.names + ["error"]
    yield from pa.Table.from_arrays(columns, names=names).to_batches()


def _one_by_one(given: list[dict[str, Any]]) -> tuple[pa.Table, list[str | None]]:
    """Records of the good articles, and rows of what is known of the bad ones."""
    schema = _record_schema()
    tables: list[pa.Table] = []
    errors: list[str | None] = []
    for article in given:
        try:
            tables.append(_zhengmai.extract_table([article], workers=1))
            errors.append(None)
        except (ZhengmaiError, ValueError) as error:
            known = {name: article.get(name) for name in ("text", *FIELDS)}
            tables.append(pa.Table.from_pylist([known], schema=schema))
            errors.append(re.sub(r"^article 0: ", "", str(error)))
    return (pa.concat_tables(tables) if tables else schema.empty_table()), errors


def facts(records: DataFrame) -> dict[str, DataFrame]:
    """Flat tables of what records say, made of what [`extract`][zhengmai.spark.extract] gives.

    | table | a row is |
    | --- | --- |
    | `participations` | somebody's part in the main meeting, with the capacity, if one is said |
    | `tenures` | a post that somebody is said to hold |
    | `appointments` | an appointment or removal |
    | `meetings` | a meeting, the main one first |
    | `citations` | a document and its relation to the meeting |
    | `directives` | a demand, with addressees, first deadline, modality and topic |
    | `quantities` | a figure with its indicator and unit |

    Every row has `article` (its id), `source`, `published`, `rule`, and `quotes`: the words of the
    article that say it.
    """
    from pyspark.sql import functions as F

    good = records.where(F.col("error").isNull()) if "error" in records.columns else records

    def table(field: str, **columns: str) -> DataFrame:
        quotes = "transform(item.spans, span -> substring(text, span[0] + 1, span[1] - span[0]))"
        rows = good.selectExpr("id", "source", "published", "text", f"posexplode({field}) as (n, item)")
        wanted = [f"{value} as {name}" for name, value in columns.items()]
        return rows.selectExpr(
            "id as article", "source", "published", *wanted, "item.rule as rule", f"{quotes} as quotes"
        )

    def same(*names: str) -> dict[str, str]:
        return {name: f"item.{name}" for name in names}

    post = same("person", "agency", "title", "jurisdiction")
    capacity = {
        "agency": "item.capacity[0].agency",
        "title": "item.capacity[0].title",
    }
    deadline = {f"deadline_{name}": f"item.deadlines[0].{name}" for name in ("text", "start", "end")}
    statute = {"statute": "item.statute.title", "force": "item.statute.force"}
    return {
        "participations": table("roles", **same("who", "role"), order="item.`order`", **capacity),
        "tenures": table("posts", **post),
        "appointments": table("appointments", **post, **same("kind", "date", "by", "meeting")),
        "meetings": table("meetings", **same("name", "date", "place", "jurisdiction"), order="n"),
        "citations": table("documents", **same("title", "kind", "relation", "issuers", "number"), **statute),
        "directives": table(
            "directives",
            **same("by", "text", "modality", "audience", "addressees", "topic", "implements"),
            order="item.`order`",
            **deadline,
        ),
        "quantities": table(
            "quantities", **same("indicator", "text", "value", "unit", "bound", "status", "jurisdiction")
        ),
    }
