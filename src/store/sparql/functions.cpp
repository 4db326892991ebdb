// SPDX-License-Identifier: Apache-2.0
// §17.4: the built-in functions, and casts (§17.5).
#include <chrono>
#include <cmath>
#include <map>
#include <random>

#include "base/base.hpp"
#include "store/sparql/dates.hpp"
#include "store/sparql/expressions.hpp"
#include "store/sparql/iris.hpp"
#include "store/sparql/numbers.hpp"

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

Value regex(const Arguments& a) {
  return on_pattern("regex", TextPattern(a[1].value, a.size() > 2 ? a[2].value : ""), a[0], {});
}

Value replace(const Arguments& a) {
  return on_pattern("replace", TextPattern(a[1].value, a.size() > 3 ? a[3].value : ""), a[0], a[2]);
}

Value substr(const Arguments& a) {
  const auto start = Number::of(a[1]), length = a.size() > 2 ? Number::of(a[2]) : Number::real(INFINITY);
  if (!is_string(a[0]) || !start || !length) return std::nullopt;
  // XPath fn:substring: positions from 1 in characters, rounded.
  const double first = std::floor(start->as_double() + 0.5);
  const double last = first + std::floor(length->as_double() + 0.5);
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
  const auto number = Number::of(a);
  if (!number) return std::nullopt;
  if (name == "abs") return number->absolute().term();
  return number
      ->rounded(name == "ceil"    ? Number::Rounding::up
                : name == "floor" ? Number::Rounding::down
                                  : Number::Rounding::nearest)
      .term();
}

/// YEAR … SECONDS, TZ and TIMEZONE of what has them.
Value date_part(const std::string& name, const Term& a) {
  const auto moment = Moment::of(a);
  if (!moment) return std::nullopt;
  if (name == "tz") return Term::literal(moment->zone());
  if (name == "timezone") {
    if (!moment->zone_minutes) return std::nullopt;
    const int size = std::abs(*moment->zone_minutes), hours = size / 60, minutes = size % 60;
    std::string text = fmt::format("{}PT", *moment->zone_minutes < 0 ? "-" : "");
    if (hours > 0) text += fmt::format("{}H", hours);
    if (minutes > 0) text += fmt::format("{}M", minutes);
    if (size == 0) text += "0S";
    return Term::typed(text, std::string(v::xsd) + "dayTimeDuration");
  }
  const std::string_view type = std::string_view(a.datatype).substr(v::xsd.size());
  const bool of_date = name == "year" || (name == "month" && type != "gYear") ||
                       (name == "day" && type != "gYear" && type != "gYearMonth");
  const bool of_time = name == "hours" || name == "minutes" || name == "seconds";
  if (!(of_date && moment->has_date) && !(of_time && moment->has_time)) return std::nullopt;
  if (name == "year") return integer_term(moment->year);
  if (name == "month") return integer_term(moment->month);
  if (name == "day") return integer_term(moment->day);
  if (name == "hours") return integer_term(moment->hour);
  if (name == "minutes") return integer_term(moment->minute);
  const std::string fraction = moment->fraction.empty() ? "" : "." + moment->fraction;
  return Term::typed(fmt::format("{}{}", moment->second, fraction), std::string(v::xsd) + "decimal");
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
    if (out.size() + t.value.size() > longest_text) return std::nullopt;
    out += t.value;
  }
  const bool one_language =
      !a.empty() && std::all_of(a.begin(), a.end(), [&](const Term& t) { return t.language == a[0].language; });
  return one_language ? like(a[0], out) : Value(Term::literal(out));
}

