"""Measures the Python package: reading beside the program, and a million rows into pandas beside
pyoxigraph and rdflib. Run by `make bench`.

    python benches/python.py PROGRAM SEEDS
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas
import pyoxigraph
import rdflib

import zhengmai

ROUNDS = 5

#: Times that the seeds are read.
REPEATED = 15

#: Each division beside each dated text of a law: names, IRIs and dates, a million times.
QUESTION = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
SELECT ?place ?name ?text ?day {
  ?place a schema:AdministrativeArea ; rdfs:label ?name .
  ?text eli:realizes ?law ; eli:date_publication ?day .
} LIMIT 1000000
"""


def main() -> None:
    program, seeds = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        reading(program, Path(seeds), Path(folder))
        rows(Path(folder))


def reading(program: str, seeds: Path, folder: Path) -> None:
    """Characters of the same file a CPU second, on one thread, start-up taken off."""
    articles = [record.text for record in zhengmai.extract(seeds)]
    news, line = folder / "news.jsonl", folder / "line.jsonl"
    with news.open("w", encoding="utf-8") as file:
        for number in range(REPEATED):
            for text in articles:
                file.write(json.dumps({"text": text, "id": str(number)}, ensure_ascii=False) + "\n")
    line.write_text('{"text": "会议召开。"}\n', encoding="utf-8")
    characters = REPEATED * sum(map(len, articles))

    def of_program() -> float:
        return child_seconds(program, news) - child_seconds(program, line)

    def of_package() -> float:
        began = time.process_time()
        zhengmai.extract(news, workers=1)
        return time.process_time() - began

    def of_table() -> float:
        began = time.process_time()
        zhengmai.extract_table(news, workers=1)
        return time.process_time() - began

    seconds: dict[str, list[float]] = {"program": [], "extract": [], "extract_table": []}
    for _ in range(ROUNDS):
        seconds["program"].append(of_program())
        seconds["extract"].append(of_package())
        seconds["extract_table"].append(of_table())
    base = statistics.median(seconds["program"])
    print(f"reading {characters:,} characters, one thread, CPU time, median of {ROUNDS} rounds")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"  {name:<14} {characters / median:>12,.0f} characters/s  {base / median:5.2f}")


def child_seconds(program: str, file: Path) -> float:
    """CPU seconds of the program reading a file."""
    command = [program, "extract", str(file), "--format", "jsonl", "--threads", "1", "--quiet"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return usage.ru_utime + usage.ru_stime


def rows(folder: Path) -> None:
    """Seconds from the question to a frame with a column of dates."""
    file = folder / "graph.nq"
    graph = zhengmai.Graph()
    graph.add("安阳市召开会议。")
    graph.export(file)
    store = pyoxigraph.Store()
    store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset(default_union=True)
    with file.open("rb") as statements:
        dataset.parse(statements, format="nquads")

    def ours() -> pandas.DataFrame:
        return graph.query(QUESTION).to_pandas()

    def of_pyoxigraph() -> pandas.DataFrame:
        solutions = store.query(QUESTION, use_default_graph_as_union=True)
        names = [variable.value for variable in solutions.variables]
        values = ([term.value for term in solution] for solution in solutions)
        return dated(pandas.DataFrame(values, columns=names))

    def of_rdflib() -> pandas.DataFrame:
        result = dataset.query(QUESTION)
        names = [str(variable) for variable in result.vars]
        return dated(pandas.DataFrame(([str(t) for t in row] for row in result), columns=names))

    print("a million rows into pandas, seconds, fastest round")
    base = None
    for name, ask, rounds in (("zhengmai", ours, 3), ("pyoxigraph", of_pyoxigraph, 3), ("rdflib", of_rdflib, 1)):
        taken = min(timed(ask) for _ in range(rounds))
        base = base or taken
        print(f"  {name:<14} {taken:>8.2f}  {taken / base:6.1f} times")


def dated(frame: pandas.DataFrame) -> pandas.DataFrame:
    frame["day"] = pandas.to_datetime(frame["day"]).dt.date
    return frame


def timed(ask: Callable[[], pandas.DataFrame]) -> float:
    began = time.perf_counter()
    frame = ask()
    taken = time.perf_counter() - began
    assert frame.shape == (1_000_000, 4), frame.shape
    return taken


main()
