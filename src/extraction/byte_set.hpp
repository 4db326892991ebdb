// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace vitagraph::extraction {

/// A set of bytes, to look through a text for any of them: a table, where std::string_view's own search calls a
/// function for each byte of the text.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view members) {
    for (const char c : members) in_[static_cast<unsigned char>(c)] = true;
  }

  constexpr bool operator()(char c) const { return in_[static_cast<unsigned char>(c)]; }

  /// The first member from `from` on; npos if there is none.
  constexpr std::size_t find_in(std::string_view text, std::size_t from = 0) const {
    for (std::size_t at = from; at < text.size(); ++at)
      if ((*this)(text[at])) return at;
    return std::string_view::npos;
  }
  constexpr bool any_in(std::string_view text) const { return find_in(text) != std::string_view::npos; }

  /// Whether so many members stand in a row.
  constexpr bool run_in(std::string_view text, std::size_t length) const {
    std::size_t run = 0;
    for (const char c : text) {
      run = (*this)(c) ? run + 1 : 0;
      if (run == length) return true;
    }
    return false;
  }

 private:
  std::array<bool, 256> in_{};
};

inline constexpr ByteSet digits("0123456789");

}  // namespace vitagraph::extraction
