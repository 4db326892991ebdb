#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ontology/facts.yml: complete and well formed; and the gold facts of the samples, written by it, use all of it.

    facts_test.py PROGRAM SOURCE_DIR
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import yaml

# The fields of the interchange format; `*` marks what identifies a fact.
FORMAT = {
    "person": "name* email phone homepage address ids",
    "position": "person* organization* role unit place start end",
    "education": "person* degree organization unit field place start end advisors thesis gpa",
    "advising": "advisor* advisee* relation organization start end",
    "publication": "title* authors kind venue year volume number pages publisher status arxiv doi url notes",
    "award": "person* name* organization year start end",
    "talk": "speaker* title* event organization place date time kind",
    "teaching": "person* course* role organization unit terms",
    "service": "person* role* venue* years start end organization",
    "grant": "person* funder* name year start end amount",
    "interest": "person* topic*",
    "project": "person* title* organization supervisors place start end",
}
KINDS = {"text", "list", "ids", "date", "time", "year", "years", "enum"}
ENTITIES = {"person", "organization", "unit", "venue", "publication", "talk", "course", "award", "topic", "project"}
SHAPES = {"date": r"(\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?)", "time": r"([01]\d|2[0-3]):[0-5]\d", "year": r"\d{4}"}
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def check_schema(facts):
    for name, line in FORMAT.items():
        check(name in facts, f"{name}: no such type")
        if name not in facts:
            continue
        fields = facts[name]["fields"]
        check(" ".join(fields) == line.replace("*", ""), f"{name}: fields are {' '.join(fields)}")
        keys = [f for f, about in fields.items() if about.get("key")]
        check(keys == [f[:-1] for f in line.split() if f.endswith("*")], f"{name}: keys are {keys}")
    check(list(facts) == [*FORMAT, "entity", "document", "run", "file", "mapping", "quotation", "statement"], f"types are {list(facts)}")
    for name, about in facts.items():
        check(about.get("description"), f"{name}: no description")
        check(about.get("denotes") or about.get("derived"), f"{name}: denotes nothing")
        for field, it in about["fields"].items():
            where = f"{name}.{field}"
            check(it.get("kind") in KINDS, f"{where}: kind {it.get('kind')}")
            check(it.get("description", "").endswith("."), f"{where}: no description")
            check(it.get("entity") in ENTITIES | {None}, f"{where}: entity {it.get('entity')}")
            check(("values" in it) == (it["kind"] == "enum"), f"{where}: values and kind do not agree")
            check(not it.get("key") or it.get("required"), f"{where}: a key is required")


def check_value(where, it, value):
    kind = it["kind"]
    if kind in ("list", "years"):
        check(isinstance(value, list) and value and all(isinstance(v, str) and v.strip() == v != "" for v in value), f"{where}: {value}")
        if kind == "years":
            check(all(re.fullmatch(SHAPES["year"], v) for v in value), f"{where}: {value}")
    elif kind == "ids":
        check(isinstance(value, dict) and value and set(value) <= set(it["names"]), f"{where}: {value}")
    else:
        check(isinstance(value, str) and value.strip() == value != "", f"{where}: {value}")
        if kind == "enum":
            check(value in it["values"], f"{where}: {value}")
        elif kind in SHAPES and not (it.get("open") and value == "present"):
            check(re.fullmatch(SHAPES[kind], value), f"{where}: {value}")


def check_gold(facts, root):
    samples = root / "tests/samples"
    documents = {p.stem for p in samples.iterdir() if p.is_file() and p.suffix != ".jsonl"}
    golds = {p.stem for p in (samples / "gold").glob("*.jsonl")}
    check(documents == golds, f"documents without gold, or gold without document: {sorted(documents ^ golds)}")
    used, values = defaultdict(set), defaultdict(set)
    for path in sorted((samples / "gold").glob("*.jsonl")):
        seen = set()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fact, where = json.loads(line), f"{path.name}:{number}"
            about = facts[fact["type"]]
            check(line not in seen, f"{where}: said twice")
            seen.add(line)
            for field, value in fact.items():
                if field == "type":
                    continue
                check(field in about["fields"], f"{where}: no field {field}")
                check_value(f"{where}: {field}", about["fields"][field], value)
                used[fact["type"]].add(field)
                if about["fields"][field]["kind"] == "enum":
                    values[fact["type"], field].add(value)
                if isinstance(value, dict):
                    values[fact["type"], field] |= set(value)
            for field, it in about["fields"].items():
                check(not it.get("required") or field in fact, f"{where}: {field} is required")
            if "requires_any" in about:
                check(any(f in fact for f in about["requires_any"]), f"{where}: none of {about['requires_any']}")
    for name in FORMAT:
        for field, it in facts[name]["fields"].items():
            check(field in used[name], f"no sample has {name}.{field}")
            for value in [*it.get("values", []), *it.get("names", [])]:
                check(value in values[name, field], f"no sample has {name}.{field} {value}")


def main():
    root = Path(sys.argv[2])
    facts = yaml.safe_load((root / "ontology/facts.yml").read_text(encoding="utf-8"))
    check_schema(facts)
    check_gold(facts, root)
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
