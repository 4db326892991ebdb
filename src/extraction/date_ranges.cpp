// SPDX-License-Identifier: Apache-2.0
#include "extraction/date_finder.hpp"

namespace vitagraph::extraction {

/// The token after a sign or word that joins the ends of a range.
std::optional<std::size_t> DateFinder::dash(std::size_t i) {
  if (is_sign(i, '-')) return is_sign(i + 1, '-') ? is_sign(i + 2, '-') ? i + 3 : i + 2 : i + 1;
  if (!is_word(i) || !may_begin(present, i)) return std::nullopt;
  for (std::size_t j = i; j < i + 2 && is_word(j); ++j) {
    const std::string_view label = text_.substr(tokens_[i].span.begin, tokens_[j].span.end - tokens_[i].span.begin);
    for (const auto* known : lexicon_.find("present", label)) {
      if (known->notation != "to" && known->notation != "until") continue;
      std::size_t after = i;
      if (part(i, "and", after)) continue;  // "and" joins the ends only after "between"
      return j + 1;
    }
  }
  return std::nullopt;
}

/// Whether a dash after a date ends its line, cell, parenthesis or text: the range is open.
bool DateFinder::open_end(std::size_t i) const {
  const bool full_stop = has(i) && is_sign(i, '.') && (!has(i + 1) || tokens_[i + 1].gap);
  return !has(i) || tokens_[i].new_line || tokens_[i].tab || full_stop || is_sign(i, ')') || is_sign(i, ']') ||
         is_sign(i, ',') || is_sign(i, ';') || is_sign(i, '|') ||
         (is_sign(i, ':') && tokens_[i - 1].kind == Kind::sign);
}

/// ISO 8601's intervals: "2021-04/2024-09", "[2021/2024]", "[2024-10/]".
void DateFinder::interval(const Point& first, DateMention& found, std::size_t& next) {
  if (found.range || !is_sign(first.next, '/') || !glued(first.next) || first.year == 0) return;
  const std::size_t at = first.next + 1;
  if (is_sign(at, ']')) {
    found.end = "present";
    found.range = found.open = true;
    next = at;
    return;
  }
  if (!is_number(at) || !glued(at) || tokens_[at].digits != 4) return;
  const auto second = point(at, true);
  if (!second || second->year < first.year || (first.month == 0 && !is_sign(second->next, ']'))) return;
  if (first.month != 0 && (second->month == 0 || second->str() < found.start)) return;
  found.end = second->str();
  found.range = true;
  next = second->next;
}

void DateFinder::close_range(const Point& first, DateMention& found, std::size_t& next) {
  const auto opens = [&](const Word& word) {
    if (word.notation != "present") return false;
    found.end = "present";
    found.range = found.open = true;
    next = word.next;
    return true;
  };
  // "2020年至今", "2019 to date", "2019 onwards": the joining word is part of the label.
  if (first.year != 0 && is_word(first.next) && !tokens_[first.next].new_line && opens(word_of(present, first.next)))
    return;
  const auto after_dash = dash(first.next);
  if (!after_dash) {
    // "2018/2019", "2018/19": an academic year.
    if (is_sign(first.next, '/') && glued(first.next) && is_number(first.next + 1) && glued(first.next + 1) &&
        first.month == 0) {
      const DateToken& second = tokens_[first.next + 1];
      const int year = second.digits == 4   ? second.value
                       : second.digits == 2 ? first.year / 100 * 100 + second.value
                                            : 0;
      if (year == first.year + 1) {
        found.end = std::to_string(year);
        found.range = true;
        next = first.next + 2;
      }
    }
    interval(first, found, next);
    return;
  }
  const std::size_t at = *after_dash;
  if (opens(word_of(present, at))) return;
  // "2019 – …", "2019 - ..."
  const bool dots = is_sign(at, '.') && is_sign(at + 1, '.') && is_sign(at + 2, '.');
  if (first.year != 0 && (dots || is_sign(at, U'\u2026'))) {
    found.end = "present";
    found.range = found.open = true;
    next = dots ? at + 3 : at + 1;
    return;
  }
  std::size_t start = at;
  if (part(at, "link", start) && !has(start)) start = at;
  if (auto second = point(start, true)) {
    if (second->year != 0 && (first.year == 0 || second->year >= first.year)) {
      if (first.year == 0) found.start = Point{second->year, first.month, first.day}.str();
      found.end = second->str();
      found.range = true;
      next = second->next;
      return;
    }
    // "9 May – 12 May", and with the year in front: "2019 May 9 – May 12"
    if (second->year == 0 && second->month != 0) {
      second->year = first.year;
      found.end = second->str();
      found.range = true;
      next = second->next;
      return;
    }
  }
  if (is_number(start) && tokens_[start].digits == 2 && first.year != 0 && first.day == 0 &&
      !(has(start + 1) && glued(start + 1) && is_word(start + 1))) {
    // "2018–20"
    const int year = first.year / 100 * 100 + tokens_[start].value;
    if (first.month == 0 && year > first.year && year < first.year + 60) {
      found.end = std::to_string(year);
      found.range = true;
      next = start + 1;
      return;
    }
    if (first.month == 0 && year < first.year && year + 100 < first.year + 40) {  // "1998–02"
      found.end = std::to_string(year + 100);
      found.range = true;
      next = start + 1;
      return;
    }
  }
  // "2026 Aug 1–6": the days stand behind year and month.
  const auto is_day = [&](std::size_t i) {
    return is_number(i) && tokens_[i].digits <= 2 && tokens_[i].value == first.day;
  };
  const std::size_t last = first.next - 1;
  const bool day_ends = is_day(last) || (glued(last) && is_day(last - 1));  // "1st" too
  if (is_number(start) && tokens_[start].digits <= 2 && first.year != 0 && first.day != 0 && day_ends &&
      tokens_[start].value > first.day && tokens_[start].value <= values::days_in_month(first.year, first.month) &&
      !(is_sign(start + 1, ':') && glued(start + 1))) {
    found.end = Point{first.year, first.month, tokens_[start].value}.str();
    found.range = true;
    next = start + 1;
    return;
  }
  // "2018.9–12", "2019-06 – 08"
  if (is_number(start) && tokens_[start].digits <= 2 && first.month != 0 && first.day == 0 &&
      tokens_[start].value > first.month && tokens_[start].value <= 12) {
    std::size_t after = start + 1;
    part(after, "month", after);
    found.end = Point{first.year, tokens_[start].value, 0}.str();
    found.range = true;
    next = after;
    return;
  }
  const bool arrow = is_sign(first.next, '-') && slice(first.next) == "\u2192";  // "01.09.2015 →"
  if (is_sign(first.next, '-') && first.year != 0 && (first.day == 0 || arrow) && open_end(at)) {
    found.end = "present";
    found.range = found.open = true;
    next = at;
  }
}

/// Ranges whose first end borrows from the second: "June – August 2020", "Oct. 21–25th, 2024", "21-25 October 2024",
/// "Aug 30 – Sep 2, 2024", "Fall – Spring 2020".
bool DateFinder::split_range(std::size_t i, DateMention& found, std::size_t& next) {
  Point left;
  std::size_t at = i;
  if (is_word(i)) {
    if (!near_number(i)) return false;
    left.month = month_at(i, at);
    if (left.month == 0) return false;
    std::size_t after = at;
    if (const int day = day_at(at, after); day != 0) {
      left.day = day;
      at = after;
    }
  } else {
    if (glued(i) && tokens_[i - 1].kind != Kind::sign) return false;
    left.day = day_at(i, at);
    if (left.day == 0) return false;
    if (is_sign(at, '.') && glued(at)) ++at;
    std::size_t after = at;
    if (is_word(at))
      if (const int month = month_at(at, after); month != 0) {
        left.month = month;
        at = after;
      }
  }
  auto start = dash(at);
  if (!start && left.day != 0) {
    std::size_t after = at;
    if ((is_sign(at, '&') || is_word(at)) && part(at, "and", after)) start = after;  // "21 and 22 May"
  }
  // "Spring/Summer" and "Sept/Oct 2020"
  if (!start && is_sign(at, '/') && left.day == 0) start = at + 1;
  if (!start || !has(*start)) return false;
  Point right;
  std::size_t after = *start;
  if (left.day != 0 && left.month != 0 && is_number(*start)) {
    right.month = left.month;
    right.day = day_at(*start, after);
    if (right.day == 0) return false;
    if (is_word(after)) {
      std::size_t month_end = after;
      if (const int month = month_at(after, month_end); month != 0) {
        right.month = month;
        after = month_end;
      }
    }
    const auto whole = year_of(after, right, false);
    right = *whole;
  } else if (left.month != 0 || is_number(*start)) {
    const auto whole = point(*start);
    if (!whole || whole->month == 0 || (left.day != 0 && whole->day == 0)) return false;
    right = *whole;
  } else {
    return false;
  }
  if (right.year == 0 && left.day == 0) return false;
  left.year = right.year;
  if (left.month == 0) left.month = right.month;
  if (left.year != 0 && left.month > right.month) --left.year;
  found.start = left.str();
  found.end = right.str();
  found.range = true;
  next = right.next;
  return true;
}

/// "2015, 2018", "2017 & 2018", "Spring 2023,2024": more years of the same kind.
void DateFinder::years_list(const Point& first, DateMention& found, std::size_t& next) {
  if (first.month != 0 || first.year == 0 || found.range) return;
  std::vector<std::string> years{std::to_string(first.year)};
  std::size_t at = first.next;
  while (has(at)) {
    std::size_t after = at;
    if (is_sign(at, '/'))
      after = at + 1;
    else if (!part(at, "and", after))
      break;
    std::size_t link = after;
    if (part(after, "link", link)) after = link;
    int year = year_at(after);
    std::size_t end = after + 1;
    if (year == 0) year = short_year_at(after, end);
    if (year == 0) break;
    // What is more than a year begins another date.
    const auto whole = point(after);
    if (whole && (whole->month != 0 || whole->term)) break;
    if (dash(end)) break;
    if (is_sign(end, '/') && glued(end) && is_number(end + 1) && tokens_[end + 1].digits == 2) break;
    years.push_back(std::to_string(year));
    next = at = end;
  }
  if (years.size() < 2) return;
  found.years = std::move(years);
  found.end = found.years.back();
}

/// "7/10-6/24": months and years of two digits. Only a range says so: alone, "7/10" may be anything.
bool DateFinder::slashed_range(std::size_t i, DateMention& found, std::size_t& next) const {
  const auto end_at = [&](std::size_t at, Point& point) {
    if (!is_number(at) || tokens_[at].digits > 2 || tokens_[at].value < 1 || tokens_[at].value > 12) return false;
    if (!is_sign(at + 1, '/') || !glued(at + 1) || !is_number(at + 2) || !glued(at + 2) || tokens_[at + 2].digits != 2)
      return false;
    if (is_sign(at + 3, '/') && glued(at + 3)) return false;
    point.month = tokens_[at].value;
    point.year = tokens_[at + 2].value < 60 ? 2000 + tokens_[at + 2].value : 1900 + tokens_[at + 2].value;
    return true;
  };
  Point first, second;
  if ((glued(i) && !is_sign(i - 1, '(')) || !end_at(i, first) || !is_sign(i + 3, '-') || !end_at(i + 4, second))
    return false;
  if (second.year * 12 + second.month < first.year * 12 + first.month) return false;
  found.start = first.str();
  found.end = second.str();
  found.range = true;
  next = i + 7;
  return true;
}

}  // namespace vitagraph::extraction
