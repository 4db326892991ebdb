// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "mapping/execute.hpp"

namespace vitagraph::mapping {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

/// Multiply and fold, eight bytes at a time (the construction of wyhash, https://github.com/wangyi-fudan/wyhash).
std::uint64_t hash64(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t a = 0xa0761d6478bd642fULL, b = 0xe7037ed1a0b428dbULL;
  std::uint64_t hash = mix(seed ^ a, text.size() ^ b);
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    hash = mix(hash ^ word ^ a, b);
  }
  std::uint64_t rest = 0;
  if (at < text.size()) std::memcpy(&rest, text.data() + at, text.size() - at);
  return mix(hash ^ rest ^ b, a);
}

}  // namespace vitagraph::mapping
