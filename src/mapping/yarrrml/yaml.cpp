// SPDX-License-Identifier: Apache-2.0
#include "mapping/yarrrml/yaml.hpp"

namespace vitagraph::mapping {
namespace {

/// An alias may stand for a subtree many times over ("billion laughs"): what would be visited is counted first.
constexpr std::size_t most_nodes = 2'000'000;
constexpr int deepest = 100;
constexpr const char* unclosed_quote = "a quoted text that begins here is not closed";

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
/// `open` becomes where a quoted text begins that nothing closes, if one does.
std::string mend(std::string_view text, std::optional<std::size_t>& open) {
  std::string out;
  char quote = 0;
  std::size_t opened = 0;
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
      opened = at;
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
  if (quote) open = opened;
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
    std::optional<std::size_t> open;
    const std::string mended = mend(text, open);
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

/// The parser's messages in words of what is written; others as they are.
std::string said(const std::string& message) {
  static const std::pair<const char*, const char*> known[] = {
      {"end of map not found", "this line's indentation fits neither the line above nor a map around it"},
      {"end of sequence not found", "this line's indentation fits neither the line above nor a list around it"},
      {"end of map flow not found", "a `{` is not closed by `}`"},
      {"end of sequence flow not found", "a `[` is not closed by `]`"},
      {"illegal flow end", "a bracket closes here that nothing opened"},
      {"illegal map value", "a `:` where no key can be: quote the text, or look at the indentation"},
      {"illegal block entry", "a `- ` where no list can be: look at the indentation"},
      {"illegal EOF in scalar", "a quoted text is not closed"},
      {"unknown token", "no text begins with this character: quote it"}};
  for (const auto& [from, to] : known)
    if (message == from) return to;
  return message;
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

/// 1-based, in code points, where yaml-cpp counts bytes.
std::uint32_t column_of(const SourceFile& text, const YAML::Mark& mark) {
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  const auto column = static_cast<std::size_t>(mark.column);
  if (line > text.line_count()) return static_cast<std::uint32_t>(column + 1);
  const std::string_view before = text.line_text(line).substr(0, column);
  return static_cast<std::uint32_t>(count_code_points(before) + (column - before.size()) + 1);
}

/// The last key or value of all.
YAML::Node last_scalar(YAML::Node node) {
  while ((node.IsSequence() || node.IsMap()) && node.size() > 0) {
    YAML::Node last;
    if (node.IsSequence())
      last.reset(node[node.size() - 1]);
    else
      for (const auto& entry : node) last.reset(entry.second);
    node.reset(last);
  }
  return node;
}

/// yaml-cpp takes a quoted text that nothing closes for one that reaches to the end.
bool reaches_the_end(const YAML::Node& last, const SourceFile& file) {
  const YAML::Mark mark = last.Mark();
  if (mark.is_null() || !last.IsScalar()) return false;
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  if (line > file.line_count()) return false;
  const std::string_view text = file.text();
  std::size_t at =
      static_cast<std::size_t>(file.line_text(line).data() - text.data()) + static_cast<std::size_t>(mark.column);
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return false;
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return false;
      ++at;
    }
  }
  return true;
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
  return text.locate_line(line, column_of(text, mark), std::max<std::uint32_t>(width, 1));
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
    else if (const YAML::Node last = last_scalar(root); reaches_the_end(last, yaml.text))
      diagnostics.report(Kind::mapping_syntax, yaml.locate(last), unclosed_quote);
    else
      yaml.root = root;
  } catch (const YAML::Exception& e) {
    // YAML 1.2 §6.1 forbids it, and what the parser stumbles over stands elsewhere.
    if (const std::uint32_t line = line_indented_by_tab(yaml.text)) {
      diagnostics.report(Kind::mapping_syntax, yaml.text.locate_line(line, 1),
                         "a tab indents this line; YAML wants blanks");
      return yaml;
    }
    std::optional<std::size_t> open;
    mend(yaml.text.text(), open);
    const bool at_end = !e.mark.is_null() && static_cast<std::uint32_t>(e.mark.line + 1) >= yaml.text.line_count();
    if (open && at_end) {
      const auto begin = static_cast<std::uint32_t>(*open);
      diagnostics.report(Kind::mapping_syntax, yaml.text.locate({begin, begin + 1}), unclosed_quote);
      return yaml;
    }
    const Location place = e.mark.is_null() ? yaml.text.whole()
                                            : yaml.text.locate_line(static_cast<std::uint32_t>(e.mark.line + 1),
                                                                    column_of(yaml.text, e.mark));
    diagnostics.report(Kind::mapping_syntax, place, said(e.msg));
  }
  return yaml;
}

const char* shape_of(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsSequence()) return "a list";
  return node.IsMap() ? "a map" : "text";
}

}  // namespace vitagraph::mapping
