"""Long calls: Ctrl-C stops them, other threads run meanwhile, time runs out, forks work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import zhengmai

SENTENCE = "5月{day}日，安阳市召开第{n}次清洁取暖工作推进会，副市长陈志伟出席会议并讲话，市住建局局长侯津琪主持会议。"

#: A question that takes longer than any test.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?g && ?c = ?d) }"

PRELUDE = """
import signal, sys, zhengmai
signal.signal(signal.SIGINT, signal.default_int_handler)
SENTENCE = {sentence!r}
texts = ["会议\\n" + (SENTENCE.format(day=1 + n % 28, n=n) * 40) for n in range(20_000)]
def started():
    print("started", flush=True)
"""


def articles(count: int) -> list[str]:
    return ["会议\n" + SENTENCE.format(day=1 + n % 28, n=n) * 20 for n in range(count)]


def interrupted(code: str, after: float = 1.0) -> tuple[str, float]:
    """Runs Python, presses Ctrl-C some seconds after it says `started`; what it printed, and how
    long it took to stop."""
    whole = PRELUDE.format(sentence=SENTENCE) + textwrap.dedent(code)
    with subprocess.Popen([sys.executable, "-c", whole], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "started\n"
        time.sleep(after)
        child.send_signal(signal.SIGINT)
        pressed = time.monotonic()
        try:
            printed, _ = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
        assert child.returncode == 0
        return printed, time.monotonic() - pressed


def test_ctrl_c_stops_an_extract() -> None:
    printed, took = interrupted(
        """
        zhengmai.read("会议")
        started()
        try:
            zhengmai.extract(texts, workers=1)
        except KeyboardInterrupt:
            print("stopped")
        """
    )
    assert printed == "stopped\n" and took < 20


def test_ctrl_c_stops_a_build_and_keeps_what_was_read(tmp_path: Path) -> None:
    printed, took = interrupted(
        f"""
        import json, pathlib
        folder = pathlib.Path({str(tmp_path)!r})
        with open(folder / "news.jsonl", "w", encoding="utf-8") as file:
            for text in texts:
                file.write(json.dumps({{"text": text}}) + "\\n")
        zhengmai.read("会议")
        started()
        try:
            zhengmai.Graph.build(folder / "news.jsonl", folder / "store", workers=1)
        except KeyboardInterrupt:
            print("stopped")
        with zhengmai.Graph.open(folder / "store") as graph:
            kept = graph.stats().articles
            print(0 < kept < len(texts))
        """,
        after=3.0,
    )
    assert printed == "stopped\nTrue\n" and took < 40


def test_ctrl_c_stops_a_query() -> None:
    printed, took = interrupted(
        f"""
        graph = zhengmai.Graph()
        graph.add(texts[:50])
        started()
        try:
            graph.query({ENDLESS!r})
        except KeyboardInterrupt:
            print("stopped")
        print(graph.stats().articles)
        """
    )
    assert printed == "stopped\n50\n" and took < 10


def test_other_signal_handlers_run_and_the_work_goes_on() -> None:
    heard: list[float] = []
    before = signal.signal(signal.SIGALRM, lambda *_: heard.append(time.monotonic()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        records = zhengmai.extract(articles(1500), workers=1)
        ended = time.monotonic()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(records) == 1500
    assert heard and heard[0] < ended, "the handler did not wait for the work"


def test_a_query_has_so_much_time() -> None:
    graph = zhengmai.Graph()
    graph.add(articles(50))
    began = time.monotonic()
    with pytest.raises(zhengmai.QueryTimeout, match="no answer within 0.3 s") as raised:
        graph.query(ENDLESS, timeout=0.3)
    assert isinstance(raised.value, TimeoutError)
    assert time.monotonic() - began < 10
    assert len(graph.query("SELECT ?p { ?p a foaf:Person }", timeout=60)) == 2
    for bad in (-1.0, float("nan"), float("inf")):
        with pytest.raises(zhengmai.InputError, match="timeout"):
            graph.query("ASK {}", timeout=bad)


@pytest.mark.parametrize("work", ["extract", "build", "query"])
def test_other_threads_run_meanwhile(work: str) -> None:
    graph = zhengmai.Graph()
    graph.add(articles(50))
    texts = articles(2000)
    done = threading.Event()

    def long() -> None:
        try:
            if work == "extract":
                zhengmai.extract(texts, workers=1)
            elif work == "build":
                graph.add(texts, workers=1)
            else:
                graph.query(ENDLESS, timeout=1.5)
        except zhengmai.QueryTimeout:
            pass
        finally:
            done.set()

    thread = threading.Thread(target=long)
    began = time.monotonic()
    thread.start()
    ticks = 0
    while not done.is_set():
        time.sleep(0.005)
        ticks += 1
    thread.join()
    seconds = time.monotonic() - began
    # Each tick needs the lock; with the lock held there would be one or two.
    assert seconds > 0.2, "the work is long enough to tell"
    assert ticks > 10 * seconds


def test_a_panic_would_be_an_exception() -> None:
    assert issubclass(zhengmai.InternalError, RuntimeError)


def child(texts: list[str]) -> int:
    return len(zhengmai.extract(texts, workers=2)) + len(zhengmai.extract(texts))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_works() -> None:
    texts = articles(20)
    assert child(texts) == 40
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(child, [texts, texts]).get(timeout=60) == [40, 40]
