// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rdf/rdf.hpp"

namespace vitagraph::store {

/// 128 bits of a statement: two of a million statements share them with a probability below 10^-26.
struct StatementHash {
  std::uint64_t high = 0, low = 0;
  friend auto operator<=>(const StatementHash&, const StatementHash&) = default;
};

StatementHash hash_of_text(std::string_view text);

/// A set of statements as their hashes, 16 bytes each: enough to tell whether two graphs are equal, whatever the order
/// in which they come, and which statements make the difference. Equal are statements whose terms have the same
/// canonical form (canonical.hpp). Graph names are left aside.
class StatementSet : public rdf::QuadSink {
 public:
  explicit StatementSet(bool booleans_are_numbers) : booleans_are_numbers_(booleans_are_numbers) {}

  void quad(const rdf::QuadView& quad) override { add(quad); }
  void add(const rdf::QuadView& quad);
  /// Sorts; to be called once, before what follows.
  void finish();

  StatementHash hash_of(const rdf::QuadView& quad);
  bool has(const StatementHash& hash) const;
  std::size_t size() const { return canonical_.size(); }
  /// How many statements a store counts that keeps texts apart whose values are equal ("1" and "01"); at least size().
  std::size_t texts() const { return texts_; }
  /// How many of these are missing from the other.
  std::size_t missing_from(const StatementSet& other) const;
  /// The sum of all hashes, as 32 hexadecimal digits: does not depend on an order.
  std::string digest() const;

  bool booleans_are_numbers() const { return booleans_are_numbers_; }

 private:
  bool booleans_are_numbers_;
  std::vector<StatementHash> canonical_;
  std::vector<std::pair<StatementHash, StatementHash>> respelt_;  ///< as written, canonical: where they differ
  std::size_t texts_ = 0;
  std::string buffer_, written_;
};

}  // namespace vitagraph::store
