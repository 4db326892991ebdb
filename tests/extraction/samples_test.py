#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extraction on the samples, scored against their gold facts: no F1 may fall below its floor in floors.yml.
VITAGRAPH_UPDATE=1 raises the floors to a little under what is reached; it never lowers one.

    samples_test.py PROGRAM SOURCE_DIR
"""
import os
import subprocess
import sys
from pathlib import Path

import yaml

from score import KEYS, score, table

SLACK = 0.05  # so that one fact lost for two won elsewhere stops nobody
HEAD = """# SPDX-License-Identifier: Apache-2.0
# The least F1 of extraction on tests/samples: [facts, values]. Raised by VITAGRAPH_UPDATE=1; see samples_test.py.
"""


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    if "\n  extract " not in subprocess.run([program, "--help"], capture_output=True, text=True).stdout:
        print("no command `extract`")
        sys.exit(77)
    run = subprocess.run([program, "extract", "--data", str(root), str(root / "tests/samples")], capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stderr)
        sys.exit(1)
    tallies = score(root / "tests/samples/gold", run.stdout.splitlines())
    print(*table(tallies), sep="\n")
    path = Path(__file__).with_name("floors.yml")
    floors = yaml.safe_load(path.read_text(encoding="utf-8"))
    failed = False
    for name in ["all", *KEYS]:
        reached = [int(1000 * tallies[name].f1(counts)) / 1000 for counts in (tallies[name].facts, tallies[name].values)]
        for i, what in enumerate(("facts", "values")):
            if reached[i] < floors[name][i]:
                failed = True
                print(f"{name}: F1 of {what} is {reached[i]:.3f}, below {floors[name][i]:.3f}")
        floors[name] = [max(round(a - SLACK, 2), b) for a, b in zip(reached, floors[name])]
    if os.environ.get("VITAGRAPH_UPDATE"):
        path.write_text(HEAD + "".join(f"{name}: {floors[name]}\n" for name in ["all", *KEYS]), encoding="utf-8")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
