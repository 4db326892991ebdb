// SPDX-License-Identifier: Apache-2.0
#pragma once
// extraction: a document in, the facts it states out. Sections by their headings, entries within sections, fields
// within entries; sentences of biographies; references; the front matter of talk announcements. What a word means
// comes from the lexicons; what stands where is decided here.
//
//   const Extractor extractor(lexicon, schema, {});
//   const Extraction found = extractor.extract(document, diagnostics);
//   for (const Fact& fact : found.facts) append_fact(out, fact);
//
// Stated, not inferred: no world knowledge, strings as written, one fact a thing and document. Deterministic;
// an Extractor may be used from several threads at once.
//
// Refuses: to know the document's format, and who is who beyond the one document.

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "facts/facts.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction {

struct Options {
  /// The name facts give as their source; default: the document's name.
  std::string source;
  /// Facts below this confidence are left out; 0 keeps all.
  double least_confidence = 0;
};

/// A piece of text that a rule consumed.
struct Coverage {
  Span span;  ///< in Document::text
  std::string rule;
};

struct Extraction {
  std::vector<facts::Fact> facts;  ///< in the order of the document, one a thing
  std::vector<Coverage> coverage;  ///< sorted by span; may overlap
};

class Extractor {
 public:
  /// Both must outlive the extractor.
  Extractor(const lexicon::Lexicon& lexicon, const facts::Schema& schema, Options options);
  Extraction extract(const document::Document& document, DiagnosticSink& diagnostics) const;

 private:
  const lexicon::Lexicon& lexicon_;
  const facts::Schema& schema_;
  Options options_;
};

/// The stable dump of what extraction saw: sections with their kinds, entries, spans.
std::string dump_sections(const document::Document& document, const lexicon::Lexicon& lexicon);

/// Each line of the document with the rule that consumed it, and the percentage of lines with one.
std::string dump_coverage(const document::Document& document, const Extraction& extraction);

}  // namespace vitagraph::extraction
