// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Subjects", §"Predicates and objects", §"Graphs": the terms, in all their short and long forms.
#include <algorithm>

#include "mapping/datatypes.hpp"
#include "mapping/evaluate.hpp"
#include "mapping/yarrrml/reader.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {
namespace {

const KeyNames* const call_keys[] = {&key::function, &key::parameters};

bool is_type(const TermMap& term) {
  return term.expression.is_constant() && term.expression.text == rdf::vocabulary::rdf_type;
}

/// Whether a prefix was written for what is now an IRI's beginning.
bool is_prefixed(const std::string& text, const Expression& read) {
  const std::string& first = read.pieces.empty() ? read.text : read.pieces.front().text;
  return read.kind != Expression::Kind::reference && first.find("://") != std::string::npos &&
         text.find("//") == std::string::npos && text.find(' ') == std::string::npos;
}

/// YARRRML 1.3 §"Predicates": `a` stands for rdf:type, and then the objects are IRIs.
bool expand_a(std::vector<TermMap>& predicates) {
  bool found = false;
  for (TermMap& term : predicates) {
    if (term.expression.is_constant() && term.expression.text == "a") term.expression.text = rdf::vocabulary::rdf_type;
    found = found || is_type(term);
  }
  return found;
}

/// `$(page)~irri`, which would be a text with that ending.
void check_marker(const std::string& text, const Location& place, DiagnosticSink& diagnostics) {
  static const std::vector<std::string> markers = {"iri", "lang"};
  const std::size_t tilde = text.rfind('~');
  if (tilde == std::string::npos || (tilde > 0 && text[tilde - 1] == '/')) return;  // a home page's `/~ana`
  const std::string near = nearest_name(text.substr(tilde + 1), markers);
  if (near.empty()) return;
  Diagnostic slip = DiagnosticSink::make(Kind::mapping_without_effect, place, text.substr(tilde),
                                         "it is a part of the text, as it stands");
  slip.notes.push_back({fmt::format("similar name: `~{}`", near), {}});
  diagnostics.report(std::move(slip));
}

}  // namespace

std::vector<TermMap> YarrrmlReader::read_subjects(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return {};
  return read_iri_terms(node, "a subject", Quoting::allowed);
}

bool YarrrmlReader::quotes(const YAML::Node& node) const {
  return node.IsMap() && (get(node, key::quoted).IsDefined() || get(node, key::quoted_only).IsDefined());
}

/// The statements of another mapping as a term (RML-star; `quoted` and `quotedNonAsserted` as Yatter and Morph-KGC read
/// them). One use of the second keeps that mapping's statements out of the output.
std::optional<TermMap> YarrrmlReader::read_quoted(const YAML::Node& node) {
  check_keys(node, {&key::quoted, &key::quoted_only, &key::conditions, &key::targets});
  TermMap term;
  term.location = locate(node);
  term.type = TermType::blank;
  term.has_expression = false;
  auto made = std::make_shared<QuotedMap>();
  made->join_key = "condition";
  const auto add = [&](const YAML::Node& name) {
    if (!wants(name, name.IsScalar(), "a mapping's name")) return false;
    made->rules.push_back(name.Scalar());
    parent_uses_.push_back({name.Scalar(), locate(name)});
    return true;
  };
  if (const YAML::Node name = get(node, key::quoted); name.IsDefined()) add(name);
  if (const YAML::Node name = get(node, key::quoted_only); name.IsDefined() && add(name))
    only_quoted_.insert(name.Scalar());
  if (const YAML::Node conditions = get(node, key::conditions); conditions.IsDefined())
    made->joins = read_conditions(conditions, true);
  if (const YAML::Node targets = get(node, key::targets); targets.IsDefined()) term.targets = read_target_list(targets);
  if (made->rules.empty()) return std::nullopt;
  term.quoted = std::move(made);
  return term;
}

