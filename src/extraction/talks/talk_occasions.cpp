// SPDX-License-Identifier: Apache-2.0
#include "extraction/talks/talk_occasions.hpp"

#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_entries.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_text = 2000;  ///< bytes behind a title
constexpr std::size_t most_name_words = 8;  ///< of a house or event that no vocabulary knows
constexpr std::size_t year_size = 4, month_size = 7;

/// Behind the bracket that is open at `at`, or `at`.
std::uint32_t behind_brackets(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  int depth = 0;
  for (std::uint32_t i = begin; i < at; ++i)
    depth += text[i] == '(' || text[i] == '[' ? 1 : text[i] == ')' || text[i] == ']' ? -1 : 0;
  while (depth > 0 && at < text.size()) {
    depth -= text[at] == ')' || text[at] == ']' ? 1 : 0;
    ++at;
  }
  return at;
}

/// Cuts at the signs `at` outside of brackets.
std::vector<Span> cut_at(std::string_view text, char sign) {
  std::vector<Span> out;
  std::uint32_t begin = 0;
  int depth = 0;
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(') ++depth;
    if (i < text.size() && text[i] == ')') depth = std::max(0, depth - 1);
    if (i < text.size() && (text[i] != sign || depth > 0)) continue;
    if (!trim(text.substr(begin, i - begin)).empty()) out.push_back({begin, i});
    begin = i + 1;
  }
  return out;
}

/// The parts of the text behind their dates, or in front of them where a date leads.
std::vector<Span> cut_at_dates(std::string_view text, const std::vector<DateMention>& dates) {
  const auto marks = [](std::string_view between) {
    return std::none_of(between.begin(), between.end(), [](char c) { return c > '@' || (c >= '0' && c <= '9'); });
  };
  std::vector<Span> out;
  if (marks(text.substr(0, dates.front().span.begin))) {
    for (std::size_t i = 0; i < dates.size(); ++i)
      out.push_back({dates[i].span.begin,
                     i + 1 < dates.size() ? dates[i + 1].span.begin : static_cast<std::uint32_t>(text.size())});
    return out;
  }
  std::uint32_t begin = 0;
  for (const DateMention& date : dates) {
    if (date.span.begin < begin) return {};
    std::uint32_t end = behind_brackets(text, begin, date.span.end);
    // Something must part the occasions.
    if (&date != &dates.back() && end == date.span.end && text.substr(end).find_first_of(",;.\n|/&") > 1 &&
        !text.substr(end).starts_with(" &"))
      return {};
    out.push_back({begin, end});
    begin = end;
  }
  return out;
}

class Occasions {
 public:
  Occasions(std::string_view text, const Context& context)
      : text_(text), context_(context), dates_(find_dates(text, context.lexicon)) {}

  std::vector<Span> run() const {
    if (dates_.size() < 2 || !all_differ()) return {};
    for (const char sign : {';', '\n'})
      if (std::vector<Span> parts = cut_at(text_, sign); parts.size() == dates_.size() && are_occasions(parts))
        return parts;
    std::vector<Span> parts = cut_at_dates(text_, dates_);
    for (Span& part : parts) part = without_joints(part);
    return parts.size() == dates_.size() && are_occasions(parts) ? parts : std::vector<Span>();
  }

 private:
  /// "Fern Meeting 2020, Bath, May 2020" was once: a year beside a day of it says nothing more, and two days of a month
  /// without places are one occasion.
  bool all_differ() const {
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (dates_[i].range && dates_[i].open) return false;
      for (std::size_t j = 0; j < i; ++j) {
        const std::string a = shared_date(dates_[i]), b = shared_date(dates_[j]);
        if (a.size() < year_size || b.size() < year_size || a == b) return false;
        if (std::min(a.size(), b.size()) == year_size && a.size() != b.size() &&
            a.substr(0, year_size) == b.substr(0, year_size))
          return false;
      }
    }
    return true;
  }

  Span without_joints(Span part) const {
    for (bool moved = true; moved && part.begin < part.end;) {
      moved = false;
      while (part.begin < part.end && std::string_view(" \n\t,;.|/&").find(text_[part.begin]) != std::string_view::npos)
        ++part.begin, moved = true;
      const lexicon::Words words =
          lexicon::split_words(text_.substr(part.begin, std::min<std::size_t>(part.size(), 16)));
      if (words.empty() || words.front().span.begin > 0 || !is_lower(code_point_at(text_, part.begin).value)) break;
      if (context_.lexicon.find("connectives", words.front().key).empty()) break;
      part.begin += words.front().span.end;
      moved = true;
    }
    return part;
  }

  /// Each says when, and where unless an earlier one has said it.
  bool are_occasions(const std::vector<Span>& parts) const {
    bool placed = false;
    std::string before;
    for (const Span part : parts) {
      const std::string_view text = text_.substr(part.begin, part.size());
      const Dated when = take_dates(text, context_.lexicon, 0);
      // Terms ("F2019") and days without a year are no dates to both.
      if (when.dates.size() != 1 || find_dates(text, context_.lexicon).size() != 1) return false;
      const std::string where = clean_value(when.rest);
      const std::string date = shared_date(when.dates.front());
      if (where.empty()) {
        if (!placed || date.size() < month_size || date.substr(0, month_size) == before) return false;
      } else if (is_lower(code_point_at(where, 0).value) || context_.lexicon.mentions("honours", where) ||
                 (!is_where(where, context_) && !is_place_name(where, context_.lexicon) && !is_short_name(where))) {
        return false;
      }
      placed = true;
      before = date.substr(0, month_size);
    }
    return true;
  }

  bool is_short_name(std::string_view where) const {
    const lexicon::Words words = lexicon::split_words(where);
    if (words.empty() || words.size() > most_name_words) return false;
    if (words.size() > 1 && looks_like_name(std::string(where), context_.lexicon)) return false;
    std::size_t small = 0;
    for (const lexicon::Word& word : words)
      small += is_lower(code_point_at(where, word.span.begin).value) &&
                       context_.lexicon.find("connectives", word.key).empty() &&
                       context_.lexicon.find("prepositions", word.key).empty()
                   ? 1
                   : 0;
    return small == 0;
  }

  std::string_view text_;
  const Context& context_;
  std::vector<DateMention> dates_;
};

}  // namespace

std::vector<Span> find_occasions(Span behind_title, const Context& context) {
  const std::string_view text = context.document.slice(behind_title);
  // What is quoted behind a title is another.
  if (text.size() > longest_text || text.find("“") != text.npos || text.find_first_of("{}\\") != text.npos ||
      std::count(text.begin(), text.end(), '"') > 1)
    return {};
  std::vector<Span> out = Occasions(text, context).run();
  for (Span& part : out) part = {part.begin + behind_title.begin, part.end + behind_title.begin};
  return out;
}

}  // namespace vitagraph::extraction
