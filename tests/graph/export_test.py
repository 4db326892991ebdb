# SPDX-License-Identifier: Apache-2.0
"""What export writes is read back by other programs as the same graph, from a small graph that has every trap in it and from the
samples: NetworkX reads GraphML, GEXF, Pajek and node-link JSON, igraph reads GraphML and Pajek, Graphviz's language is read by the few
lines of dot() below, CSV by csv. What the one has read is handed to the other and written again (GraphML), and is the same still.

    export_test.py VITAGRAPH SOURCE_DIR
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import igraph
    import networkx as nx
    from networkx.readwrite.gexf import GEXF
except ImportError:
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
GRAPH = """
@prefix vg: <https://w3id.org/vitagraph/ontology#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <http://example.org/> .
:a foaf:name "Ada \\"Tide\\" Brook & Sons <1>" . :b foaf:name "Ben Crane" ; vg:doctoralAdvisor :a ; vg:advisor :a .
:c foaf:name "Ben Crane" ; vg:mentor :b . :d foaf:name "Łucja Ewing" .
:p1 vg:author :a, :b ; vg:year 2001 ; vg:publishedIn :v . :p2 vg:author :a, :b, :c ; vg:year 2005 ; vg:publishedIn :w .
:p3 vg:author :d . :p4 vg:author :d, :c . :a vg:interest :t . :b vg:interest :t . :c vg:interest :t .
"""
E = "http://example.org/"
VENUES = {(E + "a", E + "b"): 2, (E + "a", E + "c"): 1, (E + "b", E + "c"): 1}
COAUTHORS = {(E + "a", E + "b"): 2, (E + "a", E + "c"): 1, (E + "b", E + "c"): 1, (E + "c", E + "d"): 1}
NAMES = {E + "a": 'Ada "Tide" Brook & Sons <1>', E + "b": "Ben Crane", E + "c": "Ben Crane", E + "d": "Łucja Ewing"}
FIGURES = ("publications", "degree", "core", "component")
# NetworkX 2.8 knows GEXF up to 1.2; what we write of 1.3 differs by its namespace only.
GEXF.versions["1.3"] = {**GEXF.versions["1.2draft"], "NS_GEXF": "http://gexf.net/1.3", "VERSION": "1.3"}


def export(folder, name, *options, graph="graph.ttl"):
    path = os.path.join(folder, name)
    subprocess.run([PROGRAM, "export", "-q", "-g", os.path.join(folder, graph), "-o", path, "--data", SOURCE, *options], check=True)
    return path


def check(what, ours, expected):
    if ours != expected:
        sys.exit("%s: %r\nexpected: %r" % (what, ours, expected))


def edges(graph):
    return {tuple(sorted((u, v))): d["weight"] for u, v, d in graph.edges(data=True)}


def small(folder):
    with open(os.path.join(folder, "graph.ttl"), "w", encoding="utf-8") as out:
        out.write(GRAPH)
    graph = nx.read_graphml(export(folder, "g.graphml"))
    check("graphml", edges(graph), COAUTHORS)
    check("graphml names", nx.get_node_attributes(graph, "label"), NAMES)
    check("graphml years", [graph[E + "a"][E + "b"][k] for k in ("first_year", "last_year", "newman")], [2001, 2005, 1.5])
    check("graphml undated", sorted(graph[E + "c"][E + "d"]), ["id", "newman", "weight"])
    check("pajek labels", sorted(nx.read_pajek(export(folder, "g.net"))),
          ["Ada 'Tide' Brook & Sons <1>", "Ben Crane (%sb)" % E, "Ben Crane (%sc)" % E, "Łucja Ewing"])
    graph = nx.read_graphml(export(folder, "a.graphml", "--relation", "advising"))
    check("advising", sorted(graph.edges(data="kinds")), [(E + "a", E + "b", "doctoralAdvisor"), (E + "b", E + "c", "mentor")])
    graph = nx.read_graphml(export(folder, "v.graphml", "--relation", "venue"))
    check("venue", (edges(graph), graph[E + "a"][E + "c"]["newman"]), (VENUES, 0.5))
    graph = nx.read_graphml(export(folder, "m.graphml", "--min-weight", "2", "--min-degree", "1"))
    check("limits", edges(graph), {(E + "a", E + "b"): 2})
    graph = nx.read_graphml(export(folder, "y.graphml", "--as-of", "2003", "--around", E + "b"))
    check("as of", (sorted(graph), edges(graph)), ([E + "a", E + "b"], {(E + "a", E + "b"): 1}))


def same_numbers(value):
    """1.0 and 1 are one number; what igraph keeps for an attribute that an edge lacks is none."""
    return None if value in ("", None) or value != value else value if isinstance(value, str) else float(value)


def content(nodes, links, directed, node_figures=FIGURES, link_figures=("weight", "newman", "first_year", "last_year", "kinds")):
    """Nodes by id with label and figures; links by their ends."""
    return ({i: (a.get("label"), *(same_numbers(a.get(k)) for k in node_figures)) for i, a in nodes},
            {((u, v) if directed else tuple(sorted((u, v)))): tuple(same_numbers(a.get(k)) for k in link_figures) for u, v, a in links})


def of_networkx(graph, **figures):
    return content(graph.nodes(data=True), graph.edges(data=True), graph.is_directed(), **figures)


def of_igraph(graph, name="id", **figures):
    ids = graph.vs[name]
    return content([(v[name], v.attributes()) for v in graph.vs], [(ids[e.source], ids[e.target], e.attributes()) for e in graph.es],
                   graph.is_directed(), **figures)


def dot(path):
    """The nodes and links of the subset of Graphviz's language that export writes."""
    quoted = r'"((?:[^"\\]|\\.)*)"'
    plain = lambda text: re.sub(r"\\(.)", r"\1", text)
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    nodes, links = [], []
    for line in lines[1:-1]:
        if found := re.fullmatch(rf"  {quoted} \[label={quoted}\];", line):
            nodes.append((plain(found[1]), {"label": plain(found[2])}))
        elif found := re.fullmatch(rf"  {quoted} (?:--|->) {quoted} \[weight=(\d+)(?:, label={quoted})?\];", line):
            links.append((plain(found[1]), plain(found[2]), {"weight": int(found[3]), "kinds": found[4]}))
        else:
            sys.exit("dot: " + line)
    return content(nodes, links, lines[0] == "digraph vitagraph {", (), ("weight", "kinds"))


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as text:
        return [{{"Source": "source", "Target": "target", "Id": "id", "FirstYear": "first_year", "LastYear": "last_year"}.get(k, k.lower()): v
                 for k, v in row.items()} for row in csv.DictReader(text)]


