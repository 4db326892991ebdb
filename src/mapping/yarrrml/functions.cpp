// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Functions" and §"Conditions": the long form, nested calls, and the form on one line.
#include <algorithm>

#include "mapping/describe.hpp"
#include "mapping/functions/functions.hpp"
#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::string_view idlab = "https://w3id.org/imec/idlab/function#";
constexpr std::string_view grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#";
constexpr int deepest_call = 50;

std::string_view trim_blanks(std::string_view text) { return trim(text); }

/// Ends at the parenthesis, comma or text end that closes what begins at `at`, over quotes and nested parentheses.
std::size_t end_of_argument(std::string_view text, std::size_t at) {
  int depth = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\') {
      ++at;
    } else if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      if (depth-- == 0) return at;
    } else if (c == ',' && depth == 0) {
      return at;
    }
  }
  return at;
}

/// `name(` … `)` as a whole: where the parenthesis opens.
std::optional<std::size_t> call_parenthesis(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || open == 0 || text[open - 1] == '$' || text.back() != ')') return std::nullopt;
  for (const char c : text.substr(0, open))
    if (c == ' ' || c == '"' || c == '\'' || c == '=') return std::nullopt;
  return open;
}

std::string unquote(std::string_view text) {
  std::string out;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\' && (text[at + 1] == text.front() || text[at + 1] == '\\') && at + 2 < text.size()) ++at;
    out += text[at];
  }
  return out;
}

}  // namespace

std::string YarrrmlReader::function_iri(std::string_view name, const Location& place) {
  // The spec's own short names for the one function that joins are made of.
  if (name == "equal" || name == "notEqual") return std::string(idlab) + std::string(name);
  std::string iri = expand(name, place, Use::iri);
  if (iri.find(':') != std::string::npos) return iri;
  Diagnostic no_iri = DiagnosticSink::make(Kind::mapping_not_iri, place, iri);
  std::map<std::string, std::string> iris;
  for (const Function* known : all_functions())
    iris.try_emplace(known->iri.substr(known->iri.find_last_of("#/") + 1), known->iri);
  const std::string meant = iris.count(iri) != 0 ? iri : nearest_name(iri, names_for_suggestions(iris));
  if (!meant.empty())
    no_iri.notes.push_back({fmt::format("similar name: `{}`", shorten(iris.at(meant), rules_.prefixes)), {}});
  diagnostics_.report(std::move(no_iri));
  return iri;
}

std::string YarrrmlReader::parameter_iri(std::string_view name, const std::string& function, const Location& place) {
  if (name == "str1" && function.rfind(idlab, 0) == 0) return std::string(grel) + "valueParameter";
  if (name == "str2" && function.rfind(idlab, 0) == 0) return std::string(grel) + "valueParameter2";
  if (name.find(':') != std::string_view::npos) return expand(name, place, Use::iri);
  // "The prefix of the parameter may be left out": a known function says which vocabulary its parameters are of,
  // for the others it is the function's own.
  if (const Function* known = find_function(function))
    for (const Parameter& parameter : known->parameters)
      for (const std::string& iri : parameter.iris)
        if (iri.substr(iri.find_last_of("#/") + 1) == name) return iri;
  const std::size_t cut = function.find_last_of("#/");
  return (cut == std::string::npos ? std::string() : function.substr(0, cut + 1)) + std::string(name);
}

bool YarrrmlReader::is_call(std::string_view text) const {
  const auto open = call_parenthesis(text);
  if (!open) return false;
  const std::size_t colon = text.find(':');
  const auto prefix = rules_.prefixes.find(std::string(text.substr(0, std::min(colon, text.size()))));
  return colon < *open && prefix != rules_.prefixes.end() &&
         find_function(prefix->second + std::string(text.substr(colon + 1, *open - colon - 1)));
}

std::vector<Expression> YarrrmlReader::read_conditions(const YAML::Node& node, bool join) {
  std::vector<Expression> out;
  const auto one = [&](const YAML::Node& item) {
    if (auto call = read_function(item, join)) out.push_back(std::move(*call));
  };
  if (node.IsSequence())
    for (const YAML::Node& item : node) one(item);
  else
    one(node);
  return out;
}

std::optional<Expression> YarrrmlReader::read_function(const YAML::Node& node, bool join) {
  if (node.IsScalar()) return function_of_text(trim_blanks(node.Scalar()), node, join, 0);
  if (!wants(node, node.IsMap(), "a function")) return std::nullopt;
  const YAML::Node name = get(node, key::function);
  if (!name.IsDefined()) {
    diagnostics_.report(Kind::mapping_missing_key, locate(node), "this call", "function");
    return std::nullopt;
  }
  if (!wants(name, name.IsScalar(), "a function's name")) return std::nullopt;
  std::optional<Expression> call = function_of_text(trim_blanks(name.Scalar()), name, join, 0);
  const YAML::Node parameters = get(node, key::parameters);
  if (call && parameters.IsDefined() && !parameters.IsNull()) read_parameters(parameters, *call, join);
  return call;
}

