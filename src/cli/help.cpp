// SPDX-License-Identifier: Apache-2.0
// What --help prints, from the tables of commands: CLI11's own writer knows no widths and shows how often an argument
// may stand as "(0x)".
#include <algorithm>

#include "cli/command.hpp"

namespace vitagraph::cli {
namespace {

constexpr std::size_t least_width = 40, usual_width = 80, most_width = 100;

/// Words in lines of at most `width` columns, each line but the first behind `indent` blanks; the line breaks of the
/// text stay.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t used = indent;
  bool first = true;  // in its line
  const auto begin_line = [&] {
    out += '\n' + std::string(indent, ' ');
    used = indent;
    first = true;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {
      begin_line();
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t columns = display_width(word);
    if (!first && used + 1 + columns > width) begin_line();
    if (!first) out += ' ';
    used += columns + (first ? 0 : 1);
    out += word;
    first = false;
    at = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
  }
  return out;
}

std::string usage_of(const Command& command) {
  std::string out = "Usage: vitagraph " + command.name + " [OPTION…]";
  for (const Positional& positional : command.positionals) {
    const int shown = std::max({positional.least, positional.most, 1});
    for (int i = 0; i < shown; ++i)
      out += (i < positional.least ? " " : " [") + positional.name + (i < positional.least ? "" : "]");
    if (positional.most < 0) out += "…";
  }
  return out + "\n";
}

std::string line_of(const std::string& name, const std::string& about, std::size_t width) {
  constexpr std::size_t column = 24;
  std::string out = "  " + name;
  const std::size_t used = display_width(out);
  out += used + 2 <= column ? std::string(column - used, ' ') : "\n" + std::string(column, ' ');
  return out + wrapped(about, width, column) + "\n";
}

std::string line_of(const Option& option, std::size_t width) {
  std::string name = option.names;
  if (const std::size_t comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
  std::string about = option.summary;
  if (!option.choices.empty()) about += fmt::format(": {}", fmt::join(option.choices, ", "));
  if (!option.fallback.empty()) about += fmt::format(" [{}]", option.fallback);
  return line_of(option.value.empty() ? name : name + " " + option.value, about, width);
}

}  // namespace

std::string help(const Command& command, std::size_t terminal) {
  const std::size_t width = std::clamp(terminal == 0 ? usual_width : terminal, least_width, most_width);
  std::string out = usage_of(command) + wrapped(command.summary + ".", width, 0) + "\n";
  if (!command.description.empty()) out += "\n" + wrapped(command.description, width, 0) + "\n";
  if (!command.positionals.empty()) out += "\nArguments:\n";
  for (const Positional& positional : command.positionals) out += line_of(positional.name, positional.summary, width);
  out += "\nOptions:\n";
  for (const Option& option : command.options) out += line_of(option, width);
  for (const Option& option : common_options()) out += line_of(option, width);
  out += line_of("-h, --help", "print this", width);
  if (!command.example.empty()) out += "\nExample:\n  " + command.example + "\n";
  return out;
}

std::string overview() {
  std::string out =
      "Knowledge graphs from what scholars publish about themselves\nUsage: vitagraph COMMAND [OPTION…]\n";
  std::string_view group;
  for (const Command& command : commands()) {
    if (command.group != group) out += fmt::format("\n{}:\n", command.group);
    group = command.group;
    out += fmt::format("  {:<12} {}\n", command.name, command.summary);
  }
  return out +
         "\n`vitagraph COMMAND --help` tells more and gives an example; `vitagraph --version` tells the version.\n";
}

}  // namespace vitagraph::cli
