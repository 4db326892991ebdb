// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Template": `$(reference)` within text, `\` before a character that is to mean itself.
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

/// Schemes that people write without "//"; anything else before a colon is taken for a prefix.
constexpr std::array<std::string_view, 18> plain_schemes = {"urn",  "mailto", "tel",  "data", "doi",  "info",
                                                            "tag",  "geo",    "file", "news", "sip",  "sips",
                                                            "xmpp", "did",    "cid",  "mid",  "blob", "about"};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

/// The prefix before the first colon, if what stands there can be one.
std::optional<std::string_view> prefix_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(0, colon);
  return std::all_of(name.begin(), name.end(), is_name_byte) ? std::optional(name) : std::nullopt;
}

constexpr std::size_t longest_reference = 1000;  ///< bytes

/// Where the reference that begins at `at` is closed. The spec wants parentheses escaped; those that pair, as in
/// `$(count(name))` or `$(weight (kg))`, can only mean themselves.
std::size_t reference_end(std::string_view text, std::size_t at) {
  std::size_t first = text.size();
  int depth = 0;
  for (const std::size_t stop = std::min(text.size(), at + longest_reference); at < stop; ++at) {
    if (text[at] == '\\' && at + 1 < text.size() &&
        (text[at + 1] == '(' || text[at + 1] == ')' || text[at + 1] == '\\')) {
      ++at;
    } else if (text[at] == '(') {
      ++depth;
    } else if (text[at] == ')') {
      if (depth-- == 0) return at;
      first = std::min(first, at);
    }
  }
  return first;
}

struct Reference {
  std::string name;
  bool literal_underscore = false;  ///< `$(\_id)`: no external reference
  std::size_t end;                  ///< of its text, which may lie behind `close` where that is escaped
};

Reference reference_between(std::string_view text, std::size_t begin, std::size_t close) {
  Reference out{{}, false, begin};
  for (std::size_t& end = out.end; end < close; ++end) {
    const char next = end + 1 < text.size() ? text[end + 1] : '\0';
    if (text[end] == '\\' && (next == ')' || next == '(' || next == '\\' || next == ':')) {
      ++end;
    } else if (text[end] == '\\' && next == '_' && out.name.empty()) {
      out.literal_underscore = true;
      ++end;
    }
    out.name += text[end];
  }
  return out;
}

/// What the pieces are together.
Expression whole(Expression made) {
  if (made.pieces.empty()) return Expression::constant({}, made.location);
  if (made.pieces.size() == 1) {
    made.kind = made.pieces.front().is_reference ? Expression::Kind::reference : Expression::Kind::constant;
    made.text = made.pieces.front().text;
    made.pieces.clear();
  } else {
    made.kind = Expression::Kind::pattern;
  }
  return made;
}

}  // namespace

bool YarrrmlReader::cut_ending(std::string& text, std::string_view ending) {
  if (text.size() < ending.size() || text.compare(text.size() - ending.size(), ending.size(), ending) != 0)
    return false;
  text.resize(text.size() - ending.size());
  return true;
}

std::string YarrrmlReader::expand(std::string_view curie, const Location& place, Use use) {
  const auto prefix = prefix_of(curie);
  if (!prefix) return std::string(curie);
  const std::string_view rest = curie.substr(prefix->size() + 1);
  const auto known = rules_.prefixes.find(std::string(*prefix));
  const bool spaced = !rest.empty() && rest.front() == ' ';  // "org: ..." in running text is no CURIE
  if (known != rules_.prefixes.end() && !spaced && rest.substr(0, 2) != "//") return known->second + std::string(rest);
  if (use == Use::iri && rest.substr(0, 2) != "//" &&
      std::find(plain_schemes.begin(), plain_schemes.end(), *prefix) == plain_schemes.end()) {
    report_unknown(Kind::mapping_unknown_prefix, place, std::string(*prefix), names_for_suggestions(rules_.prefixes));
  }
  return std::string(curie);
}

/// References as other languages write them: `{id}` in an IRI, `$id` alone.
void YarrrmlReader::check_foreign_reference(const std::string& text, const Location& place, Use use) {
  static const RE2 braces("\\{([^{}]+)\\}"), dollar("^\\$\\{?([\\pL_@][\\pL\\pN_.@-]*)\\}?$");
  std::string name;
  if (!(use == Use::iri && RE2::PartialMatch(text, braces, &name)) && !RE2::FullMatch(text, dollar, &name)) return;
  diagnostics_.report(Kind::mapping_without_effect, place, text, fmt::format("a reference is written `$({})`", name));
}

Expression YarrrmlReader::read_text(const YAML::Node& node, Use use, Side side) {
  return read_text(node.Scalar(), locate(node), use, side);
}

Expression YarrrmlReader::read_text(std::string_view text, const Location& place, Use use, Side side) {
  Expression out;
  out.location = place;
  out.side = side;
  std::string fixed;
  // What precedes an escaped colon is no prefix: the text before the first `\:` is kept apart while CURIEs are looked
  // for.
  bool escaped_first_colon = false, seen_colon = false;
  const auto end_fixed = [&] {
    if (fixed.empty()) return;
    const bool at_start = out.pieces.empty();
    out.pieces.push_back({at_start && !escaped_first_colon ? expand(fixed, place, use) : fixed, false, -1});
    fixed.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && at + 1 < text.size() &&
        (text[at + 1] == ':' || text[at + 1] == '$' || text[at + 1] == '(' || text[at + 1] == ')' ||
         text[at + 1] == '~' || text[at + 1] == '\\')) {
      if (text[at + 1] == ':' && !seen_colon) escaped_first_colon = seen_colon = true;
      fixed += text[at + 1];
      at += 2;
      continue;
    }
    if (text[at] != '$' || at + 1 >= text.size() || text[at + 1] != '(') {
      seen_colon = seen_colon || text[at] == ':';
      fixed += text[at++];
      continue;
    }
    const std::size_t close = reference_end(text, at + 2);
    const Reference found = reference_between(text, at + 2, close);
    const std::size_t end = found.end;
    const std::string& reference = found.name;
    if (end >= text.size()) {
      diagnostics_.report(Kind::mapping_bad_template, place, std::string(text),
                          "a reference opened by `$(` is not closed by `)`");
      return Expression::constant(std::string(text), place);
    }
    if (reference.empty()) {
      diagnostics_.report(Kind::mapping_bad_template, place, std::string(text), "`$()` names nothing");
      return Expression::constant(std::string(text), place);
    }
    at = end + 1;
    // External references are filled in now; one without a value is left as it stands (YARRRML 1.3 §"External
    // references").
    if (reference.front() == '_' && !found.literal_underscore) {
      const auto value = externals_.find(reference.substr(1));
      if (value != externals_.end()) {
        fixed += value->second;
        continue;
      }
    }
    end_fixed();
    out.pieces.push_back({reference, true, -1});
  }
  end_fixed();
  if (std::none_of(out.pieces.begin(), out.pieces.end(), [](const Piece& piece) { return piece.is_reference; }))
    check_foreign_reference(std::string(text), place, use);
  return whole(std::move(out));
}

}  // namespace vitagraph::mapping
