// SPDX-License-Identifier: Apache-2.0
#include "mapping/evaluate.hpp"

#include <array>
#include <cmath>
#include <cstdlib>

#include "mapping/functions/functions.hpp"
#include "mapping/join.hpp"
#include "shapes/shapes.hpp"

namespace vitagraph::mapping {
namespace {

/// RFC 3986 unreserved: what a template's value may put into an IRI as it is (R2RML §7.3 "IRI-safe").
constexpr std::array<bool, 256> unreserved = [] {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = table[static_cast<std::size_t>(c - 32)] = true;
  for (const char c : {'-', '.', '_', '~'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// RFC 3987 ucschar, apart from the ASCII ones.
bool is_ucschar(char32_t c) {
  if (c >= 0xA0 && c <= 0xD7FF) return true;
  if (c >= 0xF900 && c <= 0xFDCF) return true;
  if (c >= 0xFDF0 && c <= 0xFFEF) return true;
  return c >= 0x10000 && c <= 0xEFFFD && (c & 0xFFFF) <= 0xFFFD && !(c >= 0xE0000 && c < 0xE1000);
}

void append_encoded(std::string_view text, Evaluator::Encoding encoding, std::string& out) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    std::size_t length = 1;
    bool keep = unreserved[byte];
    if (byte >= 0x80 && encoding == Evaluator::Encoding::iri) {
      const CodePoint point = code_point_at(text, at);
      length = point.length;
      keep = is_ucschar(point.value);
    }
    for (std::size_t i = 0; i < length; ++i, ++at) {
      const auto b = static_cast<unsigned char>(text[at]);
      if (keep) {
        out += text[at];
      } else {
        out += '%';
        out += digits[b >> 4];
        out += digits[b & 15];
      }
    }
  }
}

bool has_scheme(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  for (std::size_t i = 0; i < colon; ++i) {
    const char c = text[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return false;
  }
  return true;
}

bool is_number(Natural natural) { return natural == Natural::integer || natural == Natural::floating; }

std::string_view natural_datatype(Natural natural) {
  switch (natural) {
    case Natural::text: return {};
    case Natural::integer: return rdf::vocabulary::xsd_integer;
    case Natural::floating: return rdf::vocabulary::xsd_double;
    case Natural::boolean: return rdf::vocabulary::xsd_boolean;
    case Natural::date: return rdf::vocabulary::xsd_date;
    case Natural::decimal: return "http://www.w3.org/2001/XMLSchema#decimal";
    case Natural::time: return "http://www.w3.org/2001/XMLSchema#time";
    case Natural::binary: return "http://www.w3.org/2001/XMLSchema#hexBinary";
    case Natural::date_time: return "http://www.w3.org/2001/XMLSchema#dateTime";
  }
  return {};
}

/// xsd:double in its canonical form (XML Schema 1.1 §E.1), which RML-Core wants of natural doubles.
std::string canonical_double(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "INF" : "-INF";
  if (value == 0) return "0.0E0";
  std::string text;
  // The shortest digits that read back the same value.
  for (int digits = 0; digits <= 16; ++digits) {
    text = fmt::format("{:.{}e}", value, digits);
    if (std::strtod(text.c_str(), nullptr) == value) break;
  }
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  return fmt::format("{}E{}", mantissa, std::atoi(text.c_str() + e + 1));
}

/// For messages.
std::string short_name(std::string_view datatype) {
  constexpr std::string_view xsd = rdf::vocabulary::xsd;
  return datatype.substr(0, xsd.size()) == xsd ? fmt::format("xsd:{}", datatype.substr(xsd.size()))
                                               : std::string(datatype);
}

/// Every combination of arguments is a call; a row must not multiply beyond this.
constexpr std::size_t most_combinations = 100'000;

}  // namespace

bool is_language(std::string_view tag) {
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  // BCP 47: one letter is x or i only; four are reserved, and nothing of five to eight letters is registered.
  return rdf::is_language_tag(tag) &&
         (primary == 2 || primary == 3 || (primary == 1 && (tag[0] == 'x' || tag[0] == 'i')));
}

void Evaluator::values(const Expression& e, Encoding encoding, Values& out) {
  switch (e.kind) {
    case Expression::Kind::constant: out.push_back({e.text, Natural::text}); return;
    case Expression::Kind::reference: {
      const auto values = row(e.side).slot(e.slot);
      out.insert(out.end(), values.begin(), values.end());
      return;
    }
    case Expression::Kind::pattern: pattern(e, encoding, out); return;
    case Expression::Kind::function: call(e, out); return;
  }
}

void Evaluator::pattern(const Expression& e, Encoding encoding, Values& out) {
  const Row& from = row(e.side);
  std::size_t combinations = 1;
  for (const Piece& piece : e.pieces)
    if (piece.is_reference) combinations *= std::min(from.slot(piece.slot).size(), most_combinations);
  if (combinations > most_combinations) {
    problems_.value_problem("more than a hundred thousand combinations of values in one template", e.location);
    return;
  }
  std::string& text = scratch_;
  for (std::size_t n = 0; n < combinations; ++n) {
    text.clear();
    std::size_t rest = n, radix = combinations;
    for (const Piece& piece : e.pieces) {
      if (!piece.is_reference) {
        text += piece.text;
        continue;
      }
      // The first reference varies slowest.
      const auto values = from.slot(piece.slot);
      radix /= values.size();
      const Value& value = values[rest / radix];
      rest %= radix;
      if (encoding == Encoding::none)
        text += value.text;
      else
        append_encoded(value.text, encoding, text);
    }
    out.push_back({arena_.keep(text), Natural::text});
  }
}

/// Tells of values that the function has no use of; false when an argument has no other. Constants were looked at when
/// the rules were compiled.
bool Evaluator::drop_unusable(const Expression& e, std::vector<Values>& arguments) {
  for (const Argument& argument : e.arguments) {
    if (argument.position < 0 || argument.value.is_constant()) continue;
    const auto at = static_cast<std::size_t>(argument.position);
    const Takes takes = e.implementation->parameters[at].takes;
    if (takes == Takes::text) continue;
    const std::size_t dropped = std::erase_if(arguments[at], [&](const Value& value) {
      const std::string why = why_unusable(takes, value.text);
      if (!why.empty()) problems_.value_problem(why, e.location);
      return !why.empty();
    });
    if (dropped != 0 && arguments[at].empty()) return false;
  }
  return true;
}

void Evaluator::call(const Expression& e, Values& out) {
  const Function& function = *e.implementation;
  std::vector<Values> arguments(function.parameters.size());
  for (const Argument& argument : e.arguments)
    if (argument.position >= 0)
      values(argument.value, Encoding::none, arguments[static_cast<std::size_t>(argument.position)]);
  if (!drop_unusable(e, arguments)) return;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Parameter& parameter = function.parameters[i];
    if (parameter.required && !parameter.list && arguments[i].empty())
      return;  // no value, no call: absence stays absence
    if (!parameter.list && arguments[i].size() > 1) combinations *= std::min(arguments[i].size(), most_combinations);
  }
  const auto run = [&](const std::vector<Values>& with) {
    Call one{with, arena_, out, child_};
    function.call(one);
    if (!one.fault.empty()) problems_.value_problem(one.fault, e.location);
  };
  if (combinations == 1) {
    run(arguments);
    return;
  }
  if (combinations > most_combinations) {
    problems_.value_problem("more than a hundred thousand combinations of arguments in one call", e.location);
    return;
  }
  std::vector<Values> picked(arguments);
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n, radix = combinations;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (function.parameters[i].list || arguments[i].size() < 2) continue;
      radix /= arguments[i].size();
      picked[i].assign(1, arguments[i][rest / radix]);
      rest %= radix;
    }
    run(picked);
  }
}

