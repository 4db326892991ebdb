#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sources that a mapping has fetched from the web, and targets that it sends there, with a server of this machine.

    web_test.py PROGRAM SOURCE_FOLDER
"""
import base64
import gzip
import io
import json
import os
import pathlib
import resource
import subprocess
import sys
import tarfile
import tempfile
import unittest
import urllib.parse

from web_server import WebServer

PROGRAM = os.path.abspath(sys.argv[1])
DATA = os.path.abspath(sys.argv[2])
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

    def map(self, rules, *options, name="rules.yml", status=0, no_words=None):
        """The lines written, sorted, and what was said. `no_words` is what RML has none for."""
        (self.folder / name).write_text(rules.replace("{web}", self.web.address), encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", name, "-o", "out.nq", "-q", *options], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env=WebServer.plain_environment())
        self.assertEqual(done.returncode, status, done.stderr)
        out = self.folder / "out.nq"
        lines = sorted(out.read_text(encoding="utf-8").splitlines()) if status == 0 else []
        self.assertEqual(out.exists(), status == 0)
        if status == 0 and options != ("--offline",):
            self.translated(name, lines, no_words)
        return lines, done.stderr

    def translated(self, name, lines, no_words):
        """The rules as RML do the same, or it is said that RML has no words for something."""
        done = subprocess.run([PROGRAM, "map", name, "--to", "rml", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        if no_words:
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("RML has no words for " + no_words + " [", done.stderr)
            return
        self.assertEqual((done.returncode, done.stderr), (0, ""))
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
        self.assertEqual(self.map(self.people(source), no_words="credentials of a source on the web")[0], NAMES)

    def test_secrets(self):
        """No message shows a key, a password or a whole query, whether it is ours, the mapping's line or the server's echo."""
        self.web.default = lambda r: (403, {}, b"the key s3 cret of ana:passw0rd may not ask " + r.url.encode())
        guarded = "{access: '{web}/p?a=b#part', referenceFormulation: csv, type: wot, credentials: {username: ana, password: passw0rd}, security: [{type: apikey, in: query, name: key, value: s3 cret}]}"
        said = self.map(self.people(guarded), status=2)[1]
        self.assertIn("/p?a=b#part: HTTP 403: the key ******* of ana:******** may not ask ", said)
        self.assertEqual(self.web.requests[0].url, self.web.address + "/p?a=b&key=s3%20cret")
        for secret in ("s3 cret", "s3%20cret", "passw0rd"):
            self.assertNotIn(secret, said)
        elsewhere = {"Location": "/moved?key=s3%20cret"}
        self.web.answers = {self.web.address + "/p": lambda r: (302, elsewhere, b""), self.web.address + "/moved": lambda r: (404, {}, b"")}
        said = self.map(self.people(guarded), status=2)[1]
        self.assertIn(f"/p?a=b#part (redirected to {self.web.address}/moved): HTTP 404", said)
        self.assertNotIn("s3%20cret", said)
        within = self.people(f"['{self.web.address.replace('//', '//ana:passw0rd@')}/p~csv']")
        self.assertNotIn("passw0rd", self.map(within, status=2)[1])
        sent = self.target("{access: '{web}/p', type: directhttprequest, security: [{type: apikey, in: query, name: key, value: s3 cret}]}")
        self.assertNotIn("cret", self.map(sent, status=2)[1])
        self.web.answers, self.web.default = {}, lambda r: (400, {}, b"no")
        asked = "SELECT ?who WHERE { ?who <http://ex.org/longer/and/longer> ?any }"
        said = self.map(self.people(f"{{access: '{{web}}/sparql', type: sparql, query: '{asked}'}}", id="$(who)").replace("sources: [{", "sources: [\n  {").replace(", query", ",\n  query"), status=2)[1]
        self.assertIn("/sparql: HTTP 400: no [mapping-source]", said)
        self.assertNotIn("longer", said)

    def test_secrets_of_wrong_mappings(self):
        """What is wrong in a mapping is shown without the secrets beside it, and at its place."""
        source = "mappings:\n  m:\n    sources:\n      - {access: %s, referenceFormulation: csv%s}\n    s: http://ex.org/$(id)\n    po: [[foaf:name, $(name)]]\n"
        target = "targets:\n  t: {access: http://ex.org/t, type: directhttprequest, %s}\n" + self.people("[p.csv~csv]").replace("{web}", "x")
        login, listed = "postgresql://ana:hunter3@db/p", "mappings:\n  m:\n    sources: [['%s']]\n"
        thing = PREFIXES + "<http://ex.org/m> rml:logicalSource [ rml:source [ td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget 'http://127.0.0.1:9/p' ; htv:headers ( [ htv:fieldName 'X-Api-Key' ; htv:fieldValue 'hunter3' ; rml:pth 1 ] ) ] ] ] ] ."
        database = PREFIXES + "@prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> .\n<http://ex.org/m> rml:logicalSource [ rml:source [ d2rq:jdbcDSN 'x' ; d2rq:password 'hunter3' ; rml:pth 1 ] %s ."
        for name, rules, place in (
            ("rules.yml", source % ("a.csv", ", pasword: hunter3"), "4:52: error: unknown key `pasword`"),
            ("rules.yml", source % ("a.csv", ", credentials: {username: ana, pasword: hunter3}"), "4:81: error: unknown key `pasword`"),
            ("rules.yml", source % ("a.csv", ", credentials: [ana, hunter3]"), "4:65: error: expected a map"),
            ("rules.yml", source % ("a.csv", ", credentials: hunter3"), "4:65: error: expected a map"),
            ("rules.yml", source % ("a.csv", ", nme: 1, security: {type: apikey, in: header, name: key, valeu: hunter3}"), "4:52: error: unknown key `nme`"),
            ("rules.yml", source % ("'" + login + "'", ", nme: 1"), "error: unknown key `nme`"),
            ("rules.yml", source % ("'host=db password = hunter3 user=ana'", ", nme: 1"), "error: unknown key `nme`"),
            ("rules.yml", source % ("'http://db/p?user=ana&password=hunter3'", ", nme: 1"), "error: unknown key `nme`"),
            ("rules.yml", listed % login, "3:16: error:"),
            ("rules.yml", source % ("a.csv", ", password: hunter3]"), "error: "),
            ("rules.yml", "x: 'password: \"hunter3\"\n  y: [\n", "error: "),
            ("rules.yml", "mappings: [\n  pasword:\n    hunter3 }\n", "error: "),
            ("rules.yml", target % "headers: {Authorization: Bearer hunter3}, nme: 1", "error: unknown key `nme`"),
            ("rules.yml", target % "headers: {Cookie: hunter3, Accept: 1}, nme: 1", "Accept: 1}, nme: 1}"),
            ("rules.yml", target % "headers: {X-Api-Key: hunter3}, nme: 1", "error: unknown key `nme`"),
            ("rules.yml", target % "headers: ['Cookie: hunter3']", "error: expected a map of headers"),
            ("rules.ttl", thing, "error: unknown key `rml:pth`"),
            ("rules.ttl", database % "]", "error: unknown key `rml:pth`"),
            ("rules.ttl", database % ")", "error: "),
        ):
            (self.folder / name).write_text(rules, encoding="utf-8")
            for command in ("map", "check"):
                done = subprocess.run([PROGRAM, command, "--data", DATA, name, "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60, env=WebServer.plain_environment())
                self.assertNotIn("hunter3", done.stderr, rules)
                self.assertIn(place, done.stderr, rules)

    def test_secret_of_an_address_not_looked_into(self):
        """`check` names what lies on the web without the login in its address."""
        (self.folder / "rules.yml").write_text(self.people("['http://ana:hunter3@127.0.0.1:9/p.csv~csv']"), encoding="utf-8")
        done = subprocess.run([PROGRAM, "check", "--data", DATA, "rules.yml"], cwd=self.folder, capture_output=True, text=True, timeout=60, env=WebServer.plain_environment())
        self.assertNotIn("hunter3", done.stdout + done.stderr)
        self.assertIn("http://ana:*******@127.0.0.1:9/p.csv", done.stdout + done.stderr)

    def test_many_misspelt_properties(self):
        """Each is told in time in proportion to them (15 s of this machine otherwise)."""
        lines = "".join(f" rml:subjectMp '{i}' ;\n" for i in range(16000))
        (self.folder / "rules.ttl").write_text(PREFIXES + "<http://ex.org/m> rml:logicalSource [ rml:source 'p.csv' ] ;\n" + lines + " a rml:TriplesMap .\n", encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run([PROGRAM, "map", "rules.ttl", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("similar name: `rml:subjectMap`", done.stderr)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, 6)

    def test_secrets_however_written(self):
        """Escaped, over several lines, at the edge of what is shown of a long line, in words of their own kind."""
        source = "mappings:\n  m:\n    sources:\n      - access: a.csv\n        referenceFormulation: csv\n        nme: 1\n        %s\n    s: http://ex.org/$(id)\n    po: [[foaf:name, $(name)]]\n"
        flow = "mappings:\n  m: {sources: [{access: %s, referenceFormulation: csv, nme: 1}], s: 'http://ex.org/$(id)', po: [[foaf:name, $(name)]]}\n"
        header = "targets:\n  t: {access: http://ex.org/t, type: directhttprequest, headers: {%s}, nme: 1}\nmappings: {m: {s: ex:a}}\n"
        turtle = PREFIXES + "@prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> .\n<http://ex.org/m> rml:logicalSource [ rml:source [ d2rq:jdbcDSN 'x' ; d2rq:password %s ; rml:pth 1 ] ] .\n"
        thing = PREFIXES + "<http://ex.org/m> rml:logicalSource [ rml:source [ td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget 'http://127.0.0.1:9/p' ; htv:headers ( [ htv:%s 'X-Key' ; htv:fieldValue 'hunter3' ; rml:pth 1 %s ) ] ] ] ] .\n"
        yaml = [source % keys for keys in (
            'pasword: "hunter3', "pasword: 'hunt''hunter3'", r'pasword: "hunt\"hunter3"', "pasword: hunt~hunter3", 'pasword: "correct horse\n          hunter3"', "pasword: |\n          hunter3",
            "token: [hunter3]", "pass: hunter3", "pw: hunter3", "key: hunter3", "passphrase2: hunter3", "credentials: [ana, hunter3]]", "security: {type: apikey, value: hunter3]}",
            "headers: {X-Key: hunter3]", "credentials: {username: ana, key: hunter3]")]
        yaml += [flow % access for access in ("'http://127.0.0.1:9/p?key=hunter3'", "'http://127.0.0.1:9/p?a=b&sig=hunter3'", "'http://127.0.0.1:9/p?access_key=hunter3'", "'postgresql://ana:hunt/hunter3@127.0.0.1/p'")]
        yaml += [header % name for name in ("Ocp-Apim-Subscription-Key: hunter3", "X-Auth-Key: hunter3", "X-Whatever: hunter3")]
        rml = [turtle % value for value in (r"'hunt\"hunter3'", "'''hunter3'''", "hunter3")] + [(turtle % "'hunter3'").replace("] ]", ") ]"), thing % ("fieldNme", "]"), thing % ("fieldName", "")]
        for name, rules in [("rules.yml", r) for r in yaml] + [("rules.ttl", r) for r in rml]:
            (self.folder / name).write_text(rules, encoding="utf-8")
            done = subprocess.run([PROGRAM, "map", name, "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60, env=WebServer.plain_environment())
            self.assertEqual(done.returncode, 2, rules)
            self.assertIn("error: ", done.stderr, rules)
            self.assertNotIn("unter", done.stderr, rules)
        for blanks in range(0, 40, 4):
            rules = "mappings:\n  m: {sources: [{access: a.csv, password: correcthorsebatterystaple, " + " " * (blanks + 20) + "delimiter: ';', nme: 1}], s: http://ex.org/$(id)}\n"
            (self.folder / "rules.yml").write_text(rules, encoding="utf-8")
            done = subprocess.run([PROGRAM, "map", "rules.yml", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60)
            self.assertNotRegex(done.stderr, "orse|batt|tery|stap|aple")
            self.assertIn("nme: 1}]", done.stderr)

    def test_what_is_no_secret(self):
        """Iterators, queries, prefixes and names of sources are shown, and texts that a secret of two letters is a part of."""
        (self.folder / "people.csv").write_bytes(CSV)
        head = "prefixes: {ex: 'http://example.org/', secretary: 'http://example.org/secretary#', token: 'http://example.org/token#'}\n"
        rest = """, nme: 1}], s: ex:$(id), po: [[secretary:of, $(name)], [token:p, "a = b"]]}\n"""
        for source, shown, stars in (
            ("""{access: people.json, referenceFormulation: jsonpath, iterator: '$.l[?(@.token == "x")]'""", '[?(@.token == "x")]', 0),
            ("{access: people.db, type: sqlite, query: 'SELECT id FROM p WHERE token = id AND pwd = name'", "token = id AND pwd = name", 0),
            ("""{access: people.xml, referenceFormulation: xpath, iterator: '//p[secretary="Ana"]'""", '//p[secretary="Ana"]', 0),
            ("{access: people.csv, referenceFormulation: csv, credentials: {username: ana, password: id}", "password: **}, nme: 1}], s: ex:$(id), po: [[", 1),
        ):
            (self.folder / "rules.yml").write_text(head + "mappings:\n  m: {sources: [" + source + rest, encoding="utf-8")
            said = subprocess.run([PROGRAM, "map", "rules.yml", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60).stderr
            self.assertIn(shown, said)
            self.assertEqual(said.count("**"), stars, said)
        (self.folder / "rules.yml").write_text(head + "sources: {tokens: people.csv}\nmappings: {m: {sources: [tokens], s: ex:a}}\n", encoding="utf-8")
        said = subprocess.run([PROGRAM, "map", "rules.yml", "-q"], cwd=self.folder, capture_output=True, text=True, timeout=60).stderr
        self.assertIn("tokens: people.csv", said)

    def test_time_of_hiding(self):
        """Aliases within aliases, and hundreds of secrets of different length, take no longer than the text is."""
        words = '"' + "word " * 400 + '"'
        laugh = f"a0: &a0 [{words}, {words}]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 16)) + "mappings: {}\n"
        many = "mappings:\n" + "".join("  m%d: {sources: [{access: a%d.csv, referenceFormulation: csv, credentials: {username: u, password: %s}}], s: 'http://ex.org/$(id)', po: [[foaf:name, $(name)]]}\n" % (i, i, "q" * (i + 1)) for i in range(800))
        for rules, options in ((laugh, []), (many, ["--explain"])):
            (self.folder / "rules.yml").write_text(rules, encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            subprocess.run([PROGRAM, "map", *options, "rules.yml", "-q"], cwd=self.folder, capture_output=True, timeout=100)
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, 6)

    def test_fetched_once(self):
        """What two sources, a join and a view want of one address is asked for once; another request is another."""
        self.web.answers = {self.web.address + "/p.csv": CSV, self.web.address + "/p.json": JSON, self.web.address + "/sparql": bindings}
        rules = """mappings:
  m: {sources: [['{web}/p.csv~csv']], s: 'http://ex.org/$(id)', po: [[foaf:name, $(name)], {p: foaf:knows, o: {mapping: n, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(id)]]}}}]}
  n: {sources: [{access: '{web}/p.csv', referenceFormulation: csv}], s: 'http://ex.org/n$(id)', po: [[foaf:name, $(name)]]}
  j: {sources: [['{web}/p.json~jsonpath', '$.people[*]']], s: 'http://ex.org/$(id)', po: [[foaf:nick, $(name)]]}
  k: {sources: [['{web}/p.json~jsonpath', '$.people[0]']], s: 'http://ex.org/$(id)', po: [[foaf:title, $(name)]]}
  q: {sources: [{access: '{web}/sparql', type: sparql, query: 'SELECT ?who ?name WHERE {}'}], s: $(who), po: [[foaf:givenName, $(name)]]}
  r: {sources: [{access: '{web}/sparql', type: sparql, query: 'SELECT ?who ?name WHERE {}'}], s: $(who), po: [[foaf:familyName, $(name)]]}
