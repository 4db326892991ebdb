#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""build as a user runs it: on the samples, on bad input, twice, in another order, killed in the middle, with other rules.

    build_test.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLES = SOURCE / "tests/samples"
DOCUMENTS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".md", ".html", ".pdf", ".bib") and p.name != "README.md")


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)


def build(*arguments):
    return run("build", "--data", SOURCE, *arguments)


class Build(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def graph(self, *arguments, name="graph.ttl"):
        out = self.folder / name
        done = build(*arguments, "-o", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        return out.read_bytes(), done

    def test_samples_are_read_by_every_reader(self):
        data, done = self.graph(*DOCUMENTS)
        out = self.folder / "graph.ttl"
        for word in ("documents", "facts", "entities", "relations", "triples", " s"):
            self.assertIn(word, done.stderr)
        readers = {"rapper": ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(out)], "serdi": ["serdi", "-i", "turtle", "-o", "ntriples", str(out)]}
        counts = {}
        for name, command in readers.items():
            if not shutil.which(command[0]):
                print(f"without {name}")
                continue
            read = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual((read.returncode, read.stderr), (0, ""), name)
            counts[name] = len(set(read.stdout.splitlines()))
        try:
            import rdflib
            counts["rdflib"] = len(rdflib.Graph().parse(data=data, format="turtle"))
        except ImportError:
            print("without rdflib")
        self.assertGreater(len(counts), 0)
        self.assertEqual(len(set(counts.values())), 1, counts)
        self.assertNotIn(b"_:", data)

    def test_same_input_same_bytes(self):
        first, _ = self.graph(*DOCUMENTS, "--jobs", "1")
        shuffled = list(DOCUMENTS)
        random.Random(7).shuffle(shuffled)
        for arguments in ([*DOCUMENTS, "--jobs", "1"], [*DOCUMENTS, "--jobs", "2"], [*shuffled, "--jobs", "2"], [*shuffled, "--jobs", "3"]):
            again, _ = self.graph(*arguments, name="again.ttl")
            self.assertEqual(first, again, arguments[-1])

    def test_a_folder_stands_for_its_documents(self):
        inside = self.folder / "in" / "deep"
        inside.mkdir(parents=True)
        shutil.copy(DOCUMENTS[0], inside)
        data, done = self.graph(self.folder / "in")
        self.assertRegex(done.stderr, r"documents +1\n")

    def test_bad_documents_are_reported_and_the_rest_is_built(self):
        bad = {"empty.txt": b"", "blank.txt": b" \n\t\n", "binary.txt": bytes(range(256)) * 40, "latin.txt": "Ren\xe9 Mo\xdfler, Universit\xe4t\n".encode("latin-1"),
               "long.txt": b"word " * 600_000, "broken.pdf": b"%PDF-1.4 nothing"}
        for name, content in bad.items():
            (self.folder / name).write_bytes(content)
        out = self.folder / "graph.ttl"
        done = build(*[self.folder / name for name in bad], self.folder / "missing.txt", *DOCUMENTS, "-o", out)
        self.assertEqual(done.returncode, 1, done.stderr)
        for name in [*bad, "missing.txt"]:
            self.assertRegex(done.stderr, rf"{name}(:\d+:\d+|:\d+)?: (error|warning): ", name)
        for kind in ("[empty-input]", "[invalid-utf8]", "[long-line]", "[broken-pdf]", "[unreadable-input]"):
            self.assertIn(kind, done.stderr)
        self.assertIn(b"vg:Person", out.read_bytes())
        names = [line.split(": ")[0] for line in done.stderr.splitlines() if ": error: " in line or ": warning: " in line]
        self.assertEqual(sorted(names, key=lambda n: n.split(":")[0]), names)

    def test_a_graph_is_kept_when_nothing_could_be_read(self):
        out = self.folder / "graph.ttl"
        out.write_text("# good\n")
        done = build(self.folder / "a slip", "-o", out)
        self.assertEqual((done.returncode, out.read_text()), (2, "# good\n"), done.stderr)
        self.assertIn("left as it was", done.stderr)

    def test_a_reader_that_has_gone_is_no_failure(self):
        mistakes = self.folder / "mistakes.ttl"
        mistakes.write_bytes(b"no turtle at all .\n" * 20_000)
        shell = f'"{PROGRAM}" lineage X --data "{SOURCE}" -g "{mistakes}" 2>&1 | head -1; echo "${{PIPESTATUS[0]}}"'
        shown = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=120).stdout.splitlines()
        self.assertEqual(shown[-1], "2", shown)

    def test_strict_counts_warnings(self):
        (self.folder / "latin.txt").write_bytes("Ren\xe9\n".encode("latin-1"))
        self.assertEqual(build(self.folder / "latin.txt", "-o", self.folder / "g.ttl").returncode, 0)
        self.assertEqual(build(self.folder / "latin.txt", "-o", self.folder / "g.ttl", "--strict").returncode, 1)

    def test_cannot_run(self):
        for arguments in (["build", "--data", "/nonexistent", DOCUMENTS[0]], ["build", "--data", SOURCE], ["build", "--data", SOURCE, self.folder],
                          ["build", "--data", SOURCE, DOCUMENTS[0], "--base", "no iri"], ["build", "--data", SOURCE, DOCUMENTS[0], "--jobs", "many"],
                          ["build", "--data", SOURCE, DOCUMENTS[0], "-o", "/proc/nowhere/x.ttl"], ["bild"], ["build", "--jops", "2"]):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertRegex(done.stderr, r"^vitagraph: ", arguments)
        self.assertIn("similar: `build`", run("bild").stderr)
        self.assertIn("similar: `--jobs`", run("build", "--jops", "2").stderr)

    def test_killed_at_any_moment_leaves_old_or_new(self):
        many = self.folder / "many"
        many.mkdir()
        for i in range(30):
            for document in DOCUMENTS:
                if document.suffix == ".md":
                    (many / f"{i:03}-{document.name}").write_bytes(document.read_bytes() + f"\n\nCopy {i}\n".encode())
        out = self.folder / "out" / "graph.ttl"
        out.parent.mkdir()
        old = b"# the old graph\n"
        out.write_bytes(old)
        began = time.monotonic()
        reference = self.folder / "reference.ttl"
        self.assertEqual(build(many, "-o", reference).returncode, 0)
        took, new = time.monotonic() - began, reference.read_bytes()
        seen = set()
        for step in range(12):
            out.write_bytes(old)
            process = subprocess.Popen([PROGRAM, "build", "--data", str(SOURCE), str(many), "-o", str(out)], stderr=subprocess.DEVNULL)
            time.sleep(took * (step + 1) / 11)
            process.send_signal(signal.SIGKILL)
            process.wait()
            content = out.read_bytes()
            self.assertIn(content, (old, new), f"a half-written graph after step {step}")
            seen.add(content == old)
        self.assertIn(True, seen)

    def test_full_disk_is_an_error(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        done = build(DOCUMENTS[0], "-o", "/dev/full")
        self.assertEqual(done.returncode, 2)
        self.assertIn("No space left", done.stderr)

    def test_a_closed_pipe_is_quiet(self):
        process = subprocess.Popen(f"'{PROGRAM}' build --data '{SOURCE}' '{SAMPLES}' -o - -q | head -1", shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate(timeout=60)
        self.assertTrue(out.startswith(b"@prefix"))
        self.assertNotIn(b"vitagraph:", err)

    def test_rdf_changes_by_yaml_alone(self):
        data = self.folder / "data"
        shutil.copytree(SOURCE / "ontology", data / "ontology")
        shutil.copytree(SOURCE / "mappings", data / "mappings")
        before, _ = self.graph(*DOCUMENTS)
        changed = 0
        for file in (data / "mappings/rdf").glob("*.yml"):
            text = file.read_text()
            changed += "vg:interest," in text
            file.write_text(text.replace("vg:interest,", "vg:curiosity,"))
        self.assertEqual(changed, 1)
        out = self.folder / "other.ttl"
        self.assertEqual(run("build", "--data", data, *DOCUMENTS, "-o", out).returncode, 0)
        self.assertEqual(before.count(b"vg:interest "), out.read_bytes().count(b"vg:curiosity "))
        self.assertGreater(before.count(b"vg:interest "), 0)
        self.assertEqual(out.read_bytes().count(b"vg:interest "), 0)

    def test_wrong_rules_write_nothing(self):
        rules = self.folder / "rules.yml"
        rules.write_text("prefixes: {ex: 'http://e/'}\nmappings:\n  m:\n    sources: nowhere\n    s: ex:$(id)\n")
        out = self.folder / "none.ttl"
        done = build(DOCUMENTS[0], "--mapping", rules, "-o", out)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"rules.yml:4:\d+: error: ")
        self.assertFalse(out.exists())

    def test_facts_from_elsewhere(self):
        facts = self.folder / "facts.jsonl"
        facts.write_text('{"type": "person", "name": "Ada Moss"}\n{"type": "publication", "title": "On moss", "authors": ["Ada Moss", "Bo Fern"], "year": "2020"}\nnonsense\n')
        out = self.folder / "g.nt"
        done = build(facts, "-o", out)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"facts.jsonl:3:1: error: not a fact")
        self.assertIn("ontology#Coauthorship", out.read_text())

    def test_base_is_respected(self):
        data, _ = self.graph(DOCUMENTS[0], "--base", "https://example.org/people/")
        self.assertNotIn(b"w3id.org/vitagraph/id/", data)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
