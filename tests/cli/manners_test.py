#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program says to somebody who does not know it yet: help that fits on a screen, and mistakes that are told once, clearly,
with what to do.

    manners_test.py PROGRAM SOURCE_FOLDER
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]


def run(*words, folder=None, text=None):
    where = ["--data", SOURCE] if words[0][0] != "-" else []
    return subprocess.run([PROGRAM, *words, *where], cwd=folder, input=text, capture_output=True, text=True, timeout=60, check=False)


def help_fits(_):
    shown = run("--help").stdout
    lines = shown.splitlines()
    assert len(lines) <= 40 and max(map(len, lines)) <= 100, (len(lines), max(map(len, lines)))
    bare = subprocess.run([PROGRAM], capture_output=True, text=True, check=True, timeout=60).stdout
    assert bare == shown
    commands = [line.split()[0] for line in lines if line.startswith("  ")]
    assert len(commands) == len(set(commands)) and {"build", "query", "load", "lineage", "explain"} <= set(commands), commands
    for command in commands:
        told = run(command, "--help")
        assert told.returncode == 0 and "Example:" in told.stdout and len(told.stdout) > 200, command
    assert "what is written stays the same" in " ".join(run("build", "--help").stdout.split())


def help_of_commands(folder):
    """Fits the terminal, and its example works on what scripts/demo makes."""
    for more in (["-o", "output/graph.ttl"], ["--provenance"]):
        build = run("build", SOURCE + "/tests/samples", "-q", *more, folder=folder)
        assert build.returncode == 0, build.stderr
    (folder / "tests").symlink_to(SOURCE + "/tests")
    (folder / "mappings").symlink_to(SOURCE + "/mappings")
    commands = [line.split()[0] for line in run("--help").stdout.splitlines() if line.startswith("  ")]
    for command in commands:
        text = run(command, "--help").stdout
        shown, example = text.split("\nExample:\n  ")
        wide = [line for line in shown.splitlines() if len(line) > 80 and len(line.split()) > 1]
        assert not wide and shown.startswith("Usage: vitagraph " + command), (command, wide)
        done = subprocess.run(["bash", "-o", "pipefail", "-c", f"vitagraph() {{ '{PROGRAM}' \"$@\" --data '{SOURCE}'; }}; " + example], cwd=folder, capture_output=True,
                              text=True, timeout=60, check=False)
        assert done.returncode == 0 and "warning:" not in done.stderr, (example, done.stdout[:200], done.stderr)
    assert (folder / "output/lineage.svg").stat().st_size > 500
    done = run("--graph", "output/graph.ttl", "stats", folder=folder)
    assert done.returncode == 2 and "the command comes first" in done.stderr, done.stderr


def endings(folder):
    (folder / "plain").write_text("<urn:a> <urn:b> <urn:c> .")
    for name in ("plain", "photo.jpg", "graph.rdf", "graph.ttl.bz2", "turtle"):
        (folder / name).write_text("<urn:a> <urn:b> <urn:c> .")
        for words in (("query", "ASK {}", "--graph", name), ("convert", name), ("stats", "--graph", name), ("relate", name, "-o", "-"), ("explain", "x", "--graph", name),
                      ("load", name, "http://127.0.0.1:1/x", "--store", "fuseki")):
            done = run(*words, folder=folder)
            assert done.returncode == 2 and name in done.stderr and len(done.stderr.splitlines()) == 1, (words, done.stderr)
            assert ("rapper" if name == "graph.rdf" else ".ttl, .nt, .nq and .trig") in done.stderr, (words, done.stderr)
    for words in (("convert", "-", "-o", "out.rdf"), ("convert", "-", "-o", "out"), ("build", "x.txt", "-o", "out.jpg")):
        done = run(*words, folder=folder, text="<urn:a> <urn:b> <urn:c> .")
        assert done.returncode == 2 and "out" in done.stderr and not list(folder.glob("out*")), (words, done.stderr)
    done = run("convert", "plain", "--from", "turtle", "-f", "ntriples", folder=folder)
    assert done.returncode == 0 and done.stdout == "<urn:a> <urn:b> <urn:c> .\n", done.stderr
    done = run("query", "ASK { ?s ?p ?o }", "--graph", "-", text="<urn:a> <urn:b> <urn:c> .")
    assert done.returncode == 0 and done.stdout == "true\n", done.stderr


