// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/command.hpp"

namespace vitagraph::cli {

// One for each <name>_command.cpp; listed in commands.cpp.
Command build_command();
Command extract_command();
Command resolve_command();
Command map_command();
Command dump_command();
Command relate_command();
Command check_command();
Command explain_command();
Command export_command();
Command convert_command();
Command load_command();
/// One for each analysis of the graph stage.
std::vector<Command> analysis_commands();
Command query_command();

}  // namespace vitagraph::cli
