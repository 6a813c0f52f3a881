"""Sets the validator beside pySHACL: `validate.py ZHENGMAI SEEDS`.

The graph of the seeds conforms, and a part of it, some nodes of each class, in both: pySHACL is not
fast. Then every constraint of ontology/shapes.ttl is broken once in that part: mutants are made from
the shapes, as many faults to a graph as there are nodes to break, and both must report the same
focus nodes, paths, values and constraint components, and each seeded fault.
"""
import logging
import pathlib
import subprocess
import sys
import tempfile
import warnings

import pyshacl
import rdflib
from rdflib import BNode, Literal, RDF, URIRef, XSD
from rdflib.namespace import SH, SKOS

# Ill-formed literals are seeded on purpose.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="rdflib")

SHAPES = pathlib.Path(__file__).parent.parent / "ontology/shapes.ttl"
ZM = rdflib.Namespace("https://w3id.org/zhengmai/ontology#")
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
SCHEMA = rdflib.Namespace("http://schema.org/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
NOWHERE = URIRef("https://w3id.org/zhengmai/id/nowhere")


def check(truth, fault):
    if not truth:
        sys.exit(f"tests/validate.py: {fault}")


def part_of(whole, most=14):
    """A part of a graph: some nodes of each class, and all that they lead to."""
    start = set()
    for kind in sorted(set(whole.objects(None, RDF.type))):
        start |= set(sorted(whole.subjects(RDF.type, kind))[:most])
    part, todo, seen = rdflib.Graph(), list(start), set(start)
    while todo:
        node = todo.pop()
        for triple in whole.triples((node, None, None)):
            part.add(triple)
            for other in (triple[2], URIRef(str(triple[2]).split("#char=")[0])):
                if isinstance(triple[2], URIRef) and other not in seen:
                    seen.add(other)
                    todo.append(other)
    return part


def ours(program, path):
    done = subprocess.run([program, "-q", "validate", "--rdf", path, "--shapes", SHAPES, "-f", "turtle"], stdout=subprocess.PIPE)
    check(done.returncode in (0, 1), f"validate ends with {done.returncode}")
    return results(rdflib.Graph().parse(data=done.stdout, format="turtle")), done.returncode


def theirs(graph, shapes):
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=True, inference="none")
    return results(report)


def results(report):
    found = set()
    top = set(report.objects(None, SH.result))
    for result in top:
        one = lambda p: report.value(result, p)
        value = one(SH.value)
        source = one(SH.sourceShape)
        found.add((one(SH.focusNode), one(SH.resultPath), value, one(SH.sourceConstraintComponent),
                   one(SH.resultSeverity), None if isinstance(source, BNode) else source))
    return found


def wrong(shapes, graph, shape, parameter, value, node, path):
    """Changes that break one constraint on a node, as (remove, add); none where it has no way."""
    had = list(graph.objects(node, path)) if path is not None else [node]
    first = sorted(had, key=str)[0] if had else None
    swap = lambda new: ([(node, path, first)] if first is not None else [], [(node, path, new)])
    name = str(parameter).removeprefix(str(SH))
    if path is None:
        if name in ("pattern", "nodeKind", "datatype"):
            return None
        if name == "closed":
            return [], [(node, URIRef("http://example.org/unknown"), Literal("x"))]
        if name == "or":
            return [(node, p, o) for p in (SCHEMA.value, ZM.changeValue) for o in graph.objects(node, p)], []
        return None
    if name == "minCount":
        return ([(node, path, o) for o in sorted(had)[int(value) - 1:]], []) if had else None
    if name == "maxCount":
        extra = {SCHEMA.startDate: Literal("1999-01-01", datatype=XSD.date)}.get(path)
        other = next((o for o in sorted(graph.objects(None, path)) if o not in had), None)
        return ([], [(node, path, extra if extra is not None else other or Literal(99))]) if had else None
    if name in ("class", "nodeKind", "node", "or", "in", "hasValue", "qualifiedValueShape"):
        if name == "qualifiedValueShape":
            return [(node, path, ZM.attend)], [(node, path, ZM.speak)]
        return swap(Literal("x") if name in ("nodeKind", "node") else NOWHERE)
    if name == "datatype":
        return swap(Literal(5) if value == XSD.string else Literal("x"))
    if name == "pattern":
        return swap(URIRef("https://w3id.org/zhengmai/id/article/none") if isinstance(first, URIRef) else Literal("x"))
    if name == "minLength":
        return swap(Literal("", lang="zh") if value and isinstance(first, Literal) and first.language else Literal(""))
    if name == "languageIn":
        return swap(Literal("x", lang="en"))
    if name == "minInclusive":
        return swap(Literal("-1", datatype=XSD.decimal if path in (ZM.score, ZM.confidence) else XSD.integer))
    if name == "maxInclusive":
        return swap(Literal("1.5", datatype=XSD.decimal))
    if name == "lessThan":
        late = URIRef("http://data.europa.eu/eli/ontology#date_no_longer_in_force")
        return [], [(node, path, o) for o in graph.objects(node, late)] or [(node, path, Literal("2030-01-01", datatype=XSD.date)), (node, late, Literal("2020-01-01", datatype=XSD.date))]
    if name == "disjoint":
        return [], [(node, path, node), (node, value, node)]
    return None


