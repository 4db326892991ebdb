// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/base.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/sink.hpp"

namespace vitagraph::rdf {

enum class Syntax { turtle, ntriples, nquads, trig };

/// By a file's ending (.ttl, .nt, .nq, .trig, also with .gz), or by name ("turtle", "ntriples", "text/turtle", …).
std::optional<Syntax> syntax_of(std::string_view name_or_path);

/// The syntax of a file by its ending; "-" and pipes are Turtle. Throws Error, saying what is known, for any other
/// ending.
Syntax syntax_of_file(const std::string& path);

/// Whether the file's name says that it is compressed by gzip (RFC 1952).
bool is_compressed(std::string_view path);

struct ReadOptions {
  std::optional<Syntax> syntax;  ///< default: by the file's ending, Turtle for standard input
  std::string base;              ///< default: the file's URI
  Prefixes* prefixes = nullptr;  ///< receives the prefixes the file declares
  /// Go on after a statement that is wrong, reporting it; otherwise stop at the first.
  bool lax = true;
  /// Put before the labels of blank nodes, so that those of two files stay apart.
  std::string blank_prefix;
};

/// Streams a file ("-": standard input) into the sink, taking gzip off it; memory does not grow with the file. Syntax
/// errors become diagnostics (`rdf-syntax`) with file, line and column. Returns whether the whole file was read without
/// one. Throws Error when the file can't be opened, or its ending tells no syntax. Exceptions of the sink pass through.
bool read_rdf(const std::string& path, const ReadOptions& options, QuadSink& sink, DiagnosticSink& diagnostics);

/// The same from memory; `file` gives name and text.
bool read_rdf(const SourceFile& file, const ReadOptions& options, QuadSink& sink, DiagnosticSink& diagnostics);

}  // namespace vitagraph::rdf
