// SPDX-License-Identifier: Apache-2.0
#include "mapping/functions/digests.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace vitagraph::mapping {
namespace {

/// Both pad alike: a 1 bit, zeros, and the length in bits in the last eight of 64 bytes.
std::string padded(std::string_view text, bool big_endian) {
  std::string out(text);
  out += '\x80';
  while (out.size() % 64 != 56) out += '\0';
  const std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
  for (int i = 0; i < 8; ++i) out += static_cast<char>(bits >> (big_endian ? 56 - 8 * i : 8 * i));
  return out;
}

std::uint32_t word(std::string_view bytes, std::size_t at, bool big_endian) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i)
    out |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * (big_endian ? 3 - i : i));
  return out;
}

}  // namespace

std::string md5(std::string_view text) {
  static const std::array<std::uint32_t, 64> sines = [] {
    std::array<std::uint32_t, 64> table{};
    for (std::size_t i = 0; i < 64; ++i)
      table[i] = static_cast<std::uint32_t>(std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
    return table;
  }();
  constexpr std::array<int, 16> shifts = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
  std::array<std::uint32_t, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  const std::string bytes = padded(text, false);
  for (std::size_t block = 0; block < bytes.size(); block += 64) {
    auto [a, b, c, d] = state;
    for (std::size_t i = 0; i < 64; ++i) {
      const std::size_t round = i / 16;
      std::uint32_t mixed = 0;
      std::size_t at = 0;
      switch (round) {
        case 0: mixed = (b & c) | (~b & d), at = i; break;
        case 1: mixed = (d & b) | (~d & c), at = (5 * i + 1) % 16; break;
        case 2: mixed = b ^ c ^ d, at = (3 * i + 5) % 16; break;
        default: mixed = c ^ (b | ~d), at = (7 * i) % 16; break;
      }
      mixed += a + sines[i] + word(bytes, block + 4 * at, false);
      a = d;
      d = c;
      c = b;
      b += std::rotl(mixed, shifts[round * 4 + i % 4]);
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
  }
  std::string out;
  for (const std::uint32_t value : state)
    for (int i = 0; i < 4; ++i) out += fmt::format("{:02x}", value >> (8 * i) & 0xff);
  return out;
}

std::string sha1(std::string_view text) {
  std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const std::string bytes = padded(text, true);
  for (std::size_t block = 0; block < bytes.size(); block += 64) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i) words[i] = word(bytes, block + 4 * i, true);
    for (std::size_t i = 16; i < 80; ++i)
      words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      std::uint32_t mixed = 0;
      switch (i / 20) {
        case 0: mixed = ((b & c) | (~b & d)) + 0x5a827999; break;
        case 1: mixed = (b ^ c ^ d) + 0x6ed9eba1; break;
        case 2: mixed = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc; break;
        default: mixed = (b ^ c ^ d) + 0xca62c1d6; break;
      }
      mixed += std::rotl(a, 5) + e + words[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = mixed;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
  }
  std::string out;
  for (const std::uint32_t value : state) out += fmt::format("{:08x}", value);
  return out;
}

}  // namespace vitagraph::mapping
