// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <utility>
#include <vector>

#include "extraction/references/tokens.hpp"

namespace vitagraph::extraction::references {

/// A line of an entry, and whether its end is the author's doing.
struct Piece {
  Span span;
  bool breaks_after = false;
};

/// Copies lines into a reference: blanks collapsed, words joined that a line's end cut, marks moved along.
class Assembler {
 public:
  Assembler(const document::Document& document, const lexicon::Lexicon& lexicon, Reference& out)
      : document_(document), lexicon_(lexicon), out_(out) {}

  void add(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
      if (trim(document_.slice(piece.span)).empty()) continue;
      add(piece.span);
      pending_ = piece.breaks_after;
    }
  }
  void add_break() { pending_ = true; }
  void finish(std::size_t& next_run);

 private:
  void add(Span span);

  /// "multi- and many-core": the hyphen stays and so does the blank.
  bool is_conjunction(std::string_view word) const {
    for (const lexicon::Concept* found : lexicon_.find("names", word))
      if (found->notation == "conjunction") return true;
    return false;
  }

  const document::Document& document_;
  const lexicon::Lexicon& lexicon_;
  Reference& out_;
  bool pending_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      origin_;  ///< text offset -> document offset, at each copied word
};

}  // namespace vitagraph::extraction::references
