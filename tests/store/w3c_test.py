#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The W3C's own SPARQL 1.0 and 1.1 query tests over `vitagraph query`; what fails must stand in w3c_skipped.txt with a reason, and
what stands there must fail. The suite (folders data-r2 and data-sparql11): $VITAGRAPH_SPARQL_SUITE, else where
`scripts/dependencies --tests` puts it. Skipped (77) where it is not at hand.

    w3c_test.py PROGRAM SOURCE_FOLDER [MANIFEST_FOLDER…]
"""
import concurrent.futures
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

try:
    import rdflib
    from rdflib.collection import Collection
    from rdflib.compare import isomorphic
except ImportError:
    print("skipped: python3-rdflib is not installed")
    sys.exit(77)

rdflib.NORMALIZE_LITERALS = False  # the suite tests spellings
PROGRAM, SOURCE, WANTED = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
PARSING = threading.Lock()  # pyparsing, which reads TSV for rdflib, learns what its actions take when first used: not by several threads

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DAWG = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
EVALUATION = {MF.QueryEvaluationTest, MF.CSVResultFormatTest}
POSITIVE, NEGATIVE = {MF.PositiveSyntaxTest, MF.PositiveSyntaxTest11}, {MF.NegativeSyntaxTest, MF.NegativeSyntaxTest11}
# Updates, other servers and inference are no business of a query on a file.
OTHER = {"add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert", "delete-where", "drop", "entailment", "move", "protocol", "service",
         "service-description", "syntax-fed", "syntax-update-1", "syntax-update-2", "update-silent"}


def suite():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    for folder in (os.environ.get("VITAGRAPH_SPARQL_SUITE"), cache / "vitagraph/sparql-suite"):
        if folder and (pathlib.Path(folder) / "data-sparql11").is_dir():
            return pathlib.Path(folder)
    return None


def path_of(iri):
    return pathlib.Path(str(iri).removeprefix("file://"))


def tests_of(manifest):
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            yield graph, test


class Test:
    """One entry of a manifest, with the files it names."""

    def __init__(self, graph, node, folder):
        kinds = set(graph.objects(node, rdflib.RDF.type)) or {MF.QueryEvaluationTest}  # SPARQL 1.0 leaves the type out at times
        self.name = f"{folder}/{str(node).rpartition('#')[2] or str(node).rpartition('/')[2]}"
        action, self.result = graph.value(node, MF.action), graph.value(node, MF.result)
        self.kind = "evaluation" if kinds & EVALUATION else "positive" if kinds & POSITIVE else "negative" if kinds & NEGATIVE else None
        self.query = action if isinstance(action, rdflib.URIRef) else graph.value(action, QT.query)
        self.data = list(graph.objects(action, QT.data)) if self.query != action else []
        self.graphs = []
        for given in graph.objects(action, QT.graphData) if self.query != action else ():
            label = graph.value(given, rdflib.RDFS.label)
            self.graphs.append((given, given) if isinstance(given, rdflib.URIRef) else (rdflib.URIRef(str(label)), graph.value(given, QT.graph)))
        approval = graph.value(node, DAWG.approval)
        self.withdrawn = approval in (DAWG.Withdrawn, DAWG.Obsoleted)



def syntax_of(path):
    return {".ttl": "turtle", ".n3": "n3", ".rdf": "xml", ".nt": "nt"}[path.suffix]


def data_of(test, text, place):
    """The test's dataset as N-Quads; graphs that the query itself names by FROM too."""
    lines = []

    def add(file, name):
        part = rdflib.Graph().parse(path_of(file), format=syntax_of(path_of(file)), publicID=str(file))
        for s, p, o in part:
            o_text = o.n3() if not isinstance(o, rdflib.Literal) else literal_n3(o)
            nodes = [f"_:{'d' if name is None else 'g'}{x}" if isinstance(x, rdflib.BNode) else None for x in (s, o)]
            lines.append(f"{nodes[0] or s.n3()} {p.n3()} {nodes[1] or o_text}{' ' + name.n3() if name is not None else ''} .\n")
    for file in test.data:
        add(file, None)
    named = dict(test.graphs)
    for word in text.split() if "FROM" in text else ():
        if word.startswith("<") and word.endswith(">") and ":" not in word and (path_of(test.query).parent / word[1:-1]).is_file():
            iri = rdflib.URIRef((path_of(test.query).parent / word[1:-1]).as_uri())
            named[iri] = iri
    for name, file in named.items():
        add(file, name)
    (place / "data.nq").write_text("".join(lines), encoding="utf-8")
    return place / "data.nq"


