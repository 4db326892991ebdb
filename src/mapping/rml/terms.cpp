// SPDX-License-Identifier: Apache-2.0
// Term maps, templates and function executions (RML-Core §"Term maps", RML-FNML).
#include <algorithm>

#include "mapping/datatypes.hpp"
#include "mapping/describe.hpp"
#include "mapping/evaluate.hpp"
#include "mapping/rml/reader.hpp"

namespace vitagraph::mapping {
namespace {

constexpr int deepest_call = 50;

}  // namespace

TermMap RmlReader::constant_term(const PlacedTerm& placed) {
  TermMap out;
  out.location = locate(placed);
  out.expression = Expression::constant(placed.term.value, out.location);
  switch (placed.term.kind) {
    case rdf::TermKind::iri: out.type = TermType::iri; break;
    case rdf::TermKind::blank: out.type = TermType::blank; break;
    case rdf::TermKind::literal:
      out.type = TermType::literal;
      if (!placed.term.language.empty())
        out.languages.push_back(Expression::constant(placed.term.language, out.location));
      else if (!placed.term.datatype.empty())
        out.datatypes.push_back(Expression::constant(placed.term.datatype, out.location));
  }
  for (const Expression& datatype : out.datatypes) check_datatype(datatype, rules_.prefixes, diagnostics_);
  return out;
}

Expression RmlReader::expression_of(const PlacedTerm& term) {
  return Expression::constant(term.term.value, locate(term));
}

/// A blank node with anything in it is a term map; an IRI may be spoken of and still stand for itself.
bool RmlReader::says_value(const Subject& map) const {
  if (!map.term.is_iri()) return !map.statements.empty();
  for (const char* name : {"constant", "reference", "template", "functionExecution", "execution", "functionValue",
                           "column", "gather", "termType", "quotedTriplesMap"})
    if (!all(map, name).empty()) return true;
  return false;
}

std::optional<TermMap> RmlReader::read_term_map(const PlacedTerm& placed, TermType fallback, bool is_object) {
  const Subject* map = node(placed);
  if (!map || !says_value(*map)) return constant_term(placed);
  TermMap out;
  out.location = locate(placed);
  out.type = fallback;
  out.targets = read_targets(*map);
  out.conditions = read_conditions(*map);
  if (const PlacedStatement* quoted = one(*map, "quotedTriplesMap")) return read_quoted(*map, *quoted, std::move(out));
  const auto type = read_term_type(*map);
  if (const PlacedStatement* constant = one(*map, "constant"))
    return read_constant(*map, *constant, type, is_object, std::move(out));
  auto expression = read_expression(*map);
  if (const PlacedStatement* gather = one(*map, "gather")) {
    out.gather = read_gather(*map, *gather);
    out.has_expression = expression.has_value();
    if (expression) out.expression = std::move(*expression);
    // A collection is never a literal; unnamed, it is a blank node.
    out.type = type ? *type : expression ? TermType::iri : TermType::blank;
    return out;
  }
  if (!expression) {
    if (type == TermType::blank) {
      out.type = TermType::blank;
      out.fresh_blank = true;
      return out;
    }
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this term map", "rml:template");
    return std::nullopt;
  }
  out.expression = std::move(*expression);
  read_qualifiers(*map, out);
  // RML-Core §"Term types": an object map is a literal when it has a reference, a language or a datatype, or calls a
  // function.
  if (is_object && out.expression.kind == Expression::Kind::pattern && out.languages.empty() && out.datatypes.empty())
    out.type = TermType::iri;
  if (type) out.type = *type;
  if (out.type != TermType::literal && (!out.languages.empty() || !out.datatypes.empty()))
    diagnostics_.report(Kind::mapping_typed_iri, out.location);
  return out;
}

/// `out` is the term map without its value.
TermMap RmlReader::read_constant(const Subject& map, const PlacedStatement& constant, std::optional<TermType> type,
                                 bool is_object, TermMap out) {
  TermMap made = constant_term(constant.object);
  if (older_ && !is_object && !type && made.type == TermType::literal) made.type = out.type;
  made.targets = std::move(out.targets);
  made.conditions = std::move(out.conditions);
  if (type && *type != made.type) {
    const bool both_iris = made.type == TermType::iri && *type != TermType::blank && *type != TermType::literal;
    // Translators to the older vocabulary write IRIs as literals and tell them by the term type.
    if (!both_iris && !older_)
      diagnostics_.report(Kind::mapping_wrong_term_type, locate(all(map, "termType").front()->object), "this constant",
                          "of this term type");
    made.type = *type;
  }
  if (made.type == TermType::literal) read_qualifiers(map, made);
  return made;
}

/// RML-star §"Star maps".
TermMap RmlReader::read_quoted(const Subject& map, const PlacedStatement& quoted, TermMap out) {
  const Subject* other = node(quoted.object);
  if (!other || !is_triples_map(*other))
    diagnostics_.report(Kind::mapping_unknown_mapping, locate(quoted.object), quoted.object.term.value);
  auto made = std::make_shared<QuotedMap>();
  made->rules.push_back(quoted.object.term.str());
  made->joins = read_joins(map);
  made->join_key = "rml:joinCondition";
  out.type = TermType::blank;
  out.has_expression = false;
  out.quoted = std::move(made);
  return out;
}

std::shared_ptr<const GatherMap> RmlReader::read_gather(const Subject& map, const PlacedStatement& gather) {
  auto out = std::make_shared<GatherMap>();
  if (const PlacedStatement* as = one(map, "gatherAs")) {
    static const std::map<std::string, GatherMap::Kind> kinds = {{"List", GatherMap::Kind::list},
                                                                 {"Bag", GatherMap::Kind::bag},
                                                                 {"Seq", GatherMap::Kind::sequence},
                                                                 {"Alt", GatherMap::Kind::alternative}};
    const std::string& iri = as->object.term.value;
    const auto found = kinds.find(iri.substr(std::min(iri.size(), rdf::vocabulary::rdf.size())));
    if (found == kinds.end())
      diagnostics_.report(Kind::mapping_wrong_shape, locate(as->object), "rdf:List, rdf:Bag, rdf:Seq or rdf:Alt", iri);
    else
      out->kind = found->second;
  } else {
    diagnostics_.report(Kind::mapping_missing_key, locate(map.span), "this gather map", "rml:gatherAs");
  }
  out->allow_empty = text(map, "allowEmptyListAndContainer") == "true";
  out->product = local(text(map, "strategy")) == "cartesianProduct";
  const std::string first = std::string(rdf::vocabulary::rdf) + "first",
                    rest = std::string(rdf::vocabulary::rdf) + "rest";
  if (++depth_ > deepest_call) return out;
  std::set<rdf::Term> seen;  // a list may be written as a ring
  for (const Subject* cell = node(gather.object); cell && seen.insert(cell->term).second;) {
    const Subject* next = nullptr;
    for (const PlacedStatement& statement : cell->statements) {
      if (statement.predicate == first)
        if (auto item = read_object_map(statement.object)) out->items.push_back(std::move(*item));
      if (statement.predicate == rest) next = node(statement.object);
    }
    cell = next;
  }
  --depth_;
  return out;
}

std::optional<Expression> RmlReader::read_expression(const Subject& map) {
  if (const PlacedStatement* reference = one(map, "reference"); reference || (reference = one(map, "column"))) {
    Expression out;
    out.kind = Expression::Kind::reference;
    out.text = reference->object.term.value;
    out.location = locate(reference->object);
    return out;
  }
  if (const PlacedStatement* text = one(map, "template")) return read_template(text->object);
  if (const PlacedStatement* constant = one(map, "constant")) return expression_of(constant->object);
  // Drafts of RML-FNML, which Yatter still writes, said fnml:execution and fnml:valueMap.
  const PlacedStatement* execution = one(map, "functionExecution");
  if (!execution) execution = one(map, "execution");
  if (execution) {
    auto call = read_execution(execution->object);
    if (!call) return std::nullopt;
    if (const PlacedStatement* output = one(map, "return")) {
      call->output = output->object.term.value;
      call->output_location = locate(output->object);
    } else if (const PlacedStatement* output_map = one(map, "returnMap")) {
      if (const Subject* inner = node(output_map->object))
        if (const auto made = read_expression(*inner); made && made->is_constant()) {
          call->output = made->text;
          call->output_location = made->location;
        }
    }
    return call;
  }
  if (const PlacedStatement* value = one(map, "functionValue")) return read_function_value(value->object);
  return std::nullopt;
}

std::optional<TermType> RmlReader::read_term_type(const Subject& map) {
  const PlacedStatement* statement = one(map, "termType");
  if (!statement) return std::nullopt;
  const std::string_view name = local(statement->object.term.value);
  static const std::map<std::string_view, TermType> types = {{"IRI", TermType::iri},
                                                             {"URI", TermType::uri},
                                                             {"UnsafeIRI", TermType::unsafe_iri},
                                                             {"UnsafeURI", TermType::unsafe_uri},
                                                             {"BlankNode", TermType::blank},
                                                             {"Literal", TermType::literal}};
  const auto found = types.find(name);
  if (found != types.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [each, type] : types) known.emplace_back(each);
  const std::string& iri = statement->object.term.value;
  report_unknown(
      DiagnosticSink::make(Kind::mapping_unknown_term_type, locate(statement->object), shorten(iri, rules_.prefixes)),
      name, known, iri.substr(0, iri.size() - name.size()));
  return std::nullopt;
}

/// RML-Core §"Template-valued term maps": braces around references; a backslash before a brace or backslash means
/// itself.
Expression RmlReader::read_template(const PlacedTerm& placed) {
  const std::string& text = placed.term.value;
  Expression out;
  out.kind = Expression::Kind::pattern;
  out.location = locate(placed);
  const auto bad = [&](const char* why) {
    diagnostics_.report(Kind::mapping_bad_template, out.location, text, why);
    return Expression::constant(text, out.location);
  };
  std::string piece;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\' && at + 1 < text.size() && (text[at + 1] == '{' || text[at + 1] == '}' || text[at + 1] == '\\')) {
      piece += text[++at];
    } else if (c == '{' && !inside) {
      if (!piece.empty()) out.pieces.push_back({piece, false, -1});
      piece.clear();
      inside = true;
    } else if (c == '{') {
      return bad("a `{` within braces; write `\\\\{` for a brace of the reference's own");
    } else if (c == '}' && inside) {
      if (piece.empty()) return bad("`{}` names nothing");
      out.pieces.push_back({piece, true, -1});
      piece.clear();
      inside = false;
    } else if (c == '}') {
      return bad("a `}` that closes nothing");
    } else {
      piece += c;
    }
  }
  if (inside) return bad("a `{` is not closed");
  if (!piece.empty()) out.pieces.push_back({piece, false, -1});
  if (out.pieces.empty()) return Expression::constant({}, out.location);
  return out;
}

