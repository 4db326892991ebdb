// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>

#include "cli/cli.hpp"
#include "cli/command.hpp"

namespace vitagraph::cli {
namespace {

constexpr int could_not_run = 2;

void add_option(CLI::App& app, const Option& option, Arguments& arguments) {
  const std::string key = option.key();
  if (!option.fallback.empty()) arguments.fallbacks[key] = option.fallback;
  if (option.value.empty()) {
    app.add_flag_callback(
        option.names, [&arguments, key] { arguments.values[key] = {"true"}; }, option.summary);
    return;
  }
  CLI::Option* added = app.add_option(option.names, arguments.values[key], option.summary);
  // Without this an option would take the positionals behind it, its results being a vector.
  added->type_name(option.value)->expected(option.count)->allow_extra_args(false);
  if (option.repeats || option.count > 1)
    added->take_all();
  else
    added->take_last();
  if (!option.fallback.empty()) added->description(fmt::format("{} [{}]", option.summary, option.fallback));
  if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
}

void add_positional(CLI::App& app, const Positional& positional, Arguments& arguments) {
  CLI::Option* added = app.add_option(positional.name, arguments.values[positional.name], positional.summary);
  added->type_name("");
  if (positional.most < 0)
    added->expected(positional.least > 0 ? positional.least : 0, 1 << 28);
  else
    added->expected(positional.least, positional.most);
  // A vector would else take the word that belongs to the next positional.
  if (positional.least == 1 && positional.most == 1) added->allow_extra_args(false);
  if (positional.least > 0) added->required();
}

/// Says what was not understood and what is near it.
int complain(const CLI::ParseError& error, const CLI::App& app, const std::vector<std::string>& words) {
  std::vector<std::string> known;
  const CLI::App* scope = &app;
  for (const CLI::App* command : app.get_subcommands()) scope = command;
  for (const CLI::Option* option : scope->get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  if (scope == &app)
    for (const Command& command : commands()) known.push_back(command.name);
  std::string near;
  for (const std::string& word : words) {
    if (word.empty() || std::find(known.begin(), known.end(), word) != known.end()) continue;
    if (scope != &app && word.substr(0, 2) != "--") continue;
    near = nearest_name(word.substr(0, word.find('=')), known);
    if (!near.empty()) {
      tell(fmt::format("vitagraph: unknown: `{}`; similar: `{}`\n", word, near));
      return could_not_run;
    }
  }
  if (scope != &app && words[0].starts_with('-')) {
    tell("vitagraph: the command comes first, then its options\n");
    return could_not_run;
  }
  tell(fmt::format("vitagraph: {}\nTry `vitagraph {}--help`.\n", error.what(),
                   scope == &app ? "" : scope->get_name() + " "));
  return could_not_run;
}

/// The first folder on the way to the output that is not there; OutputFile makes it. A misspelt path should not go
/// unnoticed.
std::filesystem::path missing_folder(const Arguments& arguments) {
  const std::vector<std::string>& output = arguments.all("output");
  std::filesystem::path missing;
  std::error_code failed;
  for (auto folder = output.empty() ? missing : std::filesystem::path(output.back()).parent_path();
       !folder.empty() && !std::filesystem::exists(folder, failed); folder = folder.parent_path())
    missing = folder;
  return missing;
}

int run_command(const Command& command, const Arguments& arguments) {
  Context context;
  context.quiet = arguments.flag("quiet");
  context.strict = arguments.flag("strict");
  try {
    context.data = find_data(arguments.text("data"));
    const std::filesystem::path made = missing_folder(arguments);
    const int code = command.run(arguments, context);
    std::error_code failed;
    if (!made.empty() && std::filesystem::exists(made, failed)) context.say("made the folder " + made.string());
    if (std::fflush(stdout) != 0 && errno == EPIPE) throw BrokenPipe{};
    context.flush_diagnostics();
    return std::max(code, context.exit_code());
  } catch (const BrokenPipe&) {
    // The reader has what it wanted ("| head"). Leave without flushing the rest into a closed pipe.
    context.flush_diagnostics();
    std::_Exit(0);
  } catch (const Error& error) {
    context.flush_diagnostics();
    tell(fmt::format("vitagraph: {}\n", error.what()));
  } catch (const std::bad_alloc&) {
    tell("vitagraph: out of memory\n");
  } catch (const std::exception& error) {
    tell(fmt::format("vitagraph: internal error: {}\n", error.what()));
  }
  return could_not_run;
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // write() then says EPIPE, which we turn into a quiet end
  CLI::App app("Knowledge graphs from what scholars publish about themselves", "vitagraph");
  app.set_help_all_flag();
  app.set_version_flag("--version", "vitagraph " + std::string(version()));
  app.require_subcommand(0, 1);
  std::string wanted;
  app.add_option("--generate", wanted, "print the man page or completions")->type_name("man|bash|zsh|fish")->group("");

  std::vector<Arguments> arguments(commands().size());
  std::vector<CLI::App*> parsers;
  for (std::size_t i = 0; i < commands().size(); ++i) {
    const Command& command = commands()[i];
    CLI::App* parser = app.add_subcommand(command.name, command.summary);
    for (const Positional& positional : command.positionals) add_positional(*parser, positional, arguments[i]);
    for (const Option& option : command.options) add_option(*parser, option, arguments[i]);
    for (const Option& option : common_options()) add_option(*parser, option, arguments[i]);
    parsers.push_back(parser);
  }
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto asked =
        std::find_if(parsers.begin(), parsers.end(), [](const CLI::App* parser) { return parser->parsed(); });
    fmt::print("{}", asked == parsers.end()
                         ? overview()
                         : help(commands()[static_cast<std::size_t>(asked - parsers.begin())], reading_width()));
    return 0;
  } catch (const CLI::CallForVersion& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return complain(e, app, words);
  }
  if (!wanted.empty()) {
    const std::string text = generate(wanted);
    if (text.empty()) {
      tell("vitagraph: --generate takes man, bash, zsh or fish\n");
      return could_not_run;
    }
    fmt::print("{}", text);
    return 0;
  }
  for (std::size_t i = 0; i < parsers.size(); ++i)
    if (parsers[i]->parsed()) return run_command(commands()[i], arguments[i]);
  fmt::print("{}", overview());
  return 0;
}

}  // namespace vitagraph::cli
