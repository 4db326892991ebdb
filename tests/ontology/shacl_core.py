# SPDX-License-Identifier: Apache-2.0
"""The part of SHACL Core that our shapes use, so that the tests need no package that Debian lacks.

    for result in validate(data, shapes, ontology): …      # Result(severity, focus, path, message, why)

Anything else in a shape raises: a constraint that is not checked must not look checked.
"""
import re
from collections import namedtuple

import rdflib
from rdflib import RDF, RDFS, XSD, Literal, URIRef

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
Result = namedtuple("Result", "severity focus path message why")
KNOWN = {SH.path, SH.nodeKind, SH.datatype, SH["class"], SH.minCount, SH.maxCount, SH.pattern, SH["in"], SH["or"],
         SH.property, SH.targetClass, SH.severity, SH.message, RDF.type}


READABLE = {XSD.integer, XSD.boolean, XSD.date}  # rdflib reads these, and leaves no value where it can't


class Validator:
    def __init__(self, data, shapes, ontology):
        self.data, self.shapes, self.ontology = data, shapes, ontology

    def classes(self, node):
        """The node's types and what they are below."""
        found, todo = set(), list(self.data.objects(node, RDF.type))
        while todo:
            at = todo.pop()
            if at not in found:
                found.add(at)
                todo += self.ontology.objects(at, RDFS.subClassOf)
        return found

    def items(self, shape, predicate):
        head = self.shapes.value(shape, predicate)
        return None if head is None else list(rdflib.collection.Collection(self.shapes, head))

    def wrong(self, shape, value):
        """Why the value does not fit the shape, or None."""
        unknown = set(self.shapes.predicates(shape)) - KNOWN
        if unknown:
            raise NotImplementedError(f"{sorted(unknown)} in a shape")
        kind = self.shapes.value(shape, SH.nodeKind)
        if kind is not None and not isinstance(value, {SH.IRI: URIRef, SH.Literal: Literal}[kind]):
            return "sh:nodeKind"
        datatype = self.shapes.value(shape, SH.datatype)
        if datatype is not None:
            if not isinstance(value, Literal) or (value.datatype or (RDF.langString if value.language else XSD.string)) != datatype:
                return "sh:datatype"
            if datatype in READABLE and value.value is None:
                return "sh:datatype (ill-formed)"
        wanted = self.shapes.value(shape, SH["class"])
        if wanted is not None and wanted not in self.classes(value):
            return "sh:class"
        pattern = self.shapes.value(shape, SH.pattern)
        if pattern is not None and not re.search(str(pattern), str(value)):
            return "sh:pattern"
        among = self.items(shape, SH["in"])
        if among is not None and value not in among:
            return "sh:in"
        alternatives = self.items(shape, SH["or"])
        if alternatives is not None and not any(self.fits(a, value) for a in alternatives):
            return "sh:or"
        return None

    def fits(self, shape, node):
        return self.wrong(shape, node) is None and not any(True for p in self.shapes.objects(shape, SH.property) for _ in self.property(p, node))

    def property(self, shape, node):
        path = self.shapes.value(shape, SH.path)
        values = list(self.data.objects(node, path))
        severity = str(self.shapes.value(shape, SH.severity) or SH.Violation).rpartition("#")[2]
        message = str(self.shapes.value(shape, SH.message) or "")
        least, most = self.shapes.value(shape, SH.minCount), self.shapes.value(shape, SH.maxCount)
        if least is not None and len(values) < int(least):
            yield Result(severity, node, path, message, f"{len(values)} values")
        if most is not None and len(values) > int(most):
            yield Result(severity, node, path, message, f"{len(values)} values: {', '.join(sorted(values))}")
        for value in values:
            why = self.wrong(shape, value)
            if why:
                yield Result(severity, node, path, message, f"{why}: {value}")

    def run(self):
        typed = {node: self.classes(node) for node in set(self.data.subjects(RDF.type, None))}
        for shape in sorted(self.shapes.subjects(RDF.type, SH.NodeShape)):
            target = self.shapes.value(shape, SH.targetClass)
            for node in sorted(n for n, classes in typed.items() if target in classes):
                why = self.wrong(shape, node)
                if why:
                    yield Result("Violation", node, None, str(shape), why)
                for part in self.shapes.objects(shape, SH.property):
                    yield from self.property(part, node)


def validate(data, shapes, ontology):
    return sorted(Validator(data, shapes, ontology).run(), key=str)
