// SPDX-License-Identifier: Apache-2.0
#include "shapes/shapes.hpp"

namespace vitagraph::shapes {
namespace {

/// Reads a text from left to right; each step says whether it could.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool sign() { return take('-') || take('+'); }
  /// One digit or more; how many.
  std::size_t digits() {
    const std::size_t from = at_;
    while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ - from;
  }
  /// Exactly so many digits, with a value in [least, most].
  bool number(std::size_t count, int least, int most) {
    const std::size_t from = at_;
    if (digits() < count) return false;
    at_ = from + count;
    int value = 0;
    for (const char c : text_.substr(from, count)) value = value * 10 + (c - '0');
    last_ = value;
    return value >= least && value <= most;
  }
  /// Four digits or more, as XML Schema wants a year; more than four do not begin with 0.
  bool year() {
    take('-');
    const std::size_t from = at_;
    const std::size_t count = digits();
    year_ = 0;
    for (const char c : text_.substr(from, count))
      year_ = (year_ * 10 + (c - '0')) % 400;  // leap years repeat after 400
    return count == 4 || (count > 4 && text_[from] != '0');
  }
  bool month() {
    const bool good = number(2, 1, 12);
    month_ = last_;
    return good;
  }
  bool day() {
    static constexpr int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!number(2, 1, 31)) return false;
    const bool leap = year_ < 0 || (year_ % 4 == 0 && (year_ % 100 != 0 || year_ == 0));
    return last_ <= (month_ == 2 && !leap ? 28 : days[month_ - 1]);
  }
  bool time() {
    if (text_.substr(at_, 8) == "24:00:00") {  // the end of a day
      at_ += 8;
      return true;
    }
    if (!number(2, 0, 23) || !take(':') || !number(2, 0, 59) || !take(':') || !number(2, 0, 59)) return false;
    return !take('.') || digits() > 0;
  }
  /// Nothing, Z or ±hh:mm, and then the end.
  bool zone() {
    if (at_end() || (take('Z') && at_end())) return true;
    return sign() && number(2, 0, 14) && take(':') && number(2, 0, 59) && at_end();
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int last_ = 0, month_ = 1, year_ = -1;
};

bool is_decimal(Scanner& s) {
  s.sign();
  const bool whole = s.digits() > 0;
  const bool part = s.take('.') && s.digits() > 0;
  return whole || part;
}

bool is_double(std::string_view text) {
  if (text == "INF" || text == "-INF" || text == "+INF" || text == "NaN") return true;
  Scanner s(text);
  if (!is_decimal(s)) return false;
  if (s.take('e') || s.take('E')) {
    s.sign();
    if (s.digits() == 0) return false;
  }
  return s.at_end();
}

}  // namespace

bool is_lexical_form(std::string_view text, std::string_view datatype) {
  constexpr std::string_view xsd = rdf::vocabulary::xsd;
  if (datatype.substr(0, xsd.size()) != xsd) return true;
  const std::string_view name = datatype.substr(xsd.size());
  Scanner s(text);
  if (name == "integer" || name == "int" || name == "long" || name == "short" || name == "byte") {
    s.sign();
    return s.digits() > 0 && s.at_end();
  }
  if (name == "nonNegativeInteger" || name == "positiveInteger" || name.substr(0, 8) == "unsigned") {
    s.take('+');
    const bool zero = text.find_first_of("123456789") == std::string_view::npos;
    return s.digits() > 0 && s.at_end() && !(zero && name == "positiveInteger");
  }
  if (name == "negativeInteger" || name == "nonPositiveInteger") {
    const bool zero = text.find_first_of("123456789") == std::string_view::npos;
    if (!s.take('-') && (!zero || name == "negativeInteger")) return false;
    return s.digits() > 0 && s.at_end() && !(zero && name == "negativeInteger");
  }
  if (name == "boolean") return text == "true" || text == "false" || text == "0" || text == "1";
  if (name == "decimal") return is_decimal(s) && s.at_end();
  if (name == "double" || name == "float") return is_double(text);
  if (name == "gYear") return s.year() && s.zone();
  if (name == "gYearMonth") return s.year() && s.take('-') && s.month() && s.zone();
  if (name == "date") return s.year() && s.take('-') && s.month() && s.take('-') && s.day() && s.zone();
  if (name == "dateTime" || name == "dateTimeStamp")
    return s.year() && s.take('-') && s.month() && s.take('-') && s.day() && s.take('T') && s.time() && s.zone();
  if (name == "time") return s.time() && s.zone();
  if (name == "gDay") return s.take('-') && s.take('-') && s.take('-') && s.number(2, 1, 31) && s.zone();
  if (name == "gMonth") return s.take('-') && s.take('-') && s.month() && s.zone();
  if (name == "gMonthDay") return s.take('-') && s.take('-') && s.month() && s.take('-') && s.day() && s.zone();
  return true;
}

}  // namespace vitagraph::shapes
