// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace vitagraph {

/// 128 bits over the bytes given so far, stable across machines and versions (two FNV-1a lanes with a final mix):
/// names things, does not protect them. Fields are separated, so that ("ab","c") and ("a","bc") differ.
class StableHash {
 public:
  StableHash& add(std::string_view field);
  /// `digits` hexadecimal digits, at most 32.
  std::string hex(std::size_t digits = 16) const;

 private:
  std::uint64_t a_ = 0xcbf29ce484222325ULL;
  std::uint64_t b_ = 0x9ae16a3b2f90404fULL;
};

}  // namespace vitagraph
