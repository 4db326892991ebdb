# SPDX-License-Identifier: Apache-2.0
"""Graph computations beside igraph C (through python-igraph) and NetworkX on one generated coauthor graph, in one run.

    cmake --preset release -DVITAGRAPH_BENCHMARKS=ON && cmake --build --preset release --target graph_kernels
    python3 tests/benchmarks/graph_benchmark.py build/release/tests/benchmarks/graph_kernels [AUTHORS]

Every time is the computation alone, on a graph in memory. The answers are compared too."""
import os
import random
import subprocess
import sys
import tempfile
import time

import igraph
import networkx as nx

KERNELS = sys.argv[1]
AUTHORS = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
SOURCES = 100
VG = "https://w3id.org/vitagraph/ontology#"


def papers(count, seed=1):
    """Teams with a heavy tail; most members come from an earlier paper of the first author's."""
    rng = random.Random(seed)
    teams, by_author, newest = [], {}, 0
    while newest < count:
        size = min(1 + int(rng.paretovariate(1.2)), 60)
        if rng.random() < 0.2 or not teams:
            lead, newest = newest, newest + 1
        else:
            lead = rng.choice(teams[len(teams) - rng.randrange(max(1, len(teams) // 8)) - 1])
        team = {lead}
        for _ in range(2 * size):
            known = by_author.get(lead)
            if len(team) >= size:
                break
            if known and rng.random() < 0.72:
                team.add(rng.choice(teams[rng.choice(known)]))
            elif rng.random() < 0.6:
                team.add(newest)
                newest += 1
            else:
                team.add(rng.randrange(max(1, newest)))
        for author in team:
            by_author.setdefault(author, []).append(len(teams))
        teams.append(sorted(team))
    return teams


def timed(task):
    start = time.monotonic()
    answer = task()
    return time.monotonic() - start, answer


def main(folder):
    teams = papers(AUTHORS)
    path = os.path.join(folder, "g.nt")
    edges, lonely = set(), set()
    with open(path, "w", encoding="ascii") as out:
        for number, team in enumerate(teams):
            lonely.update(team)
            for author in team:
                out.write("<http://e/p%d> <%sauthor> <http://e/a%d> .\n" % (number, VG, author))
            edges.update((a, b) for i, a in enumerate(team) for b in team[i + 1:])
    ours = {}
    for _ in range(3):  # the best of three
        for line in subprocess.run([KERNELS, path], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines():
            name, seconds, answer = line.split("\t")
            ours[name] = (min(float(seconds), ours.get(name, (1e9, 0))[0]), float(answer))
    graph = nx.Graph()
    graph.add_nodes_from(sorted(lonely))
    graph.add_edges_from(edges)
    fast = igraph.Graph(n=max(lonely) + 1, edges=sorted(edges))
    fast = fast.induced_subgraph(sorted(lonely))
    some = sorted(lonely)[:SOURCES]
    places = list(range(SOURCES))
    print("%d authors, %d papers, %d pairs; igraph %s, NetworkX %s" % (len(lonely), len(teams), len(edges), igraph.__version__, nx.__version__))
    print("\n| computation | ours s | igraph s | ratio | NetworkX s | ratio |\n| --- | --- | --- | --- | --- | --- |")
    average = nx.algorithms.link_analysis.pagerank_alg._pagerank_python  # nx.pagerank without SciPy
    modularity = ""
    tasks = [
        ("components", lambda: len(fast.connected_components()), lambda: nx.number_connected_components(graph)),
        ("core", lambda: max(fast.coreness()), lambda: max(nx.core_number(graph).values())),
        ("clustering", lambda: fast.transitivity_avglocal_undirected(mode="zero"), lambda: nx.average_clustering(graph)),
        ("pagerank", lambda: max(fast.pagerank()), lambda: max(average(graph, tol=1e-10, max_iter=1000).values())),
        ("betweenness", None, lambda: nx.betweenness_centrality(graph, k=SOURCES, seed=1) and None),
        ("closeness", lambda: fast.closeness(places) and None, lambda: [nx.closeness_centrality(graph, u=v) for v in some] and None),
        ("leiden", lambda: fast.community_leiden(objective_function="modularity").modularity, None),
    ]
    for name, by_igraph, by_networkx in tasks:
        mine, answer = ours[name]
        cells = []
        for other in (by_igraph, by_networkx):
            if other is None:
                cells.append("- | -")
                continue
            seconds, theirs = timed(other)
            cells.append("%.3f | %.1f" % (seconds, seconds / mine))
            if theirs is not None and name != "leiden" and abs(theirs - answer) > 1e-6:
                sys.exit("%s: ours %r, theirs %r" % (name, answer, theirs))
            if name == "leiden":
                modularity = "modularity: ours %.4f, igraph %.4f" % (answer, theirs)
        print("| %s | %.4f | %s |" % (name, mine, " | ".join(cells)), flush=True)
    print("\n" + modularity)


with tempfile.TemporaryDirectory() as temporary:
    main(temporary)
