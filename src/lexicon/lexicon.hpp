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

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// Whether one of the concepts that a label stands for has the notation.
bool has_notation(const std::vector<const Concept*>& concepts, std::string_view notation);

/// From the hash of a label's first word to the most words that such a label has. Nearly every question is answered
/// with no, by one look; two words of one hash only make Lexicon compare keys in vain.
class FirstWords {
 public:
  void add(std::size_t hash, std::uint32_t words);
  /// 0 where no label begins so.
  std::uint32_t most_words(std::size_t hash) const;

 private:
  struct Slot {
    std::size_t hash = 0;
    std::uint32_t words = 0;  ///< 0: free
  };
  Slot& slot_of(std::size_t hash);

  std::vector<Slot> slots_;  ///< a power of two of them, at most half taken; probed one after the other
  std::size_t taken_ = 0;
};

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
  std::vector<const Concept*> find(std::string_view scheme, std::string_view text) const;
  /// The longest label of the scheme that begins at words[at].
  std::optional<Match> longest(std::string_view scheme, const Words& words, std::size_t at) const;
  /// All matches from left to right, longest first, not overlapping.
  std::vector<Match> all(std::string_view scheme, const Words& words) const;
  /// Whether any label of the scheme stands in the text.
  bool mentions(std::string_view scheme, std::string_view text) const;

  const Concept& concept_at(std::uint32_t id) const { return concepts_[id]; }
  /// All concepts that the matched label stands for.
  std::vector<const Concept*> concepts_of(std::string_view scheme, const Words& words, std::size_t at,
                                          std::size_t count) const;
  bool has_scheme(std::string_view scheme) const { return schemes_.find(scheme) != schemes_.end(); }
  const std::vector<Concept>& concepts() const { return concepts_; }
  /// Every label of the scheme as written, in order.
  std::vector<std::string> labels(std::string_view scheme) const;

 private:
  struct Scheme {
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_key;
    FirstWords first_words;
    std::vector<std::string> written;
  };

  std::vector<Concept> concepts_;
  std::map<std::string, Scheme, std::less<>> schemes_;
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