std::vector<TermMap> YarrrmlReader::read_iri_terms(const YAML::Node& node, const char* what, Quoting quoting) {
  std::vector<TermMap> out;
  const auto one = [&](const YAML::Node& item) {
    if (!wants(item, item.IsScalar() || item.IsMap() || item.IsSequence(), what)) return;
    auto term = quoting == Quoting::allowed && quotes(item) ? read_quoted(item) : read_iri_term(item);
    if (!term) return;
    // RDF 1.1 §3.1: only objects are literals, and predicates are IRIs.
    const bool is_predicate = std::string_view(what).ends_with("predicate");
    if (!term->quoted && (term->type == TermType::literal || (is_predicate && term->type == TermType::blank))) {
      const YAML::Node type = item.IsMap() ? get(item, key::type) : YAML::Node(YAML::NodeType::Undefined);
      diagnostics_.report(Kind::mapping_wrong_term_type, locate(type.IsDefined() ? type : item), what,
                          term->type == TermType::literal ? "a literal" : "a blank node");
    }
    out.push_back(std::move(*term));
  };
  if (node.IsSequence())
    for (const YAML::Node& item : node) one(item);
  else
    one(node);
  return out;
}

std::optional<TermMap> YarrrmlReader::read_iri_term(const YAML::Node& node) {
  TermMap term;
  term.type = TermType::iri;
  term.location = locate(node);
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    if (!cut_ending(text, "~iri")) check_marker(text, locate(node), diagnostics_);
    term.expression = read_text(text, term.location, Use::iri);
    return term;
  }
  if (node.IsSequence()) {  // [value, targets]
    if (!wants(node, node.size() >= 1 && node.size() <= 2, "`[value, targets]`")) return std::nullopt;
    auto first = read_iri_term(node[0]);
    if (first && node.size() == 2) first->targets = read_target_list(node[1]);
    return first;
  }
  check_keys(node, {&key::value, &key::type, &key::targets, &key::conditions, call_keys[0], call_keys[1]});
  const YAML::Node value = get(node, key::value);
  if (get(node, key::function).IsDefined()) {
    if (auto call = read_function(node, false))
      term.expression = std::move(*call);
    else
      return std::nullopt;
  } else if (value.IsDefined() && value.IsMap()) {
    if (auto call = read_function(value, false))
      term.expression = std::move(*call);
    else
      return std::nullopt;
  } else if (value.IsDefined() && !value.IsNull()) {
    if (!wants(value, value.IsScalar(), "text or a function")) return std::nullopt;
    auto inner = read_iri_term(value);
    term.expression = std::move(inner->expression);
  } else {
    term.type = TermType::blank;
    term.fresh_blank = true;
  }
  if (!read_type(node, term)) return std::nullopt;
  if (const YAML::Node targets = get(node, key::targets); targets.IsDefined()) term.targets = read_target_list(targets);
  if (const YAML::Node conditions = get(node, key::conditions); conditions.IsDefined())
    term.conditions = read_conditions(conditions, false);
  return term;
}

void YarrrmlReader::read_predicate_objects(const YAML::Node& node, Rule& rule) {
  if (node.IsMap()) {  // one without a list around it
    if (auto po = read_predicate_object(node)) rule.predicate_objects.push_back(std::move(*po));
    return;
  }
  if (!wants(node, node.IsSequence(), "a list of predicates and objects")) return;
  if ((node.size() == 2 || node.size() == 3) && node[0].IsScalar() && node[1].IsScalar()) {
    Diagnostic bare = DiagnosticSink::make(Kind::mapping_wrong_shape, locate(node), "a list of `[predicate, object]`",
                                           "a list of texts");
    bare.notes.push_back({fmt::format("one of them is written `[[{}, {}]]`", node[0].Scalar(), node[1].Scalar()), {}});
    diagnostics_.report(std::move(bare));
    return;
  }
  for (const YAML::Node& item : node)
    if (auto po = read_predicate_object(item)) rule.predicate_objects.push_back(std::move(*po));
}

std::optional<PredicateObjectMap> YarrrmlReader::read_predicate_object(const YAML::Node& node) {
  if (node.IsSequence()) return predicate_object_of_list(node);
  if (!wants(node, node.IsMap(), "`[predicate, object]` or a map")) return std::nullopt;
  return predicate_object_of_map(node);
}

