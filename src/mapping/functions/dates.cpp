// SPDX-License-Identifier: Apache-2.0
// Dates: read by a pattern (letters as in Unicode's UTS 35, which Java's are nearly all of), moved, compared, cut. What
// is no date gives nothing and is told of. There is no "now": the same input is to give the same output.
#include <unicode/calendar.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>

#include "base/base.hpp"
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

using std::chrono::sys_days;

/// A day, and the second in it if the text says one.
struct Moment {
  std::chrono::year_month_day day;
  std::optional<std::int64_t> second;

  std::int64_t days_since_1970() const { return sys_days(day).time_since_epoch().count(); }
  std::int64_t seconds_since_1970() const { return days_since_1970() * 86400 + second.value_or(0); }
  std::string str() const {
    std::string out = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                                  static_cast<unsigned>(day.day()));
    if (second) out += fmt::format("T{:02}:{:02}:{:02}", *second / 3600, *second / 60 % 60, *second % 60);
    return out;
  }
};

/// ISO 8601 as far as XML Schema has it: yyyy-mm-dd, and Thh:mm:ss behind it; fractions and zones are passed over.
std::optional<Moment> iso_moment(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t size, int most) -> std::optional<int> {
    if (text.size() < at + size) return std::nullopt;
    int out = 0;
    for (const char c : text.substr(at, size)) {
      if (c < '0' || c > '9') return std::nullopt;
      out = out * 10 + (c - '0');
    }
    return out <= most ? std::optional(out) : std::nullopt;
  };
  const auto y = number(0, 4, 9999), m = number(5, 2, 12), d = number(8, 2, 31);
  if (!y || !m || !d || text[4] != '-' || text[7] != '-') return std::nullopt;
  Moment out{std::chrono::year(*y) / static_cast<unsigned>(*m) / static_cast<unsigned>(*d), std::nullopt};
  if (!out.day.ok()) return std::nullopt;
  if (text.size() == 10) return out;
  if (text[10] == 'T') {
    const auto h = number(11, 2, 23), min = number(14, 2, 59), s = number(17, 2, 59);
    if (!h || !min || !s) return std::nullopt;
    out.second = *h * 3600 + *min * 60 + *s;
  }
  return out;
}

Moment of_seconds(std::int64_t seconds, bool with_time) {
  const std::int64_t day = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
  Moment out{std::chrono::year_month_day(sys_days(std::chrono::days(day))), std::nullopt};
  if (with_time) out.second = seconds - day * 86400;
  return out;
}

std::optional<Moment> read(std::string_view text, std::string_view pattern, std::string_view language, bool with_time) {
  // One for each thread: making one takes longer than a row.
  thread_local std::string made_for;
  thread_local std::unique_ptr<icu::SimpleDateFormat> format;
  const std::string wanted = std::string(language) + '\n' + std::string(pattern);
  UErrorCode status = U_ZERO_ERROR;
  if (!format || made_for != wanted) {
    format = std::make_unique<icu::SimpleDateFormat>(
        icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())}),
        icu::Locale::forLanguageTag(std::string(language), status), status);
    made_for = wanted;
    if (U_FAILURE(status)) {
      format.reset();
      return std::nullopt;
    }
    format->setLenient(false);
    format->setTimeZone(*icu::TimeZone::getGMT());
  }
  const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  icu::ParsePosition at(0);
  const UDate date = format->parse(wide, at);
  if (at.getErrorIndex() >= 0 || at.getIndex() != wide.length()) return std::nullopt;
  const Moment out = of_seconds(static_cast<std::int64_t>(std::floor(date / 1000)), with_time);
  const int year = static_cast<int>(out.day.year());
  return year >= 0 && year <= 9999 ? std::optional(out) : std::nullopt;
}

