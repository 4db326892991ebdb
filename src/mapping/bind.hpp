// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "mapping/describe.hpp"
#include "mapping/row.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// Ties an expression to the rows it is evaluated on: references become slots of a layout, functions table rows. What
/// only shows now (unknown functions and parameters) is reported.
class Binder {
 public:
  /// Names of functions are reported as `prefixes` shorten them. Borrows both.
  Binder(const std::map<std::string, std::string>& prefixes, DiagnosticSink& diagnostics)
      : prefixes_(prefixes), diagnostics_(diagnostics) {}

  /// Either layout may be null: an expression outside joins has only the child's, a join table's key only the parent's.
  void bind(Expression& e, Layout* child, Layout* parent);

  /// Reports a name with the nearest of those that would have been right; IRIs are shown shortened.
  void similar(Diagnostic diagnostic, const std::string& name, const std::vector<std::string>& names);

 private:
  void bind_arguments(Expression& e, Layout* child, Layout* parent);

  std::string shown(const std::string& iri) const { return shorten(iri, prefixes_); }

  const std::map<std::string, std::string>& prefixes_;
  DiagnosticSink& diagnostics_;
};

}  // namespace vitagraph::mapping
