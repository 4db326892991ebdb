// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/dates.hpp"

#include <tuple>

namespace vitagraph::store::sparql {
namespace {

namespace v = rdf::vocabulary;

/// A cursor over digits and marks.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool mark(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool number(std::size_t least, std::size_t most, std::int64_t& out) {
    std::size_t length = 0;
    out = 0;
    while (length < text_.size() && length < most && text_[length] >= '0' && text_[length] <= '9')
      out = out * 10 + (text_[length++] - '0');
    text_.remove_prefix(length);
    return length >= least;
  }
  bool number(std::size_t digits, int least, int most, int& out) {
    std::int64_t value = 0;
    if (!number(digits, digits, value) || value < least || value > most) return false;
    out = static_cast<int>(value);
    return true;
  }
  std::string digits() {
    std::size_t length = 0;
    while (length < text_.size() && text_[length] >= '0' && text_[length] <= '9') ++length;
    std::string out(text_.substr(0, length));
    text_.remove_prefix(length);
    return out;
  }
  bool at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
};

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, chrono-compatible low-level date algorithms).
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int days_in(std::int64_t year, int month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[month - 1];
}

std::int64_t seconds(const Moment& m) {
  return days_from_civil(m.year, m.month, m.day) * 86400 + m.hour * 3600 + m.minute * 60 + m.second -
         std::int64_t{m.zone_minutes.value_or(0)} * 60;
}

bool read_time(Reader& in, Moment& out) {
  out.has_time = true;
  if (!in.number(2, 0, 24, out.hour) || !in.mark(':') || !in.number(2, 0, 59, out.minute) || !in.mark(':') ||
      !in.number(2, 0, 59, out.second))
    return false;
  if (in.mark('.')) {
    out.fraction = in.digits();
    if (out.fraction.empty()) return false;
    out.fraction.erase(out.fraction.find_last_not_of('0') + 1);
  }
  return out.hour < 24 || (out.minute == 0 && out.second == 0 && out.fraction.empty());
}

bool read_zone(Reader& in, Moment& out) {
  if (in.at_end()) return true;
  if (in.mark('Z')) {
    out.zone_minutes = 0;
    return in.at_end();
  }
  const bool west = in.mark('-');
  int hours = 0, minutes = 0;
  if (!west && !in.mark('+')) return false;
  if (!in.number(2, 0, 14, hours) || !in.mark(':') || !in.number(2, 0, 59, minutes)) return false;
  out.zone_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
  return in.at_end();
}

}  // namespace

std::optional<Moment> Moment::of(const rdf::Term& term) {
  if (!term.is_literal() || !term.datatype.starts_with(v::xsd)) return std::nullopt;
  const std::string_view type = std::string_view(term.datatype).substr(v::xsd.size());
  const int parts = type == "gYear" ? 1 : type == "gYearMonth" ? 2 : type == "date" ? 3 : type == "dateTime" ? 4 : 0;
  if (parts == 0 && type != "time") return std::nullopt;
  Reader in(term.value);
  Moment out;
  if (parts > 0) {
    out.has_date = true;
    const bool before_christ = in.mark('-');
    if (!in.number(4, 9, out.year)) return std::nullopt;
    if (before_christ) out.year = -out.year;
    if (parts > 1 && (!in.mark('-') || !in.number(2, 1, 12, out.month))) return std::nullopt;
    if (parts > 2 && (!in.mark('-') || !in.number(2, 1, days_in(out.year, out.month), out.day))) return std::nullopt;
    if (parts > 3 && !in.mark('T')) return std::nullopt;
  }
  if ((parts == 0 || parts > 3) && !read_time(in, out)) return std::nullopt;
  return read_zone(in, out) ? std::optional(out) : std::nullopt;
}

std::optional<int> Moment::order(const Moment& a, const Moment& b) {
  if (a.zone_minutes.has_value() == b.zone_minutes.has_value()) return compare(a, b);
  constexpr std::int64_t farthest_zone = 14 * 3600;
  const std::int64_t apart = seconds(a) - seconds(b);
  if (apart > farthest_zone) return 1;
  if (apart < -farthest_zone) return -1;
  return std::nullopt;
}

int Moment::compare(const Moment& a, const Moment& b) {
  const std::int64_t x = seconds(a), y = seconds(b);
  if (x != y) return x < y ? -1 : 1;
  return a.fraction.compare(b.fraction);
}

std::string Moment::zone() const {
  if (!zone_minutes) return {};
  if (*zone_minutes == 0) return "Z";
  const int size = std::abs(*zone_minutes);
  return fmt::format("{}{:02}:{:02}", *zone_minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace vitagraph::store::sparql
