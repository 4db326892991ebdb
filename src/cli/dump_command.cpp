// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "cli/pipeline.hpp"

namespace vitagraph::cli {
namespace {

int dump(const Arguments& arguments, Context& context) {
  const std::string stage = arguments.text("STAGE");
  const std::string path = arguments.text("DOCUMENT");
  if (stage != "document" && stage != "sections" && stage != "facts")
    throw Error("no stage `{}` to dump: document, sections or facts", stage);
  const document::Document document = document::read_document(path, {}, context.diagnostics);
  if (stage == "document") {
    context.print(document::dump(document));
    return 0;
  }
  const lexicon::Lexicon lexicon = context.load_lexicon();
  if (stage == "sections") {
    context.print(extraction::dump_sections(document, lexicon));
    return 0;
  }
  const facts::Schema schema = context.load_schema();
  std::string lines;
  for (const facts::Fact& fact :
       extraction::Extractor(lexicon, schema, {}).extract(document, context.diagnostics).facts)
    append_fact(lines, fact);
  context.print(lines);
  return 0;
}

}  // namespace

Command dump_command() {
  return {"dump",
          "print what a stage saw in a document, for people who write rules",
          "STAGE is document (blocks, lines and links), sections (headings with their kinds, and entries) or facts.",
          "vitagraph dump sections tests/samples/peder-quist-cv.txt",
          {{"STAGE", "document, sections or facts", 1, 1}, {"DOCUMENT", "a file; - is standard input", 1, 1}},
          {},
          dump};
}

}  // namespace vitagraph::cli