/// GREL describes its result as a date, idlab-fn as text.
template <bool WithTime, Natural Result>
void normalize(Call& c) {
  if (const auto moment = read(c.text(0), c.text(1), c.has(2) ? c.text(2) : "en", WithTime))
    c.give(moment->str(), Result);
  else if (!trim(c.text(0)).empty())
    c.refuse(fmt::format("`{}` is no date written as `{}`", to_valid_utf8(c.text(0)), to_valid_utf8(c.text(1))));
}

enum class Unit : unsigned char { seconds, minutes, hours, days, weeks, months, years };
constexpr std::array<std::int64_t, 5> seconds_in = {1, 60, 3600, 86400, 604800};

/// GREL names units in the singular or plural, in small letters.
std::optional<Unit> unit_of(std::string_view text) {
  if (!text.empty() && text.back() == 's') text.remove_suffix(1);
  constexpr std::array<std::string_view, 7> names = {"second", "minute", "hour", "day", "week", "month", "year"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<Unit>(i);
  return std::nullopt;
}

void move(Call& c) {
  const auto moment = iso_moment(c.text(0));
  const auto unit = unit_of(c.text(2));
  const double by = std::strtod(std::string(c.text(1)).c_str(), nullptr);
  if (!moment || !unit || !(std::fabs(by) < 1e9)) return;
  Moment out = *moment;
  if (*unit >= Unit::months) {
    const int months = static_cast<int>(std::lround(by)) % 120'000;
    out.day += std::chrono::months(*unit == Unit::years ? months * 12 % 120'000 : months);
    // 31 January and a month is the last of February.
    if (!out.day.ok()) out.day = out.day.year() / out.day.month() / std::chrono::last;
  } else {
    const double seconds = by * static_cast<double>(seconds_in[static_cast<std::size_t>(*unit)]);
    out = of_seconds(moment->seconds_since_1970() + std::llround(seconds),
                     moment->second.has_value() || *unit < Unit::days);
  }
  const int year = static_cast<int>(out.day.year());
  if (year >= 0 && year <= 9999) c.give(out.str(), out.second ? Natural::date_time : Natural::date);
}

void difference(Call& c) {
  const auto a = iso_moment(c.text(0)), b = iso_moment(c.text(1));
  const auto unit = unit_of(c.text(2));
  if (!a || !b || !unit) return;
  if (*unit < Unit::months) {
    c.give(static_cast<double>((a->seconds_since_1970() - b->seconds_since_1970()) /
                               seconds_in[static_cast<std::size_t>(*unit)]));
    return;
  }
  const auto months = [](const Moment& m) {
    return static_cast<int>(m.day.year()) * 12 + static_cast<int>(static_cast<unsigned>(m.day.month()));
  };
  const auto in_month = [](const Moment& m) {
    return static_cast<std::int64_t>(static_cast<unsigned>(m.day.day())) * 86400 + m.second.value_or(0);
  };
  // Whole months only.
  int out = months(*a) - months(*b);
  if (out > 0 && in_month(*a) < in_month(*b)) --out;
  if (out < 0 && in_month(*a) > in_month(*b)) ++out;
  c.give(static_cast<double>(*unit == Unit::years ? out / 12 : out));
}

void part(Call& c) {
  const auto moment = iso_moment(c.text(0));
  const auto unit = unit_of(c.text(1));
  if (!moment || (!unit && c.text(1) != "weekday")) return;
  if (!unit) {  // 1 is Monday, as ISO 8601 counts
    c.give(static_cast<double>(std::chrono::weekday(sys_days(moment->day)).iso_encoding()));
    return;
  }
  const std::int64_t second = moment->second.value_or(0);
  const auto of_month = static_cast<std::int64_t>(static_cast<unsigned>(moment->day.day()));
  switch (*unit) {
    case Unit::years: c.give(static_cast<double>(static_cast<int>(moment->day.year()))); return;
    case Unit::months: c.give(static_cast<double>(static_cast<unsigned>(moment->day.month()))); return;
    case Unit::weeks: c.give(static_cast<double>((of_month - 1) / 7 + 1)); return;
    case Unit::days: c.give(static_cast<double>(of_month)); return;
    case Unit::hours: c.give(static_cast<double>(second / 3600)); return;
    case Unit::minutes: c.give(static_cast<double>(second / 60 % 60)); return;
    case Unit::seconds: c.give(static_cast<double>(second % 60)); return;
  }
}

Parameter moment_parameter(const char* name, Takes takes) {
  return {{grel(std::string("p_") + name), grel(std::string("param_") + name)}, true, false, takes};
}
Parameter date_pattern() { return {idlab_parameter("pattern").iris, true, false, Takes::date_pattern}; }

}  // namespace

bool is_date(std::string_view text) { return iso_moment(text).has_value(); }
bool is_time_unit(std::string_view text) { return text == "weekday" || unit_of(text); }

/// Whether a date that is written so is read again as what was written.
bool is_date_pattern(std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  icu::SimpleDateFormat format(
      icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())}),
      icu::Locale::getEnglish(), status);
  if (U_FAILURE(status)) return false;
  format.setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString written;
  format.format(UDate(1551779130000.0), written);  // 2019-03-05T09:45:30
  std::string text;
  written.toUTF8String(text);
  const auto again = read(text, pattern, "en", true);
  if (!again) return false;
  icu::UnicodeString rewritten;
  format.format(UDate(static_cast<double>(again->seconds_since_1970()) * 1000), rewritten);
  return rewritten == written;
}

