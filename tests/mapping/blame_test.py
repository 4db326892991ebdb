#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The negative cases of RML-Core: the first error names the line of the mapping that BURP's errors.csv blames (a line, several,
or a range), and nothing is written. Skipped (77) where the suites are not at hand.

    blame_test.py PROGRAM SOURCE_FOLDER
"""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from suites import find_suites

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


def allowed(row):
    if row["LineRangeStart"]:
        return set(range(int(row["LineRangeStart"]), int(row["LineRangeEnd"]) + 1))
    return {int(line) for line in row["Line"].split(",")}


def main():
    suites = find_suites(SOURCE, "burp/errors.csv")
    if suites is None:
        print("the suites are not here")
        return 77
    bad = count = 0
    with (suites / "burp/errors.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            count += 1
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(scratch) / "case"
                shutil.copytree(suites / "rml-core" / row["TestCaseId"], folder)
                run = subprocess.run([PROGRAM, "map", "mapping.ttl", "-o", "result.nq", "--base", "http://example.com/"], cwd=folder,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
                lines = [int(m) for m in re.findall(r"^mapping\.ttl:(\d+):\d+: error: ", run.stdout, re.M)]
                if run.returncode != 2 or (folder / "result.nq").exists() or not lines or lines[0] not in allowed(row):
                    bad += 1
                    print(f"{row['TestCaseId']}: exit {run.returncode}, blamed {lines}, {sorted(allowed(row))} wanted\n{run.stdout[:300]}")
    print(f"{count - bad} of {count} blame the right line")
    return 1 if bad or count != 15 else 0


if __name__ == "__main__":
    sys.exit(main())
