// SPDX-License-Identifier: Apache-2.0
#include "extraction/ideographs.hpp"

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_text = 300;  ///< in bytes; longer texts are prose
constexpr std::size_t longest_label = 12;  ///< in signs
constexpr std::size_t shortest_label = 2;  ///< but for parts of houses: "系"

/// Where each of the text's code points begins, and its end.
std::vector<std::size_t> beginnings(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) out.push_back(at);
  out.push_back(text.size());
  return out;
}

/// The text without brackets at its end: "特別研究員（PD）".
std::string_view without_bracket(std::string_view text) {
  text = trim(text);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("（", "）"), {"(", ")"}})
    if (text.ends_with(close))
      if (const std::size_t at = text.rfind(open); at != std::string_view::npos && at > 0)
        return trim(text.substr(0, at));
  return text;
}

std::size_t ending(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon) {
  const std::vector<std::size_t> at = beginnings(text);
  const std::size_t signs = at.size() - 1;
  const std::size_t shortest = scheme == "units" ? 1 : shortest_label;
  for (std::size_t length = std::min(signs, longest_label); length >= shortest; --length) {
    const std::size_t begin = at[signs - length];
    if (is_cjk(code_point_at(text, begin).value) && !lexicon.find(scheme, text.substr(begin)).empty())
      return text.size() - begin;
  }
  return 0;
}

}  // namespace

bool is_ideographic(std::string_view text) {
  if (text.size() > longest_text) return false;
  std::size_t ideographs = 0, letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_cjk(c.value))
      ++ideographs;
    else if (is_letter(c.value))
      ++letters;
    at += c.length;
  }
  return ideographs >= shortest_label && ideographs > letters;
}

std::size_t ideographic_ending(std::string_view text, std::string_view scheme, const lexicon::Lexicon& lexicon) {
  text = trim(text);
  if (const std::size_t whole = ending(text, scheme, lexicon); whole > 0) return whole;
  const std::string_view bare = without_bracket(text);
  const std::size_t size = bare.size() < text.size() ? ending(bare, scheme, lexicon) : 0;
  return size > 0 ? size + text.size() - bare.size() : 0;
}

lexicon::Concepts ideographic_concepts(std::string_view text, std::string_view scheme,
                                       const lexicon::Lexicon& lexicon) {
  text = trim(text);
  std::size_t size = ending(text, scheme, lexicon);
  if (size == 0) {
    text = without_bracket(text);
    size = ending(text, scheme, lexicon);
  }
  return size > 0 ? lexicon.find(scheme, text.substr(text.size() - size)) : lexicon::Concepts{};
}

std::vector<std::size_t> ideographic_cuts(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::vector<std::size_t> cuts;
  const std::vector<std::size_t> at = beginnings(text);
  const std::size_t signs = at.size() - 1;
  const auto sign = [&](std::size_t i) { return code_point_at(text, at[i]).value; };
  int depth = 0;
  for (std::size_t i = 1; i + 1 < signs; ++i) {
    depth += sign(i) == U'(' || sign(i) == U'（' ? 1 : sign(i) == U')' || sign(i) == U'）' ? -1 : 0;
    if (depth > 0) continue;
    const bool blank = sign(i) == U' ' || sign(i) == U'\u3000';
    const bool closed = is_cjk(sign(i - 1)) || sign(i - 1) == U'）' || sign(i - 1) == U')';
    if (blank && is_cjk(sign(i + 1)) && closed) cuts.push_back(at[i + 1]);
    // "青川大学" and what of it follows
    for (std::size_t length = 3; length >= 2; --length) {
      if (i + length >= signs || !is_cjk(sign(i)) || !is_cjk(sign(i + length)) || !is_cjk(sign(i - 1))) continue;
      if (!has_notation(lexicon.find("organizations", text.substr(at[i], at[i + length] - at[i])), "university"))
        continue;
      const std::string_view behind = text.substr(at[i + length]);
      const std::string_view next = behind.substr(0, std::min(behind.find(' '), behind.find("\u3000")));
      const bool part = ideographic_ending(next, "organizations", lexicon) > 0 ||
                        ideographic_ending(next, "units", lexicon) > 0 ||
                        ideographic_ending(next, "roles", lexicon) > 0;
      if (cuts.empty() && part) cuts.push_back(at[i + length]);
      break;
    }
  }
  // "云山实验室研究助理": a part of a house and the post there.
  const std::size_t last = cuts.empty() ? 0 : cuts.back();
  const std::string_view tail = trim(text.substr(last));
  const std::size_t post = ideographic_ending(tail, "roles", lexicon);
  if (post > 0 && post < tail.size()) {
    const std::string_view head = trim(tail.substr(0, tail.size() - post));
    if (ideographic_ending(head, "organizations", lexicon) > 0 || ideographic_ending(head, "units", lexicon) > 0)
      cuts.push_back(static_cast<std::size_t>(tail.data() - text.data()) + tail.size() - post);
  }
  return cuts;
}

}  // namespace vitagraph::extraction