/// Translators to the older vocabulary write IRIs as literals.
void RmlReader::refuse_datatype(const PlacedTerm& placed) {
  const rdf::Term& term = placed.term;
  if (term.is_iri() || (older_ && term.is_literal() && term.value.find("://") != std::string::npos)) return;
  diagnostics_.report(Kind::mapping_wrong_term_type, locate(placed), "a datatype",
                      term.is_literal() ? "a literal" : "a blank node");
}

void RmlReader::read_qualifiers(const Subject& map, TermMap& term) {
  const std::size_t constant = term.datatypes.size();  // the constant's own
  const auto read = [&](const char* shortcut, const char* full, std::vector<Expression>& into) {
    for (const PlacedStatement* statement : all(map, shortcut)) into.push_back(expression_of(statement->object));
    for (const PlacedStatement* statement : all(map, full)) {
      const Subject* inner = node(statement->object);
      auto made = inner ? read_expression(*inner) : std::nullopt;
      into.push_back(made ? std::move(*made) : expression_of(statement->object));
      if (inner)
        for (std::string& target : read_targets(*inner)) term.targets.push_back(std::move(target));
    }
  };
  read("datatype", "datatypeMap", term.datatypes);
  read("language", "languageMap", term.languages);
  for (const PlacedStatement* statement : all(map, "datatype")) refuse_datatype(statement->object);
  for (const PlacedStatement* statement : all(map, "datatypeMap")) {
    const Subject* inner = node(statement->object);
    const PlacedStatement* said = inner ? one(*inner, "constant") : statement;
    if (said) refuse_datatype(said->object);
  }
  for (std::size_t i = constant; i < term.datatypes.size(); ++i)
    check_datatype(term.datatypes[i], rules_.prefixes, diagnostics_);
  for (const Expression& language : term.languages)
    if (language.is_constant() && !is_language(language.text))
      diagnostics_.report(Kind::mapping_bad_language, language.location, language.text);
}

