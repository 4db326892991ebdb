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
    YAML::Node root = YAML::Load(std::string(yaml.text.text()));
    std::size_t visited = 0;
    if (!within_bounds(root, 0, visited))
      diagnostics.report(Kind::mapping_syntax, yaml.text.whole(),
                         "nested too deeply or too large once its aliases are expanded");
    else
      yaml.root = root;
  } catch (const YAML::Exception& e) {
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
