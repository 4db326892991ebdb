// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lexicon/label_tree.hpp"

namespace vitagraph::lexicon {

/// The short name of a scheme ("roles") as it is asked for: a hash, which the compiler makes of a literal. 64 bits tell
/// the names of vocabularies apart; what a document says never becomes one.
class SchemeName {
 public:
  template <std::size_t size>
  consteval SchemeName(const char (&literal)[size]) : hash_(hash_of({literal, size - 1})) {}
  template <typename Text>
  requires(!std::is_array_v<Text> &&
           std::convertible_to<const Text&, std::string_view>) constexpr SchemeName(const Text& name)
      : hash_(hash_of(name)) {}

  constexpr std::uint64_t hash() const { return hash_; }

 private:
  /// FNV-1a, whose low bits are its good ones.
  static constexpr std::uint64_t hash_of(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
  }
  std::uint64_t hash_;
};

struct Scheme {
  std::string name;
  LabelTree labels;
  std::vector<std::string> written;
  std::vector<const Concept*> concepts;  ///< by notation, then in order
};

/// The schemes by their names; asked with every word, hence no map.
class SchemeTable {
 public:
  const Scheme* find(SchemeName name) const {
    for (std::size_t at = name.hash() & (places_.size() - 1);; at = (at + 1) & (places_.size() - 1)) {
      const Place& place = places_[at];
      if (place.hash == name.hash() || place.scheme == nullptr) return place.scheme;
    }
  }
  /// The scheme of that name, which stays where it is; a new one if there was none.
  Scheme& made(std::string_view name);
  const std::vector<std::unique_ptr<Scheme>>& all() const { return schemes_; }

 private:
  struct Place {
    std::uint64_t hash = 0;
    Scheme* scheme = nullptr;
  };
  void enter(Scheme& scheme);

  std::vector<std::unique_ptr<Scheme>> schemes_;
  /// A power of two of them, a quarter taken at most: most names are found at the first look.
  std::vector<Place> places_ = std::vector<Place>(64);
};

}  // namespace vitagraph::lexicon
