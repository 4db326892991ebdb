#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What suites_skipped.txt says is wrong with a case, shown: with that mended and nothing else, the case passes. The cases of
RML-IO's targets are compared whatever their serialization and compression. Skipped (77) where the suites are not at hand.

    suites_reasons_test.py PROGRAM SOURCE_FOLDER
"""
import csv
import gzip
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile

try:
    import rdflib
except ImportError as missing:
    print(missing)
    sys.exit(77)

from suites import find_suites, web_answers
from web_server import WebServer

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
FORMATS = {"ttl": "turtle", "n3": "n3", "jsonld": "json-ld", "rdfxml": "xml"}
ENVIRONMENT = dict(os.environ)  # with the server's address, while there is one
NATURAL = {f"<{datatype}>" for datatype in (rdflib.XSD.integer, rdflib.XSD.double, rdflib.XSD.boolean)}


def skipped():
    lines = (SOURCE / "tests/mapping/suites_skipped.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line.strip() and not line.startswith("#"))


def run(folder, base="http://example.com/base/"):
    done = subprocess.run([PROGRAM, "map", "mapping.ttl", "-o", "ours.nq", "--base", base, "-q"], cwd=folder, stderr=subprocess.PIPE, encoding="utf-8", env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    return folder / "ours.nq"


def unpacked(path):
    """A file's text and its ending, out of whatever it is packed in."""
    content, name = path.read_bytes(), path.name
    for ending, take in {".tar.xz": "xz", ".tar.gz": "gz", ".zip": "zip", ".gz": "plain"}.items():
        if not name.endswith(ending):
            continue
        name = name.removesuffix(ending)
        if take == "zip":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read(archive.namelist()[0])
        elif take == "plain":
            content = gzip.decompress(content)
        else:
            with tarfile.open(fileobj=io.BytesIO(content), mode=f"r:{take}") as archive:
                content = archive.extractfile(archive.getmembers()[0]).read()
        break
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"), name.rsplit(".", 1)[-1]


def rdf_json(text):
    graph = rdflib.Graph()
    node = lambda text: rdflib.BNode(text[2:]) if text.startswith("_:") else rdflib.URIRef(text)
    for subject, properties in json.loads(text).items():
        for predicate, objects in properties.items():
            for o in objects:
                made = rdflib.Literal(o["value"], lang=o.get("lang"), datatype=o.get("datatype")) if o["type"] == "literal" else node(o["value"])
                graph.add((node(subject), rdflib.URIRef(predicate), made))
    return graph


def quads(nqcmp, path, natural):
    """The statements of a file; unless `natural`, numbers and booleans as the plain texts that JSON writes them with."""
    text, ending = unpacked(path)
    if ending not in ("nq", "nt"):
        text = (rdf_json(text) if ending == "rdfjson" else rdflib.Graph().parse(data=text, format=FORMATS[ending])).serialize(format="nt")
    plain = lambda term: (*term[:3], "") if term[0] == "l" and term[3] in NATURAL and not natural else term
    return {tuple(plain(term) for term in quad) for quad in nqcmp.parse(text)[0]}


def same(ours, theirs, natural=False):
    import nqcmp
    a, b = quads(nqcmp, ours, natural), quads(nqcmp, theirs, natural)
    return len(a) > 0 and nqcmp.iso(set(a), set(b))


class Case:
    """A copy of a case to run in; `expected` lies beside it."""

    def __init__(self, suites, name):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder, self.theirs = pathlib.Path(self.scratch.name) / "case", suites / name
        shutil.copytree(self.theirs, self.folder)
        for old in list(self.folder.glob("dump*")) + list(self.folder.glob("output.nq")) + list(self.folder.glob("default.nq")):
            old.unlink()

    def mend(self, *changes):
        text = (self.folder / "mapping.ttl").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new.replace("{folder}", str(self.folder)))
        (self.folder / "mapping.ttl").write_text(text, encoding="utf-8")


def but_for_datatypes(suites, name, natural=False):
    case = Case(suites, name)
    ours = run(case.folder)
    dumps = sorted(path.name for path in case.theirs.glob("dump*"))
    for dump in dumps:
        if not same(case.folder / dump, case.theirs / dump, natural):
            return f"{dump} differs in more than datatypes"
    if not dumps and not same(ours, next(p for n in ("output.nq", "default.nq") if (p := case.theirs / n).exists())):
        return "differs in more than datatypes"
    return ""


def today(suites, name):
    """The same mapping and data stand in today's RML-Core with another result, and that is ours."""
    case, now = Case(suites, name), suites / "rml-core" / name.split("/")[1]
    for path in case.theirs.iterdir():
        if path.name != "output.nq" and path.read_text(encoding="utf-8").split() != (now / path.name).read_text(encoding="utf-8").split():
            return f"{path.name} is another one today"
    return "" if same(run(case.folder, "http://example.com/"), now / "output.nq", natural=True) else "differs from today's result as well"


