#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`convert` between all pairs of syntaxes, compared by rdflib; gzip both ways; what goes wrong says so and leaves the
old file; memory does not grow with the file.

    convert_test.py PROGRAM SOURCE_FOLDER
"""
import gzip
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

try:
    import rdflib
    from rdflib.compare import isomorphic
except ImportError:
    print("skipped: python3-rdflib is not installed")
    sys.exit(77)

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
ENDINGS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig"}
TRIPLES = """@prefix ex: <http://ex.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:ada a ex:Person ; ex:name "Ada \\"the\\" Moss", "Ada\\nMoss"@en-GB, "Ünïcode 中文 😀" ; ex:age 41 ; ex:height 1.71 ; ex:mass 5.5e1 ;
  ex:since "2012"^^xsd:gYear ; ex:flag true ; ex:knows [ ex:name "nobody" ; ex:knows _:x ] ; ex:list (1 2 ex:three) .
_:x ex:name "tail\\\\", "quote\\"", "" . <http://ex.org/a%20b/ü?x=1&y=2#z> ex:p <urn:uuid:1> .
"""
QUADS = TRIPLES + """ex:g1 { ex:ada ex:age 42 . ex:bo ex:knows ex:ada } <http://ex.org/g2/> { ex:bo ex:name "Bo" , "Bo"@en . }
"""


def run(*arguments, stdin=None):
    done = subprocess.run([PROGRAM, "convert", *map(str, arguments), "--data", SOURCE], input=stdin, capture_output=True, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode()


def graphs(path):
    data = path.read_bytes() if path.suffix != ".gz" else gzip.decompress(path.read_bytes())
    syntax = ENDINGS[path.name.split(".")[1]]
    if syntax in ("turtle", "nt"):
        return {"": rdflib.Graph().parse(data=data, format=syntax)}
    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(data=data, format=syntax)
    out = {}
    for s, p, o, g in dataset.quads((None, None, None, None)):
        name = str(g.identifier) if isinstance(g.identifier, rdflib.URIRef) else ""
        out.setdefault("" if name.startswith("file:") else name, rdflib.Graph()).add((s, p, o))
    return out


def same(a, b):
    return set(a) == set(b) and all(isomorphic(a[name], b[name]) for name in a)


def all_pairs(folder):
    (folder / "in.ttl").write_text(TRIPLES)
    (folder / "in.trig").write_text(QUADS)
    for start, ways in (("in.ttl", ["nt", "nq", "trig", "ttl"]), ("in.trig", ["nq", "trig"])):
        expected = graphs(folder / start)
        for first in ways:
            for second in ways:
                one, two = folder / f"one.{first}.gz", folder / f"two.{second}"
                assert run(folder / start, "-o", one)[0] == 0
                assert run(one, "-o", two)[0] == 0
                assert same(expected, graphs(two)), (start, first, second, two.read_text())
                once = one.read_bytes()
                assert run(folder / start, "-o", one)[0] == 0 and one.read_bytes() == once, "not the same bytes"
    code, out, err = run("-", "--from", "ntriples", "--format", "nquads", stdin=(b'<urn:a> <urn:b> "c" .\n'))
    assert (code, out) == (0, b'<urn:a> <urn:b> "c" .\n'), (code, out, err)
    (folder / "other.ttl").write_text("@prefix ex: <http://ex.org/> . _:x ex:name 'another x' .")
    assert run(folder / "in.ttl", folder / "other.ttl", "-o", folder / "both.nt")[0] == 0
    both = graphs(folder / "both.nt")[""]
    assert len(set(both.subjects(None, rdflib.Literal("another x"))) & set(both.subjects(None, rdflib.Literal("")))) == 0


def mistakes(folder):
    code, _, err = run(folder / "in.trig", "-o", folder / "merged.ttl")
    assert code == 0 and "[rdf-graphs-merged]" in err and "4 statements" in err, err
    assert len(graphs(folder / "merged.ttl")[""]) == len(graphs(folder / "in.ttl")[""]) + 4
    (folder / "bad.nt").write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <not an iri> .\n<urn:a> <urn:b> <relative> .\n<urn:a> <urn:b> <urn:d> .\n")
    code, out, err = run(folder / "bad.nt", "--format", "ntriples")
    assert code == 1 and b"urn:d" in out and b"not an" not in out and "[rdf-" in err, (code, out, err)
    (folder / "tag.nq").write_text('<urn:a> <urn:b> "x"@en-waytoolongsubtag .\n<urn:a> <urn:b> "y" .\n')
    code, out, err = run(folder / "tag.nq", "--format", "ntriples")
    assert code == 1 and out == b'<urn:a> <urn:b> "y" .\n' and "[rdf-unwritable]" in err, (code, out, err)
    whole = gzip.compress((folder / "in.ttl").read_bytes() * 50)
    (folder / "cut.ttl.gz").write_bytes(whole[: len(whole) // 2])
    code, out, err = run(folder / "cut.ttl.gz")
    assert code == 1 and "[rdf-syntax]" in err and "compressed" in err, (code, err)
    assert run(folder / "missing.ttl")[0] == 2 and run(folder)[0] == 2
    assert run(folder / "in.ttl", "--format", "docx")[0] == 2


def big(folder):
    """Twenty megabytes under a limit of memory far below them; a kill in the middle leaves the old file and no other."""
    with (folder / "big.nt").open("w") as file:
        for i in range(300_000):
            file.write(f'<http://ex.org/s{i // 6}> <http://ex.org/p{i % 6}> "value number {i}" .\n')
    sizes = []
    for name in ("in.ttl", "big.nt"):
        process = subprocess.Popen([PROGRAM, "convert", folder / name, "-o", folder / "big.ttl", "--data", SOURCE, "-q"])
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
        sizes.append(usage.ru_maxrss)
    assert sizes[1] < sizes[0] + 8_000, f"memory in KiB: {sizes}"
    old = (folder / "big.ttl").read_bytes()
    process = subprocess.Popen([PROGRAM, "convert", folder / "big.nt", "-o", folder / "big.ttl", "--data", SOURCE, "-q"])
    for _ in range(500):
        if any(p.name.endswith(".part") and p.stat().st_size > 0 for p in folder.iterdir()):
            break
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (folder / "big.ttl").read_bytes() == old


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        all_pairs(folder)
        mistakes(folder)
        big(folder)
    print("convert: all pairs, gzip, mistakes, memory")


if __name__ == "__main__":
    main()
