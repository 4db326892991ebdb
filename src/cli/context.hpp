// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/base.hpp"
#include "facts/facts.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::cli {

/// Talk on standard error. That nobody listens any more is no failure.
void tell(std::string_view text);

/// What a command works with; made once in run().
struct Context {
  DiagnosticList diagnostics;
  bool quiet = false;   ///< no summary, no progress
  bool strict = false;  ///< warnings count as errors
  std::string data;     ///< the folder that holds ontology/ and mappings/

  /// A file or folder below the data folder.
  std::string data_path(std::string_view relative) const;
  lexicon::Lexicon load_lexicon();
  facts::Schema load_schema() const;

  /// Talk: a line on standard error unless quiet.
  void say(std::string_view line) const;
  /// Standard output; throws BrokenPipe when its reader has gone.
  static void print(std::string_view text);

  /// Prints what was diagnosed, sorted, and forgets it; remembers for exit_code.
  void flush_diagnostics();
  /// 1 if anything was an error (with strict: a warning), else 0.
  int exit_code() const;

 private:
  std::size_t errors_ = 0, warnings_ = 0;
};

/// Columns that a table on standard output may take, so that a row stays a row: $COLUMNS where that is exported, else
/// the terminal's width; 0, any length, for a pipe or a file.
std::size_t reading_width();

/// Where ontology/ and mappings/ are: --data, else $VITAGRAPH_DATA, else beside the program as installed or built.
/// Throws Error, saying where it looked, when there is none.
std::string find_data(const std::string& given);

/// A bar on standard error for work of known length; silent when quiet, when it is not a terminal, or below 1 s.
class Progress {
 public:
  Progress(const Context& context, std::string what, std::size_t total);
  ~Progress();
  void advance(std::size_t done);  ///< the number finished so far; safe to call from several threads

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vitagraph::cli
