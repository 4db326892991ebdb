// SPDX-License-Identifier: Apache-2.0
#include "mapping/bind.hpp"

#include <algorithm>

#include "mapping/functions/functions.hpp"

namespace vitagraph::mapping {

void Binder::bind(Expression& e, Layout* child, Layout* parent) {
  // A parent-side reference outside a join has only the one row to look at.
  Layout* layout = e.side == Side::parent && parent ? parent : child;
  if (!layout) layout = parent;
  if (e.side == Side::parent && !parent) e.side = Side::child;
  if (!child && parent) e.side = Side::child;  // a join table's key is evaluated on the parent's row alone
  if (e.kind == Expression::Kind::reference) e.slot = layout->slot(e.text, e.location);
  for (Piece& piece : e.pieces)
    if (piece.is_reference) piece.slot = layout->slot(piece.text, e.location);
  if (e.kind != Expression::Kind::function) return;
  e.implementation = find_function(e.function);
  if (!e.implementation) {
    if (e.function.find(':') == std::string::npos) return;  // was told of when it was read
    std::vector<std::string> names;
    for (const Function* f : all_functions()) names.push_back(f->iri);
    similar(DiagnosticSink::make(Kind::mapping_unknown_function, e.location, shown(e.function)), e.function, names);
    return;
  }
  bind_arguments(e, child, parent);
}

void Binder::bind_arguments(Expression& e, Layout* child, Layout* parent) {
  const std::vector<Parameter>& parameters = e.implementation->parameters;
  std::vector<bool> given(parameters.size(), false);
  for (Argument& argument : e.arguments) {
    bind(argument.value, child, parent);
    for (std::size_t i = 0; i < parameters.size() && argument.position < 0; ++i)
      if (parameters[i].is(argument.parameter)) argument.position = static_cast<int>(i);
    if (argument.position >= 0) {
      const auto at = static_cast<std::size_t>(argument.position);
      given[at] = true;
      if (!argument.value.is_constant()) continue;
      if (const std::string why = why_unusable(parameters[at].takes, argument.value.text); !why.empty())
        diagnostics_.report(Kind::mapping_bad_call, argument.value.location, shown(e.function), why);
      continue;
    }
    const Location& place = argument.location.file.empty() ? argument.value.location : argument.location;
    std::vector<std::string> names;
    for (const Parameter& p : parameters) names.push_back(p.iris.front());
    similar(DiagnosticSink::make(Kind::mapping_unknown_parameter, place, shown(e.function), shown(argument.parameter)),
            argument.parameter, names);
    // One slip is not a missing parameter too.
    const auto meant = std::find(names.begin(), names.end(), nearest_name(argument.parameter, names));
    if (meant != names.end()) given[static_cast<std::size_t>(meant - names.begin())] = true;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].required && !given[i])
      diagnostics_.report(Kind::mapping_missing_parameter, e.location, shown(e.function),
                          shown(parameters[i].iris.front()));
  if (!e.output.empty() && !is_known_output(e.output))
    diagnostics_.report(Kind::mapping_unknown_output, e.output_location, shown(e.function), shown(e.output));
}

void Binder::similar(Diagnostic d, const std::string& name, const std::vector<std::string>& names) {
  if (const std::string near = nearest_name(name, names); !near.empty())
    d.notes.push_back(
        {fmt::format("similar name: `{}`", near.find("://") == std::string::npos ? near : shown(near)), {}});
  diagnostics_.report(std::move(d));
}

}  // namespace vitagraph::mapping
