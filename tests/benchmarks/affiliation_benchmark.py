#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`vitagraph resolve` on two public sets: authors with their affiliations, and names of organisations.

    affiliation_benchmark.py S2AND_FOLDER NAMES.json PROGRAM

S2AND_FOLDER holds signatures.json and clusters.json of allenai/S2AND (tests/qian): each signature becomes a document that
states one post. NAMES.json is ROR's dataset_names.json (tests_functional of ror-api): names of organisations, each with the
id of the organisation meant; each name becomes a document."""
import json
import sys
import tempfile
from pathlib import Path

from identity_benchmark import first_initial, folded, resolved, scores


def signatures(folder):
    """(name, source, gold, fact) of each signature that has an affiliation."""
    cluster = {s: c for c, one in json.loads((folder / "clusters.json").read_text()).items() for s in one["signature_ids"]}
    for number, one in json.loads((folder / "signatures.json").read_text()).items():
        author = one["author_info"]
        name = " ".join(part for part in (author["first"], author["middle"], author["last"]) if part)
        if author["affiliations"] and number in cluster:
            source = f"{number}.txt"
            yield name, source, cluster[number], {"type": "position", "person": name, "organization": author["affiliations"][0], "source": source}


def organizations(path):
    for number, one in enumerate(json.loads(path.read_text())):
        if one.get("ror-id"):
            source = f"{number}.txt"
            name = " ".join(one["affiliation"].split())
            yield name, source, one["ror-id"], {"type": "position", "person": f"Ada Number{number}", "organization": name, "source": source}


def table(title, items, answers):
    gold = [label for _, _, label, _ in items]
    for answer, found in answers.items():
        print(f"| {title} ({len(items)} mentions) | {answer} | " + " | ".join(f"{x:.3f}" for x in scores(gold, found)) + " |")


def main():
    folder, names, program = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    print("| set | answer | pair P | pair R | pair F1 | B3 P | B3 R | B3 F1 |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        for title, kind, items, baseline in (
                ("authors and affiliations", "person", list(signatures(folder)), ("first initial and family name", first_initial)),
                ("names of organisations", "organization", list(organizations(names)), ("equal names", folded))):
            entities = resolved(program, [fact for *_, fact in items], temporary, kind)
            table(title, items, {baseline[0]: [baseline[1](name) for name, *_ in items],
                                 "vitagraph resolve": [entities.get((source, name), source) for name, source, *_ in items]})


if __name__ == "__main__":
    main()
