// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "mapping/mapping.hpp"

namespace vitagraph::cli {
namespace {

/// What a mapping that is wrong, or a run that fails, ends with: nothing was written.
constexpr int nothing_written = 2;

void print_functions() {
  std::string out;
  for (const mapping::FunctionDescription& function : mapping::list_functions()) {
    out += function.iri + "\n  " + function.doc + "\n";
    for (const auto& parameter : function.parameters)
      out += fmt::format("  {}{}{}\n", parameter.iri, parameter.required ? "" : " (optional)",
                         parameter.list ? " (all values)" : "");
    out += "  " + function.example + "\n";
  }
  Context::print(out);
}

/// All or nothing, like a run: half a mapping would make half a graph.
int translate(const mapping::RuleSet& rules, const std::string& path, Context& context) {
  DiagnosticList problems;
  mapping::refuse_inputs(rules, {}, path);
  const std::string text = mapping::write_rml(rules, problems);
  for (const Diagnostic& problem : problems.sorted()) context.diagnostics.report(problem);
  if (!problems.empty()) return nothing_written;
  OutputFile out(path);
  out.write(text);
  out.commit();
  return 0;
}

int map(const Arguments& arguments, Context& context) {
  if (arguments.flag("functions")) {
    print_functions();
    return 0;
  }
  if (arguments.all("MAPPING").empty()) throw Error("map: which mapping? `vitagraph map --help` tells");
  const mapping::RuleSet rules = mapping::read_rules(arguments.all("MAPPING"), context.diagnostics);
  if (!rules.usable()) return nothing_written;
  if (arguments.flag("explain")) {
    Context::print(mapping::explain(rules));
    return 0;
  }
  if (!arguments.text("to").empty()) return translate(rules, arguments.text("output"), context);
  mapping::MappingOptions options;
  options.base = arguments.text("base");
  options.jobs = static_cast<unsigned>(arguments.number("jobs", 0, 1024));
  if (const std::string what = arguments.text("bad-values"); !what.empty())
    options.bad_values =
        what == "skip" ? mapping::MappingOptions::BadValues::skip : mapping::MappingOptions::BadValues::stop;
  options.offline = arguments.flag("offline");
  const mapping::MappingReport report = mapping::run(rules, options, arguments.text("output"), context.diagnostics);
  if (report.stopped)
    context.say("nothing is written, since a value makes no term; `--bad-values skip` leaves such values out");
  if (report.failed) return nothing_written;
  context.say(fmt::format("{} rows, {} quads, {} skipped", report.rows, report.quads, report.skipped));
  return 0;
}

}  // namespace

Command map_command() {
  return {
      "map",
      "run a YARRRML or RML mapping over its sources",
      "Reads YARRRML (.yml) or RML (.ttl) rules, several files as one set, and writes what they make of their "
      "sources. A wrong mapping "
      "writes nothing and exits with 2.",
      "vitagraph map --explain mappings/rdf/entities.yml",
      {{"MAPPING", "YARRRML or RML files", 0, -1}},
      {{"-o,--output",
        "FILE",
        "where to write: N-Quads, or what the ending says (.nt, .ttl, .trig, .n3, .jsonld, .rdf, .rj); a further .gz "
        "is gzip",
        "-",
        {},
        false},
       {"--base",
        "IRI",
        "what stands in front of IRIs without scheme and prefix; a mapping's own `base` wins",
        std::string(rdf::vocabulary::default_base),
        {},
        false},
       {"-j,--jobs", "N", "threads; 0: one a core", "0", {}, false},
       {"--bad-values",
        "WHAT",
        "what a value does that makes no valid term; by itself YARRRML skips it and RML stops",
        "",
        {"skip", "stop"},
        false},
       {"--offline", "", "refuse sources and targets on the web", "", {}, false},
       {"--explain", "", "print the plan instead of running it: what is read, and what each row makes", "", {}, false},
       {"--to", "LANGUAGE", "write the rules in this language instead of running them", "", {"rml"}, false},
       {"--functions", "", "list the functions that mappings may call", "", {}, false}},
      map};
}

}  // namespace vitagraph::cli
