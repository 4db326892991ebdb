// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "provenance/explain.hpp"

namespace vitagraph::provenance {

/// A graph as explanations need it. What `build --provenance` records of each statement and quotation is several times
/// the graph itself: it is left out of memory when the files are read, and fetched by reading them again once it is
/// known which statements are asked about. What cannot be read twice (standard input, pipes) is kept whole.
class ExplainedGraph {
 public:
  /// Reads the files, and hands what is kept to `also` too. Syntax errors are reported; throws Error for a file that
  /// cannot be opened.
  ExplainedGraph(std::vector<std::string> paths, rdf::Prefixes& prefixes, rdf::QuadSink& also,
                 DiagnosticSink& diagnostics);

  const rdf::Model& model() const { return model_; }
  /// For names and labels; explains nothing well before answer() was called.
  const Explainer& explainer() const { return explainer_; }
  /// Whether the files record where statements come from.
  bool has_provenance() const { return left_out_ > 0 || explainer_.has_provenance(); }

  /// What `ask` makes of an explainer. It is called twice: first to see what it asks about.
  using Ask = std::function<std::vector<Explanation>(Explainer&)>;
  std::vector<Explanation> answer(const Ask& ask);

 private:
  void fetch(const std::set<std::string>& subjects);

  std::vector<std::string> paths_;
  rdf::Model model_;
  Explainer explainer_;
  std::set<std::string> spaces_;  ///< what the IRIs of the records left out begin with
  std::size_t left_out_ = 0;
};

}  // namespace vitagraph::provenance
