#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the quality table of README.md: extraction and resolution measured on the annotated corpus beside the checkout.

    quality_table.py PROGRAM [--check]

Without the corpus (../shared) it says `skipped` and exits 77. With --check it changes nothing and fails where the README
says something else than the program now does.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import readme_block

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("VITAGRAPH_SHARED", ROOT.parent / "shared"))
SEEDS = ["lei-cv", "qu-homepage", "qu-seminar-flyer", "qu-talk", "xiao-cv"]


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True)


def f1(row):
    return row[2]


def measure(program, folder):
    corpus = SHARED / "corpus"
    facts, mentions = folder / "facts.jsonl", folder / "mentions.jsonl"
    run(program, "extract", corpus / "documents", "-o", facts, "-q")
    scores = json.loads(run(sys.executable, SHARED / "score/score.py", corpus / "gold", facts, "--json").stdout)
    mentions.write_text(run(program, "resolve", gold_as_facts(folder), "--mentions", "-q").stdout, encoding="utf-8")
    identity = run(sys.executable, SHARED / "score/identity.py", corpus / "identity.jsonl", mentions).stdout
    return scores, identity


def gold_as_facts(folder):
    """The gold facts with their documents' names: resolution is measured on facts as they should be."""
    out = folder / "gold.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for gold in sorted((SHARED / "corpus/gold").glob("*.jsonl")):
            for line in gold.read_text(encoding="utf-8").splitlines():
                file.write(json.dumps({**json.loads(line), "source": gold.stem + ".txt"}, ensure_ascii=False) + "\n")
    return out


def rows_of(scores, prefix, names=None):
    rows = []
    for key, value in sorted(scores.items()):
        kind, _, name = key.partition(":")
        if kind == prefix and (names is None or name in names):
            p, r, f = value["facts"]
            rows.append(f"| {name or 'all'} | {value['gold']} | {p:.2f} | {r:.2f} | {f:.2f} | {value['slots'][2]:.2f} |")
    return rows


def table(scores, identity):
    head = "| {} | gold facts | precision | recall | facts F1 | slots F1 |\n|---|---|---|---|---|---|\n"
    lines = [head.format("fact type") + "\n".join(rows_of(scores, "type") + [r.replace("| all |", "| **all** |") for r in rows_of(scores, "all")])]
    lines.append(head.format("document") + "\n".join(rows_of(scores, "doc")))
    kinds = ["| resolution of | pairwise precision | recall | B³ F1 |\n|---|---|---|---|"]
    for line in identity.splitlines():
        words = line.split()
        if words and words[0] in ("person", "organization", "venue", "publication", "ALL"):
            numbers = re.findall(r"\d\.\d{3}", line)
            kinds.append(f"| {words[0].replace('ALL', '**all**')} | {numbers[0]} | {numbers[1]} | {numbers[5]} |")
    lines.append("\n".join(kinds))
    return "\n\n".join(lines) + "\n"


def main():
    program, check = pathlib.Path(sys.argv[1]).resolve(), "--check" in sys.argv
    if not (SHARED / "corpus/gold").is_dir():
        print("skipped: no annotated corpus beside the checkout")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        text = table(*measure(program, pathlib.Path(folder)))
    return readme_block.replace({"quality": text}, "quality_table.py", check)


if __name__ == "__main__":
    sys.exit(main())
