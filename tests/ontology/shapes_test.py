#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shapes against a graph that is right and graphs that are not, by pySHACL: skipped (77) where it is not installed.

    shapes_test.py PROGRAM SOURCE_DIR
"""
import sys
from pathlib import Path

try:
    import pyshacl
except ImportError:
    print("pySHACL is not installed")
    sys.exit(77)

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
    "a position of nobody": ("vg:person :p ; vg:organization", "vg:organization"),
    "a start that is no date": ('"2018-09"^^xsd:gYearMonth', '"autumn"'),
    "an organization that is text": ("vg:organization :o", 'vg:organization "Fenwick"'),
    "a talk of an unknown kind": ('"seminar"', '"chat"'),
    "a time without minutes": ('"16:15"', '"4pm"'),
    "a person without a name": ('foaf:name "Ada Moss"', 'foaf:nick "ada"'),
    "two names": ('foaf:name "Ada Moss"', 'foaf:name "Ada Moss", "Moss"'),
}


def conforms(text, shapes):
    ok, _, report = pyshacl.validate(text, data_graph_format="turtle", shacl_graph=shapes, shacl_graph_format="turtle", inference="none", allow_warnings=True)
    return ok, report


def main():
    shapes = str(Path(sys.argv[2]) / "ontology/shapes/vitagraph-shapes.ttl")
    failed = False
    ok, report = conforms(GOOD, shapes)
    if not ok:
        failed = True
        print("the right graph:", report)
    for what, (old, new) in BAD.items():
        assert old in GOOD
        if conforms(GOOD.replace(old, new), shapes)[0]:
            failed = True
            print(f"{what}: not found")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
