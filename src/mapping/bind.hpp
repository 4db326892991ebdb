// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "mapping/row.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// Ties an expression to the rows it is evaluated on: references become slots of a layout, functions table rows. What
/// only shows now (unknown functions and parameters) is reported.
class Binder {
 public:
  explicit Binder(DiagnosticSink& diagnostics) : diagnostics_(diagnostics) {}

  /// Either layout may be null: an expression outside joins has only the child's, a join table's key only the parent's.
  void bind(Expression& e, Layout* child, Layout* parent);

  /// Reports a name with the nearest of those that would have been right.
  void similar(Diagnostic diagnostic, const std::string& name, const std::vector<std::string>& names);

 private:
  void bind_arguments(Expression& e, Layout* child, Layout* parent);

  DiagnosticSink& diagnostics_;
};

}  // namespace vitagraph::mapping
