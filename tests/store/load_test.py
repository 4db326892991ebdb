#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`vitagraph load` against a stub for each quirk that a store is known for (store_stub.py): whatever the store does, the graph
is loaded whole or is as it was. What is read back and how: read_back_test.py. Real servers: servers.py.

    load_test.py PROGRAM SOURCE_FOLDER
"""
import base64
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from store_stub import Answer, Drop, Store, digest_is_right, serve  # noqa: E402

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
LIVE = "https://example.org/graph/people"
OLD = {'<urn:old> <urn:p> "old" .'}
SECRETS = ("VITAGRAPH_STORE_USER", "VITAGRAPH_STORE_PASSWORD", "VITAGRAPH_STORE_TOKEN")


def load(folder, graph, address, *options, env=None, timeout=60):
    environment = {k: v for k, v in os.environ.items() if k not in SECRETS and not k.lower().endswith("_proxy")}
    environment.update({"HOME": str(folder), **(env or {})})
    if "--store" not in options:
        options = ("--store", "oxigraph", *options)
    done = subprocess.run([PROGRAM, "load", graph, address, "--graph", LIVE, *options, "--data", SOURCE],
                          capture_output=True, text=True, timeout=timeout, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def lines(n):
    return {f'<http://example.org/s{i // 5}> <http://example.org/p{i % 5}> "the value numbered {i}" .' for i in range(n)}


def write(folder, name, content):
    (folder / name).write_text("".join(line + "\n" for line in sorted(content)))
    return str(folder / name)


def staging_left(store):
    return [name for name in store.graphs if "staging" in name]


def loaded(store, expected):
    assert store.graphs.get(LIVE) == expected, f"{len(store.graphs.get(LIVE, ()))} statements, {len(expected)} expected"
    assert not staging_left(store)


def untouched(store, result, *words):
    code, _, err = result
    assert code == 2, (code, err)
    assert store.graphs.get(LIVE) == OLD, "the live graph was touched"
    for word in (*words, "the graph in the store is as it was"):
        assert word in err, (word, err)


# Each test takes a folder.

def plain(folder):
    """Replace, then add, then replace with a change; requests always name a graph, and never PUT or DELETE."""
    store, many = Store(), lines(1000)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--replace")
        assert code == 0 and "1000 statements" in err and "hash" in err, err
        loaded(store, many)
        more = {'<urn:new> <urn:p> "new" .'}
        code, _, err = load(folder, write(folder, "b.nt", more), address)
        assert code == 0 and "the graph holds 1001 statements now" in err, err
        loaded(store, many | more)
        changed = set(sorted(many)[:-10]) | more
        assert load(folder, write(folder, "c.nt", changed), address, "--replace")[0] == 0
        loaded(store, changed)
        assert load(folder, write(folder, "empty.nt", ()), address, "--replace")[0] == 0
        assert LIVE not in store.graphs
    assert {method for method, *_ in store.log} <= {"GET", "POST"}
    assert all("graph" in query for _, path, query, _ in store.log if path == "/store")


def the_same_hash(folder):
    """The hash does not depend on order or syntax."""
    with serve(Store()) as address:
        one = load(folder, write(folder, "one.nt", lines(50)), address)[2]
        two = pathlib.Path(folder / "two.ttl")
        two.write_text("".join(line + "\n" for line in sorted(lines(50), reverse=True)) * 2)
        assert re.findall("hash (\\w+)", one) == re.findall("hash (\\w+)", load(folder, str(two), address)[2])


class Oxigraph(Store):
    """A PUT or DELETE without a target wipes everything; 201 and 204 are told the wrong way round; no logins."""
    server, data = "oxigraph/0.4.9", "/store"

    def before(self, request):
        assert "Authorization" not in request.headers
        if request.method in ("PUT", "DELETE"):
            self.graphs.clear()
            raise Answer(204)

    def insert(self, request, graph, new):
        fresh = graph not in self.graphs
        super().insert(request, graph, new)
        raise Answer(204 if fresh else 201)


def oxigraph(folder):
    store, many = Oxigraph(), lines(20)
    store.graphs.update({LIVE: set(OLD), "urn:else": set(OLD)})
    with serve(store) as address:
        assert load(folder, write(folder, "a.nt", many), address, "--store", "oxigraph", "--replace")[0] == 0
        loaded(store, many)
        assert store.graphs["urn:else"] == OLD
        store.graphs[LIVE] = set(OLD)
        (folder / "bad.ttl").write_text("<urn:a> <urn:b> <urn:c> . <urn:a> <urn:b> ")
        before = len(store.log)
        code, _, err = load(folder, str(folder / "bad.ttl"), address, "--store", "oxigraph", "--replace")
        assert code == 2 and "[rdf-syntax]" in err and "nothing was sent" in err, err
        assert len(store.log) == before and store.graphs[LIVE] == OLD


class QLever(Store):
    """One address for everything; any scheme but Bearer is an error; Content-Type must be bare."""
    data = update = query = "/"

    def before(self, request):
        if request.query.get("cmd") == "stats":
            raise Answer(200, '{"git-hash-server": "1075455"}')
        given = request.headers.get("Authorization", "")
        if given and not given.startswith("Bearer "):
            self.broken = "QLever was sent " + given.split()[0]
            raise Answer(400, "unsupported scheme")
        asking = request.type == "application/x-www-form-urlencoded"
        if not asking and given != "Bearer t0ken":
            raise Answer(403, "the access token is missing or wrong", {"WWW-Authenticate": 'Basic realm="proxy"'})

    def handle(self, request):
        if request.type == "application/sparql-update":
            request.query = {}
        return super().handle(request)

    def graph_store(self, request, graph):
        if request.method == "GET" and request.type == "application/x-www-form-urlencoded":
            raise Answer(400)
        return super().graph_store(request, graph)


def qlever(folder):
    store, many = QLever(), lines(30)
    store.graphs[LIVE] = set(OLD)
    file = write(folder, "a.nt", many)
    with serve(store) as address:
        everything = {"VITAGRAPH_STORE_USER": "u", "VITAGRAPH_STORE_PASSWORD": "p"}
        untouched(store, load(folder, file, address, "--store", "qlever", "--replace", env=everything), "VITAGRAPH_STORE_TOKEN")
        untouched(store, load(folder, file, address, "--store", "qlever", "--replace", env={"VITAGRAPH_STORE_TOKEN": "wrong"}), "Bearer")
        assert load(folder, file, address, "--store", "qlever", "--replace", env={"VITAGRAPH_STORE_TOKEN": "t0ken"})[0] == 0
        loaded(store, many)


class Small(Store):
    largest = 40_000


def too_large(folder):
    store, many = Small(), lines(4000)
    with serve(store) as address:
        assert load(folder, write(folder, "a.nt", many), address, "--replace")[0] == 0
        loaded(store, many)
        assert store.posts > 5
        store.graphs[LIVE] = set(OLD)
        huge = {f'<urn:a> <urn:b> "{"x" * 50_000}" .'}
        untouched(store, load(folder, write(folder, "huge.nt", huge), address, "--replace"), "one statement")


class Shaky(Store):
    """Of the requests for data some fail before, some in the middle of the work, some lose only the answer."""

    def __init__(self, failures):
        super().__init__()
        self.failures = list(failures)

    def insert(self, request, graph, new):
        failure = self.failures.pop(0) if self.failures else None
        if failure in ("half", "half dropped"):
            super().insert(request, graph, new[: len(new) // 2])
        elif failure is None or failure == "answer":
            super().insert(request, graph, new)
        if failure in ("answer", "half dropped", "dropped"):
            raise Drop
        if failure == "busy":
            raise Answer(503, "come back later", {"Retry-After": "1"})
        if failure:
            raise Answer(500, "<html>\nout of memory\n</html>")


def in_the_middle(folder):
    store, many = Shaky([None, "before", "half", None, "answer", "half dropped", "busy", "dropped"]), lines(60_000)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--replace")
        assert code == 0 and "out of memory" in err and "trying again" in err, err
        loaded(store, many)
        assert not store.failures


def for_good(folder):
    store = Shaky([None] + ["half"] * 100)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        result = load(folder, write(folder, "a.nt", lines(60_000)), address, "--replace", "--retries", "2")
        untouched(store, result, "after 3 tries", "out of memory")
        assert len(store.failures) == 97, "went on after it had given up"
        assert not staging_left(store)
    untouched(store, load(folder, str(folder / "a.nt"), address, "--replace", "--retries", "1"), "127.0.0.1")  # nobody there


class Refusing(Store):
    def insert(self, request, graph, new):
        raise Answer(400, "bad IRI in line 1")


def refused(folder):
    store = Refusing()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        untouched(store, load(folder, write(folder, "a.nt", lines(3)), address), "bad IRI in line 1")
        assert len([1 for entry in store.log if entry[1] == "/store" and entry[0] == "POST"]) == 0 or store.posts == 1


class Slow(Store):
    """Takes a second for each hundred thousand bytes."""

    def insert(self, request, graph, new):
        if len(request.body) > 300_000:
            time.sleep(1.5)
            raise Answer(504, "gave up")
        super().insert(request, graph, new)


def slow(folder):
    store, many = Slow(), lines(20_000)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--timeout", "1", "--replace")
        assert code == 0, err
        loaded(store, many)


class Losing(Store):
    """Says that all is well and keeps less, more or other things."""

    def __init__(self, how):
        super().__init__()
        self.how = how

    def insert(self, request, graph, new):
        if self.how == "elsewhere":
            graph = "DEFAULT"
        if self.how == "less":
            new = new[1:]
        if self.how == "other":
            new = [line.replace("numbered 3", "numbered 33") for line in new]
        super().insert(request, graph, new)

    def count(self, graph):
        return super().count(graph) - (self.how == "count" and super().count(graph) > 0)


def lost(folder):
    for how, words in (("elsewhere", "missing"), ("less", "missing: <http"), ("other", "not sent: <http"), ("count", "counts")):
        store = Losing(how)
        store.graphs[LIVE] = set(OLD)
        with serve(store) as address:
            untouched(store, load(folder, write(folder, "a.nt", lines(40)), address, "--replace"), words)


class Restarted(Store):
    """Loses what came first, once, as a store does that is killed before it has written."""
    forgot = False

    def count(self, graph):
        if not self.forgot and len(self.graphs.get(graph, ())) > 10:
            self.forgot = True
            self.graphs[graph] = set(sorted(self.graphs[graph])[10:])
        return super().count(graph)


def restarted(folder):
    store, many = Restarted(), lines(100)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--replace")
        assert code == 0 and "sending again" in err, err
        loaded(store, many)


class Rewriting(Store):
    """Has no MOVE and ADD, but DELETE/INSERT."""

    def move(self, *_):
        raise Answer(400, "MOVE is not supported")


def without_move(folder):
    store, many = Rewriting(), lines(40)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address)
        assert code == 0 and "does not know MOVE" in err, err
        loaded(store, many | OLD)
        assert load(folder, str(folder / "a.nt"), address, "--replace")[0] == 0
        loaded(store, many)


class Fuseki(Store):
    """Is never asked to MOVE."""
    data = "/data"

    def before(self, request):
        if request.path == "/$/ping":
            raise Answer(200, "2026-11-21")

    def move(self, *_):
        self.broken = "MOVE loses statements"


def fuseki(folder):
    store, many = Fuseki(), lines(40)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        for options, expected in (((), many | OLD), (("--replace",), many)):
            assert load(folder, write(folder, "a.nt", many), address, "--store", "fuseki", *options)[0] == 0
            loaded(store, expected)


class Leaking(Store):
    """Loses statements while it moves them, as TDB2 5.2.0 does."""

    def move(self, kind, source, target):
        super().move(kind, source, target)
        self.graphs[target] = set(sorted(self.graphs[target])[3:])


def leaking(folder):
    store, many = Leaking(), lines(40)
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", many), address, "--replace")
        assert code == 0 and "3 are missing" in err and "sending to the graph itself" in err, err
        loaded(store, many)


class Limited(Store):
    """Takes no transaction of this size, however often it is asked, as Virtuoso."""
    moves = 0

    def move(self, *_):
        self.moves += 1
        raise Answer(500, "Virtuoso 40005 Error SR325: Transaction aborted because its log after image size went above the limit")


def limited(folder):
    store = Limited()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        untouched(store, load(folder, write(folder, "a.nt", lines(40)), address, "--replace"), "SR325", "TransactionAfterImageLimit")
        assert store.moves == 1 and not staging_left(store)


class LostAnswer(Store):
    """Moves, and the answer is lost; or is killed before it has moved."""
    moved = False

    def __init__(self, first):
        super().__init__()
        self.first = first

    def move(self, *graphs):
        if not self.moved:
            self.moved = True
            if self.first:
                super().move(*graphs)
            raise Drop
        super().move(*graphs)


def answer_lost(folder):
    for first in (True, False):
        store, many = LostAnswer(first), lines(40)
        store.graphs[LIVE] = set(OLD)
        with serve(store) as address:
            assert load(folder, write(folder, "a.nt", many), address, "--replace")[0] == 0
            loaded(store, many)


class Values(Store):
    """Keeps values, not texts, as Virtuoso does."""
    data, update, query, parameter = "/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth", "graph-uri"
    XSD = "http://www.w3.org/2001/XMLSchema#"

    def insert(self, request, graph, new):
        changes = ((f'"true"^^<{self.XSD}boolean>', f'"1"^^<{self.XSD}integer>'), (f'"007"^^<{self.XSD}integer>', f'"7"^^<{self.XSD}integer>'),
                   (f'"1.50"^^<{self.XSD}decimal>', f'"1.5"^^<{self.XSD}decimal>'), (f'"5.5e1"^^<{self.XSD}double>', f'"55"^^<{self.XSD}double>'),
                   ("@de-AT", "@de-at"), (":00.250Z", ":00.25Z"), ("é", "\\u00E9"))
        for old, changed in changes:
            new = [line.replace(old, changed).replace("> <", ">\t<", 1) for line in new]
        super().insert(request, graph, new)


def values(folder):
    store, xsd = Values(), Values.XSD
    objects = [f'"true"^^<{xsd}boolean>', f'"1"^^<{xsd}integer>', f'"007"^^<{xsd}integer>', f'"7"^^<{xsd}integer>', f'"1.50"^^<{xsd}decimal>',
               f'"5.5e1"^^<{xsd}double>', '"Grüße"@de-AT', '"é"', f'"2011-01-01T10:00:00.250Z"^^<{xsd}dateTime>']
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", {f"<urn:a> <urn:p> {o} ." for o in objects}), address, "--store", "virtuoso", "--replace")
        assert code == 0 and "7 statements" in err, err
        assert len(store.graphs[LIVE]) == 7
        code, _, err = load(folder, str(folder / "a.nt"), address, "--store", "virtuoso", "--graph", "default")
        assert code == 2 and "no default graph" in err, err


class Guarded(Store):
    def __init__(self, *schemes):
        super().__init__()
        self.schemes, self.seen = schemes, []

    def before(self, request):
        given = request.headers.get("Authorization", "")
        scheme, _, rest = given.partition(" ")
        self.seen.append(scheme)
        right = {"Basic": rest == base64.b64encode(b"ada:s3 cret").decode(), "Bearer": rest == "t0ken"}.get(scheme, False)
        for algorithm in ("MD5", "SHA-256"):
            if scheme == "Digest" and f"Digest {algorithm}" in self.schemes:
                right = right or digest_is_right(rest, request.method, request.target, "ada", "s3 cret", "people, and more", "n0nce", algorithm)
        if not right or not any(s.startswith(scheme) for s in self.schemes):
            wanted = [f'{s.split()[0]} realm="people, and more"' + (f', qop="auth", nonce="n0nce", algorithm={s.split()[1]}' if " " in s else "")
                      for s in self.schemes]
            raise Answer(401, "who are you?", {"WWW-Authenticate": ", ".join(wanted)})


def logins(folder):
    file, many = write(folder, "a.nt", lines(20)), lines(20)
    by_name = {"VITAGRAPH_STORE_USER": "ada", "VITAGRAPH_STORE_PASSWORD": "s3 cret"}
    by_token = {"VITAGRAPH_STORE_TOKEN": "t0ken"}
    for schemes, env, used in ((("Basic",), by_name, "Basic"), (("Digest MD5",), by_name, "Digest"), (("Digest SHA-256",), by_name, "Digest"),
                               (("Basic", "Digest MD5"), by_name, "Digest"), (("Bearer",), by_token, "Bearer"),
                               (("Bearer", "Basic"), by_name, "Basic"), (("Basic", "Bearer"), {**by_token, **by_name}, "Bearer")):
        store = Guarded(*schemes)
        store.graphs[LIVE] = set(OLD)
        with serve(store) as address:
            code, _, err = load(folder, file, address, "--replace", env=env)
            assert code == 0, (schemes, err)
            loaded(store, many)
            assert set(store.seen) == {"", used} and store.seen[0] == "", (schemes, store.seen)
            store.graphs[LIVE] = set(OLD)
            untouched(store, load(folder, file, address, "--replace"), "set VITAGRAPH_STORE")
            wrong = {name: "wrong" for name in SECRETS}
            before = len(store.seen)
            untouched(store, load(folder, file, address, "--replace", env=wrong), "refused the login")
            assert len(store.seen) < before + 8, "kept trying a wrong password"
    store = Guarded("Negotiate")
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        untouched(store, load(folder, file, address, env=by_name), "401")


def netrc(folder):
    store = Guarded("Basic")
    (folder / ".netrc").write_text('# mine\nmachine example.org login x password y\nmachine 127.0.0.1\n  login ada\n  password "s3 cret"\ndefault login no password no\n')
    with serve(store) as address:
        code, _, err = load(folder, write(folder, "a.nt", lines(5)), address)
        assert code == 0, err
        # A password of the file is not that of another name.
        assert load(folder, str(folder / "a.nt"), address, env={"VITAGRAPH_STORE_USER": "bob"})[0] == 2
    (folder / ".netrc").unlink()


def prompt(folder):
    """On a terminal the login is asked for, and the password not shown."""
    store = Guarded("Basic")
    with serve(store) as address:
        process, terminal = pty.fork()
        if process == 0:
            for name in SECRETS:
                os.environ.pop(name, None)
            os.environ["HOME"] = str(folder)
            os.execv(PROGRAM, [PROGRAM, "load", write(folder, "a.nt", lines(5)), address, "--store", "oxigraph", "--graph", LIVE, "--data", SOURCE])
        shown, answers, end = "", {"User name": "ada\n", "Password of ada": "s3 cret\n"}, time.time() + 30
        while time.time() < end:
            if not select.select([terminal], [], [], 0.2)[0]:
                continue
            try:
                shown += os.read(terminal, 4096).decode()
            except OSError:
                break
            for question in list(answers):
                if question in shown:
                    time.sleep(0.1)  # the echo is switched off after the question is shown
                    os.write(terminal, answers.pop(question).encode())
        _, status = os.waitpid(process, 0)
        assert status == 0 and "5 statements" in shown and "s3 cret" not in shown, shown
        loaded(store, lines(5))


def addresses(folder):
    file = write(folder, "a.nt", lines(5))
    for address, word in (("http://ada:secret@127.0.0.1:1/ds", "login"), ("ftp://127.0.0.1/", "http://"), ("127.0.0.1:3030", "http://"),
                          ("http://127.0.0.1:1/?graph=x", "--graph")):
        code, _, err = load(folder, file, address)
        assert code == 2 and word in err and "secret" not in err, err
    code, _, err = load(folder, file, "http://127.0.0.1:1/ds", "--graph", "not an iri")
    assert code == 2 and "not an absolute IRI" in err, err


def mistakes(folder):
    store = Store()
    store.graphs[LIVE] = set(OLD)
    with serve(store) as address:
        (folder / "iri.nq").write_text('<urn:a> <urn:b> "x"@toolongsubtag .\n')
        code, _, err = load(folder, str(folder / "iri.nq"), address)
        assert code == 2 and "[rdf-unwritable]" in err and "nothing was sent" in err and not store.log, err
        (folder / "graphs.nq").write_text("<urn:a> <urn:b> <urn:c> <urn:g1> .\n<urn:a> <urn:b> <urn:d> <urn:g2> .\n")
        code, _, err = load(folder, str(folder / "graphs.nq"), address, "--replace")
        assert code == 0 and "[rdf-graphs-merged]" in err, err
        loaded(store, {"<urn:a> <urn:b> <urn:c> .", "<urn:a> <urn:b> <urn:d> ."})


def named_graphs(folder):
    """Without --graph each keeps its name; a failure leaves each graph whole."""
    store = Store()
    (folder / "graphs.trig").write_text("@prefix ex: <http://example.org/> . ex:a ex:p _:x . ex:g1 { _:x ex:p 1 } ex:g2 { _:x ex:q 2 . ex:b ex:q 3 } ex:g1 { ex:c ex:p 4 }")
    store.graphs["http://example.org/g1"] = set(OLD)
    with serve(store) as address:
        def run(*options):
            return subprocess.run([PROGRAM, "load", folder / "graphs.trig", address, "--store", "oxigraph", "--data", SOURCE, *options], capture_output=True, text=True, timeout=60)
        done = run("--replace")
        assert done.returncode == 0 and "5 statements in 3 graphs" in done.stderr, done.stderr
        sizes = {name: len(graph) for name, graph in store.graphs.items()}
        assert sizes == {"https://w3id.org/vitagraph/graph": 1, "http://example.org/g1": 2, "http://example.org/g2": 2}, sizes
        node = {word for graph in store.graphs.values() for line in graph for word in line.split() if "genid" in word}
        assert len(node) == 1, node
        assert run("--graph", LIVE).returncode == 0 and len(store.graphs[LIVE]) == 5
        before = {name: set(graph) for name, graph in store.graphs.items()}
        (folder / "graphs.trig").write_text("@prefix ex: <http://example.org/> . ex:g1 { ex:a ex:p 1 . ex:b ex:p 2 } ex:g2 { ex:a ex:p")
        done = run("--replace")
        assert done.returncode == 2 and "nothing was sent" in done.stderr and store.graphs == before


def blank_nodes(folder):
    """Named so that they stay the same in every chunk, and apart from those of other files."""
    store = Small()
    (folder / "one.ttl").write_text("@prefix ex: <http://ex.org/> . _:x ex:p [ ex:q 'inner' ] ." + "".join(f" _:x ex:n 'number {i}' ." for i in range(3000)))
    (folder / "two.ttl").write_text("@prefix ex: <http://ex.org/> . _:x ex:p 'another' .")
    with serve(store) as address:
        for _ in range(2):
            for name in ("one.ttl", "two.ttl"):
                code, _, err = load(folder, str(folder / name), address)
                assert code == 0, err
        subjects = {line.split()[0] for line in store.graphs[LIVE]}
        assert len(store.graphs[LIVE]) == 3003 and len(subjects) == 3, (len(store.graphs[LIVE]), subjects)
        assert all(s.startswith("<https://example.org/.well-known/genid/") for s in subjects), subjects


def probes(folder):
    class Virtuoso(Store):
        server = "Virtuoso/07.20.3229 (Linux)"
        data, update, query, parameter = "/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth", "graph-uri"

    file = write(folder, "a.nt", lines(5))
    for store, title in ((Fuseki(), "Fuseki"), (Oxigraph(), "Oxigraph"), (Virtuoso(), "Virtuoso"), (QLever(), "QLever")):
        with serve(store) as address:
            code, _, err = load(folder, file, address, "--store", "auto", env={"VITAGRAPH_STORE_TOKEN": "t0ken"})
            assert code == 0 and title in err, (title, err)
            loaded(store, lines(5))
    with serve(Store()) as address:
        code, _, err = load(folder, file, address, "--store", "auto")
        assert code == 2 and "--store" in err and "graphdb" in err, err


def default_graph(folder):
    store, many = Store(), lines(10)
    with serve(store) as address:
        assert load(folder, write(folder, "a.nt", many), address, "--graph", "default", "--replace")[0] == 0
        assert store.graphs == {"DEFAULT": many}


def dry_run(folder):
    store = Store()
    with serve(store) as address:
        code, out, _ = load(folder, write(folder, "it's.nt", lines(10)), address, "--dry-run", "--replace")
        assert code == 0 and not store.log
        assert out.count("curl ") == 5 and "MOVE GRAPH" in out and "set -e" in out, out
        assert subprocess.run(["bash", "-n"], input=out, text=True).returncode == 0
        code, out, _ = load(folder, str(folder / "it's.nt"), address, "--dry-run", "--store", "qlever", env={"VITAGRAPH_STORE_TOKEN": "t0ken"})
        assert code == 0 and "Bearer $VITAGRAPH_STORE_TOKEN" in out and "t0ken" not in out and "--netrc" not in out, out


class Waiting(Store):
    """Answers the third request for data only when it is told."""

    def insert(self, request, graph, new):
        super().insert(request, graph, new)
        if self.posts == 2:
            time.sleep(1)


def killed(folder):
    store, many = Waiting(), lines(60_000)
    store.graphs[LIVE] = set(OLD)
    file = write(folder, "a.nt", many)
    with serve(store) as address:
        process = subprocess.Popen([PROGRAM, "load", file, address, "--store", "oxigraph", "--graph", LIVE, "--replace", "--data", SOURCE, "-q"])
        while store.posts < 2:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert store.graphs[LIVE] == OLD and staging_left(store)
        assert load(folder, file, address, "--replace")[0] == 0
        loaded(store, many)


def standard_input(folder):
    store = Store()
    with serve(store) as address:
        done = subprocess.run([PROGRAM, "load", "-", address, "--store", "oxigraph", "--graph", LIVE, "--data", SOURCE], input=b"<urn:a> <urn:b> 'c' .", capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr
        loaded(store, {'<urn:a> <urn:b> "c" .'})


TESTS = [plain, the_same_hash, oxigraph, qlever, too_large, in_the_middle, for_good, refused, slow, lost, restarted, without_move, leaking, limited, fuseki, answer_lost,
         values, logins, netrc, prompt, addresses, mistakes, named_graphs, blank_nodes, probes, default_graph, dry_run, killed, standard_input]


def main(tests):
    wanted = sys.argv[3:]
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        began = time.time()
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
        print(f"{test.__name__:<18} {time.time() - began:.1f} s", flush=True)
    print(f"{len(tests)} tests")


if __name__ == "__main__":
    main(TESTS)
