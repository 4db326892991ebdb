#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each kind of store that --store knows, as a stub with that store's addresses, parameter for the graph, default graph, login and
peculiarities: a graph is replaced, added to, found by --store auto, and kept whole when the store misbehaves as it is known to.
Fuseki, Virtuoso and Oxigraph are also tested for real (fuseki_test.py, virtuoso_test.py, oxigraph_test.py).

    store_table_test.py PROGRAM SOURCE_FOLDER
"""
import base64
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from load_test import LIVE, OLD, PROGRAM, SOURCE, Fuseki, Oxigraph, QLever, lines, load, loaded, untouched, write  # noqa: E402
from store_stub import Answer, Store, serve  # noqa: E402

LOGIN = {"VITAGRAPH_STORE_USER": "ada", "VITAGRAPH_STORE_PASSWORD": "s3cret"}


class WithBasic(Store):
    """Wants a login by Basic for what changes the store, and offers another way that nobody here knows."""
    realm, others = "store", ()

    def before(self, request):
        given = request.headers.get("Authorization", "")
        open_to_all = request.method == "GET" and request.path not in (self.data, self.query)
        if not open_to_all and given != "Basic " + base64.b64encode(b"ada:s3cret").decode():
            raise Answer(401, "Unauthorized", {"WWW-Authenticate": ", ".join([*self.others, f'Basic realm="{self.realm}"'])})
        self.asked(request)

    def asked(self, request):
        """For what stands on the server beside its graphs."""


class RDF4J(WithBasic):
    """A PUT on /statements replaces the whole repository; a query without GRAPH sees the union of all graphs; an update is refused
    without its own media type."""
    data, update, query = "/rdf4j-server/repositories/people/rdf-graphs/service", "/rdf4j-server/repositories/people/statements", "/rdf4j-server/repositories/people"
    address, realm, server = "/rdf4j-server/repositories/people", "RDF4J Server", "Apache-Coyote/1.1"

    def asked(self, request):
        assert request.method in ("GET", "POST"), request.method
        assert not request.path.startswith(self.query) or request.method != "PUT"
        if request.path == "/rdf4j-server/protocol":
            raise Answer(200, "12")
        if request.path == self.update and request.type != "application/sparql-update":
            raise Answer(415, "Unsupported MIME type")

    def count(self, graph):
        return sum(map(len, self.graphs.values())) if graph == "DEFAULT" else super().count(graph)


class GraphDB(RDF4J):
    """The same below another path, beside tokens of its own."""
    data, update, query = "/repositories/people/rdf-graphs/service", "/repositories/people/statements", "/repositories/people"
    address, realm, server, others = "/repositories/people", "GraphDB", "GraphDB/10.7", ("GDB",)

    def asked(self, request):
        if request.path == "/rest/repositories":
            raise Answer(200, "[]", {"Content-Type": "application/json"})
        if request.path == "/rdf4j-server/protocol":
            raise Answer(404)
        super().asked(request)


class Stardog(WithBasic):
    """Graphs hang below the database's own address; the default graph is one of its own."""
    data, update, query, address = "/people", "/people/update", "/people/query", "/people"
    realm, server = "Stardog HTTP Service", "Stardog"

    def asked(self, request):
        # `graph` overrides the graphs inside TriG: no statement may come with one.
        assert request.path != self.data or request.method == "GET" or request.type == "application/n-triples", request.type


class Neptune(Store):
    """The slash behind gsp belongs to it; a large body comes back as 500 (abi #648); the default graph is the union."""
    data, update, query, address = "/sparql/gsp/", "/sparql", "/sparql", ""
    server, largest_body = "", 4_000_000

    def before(self, request):
        assert "Authorization" not in request.headers
        if len(request.body) > self.largest_body:
            raise Answer(500, '{"code": "InternalFailureException"}')

    def count(self, graph):
        return sum(map(len, self.graphs.values())) if graph == "DEFAULT" else super().count(graph)


class Signed(Neptune):
    """A cluster with IAM refuses what is not signed."""

    def before(self, request):
        raise Answer(403, '{"code":"AccessDeniedException","detailedMessage":"Missing Authentication Token"}')


