// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "document/document.hpp"

namespace vitagraph::document {

/// The bytes of a text format as UTF-8: UTF-16 and UTF-8 by their marks, then UTF-8 if it is well-formed, then what an
/// HTML <meta> declares, then Windows-1252. Reports what was not UTF-8. Bytes that are not text give an empty string
/// and a diagnostic.
std::string decode(const std::string& name, std::string bytes, Format format, DiagnosticSink& diagnostics);

}  // namespace vitagraph::document
