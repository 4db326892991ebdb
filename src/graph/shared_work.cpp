// SPDX-License-Identifier: Apache-2.0
// Conflicts by work that two did together: grants, and events they organised.
#include <fmt/format.h>

#include <algorithm>

#include "base/base.hpp"
#include "graph/analyses/analyses.hpp"
#include "graph/conflicts.hpp"

namespace vitagraph::graph {
namespace {

/// "research grant" is the name of thousands; what is shorter says even less.
constexpr std::size_t telling_title = 16;

/// Quotations are proof, not reading: so many code points of one are shown.
constexpr std::size_t longest_quote = 160;

/// Title and funder, where both are there and the title can tell a grant from others.
std::string title_key(const RelationGraph& graph, const Record& grant) {
  if (grant.about == none || grant.text == none) return {};
  const std::string title = fold(collapse_blanks(graph.text(grant.text)));
  return title.size() < telling_title ? std::string() : title + '\n' + std::string(graph.nodes.text(grant.about));
}

std::string node_key(const RelationGraph& graph, const Record& record) {
  return '\t' + std::string(graph.nodes.text(record.node));
}

std::string when(const RelationGraph& graph, const Record& record) {
  const std::string text = period_text(graph, record);
  return text.empty() || text == "–" ? "undated" : text;
}

}  // namespace

void ConflictFinder::index_shared_work() {
  for (std::uint32_t i = 0; i < graph_.records.size(); ++i) {
    const Record& record = graph_.records[i];
    if (record.kind == RecordKind::grant) {
      grants_.emplace(node_key(graph_, record), i);
      if (std::string key = title_key(graph_, record); !key.empty()) grants_.emplace(std::move(key), i);
    } else if (record.kind == RecordKind::service && record.about != none && is_organiser(record)) {
      organised_.emplace(record.about, i);
    }
  }
}

std::optional<Verdict> ConflictFinder::recent_together(const Period& a, const Period& b, std::int32_t years) const {
  if (meeting_of(a, b).kind == Overlap::apart || std::max(a.hull().first, b.hull().first) > as_of_) return std::nullopt;
  // The common work ended with the earlier of the two ends.
  return recent({std::min({a.end.first, b.end.first, as_of_}), std::min({a.end.last, b.end.last, as_of_})}, years);
}

void ConflictFinder::note(std::map<PersonId, Conflict>& found, PersonId other, ConflictRule rule, Verdict verdict,
                          std::string evidence) {
  Conflict& conflict = found.try_emplace(other, Conflict{rule, verdict, {}}).first->second;
  conflict.verdict = std::min(conflict.verdict, verdict);
  if (std::find(conflict.evidence.begin(), conflict.evidence.end(), evidence) == conflict.evidence.end())
    conflict.evidence.push_back(std::move(evidence));
}

/// The words in which documents state a node, as a suffix of evidence.
std::string ConflictFinder::quote(NodeId node) const {
  std::string out;
  if (node == none) return out;
  for (auto at = std::lower_bound(graph_.quotes.begin(), graph_.quotes.end(), Pair{node, 0},
                                  [](const Pair&a, const Pair&b) { return a.first < b.first; });
       at != graph_.quotes.end() && at->first == node; ++at) {
    const std::string words = collapse_blanks(graph_.text(at->second));
    const std::size_t kept = words.size() - skip_code_points(words, longest_quote).size();
    out += fmt::format(" “{}{}”", words.substr(0, kept), kept < words.size() ? "…" : "");
  }
  return out;
}

/// In an order that does not depend on who is asked about.
std::string ConflictFinder::quote(NodeId a, NodeId b) const {
  const std::string left = quote(a), right = quote(b);
  return left == right ? left : std::min(left, right) + std::max(left, right);
}

bool ConflictFinder::is_organiser(const Record& record) const {
  if (record.text == none) return false;
  const std::string role = " " + fold(collapse_blanks(graph_.text(record.text))) + " ";
  return std::any_of(policy_.organiser_roles.begin(), policy_.organiser_roles.end(),
                     [&](const std::string& words) { return role.find(" " + words + " ") != std::string::npos; });
}

/// One node held by two is one grant. The same title from the same funder at the same time may be: each page then names
/// its own.
void ConflictFinder::add_grants(PersonId person, const std::vector<bool>& with,
                                std::map<PersonId, std::vector<Conflict>>& out) const {
  if (policy_.grant == ConflictPolicy::never) return;
  std::map<PersonId, Conflict> found;
  for (const Record& mine : records_of(graph_, person)) {
    if (mine.kind != RecordKind::grant) continue;
    const Period own = period_of(graph_, mine);
    for (const std::string& key : {node_key(graph_, mine), title_key(graph_, mine)}) {
      const auto [begin, end] = grants_.equal_range(key);
      for (auto at = begin; at != end; ++at) {
        const Record& theirs = graph_.records[at->second];
        if (theirs.person == person || !with[theirs.person]) continue;
        std::optional<Verdict> verdict = recent_together(own, period_of(graph_, theirs), policy_.grant);
        if (!verdict) continue;
        if (mine.node != theirs.node) verdict = Verdict::possible;
        const NodeId first = std::min(mine.node, theirs.node,
                                      [&](NodeId a, NodeId b) { return graph_.nodes.text(a) < graph_.nodes.text(b); });
        const Record& shown = first == mine.node ? mine : theirs;
        std::string evidence =
            fmt::format("{} ({})", graph_.label(first), when(graph_, shown)) + quote(mine.node, theirs.node);
        note(found, theirs.person, ConflictRule::grant, *verdict, std::move(evidence));
      }
    }
  }
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

/// Two who organised one event in one year. Where neither year is stated, a series of meetings may be meant.
void ConflictFinder::add_organisers(PersonId person, const std::vector<bool>& with,
                                    std::map<PersonId, std::vector<Conflict>>& out) const {
  if (policy_.organiser == ConflictPolicy::never) return;
  std::map<PersonId, Conflict> found;
  for (const Record& mine : records_of(graph_, person)) {
    if (mine.kind != RecordKind::service || mine.about == none || !is_organiser(mine)) continue;
    const Period own = period_of(graph_, mine);
    const auto [begin, end] = organised_.equal_range(mine.about);
    for (auto at = begin; at != end; ++at) {
      const Record& theirs = graph_.records[at->second];
      if (theirs.person == person || !with[theirs.person]) continue;
      const Period other = period_of(graph_, theirs);
      std::optional<Verdict> verdict = recent_together(own, other, policy_.organiser);
      if (!verdict) continue;
      if (!own.dated || !other.dated) verdict = Verdict::possible;
      const std::string a = when(graph_, mine), b = when(graph_, theirs);
      note(found, theirs.person, ConflictRule::organiser, *verdict,
           fmt::format("{} ({})", graph_.label(mine.about), a == b ? a : std::min(a, b) + ", " + std::max(a, b)) +
               quote(mine.node, theirs.node));
    }
  }
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

}  // namespace vitagraph::graph
