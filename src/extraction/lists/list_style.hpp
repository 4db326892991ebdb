// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/lists/list_parts.hpp"

namespace vitagraph::extraction::lists {

/// How one list writes its entries, learnt from those that were read: which field each part is, by the entries' shape.
///
///   ListStyle style;
///   style.learn(entry, fact);                       // "Reviewer, Moss Letters, 2019" and what was read of it
///   if (auto reading = style.read(other)) …         // "Sower, Fern Letters, 2020"
class ListStyle {
 public:
  /// A field's value in an entry that is read by the others.
  struct Value {
    std::string field, text;
  };
  struct Reading {
    std::string type;               ///< of the fact
    std::vector<Value> values;      ///< those that stand in the entry, and those that hold for the whole list
    bool start = true, end = true;  ///< whether a single date is these in the siblings
  };

  /// An entry and the one fact that it gave.
  void learn(const ListEntry& entry, const facts::Fact& fact);
  /// What an entry says that gave nothing; none where too few siblings look like it, they disagree, or what it has in a
  /// field's place can't be that.
  std::optional<Reading> read(const ListEntry& entry) const;

  /// The same where no sibling looks like it: a dated entry of two parts, told apart by what they are by their own
  /// words
  /// ("Pilot, Moss Institute, 2010-2012"). Never by their order.
  static std::optional<Reading> read_pair(const ListEntry& entry, std::string_view type);

  std::size_t learnt() const { return learnt_; }

 private:
  /// A field for each part; an empty one for a part that no field has.
  struct Order {
    std::string type;
    std::vector<std::string> fields;
    auto operator<=>(const Order&) const = default;
  };
  struct Votes {
    std::size_t entries = 0;
    std::map<Order, std::size_t> orders;
  };
  struct Kind {
    std::size_t entries = 0;
    std::map<std::string, std::map<std::string, std::size_t>, std::less<>> outside;  ///< values that no part has
    std::map<std::string, std::size_t, std::less<>> longest;                         ///< words of a field, the most
    std::size_t starts = 0, ends = 0;                                                ///< entries with these dates
  };

  const Order* order_for(const ListShape& shape) const;
  bool fits(const ListEntry& entry, const Order& order) const;

  std::map<ListShape, Votes> votes_;
  std::map<std::string, Kind, std::less<>> kinds_;  ///< by type of fact
  std::map<std::pair<bool, int>, std::size_t> dress_;
  std::size_t learnt_ = 0, dated_ = 0;
};

}  // namespace vitagraph::extraction::lists
