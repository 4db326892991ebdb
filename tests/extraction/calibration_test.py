#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Confidence means something: of the facts that extraction is sure of (0.9 and more), at least 95 in 100 are right by the
annotated documents beside the checkout, and surer facts are right more often. Skipped (77) where the documents are not there;
VITAGRAPH_SHARED names their folder.

    calibration_test.py PROGRAM SOURCE_DIR
"""
import collections
import json
import os
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the scorer lies in a folder that is not ours

SURE, RIGHT = 0.9, 0.95


def judged(scorer, gold, facts):
    """(confidence, whether it is right) of each fact, aligned with the gold as the scorer does."""
    by_place = collections.defaultdict(list)
    for fact in facts:
        by_place[Path(fact.get("source", "")).stem, fact["type"]].append(fact)
    for document, expected in scorer.load(gold).items():
        for kind in scorer.KEYS:
            found = by_place[document, kind]
            right = {i for i, _ in scorer.align(found, [fact for fact in expected if fact["type"] == kind])}
            yield from ((fact["confidence"], i in right) for i, fact in enumerate(found))


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    shared = next((p for p in (Path(os.environ.get("VITAGRAPH_SHARED", root / "../shared")), root / "../../shared")
                   if (p / "corpus/gold").is_dir()), None)
    if shared is None:
        print("no annotated documents")
        sys.exit(77)
    sys.path.insert(0, str(shared / "score"))
    import score
    run = subprocess.run([program, "extract", "--data", str(root), str(shared / "corpus/documents")], capture_output=True, text=True, check=True)
    bands = collections.defaultdict(list)
    for confidence, right in judged(score, shared / "corpus/gold", map(json.loads, run.stdout.splitlines())):
        bands["sure" if confidence >= SURE else "fair" if confidence >= 0.8 else "doubtful"].append(right)
    share = {band: sum(rights) / len(rights) for band, rights in bands.items()}
    for band in ("sure", "fair", "doubtful"):
        print(f"{band}: {share[band]:.3f} of {len(bands[band])} right")
    return 0 if share["sure"] >= RIGHT and share["sure"] > share["fair"] > share["doubtful"] else 1


if __name__ == "__main__":
    sys.exit(main())