std::vector<Expression> RmlReader::read_conditions(const Subject& map) {
  std::vector<Expression> out;
  for (const PlacedStatement* statement : all(map, "condition")) {
    const Subject* inner = node(statement->object);
    if (auto made = inner ? read_expression(*inner) : std::nullopt) out.push_back(std::move(*made));
  }
  return out;
}

std::optional<Expression> RmlReader::read_execution(const PlacedTerm& placed) {
  const Subject* execution = node(placed);
  Expression call;
  call.kind = Expression::Kind::function;
  call.location = locate(placed);
  const PlacedStatement* function = execution ? one(*execution, "function") : nullptr;
  if (!function && execution) function = one(*execution, "functionMap");
  if (!function) {
    diagnostics_.report(Kind::mapping_missing_key, call.location, "this execution", "rml:function");
    return std::nullopt;
  }
  const Subject* map = node(function->object);
  const auto made = map ? read_expression(*map) : std::nullopt;
  call.function = made && made->is_constant() ? made->text : function->object.term.value;
  call.location = locate(function->object);
  if (++depth_ > deepest_call)
    diagnostics_.report(Kind::mapping_bad_call, call.location, call.function, "nested too deeply");
  else
    for (const PlacedStatement* input : all(*execution, "input")) read_input(input->object, call);
  --depth_;
  return call;
}

