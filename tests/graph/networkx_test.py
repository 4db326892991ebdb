# SPDX-License-Identifier: Apache-2.0
"""Figures of rank, stats, components, path, coauthors and lineage against NetworkX on the same graphs: generated papers
with heavy-tailed teams, repeat collaboration, small separate groups and lonely authors; generated advisors; the graph of
tests/samples; and the graph of the annotated corpus where that is beside the checkout.

    networkx_test.py VITAGRAPH SOURCE_DIR [AUTHORS…]     with numbers: only graphs of so many authors and people, which takes
                                                         NetworkX some minutes beyond 100,000
"""
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile

try:
    import networkx as nx
    # nx.pagerank hands over to SciPy; this is the same algorithm of NetworkX without it.
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank
except ImportError:
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1], os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(SOURCE, "tests/benchmarks"))
import generate_network  # noqa: E402

VG = "https://w3id.org/vitagraph/ontology#"
PERSON = "http://example.org/person/%05d"
failures = []


def papers(authors, count, seed):
    """Author lists; authors whose number ends in 97 stay alone."""
    rng = random.Random(seed)
    teams, seen = [], []
    for _ in range(count):
        size = min(1 + int(rng.paretovariate(1.6)), 12)
        team = set()
        while len(team) < size:
            old = seen and rng.random() < 0.6
            team.add(rng.choice(seen) if old else rng.randrange(authors))
        if any(author % 100 == 97 for author in team):
            team = {min(team)}
        teams.append(sorted(team))
        seen.extend(team)
    return teams


def write(teams, path):
    with open(path, "w", encoding="utf-8") as out:
        for number, team in enumerate(teams):
            paper = "<http://example.org/paper/%d>" % number
            out.write('%s <%syear> "%d"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' % (paper, VG, 1990 + number % 30))
            for author in team:
                out.write("%s <%sauthor> <%s> .\n" % (paper, VG, PERSON % author))


def network(teams):
    graph = nx.Graph()
    for team in teams:
        graph.add_nodes_from(PERSON % a for a in team)
        for i, a in enumerate(team):
            for b in team[i + 1:]:
                u, v = PERSON % a, PERSON % b
                weight = graph[u][v]["weight"] + 1 if graph.has_edge(u, v) else 1
                graph.add_edge(u, v, weight=weight)
    return graph


def ask(path, *words):
    text = subprocess.run([PROGRAM, words[0], "-q", "--data", SOURCE, "-g", path, "--format", "json", *words[1:]], check=True, stdout=subprocess.PIPE).stdout
    return json.loads(text)


def ranks(path, by, *options):
    return {row["iri"]: row[by] for row in ask(path, "rank", "--by", by, "--top", "0", *options)}


def same(what, ours, theirs, tolerance):
    if set(ours) != set(theirs):
        failures.append("%s: %d persons, NetworkX has %d" % (what, len(ours), len(theirs)))
        return
    worst = max(ours, key=lambda key: abs(ours[key] - theirs[key]))
    if abs(ours[worst] - theirs[worst]) > tolerance:
        failures.append("%s: %s has %r, NetworkX says %r" % (what, worst, ours[worst], theirs[worst]))


def close(what, ours, theirs, tolerance=1e-9):
    both_nan = ours is None and (theirs is None or math.isnan(theirs))
    if not both_nan and (ours is None or abs(ours - theirs) > tolerance):
        failures.append("%s: %r, NetworkX says %r" % (what, ours, theirs))


def compare_ranks(name, path, graph):
    exact = ("--samples", "all")
    same(name + " degree", ranks(path, "degree"), dict(graph.degree()), 0)
    same(name + " strength", ranks(path, "strength"), dict(graph.degree(weight="weight")), 0)
    same(name + " core", ranks(path, "core"), nx.core_number(graph), 0)
    same(name + " clustering", ranks(path, "clustering"), nx.clustering(graph), 1e-12)
    same(name + " betweenness", ranks(path, "betweenness", *exact), nx.betweenness_centrality(graph), 1e-9)
    same(name + " closeness", ranks(path, "closeness", *exact), nx.closeness_centrality(graph), 1e-9)
    same(name + " pagerank", ranks(path, "pagerank"), pagerank(graph, weight=None, tol=1e-14, max_iter=1000), 1e-9)
    same(name + " weighted pagerank", ranks(path, "pagerank", "--weighted"), pagerank(graph, tol=1e-14, max_iter=1000), 1e-9)
    cut = set(nx.articulation_points(graph))
    same(name + " articulation", ranks(path, "articulation"), {v: int(v in cut) for v in graph}, 0)
    bridges = {v: 0 for v in graph}
    for u, v in nx.bridges(graph):
        bridges[u] += 1
        bridges[v] += 1
    same(name + " bridges", ranks(path, "bridges"), bridges, 0)


