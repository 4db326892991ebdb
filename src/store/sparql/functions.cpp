// SPDX-License-Identifier: Apache-2.0
// §17.4: the built-in functions, and casts (§17.5).
#include <re2/re2.h>

#include <chrono>
#include <cmath>
#include <map>
#include <random>

#include "store/sparql/expressions.hpp"

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;
using rdf::Term;
using Arguments = std::vector<Term>;

bool is_string(const Term& t) { return t.is_literal() && (t.datatype.empty()); }
/// The text with the first argument's language (§17.4.3.1.1).
Term like(const Term& model, std::string_view text) {
  return {rdf::TermKind::literal, std::string(text), {}, model.language};
}
/// §17.4.3.1.2: whether the second argument may go with the first.
bool go_together(const Term& a, const Term& b) {
  return is_string(a) && is_string(b) && (b.language.empty() || b.language == a.language);
}

std::unique_ptr<RE2> pattern_of(const Arguments& a, std::size_t flags_at) {
  RE2::Options options(RE2::Quiet);
  std::string prefix;
  bool literal = false;
  if (a.size() > flags_at)
    for (const char flag : a[flags_at].value) {
      if (flag == 'i' || flag == 's' || flag == 'm')
        prefix += flag;
      else if (flag == 'q')
        literal = true;
      else
        return nullptr;
    }
  const std::string text = literal ? RE2::QuoteMeta(a[1].value) : a[1].value;
  auto out = std::make_unique<RE2>(prefix.empty() ? text : "(?" + prefix + ")" + text, options);
  return out->ok() ? std::move(out) : nullptr;
}

Value regex(const Arguments& a) {
  if (!is_string(a[0])) return std::nullopt;
  const auto pattern = pattern_of(a, 2);
  if (!pattern) return std::nullopt;
  return boolean_term(RE2::PartialMatch(a[0].value, *pattern));
}

Value replace(const Arguments& a) {
  if (!is_string(a[0])) return std::nullopt;
  const auto pattern = pattern_of(a, 3);
  if (!pattern) return std::nullopt;
  std::string rewrite;  // XPath writes $1, RE2 \1
  for (std::size_t i = 0; i < a[2].value.size(); ++i) {
    const char c = a[2].value[i];
    if (c == '$' && i + 1 < a[2].value.size() && a[2].value[i + 1] >= '0' && a[2].value[i + 1] <= '9')
      rewrite += '\\';
    else if (c == '\\' && i + 1 < a[2].value.size() && a[2].value[i + 1] == '$')
      rewrite += a[2].value[++i];
    else
      rewrite += c;
  }
  std::string out = a[0].value;
  RE2::GlobalReplace(&out, *pattern, rewrite);
  return like(a[0], out);
}

Value substr(const Arguments& a) {
  const auto start = number_of(a[1]);
  const auto length = a.size() > 2 ? number_of(a[2]) : std::optional<double>(INFINITY);
  if (!is_string(a[0]) || !start || !length) return std::nullopt;
  // XPath fn:substring: positions from 1 in characters, rounded.
  const double first = std::round(*start), last = first + std::round(*length);
  std::string out;
  double position = 1;
  for (std::size_t at = 0; at < a[0].value.size(); ++position) {
    const CodePoint c = code_point_at(a[0].value, at);
    if (position >= first && position < last) out.append(a[0].value, at, c.length);
    at += c.length;
  }
  return like(a[0], out);
}

Value search(const std::string& name, const Term& a, const Term& b) {
  if (!go_together(a, b)) return std::nullopt;
  const std::size_t at = a.value.find(b.value);
  if (name == "contains") return boolean_term(at != std::string::npos);
  if (name == "strstarts") return boolean_term(a.value.compare(0, b.value.size(), b.value) == 0);
  if (name == "strends")
    return boolean_term(a.value.size() >= b.value.size() &&
                        a.value.compare(a.value.size() - b.value.size(), b.value.size(), b.value) == 0);
  if (at == std::string::npos) return Term::literal("");
  if (name == "strbefore") return like(a, a.value.substr(0, at));
  return like(a, a.value.substr(at + b.value.size()));
}

