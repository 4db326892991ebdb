// SPDX-License-Identifier: Apache-2.0
#include "graph/overlap.hpp"

#include <algorithm>
#include <tuple>

namespace vitagraph::graph {
namespace {

bool is_stay(RecordKind kind) {
  return kind == RecordKind::position || kind == RecordKind::education || kind == RecordKind::project;
}
bool is_event(RecordKind kind) { return kind == RecordKind::talk || kind == RecordKind::service; }

/// Where one can meet by the record: an organisation for stays, a venue or event for talks and services.
NodeId place_of(const Record& record) {
  if (is_stay(record.kind)) return record.organization;
  return is_event(record.kind) ? record.about : none;
}

}  // namespace

std::vector<Encounter> encounters(const RelationGraph& graph, PersonId person, PersonId other, const Window& window) {
  std::vector<std::pair<NodeId, std::uint32_t>> mine;
  for (std::uint32_t i = 0; i < graph.records.size(); ++i)
    if (graph.records[i].person == person && place_of(graph.records[i]) != none)
      mine.emplace_back(place_of(graph.records[i]), i);
  std::sort(mine.begin(), mine.end());
  std::vector<Encounter> out;
  for (std::uint32_t j = 0; j < graph.records.size(); ++j) {
    const Record& theirs = graph.records[j];
    const NodeId place = place_of(theirs);
    if (theirs.person == person || (other != none && theirs.person != other) || place == none) continue;
    auto at = std::lower_bound(mine.begin(), mine.end(), std::make_pair(place, std::uint32_t{0}));
    if (at == mine.end() || at->first != place) continue;
    const Period second = period_of(graph, theirs);
    for (; at != mine.end() && at->first == place; ++at) {
      const Record& own = graph.records[at->second];
      if (is_stay(own.kind) != is_stay(theirs.kind)) continue;
      const Period first = period_of(graph, own);
      const Meeting meeting = meeting_of(first, second);
      if (meeting.kind == Overlap::apart) continue;
      if (meeting.days.first > window.days.last || meeting.days.last < window.days.first) continue;
      out.push_back({at->second, j, place, meeting, first.dated && second.dated});
    }
  }
  std::sort(out.begin(), out.end(), [&](const Encounter& a, const Encounter& b) {
    const auto key = [&](const Encounter& e) {
      return std::make_tuple(e.meeting.kind != Overlap::certainly, graph.nodes.text(e.where),
                             graph.records[e.second].person, e.first, e.second);
    };
    return key(a) < key(b);
  });
  return out;
}

}  // namespace vitagraph::graph
