// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

namespace vitagraph::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = [] {
    std::vector<Command> all;
    all.push_back(build_command());
    all.push_back(extract_command());
    all.push_back(resolve_command());
    all.push_back(map_command());
    all.push_back(relate_command());
    for (Command& command : analysis_commands()) all.push_back(std::move(command));
    all.push_back(export_command());
    all.push_back(convert_command());
    all.push_back(explain_command());
    all.push_back(load_command());
    all.push_back(check_command());
    all.push_back(query_command());
    all.push_back(dump_command());
    return all;
  }();
  return table;
}

const std::vector<Option>& common_options() {
  static const std::vector<Option> options = {
      {"--data", "DIR", "the folder with ontology and mappings", "", {}, false},
      {"-q,--quiet", "", "no summary and no progress", "", {}, false},
      {"--strict", "", "count warnings as errors", "", {}, false},
  };
  return options;
}

}  // namespace vitagraph::cli
