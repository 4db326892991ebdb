// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "extraction/references/segmentation.hpp"

namespace vitagraph::extraction::references {

/// Passes over what may stand between the parts of a reference. Each skip takes the token where it begins and gives the
/// one behind what it skipped, or the same one if that is not there. `parsed` and `context` must outlive it.
class Skips {
 public:
  Skips(const Parsed& parsed, const ListContext& context)
      : parsed_(parsed), tokens_(parsed.tokens), context_(context) {}

  std::size_t punctuation(std::size_t t) const;
  /// Past "(2014)", "2014.", "(2011, July).", "2023-2026.", "In press." and the like.
  std::size_t date(std::size_t t, bool& found) const;
  /// Past "(Eds.)", ", ed.:" behind the names of those who edited a work.
  std::size_t editors(std::size_t t) const;
  /// Past "(Oral)", "[Best Paper Award]".
  std::size_t remark(std::size_t t) const;
  /// What ends a part of the reference in front of the token.
  Stop stop_at(std::size_t end) const;

 private:
  bool is_now(std::size_t t) const { return !context_.lexicon.find("present", parsed_.slice(t, t + 1)).empty(); }

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const ListContext& context_;
};

}  // namespace vitagraph::extraction::references
