// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "store/dataset.hpp"
#include "store/sparql/ast.hpp"

namespace vitagraph::store::sparql {

/// A multiset of solution mappings: rows of term ids, one column a variable of the query; unbound where it has none.
class Solutions {
 public:
  explicit Solutions(std::size_t width) : width_(width) {}
  /// The multiset with one empty mapping.
  static Solutions unit(std::size_t width) {
    Solutions out(width);
    out.append();
    return out;
  }

  std::size_t width() const { return width_; }
  std::size_t size() const { return count_; }
  TermId* row(std::size_t i) { return cells_.data() + i * width_; }
  const TermId* row(std::size_t i) const { return cells_.data() + i * width_; }

  /// A new row, all unbound, or a copy of `from`, which may be a row of this multiset. Throws Error when the query
  /// would take more memory than a query may.
  TermId* append(const TermId* from = nullptr);
  void reserve(std::size_t rows) { cells_.reserve(rows * width_); }

 private:
  std::size_t width_;
  std::size_t count_ = 0;
  std::vector<TermId> cells_;
};

/// §18.5: Join, and Minus.
Solutions join(const Solutions& left, const Solutions& right);
Solutions left_join(const Solutions& left, const Solutions& right);
Solutions minus(const Solutions& left, const Solutions& right);

}  // namespace vitagraph::store::sparql
