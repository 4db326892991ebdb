// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/solutions.hpp"

#include <functional>
#include <unordered_map>
#include <utility>

namespace vitagraph::store::sparql {
namespace {

enum class Wanted { all, unmatched_too, unmatched_only };

/// Columns bound in every row.
std::vector<bool> always_bound(const Solutions& s) {
  std::vector<bool> out(s.width(), s.size() > 0);
  for (std::size_t i = 0; i < s.size(); ++i)
    for (std::size_t c = 0; c < s.width(); ++c)
      if (s.row(i)[c] == unbound) out[c] = false;
  return out;
}

bool compatible(const TermId* a, const TermId* b, std::size_t width) {
  for (std::size_t c = 0; c < width; ++c)
    if (a[c] != unbound && b[c] != unbound && a[c] != b[c]) return false;
  return true;
}

bool share_a_variable(const TermId* a, const TermId* b, std::size_t width) {
  for (std::size_t c = 0; c < width; ++c)
    if (a[c] != unbound && b[c] != unbound) return true;
  return false;
}

std::uint64_t key_of(const TermId* row, const std::vector<std::size_t>& columns) {
  std::uint64_t h = 0x9e3779b97f4a7c15ULL;
  for (const std::size_t c : columns) h = (h ^ row[c]) * 0x100000001b3ULL ^ h >> 31;
  return h;
}

/// Pairs the rows by a hash of the columns both sides always bind; what they bind now and then is compared.
Solutions combine(const Solutions& left, const Solutions& right, Wanted wanted, const Accept& accept = {}) {
  const std::size_t width = left.width();
  const std::vector<bool> l = always_bound(left), r = always_bound(right);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < width; ++c)
    if (l[c] && r[c]) columns.push_back(c);
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < right.size(); ++i) rows[key_of(right.row(i), columns)].push_back(i);

  Solutions out(width, left.budget());
  for (std::size_t i = 0; i < left.size(); ++i) {
    left.budget().step();
    const TermId* a = left.row(i);
    bool matched = false;
    const auto found = rows.find(key_of(a, columns));
    if (found != rows.end())
      for (const std::size_t j : found->second) {
        const TermId* b = right.row(j);
        left.budget().step();
        if (!compatible(a, b, width)) continue;
        if (wanted == Wanted::unmatched_only) {
          if (!share_a_variable(a, b, width)) continue;
          matched = true;
          break;
        }
        TermId* made = out.append(a);
        for (std::size_t c = 0; c < width; ++c)
          if (made[c] == unbound) made[c] = b[c];
        if (!accept || accept(made, out.size() - 1))
          matched = true;
        else
          out.drop_last();
      }
    if (!matched && wanted != Wanted::all) out.append(a);
  }
  return out;
}

}  // namespace

Solutions::Solutions(const Solutions& other) : width_(other.width_), budget_(other.budget_), count_(other.count_) {
  budget_->take(other.cells_.size());
  cells_ = other.cells_;
}

Solutions::Solutions(Solutions&& other) noexcept
    : width_(other.width_),
      budget_(other.budget_),
      count_(std::exchange(other.count_, 0)),
      cells_(std::exchange(other.cells_, {})) {}

Solutions& Solutions::operator=(Solutions other) noexcept {
  std::swap(width_, other.width_);
  std::swap(budget_, other.budget_);
  std::swap(count_, other.count_);
  std::swap(cells_, other.cells_);
  return *this;
}

TermId* Solutions::append(const TermId* from) {
  budget_->step();
  budget_->take(width_);
  const std::size_t at = cells_.size();
  const std::size_t source = from && from >= cells_.data() && from < cells_.data() + at
                                 ? static_cast<std::size_t>(from - cells_.data())
                                 : SIZE_MAX;
  cells_.resize(at + width_, unbound);
  const TermId* origin = source == SIZE_MAX ? from : cells_.data() + source;
  if (origin)
    for (std::size_t c = 0; c < width_; ++c) cells_[at + c] = origin[c];
  ++count_;
  return cells_.data() + at;
}

void Solutions::drop_last() {
  --count_;
  cells_.resize(cells_.size() - width_);
  budget_->give_back(width_);
}

Solutions join(const Solutions& left, const Solutions& right) { return combine(left, right, Wanted::all); }
Solutions left_join(const Solutions& left, const Solutions& right, const Accept& accept) {
  return combine(left, right, Wanted::unmatched_too, accept);
}
Solutions minus(const Solutions& left, const Solutions& right) { return combine(left, right, Wanted::unmatched_only); }

}  // namespace vitagraph::store::sparql