std::optional<PredicateObjectMap> YarrrmlReader::predicate_object_of_list(const YAML::Node& node) {
  if (node.size() != 2 && node.size() != 3) {
    Diagnostic wrong = DiagnosticSink::make(Kind::mapping_wrong_shape, locate(node),
                                            "`[predicate, object]` or `[predicate, object, datatype]`",
                                            fmt::format("a list of {}", node.size()));
    if (node.size() == 1 && node[0].IsScalar() && node[0].Scalar().find(' ') != std::string::npos)
      wrong.notes.push_back({"a comma parts them", {}});
    diagnostics_.report(std::move(wrong));
    return std::nullopt;
  }
  PredicateObjectMap out;
  out.location = locate(node);
  out.predicates = read_iri_terms(node[0], "a predicate");
  read_objects(node[1], expand_a(out.predicates), out);
  check_names(out);
  if (node.size() == 3)
    for (ObjectMap& object : out.objects)
      if (object.parents.empty() && !object.term.quoted && object.term.datatypes.empty() &&
          object.term.languages.empty())
        read_qualifier(node[2], object.term);
  return out;
}

std::optional<PredicateObjectMap> YarrrmlReader::predicate_object_of_map(const YAML::Node& node) {
  check_keys(node, {&key::predicates, &key::inverse, &key::objects, &key::graphs, &key::conditions, &key::type,
                    &key::datatype, &key::language});
  PredicateObjectMap out;
  out.location = locate(node);
  const YAML::Node predicates = get(node, key::predicates), objects = get(node, key::objects),
                   inverse = get(node, key::inverse);
  if (predicates.IsDefined() && !predicates.IsNull()) out.predicates = read_iri_terms(predicates, "a predicate");
  if (inverse.IsDefined() && !inverse.IsNull())
    out.inverse_predicates = read_iri_terms(inverse, "an inverse predicate");
  if (out.predicates.empty() && out.inverse_predicates.empty()) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this entry", "predicates");
    return std::nullopt;
  }
  if (!objects.IsDefined() || objects.IsNull()) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this entry", "objects");
    return std::nullopt;
  }
  read_objects(objects, expand_a(out.predicates), out);
  check_names(out);
  for (ObjectMap& object : out.objects) {
    if (!object.parents.empty() || object.term.quoted) continue;
    if (!read_type(node, object.term)) return std::nullopt;
    if (const YAML::Node d = get(node, key::datatype); d.IsDefined() && object.term.datatypes.empty())
      read_datatype(d, object.term);
    if (const YAML::Node l = get(node, key::language); l.IsDefined() && object.term.languages.empty())
      read_language(l, object.term);
    check_literal(object.term, object.term.location);
    // Nothing but an IRI or a blank node can be the subject of the inverse statement.
    if (!out.inverse_predicates.empty() && object.term.type == TermType::literal) {
      report(Kind::mapping_literal_subject, inverse);
      break;
    }
  }
  if (const YAML::Node graphs = get(node, key::graphs); graphs.IsDefined())
    out.graphs = read_iri_terms(graphs, "a graph");
  if (const YAML::Node conditions = get(node, key::conditions); conditions.IsDefined())
    out.conditions = read_conditions(conditions, false);
  return out;
}

/// `[name, $(name)]` where `foaf:name` was meant.
void YarrrmlReader::check_names(const PredicateObjectMap& map) {
  if (!rules_.base.empty()) return;  // a mapping that says its base may mean it
  const auto check = [&](const TermMap& term) {
    const std::string& text = term.expression.text;
    if (term.type == TermType::iri && term.expression.is_constant() && !term.fresh_blank && !term.quoted &&
        !text.empty() && !rdf::is_absolute_iri(text))
      diagnostics_.report(Kind::mapping_relative_name, term.expression.location, text);
  };
  for (const TermMap& term : map.predicates) check(term);
  for (const TermMap& term : map.inverse_predicates) check(term);
  if (std::none_of(map.predicates.begin(), map.predicates.end(), is_type)) return;
  for (const ObjectMap& object : map.objects)
    if (object.parents.empty()) check(object.term);
}

void YarrrmlReader::read_objects(const YAML::Node& node, bool as_iri, PredicateObjectMap& out) {
  const auto one = [&](const YAML::Node& item) {
    if (auto object = read_object(item, as_iri)) out.objects.push_back(std::move(*object));
  };
  if (node.IsSequence())
    for (const YAML::Node& item : node) one(item);
  else
    one(node);
}

