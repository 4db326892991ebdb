// SPDX-License-Identifier: Apache-2.0
#pragma once
// YAML nodes with places. A mapping is written by hand and may be hostile: depth and expanded size are bounded.
#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <vector>

#include "base/base.hpp"
#include "mapping/secrets.hpp"

namespace vitagraph::mapping {

/// A YAML file in memory, parsed; `root` is undefined when it was no YAML (already reported).
struct YamlFile {
  SourceFile text;
  YAML::Node root;

  /// Where the node is written; scalars are underlined whole.
  Location locate(const YAML::Node& node) const;
};

YamlFile parse_yaml(SourceFile file, DiagnosticSink& diagnostics);

/// Learns what no message may show of it. Requires bounded depth, as parse_yaml() sees to.
void learn_secrets(const YamlFile& file, Secrets& out);

/// "a list", "a map", "text", "nothing": for messages.
const char* shape_of(const YAML::Node& node);

}  // namespace vitagraph::mapping
