// SPDX-License-Identifier: Apache-2.0
#include "extraction/letter_pattern.hpp"

#include <gtest/gtest.h>

#include "base/base.hpp"

namespace vitagraph::extraction {
namespace {

TEST(LetterPattern, AnswersAsAllScriptsForms) {
  for (const char* pattern : {R"(\pL)", R"(\p{L})", R"(\p{Lu})", R"(\p{Ll})", R"(\pM)", R"(\pN)", R"([^\p{Lu}\d])",
                              R"([\pL\pM'-])", R"([^]\p{Ll}])", R"([^\pM])", R"(\p{Lo})", R"(\\pL|\[\pL)"}) {
    const LetterPattern letters(pattern);
    const RE2 all(pattern);
    // Each character, but for the thousands of ideographs and syllables.
    for (char32_t letter = 1; letter < 0x10400; letter += letter >= 0x3400 && letter < 0xF000 ? 61 : 1) {
      if (letter >= 0xD800 && letter < 0xE000) continue;
      std::string text;
      append_utf8(text, letter);
      ASSERT_EQ(RE2::FullMatch(text, letters.on(text)), RE2::FullMatch(text, all))
          << pattern << " on " << static_cast<unsigned>(letter);
    }
  }
}

TEST(LetterPattern, HasOneFormForCommonTexts) {
  const LetterPattern name(R"(^\p{Lu}\pL+$)");
  const RE2& common = name.on("Ada");
  for (const char* text : {"", "Žofie Müller – “Moss’s walls”, a line longer than eight letters", "Αδα", "Ада",
                           "苔の壁", "e\xCC\x81", "„Efeu‟ → €5"})
    EXPECT_EQ(&common, &name.on(text)) << text;
  for (const char* text :
       {"Nguyễn", "a long line in which Աննա stands at the end: Աննա", "\xC3", "\x80", "\xE2\x80", "\xE2\x80z", "\xC3z",
        "\xC0\x80", "\xE0\x81\x81", "\xED\xA0\x80", "\xE2\x81\xB1", "𝐀𝐝𝐚", "\xF8\x80\x80\x80"}) {
    EXPECT_NE(&common, &name.on(text)) << text;
    EXPECT_EQ(&name.on("Աննա"), &name.on(text)) << text;
  }
  for (const char* text : {"Αδα", "Աննա", "Žofie", "Ада"}) EXPECT_TRUE(RE2::PartialMatch(text, name.on(text))) << text;
  for (const char* text : {"αδα", "աննա", "žofie", "ада", "苔の壁"})
    EXPECT_FALSE(RE2::PartialMatch(text, name.on(text))) << text;
}

TEST(LetterPattern, CountsRepeatedClasses) {
  const LetterPattern code(R"(\p{Lu}{2,4} ?\d{3}[\p{Ll}’-]?)");
  for (const char* text : {"MOS 302", "ÄÖ302ü", "ΑΒ 302", "ÄÖ302’"})
    EXPECT_TRUE(RE2::FullMatch(text, code.on(text))) << text;
  for (const char* text : {"M 302", "ÄÖÜÅŠ302", "ΑΒΓΔΕ 302", "ÄÖ302Ü"})
    EXPECT_FALSE(RE2::FullMatch(text, code.on(text))) << text;
}

}  // namespace
}  // namespace vitagraph::extraction
