"""What a growing store costs: `growth.py ZHENGMAI MEASURE [--corpus JSONL] [--scales 1/16,1/4,1,8] [--write DOC] [--smoke]`.

Builds stores of articles at several sizes, again with nothing changed, and with one article
changed; asks every named query of each; runs general tools on the same statements. Prints a
table, and with --write puts it into a document between its markers. MEASURE is the example
`measure`, which times queries within one process. --smoke does all on a few articles and checks
the answers alone.

Sizes below 1 are every nth article. Above 1, and without a corpus, articles are varied: persons
get other names of the tables of data/, cities and counties others of their kind, days are moved.
The same arguments give the same articles.
"""
import argparse
import collections
import datetime
import fractions
import gzip
import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent
BEGIN, END = "<!-- growth: begin -->", "<!-- growth: end -->"
# So many characters of varied seeds are one size: those of the broadcast that is measured too.
CHARACTERS = 10_300_000


def main():
    options = parsed()
    with tempfile.TemporaryDirectory(prefix="zhengmai-growth-", dir=options.work) as folder:
        bench = Bench(options, pathlib.Path(folder))
        base = bench.base()
        for scale in options.scales:
            bench.size(base, scale)
        peers = [] if options.smoke else bench.peers(options.peers_at)
    report = table(options, bench.results, peers)
    print(report)
    if options.write:
        write(options.write, report)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("zhengmai")
    parser.add_argument("measure")
    parser.add_argument("--corpus", help="articles as JSON Lines, gzipped or not; default: varied seeds")
    parser.add_argument("--scales", default="1/16,1/4,1,8", type=lambda text: [fractions.Fraction(s) for s in text.split(",")])
    parser.add_argument("--peers-at", default="1/16", type=fractions.Fraction)
    parser.add_argument("--rounds", default=3, type=int, help="how often each query is asked with each value")
    parser.add_argument("--work", help="folder for stores")
    parser.add_argument("--write", help="document with markers")
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    if options.smoke:
        options.scales, options.rounds = [fractions.Fraction(1)], 1
    return options


