// SPDX-License-Identifier: Apache-2.0
#include "extraction/lists/fact_places.hpp"

#include <algorithm>

namespace vitagraph::extraction::lists {
namespace {

constexpr std::size_t most_in_entry = 8;  ///< facts of one entry that are looked at

bool is_listed(std::string_view type) {
  return type == "position" || type == "education" || type == "service" || type == "award" || type == "talk" ||
         type == "teaching";
}

bool differ(const facts::Fact& a, const facts::Fact& b) {
  if (a.type != b.type) return true;
  for (const std::string_view field : {"role", "venue", "organization", "degree", "name", "title", "course"})
    if (a.text(field) != b.text(field)) return true;
  return false;
}

}  // namespace

FactPlaces::FactPlaces(const Findings& findings, std::size_t first, std::size_t last) : findings_(findings) {
  for (std::size_t i = first; i < last; ++i) order_.push_back(i);
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return findings.facts()[a].provenance->span.begin < findings.facts()[b].provenance->span.begin;
  });
  std::uint32_t furthest = 0;
  for (std::size_t rank = 0; rank < order_.size(); ++rank) {
    furthest = std::max(furthest, fact(rank).provenance->span.end);
    ends_.push_back(furthest);
  }
}

std::size_t FactPlaces::before(std::uint32_t end) const {
  const auto behind = std::partition_point(
      order_.begin(), order_.end(), [&](std::size_t i) { return findings_.facts()[i].provenance->span.begin < end; });
  return static_cast<std::size_t>(behind - order_.begin());
}

bool FactPlaces::any(Span span) const {
  const std::size_t behind = before(span.end);
  return behind > 0 && ends_[behind - 1] > span.begin;
}

const facts::Fact* FactPlaces::only(Span span) const {
  const facts::Fact* found = nullptr;
  const facts::Fact* person = nullptr;
  std::size_t seen = 0, persons = 0;
  for (std::size_t rank = before(span.end); rank-- > 0 && fact(rank).provenance->span.begin >= span.begin;) {
    if (++seen > most_in_entry) return nullptr;
    if (fact(rank).type == "advising") {
      person = &fact(rank);
      ++persons;
    }
    if (!is_listed(fact(rank).type)) continue;
    if (found && differ(*found, fact(rank))) return nullptr;
    found = &fact(rank);
  }
  return !found && persons == 1 ? person : found;
}

}  // namespace vitagraph::extraction::lists
