// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "rdf/rdf.hpp"

namespace vitagraph::store::sparql {

/// A value of xsd:dateTime, date, gYearMonth, gYear or time (XML Schema 1.1 Part 2 §3.3): its parts, and its place on
/// the time line.
struct Moment {
  std::int64_t year = 1;
  int month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::string fraction;             ///< of the second: digits, no zeros at the end
  std::optional<int> zone_minutes;  ///< east of Greenwich
  bool has_date = false, has_time = false;

  /// Nothing if the term is none of these types, or its text is not one of its type.
  static std::optional<Moment> of(const rdf::Term& term);
  /// Negative, 0, positive; without a zone as in Greenwich.
  static int compare(const Moment& a, const Moment& b);
  /// The same, but nothing where one has a zone, the other has none, and no zone tells (XML Schema 1.1 Part 2 §D.2.1:
  /// within fourteen hours).
  static std::optional<int> order(const Moment& a, const Moment& b);

  /// "-05:00", "Z", or empty.
  std::string zone() const;
};

}  // namespace vitagraph::store::sparql