def check(truth, fault):
    if not truth:
        sys.exit(f"benches/growth.py: {fault}")


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder, self.results = options, folder, []

    def base(self):
        """The articles of size 1."""
        if self.options.corpus:
            path = self.options.corpus
            opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
            with opened as lines:
                return [json.loads(line) for line in lines if line.strip()]
        seeds = self.folder / "seeds.jsonl"
        with open(seeds, "wb") as out:
            subprocess.run([self.options.zhengmai, "extract", ROOT / "seeds", "--format", "jsonl", "-q"], stdout=out, check=True)
        read = [json.loads(line) for line in open(seeds, encoding="utf-8")]
        wanted = 40_000 if self.options.smoke else CHARACTERS
        return self.varied(read, wanted)

    def varied(self, articles, characters):
        """Articles varied until there are so many characters."""
        records = self.records(articles)
        vary = Variation()
        made, number = [], 0
        while characters > 0:
            number += 1
            for record in records:
                made.append(vary(record, number))
                characters -= len(record["text"])
                if characters <= 0:
                    break
        return made

    def records(self, articles):
        """What is read of articles: their persons are renamed."""
        path, read = self.folder / "base.jsonl", self.folder / "records.jsonl"
        put(path, articles)
        with open(read, "wb") as out:
            subprocess.run([self.options.zhengmai, "extract", path, "--format", "jsonl", "-q"], stdout=out, check=True)
        return [json.loads(line) for line in open(read, encoding="utf-8")]

    def size(self, base, scale):
        """Builds, builds again, changes one article, asks; notes what it took."""
        if scale < 1:
            articles = base[:: scale.denominator]
        else:
            characters = sum(len(article["text"]) for article in base) * (scale - 1)
            articles = base + (self.varied(base, characters) if characters else [])
        path, store = self.folder / "articles.jsonl", self.folder / f"store-{scale.numerator}-{scale.denominator}"
        put(path, articles)
        result = {"scale": scale, "articles": len(articles), "characters": sum(len(a["text"]) for a in articles), "load": os.getloadavg()[0]}
        put(self.folder / "one.jsonl", articles[:1])
        result["fixed"] = self.timed("build", self.folder / "one.jsonl", "--store", self.folder / "one", "-q")
        shutil.rmtree(self.folder / "one")
        result["build"] = self.timed("build", path, "--store", store, "-q")
        result["bytes"] = sum(f.stat().st_size for f in store.rglob("*") if f.is_file())
        before = self.stats(store)
        # Texts that varying leaves alike are one article.
        result["triples"], result["kept"] = before["triples"], before["articles"]
        result["again"] = self.timed("build", path, "--store", store, "-q")
        check(self.stats(store) == before, "a build with nothing changed has changed the store")
        changed = dict(articles[0], text=articles[0]["text"] + "\n更正。", url="https://news.example.org/growth/1")
        put(self.folder / "changed.jsonl", [dict(articles[0], url=changed["url"])])
        self.timed("build", self.folder / "changed.jsonl", "--store", store, "-q")
        put(self.folder / "changed.jsonl", [changed])
        result["changed"] = self.timed("build", self.folder / "changed.jsonl", "--store", store, "-q")
        check(self.stats(store)["articles"] == before["articles"] + 1, "the changed article is not in the store")
        result["queries"] = self.queries(store)
        if self.options.smoke:
            asked = {name for name, (_, rows, *_) in result["queries"].items() if rows}
            check({"chairs", "officials", "posts-of-official", "attendance", "article-graph"} <= asked, f"questions without an answer; answered: {sorted(asked)}")
            check(before["articles"] == len({a["text"] for a in articles}), "articles are missing")
        graphml = self.folder / "graph.graphml"
        result["graphml"] = self.timed("export", "--store", store, "-o", graphml, "--view", "full", "-q")
        graphml.unlink()
        if scale != self.options.peers_at:
            shutil.rmtree(store)
        self.results.append(result)
        print(f"size {scale}: {result}", file=sys.stderr)

    def timed(self, *arguments, program=None):
        """Wall and CPU seconds and the peak of memory in MB of a process."""
        command = [program or self.options.zhengmai, *map(str, arguments)]
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        check(process.returncode == 0, f"{command} ended with {process.returncode}")
        return {"wall": time.monotonic() - started, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}

    def stats(self, store):
        out = subprocess.run([self.options.zhengmai, "stats", "--store", store, "--json"], stdout=subprocess.PIPE, check=True)
        return json.loads(out.stdout)

    def queries(self, store):
        """By name: kind, rows, median and 95th percentile in milliseconds."""
        out = subprocess.run([self.options.measure, "queries", store, str(self.options.rounds)], stdout=subprocess.PIPE, check=True, text=True)
        rows = (line.split("\t") for line in out.stdout.splitlines())
        return {name: (kind, int(count), float(median), float(late)) for name, kind, count, median, late in rows}

    def peers(self, scale):
        """General tools on the statements of one size: (what, seconds of CPU, of wall, MB)."""
        store = self.folder / f"store-{scale.numerator}-{scale.denominator}"
        check(store.is_dir(), "the peers' size is not among the scales")
        quads, graphml = self.folder / "peers.nq", self.folder / "peers.graphml"
        found = [("zhengmai export --format nquads", self.timed("export", "--store", store, "--format", "nquads", "-o", quads, "-q"))]
        found.append(("zhengmai export --format graphml --view full", self.timed("export", "--store", store, "-o", graphml, "--view", "full", "-q")))
        found.append(("Oxigraph, bulk load of the N-Quads", self.timed("load", quads, self.folder / "peer", program=self.options.measure)))
        python = [sys.executable, "-c"]
        for what, code in PEERS:
            found.append((what, self.timed(python[1], code, quads, graphml, program=python[0])))
        return found


PEERS = [
    ("rdflib, load of the N-Quads", "import sys,rdflib; d=rdflib.Dataset(); d.parse(sys.argv[1],format='nquads'); assert len(d)"),
    (
        "rdflib, load and one query (meetings by date)",
        "import sys,rdflib; d=rdflib.Dataset(default_union=True); d.parse(sys.argv[1],format='nquads');"
        "assert len(list(d.query('SELECT ?m ?d { ?m a <https://w3id.org/zhengmai/ontology#Meeting> ; <http://schema.org/startDate> ?d } ORDER BY ?d')))",
    ),
    ("networkx, read the GraphML", "import sys,networkx as n; assert len(n.read_graphml(sys.argv[2]))"),
    ("networkx, read and write the GraphML", "import sys,networkx as n; n.write_graphml(n.read_graphml(sys.argv[2]),sys.argv[2]+'.again')"),
]


