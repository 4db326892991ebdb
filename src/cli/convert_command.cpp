// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"

namespace vitagraph::cli {
namespace {

int convert(const Arguments& arguments, Context& context) {
  const std::string output = arguments.text("output");
  rdf::ConvertOptions options;
  if (const std::string from = arguments.text("from"); !from.empty()) options.from = output_syntax(from, "");
  options.to = output_syntax(arguments.text("format"), output);
  options.base = arguments.text("base");
  options.prefixes = rdf::Prefixes::standard(rdf::vocabulary::default_base);
  std::vector<std::string> paths = arguments.all("GRAPH");
  if (paths.empty()) paths = {"-"};

  OutputFile file(output);
  rdf::ByteSink out = [&file](std::string_view bytes) { file.write(bytes); };
  std::optional<rdf::GzipBytes> gzip;
  if (rdf::is_compressed(output)) {
    gzip.emplace(out);
    out = [&gzip](std::string_view bytes) { gzip->write(bytes); };
  }
  const rdf::ConvertReport report = rdf::convert(paths, options, out, context.diagnostics);
  if (gzip) gzip->finish();
  file.commit();
  context.say(fmt::format("{} statements", report.written));
  return 0;
}

}  // namespace

Command convert_command() {
  return {
      "convert",
      "turn Turtle, N-Triples, N-Quads and TriG into one another",
      "Streams: memory does not grow with the files. Several files are written as one, their blank nodes kept "
      "apart. The syntaxes are told by the endings (.ttl, .nt, .nq, .trig); a further .gz, in or out, is gzip. The "
      "output is written beside its place and put there when it is whole. Standard input is Turtle unless --from "
      "says otherwise.",
      "vitagraph convert output/graph.ttl -o output/graph.nt.gz",
      {{"GRAPH", "files to read; none or -: standard input", 0, -1}},
      {{"-o,--output", "FILE", "where to write; - is standard output", "-", {}, false},
       {"-f,--format", "SYNTAX", "turtle, ntriples, nquads or trig; by itself by the ending of FILE", "", {}, false},
       {"--from", "SYNTAX", "the syntax of the input, whatever its ending", "", {}, false},
       {"--base", "IRI", "what relative IRIs begin with", "", {}, false}},
      convert};
}

}  // namespace vitagraph::cli