def new_folders(folder):
    """A misspelt output path is made, and told of."""
    (folder / "in.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    (folder / "rules.yml").write_text("mappings: {}\n")
    for words in (("convert", "in.nt"), ("stats", "--graph", "in.nt"), ("map", "rules.yml")):
        made = folder / words[0]
        first, again = (run(*words, "-o", f"{words[0]}/sub/out.nt", folder=folder) for _ in range(2))
        assert first.returncode == 0 and (made / "sub/out.nt").exists(), first.stderr
        assert f"made the folder {words[0]}\n" in first.stderr and "made the folder" not in again.stderr, (first.stderr, again.stderr)


def document_for_facts(folder):
    (folder / "cv.md").write_text("# Orla Finn\n\nProfessor of Botany\n" * 30)
    for words, text in ((("resolve", "cv.md"), None), (("resolve",), "Orla Finn\n" * 30)):
        done = run(*words, folder=folder, text=text)
        assert done.returncode == 2 and "vitagraph extract" in done.stderr and len(done.stderr.splitlines()) == 1 and not done.stdout, done.stderr


def own_advisor(folder):
    """Warned of, and not written: neither the relation nor the node that stands for it."""
    facts = [{"type": "person", "name": "Orla Finn", "id": "p1", "source": "cv.md"},
             {"type": "advising", "advisor": "Orla Finn", "advisee": "Orla Finn", "relation": "phd", "id": "a1", "source": "cv.md"},
             {"type": "advising", "advisor": "Ben Ross", "advisee": "Orla Finn", "relation": "phd", "id": "a2", "source": "cv.md"}]
    (folder / "facts.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    done = run("build", "facts.jsonl", "-o", "graph.ttl", folder=folder)
    assert done.returncode == 0 and "[advisor-self]" in done.stderr, done.stderr
    asked = run("query", "SELECT (COUNT(*) AS ?n) { { ?x vg:advisor ?x } UNION { ?x vg:doctoralAdvisor ?x } UNION { ?x vg:academicAncestor ?x } UNION "
                "{ ?a vg:advisingAdvisor ?x ; vg:advisingAdvisee ?x } }", "--graph", "graph.ttl", "--format", "csv", folder=folder)
    assert asked.stdout.split() == ["n", "0"], asked.stdout
    asked = run("query", "ASK { ?o vg:doctoralAdvisor ?b . ?o rdfs:label 'Orla Finn' . ?b rdfs:label 'Ben Ross' }", "--graph", "graph.ttl", folder=folder)
    assert asked.stdout == "true\n", asked.stderr


def formats_of_answers(folder):
    """No format is answered with another; a graph begins with the prefixes that it uses."""
    (folder / "g.ttl").write_text("@prefix ex: <http://ex.org/> . @prefix other: <http://other.org/> . ex:a ex:p other:b ; ex:q 1 .")
    for query, kind, code in (("SELECT * { ?s ?p ?o }", "turtle", 2), ("ASK { ?s ?p ?o }", "ntriples", 2), ("SELECT * { ?s ?p ?o }", "json", 0)):
        done = run("query", query, "--graph", "g.ttl", "--format", kind, folder=folder)
        assert done.returncode == code and bool(done.stdout) == (code == 0) and (code == 0 or "--format" in done.stderr), (query, done.stderr)
    done = run("query", "CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:q ?o }", "--graph", "g.ttl", folder=folder)
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("@prefix")] == ["ex:", "xsd:"], done.stdout


def own_advisor_by_steps(folder):
    """resolve, map and relate one after the other leave out what build leaves out, whatever the mapping; relate does so with a graph
    of others too."""
    facts = [{"type": "advising", "advisor": advisor, "advisee": "Orla Finn", "relation": "phd", "id": f"a{i}", "source": "cv.md"}
             for i, advisor in enumerate(("Orla Finn", "Ben Ross"))]
    (folder / "facts.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in facts))
    resolved = run("resolve", "facts.jsonl", folder=folder)
    assert resolved.returncode == 0 and resolved.stderr.count("[advisor-self]") == 1, resolved.stderr
    (folder / "resolved.jsonl").write_text(resolved.stdout)
    for rules in ("rdf", "vivo"):
        text = (pathlib.Path(SOURCE) / f"mappings/{rules}/career.yml").read_text().replace("access: facts", "access: resolved.jsonl")
        (folder / "rules.yml").write_text(text)
        done = run("map", "rules.yml", "-o", "mapped.nt", folder=folder)
        mapped = (folder / "mapped.nt").read_text()
        assert done.returncode == 0 and "ben-ross" in mapped, done.stderr
        ends = {}
        for line in mapped.splitlines():
            subject, predicate, thing = line.split()[:3]
            if "advis" in subject or "advis" in predicate:
                ends.setdefault(subject, set()).add(thing)
        assert not any(subject in things for subject, things in ends.items()), mapped
        assert not any("advising/" in subject and sum("person/" in thing for thing in things) == 1 for subject, things in ends.items()), mapped
    (folder / "graph.nt").write_text("".join(f"<urn:{s}> <https://w3id.org/vitagraph/ontology#{p}> <urn:{o}> .\n" for s, p, o in (
        ("a", "doctoralAdvisor", "a"), ("a", "doctoralAdvisor", "b"), ("n", "advisingAdvisor", "a"), ("n", "advisingAdvisee", "a"),
        ("n", "relation", "phd"), ("a", "knows", "n"))))
    for output in ("-o related.nt", "-o related.ttl"):
        done = run("relate", "graph.nt", *output.split(), folder=folder)
        assert done.returncode == 0 and done.stderr.count("[advisor-self]") == 1, done.stderr
        asked = run("query", "SELECT (COUNT(*) AS ?n) { { ?x ?p ?x } UNION { <urn:n> ?p ?x } UNION { ?x ?p <urn:n> } }", "--graph", output.split()[1], "--format", "csv", folder=folder)
        assert asked.stdout.split() == ["n", "0"], asked.stdout
        asked = run("query", "ASK { <urn:a> vg:doctoralAdvisor <urn:b> }", "--graph", output.split()[1], folder=folder)
        assert asked.stdout == "true\n", asked.stderr


def properties_of_rules(folder):
    """`check` by itself, and of a mapping, tells of properties that our ontology lacks, and of nobody else's."""
    data = folder / "data"
    for part in ("ontology", "mappings"):
        shutil.copytree(pathlib.Path(SOURCE) / part, data / part)
    rules = data / "mappings/rdf/career.yml"
    rules.write_text(rules.read_text().replace("vg:holdsPosition,", "vg:holdsPositron,"))
    place = "career.yml:42:10: warning: the ontology has no `vg:holdsPositron` [mapping-unknown-property]"
    for words in (("check",), ("check", str(rules))):
        done = subprocess.run([PROGRAM, *words, "--data", str(data)], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0 and place in done.stderr and done.stderr.count("[mapping-") == 1, done.stderr


def references_of_rules(folder):
    """`check` tells of what mappings ask of facts and no fact has: by itself and of a mapping; of nothing that facts have."""
    data = folder / "data"
    for part in ("ontology", "mappings"):
        shutil.copytree(pathlib.Path(SOURCE) / part, data / part)
    run_check = lambda *words: subprocess.run([PROGRAM, "check", *words, "--data", str(data)], cwd=folder, capture_output=True, text=True, timeout=60, check=False)  # noqa: E731
    every = [sorted(str(file) for file in part.glob("*.yml")) for part in (data / "mappings").iterdir() if part.is_dir() and part.name != "extraction"]
    every.append([str(pathlib.Path(SOURCE) / "tests/mapping/cases/facts_rows/rules.yml")])
    (folder / "all.yml").write_text("sources:\n  people: [facts~facts, person]\nmappings:\n  one:\n    sources: people\n    s: $(entities.self)\n    po:\n" + "".join(
        f"      - [rdfs:label, $({name})]\n" for name in ("ids.orcid", "span", "id", "source", "rule", "confidence", "normal.label", "entities.document")))
    for files in (*every, [str(folder / "all.yml")]):
        assert files and "[mapping-unseen-reference]" not in run_check(*files).stderr, files
    rules = data / "mappings/rdf/career.yml"
    text = rules.read_text()
    rules.write_text(text.replace("$(entities.person)", "$(entities.persun)", 1))
    for words in ((), (str(rules),)):
        done = run_check(*words)
        assert done.returncode == 0 and "`entities.persun`" in done.stderr and "similar name: `entities.person`" in done.stderr, done.stderr
        assert done.stderr.count("[mapping-unseen-reference]") == 1, done.stderr


TESTS = [help_fits, help_of_commands, endings, new_folders, document_for_facts, own_advisor, own_advisor_by_steps, formats_of_answers, properties_of_rules, references_of_rules]
for test in TESTS:
    with tempfile.TemporaryDirectory() as made:
        test(pathlib.Path(made))
print(f"{len(TESTS)} tests")
