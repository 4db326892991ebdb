// SPDX-License-Identifier: Apache-2.0
// REGEX and REPLACE: what XPath's patterns and replacements mean (Functions and Operators 3.1 §5.6).
#include "store/sparql/text_pattern.hpp"

#include <gtest/gtest.h>

namespace vitagraph::store::sparql {
namespace {

TEST(TextPatterns, Replacements) {
  const struct {
    std::string text, pattern, by, result, flags;  // result "-": none
  } cases[] = {
      {"abc", "b", "[$9]", "a[]c", ""},             // a group that the pattern lacks is empty
      {"abc", "(b)", "[$1$2]", "a[b]c", ""},        //
      {"abc", "(b)", "[$12]", "a[b2]c", ""},        // only as many digits as make the number of a group
      {"abc", "(b)", "[$01]", "a[b]c", ""},         //
      {"abc", "b", "[$0]", "a[b]c", ""},            //
      {"abc", "b", R"(\$1\\)", R"(a$1\c)", ""},     //
      {"abc", "(b)", R"(\1)", "-", ""},             // \ stands before \ and $ only
      {"abc", "b", R"(\n)", "-", ""},               //
      {"abc", "b", R"(\)", "-", ""},                //
      {"abc", "b", "$", "-", ""},                   //
      {"abc", "b", "$x", "-", ""},                  //
      {"abc", "b", R"($1\n$)", R"(a$1\n$c)", "q"},  // flag q: as it is
      {"abcdefghijk", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$9$99", "ii9k", ""},
      {"abcdefghijk", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10", "-", ""},  // RE2 has nine
      {"abc", "b", "$99999999999999999999999999", "a9999999999999999999999999c", ""},
  };
  for (const auto& c : cases) {
    const TextPattern pattern(c.pattern, c.flags);
    ASSERT_TRUE(pattern.good()) << c.pattern;
    EXPECT_EQ(pattern.replace(c.text, c.by).value_or("-"), c.result) << c.pattern << " by " << c.by;
  }
}

TEST(TextPatterns, BlanksInPatterns) {
  const struct {
    std::string pattern, text;
    bool found;
  } cases[] = {
      {"a b", "ab", true},          {"[a ] b", " b", true},       {"^[]x ]$", " ", true}, {"^[]x ]$", "]", true},
      {"^[^] ]$", " ", false},      {"^[^] ]$", "]", false},      {"^[^] ]$", "x", true}, {"^[] ] b$", " b", true},
      {R"(^[\] ] b$)", " b", true}, {"^[ab] []c ]$", "a ", true},
  };
  for (const auto& c : cases) {
    const TextPattern pattern(c.pattern, "x");
    ASSERT_TRUE(pattern.good()) << c.pattern;
    EXPECT_EQ(pattern.is_in(c.text), c.found) << c.pattern << " in `" << c.text << "`";
  }
}

}  // namespace
}  // namespace vitagraph::store::sparql
