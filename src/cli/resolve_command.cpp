// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/pipeline.hpp"
#include "resolution/resolution.hpp"

namespace vitagraph::cli {
namespace {

/// A document in the place of facts would be a mistake a line.
SourceFile read_fact_file(const std::string& path) {
  SourceFile file = SourceFile::read(path);
  const std::string_view text = trim(file.text());
  if (!text.empty() && text.front() != '{')
    throw Error(
        "{}: these are no facts, which are JSON Lines; if it is a document, get its facts first: `vitagraph extract {} "
        "| vitagraph resolve`",
        path, path == "-" ? "DOCUMENT" : path);
  return file;
}

std::vector<facts::Fact> read_all(std::vector<std::string> files, const facts::Schema& schema, Context& context) {
  if (files.empty()) files.push_back("-");
  std::vector<facts::Fact> all;
  for (const std::string& file : files)
    facts::read_facts(read_fact_file(file), schema, context.diagnostics,
                      [&](facts::Fact&& fact) { all.push_back(std::move(fact)); });
  return all;
}

void append_mention(std::string& out, const resolution::Mention& mention) {
  const std::pair<std::string_view, std::string_view> members[] = {{"kind", resolution::kind_name(mention.kind)},
                                                                   {"source", mention.source},
                                                                   {"name", mention.name},
                                                                   {"entity", mention.entity}};
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

void print_changes(const std::vector<resolution::Change>& changes) {
  std::string text;
  for (const resolution::Change& change : changes)
    text += fmt::format("{}: {}: {} becomes {}\n", change.mention.source, change.mention.name, change.mention.entity,
                        change.becomes);
  Context::print(text.empty() ? "nothing would change\n" : text);
}

/// Prints what the line would change, then puts it at the end of the ledger, unless the ledger then contradicts itself.
int edit_ledger(const std::vector<facts::Fact>& facts, resolution::LedgerEdit::Sort sort,
                const std::vector<std::string>& pair, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                resolution::Options options, Context& context) {
  const std::string path = options.ledger;
  if (path.empty()) throw Error("no ledger to write to; give --ledger FILE, or --preview LINE to look only");
  std::string text;
  if (std::filesystem::exists(path))
    text = SourceFile::read(path).text();
  else
    options.ledger.clear();
  const bool had_errors = context.diagnostics.count(Severity::error) > 0;
  const resolution::LedgerEdit edit =
      resolution::edit_ledger(facts, sort, pair[0], pair[1], lexicon, schema, options, context.diagnostics);
  print_changes(edit.changes);
  if (!had_errors && context.diagnostics.count(Severity::error) > 0) {
    context.say(fmt::format("not written to {}: `{}`", path, edit.line));
    return 1;
  }
  if (!edit.holds)
    throw Error("with `{}` they would {} be one, so it is not written to {}; `resolve --explain` tells why", edit.line,
                sort == resolution::LedgerEdit::Sort::split ? "still" : "not", path);
  if (!text.empty() && text.back() != '\n') text += '\n';
  OutputFile out(path);
  out.write(text + edit.line + "\n");
  out.commit();
  context.say(fmt::format("written to {}: {}", path, edit.line));
  return 0;
}

int resolve(const Arguments& arguments, Context& context) {
  const lexicon::Lexicon lexicon = context.load_lexicon();
  const facts::Schema schema = context.load_schema();
  resolution::Options options;
  options.ledger = arguments.text("ledger");
  options.jobs = job_count(arguments.text("jobs"));
  std::vector<facts::Fact> facts = read_all(arguments.all("FACTS"), schema, context);
  if (const auto& pair = arguments.all("explain"); pair.size() == 2) {
    const auto why = resolution::explain(facts, pair[0], pair[1], lexicon, schema, options, context.diagnostics);
    Context::print(why.str());
    return why.verdict == resolution::Verdict::unknown ? 2 : 0;
  }
  if (arguments.flag("preview")) {
    print_changes(resolution::preview(facts, arguments.text("preview"), lexicon, schema, options, context.diagnostics));
    return 0;
  }
  using Sort = resolution::LedgerEdit::Sort;
  for (const auto& [name, sort] : {std::pair("merge", Sort::merge), std::pair("split", Sort::split)})
    if (const auto& pair = arguments.all(name); pair.size() == 2)
      return edit_ledger(facts, sort, pair, lexicon, schema, options, context);
  const resolution::Resolution resolution =
      resolution::resolve(std::move(facts), lexicon, schema, options, context.diagnostics);
  if (arguments.flag("undecided")) {
    std::string pairs;
    for (const auto& [a, b] : resolution.undecided) pairs += a + "\t" + b + "\n";
    Context::print(pairs);
    return 0;
  }
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
  return {
      "resolve",
      "say which mentions are the same person, organisation, venue or publication",
      "Reads facts as JSON Lines and writes them with the paths of the entities they mention (`entities`), with normal "
      "forms (`normal`), and "
      "with a line for each entity. What was written is kept as it was. A pair that the evidence does not decide stays "
      "apart.",
      "vitagraph extract tests/samples | vitagraph resolve --mentions",
      {{"FACTS", "files of facts (JSON Lines, as `extract` writes them); without any, standard input", 0, -1}},
      {{"-o,--output", "FILE", "where to write", "-", {}, false},
       {"--mentions",
        "",
        "write a line for each name in each document with its entity, instead of facts",
        "",
        {},
        false},
       {"--undecided", "", "print the pairs of entities that may be the same, instead of facts", "", {}, false},
       {"--explain",
        "A B",
        "print why two names (`NAME`, `NAME @ DOCUMENT` or a path) are, or are not, one entity",
        "",
        {},
        false,
        2},
       {"--ledger",
        "FILE",
        "what you know better: lines `same A = B`, `different A != B`, `label PATH \"TEXT\"`",
        "",
        {},
        false},
       {"--merge",
        "A B",
        "print what changes when the two are one entity, then write that to the ledger",
        "",
        {},
        false,
        2},
       {"--split",
        "A B",
        "print what changes when the two are two entities, then write that to the ledger",
        "",
        {},
        false,
        2},
       {"--preview", "LINE", "print what a further line of the ledger would change; change nothing", "", {}, false},
       {"-j,--jobs", "N", "threads", "auto", {}, false}},
      resolve};
}

}  // namespace vitagraph::cli
