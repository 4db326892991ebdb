#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the ontology as one HTML page: every class and property with its comment, domain, range and alignments.

    ontology_page.py ONTOLOGY_FOLDER > ontology.html
"""
import html
import pathlib
import sys

from rdflib import OWL, RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

VG = Namespace("https://w3id.org/vitagraph/ontology#")
DCT = Namespace("http://purl.org/dc/terms/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
KINDS = [("Classes", [OWL.Class]), ("Object properties", [OWL.ObjectProperty]), ("Data properties", [OWL.DatatypeProperty]),
         ("Annotation properties", [OWL.AnnotationProperty])]
ROWS = [("is a kind of", RDFS.subClassOf), ("is a part of", RDFS.subPropertyOf), ("of", RDFS.domain), ("gives", RDFS.range), ("inverse", OWL.inverseOf),
        ("the same as", OWL.equivalentProperty), ("the same as", OWL.equivalentClass), ("close to", SKOS.closeMatch), ("exactly", SKOS.exactMatch), ("see also", RDFS.seeAlso)]
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}h2{margin-top:3rem}
section{border-top:1px solid #ddd;padding:.6rem 0}section h3{margin:.2rem 0;font-size:1.05rem}dl{display:grid;grid-template-columns:8rem 1fr;margin:.3rem 0;font-size:.92rem}
dt{color:#666}dd{margin:0;overflow-wrap:anywhere}code{font-size:.9em}a{color:#064;text-decoration:none}"""


def link(graph, node):
    """A term as HTML: ours by anchor, others by address, unions spelt out."""
    if isinstance(node, BNode):
        members = graph.value(node, OWL.unionOf)
        return " or ".join(link(graph, m) for m in Collection(graph, members)) if members else "an expression"
    name = html.escape(graph.namespace_manager.normalizeUri(node))
    if str(node).startswith(VG):
        return f'<a href="#{html.escape(str(node)[len(VG):])}">{name}</a>'
    return f'<a href="{html.escape(str(node))}">{name.strip("&lt;&gt;")}</a>'


def term(graph, node):
    name = html.escape(str(node)[len(VG):])
    marks = [word for kind, word in ((OWL.SymmetricProperty, "symmetric"), (OWL.TransitiveProperty, "transitive"), (OWL.FunctionalProperty, "functional")) if (node, RDF.type, kind) in graph]
    out = [f'<section id="{name}"><h3><code>vg:{name}</code> {html.escape(str(graph.value(node, RDFS.label, default="")))}{" · " + ", ".join(marks) if marks else ""}</h3>',
           f"<p>{html.escape(str(graph.value(node, RDFS.comment, default='')))}</p><dl>"]
    for word, predicate in ROWS:
        values = sorted(link(graph, o) for o in graph.objects(node, predicate) if o != OWL.Thing)
        if values:
            out.append(f"<dt>{word}</dt><dd>{', '.join(values)}</dd>")
    return "".join(out) + "</dl></section>"


def main():
    folder = pathlib.Path(sys.argv[1])
    graph = Graph()
    for name in ("vitagraph.ttl", "alignments.ttl"):
        if (folder / name).exists():
            graph.parse(folder / name, format="turtle")
    head = next(graph.subjects(RDF.type, OWL.Ontology))
    title, about = graph.value(head, DCT.title), graph.value(head, DCT.description)
    print(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(str(title))}</title><style>{STYLE}</style>')
    print(f"<h1>{html.escape(str(title))}</h1><p>{html.escape(str(about))}</p>")
    print(f'<p>Namespace <code>{VG}</code>, version {html.escape(str(graph.value(head, OWL.versionInfo)))}, licence {link(graph, graph.value(head, DCT.license))}.</p>')
    for heading, kinds in KINDS:
        terms = sorted({s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and str(s).startswith(VG)})
        if terms:
            print(f"<h2>{heading} ({len(terms)})</h2>")
            print("\n".join(term(graph, t) for t in terms))
    print("</html>")


if __name__ == "__main__":
    main()
