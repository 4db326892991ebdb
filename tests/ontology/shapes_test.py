#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shapes against a graph that is right and graphs that are not: each mistake is found, and by its own message.
Also by pySHACL where it is installed, so that our reading of SHACL is not the only one.

    shapes_test.py PROGRAM SOURCE_DIR
"""
import sys
from pathlib import Path

import rdflib

from shacl_core import validate

try:
    import pyshacl
except ImportError:
    pyshacl = None

PREFIXES = """@prefix vg: <https://w3id.org/vitagraph/ontology#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/vitagraph/id/> .
"""
GOOD = PREFIXES + """:d a vg:SourceDocument ; rdfs:label "cv.txt" ; vg:sourceName "cv.txt" .
:p a vg:Person ; rdfs:label "Ada Moss" ; foaf:name "Ada Moss" ; vg:holdsPosition :h ; vg:gaveTalk :t .
:o a vg:Organization ; rdfs:label "Fenwick College" .
:h a vg:Position ; rdfs:label "reader, Fenwick College" ; vg:person :p ; vg:organization :o ; vg:start "2018-09"^^xsd:gYearMonth ;
  vg:earliestStart "2018-09-01"^^xsd:date ; vg:current true ; prov:wasDerivedFrom :d .
:t a vg:Talk ; rdfs:label "On moss" ; dcterms:title "On moss" ; vg:speaker :p ; vg:date "2024-05-02"^^xsd:date ; vg:time "16:15" ;
  vg:talkKind "seminar" ; prov:wasDerivedFrom :d .
"""
BAD = {
    "a position of nobody": ("vg:person :p ; vg:organization", "vg:organization", "A position is about one person."),
    "a position without an organization": ("vg:organization :o ;", "", "A position is at one organization."),
    "a start that is no date": ('"2018-09"^^xsd:gYearMonth', '"autumn"', "A start is one year, month or day."),
    "an organization that is text": ("vg:organization :o", 'vg:organization "Fenwick"', "A position is at one organization."),
    "a person in place of an organization": ("vg:organization :o", "vg:organization :p", "A position is at one organization."),
    "a talk of an unknown kind": ('"seminar"', '"chat"', "A kind of talk is one of seven."),
    "a time without minutes": ('"16:15"', '"4pm"', "A time is hours and minutes."),
    "a person without a name": ('foaf:name "Ada Moss"', 'foaf:nick "ada"', "A person needs one name."),
    "two names": ('foaf:name "Ada Moss"', 'foaf:name "Ada Moss", "Moss"', "A person needs one name."),
    "no document": ("vg:current true ; prov:wasDerivedFrom :d", "vg:current true", "A position does not say which document it was read from."),
    "an impossible day": ('"2018-09-01"^^xsd:date', '"2018-09-31"^^xsd:date', "The earliest start is a full day."),
}


def main():
    folder = Path(sys.argv[2]) / "ontology"
    shapes = rdflib.Graph().parse(folder / "shapes/vitagraph-shapes.ttl")
    ontology = rdflib.Graph().parse(folder / "vitagraph.ttl")
    failures = []

    def results(text):
        data = rdflib.Graph().parse(data=text, format="turtle")
        found = validate(data, shapes, ontology)
        if pyshacl:
            conforms, _, report = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", allow_warnings=False)
            if conforms != (not found):
                failures.append(f"pySHACL finds otherwise: {report}")
        return found

    for result in results(GOOD):
        failures.append(f"the right graph: {result}")
    for what, (old, new, message) in BAD.items():
        assert old in GOOD, what
        messages = {r.message for r in results(GOOD.replace(old, new))}
        if messages != {message}:
            failures.append(f"{what}: {sorted(messages)}")
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
