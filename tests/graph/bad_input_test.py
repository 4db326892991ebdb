#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the analyses say to input that is wrong, and how they end: 0 fine, 1 finished with errors, 2 could not run.

    bad_input_test.py VITAGRAPH SOURCE_DIR
"""
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
HEAD = "@prefix : <http://e/> .\n@prefix vg: <https://w3id.org/vitagraph/ontology#> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
GRAPHS = {
    "people.ttl": HEAD + ':a foaf:name "Ada Brook" . :b foaf:name "Ben Crane" . :p vg:author :a, :b ; vg:year 2020 .\n',
    "empty.ttl": "",
    "foreign.ttl": HEAD + ':a :likes :b .\n',
    "circle.ttl": HEAD + ':a foaf:name "Ada Brook" ; vg:doctoralAdvisor :b . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a .\n',
    "self.ttl": HEAD + ':a foaf:name "Ada Brook" ; vg:doctoralAdvisor :a . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a .\n',
    "twins.ttl": HEAD + ':w1 foaf:name "Wen Li" . :w2 foaf:name "Wen Li" . :p vg:author :w1, :w2 .\n',
    "broken.ttl": HEAD + ':a foaf:name "Ada Brook" ; vg:doctoralAdvisor .\n:b foaf:name "Ben Crane" .\n',
    "literal.ttl": HEAD + ':a foaf:name "Ada Brook" ; vg:doctoralAdvisor "Ben Crane" . :p vg:author "Ada Brook" ; vg:year "soon" .\n',
}
ONE_NAME = ["coauthors", "lineage", "venues", "timeline"]
TWO_NAMES = ["lineage", "venues", "path", "overlap"]
NO_NAME = ["coauthors", "lineage", "venues", "components", "communities", "rank", "stats", "relate", "export"]

# What is asked, of which graph, the status, and words of the message.
CASES = []
for command in ONE_NAME:
    CASES.append(([command, "Zoe Nobody"], "people.ttl", 2, "nobody is called `Zoe Nobody` in this graph"))
    CASES.append(([command, "Ada Brok"], "people.ttl", 2, "similar: `Ada Brook`"))
    CASES.append(([command, "Wen Li"], "twins.ttl", 2, "`Wen Li` may be any of 2; give the IRI:"))
    CASES.append(([command, "Ada Brook"], "empty.ttl", 2, "nobody is called `Ada Brook` in this graph"))
    CASES.append(([command, "Ada Brook"], "missing.ttl", 2, "missing.ttl"))
    CASES.append(([command, "Ben Crane"], "broken.ttl", None, "broken.ttl:4:"))
for command in TWO_NAMES:
    CASES.append(([command, "Ada Brook", "Zoe Nobody"], "people.ttl", 2, "nobody is called `Zoe Nobody`"))
    CASES.append(([command, "Wen Li", "http://e/w1"], "twins.ttl", 2, "may be any of 2"))
for command in NO_NAME:
    for graph in ("circle.ttl", "self.ttl", "twins.ttl", "literal.ttl"):
        CASES.append(([command], graph, 0, ""))
    CASES.append(([command], "empty.ttl", 0, "" if command == "relate" else "no persons in empty.ttl: it states nothing"))
    CASES.append(([command], "foreign.ttl", 0, "" if command == "relate" else "none of its statements is of people"))
CASES += [
    (["lineage", "Ada Brook"], "circle.ttl", 0, "warning: `Ada Brook` → `Ben Crane` → `Ada Brook`: these advise one another in a circle"),
    (["lineage", "Ada Brook", "Ben Crane"], "circle.ttl", 0, "these advise one another in a circle"),
    (["lineage", "Ada Brook", "--strict"], "circle.ttl", 1, "[advisor-cycle]"),
    (["lineage", "Ada Brook"], "people.ttl", 0, "no advisors or students of Ada Brook"),
    (["lineage", "Ada Brook", "Ben Crane"], "people.ttl", 0, "no common ancestor of Ada Brook and Ben Crane"),
    (["lineage", "Ben Crane", "--as-of", "2001"], "self.ttl", 0, "1 pair of advisor and advisee without dates counts at any time"),
    (["coauthors", "Ada Brook"], "circle.ttl", 0, "no coauthors of Ada Brook"),
    (["coauthors", "Ada Brook", "--as-of", "2001"], "people.ttl", 0, "no coauthors of Ada Brook within these limits"),
    (["coauthors", "--min-papers", "9"], "people.ttl", 0, "no pair of coauthors within these limits"),
    (["lineage", "--kinds", "postdoctoralAdvisor"], "self.ttl", 0, "no line of advisors by these kinds of advising (--kinds)"),
    (["lineage", "Ada Brook", "--as-of", "2001"], "people.ttl", 0, "no advisors or students of Ada Brook, at this time"),
    (["stats", "--degrees", "--teams"], "people.ttl", 2, "--degrees and --teams are two questions"),
    (["path", "Ada Brook", "Ben Crane"], "circle.ttl", 0, "no chain of coauthors"),
    (["overlap", "Ada Brook", "Ben Crane"], "people.ttl", 0, "Ada Brook was with Ben Crane at no organisation"),
    (["overlap", "Ada Brook", "Ada Brook"], "people.ttl", 0, "both are the same person"),
    (["venues", "Ada Brook", "Ben Crane"], "people.ttl", 0, "no venue that two of them share"),
    (["timeline", "Ada Brook", "--kind", "talk"], "people.ttl", 0, "nothing of Ada Brook to show"),
    (["stats", "--teams"], "circle.ttl", 0, "no publication with authors"),
    (["lineage", "Ada Brook", "--format", "svg"], "circle.ttl", 0, ""),
    (["relate"], "circle.ttl", 0, "these advise one another in a circle"),
    (["relate", "--strict"], "circle.ttl", 1, "[advisor-cycle]"),
    (["relate"], "self.ttl", 0, "`Ada Brook` is given as their own advisor; left out"),
    (["lineage", "Ben Crane"], "self.ttl", 0, "warning: `Ada Brook` is given as their own advisor; left out"),
    (["path", "http://e/w1", "http://e/w2"], "twins.ttl", 0, ""),
    (["path", "Ada Brook", "Ada Brook"], "people.ttl", 0, "both are the same person"),
    (["conflicts", "--authors", "Zoe Nobody", "--reviewers", "Ada Brook"], "people.ttl", 1, "[unknown-person]"),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "@list.txt"], "people.ttl", 1, "list.txt:2: error: `Zoe Nobody`: nobody of this name"),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "Ada Brook", "--dismissed", "list.txt"], "people.ttl", 2, "list.txt:1: not four fields"),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "Ada Brook"], "self.ttl", 0, ""),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "list.txt"], "people.ttl", 1, "list.txt:2: error: `Zoe Nobody`: nobody of this name"),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "lost.csv"], "people.ttl", 2, "lost.csv"),
    (["conflicts", "--authors", "Ben Crane", "--reviewers", "Ada Brook"], "circle.ttl", 0, "nothing in the graph is dated"),
    (["conflicts", "--authors", "Ada Brook"], "people.ttl", 2, "--reviewers FILE"),
    (["conflicts", "--authors", "/dev/null", "--reviewers", "Ada Brook"], "people.ttl", 2, "conflicts needs --authors FILE"),
    (["conflicts", "--authors", "@missing.csv", "--reviewers", "Ada Brook"], "people.ttl", 2, "missing.csv"),
    (["conflicts", "--authors", "Ada Brook", "--reviewers", "Ben Crane", "--policy", "self.ttl"], "people.ttl", 2, "self.ttl:1"),
    (["conflicts", "--authors", "Ada Brook", "--reviewers", "Ben Crane", "--for", "easychair"], "people.ttl", 2, "easychair"),
    (["conflicts", "--authors", "Ada Brook", "--reviewers", "Ben Crane"], "empty.ttl", 1, "`Ben Crane`: nobody of this name"),
    (["coauthors", "Ada Brook", "--depth", "0"], "people.ttl", 2, "--depth 0: not a number from 1 to 100"),
    (["coauthors", "Ada Brook", "--as-of", "soon"], "people.ttl", 2, "--as-of soon: not a date"),
    (["rank", "--by", "fame"], "people.ttl", 2, "fame"),
    (["rank", "--weighted"], "people.ttl", 2, "--weighted goes with --by pagerank only"),
]

failures = []
with tempfile.TemporaryDirectory() as temporary:
    folder = Path(temporary)
    for name, text in GRAPHS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "list.txt").write_text("Ada Brook\nZoe Nobody\n", encoding="utf-8")
    for words, graph, status, message in CASES:
        where = [graph] if words[0] == "relate" else ["--graph", graph]
        more = ["--format", "graphml"] if words[0] == "export" else []
        done = subprocess.run([PROGRAM, *words, *where, *more, "--data", SOURCE], cwd=folder, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        what = f"{' '.join(words)} ({graph}): "
        if status is not None and done.returncode != status:
            failures.append(f"{what}status {done.returncode}, not {status}: {done.stderr.strip()}")
        if status is None and done.returncode not in (1, 2):
            failures.append(f"{what}status {done.returncode} though the graph is broken")
        if message not in done.stderr:
            failures.append(f"{what}`{message}` is not in `{done.stderr.strip()}`")
        if done.returncode == 2 and done.stdout:
            failures.append(f"{what}data though it could not run: `{done.stdout[:80]}`")
print("\n".join(failures) or f"{len(CASES)} cases as expected")
sys.exit(1 if failures else 0)
