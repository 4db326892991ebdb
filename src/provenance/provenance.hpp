// SPDX-License-Identifier: Apache-2.0
#pragma once
// provenance: where each statement of a graph comes from, and what the data set as a whole is.
//
// Writing (build): facts carry the words that state them; a Recorder hears which rule makes which statement of which
// fact, and gives that back as rows, which mappings/rdf/provenance.yml turns into PROV-O and Web Annotation terms.
//
//   quote_facts(document, facts);                         // while the document is in memory
//   Recorder recorder(next_sink);                         // between the mapping and whoever keeps its quads
//   options.trace = &recorder;  mapping::execute(rules, options, recorder, problems);
//   recorder.write(facts, statements, run, provenance_rules, sink, problems);
//
// Reading (explain): an Explainer looks into a graph with such provenance; what was derived it explains by what
// implies it: a coauthorship by its papers, an ancestor by the chain.
//
//   const Explanation why = Explainer(model).explain(subject, predicate, object);
//
// Refuses: to guess. A statement without a recorded origin has none here, however likely some sentence looks.

#include "provenance/describe.hpp"
#include "provenance/explain.hpp"
#include "provenance/explained_graph.hpp"
#include "provenance/passage.hpp"
#include "provenance/recorder.hpp"
