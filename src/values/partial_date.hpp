// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace vitagraph::values {

/// A date of ISO 8601 cut to what is stated: "2018", "2018-10", "2018-10-05", or without a year "--03-19" / "--03".
/// Parts that are not stated are 0. Proleptic Gregorian, years 1 to 9999.
struct PartialDate {
  int year = 0, month = 0, day = 0;

  /// Nothing for any other text and for days that do not exist ("2019-02-30").
  static std::optional<PartialDate> parse(std::string_view text);
  std::string str() const;
  /// Local name of the XML Schema type that fits: "gYear", "gYearMonth", "date", "gMonthDay" or "gMonth".
  std::string_view xsd_type() const;

  /// First and last day it may mean; require a year.
  PartialDate earliest() const;
  PartialDate latest() const;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

int days_in_month(int year, int month);

}  // namespace vitagraph::values
