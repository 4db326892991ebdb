// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "resolution/cluster.hpp"

namespace vitagraph::resolution {

/// A name or a path that a ledger line means: `Qi Lei`, `Q. Lei @ cv.txt`, `person/qi-lei`.
struct Operand {
  std::string name;      ///< as written, or a path
  std::string document;  ///< empty: in any document

  std::string str() const { return document.empty() ? name : name + " @ " + document; }
};

struct LedgerLine {
  enum class Sort { same, different, label } sort = Sort::same;
  Operand a, b;
  std::string label;
  Location location;
};

/// What the user knows better. One statement a line:
///
///   # a comment
///   same Qi Lei = Q. Lei @ old-cv.txt
///   different Ruiqi Gao @ a.txt != Ruiqi Gao @ b.txt
///   label person/qi-lei "Qi Lei"
///
/// A document is named as in the facts, or by the end of that name ("cv.txt", "cv").
class Ledger {
 public:
  /// Lines that are none are reported and left out.
  static Ledger parse(const SourceFile& file, DiagnosticSink& diagnostics);

  const std::vector<LedgerLine>& lines() const { return lines_; }
  /// Whether a line names a path: paths are those of a run without the ledger.
  bool names_paths() const;

 private:
  std::vector<LedgerLine> lines_;
};

using NodesOfPath = std::map<std::string, std::vector<Id>, std::less<>>;

/// Whether `document` is meant by `wanted`: equal, or equal from a slash on, with or without its last ending.
bool is_document(std::string_view document, std::string_view wanted);
/// The nodes an operand means, in order; empty if none.
std::vector<Id> nodes_of_operand(const Operand& operand, const Mentions& mentions, const NodesOfPath& paths);
Operand parse_operand(std::string_view text);

/// Unites and keeps apart as the ledger says, nodes of one kind only. Reports what names nothing, and a `different`
/// line that the `same` lines contradict, with the lines that do; it is then left out.
void apply_ledger(const Ledger& ledger, const Mentions& mentions, const NodesOfPath& paths, Clusters& clusters,
                  DiagnosticSink& diagnostics);

}  // namespace vitagraph::resolution
