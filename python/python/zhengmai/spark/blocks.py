"""What joins articles: blocks of articles that have something to be compared, found by joins, and
compared by the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa

from zhengmai import _zhengmai

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_ID = "https://w3id.org/zhengmai/id/"
_COMPARES = "<https://w3id.org/zhengmai/ontology#compares>"

#: The key of judgements on nodes that no rule compares.
_JUDGED = "judged"


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
    nodes = F.array_distinct(F.regexp_extract_all("nquads", F.lit(node), F.lit(1)))
    named = stated.select("hash", F.explode(nodes).alias("node"))
    keyed = named.withColumn("key", _key_column("node")).where("key is not null")
    if judgements:
        judged = _judged_nodes(judgements)
        asked = named.where(F.col("node").isin(judged)).withColumn("key", F.lit(_JUDGED))
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
