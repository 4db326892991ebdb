#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""build --provenance, --describe and explain as a user runs them, on the samples and on documents that change.

    provenance_test.py PROGRAM SOURCE_FOLDER
"""
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import rdflib
from rdflib import RDF, RDFS, XSD

PROGRAM, SOURCE = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
SAMPLES = SOURCE / "tests/samples"
VG, PROV = rdflib.Namespace("https://w3id.org/vitagraph/ontology#"), rdflib.Namespace("http://www.w3.org/ns/prov#")
OA, VOID = rdflib.Namespace("http://www.w3.org/ns/oa#"), rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT, DCTERMS = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
BASE = "https://w3id.org/vitagraph/id/"
PROVENANCE = rdflib.URIRef(BASE + "graph/provenance")
CV = """# Orla Fenn

## Education

- Ph.D. in Botany, Fenwick College, 2012. Advisor: Ada Moss

## Publications

1. Orla Fenn and Ada Moss. On the Growth of Moss. Journal of Bogs, 2011.
"""


def run(*arguments, cwd=None, env=None):
    clean = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300, cwd=cwd, env={**clean, **(env or {})})


class WithFolder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def build(self, *arguments, name="graph.trig", env=None):
        out = self.folder / name
        done = run("build", "--data", SOURCE, "--provenance", *arguments, "-o", out, cwd=SOURCE, env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return out

    def explain(self, *arguments, graph=None, cwd=SOURCE):
        return run("explain", "--data", SOURCE, "-q", *arguments, "-g", graph or self.folder / "graph.trig", cwd=cwd)


class Provenance(WithFolder):
    def test_a_graph_for_each_document_and_nothing_lost(self):
        dataset = rdflib.Dataset()
        dataset.parse(self.build("tests/samples"), format="trig")
        plain = self.folder / "plain.nt"
        self.assertEqual(run("build", "--data", SOURCE, "tests/samples", "-o", plain, cwd=SOURCE).returncode, 0)
        quads = list(dataset.quads((None, None, None, None)))
        said = {(s, p, o) for s, p, o, g in quads if g != PROVENANCE}
        self.assertEqual(said, set(rdflib.Graph().parse(plain, format="nt")))
        documents = set(dataset.graph(None).subjects(RDF.type, VG.SourceDocument)) or {s for s, p, o, g in quads if p == RDF.type and o == VG.SourceDocument}
        graphs = {g for *_, g in quads if g is not None and str(g).startswith(BASE + "document/")}
        self.assertEqual(graphs, documents)
        for s, p, o, g in quads:
            if p == PROV.wasDerivedFrom and o in documents:
                self.assertEqual(g, o)  # what says where it comes from stands in that graph
        self.check_run(dataset.graph(PROVENANCE), documents)
        self.check_quotations(dataset.graph(PROVENANCE), {(d, str(n)) for d, _, n, _ in dataset.quads((None, VG.sourceName, None, None))})
        self.check_statements(dataset.graph(PROVENANCE), quads, documents)

    def check_run(self, graph, documents):
        (activity,) = graph.subjects(RDF.type, PROV.Activity)
        used = set(graph.objects(activity, PROV.used))
        self.assertLess(documents, used)
        self.assertFalse(list(graph.objects(activity, PROV.startedAtTime)), "a time nobody asked for")
        (agent,) = graph.objects(activity, PROV.wasAssociatedWith)
        self.assertIn(run("--version").stdout.strip(), {str(label) for label in graph.objects(agent, RDFS.label)})
        (association,) = graph.objects(activity, PROV.qualifiedAssociation)
        plans = set(graph.objects(association, PROV.hadPlan))
        named = {str(graph.value(file, RDFS.label)): str(graph.value(file, VG.sha256)) for file in used - documents | plans}
        for name in ("mappings/rdf/career.yml", "mappings/rdf/provenance.yml", "ontology/lexicon/headings.ttl", "ontology/facts.yml"):
            self.assertEqual(named[name], hashlib.sha256((SOURCE / name).read_bytes()).hexdigest())
        self.assertFalse([name for name in named if name.startswith("/")], "a path of this machine")

    def check_quotations(self, graph, names):
        names, checked = dict(names), 0
        for quotation in graph.subjects(RDF.type, VG.Quotation):
            name = names[graph.value(quotation, PROV.wasQuotedFrom)]
            begin, end = int(graph.value(quotation, VG.textBegin)), int(graph.value(quotation, VG.textEnd))
            words = str(graph.value(quotation, PROV.value))
            self.assertTrue(words and graph.value(quotation, VG.rule), quotation)
            self.assertTrue(0 < float(graph.value(quotation, VG.confidence)) <= 1)
            if name.endswith(".pdf"):
                continue
            data = (SOURCE / name).read_bytes()
            self.assertEqual(data[begin:end].decode(), words)
            lines = re.fullmatch(r"line=(\d+),(\d+)", str(graph.value(quotation, RDF.value)))
            self.assertEqual(int(lines[1]), data[:begin].count(b"\n"))
            self.assertEqual(int(lines[2]), data[:end - 1].count(b"\n") + 1)
            text = data.decode()
            before, after = (str(graph.value(quotation, p) or "") for p in (OA.prefix, OA.suffix))
            self.assertIn(before + words + after, text)
            checked += 1
        self.assertGreater(checked, 200)

    def check_statements(self, graph, quads, documents):
        """Each statement of a document has its record, by words of that document; what is derived has none."""
        by_triple = {}
        for node in graph.subjects(RDF.type, RDF.Statement):
            triple = tuple(graph.value(node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
            self.assertNotIn(triple, by_triple)
            by_triple[triple] = node
        for s, p, o, g in quads:
            if g in documents:
                node = by_triple[s, p, o]
                self.assertIn(g, {graph.value(q, PROV.wasQuotedFrom) for q in graph.objects(node, PROV.wasDerivedFrom)}, (s, p, o))
                rules = list(graph.objects(node, PROV.wasInfluencedBy))
                self.assertTrue(rules)
                for rule in rules:
                    file, line, name = re.fullmatch(r"(\S+):(\d+) (\w+)", str(graph.value(rule, RDFS.label))).groups()
                    self.assertIn(f"  {name}:", (SOURCE / file).read_text().splitlines()[int(line) - 2: int(line)])
        derived = {VG.coauthor, VG.academicAncestor, VG.academicSibling, VG.sharesVenueWith}
        self.assertFalse([t for t in by_triple if t[1] in derived])

    def test_it_fits_the_shapes(self):
        out = self.build("tests/samples/peder-quist-cv.txt", "tests/samples/arjun-bhattarai-homepage.txt")
        check = lambda: run("check", "--data", SOURCE, "--strict", out)
        good = check()
        self.assertEqual((good.returncode, good.stdout), (0, ""), good.stderr)
        text = out.read_text()
        for old, new, message in ((r'vg:confidence "0.\d\d"', 'vg:confidence "1.20"', "A confidence is a number from 0 to 1."), (r"prov:wasQuotedFrom document:[\w-]+", "prov:wasQuotedFrom run:x", "A quotation is from one document."),
                                  (r'prov:value "[^"\n]*" ;', "", "A quotation without its words.")):
            out.write_text(re.sub(old, new, text, count=1))
            bad = check()
            self.assertEqual((bad.returncode, {line.split("\t")[5] for line in bad.stdout.splitlines()}), (1, {message}))

    def test_same_input_same_bytes(self):
        documents = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".md", ".html", ".pdf", ".bib"))
        documents = [p.relative_to(SOURCE) for p in documents]
        first = self.build(*documents, "--jobs", "1", "--describe", self.folder / "a.ttl").read_bytes()
        shuffled = list(documents)
        random.Random(3).shuffle(shuffled)
        for files, jobs in ((documents, 3), (shuffled, 2)):
            again = self.build(*files, "--jobs", jobs, "--describe", self.folder / "b.ttl", name="graph.trig")
            self.assertEqual(again.read_bytes(), first, jobs)
            self.assertEqual((self.folder / "a.ttl").read_bytes(), (self.folder / "b.ttl").read_bytes())

    def test_nquads_say_the_same(self):
        trig, lines = rdflib.Dataset(), rdflib.Dataset()
        trig.parse(self.build("tests/samples"), format="trig")
        lines.parse(self.build("tests/samples", name="graph.nq"), format="nquads")
        plain = lambda d: {(s, p, o, g if g and str(g).startswith(BASE) else None) for s, p, o, g in d.quads((None, None, None, None))}
        self.assertEqual(plain(trig), plain(lines))

    def test_times_only_when_asked(self):
        sample = "tests/samples/peder-quist-cv.txt"
        for arguments, env, time in ((["--time", "2024-05-02T14:30:00Z"], {}, "2024-05-02T14:30:00Z"), ([], {"SOURCE_DATE_EPOCH": "86400"}, "1970-01-02T00:00:00Z")):
            out = self.build(sample, *arguments, "--describe", self.folder / "d.ttl", env=env)
            self.assertIn(f'prov:startedAtTime "{time}"^^xsd:dateTime', out.read_text())
            self.assertIn(f'prov:endedAtTime "{time}"^^xsd:dateTime', out.read_text())
            self.assertIn(f'dcterms:modified "{time}"^^xsd:dateTime', (self.folder / "d.ttl").read_text())
        self.assertRegex(self.build(sample, "--time", "now").read_text(), r'prov:endedAtTime "20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"')
        for arguments, env in ((["--time", "yesterday"], {}), ([], {"SOURCE_DATE_EPOCH": "soon"})):
            done = run("build", "--data", SOURCE, sample, "--provenance", *arguments, "-o", self.folder / "x.trig", cwd=SOURCE, env=env)
            self.assertEqual((done.returncode, (self.folder / "x.trig").exists()), (2, False), done.stderr)

    def test_turtle_cannot_hold_it(self):
        done = run("build", "--data", SOURCE, "tests/samples", "--provenance", "-o", self.folder / "g.ttl", cwd=SOURCE)
        self.assertEqual(done.returncode, 2)
        self.assertIn(".trig", done.stderr)
        self.assertIn(".nq", done.stderr)
        self.assertFalse((self.folder / "g.ttl").exists())

    def test_other_commands_read_it(self):
        (self.folder / "cv.md").write_text(CV)
        for flags in (["--provenance"], []):
            shutil.rmtree(self.folder / "output", ignore_errors=True)
            self.assertEqual(run("build", "--data", SOURCE, *flags, "cv.md", cwd=self.folder).returncode, 0)
            answers = [run(*command, "--data", SOURCE, "-q", cwd=self.folder) for command in (["coauthors", "Orla Fenn", "--format", "csv"], ["query", "--run", "prolific", "--format", "csv"])]
            self.assertEqual([a.returncode for a in answers], [0, 0], answers)
            with_or_without = [a.stdout for a in answers]
            first = with_or_without if flags else first
        self.assertEqual(first, with_or_without)

    def test_other_rules_have_provenance_too(self):
        for folder in ("schema.org", "vivo"):
            rules = [a for path in sorted((SOURCE / "mappings" / folder).glob("*.yml")) for a in ("--mapping", path)]
            dataset = rdflib.Dataset()
            dataset.parse(self.build("tests/samples/peder-quist-cv.txt", *rules), format="trig")
            in_document = [q for q in dataset.quads((None, None, None, None)) if "/document/" in str(q[3])]
            self.assertGreater(len(in_document), 50, folder)
            recorded = set(dataset.graph(PROVENANCE).objects(None, RDF.subject))
            self.assertLessEqual({s for s, *_ in in_document}, recorded)

    def test_facts_of_files_are_quoted_while_their_documents_agree(self):
        (self.folder / "cv.md").write_text(CV)
        facts = self.folder / "facts.jsonl"
        facts.write_text(run("extract", "--data", SOURCE, "--documents", "cv.md", cwd=self.folder).stdout)
        done = run("build", "--data", SOURCE, "--provenance", "facts.jsonl", "-o", "graph.trig", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("advisor", self.explain("Orla Fenn", cwd=self.folder).stdout)
        self.assertIn("prov:value", (self.folder / "graph.trig").read_text())
        (self.folder / "cv.md").write_text(CV + "\n")
        run("build", "--data", SOURCE, "--provenance", "facts.jsonl", "-o", "graph.trig", cwd=self.folder)
        self.assertNotIn("prov:value", (self.folder / "graph.trig").read_text())


class Explain(WithFolder):
    def test_derived_ones_on_the_samples(self):
        self.build("tests/samples")
        ancestor = self.explain("Peder Quist academicAncestor Tomás Arriaga")
        self.assertEqual(ancestor.returncode, 0, ancestor.stderr)
        self.assertIn("Peder Quist ← Lwazi Mthembu-Clarke ← Tomás Arriaga", ancestor.stdout)
        self.assertIn("tests/samples/peder-quist-cv.txt:8\n        Advisor: Lwazi Mthembu-Clarke\n        ^~~~", ancestor.stdout)
        self.assertIn("mapped by mappings/rdf/career.yml:", ancestor.stdout)
        coauthor = self.explain("Yuna Shirakawa", "vg:coauthor", "Tomás Arriaga")
        self.assertIn("are authors of 2 publications", coauthor.stdout)
        self.assertIn("tests/samples/tomas-arriaga-publications.bib:13", coauthor.stdout)
        self.assertEqual(coauthor.stdout, self.explain(f"{BASE}person/yuna-shirakawa <{VG}coauthor> <{BASE}person/tomas-arriaga>").stdout)
        venue = self.explain("Tomás Arriaga sharesVenueWith Ingrid Halvorsen")
        self.assertIn("both published in ", venue.stdout)

    def test_every_statement_of_the_samples_has_an_explanation(self):
        graph = self.build("tests/samples", name="graph.nq")
        people = set(re.findall(rf"<({re.escape(BASE)}(?:person|publication|position|coauthorship|venue-sharing)/[^>]+)>", graph.read_text()))
        self.assertGreater(len(people), 80)
        origins = set()
        for iri in sorted(people)[::9]:
            done = self.explain(iri, "--format", "json", "--top", "0", graph=graph)
            self.assertEqual(done.returncode, 0, done.stderr)
            for one in json.loads(done.stdout):
                origins.add(one["origin"])
                self.assertIn(one["origin"], ("stated", "names", "derived"), one["text"])
                self.assertEqual(bool(one["evidence"]), one["origin"] == "stated")
                self.assertEqual(bool(one["because"]), one["origin"] == "derived")
        self.assertEqual(origins, {"stated", "names", "derived"})

    def test_a_document_that_changes_or_goes(self):
        document = self.folder / "cv.md"
        document.write_text(CV)
        done = run("build", "--data", SOURCE, "--provenance", "cv.md", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        ask = lambda: run("explain", "--data", SOURCE, "Orla Fenn coauthor Ada Moss", cwd=self.folder).stdout
        there = ask()
        self.assertIn("cv.md:9\n", there)
        self.assertIn("1. Orla Fenn and Ada Moss. On the Growth of Moss.", there)
        document.write_text(CV.replace("Moss", "Fern"))
        self.assertIn("cv.md:9  (the document has changed since", ask())
        self.assertEqual(re.sub(r"  \(the document.*", "", ask()), there)
        document.unlink()
        self.assertIn("cv.md:9  (the document is not there", ask())
        self.assertEqual(re.sub(r"  \(the document.*", "", ask()), there)

    def test_what_is_not_there(self):
        self.build("tests/samples/peder-quist-cv.txt")
        self.assertEqual(self.explain("Peder Quist advisor Peder Quist").returncode, 1)
        for question in ("Nobody Atall", "Peder Quist advisor Nobody Atall", "http://example.org/x"):
            done = self.explain(question)
            self.assertEqual((done.returncode, done.stdout), (2, ""), question)
        self.assertEqual(self.explain("Peder Quist", "nopredicate", "x").returncode, 2)
        self.assertEqual(self.explain("Peder Quist", "advisor").returncode, 2)
        plain = self.folder / "output" / "graph.ttl"
        self.assertEqual(run("build", "--data", SOURCE, SAMPLES / "peder-quist-cv.txt", "-o", plain).returncode, 0)
        for done in (self.explain("Peder Quist", graph=plain), run("explain", "--data", SOURCE, "Peder Quist", cwd=self.folder)):
            self.assertEqual(done.returncode, 2)
            self.assertIn("build DOCUMENT… --provenance -o output/graph.trig", done.stderr)

    def test_a_graph_that_names_other_files_shows_nothing_of_them(self):
        (self.folder / "secret.txt").write_text("hidden words\n")
        graph = self.folder / "graph.trig"
        graph.write_text(f"""@prefix vg: <{VG}> . @prefix prov: <{PROV}> . @prefix rdf: <{RDF}> . @prefix : <http://e/> .