std::optional<ObjectMap> YarrrmlReader::read_object(const YAML::Node& node, bool as_iri) {
  ObjectMap object;
  object.term.location = locate(node);
  object.term.type = as_iri ? TermType::iri : TermType::literal;
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    if (cut_ending(text, "~iri"))
      object.term.type = TermType::iri;
    else
      check_marker(text, object.term.location, diagnostics_);
    object.term.expression =
        read_text(text, object.term.location, object.term.type == TermType::iri ? Use::iri : Use::text);
    const bool call = is_call(text);
    if (call)
      diagnostics_.report(Kind::mapping_without_effect, object.term.location, text,
                          "it is text; a function is called by `{function: …}`");
    object.term.prefixed_text =
        !call && object.term.type == TermType::literal && is_prefixed(text, object.term.expression);
    return object;
  }
  if (node.IsSequence()) {  // [value, datatype or language, targets]
    if (!wants(node, node.size() >= 1 && node.size() <= 3, "`[value, datatype]`")) return std::nullopt;
    auto first = read_object(node[0], as_iri);
    if (!first) return std::nullopt;
    if (node.size() >= 2 && !node[1].IsNull()) read_qualifier(node[1], first->term);
    if (node.size() == 3) first->term.targets = read_target_list(node[2]);
    return first;
  }
  if (!wants(node, node.IsMap(), "an object")) return std::nullopt;
  return object_of_map(node, as_iri);
}

std::optional<ObjectMap> YarrrmlReader::object_of_map(const YAML::Node& node, bool as_iri) {
  ObjectMap object;
  TermMap& term = object.term;
  term.location = locate(node);
  term.type = as_iri ? TermType::iri : TermType::literal;
  if (quotes(node)) {
    auto quoted = read_quoted(node);
    if (!quoted) return std::nullopt;
    term = std::move(*quoted);
    return object;
  }
  const YAML::Node parent = get(node, key::parent), conditions = get(node, key::conditions),
                   targets = get(node, key::targets);
  if (targets.IsDefined()) term.targets = read_target_list(targets);
  if (parent.IsDefined()) {
    check_keys(node, {&key::parent, &key::conditions, &key::targets});
    const auto one = [&](const YAML::Node& item) {
      if (!wants(item, item.IsScalar(), "a mapping's name")) return;
      object.parents.push_back(item.Scalar());
      parent_uses_.push_back({item.Scalar(), locate(item)});
    };
    if (parent.IsSequence())
      for (const YAML::Node& item : parent) one(item);
    else
      one(parent);
    if (conditions.IsDefined()) object.joins = read_conditions(conditions, true);
    return object.parents.empty() ? std::nullopt : std::optional(std::move(object));
  }
  check_keys(node, {&key::value, &key::type, &key::datatype, &key::language, &key::conditions, &key::targets,
                    call_keys[0], call_keys[1]});
  if (!read_type(node, term)) return std::nullopt;
  const YAML::Node value = get(node, key::value);
  if (get(node, key::function).IsDefined() || (value.IsDefined() && value.IsMap())) {
    auto call = read_function(value.IsDefined() && value.IsMap() ? value : node, false);
    if (!call) return std::nullopt;
    term.expression = std::move(*call);
  } else if (value.IsDefined() && !value.IsNull()) {
    if (!wants(value, value.IsScalar(), "text or a function")) return std::nullopt;
    std::string text = value.Scalar();
    if (cut_ending(text, "~iri"))
      term.type = TermType::iri;
    else
      check_marker(text, locate(value), diagnostics_);
    term.expression = read_text(text, locate(value), term.type == TermType::iri ? Use::iri : Use::text);
    term.prefixed_text =
        term.type == TermType::literal && is_prefixed(text, term.expression) && !get(node, key::type).IsDefined();
  } else if (term.type == TermType::blank) {
    term.fresh_blank = true;
  } else {
    diagnostics_.report(Kind::mapping_missing_key, term.location, "this object", "value");
    return std::nullopt;
  }
  if (const YAML::Node d = get(node, key::datatype); d.IsDefined()) read_datatype(d, term);
  if (const YAML::Node l = get(node, key::language); l.IsDefined()) read_language(l, term);
  if (conditions.IsDefined()) term.conditions = read_conditions(conditions, false);
  check_literal(term, term.location);
  return object;
}

