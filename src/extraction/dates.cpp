// SPDX-License-Identifier: Apache-2.0
#include "extraction/dates.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "extraction/date_tokens.hpp"
#include "values/values.hpp"

namespace vitagraph::extraction {
namespace {

using Kind = DateToken::Kind;

/// A date as far as it is said; what is not is 0. `next`: the token after it.
struct Point {
  int year = 0, month = 0, day = 0;
  std::size_t next = 0;
  std::uint32_t end = 0;
  bool term = false;
  std::uint32_t term_begin = 0;

  std::string str() const {
    values::PartialDate date{year, month, day};
    // A day that does not exist (06/31) is a slip of the pen; its month still stands.
    if (day != 0 && month != 0 && day > values::days_in_month(year == 0 ? 2000 : year, month)) date.day = 0;
    return date.str();
  }
};

class DateFinder {
 public:
  DateFinder(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset)
      : text_(text), lexicon_(lexicon), offset_(offset), tokens_(date_tokens(text)) {}

  std::vector<DateMention> dates();
  std::vector<TimeMention> times();

 private:
  struct Word {
    std::size_t next = 0;  ///< after the words of the label; 0: no label here
    std::string_view notation;
  };

  bool has(std::size_t i) const { return i < tokens_.size(); }
  bool is_number(std::size_t i) const { return has(i) && tokens_[i].kind == Kind::number; }
  bool is_word(std::size_t i) const { return has(i) && tokens_[i].kind == Kind::word; }
  bool is_sign(std::size_t i, char32_t sign) const {
    return has(i) && tokens_[i].kind == Kind::sign && tokens_[i].sign == sign;
  }
  bool glued(std::size_t i) const {
    return has(i) && i > 0 && !tokens_[i].gap && tokens_[i - 1].span.end == tokens_[i].span.begin;
  }
  std::string_view slice(std::size_t i) const { return text_.substr(tokens_[i].span.begin, tokens_[i].span.size()); }

  Word word_of(std::string_view scheme, std::size_t i);
  bool part(std::size_t i, std::string_view notation, std::size_t& next);
  int month_at(std::size_t i, std::size_t& next);
  bool near_number(std::size_t i) const;

  int year_at(std::size_t i, bool in_date = false) const;
  int short_year_at(std::size_t i, std::size_t& next) const;
  int day_at(std::size_t i, std::size_t& next);
  std::size_t skip_dots(std::size_t i) const { return is_sign(i, '.') ? i + 1 : i; }
  std::size_t skip_links(std::size_t i);

  std::optional<Point> finish(Point point, std::size_t next) const;
  std::optional<Point> numeric(std::size_t i, bool second_end = false);
  std::optional<Point> after_year(std::size_t i, int year);
  std::optional<Point> day_first(std::size_t i);
  std::optional<Point> month_first(std::size_t i);
  std::optional<Point> term_first(std::size_t i);
  std::optional<Point> year_of(std::size_t i, Point point, bool needed);
  std::optional<Point> point(std::size_t i, bool second_end = false);
  std::optional<std::size_t> dash(std::size_t i);

  bool mention(std::size_t i, DateMention& found, std::size_t& next);
  bool split_range(std::size_t i, DateMention& found, std::size_t& next);
  void close_range(const Point& first, DateMention& found, std::size_t& next);
  void years_list(const Point& first, DateMention& found, std::size_t& next);
  void widen(DateMention& found, std::size_t& next);
  std::optional<TimeMention> time_at(std::size_t i, std::size_t& next);
  bool open_end(std::size_t i) const;

