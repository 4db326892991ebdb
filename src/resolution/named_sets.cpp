// SPDX-License-Identifier: Apache-2.0
#include "resolution/named_sets.hpp"

#include "resolution/blocks.hpp"
#include "resolution/names.hpp"

namespace vitagraph::resolution {
namespace {

/// Left out of a name: the word, and the place in it.
struct Hole {
  std::uint64_t key;  ///< of the document and of all other words
  Id name;            ///< index in the names
  std::string_view word;
};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    out.push_back(words.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

bool is_slip(std::string_view a, std::string_view b) {
  constexpr std::size_t long_word = 6;  // a shorter one is easily another word
  return std::min(a.size(), b.size()) >= long_word && a.front() == b.front() && edit_distance(a, b, 1) == 1;
}

}  // namespace

std::vector<std::pair<Id, Id>> slips_of(const std::vector<SlipName>& names, Clusters& clusters) {
  constexpr std::size_t least_words = 3;
  std::vector<Hole> holes;
  for (Id name = 0; name < names.size(); ++name) {
    const std::vector<std::string_view> words = split(*names[name].words);
    if (words.size() < least_words) continue;
    for (std::size_t hole = 0; hole < words.size(); ++hole) {
      std::uint64_t key = mix(names[name].document, hole);
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i != hole) key = mix(key, text_hash(words[i]));
      holes.push_back({key, name, words[hole]});
    }
  }
  std::sort(holes.begin(), holes.end(),
            [](const Hole& a, const Hole& b) { return std::tie(a.key, a.name) < std::tie(b.key, b.name); });
  std::set<Id> paired;
  std::vector<std::pair<Id, Id>> out;
  for (std::size_t begin = 0, end = 0; begin < holes.size(); begin = end) {
    for (end = begin; end < holes.size() && holes[end].key == holes[begin].key;) ++end;
    for (std::size_t i = begin; i < end; ++i)
      for (std::size_t j = i + 1; j < std::min(end, i + weights::block_walk); ++j) {
        const Id a = names[holes[i].name].node, b = names[holes[j].name].node;
        if (!is_slip(holes[i].word, holes[j].word) || clusters.same(a, b) || paired.count(a) || paired.count(b))
          continue;
        paired.insert(a);
        paired.insert(b);
        out.emplace_back(a, b);
      }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace vitagraph::resolution
