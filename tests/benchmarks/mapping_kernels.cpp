// SPDX-License-Identifier: Apache-2.0
// `vitagraph map MAPPING -o FILE -q --jobs N` without the rest of the program, for mapping_benchmark.py: building it
// takes a third of the time.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "mapping/mapping.hpp"

int main(int count, char** arguments) {
  using namespace vitagraph;
  using namespace vitagraph::mapping;
  std::string out = "-";
  std::vector<std::string> files;
  MappingOptions options;
  for (int i = 1; i < count; ++i) {
    const char* const argument = arguments[i];
    if (std::strcmp(argument, "-o") == 0 && i + 1 < count)
      out = arguments[++i];
    else if (std::strcmp(argument, "--jobs") == 0 && i + 1 < count)
      options.jobs = static_cast<unsigned>(std::atoi(arguments[++i]));
    else if (std::strcmp(argument, "-q") != 0 && !(i == 1 && std::strcmp(argument, "map") == 0))
      files.emplace_back(argument);
  }
  DiagnosticList problems;
  try {
    const RuleSet rules = read_rules(files, problems);
    const bool failed = !rules.usable() || run(rules, options, out, problems).failed;
    for (const Diagnostic& problem : problems.sorted()) std::fputs(problem.str().c_str(), stderr);
    return failed ? 2 : 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
