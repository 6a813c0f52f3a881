"""The graph: built, changed, asked, taken away."""

from __future__ import annotations

import datetime
import threading
from pathlib import Path

import igraph
import networkx
import polars
import pyarrow
import pytest

import zhengmai
from zhengmai import Graph, _zhengmai

SEEDS = Path(__file__).parents[2] / "seeds"

ARTICLE = {
    "text": "安阳市召开清洁取暖推进会\n5月29日，安阳市召开清洁取暖推进会，市住建局局长侯津琪、"
    "市工商局局长刘健出席会议，副市长陈志伟主持会议。会议传达了《安阳市散煤治理方案》。"
    "今年新增供暖面积320万平方米。",
    "id": "a1",
    "published": "2018-05-31",
    "source": "https://example.org/1.html",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.build(SEEDS)


@pytest.fixture(scope="module")
def small() -> Graph:
    graph = Graph()
    graph.add(ARTICLE)
    return graph


def test_a_store_is_built_opened_changed_and_removed_from(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with Graph.build([SEEDS / "anyang.txt"], store) as built:
        assert built.store == store and built.stats().articles == 1
        other = Graph.open(store)
        assert other.stats() == built.stats(), "any number may read"
        with pytest.raises(zhengmai.StoreLockedError, match="in use"):
            built.add(ARTICLE)
        other.close()
        assert built.add(ARTICLE) == zhengmai.Added(added=1)
        assert built.add(ARTICLE).unchanged == 1
        changed = {**ARTICLE, "text": str(ARTICLE["text"]) + "会议要求抓紧。"}
        assert built.add(changed).replaced == 1
        assert built.stats().articles == 2
        assert built.remove("a1") == zhengmai.Removed(articles=1, sources=0)
        assert built.remove("a1").articles == 0
        assert built.remove(SEEDS / "anyang.txt").articles == 1
    assert built.closed
    with pytest.raises(zhengmai.StoreError, match="closed"):
        built.stats()
    again = Graph.build(SEEDS, store)
    again.close()
    pruned = Graph.build(SEEDS / "anyang.txt", store, prune=True)
    assert pruned.stats().articles == 1
    assert repr(pruned) == f"<Graph in {store}>"
    pruned.close()
    assert repr(pruned) == "<Graph: closed>"


def test_memory_and_store_and_any_order_give_the_same_graph(tmp_path: Path, graph: Graph) -> None:
    with Graph.build(SEEDS, tmp_path / "store", workers=1) as stored:
        assert stored.fingerprint() == graph.fingerprint()
    files = sorted(path for path in SEEDS.iterdir() if path.is_dir() or (path.suffix and path.stem != "README"))
    other = Graph()
    for file in reversed(files):
        other.add(file)
    assert other.fingerprint() == graph.fingerprint()


def test_records_can_be_put_into_a_graph(small: Graph) -> None:
    other = Graph()
    records = zhengmai.extract(ARTICLE)
    assert other.add(records).added == 1 and other.add(records[0]).unchanged == 1
    assert other.stats() == small.stats()


def test_judgements_are_followed_and_bad_lines_told(tmp_path: Path) -> None:
    judgements = tmp_path / "judgements.tsv"
    two = [
        {"text": f"{city}召开会议\n5月2{day}日，{city}召开座谈会，市长欧阳明哲主持会议。", "published": "2018-06-01"}
        for day, city in enumerate(("安阳市", "洛阳市"))
    ]
    judgements.write_text(
        "a\tb\tverdict\nid:person/410500/欧阳明哲\tid:person/410300/欧阳明哲\tsame\nno line\n",
        encoding="utf-8",
    )
    graph = Graph(judgements=judgements)
    with pytest.warns(UserWarning, match="judgements.tsv"):
        graph.add(two)
    assert len(graph.person("欧阳明哲").of("post")) == 2
    with pytest.raises(zhengmai.FileMissingError):
        Graph(judgements=tmp_path / "nowhere.tsv").add(two)


def test_answers_are_typed(small: Graph) -> None:
    result = small.query(
        """SELECT ?meeting ?day (COUNT(*) AS ?n) (AVG(?v) AS ?mean) (COUNT(*) > 1 AS ?many) ?none ?time
        { ?meeting schema:startDate ?day . ?part zm:meeting ?meeting . BIND(1.5 AS ?v)
          OPTIONAL { ?meeting zm:nothing ?none }
          BIND("2018-05-29T08:00:00Z"^^xsd:dateTime AS ?time) }
        GROUP BY ?meeting ?day ?none ?time"""
    )
    assert len(result) == 1
    [row] = result
    assert row.day == datetime.date(2018, 5, 29)
    assert isinstance(row.n, int) and row.mean == 1.5 and row.many is True and row.none is None
    assert row.time == datetime.datetime(2018, 5, 29, 8, tzinfo=datetime.timezone.utc)
    assert row.meeting.startswith("https://w3id.org/zhengmai/id/meeting/410500/")
    table = result.to_arrow()
    assert [str(field.type) for field in table.schema] == [
        "string", "date32[day]", "int64", "double", "bool", "string", "timestamp[us, tz=UTC]",
    ]  # fmt: skip
    assert result.to_polars().schema["day"] == polars.Date
    assert polars.DataFrame(result).height == 1, "the table is handed on by its capsule"
    assert pyarrow.table(result).equals(table)
    assert result.to_pandas()["n"].dtype == "int64"
    assert result[0] == row and result[:1] == [row] and result.columns[0] == "meeting"
    html = result._repr_html_()
    assert "<td>" in html and "id:meeting/410500" in html


def test_mixed_columns_are_text_and_long_numbers_too(small: Graph) -> None:
    one = small.query('SELECT ?x { VALUES ?x { 1 "a" <https://example.org/> } }')
    assert [row.x for row in one] == ["1", "a", "https://example.org/"]
    long = "1" * 40
    assert small.query(f"SELECT ?x {{ VALUES ?x {{ {long} }} }}")[0].x == long
    partial = small.query('SELECT ?x { VALUES ?x { "--05-29"^^xsd:gMonthDay "2018-05-29"^^xsd:date } }')
    assert [row.x for row in partial] == ["--05-29", "2018-05-29"]
    assert small.query("SELECT ?x { VALUES ?x { 1 2.5 UNDEF } }").to_arrow()["x"].to_pylist() == [1, 2.5, None]


def test_names_that_are_no_fields_and_no_rows(small: Graph) -> None:
    assert small.query("SELECT ?class { VALUES ?class { 1 } }")[0][0] == 1
    empty = small.query('SELECT ?p { ?p a foaf:Person ; rdfs:label "无此人"@zh-hans }')
    assert len(empty) == 0 and not empty and empty.columns == ["p"]
    assert empty.to_pandas().shape == (0, 1) and "<td>" not in empty._repr_html_()


def test_lists_of_values_may_be_long(small: Graph) -> None:
    names = " ".join(f'"人名-{n} (甲)"@zh-hans' for n in range(20_000))
    assert len(small.query(f"SELECT ?n {{ VALUES ?n {{ {names} }} }}")) == 20_000


def test_many_rows_come_in_order() -> None:
    digits = " ".join(map(str, range(10)))
    blocks = " ".join(f"VALUES ?{name} {{ {digits} }}" for name in "abcde")
    result = Graph().query(f"SELECT ?n {{ {blocks} BIND(?a+10*?b+100*?c+1000*?d+10000*?e AS ?n) }} ORDER BY ?n")
    assert result.to_arrow()["n"].to_pylist() == list(range(100_000))
    assert "99,950 more rows" in result._repr_html_()


def test_graphs_and_yes_or_no(small: Graph) -> None:
    triples = small.query("CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a foaf:Person ; rdfs:label ?name }")
    assert isinstance(triples, zhengmai.Triples) and len(triples) == 3
    assert {triple.object.value for triple in triples} == {"侯津琪", "刘健", "陈志伟"}
    assert triples[0].object.language == "zh-hans"
    assert triples.to_arrow().column_names == ["subject", "predicate", "object", "datatype", "language"]
    assert len(triples.to_rdflib()) == 3
    assert small.query("ASK { ?p a foaf:Person }")
    assert not small.query("ASK { ?p a zm:Nothing }")
    assert small.query("DESCRIBE <https://w3id.org/zhengmai/id/person/410500/刘健>")


INJECTIONS = [
    '刘健" } UNION { ?official ?p ?o } #',
    '"@zh-hans } DELETE WHERE { ?s ?p ?o } #',
    "\\u0022 } ?x ?y ?z {",
    "刘健\n} SELECT * {",
    "}" * 50,
    "'; DROP TABLE person; --",
]


@pytest.mark.parametrize("value", INJECTIONS)
def test_no_value_is_read_as_sparql(small: Graph, value: str) -> None:
    before = small.fingerprint()
    assert len(small.query("posts-of-official", official=value)) == 0
    found = small.query('SELECT ?x { VALUES ?x { "" } }', x=value)
    assert [row.x for row in found] == [value], "it comes back as it was given"
    with pytest.raises(zhengmai.QueryError, match="is no iri"):
        small.query("SELECT ?x { VALUES ?x { zm:a } }", x=value)
    assert small.fingerprint() == before


def test_parameters_have_kinds(small: Graph) -> None:
    meetings = "SELECT ?m { VALUES ?day { '2000-01-01'^^xsd:date } ?m schema:startDate ?day }"
    assert len(small.query(meetings, day=datetime.date(2018, 5, 29))) == 1
    assert len(small.query(meetings, day=datetime.datetime(2018, 5, 29, 9))) == 1
    assert len(small.query(meetings, day="2018-05-29")) == 1
    assert small.query("SELECT ?n { VALUES ?n { 1 } }", n=2**40)[0].n == 2**40
    assert small.query("SELECT ?n { VALUES ?n { 1 } }", n=None)[0].n == 1
    for bad in (1.5, True, ["刘健"], b"x", object()):
        with pytest.raises(zhengmai.InputError, match="takes a string, a whole number or a date"):
            small.query("posts-of-official", official=bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "params", "message"),
    [
        ("SELECT * {", {}, "line 1, column"),
        ("posts-of-oficial", {}, "no query `posts-of-oficial`"),
        ("posts-of-official", {}, "needs `official`"),
        ("posts-of-official", {"officer": "刘健"}, "no parameter `officer`"),
        ("DELETE WHERE { ?s ?p ?o }", {}, "line 1"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", {}, "line 1"),
        ("", {}, "no query"),
        ("SELECT * { " + "{" * 100_000 + "}" * 100_000 + " }", {}, "nested"),
        ("SELECT * { ?s ?p ?o FILTER(" + "(" * 1_000_000 + "1" + ")" * 1_000_000 + ") }", {}, "nested"),
        ("SELECT * { {} " + "UNION {} " * 200_000 + "}", {}, "operators and clauses"),
        ("SELECT * { ?s ?p ?o FILTER(" + "?s = 1 || " * 200_000 + "true) }", {}, "operators"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 1_000_000 + "1) }", {}, "operators"),
        ("SELECT * { ?s " + "(" * 100_000 + "zm:a" + ")" * 100_000 + " ?o }", {}, "nested"),
    ],
)
def test_what_is_no_question_is_a_query_error(
    small: Graph, question: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(zhengmai.QueryError, match=message) as raised:
        small.query(question, **params)  # type: ignore[arg-type]
    assert isinstance(raised.value, ValueError)
    assert small.stats().articles == 1


def test_a_syntax_error_says_where(small: Graph) -> None:
    with pytest.raises(zhengmai.QueryError) as raised:
        small.query("SELECT ?x {\n  ?x ?y }")
    assert (raised.value.line, raised.value.column) == (2, 10)


def test_a_question_may_be_a_file(small: Graph, tmp_path: Path) -> None:
    file = tmp_path / "who.rq"
    file.write_text("SELECT ?p { ?p a foaf:Person }", encoding="utf-8")
    assert len(small.query(file)) == len(small.query(str(file))) == 3
    with pytest.raises(FileNotFoundError):
        small.query(tmp_path / "nothing.rq")


def test_every_named_query_answers_its_example(graph: Graph) -> None:
    for query in zhengmai.queries().values():
        params = {param.name: param.example for param in query.params if not param.optional}
        result = graph.query(query.name, **params)  # type: ignore[arg-type]
        assert set(result.columns) >= {name for name, _ in query.columns} or isinstance(
            result, zhengmai.Triples
        ), query.name


def test_profiles_have_evidence(graph: Graph) -> None:
    person = graph.person("侯津琪")
    assert person.kind == "official" and person.iri.endswith("person/410500/侯津琪")
    post = person.of("post")[0]
    assert post.evidence[0].marked and post.evidence[0].marked in post.evidence[0].text
    assert "侯津琪" in str(post.evidence[0]) and "[" in str(post.evidence[0])
    assert person == graph.person("id:person/410500/侯津琪") == graph.person(person.iri)
    assert "post" in person.properties and person.to_dict()["facts"]
    assert list(person.to_pandas().columns) == ["property", "value", "iri", "sentence", "source"]
    assert "侯津琪" in person._repr_html_() and "background" in person._repr_html_()
    assert graph.agency("安阳市住房和城乡建设局").kind == "agency"
    assert graph.document("河南省大气污染防治条例").kind == "document"
    assert graph.meeting("冬季清洁取暖暨散煤治理工作推进会").kind == "meeting"
    why = graph.why("id:document/河南省大气污染防治条例")
    assert why.kind == "document" and why.evidence[0].rule == "facts::documents"
    assert "河南省大气污染防治条例" in why._repr_html_()


def test_who_is_not_there_and_who_is_not_one(graph: Graph) -> None:
    for ask in (graph.person, graph.agency, graph.document, graph.meeting):
        with pytest.raises(zhengmai.NotFoundError, match="无此物"):
            ask("无此物")
    with pytest.raises(zhengmai.NotFoundError, match="no node"):
        graph.why("id:person/410500/无此人")
    with pytest.raises(LookupError):
        graph.why("no iri at all")
    with pytest.raises(LookupError):
        graph.timeline("无此物")
    with pytest.raises(LookupError):
        graph.path("侯津琪", "无此物")
    with pytest.raises(zhengmai.NotFoundError):
        graph.person("安阳市住房和城乡建设局")
    with pytest.raises(zhengmai.AmbiguousError, match="name one by its IRI") as raised:
        graph.agency("人民政府")
    assert len(raised.value.candidates) > 1 and raised.value.candidates[0][1] == "agency"
    assert graph.show("无此物") == [] and graph.show("") == []


def test_timelines_and_paths(graph: Graph) -> None:
    timeline = graph.timeline("侯津琪")
    assert {entry.property for entry in timeline.entries} >= {"in post"}
    assert list(timeline.to_pandas().columns) == ["date", "property", "value", "iri"]
    assert "侯津琪" in timeline._repr_html_()
    paths = graph.path("侯津琪", "刘健")
    assert paths.length == 2 and paths.paths[0].steps[0].start.label == "侯津琪"
    assert "刘健" in paths._repr_html_() and paths.to_dict()["count"] == paths.count
    assert graph.path("侯津琪", "刘健", max=1).length is None
    assert "no path" in graph.path("侯津琪", "刘健", max=0)._repr_html_()
    with pytest.raises(zhengmai.InputError):
        graph.path("侯津琪", "刘健", max=-1)


@pytest.mark.parametrize("view", _zhengmai.views())
@pytest.mark.parametrize("where", ["", "河南省"])
def test_networks_are_those_of_the_export(graph: Graph, tmp_path: Path, view: str, where: str) -> None:
    file = tmp_path / "g.graphml"
    exported = graph.export(file, view=view, where=where, metrics=True)
    read = networkx.read_graphml(file, force_multigraph=True)
    made = graph.to_networkx(view, where=where, metrics=True)
    assert exported.files == (file,)
    assert (exported.nodes, exported.edges) == (len(made), made.size())
    assert made.is_directed() == read.is_directed()
    assert dict(made.nodes(data=True)) == dict(read.nodes(data=True))

    def edges(g: networkx.Graph) -> list[str]:
        ends = ((*sorted(e[:2]), e[2]) if not g.is_directed() else e for e in g.edges(data=True))
        return sorted(repr((a, b, sorted(data.items()))) for a, b, data in ends)

    assert edges(made) == edges(read)
    other = graph.to_igraph(view, where=where, metrics=True)
    assert (other.vcount(), other.ecount(), other.is_directed()) == (len(made), made.size(), made.is_directed())
    assert set(other.vs["name"]) == set(made) if len(made) else True
    assert isinstance(other, igraph.Graph)


def test_the_measures_are_those_of_networkx(graph: Graph) -> None:
    made = graph.to_networkx("officials", metrics=True)
    assert type(made) is networkx.Graph
    ranks = networkx.pagerank(made, weight="weight", tol=1e-12, max_iter=1000)
    for node, data in made.nodes(data=True):
        assert data["degree"] == made.degree(node)
        assert data["pagerank"] == pytest.approx(ranks[node], abs=1e-6)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_has_every_statement(small: Graph) -> None:
    dataset = small.to_rdflib()
    rows = small.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), 'build')) } GROUP BY ?g")
    asked = dataset.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    [[count]] = asked  # type: ignore[misc]
    assert int(str(count)) == sum(row.n for row in rows)


