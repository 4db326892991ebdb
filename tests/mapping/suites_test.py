#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The public RML suites, run by their own runner over `vitagraph map`; what fails must stand in suites_skipped.txt with a
reason, and what stands there must fail. A server of this machine gives what cases fetch from the web. Skipped (77) where the
suites are not at hand.

    suites_test.py PROGRAM SOURCE_FOLDER
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

from suites import find_suites, web_answers
from web_server import WebServer

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
SUITES = ["rml-core", "rml-core-2025-02", "rml-cc", "rml-fnml", "rml-io", "rml-io-registry", "rml-lv", "rml-test-cases-2019"]
GOOD = {"PASS", "PASS-soft"}


def skipped():
    out = {}
    for line in (SOURCE / "tests/mapping/suites_skipped.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            case, _, reason = line.partition(" ")
            out[case] = reason.strip()
    return out


def main():
    folder = find_suites(SOURCE, "tools/run_suite.py")
    if folder is None:
        print("the suites are not here")
        return 77
    skip, bad = skipped(), 0
    with WebServer(web_answers(folder)) as web:
        for suite in SUITES:
            bad += run(folder, suite, skip, web.as_proxy())
    return 1 if bad else 0


def run(folder, suite, skip, environment):
    """How many cases do something else than suites_skipped.txt says."""
    base, bad = "http://example.com/" if suite == "rml-core" else "http://example.com/base/", 0
    with tempfile.TemporaryDirectory() as scratch:
        result = pathlib.Path(scratch) / "result.tsv"
        done = subprocess.run([sys.executable, folder / "tools/run_suite.py", folder / suite, result, "--base", base, "--",
                               PROGRAM, "map", "{map}", "-o", "{out}", "--base", "{base}"], stdout=subprocess.PIPE, text=True, check=True, env=environment)
        print(done.stdout.strip())
        for row in csv.DictReader(result.open(), delimiter="\t", quoting=csv.QUOTE_NONE):
            name = f"{suite}/{row['case']}"
            passed = row["verdict"] in GOOD
            listed = name in skip or (f"{suite}/*" in skip and not passed)
            if passed and name in skip:
                print(f"{name}: passes, though suites_skipped.txt lists it")
                bad += 1
            elif not passed and not listed:
                print(f"{name}: {row['verdict']}: {row['why']} {row['last_output']}")
                bad += 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
