# SPDX-License-Identifier: Apache-2.0
"""Real SPARQL stores on loopback, and what each of them must bear: loads, changes, kills of either side."""
import collections
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

try:
    import rdflib
except ImportError:
    print("skipped: python3-rdflib is not installed")
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
LIVE = "https://example.org/graph/people"
MANY = 40_000  # statements: enough to be killed in the middle of
USER, PASSWORD = "ada", "s3cret"


def python_with(package):
    """A Python that has the package: this one, $VITAGRAPH_PYTHON, or the one that scripts/dependencies --tests makes."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    for python in (sys.executable, os.environ.get("VITAGRAPH_PYTHON"), str(cache / "vitagraph/python/bin/python3")):
        if python and os.path.exists(python) and subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode == 0:
            return python
    return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A store that can be started, killed and started again on the same data. Subclasses: command(), address, name."""
    user, password = USER, PASSWORD
    query_path = "/query"
    start_seconds = 120
    bears_kills = True
    wrong = {}  # named queries whose rows it gives too often, and why: compared without their numbers

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        self.log = open(folder / "server.log", "a")

    def start(self):
        self.process = subprocess.Popen(self.command(), stdout=self.log, stderr=self.log, cwd=self.folder)
        end = time.time() + self.start_seconds
        while time.time() < end:
            try:
                with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}/"), timeout=2):
                    return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.1)
            assert self.process.poll() is None, (self.folder / "server.log").read_text()[-2000:]
        raise AssertionError("the server does not answer")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, query, accept="application/sparql-results+json", **parameters):
        login = self.folder / "netrc"
        login.write_text(f"machine 127.0.0.1 login {self.user} password {self.password}\n")
        fields = [word for name, value in {"query": query, **parameters}.items() for word in ("--data-urlencode", f"{name}={value}")]
        return subprocess.run(["curl", "-sS", "--fail-with-body", "--noproxy", "*", "--anyauth", "--netrc-file", login, "-H", f"Accept: {accept}", *fields,
                               self.address + self.query_path], capture_output=True, check=True, timeout=120).stdout

    def number(self, query):
        bindings = json.loads(self.ask(query))["results"]["bindings"]
        return int(bindings[0]["n"]["value"])

    def count(self, graph=LIVE, rest=""):
        return self.number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o {rest} }} }}")

    def staged(self):
        return self.number('SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:vitagraph:staging:")) }')


def arguments(server, file, *options):
    return [PROGRAM, "load", str(file), server.address, "--graph", LIVE, "--data", str(SOURCE), "--store", server.name, *options]


def environment(server):
    return {**os.environ, "VITAGRAPH_STORE_USER": server.user, "VITAGRAPH_STORE_PASSWORD": server.password}


def load(server, file, *options, code=0):
    done = subprocess.run(arguments(server, file, *options), capture_output=True, text=True, env=environment(server), timeout=300, stdin=subprocess.DEVNULL)
    assert done.returncode == code, (done.returncode, done.stderr)
    return done.stderr


def begin(server, file, *options):
    return subprocess.Popen(arguments(server, file, *options), stderr=subprocess.PIPE, text=True, env=environment(server), stdin=subprocess.DEVNULL)


def build_samples(folder):
    file = folder / "samples.ttl"
    subprocess.run([PROGRAM, "build", SOURCE / "tests/samples", "-o", file, "--data", SOURCE, "-q"], check=False, capture_output=True)
    return file


def build_recorded(folder):
    """The samples with their provenance, all graphs in one: the named queries ask about both."""
    trig, file = folder / "recorded.trig", folder / "recorded.nt"
    subprocess.run([PROGRAM, "build", "tests/samples", "--provenance", "-o", trig, "--data", SOURCE, "-q"], check=False, capture_output=True, cwd=SOURCE)
    subprocess.run([PROGRAM, "convert", trig, "-o", file, "--data", SOURCE, "-q"], check=True, capture_output=True)
    return file


def named(folder):
    """The queries that come with the program, each with a graph: those on provenance with one that has some, which would make
    rdflib slow for the others."""
    samples_file, recorded = build_samples(folder), build_recorded(folder)
    paths = sorted((SOURCE / "ontology/queries").glob("*.rq"), key=lambda path: ("--provenance" in path.read_text(), path))
    return [(path, recorded if "--provenance" in path.read_text() else samples_file) for path in paths]


def numbered(folder, name, word, count=MANY):
    file = folder / name
    with file.open("w") as out:
        for i in range(count):
            out.write(f'<http://ex.org/{word}/{i // 5}> <http://ex.org/p{i % 5}> "{word} value {i} — with some text behind it" .\n')
    return file


