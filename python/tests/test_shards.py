"""Quads without a store: their union is what one machine builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengmai import Graph, _zhengmai

TEXTS = [
    "安阳市召开清洁取暖推进会\n5月29日，安阳市召开清洁取暖推进会，市住建局局长欧阳明哲主持会议。",
    "洛阳市召开座谈会\n6月3日，洛阳市召开座谈会，市长欧阳明哲出席会议并讲话。",
    "安阳市举行清洁取暖会议\n5月29日，安阳市召开清洁取暖推进会，副市长陈志伟出席会议。",
    "滑县召开会议\n会议传达了《河南省大气污染防治条例》。",
]
ROWS: list[dict[str, Any]] = [
    {"text": text, "published": "2018-06-05", "source": f"https://example.org/{n}", "id": f"x{n}"}
    for n, text in enumerate(TEXTS)
]


def test_the_union_of_shards_is_the_export(tmp_path: Path) -> None:
    graph = Graph()
    graph.add(ROWS)
    graph.export(tmp_path / "graph.nq")
    whole = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    shards = _zhengmai.nquads(ROWS[:2]) + _zhengmai.nquads(ROWS[2:], workers=2)
    joined = _zhengmai.resolution_nquads(shards)
    lines = [line for part in [*shards, _zhengmai.reference_nquads(), joined] for line in part.splitlines()]
    assert sorted(lines) == sorted(whole)
    assert "comparison" in joined, "two persons of one name are compared"
    for shard in shards:
        assert shard.splitlines() == sorted(set(shard.splitlines()))


def test_one_text_from_several_sources(tmp_path: Path) -> None:
    again: list[dict[str, Any]] = [
        {**ROWS[0], "published": None, "source": "https://example.org/again", "id": "y"},
        {**ROWS[0], "published": "2018-06-01", "source": "https://example.org/first", "id": "z"},
    ]
    given = [ROWS[0], *again]
    graph = Graph()
    graph.add(given)
    graph.export(tmp_path / "graph.nq")
    whole = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    arrivals = _zhengmai.arrivals(given)
    assert len({hash for hash, _, _ in arrivals}) == 1
    _, earliest = min((date or "9", n) for n, (_, date, _) in enumerate(arrivals))
    [shard] = _zhengmai.nquads([given[earliest]])
    origins = {line for _, _, lines in arrivals for line in lines.splitlines()}
    own = [line for line in whole if f"/article/{arrivals[0][0]}> ." in line]
    assert sorted({*shard.splitlines(), *origins}) == sorted(own)


def test_a_block_is_resolved_by_itself() -> None:
    shards = _zhengmai.nquads(ROWS)
    whole = set(_zhengmai.resolution_nquads(shards).splitlines())
    block = set(_zhengmai.resolution_nquads(shards[:2]).splitlines())
    assert block <= whole and len(block) > 1


def test_judgements_hold_and_bad_ones_are_told() -> None:
    shards = _zhengmai.nquads(ROWS[:2])
    judged = "a\tb\tverdict\nid:person/410500/欧阳明哲\tid:person/410300/欧阳明哲\tsame\n"
    assert "sameAs" in _zhengmai.resolution_nquads(shards, judged)
    for bad, message in ((["<a:a> ."], "line 1"), (shards, "judgements")):
        try:
            _zhengmai.resolution_nquads(bad, "nonsense")
        except ValueError as error:
            assert message in str(error) or str(error)
        else:
            raise AssertionError("it is an error")


def test_records_are_json_in_order() -> None:
    records = _zhengmai.records(ROWS, workers=2)
    assert ['"id":"x%d"' % n in record for n, record in enumerate(records)] == [True] * 4
