// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "store/dataset.hpp"
#include "store/sparql/ast.hpp"
#include "store/sparql/budget.hpp"

namespace vitagraph::store::sparql {

/// A multiset of solution mappings: rows of term ids, one column a variable of the query; unbound where it has none.
class Solutions {
 public:
  Solutions(std::size_t width, Budget& budget) : width_(width), budget_(&budget) {}
  ~Solutions() { budget_->give_back(cells_.size()); }
  Solutions(const Solutions& other);
  Solutions(Solutions&& other) noexcept;
  Solutions& operator=(Solutions other) noexcept;
  /// The multiset with one empty mapping.
  static Solutions unit(std::size_t width, Budget& budget) {
    Solutions out(width, budget);
    out.append();
    return out;
  }

  std::size_t width() const { return width_; }
  Budget& budget() const { return *budget_; }
  std::size_t size() const { return count_; }
  TermId* row(std::size_t i) { return cells_.data() + i * width_; }
  const TermId* row(std::size_t i) const { return cells_.data() + i * width_; }

  /// A new row, all unbound, or a copy of `from`, which may be a row of this multiset. Throws Error when the query
  /// takes more memory or time than it may.
  TermId* append(const TermId* from = nullptr);
  void drop_last();

 private:
  std::size_t width_;
  Budget* budget_;
  std::size_t count_ = 0;
  std::vector<TermId> cells_;
};

/// Whether a row that a join has made is to stay; `number` counts the rows that stay.
using Accept = std::function<bool(const TermId* row, std::size_t number)>;

/// §18.5: Join, LeftJoin and Minus.
Solutions join(const Solutions& left, const Solutions& right);
Solutions left_join(const Solutions& left, const Solutions& right, const Accept& accept);
Solutions minus(const Solutions& left, const Solutions& right);

}  // namespace vitagraph::store::sparql
