// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Which publications make coauthors.
struct CoauthorOptions {
  /// Authors; 0: any number. A longer list says that people belong to one collaboration, not that they worked
  /// together, and its pairs grow with the square.
  std::uint32_t max_team = 200;
  /// Only publications of these years, both included.
  std::int32_t from_year = INT32_MIN;
  std::int32_t to_year = INT32_MAX;

  bool takes(const RelationGraph& graph, PublicationId publication) const {
    const std::uint32_t team = graph.authors.degree(publication);
    if (max_team != 0 && team > max_team) return false;
    const std::int32_t year = graph.years[publication];
    // An undated publication is in no span of time, and in all of time.
    if (year == RelationGraph::no_year) return !some_years_only();
    return from_year <= year && year <= to_year;
  }
  bool some_years_only() const { return from_year != INT32_MIN || to_year != INT32_MAX; }
};

/// The coauthors of one person at a time, each with the joint publications; keeps its memory between calls.
class JointPublications {
 public:
  JointPublications(const RelationGraph& graph, const CoauthorOptions& options) : graph_(graph), options_(options) {}

  /// visit(coauthor, publications) for each coauthor from `least` on, ascending; the span is valid during the call.
  template <typename Visit>
  void of(PersonId person, PersonId least, const Visit& visit) {
    gather(person, least);
    std::size_t begin = 0;
    while (begin < entries_.size()) {
      const auto coauthor = static_cast<PersonId>(entries_[begin] >> 32U);
      publications_.clear();
      for (; begin < entries_.size() && entries_[begin] >> 32U == coauthor; ++begin)
        publications_.push_back(static_cast<PublicationId>(entries_[begin]));
      visit(coauthor, std::span<const PublicationId>(publications_));
    }
  }

 private:
  void gather(PersonId person, PersonId least);

  const RelationGraph& graph_;
  const CoauthorOptions& options_;
  std::vector<std::uint64_t> entries_;  ///< coauthor << 32 | publication
  std::vector<PublicationId> publications_;
};

/// The graph of coauthors; an edge weighs the number of joint publications. Rows by sorting, not by hashing.
WeightedGraph coauthor_graph(const RelationGraph& graph, const CoauthorOptions& options);

/// The first and last year in which any of the publications appeared; no_year for both when none is dated.
std::pair<std::int32_t, std::int32_t> years_of(const RelationGraph& graph, std::span<const PublicationId> publications);

/// Publications that were left out for their number of authors.
std::uint32_t large_teams(const RelationGraph& graph, const CoauthorOptions& options);
/// What the options leave out beside what lies outside their years, in words: publications with too many authors, and
/// those without a year where only some years count.
std::vector<std::string> left_out(const RelationGraph& graph, const CoauthorOptions& options);

}  // namespace vitagraph::graph
