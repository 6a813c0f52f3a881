"""Reading on Apache Spark: the same records, tables and statements, from as many machines as there
are articles for.

Every function takes a DataFrame of articles and gives DataFrames; nothing runs before Spark is
asked for rows, but for [`write_nquads`][zhengmai.spark.write_nquads]. The package has to be
installed on every machine of the cluster. It needs PySpark 4 (`pip install 'zhengmai[spark]'`) and
Java 17.

An article's statements come from the article alone, and their IRIs from what they name. So shards
that were made apart go together without a clash, and what joins articles is made from the few
articles that name people alike, or meetings of one day and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from zhengmai import _zhengmai
from zhengmai.errors import InputError, ZhengmaiError

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["extract", "facts", "nquads", "resolution", "write_nquads"]

#: What an article can have besides its text.
_FIELDS = ("id", "title", "published", "source")

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_ID = "https://w3id.org/zhengmai/id/"
_COMPARES = "<https://w3id.org/zhengmai/ontology#compares>"

#: The key of judgements on nodes that no rule compares.
_JUDGED = "judged"


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
    articles = _articles(df, columns, keep)
    kept = StructType([df.schema[name] for name in keep])
    fields = list(kept) + list(from_arrow_schema(record))
    schema = StructType(fields).add("error", StringType())
    count = len(keep)

    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _read(batch, count)

    return articles.mapInArrow(read, schema)


def _record_schema() -> pa.Schema:
    return _zhengmai.extract_table([], workers=1).schema


def _articles(df: DataFrame, columns: Mapping[str, str], keep: Sequence[str] = ()) -> DataFrame:
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


def _rows(batch: pa.RecordBatch, first: int = 0) -> list[dict[str, Any]]:
    names = [name.removeprefix("__") for name in batch.schema.names[first:]]
    columns = [column.to_pylist() for column in batch.columns[first:]]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _read(batch: pa.RecordBatch, kept: int) -> Iterator[pa.RecordBatch]:
    articles = _rows(batch, kept)
    errors: list[str | None] = [None] * len(articles)
    try:
        table = _zhengmai.extract_table(articles, workers=1)
    except (ZhengmaiError, ValueError):
        table, errors = _one_by_one(articles)
    out = pa.Table.from_batches([batch.select(list(range(kept)))])
    columns = out.columns + table.columns + [pa.array(errors, pa.string())]
    names = batch.schema.names[:kept] + table.schema.names + ["error"]
    yield from pa.Table.from_arrays(columns, names=names).to_batches()


def _one_by_one(articles: list[dict[str, Any]]) -> tuple[pa.Table, list[str | None]]:
    """Records of the good articles, and rows of what is known of the bad ones."""
    schema = _record_schema()
    tables: list[pa.Table] = []
    errors: list[str | None] = []
    for article in articles:
        try:
            tables.append(_zhengmai.extract_table([article], workers=1))
            errors.append(None)
        except (ZhengmaiError, ValueError) as error:
            known = {name: article.get(name) for name in ("text", *_FIELDS)}
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
    articles = _articles(df, columns)
    known = [name.removeprefix("__") for name in articles.columns]
    arrived = articles.mapInArrow(
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


def _good(articles: list[dict[str, Any]]) -> list[int]:
    """Places of the articles that can be read."""
    try:
        _zhengmai.arrivals(articles)
        return list(range(len(articles)))
    except (ZhengmaiError, ValueError):
        good = []
        for n, article in enumerate(articles):
            try:
                _zhengmai.arrivals([article])
                good.append(n)
            except (ZhengmaiError, ValueError):
                pass
        return good


def _arrive(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = _rows(batch)
        rows = [rows[n] for n in _good(rows)]
        arrivals = _zhengmai.arrivals(rows)
        columns = [[arrival[n] for arrival in arrivals] for n in range(3)]
        names = [name.removeprefix("__") for name in batch.schema.names]
        columns += [[row[name] for row in rows] for name in names]
        arrays = [pa.array(column, pa.string()) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, names=["hash", "day", "origins", *names])


def _state(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        hashes, origins = batch.column(0).to_pylist(), batch.column(1).to_pylist()
        stated = _zhengmai.nquads(_rows(batch, 2), workers=1)
        texts = []
        for lines, others in zip(stated, origins, strict=True):
            said = {line for part in (lines, *others) for line in part.splitlines()}
            texts.append("\n".join(sorted(said)))
        arrays = [pa.array(hashes, pa.string()), pa.array(texts, pa.string())]
        yield pa.RecordBatch.from_arrays(arrays, names=["hash", "nquads"])


def resolution(stated: DataFrame, judgements: str | None = None) -> DataFrame:
    """What joins articles, as one machine finds it: a row a line of N-Quads, in the column `value`.

    `stated` is what [`nquads`][zhengmai.spark.nquads] gives, `judgements` the text of a table of
    judgements. Spark joins the articles that name persons alike, meetings of one jurisdiction and
    day, or agencies of one jurisdiction; the library compares what each such block holds, with the
    rules that a build on one machine has. A block is read by one task: with millions of articles
    the largest is that of the commonest name.
    """
    from pyspark.sql import functions as F

    node = rf"(?m)^<({re.escape(_ID)}(?:person|meeting|agency)/[^>]+)> {re.escape(_RDF_TYPE)}"
    named = stated.select("hash", F.explode(F.array_distinct(F.regexp_extract_all("nquads", F.lit(node), F.lit(1)))).alias("node"))
    keyed = named.withColumn("key", _key_column("node")).where("key is not null")
    if judgements:
        nodes = _judged_nodes(judgements)
        asked = named.where(F.col("node").isin(nodes)).withColumn("key", F.lit(_JUDGED))
        keyed = keyed.unionByName(asked)
    # A node that is alone has nothing to be compared with.
    blocks = keyed.groupBy("key").agg(F.count_distinct("node").alias("nodes")).where("nodes > 1")
    wanted = keyed.join(blocks, "key")
    # Of an agency it is enough to know that some article has it.
    alone = wanted.where(F.col("key").startswith("agency/") | (F.col("key") == _JUDGED))
    alone = alone.groupBy("key", "node").agg(F.min("hash").alias("hash")).select("key", "hash")
    others = wanted.where(~(F.col("key").startswith("agency/") | (F.col("key") == _JUDGED)))
    pairs = others.select("key", "hash").union(alone).distinct()
    parts = pairs.join(stated, "hash").select("key", "nquads")

    def compare(key: tuple[pa.Scalar, ...], table: pa.Table) -> pa.Table:
        parts = sorted(table.column("nquads").to_pylist())
        lines = _zhengmai.resolution_nquads(parts, judgements).splitlines()
        return pa.table({"value": pa.array(_of_block(lines, key[0].as_py()), pa.string())})

    compared = parts.groupBy("key").applyInArrow(compare, "value string")
    mark = _zhengmai.resolution_nquads([], judgements).splitlines()
    marked = stated.sparkSession.createDataFrame([(line,) for line in mark], "value string")
    return compared.union(marked).distinct()


def _key(node: str) -> str | None:
    """The block of a node: alike nodes are compared within it."""
    parts = node.removeprefix(_ID).split("/")
    match parts:
        case ["person", _, name]:
            return f"person/{name}"
        case ["meeting", scope, day, *_] if scope.isdigit():
            return f"meeting/{scope}/{day}"
        case ["agency", scope, _] if scope.isdigit():
            return f"agency/{scope}"
    return None


def _key_column(node: str) -> Column:
    """The same in Spark's terms."""
    from pyspark.sql import functions as F

    path = F.substring(F.col(node), len(_ID) + 1, 1 << 20)
    person = F.regexp_extract(path, r"^person/[^/]+/([^/]+)$", 1)
    meeting = F.regexp_extract(path, r"^(meeting/\d+/[^/]+)/", 1)
    agency = F.regexp_extract(path, r"^(agency/\d+)/[^/]+$", 1)
    return (
        F.when(person != "", F.concat(F.lit("person/"), person))
        .when(meeting != "", meeting)
        .when(agency != "", agency)
    )