def compare_stats(name, path, graph):
    ours = {row["measure"]: row.get("value") for row in ask(path, "stats", "--samples", "all")}
    parts = list(nx.connected_components(graph))
    close(name + " links", ours["links"], graph.number_of_edges())
    close(name + " density", ours["density"], nx.density(graph))
    close(name + " components", ours["components"], len(parts))
    close(name + " mean clustering", ours["mean_local_clustering"], nx.average_clustering(graph))
    close(name + " transitivity", ours["transitivity"], nx.transitivity(graph))
    ends = [(graph.degree(a), graph.degree(b)) for u, v in graph.edges() for a, b in ((u, v), (v, u))]
    if len(set(ends)) > 1:
        close(name + " assortativity", ours["degree_assortativity"], statistics.correlation(*zip(*ends)))
    lengths = [d for _, to in nx.all_pairs_shortest_path_length(graph) for d in to.values() if d]
    close(name + " mean distance", ours["mean_distance"], sum(lengths) / len(lengths) if lengths else 0)
    close(name + " diameter", ours["diameter"], max(lengths, default=0))


def compare_parts(name, path, graph):
    ours = {}
    for row in ask(path, "components", "--members", "--top", "0"):
        ours.setdefault(row["component"], set()).add(row["iri"])
    if {frozenset(part) for part in ours.values()} != {frozenset(part) for part in nx.connected_components(graph)}:
        failures.append(name + ": other components")
    sizes = [len(ours[number]) for number in sorted(ours)]
    if sizes != sorted(sizes, reverse=True):
        failures.append(name + ": components not by size")


def compare_paths(name, path, graph, seed):
    rng = random.Random(seed)
    nodes = sorted(graph)
    for _ in range(6):
        a, b = rng.sample(nodes, 2)
        ours = {}
        for row in ask(path, "path", a, b, "--paths", "0"):
            way = ours.setdefault(row["path"], [row["iri"]])
            way.append(row["coauthor_iri"])
            if row["publications"] != graph[row["iri"]][row["coauthor_iri"]]["weight"]:
                failures.append("%s: wrong number of publications in a path" % name)
        theirs = list(nx.all_shortest_paths(graph, a, b)) if nx.has_path(graph, a, b) else []
        if sorted(ours.values()) != sorted(theirs):
            failures.append("%s: %d paths from %s to %s, NetworkX finds %d" % (name, len(ours), a, b, len(theirs)))
        for u, v, data in graph.edges(data=True):
            data["length"] = 1 / data["weight"]
        if theirs:
            ours, rows = {}, ask(path, "path", a, b, "--weighted", "--paths", "0")
            for row in rows:
                ours.setdefault(row["path"], []).append(1 / row["publications"])
            close("%s length from %s to %s" % (name, a, b), max(map(sum, ours.values())), nx.dijkstra_path_length(graph, a, b, weight="length"))
        around = {row["iri"]: row["distance"] for row in ask(path, "coauthors", a, "--depth", "3", "--top", "0")}
        within = nx.single_source_shortest_path_length(graph, a, cutoff=3)
        same(name + " coauthors", around, {v: d for v, d in within.items() if d}, 0) if around else None


def sample(count, size, seed=1):
    """The vertices that vitagraph takes for `--samples`: SplitMix64 and a partial shuffle."""
    state, mask, places = seed, (1 << 64) - 1, list(range(count))
    for i in range(size):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        j = i + (((z ^ (z >> 31)) >> 32) * (count - i) >> 32)
        places[i], places[j] = places[j], places[i]
    return sorted(places[:size])


def compare_large(name, path, graph, sources):
    """What NetworkX can do on a large graph: betweenness and closeness from some sources, distances from a few."""
    same(name + " degree", ranks(path, "degree"), dict(graph.degree()), 0)
    same(name + " strength", ranks(path, "strength"), dict(graph.degree(weight="weight")), 0)
    same(name + " core", ranks(path, "core"), nx.core_number(graph), 0)
    same(name + " clustering", ranks(path, "clustering"), nx.clustering(graph), 1e-12)
    # NetworkX's bound is of the sum of all changes, divided by the number of people.
    same(name + " pagerank", ranks(path, "pagerank"), pagerank(graph, weight=None, tol=1e-16, max_iter=1000), 1e-9)
    same(name + " weighted pagerank", ranks(path, "pagerank", "--weighted"), pagerank(graph, tol=1e-16, max_iter=1000), 1e-9)
    nodes = sorted(graph)
    chosen = [nodes[i] for i in sample(len(nodes), sources)]
    theirs = nx.betweenness_centrality_subset(graph, chosen, nodes)
    factor = 2 * len(nodes) / sources / (len(nodes) - 1) / (len(nodes) - 2)
    same(name + " betweenness", ranks(path, "betweenness", "--samples", str(sources)), {v: x * factor for v, x in theirs.items()}, 1e-9)
    same(name + " closeness", ranks(path, "closeness", "--samples", str(sources)), {v: nx.closeness_centrality(graph, u=v) for v in chosen}, 1e-9)


