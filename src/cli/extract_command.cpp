// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "cli/pipeline.hpp"

namespace vitagraph::cli {
namespace {

int extract(const Arguments& arguments, Context& context) {
  const Inputs inputs = find_inputs(arguments.all("DOCUMENT"));
  const lexicon::Lexicon lexicon = context.load_lexicon();
  const facts::Schema schema = context.load_schema();
  const extraction::Extractor extractor(lexicon, schema, {});
  if (arguments.flag("coverage")) {
    for (const std::string& path : inputs.documents) {
      const document::Document document = document::read_document(path, {}, context.diagnostics);
      context.print(dump_coverage(document, extractor.extract(document, context.diagnostics)));
    }
    return 0;
  }
  OutputFile out(arguments.text("output"));
  extract_documents(inputs.documents, extractor, job_count(arguments.text("jobs")), context,
                    [&](DocumentFacts&& found) {
                      std::string lines;
                      for (const facts::Fact& fact : found.facts)
                        if (fact.type != "document" || arguments.flag("documents")) append_fact(lines, fact);
                      out.write(lines);
                      context.flush_diagnostics();
                    });
  out.commit();
  return 0;
}

}  // namespace

Command extract_command() {
  return {"extract",
          "write the facts that documents state, as JSON Lines",
          "Reads text, Markdown, HTML, PDF and BibTeX; a folder stands for all documents in it. Each line is one fact "
          "with its source, the "
          "bytes that state it, the rule that found it and a confidence from 0 to 1.",
          "vitagraph extract tests/samples | head",
          {{"DOCUMENT", "files or folders; - is standard input", 1, -1}},
          {{"-o,--output", "FILE", "where to write", "-", {}, false},
           {"-j,--jobs", "N", "threads", "auto", {}, false},
           {"--documents", "", "also write a fact about each document itself", "", {}, false},
           {"--coverage",
            "",
            "print each line of the documents with the rule that understood it, instead of facts",
            "",
            {},
            false}},
          extract};
}

}  // namespace vitagraph::cli
