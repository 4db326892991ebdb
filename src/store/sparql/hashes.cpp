// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/hashes.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "base/base.hpp"

namespace vitagraph::store::sparql {
namespace {

/// The bytes with a bit 1, zeros, and their length in bits, to a multiple of a block (RFC 1321 §3.1, FIPS 180-4 §5.1).
std::string padded(std::string_view bytes, std::size_t block, bool little_endian) {
  const std::size_t length_bytes = block / 8;
  std::string out(bytes);
  out += '\x80';
  while (out.size() % block != block - length_bytes) out += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (std::size_t i = 0; i < length_bytes; ++i) {
    const std::size_t shift = 8 * (little_endian ? i : length_bytes - 1 - i);
    out += shift < 64 ? static_cast<char>(bits >> shift & 0xFF) : '\0';
  }
  return out;
}

template <typename Word>
Word big_endian(const char* bytes) {
  Word out = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i) out = out << 8 | static_cast<unsigned char>(bytes[i]);
  return out;
}

std::string md5(std::string_view bytes) {
  static constexpr std::array<int, 16> shifts = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
  std::array<std::uint32_t, 4> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  const std::string text = padded(bytes, 64, true);
  for (std::size_t at = 0; at < text.size(); at += 64) {
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
      const std::uint32_t f = i < 16   ? (b & c) | (~b & d)
                              : i < 32 ? (d & b) | (~d & c)
                              : i < 48 ? b ^ c ^ d
                                       : c ^ (b | ~d);
      const std::uint32_t g = i < 16 ? i : i < 32 ? (5 * i + 1) % 16 : i < 48 ? (3 * i + 5) % 16 : 7 * i % 16;
      // RFC 1321 §3.4: the integer part of 2^32 times |sin(i + 1)|.
      const auto sine = static_cast<std::uint32_t>(std::floor(std::fabs(std::sin(i + 1.0)) * 4294967296.0));
      std::uint32_t word = 0;
      for (std::size_t k = 4; k-- > 0;) word = word << 8 | static_cast<unsigned char>(text[at + g * 4 + k]);
      const std::uint32_t turned = std::rotl(a + f + sine + word, shifts[i / 16 * 4 + i % 4]);
      a = d, d = c, c = b, b += turned;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
  }
  std::string out;
  for (const std::uint32_t word : state)
    for (int k = 0; k < 4; ++k) out += fmt::format("{:02x}", word >> (8 * k) & 0xFF);
  return out;
}

std::string sha1(std::string_view bytes) {
  std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const std::string text = padded(bytes, 64, false);
  for (std::size_t at = 0; at < text.size(); at += 64) {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian<std::uint32_t>(text.data() + at + 4 * t);
    for (std::size_t t = 16; t < 80; ++t) w[t] = std::rotl(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t t = 0; t < 80; ++t) {
      const std::uint32_t f = t < 20 ? (b & c) | (~b & d) : t < 40 || t >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
      const std::uint32_t k = t < 20 ? 0x5a827999 : t < 40 ? 0x6ed9eba1 : t < 60 ? 0x8f1bbcdc : 0xca62c1d6;
      const std::uint32_t next = std::rotl(a, 5) + f + e + k + w[t];
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
  }
  std::string out;
  for (const std::uint32_t word : state) out += fmt::format("{:08x}", word);
  return out;
}

/// FIPS 180-4 §4.2.3.
constexpr std::array<std::uint64_t, 80> constants_512 = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817};

std::string sha512(std::string_view bytes, std::array<std::uint64_t, 8> state, std::size_t words) {
  const std::string text = padded(bytes, 128, false);
  for (std::size_t at = 0; at < text.size(); at += 128) {
    std::array<std::uint64_t, 80> w{};
    for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian<std::uint64_t>(text.data() + at + 8 * t);
    for (std::size_t t = 16; t < 80; ++t) {
      const std::uint64_t s0 = std::rotr(w[t - 15], 1) ^ std::rotr(w[t - 15], 8) ^ w[t - 15] >> 7;
      const std::uint64_t s1 = std::rotr(w[t - 2], 19) ^ std::rotr(w[t - 2], 61) ^ w[t - 2] >> 6;
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 80; ++t) {
      const std::uint64_t sum1 = std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41);
      const std::uint64_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + constants_512[t] + w[t];
      const std::uint64_t sum0 = std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39);
      const std::uint64_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const std::array<std::uint64_t, 8> mixed = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += mixed[i];
  }
  std::string out;
  for (std::size_t i = 0; i < words; ++i) out += fmt::format("{:016x}", state[i]);
  return out;
}

/// FIPS 180-4 §5.3.4, §5.3.5.
constexpr std::array<std::uint64_t, 8> begin_384 = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                                    0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                                    0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
constexpr std::array<std::uint64_t, 8> begin_512 = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                                    0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                                    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

}  // namespace

std::string hash_of(std::string_view name, std::string_view bytes) {
  if (name == "md5") return md5(bytes);
  if (name == "sha1") return sha1(bytes);
  if (name == "sha384") return sha512(bytes, begin_384, 6);
  if (name == "sha512") return sha512(bytes, begin_512, 8);
  return sha256(bytes);
}

}  // namespace vitagraph::store::sparql