"""
        lines = self.map(rules)[0]
        self.assertEqual(len(lines), 2 + 2 + 2 + 2 + 1 + 1 + 1)
        half = self.web.requests[: len(self.web.requests) // 2]  # the rules as RML ask the same again
        self.assertEqual(sorted(r.url.split("?")[0] for r in half), [self.web.address + "/" + n for n in ("p.csv", "p.json", "sparql")])
        self.web.requests.clear()
        other = "{access: '{web}/p.csv', referenceFormulation: csv, type: wot, security: [{type: apikey, in: header, name: X-Who, value: ana}]}"
        self.map(self.people("['{web}/p.csv~csv']").replace("]],", "], " + other + "],", 1))
        self.assertEqual([r.headers.get("x-who") for r in self.web.requests][:2], [None, "ana"])

    def test_names_of_what_was_fetched(self):
        """Messages name the address, not the file that what was fetched lies in for a while."""
        self.web.answers = {self.web.address + "/p": CSV, self.web.address + "/q": b'{"people": [{"id": 1', self.web.address + "/r": b"<list><p></list>"}
        said = self.map(self.people("['{web}/p~csv']", name="$(nme)"), status=2)[1]
        self.assertIn(f"`{self.web.address}/p` has no column `nme`", said)
        said = [self.map(self.people(source), status=2)[1] for source in ("['{web}/q~jsonpath', '$.people[*]']", "['{web}/q~jsonpath', '$..people[*]']", "['{web}/r~xpath', /list/p]")]
        for text, name in zip(said, "qqr"):
            self.assertRegex(text, f"{self.web.address}/{name}(:[0-9]+)*: (error: )?no (JSON|XML): ")
        self.assertNotIn("vitagraph-web", "".join(said))

    def test_archives(self):
        """By the name of the file alone, not by the server's or the query."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            member = tarfile.TarInfo("p.csv")
            member.size = len(CSV)
            tar.addfile(member, io.BytesIO(CSV))
        self.web.answers = {self.web.address + "/p.tar": archive.getvalue(), self.web.address + "/all.tar.d/p.target.csv": CSV}
        self.assertEqual(self.map(self.people("['{web}/p.tar?v=1.csv~csv']"))[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/all.tar.d/p.target.csv?from=x.tar.gz~csv']"))[0], NAMES)

    def test_redirections(self):
        with WebServer() as other:
            other.answers = {other.address + "/p.csv": CSV}
            self.web.answers = {self.web.address + "/old": lambda r: (302, {"Location": "/older"}, b""),
                                self.web.address + "/older": lambda r: (307, {"Location": other.address + "/p.csv"}, b""),
                                self.web.address + "/ring": lambda r: (301, {"Location": "/ring"}, b""),
                                self.web.address + "/out": lambda r: (301, {"Location": "file:///etc/passwd"}, b"")}
            source = "{access: '{web}/%s', type: wot, referenceFormulation: csv, contentType: text/x, credentials: {username: ana, password: pw}, security: [{type: apikey, in: header, name: X-Who, value: s}]}"
            self.assertEqual(self.map(self.people(source % "old"), no_words="credentials of a source on the web")[0], NAMES)
            self.assertEqual([(r.headers.get("x-who"), r.headers["accept"]) for r in self.web.requests[:2]], 2 * [("s", "text/x")])
            self.assertTrue(all("x-who" not in r.headers and "authorization" not in r.headers for r in other.requests))
            # What is no secret goes along, and once.
            self.assertEqual([r.headers["accept"] for r in other.requests], ["text/x"])
            thing = "[ td:hasPropertyAffordance [ td:hasForm [ hctl:hasTarget '{web}/old' ; hctl:forContentType 'text/y' ; htv:headers ( [ htv:fieldName 'accept' ; htv:fieldValue 'text/z' ] [ htv:fieldName 'X-Api-Key' ; htv:fieldValue 'k' ] ) ] ] ]"
            rules = PREFIXES + f"""<http://ex.org/m> rml:logicalSource [ rml:source {thing} ; rml:referenceFormulation rml:CSV ] ;
              rml:subjectMap [ rml:template "http://ex.org/{{id}}" ] ; rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] ."""
            self.web.requests.clear(), other.requests.clear()
            self.assertEqual(self.map(rules, name="rules.ttl")[0], NAMES)
            self.assertEqual([(r.headers["accept"], r.headers.get("x-api-key")) for r in self.web.requests + other.requests], 4 * [("text/z", "k")] + 2 * [("text/z", None)])
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
        # In the list form the iterator is the query.
        self.web.requests.clear()
        self.assertEqual(self.map(self.people(f"['{{web}}/sparql~sparql', '{query}']", id="$(age)"))[0], [f'<http://ex.org/33> <http://xmlns.com/foaf/0.1/name> "Ana Prates" .'])
        self.assertEqual([urllib.parse.parse_qs(r.url.split("?")[1]) for r in self.web.requests], 2 * [{"query": [query]}])
        guarded = rules.replace("query: '%s'", "query: '%s', contentType: text/x, security: [{type: apikey, in: query, name: key, value: s}]")
        self.web.requests.clear()
        self.assertEqual(self.map(guarded % query, no_words="headers and keys of a SPARQL service")[0], wanted)
        self.assertEqual([(urllib.parse.parse_qs(r.url.split("?")[1]), r.headers["accept"]) for r in self.web.requests], [({"key": ["s"], "query": [query]}, "text/x")])
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
        self.map(self.target("{access: '{web}/box', type: directhttprequest, methodName: POST, contentType: text/x, headers: {content-type: text/plain, X-A: b}, credentials: {username: ana, password: pw}}"),
                 no_words="the login of this target")
        self.assertEqual(self.took(), [("POST", "/box", "text/plain", lines)])
        self.assertEqual((self.web.requests[0].headers["x-a"], self.web.requests[0].headers["authorization"]), ("b", "Basic " + base64.b64encode(b"ana:pw").decode()))
        self.web.requests.clear()
        self.map(self.target("{access: '{web}/p-$(id)', type: directhttprequest, headers: {X-A: b}}"))
        self.assertEqual(self.took(), 2 * [("PUT", "/p-1", "application/n-quads", NAMES[0] + "\n"), ("PUT", "/p-2", "application/n-quads", NAMES[1] + "\n")])
        self.assertEqual({r.headers["x-a"] for r in self.web.requests}, {"b"})
        # Addresses that only the rows say.
        rules = self.target("{access: $(name), type: directhttprequest, methodName: POST, compression: gzip, serialization: ntriples}")
        (self.folder / "people.csv").write_text(f"id,name\n1,{self.web.address}/p-1\n", encoding="utf-8")
        self.web.requests.clear()
        self.map(rules)
        self.assertEqual([(r.method, r.url, r.headers["content-type"]) for r in self.web.requests], 2 * [("POST", self.web.address + "/p-1", "application/gzip")])
        (self.folder / "paths.csv").write_text("id,name\n1,in/a.nt\n", encoding="utf-8")
        self.map(self.target("['$(name)~void', ntriples]").replace("people.csv", "paths.csv"))
        self.assertEqual((self.folder / "in/a.nt").read_text(), '<http://ex.org/1> <http://xmlns.com/foaf/0.1/name> "in/a.nt" .\n')
        self.assertEqual([p.name for p in self.folder.glob("*.nt")], [])
        # Inline targets that differ in the request alone are several.
        self.target("")
        two = "mappings: {m: {sources: [[people.csv~csv]], s: {value: 'http://ex.org/$(id)', targets: [%s, %s, %s]}, po: [[foaf:name, $(name)]]}}\n"
        same = "{access: '{web}/p', type: directhttprequest%s}"
        self.web.requests.clear()
        self.map(two % (same % ", methodName: POST", same % ", headers: {X-A: b}", same % ", methodName: POST"))
        self.assertEqual([(r.method, r.headers.get("x-a")) for r in self.web.requests], 2 * [("POST", None), ("PUT", "b")])

    def test_targets_at_one_address(self):
        """What a target PUT to an address no other may overwrite; and what a server took is told when a file fails."""
        self.web.answers = {self.web.address + "/p": lambda r: (201, {}, b"")}
        two = "mappings: {m: {sources: [[people.csv~csv]], s: {value: 'http://ex.org/$(id)', targets: [%s, %s]}, po: [[foaf:name, $(name)]]}}\n"
        put = "{access: '%s/p', type: directhttprequest, serialization: %s}"
        self.target("")
        said = self.map(two % (put % ("{web}", "ntriples"), put % ("{web}", "turtle")), status=2)[1]
        self.assertIn("something else of this run is written there", said)
        self.assertEqual(self.web.requests, [])
        said = self.map(two % (put % ("{web}", "ntriples"), "['/dev/full~void', ntriples]"), status=2)[1]
        self.assertIn(f"written: `{self.web.address}/p`; not written: `/dev/full`", said)

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

    def test_targets_described_by_references(self):
        """Two targets that rows name by references alone are two."""
        (self.folder / "people.csv").write_text("id,name,a,b\n1,Ana Prates,a1,b1\n2,Bo Lind,a2,b2\n", encoding="utf-8")
        rows = 'rml:logicalSource [ rml:source "people.csv" ; rml:referenceFormulation rml:CSV ] ;'
        rules = PREFIXES + f"""@prefix void: <http://rdfs.org/ns/void#> . @prefix formats: <http://www.w3.org/ns/formats/> .
<http://ex.org/m> {rows} rml:subjectMap [ rml:template "http://ex.org/{{id}}" ; rmle:logicalTargetMap [ rml:reference "a" ] , [ rml:reference "b" ] ] ;
  rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] .
"""
        for name in "ab":
            rules += f"""<http://ex.org/{name}> {rows} rml:subjectMap [ rml:reference "{name}" ; rml:logicalTarget rmle:ThisMapping ] ;
  rml:predicateObjectMap [ rml:predicate rml:serialization ; rml:object formats:N-Triples ] ; rml:predicateObjectMap [ rml:predicate rml:target ; rml:objectMap [ rml:template "at-{name}-{{id}}" ] ] .
<http://ex.org/at-{name}> {rows} rml:subjectMap [ rml:template "at-{name}-{{id}}" ; rml:logicalTarget rmle:ThisMapping ] ;
  rml:predicateObjectMap [ rml:predicate void:dataDump ; rml:objectMap [ rml:template "file://{name}-{{id}}.nt" ; rml:termType rml:Literal ] ] .
"""
        self.assertEqual(self.map(rules, name="rules.ttl")[0], [])
        self.assertEqual([(self.folder / f"{n}-{i}.nt").read_text() for n in "ab" for i in "12"], 2 * [line + "\n" for line in NAMES])

    def test_linked_target(self):
        link = {"Link": '<http://elsewhere.example/>; rel="type", <p.acl?a,b>; rel="up acl"'}
        self.web.answers = {self.web.address + "/x/p": lambda r: (200, link, b""), self.web.address + "/x/p.acl": lambda r: (205, {}, b"")}
        self.map(self.target("{access: '{web}/x/p', type: linkedhttprequest, rel: acl, serialization: turtle}"))
        self.assertEqual([(m, u, t) for m, u, t, _ in self.took()], 2 * [("HEAD", "/x/p", None), ("PUT", "/x/p.acl?a,b", "text/turtle")])
        # A relative link is one of the place where redirections led.
        self.web.answers[self.web.address + "/old"] = lambda r: (301, {"Location": "/x/p"}, b"")
        self.web.requests.clear()
        self.map(self.target("{access: '{web}/old', type: linkedhttprequest, rel: ACL}"))
        self.assertEqual([(m, u) for m, u, _, _ in self.took()], 2 * [("HEAD", "/old"), ("HEAD", "/x/p"), ("PUT", "/x/p.acl?a,b")])
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
        self.assertIn("/p` cannot be written: HTTP 404: nothing here [mapping-unwritable-target]", said)
        self.web.requests.clear()
        self.assertIn("cannot be written: --offline was given", self.map(self.target(sent % ""), "--offline", status=2)[1])
        said = self.map(self.target(sent % ",\n  authentication: a") + "authentications: {a: {type: cssclientcredentials}}\n", status=2)[1]
        self.assertIn("rules.yml:2:19: error: target", said)
        self.assertIn("its way of logging in is not known here", said)
        for wrong, message in {"authentication: a": "expected the name of one of `authentications`, found `a`", "methodName: GET": "expected `PUT`, `POST` or `PATCH`, found `GET`",
                               "methodName: put": "found `put`", "methodName: [PUT]": "expected `PUT`, `POST` or `PATCH`, found a list"}.items():
            said = self.map(self.target(sent % (",\n  " + wrong)), status=2)[1]
            self.assertIn("rules.yml:2:", said)
            self.assertIn(message, said)
        linked = "{access: '{web}/p', type: linkedhttprequest%s}"
        self.assertIn("this target lacks `rel`", self.map(self.target(linked % ""), status=2)[1])
        self.assertIn("expected a link's relation (a word like `acl`, or an IRI), found `no word`", self.map(self.target(linked % ", rel: no word"), status=2)[1])
        self.assertIn("target `http://…/p` cannot be written".replace("http://…", self.web.address), self.map(self.target(linked % ", rel: 'http://ex.org/acl'"), status=2)[1])
        rml = PREFIXES + """<http://ex.org/m> rml:logicalSource [ rml:source "people.csv" ; rml:referenceFormulation rml:CSV ] ;
            rml:subjectMap [ rml:template "http://ex.org/{id}" ; rml:logicalTarget [ rml:target [ %s ] ] ] ;
            rml:predicateObjectMap [ rml:predicate foaf:name ; rml:objectMap [ rml:reference "name" ] ] ."""
        for wrong, message in {"htv:absoluteURI '{web}/p' ; htv:methodName 'GET'": "expected `PUT`, `POST` or `PATCH`, found `GET`",
                               "rmle:linkingAbsoluteURI '{web}/p' ; rmle:linkRelation 'a b'": "found `a b`", "rmle:linkingAbsoluteURI '{web}/p'": "this target lacks `rmle:linkRelation`",
                               "htv:absoluteURI '{web}/p' ; rmle:userAuthentication <http://ex.org/a>": "its way of logging in is not known here"}.items():
            said = self.map(rml % wrong, name="rules.ttl", status=2)[1]
            self.assertRegex(said, r"rules\.ttl:\d+:\d+: error")
            self.assertIn(message, said)
        self.web.requests.clear()
        self.assertIn("only files and what HTTP reaches can be written", self.map(self.target("['ftp://h/p~void']"), status=2)[1])
        self.assertIn("it is no address on the web", self.map(self.target("[store~sparql]"), status=2)[1])
        # An address that only the rows say.
        rules = self.target("{access: '$(name)', type: directhttprequest}")
        (self.folder / "people.csv").write_text(f"id,name\n1,{self.web.address}/p\n", encoding="utf-8")
        self.assertIn("cannot be written: --offline was given", self.map(rules, "--offline", status=2)[1])
        # A row cannot turn a file into an address.
        rules = self.target("['$(name)~void', ntriples]")
        (self.folder / "people.csv").write_text(f"id,name\n1,{self.web.address}/p\n", encoding="utf-8")
        (self.folder / "rules.yml").write_text(rules, encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", "rules.yml"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
        self.assertIn("is no file for a target; left out at row 2", done.stderr)
        self.assertEqual(self.web.requests, [])

    def test_nothing_half_written(self):
        """When a target fails, no file is replaced, whatever was written before it, and the mapping's line is named."""
        (self.folder / "people.csv").write_bytes(CSV)
        targets = ["{access: a.nt, serialization: ntriples}", "{access: '{web}/p', type: directhttprequest}", "{access: 'b-$(id).nt', serialization: ntriples}"]
        rules = "mappings:\n  m:\n    sources: [[people.csv~csv]]\n    s:\n      value: http://ex.org/$(id)\n      targets:\n" + "".join(f"        - {t}\n" for t in targets) + "    po: [[foaf:name, $(name)]]\n"
        files = ["a.nt", "b-1.nt", "b-2.nt", "out.nq"]

        def run(text, *options):
            for name in files:
                (self.folder / name).write_text("old\n")
            self.web.requests.clear()
            (self.folder / "rules.yml").write_text(text.replace("{web}", self.web.address), encoding="utf-8")
            done = subprocess.run([PROGRAM, "map", "rules.yml", "-o", "out.nq", "-q", *options], cwd=self.folder, capture_output=True, text=True, timeout=60, env=WebServer.plain_environment())
            return done.returncode, done.stderr, [(self.folder / name).read_text() for name in files], [r.method for r in self.web.requests]

        def untouched(done, requests, message):
            self.assertEqual((done[0], done[2], done[3]), (2, 4 * ["old\n"], requests), done[1])
            self.assertIn(message, done[1])
            self.assertEqual(sorted(p.name for p in self.folder.iterdir()), sorted(files + ["people.csv", "rules.yml"]))
        untouched(run(rules), ["PUT"], f"rules.yml:8:11: error: target `{self.web.address}/p` cannot be written: HTTP 404: nothing here [mapping-unwritable-target]")
        untouched(run(rules, "--offline"), [], "--offline was given")
        (self.folder / "b-3.nt").mkdir()
        (self.folder / "people.csv").write_bytes(CSV + b"3,Cy Dahl\n")
        files.append("b-3.nt/x")
        done = run(rules)
        self.assertEqual((done[0], done[2], done[3]), (2, 5 * ["old\n"], []))
        self.assertIn("rules.yml:9:11: error: target `b-3.nt` cannot be written: is a directory", done[1])
        (self.folder / "b-3.nt/x").unlink(), (self.folder / "b-3.nt").rmdir(), files.pop()
        # A property that one serialization cannot write.
        untouched(run(rules.replace("foaf:name", "http://ex.org/1").replace("b-$(id).nt', serialization: ntriples", "b-$(id).nt', serialization: rdfxml")), [], "RDF/XML has no element name")
        # Standard output gets nothing either.
        (self.folder / "people.csv").write_text("id,name\n" + "".join(f"{i},{'n' * 100}\n" for i in range(9000)), encoding="utf-8")
        plain = "mappings: {m: {sources: [[people.csv~csv]], s: 'http://ex.org/$(id)', po: [[foaf:name, $(name)], [foaf:nick, {value: $(name), targets: [{access: '{web}/p', type: directhttprequest}]}]]}}\n"
        (self.folder / "rules.yml").write_text(plain.replace("{web}", self.web.address), encoding="utf-8")
        done = subprocess.run([PROGRAM, "map", "rules.yml", "-q"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
        self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_many_files(self):
        """More files than a process may hold open."""
        self.target("")
        (self.folder / "people.csv").write_text("id,name\n" + "".join(f"{i},n\n" for i in range(300)), encoding="utf-8")
        (self.folder / "rules.yml").write_text("mappings: {m: {sources: [[people.csv~csv]], s: {value: 'http://ex.org/$(id)', targets: [['f/$(id).nt~void', ntriples]]}, po: [[foaf:name, $(name)]]}}\n", encoding="utf-8")
        done = subprocess.run(["sh", "-c", "ulimit -n 100 && exec \"$0\" map rules.yml -q", PROGRAM], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr, len(list((self.folder / "f").iterdir()))), (0, "", 300))

    def test_graphs_that_are_lost(self):
        """A target without named graphs says once how many statements lie there without theirs."""
        (self.folder / "people.csv").write_bytes(CSV)
        rules = "mappings: {m: {sources: [[people.csv~csv]], g: 'http://ex.org/g', s: {value: 'http://ex.org/$(id)', targets: [['p-$(id).x~void', %s]]}, po: [[foaf:name, $(name)]]}}\n"
        for serialization, told in {"turtle": 1, "ntriples": 1, "rdfxml": 1, "rdfjson": 1, "n3": 1, "trig": 0, "nquads": 0, "jsonld": 0}.items():
            (self.folder / "rules.yml").write_text(rules % serialization, encoding="utf-8")
            done = subprocess.run([PROGRAM, "map", "rules.yml", "-q"], cwd=self.folder, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr.count("warning:")), (0, told), done.stderr)
            if told:
                self.assertIn(f"`graphs` has no effect here: 2 statements for `p-$(id).x` are written without their graph, of which `{serialization}` has none", done.stderr)
            self.assertEqual("http://ex.org/g" in (self.folder / "p-1.x").read_text(), not told)

    def test_what_rml_can_say(self):
        semicolons = CSV.replace(b",", b";")
        self.web.answers = {self.web.address + "/p.x": gzip.compress(semicolons), self.web.address + "/a%20b": CSV, self.web.address + "/p": lambda r: (200, {}, semicolons)}
        self.assertEqual(self.map(self.people("{access: '{web}/p.x', referenceFormulation: csv, delimiter: ';', compression: gzip}"))[0], NAMES)
        self.assertEqual(self.map(self.people("{access: '{web}/p.x', referenceFormulation: csv, delimiter: ';', contentType: text/x, compression: gzip}"),
                                  no_words="the dialect of a source that is asked with headers or keys")[0], NAMES)
        self.assertEqual(self.map(self.people("['{web}/a b~csv']"))[0], NAMES)
        key = ", security: [{type: apikey, in: query, name: key, value: k}]"
        self.map(self.target("{access: '{web}/p', type: directhttprequest%s}" % key), no_words="the login of this target")
        self.assertEqual(self.web.requests[-1].url, self.web.address + "/p?key=k")
        self.map(self.target("{access: '{web}/p', type: sparql, headers: {X-A: b}}"), no_words="headers of a SPARQL service")

    def test_check_fetches_nothing(self):
        self.web.answers = {self.web.address + "/p": CSV}
        (self.folder / "rules.yml").write_text(self.people("['{web}/p~csv']", name="$(nme)").replace("{web}", self.web.address), encoding="utf-8")
        done = subprocess.run([PROGRAM, "check", "rules.yml"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
        self.assertEqual((done.returncode, self.web.requests), (0, []), done.stderr)
        self.assertIn(f"not looked into, since it lies on the web: {self.web.address}/p\n", done.stderr)
        (self.folder / "facts.jsonl").write_text('{"type": "interest", "person": "Ana Prates", "topic": "reeds"}\n')
        build = [PROGRAM, "build", "facts.jsonl", "--mapping", "rules.yml", "-o", "graph.ttl"]
        done = subprocess.run([*build, "--offline"], cwd=self.folder, capture_output=True, text=True, env=WebServer.plain_environment())
        self.assertEqual((done.returncode, self.web.requests, (self.folder / "graph.ttl").exists()), (2, [], False))
        self.assertIn("not fetched, since --offline was given", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
