#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The mappings to other vocabularies: what they make of one fact of each type (vocabularies/facts.jsonl) is what stands in
vocabularies/<mapping>.nt; VITAGRAPH_UPDATE=1 writes it anew. Each says of each type what it can, uses no term of ours, and
the VIVO one no term that the list of checked terms does not have (skipped without ../shared/reference).

    vocabularies_test.py PROGRAM SOURCE_FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
CASES = SOURCE / "tests/mapping/vocabularies"
BASE, VG, VIVO = "https://w3id.org/vitagraph/id/", "https://w3id.org/vitagraph/ontology#", "http://vivoweb.org/ontology/core#"


def mapped(folder):
    rules = [a for path in sorted((SOURCE / "mappings" / folder).glob("*.yml")) for a in ("--mapping", str(path))]
    with tempfile.TemporaryDirectory() as place:
        out = pathlib.Path(place) / "graph.nt"
        done = subprocess.run([PROGRAM, "build", "--data", str(SOURCE), "-q", "facts.jsonl", *rules, "-o", str(out)], cwd=CASES, capture_output=True, text=True)
        if done.returncode != 0 or done.stderr:
            raise AssertionError(f"{folder}: {done.returncode} {done.stderr}")
        return out.read_text(encoding="utf-8")


class Vocabularies(unittest.TestCase):
    def test_golden(self):
        for folder in ("schema.org", "vivo"):
            golden, got = CASES / f"{folder}.nt", mapped(folder)
            if os.environ.get("VITAGRAPH_UPDATE"):
                golden.write_text(got, encoding="utf-8")
            wanted = set(golden.read_text(encoding="utf-8").splitlines())
            self.assertEqual((sorted(wanted - set(got.splitlines())), sorted(set(got.splitlines()) - wanted)), ([], []), folder)

    def test_each_type_says_something(self):
        for folder in ("schema.org", "vivo"):
            everything = mapped(folder)
            facts = (CASES / "facts.jsonl").read_text(encoding="utf-8").splitlines()
            for fact in map(json.loads, facts):
                # What only this fact says is found again: its names as somebody's label or title.
                said = [fact.get(name) for name in ("title", "course", "topic", "name", "organization", "advisee") if fact.get(name)]
                for text in said:
                    self.assertTrue('"' + text in everything, f"{folder}: nothing of `{text}`, the {fact['type']}")

    def test_whose_terms(self):
        for folder in ("schema.org", "vivo"):
            graph = rdflib.Graph().parse(data=mapped(folder), format="nt")
            terms = set(graph.predicates()) | set(graph.objects(None, RDF.type))
            self.assertFalse({t for t in terms if str(t).startswith((VG, BASE))}, folder)
            self.assertFalse([t for triple in graph for t in triple if isinstance(t, rdflib.BNode)])
            contact = {str(o) for o in graph.objects()} & {"+44 1 23", "1 Bog Lane"}
            self.assertFalse(contact, f"{folder} gives away what only --contacts may")

    def test_checked_terms(self):
        places = [pathlib.Path(p) for p in (os.environ.get("VITAGRAPH_SHARED", SOURCE / "../shared"), SOURCE / "../../shared")]
        lists = [p / "reference/ontology-terms-checked.txt" for p in places if (p / "reference/ontology-terms-checked.txt").exists()]
        if not lists:
            self.skipTest("no list of checked terms beside the checkout")
        checked = {line.split()[1] for line in lists[0].read_text(encoding="utf-8").splitlines() if line.startswith("OK ")}
        graph = rdflib.Graph().parse(data=mapped("vivo"), format="nt")
        terms = {str(t) for t in set(graph.predicates()) | set(graph.objects(None, RDF.type))}
        # W3C's own, and what VIVO takes from ontologies that the list does not cover, declared in its ontology files.
        known = tuple(map(str, (RDF, RDFS, OWL, SKOS))) + ("http://www.w3.org/2006/time#",)
        unknown = sorted(t for t in terms if t not in checked and not t.startswith(known))
        self.assertEqual(unknown, [])
        self.assertGreater(sum(t.startswith(VIVO) for t in terms), 15)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