@pytest.mark.parametrize("form", _zhengmai.formats())
def test_every_format_is_written(small: Graph, tmp_path: Path, form: tuple[str, str, str, bool]) -> None:
    name, ending, _, is_network = form
    file = tmp_path / f"graph.{ending}"
    done = small.export(str(file), name)
    assert done.edges > 0 and all(path.stat().st_size > 0 for path in done.files)
    assert (done.nodes > 0) == is_network
    if not is_network:
        with pytest.raises(zhengmai.InputError, match="every statement"):
            small.export(file, name, view="officials")


def test_exports_refuse_what_they_do_not_know(small: Graph, tmp_path: Path) -> None:
    with pytest.raises(zhengmai.InputError, match="no format ends like"):
        small.export(tmp_path / "graph.pdf")
    with pytest.raises(zhengmai.InputError, match="no format `pdf`"):
        small.export(tmp_path / "graph", "pdf")
    with pytest.raises(zhengmai.InputError, match="no view `friends`"):
        small.network("friends")
    with pytest.raises(zhengmai.InputError, match="no division"):
        small.network(where="乌有市")
    with pytest.raises(OSError, match="nowhere") as raised:
        small.export(tmp_path / "nowhere" / "graph.nq")
    assert isinstance(raised.value, FileNotFoundError)


def test_stores_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no store"):
        Graph.open(tmp_path / "nowhere")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("x")
    with pytest.raises(zhengmai.StoreError, match="no store of zhengmai"):
        Graph.open(tmp_path / "other")
    (tmp_path / "empty").mkdir()
    with pytest.raises(zhengmai.InputError, match="no article"):
        Graph.build(tmp_path / "empty")
    with pytest.raises(FileNotFoundError):
        Graph.build([SEEDS, "nowhere"])
    with pytest.raises(zhengmai.InputError):
        Graph.build([])


def test_threads_share_a_graph(graph: Graph) -> None:
    answers: list[int] = []

    def ask() -> None:
        answers.extend(len(graph.query("officials")) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1 and len(answers) == 20
