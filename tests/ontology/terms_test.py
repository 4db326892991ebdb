#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The ontology files by the rules that validators (FOOPS, OOPS, ROBOT) apply, without the net.

    terms_test.py PROGRAM SOURCE_DIR
"""
import sys
from collections import defaultdict
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, URIRef

VG = "https://w3id.org/vitagraph/ontology#"
DEFINITION = URIRef("http://purl.obolibrary.org/obo/IAO_0000115")
AXIOMS = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.equivalentClass,
          OWL.equivalentProperty, OWL.disjointWith, SKOS.closeMatch, SKOS.narrowMatch, SKOS.exactMatch}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
# Fixed names: tests, mappings and stored queries of users rely on them.
CLASSES = """Person Organization OrganizationalUnit VenueSeries Publication JournalArticle ConferencePaper WorkshopPaper
 Preprint Book BookChapter Thesis Report Patent Poster Talk Course Award Topic Project SourceDocument Authorship Position
 Education Advising AwardReceipt Teaching Service Grant Coauthorship VenueSharing""".split()
PROPERTIES = """holdsPosition affiliation hasEducation receivedAward gaveTalk teaches performs hasGrant interest workedOn
 advisor advisee doctoralAdvisor mastersAdvisor bachelorsAdvisor postdoctoralAdvisor internshipMentor mentor host
 committeeMember coauthor academicAncestor academicSibling sharesVenueWith author hasAuthorship person order nameAsWritten
 publishedIn year arxivId status note organization unit role degree field thesisTitle place advisingAdvisor
 advisingAdvisee relation start end earliestStart latestEnd current participant publicationCount firstYear lastYear
 jointPublication venue""".split()

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def above(graph, term):
    """The term and all that it is below."""
    seen, todo = set(), [term]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += graph.objects(at, RDFS.subClassOf)
            todo += graph.objects(at, RDFS.subPropertyOf)
    return seen


def check_terms(graph):
    ours = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if str(s).startswith(VG)}
    for name in CLASSES:
        check((URIRef(VG + name), RDF.type, OWL.Class) in graph, f"vg:{name}: no such class")
    for name in PROPERTIES:
        term = URIRef(VG + name)
        check(any((term, RDF.type, k) in graph for k in (OWL.ObjectProperty, OWL.DatatypeProperty)), f"vg:{name}: no such property")
    for term in sorted(ours):
        for predicate in (RDFS.label, RDFS.comment, SKOS.definition, DEFINITION, RDFS.isDefinedBy):
            check(len(list(graph.objects(term, predicate))) == 1, f"{term}: not exactly one {predicate}")
        name = str(term).removeprefix(VG)
        is_class = (term, RDF.type, OWL.Class) in graph
        check(name[0].isupper() == is_class, f"{term}: classes begin with a capital, properties do not")
        if not is_class:
            for predicate in (RDFS.domain, RDFS.range):
                check(len(list(graph.objects(term, predicate))) == 1, f"{term}: not exactly one {predicate}")
    for term in {t for triple in graph for t in triple if isinstance(t, URIRef)}:
        if str(term).startswith(VG):
            check(term in ours, f"{term}: used but not declared")


def check_labels(graph):
    """A label names one term, a term has one label (ROBOT: duplicate_label, multiple_labels), also the foreign ones."""
    by_label = defaultdict(set)
    for term, label in graph.subject_objects(RDFS.label):
        check(str(label) == str(label).strip() and "  " not in label, f"{term}: white space in its label")
        by_label[str(label).casefold()].add(term)
    for label, terms in sorted(by_label.items()):
        check(len(terms) == 1, f"label `{label}` names {sorted(terms)}")
    definitions = defaultdict(set)
    for term, text in graph.subject_objects(DEFINITION):
        definitions[str(text)].add(term)
    for text, terms in definitions.items():
        check(len(terms) == 1, f"one definition for {sorted(terms)}")


def check_foreign(graph):
    for predicate in AXIOMS:
        for subject, value in graph.subject_objects(predicate):
            check(str(subject).startswith(VG), f"axiom on a foreign term: {subject} {predicate}")
            if isinstance(value, URIRef) and not str(value).startswith((VG, str(RDFS), "http://www.w3.org/2001/XMLSchema#")):
                kinds = set(graph.objects(value, RDF.type)) & KINDS
                check(len(kinds) == 1, f"{value}: named by {subject}, but not typed once")
                check(len(list(graph.objects(value, RDFS.label))) == 1, f"{value}: no label")


def check_disjointness(graph):
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(rdflib.collection.Collection(graph, next(graph.objects(axiom, OWL.members))))
        check(len(members) == len(set(members)) > 10, "the disjoint classes: a member twice, or too few")
        for term in graph.subjects(RDF.type, OWL.Class):
            if not isinstance(term, BNode):
                tops = above(graph, term) & set(members)
                check(len(tops) <= 1, f"{term}: below {sorted(tops)}, which are disjoint: nothing can be one")
    check(any(True for _ in graph.subjects(RDF.type, OWL.AllDisjointClasses)), "no disjoint classes")


def check_hierarchy(graph):
    for child, parent in list(graph.subject_objects(RDFS.subClassOf)) + list(graph.subject_objects(RDFS.subPropertyOf)):
        check(child not in above(graph, parent), f"{child}: a circle above it")
    for one, other in graph.subject_objects(OWL.inverseOf):
        if str(other).startswith(VG):
            check(list(graph.objects(one, RDFS.domain))[0] == list(graph.objects(other, RDFS.range))[0],
                  f"{one}: its domain is not the range of its inverse")
    advisor = URIRef(VG + "advisor")
    below = [p for p in graph.subjects(RDFS.subPropertyOf, advisor)]
    check(len(below) == 8, f"advisor has {len(below)} sub-properties")
    for name in ("coauthor", "academicSibling", "sharesVenueWith"):
        check((URIRef(VG + name), RDF.type, OWL.SymmetricProperty) in graph, f"vg:{name}: not symmetric")
    check((URIRef(VG + "academicAncestor"), RDF.type, OWL.TransitiveProperty) in graph, "vg:academicAncestor: not transitive")


def check_traps(core, both):
    """Four places where vocabularies look alike and are not; see the comments in alignments.ttl."""
    fabio, bibo, vivo = "http://purl.org/spar/fabio/", "http://purl.org/ontology/bibo/", "http://vivoweb.org/ontology/core#"
    publication = URIRef(VG + "Publication")
    check(not any(str(c).startswith(fabio) for c in above(both, publication)), "Publication must not be below a FaBiO class")
    for work in ("TechnicalReport", "Report", "WorkingPaper", "Patent", "ResearchPaper"):
        check((None, None, URIRef(fabio + work)) not in both, f"fabio:{work} is a Work, our publications are Expressions")
    check((None, None, URIRef(bibo + "Conference")) not in both, "bibo:Conference is one edition, VenueSeries a series")
    check((None, None, URIRef(vivo + "Course")) not in both, "vivo:Course is an event, vg:Course a work")
    check(not any(str(o).startswith(vivo) for o in both.objects(None, OWL.imports)), "VIVO is not imported")


def check_profile(both):
    """OWL 2 DL: a property is of one sort, and so is its use on the ontology itself an annotation."""
    sorts = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in {s for sort in sorts for s in both.subjects(RDF.type, sort)}:
        check(len(set(both.objects(term, RDF.type)) & sorts) == 1, f"{term}: of several sorts of property")
    for header in both.subjects(RDF.type, OWL.Ontology):
        for predicate in both.predicates(header):
            check(not set(both.objects(predicate, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}, f"{predicate}: in a header, but no annotation")
    for prop, value in both.subject_objects(RDFS.range):
        check(value not in (XSD.gYear, XSD.gYearMonth, XSD.date), f"{prop}: {value} is not in OWL 2's datatype map; say rdfs:Literal")


def check_header(core):
    header = next(core.subjects(RDF.type, OWL.Ontology))
    dcterms, vann = "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/"
    for predicate in [OWL.versionIRI, OWL.versionInfo] + [URIRef(dcterms + n) for n in (
            "title", "description", "license", "publisher", "created", "issued", "bibliographicCitation", "source")] + [
            URIRef(vann + "preferredNamespacePrefix"), URIRef(vann + "preferredNamespaceUri"),
            URIRef("http://purl.org/pav/createdBy")]:
        check((header, predicate, None) in core, f"the header lacks {predicate}")
    check(isinstance(core.value(header, URIRef(dcterms + "license")), URIRef), "the licence is not an IRI")
    check(core.value(header, OWL.versionIRI) != header, "the version IRI is the ontology's")


def main():
    folder = Path(sys.argv[2]) / "ontology"
    core = rdflib.Graph().parse(folder / "vitagraph.ttl")
    align = rdflib.Graph().parse(folder / "alignments.ttl")
    both = core + align
    for path in sorted(folder.rglob("*.ttl")):
        try:
            check(len(rdflib.Graph().parse(path)) > 0, f"{path}: empty")
        except Exception as error:  # a syntax error of any of rdflib's kinds
            failures.append(f"{path}: {error}")
    check_terms(core)
    check_terms(both)
    check_labels(both)
    check_foreign(core)
    check_foreign(both)
    check_disjointness(both)
    check_hierarchy(both)
    check_traps(core, both)
    check_profile(both)
    check_header(core)
    shapes = rdflib.Graph().parse(folder / "shapes/vitagraph-shapes.ttl")
    declared = {s for kind in KINDS for s in core.subjects(RDF.type, kind)}
    for _, predicate, value in shapes:
        if str(predicate).startswith("http://www.w3.org/ns/shacl#") and str(value).startswith(VG):
            check(value in declared, f"a shape names {value}, which is not declared")
    for failure in dict.fromkeys(failures):
        print(failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
