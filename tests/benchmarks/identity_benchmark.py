#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`vitagraph resolve` on a public set of ambiguous author names, beside baselines: pairwise and B3 precision, recall, F1.

    identity_benchmark.py DATA PROGRAM...

DATA is the folder of the set of Qian et al. 2015 ("DBLP AND"; xujunrt/Author-Disambiguation, dblp_xml): one XML file for each
name, each publication labelled with the author meant. Every publication becomes a document of its own, so that nothing but
names, coauthors, titles, venues and years is known. Names are split by a hash into a part to tune on and a part held out.
Several programs (builds with other weights) are rows of one table. Mentions are compared over all names, so that "Amit
Gupta" and "Ajay Gupta" are a pair too."""
import hashlib
import html
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path


def field(name, text):
    found = re.search(rf"<{name}>(.*?)</{name}>", text, re.S)
    return html.unescape(html.unescape(found[1])).strip() if found else ""


def publications(folder):
    """(name, number, gold, fact) of each; three files of the set are not well-formed XML, hence no XML parser."""
    for path in sorted(folder.glob("*.xml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        name = field("FullName", text) or path.stem.replace("_", " ")
        for number, one in enumerate(re.findall(r"<publication>(.*?)</publication>", text, re.S)):
            source = f"{path.stem}/{number}.txt"
            others = [a.strip().title() for a in field("authors", one).split(",") if a.strip() and a.strip() != "null"]
            fact = {"type": "publication", "title": field("title", one) or "untitled", "authors": [name] + others, "source": source}
            if field("jconf", one) not in ("", "null"):
                fact["venue"] = field("jconf", one)
            if re.fullmatch(r"\d{4}", field("year", one)):
                fact["year"] = field("year", one)
            yield name, source, f"{path.stem}#{field('label', one)}", fact


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def first_initial(name):
    words = folded(name).split()
    return f"{words[-1]} {words[0][0]}"


def resolved(program, facts, folder, kind="person"):
    path = Path(folder, "facts.jsonl")
    path.write_text("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts), encoding="utf-8")
    lines = subprocess.run([program, "resolve", "--data", str(Path(__file__).resolve().parents[2]), "--mentions", "-q", str(path)], stdout=subprocess.PIPE, check=True, text=True).stdout
    out = {}
    for line in lines.splitlines():
        one = json.loads(line)
        if one["kind"] == kind:
            out[one["source"], one["name"]] = one["entity"]
    return out


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts)


def scores(gold, found):
    both = Counter(zip(gold, found))
    by_gold, by_found = Counter(gold), Counter(found)
    together = pairs(both.values())
    precision = together / max(1, pairs(by_found.values()))
    recall = together / max(1, pairs(by_gold.values()))
    b_precision = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    b_recall = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)

    def f1(p, r):
        return 2 * p * r / (p + r) if p + r else 0
    return precision, recall, f1(precision, recall), b_precision, b_recall, f1(b_precision, b_recall)


def main():
    data, programs = Path(sys.argv[1]), sys.argv[2:]
    items = list(publications(data))
    answers = {"first initial and family name": [first_initial(name) for name, *_ in items],
               "full name": [folded(name) for name, *_ in items]}
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            entities = resolved(program, [fact for *_, fact in items], folder)
            answers[Path(program).parent.name + "/" + Path(program).name if len(programs) > 1 else "vitagraph resolve"] = [
                entities.get((source, " ".join(name.split())), f"missing {source}") for name, source, *_ in items]
    gold = [label for _, _, label, _ in items]
    part = [int(hashlib.sha256(folded(name).encode()).hexdigest(), 16) % 2 for name, *_ in items]
    print("| names | answer | pair P | pair R | pair F1 | B3 P | B3 R | B3 F1 |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    for number, title in enumerate(("tuned on", "held out")):
        mine = [i for i, p in enumerate(part) if p == number]
        names = len({items[i][0] for i in mine})
        for answer, found in answers.items():
            row = scores([gold[i] for i in mine], [found[i] for i in mine])
            print(f"| {title} ({names} names, {len(mine)} mentions) | {answer} | " + " | ".join(f"{x:.3f}" for x in row) + " |")
    missing = sum(1 for entity in answers.get("vitagraph resolve", []) if entity.startswith("missing"))
    if missing:
        print(f"{missing} mentions were not found in the answer", file=sys.stderr)


if __name__ == "__main__":
    main()
