// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.hpp"

namespace vitagraph::cli {

/// An option as data: the parser, --help, the man page and the completions are made from it.
struct Option {
  std::string names;                 ///< as CLI11 takes them: "-o,--output"
  std::string value;                 ///< what --help calls its value ("FILE"); empty for a flag
  std::string summary;               ///< one line, without a final period
  std::string fallback;              ///< the value when it is not given, as text; shown in --help
  std::vector<std::string> choices;  ///< the only values taken; empty: any
  bool repeats = false;              ///< may be given several times
  int count = 1;                     ///< how many values it takes

  /// The long name without dashes: the key in Arguments.
  std::string key() const;
};

struct Positional {
  std::string name;  ///< as --help shows it: "DOCUMENT"
  std::string summary;
  int least = 0;
  int most = 1;  ///< -1: any number
};

/// What was typed. Only looks, opens nothing.
class Arguments {
 public:
  bool flag(std::string_view key) const { return !all(key).empty(); }
  /// The last value given, else the option's fallback.
  std::string text(std::string_view key) const;
  const std::vector<std::string>& all(std::string_view key) const;
  /// The value as a number within [least, most]; throws Error naming the option otherwise.
  long number(std::string_view key, long least, long most) const;
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::map<std::string, std::string, std::less<>> fallbacks;
};

struct Command {
  std::string name;
  std::string summary;      ///< one line
  std::string description;  ///< paragraphs for --help and the man page
  std::string example;      ///< one that works after scripts/demo
  std::vector<Positional> positionals;
  std::vector<Option> options;
  std::function<int(const Arguments&, Context&)> run;
  std::string group = {};  ///< what `vitagraph --help` lists it under; set in commands.cpp
};

/// All commands, in the order --help lists them.
const std::vector<Command>& commands();
/// The options that every command takes.
const std::vector<Option>& common_options();

/// `vitagraph --help`: each command in a line, by group, on one screen.
std::string overview();
/// `vitagraph COMMAND --help`, for a terminal of so many columns (0: unknown, then 80).
std::string help(const Command& command, std::size_t terminal);

/// "vitagraph --generate man|bash|zsh|fish": made from the tables.
std::string generate(std::string_view what);

}  // namespace vitagraph::cli
