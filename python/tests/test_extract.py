"""Articles in, records out: every kind of input, and what is none."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

import zhengmai

ARTICLE = (
    "安阳市召开清洁取暖工作推进会\n"
    "本报讯（记者 王小雨）5月29日，安阳市召开清洁取暖工作推进会。副市长陈志伟出席会议并讲话，"
    "市住建局局长侯津琪主持会议。会议传达了《安阳市散煤治理方案》。"
    "陈志伟强调，各县区要在10月底前完成改造任务。"
)
SEEDS = Path(__file__).parents[2] / "seeds"


def test_spans_are_indices_of_the_text() -> None:
    record = zhengmai.read("𠮷祥街道😀\n" + ARTICLE, "2018-05-31")
    assert record.text[1] == "祥"
    for person in record.persons:
        for start, end in person.spans:
            assert record.text[start:end].replace(" ", "") == person.name
    for directive in record.directives:
        [(start, end)] = directive.spans
        assert directive.text in record.text[start:end]


def test_items_have_their_fields() -> None:
    record = zhengmai.read(ARTICLE, "2018-05-31")
    assert record.region == "河南省安阳市" and record.region_code == "410500"
    assert [person.name for person in record.persons] == ["陈志伟", "侯津琪"]
    assert [journalist.name for journalist in record.journalists] == ["王小雨"]
    assert record.meetings[0].date == "2018-05-29"
    assert {(role.who, role.role) for role in record.roles} >= {("侯津琪", "chair")}
    assert record.roles[0].capacity[0].title == "副市长"
    [document] = record.documents
    assert (document.title, document.relation) == ("安阳市散煤治理方案", "convey")
    [directive] = record.directives
    assert directive.deadlines[0].end == "2018-10-31"
    assert directive.modality == "duty"


def test_a_record_is_its_json() -> None:
    record = zhengmai.read(ARTICLE)
    fields = record.to_dict()
    assert fields == json.loads(record.to_json())
    assert fields["persons"][0]["spans"] == [list(s) for s in record.persons[0].spans]
    fields["persons"].clear()
    assert record.to_dict()["persons"], "what is handed out is a copy"
    assert record == zhengmai.read(ARTICLE) and hash(record) == hash(zhengmai.read(ARTICLE))


def test_the_page_of_a_record_marks_mentions_and_escapes() -> None:
    record = zhengmai.read(ARTICLE + "<script>alert(1)</script>")
    html = record._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html
    assert 'title="person: 陈志伟' in html
    text = html.split("line-height:1.8", 1)[1]
    assert "清洁取暖工作推进会" in text
    table = zhengmai.extract([ARTICLE])._repr_html_()
    assert "陈志伟" in table and "<td>" in table


def test_texts_paths_mappings_and_tables_are_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    row = {"text": ARTICLE, "id": 7, "published": datetime.date(2018, 5, 31), "source": "报"}
    titled = {"text": "5月29日，滑县召开会议。", "title": "滑县开会"}
    mixed = zhengmai.extract([ARTICLE, file, row, str(file), titled])
    assert len(mixed) == 5
    assert {record.text for record in mixed[:4]} == {ARTICLE}
    assert mixed[1].source == mixed[3].source == str(file)
    assert (mixed[2].id, mixed[2].source, mixed[2].published) == ("7", "报", "2018-05-31")
    assert mixed[4].text == "滑县开会\n5月29日，滑县召开会议。"
    for table in (
        pandas.DataFrame({"text": [ARTICLE, ARTICLE], "published": ["2018-05-31", None]}),
        polars.DataFrame({"text": [ARTICLE, ARTICLE], "published": ["2018-05-31", None]}),
        pyarrow.table({"text": [ARTICLE, ARTICLE], "published": ["2018-05-31", None]}),
    ):
        records = zhengmai.extract(table)
        assert [record.published for record in records] == ["2018-05-31", None]
    assert len(zhengmai.extract(pandas.Series([ARTICLE]))) == 1
    assert len(zhengmai.extract(polars.Series([ARTICLE]))) == 1
    assert len(zhengmai.extract(tmp_path)) == 1
    assert len(zhengmai.extract(str(tmp_path / "*.txt"))) == 1
    assert zhengmai.extract([]) == []
    assert zhengmai.extract(iter([ARTICLE])) == zhengmai.extract(ARTICLE)


def test_a_date_is_given_where_none_is_stated() -> None:
    rows: list[dict[str, Any]] = [
        {"text": ARTICLE, "published": "2019-06-01"},
        {"text": ARTICLE},
        {"text": ARTICLE, "published": float("nan")},
    ]
    records = zhengmai.extract(rows, published="2018-05-31")
    assert [record.published for record in records] == ["2019-06-01", "2018-05-31", "2018-05-31"]


def test_the_table_has_the_fields_of_the_record() -> None:
    records = zhengmai.extract(SEEDS)
    table = zhengmai.extract_table(SEEDS)
    assert table.num_rows == len(records)
    assert table.to_pylist() == [with_nulls(r.to_dict()) for r in records]
    assert table.equals(records.to_arrow())
    assert records.to_polars().shape == (len(records), table.num_columns)
    assert list(records.to_pandas().columns) == table.column_names == list(records[0].to_dict())


def with_nulls(fields: dict[str, object]) -> object:
    """The record with the fields that its JSON leaves out where there is nothing."""

    def filled(value: object, name: str = "") -> object:
        if isinstance(value, list):
            return [filled(item, name) for item in value]
        if not isinstance(value, dict):
            return value
        more = {"documents": {"statute": None}, "statute": {"text": None}, "notes": {"candidates": None}}
        return {key: filled(item, key) for key, item in {**more.get(name, {}), **value}.items()}

    return filled(fields)


def test_the_number_of_workers_changes_nothing() -> None:
    one = zhengmai.extract(SEEDS, workers=1)
    assert [r.to_json() for r in one] == [r.to_json() for r in zhengmai.extract(SEEDS, workers=3)]


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        ("   ", "no text"),
        ({"title": "无"}, "has no `text`"),
        ({"text": 5}, "`text` is no string"),
        ([3], "not int"),
        (7, "not int"),
        (b"bytes", "not bytes"),
        (None, "not NoneType"),
        (pandas.DataFrame({"body": ["x"]}), "no column `text`"),
    ],
)
def test_what_is_no_article_is_an_input_error(articles: object, message: str) -> None:
    with pytest.raises(zhengmai.InputError, match=message) as raised:
        zhengmai.extract(articles)  # type: ignore[arg-type]
    assert isinstance(raised.value, ValueError)


def test_other_bad_input(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        zhengmai.extract(tmp_path / "nowhere")
    with pytest.raises(zhengmai.FileMissingError):
        zhengmai.extract("nowhere.txt")
    with pytest.raises(ValueError, match="no encoding `klingon`"):
        zhengmai.extract(SEEDS, encoding="klingon")
    with pytest.raises(ValueError, match="workers"):
        zhengmai.extract(ARTICLE, workers=0)
    with pytest.raises(ValueError, match="is no date"):
        zhengmai.read(ARTICLE, "2018-13-01")
    with pytest.raises(ValueError, match="is a string"):
        zhengmai.read(5)  # type: ignore[arg-type]
    with pytest.raises(UnicodeEncodeError):
        zhengmai.read("会议\ud800召开")
    with pytest.raises(OverflowError):
        zhengmai.extract(ARTICLE, workers=-1)
    (tmp_path / "bad.jsonl").write_text('{"text": "会议召开。"}\n{"title": "无"}\n', encoding="utf-8")
    with pytest.warns(zhengmai.SkippedWarning, match="bad.jsonl:2"):
        records = zhengmai.extract(tmp_path)
    assert len(records) == 1 and len(records.skipped) == 1


@pytest.mark.parametrize("text", ["。" * 100_000, "\0\x01\x02会议", "《" * 5000, "市" * 50_000, "(" * 10_000])
def test_no_text_breaks_it(text: str) -> None:
    assert zhengmai.read(text).text
