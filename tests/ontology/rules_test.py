#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The mapping rules against the fact types they read and the ontology they write.

    rules_test.py PROGRAM SOURCE_DIR
"""
import re
import sys
from pathlib import Path

import rdflib
import yaml
from rdflib import OWL, RDF

VG = "https://w3id.org/vitagraph/ontology#"
# What resolution adds under `normal`.
NORMAL = {"start", "start_type", "end", "end_type", "year", "year_type", "date", "date_type", "earliest_start", "latest_end",
          "current", "doi", "arxiv", "orcid", "homepage", "kind_class", "relation_property", "version_of", "label", "key", "graph"}
# What extraction adds to every fact.
PROVENANCE = {"id", "source", "rule", "confidence"}
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def texts(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


def entity_names(fact_type):
    names = {"self", "document"}
    for name, field in fact_type["fields"].items():
        if "entity" in field:
            names.add(field.get("entity_field", name))
    return names


def check_reference(where, reference, iterator, facts):
    kind, _, over = iterator.partition(".")
    fields = facts[kind]["fields"]
    head, _, rest = reference.partition(".")
    if reference == "order":
        check(over, f"{where}: $(order) without a list")
    elif head == "entities":
        check(rest in entity_names(facts[kind]), f"{where}: $({reference}): a {kind} has no such entity")
    elif head == "normal":
        check(rest in NORMAL, f"{where}: $({reference}): no such normal form")
    elif head == "ids":
        check(rest in fields["ids"]["names"], f"{where}: $({reference}): no such id")
    elif reference not in PROVENANCE:
        check(reference in fields, f"{where}: $({reference}): a {kind} has no such field")


def check_folder(folder, facts, declared):
    """The mappings' names, the types they read and the terms they write; `declared` None: anybody's terms but ours."""
    names, sources_of_all, read, written = {}, {}, set(), set()
    for path in sorted(folder.glob("*.yml")):
        rules = yaml.safe_load(path.read_text(encoding="utf-8"))
        prefixes = rules["prefixes"]
        for name, source in rules["sources"].items():
            check(name not in sources_of_all, f"{path.name}: source {name} is in {sources_of_all.get(name)} too")
            sources_of_all[name] = path.name
            kind, _, over = source["iterator"].partition(".")
            check(kind in facts, f"{path.name}: no fact type {kind}")
            check(not over or facts[kind]["fields"][over]["kind"] == "list", f"{path.name}: {kind}.{over} is no list")
        for name, rule in rules["mappings"].items():
            check(name not in names, f"{path.name}: mapping {name} is in {names.get(name)} too")
            names[name] = path.name
            where = f"{folder.name}/{path.name}: {name}"
            sources = rule["sources"] if isinstance(rule["sources"], list) else [rule["sources"]]
            for iterator in [rules["sources"][source]["iterator"] for source in sources]:
                read.add(iterator.partition(".")[0])
                for reference in re.findall(r"\$\(([^)]*)\)", " ".join(texts(rule))):
                    check_reference(where, reference, iterator, facts)
            for po in rule["po"]:
                predicate, objects = (po["p"], po["o"]) if isinstance(po, dict) else (po[0], po[1])
                terms = texts(objects) if predicate == "a" else texts(objects.get("datatype")) if isinstance(objects, dict) else []
                for term in [predicate, *terms]:
                    prefix, _, local = term.partition(":")
                    if term == "a" or "$(" in local or term.startswith("$("):
                        continue
                    check(prefix in prefixes, f"{where}: prefix of {term} not declared")
                    iri = prefixes.get(prefix, "") + local
                    written.add(iri)
                    if declared is None:
                        check(prefix != "vg", f"{where}: {term} is ours, the mapping another vocabulary's")
                    else:
                        check(iri in declared or prefix == "xsd", f"{where}: {term} is not declared in vitagraph.ttl")
    check(names, f"{folder}: no mapping")
    return names, read, written


def main():
    root = Path(sys.argv[2])
    facts = yaml.safe_load((root / "ontology/facts.yml").read_text(encoding="utf-8"))
    core = rdflib.Graph().parse(root / "ontology/vitagraph.ttl")
    declared = {str(s) for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
                for s in core.subjects(RDF.type, kind)}
    # The languages' own terms are not declared anew.
    declared |= {"http://www.w3.org/2000/01/rdf-schema#label", str(OWL.versionInfo)}
    declared |= {str(RDF[name]) for name in ("Statement", "subject", "predicate", "object", "value")}
    names, read, written = check_folder(root / "mappings/rdf", facts, declared)
    for kind in facts:
        check(kind in read, f"no rule reads facts of type {kind}")
    for name, kinds in {"kind_class": ["JournalArticle", "ConferencePaper", "WorkshopPaper", "Preprint", "Book", "BookChapter", "Thesis", "Report", "Patent", "Poster"],
                        "relation_property": ["doctoralAdvisor", "mastersAdvisor", "bachelorsAdvisor", "postdoctoralAdvisor", "internshipMentor", "mentor", "host", "committeeMember"]}.items():
        for kind in kinds:
            check(VG + kind in declared, f"normal.{name}: vg:{kind} is not declared")
    for folder in ("schema.org", "vivo"):
        check_folder(root / "mappings" / folder, facts, None)
    for failure in dict.fromkeys(failures):
        print(failure)
    print(f"{len(names)} mappings write {len(written)} terms")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
