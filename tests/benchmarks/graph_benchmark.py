# SPDX-License-Identifier: Apache-2.0
"""Graph computations beside igraph C (through python-igraph) and NetworkX on generated coauthor graphs, in one run.

    cmake --preset release -DVITAGRAPH_BENCHMARKS=ON && cmake --build --preset release --target graph_kernels
    python3 tests/benchmarks/graph_benchmark.py build/release/tests/benchmarks/graph_kernels [AUTHORS…]

Each program is a process of its own. A time is the computation alone, on a graph in memory; loading is from the program's
own simplest file (ours: the N-Triples; the others: pairs of numbers, already summed). Memory is the peak above what the
process had before it began, on loading and on computing. The answers are compared. Reading is measured against `serdi`,
which parses the same file and writes it out again. NetworkX does only the short computations on graphs of more than
50,000 authors."""
import os
import random
import subprocess
import sys
import tempfile
import time

SOURCES = 100
LONG_UP_TO = 50000
VG = "https://w3id.org/vitagraph/ontology#"


def papers(count, seed=1):
    """Teams with a heavy tail; most members come from an earlier paper of the first author's, who is a recent one."""
    rng = random.Random(seed)
    teams, by_author, newest = [], {}, 0
    while newest < count:
        size = min(1 + int(rng.paretovariate(1.6)), 60)
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


