// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <random>

#include "base/base.hpp"

namespace vitagraph {
namespace {

TEST(Unicode, FoldsForComparison) {
  EXPECT_EQ(fold("  Łukasz  MÜLLER "), "lukasz muller");
  EXPECT_EQ(fold("ﬁne"), "fine");
  EXPECT_EQ(fold("Straße"), "strasse");
}

/// What fold() would be by ICU's own transliterator, which takes too long to make.
std::string folded_by_icu(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::Transliterator> plain(icu::Transliterator::createInstance(
      icu::UnicodeString("NFKD; [:Mn:] Remove; Latin-ASCII; NFC"), UTRANS_FORWARD, status));
  icu::UnicodeString folded = text;
  plain->transliterate(folded);
  std::string out;
  folded.foldCase().toUTF8String(out);
  return collapse_blanks(out);
}

std::string written(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

TEST(Unicode, FoldsEachCharacterAsIcuDoes) {
  for (UChar32 c = 1; c < 0x10000; ++c) {
    const bool ideograph = c >= 0x3400 && c < 0xD800;  // thousands alike
    if (ideograph || U_IS_SURROGATE(c) || u_charType(c) == U_UNASSIGNED) continue;
    const icu::UnicodeString text(c);
    ASSERT_EQ(fold(written(text)), folded_by_icu(text)) << c;
  }
}

TEST(Unicode, FoldsTextsAsIcuDoes) {
  constexpr std::pair<UChar32, UChar32> scripts[] = {
      {0x20, 0x7F},     {0xA0, 0x250},    {0x250, 0x370},   {0x370, 0x600},   {0x900, 0xA00},   {0x1100, 0x1200},
      {0x1D00, 0x2100}, {0x2C60, 0x2C80}, {0x3000, 0x3100}, {0xA720, 0xA7B0}, {0xAC00, 0xAD00}, {0xFB00, 0xFB50}};
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    icu::UnicodeString text;
    for (unsigned length = 1 + random() % 8; length > 0; --length) {
      const auto [first, last] = scripts[random() % (random() % 2 == 0 ? 3 : std::size(scripts))];
      text.append(first + static_cast<UChar32>(random() % static_cast<unsigned>(last - first)));
    }
    ASSERT_EQ(fold(written(text)), folded_by_icu(text)) << written(text);
  }
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
