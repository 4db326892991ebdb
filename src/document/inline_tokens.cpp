// SPDX-License-Identifier: Apache-2.0
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "document/inline_markup.hpp"

namespace vitagraph::document {
namespace {

/// Entities by the dozen in every page; gumbo knows the other two thousand.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> usual = {{{"amp", "&"},
                                                                                  {"lt", "<"},
                                                                                  {"gt", ">"},
                                                                                  {"quot", "\""},
                                                                                  {"apos", "'"},
                                                                                  {"nbsp", "\u00A0"},
                                                                                  {"ensp", "\u2002"},
                                                                                  {"emsp", "\u2003"},
                                                                                  {"ndash", "–"},
                                                                                  {"mdash", "—"},
                                                                                  {"ldquo", "“"},
                                                                                  {"rdquo", "”"},
                                                                                  {"rsquo", "’"},
                                                                                  {"hellip", "…"}}};

std::string decode_with_gumbo(std::string_view spelling) {
  std::string page = "<body><p>";
  page += spelling;
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  std::string value;
  const GumboNode* node = output->root;
  while (node != nullptr && node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0)
    node = static_cast<const GumboNode*>(node->v.element.children.data[node->v.element.children.length - 1]);
  if (node != nullptr && (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE))
    value = node->v.text.text;
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return value == spelling ? std::string() : value;
}

struct Command {
  std::string_view name, text;
};
/// Commands of LaTeX that set plain text or a sign used as text; the argument, if any, follows in braces and stays.
constexpr std::array<Command, 26> commands = {
    {{"texttt", ""},   {"textbf", ""}, {"textit", ""}, {"textrm", ""},  {"text", ""},
     {"mathrm", ""},   {"mathbf", ""}, {"mathit", ""}, {"mathsf", ""},  {"emph", ""},
     {"rm", ""},       {"bf", ""},     {"it", ""},     {"bullet", "•"}, {"cdot", "·"},
     {"circ", "◦"},    {"star", "*"},  {"ast", "*"},   {"dagger", "†"}, {"ddagger", "‡"},
     {"diamond", "⋄"}, {"quad", " "},  {"qquad", " "}, {"sim", "~"},    {"textsuperscript", ""},
     {"dag", "†"}}};

}  // namespace

Entity entity_at(std::string_view text) {
  std::size_t end = 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && end < 34 && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
  if (end >= text.size() || text[end] != ';' || end < 3) return {};
  const std::string_view name = text.substr(1, end - 1);
  for (const auto& [known, value] : usual)
    if (known == name) return {std::string(value), end + 1};
  std::string value = decode_with_gumbo(text.substr(0, end + 1));
  if (value.empty()) return {};
  return {std::move(value), end + 1};
}

std::optional<std::string> plain_math(std::string_view latex) {
  std::string out;
  for (std::size_t at = 0; at < latex.size();) {
    const char c = latex[at];
    if (c == '\\') {
      std::size_t end = at + 1;
      while (end < latex.size() && std::isalpha(static_cast<unsigned char>(latex[end]))) ++end;
      if (end == at + 1) {  // a control symbol: "\ ", "\,", "\&"
        if (end == latex.size()) return std::nullopt;
        const char symbol = latex[end];
        if (symbol == ' ' || symbol == ';' || symbol == ':' || symbol == '~') out += ' ';
        if (std::string_view("&%_#$").find(symbol) != std::string_view::npos) out += symbol;
        at = end + code_point_at(latex, end).length;
        continue;
      }
      const std::string_view name = latex.substr(at + 1, end - at - 1);
      bool known = false;
      for (const Command& command : commands) {
        if (command.name != name) continue;
        out += command.text;
        known = true;
      }
      if (!known) return std::nullopt;
      at = end;
      while (at < latex.size() && latex[at] == ' ') ++at;
    } else if (c == '^') {
      // An ordinal's ending; "x^{2}" is mathematics.
      std::size_t end = at + 1;
      const bool braced = end < latex.size() && latex[end] == '{';
      if (braced) ++end;
      const std::size_t begin = end;
      while (end < latex.size() && (std::isalpha(static_cast<unsigned char>(latex[end])) || latex[end] == '\\')) ++end;
      if (latex.substr(begin, 1) == "\\" || latex.substr(begin, 1) == "*") {
        ++at;  // "^\star"
        continue;
      }
      if (!braced || end == begin || end >= latex.size() || latex[end] != '}') return std::nullopt;
      out += latex.substr(begin, end - begin);
      at = end + 1;
    } else if (c == '_') {
      return std::nullopt;
    } else if (c == '{' || c == '}') {
      ++at;
    } else {
      if (c == '=' || c == '<' || c == '>' || c == '|') {
        if (latex.find("\\text") == std::string_view::npos && latex.find("\\rm") == std::string_view::npos)
          return std::nullopt;
      }
      out += c;
      ++at;
    }
  }
  return out;
}

Tag tag_at(std::string_view text) {
  Tag tag;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  const std::size_t name = at;
  while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) && at - name < 16) ++at;
  if (at == name || !std::isalpha(static_cast<unsigned char>(text[name]))) return {};
  tag.name = std::string(text.substr(name, at - name));
  for (char& c : tag.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (at >= text.size() || (text[at] != '>' && text[at] != '/' && !std::isspace(static_cast<unsigned char>(text[at]))))
    return {};
  // A tag holds no `<`: so the search for its end stops at the next one, and the whole scan stays linear.
  std::size_t end = at;
  char quote = 0;
  while (end < text.size() && text[end] != '<' && (quote != 0 || text[end] != '>')) {
    if (quote == 0 && (text[end] == '"' || text[end] == '\'')) {
      quote = text[end];
    } else if (text[end] == quote) {
      quote = 0;
    }
    ++end;
  }
  if (end >= text.size() || text[end] != '>') return {};
  if (gumbo_tag_enum(tag.name.c_str()) == GUMBO_TAG_UNKNOWN) {
    // "<papertitle>…</papertitle>": a page's own element, if it has a name and ends soon.
    const std::string_view spelled = text.substr(name, at - name);
    const bool plain = tag.name.size() > 3 && std::all_of(spelled.begin(), spelled.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
    if (!plain ||
        (!tag.closing && text.substr(0, 2000).find("</" + std::string(spelled) + ">", end) == std::string_view::npos))
      return {};
    tag.own = true;
  }
  if (tag.name == "a" && !tag.closing) {
    std::size_t href = text.substr(0, end).find("href", at);
    if (href != std::string_view::npos) {
      href += 4;
      while (href < end && (text[href] == ' ' || text[href] == '=')) ++href;
      if (href < end) {
        const bool quoted = text[href] == '"' || text[href] == '\'';
        const std::size_t stop = quoted ? text.find(text[href], href + 1) : text.find_first_of(" \t\n>", href);
        const std::size_t from = href + (quoted ? 1 : 0);
        if (stop != std::string_view::npos && stop <= end) tag.href = std::string(text.substr(from, stop - from));
      }
    }
  }
  tag.length = end + 1;
  return tag;
}

}  // namespace vitagraph::document
