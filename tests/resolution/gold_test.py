#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores resolution on documents whose entities are known: gold_test.py VITAGRAPH SOURCE_DIR

Needs the corpus beside the repository (../shared); skipped without it. Facts are the gold ones, so that only resolution is
measured. A figure below its floor fails: precision first, since a wrong merge spreads and a missed one does not.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FLOORS = {  # kind: pairwise precision, recall
    "person": (0.995, 0.95),
    "organization": (0.99, 0.95),
    "venue": (0.99, 0.95),
    "publication": (0.99, 0.95),
}


def main():
    program, source = sys.argv[1], Path(sys.argv[2])
    shared = next((p / "shared" for p in source.resolve().parents if (p / "shared/corpus/identity.jsonl").exists()), None)
    if not shared:
        print("no corpus beside the repository")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        facts, mentions = Path(folder, "facts.jsonl"), Path(folder, "mentions.jsonl")
        with facts.open("w", encoding="utf-8") as out:
            for gold in sorted((shared / "corpus/gold").glob("*.jsonl")):
                for line in gold.read_text(encoding="utf-8").splitlines():
                    if line.strip():
                        out.write(json.dumps({**json.loads(line), "source": gold.stem + ".txt"}, ensure_ascii=False) + "\n")
        subprocess.run([program, "resolve", "--data", source, "--mentions", "-o", mentions, facts], check=True)
        scored = subprocess.run([sys.executable, shared / "score/identity.py", shared / "corpus/identity.jsonl", mentions, "--errors", "10"],
                                stdout=subprocess.PIPE, text=True, check=True).stdout
    print(scored)
    failed = False
    for kind, (least_precision, least_recall) in FLOORS.items():
        row = re.search(rf"^{kind} .*?(\d+)/(\d+) +\d+/\d+ +([\d.]+) +([\d.]+)", scored, re.M)
        precision, recall = float(row[3]), float(row[4])
        if precision < least_precision or recall < least_recall:
            print(f"{kind}: precision {precision} (at least {least_precision}), recall {recall} (at least {least_recall})")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
