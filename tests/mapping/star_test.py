#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The RML-star suite. Its results are N-Triples-star, where a statement is the subject or object of another; RDF 1.2 has no such
statements. They are read as Turtle 1.2 reads `<< s p o >>`: a node that reifies the triple term `<<( s p o )>>`, one node for one
triple, since one quoted statement was one term. What the program writes as N-Quads, N-Triples and Turtle of RDF 1.2 must be the same
graph. Skipped (77) where the suite is not at hand.

    star_test.py PROGRAM SOURCE_FOLDER [--table]
"""
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from suites import find_suites
from triple_terms import graph

FEWEST = 18  # cases of the suite; fewer were not read, or are not all here
PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


def in_lines(folder, name):
    """What is written, as N-Triples 1.2. Serd reads no triple terms, which stand in Turtle as they do in N-Triples."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    if not name.endswith(".ttl"):
        return "".join(lines)
    (folder / "plain.ttl").write_text("".join(line for line in lines if "<<(" not in line), encoding="utf-8")
    read = subprocess.run(["serdi", "-i", "turtle", "-o", "ntriples", "plain.ttl"], cwd=folder, stdout=subprocess.PIPE, encoding="utf-8")
    if read.returncode != 0:
        raise ValueError("serdi cannot read it")
    return read.stdout + "".join(line for line in lines if "<<(" in line)


def main():
    suites = find_suites(SOURCE, "rml-star/cases.tsv")
    if suites is None:
        print("the suite is not here")
        return 77
    sys.path.insert(0, str(suites / "tools"))
    import nqcmp
    passed, bad = {"false": 0, "true": 0}, 0
    rows = list(csv.DictReader((suites / "rml-star/cases.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    if len(rows) < FEWEST:
        print(f"cases.tsv has {len(rows)} of {FEWEST} cases")
        return 1
    for row in rows:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch) / "case"
            shutil.copytree(suites / "rml-star" / row["case"], folder)
            wrong = ""
            for name in ("out.nq", "out.nt", "out.ttl"):
                done = subprocess.run([PROGRAM, "map", "mapping.ttl", "-o", name, "-q"], cwd=folder, stderr=subprocess.PIPE, encoding="utf-8")
                if row["error_expected"] == "true":
                    wrong = "" if done.returncode == 2 and not (folder / name).exists() else "no error"
                elif done.returncode != 0:
                    wrong = done.stderr.split("\n")[0]
                else:
                    try:
                        ours = graph(in_lines(folder, name), False)
                        theirs = graph((folder / "output.nt").read_text(encoding="utf-8"), True)
                        if not nqcmp.iso(set(ours), set(theirs)):
                            wrong = f"{name} differs: {(folder / name).read_text(encoding='utf-8')}"
                    except ValueError as why:
                        wrong = f"{name}: {why}"
                if wrong:
                    break
            passed[row["error_expected"]] += not wrong
            if wrong:
                print(f"{row['case']}: {wrong}")
                bad += 1
    if "--table" in sys.argv:
        print(passed["false"], sum(r["error_expected"] == "false" for r in rows), passed["true"], sum(r["error_expected"] == "true" for r in rows))
        return 0
    print(f"rml-star: {passed['false'] + passed['true']} of {len(rows)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
