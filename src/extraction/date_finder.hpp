// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extraction/date_tokens.hpp"
#include "extraction/dates.hpp"
#include "values/values.hpp"

namespace vitagraph::extraction {

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

/// Reads a text's tokens as dates and times. Its functions take the token they begin at and say, by `next`, the one
/// behind what they read; they are in four files: the words and numbers of dates (date_words.cpp), single dates
/// (date_points.cpp), ranges and lists (date_ranges.cpp), times of day (date_times.cpp); dates.cpp puts them together.
class DateFinder {
 public:
  DateFinder(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset)
      : text_(text),
        lexicon_(lexicon),
        offset_(offset),
        tokens_(date_tokens(text)),
        beginnings_(lexicon.kept(find_beginnings)),
        schemes_(tokens_.size(), unasked) {}

  std::vector<DateMention> dates();
  std::vector<TimeMention> times();

 private:
  using Kind = DateToken::Kind;

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

  /// The schemes that dates are read by, a bit each.
  enum Scheme : std::uint8_t { months = 1, terms = 2, present = 4, parts = 8, any_scheme = 15, unasked = 128 };
  static constexpr std::string_view name_of(Scheme scheme) {
    return scheme == months ? "months" : scheme == terms ? "terms" : scheme == present ? "present" : "date-parts";
  }
  /// In which schemes labels begin with a word of this hash: nearly all words of a text begin none.
  struct Beginnings {
    std::array<std::uint8_t, 4096> schemes{};
  };
  static Beginnings find_beginnings(const lexicon::Lexicon& lexicon);
  std::uint8_t schemes_at(std::size_t i) const;
  bool may_begin(Scheme scheme, std::size_t i) {
    if (schemes_[i] == unasked) schemes_[i] = schemes_at(i);
    return (schemes_[i] & scheme) != 0;
  }

  Word word_of(Scheme scheme, std::size_t i);
  Word label_at(Scheme scheme, std::size_t i) const;
  bool part(std::size_t i, std::string_view notation, std::size_t& next);
  int month_at(std::size_t i, std::size_t& next);
  bool near_number(std::size_t i) const;

  int year_at(std::size_t i, bool in_date = false) const;
  int short_year_at(std::size_t i, std::size_t& next) const;
  int day_at(std::size_t i, std::size_t& next);
  std::size_t skip_dots(std::size_t i) const { return is_sign(i, '.') ? i + 1 : i; }
  std::size_t skip_links(std::size_t i);
  /// A bracket closes behind at most two numbers: "(2019, October)", "(2019, October 3-5)".
  bool closes_bracket(std::size_t i) const {
    for (std::size_t j = i; j < i + 4 && has(j); ++j) {
      if (is_sign(j, ')')) return true;
      if (!(is_number(j) && tokens_[j].digits <= 2) && !is_sign(j, '-')) return false;
    }
    return false;
  }

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
  bool slashed_range(std::size_t i, DateMention& found, std::size_t& next) const;
  bool split_range(std::size_t i, DateMention& found, std::size_t& next);
  void interval(const Point& first, DateMention& found, std::size_t& next);
  void close_range(const Point& first, DateMention& found, std::size_t& next);
  void years_list(const Point& first, DateMention& found, std::size_t& next);
  void widen(DateMention& found, std::size_t& next);
  std::optional<TimeMention> time_at(std::size_t i, std::size_t& next);
  bool open_end(std::size_t i) const;

  std::string_view text_;
  const lexicon::Lexicon& lexicon_;
  std::uint32_t offset_;
  std::vector<DateToken> tokens_;
  const Beginnings& beginnings_;
  std::vector<std::uint8_t> schemes_;  ///< by token

  /// What word_of has found already, by token; `next` is `unknown` where nobody has asked.
  struct Known {
    Scheme scheme;
    std::vector<Word> words;
  };
  static constexpr std::size_t unknown = static_cast<std::size_t>(-1);
  std::vector<Known> known_;
};

}  // namespace vitagraph::extraction
