// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "base/source_file.hpp"

namespace vitagraph {

enum class Severity { note, warning, error };

/// One name for each line of diagnostic_kinds.def.
enum class Kind {
#define X(name, severity, format) name,
#include "base/diagnostic_kinds.def"
#undef X
};

/// "talk-without-year" for Kind::talk_without_year.
std::string kind_name(Kind kind);
Severity kind_severity(Kind kind);
const char* kind_format(Kind kind);
/// All kinds, in the order of the .def file.
const std::vector<Kind>& all_kinds();

struct Note {
  std::string message;
  Location location;  ///< without a file: printed at the diagnostic's place
};

/// Something wrong with the user's input, where it is, and what else helps.
struct Diagnostic {
  Kind kind;
  Severity severity;
  std::string message;
  Location location;
  std::vector<Note> notes;

  /// As printed: `file:line:col: warning: text [kind]`, the source line, a caret, then the notes.
  std::string str() const;
};

/// Receives diagnostics; safe to call from several threads.
class DiagnosticSink {
 public:
  virtual ~DiagnosticSink() = default;
  virtual void report(Diagnostic diagnostic) = 0;

  /// Fills the kind's format. The number and types of `args` must fit it: a mismatch is a bug and throws
  /// fmt::format_error.
  template <typename... Args>
  void report(Kind kind, Location location, const Args&... args) {
    report(make(kind, std::move(location), args...));
  }
  template <typename... Args>
  static Diagnostic make(Kind kind, Location location, const Args&... args) {
    return {kind, kind_severity(kind), fmt::format(fmt::runtime(kind_format(kind)), args...), std::move(location), {}};
  }
};

/// Keeps what it is given. `sorted()` is in order of file, line and column with duplicates dropped, so what is
/// printed does not depend on threads.
class DiagnosticList : public DiagnosticSink {
 public:
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override;

  std::vector<Diagnostic> sorted() const;
  std::size_t count(Severity severity) const;
  bool empty() const;
  void clear();

 private:
  mutable std::mutex mutex_;
  std::vector<Diagnostic> diagnostics_;
};

/// For callers who do not want to hear it (a trial parse).
class NoDiagnostics : public DiagnosticSink {
 public:
  using DiagnosticSink::report;
  void report(Diagnostic) override {}
};

/// The candidate nearest to `word` by edit distance, for "similar name: `x`"; empty when none is near.
std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace vitagraph
