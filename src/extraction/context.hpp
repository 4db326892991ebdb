// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/extraction.hpp"

namespace vitagraph::extraction {

struct Section;

/// What every recognizer may look at.
struct Context {
  const document::Document& document;
  const lexicon::Lexicon& lexicon;
  /// The subject's name in its fullest form: the `person` of the facts. Empty where a page has several subjects and
  /// none is open, and recognizers that need one then find nothing.
  std::string owner;
  const std::vector<Section>* sections = nullptr;  ///< all of the document's
};

/// Collects facts and what they were read from. Cleans every value (`clean_value`: markup, list markers, quotation
/// marks, trailing punctuation, runs of white space) and merges what a document states twice.
class Findings {
 public:
  explicit Findings(const document::Document& document) : document_(document) {}

  /// `span`: the text that states the fact, in Document::text. Ignores a fact without its key fields.
  void add(facts::Fact fact, Span span, std::string_view rule, double confidence);
  /// Says that a rule understood this text though it made no fact of it (a heading, a page number).
  void cover(Span span, std::string_view rule);

  const std::vector<facts::Fact>& facts() const { return facts_; }
  /// Closes the collection: one fact a thing, in the order of the document.
  Extraction finish(const facts::Schema& schema, const Options& options) &&;

 private:
  const document::Document& document_;
  std::vector<facts::Fact> facts_;
  std::vector<Span> spans_;  ///< parallel to facts_, in Document::text
  std::vector<Coverage> coverage_;
};

}  // namespace vitagraph::extraction
