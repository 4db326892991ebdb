#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks the embedded engine and rdflib the same questions on the same graph: every construct of SPARQL 1.1 Query that the
engine takes, and the queries that come with the program. Rows are compared as multisets."""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import servers  # noqa: E402  (skips where rdflib is missing)
import rdflib  # noqa: E402

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
DATA = """@prefix ex: <http://ex.org/> . @prefix vg: <https://w3id.org/vitagraph/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
ex:ada a vg:Person ; rdfs:label "Ada Moss" ; foaf:name "Ada Moss", "A. Moss"@en ; vg:doctoralAdvisor ex:bo, ex:cy ; ex:age 41 ; ex:height 1.71 ; ex:since "2012"^^xsd:gYear .
ex:bo a vg:Person ; rdfs:label "Bo Fern" ; vg:doctoralAdvisor ex:cy ; ex:age 63 ; ex:mail <mailto:bo@ex.org> ; ex:since "2001-05-01"^^xsd:date .
ex:cy a vg:Person ; rdfs:label "Cy Reed"@en ; ex:age 80 ; ex:knows ex:ada ; ex:note "a \\"quote\\"\\nand a tab\\t" .
ex:dee a vg:Person ; rdfs:label "Dée Çelik" ; vg:doctoralAdvisor ex:dee ; ex:weight 5.5e1 ; ex:flag true .
ex:p1 vg:author ex:ada, ex:bo ; vg:year 2010 ; rdfs:label "On moss" . ex:p2 vg:author ex:ada, ex:bo, ex:cy ; vg:year 2012 ; rdfs:label "On fern" .
ex:p3 vg:author ex:dee ; rdfs:label "On reed" ; vg:publishedIn ex:v . ex:v rdfs:label "Journal of Plants" .
"""
PREFIXES = "PREFIX ex: <http://ex.org/> PREFIX vg: <https://w3id.org/vitagraph/ontology#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " \
           "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX foaf: <http://xmlns.com/foaf/0.1/> "
QUERIES = """
SELECT * { ?s ?p ?o }
SELECT (COUNT(*) AS ?n) { ?s ?p ?o }
SELECT ?s ?t { ?s a ?t }
SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p
SELECT ?n { ?s rdfs:label ?n FILTER(LANG(?n) = "") } ORDER BY DESC(?n) LIMIT 3 OFFSET 1
SELECT ?x { ex:ada vg:doctoralAdvisor+ ?x }
SELECT ?x ?y { ?x vg:doctoralAdvisor* ?y }
SELECT ?x ?y { ?x vg:doctoralAdvisor? ?y }
SELECT ?x { ?x ^vg:doctoralAdvisor/vg:doctoralAdvisor ex:cy }
SELECT ?x ?y { ?x (vg:doctoralAdvisor|ex:knows)+ ?y }
SELECT ?x ?y { ?x !(vg:author|rdfs:label|a) ?y }
SELECT ?x { ?x vg:doctoralAdvisor ?x }
SELECT ?x { ex:ada (vg:doctoralAdvisor/vg:doctoralAdvisor)? ?x }
SELECT ?a ?b { ?p vg:author ?a, ?b FILTER(?a != ?b) }
SELECT ?a (COUNT(?p) AS ?n) (MIN(?y) AS ?f) (MAX(?y) AS ?l) (SUM(?y) AS ?s) (AVG(?y) AS ?m) { ?p vg:author ?a OPTIONAL { ?p vg:year ?y } } GROUP BY ?a HAVING (COUNT(?p) > 1)
SELECT (COUNT(DISTINCT ?a) AS ?n) { ?p vg:author ?a }
SELECT (SUM(?x) AS ?s) { ?a ex:nothing ?x }
SELECT ?a { ?a a vg:Person OPTIONAL { ?a ex:age ?g FILTER(?g > 50) } FILTER(!BOUND(?g)) }
SELECT ?a ?g { ?a a vg:Person OPTIONAL { ?a ex:age ?g } } ORDER BY ?g ?a
SELECT ?a ?m { ?a a vg:Person MINUS { ?a ex:age ?g } }
SELECT ?a { ?a a vg:Person FILTER EXISTS { ?p vg:author ?a } FILTER NOT EXISTS { ?a vg:doctoralAdvisor ex:cy } }
SELECT ?x { { ?x ex:age ?g FILTER(?g < 50) } UNION { ?x ex:flag true } }
SELECT ?a ?b { VALUES (?a ?b) { (ex:ada UNDEF) (UNDEF 63) } ?a ex:age ?b }
SELECT ?s (STRLEN(?n) AS ?l) (UCASE(?n) AS ?u) (LCASE(?n) AS ?w) (SUBSTR(?n, 2, 3) AS ?sub) { ?s rdfs:label ?n }
SELECT ?n (LANG(?n) AS ?l) (DATATYPE(?n) AS ?d) { ?s rdfs:label ?n }
SELECT ?n { ?s foaf:name ?n FILTER(LANGMATCHES(LANG(?n), "EN")) }
SELECT ?n { ?s rdfs:label ?n FILTER(REGEX(?n, "^(a|c)", "i")) }
SELECT ?n { ?s rdfs:label ?n FILTER(CONTAINS(?n, "oss") || STRSTARTS(?n, "On") && STRENDS(?n, "d")) }
SELECT (REPLACE(?n, "([aeo])", "<$1>") AS ?r) (CONCAT(?n, "!", "?") AS ?c) (STRBEFORE(?n, " ") AS ?b) (STRAFTER(?n, " ") AS ?a) { ?p vg:year ?y ; rdfs:label ?n }
SELECT (ENCODE_FOR_URI("a b;ç") AS ?e) (ABS(-4) AS ?x) (CEIL(4.2) AS ?c) (FLOOR(4.8) AS ?f) (ROUND(4.5) AS ?r) {}
SELECT (IF(?g > 50, "old", "young") AS ?k) (COALESCE(?zz, ?g, 0) AS ?c) { ?a ex:age ?g }
SELECT ?s { ?s ex:mail ?m FILTER(ISIRI(?m) && !ISLITERAL(?m) && !ISBLANK(?m)) }
SELECT ?s ?o { ?s ?p ?o FILTER(ISNUMERIC(?o)) }
SELECT ?g { ?a ex:age ?g FILTER(?g IN (41, 80)) }
SELECT ?g { ?a ex:age ?g FILTER(?g NOT IN (41, 80)) }
SELECT (xsd:integer("5") + 1 AS ?i) (xsd:string(5) AS ?s) (xsd:boolean("true") AS ?b) (xsd:double("1.5") AS ?d) {}
SELECT (YEAR(?d) AS ?y) (MONTH(?d) AS ?m) (DAY(?d) AS ?t) { BIND("2011-01-10T14:45:13Z"^^xsd:dateTime AS ?d) }
SELECT (STRLANG("x", "de") AS ?a) (STRDT("5", xsd:integer) AS ?b) (IRI("http://ex.org/z") AS ?c) (STR(ex:z) AS ?d) (SAMETERM(ex:z, ex:z) AS ?e) {}
SELECT ?a (GROUP_CONCAT(?n; SEPARATOR=", ") AS ?all) { { SELECT ?a ?n { ?p vg:author ?a ; rdfs:label ?n } ORDER BY ?n } } GROUP BY ?a
SELECT ?a ?n { ?a a vg:Person { SELECT ?a (COUNT(?p) AS ?n) { ?p vg:author ?a } GROUP BY ?a } FILTER(?n > 1) }
SELECT ?y (COUNT(*) AS ?n) { ?p vg:year ?y } GROUP BY (?y - 2010 AS ?k) ?y ORDER BY ?y
SELECT ?k (COUNT(*) AS ?n) { ?p vg:author ?a } GROUP BY (STRLEN(STR(?a)) AS ?k) ORDER BY ?k
SELECT ?a ?b { ?a ex:age ?x . ?b ex:age ?y FILTER(?x < ?y) } ORDER BY ?a ?b
SELECT ?x ?y { ?x vg:author ?a . OPTIONAL { ?x vg:year ?y . OPTIONAL { ?x vg:publishedIn ?v } } }
SELECT ?x { ?x vg:author [ ex:age 41 ] }
SELECT ?n { ex:cy ex:note ?n }
SELECT ?s { ?s ex:since ?d FILTER(?d > "2000-01-01"^^xsd:date) }
SELECT DISTINCT ?v { ?p vg:author/rdfs:label ?n BIND(STRLEN(?n) > 7 AS ?v) }
SELECT ?a { ?a ex:age ?g } ORDER BY DESC(?g - 1) LIMIT 1
SELECT ?s { ?s ex:unknownProperty ?o }
SELECT ?o { ex:nobody ?p ?o }
SELECT (1/0 AS ?e) (2 AS ?t) {}
ASK { ex:ada vg:doctoralAdvisor ex:bo }
ASK { ex:ada vg:doctoralAdvisor ex:ada }
ASK { ?p foaf:name "A. Moss"@en }
CONSTRUCT { ?b ex:student ?a } WHERE { ?a vg:doctoralAdvisor ?b }
CONSTRUCT WHERE { ?a vg:doctoralAdvisor ?b }
""".strip().splitlines()
# What rdflib 6.1 gets wrong or refuses, with the answers that the Recommendation wants.
E = "http://ex.org/"
BY_HAND = {
    "SELECT ?x { ex:cy !^vg:author ?x }": [E + "ada", E + "bo"],
    "SELECT ?a ?w { VALUES ?a { ex:ada ex:zed } OPTIONAL { ?a ex:age ?w } }": [E + "ada 41", E + "zed -"],
    "SELECT ?d { ?a ex:age ?g BIND(?g * 2 + 1 AS ?d) FILTER(?d / 2 > 42) }": ["127", "161"],
    'SELECT (ENCODE_FOR_URI("a/b") AS ?e) {}': ["a%2Fb"],
    "DESCRIBE ex:p3": [E + "p3 https://w3id.org/vitagraph/ontology#author " + E + "dee", E + "p3 http://www.w3.org/2000/01/rdf-schema#label On reed",
                       E + "p3 https://w3id.org/vitagraph/ontology#publishedIn " + E + "v"],
    "DESCRIBE ?x { ?x rdfs:label \"Journal of Plants\" }": [E + "v http://www.w3.org/2000/01/rdf-schema#label Journal of Plants"],
}
WRONG = ["SELECT", "SELECT ?x { ?x ?y }", "SELECT ?x { ?x nope:p ?y }", "SELECT ?x WHERE { ?x a ?y", "SELECT (STRLEN(?x, 1) AS ?y) {}", "SELECT (FOO(1) AS ?y) {}",
         "SELECT ?x { ?x <p q> 1 }", "SELECT ?x ?y { ?x a ?z } GROUP BY ?x", "{" * 100000, "SELECT * {" + "{" * 5000 + "}" * 5001, "ASK { ?s ?p \"open }", "SELECT ?x { ?x a ?y } LIMIT x",
         "SELECT ?x { SERVICE <http://e/> { ?x a ?y } }", "\udcff"]


def term(t):
    """rdflib's term as we compare: numbers by value (two engines may write one decimal in two ways)."""
    if t is None:
        return None
    if isinstance(t, rdflib.URIRef):
        return ("uri", str(t))
    if isinstance(t, rdflib.BNode):
        return ("bnode",)
    datatype = str(t.datatype) if t.datatype and not t.language else ""
    if datatype.endswith("#string"):
        datatype = ""
    return literal(str(t), datatype, t.language or "")


