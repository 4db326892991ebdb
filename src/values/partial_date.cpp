// SPDX-License-Identifier: Apache-2.0
#include "values/partial_date.hpp"

#include <fmt/format.h>

#include <cassert>

namespace vitagraph::values {
namespace {

/// Exactly `digits` digits at the front, taken off the text; -1 if they are not there.
int take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_dash(std::string_view& text) {
  if (text.empty() || text[0] != '-') return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
  PartialDate date;
  if (text.substr(0, 2) == "--") {
    text.remove_prefix(2);
  } else {
    date.year = take(text, 4);
    if (date.year < 1) return std::nullopt;
    if (text.empty()) return date;
    if (!take_dash(text)) return std::nullopt;
  }
  date.month = take(text, 2);
  if (date.month < 1 || date.month > 12) return std::nullopt;
  if (text.empty()) return date;
  if (!take_dash(text)) return std::nullopt;
  date.day = take(text, 2);
  // Without a year the 29th of February exists.
  if (date.day < 1 || date.day > days_in_month(date.year ? date.year : 2000, date.month) || !text.empty())
    return std::nullopt;
  return date;
}

std::string PartialDate::str() const {
  std::string out = year ? fmt::format("{:04}", year) : "-";
  if (month) out += fmt::format("-{:02}", month);
  if (day) out += fmt::format("-{:02}", day);
  return out;
}

std::string_view PartialDate::xsd_type() const {
  if (!year) return day ? "gMonthDay" : "gMonth";
  return day ? "date" : month ? "gYearMonth" : "gYear";
}

PartialDate PartialDate::earliest() const {
  assert(year);
  return {year, month ? month : 1, day ? day : 1};
}

PartialDate PartialDate::latest() const {
  assert(year);
  const int last_month = month ? month : 12;
  return {year, last_month, day ? day : days_in_month(year, last_month)};
}

}  // namespace vitagraph::values
