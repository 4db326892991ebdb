// SPDX-License-Identifier: Apache-2.0
#include "document/readers.hpp"

namespace vitagraph::document {

void read_pdf(Document&, const ReadOptions&, DiagnosticSink&) {}

}  // namespace vitagraph::document