def literal(value, datatype, language):
    if datatype.rsplit("#")[-1] in ("decimal", "double", "float"):
        return ("number", round(float(value), 9))
    return ("literal", value, datatype, language)


def ours_term(b):
    if b["type"] == "uri":
        return ("uri", b["value"])
    if b["type"] == "bnode":
        return ("bnode",)
    return literal(b["value"], b.get("datatype", ""), b.get("xml:lang", ""))


def run(query, graph):
    return subprocess.run([PROGRAM, "query", "--graph", str(graph), "--format", "json", "--data", str(SOURCE), "-"],
                          input=query.encode("utf-8", "surrogateescape"), capture_output=True, timeout=60)


def answer(query, graph):
    done = run(query, graph)
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr.decode()}"
    data = json.loads(done.stdout)
    if "boolean" in data:
        return data["boolean"]
    return [tuple(ours_term(b[v]) if v in b else None for v in data["head"]["vars"]) for b in data["results"]["bindings"]], data["head"]["vars"]


def compare(query, graph, path):
    expected = graph.query(query)
    got = answer(query, path)
    if expected.type == "ASK":
        return None if got == expected.askAnswer else f"expected {expected.askAnswer}, got {got}"
    if isinstance(got, str):
        return got
    rows, variables = got
    if expected.type in ("CONSTRUCT", "DESCRIBE"):
        wanted = [tuple(map(term, t)) for t in expected.graph]
    else:
        names = [str(v) for v in expected.vars]
        if sorted(names) != sorted(variables):
            return f"columns {variables}, expected {names}"
        wanted = [tuple(term(row[rdflib.Variable(v)]) for v in variables) for row in expected]
    a, b = collections.Counter(rows), collections.Counter(wanted)
    if a != b:
        return f"unexpected: {list((a - b).elements())[:5]}\n  missing: {list((b - a).elements())[:5]}"
    return None


