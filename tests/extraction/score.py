#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many of the facts of the gold files extraction finds, and how many of what it finds are there.

    score.py GOLD_FOLDER FACTS.jsonl [--type TYPE] [--document NAME] [--errors N]

A found fact counts if a gold fact of its type in the same document has like keys (facts.yml: `key`; words in common, F1
at least 0.8); one to one, the likest first. A value counts if its fact does and the gold fact has the same value in that
field, letters and digits alone compared. An education's keys are the person and whichever of degree and organization
both have.
"""
import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import yaml

ALIKE = 0.8
SCHEMA = Path(__file__).resolve().parents[2] / "ontology/facts.yml"


@lru_cache(maxsize=1 << 18)
def words(text):
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=1 << 20)
def likeness(a, b):
    """F1 of the words in common."""
    ours, theirs = Counter(words(a)), Counter(words(b))
    common = sum((ours & theirs).values())
    return 2 * common / (sum(ours.values()) + sum(theirs.values())) if common else 0.0


def kinship(found, gold, keys):
    """0 for different facts, else the more the liker."""
    if gold["type"] == "education":
        keys = keys + [f for f in ("degree", "organization") if f in found and f in gold]
        if len(keys) == 1:
            return 0.0
    likes = [likeness(str(found.get(k, "")), str(gold.get(k, ""))) for k in keys]
    if min(likes) < ALIKE:
        return 0.0
    same = sum((values(found, gold["type"]) & values(gold, gold["type"])).values())
    return sum(likes) / len(likes) + same / 100


def values(fact, kind):
    """The fact's values as (field, words), each with how often it stands there."""
    out = Counter()
    for field in FIELDS[kind]:
        value = fact.get(field)
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]:
            if one:
                out[field, words(str(one))] += 1
    return out


def align(found, gold, keys):
    pairs = sorted(((kinship(f, g, keys), -i, -j) for i, f in enumerate(found) for j, g in enumerate(gold)), reverse=True)
    left_f, left_g, out = set(range(len(found))), set(range(len(gold))), []
    for score, i, j in pairs:
        if score > 0 and -i in left_f and -j in left_g:
            left_f.remove(-i)
            left_g.remove(-j)
            out.append((found[-i], gold[-j]))
    return out, [found[i] for i in sorted(left_f)], [gold[j] for j in sorted(left_g)]


class Tally:
    """Of facts and of values: right, found, gold."""

    def __init__(self):
        self.facts, self.values = [0, 0, 0], [0, 0, 0]

    @staticmethod
    def f1(counts):
        right, found, gold = counts
        return 2 * right / (found + gold) if found + gold else 1.0

    def line(self, name):
        def part(counts):
            right, found, gold = counts
            return f"{right / found if found else 0:6.3f} {right / gold if gold else 0:6.3f} {self.f1(counts):6.3f}"
        return f"{name:32} {self.facts[2]:5} {self.facts[1]:5}  {part(self.facts)}   {part(self.values)}"


def score(gold_folder, lines, only_type=None, only_document=None, errors=0, write=print):
    """{"all": Tally, type: Tally, document: Tally}; prints up to `errors` facts that are not as they should be."""
    gold, found, tallies = defaultdict(list), defaultdict(list), defaultdict(Tally)
    for path in sorted(Path(gold_folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            gold[path.stem, fact["type"]].append(fact)
    documents = sorted({d for d, _ in gold})
    for line in lines:
        fact = json.loads(line)
        found[Path(fact.get("source", "")).stem, fact["type"]].append(fact)
    for document in documents:
        for kind, keys in KEYS.items():
            if (only_type or kind) != kind or (only_document or document) != document:
                continue
            pairs, spurious, missing = align(found[document, kind], gold[document, kind], keys)
            for name in ("all", kind, document):
                tally = tallies[name]
                for i, add in enumerate((len(pairs), len(pairs) + len(spurious), len(pairs) + len(missing))):
                    tally.facts[i] += add
            for one, other in pairs + [(f, None) for f in spurious] + [(None, g) for g in missing]:
                ours, theirs = values(one, kind) if one else Counter(), values(other, kind) if other else Counter()
                for name in ("all", kind, document):
                    for i, counter in enumerate((ours & theirs, ours, theirs)):
                        tallies[name].values[i] += sum(counter.values())
                if errors > 0 and ours != theirs:
                    errors -= 1
                    what = "differs" if one and other else "spurious" if one else "missing"
                    write(f"{document}: {what}: {json.dumps(other or one, ensure_ascii=False)}")
                    for sign, left in (("+", ours - theirs), ("-", theirs - ours)) if one and other else ():
                        for field, text in sorted(left):
                            write(f"    {sign} {field}: {' '.join(text)}")
    return tallies


def table(tallies):
    order = ["all", *KEYS]
    names = sorted(tallies, key=lambda n: (order.index(n) if n in order else len(order), n))
    return [f"{'':32} {'gold':>5} {'found':>5}  facts: P R F1          values: P R F1"] + [tallies[n].line(n) for n in names if any(tallies[n].facts)]


FACTS = {name: about for name, about in yaml.safe_load(SCHEMA.read_text(encoding="utf-8")).items() if not about.get("derived")}
KEYS = {name: [f for f, it in about["fields"].items() if it.get("key")] for name, about in FACTS.items()}
FIELDS = {name: list(about["fields"]) for name, about in FACTS.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("facts")
    parser.add_argument("--type")
    parser.add_argument("--document")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    lines = Path(arguments.facts).read_text(encoding="utf-8").splitlines()
    print(*table(score(arguments.gold, lines, arguments.type, arguments.document, arguments.errors)), sep="\n")


if __name__ == "__main__":
    main()
