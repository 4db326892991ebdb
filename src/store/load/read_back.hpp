// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/rdf.hpp"
#include "store/load/session.hpp"
#include "store/load/statement_set.hpp"

namespace vitagraph::store {

/// Reads a store's graph by the subjects of a file, some at a time, so that no answer is longer than the store gives.
///
/// Why not by OFFSET and LIMIT: without ORDER BY no order is promised (SPARQL 1.1 Query §15), and Virtuoso, which works
/// with several threads, need not keep it between pages: now and then some hundred of 28,339 statements were in none,
/// for which this is our suspicion; it was not reproduced. With ORDER BY, stores refuse large graphs. What a subject's
/// statements are does not depend on an order. Each answer is held against the number of statements that the store
/// counts wherever it may have been cut off.
///
/// Memory: 24 bytes for each subject, and one answer; at first 16 bytes for each statement, to list the subjects,
/// and later for each of a subject that is read in parts.
class SubjectReader {
 public:
  /// Passes each statement of the file, the same ones each time, blank nodes named.
  using File = std::function<void(rdf::QuadSink&)>;

  /// All are kept by reference.
  SubjectReader(StoreSession& session, const TargetGraph& graph, File file);

  /// Passes on what the graph holds about the file's subjects, some of it perhaps twice; returns how many statements
  /// the store gave. Throws Error.
  std::uint64_t read(rdf::QuadSink& sink);
  /// How many statements of the graph the store counts for these subjects. Throws Error.
  std::uint64_t count();

 private:
  struct Known {
    StatementHash subject;
    std::uint32_t statements = 0;
    bool asked = false;
  };
  struct Subject {
    std::string text;  ///< as N-Triples, which SPARQL takes too
    std::size_t statements = 0;
  };
  using Group = std::vector<Subject>;
  class Grouping;

  void list_subjects();
  void for_each_group(const std::function<void(const Group&)>& visit);
  std::string pattern(const Subject* begin, const Subject* end, std::string_view condition = {}) const;
  std::uint64_t read(const Subject* begin, const Subject* end, rdf::QuadSink& sink);
  std::uint64_t read_parts(const Subject& subject, const std::string& prefix, rdf::QuadSink& sink);

  StoreSession& session_;
  const TargetGraph& graph_;
  File file_;
  std::vector<Known> known_;  ///< sorted by subject
  std::uint64_t page_;        ///< statements that one answer held at least before it was cut off
};

}  // namespace vitagraph::store
