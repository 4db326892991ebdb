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

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "base/base.hpp"

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
bool has_notation(Concepts concepts, std::string_view notation);

class Lexicon {
 public:
  Lexicon();
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

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
  Concepts find(std::string_view scheme, std::string_view text) const;
  /// The longest label of the scheme that begins at words[at].
  std::optional<Match> longest(std::string_view scheme, const Words& words, std::size_t at) const;
  /// All matches from left to right, longest first, not overlapping.
  std::vector<Match> all(std::string_view scheme, const Words& words) const;
  /// Whether any label of the scheme stands in the text.
  bool mentions(std::string_view scheme, std::string_view text) const;

  const Concept& concept_at(std::uint32_t id) const { return concepts_[id]; }
  /// All concepts that the matched label stands for.
  Concepts concepts_of(std::string_view scheme, const Words& words, std::size_t at, std::size_t count) const;
  bool has_scheme(std::string_view scheme) const;
  const std::vector<Concept>& concepts() const { return concepts_; }
  /// Every label of the scheme as written, in order.
  std::vector<std::string> labels(std::string_view scheme) const;

  /// What somebody makes of the vocabularies, `make(lexicon)`: made by the first who asks and kept with them, one of a
  /// type. May be asked from several threads; `make` may not ask for another.
  template <typename T>
  const T& kept(T (*make)(const Lexicon&)) const {
    const auto held =
        kept_value(typeid(T), [&]() -> std::shared_ptr<const void> { return std::make_shared<const T>(make(*this)); });
    return *static_cast<const T*>(held);
  }

 private:
  struct Tables;
  const void* kept_value(std::type_index type, const std::function<std::shared_ptr<const void>()>& make) const;

  std::vector<Concept> concepts_;
  std::unique_ptr<Tables> tables_;
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
