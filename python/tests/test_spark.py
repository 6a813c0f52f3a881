"""Spark gives what one machine gives, also when an executor dies."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyspark.sql import DataFrame, SparkSession

import zhengmai
from zhengmai import Graph, InputError
from zhengmai import spark as zs

pytestmark = pytest.mark.filterwarnings("default")

TEXTS = [
    "安阳市召开清洁取暖推进会\n5月29日，安阳市召开清洁取暖推进会，市住建局局长欧阳明哲主持会议。",
    "洛阳市召开座谈会\n6月3日，洛阳市召开座谈会，市长欧阳明哲出席会议并讲话。",
    "安阳市举行清洁取暖会议\n5月29日，安阳市召开清洁取暖工作推进会，副市长陈志伟出席会议。",
    "滑县召开会议\n会议传达了《河南省大气污染防治条例》，县环境保护局局长王守义要求6月底前完成整改。",
    "安阳市生态环境局召开会议\n2020年3月2日，安阳市生态环境局召开会议，局长靳怀远主持会议。",
    "安阳市环境保护局召开会议\n2017年3月2日，安阳市环境保护局召开会议，局长靳怀远主持会议。",
]


def rows() -> list[dict[str, Any]]:
    """Articles of the seeds and some that are alike; one text comes three times."""
    seeds = Path(__file__).parents[2] / "seeds"
    out: list[dict[str, Any]] = [
        {"id": record.id, "text": record.text, "published": record.published, "source": record.source}
        for record in zhengmai.extract(seeds, workers=2)
    ][:60]
    for n, text in enumerate(TEXTS):
        out.append(
            {"id": f"x{n}", "text": text, "published": "2020-06-05", "source": f"https://example.org/{n}"}
        )
    again = {**out[-6], "published": None, "source": "https://example.org/again", "id": "y"}
    first = {**out[-6], "published": "2018-06-01", "source": "https://example.org/first", "id": "z"}
    return [*out, again, first]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Two executors, each a process of its own."""
    assert shutil.which("java"), "Spark needs Java 17: `scripts/setup.sh test` installs it"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("zhengmai")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def articles(session: SparkSession) -> DataFrame:
    columns = "id string, text string, published string, source string"
    table = session.createDataFrame([tuple(row.values()) for row in rows()], columns)
    return table.repartition(12).persist()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The export of one machine."""
    graph = Graph()
    graph.add(rows())
    path = tmp_path_factory.mktemp("whole") / "graph.nq"
    graph.export(path)
    return path.read_text(encoding="utf-8").splitlines()


def lines(paths: Iterable[str]) -> list[str]:
    out: list[str] = []
    for path in paths:
        with gzip.open(path.removeprefix("file:"), "rt", encoding="utf-8") as file:
            out.extend(line.rstrip("\n") for line in file)
    return out


def test_records_are_those_of_one_machine(articles: DataFrame) -> None:
    read = {row["id"]: row for row in zs.extract(articles).where("error is null").collect()}
    table = zhengmai.extract_table(rows()).to_pylist()
    assert len(read) == len(table) == len({row["id"] for row in table})
    for row in table:
        given = read[row["id"]].asDict(recursive=True)
        given.pop("error")
        assert json.dumps(given, sort_keys=True) == json.dumps(row, sort_keys=True)


def test_bad_rows_are_told_and_cost_no_other(session: SparkSession) -> None:
    bad = session.createDataFrame(
        [("a", TEXTS[0], 1), ("b", None, 2), ("c", "", 3), ("d", TEXTS[1], 4)], "key string, body string, n int"
    )
    read = zs.extract(bad.coalesce(1), "body", id="key", keep=["n"]).orderBy("n").collect()
    assert [row["n"] for row in read] == [1, 2, 3, 4]
    assert [row["error"] is None for row in read][0] and read[3]["error"] is None
    assert "text" in read[1]["error"] and read[1]["persons"] is None
    assert read[0]["persons"][0]["name"] == "欧阳明哲"
    with pytest.raises(InputError, match="no column 'text'"):
        zs.extract(bad)
    with pytest.raises(InputError, match="rename"):
        zs.extract(bad.withColumnRenamed("n", "persons"), "body", keep=["persons"])


def test_facts_are_flat_and_quote_the_article(articles: DataFrame) -> None:
    facts = zs.facts(zs.extract(articles))
    part = facts["participations"].where("article = 'x0' and role = 'chair'").collect()
    assert [(row["who"], row["title"]) for row in part] == [("欧阳明哲", "局长")]
    assert part[0]["quotes"] and all(quote in TEXTS[0] for quote in part[0]["quotes"])
    cited = facts["citations"].where("article = 'x3'").collect()
    assert [row["title"] for row in cited] == ["河南省大气污染防治条例"]
    for name, table in facts.items():
        assert {"article", "source", "published", "rule", "quotes"} <= set(table.columns), name
    held = {(row["person"], row["agency"], row["title"]) for row in facts["tenures"].collect()}
    assert ("欧阳明哲", "洛阳市人民政府", "市长") in held
    assert facts["directives"].count() > 0


def test_the_shards_are_the_graph(articles: DataFrame, whole: list[str], tmp_path: Path) -> None:
    written = zs.write_nquads(articles, str(tmp_path / "shards"))
    found = lines(written)
    assert sorted(found) == sorted(whole)
    assert any("#Comparison>" in line for line in found) and any("ChangeEvent" in line for line in found)
    names = sorted(os.path.basename(path) for path in written)
    assert "articles-00000.nq.gz" in names and "resolution-00000.nq.gz" in names
    with pytest.raises(InputError, match="exists"):
        zs.write_nquads(articles, str(tmp_path / "shards"))


def test_judgements_hold(articles: DataFrame, tmp_path: Path) -> None:
    person = "id:person/{}/欧阳明哲".format
    other = "id:person/410500/陈志伟"
    judged = "a\tb\tverdict\twho\twhen\twhy\n"
    judged += f"{person(410500)}\t{person(410300)}\tsame\tLi\t2024-05-01\trésumé\n"
    judged += f"{person(410500)}\t{other}\tdifferent\tLi\t2024-05-01\tseen both\n"
    shards = [row["nquads"] for row in zs.nquads(articles).collect()]
    one = set(zhengmai._zhengmai.resolution_nquads(shards, judged).splitlines())
    many = {row["value"] for row in zs.resolution(zs.nquads(articles), judged).collect()}
    assert many == one
    assert any("sameAs" in line for line in one) and any("differentFrom" in line for line in one)


def executors() -> list[int]:
    """Processes of executors that belong to this one."""
    found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True)
    session = os.getsid(0)
    return [pid for pid in map(int, found.stdout.split()) if os.getsid(pid) == session]


def test_an_executor_may_die(articles: DataFrame, whole: list[str], tmp_path: Path) -> None:
    def slowly(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            time.sleep(1)
            yield batch

    slow = articles.mapInArrow(slowly, articles.schema)
    started = tmp_path / "shards" / "_parts"
    result: list[list[str]] = []
    work = threading.Thread(target=lambda: result.append(zs.write_nquads(slow, str(tmp_path / "shards"))))
    tracker = articles.sparkSession.sparkContext.statusTracker()
    work.start()
    killed = None
    while work.is_alive() and killed is None:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numTasks >= 12 and 1 <= stage.numCompletedTasks < 10 for stage in stages):
            killed = executors()[0]
            os.kill(killed, signal.SIGKILL)
        time.sleep(0.05)
    assert killed is not None and work.is_alive(), "the executor dies while the job runs"
    work.join()
    assert killed not in executors()
    assert not started.exists()
    assert sorted(lines(result[0])) == sorted(whole)
