"""Articles to the statements of the graph, in shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zhengmai import _zhengmai
from zhengmai.errors import InputError, StoreError, ZhengmaiError
from zhengmai.spark.blocks import resolution
from zhengmai.spark.rows import articles, rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def nquads(
    df: DataFrame,
    text: str = "text",
    *,
    id: str = "id",
    title: str = "title",
    published: str = "published",
    source: str = "source",
) -> DataFrame:
    """The N-Quads of every article's own graph: a row for each text, with `hash` (of the text) and
    `nquads` (sorted lines).

    One text from several rows is one article: it keeps every source, and the earliest date counts.
    Rows without a text give nothing. Columns as for [`extract`][zhengmai.spark.extract].
    """
    from pyspark.sql import functions as F

    columns = {"text": text, "id": id, "title": title, "published": published, "source": source}
    given = articles(df, columns)
    known = [name.removeprefix("__") for name in given.columns]
    arrived = given.mapInArrow(
        _arrive, ", ".join(["hash string", "day string", "origins string", *(f"{n} string" for n in known)])
    )
    # One article for each text: of the rows with the earliest date the first by its content, so
    # that the result does not hang on the order of rows.
    first = F.struct(F.col("day").isNull(), *(F.coalesce(n, F.lit("")) for n in ("day", *known)))
    one = arrived.groupBy("hash").agg(
        F.min_by(F.struct(*known), first).alias("article"), F.collect_set("origins").alias("origins")
    )
    wanted = one.select("hash", "origins", *(F.col(f"article.{name}").alias(f"__{name}") for name in known))
    return wanted.mapInArrow(_state, "hash string, nquads string")


def _good(given: list[dict[str, Any]]) -> list[int]:
    """Places of the articles that can be read."""
    try:
        _zhengmai.arrivals(given)
        return list(range(len(given)))
    except (ZhengmaiError, ValueError):
        good = []
        for n, article in enumerate(given):
            try:
                _zhengmai.arrivals([article])
                good.append(n)
            except (ZhengmaiError, ValueError):
                pass
        return good


def _arrive(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        taken = rows(batch)
        taken = [taken[n] for n in _good(taken)]
        arrivals = _zhengmai.arrivals(taken)
        columns = [[arrival[n] for arrival in arrivals] for n in range(3)]
        names = [name.removeprefix("__") for name in batch.schema.names]
        columns += [[row[name] for row in taken] for name in names]
        arrays = [pa.array(column, pa.string()) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, names=["hash", "day", "origins", *names])


def _state(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        hashes, origins = batch.column(0).to_pylist(), batch.column(1).to_pylist()
        stated = _zhengmai.nquads(rows(batch, 2), workers=1)
        texts = []
        for lines, others in zip(stated, origins, strict=True):
            said = {line for part in (lines, *others) for line in part.splitlines()}
            texts.append("\n".join(sorted(said)))
        arrays = [pa.array(hashes, pa.string()), pa.array(texts, pa.string())]
        yield pa.RecordBatch.from_arrays(arrays, names=["hash", "nquads"])


def write_nquads(
    df: DataFrame,
    path: str,
    text: str = "text",
    *,
    judgements: str | None = None,
    **columns: str,
) -> list[str]:
    """Writes the graph of the articles as shards of gzipped N-Quads, and returns their paths.

    `path` is a folder, on disk or on any file system that Spark knows (`s3a://…`); it must not
    exist. Its files are `articles-00000.nq.gz` and so on, `resolution-…` (what joins articles) and
    `reference-…` (divisions and statutes). Their lines are, as a set, those that a build on one
    machine exports: `zhengmai export --format nquads`. The lines of an article stay together and
    sorted. Columns as for [`nquads`][zhengmai.spark.nquads].

    Raises `InputError` if the folder exists, `StoreError` if a shard cannot be put in its place.
    """
    from pyspark.sql import functions as F

    spark = df.sparkSession
    jvm: Any = spark._jvm
    folder = jvm.org.apache.hadoop.fs.Path(path)
    system = folder.getFileSystem(spark._jsc.hadoopConfiguration())
    if system.exists(folder):
        raise InputError(f"{path} exists: name a folder that does not")
    stated = nquads(df, text, **columns).persist()
    try:
        reference = spark.createDataFrame([(_zhengmai.reference_nquads().rstrip("\n"),)], "value string")
        joined = resolution(stated, judgements)
        parts = {
            "articles": stated.sortWithinPartitions("hash").select(F.col("nquads").alias("value")),
            "resolution": joined.coalesce(1).sortWithinPartitions("value"),
            "reference": reference.coalesce(1),
        }
        for kind, table in parts.items():
            table.write.text(f"{path}/_parts/{kind}", compression="gzip")
    finally:
        stated.unpersist()
    written = []
    for kind in parts:
        found = system.globStatus(jvm.org.apache.hadoop.fs.Path(f"{path}/_parts/{kind}/part-*"))
        names = sorted(file.getPath().toString() for file in found)
        for n, name in enumerate(names):
            target = f"{path}/{kind}-{n:05}.nq.gz"
            target_path = jvm.org.apache.hadoop.fs.Path(target)
            if not system.rename(jvm.org.apache.hadoop.fs.Path(name), target_path):
                raise StoreError(f"{name} could not be renamed to {target}: its place is read-only")
            written.append(target)
    system.delete(jvm.org.apache.hadoop.fs.Path(f"{path}/_parts"), True)
    return written