def literal_n3(o):
    text = str(o).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"' + (f"@{o.language}" if o.language else f"^^<{o.datatype}>" if o.datatype else "")


def ask(query, data, form):
    return subprocess.run([PROGRAM, "query", "--graph", str(data), "--default-graph", "own", "--format", form, "--no-cache", "--data", str(SOURCE), "-"], input=query.encode(),
                          capture_output=True, timeout=60)


def key(t):
    """A term as it is compared: numbers by value, strings without their type."""
    if isinstance(t, rdflib.URIRef):
        return ("iri", str(t))
    datatype = str(t.datatype or "").rpartition("#")[2]
    if datatype in ("integer", "decimal", "double", "float"):
        try:
            return ("number", float(str(t)), datatype)
        except ValueError:
            pass
    return ("literal", str(t), "" if datatype == "string" else str(t.datatype or ""), (t.language or "").lower())


def from_json(b):
    if b["type"] == "uri":
        return rdflib.URIRef(b["value"])
    if b["type"] == "bnode":
        return rdflib.BNode(b["value"])
    return rdflib.Literal(b["value"], lang=b.get("xml:lang"), datatype=b.get("datatype"))


def same_rows(a, b):
    """Two lists of rows as multisets, blank nodes matched one to one by backtracking."""
    def shape(row):
        return tuple(None if t is None else "_" if isinstance(t, rdflib.BNode) else key(t) for t in row)

    def match(rest, left, forth, back):
        if not rest:
            return True
        row = rest[0]
        for i, other in enumerate(left):
            if shape(row) != shape(other):
                continue
            f, r, good = dict(forth), dict(back), True
            for x, y in zip(row, other):
                if isinstance(x, rdflib.BNode):
                    good = good and f.setdefault(x, y) == y and r.setdefault(y, x) == x
            if good and match(rest[1:], left[:i] + left[i + 1:], f, r):
                return True
        return False
    if sorted(map(repr, map(shape, a))) != sorted(map(repr, map(shape, b))):
        return False
    return len(a) > 60 or match(a, b, {}, {})


def expected_of(test):
    path = path_of(test.result)
    if path.suffix in (".srx", ".srj", ".tsv"):
        form = {".srx": "xml", ".srj": "json", ".tsv": "tsv"}[path.suffix]
        with PARSING:
            return rdflib.query.Result.parse(io.BytesIO(path.read_bytes()), format=form)
    graph = rdflib.Graph().parse(path, format=syntax_of(path), publicID=str(test.result))
    sets = list(graph.subjects(rdflib.RDF.type, RS.ResultSet))
    if not sets:
        return graph
    if (answer := graph.value(sets[0], RS.boolean)) is not None:
        result = rdflib.query.Result("ASK")
        result.askAnswer = str(answer) == "true"
        return result
    result = rdflib.query.Result("SELECT")
    result.vars = sorted({rdflib.Variable(str(v)) for v in graph.objects(sets[0], RS.resultVariable)})
    rows = sorted(graph.objects(sets[0], RS.solution), key=lambda s: int(graph.value(s, RS["index"]) or 0))
    result.bindings = [{rdflib.Variable(str(graph.value(b, RS.variable))): graph.value(b, RS.value) for b in graph.objects(row, RS.binding)} for row in rows]
    return result


