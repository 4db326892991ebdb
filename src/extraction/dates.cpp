// SPDX-License-Identifier: Apache-2.0
#include "extraction/dates.hpp"

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/date_finder.hpp"
#include "extraction/text_memo.hpp"

namespace vitagraph::extraction {

/// A weekday and a time of day around the date.
void DateFinder::widen(DateMention& found, std::size_t& next) {
  std::size_t at = next;
  const bool parenthesis = is_sign(at, '(');
  std::size_t after = parenthesis ? at + 1 : is_sign(at, ',') ? at + 1 : at;
  if (is_word(after) && part(after, "weekday", after)) {
    if (is_sign(after, '.')) ++after;
    if (parenthesis && is_sign(after, ')')) ++after;
    if (!parenthesis || is_sign(after - 1, ')')) next = after;
  }
  at = next;
  while (is_sign(at, ',') || is_sign(at, '@') || is_sign(at, '|') || is_sign(at, '-') || is_sign(at, '(') ||
         is_sign(at, ';') || is_sign(at, 0xB7))
    ++at;
  after = at;
  if (part(at, "at", after)) at = after;
  if (is_sign(at, ':') && at > next) ++at;
  if (at > next + 4) return;
  if (const auto time = time_at(at, after)) {
    found.time = time->time;
    next = after;
  }
}

bool DateFinder::mention(std::size_t i, DateMention& found, std::size_t& next) {
  std::size_t at = i;
  std::string_view opening;
  if (is_word(i)) {
    if (!near_number(i)) return false;
    std::size_t after = i;
    if (part(i, "page", after)) {
      // The number belongs to the word before it; a range of pages is skipped with it.
      if (is_sign(after, '.')) ++after;
      if (is_number(after)) {
        ++after;
        if (is_sign(after, '-') && is_number(after + 1)) after += 2;
        next = after;
      }
      return false;
    }
    if (part(i, "between", after)) {
      const auto first = point(after);
      std::size_t second_at = first ? first->next : 0;
      if (first && first->year != 0 && part(first->next, "and", second_at))
        if (const auto second = point(second_at); second && second->year != 0) {
          found.start = first->str();
          found.end = second->str();
          found.range = true;
          next = second->next;
          return true;
        }
    }
    if (const Word word = word_of(present, i);
        word.next != 0 && word.notation != "present" && word.notation != "to" && month_at(i, after) == 0) {
      opening = word.notation;
      at = word.next;
      if (is_sign(at, ':')) ++at;
      if (part(at, "link", after)) at = after;
      if (!has(at)) return false;
    }
  }
  if (slashed_range(at, found, next) || split_range(at, found, next)) return true;
  const auto first = point(at);
  if (!first) return false;
  next = first->next;
  found.start = found.end = first->str();
  if (found.start.empty()) return false;
  if (first->term)
    found.term = std::string(collapse_blanks(text_.substr(first->term_begin, first->end - first->term_begin)));
  close_range(*first, found, next);
  if (opening == "since" && !found.range && first->year != 0) {
    found.end = "present";
    found.range = found.open = true;
    return true;
  }
  if (opening == "from" && !found.range && first->year != 0) {
    // "from 2018 and on" aside, a mere beginning says nothing about the end.
    found.end.clear();
    found.range = true;
    return true;
  }
  if (opening == "until" && !found.range && first->year != 0) {
    found.start.clear();
    found.range = true;
    return true;
  }
  found.expected = opening == "expected";
  years_list(*first, found, next);
  return true;
}

std::vector<DateMention> DateFinder::dates() {
  std::vector<DateMention> result;
  std::size_t i = 0;
  while (i < tokens_.size()) {
    const DateToken& token = tokens_[i];
    if (token.kind == Kind::sign && token.sign != '\'') {
      ++i;
      continue;
    }
    DateMention found;
    std::size_t next = i + 1;
    if (mention(i, found, next)) {
      widen(found, next);
      found.span = {token.span.begin + offset_, tokens_[next - 1].span.end + offset_};
      result.push_back(std::move(found));
    }
    i = std::max(next, i + 1);
  }
  return result;
}

std::vector<DateMention> find_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  // Every date has a number, and most lines have none.
  if (!digits.any_in(text)) return {};
  const auto memo = [](const lexicon::Lexicon&) { return TextMemo<std::vector<DateMention>>(); };
  const TextMemo<std::vector<DateMention>>& known = lexicon.kept<TextMemo<std::vector<DateMention>>>(memo);
  std::vector<DateMention> dates =
      known.get(text, [&](std::string_view asked) { return DateFinder(asked, lexicon, 0).dates(); });
  for (DateMention& date : dates) {
    date.span.begin += offset;
    date.span.end += offset;
  }
  return dates;
}

std::vector<TimeMention> find_times(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  return DateFinder(text, lexicon, offset).times();
}

std::string shared_date(const DateMention& date) {
  if (!date.range || date.open || date.start.empty() || date.end.empty())
    return date.years.empty() ? date.start : date.years.front();
  std::size_t shared = 0;
  const std::string &a = date.start, &b = date.end;
  while (shared < a.size() && shared < b.size() && a[shared] == b[shared]) ++shared;
  if (shared == a.size() && shared == b.size()) return a;
  // Whole parts only: "2024-1" of "2024-10" and "2024-11" is 2024.
  for (const std::size_t cut : {std::size_t{10}, std::size_t{7}, std::size_t{4}})
    if (shared >= cut && (a.size() == cut || a[cut] == '-') && (b.size() == cut || b[cut] == '-'))
      return a.substr(0, cut);
  return {};
}

std::string without_dates(std::string_view text, const std::vector<DateMention>& dates, std::uint32_t offset) {
  const auto is_holder = [](char c) {
    return c == ',' || c == ' ' || c == '-' || c == ';' || c == '|' || c == '\t' || c == '\n' || c == ':' || c == '/';
  };
  std::string result;
  std::size_t from = 0;
  for (const DateMention& date : dates) {
    std::size_t begin = date.span.begin - offset, end = date.span.end - offset;
    if (begin < from || end > text.size()) continue;
    std::string_view before = text.substr(from, begin - from);
    std::size_t left = before.size();
    while (left > 0 && is_holder(before[left - 1])) --left;
    std::size_t right = end;
    while (right < text.size() && is_holder(text[right])) ++right;
    const bool parenthesis = left > 0 && (before[left - 1] == '(' || before[left - 1] == '[') && right < text.size() &&
                             (text[right] == ')' || text[right] == ']');
    if (parenthesis) {
      --left;
      ++right;
      while (left > 0 && before[left - 1] == ' ') --left;
    }
    result.append(before.substr(0, left));
    // One blank stands for what was cut; a comma that held the date goes with it.
    const std::string_view rest = text.substr(right);
    if (!result.empty() && !rest.empty() && rest.front() != '.' && rest.front() != ',' && rest.front() != ')') {
      const bool open = result.back() == '(' || result.back() == '[';
      const std::string_view gap = text.substr(from + left, begin - from - left);
      const bool comma = gap.find(',') != gap.npos && text.substr(end, right - end).find(',') != std::string_view::npos;
      if (!open) result += comma ? ", " : " ";
    }
    from = right;
  }
  result.append(text.substr(std::min(from, text.size())));
  return collapse_blanks(result);
}

}  // namespace vitagraph::extraction
