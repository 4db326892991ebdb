// SPDX-License-Identifier: Apache-2.0
#pragma once
// rdf: terms, quads, and reading and writing them, behind a few small types; the only folder that includes serd.h or
// sord.h.
//
// Quads flow: whoever makes them pushes QuadViews into a QuadSink; writers, the Model and counters are sinks. Views
// borrow their text for the call only; Term and Quad own theirs.
//
//   Model model;
//   read_rdf("graph.ttl", {}, model, diagnostics);                 // Turtle, N-Triples, N-Quads or TriG by ending
//   for (const Term& name : model.objects(Term::iri(person), Term::iri(vocabulary::foaf_name))) ...
//   TurtleWriter writer(prefixes, [&](std::string_view bytes) { file.write(bytes); });
//   model.each([&](const QuadView& quad) { writer.quad(quad); });
//
// Refuses: inference, SPARQL (that is store), RDF 1.2 triple terms (until Serd has them).

#include "rdf/convert.hpp"
#include "rdf/model.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/read.hpp"
#include "rdf/sink.hpp"
#include "rdf/term.hpp"
#include "rdf/vocabulary.hpp"
#include "rdf/write.hpp"
