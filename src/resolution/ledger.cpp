// SPDX-License-Identifier: Apache-2.0
#include "resolution/ledger.hpp"

#include <algorithm>
#include <deque>
#include <set>

namespace vitagraph::resolution {
namespace {

/// Takes the first word off the text.
std::string_view take_word(std::string_view& text) {
  text = trim(text);
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, end);
  text = trim(text.substr(end));
  return word;
}

bool read_pair(std::string_view text, std::string_view separator, LedgerLine& line) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return false;
  line.a = parse_operand(text.substr(0, at));
  line.b = parse_operand(text.substr(at + separator.size()));
  return !line.a.name.empty() && !line.b.name.empty();
}

bool read_label(std::string_view text, LedgerLine& line) {
  const std::size_t open = text.find('"');
  if (open == std::string_view::npos || text.size() < open + 3 || text.back() != '"') return false;
  line.a = parse_operand(text.substr(0, open));
  line.label = text.substr(open + 1, text.size() - open - 2);
  return line.a.name.find('/') != std::string::npos;
}

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? name : name.substr(0, dot);
}

/// The `same` lines that lead from one node to another, by the fewest lines.
class SameLines {
 public:
  void add(Id a, Id b, const LedgerLine& line) {
    next_[a].push_back({b, &line});
    next_[b].push_back({a, &line});
  }

  std::vector<const LedgerLine*> between(Id from, Id to) const {
    std::map<Id, std::pair<Id, const LedgerLine*>> came;
    std::deque<Id> queue{from};
    came[from] = {from, nullptr};
    while (!queue.empty() && !came.count(to)) {
      const Id node = queue.front();
      queue.pop_front();
      const auto found = next_.find(node);
      if (found == next_.end()) continue;
      for (const auto& [other, line] : found->second)
        if (came.emplace(other, std::pair(node, line)).second) queue.push_back(other);
    }
    std::vector<const LedgerLine*> lines;
    if (!came.count(to)) return lines;
    for (Id at = to; at != from; at = came[at].first) {
      const LedgerLine* line = came[at].second;
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

 private:
  std::map<Id, std::vector<std::pair<Id, const LedgerLine*>>> next_;
};

}  // namespace

Operand parse_operand(std::string_view text) {
  const std::size_t at = text.rfind(" @ ");
  if (at == std::string_view::npos) return {collapse_blanks(text), {}};
  return {collapse_blanks(text.substr(0, at)), collapse_blanks(text.substr(at + 3))};
}

Ledger Ledger::parse(const SourceFile& file, DiagnosticSink& diagnostics) {
  Ledger ledger;
  for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
    std::string_view rest = trim(file.line_text(number));
    if (rest.empty() || rest.front() == '#') continue;
    LedgerLine line;
    line.location = file.locate_line(number, 1, static_cast<std::uint32_t>(count_code_points(rest)));
    const std::string_view sort = take_word(rest);
    bool good = false;
    if (sort == "same") good = read_pair(rest, " = ", line);
    if (sort == "different") {
      line.sort = LedgerLine::Sort::different;
      good = read_pair(rest, " != ", line);
    }
    if (sort == "label") {
      line.sort = LedgerLine::Sort::label;
      good = read_label(rest, line);
    }
    if (good)
      ledger.lines_.push_back(std::move(line));
    else
      diagnostics.report(Kind::ledger_syntax, line.location);
  }
  return ledger;
}

bool Ledger::names_paths() const {
  return std::any_of(lines_.begin(), lines_.end(), [](const LedgerLine& line) {
    return line.sort != LedgerLine::Sort::label &&
           (line.a.name.find('/') != std::string::npos || line.b.name.find('/') != std::string::npos);
  });
}

bool is_document(std::string_view document, std::string_view wanted) {
  const auto ends = [&](std::string_view whole) {
    return whole == wanted || (whole.size() > wanted.size() && whole.substr(whole.size() - wanted.size()) == wanted &&
                               whole[whole.size() - wanted.size() - 1] == '/');
  };
  return ends(document) || ends(without_ending(document));
}

std::vector<Id> nodes_of_operand(const Operand& operand, const Mentions& mentions, const NodesOfPath& paths) {
  std::vector<Id> out;
  if (const auto found = paths.find(operand.name); found != paths.end()) {
    out = found->second;
  } else if (const Id name = mentions.names.find(operand.name); name != none) {
    for (Id node = 0; node < mentions.nodes.size(); ++node)
      if (mentions.nodes[node].name == name) out.push_back(node);
  }
  if (!operand.document.empty())
    out.erase(std::remove_if(out.begin(), out.end(),
                             [&](Id node) {
                               return !is_document(mentions.documents[mentions.nodes[node].document], operand.document);
                             }),
              out.end());
  return out;
}

void apply_ledger(const Ledger& ledger, const Mentions& mentions, const NodesOfPath& paths, Clusters& clusters,
                  DiagnosticSink& diagnostics) {
  SameLines same;
  const auto operands = [&](const LedgerLine& line) {
    std::pair<std::vector<Id>, std::vector<Id>> found{nodes_of_operand(line.a, mentions, paths),
                                                      nodes_of_operand(line.b, mentions, paths)};
    for (const auto& [nodes, operand] : {std::pair(&found.first, &line.a), std::pair(&found.second, &line.b)})
      if (nodes->empty()) diagnostics.report(Kind::ledger_unknown_name, line.location, operand->str());
    std::set<EntityKind> kinds;
    for (const Id node : found.first) kinds.insert(mentions.nodes[node].kind);
    const bool comparable = std::any_of(found.second.begin(), found.second.end(),
                                        [&](Id node) { return kinds.count(mentions.nodes[node].kind) > 0; });
    if (!comparable && !found.first.empty() && !found.second.empty())
      diagnostics.report(Kind::ledger_two_kinds, line.location, line.a.str(), line.b.str());
    return found;
  };
  for (const LedgerLine& line : ledger.lines()) {
    if (line.sort != LedgerLine::Sort::same) continue;
    const auto [left, right] = operands(line);
    // A star, not all pairs: a frequent name stands in thousands of documents.
    std::map<EntityKind, Id> hub;
    for (const Id b : right) hub.emplace(mentions.nodes[b].kind, b);
    std::map<EntityKind, bool> common;
    for (const Id a : left) common[mentions.nodes[a].kind] = hub.count(mentions.nodes[a].kind) > 0;
    for (const std::vector<Id>* side : {&left, &right})
      for (const Id node : *side) {
        const EntityKind kind = mentions.nodes[node].kind;
        if (!common[kind] || node == hub[kind]) continue;
        same.add(node, hub[kind], line);
        clusters.unite(node, hub[kind]);
      }
  }
  for (const LedgerLine& line : ledger.lines()) {
    if (line.sort != LedgerLine::Sort::different) continue;
    const auto [left, right] = operands(line);
    bool reported = false;
    for (const Id a : left)
      for (const Id b : right) {
        if (a == b || mentions.nodes[a].kind != mentions.nodes[b].kind) continue;
        if (!clusters.same(a, b)) {
          clusters.keep_apart(a, b);
          continue;
        }
        if (reported) continue;
        reported = true;
        Diagnostic diagnostic =
            DiagnosticSink::make(Kind::ledger_contradiction, line.location, line.a.str(), line.b.str());
        for (const LedgerLine* cause : same.between(a, b))
          diagnostic.notes.push_back({"they are the same by this line", cause->location});
        diagnostics.report(std::move(diagnostic));
      }
  }
}

}  // namespace vitagraph::resolution