:d vg:sourceName "{self.folder}/secret.txt" ; vg:sha256 "{'0' * 64}" . :d2 vg:sourceName "-", "/dev/zero", "{self.folder}" ; vg:sha256 "ab" .
:q a vg:Quotation ; prov:wasQuotedFrom :d ; vg:textBegin 0 ; vg:textEnd 12 . :q2 a vg:Quotation ; prov:wasQuotedFrom :d2 ; vg:textBegin 0 ; vg:textEnd 9 .
:s :p :o . [] rdf:subject :s ; rdf:predicate :p ; rdf:object :o ; prov:wasDerivedFrom :q, :q2 .""")
        done = self.explain("http://e/s", graph=graph)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("hidden", done.stdout)


class Describe(WithFolder):
    def test_counts_are_those_of_the_file(self):
        for name, format in (("graph.trig", "trig"), ("graph.ttl", "turtle")):
            out, about = self.folder / name, self.folder / "void.ttl"
            flags = ["--provenance"] if format == "trig" else []
            done = run("build", "--data", SOURCE, "tests/samples", *flags, "-o", out, "--describe", about, cwd=SOURCE)
            self.assertEqual(done.returncode, 0, done.stderr)
            data, described = rdflib.Dataset(), rdflib.Graph().parse(about)
            data.parse(out, format=format)
            quads = list(data.quads((None, None, None, None)))
            dataset = rdflib.URIRef(BASE + "dataset")
            value = lambda what: int(described.value(dataset, VOID[what]))
            self.assertEqual(value("triples"), len(quads))
            self.assertEqual(value("distinctSubjects"), len({s for s, *_ in quads}))
            self.assertEqual(value("distinctObjects"), len({o for _, _, o, _ in quads}))
            self.assertEqual(value("entities"), len({s for s, *_ in quads if str(s).startswith(BASE)}))
            for kind, count, number in (("class", "entities", lambda iri: len({s for s, p, o, _ in quads if p == RDF.type and o == iri})),
                                        ("property", "triples", lambda iri: sum(p == iri for _, p, _, _ in quads))):
                parts = list(described.objects(dataset, VOID[kind + "Partition"]))
                self.assertGreater(len(parts), 20)
                for part in parts:
                    self.assertEqual(int(described.value(part, VOID[count])), number(described.value(part, VOID[kind])))
            (file,) = described.objects(dataset, DCAT.distribution)
            self.assertEqual(int(described.value(file, DCAT.byteSize)), out.stat().st_size)
            self.assertEqual(str(described.value(file, DCTERMS.identifier)), "sha256:" + hashlib.sha256(out.read_bytes()).hexdigest())
            self.assertFalse([t for triple in described for t in triple if isinstance(t, rdflib.BNode)])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