void RmlReader::read_input(const PlacedTerm& placed, Expression& call) {
  const Subject* input = node(placed);
  if (!input) return;
  Argument argument;
  const PlacedStatement* parameter = one(*input, "parameter");
  if (!parameter) parameter = one(*input, "parameterMap");
  if (!parameter) {
    diagnostics_.report(Kind::mapping_missing_key, locate(placed), "this input", "rml:parameter");
    return;
  }
  const Subject* map = node(parameter->object);
  const auto named = map ? read_expression(*map) : std::nullopt;
  argument.parameter = named && named->is_constant() ? named->text : parameter->object.term.value;
  argument.location = locate(parameter->object);
  const PlacedStatement* value_map = one(*input, "inputValueMap");
  if (!value_map) value_map = one(*input, "valueMap");
  if (const PlacedStatement* value = one(*input, "inputValue")) {
    argument.value = expression_of(value->object);
  } else if (value_map) {
    const Subject* inner = node(value_map->object);
    auto made = inner ? read_expression(*inner) : std::nullopt;
    if (!made) {
      diagnostics_.report(Kind::mapping_missing_key, locate(value_map->object), "this input", "rml:reference");
      return;
    }
    argument.value = std::move(*made);
  }
  call.arguments.push_back(std::move(argument));
}

/// The older form: a triples map whose predicates are the parameters, fno:executes among them.
std::optional<Expression> RmlReader::read_function_value(const PlacedTerm& placed) {
  const Subject* map = node(placed);
  Expression call;
  call.kind = Expression::Kind::function;
  call.location = locate(placed);
  if (!map || ++depth_ > deepest_call) return std::nullopt;
  for (const PlacedStatement* statement : all(*map, "predicateObjectMap")) {
    const Subject* po = node(statement->object);
    if (!po) continue;
    Rule scratch;
    read_predicate_object(*po, scratch);
    for (PredicateObjectMap& made : scratch.predicate_objects)
      for (const TermMap& predicate : made.predicates)
        for (ObjectMap& object : made.objects) {
          const std::string& name = predicate.expression.text;
          if (name == "https://w3id.org/function/ontology#executes" ||
              name == "http://w3id.org/function/ontology#executes") {
            call.function = object.term.expression.text;
            call.location = object.term.location;
          } else {
            call.arguments.push_back({name, object.term.expression, -1, predicate.location});
          }
        }
  }
  --depth_;
  if (!call.function.empty()) return call;
  diagnostics_.report(Kind::mapping_missing_key, call.location, "this function value", "fno:executes");
  return std::nullopt;
}

}  // namespace vitagraph::mapping