def later_error(suites, name):
    with (suites / "rml-core-2025-02/cases.tsv").open(encoding="utf-8") as file:
        rows = {row["case"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return "" if rows[name.split("/")[1]]["error_expected"] == "true" else "the later edition expects no error"


def no_turtle(suites, name):
    """Another reader of Turtle does not take the mapping either."""
    done = subprocess.run(["rapper", "-q", "-c", "-i", "turtle", suites / name / "mapping.ttl"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return "" if done.returncode != 0 else "its mapping is Turtle"


def today_error(suites, name):
    with (suites / "rml-core/cases.tsv").open(encoding="utf-8") as file:
        rows = {row["case"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return "" if rows[name]["error_expected"] == "true" else "today's suite expects no error"


def typed_ages(suites, name):
    case = Case(suites, name)
    data = (case.folder / "Friends.nt").read_text(encoding="utf-8")
    (case.folder / "Friends.nt").write_text(re.sub(r'"(\d+)" \.', rf'"\1"^^<{rdflib.XSD.integer}> .', data), encoding="utf-8")
    return "" if same(run(case.folder), case.theirs / "default.nq", natural=True) else "differs with typed ages as well"


def in_database(suites, name):
    """The address that the case leaves open is that of a database with the case's table."""
    case = Case(suites, name)
    with sqlite3.connect(case.folder / "friends.db") as database, (case.folder / "Friends.csv").open(encoding="utf-8") as file:
        database.execute("CREATE TABLE Friends (id INTEGER, name TEXT, age INTEGER)")
        database.executemany("INSERT INTO Friends VALUES (:id, :name, :age)", csv.DictReader(file))
    case.mend(("$CONNECTIONDSN", "jdbc:sqlite:friends.db"))
    return "" if same(run(case.folder), case.theirs / "default.nq", natural=True) else "differs with a database as well"


def mended(suites, name, *changes, mapping=None):
    """A change whose old text is not in the mapping belongs to another case of the same fault."""
    case = Case(suites, name)
    if mapping:
        shutil.copy(suites / mapping / "mapping.ttl", case.folder / "mapping.ttl")
    text = (case.folder / "mapping.ttl").read_text(encoding="utf-8")
    case.mend(*[change for change in changes if change[0] in text])
    return "" if same(run(case.folder), case.theirs / "output.nq") else "differs when mended as well"


def main():
    suites = find_suites(SOURCE, "tools/run_suite.py")
    if suites is None:
        print("the suites are not here")
        return 77
    sys.path.insert(0, str(suites / "tools"))
    with WebServer(web_answers(suites)) as web:
        ENVIRONMENT.update(web.as_proxy())
        return show_all(suites)


def show_all(suites):
    bad, shown = [], 0
    for name, reason in skipped().items():
        if "natural datatypes of RML-Core" in reason or "plain texts in the data" in reason:
            wrong = but_for_datatypes(suites, name)
        elif "no comparison for N3" in reason:
            wrong = but_for_datatypes(suites, name, natural=True)
        elif "today's RML-Core" in reason:
            wrong = today(suites, name)
        elif "edition of February 2025" in reason:
            wrong = later_error(suites, name)
        elif "needs a database" in reason:
            wrong = in_database(suites, name)
        elif name.endswith("RMLIOREGTC0003d"):
            wrong = mended(suites, name, ('"http://example.org"', '"http://example.org/"'), ("/ex:students/student", "/ex:students/ex:student"),
                           ('"Name"', '"ex:Name"'), ("{Name}", "{ex:Name}"))
        elif name.endswith("RMLIOREGTC0012i"):  # the result is that of the mapping of 0012a
            wrong = mended(suites, name, ('"http://w3id.org/rml/resources/rml-io/RMLSTC0006d/Friends.csv"^^xsd:anyURI', '"Friends.csv"'),
                           ('csvw:delimiter ";"', 'csvw:quoteChar "\'"'), mapping="rml-io-registry/RMLIOREGTC0012a")
        elif "is no Turtle" in reason:  # what would come from the topic lies beside the mapping
            wrong = no_turtle(suites, name) or mended(suites, name, ("#>;\n", "#> .\n"), ("kafka/>;", "kafka/> ."), ("mqv/>;", "mqv/> ."),
                                                      ("kafka://localhost/topic", "student.json"), ("mqtt://localhost/topic", "student.json"))
        elif "escape that Turtle forbids" in reason:
            wrong = no_turtle(suites, name) or today_error(suites, "RMLTC0023e-JSON")
        elif name.endswith("RMLSTC0003"):
            wrong = typed_ages(suites, name)
        else:
            wrong = "nothing shows this reason"
        shown += 1
        if wrong:
            bad.append(f"{name}: {wrong}")
    print("\n".join(bad + [f"{shown - len(bad)} of {shown} reasons hold"]))
    return 1 if bad or shown < len(skipped()) else 0


if __name__ == "__main__":
    sys.exit(main())