def status(name):
    with open("/proc/self/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def peer(name, folder, every):
    """Runs in a process of its own: lines of name, seconds and answer."""
    def tell(what, seconds, answer):
        print("%s\t%r\t%r" % (what, seconds, answer if answer is not None else 0), flush=True)

    def edges():
        with open(os.path.join(folder, "edges.txt"), encoding="ascii") as lines:
            return [tuple(map(int, line.split())) for line in lines]
    with open(os.path.join(folder, "count.txt"), encoding="ascii") as text:
        count = int(text.read())
    if name == "igraph":
        import igraph
        start = status("VmRSS")

        def load():
            graph = igraph.Graph.Read_Edgelist(os.path.join(folder, "edges.txt"), directed=False)
            graph.add_vertices(count - graph.vcount())  # who has no coauthor
            return graph
        seconds, graph = timed(load)
        tell("load", seconds, graph.vcount())
        places = list(range(SOURCES))
        tasks = [("components", lambda: len(graph.connected_components())), ("core", lambda: max(graph.coreness())),
                 ("clustering", lambda: graph.transitivity_avglocal_undirected(mode="zero")), ("pagerank", lambda: max(graph.pagerank())),
                 ("closeness", lambda: graph.closeness(places) and None),
                 ("leiden", lambda: graph.community_leiden(objective_function="modularity").modularity)]
    else:
        import networkx as nx
        start = status("VmRSS")

        def load():
            graph = nx.Graph()
            graph.add_nodes_from(range(count))
            graph.add_edges_from(edges())
            return graph
        seconds, graph = timed(load)
        tell("load", seconds, graph.number_of_nodes())
        tasks = [("components", lambda: nx.number_connected_components(graph)), ("core", lambda: max(nx.core_number(graph).values()))]
        if every:
            # nx.pagerank wants SciPy; this is the same without it.
            average = nx.algorithms.link_analysis.pagerank_alg._pagerank_python
            tasks += [("clustering", lambda: nx.average_clustering(graph)),
                      ("pagerank", lambda: max(average(graph, tol=1e-10, max_iter=1000).values())),
                      ("betweenness", lambda: nx.betweenness_centrality(graph, k=SOURCES, seed=1) and None),
                      ("closeness", lambda: [nx.closeness_centrality(graph, u=v) for v in range(SOURCES)] and None)]
    tell("memory of loading", 0, status("VmHWM") - start)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
        peak.write("5")
    for what, task in tasks:
        tell(what, *timed(task))
    tell("memory of computing", 0, status("VmHWM") - start)


def answers(command, best=1):
    out = {}
    for _ in range(best):
        for line in subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines():
            name, seconds, answer = line.split("\t")
            out[name] = (min(float(seconds), out.get(name, (1e9, 0))[0]), float(answer))
    return out


def write(folder, teams):
    """g.nt for us; edges.txt, pairs of numbers without gaps, for the others."""
    number = {author: i for i, author in enumerate(sorted({author for team in teams for author in team}))}
    with open(os.path.join(folder, "g.nt"), "w", encoding="ascii") as out:
        for paper, team in enumerate(teams):
            out.write("<http://e/p%d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sPublication> .\n" % (paper, VG))
            out.write('<http://e/p%d> <%syear> "%d"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' % (paper, VG, 1970 + paper * 50 // len(teams)))
            for author in team:
                out.write("<http://e/p%d> <%sauthor> <http://e/a%07d> .\n" % (paper, VG, number[author]))
    edges = {(number[a], number[b]) for team in teams for i, a in enumerate(team) for b in team[i + 1:]}
    with open(os.path.join(folder, "edges.txt"), "w", encoding="ascii") as out:
        out.writelines("%d %d\n" % pair for pair in sorted(edges))
    with open(os.path.join(folder, "count.txt"), "w", encoding="ascii") as out:
        out.write(str(len(number)))
    return len(number), len(edges)


def reading(folder, kernels):
    print("\n| file | statements | MB | serdi s | ours, to the coauthor graph s | ratio |\n| --- | --- | --- | --- | --- | --- |")
    ttl = os.path.join(folder, "g.ttl")
    with open(ttl, "wb") as out:
        subprocess.run(["serdi", "-i", "ntriples", "-o", "turtle", os.path.join(folder, "g.nt")], stdout=out, check=True)
    for path, syntax in ((os.path.join(folder, "g.nt"), "ntriples"), (ttl, "turtle")):
        with open(os.devnull, "wb") as nowhere:
            theirs = min(timed(lambda: subprocess.run(["serdi", "-i", syntax, "-o", "ntriples", path], stdout=nowhere, check=True))[0]
                         for _ in range(2))
        mine = answers([kernels, path, "read"], best=2)
        seconds = mine["read"][0] + mine["projection"][0]
        with open(os.path.join(folder, "g.nt"), "rb") as lines:
            statements = sum(1 for _ in lines)
        print("| %s | %d | %.0f | %.2f | %.2f | %.2f |" % (syntax, statements, os.path.getsize(path) / 1e6, theirs, seconds, seconds / theirs))


def compare(folder, kernels, authors):
    teams = papers(authors)
    people, pairs = write(folder, teams)
    print("\n%d authors, %d papers, %d pairs\n" % (people, len(teams), pairs))
    del teams
    ours = answers([kernels, os.path.join(folder, "g.nt")], best=3 if authors <= LONG_UP_TO else 1)
    ours["load"] = (ours["read"][0] + ours["projection"][0], ours["read"][1])
    ours["memory of loading"] = ours["memory of reading"]
    others = {}
    for name in ("igraph", "networkx"):
        others[name] = answers([sys.executable, __file__, "--peer", name, folder, "all" if authors <= LONG_UP_TO else "short"])
    print("| computation | ours s | igraph s | ratio | NetworkX s | ratio |\n| --- | --- | --- | --- | --- | --- |")
    for what in ("load", "components", "core", "clustering", "pagerank", "betweenness", "closeness", "leiden"):
        mine, answer = ours[what]
        cells = []
        for theirs in others.values():
            if what not in theirs:
                cells.append("- | -")
                continue
            seconds, other = theirs[what]
            cells.append("%.3f | %.1f" % (seconds, seconds / mine))
            if what not in ("betweenness", "closeness", "leiden") and abs(other - answer) > 1e-6:
                sys.exit("%s: ours %r, theirs %r" % (what, answer, other))
        print("| %s | %.4f | %s |" % (what, mine, " | ".join(cells)))
    print("\n| peak memory | ours MB | igraph MB | NetworkX MB |\n| --- | --- | --- | --- |")
    for what in ("memory of loading", "memory of computing"):
        print("| %s | %.0f | %s |" % (what[len("memory of "):], ours[what][1], " | ".join("%.0f" % other[what][1] for other in others.values())))
    print("\nModularity: ours %.4f, igraph %.4f." % (ours["leiden"][1], others["igraph"]["leiden"][1]), flush=True)
    reading(folder, kernels)


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        peer(sys.argv[2], sys.argv[3], sys.argv[4] == "all")
    else:
        for wanted in [int(text) for text in sys.argv[2:]] or [30000]:
            with tempfile.TemporaryDirectory() as temporary:
                compare(temporary, sys.argv[1], wanted)
