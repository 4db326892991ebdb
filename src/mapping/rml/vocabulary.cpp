// SPDX-License-Identifier: Apache-2.0
// The properties of RML's vocabularies: what is none of them is a slip of the pen that would go unheard, since Turtle
// takes any property.
#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "mapping/describe.hpp"
#include "mapping/rml/reader.hpp"

namespace vitagraph::mapping {
namespace {

/// RML-Core, -IO, -FNML, -CC, -LV and -star, R2RML, and what drafts of them said; sorted. Structural annotations of
/// RML-LV (`onFields` and the like) tell what is known of a view: its rows are the same without.
constexpr std::string_view properties[] = {"allowEmptyListAndContainer",
                                           "baseIRI",
                                           "child",
                                           "childMap",
                                           "childTermMap",
                                           "class",
                                           "column",
                                           "compression",
                                           "condition",
                                           "constant",
                                           "datatype",
                                           "datatypeMap",
                                           "encoding",
                                           "execution",
                                           "field",
                                           "fieldName",
                                           "function",
                                           "functionExecution",
                                           "functionMap",
                                           "functionValue",
                                           "gather",
                                           "gatherAs",
                                           "graph",
                                           "graphMap",
                                           "innerJoin",
                                           "input",
                                           "inputValue",
                                           "inputValueMap",
                                           "iterator",
                                           "joinCondition",
                                           "language",
                                           "languageMap",
                                           "leftJoin",
                                           "linkRelation",
                                           "linkingAbsoluteURI",
                                           "logicalSource",
                                           "logicalTable",
                                           "logicalTarget",
                                           "logicalTargetMap",
                                           "namespace",
                                           "namespacePrefix",
                                           "namespaceURL",
                                           "null",
                                           "object",
                                           "objectMap",
                                           "onFields",
                                           "parameter",
                                           "parameterMap",
                                           "parent",
                                           "parentLogicalView",
                                           "parentMap",
                                           "parentTermMap",
                                           "parentTriplesMap",
                                           "path",
                                           "predicate",
                                           "predicateMap",
                                           "predicateObjectMap",
                                           "query",
                                           "quotedTriplesMap",
                                           "reference",
                                           "referenceFormulation",
                                           "return",
                                           "returnMap",
                                           "root",
                                           "serialization",
                                           "source",
                                           "sqlQuery",
                                           "strategy",
                                           "structuralAnnotation",
                                           "subject",
                                           "subjectMap",
                                           "tableName",
                                           "target",
                                           "targetFields",
                                           "targetView",
                                           "template",
                                           "termType",
                                           "userAuthentication",
                                           "valueMap",
                                           "viewOn"};

/// Known and not heeded. R2RML's say which SQL a query is in, which the database finds out by itself, and how to find
/// the rows of a term; rmlmapper's extensions are logging in to Solid pods, targets named by data, and changes between
/// runs.
constexpr std::string_view unheeded[] = {
    "authEmail",         "authOidcIssuer", "authPassword", "authWebId",
    "inverseExpression", "ldes",           "ldesBaseIRI",  "sqlVersion",
};

}  // namespace

/// What no message may show, under whatever property, misspelt or not.
void RmlReader::learn_secrets(const std::vector<Subject>& subjects) {
  static const std::vector<std::string> of_header = {"fieldName", "fieldValue"};
  static const std::set<std::string, std::less<>> no_access = {
      "iterator", "query", "sqlQuery", "template", "constant", "object", "reference", "child", "parent", "comment"};
  std::vector<Span> places;
  for (const Subject& subject : subjects) {
    std::string header;
    for (const PlacedStatement& statement : subject.statements)
      if (statement.predicate.ends_with("fieldName")) header = statement.object.term.value;
    for (const PlacedStatement& statement : subject.statements) {
      const std::string& value = statement.object.term.value;
      const Span span = statement.object.span;
      const std::string name = statement.predicate.substr(statement.predicate.find_last_of("#/:") + 1);
      const bool field = name == "fieldValue" || (name != "fieldName" && nearest_name(name, of_header) == "fieldValue");
      if (statement.object.term.is_literal() && (field ? !is_harmless_header(header) : names_secret(name))) {
        rules_.secrets.learn_header(value);
        places.push_back(span);
      } else if (statement.object.term.kind != rdf::TermKind::blank && no_access.count(name) == 0) {
        for (const std::string& secret : secrets_of_access(value)) {
          rules_.secrets.add(secret);
          find_places(file_->text(), span.begin, span.end, secret, places);
        }
      }
    }
  }
  rules_.secrets.keep(*file_, std::move(places));
}

/// A slip of the pen is read as what was meant, so that it is one error and not all that follows from it; unless what
/// was meant stands there too.
void RmlReader::check_properties(std::vector<Subject>& subjects) {
  const std::vector<std::string> known(std::begin(properties), std::end(properties));
  for (Subject& subject : subjects) {
    std::set<std::string, std::less<>> written;
    for (const PlacedStatement& statement : subject.statements) written.emplace(local(statement.predicate));
    for (PlacedStatement& statement : subject.statements) {
      const std::string name(local(statement.predicate));
      if (name.empty() || std::binary_search(std::begin(properties), std::end(properties), name)) continue;
      const std::string shown = shorten(statement.predicate, rules_.prefixes);
      const Location place = locate(statement.predicate_span);
      if (std::find(std::begin(unheeded), std::end(unheeded), name) != std::end(unheeded)) {
        diagnostics_.report(Kind::mapping_without_effect, place, shown, "it is not heeded");
        continue;
      }
      const std::string near = nearest_name(name, known);
      if (near.empty()) {
        diagnostics_.report(Kind::mapping_without_effect, place, shown, "RML has no such property");
        continue;
      }
      std::string meant = statement.predicate;
      meant.replace(meant.size() - name.size(), name.size(), near);
      Diagnostic slip = DiagnosticSink::make(Kind::mapping_unknown_key, place, shown);
      slip.notes.push_back({fmt::format("similar name: `{}`", shorten(meant, rules_.prefixes)), {}});
      diagnostics_.report(std::move(slip));
      if (written.insert(near).second) statement.predicate = std::move(meant);
    }
  }
}

/// With the nearest name there is, shown in the same namespace.
void RmlReader::report_unknown(Diagnostic diagnostic, std::string_view name, const std::vector<std::string>& known,
                               const std::string& ns) {
  if (const std::string near = nearest_name(std::string(name), known); !name.empty() && !near.empty())
    diagnostic.notes.push_back({fmt::format("similar name: `{}`", shorten(ns + near, rules_.prefixes)), {}});
  diagnostics_.report(std::move(diagnostic));
}

}  // namespace vitagraph::mapping