/// The third element of a shortcut: `en~lang` is a language, anything else a datatype.
void YarrrmlReader::read_qualifier(const YAML::Node& node, TermMap& term) {
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    if (cut_ending(text, "~lang")) {
      term.languages = {read_text(text, locate(node), Use::text)};
      check_literal(term, locate(node));
      return;
    }
  }
  if (node.IsScalar()) check_marker(node.Scalar(), locate(node), diagnostics_);
  read_datatype(node, term);
  check_literal(term, locate(node));
}

/// `language: {value: en, targets: t}`: what stands under `value`; nothing when the map is a call.
std::optional<YAML::Node> YarrrmlReader::value_with_targets(const YAML::Node& node, TermMap& term) {
  const YAML::Node value = get(node, key::value);
  if (!value.IsDefined() || get(node, key::function).IsDefined()) return std::nullopt;
  check_keys(node, {&key::value, &key::type, &key::targets});
  if (const YAML::Node targets = get(node, key::targets); targets.IsDefined())
    for (std::string& target : read_target_list(targets)) term.targets.push_back(std::move(target));
  return value;
}

void YarrrmlReader::read_datatype(const YAML::Node& node, TermMap& term) {
  if (node.IsMap()) {
    if (const auto value = value_with_targets(node, term)) {
      read_datatype(*value, term);
      return;
    }
    if (auto call = read_function(node, false)) term.datatypes = {std::move(*call)};
  } else if (wants(node, node.IsScalar(), "a datatype")) {
    term.datatypes = {read_text(node, Use::iri)};
    const std::string& iri = term.datatypes.front().text;
    check_datatype(term.datatypes.front(), rules_.prefixes, diagnostics_);
    if (!term.datatypes.front().is_constant() || rdf::is_absolute_iri(iri) || !rules_.base.empty()) return;
    Diagnostic relative = DiagnosticSink::make(Kind::mapping_relative_name, locate(node), iri);
    if (is_xsd_datatype(iri))
      relative.notes.push_back({fmt::format("similar name: `xsd:{}`", iri), {}});
    else if (is_language(iri))
      relative.notes.push_back({fmt::format("a language is written `{}~lang`", iri), {}});
    diagnostics_.report(std::move(relative));
  }
}

void YarrrmlReader::read_language(const YAML::Node& node, TermMap& term) {
  if (node.IsMap()) {
    if (const auto value = value_with_targets(node, term)) {
      read_language(*value, term);
      return;
    }
    if (auto call = read_function(node, false)) term.languages = {std::move(*call)};
    return;
  }
  if (!wants(node, node.IsScalar(), "a language")) return;
  std::string text = node.Scalar();
  cut_ending(text, "~lang");
  term.languages = {read_text(text, locate(node), Use::text)};
}

bool YarrrmlReader::read_type(const YAML::Node& node, TermMap& term) {
  const YAML::Node type = get(node, key::type);
  if (!type.IsDefined() || type.IsNull()) return true;
  if (!wants(type, type.IsScalar(), "`iri`, `literal` or `blank`")) return false;
  static const std::map<std::string, TermType> types = {{"iri", TermType::iri},
                                                        {"uri", TermType::uri},
                                                        {"unsafeiri", TermType::unsafe_iri},
                                                        {"unsafeuri", TermType::unsafe_uri},
                                                        {"blank", TermType::blank},
                                                        {"literal", TermType::literal}};
  const auto found = types.find(type.Scalar());
  if (found == types.end()) {
    report_unknown(Kind::mapping_unknown_term_type, locate(type), type.Scalar(),
                   {"iri", "uri", "unsafeiri", "unsafeuri", "literal", "blank"});
    return false;
  }
  term.type = found->second;
  return true;
}

void YarrrmlReader::check_literal(const TermMap& term, const Location& place) {
  if (term.type != TermType::literal && (!term.datatypes.empty() || !term.languages.empty()))
    diagnostics_.report(Kind::mapping_typed_iri, place);
  for (const Expression& language : term.languages) {
    if (language.is_constant() && !is_language(language.text))
      diagnostics_.report(Kind::mapping_bad_language, language.location, language.text);
    for (const Expression& datatype : term.datatypes)
      if (!datatype.is_constant() || datatype.text != rdf::vocabulary::rdf_lang_string)
        diagnostics_.report(Kind::mapping_datatype_and_language, place);
  }
}

}  // namespace vitagraph::mapping
