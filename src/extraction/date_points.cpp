// SPDX-License-Identifier: Apache-2.0
#include "extraction/date_finder.hpp"

namespace vitagraph::extraction {

std::optional<Point> DateFinder::finish(Point point, std::size_t next) const {
  point.next = next;
  point.end = tokens_[next - 1].span.end;
  return point;
}

/// The year after a month or day, with what stands between. Without one the point ends where it stands.
std::optional<Point> DateFinder::year_of(std::size_t i, Point point, bool needed) {
  std::size_t next = skip_links(i);
  if (is_sign(next, '-') || is_sign(next, '/')) {
    if (!(year_at(next + 1, true) != 0 && glued(next) && glued(next + 1)))
      next = i;
    else
      ++next;
  }
  // A line break ends a date, unless the year alone was wrapped onto the next line.
  if (const int year = year_at(next, true); year != 0) {
    point.year = year;
    return finish(point, next + 1);
  }
  std::size_t after = next;
  if (const int year = short_year_at(next, after); year != 0) {
    point.year = year;
    return finish(point, after);
  }
  if (needed) return std::nullopt;
  return finish(point, is_sign(i - 1, '.') && i >= 2 && !is_word(i - 2) ? i - 1 : i);
}

/// "2018-10-05", "2018.9", "2018/09", "2018年9月5日", "2018, Sept", "2023 Fall", "2018".
std::optional<Point> DateFinder::after_year(std::size_t i, int year) {
  Point point;
  point.year = year;
  std::size_t next = i + 1, after = next;
  if (part(next, "year", after)) {
    next = after;
    if (is_number(next) && part(next + 1, "month", after) && tokens_[next].value >= 1 && tokens_[next].value <= 12) {
      point.month = tokens_[next].value;
      next = after;
      if (is_number(next) && part(next + 1, "day", after)) {
        point.day = tokens_[next].value;
        next = after;
      }
    }
    return finish(point, next);
  }
  const auto number_at = [&](std::size_t j, int most) {
    return is_number(j) && tokens_[j].digits <= 2 && tokens_[j].value >= 1 && tokens_[j].value <= most && glued(j) &&
           glued(j - 1);
  };
  if ((is_sign(next, '-') || is_sign(next, '/') || is_sign(next, '.')) && number_at(next + 1, 12)) {
    const char32_t sign = tokens_[next].sign;
    const DateToken& month = tokens_[next + 1];
    const bool dashed = code_point_at(text_, tokens_[next].span.begin).value == '-';
    if (is_sign(next + 2, sign) && number_at(next + 3, 31)) {
      point.month = month.value;
      point.day = tokens_[next + 3].value;
      return finish(point, next + 4);
    }
    // "2009-10" is a month unless it is the next year; "2018–20" (a real dash) is always two years.
    const bool next_year = month.digits == 2 && month.value == (year + 1) % 100;
    const bool plain = sign != '-' || (dashed && month.digits == 2);
    const bool digits_end =
        !(is_number(next + 2) ||
          (is_word(next + 2) && glued(next + 2) && !is_cjk(code_point_at(text_, tokens_[next + 2].span.begin).value)));
    if (plain && digits_end && !(next_year && sign != '.')) {
      point.month = month.value;
      return finish(point, next + 2);
    }
  }
  const std::size_t word = is_sign(next, ',') ? next + 1 : next;
  if (is_word(word) && !tokens_[word].new_line) {
    if (const int month = month_at(word, after); month != 0 && (!is_sign(next, ',') || closes_bracket(after))) {
      std::size_t next_day = after;
      // "2018 May 5", but "2018, May 2019" begins another date.
      if (year_at(after, true) == 0) {
        point.month = month;
        if (const int day = day_at(after, next_day); day != 0 && !is_number(next_day)) {
          point.day = day;
          after = next_day;
        }
        return finish(point, after);
      }
    }
    if (const Word term = word_of(terms, word);
        term.next != 0 && !is_sign(next, ',') && year_at(term.next, true) == 0) {
      point.term = true;
      point.term_begin = tokens_[i].span.begin;
      return finish(point, term.next);
    }
  }
  return finish(point, next);
}

/// "27 April 2023", "3 de mayo de 2020", "27.04.2023", "06/31/20", "09/2018".
std::optional<Point> DateFinder::numeric(std::size_t i, bool second_end) {
  if (const int year = year_at(i, second_end); year != 0) return after_year(i, year);
  if (tokens_[i].digits > 2 || tokens_[i].value < 1) return std::nullopt;
  const bool begins = !(glued(i) && (tokens_[i - 1].kind != Kind::sign || is_sign(i - 1, '.') || is_sign(i - 1, '/') ||
                                     is_sign(i - 1, ':') || is_sign(i - 1, '$')));
  if (!begins) return std::nullopt;
  const int first = tokens_[i].value;
  const auto close = [&](std::size_t j) { return has(j) && glued(j) && glued(j + 1) && is_number(j + 1); };
  for (const char32_t sign : {U'/', U'.', U'-'}) {
    if (!is_sign(i + 1, sign) || !close(i + 1)) continue;
    const DateToken& second = tokens_[i + 2];
    Point point;
    if (sign != '-' && first <= 12 && year_at(i + 2, true) != 0 && !(is_sign(i + 3, sign) && close(i + 3))) {
      point.month = first;
      point.year = second.value;
      return finish(point, i + 3);
    }
    if (sign == '-' && first <= 12 && tokens_[i].digits == 2 && year_at(i + 2, true) != 0 &&
        code_point_at(text_, tokens_[i + 1].span.begin).value == '-') {
      point.month = first;
      point.year = second.value;
      return finish(point, i + 3);
    }
    if (second.digits <= 2 && second.value >= 1 && is_sign(i + 3, sign) && close(i + 3)) {
      const DateToken& third = tokens_[i + 4];
      if (year_at(i + 4, true) != 0)
        point.year = third.value;
      else if (sign != '-' && third.digits == 2 && !(is_sign(i + 5, sign) && close(i + 5)))
        point.year = third.value < 60 ? 2000 + third.value : 1900 + third.value;
      else
        return std::nullopt;
      // With slashes the month stands first unless it can't: American usage is by far the most frequent in these
      // documents.
      const bool month_leads = sign == '/' ? first <= 12 : second.value > 12;
      point.month = month_leads ? first : second.value;
      point.day = month_leads ? second.value : first;
      if (point.month > 12 || point.day > 31) return std::nullopt;
      return finish(point, i + 5);
    }
  }
  return day_first(i);
}

std::optional<Point> DateFinder::day_first(std::size_t i) {
  Point point;
  std::size_t next = i;
  // "9月5日", without a year
  if (std::size_t after = i; part(i + 1, "month", after) && tokens_[i].value <= 12) {
    point.month = tokens_[i].value;
    std::size_t end = after;
    if (is_number(after) && part(after + 1, "day", end)) {
      point.day = tokens_[after].value;
      return finish(point, end);
    }
    return std::nullopt;
  }
  point.day = day_at(i, next);
  if (point.day == 0) return std::nullopt;
  std::size_t month = skip_links(next);
  if (is_sign(month, '-') && glued(month)) ++month;
  if (!is_word(month) || tokens_[month].new_line) return std::nullopt;
  point.month = month_at(month, next);
  if (point.month == 0) return std::nullopt;
  return year_of(next, point, false);
}

std::optional<Point> DateFinder::month_first(std::size_t i) {
  if (glued(i) && tokens_[i - 1].kind != Kind::sign) return std::nullopt;
  Point point;
  std::size_t next = i;
  point.month = month_at(i, next);
  if (point.month == 0) return std::nullopt;
  std::size_t after = next;
  std::size_t day = next;
  if (part(day, "link", after)) day = after;
  if (const int value = day_at(day, after); value != 0 && !(has(day) && tokens_[day].new_line)) {
    // "May 10:30" is a time behind a month.
    if (!(is_sign(after, ':') && glued(after))) {
      point.day = value;
      return year_of(after, point, false);
    }
  }
  return year_of(next, point, true);
}

/// "Fall 2023", "Spring semester of 2019", "WS 2010/11", "Fall ’23".
std::optional<Point> DateFinder::term_first(std::size_t i) {
  Word term = word_of(terms, i);
  if (term.next == 0) return std::nullopt;
  Point point;
  point.term = true;
  point.term_begin = tokens_[i].span.begin;
  std::size_t next = term.next, after = next;
  // "Spring & Fall 2020", "Fall/Spring 2020": both are the term.
  if ((is_sign(next, '/') || part(next, "and", after)) && is_word(std::max(after, next + 1))) {
    if (const Word second = word_of(terms, std::max(after, next + 1)); second.next != 0) next = second.next;
  }
  if (const Word word = word_of(terms, next); word.next != 0 && is_word(next)) next = word.next;
  next = skip_links(next);
  after = next;
  if (const int year = year_at(next, true); year != 0) {
    point.year = year;
    ++next;
    if (is_sign(next, '/') && glued(next) && is_number(next + 1) && glued(next + 1)) next += 2;
    return finish(point, next);
  }
  if (const int year = short_year_at(next, after); year != 0) {
    point.year = year;
    return finish(point, after);
  }
  return std::nullopt;
}

std::optional<Point> DateFinder::point(std::size_t i, bool second_end) {
  if (!has(i)) return std::nullopt;
  if (is_number(i)) return numeric(i, second_end);
  std::size_t next = i;
  if (const int year = short_year_at(i, next); year != 0) {
    Point result;
    result.year = year;
    return finish(result, next);
  }
  if (!is_word(i) || !near_number(i)) return std::nullopt;
  if (auto found = month_first(i)) return found;
  if (auto found = term_first(i)) return found;
  if (part(i, "weekday", next)) {
    while (is_sign(next, '.') || is_sign(next, ',')) ++next;
    std::size_t after = next;
    if (part(next, "link", after)) next = after;
    auto found = is_number(next) ? numeric(next) : is_word(next) ? month_first(next) : std::nullopt;
    if (found && found->month != 0) return found;
  }
  if (const Word word = word_of(present, i); word.notation == "about" || word.notation == "expected")
    return point(word.next);
  return std::nullopt;
}

}  // namespace vitagraph::extraction
