#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Targets in every serialization and compression, read back by other programs: rdflib, gzip, zipfile, tarfile.

    targets_test.py PROGRAM SOURCE_FOLDER
"""
import gzip
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

try:
    import rdflib
    import rdflib.compare
except ImportError as missing:
    print(missing)
    sys.exit(77)

PROGRAM = os.path.abspath(sys.argv[1])
SERIALIZATIONS = {"ntriples": "nt", "nquads": "nquads", "turtle": "turtle", "trig": "trig", "n3": "n3", "rdfxml": "xml", "jsonld": "json-ld"}
COMPRESSIONS = {"gzip": ".gz", "zip": ".zip", "targzip": ".tar.gz", "tarxz": ".tar.xz"}
RULES = """prefixes: {ex: "http://ex.com/"}
mappings:
  m:
    sources: [[rows.csv~csv]]
    s: {value: ex:$(id), targets: [TARGETS]}
    po:
      - [a, ex:Row]
      - [ex:text, $(text)]
      - [ex:said, $(text), en~lang]
      - [ex:number, $(id), xsd:integer]
      - [ex:link, "ex:x?a=$(id)&b=<$(id)>~iri"]
      - {p: ex:some, o: {type: blank}}
      - {p: ex:in, o: $(text), graphs: ex:g}
"""
ROWS = 'id,text\n1,"quotes "" and <tags> & more\nlines"\n2,Zoë \\ ąß\n'


def inner(path):
    """The one file that a compressed one holds, and its name."""
    if path.name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            name, = archive.namelist()
            return name, archive.read(name)
    if ".tar." in path.name:
        with tarfile.open(path) as archive:
            member, = archive.getmembers()
            return member.name, archive.extractfile(member).read()
    return path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())


def one_file():
    """Whatever names one file, nothing that goes there is lost."""
    bad = []
    one = """targets: {a: [A], b: [B]}
