// SPDX-License-Identifier: Apache-2.0
#include "resolution/blocks.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "resolution/cluster.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

struct Paired {
  std::set<std::pair<Id, Id>> pairs;
  std::vector<Crowd> crowds;

  bool has(Id a, Id b) const { return pairs.count({a, b}) > 0; }
};

Paired paired(Id members, const std::vector<KeysOf>& levels) {
  std::vector<Id> block(members);
  std::iota(block.begin(), block.end(), 0);
  std::vector<std::pair<Id, Id>> pairs;
  Paired out;
  pair_block(block, levels, pairs, out.crowds);
  for (const auto& [a, b] : pairs) EXPECT_LT(a, b);
  out.pairs.insert(pairs.begin(), pairs.end());
  return out;
}

KeysOf remainder(Id by) {
  return [by](Id member, std::vector<std::uint64_t>& keys) { keys.push_back(member % by); };
}
void keyless(Id, std::vector<std::uint64_t>&) {}

constexpr Id most = weights::block_pairs;

TEST(Blocks, SmallOnesGiveAllPairs) {
  const Paired all = paired(most, {});
  EXPECT_EQ(all.pairs.size(), most * (most - 1) / 2);
  EXPECT_TRUE(all.crowds.empty());
}

TEST(Blocks, LargeOnesArePartedByEachKeyInTurn) {
  // 10 parts of 60: every pair with a key in common is there, however far apart; nobody is left behind.
  const Paired once = paired(600, {remainder(10)});
  EXPECT_TRUE(once.has(3, 593));
  EXPECT_FALSE(once.has(3, 594));
  EXPECT_TRUE(once.crowds.empty());
  // 2 parts of 300 are too large; the second key parts them further.
  const Paired twice = paired(600, {remainder(2), remainder(7)});
  EXPECT_TRUE(twice.has(0, 588));
  EXPECT_FALSE(twice.has(0, 598));
  EXPECT_TRUE(twice.crowds.empty());
  // A key that all have parts nothing; the next one does.
  EXPECT_TRUE(paired(600, {remainder(1), remainder(10)}).has(3, 593));
}

TEST(Blocks, MembersWithoutAKeyMayBeAnybody) {
  const KeysOf some = [](Id member, std::vector<std::uint64_t>& keys) {
    if (member % 100 != 99) keys.push_back(member % 10);
  };
  // 99 and 3 have no first key in common, but the second one.
  const Paired found = paired(600, {some, remainder(12)});
  EXPECT_TRUE(found.has(3, 99));
  EXPECT_TRUE(found.has(99, 399));
}

TEST(Blocks, WhatNothingPartsIsWalkedAlongAndTold) {
  const Paired crowd = paired(600, {remainder(1), keyless});
  ASSERT_FALSE(crowd.crowds.empty());
  EXPECT_EQ(crowd.crowds[0].members, 600u);
  EXPECT_EQ(crowd.crowds[0].first, 0u);
  EXPECT_TRUE(crowd.has(0, weights::block_walk - 1));
  EXPECT_FALSE(crowd.has(0, weights::block_walk));
  for (Id member = 0; member + 1 < 600; ++member) EXPECT_TRUE(crowd.has(member, member + 1));
}

TEST(Clusters, GroupsStayApartOverMerges) {
  Clusters clusters(10);
  clusters.keep_all_apart({0, 1, 2});
  clusters.keep_all_apart({4, 5});
  EXPECT_TRUE(clusters.kept_apart(0, 2));
  EXPECT_FALSE(clusters.kept_apart(0, 4));
  EXPECT_FALSE(clusters.unite(0, 1));
  EXPECT_TRUE(clusters.unite(0, 4));
  EXPECT_TRUE(clusters.unite(2, 7));
  EXPECT_TRUE(clusters.kept_apart(7, 4));
  EXPECT_TRUE(clusters.kept_apart(0, 5));
  EXPECT_FALSE(clusters.unite(7, 4));
  EXPECT_TRUE(clusters.unite(7, 5));
  EXPECT_TRUE(clusters.kept_apart(5, 1));
  EXPECT_TRUE(clusters.kept_apart(5, 4));
}

}  // namespace
}  // namespace vitagraph::resolution