def numbers(rows, names):
    return [{k: float(v) if k in names and v else v for k, v in row.items()} for row in rows]


def every_format(folder, name, relation):
    """All formats hold the one graph that the JSON holds, whichever program reads them."""
    def path(ending):
        return export(folder, f"{name}-{relation}.{ending}", "--relation", relation, graph=name + ".ttl")

    with open(path("json"), encoding="utf-8") as text:
        plain = json.load(text)
    directed = relation == "advising"
    expected = content([(n["id"], n) for n in plain["nodes"]], [(e["source"], e["target"], e) for e in plain["links"]], directed)
    what = f"{name}, {relation}, "
    if not expected[1]:
        sys.exit(what + "no links")
    check(what + "json by networkx", of_networkx(nx.node_link_graph(plain)), expected)
    by_igraph = igraph.Graph.DictList([{**n, "name": n["id"]} for n in plain["nodes"]], plain["links"], directed=directed)
    check(what + "json by igraph", of_igraph(by_igraph, "name"), expected)

    file = path("graphml")
    by_networkx, by_igraph = nx.read_graphml(file), igraph.Graph.Read_GraphML(file)
    check(what + "graphml by networkx", of_networkx(by_networkx), expected)
    check(what + "graphml by igraph", of_igraph(by_igraph), expected)
    check(what + "types", {type(v) for n in by_networkx.nodes for k, v in by_networkx.nodes[n].items() if k in FIGURES}, {int})
    again = os.path.join(folder, "again.graphml")
    by_igraph.vs["iri"] = by_igraph.vs["id"]
    by_igraph.write_graphml(again)
    rewritten = nx.relabel_nodes(nx.read_graphml(again), dict(nx.read_graphml(again).nodes(data="iri")))
    check(what + "graphml through igraph to networkx", of_networkx(rewritten), expected)
    nx.write_graphml(by_networkx, again)
    check(what + "graphml through networkx to igraph", of_igraph(igraph.Graph.Read_GraphML(again)), expected)

    by_networkx = nx.read_gexf(path("gexf"), version="1.3")
    for _, figures in by_networkx.nodes(data=True):
        figures["degree"] = figures.pop("links")  # as Gephi has a "Degree" of its own
    check(what + "gexf by networkx", of_networkx(by_networkx), expected)
    handed = igraph.Graph.from_networkx(by_networkx, vertex_attr_hashable="id")
    check(what + "gexf by way of networkx to igraph", of_igraph(handed), expected)

    file = path("net")
    weights = sorted(figures[0] for figures in expected[1].values())
    degrees = sorted(figures[2] for figures in expected[0].values())
    by_networkx, by_igraph = nx.read_pajek(file), igraph.Graph.Read_Pajek(file)
    check(what + "pajek by networkx", (len(by_networkx), sorted(d["weight"] for _, _, d in by_networkx.edges(data=True))), (len(degrees), weights))
    check(what + "pajek by igraph", (sorted(by_igraph.es["weight"]), sorted(by_igraph.degree()), by_igraph.is_directed()), (weights, degrees, directed))
    check(what + "pajek names", set(by_igraph.vs["id"]), set(by_networkx))

    links, nodes = read_csv(path("csv")), read_csv(os.path.join(folder, f"{name}-{relation}.nodes.csv"))
    check(what + "csv types", {row["type"] for row in links}, {"Directed" if directed else "Undirected"})
    links, nodes = numbers(links, ("weight", "newman", "first_year", "last_year")), numbers(nodes, FIGURES)
    check(what + "csv", content([(n["id"], n) for n in nodes], [(e["source"], e["target"], e) for e in links], directed), expected)
    by_igraph = igraph.Graph.DictList([{**n, "name": n["id"]} for n in nodes], links, directed=directed)
    check(what + "csv by igraph", of_igraph(by_igraph, "name"), expected)

    bare = ({i: figures[:1] for i, figures in expected[0].items()}, {pair: (figures[0], figures[4]) for pair, figures in expected[1].items()})
    check(what + "dot", dot(path("dot")), bare)


with tempfile.TemporaryDirectory() as temporary:
    small(temporary)
    subprocess.run([PROGRAM, "build", "-q", os.path.join(SOURCE, "tests/samples"), "-o", os.path.join(temporary, "samples.ttl"), "--data", SOURCE], check=True,
                   stderr=subprocess.DEVNULL)
    for graph_name in ("graph", "samples"):
        for relation_name in ("coauthor", "advising", "venue"):
            every_format(temporary, graph_name, relation_name)
