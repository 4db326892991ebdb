// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "lexicon/label_tree.hpp"
#include "lexicon/lexicon.hpp"

namespace vitagraph::lexicon {

struct Scheme {
  std::string name;
  LabelTree labels;
  std::vector<std::string> written;
};

struct Lexicon::Tables {
  std::vector<Scheme> schemes;
  /// Name -> place in `schemes` and 1; 0: free. Asked for with every word, hence no map.
  std::vector<std::uint16_t> places = std::vector<std::uint16_t>(64, 0);
  unsigned places_bits = 6;  ///< of their number

  const Scheme* scheme(std::string_view name) const {
    for (std::size_t at = first_place(name); places[at] != 0; at = (at + 1) & (places.size() - 1))
      if (same_letters(schemes[places[at] - 1U].name, name)) return &schemes[places[at] - 1U];
    return nullptr;
  }
  std::size_t first_place(std::string_view name) const {
    if (name.empty()) return 0;
    const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(name[i])}; };
    const std::size_t few = byte(0) | byte(name.size() / 2) << 8 | byte(name.size() - 1) << 16 | name.size() << 24;
    return (few * 0x9E3779B97F4A7C15ULL) >> (64 - places_bits);
  }
  Scheme& scheme_made(std::string_view name);

  mutable std::mutex keeping;
  mutable std::vector<std::pair<std::type_index, std::shared_ptr<const void>>> kept;
};

/// Reads a text's words one after the other.
class WordReader {
 public:
  /// A text of at most 4 GiB, which must outlive the reader; `offset` is added to the spans.
  explicit WordReader(std::string_view text, std::uint32_t offset = 0) : text_(text), offset_(offset) {}
  /// Whether there was one more.
  bool next(Word& word);
  /// The hash of the first word's key, if that word is of ASCII letters and digits only. To be asked before next().
  std::optional<std::size_t> first_hash() const;

 private:
  std::size_t begin_of_next() const;
  std::size_t end_of_plain(std::size_t begin) const;
  void read_any(Word& word, std::size_t begin);
  void finish(Word& word, std::size_t begin, std::size_t end) const;

  std::string_view text_;
  std::uint32_t offset_;
  std::size_t at_ = 0;
};

}  // namespace vitagraph::lexicon
