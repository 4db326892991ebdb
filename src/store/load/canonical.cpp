// SPDX-License-Identifier: Apache-2.0
#include "store/load/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace vitagraph::store {
namespace {

/// The types derived from xsd:decimal (XML Schema 1.1 Part 2 §3.4.13 ff.), sorted.
constexpr std::array<std::string_view, 14> decimals = {"byte",
                                                       "decimal",
                                                       "int",
                                                       "integer",
                                                       "long",
                                                       "negativeInteger",
                                                       "nonNegativeInteger",
                                                       "nonPositiveInteger",
                                                       "positiveInteger",
                                                       "short",
                                                       "unsignedByte",
                                                       "unsignedInt",
                                                       "unsignedLong",
                                                       "unsignedShort"};

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "+007.50" -> "7.5"; nothing if it is no number.
std::optional<std::string> decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t dot = text.find('.');
  std::string_view whole = text.substr(0, dot);
  std::string_view fraction = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  if ((whole.empty() && fraction.empty()) || !is_digits(whole) || !is_digits(fraction)) return std::nullopt;
  while (whole.starts_with('0')) whole.remove_prefix(1);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  std::string out(whole.empty() ? "0" : whole);
  if (!fraction.empty()) (out += '.') += fraction;
  return negative && out != "0" ? "-" + out : out;
}

std::optional<std::string> floating(std::string_view text, bool single) {
  if (text == "INF" || text == "+INF") return "INF";
  if (text == "-INF" || text == "NaN") return std::string(text);
  const auto odd = [](char c) { return std::string_view("0123456789+-.eE").find(c) == std::string_view::npos; };
  if (text.empty() || std::any_of(text.begin(), text.end(), odd)) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = single ? static_cast<double>(std::strtof(copy.c_str(), &end)) : std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size()) return std::nullopt;
  return single ? fmt::format("{:.9g}", value) : fmt::format("{:.17g}", value);
}

/// "10:00:00.250+00:00" -> "10:00:00.25Z", whatever stands before it.
std::string time(std::string_view text) {
  std::string out(text);
  if (out.ends_with("+00:00") || out.ends_with("-00:00")) out.replace(out.size() - 6, 6, "Z");
  const std::size_t dot = out.find('.');
  if (dot == std::string::npos) return out;
  std::size_t end = dot + 1;
  while (end < out.size() && out[end] >= '0' && out[end] <= '9') ++end;
  std::size_t kept = end;
  while (kept > dot + 1 && out[kept - 1] == '0') --kept;
  if (kept == dot + 1) kept = dot;
  return out.erase(kept, end - kept);
}

std::optional<std::string> value_of(std::string_view type, std::string_view text, bool booleans_are_numbers) {
  if (std::binary_search(decimals.begin(), decimals.end(), type)) {
    const auto number = decimal(text);
    return number ? std::optional("number:" + *number) : std::nullopt;
  }
  if (type == "boolean" && (text == "true" || text == "1")) return booleans_are_numbers ? "number:1" : "boolean:true";
  if (type == "boolean" && (text == "false" || text == "0")) return booleans_are_numbers ? "number:0" : "boolean:false";
  if (type == "double" || type == "float") {
    const auto number = floating(text, type == "float");
    return number ? std::optional(fmt::format("{}:{}", type, *number)) : std::nullopt;
  }
  if (type == "dateTime" || type == "time" || type == "date" || type == "dateTimeStamp")
    return fmt::format("{}:{}", type, time(text));
  return std::nullopt;
}

}  // namespace

void append_canonical(std::string& out, const rdf::TermView& term, bool booleans_are_numbers) {
  if (term.kind == rdf::TermKind::literal && !term.language.empty()) {
    std::string tag(term.language);
    for (char& c : tag)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    rdf::append_ntriples(out, {term.kind, term.value, {}, tag});
    return;
  }
  if (term.kind == rdf::TermKind::literal && term.datatype.starts_with(rdf::vocabulary::xsd))
    if (const auto value =
            value_of(term.datatype.substr(rdf::vocabulary::xsd.size()), term.value, booleans_are_numbers)) {
      out += *value;
      return;
    }
  rdf::append_ntriples(out, term);
}

}  // namespace vitagraph::store
