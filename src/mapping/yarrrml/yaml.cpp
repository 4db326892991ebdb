// SPDX-License-Identifier: Apache-2.0
#include "mapping/yarrrml/yaml.hpp"

namespace vitagraph::mapping {
namespace {

/// An alias may stand for a subtree many times over ("billion laughs"): what would be visited is counted first.
constexpr std::size_t most_nodes = 2'000'000;
constexpr int deepest = 100;

bool within_bounds(const YAML::Node& node, int depth, std::size_t& visited) {
  if (depth > deepest || ++visited > most_nodes) return false;
  if (node.IsSequence())
    for (const YAML::Node& child : node)
      if (!within_bounds(child, depth + 1, visited)) return false;
  if (node.IsMap())
    for (const auto& entry : node)
      if (!within_bounds(entry.first, depth + 1, visited) || !within_bounds(entry.second, depth + 1, visited))
        return false;
  return true;
}

/// Stand for `?` within a plain scalar of a flow collection, and for a backslash in double quotes that escapes nothing
/// YAML knows. Private use characters: a mapping that has them itself is not mended.
constexpr std::string_view question = "\xEF\xA3\xBE", backslash = "\xEF\xA3\xBF";

/// yaml-cpp 0.7 ends a plain scalar in `[…]` at any question mark, which YAML 1.2 §7.3.3 does not, and addresses have
/// them. And people write YARRRML's own escape `\:` in double quotes, where YAML has no such escape.
std::string mend(std::string_view text) {
  std::string out;
  char quote = 0;
  int flow = 0;
  char before = '\n';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at], next = at + 1 < text.size() ? text[at + 1] : '\n';
    const bool starts =
        before == ' ' || before == '\t' || before == '\n' || before == '[' || before == '{' || before == ',';
    if (quote == '"' && c == '\\') {
      if (std::string_view("0abt\tnvfre \"/\\N_LPxuU\n").find(next) == std::string_view::npos) {
        out += backslash;
      } else {
        out += c;
        out += next;
        ++at;
      }
      before = c;
      continue;
    }
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '#' && (before == ' ' || before == '\t' || before == '\n')) {
      while (at < text.size() && text[at] != '\n') out += text[at++];
      if (at < text.size()) out += '\n';
      before = '\n';
      continue;
    } else if ((c == '"' || c == '\'') && (starts || before == ':')) {
      quote = c;
    } else if (c == '[' || c == '{') {
      flow += flow > 0 || starts ? 1 : 0;
    } else if ((c == ']' || c == '}') && flow > 0) {
      --flow;
    } else if (c == '?' && flow > 0 && !starts) {
      out += question;
      before = c;
      continue;
    }
    out += c;
    before = c;
  }
  return out;
}

void unmend(YAML::Node node) {
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    bool changed = false;
    for (const auto& [mark, meant] : {std::pair(question, '?'), std::pair(backslash, '\\')})
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        text.replace(at, mark.size(), 1, meant);
        changed = true;
      }
    if (changed) node = text;
  }
  if (node.IsSequence())
    for (YAML::Node child : node) unmend(child);
  if (node.IsMap())
    for (auto entry : node) {
      unmend(entry.first);
      unmend(entry.second);
    }
}

/// The second reading is only of text that the first could not.
YAML::Node load(const std::string& text) {
  try {
    return YAML::Load(text);
  } catch (const YAML::Exception&) {
    const std::string mended = mend(text);
    if (mended == text || text.find(question) != std::string::npos || text.find(backslash) != std::string::npos) throw;
    try {
      YAML::Node root = YAML::Load(mended);
      std::size_t visited = 0;
      if (within_bounds(root, 0, visited)) unmend(root);
      return root;
    } catch (const YAML::Exception&) {
    }
    throw;
  }
}

/// The first line that a tab indents; 0: none.
std::uint32_t line_indented_by_tab(const SourceFile& text) {
  for (std::uint32_t line = 1; line <= text.line_count(); ++line) {
    const std::string_view whole = text.line_text(line);
    const std::size_t begin = whole.find_first_not_of(" \t");
    if (begin != std::string_view::npos && whole[begin] != '#' &&
        whole.substr(0, begin).find('\t') != std::string_view::npos)
      return line;
  }
  return 0;
}

}  // namespace

Location YamlFile::locate(const YAML::Node& node) const {
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return text.whole();
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  std::uint32_t width = 1;
  if (node.IsScalar() && line <= text.line_count()) {
    // Quoted and escaped text is wider than its value; the quotes are the common case.
    const std::string_view whole = text.line_text(line);
    const auto column = static_cast<std::size_t>(mark.column);
    const bool quoted = column < whole.size() && (whole[column] == '"' || whole[column] == '\'');
    width = static_cast<std::uint32_t>(count_code_points(node.Scalar())) + (quoted ? 2 : 0);
  }
  return text.locate_line(line, static_cast<std::uint32_t>(mark.column + 1), std::max<std::uint32_t>(width, 1));
}

YamlFile parse_yaml(SourceFile file, DiagnosticSink& diagnostics) {
  YamlFile yaml{std::move(file), YAML::Node(YAML::NodeType::Undefined)};
  if (const auto bad = find_invalid_utf8(yaml.text.text())) {
    const auto at = static_cast<std::uint32_t>(*bad);
    diagnostics.report(Kind::mapping_syntax, yaml.text.locate({at, at + 1}), "not UTF-8");
    return yaml;
  }
  try {
    YAML::Node root = load(std::string(yaml.text.text()));
    std::size_t visited = 0;
    if (!within_bounds(root, 0, visited))
      diagnostics.report(Kind::mapping_syntax, yaml.text.whole(),
                         "nested too deeply or too large once its aliases are expanded");
    else
      yaml.root = root;
  } catch (const YAML::Exception& e) {
    // YAML 1.2 §6.1 forbids it, and what the parser stumbles over stands elsewhere.
    if (const std::uint32_t line = line_indented_by_tab(yaml.text)) {
      diagnostics.report(Kind::mapping_syntax, yaml.text.locate_line(line, 1),
                         "a tab indents this line; YAML wants blanks");
      return yaml;
    }
    const Location place = e.mark.is_null() ? yaml.text.whole()
                                            : yaml.text.locate_line(static_cast<std::uint32_t>(e.mark.line + 1),
                                                                    static_cast<std::uint32_t>(e.mark.column + 1));
    diagnostics.report(Kind::mapping_syntax, place, e.msg);
  }
  return yaml;
}

const char* shape_of(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsSequence()) return "a list";
  return node.IsMap() ? "a map" : "text";
}

}  // namespace vitagraph::mapping
