// SPDX-License-Identifier: Apache-2.0
// The values that queries compute with.
#include <gtest/gtest.h>

#include "store/sparql/dates.hpp"
#include "store/sparql/iris.hpp"
#include "store/sparql/numbers.hpp"

namespace vitagraph::store::sparql {
namespace {

std::string text(const std::optional<Number>& number) { return number ? number->term().value : "-"; }
std::optional<Number> decimal(std::string_view digits) { return Number::parse(digits, Width::decimal); }

TEST(Numbers, DecimalsAreExact) {
  const struct {
    std::string a, b, sum, difference, product, quotient;
  } cases[] = {
      {"0.1", "0.2", "0.3", "-0.1", "0.02", "0.5"},
      {"1", "3", "4.0", "-2.0", "3.0", "0.333333333333333333"},
      {"-7.50", "2.5", "-5.0", "-10.0", "-18.75", "-3.0"},
      {"12345678901234567890.5", "0.5", "12345678901234567891.0", "12345678901234567890.0", "6172839450617283945.25",
       "24691357802469135781.0"},
      {"0.000000000000000001", "10", "10.000000000000000001", "-9.999999999999999999", "0.00000000000000001", "0.0"},
      {"99999999999999999999999999999999999999", "99999999999999999999999999999999999999", "-", "0.0", "-", "1.0"},
      {"5", "0", "5.0", "5.0", "0.0", "-"},
  };
  for (const auto& c : cases) {
    const auto a = decimal(c.a), b = decimal(c.b);
    ASSERT_TRUE(a && b) << c.a << " " << c.b;
    EXPECT_EQ(text(Number::add(*a, *b)), c.sum) << c.a;
    EXPECT_EQ(text(Number::subtract(*a, *b)), c.difference) << c.a;
    EXPECT_EQ(text(Number::multiply(*a, *b)), c.product) << c.a;
    EXPECT_EQ(text(Number::divide(*a, *b)), c.quotient) << c.a;
  }
}

TEST(Numbers, TextsThatAreNone) {
  for (const char* bad :
       {"", "-", ".", "1e3", "1 ", "0x1", "1.2.3", "--1", "+-1", "999999999999999999999999999999999999999"})
    EXPECT_FALSE(decimal(bad)) << bad;
  for (const char* bad : {"1.0", "1e0", "", "x"}) EXPECT_FALSE(Number::parse(bad, Width::integer)) << bad;
  for (const char* bad : {"", "inf", "nan", "Infinity", "0x1p3", "1e", "e5"})
    EXPECT_FALSE(Number::parse(bad, Width::real)) << bad;
  EXPECT_EQ(text(Number::parse("1e400", Width::real)), "INF");
  EXPECT_EQ(text(Number::parse("1e-400", Width::real)), "0");
  EXPECT_EQ(text(Number::parse("-INF", Width::real)), "-INF");
}

TEST(Numbers, RoundingAndCasts) {
  const auto rounded = [](std::string_view digits, Number::Rounding how) {
    return text(decimal(digits)->rounded(how));
  };
  EXPECT_EQ(rounded("-2.5", Number::Rounding::down), "-3.0");
  EXPECT_EQ(rounded("-2.5", Number::Rounding::up), "-2.0");
  EXPECT_EQ(rounded("-2.5", Number::Rounding::nearest), "-2.0");
  EXPECT_EQ(rounded("2.5", Number::Rounding::nearest), "3.0");
  EXPECT_EQ(text(decimal("-3.99")->to(Width::integer)), "-3");
  EXPECT_EQ(text(Number::real(1e30).to(Width::integer)), "-");
  EXPECT_EQ(text(Number::real(2.5).to(Width::decimal)), "2.5");
  EXPECT_EQ(Number::compare(*decimal("1.0"), Number::integer(1)), 0);
  EXPECT_EQ(Number::compare(Number::real(0.5), *decimal("0.50")), 0);
  EXPECT_FALSE(Number::compare(Number::real(std::stod("nan")), Number::integer(1)));
}

rdf::Term typed(std::string_view value, std::string_view type) {
  return rdf::Term::typed(std::string(value), std::string(rdf::vocabulary::xsd) + std::string(type));
}

TEST(Moments, OnlyWhatIsOne) {
  for (const auto& [value, type] :
       {std::pair("2019-02-29", "date"), std::pair("2019-13", "gYearMonth"), std::pair("19", "gYear"),
        std::pair("2019-01-01", "dateTime"), std::pair("2019-01-01T24:00:01Z", "dateTime"), std::pair("10:00", "time"),
        std::pair("2019-01-01+15:00", "date"), std::pair("2019-01-01T10:00:00.", "dateTime"),
        std::pair("2019-01-01x", "date"), std::pair("99999999999", "gYear")})
    EXPECT_FALSE(Moment::of(typed(value, type))) << value;
  EXPECT_TRUE(Moment::of(typed("2020-02-29Z", "date")));
  EXPECT_EQ(Moment::of(typed("2020-02-29-05:30", "date"))->zone(), "-05:30");
  EXPECT_EQ(Moment::of(typed("-0044-03-15", "date"))->year, -44);
  EXPECT_EQ(Moment::of(typed("10:00:00.2500", "time"))->fraction, "25");
}

TEST(Moments, OrderOnTheTimeLine) {
  const auto order = [](std::string_view a, std::string_view b, std::string_view type) {
    return Moment::order(*Moment::of(typed(a, type)), *Moment::of(typed(b, type)));
  };
  EXPECT_EQ(order("2020-01-01T12:00:00Z", "2020-01-01T13:00:00+01:00", "dateTime"), 0);
  EXPECT_GT(*order("2020-01-01T12:00:00.5Z", "2020-01-01T12:00:00.25Z", "dateTime"), 0);
  EXPECT_LT(*order("1969-12-31", "1970-01-01", "date"), 0);
  EXPECT_LT(*order("-0001-01-01", "0001-01-01", "date"), 0);
  EXPECT_FALSE(order("2020-01-01", "2020-01-01Z", "date"));
  EXPECT_EQ(order("2020-01-03", "2020-01-01Z", "date"), 1);
}

TEST(Iris, ResolvedAsTheStandardSays) {
  // RFC 3986 §5.4
  const std::pair<const char*, const char*> cases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
  };
  for (const auto& [reference, full] : cases)
    EXPECT_EQ(resolve_iri("http://a/b/c/d;p?q", reference), full) << reference;
  EXPECT_EQ(resolve_iri("http://a", "g"), "http://a/g");
}

}  // namespace
}  // namespace vitagraph::store::sparql