std::optional<Expression> YarrrmlReader::function_of_text(std::string_view text, const YAML::Node& node, bool join,
                                                          int depth) {
  Expression call;
  call.kind = Expression::Kind::function;
  call.location = locate(node);
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) {
    call.function = function_iri(text, call.location);
    return call;
  }
  const auto bad = [&](const char* why) {
    report(Kind::mapping_bad_call, node, std::string(text), why);
    return std::nullopt;
  };
  if (text.starts_with("$(")) return bad("a function is called, as in `equal(str1 = $(name), str2 = x)`");
  if (text.back() != ')') return bad("the parenthesis is not closed");
  if (depth > deepest_call) return bad("nested too deeply");
  call.function = function_iri(trim_blanks(text.substr(0, open)), call.location);
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  while (!trim_blanks(rest).empty()) {
    const std::size_t end = end_of_argument(rest, 0);
    const std::string_view argument = trim_blanks(rest.substr(0, end));
    if (end < rest.size() && rest[end] == ')') return bad("a `)` too many");
    rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos) return bad("each argument is `parameter = value`");
    const std::string_view name = trim_blanks(argument.substr(0, equals)),
                           value = trim_blanks(argument.substr(equals + 1));
    Argument made;
    made.parameter = parameter_iri(name, call.function, call.location);
    const Side side = join && name == "str2" ? Side::parent : Side::child;
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
      made.value = read_text(unquote(value), call.location, Use::text, side);
    } else if (call_parenthesis(value)) {
      auto nested = function_of_text(value, node, join, depth + 1);
      if (!nested) return std::nullopt;
      made.value = std::move(*nested);
    } else {
      std::string plain(value);
      const bool iri = cut_ending(plain, "~iri");
      made.value = read_text(plain, call.location, iri ? Use::iri : Use::text, side);
    }
    call.arguments.push_back(std::move(made));
  }
  return call;
}

void YarrrmlReader::read_parameters(const YAML::Node& node, Expression& call, bool join) {
  if (!wants(node, node.IsSequence(), "a list of parameters")) return;
  for (const YAML::Node& item : node) read_parameter(item, call, join);
}

void YarrrmlReader::read_parameter(const YAML::Node& node, Expression& call, bool join) {
  static const KeyNames from{"from"};
  YAML::Node name(YAML::NodeType::Undefined), value(YAML::NodeType::Undefined), side_node(YAML::NodeType::Undefined);
  if (node.IsSequence() && (node.size() == 2 || node.size() == 3)) {
    name.reset(node[0]);
    value.reset(node[1]);
    if (node.size() == 3) side_node.reset(node[2]);
  } else if (node.IsMap()) {
    check_keys(node, {&key::parameter, &key::value, &key::type, &from});
    name.reset(get(node, key::parameter));
    value.reset(get(node, key::value));
    side_node.reset(get(node, from));
  }
  if (!name.IsDefined() || !value.IsDefined() || !name.IsScalar()) {
    report(Kind::mapping_wrong_shape, node, "`[parameter, value]` or a map with `parameter` and `value`",
           shape_of(node));
    return;
  }
  Argument argument;
  argument.parameter = parameter_iri(name.Scalar(), call.function, locate(name));
  // In a condition that joins, the second text comes from the other mapping unless the mapping says otherwise.
  Side side = join && (name.Scalar() == "str2" || argument.parameter == std::string(grel) + "valueParameter2")
                  ? Side::parent
                  : Side::child;
  if (side_node.IsDefined() && !side_node.IsNull() && wants(side_node, side_node.IsScalar(), "`s` or `o`")) {
    const std::string& text = side_node.Scalar();
    if (text == "s" || text == "subject")
      side = Side::child;
    else if (text == "o" || text == "object")
      side = Side::parent;
    else
      report(Kind::mapping_wrong_shape, side_node, "`s` or `o`", text);
  }
  if (auto read = read_parameter_value(value, side, join)) {
    argument.value = std::move(*read);
    call.arguments.push_back(std::move(argument));
  }
}

std::optional<Expression> YarrrmlReader::read_parameter_value(const YAML::Node& node, Side side, bool join) {
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    const bool iri = cut_ending(text, "~iri");
    return read_text(text, locate(node), iri ? Use::iri : Use::text, side);
  }
  if (node.IsMap()) {
    if (get(node, key::function).IsDefined()) {
      check_keys(node, {&key::function, &key::parameters, &key::parent, &key::type, &key::datatype});
      return read_function(node, join);
    }
    const YAML::Node value = get(node, key::value);
    if (value.IsDefined()) {
      check_keys(node, {&key::value, &key::type, &key::datatype});
      return read_parameter_value(value, side, join);
    }
  }
  if (node.IsNull()) return Expression::constant({}, locate(node));
  wants(node, false, "a value or a function");
  return std::nullopt;
}

}  // namespace vitagraph::mapping