const std::vector<Function>& date_functions() {
  static const std::vector<Function> functions = {
      {grel("date_toDate"),
       {grel_text(), {{grel("p_string_pattern"), grel("param_string_pattern")}, true, false, Takes::date_pattern}},
       "the date that a text written after a pattern means",
       "5/3/2019 | d/M/yyyy => 2019-03-05",
       normalize<false, Natural::date>},
      {grel("date_inc"),
       {moment_parameter("date_d", Takes::date), grel_decimal(), moment_parameter("string_unit", Takes::time_unit)},
       "the date so many seconds, minutes, hours, days, weeks, months or years later",
       "2019-01-31 | 1 | months => 2019-02-28",
       move},
      {grel("date_diff"),
       {moment_parameter("datetime_d", Takes::date), moment_parameter("datetime_d2", Takes::date),
        moment_parameter("string_timeunit", Takes::time_unit)},
       "how many whole units the first is later than the second",
       "2019-03-05 | 2019-02-05 | days => 28",
       difference},
      {grel("date_datePart"),
       {moment_parameter("date_d", Takes::date), moment_parameter("string_unit", Takes::time_unit)},
       "the year, month, week (of the month), day, weekday (1 is Monday), hour, minute or second",
       "2019-03-05T14:30:00 | hour => 14",
       part},
      {idlab("normalizeDate"),
       {idlab_parameter("strDate"), date_pattern()},
       "the date that a text written after a pattern means; names of months are English",
       "5 March 2019 | d MMMM yyyy => 2019-03-05",
       normalize<false, Natural::text>},
      {idlab("normalizeDateWithLang"),
       {idlab_parameter("strDate"), date_pattern(), idlab_parameter("lang")},
       "the same with names of months and days in a language",
       "5 maart 2019 | d MMMM yyyy | nl => 2019-03-05",
       normalize<false, Natural::text>},
      {idlab("normalizeDateTime"),
       {idlab_parameter("strDate"), date_pattern()},
       "the date and time that a text written after a pattern means",
       "05.03.2019 14:30 | dd.MM.yyyy HH:mm => 2019-03-05T14:30:00",
       normalize<true, Natural::text>},
      {idlab("normalizeDateTimeWithLang"),
       {idlab_parameter("strDate"), date_pattern(), idlab_parameter("lang")},
       "the same with names of months and days in a language",
       "5 mars 2019 14:30 | d MMMM yyyy HH:mm | fr => 2019-03-05T14:30:00",
       normalize<true, Natural::text>},
  };
  return functions;
}

}  // namespace vitagraph::mapping
