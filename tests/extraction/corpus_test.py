#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Extraction on the annotated documents that are kept beside the checkout: the scorer's F1 of facts and slots, over all,
for each type and each document, may not fall below corpus_floors.json. VITAGRAPH_UPDATE=1 raises the floors to a little
under what is reached; it lowers none. Skipped (77) where the documents are not there; VITAGRAPH_SHARED names their folder.

    corpus_test.py PROGRAM SOURCE_DIR
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SLACK = 0.02


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    shared = next((p for p in (Path(os.environ.get("VITAGRAPH_SHARED", root / "../shared")), root / "../../shared")
                   if (p / "corpus/gold").is_dir()), None)
    if shared is None:
        print("no annotated documents")
        sys.exit(77)
    run = subprocess.run([program, "extract", "--data", str(root), str(shared / "corpus/documents")], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        found.write("".join(line for line in run.stdout.splitlines(True) if json.loads(line)["type"] not in ("document", "entity")))
        found.flush()
        scorer = subprocess.run([sys.executable, str(shared / "score/score.py"), str(shared / "corpus/gold"), found.name, "--json"],
                                capture_output=True, text=True)
    scores = json.loads(scorer.stdout)
    reached = {name: [round(each["facts"][2], 3), round(each["slots"][2], 3)] for name, each in scores.items()}
    path = Path(__file__).with_name("corpus_floors.json")
    if os.environ.get("VITAGRAPH_UPDATE"):
        old = json.loads(path.read_text(encoding="utf-8"))
        floors = {name: [max(floor, round(value - SLACK, 3)) for value, floor in zip(pair, old.get(name, [0, 0]))]
                  for name, pair in sorted(reached.items())}
        path.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return 0
    floors = json.loads(path.read_text(encoding="utf-8"))
    low = [f"{name}: {what} F1 {got:.3f}, floor {floor:.3f}" for name, pair in floors.items()
           for what, got, floor in zip(("facts", "slots"), reached.get(name, [0, 0]), pair) if got < floor]
    print(f"facts F1 {reached['all'][0]:.3f}, slots F1 {reached['all'][1]:.3f}", *low, sep="\n")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