def samples(server, folder):
    """Our own graph, loaded, changed and loaded again; what the store then gives back is the file."""
    file = build_samples(folder)
    graph = rdflib.Graph().parse(file, format="turtle")
    err = load(server, file, "--replace")
    assert f"{len(graph)} statements" in err, err
    assert server.count() == len(graph)
    changed = rdflib.Graph()
    for i, triple in enumerate(sorted(graph)):
        if i % 7:
            changed.add(triple)
    changed.add((rdflib.URIRef("http://ex.org/new"), rdflib.RDFS.label, rdflib.Literal("Neu", lang="de-AT")))
    changed.serialize(folder / "changed.nt", format="nt", encoding="utf-8")
    load(server, folder / "changed.nt", "--replace")
    assert server.count() == len(changed)
    load(server, file)
    assert server.count() == len(graph) + 1, "adding"
    load(server, file, "--replace", "--store", "auto")
    assert server.count() == len(graph) and server.staged() == 0
    values(server, folder)
    script(server, folder, file, len(graph))
    return graph


def values(server, folder):
    """Spellings that stores change without a change of meaning; escapes, scripts, blank nodes."""
    (folder / "values.ttl").write_text("""@prefix ex: <http://ex.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a ex:int 1, 7, -5, "007"^^xsd:integer, "+3"^^xsd:integer ; ex:flag true, false ; ex:dec 1.50, -0.5 ; ex:dbl 5.5e1, 1e0 , "INF"^^xsd:double ;
  ex:year "2018"^^xsd:gYear ; ex:month "2018-09"^^xsd:gYearMonth ; ex:date "2018-09-01"^^xsd:date ; ex:time "2018-09-01T10:00:00.250Z"^^xsd:dateTime ;
  ex:text "Ünïcode 中文 😀 \\"q\\" \\\\ \\n\\t end", "", "hallo"@de-AT, "hello"@EN ; ex:iri <http://ex.org/ünï?x=1&y=2#z>, <urn:a:%20b> ; ex:node [ ex:p _:x ] . _:x ex:p "x" .
""")
    err = load(server, folder / "values.ttl", "--replace")
    assert "24 statements" in err, err


def run_script(server, folder, text):
    login = folder / "home" / ".netrc"
    login.parent.mkdir(exist_ok=True)
    login.write_text(f"machine 127.0.0.1 login {server.user} password {server.password}\n")
    login.chmod(0o600)
    path = f"{pathlib.Path(PROGRAM).parent}:{os.environ['PATH']}"
    return subprocess.run(["bash"], input=text, capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(login.parent), "PATH": path, "VITAGRAPH_DATA": str(SOURCE)})


def script(server, folder, file, count):
    """The commands of --dry-run do what the program does."""
    done = subprocess.run(arguments(server, file, "--dry-run", "--replace"), capture_output=True, text=True, check=True, timeout=60)
    ran = run_script(server, folder, done.stdout)
    assert ran.returncode == 0, (done.stdout, ran.stdout, ran.stderr)
    assert server.count() == count and str(count) in ran.stdout, ran.stdout


def graphs(server, folder):
    """The named graphs of a file are exchanged together; the commands of --dry-run do the same."""
    def trig(name, word):
        file = folder / name
        file.write_text("@prefix ex: <http://ex.org/> . " + " ".join(
            f"ex:g{g} {{ " + " ".join(f'ex:s{i} ex:p "{word} {i}" , _:x .' for i in range(50)) + " }" for g in range(6)))
        return file

    def held(word):
        return [server.count(f"http://ex.org/g{g}", f'FILTER(STRSTARTS(STR(?o), "{word} "))') for g in range(6)]
    options = [PROGRAM, "load", str(trig("one.trig", "one")), server.address, "--data", str(SOURCE), "--store", server.name, "--replace"]
    done = subprocess.run(options, capture_output=True, text=True, env=environment(server), timeout=300, stdin=subprocess.DEVNULL)
    assert done.returncode == 0 and "600 statements in 6 graphs" in done.stderr and held("one") == [50] * 6, (done.stderr, held("one"))
    how = "in one update" in done.stderr
    options[2] = str(trig("two.trig", "two"))
    printed = subprocess.run([*options, "--dry-run"], capture_output=True, text=True, check=True, timeout=60).stdout
    ran = run_script(server, folder, printed)
    assert ran.returncode == 0 and held("two") == [50] * 6 and held("one") == [0] * 6 and server.staged() == 0, (printed, ran.stdout, ran.stderr)
    print(f"{server.name}: six named graphs {'in one update' if how else 'one after the other'}, and by curl", flush=True)


def until_staging(server, process, at_least=1):
    end = time.time() + 60
    while time.time() < end and process.poll() is None:
        if server.staged() >= at_least:
            return True
        time.sleep(0.02)
    return False


def whole(server, word):
    """The live graph holds the numbered statements of one word, all of them and no others."""
    return server.count() == MANY and server.count(rest=f'FILTER(STRSTARTS(STR(?o), "{word} "))') == MANY


