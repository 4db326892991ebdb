// SPDX-License-Identifier: Apache-2.0
#include "store/store.hpp"

namespace vitagraph::store {
namespace {

using rdf::Term;
using rdf::TermKind;
using Row = std::vector<std::optional<Term>>;

/// SPARQL 1.1 Query Results CSV §3: plain texts, quoted where they must be.
std::string csv_value(const std::optional<Term>& term) {
  if (!term) return {};
  const std::string text = term->kind == TermKind::blank ? "_:" + term->value : term->value;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// The same §4: terms as in Turtle.
std::string tsv_value(const std::optional<Term>& term) { return term ? term->str() : std::string(); }

std::string json_value(const Term& term) {
  static constexpr std::string_view types[] = {"uri", "bnode", "literal"};
  std::string out = fmt::format(R"({{"type": "{}", "value": )", types[static_cast<std::size_t>(term.kind)]);
  append_json_string(out, term.value);
  if (!term.language.empty()) {
    out += ", \"xml:lang\": ";
    append_json_string(out, term.language);
  } else if (!term.datatype.empty()) {
    out += ", \"datatype\": ";
    append_json_string(out, term.datatype);
  }
  return out + "}";
}

std::string json(const QueryResult& result) {
  if (result.kind == ResultKind::boolean) return fmt::format("{{\"head\": {{}}, \"boolean\": {}}}\n", result.answer);
  std::string out = "{\"head\": {\"vars\": [";
  for (std::size_t i = 0; i < result.variables.size(); ++i) {
    if (i) out += ", ";
    append_json_string(out, result.variables[i]);
  }
  out += "]}, \"results\": {\"bindings\": [";
  for (std::size_t r = 0; r < result.rows.size(); ++r) {
    out += r ? ",\n  {" : "\n  {";
    bool first = true;
    for (std::size_t i = 0; i < result.variables.size(); ++i) {
      if (!result.rows[r][i]) continue;
      if (!first) out += ", ";
      first = false;
      append_json_string(out, result.variables[i]);
      out += ": " + json_value(*result.rows[r][i]);
    }
    out += "}";
  }
  return out + "]}}\n";
}

/// As people read it: IRIs by prefix, literals without quotes.
std::string shown(const std::optional<Term>& term, const rdf::Prefixes& prefixes) {
  if (!term) return {};
  if (term->kind == TermKind::blank) return "_:" + term->value;
  if (term->is_literal()) return collapse_blanks(term->value);
  std::string best = "<" + term->value + ">";
  std::size_t longest = 0;
  for (const auto& [prefix, iri] : prefixes.all())
    if (iri.size() > longest && term->value.size() > iri.size() && term->value.rfind(iri, 0) == 0) {
      longest = iri.size();
      best = prefix + ":" + term->value.substr(iri.size());
    }
  return best;
}

std::string table(const QueryResult& result, std::size_t width) {
  TextTable text;
  text.headings = result.variables;
  text.ruled = true;
  for (const Row& row : result.rows) {
    text.rows.emplace_back();
    for (const auto& term : row) text.rows.back().push_back(shown(term, result.prefixes));
  }
  return text.str(width) + fmt::format("({} {})\n", result.rows.size(), result.rows.size() == 1 ? "row" : "rows");
}

std::string separated(const QueryResult& result, char separator, const char* line_end,
                      std::string (*value)(const std::optional<Term>&), const char* mark) {
  std::string out;
  for (std::size_t i = 0; i < result.variables.size(); ++i)
    out += (i ? std::string(1, separator) : "") + mark + result.variables[i];
  out += line_end;
  for (const Row& row : result.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i ? std::string(1, separator) : "") + value(row[i]);
    out += line_end;
  }
  return out;
}

/// Quads as rows, for the formats of tables.
QueryResult as_table(const QueryResult& graph) {
  QueryResult out;
  out.prefixes = graph.prefixes;
  out.variables = {"s", "p", "o"};
  for (const rdf::Quad& q : graph.quads) out.rows.push_back({q.subject, q.predicate, q.object});
  return out;
}

}  // namespace

std::optional<ResultFormat> result_format_of(std::string_view name) {
  constexpr std::string_view names[] = {"table", "csv", "tsv", "json", "turtle", "ntriples"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == name) return static_cast<ResultFormat>(i);
  return std::nullopt;
}

std::string format_result(const QueryResult& result, ResultFormat format, std::size_t width) {
  if (result.kind == ResultKind::graph) {
    if (format == ResultFormat::csv || format == ResultFormat::tsv || format == ResultFormat::json)
      return format_result(as_table(result), format, width);
    std::string out;
    rdf::write_rdf(result.quads, result.prefixes.used_by(result.quads),
                   format == ResultFormat::ntriples ? rdf::Syntax::ntriples : rdf::Syntax::turtle,
                   [&](std::string_view b) { out += b; });
    return out;
  }
  if (format == ResultFormat::json) return json(result);
  if (result.kind == ResultKind::boolean) return result.answer ? "true\n" : "false\n";
  if (format == ResultFormat::csv) return separated(result, ',', "\r\n", csv_value, "");
  if (format == ResultFormat::tsv) return separated(result, '\t', "\n", tsv_value, "?");
  return table(result, width);
}

}  // namespace vitagraph::store