def main():
    failed = 0
    graph = rdflib.Graph().parse(data=DATA, format="turtle")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "g.ttl"
        path.write_text(DATA, encoding="utf-8")
        for query in QUERIES:
            problem = compare(PREFIXES + query, graph, path)
            if problem:
                failed += 1
                print(f"FAILED {query}\n  {problem}")
        for query, wanted in BY_HAND.items():
            got = answer(PREFIXES + query, path)
            if isinstance(got, str) or collections.Counter(" ".join(t[1] if t else "-" for t in r) for r in got[0]) != collections.Counter(wanted):
                failed += 1
                print(f"FAILED {query}\n  {got}")
        for query in WRONG:
            done = run(PREFIXES + query, path)
            if done.returncode != 2 or b"error: " not in done.stderr:
                failed += 1
                print(f"FAILED to refuse {query[:80]!r}: exit {done.returncode}, {done.stderr[:200]!r}")
        failed += shipped(pathlib.Path(folder))
    print(f"{len(QUERIES)} queries, {len(WRONG)} wrong ones, {failed} failed")
    return 1 if failed else 0


def shipped(folder):
    """Each query that comes with the program finds something in the samples, and what rdflib finds."""
    failed = 0
    shown = None
    for file, sample in servers.named(folder):
        if sample != shown:
            shown, graph = sample, rdflib.Graph().parse(sample)
        query = servers.prefixes() + file.read_text(encoding="utf-8")
        problem = compare(query, graph, sample)
        rows = answer(query, sample)
        if not problem and not rows[0]:
            problem = "finds nothing in the samples"
        if problem:
            failed += 1
            print(f"FAILED {file.name}\n  {problem}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