bool Evaluator::holds(const std::vector<Expression>& conditions) {
  for (const Expression& condition : conditions) {
    Values result;
    values(condition, Encoding::none, result);
    if (result.empty()) return false;
    for (const Value& value : result)
      if (value.text != "true") return false;
  }
  return true;
}

void Evaluator::keys(const std::vector<Expression>& expressions, std::vector<std::string>& out) {
  out.assign(1, {});
  for (const Expression& e : expressions) {
    Values found;
    values(e, Encoding::none, found);
    std::vector<std::string> longer;
    for (const std::string& key : out)
      for (const Value& value : found) {
        longer.push_back(key);
        JoinTable::append_key(longer.back(), value.text);
      }
    out = std::move(longer);
  }
}

bool Evaluator::iri(std::string_view text, TermType type, const Location& place, rdf::TermView& out) {
  const bool unsafe = type == TermType::unsafe_iri || type == TermType::unsafe_uri;
  out = {rdf::TermKind::iri, text, {}, {}};
  if (unsafe ? has_scheme(text) : rdf::is_absolute_iri(text)) return true;
  // RML-Core §"Generating IRIs": a relative one has the base put in front, nothing is resolved.
  char* joined = arena_.take(base_.size() + text.size());
  std::memcpy(joined, base_.data(), base_.size());
  if (!text.empty()) std::memcpy(joined + base_.size(), text.data(), text.size());
  out.value = {joined, base_.size() + text.size()};
  if (unsafe || rdf::is_absolute_iri(out.value)) return true;
  problems_.value_problem(fmt::format("`{}` is no IRI", to_valid_utf8(text)), place);
  return false;
}

