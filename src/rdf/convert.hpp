// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rdf/read.hpp"
#include "rdf/write.hpp"

namespace vitagraph::rdf {

/// Compresses what passes through (RFC 1952), the same bytes for the same input: no name, no time in the header.
class GzipBytes {
 public:
  explicit GzipBytes(ByteSink out);
  ~GzipBytes();
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;
  void write(std::string_view bytes);
  /// To be called once, after the last byte.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct ConvertOptions {
  std::optional<Syntax> from;  ///< default: by each file's ending
  Syntax to = Syntax::turtle;
  std::string base;   ///< of relative IRIs; default: the file's URI
  Prefixes prefixes;  ///< to shorten with where the input declares none
};

struct ConvertReport {
  std::uint64_t read = 0, written = 0;
  std::uint64_t in_graphs = 0;  ///< statements of a named graph; with a syntax without graphs they lost it
};

/// Streams files from one syntax into another, in their order; memory does not grow with them. Statements that no
/// syntax can hold are reported (`rdf-unwritable`) and left out; named graphs that the syntax cannot say are reported
/// (`rdf-graphs-merged`). Blank nodes of several files stay apart. Throws Error when a file can't be opened.
ConvertReport convert(const std::vector<std::string>& paths, const ConvertOptions& options, const ByteSink& out,
                      DiagnosticSink& diagnostics);

}  // namespace vitagraph::rdf
