// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

namespace vitagraph::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = [] {
    std::vector<Command> all;
    const auto group = [&all](const char* name, std::vector<Command> some) {
      for (Command& command : some) {
        command.group = name;
        all.push_back(std::move(command));
      }
    };
    group("From documents to a graph",
          {build_command(), extract_command(), resolve_command(), map_command(), relate_command(), dump_command()});
    group("People and how they are linked", analysis_commands());
    group("Ask and check a graph", {query_command(), explain_command(), check_command()});
    group("Hand a graph on", {load_command(), convert_command(), export_command()});
    return all;
  }();
  return table;
}

const std::vector<Option>& common_options() {
  static const std::vector<Option> options = {
      {"--data", "DIR", "the folder with ontology and mappings", "", {}, false},
      {"-q,--quiet", "", "no summary and no progress", "", {}, false},
      {"--strict",
       "",
       "exit with 1 after a warning too, as after an error; what is written stays the same",
       "",
       {},
       false},
  };
  return options;
}

}  // namespace vitagraph::cli