class Blazegraph(Store):
    """No Graph Store Protocol: statements are posted to the address of queries, the graph is `context-uri`, and a GET of a graph is
    a query without a query."""
    data = update = query = "/blazegraph/namespace/kb/sparql"
    address, parameter, server = "/blazegraph/namespace/kb", "context-uri", "Jetty(9.4.z)"

    def before(self, request):
        assert "graph" not in request.query and "using-graph-uri" not in request.query
        if request.method == "GET" and "context-uri" in request.query:
            raise Answer(200, "<html>SPARQL service description</html>", {"Content-Type": "text/html"})
        if request.method == "PUT":
            raise Answer(400)


class Misplacing(Blazegraph):
    """Ignores the parameter and reports success (blazegraph #158)."""

    def insert(self, request, graph, new):
        super().insert(request, "DEFAULT", new)


class Virtuoso(Store):
    """Ways of its own, `graph-uri` for the graph, and answers that end after ten thousand rows without a word."""
    data, update, query, parameter = "/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth", "graph-uri"
    server, address = "Virtuoso/07.20.3229 (Linux)", ""

    def read(self, graph):
        return super().read(graph)[:10_000]


# What --store names, the stub, the login it wants, whether --store auto can tell, whether it has a default graph of its own.
ROWS = [("fuseki", Fuseki, {}, True, True), ("virtuoso", Virtuoso, {}, True, False), ("oxigraph", Oxigraph, {}, True, True),
        ("qlever", QLever, {"VITAGRAPH_STORE_TOKEN": "t0ken"}, True, False), ("rdf4j", RDF4J, LOGIN, True, False), ("graphdb", GraphDB, LOGIN, True, False),
        ("stardog", Stardog, LOGIN, True, True), ("neptune", Neptune, {}, False, False), ("blazegraph", Blazegraph, {}, True, False)]


def row(folder, name, make, login, told, own_default):
    many, more = lines(300), {'<urn:new> <urn:p> "new" .'}
    store = make()
    store.graphs.update({LIVE: set(OLD), "urn:else": set(OLD)})
    with serve(store) as origin:
        address = origin + getattr(store, "address", "")
        run = lambda file, *options, env=login: load(folder, file, address, "--store", name, *options, env=env)  # noqa: E731
        code, _, err = run(write(folder, "a.nt", many), "--replace")
        assert code == 0, (name, err)
        loaded(store, many)
        code, _, err = run(write(folder, "b.nt", more))
        assert code == 0, (name, err)
        loaded(store, many | more)
        assert store.graphs["urn:else"] == OLD, name
        named = {**{method: 0 for method in ("PUT", "DELETE", "PATCH")}}
        for method, path, query, _ in store.log:
            named[method] = named.get(method, 0) + 1
        assert not named["PUT"] and not named["DELETE"] and not named["PATCH"], (name, named)

        posts = [query for method, path, query, size in store.log if method == "POST" and store.parameter in query]
        assert posts and all(list(query) == [store.parameter] for query in posts), (name, posts)
        code, _, err = run(str(folder / "a.nt"), "--graph", "default", "--replace")
        if own_default:
            assert code == 0 and store.graphs["DEFAULT"] == many, (name, err)
        else:
            assert code == 2 and "no default graph of its own" in err and "DEFAULT" not in store.graphs, (name, err)
        if login:
            before = {graph: set(content) for graph, content in store.graphs.items()}
            code, _, err = run(str(folder / "a.nt"), "--replace", env={})
            assert code == 2 and "VITAGRAPH_STORE" in err and store.graphs == before, (name, err)
        if told:
            code, _, err = load(folder, str(folder / "a.nt"), address, "--store", "auto", "--replace", env=login)
            assert code == 0, (name, err)
            loaded(store, many)
        seen = len(store.log)
        code, out, err = run(str(folder / "a.nt"), "--replace", "--dry-run", env={})
        assert code == 0 and len(store.log) == seen and "300 statements" in out, (name, err)
        wanted = {origin + store.data, origin + store.update, origin + store.query}
        used = {url.partition("?")[0] for url in re.findall(r"'(http://127[^']*)'", out)}
        assert used == {url.rstrip("/") if url == origin + "/" and origin in used else url for url in wanted}, (name, used, wanted)
        assert subprocess.run(["bash", "-n"], input=out, text=True, check=False).returncode == 0