/// §17.5: xsd:integer("5") and its kin.
Value cast(const std::string& type, const Term& a) {
  if (a.kind == rdf::TermKind::blank) return std::nullopt;
  const std::string name = type.substr(v::xsd.size());
  if (name == "string") return Term::literal(a.value);
  if (!a.is_literal() || !a.language.empty()) return std::nullopt;
  const auto number = Number::of(a);
  const bool text = a.datatype.empty(), truth = a.datatype == v::xsd_boolean;
  if (name == "boolean") {
    if (number) return boolean_term(!number->is_zero() && !number->is_nan());
    if ((text || truth) && (a.value == "true" || a.value == "1")) return boolean_term(true);
    if ((text || truth) && (a.value == "false" || a.value == "0")) return boolean_term(false);
    return std::nullopt;
  }
  if (name == "integer" || name == "decimal" || name == "double" || name == "float") {
    const Width width = *width_of(type);
    std::optional<Number> out;
    if (number)
      out = number->to(width);
    else if (truth)
      out = Number::parse(a.value == "true" ? "1" : a.value == "false" ? "0" : a.value, width);
    else if (text)
      out = Number::parse(trim(a.value), width);
    return out ? Value(out->term()) : std::nullopt;
  }
  if (name == "dateTime" || name == "date") {
    const Term wanted = Term::typed(text ? std::string(trim(a.value)) : a.value, type);
    if ((text || a.datatype == type) && Moment::of(wanted)) return wanted;
    if (!Moment::of(a)) return std::nullopt;
    // A day is its first moment; of a moment the day is kept, with the zone.
    const std::size_t time = a.value.find('T');
    if (name == "date" && time != std::string::npos)
      return Term::typed(a.value.substr(0, time) + Moment::of(a)->zone(), type);
    if (name == "dateTime" && a.datatype == std::string(v::xsd) + "date") {
      const std::size_t zone = a.value.size() - Moment::of(a)->zone().size();
      return Term::typed(a.value.substr(0, zone) + "T00:00:00" + a.value.substr(zone), type);
    }
  }
  return std::nullopt;
}

/// IRI("x") is resolved against the query's BASE, the second argument where there is one.
Value iri(const Arguments& a) {
  if (a[0].is_iri()) return a[0];
  if (!is_string(a[0]) || !a[0].language.empty()) return std::nullopt;
  const std::string full = a.size() > 1 ? resolve_iri(a[1].value, a[0].value) : a[0].value;
  return rdf::is_absolute_iri(full) ? Value(Term::iri(full)) : std::nullopt;
}

Value now() {
  static const std::time_t time = std::time(nullptr);  // one moment for the whole query (§17.4.5.1)
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return Term::typed(text, std::string(v::xsd) + "dateTime");
}

std::mt19937_64& chance() {
  static std::mt19937_64 source{std::random_device{}()};
  return source;
}

/// RFC 9562 §5.4: version 4, random.
std::string uuid() {
  const std::uint64_t a = chance()(), b = chance()();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32, a >> 16 & 0xFFFF, a & 0xFFF,
                     0x8000 | (b >> 48 & 0x3FFF), b & 0xFFFFFFFFFFFF);
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
  return a[0].language.empty() ? Value(Term::literal(digest(name.c_str(), a[0].value))) : std::nullopt;
}

}  // namespace

Value on_pattern(const std::string& name, const TextPattern& pattern, const Term& text, const Term& by) {
  if (!is_string(text) || !pattern.good()) return std::nullopt;
  if (name == "regex") return boolean_term(pattern.is_in(text.value));
  const std::optional<std::string> out = pattern.replace(text.value, by.value);
  return out ? Value(like(text, *out)) : std::nullopt;
}

Value call_function(const std::string& name, const Arguments& a) {
  if (name.rfind(v::xsd, 0) == 0 && a.size() == 1) return cast(name, a[0]);
  if (name == "now") return now();
  if (name == "rand") return Number::real(std::uniform_real_distribution<double>(0, 1)(chance())).term();
  if (name == "uuid") return Term::iri("urn:uuid:" + uuid());
  if (name == "struuid") return Term::literal(uuid());
  if (name == "sameterm") return boolean_term(a[0] == a[1]);
  if (a.empty()) return name == "concat" ? Value(Term::literal("")) : std::nullopt;
  if (name == "str") return a[0].kind == rdf::TermKind::blank ? std::nullopt : Value(Term::literal(a[0].value));
  if (name == "lang") return a[0].is_literal() ? Value(Term::literal(a[0].language)) : std::nullopt;
  if (name == "datatype") return datatype(a[0]);
  if (name == "iri") return iri(a);
  if (name == "isiri") return boolean_term(a[0].is_iri());
  if (name == "isblank") return boolean_term(a[0].kind == rdf::TermKind::blank);
  if (name == "isliteral") return boolean_term(a[0].is_literal());
  if (name == "isnumeric") return boolean_term(Number::of(a[0]).has_value());
  if (name == "abs" || name == "ceil" || name == "floor" || name == "round") return rounded(name, a[0]);
  if (name == "timezone" || name == "tz" || name == "year" || name == "month" || name == "day" || name == "hours" ||
      name == "minutes" || name == "seconds")
    return date_part(name, a[0]);
  return on_strings(name, a);
}

}  // namespace vitagraph::store::sparql
