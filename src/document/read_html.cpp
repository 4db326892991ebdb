// SPDX-License-Identifier: Apache-2.0
#include "document/html_blocks.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {

void read_html(Document& document, const ReadOptions&, DiagnosticSink&) {
  Builder builder(document, nullptr, Builder::Guess::structure);
  write_html_blocks(document.source.text(), 0, builder, &document.metadata);
}

}  // namespace vitagraph::document
