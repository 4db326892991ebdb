# SPDX-License-Identifier: Apache-2.0
"""What export writes is read back by other programs' readers as the same graph: NetworkX (GraphML, Pajek, node-link
JSON), an XML parser (GEXF 1.3, which NetworkX 2.8 does not know) and csv."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

try:
    import networkx as nx
except ImportError:
    sys.exit(77)

PROGRAM = sys.argv[1]
GRAPH = """
@prefix vg: <https://w3id.org/vitagraph/ontology#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <http://example.org/> .
:a foaf:name "Ada \\"Tide\\" Brook & Sons <1>" . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a ; vg:advisor :a .
:c foaf:name "Ben Crane" ; vg:mentor :b . :d foaf:name "Łucja Ewing" .
:p1 vg:author :a, :b ; vg:year 2001 ; vg:publishedIn :v . :p2 vg:author :a, :b, :c ; vg:year 2005 ; vg:publishedIn :w .
:p3 vg:author :d . :a vg:interest :t . :b vg:interest :t . :c vg:interest :t .
"""
E = "http://example.org/"
VENUES = {(E + "a", E + "b"): 2, (E + "a", E + "c"): 1, (E + "b", E + "c"): 1}
COAUTHORS = {(E + "a", E + "b"): 2, (E + "a", E + "c"): 1, (E + "b", E + "c"): 1}
NAMES = {E + "a": 'Ada "Tide" Brook & Sons <1>', E + "b": "Ben Crane", E + "c": "Ben Crane", E + "d": "Łucja Ewing"}


def export(folder, name, *options):
    path = os.path.join(folder, name)
    subprocess.run([PROGRAM, "export", "-q", "-g", os.path.join(folder, "graph.ttl"), "-o", path, *options], check=True)
    return path


def edges(graph):
    return {tuple(sorted((u, v))): d["weight"] for u, v, d in graph.edges(data=True)}


def check(what, ours, expected):
    if ours != expected:
        sys.exit("%s: %r\nexpected: %r" % (what, ours, expected))


def main(folder):
    with open(os.path.join(folder, "graph.ttl"), "w", encoding="utf-8") as out:
        out.write(GRAPH)
    graph = nx.read_graphml(export(folder, "g.graphml"))
    check("graphml", edges(graph), COAUTHORS)
    check("graphml names", nx.get_node_attributes(graph, "label"), NAMES)
    check("graphml years", [graph[E + "a"][E + "b"][k] for k in ("first_year", "last_year", "newman")], [2001, 2005, 1.5])
    check("graphml components", nx.get_node_attributes(graph, "component"), {E + "a": 1, E + "b": 1, E + "c": 1, E + "d": 2})
    with open(export(folder, "g.json"), encoding="utf-8") as text:
        graph = nx.node_link_graph(json.load(text))
    check("json", edges(graph), COAUTHORS)
    check("json names", nx.get_node_attributes(graph, "label"), NAMES)
    graph = nx.Graph(nx.read_pajek(export(folder, "g.net")))
    check("pajek", sorted(graph), ["Ada 'Tide' Brook & Sons <1>", "Ben Crane (%sb)" % E, "Ben Crane (%sc)" % E, "Łucja Ewing"])
    check("pajek weights", sorted(d["weight"] for _, _, d in graph.edges(data=True)), [1.0, 1.0, 2.0])
    ns = "{http://gexf.net/1.3}"
    root = xml.parse(export(folder, "g.gexf")).getroot()
    check("gexf", {tuple(sorted((e.get("source"), e.get("target")))): int(e.get("weight")) for e in root.iter(ns + "edge")}, COAUTHORS)
    check("gexf names", {n.get("id"): n.get("label") for n in root.iter(ns + "node")}, NAMES)
    declared = {a.get("id") for a in root.iter(ns + "attribute")}
    check("gexf attributes", {v.get("for") for v in root.iter(ns + "attvalue")} <= declared, True)
    with open(export(folder, "g.csv"), encoding="utf-8", newline="") as text:
        check("csv", {(r["Source"], r["Target"]): int(r["Weight"]) for r in csv.DictReader(text)}, COAUTHORS)
    with open(os.path.join(folder, "g.nodes.csv"), encoding="utf-8", newline="") as text:
        check("csv names", {r["Id"]: r["Label"] for r in csv.DictReader(text)}, NAMES)
    graph = nx.read_graphml(export(folder, "a.graphml", "--relation", "advising"))
    check("advising", sorted(graph.edges(data="kinds")), [(E + "a", E + "b", "doctoralAdvisor"), (E + "b", E + "c", "mentor")])
    graph = nx.read_graphml(export(folder, "v.graphml", "--relation", "venue"))
    check("venue", (edges(graph), graph[E + "a"][E + "c"]["newman"]), (VENUES, 0.5))
    graph = nx.read_graphml(export(folder, "m.graphml", "--min-weight", "2", "--min-degree", "1"))
    check("limits", edges(graph), {(E + "a", E + "b"): 2})
    graph = nx.read_graphml(export(folder, "y.graphml", "--as-of", "2003", "--around", E + "b"))
    check("as of", (sorted(graph), edges(graph)), ([E + "a", E + "b"], {(E + "a", E + "b"): 1}))
    with open(export(folder, "g.dot"), encoding="utf-8") as text:
        check("dot", text.read().splitlines()[1], '  "http://example.org/a" [label="Ada \\"Tide\\" Brook & Sons <1>"];')


with tempfile.TemporaryDirectory() as temporary:
    main(temporary)
