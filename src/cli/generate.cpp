// SPDX-License-Identifier: Apache-2.0
// The man page and the shells' completions, from the tables of commands.cpp.
#include <algorithm>

#include "cli/command.hpp"

namespace vitagraph::cli {
namespace {

/// Text for troff: hyphens that are minus signs, and no line that starts with a control character.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '-')
      out += "\\-";
    else if (c == '\\')
      out += "\\e";
    else
      out += c;
    line_start = c == '\n';
  }
  return out;
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> all = command.options;
  all.insert(all.end(), common_options().begin(), common_options().end());
  return all;
}

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin < option.names.size()) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    out.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

void man_option(std::string& out, const Option& option) {
  out += ".TP\n";
  std::string names;
  for (const std::string& name : names_of(option))
    names += (names.empty() ? "" : ", ") + fmt::format("\\fB{}\\fR", roff(name));
  out += names;
  if (!option.value.empty()) out += fmt::format(" \\fI{}\\fR", roff(option.value));
  out += "\n" + roff(option.summary);
  if (!option.choices.empty()) out += roff(fmt::format(": {}", fmt::join(option.choices, ", ")));
  if (!option.fallback.empty()) out += fmt::format(" (default: {})", roff(option.fallback));
  out += ".\n";
}

std::string man() {
  std::string out = fmt::format(
      ".TH VITAGRAPH 1 \"\" \"vitagraph {}\" \"User Commands\"\n.SH NAME\nvitagraph \\- knowledge graphs from what "
      "scholars publish about themselves\n",
      version());
  out += ".SH SYNOPSIS\n.B vitagraph\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...\n";
  out +=
      ".SH DESCRIPTION\nReads scholarly documents (home pages, CVs, talk announcements, BibTeX lists), extracts the "
      "facts in them and builds an RDF graph; answers questions on it.\n.SH COMMANDS\n";
  for (const Command& command : commands()) {
    std::string usage;
    for (const Positional& p : command.positionals)
      usage += " " + (p.least == 0 ? "[" + p.name + "]" : p.name) + (p.most < 0 ? "..." : "");
    out += fmt::format(".SS \"{}{}\"\n{}.\n", command.name, roff(usage), roff(command.summary));
    if (!command.description.empty()) out += ".PP\n" + roff(command.description) + "\n";
    for (const Option& option : command.options) man_option(out, option);
    if (!command.example.empty()) out += ".PP\nExample:\n.PP\n.nf\n" + roff(command.example) + "\n.fi\n";
  }
  out += ".SH OPTIONS OF EVERY COMMAND\n";
  for (const Option& option : common_options()) man_option(out, option);
  out +=
      ".SH EXIT STATUS\n.TP\n0\nFine.\n.TP\n1\nFinished, but some of the input was wrong and left out.\n.TP\n2\nCould "
      "not run.\n";
  out +=
      ".SH ENVIRONMENT\n.TP\nVITAGRAPH_DATA\nThe folder with ontology and mappings, where \\-\\-data is not given.\n";
  return out;
}

std::string words_of(const Command& command) {
  std::string out;
  for (const Option& option : options_of(command))
    for (const std::string& name : names_of(option)) out += name + " ";
  return out;
}

std::string bash() {
  std::string names;
  for (const Command& command : commands()) names += command.name + " ";
  std::string out =
      "# bash completion for vitagraph\n_vitagraph() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" options\n  case "
      "\"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : commands())
    out += fmt::format("    {}) options=\"{}--help\" ;;\n", command.name, words_of(command));
  out += fmt::format(
      "    *) options=\"{}--help --version\" ;;\n  esac\n  if [[ $COMP_CWORD -eq 1 || $word == -* ]]; then\n", names);
  out +=
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  "
      "fi\n}\ncomplete -o filenames -F _vitagraph vitagraph\n";
  return out;
}

std::string quoted(std::string text) {
  std::string out;
  for (const char c : text)
    out += c == '\''                          ? std::string("'\\''")
           : c == '[' || c == ']' || c == ':' ? std::string("\\") + c
                                              : std::string(1, c);
  return out;
}

std::string zsh() {
  std::string out = "#compdef vitagraph\n_vitagraph() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : commands()) out += fmt::format("    '{}:{}'\n", command.name, quoted(command.summary));
  out += "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const Command& command : commands()) {
    out += fmt::format("    {}) _arguments", command.name);
    for (const Option& option : options_of(command))
      for (const std::string& name : names_of(option))
        out += fmt::format(" '{}[{}]{}'", name, quoted(option.summary),
                           option.value.empty() ? "" : ":" + option.value + ":_files");
    out += " '*:file:_files' ;;\n";
  }
  out += "  esac\n}\n_vitagraph \"$@\"\n";
  return out;
}

std::string fish_quoted(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string fish() {
  std::string out = "# fish completion for vitagraph\n";
  for (const Command& command : commands()) {
    out += fmt::format("complete -c vitagraph -n __fish_use_subcommand -a {} -d '{}'\n", command.name,
                       fish_quoted(command.summary));
    for (const Option& option : options_of(command)) {
      std::string line = fmt::format("complete -c vitagraph -n '__fish_seen_subcommand_from {}'", command.name);
      for (const std::string& name : names_of(option))
        line += name.substr(0, 2) == "--" ? " -l " + name.substr(2) : " -s " + name.substr(1);
      out += line + fmt::format("{} -d '{}'\n", option.value.empty() ? "" : " -r", fish_quoted(option.summary));
    }
  }
  return out;
}

}  // namespace

std::string generate(std::string_view what) {
  if (what == "man") return man();
  if (what == "bash") return bash();
  if (what == "zsh") return zsh();
  if (what == "fish") return fish();
  return {};
}

}  // namespace vitagraph::cli
