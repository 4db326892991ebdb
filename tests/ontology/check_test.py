#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`vitagraph check`: finds nothing in what is shipped and in a right graph, and each mistake in graphs that are not; the
same mistakes as the tests' own reading of SHACL.

    check_test.py PROGRAM SOURCE_DIR
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from shapes_test import BAD, GOOD


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    if "\n  check " not in subprocess.run([program, "--help"], capture_output=True, text=True).stdout:
        print("no command `check`")
        sys.exit(77)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.ttl"

        def check(text, *options):
            graph.write_text(text, encoding="utf-8")
            return subprocess.run([program, "check", "--data", str(root), *options, str(graph)], capture_output=True, text=True)

        good = check(GOOD, "--strict", "-q")
        if good.returncode != 0 or good.stdout or good.stderr:
            failures.append(f"what is right: {good.returncode} {good.stdout}{good.stderr}")
        for what, (old, new, message) in BAD.items():
            run = check(GOOD.replace(old, new), "--strict")
            messages = {line.split("\t")[5] for line in run.stdout.splitlines()}
            if run.returncode != 1 or messages != {message}:
                failures.append(f"{what}: {run.returncode} {sorted(messages)} {run.stderr}")
        warned = check(GOOD.replace("vg:current true ; prov:wasDerivedFrom :d", "vg:current true"))
        if warned.returncode != 0 or not warned.stdout.startswith("warning\t"):
            failures.append(f"a warning alone: {warned.returncode} {warned.stdout}")
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
