// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "resolution/mentions.hpp"

namespace vitagraph::resolution {

/// Well-mixed numbers of texts and of pairs of numbers, for keys of blocks.
std::uint64_t text_hash(std::string_view text);
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

/// What parts the members of a block further, such as the coauthors of each: appends the keys of a member, none where
/// nothing is known of it.
using KeysOf = std::function<void(Id member, std::vector<std::uint64_t>& keys)>;

/// A block that no further key parted, so that not all of its pairs are compared.
struct Crowd {
  Id first;
  std::size_t members;
};

/// Appends the pairs of a block (its members ascending) that are worth comparing, the smaller member first; some come
/// twice. A block of up to weights::block_pairs gives all pairs. A larger one is split by the first of `levels`, a part
/// that is still too large by the next; members without a key may be anybody, so with them the whole is split by the
/// next level too. Every part is also walked along, each member meeting its neighbours, which finds what all pairs
/// would where matches are transitive. What no level parts is walked along only, and told in `crowds`.
void pair_block(std::span<const Id> block, std::span<const KeysOf> levels, std::vector<std::pair<Id, Id>>& pairs,
                std::vector<Crowd>& crowds);

}  // namespace vitagraph::resolution
