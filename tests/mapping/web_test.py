#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sources that a mapping has fetched from the web, and targets that it sends there, with a server of this machine.

    web_test.py PROGRAM SOURCE_FOLDER
"""
import base64
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

from web_server import WebServer

PROGRAM = os.path.abspath(sys.argv[1])
CSV = b"id,name\n1,Ana Prates\n2,Bo Lind\n"
JSON = b'{"people": [{"id": 1, "name": "Ana Prates"}, {"id": 2, "name": "Bo Lind"}]}'
XML = b'<list><p id="1"><name>Ana Prates</name></p><p id="2"><name>Bo Lind</name></p></list>'
NAMES = ['<http://ex.org/1> <http://xmlns.com/foaf/0.1/name> "Ana Prates" .', '<http://ex.org/2> <http://xmlns.com/foaf/0.1/name> "Bo Lind" .']
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = """@prefix rml: <http://w3id.org/rml/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix td: <https://www.w3.org/2019/wot/td#> . @prefix hctl: <https://www.w3.org/2019/wot/hypermedia#> .
@prefix wotsec: <https://www.w3.org/2019/wot/security#> . @prefix idsa: <https://w3id.org/idsa/core/> . @prefix htv: <http://www.w3.org/2011/http#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> . @prefix rmle: <https://w3id.org/imec/rml/ns/extensions#> .
"""


def bindings(_):
    person = lambda n, name: {"who": {"type": "uri", "value": f"http://ex.org/{n}"}, "name": {"type": "literal", "value": name, "xml:lang": "pt"},
                              "age": {"type": "literal", "value": "33", "datatype": XSD + "integer"}}
    rows = [person(1, "Ana Prates"), {"who": {"type": "bnode", "value": "b0"}}]
    return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps({"head": {"vars": ["who", "name", "age"]}, "results": {"bindings": rows}}).encode()


class Web(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.scratch.name)
        self.web = WebServer()
        self.web.__enter__()
        self.addCleanup(self.scratch.cleanup)
        self.addCleanup(self.web.__exit__)

    def map(self, rules, *options, name="rules.yml", status=0):
        """The lines written, sorted, and what was said."""
        (self.folder / name).write_text(rules.replace("{web}", self.web.address), encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", name, "-o", "out.nq", "-q", *options], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env=WebServer.plain_environment())
        self.assertEqual(done.returncode, status, done.stderr)
        out = self.folder / "out.nq"
        lines = sorted(out.read_text(encoding="utf-8").splitlines()) if status == 0 else []
        self.assertEqual(out.exists(), status == 0)
        if status == 0 and options != ("--offline",):
            self.translated(rules, name, lines)
        return lines, done.stderr

    def translated(self, rules, name, lines):
        """The rules as RML do the same; where RML has no words for them, that is said."""
        done = subprocess.run([PROGRAM, "map", name, "--to", "rml", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            self.assertIn("RML has no words for", done.stderr)
            return
        (self.folder / "again.ttl").write_text(done.stdout, encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", "again.ttl", "-o", "again.nq", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env=WebServer.plain_environment())
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(sorted((self.folder / "again.nq").read_text(encoding="utf-8").splitlines()), lines)

    def people(self, source, id="$(id)", name="$(name)"):
        return f"mappings: {{m: {{sources: [{source}], s: 'http://ex.org/{id}', po: [[foaf:name, {name}]]}}}}\n"

    def test_formats(self):
        self.web.answers = {self.web.address + "/" + n: c for n, c in {
            "p.csv": CSV, "p.json": JSON, "p.xml": XML, "p.csv.gz": gzip.compress(CSV), "p.jsonl": b'{"id": 1, "name": "Ana Prates"}\n{"id": 2, "name": "Bo Lind"}\n'}.items()}
        self.assertEqual(self.map(self.people("['{web}/p.csv~csv']"))[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/p.csv.gz~csv']"))[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/p.json~jsonpath', '$.people[*]']"))[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/p.jsonl~jsonl']"))[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/p.xml~xpath', /list/p]", id="$(@id)"))[0], NAMES)
        self.assertEqual(self.map(self.people("{access: '{web}/p.csv', type: remotefile, referenceFormulation: csv, delimiter: ','}"))[0], NAMES)

    def test_rml(self):
        self.web.answers = {self.web.address + "/p.csv": CSV.replace(b",", b";"), self.web.address + "/p.json": JSON}
        rest = """ rml:subjectMap [ rml:template "http://ex.org/{id}" ] ; rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] ."""
        for source in ["[ a dcat:Distribution ; dcat:downloadURL <{web}/p.json> ]", "[ td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget '{web}/p.json' ] ] ]"]:
            rules = PREFIXES + f"<http://ex.org/m> rml:logicalSource [ rml:source {source} ; rml:referenceFormulation rml:JSONPath ; rml:iterator '$.people[*]' ] ;" + rest
            self.assertEqual(self.map(rules, name="rules.ttl")[0], NAMES)
        rules = PREFIXES + "<http://ex.org/m> rml:logicalSource [ rml:source [ csvw:url '{web}/p.csv' ; csvw:dialect [ csvw:delimiter ';' ] ] ; rml:referenceFormulation rml:CSV ] ;" + rest
        self.assertEqual(self.map(rules, name="rules.ttl")[0], NAMES)

    def test_keys(self):
        def guarded(request):
            good = request.headers.get("x-key") == "s3cret" or "key=s3%20cret" in request.url
            return (200, {}, JSON) if good and request.headers["accept"] == "application/json" else (403, {}, b"who are you?\n")
        self.web.answers = {self.web.address + "/p": guarded}
        source = "{access: '{web}/p', type: wot, contentType: application/json, operationType: read, referenceFormulation: jsonpath, iterator: '$.people[*]', security: %s}"
        self.assertEqual(self.map(self.people(source % "[{type: apikey, in: header, name: X-Key, value: s3cret}]"))[0], NAMES)
        self.assertEqual(self.map(self.people(source % "[{type: apikey, in: query, name: key, value: s3 cret}]"))[0], NAMES)
        (self.folder / "out.nq").unlink()
        (self.folder / "again.nq").unlink()
        said = self.map(self.people(source % "none"), status=2)[1]
        self.assertIn("rules.yml:1:", said)
        self.assertIn("/p: HTTP 403: who are you? [mapping-source]", said)
        said = self.map(self.people(source % "[{type: oauth2}]"), status=2)[1]
        self.assertIn("expected `none`, or an `apikey` with `in: header` or `in: query`, `name` and `value`", said)
        thing = """[ a td:Thing ; td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget '{web}/p' ; hctl:forContentType 'application/json' ] ] ;
          td:hasSecurityConfiguration [ wotsec:in 'header' ; wotsec:name 'X-Key' ; idsa:tokenValue 's3cret' ] ]"""
        rules = PREFIXES + f"""<http://ex.org/m> rml:logicalSource [ rml:source {thing} ; rml:referenceFormulation rml:JSONPath ; rml:iterator '$.people[*]' ] ;
          rml:subjectMap [ rml:template "http://ex.org/{{id}}" ] ; rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] ."""
        self.assertEqual(self.map(rules, name="rules.ttl")[0], NAMES)

    def test_login(self):
        want = "Basic " + base64.b64encode(b"ana:pw").decode()
        self.web.answers = {self.web.address + "/p.csv": lambda r: (200, {}, CSV) if r.headers.get("authorization") == want else (401, {}, b"")}
        source = "{access: '{web}/p.csv', type: remotefile, referenceFormulation: csv, credentials: {username: ana, password: pw}}"
        self.assertEqual(self.map(self.people(source))[0], NAMES)

    def test_redirections(self):
        with WebServer() as other:
            other.answers = {other.address + "/p.csv": CSV}
            self.web.answers = {self.web.address + "/old": lambda r: (302, {"Location": "/older"}, b""),
                                self.web.address + "/older": lambda r: (307, {"Location": other.address + "/p.csv"}, b""),
                                self.web.address + "/ring": lambda r: (301, {"Location": "/ring"}, b""),
                                self.web.address + "/out": lambda r: (301, {"Location": "file:///etc/passwd"}, b"")}
            source = "{access: '{web}/%s', type: wot, referenceFormulation: csv, credentials: {username: ana, password: pw}, security: [{type: apikey, in: header, name: X-Key, value: s}]}"
            self.assertEqual(self.map(self.people(source % "old"))[0], NAMES)
            self.assertEqual([r.headers.get("x-key") for r in self.web.requests[:2]], ["s", "s"])
            self.assertTrue(all("x-key" not in r.headers and "authorization" not in r.headers for r in other.requests))
            (self.folder / "out.nq").unlink()
            self.assertIn("HTTP 301", self.map(self.people(source % "ring"), status=2)[1])
            self.assertIn("points to `file:///etc/passwd`, which is no address on the web", self.map(self.people(source % "out"), status=2)[1])

    def test_what_cannot_be_had(self):
        self.assertIn("/none: HTTP 404: nothing here [mapping-source]", self.map(self.people("['{web}/none~csv']"), status=2)[1])
        self.assertIn("not fetched, since --offline was given", self.map(self.people("['{web}/none~csv']"), "--offline", status=2)[1])
        self.assertEqual([r.url for r in self.web.requests], [self.web.address + "/none"])
        self.assertIn("only files, databases and what HTTP gives can be read", self.map(self.people("['kafka://h/t~csv']"), status=2)[1])
        said = self.map(self.people("['http://127.0.0.1:9/p.csv~csv']"), status=2)[1]
        self.assertIn("127.0.0.1:9/p.csv: ", said)
        split = '{access: "{web}/p", referenceFormulation: csv, security: [{type: apikey, in: header, name: A, value: "b\\r\\nC: d"}]}'
        self.assertIn("goes over several lines", self.map(self.people(split), status=2)[1])

    def test_sparql(self):
        self.web.answers = {self.web.address + "/sparql": bindings}
        rules = """prefixes: {ex: 'http://ex.org/'}
