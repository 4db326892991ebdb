#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adding a document changes no path of an entity that it does not touch: documents are added one at a time, and every
path of before is compared. A document touches what it names, and the namesakes of what it names (equal paths but for
the suffix), since two that want one path need suffixes. The documents under tests/samples are extracted for it; the
annotated corpus is taken too where it stands beside the checkout.

    stability_test.py VITAGRAPH SOURCE_DIR
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

PROGRAM, SOURCE = sys.argv[1], Path(sys.argv[2])


def mentions(lines):
    """(kind, document, name) -> paths; one name can be two people in one document."""
    done = subprocess.run([PROGRAM, "resolve", "--data", SOURCE, "--mentions", "-q"], input="\n".join(lines) + "\n", text=True,
                          stdout=subprocess.PIPE, check=True)
    out = defaultdict(set)
    for line in done.stdout.splitlines():
        one = json.loads(line)
        out[one["kind"], one["source"], one["name"]].add(one["entity"])
    return out


def bare(path):
    return re.sub(r"-[0-9a-f]{6}(-\d+)?$", "", path)


def changes_untouched(documents):
    """The paths that changed without reason, over all additions."""
    bad, lines, before, total = [], [], {}, 0
    for source, facts in documents:
        lines += facts
        after = mentions(lines)
        touched = {bare(path) for key, paths in after.items() if key[1] == source for path in paths}
        for key, paths in before.items():
            total += len(paths)
            gone = {path for path in paths - after[key] if bare(path) not in touched}
            if gone and not all(bare(path) in touched for path in after[key]):
                bad.append(f"{source} changes {key}: {sorted(paths)} -> {sorted(after[key])}")
        before = after
    return bad, total


def by_source(lines):
    documents = defaultdict(list)
    for line in lines:
        if line.strip():
            documents[json.loads(line)["source"]].append(line)
    return sorted(documents.items())


def main():
    extracted = subprocess.run([PROGRAM, "extract", "--data", SOURCE, "-q", SOURCE / "tests/samples"], text=True,
                               stdout=subprocess.PIPE, check=True).stdout
    sets = {"samples": by_source(extracted.splitlines())}
    shared = next((p / "shared" for p in SOURCE.resolve().parents if (p / "shared/corpus/gold").is_dir()), None)
    if shared:
        sets["corpus"] = [(gold.stem, [json.dumps({**json.loads(line), "source": gold.stem}) for line in
                                       gold.read_text(encoding="utf-8").splitlines() if line.strip()])
                          for gold in sorted((shared / "corpus/gold").glob("*.jsonl"))]
    failed = False
    for name, documents in sets.items():
        bad, total = changes_untouched(documents)
        print(f"{name}: {len(documents)} documents added one by one, {total} paths compared, {len(bad)} changed untouched")
        print("\n".join(bad[:20]))
        failed = failed or bool(bad) or total == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
