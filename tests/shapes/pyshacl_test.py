#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The reports of `vitagraph check --report` against pySHACL's, on the samples' graph and on graphs that are wrong in many
ways: the same focus nodes, paths, values, components and severities. Skipped without pySHACL (a package of this Python, or a
program `pyshacl` on the path, or one that VITAGRAPH_PYSHACL names).

    pyshacl_test.py PROGRAM SOURCE_FOLDER
"""
import importlib.util
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import rdflib
from rdflib import RDF, XSD, Literal, URIRef

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
sys.path.insert(0, str(SOURCE / "tests/ontology"))


def pyshacl():
    if os.environ.get("VITAGRAPH_PYSHACL"):
        return [os.environ["VITAGRAPH_PYSHACL"]]
    if importlib.util.find_spec("pyshacl"):
        return [sys.executable, "-m", "pyshacl"]
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "vitagraph/python/bin/pyshacl"
    found = str(cache) if cache.exists() else shutil.which("pyshacl")
    return [found] if found else None


def path_of(report, node):
    if isinstance(node, URIRef) and (node, SH.inversePath, None) not in report:
        return str(node)
    inverse = report.value(node, SH.inversePath)
    return f"^{inverse}" if inverse is not None else str(node)


def results(report):
    """What a report says, without the names of its nodes and the wording of its messages."""
    out = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        out.add((str(report.value(result, SH.focusNode)), path_of(report, path) if path is not None else "", value.n3() if value is not None else "",
                 str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2], str(report.value(result, SH.resultSeverity)).rpartition("#")[2]))
    return out


def damaged(graph, seed):
    """The graph with some of its statements gone, said of others, or with other objects."""
    chance, out = random.Random(seed), rdflib.Graph()
    statements = sorted(graph, key=lambda t: tuple(map(str, t)))
    nodes = sorted({s for s, _, _ in statements}, key=str)
    other = [Literal("autumn"), Literal("2020-13-40", datatype=XSD.date), Literal("x", lang="en"), Literal("many", datatype=XSD.integer), Literal("")]
    for s, p, o in statements:
        what = chance.random()
        if what < 0.03:
            continue
        if what < 0.06:
            o = chance.choice([chance.choice(nodes), chance.choice(other)]) if p != RDF.type else o
        elif what < 0.08:
            out.add((s, p, chance.choice([chance.choice(nodes), chance.choice(other)]) if p != RDF.type else o))
        out.add((s, p, o))
    return out


def main():
    command = pyshacl()
    if not command:
        print("skipped: no pySHACL; scripts/dependencies --tests gets it")
        return 77
    shapes, ontology = SOURCE / "ontology/shapes/vitagraph-shapes.ttl", SOURCE / "ontology/vitagraph.ttl"
    bad = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        data, ours, theirs = place / "data.ttl", place / "ours.ttl", place / "theirs.ttl"
        built = subprocess.run([PROGRAM, "build", "--data", str(SOURCE), "-q", str(SOURCE / "tests/samples"), "-o", str(data)], capture_output=True, text=True)
        assert built.returncode == 0, built.stderr
        samples = rdflib.Graph().parse(data)
        small = rdflib.Graph()
        for kind in sorted({str(o) for o in samples.objects(None, RDF.type)}):
            for node in sorted(samples.subjects(RDF.type, URIRef(kind)), key=str)[:6]:
                for triple in samples.triples((node, None, None)):
                    small.add(triple)
        for seed in range(5):
            (samples if seed == 0 else damaged(small, seed)).serialize(data, format="turtle")
            check = subprocess.run([PROGRAM, "check", "--data", str(SOURCE), "-q", "--report", str(ours), str(data)], capture_output=True, text=True)
            assert check.returncode in (0, 1), check.stderr
            theirs.unlink(missing_ok=True)
            run = subprocess.run([*command, "-s", str(shapes), "-e", str(ontology), "-i", "none", "-f", "turtle", "-o", str(theirs), str(data)], capture_output=True, text=True)
            if run.returncode not in (0, 1) or not theirs.exists():
                print(f"pySHACL does not run here: {run.stderr[-400:]}")
                return 77
            mine, report = rdflib.Graph().parse(ours), rdflib.Graph().parse(theirs)
            a, b = results(mine), results(report)
            compared += len(a | b)
            conforms = {str(g.value(g.value(None, RDF.type, SH.ValidationReport), SH.conforms)) for g in (mine, report)}
            for who, more in (("only vitagraph", a - b), ("only pySHACL", b - a)):
                for result in sorted(more)[:5]:
                    print(f"graph {seed}: {who}: {result}")
                bad += len(more)
            if len(conforms) != 1:
                bad += 1
                print(f"graph {seed}: conforms {conforms}")
    print(f"{compared} results compared, {bad} differ")
    return 1 if bad or compared < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
