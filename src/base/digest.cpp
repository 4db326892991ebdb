// SPDX-License-Identifier: Apache-2.0
#include "base/digest.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/error.hpp"

namespace vitagraph {

std::string digest(const char* name, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, name, nullptr, bytes.data(), bytes.size(), raw.data(), &size) != 1)
    throw Error("the digest {} is not to be had from OpenSSL here", name);
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * size);
  for (std::size_t i = 0; i < size; ++i) {
    out += digits[raw[i] >> 4];
    out += digits[raw[i] & 0xF];
  }
  return out;
}

std::string sha256(std::string_view bytes) { return digest("sha256", bytes); }

}  // namespace vitagraph