sources: {q: {access: '{web}/sparql', type: sparql, queryFormulation: sparql11, query: '%s'}}
mappings: {m: {sources: q, s: $(who), po: [[ex:age, $(age)], [ex:name, $(name)]]}}
"""
        wanted = [f'<http://ex.org/1> <http://ex.org/age> "33"^^<{XSD}integer> .', '<http://ex.org/1> <http://ex.org/name> "Ana Prates" .']
        query = "SELECT ?who ?name ?age WHERE { ?who a ?any }"
        for text in (query, query + " # " + "long " * 600):
            self.web.requests.clear()
            self.assertEqual(self.map(rules % text)[0], wanted)
            first = self.web.requests[0]
            self.assertEqual(first.method, "GET" if text == query else "POST")
            form = first.url.split("?")[1] if text == query else first.body.decode()
            self.assertEqual(urllib.parse.parse_qs(form)["query"], [text])
        rml = PREFIXES + """<http://ex.org/m> rml:logicalSource [ rml:source [ a sd:Service ; sd:endpoint <{web}/sparql> ] ;
            rml:referenceFormulation <http://www.w3.org/ns/formats/SPARQL_Results_CSV> ; rml:iterator "SELECT ?who ?age { ?who ?p ?age }" ] ;
            rml:subjectMap [ rml:reference "who" ] ; rml:predicateObjectMap [ rml:predicate <http://ex.org/age> ; rml:objectMap [ rml:reference "age" ] ] ."""
        self.assertEqual(self.map(rml, name="rules.ttl")[0], wanted[:1])
        # Results that the mapping takes apart itself.
        own = """sources: {q: {access: '{web}/sparql', type: sparql, queryFormulation: sparql11, query: SELECT 1, referenceFormulation: jsonpath, iterator: '$.results.bindings[*]'}}
mappings: {m: {sources: q, s: $(who.value), po: [[foaf:name, $(name.value)]]}}
"""
        self.assertEqual(self.map(own)[0], NAMES[:1])
        (self.folder / "out.nq").unlink()
        self.web.answers = {self.web.address + "/sparql": b"<html>"}
        self.assertIn("its answer is no table of SPARQL results in JSON", self.map(rules % query, status=2)[1])

    def target(self, target, name="name"):
        (self.folder / "people.csv").write_bytes(CSV)
        return f"""targets: {{t: {target}}}
mappings: {{m: {{sources: [[people.csv~csv]], s: {{value: 'http://ex.org/$(id)', targets: t}}, po: [[foaf:name, $({name})]]}}}}
"""

    def took(self):
        return [(r.method, r.url.removeprefix(self.web.address), r.headers.get("content-type"), r.body.decode()) for r in self.web.requests]

    def test_targets(self):
        self.web.answers = {self.web.address + "/" + p: lambda r: (201, {}, b"") for p in ("p", "box", "p-1", "p-2")}
        lines = "\n".join(NAMES) + "\n"
        self.map(self.target("{access: '{web}/p', type: directhttprequest, serialization: ntriples}"))
        self.assertEqual(self.took(), 2 * [("PUT", "/p", "application/n-triples", lines)])
        self.web.requests.clear()
        self.map(self.target("{access: '{web}/box', type: directhttprequest, methodName: POST, headers: {Content-Type: text/plain, X-A: b}, credentials: {username: ana, password: pw}}"))
        self.assertEqual(self.took(), [("POST", "/box", "text/plain", lines)])
        self.assertEqual((self.web.requests[0].headers["x-a"], self.web.requests[0].headers["authorization"]), ("b", "Basic " + base64.b64encode(b"ana:pw").decode()))
        self.web.requests.clear()
        self.map(self.target("{access: '{web}/p-$(id)', type: directhttprequest, headers: {X-A: b}}"))
        self.assertEqual(self.took(), 2 * [("PUT", "/p-1", "application/n-quads", NAMES[0] + "\n"), ("PUT", "/p-2", "application/n-quads", NAMES[1] + "\n")])
        self.assertEqual({r.headers["x-a"] for r in self.web.requests}, {"b"})

    def test_described_targets(self):
        (self.folder / "people.csv").write_bytes(CSV)
        rows = 'rml:logicalSource [ rml:source "people.csv" ; rml:referenceFormulation rml:CSV ] ;'
        rules = PREFIXES + f"""@prefix void: <http://rdfs.org/ns/void#> . @prefix formats: <http://www.w3.org/ns/formats/> .
<http://ex.org/m> {rows} rml:subjectMap [ rml:template "http://ex.org/{{id}}" ; rmle:logicalTargetMap [ rml:template "target-{{id}}" ] ] ;
  rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] .
<http://ex.org/t> {rows} rml:subjectMap [ rml:template "target-{{id}}" ; rml:logicalTarget rmle:ThisMapping ] ;
  rml:predicateObjectMap [ rml:predicate rml:serialization ; rml:object formats:N-Triples ] ;
  rml:predicateObjectMap [ rml:predicate rml:target ; rml:objectMap [ rml:template "at-{{id}}" ] ] .
"""
        where = f"""<http://ex.org/a> {rows} rml:subjectMap [ rml:template "at-{{id}}" ; rml:logicalTarget rmle:ThisMapping ] ;
  rml:predicateObjectMap [ rml:predicate void:dataDump ; rml:objectMap [ rml:template "file://of-{{id}}.nt" ; rml:termType rml:Literal ] ] ."""
        self.assertEqual(self.map(rules + where, name="rules.ttl")[0], [])
        self.assertEqual([(self.folder / f"of-{i}.nt").read_text() for i in "12"], [line + "\n" for line in NAMES])
        (self.folder / "out.nq").unlink()
        said = self.map(rules, name="rules.ttl", status=2)[1]
        self.assertIn("this target lacks `a triples map that says where it lies`", said)

    def test_linked_target(self):
        link = {"Link": '<http://elsewhere.example/>; rel="type", <p.acl?a,b>; rel="up acl"'}
        self.web.answers = {self.web.address + "/x/p": lambda r: (200, link, b""), self.web.address + "/x/p.acl": lambda r: (205, {}, b"")}
        self.map(self.target("{access: '{web}/x/p', type: linkedhttprequest, rel: acl, serialization: turtle}"))
        self.assertEqual([(m, u, t) for m, u, t, _ in self.took()], 2 * [("HEAD", "/x/p", None), ("PUT", "/x/p.acl?a,b", "text/turtle")])
        (self.folder / "out.nq").unlink()
        said = self.map(self.target("{access: '{web}/x/p', type: linkedhttprequest, rel: describedby}"), status=2)[1]
        self.assertIn("links to nothing by `describedby`", said)

    def test_sparql_target(self):
        self.web.answers = {self.web.address + "/update": lambda r: (204, {}, b"")}
        want = ("POST", "/update", "application/sparql-update", "INSERT DATA {\n" + "\n".join(NAMES) + "\n}\n")
        for target in ("{access: '{web}/update', type: sparql}", "{access: '{web}/update', type: sd}", "['{web}/update~sparql']"):
            self.web.requests.clear()
            self.map(self.target(target))
            self.assertEqual(self.took(), [want, want])
        rml = PREFIXES + """<http://ex.org/m> rml:logicalSource [ rml:source "people.csv" ; rml:referenceFormulation rml:CSV ] ;
            rml:subjectMap [ rml:template "http://ex.org/{id}" ; rml:logicalTarget [ rml:target [ a sd:Service ; sd:endpoint <{web}/update> ] ] ] ;
            rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ; rml:graph <http://ex.org/g> ] ."""
        self.web.requests.clear()
        self.map(rml, name="rules.ttl")
        self.assertIn('GRAPH <http://ex.org/g> { <http://ex.org/1> <http://xmlns.com/foaf/0.1/name> "Ana Prates" . }\n', self.took()[0][3])
        # Many statements are several requests, but not where a blank node may stand in two of them.
        (self.folder / "people.csv").write_text("id,name\n" + "".join(f"{i},n\n" for i in range(6000)), encoding="utf-8")
        many = "mappings: {m: {sources: [[people.csv~csv]], s: {%s targets: [['{web}/update~sparql']]}, po: [[foaf:name, $(name)]]}}\n"
        for subject, requests in (("value: 'http://ex.org/$(id)',", [5000, 1000]), ("value: $(id), type: blank,", [6000])):
            self.web.requests.clear()
            (self.folder / "many.yml").write_text((many % subject).replace("{web}", self.web.address), encoding="utf-8")
            done = subprocess.run([PROGRAM, "map", "many.yml", "-q"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual([r.body.count(b" .\n") for r in self.web.requests], requests)

    def test_targets_that_cannot_be(self):
        sent = "{access: '{web}/p', type: directhttprequest%s}"
        said = self.map(self.target(sent % ""), status=2)[1]
        self.assertIn("/p: HTTP 404", said)
        self.web.requests.clear()
        self.assertIn("cannot be written: --offline was given", self.map(self.target(sent % ""), "--offline", status=2)[1])
        self.assertIn("its way of logging in is not known here", self.map(self.target(sent % ", authentication: a"), status=2)[1])
        self.assertIn("only files and what HTTP reaches can be written", self.map(self.target("['ftp://h/p~void']"), status=2)[1])
        self.assertIn("it is no address on the web", self.map(self.target("[store~sparql]"), status=2)[1])
        # An address that only the rows say.
        rules = self.target("{access: '$(name)', type: directhttprequest}")
        (self.folder / "people.csv").write_text(f"id,name\n1,{self.web.address}/p\n", encoding="utf-8")
        self.assertIn("not sent, since --offline was given", self.map(rules, "--offline", status=2)[1])
        # A row cannot turn a file into an address.
        rules = self.target("['$(name)~void', ntriples]")
        (self.folder / "people.csv").write_text(f"id,name\n1,{self.web.address}/p\n", encoding="utf-8")
        (self.folder / "rules.yml").write_text(rules, encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", "rules.yml"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
        self.assertIn("is no file for a target; left out at row 2", done.stderr)
        self.assertEqual(self.web.requests, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
