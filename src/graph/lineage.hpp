// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Who advised whom, upwards and downwards. Nothing here recurses, and circles are met with marks, not hope.
struct Lineage {
  Csr advisors;  ///< person → advisors
  Csr students;  ///< person → students
};

/// The graph of the given kinds of advising (bit i: Advice i).
Lineage make_lineage(std::uint32_t persons, const RelationGraph::AdvisingList& advising, std::uint32_t kinds);
inline constexpr std::uint32_t doctoral_only = 1U << static_cast<unsigned>(Advice::doctoral);
inline constexpr std::uint32_t all_advice = (1U << advice_kinds) - 1;

/// A person and the number of steps to them.
struct Generation {
  PersonId person;
  std::uint32_t generation;
};

/// Everyone reachable along the rows, nearest first, within a generation ascending; never the start itself. Keeps its
/// marks between calls.
class Reach {
 public:
  explicit Reach(const Csr& rows) : rows_(rows), stamps_(rows.rows(), 0) {}
  /// Stops when `limit` persons are found (0: no limit). The result is valid until the next call.
  const std::vector<Generation>& from(PersonId start, std::uint32_t limit = 0);

 private:
  const Csr& rows_;
  std::vector<std::uint32_t> stamps_;
  std::uint32_t stamp_ = 0;
  std::vector<Generation> found_;
};

/// Everybody after all their advisors (Kahn 1962), as far as that goes: who is in a circle of advisors, or below one,
/// is left out.
std::vector<PersonId> topological_order(const Lineage& lineage);

/// The longest line of advisors above each person. A step inside a circle does not count.
struct LongestLines {
  std::vector<std::uint32_t> generations;  ///< by person
  std::vector<PersonId> next;              ///< by person: the advisor the line goes on with, or none
};
LongestLines longest_lines(const Lineage& lineage);

/// Those above two people. Keeps its marks between calls.
class CommonAncestors {
 public:
  explicit CommonAncestors(const Lineage& lineage);

  struct Ancestor {
    PersonId person;
    std::uint32_t from_a, from_b;  ///< generations
  };
  struct Found {
    /// The lowest: with no student who is a common ancestor too; in a circle everybody has one, then the nearest is
    /// given. By the sum of the generations, then by person.
    std::vector<Ancestor> lowest;
    std::size_t all = 0;  ///< how many common ancestors there are in all
  };
  /// A person counts among their own ancestors: of student and advisor the nearest is the advisor.
  Found of(PersonId a, PersonId b);

 private:
  const Lineage& lineage_;
  Reach reach_;
  std::vector<std::uint32_t> from_b_;  ///< by person; restored after each call
  std::vector<bool> above_;            ///< by person: somebody's advisor; restored too
};

/// One circle for each strongly connected set of two or more, starting at its least member and closing there; the
/// shortest through that member. In the order of the first members.
std::vector<std::vector<PersonId>> cycles(const Lineage& lineage);
/// "`A` → `B` → `A`", cut after ten.
std::string circle_text(const RelationGraph& graph, const std::vector<PersonId>& circle);

}  // namespace vitagraph::graph