Value encode_for_uri(const Term& a) {
  std::string out;
  for (const unsigned char c : a.value) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    out += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  }
  return Term::literal(out);
}

Value rounded(const std::string& name, const Term& a) {
  const auto number = number_of(a);
  if (!number) return std::nullopt;
  const double out = name == "abs"     ? std::fabs(*number)
                     : name == "ceil"  ? std::ceil(*number)
                     : name == "floor" ? std::floor(*number)
                                       : std::floor(*number + 0.5);
  if (name != "abs" && std::isfinite(out) && a.datatype.find("decimal") != std::string::npos)
    return Term::typed(fmt::format("{:.0f}", out), a.datatype);
  if (a.datatype != v::xsd_double && std::isfinite(out) && out == std::floor(out) &&
      a.datatype.find("decimal") == std::string::npos)
    return Term::typed(fmt::format("{:.0f}", out), a.datatype);
  return Term::typed(fmt::format("{}", out), a.datatype);
}

/// YEAR … SECONDS of a dateTime or date, by the positions of ISO 8601.
Value date_part(const std::string& name, const Term& a) {
  static const std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> places = {
      {"year", {0, 4}},   {"month", {5, 2}},    {"day", {8, 2}},
      {"hours", {11, 2}}, {"minutes", {14, 2}}, {"seconds", {17, 2}}};
  const auto [begin, length] = places.at(name);
  if (!a.is_literal() || a.datatype.rfind(v::xsd, 0) != 0 || a.value.size() < begin + length) return std::nullopt;
  const std::string digits = a.value.substr(begin, length);
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  if (name == "seconds") return Term::typed(fmt::format("{}", std::stoi(digits)), std::string(v::xsd) + "decimal");
  return integer_term(std::stoi(digits));
}

Value lang_matches(const Term& a, const Term& b) {
  const std::string tag = fold_case(a.value), range = fold_case(b.value);
  if (range == "*") return boolean_term(!tag.empty());
  return boolean_term(tag == range ||
                      (tag.rfind(range, 0) == 0 && tag.size() > range.size() && tag[range.size()] == '-'));
}

Value datatype(const Term& a) {
  if (!a.is_literal()) return std::nullopt;
  if (!a.language.empty()) return Term::iri(v::rdf_lang_string);
  return Term::iri(a.datatype.empty() ? v::xsd_string : std::string_view(a.datatype));
}

Value concat(const Arguments& a) {
  std::string out;
  for (const Term& t : a) {
    if (!is_string(t)) return std::nullopt;
    out += t.value;
  }
  const bool one_language =
      !a.empty() && std::all_of(a.begin(), a.end(), [&](const Term& t) { return t.language == a[0].language; });
  return one_language ? like(a[0], out) : Value(Term::literal(out));
}

/// xsd:integer("5") and its kin.
Value cast(const std::string& type, const Term& a) {
  if (a.kind == rdf::TermKind::blank) return std::nullopt;
  const std::string name = type.substr(v::xsd.size());
  if (name == "string") return Term::literal(a.value);
  if (!a.is_literal()) return std::nullopt;
  if (name == "boolean") {
    const auto number = number_of(a);
    const bool yes = a.value == "true" || a.value == "1" || (number && *number != 0);
    if (!yes && !number && a.value != "false" && a.value != "0") return std::nullopt;
    return boolean_term(yes);
  }
  if (name == "integer" || name == "decimal" || name == "double" || name == "float") {
    const Term as_double = Term::typed(std::string(trim(a.value)), v::xsd_double);
    const auto number = a.datatype == v::xsd_boolean ? std::optional<double>(a.value == "true" || a.value == "1")
                                                     : number_of(as_double);
    if (!number) return std::nullopt;
    if (name == "integer")
      return std::isfinite(*number) && std::fabs(*number) < 9e18
                 ? Value(integer_term(static_cast<std::int64_t>(*number)))
                 : std::nullopt;
    return Term::typed(a.datatype == v::xsd_boolean ? fmt::format("{}", *number) : as_double.value, type);
  }
  if (name == "dateTime" || name == "date") return Term::typed(a.value, type);
  return std::nullopt;
}