mappings:
  m: {sources: [[rows.csv~csv]], s: {value: 'http://ex.com/$(id)', targets: a}, po: [[http://ex.com/p, x]]}
  n: {sources: [[rows.csv~csv]], s: {value: 'http://ex.com/$(id)', targets: b}, po: [[http://ex.com/p, y]]}
"""
    for first, second, status, lines in (
        ("a.nt~void, ntriples", "a.nt~void, ntriples", 0, 4),  # two names
        ("$(path)~void, ntriples", "$(path)~void, ntriples", 0, 4),  # two spellings, from rows
        ("a.nt~void, ntriples", "./a.nt~void, turtle", 2, None),  # two forms
        ("out.nq~void, nquads", "b.nt~void, ntriples", 2, None),  # where -o writes
        ("real/x.nt~void, ntriples", "alias/x.nt~void, turtle", 2, None),  # two names of one folder
    ):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "rules.yml").write_text(one.replace("A", first).replace("B", second), encoding="utf-8")
            (folder / "rows.csv").write_text("id,path\n1,a.nt\n2,./a.nt\n", encoding="utf-8")
            (folder / "real").mkdir()
            (folder / "alias").symlink_to("real")
            run = subprocess.run([PROGRAM, "map", "rules.yml", "-o", "out.nq", "-q"], cwd=folder, stderr=subprocess.PIPE, text=True, timeout=60)
            made = {file.name for file in [*folder.iterdir(), *(folder / "real").iterdir()]} - {"rules.yml", "rows.csv", "real", "alias"}
            if run.returncode != status or (status and (made or "something else of this run is written there" not in run.stderr)):
                bad.append(f"{first} and {second}: exit {run.returncode}, {sorted(made)}: {run.stderr}")
            elif lines and len((folder / "a.nt").read_text(encoding="utf-8").splitlines()) != lines:
                bad.append(f"{first} and {second}: {(folder / 'a.nt').read_text(encoding='utf-8')}")
    return bad


def half_written():
    """A place where a file cannot be is seen before any file gets its name; what is found out later is told."""
    bad = []
    rules = """targets: {a: [a.nt~void, ntriples], b: [B~void, ntriples], c: [C~void, ntriples]}
mappings:
  m: {sources: [[rows.csv~csv]], s: {value: 'http://ex.com/$(id)', targets: [a, b, c]}, po: [[http://ex.com/p, x]]}
"""
    for second, third, told in (
        ("b", "b/c.nt", "b: is a directory; written: nothing; not written: `a.nt` `b` `b/c.nt` `out.nq`"),
        ("/dev/full", "c.nt", "/dev/full: No space left on device; written: `a.nt`; not written: `/dev/full` `c.nt` `out.nq`"),
    ):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "rules.yml").write_text(rules.replace("B", second).replace("C~", third + "~"), encoding="utf-8")
            (folder / "rows.csv").write_text("id\n1\n", encoding="utf-8")
            run = subprocess.run([PROGRAM, "map", "rules.yml", "-o", "out.nq", "-q"], cwd=folder, stderr=subprocess.PIPE, text=True, timeout=60)
            made = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
            wanted = ["rows.csv", "rules.yml"] if "nothing" in told else ["a.nt", "rows.csv", "rules.yml"]
            if run.returncode != 2 or made != wanted or told not in run.stderr:
                bad.append(f"{second}: exit {run.returncode}, {made}: {run.stderr}")
    with tempfile.TemporaryDirectory() as name, open("/dev/full", "w") as full:
        folder = pathlib.Path(name)
        (folder / "rules.yml").write_text(rules.replace(", b: [B~void, ntriples], c: [C~void, ntriples]", "").replace("[a, b, c]", "a")
                                          + "  n: {sources: [[rows.csv~csv]], s: 'http://ex.com/$(id)', po: [[http://ex.com/p, x]]}\n", encoding="utf-8")
        (folder / "rows.csv").write_text("id\n1\n", encoding="utf-8")
        run = subprocess.run([PROGRAM, "map", "rules.yml", "-o", "-", "-q"], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        if not run.stderr.endswith("No space left on device; written: `a.nt`\n"):
            bad.append(f"to a full output: {run.stderr}")
    return bad


def main():
    bad = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        targets = [f"[{name}.out~void, {name}]" for name in [*SERIALIZATIONS, "rdfjson"]]
        targets += [f"[plain.nt{ending}~void, ntriples, {name}]" for name, ending in COMPRESSIONS.items()]
        (folder / "rules.yml").write_text(RULES.replace("TARGETS", ", ".join(targets)).replace("<$(id)>", "$(id)"), encoding="utf-8")
        (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
        run = subprocess.run([PROGRAM, "map", "rules.yml", "-o", "out.nq", "-q"], cwd=folder, stderr=subprocess.PIPE, text=True, timeout=60)
        # Those without named graphs say what they lose, and nothing else is said.
        told = [line for line in run.stderr.splitlines() if "rules.yml:" in line]
        without = len(SERIALIZATIONS) + 1 + len(COMPRESSIONS) - len(["nquads", "trig", "jsonld"])
        if run.returncode != 0 or len(told) != without or any("2 statements for" not in line or "[mapping-without-effect]" not in line for line in told):
            bad.append(f"exit {run.returncode}: {run.stderr}")
        wanted = rdflib.Graph().parse(folder / "ntriples.out", format="nt")
        if len(wanted) != 14:
            bad.append(f"{len(wanted)} triples")
        for name, form in SERIALIZATIONS.items():
            quads = rdflib.ConjunctiveGraph()
            quads.parse(folder / f"{name}.out", format=form)
            got = rdflib.Graph()
            for triple in quads.triples((None, None, None)):
                got.add(triple)
            if not rdflib.compare.isomorphic(wanted, got):
                bad.append(f"{name}: {sorted(set(got) ^ set(wanted))[:4]}")
            if form in ("nquads", "trig", "json-ld") and "http://ex.com/g" not in {str(g.identifier) for g in quads.contexts()}:
                bad.append(f"{name}: the named graph is lost")
        plain = (folder / "ntriples.out").read_bytes()
        for ending in COMPRESSIONS.values():
            if inner(folder / f"plain.nt{ending}") != ("plain.nt", plain):
                bad.append(f"plain.nt{ending}: {inner(folder / f'plain.nt{ending}')[0]}")
    bad += one_file() + half_written()
    print("\n".join(bad) or f"{len(SERIALIZATIONS)} serializations and {len(COMPRESSIONS)} compressions")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