std::string_view Evaluator::blank_label(std::string_view text) {
  // Distinct values stay distinct: whatever is no ASCII letter or digit is written as its hexadecimal byte.
  std::string label = "v";
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain)
      label += c;
    else
      label += fmt::format("_{:02x}", static_cast<unsigned char>(c));
  }
  return arena_.keep(label);
}

std::string_view Evaluator::as_double(std::string_view number) {
  const double value = std::strtod(std::string(number).c_str(), nullptr);
  // The digits of what no double holds say more than INF.
  const bool beyond = std::isinf(value) && number.find_first_of("0123456789") != std::string_view::npos;
  return beyond ? number : arena_.keep(canonical_double(value));
}

void Evaluator::literal(const TermMap& map, const Value& value, MadeTerms& out) {
  rdf::TermView term{rdf::TermKind::literal, value.text, {}, {}};
  if (!map.languages.empty()) {
    const Expression& language = map.languages.front();
    if (language.is_constant()) {  // checked when it was read
      term.language = language.text;
      put(map, term, out);
      return;
    }
    Values languages;
    values(language, Encoding::none, languages);
    for (const Value& tag : languages) {
      if (!is_language(tag.text)) {
        problems_.value_problem(fmt::format("`{}` is no language tag", to_valid_utf8(tag.text)), language.location);
        continue;
      }
      term.language = tag.text;
      put(map, term, out);
    }
    return;
  }
  if (!map.datatypes.empty()) {
    const Expression& datatype = map.datatypes.front();
    Values datatypes;
    values(datatype, Encoding::iri, datatypes);
    for (const Value& value_of : datatypes) {
      rdf::TermView made;
      if (!iri(value_of.text, TermType::iri, datatype.location, made)) continue;
      term.datatype = made.value == rdf::vocabulary::xsd_string ? std::string_view() : made.value;
      if (is_number(value.natural) && made.value == rdf::vocabulary::xsd_double) term.value = as_double(value.text);
      // R2RML §11.2: an ill-typed literal is a data error.
      if (!shapes::is_lexical_form(term.value, made.value)) {
        problems_.value_problem(fmt::format("`{}` is no {}", to_valid_utf8(term.value), short_name(made.value)),
                                map.expression.location);
        continue;
      }
      put(map, term, out);
    }
    return;
  }
  if (map.expression.kind == Expression::Kind::reference || map.expression.kind == Expression::Kind::function)
    term.datatype = natural_datatype(value.natural);
  if (value.natural == Natural::floating && !term.datatype.empty()) term.value = as_double(value.text);
  put(map, term, out);
}

void Evaluator::made_of(const TermMap& map, const Value& value, MadeTerms& out) {
  if (map.type == TermType::literal) {
    literal(map, value, out);
  } else if (map.type == TermType::blank) {
    put(map, {rdf::TermKind::blank, blank_label(value.text), {}, {}}, out);
  } else if (map.expression.begins_absolute && map.type != TermType::unsafe_iri && map.type != TermType::unsafe_uri) {
    put(map, {rdf::TermKind::iri, value.text, {}, {}}, out);
  } else if (rdf::TermView made; iri(value.text, map.type, map.expression.location, made)) {
    put(map, made, out);
  }
}

void Evaluator::terms(const TermMap& map, std::string_view fresh, MadeTerms& out) {
  if (!map.conditions.empty() && !holds(map.conditions)) return;
  if (map.ready) {
    out.push_back({{rdf::TermKind::iri, map.expression.text, {}, {}},
                   &map.written,
                   map.target_uses.empty() ? nullptr : &map.target_uses});
    return;
  }
  if (map.fresh_blank) {
    put(map, {rdf::TermKind::blank, fresh, {}, {}}, out);
    return;
  }
  if (map.expression.kind == Expression::Kind::reference) {
    for (const Value& value : row(map.expression.side).slot(map.expression.slot)) made_of(map, value, out);
    return;
  }
  const Encoding encoding = map.type == TermType::iri   ? Encoding::iri
                            : map.type == TermType::uri ? Encoding::uri
                                                        : Encoding::none;
  Values found;
  values(map.expression, encoding, found);
  for (const Value& value : found) made_of(map, value, out);
}

}  // namespace vitagraph::mapping