def faults(shapes, graph):
    """For every constraint on a target's node or property: (shape, path, parameter, nodes, change)."""
    kinds = {SH.minCount, SH.maxCount, SH["class"], SH.nodeKind, SH.node, SH["or"], SH["in"], SH.datatype, SH.pattern,
             SH.minLength, SH.languageIn, SH.minInclusive, SH.maxInclusive, SH.lessThan, SH.disjoint, SH.closed,
             SH.qualifiedValueShape}
    for shape in sorted(set(shapes.subjects(RDF.type, SH.NodeShape))):
        nodes = set()
        for target in shapes.objects(shape, SH.targetClass):
            nodes |= set(graph.subjects(RDF.type, target))
        for target in shapes.objects(shape, SH.targetSubjectsOf):
            nodes |= set(graph.subjects(target, None))
        for target in shapes.objects(shape, SH.targetObjectsOf):
            nodes |= set(graph.objects(None, target))
        if not nodes:
            continue
        places = [(None, shape)] + sorted((shapes.value(p, SH.path), p) for p in shapes.objects(shape, SH.property))
        for path, where in places:
            for parameter, value in sorted(shapes.predicate_objects(where)):
                # A node without the property that makes it a target is no target.
                aimed = parameter == SH.minCount and (shape, SH.targetSubjectsOf, path) in shapes
                if parameter in kinds and not aimed:
                    yield shape, path, parameter, value, sorted(nodes)


COMPONENTS = {"qualifiedValueShape": "QualifiedMinCount"}


def component(parameter):
    name = str(parameter).removeprefix(str(SH))
    name = COMPONENTS.get(name, name[0].upper() + name[1:])
    return SH[name + "ConstraintComponent"]


def by_hand(graph):
    """Faults for SPARQL constraints and ill-formed values: (what, remove, add, focus, component)."""
    first = lambda kind, *having: next(n for n in sorted(graph.subjects(RDF.type, kind)) if all(graph.value(n, p) for p in having))
    sparql = SH.SPARQLConstraintComponent
    meetings = sorted(graph.subjects(RDF.type, ZM.Meeting))
    persons = sorted(graph.subjects(RDF.type, URIRef("http://xmlns.com/foaf/0.1/Person")))
    tenures = sorted(graph.subjects(RDF.type, ORG.Membership))
    directive, deadline = first(ZM.Directive), first(ZM.Deadline)
    evidence = lambda n: sorted(graph.objects(n, ZM.evidence))[0]
    article = lambda n: str(evidence(n)).split("#")[0]
    place = lambda n, span: [(n, ZM.evidence, URIRef(f"{article(n)}#char={span}"))]
    for what, node, span in (("beyond the text", meetings[0], "3,999999"), ("empty", meetings[1], "9,9"),
                             ("backwards", meetings[2], "12,3")):
        yield f"evidence {what}", [], place(node, span), node, sparql
    nowhere = URIRef("https://w3id.org/zhengmai/id/article/0000000000000000#char=1,2")
    yield "evidence in no article", [], [(meetings[3], ZM.evidence, nowhere)], meetings[3], sparql
    yield "another's name", [], place(persons[0], "0,1"), persons[0], sparql
    yield "other words", [], place(directive, "0,2"), directive, sparql
    day = lambda text: Literal(text, datatype=XSD.date)
    clear = [(deadline, p, o) for p in (ZM.deadlineStart, ZM.deadlineEnd) for o in graph.objects(deadline, p)]
    yield "ends before it begins", clear, [(deadline, ZM.deadlineStart, day("2022-05-01")), (deadline, ZM.deadlineEnd, day("2022-04-01"))], deadline, sparql
    post = graph.value(tenures[0], ZM.post)
    other = next(p for p in sorted(graph.subjects(RDF.type, ORG.Post)) if graph.value(p, ORG.postIn) != graph.value(post, ORG.postIn))
    yield "post elsewhere", [(tenures[0], ZM.post, post)], [(tenures[0], ZM.post, other)], tenures[0], sparql
    part = first(ZM.Participation, ZM.inCapacity)
    stranger = next(t for t in tenures if graph.value(t, ORG.member) != graph.value(part, PROV.agent))
    yield "another's tenure", [], [(part, ZM.inCapacity, stranger)], part, sparql
    dates = [Literal("2018-02-30", datatype=XSD.date), Literal("--13-01", datatype=XSD.gMonthDay),
             Literal("2018-13", datatype=XSD.gYearMonth), Literal("18", datatype=XSD.gYear), Literal("2018-05-29")]
    for i, date in enumerate(dates):
        yield f"the day {date}", [], [(tenures[i + 1], ZM.observedOn, date)], tenures[i + 1], SH.NodeConstraintComponent
    person, text = URIRef("http://xmlns.com/foaf/0.1/Person"), URIRef("http://data.europa.eu/eli/ontology#LegalExpression")
    for node, kind in (("agency/420200/", ORG.FormalOrganization), ("division/41", SCHEMA.AdministrativeArea), ("x", SKOS.Concept),
                       ("person/x", person), ("article/x", SCHEMA.NewsArticle), ("meeting/x", ZM.Meeting),
                       ("y", SCHEMA.Place), ("document/x", text)):
        node = URIRef(f"https://w3id.org/zhengmai/id/{node}")
        yield f"the IRI {node}", [], [(node, RDF.type, kind)], node, SH.PatternConstraintComponent


