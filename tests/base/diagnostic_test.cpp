// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/base.hpp"

namespace vitagraph {
namespace {

TEST(Diagnostic, PointsAtThePlaceInCodePoints) {
  const SourceFile file("cv.txt", "one\nKarl Müller\xFF, talk\n");
  DiagnosticList list;
  list.report(Kind::invalid_utf8, file.locate({16, 17}), "read as Windows-1252");
  const std::string printed = list.sorted().at(0).str();
  EXPECT_EQ(printed,
            "cv.txt:2:12: warning: not UTF-8; read as Windows-1252 [invalid-utf8]\n"
            "    Karl Müller\uFFFD, talk\n"
            "               ^\n");
}

TEST(Diagnostic, CutsLongLinesAroundThePlace) {
  const SourceFile file("x", std::string(5000, 'a') + "HERE" + std::string(5000, 'b'));
  DiagnosticList list;
  list.report(Kind::empty_input, file.locate({5000, 5004}));
  const std::string printed = list.sorted().at(0).str();
  EXPECT_LT(printed.size(), 600u);
  const std::size_t caret = printed.rfind('^');
  const std::size_t line = printed.rfind("\n    ", caret - 5);
  EXPECT_NE(printed.find("x:1:5001: "), std::string::npos);
  EXPECT_NE(line, std::string::npos);
}

TEST(Diagnostic, IsSortedAndSaidOnce) {
  DiagnosticList list;
  const SourceFile file("b.txt", "x\ny\n");
  list.report(Kind::empty_input, file.locate_line(2, 1));
  list.report(Kind::empty_input, file.locate_line(1, 1));
  list.report(Kind::empty_input, file.locate_line(2, 1));
  const auto sorted = list.sorted();
  ASSERT_EQ(sorted.size(), 2u);
  EXPECT_EQ(sorted[0].location.line, 1u);
}

TEST(NearestName, SuggestsOnlyWhatIsNear) {
  EXPECT_EQ(nearest_name("slugg", {"slug", "upper"}), "slug");
  EXPECT_EQ(nearest_name("xyz", {"slug", "upper"}), "");
  EXPECT_EQ(nearest_name("xds", {"as", "xsd"}), "xsd");  // two letters exchanged
  EXPECT_EQ(nearest_name("as", {"org", "s"}), "s");
  EXPECT_EQ(nearest_name("as", {"org", "v"}), "");
  EXPECT_EQ(nearest_name("NAME", {"nam", "name"}), "name");
  EXPECT_EQ(nearest_name("http://e.org/terms#foo", {"http://e.org/terms#bar"}), "");  // what they share does not count
  EXPECT_EQ(nearest_name("valueParam", {"valueParameters", "valueParameter"}), "valueParameter");  // cut short
  EXPECT_EQ(nearest_name("valueParm", {"findPattern", "valueParameter"}), "valueParameter");
}

}  // namespace
}  // namespace vitagraph
