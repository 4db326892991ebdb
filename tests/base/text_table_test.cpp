// SPDX-License-Identifier: Apache-2.0
#include "base/text_table.hpp"

#include <gtest/gtest.h>

namespace vitagraph {
namespace {

TEST(TextTable, PadsByWhatATerminalShows) {
  const TextTable table{{"name", "n"}, {false, true}, {{"Évrard", "7"}, {"王小明", "12"}, {"e\u0301", "3"}}, false};
  EXPECT_EQ(table.str(), "name     n\nÉvrard   7\n王小明  12\ne\u0301        3\n");
}

TEST(TextTable, CutsTheWidestColumnsToFit) {
  const TextTable table{{"a", "b"}, {}, {{"a short one", std::string(50, 'x')}}, true};
  EXPECT_EQ(table.str(30), "a            b\n-----------  -----------------\na short one  xxxxxxxxxxxxxxxx…\n");
  EXPECT_EQ(table.str(3), "a         b\n--------  --------\na short…  xxxxxxx…\n") << "never below eight";
  EXPECT_NE(table.str().find(std::string(50, 'x')), std::string::npos);
}

TEST(TextTable, TakesRaggedRowsAndControlCharacters) {
  const TextTable table{{"a", "b"}, {}, {{"x\ny"}, {"\xff", "z"}}, false};
  EXPECT_EQ(table.str(), "a    b\nx y\n\uFFFD    z\n");
  EXPECT_EQ(TextTable{}.str(10), "\n");
}

TEST(WrapList, BreaksBetweenItems) {
  EXPECT_EQ(wrap_list({"award 3", "person 12", "talk 1"}, 19, 4), "award 3, person 12,\n    talk 1");
  EXPECT_EQ(wrap_list({}, 10, 0), "");
}

}  // namespace
}  // namespace vitagraph
