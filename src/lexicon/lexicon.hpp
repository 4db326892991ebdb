// SPDX-License-Identifier: Apache-2.0
#pragma once
// lexicon: the words of natural language that the program knows, from SKOS vocabularies under ontology/lexicon. A
// scheme is a file's concept scheme (headings, degrees, roles, months …); a word in it is a label of a concept.
//
//   Lexicon lexicon = Lexicon::load("ontology/lexicon", diagnostics);
//   const Words words = split_words("Post-doc, Sept. 2019");
//   if (auto match = lexicon.longest("months", words, 2)) lexicon.concept_at(match->concept_id).notation;  // "09"
//
// Labels are compared by their keys: folded (case, diacritics), dots and apostrophes dropped, "&" as "and", all other
// punctuation as blanks; so "Ph.D." and "PhD", "Post-doc" and "post doc" are one. An ambiguous label stands under
// several concepts and every one is returned; who asks decides.
//
// Refuses: grammar, stemming, guessing. A form that is not written in the vocabulary is not known.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"
#include "lexicon/kept_values.hpp"
#include "lexicon/scheme_table.hpp"

namespace vitagraph::lexicon {

/// A word of a text with its comparison key. Punctuation other than dots and apostrophes inside a word separates.
struct Word {
  std::string key;
  Span span;             ///< in the text that was split; a trailing dot is not part of it
  std::size_t hash = 0;  ///< of the key: a word is looked up in many schemes and hashed once
};
using Words = std::vector<Word>;

/// Splits a text of at most 4 GiB; `offset` is added to the spans.
Words split_words(std::string_view text, std::uint32_t offset = 0);
/// How many words split_words would find.
std::size_t count_words(std::string_view text);
/// The keys of the text's words joined by blanks: what labels are compared by.
std::string label_key(std::string_view text);

struct Concept {
  std::string iri;
  std::string scheme;                ///< the scheme's short name: the last part of its IRI ("headings")
  std::string notation;              ///< skos:notation, the normal form that code may know; else the IRI's last part
  std::string label;                 ///< skos:prefLabel (English if there are several)
  std::vector<std::string> broader;  ///< notations of all concepts above it in the scheme, nearest first
};

/// What a label stands for: lives as long as the lexicon.
using Concepts = std::span<const Concept* const>;

/// Whether one of the concepts that a label stands for has the notation.
inline bool has_notation(Concepts concepts, std::string_view notation) {
  for (const Concept* found : concepts)
    if (found->notation == notation) return true;
  return false;
}

class Lexicon {
 public:
  /// Reads every .ttl file of the folder, in order of name. Files with mistakes are reported; throws Error if the
  /// folder is missing.
  static Lexicon load(const std::string& folder, DiagnosticSink& diagnostics);
  /// From Turtle in memory, for tests.
  static Lexicon parse(const SourceFile& turtle, DiagnosticSink& diagnostics);

  struct Match {
    std::uint32_t concept_id = 0;  ///< the first concept of the label
    std::uint32_t words = 0;       ///< how many words it covers
    Span span;
  };

  /// The concepts whose label is the whole text; empty if none.
  Concepts find(SchemeName scheme, std::string_view text) const;
  /// The same for one word of a text.
  Concepts find_word(SchemeName scheme, const Word& word) const {
    const Scheme* table = schemes_.find(scheme);
    return table == nullptr ? Concepts()
                            : table->labels.concepts(table->labels.next(LabelTree::root, word.key, word.hash));
  }
  /// The longest label of the scheme that begins at words[at].
  std::optional<Match> longest(SchemeName scheme, const Words& words, std::size_t at) const {
    // Nearly every answer is no, and that is told here.
    const Scheme* table = schemes_.find(scheme);
    if (table == nullptr || at >= words.size() || !table->labels.may_begin(words[at].hash)) return std::nullopt;
    return longest_of(table->labels, words, at);
  }
  /// All matches from left to right, longest first, not overlapping.
  std::vector<Match> all(SchemeName scheme, const Words& words) const;
  /// Whether any label of the scheme stands in the text.
  bool mentions(SchemeName scheme, std::string_view text) const;

  /// The scheme's concepts of that notation, in order.
  Concepts of_notation(SchemeName scheme, std::string_view notation) const;

  const Concept& concept_at(std::uint32_t id) const { return concepts_[id]; }
  /// All concepts that the matched label stands for.
  Concepts concepts_of(SchemeName scheme, const Words& words, std::size_t at, std::size_t count) const {
    const Scheme* table = schemes_.find(scheme);
    if (table == nullptr || at + count > words.size()) return {};
    LabelTree::Node node = LabelTree::root;
    for (std::size_t i = at; i < at + count && node != LabelTree::none; ++i)
      node = table->labels.next(node, words[i].key, words[i].hash);
    return table->labels.concepts(node);
  }
  bool has_scheme(SchemeName scheme) const { return schemes_.find(scheme) != nullptr; }
  const std::vector<Concept>& concepts() const { return concepts_; }
  /// Every label of the scheme as written, in order.
  std::vector<std::string> labels(SchemeName scheme) const;

  /// What somebody makes of the vocabularies, `make(lexicon)`: made by the first who asks and kept with them, one of a
  /// type. May be asked from several threads; `make` may not ask for another.
  template <typename T>
  const T& kept(T (*make)(const Lexicon&)) const {
    const void* held = kept_->find(&type_of<T>);
    if (held == nullptr)
      held = kept_->find_or_make(
          &type_of<T>, [&]() -> std::shared_ptr<const void> { return std::make_shared<const T>(make(*this)); });
    return *static_cast<const T*>(held);
  }

 private:
  std::optional<Match> longest_of(const LabelTree& labels, const Words& words, std::size_t at) const;
  /// Its address stands for the type.
  template <typename T>
  static constexpr char type_of = 0;

  std::vector<Concept> concepts_;
  SchemeTable schemes_;
  std::unique_ptr<KeptValues> kept_ = std::make_unique<KeptValues>();
  friend class Loader;
};

/// Which of two sorts of findings check_vocabularies reports.
enum class Report : unsigned char {
  mistakes,       ///< concepts without scheme or shown label, what SKOS forbids, circles above, labels without letters
  ambiguous_too,  ///< also, as notes, labels of one scheme that stand for several concepts: often meant so
};

/// Looks for mistakes in the vocabularies of a folder (all together: a concept may be below one of another file), with
/// file and line. Throws Error if the folder is missing.
void check_vocabularies(const std::string& folder, Report what, DiagnosticSink& diagnostics);
void check_vocabularies(const std::vector<SourceFile>& files, Report what, DiagnosticSink& diagnostics);

}  // namespace vitagraph::lexicon