def evaluate(test, place):
    text = path_of(test.query).read_text(encoding="utf-8")
    data, query = data_of(test, text, place), f"BASE <{test.query}>\n{text}"
    suffix = path_of(test.result).suffix
    if suffix == ".csv":
        done = ask(query, data, "csv")
        if done.returncode:
            return done.stderr.decode()[:300]
        theirs = path_of(test.result).read_bytes().decode().replace("\r\n", "\n").strip("\n").split("\n")
        ours = done.stdout.decode().replace("\r\n", "\n").strip("\n").split("\n")
        columns = [text.split(",") for text in (theirs[0], ours[0])]
        if sorted(columns[0]) != sorted(columns[1]):
            return f"columns {columns[1]}, expected {columns[0]}"
        # Blank nodes have any name in CSV.
        clean = lambda lines: sorted(",".join("_:" if c.startswith("_:") else c for c in line.split(",")) for line in lines[1:])  # noqa: E731
        return None if clean(ours) == clean(theirs) else f"rows {ours[:4]}, expected {theirs[:4]}"
    expected = expected_of(test)
    if isinstance(expected, rdflib.Graph):
        done = ask(query, data, "ntriples")
        if done.returncode:
            return done.stderr.decode()[:300]
        ours = rdflib.Graph().parse(data=done.stdout.decode(), format="nt")
        return None if isomorphic(ours, expected) else f"another graph:\n{done.stdout.decode()[:600]}"
    done = ask(query, data, "json")
    if done.returncode:
        return done.stderr.decode()[:300]
    answer = json.loads(done.stdout)
    if expected.type == "ASK":
        return None if answer.get("boolean") == expected.askAnswer else f"answers {answer.get('boolean')}"
    if "results" not in answer:
        return "no table"
    names = sorted(map(str, expected.vars or []))
    if names != sorted(answer["head"]["vars"]):
        return f"columns {answer['head']['vars']}, expected {names}"
    ours = [tuple(from_json(b[v]) if v in b else None for v in names) for b in answer["results"]["bindings"]]
    theirs = [tuple(b.get(rdflib.Variable(v)) for v in names) for b in expected.bindings]
    if "sort/" in test.name or "order" in test.name:
        plain = lambda rows: [tuple(t if t is None or isinstance(t, rdflib.BNode) else key(t) for t in row) for row in rows]  # noqa: E731
        if [tuple("_" if isinstance(t, rdflib.BNode) else t for t in r) for r in plain(ours)] != [tuple("_" if isinstance(t, rdflib.BNode) else t for t in r) for r in plain(theirs)]:
            return f"order {ours[:6]}, expected {theirs[:6]}"
    if "reduced/" in test.name and {tuple(map(repr, r)) for r in ours} == {tuple(map(repr, r)) for r in theirs}:
        return None
    return None if same_rows(ours, theirs) else f"{len(ours)} rows {sorted(map(repr, ours))[:4]}, expected {len(theirs)} {sorted(map(repr, theirs))[:4]}"


def run(test):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        if test.kind == "evaluation":
            return evaluate(test, place)
        (place / "empty.nq").write_text("")
        done = ask(f"BASE <{test.query}>\n{path_of(test.query).read_text(encoding='utf-8')}", place / "empty.nq", "table")
        if test.kind == "positive":
            return None if done.returncode == 0 else done.stderr.decode()[:300]
        return "was taken" if done.returncode == 0 else None if done.returncode == 2 else f"exit {done.returncode}"


def skipped():
    out = {}
    for line in (SOURCE / "tests/store/w3c_skipped.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, why = line.partition(" ")
            out[name] = why
    return out


def main():
    place = suite()
    if not place:
        print("skipped: the suite is not here; scripts/dependencies --tests gets it")
        return 77
    tests = []
    for manifest in sorted(place.glob("data-*/*/manifest.ttl")):
        folder = f"{manifest.parent.parent.name}/{manifest.parent.name}"
        if manifest.parent.name in OTHER or (WANTED and folder not in WANTED and manifest.parent.name not in WANTED):
            continue
        for graph, node in tests_of(manifest):
            test = Test(graph, node, folder)
            if test.kind and not test.withdrawn:
                tests.append(test)
    known, bad, passed = skipped(), 0, 0
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for test, problem in zip(tests, pool.map(run, tests)):
            if problem is None and test.name in known:
                bad += 1
                print(f"{test.name}: passes, though w3c_skipped.txt lists it")
            elif problem is not None and test.name not in known:
                bad += 1
                print(f"{test.name}: {problem}")
            passed += problem is None
    print(f"{passed} of {len(tests)} W3C tests pass, {len(tests) - passed} do not, {bad} unexpectedly")
    return 1 if bad or (not WANTED and len(tests) < 400) else 0


if __name__ == "__main__":
    sys.exit(main())
