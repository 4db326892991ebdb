// SPDX-License-Identifier: Apache-2.0
#include "base/hash.hpp"

namespace vitagraph {
namespace {

constexpr std::uint64_t prime_a = 0x100000001b3ULL;
constexpr std::uint64_t prime_b = 0xc6a4a7935bd1e995ULL;

std::uint64_t mix(std::uint64_t x) {  // the finaliser of MurmurHash3
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

}  // namespace

StableHash& StableHash::add(std::string_view field) {
  for (const unsigned char c : field) {
    a_ = (a_ ^ c) * prime_a;
    b_ = (b_ + c) * prime_b;
    b_ ^= b_ >> 29;
  }
  a_ = (a_ ^ 0x1FF) * prime_a;  // no byte has this value: the end of a field
  b_ = (b_ + 0x1FF) * prime_b;
  return *this;
}

std::string StableHash::hex(std::size_t digits) const {
  std::string out;
  for (const std::uint64_t half : {mix(a_ ^ mix(b_)), mix(b_)})
    for (int shift = 60; shift >= 0 && out.size() < digits; shift -= 4) out += "0123456789abcdef"[half >> shift & 15];
  return out;
}

}  // namespace vitagraph
