// SPDX-License-Identifier: Apache-2.0
#include "document/source_lines.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "document/inline_markup.hpp"

namespace vitagraph::document {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank_at(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\t';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

/// Bullets as pages and converters write them; a private-use code is a dingbat of an office program's symbol font.
bool is_bullet(char32_t c) {
  static constexpr std::array<char32_t, 40> bullets = {U'•', U'◦', U'○', U'●', U'▪', U'■', U'□', U'▫', U'‣', U'⁃',
                                                       U'∙', U'·', U'➢', U'➤', U'►', U'▶', U'▸', U'▹', U'▷', U'✓',
                                                       U'✔', U'❖', U'◆', U'◇', U'⋄', U'◊', U'♦', U'❑', U'☐', U'▻',
                                                       U'➔', U'→', U'⇒', U'∗', U'⋆', U'★', U'−', U'‐', U'»', U'›'};
  return std::find(bullets.begin(), bullets.end(), c) != bullets.end() || (c >= 0xF000 && c <= 0xF0FF);
}

/// Whether `text` begins with a letter that stands for a bullet where an office program's symbol font is lost ("o",
/// "§", "Ø", "ü"): alone, and before what begins an entry, which in running text none of these words would be.
bool is_letter_bullet(std::string_view text, std::size_t length) {
  static constexpr std::array<std::string_view, 4> letters = {"o", "§", "Ø", "ü"};
  if (std::find(letters.begin(), letters.end(), text.substr(0, length)) == letters.end()) return false;
  const std::size_t next = skip_blanks(text, length);
  if (next == length || next >= text.size()) return false;
  const auto first = static_cast<unsigned char>(text[next]);
  return !std::islower(first) && (std::isalnum(first) || first == '"' || first == '*' || first == 0xE2);
}

std::optional<ListMarker> bullet(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if ((text[0] == '-' || text[0] == '*' || text[0] == '+') && blank_at(text, 1))
    return ListMarker{std::string(1, text[0]), skip_blanks(text, 1), false, 0};
  const CodePoint c = code_point_at(text, 0);
  if (is_letter_bullet(text, c.length))
    return ListMarker{std::string(text.substr(0, c.length)), skip_blanks(text, c.length), false, 0};
  if (c.length > 1) {
    const bool dash = c.value == U'–' || c.value == U'—';
    std::size_t end = c.length;
    if (text.substr(end, 2) == "\xC2\xA0") end += 2;
    const bool apart = blank_at(text, end) || end > c.length;
    if ((dash && apart && end < text.size()) ||
        (is_bullet(c.value) && (apart || c.value == U'•' || c.value == U'●' || c.value >= 0xF000)))
      return ListMarker{std::string(text.substr(0, c.length)), skip_blanks(text, end), false, 0};
  }
  if (text[0] == '$') {  // "$\bullet\,$", from converters of PDF
    const std::size_t end = text.substr(0, 40).find('$', 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto plain = plain_math(text.substr(1, end - 1));
    if (!plain) return std::nullopt;
    const std::string_view sign = trim(*plain);
    if (sign.empty() || code_point_at(sign, 0).length != sign.size() ||
        !(is_bullet(code_point_at(sign, 0).value) || sign == "*"))
      return std::nullopt;
    return ListMarker{std::string(sign), skip_blanks(text, end + 1), false, 0};
  }
  return std::nullopt;
}

/// "12." "12)" "(12)" "[12]" "[J3]" "J3." "a)" "(iv)"; a year ("2015. ...") or an initial ("A. Smith") is none.
std::optional<ListMarker> number(std::string_view text) {
  std::size_t at = 0;
  const char open = !text.empty() && (text[0] == '(' || text[0] == '[') ? text[0] : 0;
  if (open) ++at;
  const std::size_t letters_begin = at;
  while (at < text.size() && at - letters_begin < 3 && std::isalpha(static_cast<unsigned char>(text[at]))) ++at;
  const std::size_t letters = at - letters_begin;
  if (letters > 0 && at < text.size() && (text[at] == '-' || text[at] == '.') && at + 1 < text.size() &&
      digit(text[at + 1]))
    ++at;
  const std::size_t digits_begin = at;
  while (at < text.size() && digit(text[at])) ++at;
  const std::size_t digits = at - digits_begin;
  if (at >= text.size() || digits > 3) return std::nullopt;
  if (open) {
    if (text[at] != (open == '(' ? ')' : ']')) return std::nullopt;
    if (digits == 0 && (letters == 0 || open == '[' || !std::islower(static_cast<unsigned char>(text[1]))))
      return std::nullopt;
    // "[1](target)" is a link.
    if (open == '[' && at + 1 < text.size() && (text[at + 1] == '(' || text[at + 1] == ':')) return std::nullopt;
  } else {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;  // "1\."
    if (text[at] != '.' && text[at] != ')' && !(text[at] == ':' && letters > 0)) return std::nullopt;
    if (digits == 0 && (text[at] != ')' || letters != 1)) return std::nullopt;
    if (letters > 0 && digits > 0 && !std::isupper(static_cast<unsigned char>(text[letters_begin])))
      return std::nullopt;
  }
  const std::size_t end = at + 1;
  if (!blank_at(text, end) && !(open == '[' && end < text.size())) return std::nullopt;
  int value = 0;
  for (std::size_t i = digits_begin; i < digits_begin + digits; ++i) value = value * 10 + (text[i] - '0');
  std::string marker(text.substr(0, end));
  marker.erase(std::remove(marker.begin(), marker.end(), '\\'), marker.end());
  return ListMarker{marker, skip_blanks(text, end), true, value};
}

}  // namespace

std::vector<SourceLine> split_lines(std::string_view text) {
  std::vector<SourceLine> lines;
  // Most texts have but one kind of line break, and a search for one byte takes many at a time.
  const bool returns = text.find('\r') != std::string_view::npos;
  std::size_t at = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  std::size_t next = 0;  // line feed, searched for again only when it is passed
  while (at < text.size()) {
    SourceLine line;
    line.begin = static_cast<std::uint32_t>(at);
    if (at == 0 || next < at) next = std::min(text.find('\n', at), text.size());
    std::size_t end = next;
    if (returns) end = std::min(text.substr(0, end).find('\r', at), end);
    line.end = static_cast<std::uint32_t>(end);
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);

    std::size_t column = 0, content = line.begin;
    bool any_mask = false;
    while (content < end) {
      const char c = text[content];
      if (c == mask) {
        any_mask = true;
      } else if (c == ' ' || c == '\f' || c == '\v') {
        ++column;
      } else if (c == '\t') {
        column = (column / 4 + 1) * 4;
      } else if (text.substr(content, 2) == "\xC2\xA0") {
        ++column, ++content;
      } else if (text.substr(content, 3) == "\xE2\x80\x8B") {
        content += 2;
      } else {
        break;
      }
      ++content;
    }
    line.content = static_cast<std::uint32_t>(std::min(content, end));
    line.indent = static_cast<std::uint16_t>(std::min<std::size_t>(column, 0xFFFF));
    line.blank = line.content >= end;
    line.masked = line.blank && any_mask;
    lines.push_back(line);
  }
  return lines;
}

std::optional<ListMarker> list_marker(std::string_view content) {
  auto outer = bullet(content);
  if (!outer) return number(content);
  // "- 12. Title": the converter's bullet around the author's number.
  if (const auto inner = number(content.substr(outer->length)); inner && inner->length > 0) {
    ListMarker both = *inner;
    both.length += outer->length;
    return both;
  }
  return outer;
}

char rule_mark(std::string_view content) {
  // "+------+------+" is the edge of a box.
  const bool box = content.size() > 2 && content.front() == '+' && trim(content).back() == '+';
  if (box && content.find_first_not_of("+-= ") == std::string_view::npos &&
      content.find_first_of("-=") != std::string_view::npos)
    return '+';
  char mark_seen = 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < content.size();) {
    const CodePoint c = code_point_at(content, at);
    at += c.length;
    if (is_blank(c.value) || c.value == static_cast<char32_t>(mask)) continue;
    char as = 0;
    if (c.value == U'-' || c.value == U'=' || c.value == U'_' || c.value == U'*' || c.value == U'~')
      as = static_cast<char>(c.value);
    if (c.value >= 0x2500 && c.value <= 0x2501) as = '-';
    if (c.value == U'—' || c.value == U'–' || c.value == U'═') as = c.value == U'═' ? '=' : '-';
    if (as == 0 || (mark_seen != 0 && as != mark_seen)) return 0;
    mark_seen = as;
    ++count;
  }
  return count >= 3 ? mark_seen : static_cast<char>(0);
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace vitagraph::document
