"""What Spark costs beside plain Python: the same generated articles, read by both in one process.

    python benches/spark.py [NUMBER]

Prints Markdown tables. Rounds go in turn after one that warms both up, one core each (`local[1]`,
one worker). CPU time is that of this process and of all that it started: Spark's Java and its
Python workers. The texts are those of `seeds/` over and over, each numbered so that none comes
twice. Fails if the two disagree on what the articles say.
"""

from __future__ import annotations

import gzip
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import zhengmai
from pyspark.sql import DataFrame, SparkSession
from zhengmai import spark as zs

ROUNDS = 3

PLAIN = "`zhengmai.extract_table`, plain Python"
RECORDS = "`zhengmai.spark.extract`"
QUADS = "`zhengmai.spark.nquads`"


def articles(number: int) -> pa.Table:
    """The seeds' texts, each with a line that makes it one of its own."""
    seeds = zhengmai.extract(Path(__file__).parents[1] / "seeds")
    rows = []
    for n in range(number):
        seed = seeds[n % len(seeds)]
        text = f"{seed.text}\n本文为第{n}篇。"
        source = f"https://example.org/{n}"
        rows.append({"id": f"a{n}", "text": text, "published": seed.published, "source": source})
    fields = [pa.field(name, pa.string()) for name in ("id", "text", "published", "source")]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def children() -> float:
    """Seconds of CPU time of all that this process started, those that ended included."""
    spent: dict[int, tuple[int, int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            spent[int(folder.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family: set[int] = set()
    found = {os.getpid()}
    while found:
        family |= found
        found = {pid for pid, (parent, _) in spent.items() if parent in family} - family
    family.remove(os.getpid())
    return sum(spent[pid][1] for pid in family) / os.sysconf("SC_CLK_TCK")


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """CPU time, also of what was started, and wall clock, in seconds."""
    theirs = children()
    wall, own = time.perf_counter(), time.process_time()
    work()
    own, wall = time.process_time() - own, time.perf_counter() - wall
    return own + children() - theirs, wall


def said(records: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Of each article its id, and how much of what it says."""
    fields = ("persons", "roles", "directives")
    return sorted((one["id"], *(len(one[field]) for field in fields)) for one in records)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        spark = (
            SparkSession.builder.master("local[1]")
            .appName("bench")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        try:
            compare(spark, folder, articles(number))
        finally:
            spark.stop()


def compare(spark: SparkSession, folder: str, table: pa.Table) -> None:
    def write(name: str, rows: pa.Table) -> str:
        pq.write_table(rows, f"{folder}/{name}.parquet")
        return f"{folder}/{name}.parquet"

    def noop(frame: DataFrame) -> None:
        frame.write.format("noop").mode("overwrite").save()

    path, one = write("all", table), write("one", table.slice(0, 1))
    work: dict[str, Callable[[], object]] = {
        PLAIN: lambda: zhengmai.extract_table(pq.read_table(path), workers=1),
        RECORDS: lambda: noop(zs.extract(spark.read.parquet(path))),
        f"{RECORDS}, a job of one article": lambda: noop(zs.extract(spark.read.parquet(one))),
        QUADS: lambda: noop(zs.nquads(spark.read.parquet(path))),
        f"{QUADS}, a job of one article": lambda: noop(zs.nquads(spark.read.parquet(one))),
    }
    plain = said(zhengmai.extract_table(table, workers=1).to_pylist())
    told = zs.extract(spark.read.parquet(path)).select("id", "persons", "roles", "directives")
    if said([row.asDict() for row in told.collect()]) != plain:
        sys.exit("Spark and plain Python disagree on what the articles say")
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in work}
    for n in range(ROUNDS + 1):
        for name, job in work.items():
            taken = measured(job)
            if n:  # the first warms up
                times[name].append(taken)
    report(table, times)
    shards(zs.nquads(spark.read.parquet(path)), f"{folder}/shards", table.num_rows)


def report(table: pa.Table, times: dict[str, list[tuple[float, float]]]) -> None:
    texts = table["text"].to_pylist()
    number, characters = len(texts), sum(map(len, texts))
    size = sum(len(text.encode()) for text in texts)
    print(
        f"{number:,} articles, {characters:,} characters, {size:,} bytes of UTF-8; "
        f"PySpark {pyspark.__version__}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}\n"
    )
    print("| | CPU, s | wall clock, s | CPU, ms an article | characters a CPU second |")
    print("| --- | ---: | ---: | ---: | ---: |")
    spent = {}
    for name, taken in times.items():
        busy, wall = (statistics.median(kind) for kind in zip(*taken, strict=True))
        spent[name] = busy
        each = f"{busy / number * 1e3:.2f} | {characters / busy:,.0f} |"
        if "one article" in name:
            each = "| |"
        print(f"| {name} | {busy:.2f} | {wall:.2f} | {each}")
    start = spent[f"{RECORDS}, a job of one article"]
    more = spent[RECORDS] - start - spent[PLAIN]
    print(f"\nSpark's own share in records: {more / number * 1e3:.2f} ms an article "
          f"({more / spent[PLAIN]:.0%}) and {start:.2f} s a job.")


def shards(stated: DataFrame, path: str, number: int) -> None:
    """What an article's own statements come to on disk."""
    stated.select("nquads").write.text(path, compression="gzip")
    triples = size = packed = 0
    for shard in Path(path).glob("part-*"):
        packed += shard.stat().st_size
        with gzip.open(shard, "rb") as lines:
            for line in lines:
                triples += 1
                size += len(line)
    print(f"\nShards: {triples / number:,.0f} statements an article, {size / number:,.0f} bytes, "
          f"{packed / number:,.0f} gzipped.")


if __name__ == "__main__":
    main()