def _judged_nodes(judgements: str) -> list[str]:
    cells = (cell for line in judgements.splitlines() for cell in line.split("\t")[:2])
    return sorted({_zhengmai.expand(cell) if cell.startswith("id:") else cell for cell in cells})


def _of_block(lines: list[str], key: str) -> list[str]:
    """The lines that belong to a block: others come from articles that are here only in part."""
    compared: dict[str, list[str]] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == _COMPARES:
            compared.setdefault(subject, []).append(rest.split(" ", 1)[0])
    def block(nodes: list[str]) -> str | None:
        keys = {_key(node.strip("<>")) for node in nodes}
        return keys.pop() if len(keys) == 1 else _JUDGED

    kept = []
    for line in lines:
        subject, _, rest = line.split(" ", 2)
        nodes = compared.get(subject)
        if nodes is None:
            target = rest.split(" ", 1)[0]
            within = subject.removeprefix("<" + _ID).split("/")
            if within[0] == "change":
                nodes_key: str | None = f"agency/{within[1]}"
            elif target.startswith("<" + _ID):
                nodes_key = block([subject, target])
            else:
                continue
        else:
            nodes_key = block(nodes)
        if nodes_key == key:
            kept.append(line)
    return kept


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

    Raises `InputError` if the folder exists.
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
        for kind, rows in parts.items():
            rows.write.text(f"{path}/_parts/{kind}", compression="gzip")
    finally:
        stated.unpersist()
    written = []
    for kind in parts:
        found = system.globStatus(jvm.org.apache.hadoop.fs.Path(f"{path}/_parts/{kind}/part-*"))
        names = sorted(file.getPath().toString() for file in found)
        for n, name in enumerate(names):
            target = f"{path}/{kind}-{n:05}.nq.gz"
            system.rename(jvm.org.apache.hadoop.fs.Path(name), jvm.org.apache.hadoop.fs.Path(target))
            written.append(target)
    system.delete(jvm.org.apache.hadoop.fs.Path(f"{path}/_parts"), True)
    return written


