#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""mappings/yarrrml.schema.json, which helps people write YARRRML in an editor: it takes our own mappings, every mapping of the
tests and (where they are at hand) of the public suites that `vitagraph map` reads, and refuses slips that the reader refuses.
Skipped (77) without python3-jsonschema.

    schema_test.py PROGRAM SOURCE_FOLDER
"""
import copy
import json
import os
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(missing)
    sys.exit(77)

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()


class Texts(yaml.SafeLoader):
    """YAML 1.2, as editors and the reader take it: dates and the like are text."""


Texts.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")]
    for key, resolvers in copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers).items()}


def texts_as_keys(node):
    """JSON's keys are text: `null:` and `true:` are what was written."""
    if isinstance(node, dict):
        return {("null" if k is None else str(k).lower() if isinstance(k, bool) else str(k)): texts_as_keys(v) for k, v in node.items()}
    return [texts_as_keys(n) for n in node] if isinstance(node, list) else node


def is_read(path):
    run = subprocess.run([PROGRAM, "map", path.name, "--explain", "-q"], cwd=path.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    # An unknown function or name is no matter of shape.
    return all(kind in (b"unknown-function", b"unknown-parameter", b"missing-parameter", b"unknown-output", b"unknown-prefix",
                        b"unknown-source", b"unknown-mapping", b"unknown-target")
               for kind in [line.rsplit(b"[mapping-", 1)[1].rstrip(b"]") for line in run.stdout.splitlines() if b": error: " in line and b"[mapping-" in line])


def documents():
    for folder in ["mappings/rdf", "mappings/schema.org", "mappings/vivo"]:
        yield from ((p, True) for p in sorted((SOURCE / folder).glob("*.yml")))
    yield from ((p, "/fail_" not in str(p)) for p in sorted((SOURCE / "tests/mapping/cases").glob("*/rules*.yml")))
    for shared in [os.environ.get("VITAGRAPH_SUITES"), SOURCE / "../shared/suites", SOURCE / "../../shared/suites"]:
        if shared and pathlib.Path(shared).is_dir():
            for suite in ["yarrrml-parser", "yatter", "yarrrml-probes"]:
                for path in sorted((pathlib.Path(shared) / suite).rglob("*")):
                    if path.suffix in (".yml", ".yaml", ".yarrrml"):
                        yield path, None
            return


SLIPS = {
    "key of the document": "mapings: {}",
    "key of a mapping": "mappings: {a: {sources: [[x.csv~csv]], subjet: x}}",
    "key of a source": "sources: {a: {access: x.csv, referenceFormulation: csv, delimeter: ','}}",
    "source without access": "sources: {a: {referenceFormulation: csv}}",
    "source without formulation": "sources: {a: [x.csv]}",
    "one element": "mappings: {a: {po: [[ex:p]]}}",
    "four elements": "mappings: {a: {po: [[ex:p, o, d, e]]}}",
    "key of an object": "mappings: {a: {po: [{p: ex:p, o: {valeu: x}}]}}",
    "term type": "mappings: {a: {po: [{p: ex:p, o: {value: x, type: irl}}]}}",
    "parameters as text": "mappings: {a: {po: [{p: ex:p, o: {function: ex:f, parameters: x}}]}}",
    "condition without function": "mappings: {a: {condition: {parameters: []}}}",
    "serialization": "targets: {t: [x.ttl~void, tutle]}",
    "mappings as list": "mappings: [a]",
}


def main():
    schema = json.loads((SOURCE / "mappings/yarrrml.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    bad = count = 0
    for path, valid in documents():
        try:
            document = texts_as_keys(yaml.load(path.read_text(encoding="utf-8"), Texts))
        except yaml.YAMLError:
            continue
        if document is None or valid is False or (valid is None and not is_read(path)):
            continue
        count += 1
        for error in list(validator.iter_errors(document))[:1]:
            bad += 1
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {jsonschema.exceptions.best_match([error]).message[:200]}")
    for what, text in SLIPS.items():
        if validator.is_valid(yaml.load(text, Texts)):
            bad += 1
            print(f"taken, though wrong: {what}")
    print(f"{count} mappings are valid, {len(SLIPS)} slips are refused")
    return 1 if bad or count < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
