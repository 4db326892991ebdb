// SPDX-License-Identifier: Apache-2.0
#include "extraction/letter_pattern.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

#include "base/base.hpp"

namespace vitagraph::extraction {
namespace {

enum class Sort : unsigned char {
  other,
  number,
  mark,
  letter,  ///< of neither case
  capital,
  small,
  by_turns  ///< a capital and its small letter, and so on
};

struct Range {
  std::uint16_t first, last;
  Sort sort;
};

/// The characters that nearly all texts are written in: the blocks of common scripts and signs where the sorts need few
/// ranges. What is missing here costs time, nothing else.
constexpr Range common_ranges[] = {
    {0x00, 0x2F, Sort::other},      {0x30, 0x39, Sort::number},      {0x3A, 0x40, Sort::other},
    {0x41, 0x5A, Sort::capital},    {0x5B, 0x60, Sort::other},       {0x61, 0x7A, Sort::small},
    {0x7B, 0xA9, Sort::other},      {0xAA, 0xAA, Sort::letter},      {0xAB, 0xB1, Sort::other},
    {0xB2, 0xB3, Sort::number},     {0xB4, 0xB4, Sort::other},       {0xB5, 0xB5, Sort::small},
    {0xB6, 0xB8, Sort::other},      {0xB9, 0xB9, Sort::number},      {0xBA, 0xBA, Sort::letter},
    {0xBB, 0xBB, Sort::other},      {0xBC, 0xBE, Sort::number},      {0xBF, 0xBF, Sort::other},
    {0xC0, 0xD6, Sort::capital},    {0xD7, 0xD7, Sort::other},       {0xD8, 0xDE, Sort::capital},
    {0xDF, 0xF6, Sort::small},      {0xF7, 0xF7, Sort::other},       {0xF8, 0xFF, Sort::small},
    {0x100, 0x137, Sort::by_turns}, {0x138, 0x138, Sort::small},     {0x139, 0x148, Sort::by_turns},
    {0x149, 0x149, Sort::small},    {0x14A, 0x177, Sort::by_turns},  {0x178, 0x178, Sort::capital},
    {0x179, 0x17E, Sort::by_turns}, {0x17F, 0x17F, Sort::small},     {0x218, 0x21B, Sort::by_turns},
    {0x300, 0x36F, Sort::mark},     {0x386, 0x386, Sort::capital},   {0x388, 0x38A, Sort::capital},
    {0x38C, 0x38C, Sort::capital},  {0x38E, 0x38F, Sort::capital},   {0x390, 0x390, Sort::small},
    {0x391, 0x3A1, Sort::capital},  {0x3A3, 0x3AB, Sort::capital},   {0x3AC, 0x3CE, Sort::small},
    {0x400, 0x42F, Sort::capital},  {0x430, 0x45F, Sort::small},     {0x5D0, 0x5EA, Sort::letter},
    {0x2000, 0x206F, Sort::other},  {0x20A0, 0x20BF, Sort::other},   {0x2116, 0x2116, Sort::other},
    {0x2122, 0x2122, Sort::other},  {0x2190, 0x245F, Sort::other},   {0x2500, 0x2775, Sort::other},
    {0x3000, 0x3004, Sort::other},  {0x3005, 0x3006, Sort::letter},  {0x3007, 0x3007, Sort::number},
    {0x3008, 0x3020, Sort::other},  {0x3041, 0x3096, Sort::letter},  {0x309D, 0x309F, Sort::letter},
    {0x30A1, 0x30FA, Sort::letter}, {0x30FB, 0x30FB, Sort::other},   {0x30FC, 0x30FF, Sort::letter},
    {0x4E00, 0x9FA5, Sort::letter}, {0xAC00, 0xD7A3, Sort::letter},  {0xE000, 0xF8FF, Sort::other},
    {0xFB00, 0xFB06, Sort::small},  {0xFF01, 0xFF0F, Sort::other},   {0xFF10, 0xFF19, Sort::number},
    {0xFF1A, 0xFF20, Sort::other},  {0xFF21, 0xFF3A, Sort::capital}, {0xFF3B, 0xFF40, Sort::other},
    {0xFF41, 0xFF5A, Sort::small},  {0xFF5B, 0xFF65, Sort::other},
};

using Characters = std::bitset<0x10000>;

const Characters& common_characters() {
  static const Characters characters = [] {
    Characters out;
    for (const Range& range : common_ranges)
      for (std::size_t at = range.first; at <= range.last; ++at) out.set(at);
    return out;
  }();
  return characters;
}

/// The lower bits of a byte that goes on with a character; beyond all characters for another byte.
std::uint32_t tail(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(at < text.size() ? text[at] : 0);
  return (byte & 0xC0U) == 0x80 ? byte & 0x3FU : 0x10000;
}

/// Whether RE2 sees nothing but common characters in it: no bytes out of order either.
bool is_common(std::string_view text) {
  static const Characters& common = common_characters();
  std::uint64_t eight = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const std::uint32_t lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    if (length > 1) {
      std::uint32_t character = (lead & (length == 2 ? 0x1FU : 0x0FU)) << 6 | tail(text, at + 1);
      if (length == 3) character = (character & 0x10000) != 0 ? character : character << 6 | tail(text, at + 2);
      const bool shortest = character >= (length == 2 ? 0x80U : 0x800U);
      if (lead < 0xC2 || lead > 0xEF || !shortest || character >= common.size() || !common[character]) return false;
    }
    at += length;
  }
  return true;
}

/// The common characters of these sorts, as between brackets; of letters by turns the capitals or the small ones.
std::string class_of(std::initializer_list<Sort> sorts) {
  const auto wanted = [&](Sort sort) { return std::find(sorts.begin(), sorts.end(), sort) != sorts.end(); };
  std::string out;
  for (const Range& range : common_ranges) {
    const bool capitals = wanted(Sort::capital), both = capitals && wanted(Sort::small);
    if (range.sort == Sort::by_turns && (capitals || wanted(Sort::small)) && !both)
      for (int at = range.first + (capitals ? 0 : 1); at <= range.last; at += 2)
        out += fmt::format(R"(\x{{{:X}}})", at);
    else if (wanted(range.sort) || (range.sort == Sort::by_turns && both))
      out += fmt::format(R"(\x{{{:X}}}-\x{{{:X}}})", range.first, range.last);
  }
  return out;
}

/// What stands for the class between brackets; empty for a class that is not known.
std::string_view common_class(std::string_view name) {
  static const std::string letters = class_of({Sort::letter, Sort::capital, Sort::small}),
                           capitals = class_of({Sort::capital}), small = class_of({Sort::small}),
                           numbers = class_of({Sort::number}), marks = class_of({Sort::mark});
  if (name == "L") return letters;
  if (name == "Lu") return capitals;
  if (name == "Ll") return small;
  if (name == "N") return numbers;
  if (name == "M") return marks;
  return {};
}

/// The pattern with classes of common characters in place of those of all.
std::string common_form(std::string_view pattern) {
  std::string out;
  bool bracket = false;
  for (std::size_t at = 0; at < pattern.size();) {
    std::size_t length = 1;
    if (pattern[at] == '\\') {
      length = 2;
      if (pattern.substr(at, 2) == "\\p") {
        const std::size_t end = pattern.substr(at + 2, 1) == "{" ? pattern.find('}', at) : at + 2;
        length = end + 1 - at;
        const std::string_view name = length == 3 ? pattern.substr(at + 2, 1) : pattern.substr(at + 3, length - 4);
        if (const std::string_view ranges = common_class(name); !ranges.empty()) {
          out += bracket ? std::string(ranges) : fmt::format("[{}]", ranges);
          at += length;
          continue;
        }
      }
    } else if (!bracket && pattern[at] == '[') {
      bracket = true;
      if (pattern.substr(at + 1, 1) == "^") ++length;
      if (pattern.substr(at + length, 1) == "]") ++length;
    } else if (pattern[at] == ']') {
      bracket = false;
    }
    out += pattern.substr(at, length);
    at += length;
  }
  return out;
}

}  // namespace

const RE2& LetterPattern::on(re2::StringPiece text) const {
  if (is_common(std::string_view(text.data(), text.size()))) {
    std::call_once(common_made_, [this] { common_ = std::make_unique<const RE2>(common_form(pattern_)); });
    return *common_;
  }
  std::call_once(full_made_, [this] { full_ = std::make_unique<const RE2>(pattern_); });
  return *full_;
}

}  // namespace vitagraph::extraction