  std::string_view text_;
  const lexicon::Lexicon& lexicon_;
  std::uint32_t offset_;
  std::vector<DateToken> tokens_;
  std::map<std::pair<std::string_view, std::size_t>, Word> known_;
};

/// The longest label of the scheme that begins at the token; a trailing dot of an abbreviation belongs to it.
DateFinder::Word DateFinder::word_of(std::string_view scheme, std::size_t i) {
  if (!is_word(i)) return {};
  const auto [at, is_new] = known_.try_emplace({scheme, i});
  if (!is_new) return at->second;
  // Labels have at most four words; what lies between them are blanks, dots, apostrophes and hyphens.
  std::size_t last = i;
  for (std::size_t words = 1, j = i + 1; words < 5 && has(j) && j < i + 10; ++j) {
    if (tokens_[j].new_line) break;
    if (tokens_[j].kind == Kind::word || (tokens_[j].kind == Kind::number && tokens_[j].digits == 1)) {
      last = j;
      ++words;
    } else if (!(is_sign(j, '.') || is_sign(j, '\'') || is_sign(j, '-'))) {
      break;
    }
  }
  for (std::size_t j = last; j + 1 > i; --j) {
    if (j != i && tokens_[j].kind == Kind::sign) continue;
    const std::string_view label = text_.substr(tokens_[i].span.begin, tokens_[j].span.end - tokens_[i].span.begin);
    if (const auto concepts = lexicon_.find(scheme, label); !concepts.empty()) {
      std::size_t next = j + 1;
      if (is_sign(next, '.') && glued(next) &&
          !(is_number(next + 1) && glued(next + 1) && tokens_[next + 1].digits < 2))
        ++next;
      // "until" both opens a range and joins its ends; opening comes first in a text.
      const auto opening = std::find_if(concepts.begin(), concepts.end(),
                                        [](const auto* c) { return c->notation == "until" || c->notation == "since"; });
      at->second = {next, (opening != concepts.end() ? *opening : concepts.front())->notation};
      break;
    }
  }
  return at->second;
}

bool DateFinder::part(std::size_t i, std::string_view notation, std::size_t& next) {
  if (!has(i)) return false;
  if (notation == "and" && (is_sign(i, ',') || is_sign(i, '&') || is_sign(i, ';'))) {
    next = i + 1;
    // "2015, 2016, and 2018"
    std::size_t after = next;
    if (!is_sign(i, '&') && part(next, "and", after)) next = after;
    return true;
  }
  if (!is_word(i)) return false;
  for (std::size_t j = i; j < i + 3 && (j == i || is_word(j) || is_sign(j, '.')); ++j) {
    if (!has(j)) break;
    if (tokens_[j].kind == Kind::sign) continue;
    const std::string_view label = text_.substr(tokens_[i].span.begin, tokens_[j].span.end - tokens_[i].span.begin);
    for (const auto* known : lexicon_.find("date-parts", label))
      if (known->notation == notation) {
        next = j + 1;
        return true;
      }
  }
  return false;
}

int DateFinder::month_at(std::size_t i, std::size_t& next) {
  const Word word = word_of("months", i);
  if (word.next == 0) return 0;
  // "9月" is read as number and sign.
  next = word.next;
  return std::atoi(std::string(word.notation).c_str());
}

/// Words are looked up only where a number is close: most of a text has none.
bool DateFinder::near_number(std::size_t i) const {
  for (std::size_t j = i + 1; j < i + 9 && has(j); ++j)
    if (tokens_[j].kind == Kind::number) return true;
  return false;
}

/// A number that can be a year: not part of a page range, a price, a telephone number or a code.
int DateFinder::year_at(std::size_t i, bool in_date) const {
  if (!is_number(i) || tokens_[i].digits != 4 || tokens_[i].value < 1900 || tokens_[i].value > 2099) return 0;
  const int year = tokens_[i].value;
  if (is_word(i + 1) && glued(i + 1)) {
    // "2019a" tells two works apart; "2000s" is no year.
    const CodePoint c = code_point_at(text_, tokens_[i + 1].span.begin);
    const bool letter = tokens_[i + 1].span.size() == 1 && c.value >= 'a' && c.value <= 'e';
    if (!letter && !is_cjk(c.value)) return 0;
  }
  if (is_sign(i + 1, '%')) return 0;
  if (is_sign(i + 1, '.') && is_number(i + 2) && glued(i + 2) && glued(i + 1) && tokens_[i + 2].digits > 2) return 0;
  if (in_date || i == 0) return year;
  if (glued(i)) {
    const DateToken& before = tokens_[i - 1];
    if (before.kind == Kind::word) {
      // An acronym with its year: "CVPR2024".
      std::size_t capitals = 0;
      for (const char c : slice(i - 1)) capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
      if (!is_cjk(code_point_at(text_, before.span.begin).value) && (capitals < 2 || before.span.size() < 3)) return 0;
    } else if (before.sign == '$' || before.sign == '#' || before.sign == U'€' || before.sign == U'£' ||
               before.sign == '=' || before.sign == '_') {
      return 0;
    } else if ((before.sign == ':' || before.sign == '-' || before.sign == '.' || before.sign == '/' ||
                before.sign == '(') &&
               i > 1 && tokens_[i - 2].kind == Kind::number && glued(i - 1)) {
      const bool issue =
          before.sign == '(' && !(is_sign(i + 1, ')') && glued(i + 1) && is_number(i + 2) && glued(i + 2));
      if (!issue && before.sign != '-') return 0;
      if (before.sign == '-' && tokens_[i - 2].digits != 2 && tokens_[i - 2].digits != 1) return 0;
    }
  }
  if (is_sign(i + 1, '-') && glued(i + 1) && is_number(i + 2) && glued(i + 2) && tokens_[i + 2].digits > 2 &&
      year_at(i + 2, true) == 0)
    return 0;
  return year;
}

/// "'16": an apostrophe and two digits.
int DateFinder::short_year_at(std::size_t i, std::size_t& next) const {
  if (!is_sign(i, '\'') || !is_number(i + 1) || tokens_[i + 1].digits != 2) return 0;
  if (is_word(i + 2) && glued(i + 2)) return 0;
  next = i + 2;
  const int value = tokens_[i + 1].value;
  return value < 60 ? 2000 + value : 1900 + value;
}

int DateFinder::day_at(std::size_t i, std::size_t& next) {
  if (!is_number(i) || tokens_[i].digits > 2 || tokens_[i].value < 1 || tokens_[i].value > 31) return 0;
  next = i + 1;
  std::size_t after = next;
  if (is_word(next) && glued(next)) {
    if (!part(next, "ordinal", after) && !part(next, "day", after)) return 0;
    next = after;
  } else if (is_sign(next, 0xB0) && glued(next)) {
    ++next;
  }
  return tokens_[i].value;
}

std::size_t DateFinder::skip_links(std::size_t i) {
  std::size_t next = i;
  while (is_sign(next, ',') || is_sign(next, '.')) ++next;
  std::size_t after = next;
  if (part(next, "link", after)) next = after;
  return next;
}

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
    if (const int month = month_at(word, after); month != 0 && !is_sign(next, ',')) {
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
    if (const Word term = word_of("terms", word);
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
  Word term = word_of("terms", i);
  if (term.next == 0) return std::nullopt;
  Point point;
  point.term = true;
  point.term_begin = tokens_[i].span.begin;
  std::size_t next = term.next, after = next;
  // "Spring & Fall 2020", "Fall/Spring 2020": both are the term.
  if ((is_sign(next, '/') || part(next, "and", after)) && is_word(std::max(after, next + 1))) {
    if (const Word second = word_of("terms", std::max(after, next + 1)); second.next != 0) next = second.next;
  }
  if (const Word word = word_of("terms", next); word.next != 0 && is_word(next)) next = word.next;
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
  if (const Word word = word_of("present", i); word.notation == "about" || word.notation == "expected")
    return point(word.next);
  return std::nullopt;
}

/// The token after a sign or word that joins the ends of a range.
std::optional<std::size_t> DateFinder::dash(std::size_t i) {
  if (is_sign(i, '-')) return is_sign(i + 1, '-') ? is_sign(i + 2, '-') ? i + 3 : i + 2 : i + 1;
  if (!is_word(i)) return std::nullopt;
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

/// Whether a dash after a date ends its line, parenthesis or text: the range is open.
bool DateFinder::open_end(std::size_t i) const {
  return !has(i) || tokens_[i].new_line || is_sign(i, ')') || is_sign(i, ']') || is_sign(i, ',') || is_sign(i, ';') ||
         is_sign(i, '|') || (is_sign(i, ':') && tokens_[i - 1].kind == Kind::sign);
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
  if (first.year != 0 && is_word(first.next) && !tokens_[first.next].new_line && opens(word_of("present", first.next)))
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
    return;
  }
  const std::size_t at = *after_dash;
  if (opens(word_of("present", at))) return;
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
  if (is_sign(first.next, '-') && first.year != 0 && first.day == 0 && open_end(at)) {
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
    if (const Word word = word_of("present", i);
        word.next != 0 && word.notation != "present" && word.notation != "to" && month_at(i, after) == 0) {
      opening = word.notation;
      at = word.next;
      if (is_sign(at, ':')) ++at;
      if (part(at, "link", after)) at = after;
      if (!has(at)) return false;
    }
  }
  if (split_range(at, found, next)) return true;
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

/// "10:00am", "4 p.m.", "16h30", "12 noon", each with an end that lends its half of the day.
std::optional<TimeMention> DateFinder::time_at(std::size_t i, std::size_t& next) {
  struct Clock {
    int hour = -1, minute = 0;
    int half = -1;  ///< 0 before noon, 12 after
    bool sure = false;
    std::size_t next = 0;
  };
  const auto clock = [&](std::size_t at) {
    Clock read;
    std::size_t after = at;
    if (is_word(at) && part(at, "noon", after)) return Clock{12, 0, 12, true, after};
    if (is_word(at) && part(at, "afternoon", after) && is_number(after)) {
      read.half = 12;
      at = after;
    } else if (is_word(at) && part(at, "morning", after) && is_number(after)) {
      read.half = 0;
      at = after;
    }
    if (!is_number(at) || tokens_[at].digits > 2 || tokens_[at].value > 24) return read;
    read.next = at + 1;
    int minute = 0;
    if ((is_sign(at + 1, ':') || is_sign(at + 1, '.')) && glued(at + 1) && is_number(at + 2) && glued(at + 2) &&
        tokens_[at + 2].digits == 2 && tokens_[at + 2].value < 60) {
      minute = tokens_[at + 2].value;
      read.sure = is_sign(at + 1, ':');
      read.next = at + 3;
      if (is_sign(read.next, ':') && is_number(read.next + 1) && glued(read.next)) read.next += 2;  // seconds
    }
    after = read.next;
    if (is_word(read.next) && part(read.next, "noon", after)) {
      read.half = 12;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && part(read.next, "morning", after)) {
      read.half = 0;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && part(read.next, "afternoon", after)) {
      read.half = 12;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && !(tokens_[read.next].new_line) && part(read.next, "hour", after)) {
      read.sure = true;
      read.next = after;
      if (is_number(after) && glued(after) && tokens_[after].digits == 2 && tokens_[after].value < 60) {
        minute = tokens_[after].value;
        ++read.next;
      }
    }
    if (is_sign(read.next, '.') && glued(read.next) && read.half >= 0) ++read.next;
    read.hour = tokens_[at].value;
    read.minute = minute;
    return read;
  };
  const auto full = [](const Clock& c) { return c.half < 0 ? c.hour : c.hour % 12 + c.half; };
  Clock first = clock(i);
  if (first.hour < 0) return std::nullopt;
  if (first.half >= 0 && first.hour > 12) first.half = -1;
  std::size_t end = first.next;
  if (const auto after = dash(first.next)) {
    Clock second = clock(*after);
    if (second.hour >= 0 && (second.sure || first.sure)) {
      if (first.half < 0 && second.half >= 0 && first.hour <= 12) {
        const int afternoon = first.hour % 12 + second.half;
        const bool fits = afternoon * 60 + first.minute < full(second) * 60 + second.minute;
        first.half = fits ? second.half : second.half == 12 ? 0 : -1;
      }
      first.sure = true;
      end = second.next;
    }
  }
  if (!first.sure) return std::nullopt;
  next = end;
  return TimeMention{{tokens_[i].span.begin + offset_, tokens_[end - 1].span.end + offset_},
                     fmt::format("{:02}:{:02}", full(first) % 24, first.minute)};
}

std::vector<TimeMention> DateFinder::times() {
  std::vector<TimeMention> result;
  std::size_t i = 0;
  while (i < tokens_.size()) {
    std::size_t next = i + 1;
    const bool begins = tokens_[i].kind == Kind::number ? !glued(i) || tokens_[i - 1].kind == Kind::sign
                                                        : tokens_[i].kind == Kind::word;
    if (begins)
      if (auto time = time_at(i, next)) result.push_back(std::move(*time));
    i = std::max(next, i + 1);
  }
  return result;
}

}  // namespace

std::vector<DateMention> find_dates(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  return DateFinder(text, lexicon, offset).dates();
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
