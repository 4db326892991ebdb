// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/owner_names.hpp"
#include "extraction/owner_words.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_hits = 60;        ///< of a name in a text that are looked at
constexpr std::size_t form_bytes = 3000;     ///< of a form's beginning or end, where it names itself
constexpr std::size_t shortest_part = 2;     ///< bytes of a name's word
constexpr std::size_t longest_initials = 3;  ///< bytes of several initials without full stops
constexpr std::size_t longest_inverted = 80;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// What the document's text says of a name of two words, "Moss Ada" or "Ada Moss".
struct Uses {
  std::size_t whole = 0;     ///< "first second"
  std::size_t turned = 0;    ///< "second first"
  std::size_t initials = 0;  ///< "First S., …", "S. First": as works write it whose first word is the family name
};

Uses uses_of(std::string_view text, std::string_view first, std::string_view second) {
  Uses out;
  const std::string initial(second.substr(0, code_point_at(second, 0).length));
  std::size_t hits = 0;
  for (std::size_t at = text.find(first); at != std::string_view::npos && ++hits <= most_hits;
       at = text.find(first, at + first.size())) {
    const std::size_t end = at + first.size();
    if ((at > 0 && is_word_byte(text[at - 1])) || (end < text.size() && is_word_byte(text[end]))) continue;
    const std::string_view before = text.substr(0, at), behind = text.substr(end);
    if (behind.starts_with(" " + std::string(second))) ++out.whole;
    if (before.ends_with(std::string(second) + " ")) ++out.turned;
    if (before.ends_with(" " + initial + ". ") || before.ends_with("\n" + initial + ". ")) ++out.initials;
    std::string_view rest = behind;
    if (rest.starts_with(",")) rest.remove_prefix(1);
    if (!rest.starts_with(" " + initial)) continue;
    rest.remove_prefix(1 + initial.size());
    if (rest.starts_with(".")) rest.remove_prefix(1);
    if (!rest.empty() && std::string_view(",;(&:").find(rest.front()) != std::string_view::npos) ++out.initials;
  }
  return out;
}

/// Whether a mail address of the text's beginning has the words in that order: "ada.moss@".
bool mail_has(std::string_view text, std::string_view first, std::string_view second) {
  text = text.substr(0, form_bytes);
  const std::string one = fold(first), two = fold(second);
  constexpr std::size_t most_bytes = 4;  // that a letter has before it is folded
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::size_t begin = at - std::min(at, most_bytes * (one.size() + 1 + two.size()));
    const std::string folded = fold(text.substr(begin, at - begin));
    for (const char joint : {'.', '_', '-'})
      if (folded.ends_with(one + joint + two)) return true;
  }
  return false;
}

}  // namespace

bool is_inverted_form(const document::Document& document, const lexicon::Lexicon& lexicon) {
  const auto names_form = [&](Span line) {
    const std::string_view text = document.slice(line);
    if (!lexicon.mentions("inverted-forms", text)) return false;
    const lexicon::Words words = lexicon::split_words(text);
    const std::vector<lexicon::Lexicon::Match> titles = lexicon.all("headings", words);
    return words.size() == 1 || text.find("://") != text.npos ||
           std::any_of(titles.begin(), titles.end(), [&](const auto& title) {
             return lexicon.concept_at(title.concept_id).notation == "page-title";
           });
  };
  for (const document::Line& line : document.lines) {
    const bool inside = line.span.begin > form_bytes && line.span.end + form_bytes < document.text.size();
    if (!inside && names_form(line.span)) return true;
  }
  return false;
}

std::string in_given_order(const document::Document& document, const std::string& name,
                           const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  if (words.size() < 2 || words.size() > 3 || name.size() > longest_inverted || is_cjk(code_point_at(name, 0).value))
    return name;
  const std::string_view first = std::string_view(name).substr(0, words[0].span.end);
  const std::string_view given = std::string_view(name).substr(words[1].span.begin);
  const std::string_view second = std::string_view(name).substr(words[1].span.begin, words[1].span.size());
  if (first.size() < shortest_part || second.size() < shortest_part || first.find('.') != std::string_view::npos ||
      given.find_first_of(".-") != std::string_view::npos)
    return name;
  const std::string turned = std::string(given) + " " + std::string(first);
  const std::string_view text = document.text;
  const Uses uses = uses_of(text, first, second);
  const Uses others = uses_of(text, std::string_view(name).substr(words.back().span.begin), first);
  const bool form = is_inverted_form(document, lexicon);
  if (mail_has(text, first, second) || (words.size() > 2 && !form) || others.initials > uses.initials ||
      uses.whole > uses.turned + 1)
    return name;
  // "MOSS Ada"; but "JP Moss" has initials in front.
  const bool known = uses.initials > 0 || mail_has(text, second, first);
  const bool capitals = (first.size() > longest_initials || known || form) && first == upper_case(first) &&
                        second != upper_case(second) && first != second;
  return capitals || (uses.turned > 0 && (known || uses.turned > uses.whole)) || (form && known) ? turned : name;
}

}  // namespace vitagraph::extraction
