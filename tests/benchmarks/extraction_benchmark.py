#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures `vitagraph extract` as a whole process and prints the tables of BENCHMARKS.md "Extraction": documents a second of one
core for text and PDF, beside `pdftotext` on the same PDFs and `sha256sum` on the same texts, the start of the program, and the share
of lines that a rule has understood.

    extraction_benchmark.py PROGRAM [ROUNDS] [CORPUS]       CORPUS: the folder with documents/ and unannotated/

Seconds are of the processor (user and system), the best of the rounds, since others may use the machine.
"""
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COPIES = 24  # of each text


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def extracting(program, *paths):
    return [program, "extract", "-j1", "--data", str(ROOT), "-o", "/dev/null", *map(str, paths)]


def speed(program, rounds, corpus, folder):
    texts = []
    for path in sorted((corpus / "documents").iterdir()):
        for copy in range(COPIES if path.suffix in (".txt", ".md") else 0):
            texts.append(folder / f"{path.stem}-{copy}{path.suffix}")
            shutil.copy(path, texts[-1])
    pdfs = sorted((corpus / "unannotated").glob("*.pdf"))
    empty = folder / "empty.txt"
    empty.write_text("")
    commands = {
        "start": extracting(program, empty),
        "text": extracting(program, *texts),
        "pdf": extracting(program, *pdfs),
        "sha256sum": ["sha256sum", *map(str, texts)],
        "pdftotext": ["bash", "-c", 'for f; do pdftotext -layout "$f" - >/dev/null; done', "pdftotext", *map(str, pdfs)],
    }
    best = {name: min(seconds(command) for _ in range(rounds)) for name, command in commands.items()}
    kilobytes = sum(path.stat().st_size for path in texts) / len(texts) / 1000
    print("| documents | number | seconds | documents/s | beside it | seconds |\n| --- | --- | --- | --- | --- | --- |")
    print(f"| text, Markdown ({kilobytes:.1f} kB each) | {len(texts)} | {best['text']:.2f} | {len(texts) / best['text']:.0f} | `sha256sum` | {best['sha256sum']:.2f} |")
    print(f"| PDF | {len(pdfs)} | {best['pdf']:.2f} | {len(pdfs) / best['pdf']:.1f} | `pdftotext -layout` | {best['pdftotext']:.2f} |")
    print(f"| an empty one: the start | 1 | {best['start']:.3f} | | | |")


def coverage(program, corpus):
    shares = {}
    for path in sorted((corpus / "unannotated").iterdir()):
        if path.suffix not in (".txt", ".md", ".html", ".pdf", ".bib"):
            continue
        run = subprocess.run([program, "extract", "--coverage", "--data", str(ROOT), str(path)], capture_output=True, check=True)
        share = re.findall(rb"([\d.]+) ?%", run.stdout.splitlines()[-1]) if run.stdout else []
        if share:
            shares.setdefault(path.suffix[1:], []).append(float(share[-1]))
    print("\n| format | documents | mean % | median % |\n| --- | --- | --- | --- |")
    everything = [share for some in shares.values() for share in some]
    for name, some in [*sorted(shares.items()), ("all", everything)]:
        print(f"| {name} | {len(some)} | {statistics.mean(some):.1f} | {statistics.median(some):.1f} |")


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    shared = Path(os.environ.get("VITAGRAPH_SHARED", ROOT.parent / "shared"))
    corpus = Path(sys.argv[3]) if len(sys.argv) > 3 else shared / "corpus"
    with tempfile.TemporaryDirectory() as folder:
        speed(program, rounds, corpus, Path(folder))
    coverage(program, corpus)


if __name__ == "__main__":
    main()
