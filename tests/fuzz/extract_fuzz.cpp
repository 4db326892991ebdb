// SPDX-License-Identifier: Apache-2.0
// Reading and extracting as a whole. The input's first byte names the format, so that one corpus serves all.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extraction/extraction.hpp"

namespace {

using namespace vitagraph;

const std::string root = VITAGRAPH_SOURCE_DIR;
NoDiagnostics nobody;

const extraction::Extractor& extractor() {
  static const lexicon::Lexicon lexicon = lexicon::Lexicon::load(root + "/ontology/lexicon", nobody);
  static const facts::Schema schema = facts::Schema::load(root + "/ontology/facts.yml");
  static const extraction::Extractor made(lexicon, schema, {});
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Not PDF: poppler's own faults would hide ours, and read_pdf_fuzz looks for those.
  static constexpr const char* names[] = {"fuzz.txt", "fuzz.md", "fuzz.html", "fuzz.bib"};
  if (size == 0) return 0;
  const document::Document document = document::read_document(
      names[data[0] % 4], std::string(reinterpret_cast<const char*>(data) + 1, size - 1), {}, nobody);
  const extraction::Extraction found = extractor().extract(document, nobody);
  std::string lines;
  for (const facts::Fact& fact : found.facts) {
    const Span span = fact.provenance->span;
    if (span.begin > span.end || span.end > document.source.text().size()) std::abort();
    append_fact(lines, fact);
  }
  for (const extraction::Coverage& covered : found.coverage)
    if (covered.span.begin > covered.span.end || covered.span.end > document.text.size()) std::abort();
  if (find_invalid_utf8(lines)) std::abort();
  return 0;
}
