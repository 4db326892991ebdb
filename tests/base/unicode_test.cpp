// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/base.hpp"

namespace vitagraph {
namespace {

TEST(Unicode, FoldsForComparison) {
  EXPECT_EQ(fold("  Łukasz  MÜLLER "), "lukasz muller");
  EXPECT_EQ(fold("ﬁne"), "fine");
  EXPECT_EQ(fold("Straße"), "strasse");
}

TEST(Unicode, SlugsAreAscii) {
  EXPECT_EQ(slug("José María Ñ."), "jose-maria-n");
  EXPECT_EQ(slug("O'Brien, Conan"), "obrien-conan");
  EXPECT_EQ(slug("李明"), "li-ming");
  EXPECT_EQ(slug("!?"), "");
}

TEST(Unicode, FindsAndMendsBadUtf8) {
  EXPECT_EQ(find_invalid_utf8("plain"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("ab\xFF"), 2u);
  EXPECT_EQ(find_invalid_utf8("\xC0\xAF"), 0u);
  EXPECT_EQ(to_valid_utf8("a\xFFz"), "a\uFFFDz");
}

TEST(Unicode, TrimsWhatPeopleSeeAsBlank) {
  EXPECT_EQ(trim("\u00A0 a b\u200B\n"), "a b");
  EXPECT_EQ(trim(" \t"), "");
  EXPECT_EQ(collapse_blanks(" a\n\n b\u00A0c "), "a b c");
}

}  // namespace
}  // namespace vitagraph
