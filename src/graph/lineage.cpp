// SPDX-License-Identifier: Apache-2.0
#include "graph/lineage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/strong_components.hpp>

#include "graph/boost_view.hpp"

namespace vitagraph::graph {

Lineage make_lineage(std::uint32_t persons, const RelationGraph::AdvisingList& advising, std::uint32_t kinds) {
  std::vector<Pair> pairs;
  for (const Advising& one : advising)
    if (kinds >> static_cast<unsigned>(one.kind) & 1U) pairs.emplace_back(one.advisee, one.advisor);
  Lineage out;
  out.advisors = make_csr(persons, pairs);
  out.students = transposed(out.advisors, persons);
  return out;
}

const std::vector<Generation>& Reach::from(PersonId start, std::uint32_t limit) {
  if (++stamp_ == 0) {
    std::fill(stamps_.begin(), stamps_.end(), 0);
    stamp_ = 1;
  }
  found_.clear();
  stamps_[start] = stamp_;
  std::size_t next = 0;
  Generation here{start, 0};
  while (true) {
    for (const PersonId other : rows_.row(here.person)) {
      if (stamps_[other] == stamp_) continue;
      if (limit != 0 && found_.size() >= limit) return found_;
      stamps_[other] = stamp_;
      found_.push_back({other, here.generation + 1});
    }
    if (next == found_.size()) break;
    here = found_[next++];
  }
  std::sort(found_.begin(), found_.end(), [](const Generation& a, const Generation& b) {
    return a.generation != b.generation ? a.generation < b.generation : a.person < b.person;
  });
  return found_;
}

namespace {

/// The shortest way from `start` back to itself among its component's members.
std::vector<PersonId> circle_through(PersonId start, const Csr& advisors, const std::vector<std::uint32_t>& component,
                                     std::vector<PersonId>& parent) {
  std::vector<PersonId> queue{start};
  PersonId last = none;
  for (std::size_t at = 0; at < queue.size() && last == none; ++at)
    for (const PersonId next : advisors.row(queue[at])) {
      if (component[next] != component[start]) continue;
      if (next == start) {
        last = queue[at];
        break;
      }
      if (parent[next] != none) continue;
      parent[next] = queue[at];
      queue.push_back(next);
    }
  std::vector<PersonId> circle{start};
  for (PersonId at = last; at != start; at = parent[at]) circle.push_back(at);
  circle.push_back(start);
  std::reverse(circle.begin(), circle.end());
  for (const PersonId person : queue) parent[person] = none;
  return circle;
}

}  // namespace

std::vector<std::vector<PersonId>> cycles(const Csr& advisors) {
  std::vector<std::uint32_t> component(advisors.rows(), 0);
  std::vector<std::vector<PersonId>> out;
  if (advisors.targets.empty()) return out;
  // Boost's depth-first search keeps its own stack; see BOOST_RECURSIVE_DFS, which nobody sets.
  boost::strong_components(CsrView{&advisors}, vertex_map(component));
  std::vector<std::uint32_t> size(advisors.rows(), 0);
  for (const std::uint32_t c : component) ++size[c];
  std::vector<PersonId> parent(advisors.rows(), none);
  for (PersonId person = 0; person < advisors.rows(); ++person) {
    if (size[component[person]] < 2) continue;
    out.push_back(circle_through(person, advisors, component, parent));
    size[component[person]] = 0;
  }
  return out;
}

std::string circle_text(const RelationGraph& graph, const std::vector<PersonId>& circle) {
  constexpr std::size_t shown = 10;
  std::string text;
  for (std::size_t i = 0; i < circle.size(); ++i) {
    if (i == shown && circle.size() > shown + 1) {
      text += fmt::format(" → … ({} more)", circle.size() - shown);
      break;
    }
    text += fmt::format("{}`{}`", i == 0 ? "" : " → ", graph.person_name(circle[i]));
  }
  return text;
}

}  // namespace vitagraph::graph
