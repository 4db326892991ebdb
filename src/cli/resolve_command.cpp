// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "resolution/resolution.hpp"

namespace vitagraph::cli {
namespace {

std::vector<facts::Fact> read_all(std::vector<std::string> files, const facts::Schema& schema, Context& context) {
  if (files.empty()) files.push_back("-");
  std::vector<facts::Fact> all;
  for (const std::string& file : files)
    facts::read_facts(SourceFile::read(file), schema, context.diagnostics, [&](facts::Fact&& fact) { all.push_back(std::move(fact)); });
  return all;
}

void append_mention(std::string& out, const resolution::Mention& mention) {
  const std::pair<std::string_view, std::string_view> members[] = {
      {"kind", resolution::kind_name(mention.kind)}, {"source", mention.source}, {"name", mention.name}, {"entity", mention.entity}};
  char separator = '{';
  for (const auto& [name, value] : members) {
    out += separator;
    append_json_string(out, name);
    out += ": ";
    append_json_string(out, value);
    separator = ',';
  }
  out += "}\n";
}

int resolve(const Arguments& arguments, Context& context) {
  const lexicon::Lexicon lexicon = context.load_lexicon();
  const facts::Schema schema = context.load_schema();
  const resolution::Resolution resolution =
      resolution::resolve(read_all(arguments.all("FACTS"), schema, context), lexicon, schema, {}, context.diagnostics);
  OutputFile out(arguments.text("output"));
  std::string lines;
  const auto flush = [&](std::size_t least) {
    if (lines.size() < least) return;
    out.write(lines);
    lines.clear();
  };
  constexpr std::size_t chunk = 1 << 20;
  if (arguments.flag("mentions")) {
    for (const resolution::Mention& mention : resolution.mentions) {
      append_mention(lines, mention);
      flush(chunk);
    }
  } else {
    for (const facts::Fact& fact : resolution.facts) {
      append_fact(lines, fact);
      flush(chunk);
    }
  }
  flush(0);
  out.commit();
  return 0;
}

}  // namespace

Command resolve_command() {
  return {"resolve",
          "say which mentions are the same person, organisation, venue or publication",
          "Reads facts as JSON Lines and writes them with the paths of the entities they mention (`entities`), with normal forms (`normal`), and "
          "with a line for each entity. What was written is kept as it was. A pair that the evidence does not decide stays apart.",
          "vitagraph extract tests/samples | vitagraph resolve --mentions",
          {{"FACTS", "files of facts; without any, standard input", 0, -1}},
          {{"-o,--output", "FILE", "where to write", "-", {}, false},
           {"--mentions", "", "write a line for each name in each document with its entity, instead of facts", "", {}, false}},
          resolve};
}

}  // namespace vitagraph::cli
