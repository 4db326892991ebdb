// SPDX-License-Identifier: Apache-2.0
#pragma once
// cli: commands, options, exit codes; no logic another program could want.
//
//   int main(int argc, char** argv) { return vitagraph::cli::run(argc, argv); }
//
// Results on standard output, talk and progress on standard error. Exit codes: 0 fine, 1 finished with errors,
// 2 could not run. The tables in commands.cpp are the one source of parser, --help, man page and completions.

#include "base/base.hpp"

namespace vitagraph::cli {

/// The whole program; returns its exit code and never throws.
int run(int argc, char** argv);

}  // namespace vitagraph::cli
