// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_lines.hpp"

#include <algorithm>
#include <utility>

#include "extraction/entry_text.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_wording.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t least_full = 3;  ///< lines of one length that make a margin
constexpr std::size_t longest_cut = 400;
constexpr std::size_t longest_line = 6000;  ///< bytes put together; lists of journals run long
constexpr std::size_t wide_line = 60;       ///< bytes; a line this long may go on in the next

}  // namespace

ServiceLines::ServiceLines(const std::vector<Entry>& entries, bool under_role, const Context& context)
    : context_(context), lexicon_(context.lexicon), under_role_(under_role) {
  for (const Entry& entry : entries)
    for (const Span line : entry.lines) width_ = std::max<std::size_t>(width_, line.size());
  longest_ = width_;
  std::size_t full = 0;
  for (const Entry& entry : entries)
    for (const Span line : entry.lines) full += is_full(line.size()) ? 1 : 0;
  if (full < least_full) width_ = 0;
  for (const Entry& entry : entries) lines_.push_back(put_together(entry));
  for (std::size_t i = 1; i < entries.size(); ++i) join_role_below(entries, i);
}

void ServiceLines::join_role_below(const std::vector<Entry>& entries, std::size_t i) {
  if (lines_[i].size() != 1 || lines_[i - 1].empty()) return;
  const std::string& role = lines_[i].front().text;
  ServiceLine& above = lines_[i - 1].back();
  const bool below = !entries[i].marker.empty() && entries[i - 1].marker.empty();
  if ((!below && !is_lower(code_point_at(role, 0).value)) || !is_role_of(above.text, role)) return;
  above.text += ", " + role;
  above.span.end = std::max(above.span.end, lines_[i].front().span.end);
  lines_[i].clear();
}

bool ServiceLines::is_role_of(const std::string& above, const std::string& role) const {
  if (!is_role_phrase(role, lexicon_) || above.ends_with(":")) return false;
  const std::string rest = take_dates(above, lexicon_, 0).rest;
  return !lexicon::split_words(rest).empty() && !is_role_phrase(rest, lexicon_) &&
         !leading_service_role(above, lexicon_) && roles_behind(rest, lexicon_).empty();
}

std::vector<ServiceLine> ServiceLines::put_together(const Entry& entry) const {
  std::vector<ServiceLine> out;
  std::string date;
  std::size_t tail = 0;  // bytes of the line before
  for (const auto* spans : {&entry.lines, &entry.items})
    for (const Span span : *spans) {
      std::string text(trim(context_.document.slice(span)));
      const std::size_t before = std::exchange(tail, text.size());
      const Dated dated = take_dates(text, lexicon_, 0);
      const bool room = !out.empty() && out.back().text.size() + text.size() <= longest_line;
      if (!dated.dates.empty() && lexicon::split_words(dated.rest).empty() && text.size() < 40) {
        if (room && goes_on(out.back().text, text, before)) {
          out.back().text = join_wrapped(out.back().text, text);
          out.back().span.end = std::max(out.back().span.end, span.end);
        } else {
          date = text;
        }
        continue;
      }
      if (room && spans == &entry.items && entry.items.size() == 1 && is_role_of(out.back().text, text)) {
        out.back().text += ", " + text;
        out.back().span.end = std::max(out.back().span.end, span.end);
        continue;
      }
      if (room && spans == &entry.lines && goes_on(out.back().text, text, before)) {
        out.back().text = join_wrapped(out.back().text, text);
        out.back().span = {std::min(out.back().span.begin, span.begin), std::max(out.back().span.end, span.end)};
        continue;
      }
      if (!date.empty() && dated.dates.empty()) text = date + " " + text;
      out.push_back({std::move(text), span});
    }
  return out;
}

bool ServiceLines::goes_on(const std::string& before, const std::string& line, std::size_t tail) const {
  const char32_t first = code_point_at(line, 0).value;
  std::string_view shut = before;  // without quotation marks that close behind a comma
  while (shut.ends_with("”") || shut.ends_with("\"")) shut.remove_suffix(shut.ends_with("”") ? 3 : 1);
  const char last = shut.empty() ? before.back() : shut.back();
  if (is_lower(first) || first == U'(' || first == U'&' || last == ',' || last == '&') return true;
  // Cut within brackets.
  if (before.size() < longest_cut &&
      std::count(before.begin(), before.end(), '(') > std::count(before.begin(), before.end(), ')') &&
      line.find(')') < std::min(line.find('('), line.size()))
    return true;
  const lexicon::Words above = lexicon::split_words(before), below = lexicon::split_words(line);
  if (above.empty() || below.empty()) return false;
  const bool month_ends =
      !lexicon_.find("months", above.back().key).empty() && above.back().span.end + 1 >= before.size();
  if (month_ends && is_digit(first)) return true;
  if ((last == '-' || before.ends_with("–")) && !lexicon_.find("months", below.front().key).empty()) return true;
  // A name cut in a list that semicolons part.
  if (under_role_ && tail > wide_line / 2 && before.find(';') != std::string::npos &&
      line.find(';') != std::string::npos && last != ';' && last != '.' && !ends_dated(before))
    return true;
  if (tail < wide_line) return false;
  if (const auto role = leading_service_role(line, lexicon_); role && role->list) return false;
  // A list of venues that commas part.
  if (under_role_ && longest_ >= wide_line && before.find(',') != std::string::npos &&
      line.find(',') != std::string::npos && is_letter(static_cast<char32_t>(static_cast<unsigned char>(last))) &&
      tail * 100 >= longest_ * 80)
    return true;
  // The line before was full, and no date or full stop ended it.
  if (is_full(tail) && last != '.' && last != ';' && !ends_dated(before)) return true;
  if (is_lower(code_point_at(before, above.back().span.begin).value) &&
      is_letter(static_cast<char32_t>(static_cast<unsigned char>(last))) &&
      !lexicon_.find("connectives", above.back().key).empty())
    return true;
  if (std::count(before.begin(), before.end(), ',') >= 2 && std::count(line.begin(), line.end(), ',') >= 2 &&
      !leading_service_role(line, lexicon_))
    return true;
  // A statement's role stands in its first line: a line without one goes on where the one before is not yet dated.
  if (under_role_ || leading_service_role(line, lexicon_) || is_body(line, lexicon_)) return false;
  return last != '.' && !ends_dated(before) &&
         leading_service_role(without_acting_lead(before, lexicon_), lexicon_).has_value();
}

bool ServiceLines::is_full(std::size_t size) const { return width_ > 0 && size * 100 >= width_ * 94; }

bool ServiceLines::ends_dated(const std::string& text) const {
  const Dated dated = take_dates(text, lexicon_, 0);
  return !dated.dates.empty() && dated.dates.back().span.end + 3 >= text.size();
}

}  // namespace vitagraph::extraction
