// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "extraction/references/authors.hpp"

namespace vitagraph::extraction::references {

/// In which order a reference's parts stand.
enum class Order : std::uint8_t {
  authors_title,        ///< A. Moss. Title. Venue
  title_authors,        ///< Title. A. Moss. Venue
  title_only,           ///< Title. Venue (the owner's, or "with" somebody)
  venue_title,          ///< ICML'26: Title
  authors_venue_title,  ///< A. Moss, Venue 12, 34 (2005). Title
};

/// What marks a title off.
enum class Dress : std::uint8_t { plain, quoted, linked, italic, bold, line };

/// What ends the authors, or the title.
enum class Stop : std::uint8_t { none, full_stop, comma, line_break, quote, question, edge, bracket, other };

/// The attributes of a segmentation that the entries of one list share.
struct Style {
  Order order = Order::authors_title;
  Dress dress = Dress::plain;
  Stop after_authors = Stop::none;
  Stop after_title = Stop::none;
  bool year_between = false;  ///< a year between authors and title
  bool initials_behind = false;

  static constexpr std::size_t attributes = 6;
  static constexpr std::size_t values = 9;
  std::array<std::uint8_t, attributes> codes() const {
    return {static_cast<std::uint8_t>(order),         static_cast<std::uint8_t>(dress),
            static_cast<std::uint8_t>(after_authors), static_cast<std::uint8_t>(after_title),
            static_cast<std::uint8_t>(year_between),  static_cast<std::uint8_t>(initials_behind)};
  }
};

/// One way to take a reference apart; spans of tokens.
struct Segmentation {
  std::size_t authors = 0, authors_end = 0;  ///< equal: none
  std::size_t title = 0, title_end = 0;
  Style style;
  double score = 0;  ///< without the list's style
};

/// Finds the candidates of one reference, at most some two hundred. `parsed` and `context` must outlive it.
class Segmenter {
 public:
  Segmenter(const Parsed& parsed, const ListContext& context);
  Segmenter(Segmenter&&) noexcept;
  ~Segmenter();
  /// May be asked once without and once with the list's people; what does not depend on them is kept in between.
  std::vector<Segmentation> find(People people);

 private:
  class Enumerator;
  std::unique_ptr<Enumerator> enumerator_;
};

/// Chooses one candidate for each reference: by its own features and by the style of the list, which is learnt from all
/// candidates by expectation maximisation (the posterior of an entry's candidates votes for attributes).
/// -1 where an entry has no candidates.
std::vector<int> choose(const std::vector<std::vector<Segmentation>>& candidates);

}  // namespace vitagraph::extraction::references
