// SPDX-License-Identifier: Apache-2.0
// What keeps memory flat: pairs sorted outside it, and lines compared where they stand in the output.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "mapping/run.hpp"

namespace vitagraph::mapping {
namespace {

TEST(SortedPairs, SortsWhatDoesNotFit) {
  constexpr std::uint64_t count = SortedPairs::most_held * 2 + 12345;
  SortedPairs pairs;
  std::mt19937_64 random(7);
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t value = random() % 1000;
    sum += value;
    pairs.add({value, count - i});
  }
  pairs.sort();
  SortedPairs::Pair last{0, 0}, pair;
  std::uint64_t got = 0;
  while (pairs.next(pair)) {
    ASSERT_LE(last, pair);
    last = pair;
    sum -= pair.first;
    ++got;
  }
  EXPECT_EQ(got, count);
  EXPECT_EQ(sum, 0u);
}

TEST(SortedPairs, IsEmptyWithoutPairs) {
  SortedPairs pairs;
  SortedPairs::Pair pair;
  pairs.sort();
  EXPECT_FALSE(pairs.next(pair));
}

class RepetitionsTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  /// Lines as rows would make them, a group for each run of one subject; what is left of them.
  std::string kept(const std::vector<std::vector<std::string>>& blocks, std::uint64_t collide = 0) {
    OutputFile out(path_);
    Repetitions repetitions;
    std::uint64_t size = 0;
    for (const auto& lines : blocks) {
      LineBlock block;
      std::string subject;
      for (const std::string& line : lines) {
        const std::string own = line.substr(0, line.find(' '));
        if (own != subject || block.groups.empty())
          block.groups.push_back({collide != 0 ? collide : hash64(own, 1), block.text.size()});
        subject = own;
        block.text += line + "\n";
      }
      repetitions.learn(block, size);
      out.write(block.text);
      size += block.text.size();
    }
    removed_ = repetitions.remove(out);
    out.commit();
    std::ifstream in(path_, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str().size(), size - removed_.bytes);
    return text.str();
  }

  std::string path_ =
      (std::filesystem::temp_directory_path() / fmt::format("vitagraph_repetitions_{}.nq", ::getpid())).string();
  Repetitions::Removed removed_;
};

TEST_F(RepetitionsTest, KeepsTheFirstOfEach) {
  EXPECT_EQ(kept({{"a 1", "b 1", "a 2"}, {"c 1", "a 1", "b 2", "b 1"}}), "a 1\nb 1\na 2\nc 1\nb 2\n");
  EXPECT_EQ(removed_.lines, 2u);
  EXPECT_EQ(kept({{"a 1", "a 2"}, {"a 1"}}), "a 1\na 2\n");  // places that follow each other
  EXPECT_EQ(kept({{"a 1", "b 1"}, {"c 1"}}), "a 1\nb 1\nc 1\n");
  EXPECT_EQ(kept({}), "");
}

TEST_F(RepetitionsTest, TakesEqualHashesForNoMoreThanAHint) {
  // All subjects have one hash: nothing but equal text is taken out.
  EXPECT_EQ(kept({{"a 1", "b 1", "a 2"}, {"c 1", "a 1"}}, 42), "a 1\nb 1\na 2\nc 1\n");
  EXPECT_EQ(removed_.lines, 1u);
}

TEST_F(RepetitionsTest, ComparesManyLinesOfOneSubjectInParts) {
  std::vector<std::vector<std::string>> blocks;
  const std::string filling(1000, 'x');
  for (int b = 0; b < 25; ++b) {
    auto& lines = blocks.emplace_back();
    for (int i = 0; i < 2000; ++i) lines.push_back(fmt::format("s {}{}", (b * 2000 + i) % 40000, filling));
  }
  const std::string text = kept(blocks);
  EXPECT_EQ(removed_.lines, 10000u);
  std::set<std::string> lines;
  std::istringstream in(text);
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) EXPECT_TRUE(lines.insert(line).second);
  EXPECT_EQ(count, 40000u);
  EXPECT_EQ(text.substr(0, 4), "s 0x");
}

}  // namespace
}  // namespace vitagraph::mapping
