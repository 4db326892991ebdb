// SPDX-License-Identifier: Apache-2.0
#include "graph/coauthorship.hpp"

#include "base/base.hpp"

namespace vitagraph::graph {

void JointPublications::gather(PersonId person, PersonId least) {
  entries_.clear();
  for (const PublicationId publication : graph_.written.row(person)) {
    if (!options_.takes(graph_, publication)) continue;
    for (const PersonId other : graph_.authors.row(publication))
      if (other != person && other >= least) entries_.push_back(std::uint64_t{other} << 32U | publication);
  }
  std::sort(entries_.begin(), entries_.end());
}

WeightedGraph coauthor_graph(const RelationGraph& graph, const CoauthorOptions& options) {
  const std::uint32_t n = graph.person_count();
  // The upper triangle first, a row at a time.
  std::vector<std::uint32_t> targets;
  std::vector<std::uint32_t> weights;
  std::vector<std::uint32_t> ends(n);
  std::vector<PersonId> row;
  for (PersonId person = 0; person < n; ++person) {
    row.clear();
    for (const PublicationId publication : graph.written.row(person)) {
      if (!options.takes(graph, publication)) continue;
      for (const PersonId other : graph.authors.row(publication))
        if (other > person) row.push_back(other);
    }
    std::sort(row.begin(), row.end());
    for (std::size_t at = 0; at < row.size();) {
      std::size_t next = at;
      while (next < row.size() && row[next] == row[at]) ++next;
      targets.push_back(row[at]);
      weights.push_back(static_cast<std::uint32_t>(next - at));
      at = next;
    }
    if (targets.size() > 0x7FFFFFFF)
      throw Error("the graph has more than {} pairs of coauthors; lower the team size", 0x7FFFFFFF);
    ends[person] = static_cast<std::uint32_t>(targets.size());
  }
  WeightedGraph out;
  out.csr.offsets.assign(std::size_t{n} + 1, 0);
  for (PersonId person = 0, at = 0; person < n; ++person)
    for (; at < ends[person]; ++at) {
      ++out.csr.offsets[person + 1];
      ++out.csr.offsets[targets[at] + 1];
    }
  for (PersonId i = 0; i < n; ++i) out.csr.offsets[i + 1] += out.csr.offsets[i];
  out.csr.targets.resize(targets.size() * 2);
  out.weights.resize(targets.size() * 2);
  std::vector<std::uint32_t> next(out.csr.offsets.begin(), out.csr.offsets.end() - 1);
  const auto put = [&](PersonId row_of, PersonId target, std::uint32_t weight) {
    out.csr.targets[next[row_of]] = target;
    out.weights[next[row_of]++] = weight;
  };
  // Lower neighbours before higher ones: the rows come out ascending.
  for (PersonId person = 0, at = 0; person < n; ++person)
    for (; at < ends[person]; ++at) put(targets[at], person, weights[at]);
  for (PersonId person = 0, at = 0; person < n; ++person)
    for (; at < ends[person]; ++at) put(person, targets[at], weights[at]);
  return out;
}

namespace {
std::string publications(std::int64_t count) {
  return fmt::format("{} {}", count, count == 1 ? "publication" : "publications");
}
}  // namespace

std::pair<std::int32_t, std::int32_t> years_of(const RelationGraph& graph,
                                               std::span<const PublicationId> publications) {
  std::int32_t first = RelationGraph::no_year;
  std::int32_t last = RelationGraph::no_year;
  for (const PublicationId publication : publications) {
    const std::int32_t year = graph.years[publication];
    if (year == RelationGraph::no_year) continue;
    first = first == RelationGraph::no_year ? year : std::min(first, year);
    last = last == RelationGraph::no_year ? year : std::max(last, year);
  }
  return {first, last};
}

std::uint32_t large_teams(const RelationGraph& graph, const CoauthorOptions& options) {
  std::uint32_t count = 0;
  for (PublicationId publication = 0; publication < graph.publication_count(); ++publication)
    if (options.max_team != 0 && graph.authors.degree(publication) > options.max_team) ++count;
  return count;
}

std::vector<std::string> left_out(const RelationGraph& graph, const CoauthorOptions& options) {
  const std::uint32_t large = large_teams(graph, options);
  const auto undated =
      options.some_years_only() ? std::count(graph.years.begin(), graph.years.end(), RelationGraph::no_year) : 0;
  std::vector<std::string> notes;
  if (large != 0)
    notes.push_back(
        fmt::format("{} with more than {} authors left out (--max-team)", publications(large), options.max_team));
  if (undated != 0) notes.push_back(fmt::format("{} without a year left out", publications(undated)));
  return notes;
}

}  // namespace vitagraph::graph
