// SPDX-License-Identifier: Apache-2.0
// A report as RDF: SHACL §3.6.
#include "shapes/shape.hpp"

namespace vitagraph::shapes {
namespace {

using rdf::Term;

/// "minCount" -> sh:MinCountConstraintComponent.
Term component_term(const std::string& name) {
  std::string capital = name;
  if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z')
    capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  return sh_term(capital + "ConstraintComponent");
}

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "Violation" : severity == Severity::warning ? "Warning" : "Info";
}

}  // namespace

std::vector<rdf::Quad> as_rdf(const Report& report, const std::string& iri) {
  std::vector<rdf::Quad> out;
  const auto say = [&](const Term& subject, const Term& predicate, const Term& object) {
    out.push_back({subject, predicate, object, {}});
  };
  const Term type = Term::iri(rdf::vocabulary::rdf_type), whole = Term::iri(iri);
  say(whole, type, sh_term("ValidationReport"));
  say(whole, sh_term("conforms"), Term::typed(report.results.empty() ? "true" : "false", rdf::vocabulary::xsd_boolean));
  for (const Result& result : report.results) {
    StableHash hash;
    hash.add(result.focus.str()).add(result.path).add(result.component).add(result.message);
    hash.add(result.value ? result.value->str() : "").add(severity_name(result.severity));
    const Term node = Term::iri(iri + "/" + hash.hex());
    say(whole, sh_term("result"), node);
    say(node, type, sh_term("ValidationResult"));
    say(node, sh_term("focusNode"), result.focus);
    say(node, sh_term("resultSeverity"), sh_term(severity_name(result.severity)));
    say(node, sh_term("sourceConstraintComponent"), component_term(result.component));
    if (result.value) say(node, sh_term("value"), *result.value);
    if (!result.message.empty()) say(node, sh_term("resultMessage"), Term::literal(result.message));
    if (result.path.empty()) continue;
    if (result.path[0] != '^') {
      say(node, sh_term("resultPath"), Term::iri(result.path));
      continue;
    }
    // SHACL writes an inverse path as a blank node; this project writes none.
    const Term path = Term::iri(iri + "/inverse-" + StableHash().add(result.path).hex());
    say(node, sh_term("resultPath"), path);
    say(path, sh_term("inversePath"), Term::iri(result.path.substr(1)));
  }
  rdf::order_for_reading(out);
  return out;
}

}  // namespace vitagraph::shapes
