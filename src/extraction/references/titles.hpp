// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "extraction/references/skips.hpp"
#include "extraction/references/token_sums.hpp"

namespace vitagraph::extraction::references {

/// A span of tokens that may be a title.
struct Title {
  std::size_t begin = 0, end = 0;
  std::size_t next = 0;  ///< where the reference goes on, behind a closing quotation mark
  Dress dress = Dress::plain;
  Stop stop = Stop::none;
  double score = 0;
  double follows = 0;  ///< Titles::follows of `next`
};

/// Finds where titles may end and rates them by what they hold and what is around them. `parsed`, `context` and `skips`
/// must outlive it.
class Titles {
 public:
  Titles(const Parsed& parsed, const ListContext& context, const Skips& skips);

  /// The titles that may begin at the token, rated. Many lists of names end before the same title, so they are kept.
  const std::vector<Title>& from(std::size_t t);
  /// Whether a title that a comma ends was cut within an enumeration: "Walls | , Gates, and Roofs of Avon". What
  /// follows a whole title names a venue, or holds a number, before it comes to a conjunction.
  bool cuts_series(const Title& title) const;
  /// How well what begins at the token goes on after a title and its authors.
  double follows(std::size_t t, const Title& title) const;

 private:
  void add(std::vector<Title>& out, Title title) const;
  void add_quoted(std::vector<Title>& out, std::size_t t) const;
  void add_dressed(std::vector<Title>& out, std::size_t t) const;
  void add_plain(std::vector<Title>& out, std::size_t t) const;
  bool names_begin(std::size_t t) const;
  void rate(Title& title) const;
  void rate_inside(Title& title, double words) const;
  void rate_edges(Title& title, double words) const;
  void rate_dress(Title& title) const;

  const Parsed& parsed_;
  const std::vector<Token>& tokens_;
  const ListContext& context_;
  const Skips& skips_;
  const Sums sums_;
  std::vector<std::uint32_t> remarks_;  ///< of those that begin before each token
  std::vector<std::optional<std::vector<Title>>> from_;
};

}  // namespace vitagraph::extraction::references
