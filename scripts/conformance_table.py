#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the conformance table of README.md: the public RML suites over `vitagraph map`, by their own runner.

    conformance_table.py PROGRAM [--check]

Without the suites (../shared/suites, or VITAGRAPH_SUITES) it says `skipped` and exits 77. With --check it changes nothing and
fails where the README says something else than the program now does.
"""
import collections
import csv
import pathlib
import subprocess
import sys
import tempfile

import readme_block

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/mapping"))
from suites import find_suites, web_answers
from web_server import WebServer

SUITES = [("rml-core", "RML-Core (JSON)"), ("rml-core-2025-02", "RML-Core of February 2025 (CSV, JSON, XML)"), ("rml-lv", "RML-LV, logical views"),
          ("rml-cc", "RML-CC, collections"), ("rml-fnml", "RML-FNML, functions"), ("rml-io", "RML-IO, sources and targets"),
          ("rml-io-registry", "RML-IO-Registry, files and what a server of HTTP gives"), ("rml-test-cases-2019", "the older vocabulary, 2019, files")]


def results(suites, program, suite, environment):
    base = "http://example.com/" if suite == "rml-core" else "http://example.com/base/"
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "result.tsv"
        subprocess.run([sys.executable, suites / "tools/run_suite.py", suites / suite, out, "--base", base, "--", program, "map", "{map}",
                        "-o", "{out}", "--base", "{base}"], stdout=subprocess.DEVNULL, check=True, env=environment)
        with out.open(encoding="utf-8") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def reasons():
    """What tests/mapping/suites_skipped.txt says of each suite's cases: how many share a reason."""
    out = collections.defaultdict(collections.Counter)
    for line in (ROOT / "tests/mapping/suites_skipped.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            case, _, reason = line.partition(" ")
            out[case.split("/")[0]][reason.strip()] += 1
    return out


def table(suites, program):
    lines = ["| suite | with output | that must fail | passed | what is not |", "|---|---|---|---|---|"]
    why = reasons()
    for suite, name in SUITES:
        with WebServer(web_answers(suites)) as web:
            rows = results(suites, program, suite, web.as_proxy())
        good = [r for r in rows if r["verdict"] in ("PASS", "PASS-soft")]
        part = lambda flag: (sum(r["error_expected"] == flag for r in good), sum(r["error_expected"] == flag for r in rows))
        (positive, positives), (negative, negatives) = part("false"), part("true")
        missing = "; ".join(f"{count}: {reason}" if count > 1 else reason for reason, count in why[suite].most_common())
        lines.append(f"| {name} | {positive} of {positives} | {f'{negative} of {negatives}' if negatives else ''} | "
                     f"**{len(good)} of {len(rows)}** | {missing} |")
    star = subprocess.run([sys.executable, ROOT / "tests/mapping/star_test.py", program, ROOT, "--table"], stdout=subprocess.PIPE, encoding="utf-8")
    if star.returncode == 77:  # the suite is not among those here: what was found where it is stays
        known = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| RML-star")]
        return "\n".join(lines + known) + "\n"
    star.check_returncode()
    good, positives, failed, negatives = map(int, star.stdout.split()[-4:])
    lines.append(f"| RML-star, its results as RDF 1.2 (`tests/mapping/star_test.py`) | {good} of {positives} | {failed} of {negatives} | "
                 f"**{good + failed} of {positives + negatives}** |  |")
    return "\n".join(lines) + "\n"


def main():
    program, check = pathlib.Path(sys.argv[1]).resolve(), "--check" in sys.argv
    suites = find_suites(ROOT, "tools/run_suite.py")
    if suites is None:
        print("skipped: no suites beside the checkout")
        return 77
    text = table(suites, program)
    return readme_block.replace({"conformance": text}, "conformance_table.py", check)


if __name__ == "__main__":
    sys.exit(main())
