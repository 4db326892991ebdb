#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The graph that `build` makes of the samples' gold facts: fits the shapes, uses declared terms only, has no blank nodes,
and says who advised whom over three generations.

    graph_test.py PROGRAM SOURCE_DIR
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import rdflib
from rdflib import FOAF, OWL, RDF, RDFS

from shacl_core import validate

VG = rdflib.Namespace("https://w3id.org/vitagraph/ontology#")
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def write_facts(root, target):
    """The gold facts, each with the provenance that an extractor adds."""
    with open(target, "w", encoding="utf-8") as out:
        for path in sorted((root / "tests/samples/gold").glob("*.jsonl")):
            document = next(p for p in sorted((root / "tests/samples").glob(path.stem + ".*")))
            about = {"type": "document", "id": f"document/{path.stem}", "source": document.name, "format": "text"}
            print(json.dumps(about), file=out)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
                fact = json.loads(line)
                fact.update(id=f"{path.stem}-{number}", source=document.name, span=[0, 1], rule="gold", confidence=1)
                print(json.dumps(fact, ensure_ascii=False), file=out)


def build(program, *arguments):
    run = subprocess.run([program, "build", *map(str, arguments)], capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stderr)
        sys.exit(1)


def check_terms(graph, ontology):
    declared = {s for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty) for s in ontology.subjects(RDF.type, kind)}
    declared |= {RDF.type, RDFS.label}
    for term in set(graph.predicates()) | set(graph.objects(None, RDF.type)):
        check(term in declared, f"{term}: written, but not declared")
    check(not any(isinstance(t, rdflib.BNode) for triple in graph for t in triple), "a blank node")


def check_people(graph):
    """By name, for whoever bears it: who is who is for the tests of resolution to say."""
    named = {}
    for person, name in graph.subject_objects(FOAF.name):
        named.setdefault(str(name).casefold(), []).append(person)

    def said(who, prop, whom):
        return any((a, VG[prop], b) in graph for a in named.get(who.casefold(), []) for b in named.get(whom.casefold(), []))

    halvorsen, arriaga, dufrasne, clarke, quist = "Ingrid Halvorsen", "Tomás Arriaga", "Mireille Dufrasne", "Lwazi Mthembu-Clarke", "Peder Quist"
    for who, prop, whom in ((arriaga, "doctoralAdvisor", halvorsen), (dufrasne, "doctoralAdvisor", halvorsen), (clarke, "doctoralAdvisor", arriaga),
                            (quist, "doctoralAdvisor", clarke), (clarke, "postdoctoralAdvisor", dufrasne), (clarke, "committeeMember", halvorsen),
                            (quist, "academicAncestor", arriaga), (clarke, "academicAncestor", halvorsen), (arriaga, "academicSibling", dufrasne),
                            (clarke, "coauthor", arriaga), (arriaga, "coauthor", clarke), (quist, "advisor", clarke)):
        check(said(who, prop, whom), f"not said: {who} {prop} {whom}")
    for who, prop, whom in ((arriaga, "doctoralAdvisor", clarke), (arriaga, "academicAncestor", quist), (halvorsen, "coauthor", quist)):
        check(not said(who, prop, whom), f"said wrongly: {who} {prop} {whom}")


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    listed = subprocess.run([program, "--help"], capture_output=True, text=True).stdout
    if "\n  build " not in listed:
        print("no command `build`")
        sys.exit(77)
    ontology = rdflib.Graph().parse(root / "ontology/vitagraph.ttl")
    shapes = rdflib.Graph().parse(root / "ontology/shapes/vitagraph-shapes.ttl")
    with tempfile.TemporaryDirectory() as folder:
        facts, first, second = (Path(folder) / name for name in ("facts.jsonl", "first.ttl", "second.ttl"))
        write_facts(root, facts)
        build(program, facts, "-o", first)
        build(program, facts, "-o", second, "-j", "1")
        check(first.read_bytes() == second.read_bytes(), "two runs, two graphs")
        graph = rdflib.Graph().parse(first)
    results = validate(graph, shapes, ontology)
    for result in results:
        check(result.severity != "Violation", f"violation: {result.focus} {result.path}: {result.message} ({result.why})")
    check_terms(graph, ontology)
    check_people(graph)
    for failure in failures:
        print(failure)
    print(f"{len(graph)} statements, {sum(r.severity != 'Violation' for r in results)} warnings")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
