// SPDX-License-Identifier: Apache-2.0
#pragma once
// A list of references as text machinery: it knows nothing of documents or sections. A list has one style; it is learnt
// from the list itself (style.hpp), and each reference is then taken apart by it.
//
// The model is GROBID's and ParsCit's task (segment a reference string into authors, title, container, date …), solved
// without training: candidate segmentations scored by features (weights.hpp), and the features' weights of one list by
// expectation maximisation over its own candidates.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::extraction::references {

/// Inline markup over a reference's text.
struct Mark {
  document::RunKind kind = document::RunKind::bold;
  Span span;
  std::string target;  ///< of a link
};

/// One reference of a list, on one line.
struct Reference {
  std::string text;         ///< runs of white space are one blank; words hyphenated at a line's end are joined
  std::vector<Mark> marks;  ///< sorted by begin
  std::vector<std::uint32_t>
      breaks;                   ///< offsets of blanks where a line ended that had room for more: a deliberate break
  Span span;                    ///< in Document::text
  std::uint32_t title_end = 0;  ///< where a title ends that is known beforehand, as a heading is; 0 if none is
  std::string kind;             ///< what the heading says of the kind; empty if nothing
  std::string status;           ///< what the heading says of the status
  std::string year;             ///< from a heading or the margin, used where the reference has none
};

/// What a reference says, strings as written.
struct Publication {
  std::string title, kind, venue, year, volume, number, pages, publisher, status, arxiv, doi, url;
  std::vector<std::string> authors;
  std::vector<std::string> notes;
  std::string rule;       ///< how it was found: "labelled", "list", "bibtex"
  double confidence = 0;  ///< 0: the text is no reference
};

struct ListContext {
  std::string_view owner;  ///< the person whose list it is; may be empty
  const lexicon::Lexicon& lexicon;
  /// Whether the entries of this list are papers because a heading says so; else only convincing ones are.
  bool expected = true;
};

/// Takes a whole list apart. The result is parallel to the references; one with confidence 0 is not a reference (a
/// remark, a count of papers). Linear in the text.
std::vector<Publication> parse_references(const std::vector<Reference>& list, const ListContext& context);
/// The same for what was collected from a document; takes its tokens.
struct Collected;
std::vector<Publication> parse_references(Collected& list, const ListContext& context);

/// A BibTeX entry as a publication.
Publication parse_bibtex(const document::BibEntry& entry, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction::references