class Variation:
    """Other names, places and days for an article, by its number and a hash of the old ones."""

    def __init__(self):
        surnames = [row["surname"] for row in rows("surnames.tsv") if row["kind"] == "single"][:120]
        self.surnames, self.given = surnames, [row["character"] for row in rows("given_names.tsv")][:400]
        kinds = collections.defaultdict(list)
        for row in rows("divisions.tsv"):
            if row["level"] not in ("state", "province") and len(row["name"]) > 2:
                kinds[row["level"], row["name"][-1]].append(row["name"])
        self.other = {name: names for names in kinds.values() for name in names}
        self.division = re.compile("|".join(map(re.escape, sorted(self.other, key=lambda name: -len(name)))))

    def __call__(self, record, number):
        text = record["text"]
        names = {person["name"]: self.name(person["name"], number) for person in record.get("persons", [])}
        if names:
            longest = sorted(names, key=lambda name: -len(name))
            text = re.sub("|".join(map(re.escape, longest)), lambda found: names[found[0]], text)
        text = self.division.sub(lambda found: pick(self.other[found[0]], found[0], number), text)
        text = re.sub(r"(?<=月)(\d{1,2})(?=日)", lambda found: str((int(found[1]) + number - 1) % 28 + 1), text)
        made = {"id": f"{record['id']}-{number}", "text": text}
        if published := record.get("published"):
            try:
                made["published"] = (datetime.date.fromisoformat(published[:10]) + datetime.timedelta(days=number)).isoformat()
            except ValueError:
                made["published"] = published
        return made

    def name(self, old, number):
        return "".join(pick(values, old + place, number) for place, values in (("姓", self.surnames), ("名", self.given), ("字", self.given)))


def pick(values, key, number):
    digest = hashlib.blake2b(f"{key}/{number}".encode(), digest_size=8).digest()
    return values[int.from_bytes(digest, "big") % len(values)]


def rows(table):
    with open(ROOT / "data" / table, encoding="utf-8") as file:
        head = file.readline().rstrip("\n").split("\t")
        for line in file:
            yield dict(zip(head, line.rstrip("\n").split("\t")))


def put(path, articles):
    keys = ("id", "published", "title", "url", "text")
    with open(path, "w", encoding="utf-8") as out:
        for article in articles:
            out.write(json.dumps({key: article[key] for key in keys if article.get(key)}, ensure_ascii=False) + "\n")


def table(options, results, peers):
    corpus = "the articles named by `--corpus`" if options.corpus else "varied articles of seeds/"
    lines = [
        f"Measured on {datetime.date.today()} with {corpus}, on {machine()}; each once.",
        "",
        "| | " + " | ".join(f"{result['scale']}×" for result in results) + " |",
        "| --- |" + " ---: |" * len(results),
    ]

    def line(what, value):
        lines.append(f"| {what} | " + " | ".join(value(result) for result in results) + " |")

    def late(result, kind):
        worst = max((late, name) for name, (k, _, _, late) in result["queries"].items() if k == kind)
        middle = statistics.median(late for k, _, _, late in result["queries"].values() if k == kind)
        return f"{middle:.1f}; {worst[0]:.0f} ({worst[1]})"

    line("articles; of different texts", lambda r: f"{r['articles']:,}; {r['kept']:,}")
    line("characters, millions", lambda r: f"{r['characters'] / 1e6:.2f}")
    line("load of the machine before", lambda r: f"{r['load']:.1f}")
    line("build, wall clock, s", lambda r: f"{r['build']['wall']:.1f}")
    line("build, CPU, s", lambda r: f"{r['build']['cpu']:.1f}")
    line("build, CPU an article less that of one article alone, ms", lambda r: f"{(r['build']['cpu'] - r['fixed']['cpu']) / max(r['kept'] - 1, 1) * 1000:.2f}")
    line("build, peak of memory, MB", lambda r: f"{r['build']['peak']:.0f}")
    line("triples, thousands", lambda r: f"{r['triples'] / 1000:.0f}")
    line("store, bytes an article", lambda r: f"{r['bytes'] / r['kept']:,.0f}")
    line("nothing changed, wall clock; CPU, s", lambda r: f"{r['again']['wall']:.2f}; {r['again']['cpu']:.2f}")
    line("one article changed, wall clock; CPU, s", lambda r: f"{r['changed']['wall']:.2f}; {r['changed']['cpu']:.2f}")
    line("queries that select, p95 in ms: median; worst", lambda r: late(r, "select"))
    line("queries that scan, p95 in ms: median; worst", lambda r: late(r, "scan"))
    line("export to GraphML, CPU, s; peak, MB", lambda r: f"{r['graphml']['cpu']:.1f}; {r['graphml']['peak']:.0f}")
    largest = results[-1]
    lines += ["", f"Named queries at {largest['scale']}×, ms:", "", "| query | kind | p50 | p95 |", "| --- | --- | ---: | ---: |"]
    lines += [f"| {name} | {kind} | {median:.1f} | {late:.1f} |" for name, (kind, _, median, late) in sorted(largest["queries"].items())]
    if peers:
        lines += ["", f"The same statements in general tools, at {options.peers_at}×:", "", "| | wall, s | CPU, s | peak, MB |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {what} | {took['wall']:.1f} | {took['cpu']:.1f} | {took['peak']:.0f} |" for what, took in peers]
    return "\n".join(lines)


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{model} ({os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()})"


def write(path, report):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    check(BEGIN in text and END in text, f"{path} has no markers")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    pathlib.Path(path).write_text(f"{head}{BEGIN}\n{report}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
