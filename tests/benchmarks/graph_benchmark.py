# SPDX-License-Identifier: Apache-2.0
"""Graph computations beside igraph's C library and NetworkX on generated networks, in one run.

    scripts/dependencies --tests
    cmake --preset release -DVITAGRAPH_BENCHMARKS=ON
    cmake --build --preset release --target graph_kernels igraph_kernels
    /usr/bin/python3 tests/benchmarks/graph_benchmark.py build/release [network AUTHORS…] [advisors PEOPLE] [turtle STATEMENTS]

Each program is a process of its own and is handed the same input: an edge list in a file for loading, author lists that
are in memory already for the projection, the graph that it loaded for the rest. A time is processor time of the step
alone, all threads together, the least of three runs of ours and of igraph's (of one on a million); reading Turtle is the
whole process, from the file to the answer's last row, beside `serdi` parsing the same file and writing it. Memory is the
most during a step above what the process began with, the graph included. Where answers differ by more than a millionth
the run ends. NetworkX does only the short steps on graphs of more than 50,000 authors, and none on a million."""
import os
import resource
import subprocess
import sys
import tempfile
import time

import generate_network as generate

SEARCHES = 100
LONG_UP_TO = 50000
SHORT_UP_TO = 400000
SKIPPED = "| - | - |"
TOLERANCE = {"leiden": 0.01}  # two local optima: ours may not be worse by more


def status(name):
    with open("/proc/self/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def networkx_steps(folder):
    """Runs in a process of its own: lines as the kernels print them."""
    import networkx as nx
    start = status("VmRSS")

    def tell(what, task):
        with open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
            peak.write("5")
        begin = time.process_time()
        answer = task()
        print("%s\t%r\t%r\t%r" % (what, time.process_time() - begin, answer, status("VmHWM") - start), flush=True)
    with open(os.path.join(folder, "count.txt"), encoding="ascii") as text:
        count = int(text.read())
    graph = nx.Graph()

    def load():
        graph.add_nodes_from(range(count))
        with open(os.path.join(folder, "edges.txt"), encoding="ascii") as lines:
            graph.add_edges_from(tuple(map(int, line.split())) for line in lines)
        return graph.number_of_edges()
    tell("load", load)
    tell("components", lambda: nx.number_connected_components(graph))
    tell("core", lambda: max(nx.core_number(graph).values()))
    tell("bfs", lambda: sum(sum(nx.single_source_shortest_path_length(graph, v).values()) for v in range(SEARCHES)))
    if count > LONG_UP_TO:
        return
    # nx.pagerank wants SciPy; this is the same without it.
    average = nx.algorithms.link_analysis.pagerank_alg._pagerank_python
    tell("clustering", lambda: nx.average_clustering(graph))
    tell("pagerank", lambda: max(average(graph, tol=1e-10, max_iter=1000).values()))
    tell("closeness", lambda: max(nx.closeness_centrality(graph, u=v) for v in range(SEARCHES)))


def answers(command, best=1):
    """Name → least seconds, answer, peak MB; of a step that is done in two ways, the quicker."""
    out = {}
    for _ in range(best):
        for line in subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines():
            name, seconds, answer, memory = line.split("\t")
            taken = (float(seconds), float(answer), float(memory))
            if name not in out or taken < out[name]:
                out[name] = taken
    return out


def check(what, mine, theirs):
    tolerance = TOLERANCE.get(what, 1e-6 * max(1, abs(mine)))
    if (theirs < mine - tolerance or what != "leiden") and abs(theirs - mine) > tolerance:
        sys.exit("%s: ours %r, theirs %r" % (what, mine, theirs))


def table(steps, ours, igraph, networkx):
    print("| step | ours s | igraph s | times faster | ours MB | igraph MB | share | NetworkX s | times faster |")
    print("| --- |" + " --- |" * 8)
    for what in steps:
        mine, answer, memory = ours[what]
        theirs, other, more = igraph[what]
        check(what, answer, other)
        last = SKIPPED
        if what in networkx:
            check(what, answer, networkx[what][1])
            last = "| %.3f | %.0f |" % (networkx[what][0], networkx[what][0] / mine)
        print("| %s | %.4f | %.4f | %.1f | %.1f | %.1f | %.2f %s" % (what, mine, theirs, theirs / mine, memory, more, memory / more, last))


def network(kernels, authors):
    runs = 3 if authors <= SHORT_UP_TO else 1
    with tempfile.TemporaryDirectory() as folder:
        print("\n%s authors, %s papers, %s pairs:\n" % tuple(format(n, ",") for n in generate.write_network(folder, generate.papers(authors))))
        found = []
        for program in ("graph_kernels", "igraph_kernels"):
            found.append({**answers([kernels + program, "projection", folder], runs), **answers([kernels + program, "network", folder], runs)})
        python = answers([sys.executable, __file__, "--networkx", folder]) if authors <= SHORT_UP_TO else {}
        table(("load", "projection", "components", "core", "clustering", "pagerank", "bfs", "betweenness", "closeness", "leiden"), *found, python)
        print("\nModularity: ours %.4f, igraph %.4f." % (found[0]["leiden"][1], found[1]["leiden"][1]))
        print("Distances of %d sources at once, in the bits of a word: %.4f s." % (SEARCHES, found[0]["distances"][0]), flush=True)


def advisors(kernels, people):
    with tempfile.TemporaryDirectory() as folder:
        pairs = generate.write_advisors(folder, people)
        print("\n%s people, %s pairs of student and advisor:\n" % (format(people, ","), format(pairs, ",")))
        found = [answers([kernels + program, "advisors", folder], 3) for program in ("graph_kernels", "igraph_kernels")]
        table(("load", "ancestors", "descendants", "topological order", "longest lines", "common ancestors"), *found, {})
        sys.stdout.flush()


def seconds_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(command, stdout=nowhere, stderr=nowhere, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def reading(kernels, statements, runs=4):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "g.ttl")
        with open(path, "w", encoding="ascii") as out:
            written = generate.write_turtle(statements, out)
        print("\nTurtle, %s statements, %.0f MB:\n" % (format(written, ","), os.path.getsize(path) / 1e6))
        print("| run | serdi s | coauthors s | ratio | lineage s | ratio | components s | ratio |\n| --- |" + " --- |" * 7)
        for run in range(runs):
            serdi = seconds_of(["serdi", path])
            cells = []
            person = generate.VG.replace("ontology#", "id/person/p0000100")
            for words in (["coauthors", path, person], ["lineage", path, person], ["components", path]):
                taken = seconds_of([kernels + "graph_kernels", *words])
                cells.append("%.2f | %.2f" % (taken, taken / serdi))
            print("| %d | %.2f | %s |" % (run + 1, serdi, " | ".join(cells)), flush=True)


def main():
    if sys.argv[1] == "--networkx":
        networkx_steps(sys.argv[2])
        return
    build = sys.argv[1]
    kernels = os.path.join(build, "tests/benchmarks", "")
    kind = None
    for word in sys.argv[2:] or ["network", "30000"]:
        if not word.isdigit():
            kind = word
        elif kind == "network":
            network(kernels, int(word))
        elif kind == "advisors":
            advisors(kernels, int(word))
        elif kind == "turtle":
            reading(kernels, int(word))


if __name__ == "__main__":
    main()
