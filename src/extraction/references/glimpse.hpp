// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "extraction/references/authors.hpp"
#include "extraction/references/tokens.hpp"

namespace vitagraph::extraction::references {

/// A first look at a block of a list: whether it could be a work, or only a part of the one above. Tokens and names are
/// made when somebody asks, and then kept.
class Glimpse {
 public:
  explicit Glimpse(const ListContext& context) : context_(&context) {}
  /// What is looked at; it must stay until the next call. The same reference may have moved since.
  const Glimpse& at(const Reference& reference) {
    reference_ = &reference;
    if (parsed_) parsed_->reference = &reference;
    return *this;
  }
  std::optional<Parsed> take() { return std::move(parsed_); }

  bool only_names() const;           ///< a list of authors and nothing else
  bool begins_with_list() const;     ///< two names or more that convince
  bool begins_with_names() const;    ///< something like a name comes first
  bool begins_with_authors() const;  ///< several names, or one with initials, as a reference begins
  /// "A. Moss, B. Fern / *Journal of Walls*, 2020": names, and behind them a venue rather than a title.
  bool names_then_venue() const;
  /// Only says where a work appeared: it begins with a venue and holds a year, and nothing like a title.
  bool only_venue() const;
  /// A work that is open for a venue: so far it says neither when nor where it appeared.
  bool lacks_venue() const;
  /// Begins with a remark on a work: "(Oral)", "Best Paper Award 2020".
  bool begins_with_remark() const;
  bool begins_within_sentence() const;  ///< with a small letter that nothing of its own begins with

 private:
  const std::vector<NamesEnd>& names() const;

  const Parsed& parsed() const;

  const ListContext* context_;
  const Reference* reference_ = nullptr;
  mutable std::optional<Parsed> parsed_;
  mutable std::optional<std::vector<NamesEnd>> names_;
};

}  // namespace vitagraph::extraction::references
