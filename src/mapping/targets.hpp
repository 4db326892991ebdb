// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>
#include <vector>

#include "mapping/quoting.hpp"
#include "mapping/rules.hpp"
#include "rdf/rdf.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {

/// Whether a logical target (RML-IO §"Logical targets") can be written at all; says why not: an address that is not
/// reached here, or a serialization or compression without a writer.
bool can_write(const TargetDescription& target, bool offline, DiagnosticSink& diagnostics);

/// Writes with the prefixes that are used; Turtle and N-Triples, which know no named graphs, have the statements of
/// all. Requires sort_unique().
void write_statements(const OutputStatements& statements, const rdf::Prefixes& prefixes, rdf::Syntax syntax,
                      const rdf::ByteSink& out);

/// How many of the statements lie in named graphs of which the target's serialization says nothing.
std::uint64_t without_graph(const TargetDescription& target, const OutputStatements& statements);

/// The targets of a run: all are written out before any is sent, and all are sent before any file gets its name, so
/// that a run that fails leaves the old files. What cannot be written or sent is reported at the target's place in the
/// mapping.
class TargetWriter {
 public:
  TargetWriter(const rdf::Prefixes& prefixes, bool offline, DiagnosticSink& diagnostics)
      : prefixes_(prefixes), offline_(offline), diagnostics_(diagnostics) {}
  ~TargetWriter();
  TargetWriter(const TargetWriter&) = delete;
  TargetWriter& operator=(const TargetWriter&) = delete;

  /// No target may be written to these places, which the run reads.
  void keep(std::set<std::string> places) { kept_ = std::move(places); }
  /// No target may be written to this path.
  void reserve(const std::string& path);
  /// Writes statements in the target's serialization, encoding and compression, for a SPARQL service as updates; the
  /// target's access is where they go, not a template. Requires sort_unique(), and holds_triple_terms() if statements
  /// are quoted.
  void add(const TargetDescription& target, const OutputStatements& statements);
  /// Sends what goes to the web, unless something failed; what a server took before another refused cannot be taken
  /// back.
  void send();
  bool failed() const { return failed_; }
  /// Gives all files their names. Throws Error: before the first if it can be seen that one cannot have its own.
  void commit();
  /// After commit(), which may have failed, when `output` could not be written: "written: …; not written: …".
  std::string what_is_written(const std::string& output) const;

 private:
  struct File {
    std::string path, made;  ///< `made`: where its bytes wait
    std::string bytes;       ///< of what is no file
  };
  struct Sending {
    TargetDescription target;
    store::WebRequest request;
    std::vector<std::string> bodies;
    std::size_t taken = 0;  ///< of them, by the server
  };
  template <typename Do>
  void blaming(const TargetDescription& target, const Do& what);
  void add_file(const std::string& path, std::string bytes);
  void take(std::string place, const std::string& access);
  void check_places() const;

  const rdf::Prefixes& prefixes_;
  bool offline_;
  DiagnosticSink& diagnostics_;
  std::vector<File> files_;
  std::size_t written_ = 0;      ///< of them
  std::set<std::string> taken_;  ///< absolute paths, and addresses that are PUT to
  std::set<std::string> kept_;
  std::vector<Sending> sendings_;
  bool failed_ = false;
};

}  // namespace vitagraph::mapping
