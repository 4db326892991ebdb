// SPDX-License-Identifier: Apache-2.0
#include "rdf/term.hpp"

#include <fmt/format.h>

#include <array>

#include "base/base.hpp"
#include "rdf/vocabulary.hpp"

namespace vitagraph::rdf {
namespace {

/// What a byte becomes inside a quoted literal: 0 = itself, 'u' = \uXXXX, else the letter after the backslash.
constexpr std::array<char, 256> literal_escapes = [] {
  std::array<char, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = 'u';
  table[0x7F] = 'u';
  table['\b'] = 'b';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\f'] = 'f';
  table['\r'] = 'r';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

/// IRIREF of the N-Triples grammar: none of these bytes may stand in it.
constexpr std::array<bool, 256> not_in_iri = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c <= 0x20; ++c) table[static_cast<std::size_t>(c)] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '^', '`', '\\'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_number(char c) { return c >= '0' && c <= '9'; }

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char escape = literal_escapes[static_cast<unsigned char>(text[at])];
    if (!escape) continue;
    out.append(text, done, at - done);
    done = at + 1;
    if (escape == 'u')
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(text[at])));
    else
      (out += '\\') += escape;
  }
  out.append(text, done);
}

}  // namespace

void append_ntriples(std::string& out, const TermView& term) {
  switch (term.kind) {
    case TermKind::iri: ((out += '<') += term.value) += '>'; return;
    case TermKind::blank: (out += "_:") += term.value; return;
    case TermKind::literal: break;
  }
  out += '"';
  append_escaped(out, term.value);
  out += '"';
  if (!term.language.empty())
    (out += '@') += term.language;
  else if (!term.datatype.empty() && term.datatype != vocabulary::xsd_string)
    ((out += "^^<") += term.datatype) += '>';
}

void append_nquads(std::string& out, const QuadView& quad) {
  append_ntriples(out, quad.subject);
  out += ' ';
  append_ntriples(out, quad.predicate);
  out += ' ';
  append_ntriples(out, quad.object);
  if (!quad.graph.value.empty()) {
    out += ' ';
    append_ntriples(out, quad.graph);
  }
  out += " .\n";
}

std::string Term::str() const {
  std::string out;
  append_ntriples(out, view());
  return out;
}

std::string why_unwritable(const QuadView& quad) {
  const auto is_bad_iri = [](std::string_view text) { return !text.empty() && !is_absolute_iri(text); };
  for (const TermView& term : {quad.subject, quad.predicate, quad.object, quad.graph}) {
    if (find_invalid_utf8(term.value)) return "text that is not UTF-8";
    if (term.kind == TermKind::iri && is_bad_iri(term.value)) return fmt::format("`{}` is no absolute IRI", term.value);
    if (is_bad_iri(term.datatype)) return fmt::format("`{}` is no absolute IRI", term.datatype);
    if (!term.language.empty() && !is_language_tag(term.language))
      return fmt::format("`{}` is no language tag", term.language);
  }
  return {};
}

bool is_absolute_iri(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || !is_alpha(text[0])) return false;
  while (at < text.size() &&
         (is_alpha(text[at]) || is_number(text[at]) || text[at] == '+' || text[at] == '-' || text[at] == '.'))
    ++at;
  if (at >= text.size() || text[at] != ':') return false;
  for (const char c : text)
    if (not_in_iri[static_cast<unsigned char>(c)]) return false;
  return true;
}

bool is_language_tag(std::string_view text) {
  // LANGTAG of the Turtle grammar: [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*, each subtag at most eight characters (BCP 47).
  std::size_t length = 0;
  bool first = true;
  for (const char c : text) {
    if (c == '-') {
      if (length == 0) return false;
      length = 0;
      first = false;
      continue;
    }
    if (!is_alpha(c) && (first || !is_number(c))) return false;
    if (++length > 8) return false;
  }
  return length > 0;
}

}  // namespace vitagraph::rdf