Value now() {
  static const std::time_t time = std::time(nullptr);  // one moment for the whole query (§17.4.5.1)
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return Term::typed(text, std::string(v::xsd) + "dateTime");
}

Value on_strings(const std::string& name, const Arguments& a) {
  if (name == "regex") return regex(a);
  if (name == "replace") return replace(a);
  if (name == "substr") return substr(a);
  if (name == "concat") return concat(a);
  if (a.size() == 2 &&
      (name == "contains" || name == "strstarts" || name == "strends" || name == "strbefore" || name == "strafter"))
    return search(name, a[0], a[1]);
  if (name == "langmatches") return lang_matches(a[0], a[1]);
  if (name == "strlang")
    return is_string(a[0]) && a[0].language.empty() && rdf::is_language_tag(a[1].value)
               ? Value(Term::tagged(a[0].value, a[1].value))
               : std::nullopt;
  if (name == "strdt")
    return is_string(a[0]) && a[0].language.empty() && a[1].is_iri()
               ? Value(Term::typed(a[0].value, a[1].value == v::xsd_string ? "" : a[1].value))
               : std::nullopt;
  if (!is_string(a[0])) return std::nullopt;
  if (name == "strlen") return integer_term(static_cast<std::int64_t>(count_code_points(a[0].value)));
  if (name == "ucase") return like(a[0], upper_case(a[0].value));
  if (name == "lcase") return like(a[0], lower_case(a[0].value));
  if (name == "encode_for_uri") return encode_for_uri(a[0]);
  return std::nullopt;
}

}  // namespace

Value call_function(const std::string& name, const Arguments& a) {
  if (name.rfind(v::xsd, 0) == 0 && a.size() == 1) return cast(name, a[0]);
  if (name == "now") return now();
  if (name == "rand") {
    static std::mt19937_64 source{std::random_device{}()};
    return Term::typed(fmt::format("{}", std::uniform_real_distribution<double>(0, 1)(source)), v::xsd_double);
  }
  if (name == "bnode") {
    static std::uint64_t count = 0;
    return Term::blank(a.empty() ? fmt::format("b{}", ++count) : "n" + slug(a[0].value));
  }
  if (name == "sameterm") return boolean_term(a[0] == a[1]);
  if (a.empty()) return name == "concat" ? Value(Term::literal("")) : std::nullopt;
  if (name == "str") return a[0].kind == rdf::TermKind::blank ? std::nullopt : Value(Term::literal(a[0].value));
  if (name == "lang") return a[0].is_literal() ? Value(Term::literal(a[0].language)) : std::nullopt;
  if (name == "datatype") return datatype(a[0]);
  if (name == "iri")
    return a[0].kind != rdf::TermKind::blank && rdf::is_absolute_iri(a[0].value) ? Value(Term::iri(a[0].value))
                                                                                 : std::nullopt;
  if (name == "isiri") return boolean_term(a[0].is_iri());
  if (name == "isblank") return boolean_term(a[0].kind == rdf::TermKind::blank);
  if (name == "isliteral") return boolean_term(a[0].is_literal());
  if (name == "isnumeric") return boolean_term(number_of(a[0]).has_value());
  if (name == "abs" || name == "ceil" || name == "floor" || name == "round") return rounded(name, a[0]);
  if (name == "timezone" || name == "tz") {
    if (!a[0].is_literal() || a[0].datatype != std::string(v::xsd) + "dateTime") return std::nullopt;
    const std::size_t at = a[0].value.find_first_of("Z+-", 10);
    return name == "tz" ? Value(Term::literal(at == std::string::npos ? "" : a[0].value.substr(at))) : std::nullopt;
  }
  if (name == "year" || name == "month" || name == "day" || name == "hours" || name == "minutes" || name == "seconds")
    return date_part(name, a[0]);
  return on_strings(name, a);
}

}  // namespace vitagraph::store::sparql
