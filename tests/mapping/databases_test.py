#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""SQLite and PostgreSQL as sources, real ones: the same tables in both give the same statements, by YARRRML and by RML
(D2RQ); the natural types are R2RML's (section 10). PostgreSQL runs in a cluster of its own that only a socket in a
temporary folder leads to, and not as root; without PostgreSQL or such a user that half is left out (77 if nothing else failed).

    databases_test.py PROGRAM SOURCE_FOLDER
"""
import glob
import os
import pathlib
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
bad = 0

TABLES = """
CREATE TABLE person (id INTEGER, name TEXT, height {double}, fee {decimal}, born {date}, active {boolean}, photo {binary});
INSERT INTO person VALUES (1, 'Zoë "Z" Berg', 1.75, 12.50, '1980-02-29', {true}, {bytes});
INSERT INTO person VALUES (2, 'line
break', 1e10, NULL, NULL, {false}, NULL);
CREATE TABLE paper (code TEXT, author INTEGER);
INSERT INTO paper VALUES ('p1', 1), ('p2', 1), ('p3', 2), ('p4', 9);
"""
YARRRML = """
prefixes: {{ex: http://example.org/}}
sources:
  person: {{access: "{access}", type: {type}, queryFormulation: sql2008, query: "SELECT * FROM person ORDER BY id"}}
  paper: {{access: "{access}", type: {type}, queryFormulation: sql2008, query: "SELECT code, author FROM paper ORDER BY code"}}
mappings:
  person:
    sources: person
    s: ex:person/$(id)
    po:
      - [ex:name, $(name)]
      - [ex:height, $(height)]
      - [ex:born, $(born)]
  paper:
    sources: paper
    s: ex:$(code)
    po:
      - p: ex:by
        o: {{mapping: person, condition: {{function: equal, parameters: [[str1, $(author)], [str2, $(id)]]}}}}
"""
RML = """
@prefix rml: <http://w3id.org/rml/> .
@prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> .
@prefix ex: <http://example.org/> .
ex:map rml:logicalSource [ rml:source [ a d2rq:Database ; d2rq:jdbcDSN "{access}" ] ;
                           rml:referenceFormulation rml:SQL2008Table ; rml:iterator "person" ] ;
  rml:subjectMap [ rml:template "http://example.org/person/{{id}}" ] ;
  rml:predicateObjectMap [ rml:predicate ex:fee ; rml:objectMap [ rml:reference "fee" ] ] ;
  rml:predicateObjectMap [ rml:predicate ex:active ; rml:objectMap [ rml:reference "active" ] ] ;
  rml:predicateObjectMap [ rml:predicate ex:photo ; rml:objectMap [ rml:reference "photo" ] ] .
"""
XSD = "<http://www.w3.org/2001/XMLSchema#"
COMMON = [
    '<http://example.org/p1> <http://example.org/by> <http://example.org/person/1> .',
    '<http://example.org/p2> <http://example.org/by> <http://example.org/person/1> .',
    '<http://example.org/p3> <http://example.org/by> <http://example.org/person/2> .',
    f'<http://example.org/person/1> <http://example.org/height> "1.75E0"^^{XSD}double> .',
    '<http://example.org/person/1> <http://example.org/name> "Zoë \\"Z\\" Berg" .',
    f'<http://example.org/person/2> <http://example.org/height> "1.0E10"^^{XSD}double> .',
    '<http://example.org/person/2> <http://example.org/name> "line\\nbreak" .',
]


def check(what, got, wanted):
    global bad
    if got != wanted:
        bad += 1
        print(f"{what}:\n  missing: {sorted(set(wanted) - set(got))}\n  too many: {sorted(set(got) - set(wanted))}")


def mapped(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    run = subprocess.run([PROGRAM, "map", name, "-q"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    return run.returncode, run.stdout


def quads(folder, name, text):
    status, out = mapped(folder, name, text)
    check(f"{name}: exit status", [status], [0])
    return sorted(out.splitlines())


def refuses(folder, name, text, *words):
    status, out = mapped(folder, name, text)
    check(f"{name}: exit status", [status], [2])
    check(f"{name}: message\n{out}", [w for w in words if w in out], list(words))


def sqlite(folder):
    database = sqlite3.connect(folder / "people.db")
    database.executescript(TABLES.format(double="REAL", decimal="NUMERIC", date="TEXT", boolean="INTEGER", binary="BLOB",
                                         true="1", false="0", bytes="x'00ff10'"))
    database.close()
    born = '<http://example.org/person/1> <http://example.org/born> "1980-02-29" .'
    check("sqlite", quads(folder, "sqlite.yml", YARRRML.format(access="people.db", type="sqlite")), sorted(COMMON + [born]))
    check("sqlite by RML", quads(folder, "sqlite.ttl", RML.format(access="jdbc:sqlite:people.db")), sorted([
        f'<http://example.org/person/1> <http://example.org/fee> "1.25E1"^^{XSD}double> .',
        f'<http://example.org/person/1> <http://example.org/active> "1"^^{XSD}integer> .',
        f'<http://example.org/person/1> <http://example.org/photo> "00FF10"^^{XSD}hexBinary> .',
        f'<http://example.org/person/2> <http://example.org/active> "0"^^{XSD}integer> .']))
    refuses(folder, "column.yml", YARRRML.format(access="people.db", type="sqlite").replace("$(name)", "$(nome)"),
            "column.yml:11:", "has no column `nome`", "similar name: `name`", "its columns: `")
    refuses(folder, "whole.yml", "prefixes: {ex: 'http://example.org/'}\nmappings:\n  a: {sources: [[people.db~sqlite]], s: ex:$(id), po: [[ex:n, $(name)]]}\n",
            "whole.yml:3:", "a database needs a `query`, or a `table`")
    refuses(folder, "query.yml", YARRRML.format(access="people.db", type="sqlite").replace("FROM paper", "FROM papers"),
            "query.yml:5:", "no such table: papers")
    refuses(folder, "absent.yml", YARRRML.format(access="absent.db", type="sqlite"), "absent.yml:4:", "unable to open")
    twice = YARRRML.format(access="people.db", type="sqlite").replace("SELECT * FROM person", "SELECT id, name, born AS name, height, born FROM person")
    (folder / "twice.yml").write_text(twice, encoding="utf-8")
    run = subprocess.run([PROGRAM, "map", "twice.yml"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    check(f"two columns of one name: message\n{run.stderr}", ["has several columns `name`" in run.stderr, run.returncode], [True, 0])
    check("nothing made by a failing open", [p.name for p in folder.glob("absent.db")], [])


def unprivileged():
    """How to run the server's programs: it refuses to run as root."""
    if os.geteuid() != 0:
        return [], os.geteuid(), os.getegid()
    for name in ["postgres", "nobody"]:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"], user.pw_uid, user.pw_gid
    return None, 0, 0


def postgres(folder):
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    prefix, user, group = unprivileged()
    if not programs or prefix is None:
        return False
    home = pathlib.Path(tempfile.mkdtemp(prefix="vg-pg-"))  # short: a socket's path may have 107 bytes
    os.chown(home, user, group)
    data = home / "data"
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C"}
    run = lambda *command: subprocess.run(prefix + [str(c) for c in command], env=environment, cwd=home, check=True,
                                          stdout=subprocess.DEVNULL)
    try:
        run(f"{programs[-1]}/initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(f"{programs[-1]}/pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", f"-k {home} -c listen_addresses= -F", "start")
        try:
            url = f"postgresql:///postgres?host={home}"
            tables = TABLES.format(double="double precision", decimal="numeric(6,2)", date="date", boolean="boolean", binary="bytea",
                                   true="true", false="false", bytes="'\\x00ff10'")
            (home / "tables.sql").write_text(tables, encoding="utf-8")
            os.chmod(home / "tables.sql", 0o644)
            run(f"{programs[-1]}/psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", home, "-U", "tester", "-d", "postgres", "-f", home / "tables.sql")
            with_user = YARRRML.replace("type: {type},", "type: {type}, credentials: {{username: tester, password: x}},")
            born = f'<http://example.org/person/1> <http://example.org/born> "1980-02-29"^^{XSD}date> .'
            check("postgresql", quads(folder, "postgres.yml", with_user.format(access=url, type="postgresql")), sorted(COMMON + [born]))
            check("postgresql by RML", quads(folder, "postgres.ttl", RML.format(access=f"jdbc:{url}&user=tester")), sorted([
                f'<http://example.org/person/1> <http://example.org/fee> "12.50"^^{XSD}decimal> .',
                f'<http://example.org/person/1> <http://example.org/active> "true"^^{XSD}boolean> .',
                f'<http://example.org/person/1> <http://example.org/photo> "00FF10"^^{XSD}hexBinary> .',
                f'<http://example.org/person/2> <http://example.org/active> "false"^^{XSD}boolean> .']))
            refuses(folder, "pg_column.yml", with_user.format(access=url, type="postgresql").replace("$(name)", "$(nome)"),
                    "pg_column.yml:11:", "has no column `nome`")
            refuses(folder, "pg_query.yml", with_user.format(access=url, type="postgresql").replace("FROM paper", "FROM papers"),
                    "pg_query.yml:5:", 'relation "papers" does not exist')
        finally:
            run(f"{programs[-1]}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        refuses(folder, "pg_down.yml", YARRRML.format(access=url, type="postgresql"), "pg_down.yml:4:", "connection to server")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return True


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        sqlite(folder)
        complete = postgres(folder)
    if bad:
        return 1
    if not complete:
        print("PostgreSQL is not here; SQLite is fine")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