def peculiar(folder):
    store = Neptune()
    with serve(store) as address:
        many = {f'<urn:s{i}> <urn:p> "{"x" * 1000}{i}" .' for i in range(9000)}
        code, _, err = load(folder, write(folder, "big.nt", many), address, "--store", "neptune", "--replace")
        assert code == 0 and "InternalFailure" not in err, err  # never so large that it fails
        loaded(store, many)
    store = Signed()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        untouched(store, load(folder, write(folder, "a.nt", lines(3)), address, "--store", "neptune", "--replace"), "403", "Missing Authentication Token")
    store = Misplacing()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        untouched(store, load(folder, write(folder, "a.nt", lines(30)), address + store.address, "--store", "blazegraph", "--replace"), "30 are missing")


def graphs_together(folder):
    """The named graphs of one file, all or none."""
    class Counting(Store):
        def updated(self, text):
            assert "MOVE" not in text or text.count("MOVE") == 2, text
            for one in text.split(" ;\n"):
                try:
                    super().updated(one)
                except Answer as answer:
                    if answer.status != 204:
                        raise
            raise Answer(204)

    class Single(Store):
        """Takes one operation an update."""

        def updated(self, text):
            if " ;\n" in text:
                raise Answer(400, "one operation, please")
            super().updated(text)

    class Full(Counting):
        """The second graph does not fit."""

        def insert(self, request, graph, new):
            if any("g2" in line for line in new):
                raise Answer(507, "out of space")
            super().insert(request, graph, new)

    file = folder / "two.trig"
    file.write_text("@prefix ex: <http://ex.org/> . ex:g1 { ex:g1 ex:p 1 } ex:g2 { ex:g2 ex:p 2 }")

    def run(store, *options):
        store.graphs.update({f"http://ex.org/g{i}": set(OLD) for i in (1, 2)})
        with serve(store) as address:
            return subprocess.run([PROGRAM, "load", str(file), address, "--store", "oxigraph", "--data", SOURCE, "--replace", "--retries", "1", *options],
                                  capture_output=True, text=True, timeout=60, check=False)
    store = Counting()
    done = run(store)
    assert done.returncode == 0 and "2 statements in 2 graphs" in done.stderr and "in one update" in done.stderr, done.stderr
    assert all(len(content) == 1 and content != OLD for content in store.graphs.values()) and len(store.graphs) == 2, store.graphs
    store = Single()
    done = run(store)
    assert done.returncode == 0 and "one after the other" in done.stderr, done.stderr
    assert all(content != OLD for content in store.graphs.values()) and len(store.graphs) == 2, store.graphs
    store = Full()
    done = run(store)
    assert done.returncode == 2 and "the graphs in the store are as they were" in done.stderr and "http://ex.org/g2" in done.stderr, done.stderr
    assert store.graphs == {f"http://ex.org/g{i}": OLD for i in (1, 2)}, store.graphs
    done = run(Counting(), "--dry-run", "--graph", LIVE)
    assert done.returncode == 0 and done.stdout.count("MOVE") == 1 and "2 statements" in done.stdout, done.stdout


def nothing_is_asked(folder):
    """--dry-run reads the file, says what is wrong with it, and speaks to nobody."""
    store = Store()
    file = write(folder, "a.nt", lines(10))
    (folder / "bad.ttl").write_text("<urn:a> <urn:b> ")
    with serve(store) as address:
        for name, options, word in ((file, ("--store", "auto"), "name it with --store"), (str(folder / "bad.ttl"), (), "has mistakes"), (str(folder / "none.ttl"), (), "none.ttl"),
                                    ("-", (), "by its name")):
            code, out, err = load(folder, name, address, "--dry-run", *options)
            assert code == 2 and word in err and not out and not store.log, (name, err)


def main():
    for name, *rest in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            row(pathlib.Path(folder), name, *rest)
    for test in (peculiar, graphs_together, nothing_is_asked):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
    listed = subprocess.run([PROGRAM, "load", "--help"], capture_output=True, text=True, check=True).stdout
    known = set(re.search(r"\{auto,([a-z0-9,]+)\}", listed).group(1).split(",")) if "{auto," in listed else {name for name, *_ in ROWS}
    assert known == {name for name, *_ in ROWS}, known
    print(f"{len(ROWS)} kinds of store")


if __name__ == "__main__":
    main()