def compare_lineage(name, path, lineage, seed):
    """`lineage`: a DiGraph from student to advisor."""
    rng = random.Random(seed)
    back = lineage.reverse(copy=False)
    people = sorted(lineage)
    asked = rng.sample(people, min(12, len(people)))
    only = ("--kinds", "doctoralAdvisor", "--top", "0")
    for person in asked:
        rows = ask(path, "lineage", person, *only)
        for relation, graph in (("ancestor", lineage), ("descendant", back)):
            ours = {row["iri"]: row["generation"] for row in rows if row["relation"] == relation}
            theirs = dict(nx.single_source_shortest_path_length(graph, person))
            del theirs[person]
            same("%s %ss of %s" % (name, relation, person), ours, theirs, 0) if ours or theirs else None
    for a, b in zip(asked, asked[1:]):
        common = (nx.descendants(lineage, a) | {a}) & (nx.descendants(lineage, b) | {b})
        lowest = {v for v in common if not any(student in common for student in back[v])}
        if nx.is_directed_acyclic_graph(lineage) and {row["iri"] for row in ask(path, "lineage", a, b, *only)} != lowest:
            failures.append("%s: other common ancestors of %s and %s" % (name, a, b))
    longest = max((row["generations"] for row in ask(path, "lineage", "--kinds", "doctoralAdvisor", "--top", "1")), default=0)
    if nx.is_directed_acyclic_graph(lineage) and longest != nx.dag_longest_path_length(lineage, weight=None):
        failures.append("%s: the longest line has %d generations, NetworkX says %d" % (name, longest, nx.dag_longest_path_length(lineage, weight=None)))


def write_advisors(pairs, path):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines("<%s> <%sdoctoralAdvisor> <%s> .\n" % (PERSON % a, VG, PERSON % b) for a, b in pairs)


def lineage_of(pairs):
    graph = nx.DiGraph()
    graph.add_edges_from((PERSON % a, PERSON % b) for a, b in pairs)
    return graph


def compare_built(name, documents, folder):
    """A graph that `build` made: the papers and advisors from its statements."""
    path = os.path.join(folder, name + ".nt")
    subprocess.run([PROGRAM, "build", "-q", "--data", SOURCE, "-o", path, *documents], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    teams, people, pairs = {}, set(), set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            subject, predicate, value = line.rstrip(" .\n").split(" ", 2)
            if value == "<%sPerson>" % VG:
                people.add(subject[1:-1])
            elif predicate == "<%sauthor>" % VG:
                teams.setdefault(subject, set()).add(value[1:-1])
            elif predicate == "<%sdoctoralAdvisor>" % VG:
                pairs.add((subject[1:-1], value[1:-1]))
    if len(people) < 15 or not pairs:
        failures.append("%s: a graph of %d people" % (name, len(people)))
        return
    graph = nx.Graph()
    graph.add_nodes_from(people)
    for team in teams.values():
        for a in team:
            for b in team:
                if a < b and len(team) <= 200:
                    graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    compare_ranks(name, path, graph)
    compare_stats(name, path, graph)
    compare_parts(name, path, graph)
    compare_paths(name, path, graph, 1)
    lineage = nx.DiGraph()
    lineage.add_edges_from(pairs)
    compare_lineage(name, path, lineage, 1)


def built(folder):
    samples = os.path.join(SOURCE, "tests/samples")
    compare_built("samples", [os.path.join(samples, name) for name in sorted(os.listdir(samples)) if not name.endswith("jsonl") and name != "gold"], folder)
    for shared in (os.environ.get("VITAGRAPH_SHARED", ""), os.path.join(SOURCE, "../shared"), os.path.join(SOURCE, "../../shared")):
        if os.path.isdir(os.path.join(shared, "corpus/documents")):
            compare_built("corpus", [os.path.join(shared, "corpus/documents")], folder)
            return 2
    return 1


def large(authors, folder):
    name = "%d authors" % authors
    teams, _ = generate_network.numbered(generate_network.papers(authors))
    path = os.path.join(folder, "large.nt")
    write(teams, path)
    graph = network(teams)
    compare_large(name, path, graph, 100 if authors <= 20000 else 10)
    compare_parts(name, path, graph)
    compare_paths(name, path, graph, 1)
    pairs = generate_network.advisors(authors)
    write_advisors(pairs, path)
    compare_lineage(name, path, lineage_of(pairs), 1)


def main():
    cases = {
        "sparse": papers(400, 300, 1),
        "dense": papers(250, 900, 2),
        "star": [[0, i] for i in range(1, 30)],
        "chain": [[i, i + 1] for i in range(40)],
        "alone": [[i] for i in range(5)],
        "clique": [list(range(12)), [0, 1], [0, 1]],
    }
    with tempfile.TemporaryDirectory() as folder:
        for authors in map(int, sys.argv[3:]):
            large(authors, folder)
        if len(sys.argv) > 3:
            cases = {}
        for number, (name, teams) in enumerate(cases.items()):
            path = os.path.join(folder, name + ".nt")
            write(teams, path)
            graph = network(teams)
            compare_ranks(name, path, graph)
            compare_stats(name, path, graph)
            compare_parts(name, path, graph)
            compare_paths(name, path, graph, number)
        count = len(cases) + len(sys.argv) - 3
        if cases:
            count += built(folder) + 1
            large(1500, folder)
    for failure in failures:
        print(failure)
    print("%d graphs compared with NetworkX %s, %d differences" % (count, nx.__version__, len(failures)))
    sys.exit(1 if failures else 0)


main()