def kills(server, folder):
    old, new = numbered(folder, "old.nt", "old"), numbered(folder, "new.nt", "new")
    load(server, old, "--replace")
    assert whole(server, "old")

    process = begin(server, new, "--replace")
    assert until_staging(server, process), process.communicate()[1]
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert whole(server, "old"), "the client was killed"
    load(server, new, "--replace")
    assert whole(server, "new") and server.staged() == 0
    print(f"{server.name}: client killed", flush=True)

    process = begin(server, old, "--replace", "--retries", "8")
    assert until_staging(server, process)
    server.kill()
    server.start()
    err = process.communicate(timeout=300)[1]
    assert process.returncode == 0 and "trying again" in err, err
    assert whole(server, "old"), "the server was killed and came back"
    print(f"{server.name}: server killed, load went on", flush=True)

    process = begin(server, new, "--replace", "--retries", "1")
    assert until_staging(server, process)
    server.kill()
    err = process.communicate(timeout=300)[1]
    assert process.returncode == 2 and "the graph in the store is as it was" in err, err
    server.start()
    assert whole(server, "old"), "the server was killed and stayed away"
    load(server, new, "--replace")
    assert whole(server, "new")
    print(f"{server.name}: server killed, loaded again", flush=True)

    # Around the moment of the exchange: one or the other, never anything between.
    words, seen = ["new", "old"], collections.Counter()
    for turn, delay in enumerate((0.0, 0.5, 1.5)):
        process = begin(server, old if words[1] == "old" else new, "--replace", "--retries", "0")
        until_staging(server, process, MANY)
        time.sleep(delay)
        server.kill()
        process.communicate(timeout=300)
        server.start()
        is_old, is_new = whole(server, words[0]), whole(server, words[1])
        assert is_old != is_new, f"turn {turn}: {server.count()} statements"
        assert is_new or process.returncode != 0, "said that it was done"
        seen["new" if is_new else "old"] += 1
        if is_new:
            words.reverse()
    load(server, numbered(folder, "last.nt", "last"), "--replace")
    assert whole(server, "last") and server.staged() == 0
    print(f"{server.name}: killed around the exchange: {dict(seen)}", flush=True)


def prefixes():
    """Those the embedded engine knows by itself."""
    known = {"vg": "https://w3id.org/vitagraph/ontology#", "id": "https://w3id.org/vitagraph/id/", "rdf": str(rdflib.RDF), "rdfs": str(rdflib.RDFS),
             "xsd": str(rdflib.XSD), "skos": str(rdflib.SKOS), "foaf": str(rdflib.FOAF), "dcterms": str(rdflib.DCTERMS),
             "bibo": "http://purl.org/ontology/bibo/", "prov": "http://www.w3.org/ns/prov#", "schema": "https://schema.org/"}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items())


def rows(text):
    """The rows of SPARQL JSON, numbers by value: engines write one number in several ways."""
    data = json.loads(text)

    def value(b):
        if b is None:
            return None
        kind = b.get("datatype", "").rsplit("#")[-1]
        if kind in ("integer", "int", "decimal", "double", "float"):
            return round(float(b["value"]), 9)
        return (b["value"], "" if kind == "string" else kind, b.get("xml:lang", ""))
    return collections.Counter(tuple(value(b.get(v)) for v in sorted(data["head"]["vars"])) for b in data["results"]["bindings"])


def named_queries(server, folder):
    """Each query that comes with the program: one answer from the embedded engine, from rdflib and from the server."""
    answered, shown = 0, None
    for path, file in named(folder):
        if file != shown:
            shown, graph = file, rdflib.Graph().parse(file)
            load(server, file, "--replace")
        query = prefixes() + path.read_text()
        ours = subprocess.run([PROGRAM, "query", "--run", path.stem, "--graph", file, "--format", "json", "--data", SOURCE], capture_output=True, check=True, timeout=120).stdout
        theirs = server.ask(query, **{"default-graph-uri": LIVE})
        rdflibs = graph.query(query).serialize(format="json")
        theirs_rows, ours_rows = rows(theirs), rows(ours)
        if path.stem in server.wrong and theirs_rows != ours_rows:
            theirs_rows, ours_rows = set(theirs_rows), set(ours_rows)
            print(f"{server.name}: {path.stem}: {server.wrong[path.stem]}", flush=True)
        assert ours_rows == theirs_rows, (path.stem, list((rows(ours) - rows(theirs)).items())[:3], list((rows(theirs) - rows(ours)).items())[:3])
        assert rows(ours) == rows(rdflibs), (path.stem, "rdflib")
        assert rows(ours), f"{path.stem} finds nothing in the samples"
        answered += 1
    assert answered >= 16, f"only {answered} queries"
    print(f"{server.name}: {answered} named queries agree", flush=True)


def run(make):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = make(folder).start()
        try:
            samples(server, folder)
            print(f"{server.name}: samples, values, script", flush=True)
            named_queries(server, folder)
            graphs(server, folder)
            if server.bears_kills:
                kills(server, folder)
        except BaseException:
            print((folder / "server.log").read_text()[-1500:], file=sys.stderr)
            raise
        finally:
            server.kill()
