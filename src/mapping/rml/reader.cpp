// SPDX-License-Identifier: Apache-2.0
#include "mapping/rml/reader.hpp"

#include <algorithm>

namespace vitagraph::mapping {
namespace {

constexpr std::string_view namespaces[] = {"http://w3id.org/rml/",
                                           "http://semweb.mmlab.be/ns/rml#",
                                           "http://www.w3.org/ns/r2rml#",
                                           "http://semweb.mmlab.be/ns/ql#",
                                           "http://semweb.mmlab.be/ns/fnml#",
                                           "http://semweb.mmlab.be/ns/rml-target#",
                                           "http://semweb.mmlab.be/ns/rml-compression#",
                                           "https://w3id.org/imec/rml/ns/extensions#"};

}  // namespace

std::string_view RmlReader::local(std::string_view iri) {
  for (const std::string_view ns : namespaces)
    if (iri.substr(0, ns.size()) == ns) return iri.substr(ns.size());
  return {};
}

const RmlReader::Subject* RmlReader::node(const PlacedTerm& term) const {
  return term.term.is_literal() ? nullptr : graph_->find(term.term);
}

RmlReader::Statements RmlReader::all(const Subject& subject, std::string_view name) const {
  Statements out;
  for (const PlacedStatement& statement : subject.statements)
    if (local(statement.predicate) == name) out.push_back(&statement);
  return out;
}

const PlacedStatement* RmlReader::one(const Subject& subject, std::string_view name) {
  const Statements found = all(subject, name);
  if (found.size() > 1)
    diagnostics_.report(Kind::mapping_duplicate_key, locate(found[1]->predicate_span), std::string(name));
  return found.empty() ? nullptr : found.front();
}

std::string RmlReader::text(const Subject& subject, std::string_view name) {
  const PlacedStatement* found = one(subject, name);
  return found ? found->object.term.value : std::string();
}

void RmlReader::read(const SourceFile& file) {
  file_ = &file;
  DiagnosticList problems;
  auto graph = parse_turtle(file, problems);
  if (graph)
    learn_secrets(graph->subjects());
  else
    rules_.secrets.keep_broken(file);
  for (const Diagnostic& problem : problems.sorted()) diagnostics_.report(problem);
  if (!graph) return;
  graph_ = &*graph;
  for (const auto& [prefix, iri] : graph->prefixes()) rules_.prefixes.try_emplace(prefix, iri);
  older_ = true;
  for (const Subject& subject : graph->subjects())
    for (const PlacedStatement& statement : subject.statements)
      if (statement.predicate.rfind(namespaces[0], 0) == 0) older_ = false;
  if (!older_) rules_.stops_at_bad_values = true;
  check_properties(graph->subjects());
  function_values_.clear();
  for (const Subject& subject : graph->subjects())
    for (const PlacedStatement* value : all(subject, "functionValue")) function_values_.insert(value->object.term);
  bool found = false;
  described_.clear();
  std::vector<const Subject*> maps;
  for (const Subject& subject : graph->subjects())
    if (is_triples_map(subject) && !describes_targets(subject)) maps.push_back(&subject);
  for (const Subject* map : maps) {
    found = true;
    read_triples_map(*map);
  }
  if (!found) diagnostics_.report(Kind::mapping_empty, file.whole());
  graph_ = nullptr;
}

bool RmlReader::is_triples_map(const Subject& subject) const {
  if (function_values_.count(subject.term) != 0) return false;
  for (const PlacedStatement& statement : subject.statements) {
    const std::string_view name = local(statement.predicate);
    if (name == "logicalSource" || name == "logicalTable" || name == "subjectMap" || name == "predicateObjectMap")
      return true;
    const std::string_view type =
        statement.predicate == rdf::vocabulary::rdf_type ? local(statement.object.term.value) : std::string_view();
    if (type == "TriplesMap" || type == "AssertedTriplesMap" || type == "NonAssertedTriplesMap") return true;
  }
  return false;
}

void RmlReader::read_triples_map(const Subject& map) {
  Rule rule;
  rule.name = map.term.str();
  rule.location = locate(map.span);
  const auto missing = [&](const char* what) {
    diagnostics_.report(Kind::mapping_missing_key, rule.location, "this triples map", what);
  };

  read_asserted(map, rule);
  const PlacedStatement* source = one(map, "logicalSource");
  if (!source) source = one(map, "logicalTable");
  if (!source)
    missing("rml:logicalSource");
  else if (const auto index = read_logical_source(source->object))
    rule.sources.push_back(*index);
  if (const PlacedStatement* base = one(map, "baseIRI")) {
    rule.base = base->object.term.value;
    if (!rdf::is_absolute_iri(rule.base)) diagnostics_.report(Kind::mapping_not_iri, locate(base->object), rule.base);
  }

  const Statements subject_maps = all(map, "subjectMap"), subjects = all(map, "subject");
  if (subject_maps.size() + subjects.size() > 1)
    diagnostics_.report(Kind::mapping_duplicate_key,
                        locate(subject_maps.size() > 1 ? subject_maps[1]->object.span : subjects[0]->object.span),
                        "rml:subjectMap");
  if (subject_maps.empty() && subjects.empty()) missing("rml:subjectMap");
  for (const PlacedStatement* statement : subjects) {
    TermMap term = constant_term(statement->object);
    refuse_literal(term, statement->object, "a subject");
    rule.subjects.push_back(std::move(term));
  }
  for (const PlacedStatement* statement : subject_maps) {
    auto term = read_term_map(statement->object, TermType::iri, false);
    const Subject* inner = node(statement->object);
    if (!term || !inner) continue;
    refuse_literal(*term, statement->object, "a subject");
    PredicateObjectMap classes;
    classes.location = term->location;
    TermMap type;
    type.type = TermType::iri;
    type.expression = Expression::constant(std::string(rdf::vocabulary::rdf_type), term->location);
    classes.predicates.push_back(std::move(type));
    for (const PlacedStatement* of : all(*inner, "class")) {
      ObjectMap object;
      object.term = constant_term(of->object);
      if (object.term.type != TermType::iri)
        diagnostics_.report(Kind::mapping_wrong_term_type, locate(of->object), "a class", "not an IRI");
      classes.objects.push_back(std::move(object));
    }
    if (!classes.objects.empty()) rule.predicate_objects.push_back(std::move(classes));
    for (const char* name : {"graph", "graphMap"})
      for (const PlacedStatement* graph : all(*inner, name))
        if (auto made = read_term_map(graph->object, TermType::iri, false)) {
          refuse_literal(*made, graph->object, "a graph");
          refuse_quoted(*made, "a graph");
          rule.graphs.push_back(std::move(*made));
        }
    rule.subjects.push_back(std::move(*term));
  }
  for (const PlacedStatement* statement : all(map, "predicateObjectMap"))
    if (const Subject* inner = node(statement->object)) read_predicate_object(*inner, rule);
  rules_.rules.push_back(std::move(rule));
}

void RmlReader::read_predicate_object(const Subject& map, Rule& rule) {
  PredicateObjectMap out;
  out.location = locate(map.span);
  out.conditions = read_conditions(map);
  for (const char* name : {"predicate", "predicateMap"})
    for (const PlacedStatement* statement : all(map, name))
      if (auto term = read_term_map(statement->object, TermType::iri, false)) {
        refuse_quoted(*term, "a predicate");
        if (!term->quoted && (term->type == TermType::literal || term->type == TermType::blank))
          diagnostics_.report(Kind::mapping_wrong_term_type, locate(statement->object), "a predicate", "not an IRI");
        out.predicates.push_back(std::move(*term));
      }
  for (const char* name : {"graph", "graphMap"})
    for (const PlacedStatement* statement : all(map, name))
      if (auto term = read_term_map(statement->object, TermType::iri, false)) {
        refuse_literal(*term, statement->object, "a graph");
        refuse_quoted(*term, "a graph");
        out.graphs.push_back(std::move(*term));
      }
  for (const PlacedStatement* statement : all(map, "object")) {
    ObjectMap object;
    object.term = constant_term(statement->object);
    out.objects.push_back(std::move(object));
  }
  for (const PlacedStatement* statement : all(map, "objectMap"))
    if (auto object = read_object_map(statement->object)) out.objects.push_back(std::move(*object));
  if (out.predicates.empty())
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this predicate-object map", "rml:predicate");
  if (out.objects.empty())
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this predicate-object map", "rml:object");
  rule.predicate_objects.push_back(std::move(out));
}

std::optional<ObjectMap> RmlReader::read_object_map(const PlacedTerm& term) {
  ObjectMap out;
  if (const Subject* map = node(term)) {
    if (const PlacedStatement* parent = one(*map, "parentTriplesMap")) {
      out.term.location = locate(term);
      out.term.conditions = read_conditions(*map);
      out.term.targets = read_targets(*map);
      read_parent(*map, *parent, out);
      return out;
    }
  }
  for (const auto& [name, side] : {std::pair("parentTermMap", Side::parent), std::pair("childTermMap", Side::child)}) {
    const Subject* map = node(term);
    const PlacedStatement* inner = map ? one(*map, name) : nullptr;
    const Subject* inner_map = inner ? node(inner->object) : nullptr;
    auto expression = inner_map ? read_expression(*inner_map) : std::nullopt;
    if (!expression) continue;
    expression->side = side;
    out.term.location = locate(term);
    out.term.expression = std::move(*expression);
    return out;
  }
  auto made = read_term_map(term, TermType::literal, true);
  if (!made) return std::nullopt;
  out.term = std::move(*made);
  return out;
}

void RmlReader::read_parent(const Subject& map, const PlacedStatement& parent, ObjectMap& out) {
  out.parents.push_back(parent.object.term.str());
  const Subject* other = node(parent.object);
  if (!other || !is_triples_map(*other))
    diagnostics_.report(Kind::mapping_unknown_mapping, locate(parent.object), parent.object.term.value);
  out.joins = read_joins(map);
}

/// RML-star §"The RML-star vocabulary": whether a triples map's statements are made or only quoted is its class.
void RmlReader::read_asserted(const Subject& map, Rule& rule) {
  const PlacedStatement* asserted = nullptr;
  for (const PlacedStatement& statement : map.statements) {
    if (statement.predicate != rdf::vocabulary::rdf_type) continue;
    const std::string_view name = local(statement.object.term.value);
    if (name == "AssertedTriplesMap") asserted = &statement;
    if (name == "NonAssertedTriplesMap") rule.asserted = false;
  }
  if (asserted && !rule.asserted)
    diagnostics_.report(Kind::mapping_wrong_term_type, locate(asserted->object), "a triples map",
                        "asserted and not asserted");
}

/// RDF 1.1 §3.1: only objects are literals. `placed` is what the term was read from.
void RmlReader::refuse_literal(const TermMap& term, const PlacedTerm& placed, const char* what) {
  if (term.type != TermType::literal || term.quoted) return;
  const Subject* map = node(placed);
  const PlacedStatement* type = map ? one(*map, "termType") : nullptr;
  diagnostics_.report(Kind::mapping_wrong_term_type, locate(type ? type->object : placed), what, "a literal");
}

void RmlReader::refuse_quoted(const TermMap& term, const char* what) {
  if (term.quoted) diagnostics_.report(Kind::mapping_wrong_term_type, term.location, what, "a quoted statement");
}

/// RML-Core §"Joins".
std::vector<Expression> RmlReader::read_joins(const Subject& map) {
  std::vector<Expression> out;
  for (const PlacedStatement* statement : all(map, "joinCondition")) {
    const Subject* condition = node(statement->object);
    if (!condition) continue;
    if (const PlacedStatement* value = one(*condition, "functionValue")) {  // yarrrml-parser's form of other joins
      if (auto call = read_function_value(value->object)) out.push_back(std::move(*call));
      continue;
    }
    Expression equal;
    equal.kind = Expression::Kind::function;
    equal.function = "https://w3id.org/imec/idlab/function#equal";
    equal.location = locate(statement->object);
    const std::string grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
    equal.arguments.push_back({grel + "valueParameter", join_side(*condition, "child", "childMap", Side::child), -1});
    equal.arguments.push_back(
        {grel + "valueParameter2", join_side(*condition, "parent", "parentMap", Side::parent), -1});
    out.push_back(std::move(equal));
  }
  return out;
}

Expression RmlReader::join_side(const Subject& condition, const char* shortcut, const char* map, Side side) {
  Expression out;
  if (const PlacedStatement* statement = one(condition, shortcut)) {
    out.kind = Expression::Kind::reference;
    out.text = statement->object.term.value;
    out.location = locate(statement->object);
  } else if (const PlacedStatement* inner = one(condition, map)) {
    const Subject* expression = node(inner->object);
    if (auto made = expression ? read_expression(*expression) : std::nullopt) out = std::move(*made);
  } else {
    diagnostics_.report(Kind::mapping_missing_key, locate(condition.span), "this join condition",
                        std::string("rml:") + shortcut);
  }
  out.side = side;
  for (Argument& argument : out.arguments) argument.value.side = side;
  return out;
}

}  // namespace vitagraph::mapping
