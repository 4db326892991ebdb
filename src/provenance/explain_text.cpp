// SPDX-License-Identifier: Apache-2.0
// Explanations as people and programs read them.
#include "provenance/explain.hpp"

#include <algorithm>

namespace vitagraph::provenance {
namespace {

const char* remark(SourceState state) {
  switch (state) {
    case SourceState::changed: return "  (the document has changed since: these are the words as they were)";
    case SourceState::missing: return "  (the document is not there: these are the words as they were)";
    default: return "";
  }
}

bool same_places(const Explanation& a, const Explanation& b) {
  if (a.origin != b.origin || a.evidence.size() != b.evidence.size()) return false;
  for (std::size_t i = 0; i < a.evidence.size(); ++i)
    if (a.evidence[i].quotation != b.evidence[i].quotation) return false;
  return true;
}

void append_evidence(std::string& out, const Evidence& evidence, const std::string& indent) {
  const std::string line =
      evidence.passage.first_line == 0 ? std::string() : fmt::format(":{}", evidence.passage.first_line);
  out += fmt::format("{}{}{}{}\n", indent, printable(evidence.source), line, remark(evidence.state));
  if (!evidence.passage.words.empty()) out += marked(evidence.passage, indent + "    ");
  if (!evidence.rule.empty())
    out += fmt::format("{}found by {}{}{}\n", indent, printable(evidence.rule),
                       evidence.confidence.empty() ? "" : ", confidence ", evidence.confidence);
}

void append(std::string& out, const std::vector<Explanation>& all, std::size_t depth) {
  const std::string indent(depth * 2, ' ');
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    // What one place states is said together; each derived statement has reasons of its own.
    while (end < all.size() && all[i].origin != Origin::derived && same_places(all[i], all[end])) ++end;
    std::vector<std::string> rules;
    for (std::size_t k = i; k < end; ++k) {
      out += indent + printable(all[k].text) + "\n";
      for (const std::string& rule : all[k].rules)
        if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
    const std::string inner = indent + "  ";
    for (const Evidence& evidence : all[i].evidence) append_evidence(out, evidence, inner);
    switch (all[i].origin) {
      case Origin::names:
        out += inner + "from the names as documents write them, brought together by resolution\n";
        break;
      case Origin::derived: out += inner + "derived: " + printable(all[i].reason) + "\n"; break;
      case Origin::unknown: out += inner + "nothing is recorded about where this comes from\n"; break;
      case Origin::absent: out += inner + "the graph does not say so\n"; break;
      case Origin::stated: break;
    }
    if (!rules.empty()) out += fmt::format("{}mapped by {}\n", inner, fmt::join(rules, ", "));
    append(out, all[i].because, depth + 1);
    if (depth == 0 && end < all.size()) out += "\n";
    i = end;
  }
}

void append_json(std::string& out, const std::vector<Explanation>& all);

void member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ", ";
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, to_valid_utf8(value));
}

void append_json(std::string& out, const Evidence& evidence) {
  static constexpr std::string_view states[] = {"agrees", "changed", "missing", "unknown"};
  out += '{';
  member(out, "source", evidence.source);
  if (evidence.passage.first_line != 0)
    out += fmt::format(", \"line\": {}, \"lastLine\": {}", evidence.passage.first_line, evidence.passage.last_line);
  member(out, "before", evidence.passage.before);
  member(out, "words", evidence.passage.words);
  member(out, "after", evidence.passage.after);
  member(out, "document", states[static_cast<std::size_t>(evidence.state)]);
  member(out, "rule", evidence.rule);
  member(out, "confidence", evidence.confidence);
  member(out, "quotation", evidence.quotation);
  out += '}';
}

void append_json(std::string& out, const Explanation& one) {
  static constexpr std::string_view origins[] = {"stated", "names", "derived", "unknown", "absent"};
  out += '{';
  member(out, "text", one.text);
  member(out, "subject", one.statement.subject.str());
  member(out, "predicate", one.statement.predicate.str());
  member(out, "object", one.statement.object.str());
  member(out, "origin", origins[static_cast<std::size_t>(one.origin)]);
  if (!one.reason.empty()) member(out, "reason", one.reason);
  out += ", \"evidence\": [";
  for (std::size_t i = 0; i < one.evidence.size(); ++i) {
    if (i) out += ", ";
    append_json(out, one.evidence[i]);
  }
  out += "], \"mapping\": [";
  for (std::size_t i = 0; i < one.rules.size(); ++i) {
    if (i) out += ", ";
    append_json_string(out, one.rules[i]);
  }
  out += "], \"because\": ";
  append_json(out, one.because);
  out += '}';
}

void append_json(std::string& out, const std::vector<Explanation>& all) {
  out += '[';
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i) out += ", ";
    append_json(out, all[i]);
  }
  out += ']';
}

}  // namespace

std::string to_text(const std::vector<Explanation>& explanations) {
  std::string out;
  append(out, explanations, 0);
  return out;
}

std::string to_json(const std::vector<Explanation>& explanations) {
  std::string out;
  append_json(out, explanations);
  return out + "\n";
}

}  // namespace vitagraph::provenance
