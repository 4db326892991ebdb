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

std::vector<PersonId> topological_order(const Lineage& lineage) {
  const std::uint32_t n = lineage.advisors.rows();
  std::vector<std::uint32_t> open(n);
  std::vector<PersonId> order;
  order.reserve(n);
  for (PersonId person = 0; person < n; ++person) {
    open[person] = lineage.advisors.degree(person);
    if (open[person] == 0) order.push_back(person);
  }
  for (std::size_t at = 0; at < order.size(); ++at)
    for (const PersonId student : lineage.students.row(order[at]))
      if (--open[student] == 0) order.push_back(student);
  return order;
}

LongestLines longest_lines(const Lineage& lineage) {
  const std::uint32_t n = lineage.advisors.rows();
  LongestLines out{std::vector<std::uint32_t>(n, 0), std::vector<PersonId>(n, none)};
  std::vector<PersonId> order = topological_order(lineage);
  std::vector<std::uint32_t> component;
  if (order.size() < n) {
    component.resize(n);
    boost::strong_components(CsrView{&lineage.advisors}, vertex_map(component));
    // Tarjan numbers a component after all that can be reached from it: advisors before their students.
    order.resize(n);
    for (PersonId person = 0; person < n; ++person) order[person] = person;
    std::stable_sort(order.begin(), order.end(), [&](PersonId a, PersonId b) { return component[a] < component[b]; });
  }
  for (const PersonId person : order)
    for (const PersonId advisor : lineage.advisors.row(person)) {
      if (!component.empty() && component[advisor] == component[person]) continue;
      if (out.generations[advisor] + 1 <= out.generations[person]) continue;
      out.generations[person] = out.generations[advisor] + 1;
      out.next[person] = advisor;
    }
  return out;
}

CommonAncestors::CommonAncestors(const Lineage& lineage)
    : lineage_(lineage),
      reach_(lineage.advisors),
      from_b_(lineage.advisors.rows(), none),
      above_(lineage.advisors.rows()) {}

CommonAncestors::Found CommonAncestors::of(PersonId a, PersonId b) {
  std::vector<Generation> above_b = reach_.from(b);
  above_b.push_back({b, 0});
  for (const Generation& one : above_b) from_b_[one.person] = one.generation;
  std::vector<Ancestor> all;
  if (from_b_[a] != none) all.push_back({a, 0, from_b_[a]});
  for (const Generation& one : reach_.from(a))
    if (from_b_[one.person] != none) all.push_back({one.person, one.generation, from_b_[one.person]});

  const auto nearer = [](const Ancestor& x, const Ancestor& y) {
    const std::uint32_t left = x.from_a + x.from_b, right = y.from_a + y.from_b;
    return left != right ? left < right : x.person < y.person;
  };
  Found found{{}, all.size()};
  // Looked at from below: an ancestor has few advisors, a founder thousands of students.
  for (const Ancestor& one : all)
    for (const PersonId advisor : lineage_.advisors.row(one.person)) above_[advisor] = true;
  for (const Ancestor& one : all)
    if (!above_[one.person]) found.lowest.push_back(one);
  if (found.lowest.empty() && !all.empty()) found.lowest.push_back(*std::min_element(all.begin(), all.end(), nearer));
  std::sort(found.lowest.begin(), found.lowest.end(), nearer);
  for (const Ancestor& one : all)
    for (const PersonId advisor : lineage_.advisors.row(one.person)) above_[advisor] = false;
  for (const Generation& one : above_b) from_b_[one.person] = none;
  return found;
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

std::vector<std::vector<PersonId>> cycles(const Lineage& lineage) {
  const Csr& advisors = lineage.advisors;
  std::vector<std::vector<PersonId>> out;
  if (topological_order(lineage).size() == advisors.rows()) return out;
  std::vector<std::uint32_t> component(advisors.rows(), 0);
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