def compare(program, folder, shapes, graph, expected, what):
    path = folder / "mutant.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    mine, code = ours(program, path)
    other = theirs(graph, shapes)
    for name, more in (("zhengmai", mine - other), ("pySHACL", other - mine)):
        lines = "\n  ".join(str(tuple(map(str, r))) for r in sorted(more, key=str)[:5])
        check(not more, f"{what}: {len(more)} results of {name} alone:\n  {lines}")
    keys = {(r[0], r[3]) for r in mine}
    for name, focus, kind in expected:
        check((focus, kind) in keys, f"{what}: {name} on {focus} is not found")
    violations = any(r[4] == SH.Violation for r in mine)
    check(code == (1 if violations else 0), f"{what}: exit code {code}")
    return len(mine)


def main(program, seeds):
    shapes = rdflib.Graph().parse(SHAPES)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([program, "-q", "export", "--from", seeds, "-o", folder / "seeds.ttl"], check=True)
        seeds = rdflib.Graph().parse(folder / "seeds.ttl")
        found, _ = ours(program, folder / "seeds.ttl")
        check(not found, "the seeds are not sound")
        sound = part_of(seeds)
        check(compare(program, folder, shapes, sound, [], "a part of the seeds") == 0, "a part of the seeds is not sound")

        rounds, skipped = [], []
        def place(name, remove, add, focus, kind):
            touched = {t[0] for t in remove + add}
            for round in rounds:
                if not touched & round["touched"] and not set(remove) & round["needed"]:
                    break
            else:
                round = {"touched": set(), "needed": set(), "graph": rdflib.Graph() + sound, "expected": []}
                rounds.append(round)
            round["touched"] |= touched
            for triple in remove:
                round["graph"].remove(triple)
            for triple in add:
                round["graph"].add(triple)
            round["expected"].append((name, focus, kind))

        used = {}
        for shape, path, parameter, value, nodes in faults(shapes, sound):
            name = f"{shape.split('#')[-1]} {path} {parameter.split('#')[-1]}"
            at = used.get(shape, 0)
            for i in range(len(nodes)):
                node = nodes[(at + i) % len(nodes)]
                change = wrong(shapes, sound, shape, parameter, value, node, path)
                if change and (change[0] or change[1]):
                    used[shape] = at + i + 1
                    place(name, *change, node, component(parameter))
                    break
            else:
                skipped.append(name)
        for name, remove, add, focus, kind in by_hand(sound):
            place(name, remove, add, focus, kind)
        found = 0
        for i, round in enumerate(rounds):
            found += compare(program, folder, shapes, round["graph"], round["expected"], f"mutant {i + 1}")
        seeded = sum(len(round["expected"]) for round in rounds)
    print(f"SHACL: the seeds ({len(seeds)} triples) are sound; {seeded} faults in {len(rounds)} mutants: "
          f"{found} results, the same in pySHACL ({len(skipped)} constraints without a node to break: {', '.join(skipped) or 'none'})")


main(*sys.argv[1:])
