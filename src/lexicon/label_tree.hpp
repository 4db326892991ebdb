// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::lexicon {

struct Concept;

template <typename Number>
std::uint64_t load_number(const char* from) {
  Number out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

/// A hash for tables in memory: quick for the few letters of a word; never written out. ASCII letters count alike in
/// both cases, so that a text need not be folded before it is looked up.
inline std::size_t word_hash(std::string_view key) {
  // The bit that tells capitals from small letters, which digits have too.
  constexpr std::uint64_t small = 0x2020202020202020ULL;
  const auto folded_product = [](std::uint64_t a, std::uint64_t b) {
    a *= b | 1;
    return a ^ (a >> 32);
  };
  std::uint64_t hash = 0x9AE16A3B2F90404FULL ^ key.size();
  const char* at = key.data();
  std::size_t left = key.size();
  for (; left > 8; at += 8, left -= 8)
    hash = folded_product(hash ^ (load_number<std::uint64_t>(at) | small), 0xC3A5C85C97CB3127ULL);
  // Up to eight bytes are left; parts of them count twice, which is quicker than a call for just so many.
  std::uint64_t last = 0;
  if (left >= 4) {
    last = load_number<std::uint32_t>(at) | load_number<std::uint32_t>(at + left - 4) << 32;
    if (left == 8) last = load_number<std::uint64_t>(at);
  } else if (left > 0) {
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    last = byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16;
  }
  return folded_product(hash ^ (last | small), 0xB492B66FBE98F273ULL);
}

/// How two words are compared.
enum class Letters : unsigned char {
  same,    ///< byte by byte
  folded,  ///< the second is of letters and digits of ASCII and may have capitals
};

/// Equal words: of a few letters, which are compared before memcmp has looked how it is to compare.
template <Letters how>
bool same_letters(std::string_view a, std::string_view b) {
  constexpr std::uint64_t small = how == Letters::folded ? 0x2020202020202020ULL : 0;
  const auto differ = [&]<typename Number>(std::size_t at, Number) {
    Number left, right;
    std::memcpy(&left, a.data() + at, sizeof left);
    std::memcpy(&right, b.data() + at, sizeof right);
    return left != (right | static_cast<Number>(small));
  };
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      if (differ(at, std::uint64_t{})) return false;
    return !differ(size - 8, std::uint64_t{});
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at)
    if (differ(at, std::uint8_t{})) return false;
  return true;
}

/// The labels of a scheme, word by word: a node is what labels begin with, and has the concepts of the label that ends
/// there. Nearly every question is answered with no, by one look at the hash of a text's word, without a string being
/// made.
class LabelTree {
 public:
  using Node = std::uint32_t;
  static constexpr Node root = 0, none = ~Node{0};

  /// Requires finish() not to have been called.
  Node add(Node from, std::string_view key, std::size_t hash);
  void end_label(Node node, std::uint32_t concept_id) { ends_.emplace_back(node, concept_id); }
  /// Call once all labels are in. `concepts` must stay where they are.
  void finish(const std::vector<Concept>& concepts);

  /// Whether a label may begin with a word of this hash: the answer to nearly every question.
  bool may_begin(std::size_t hash) const {
    if (beginnings_.empty()) return true;
    const std::size_t bit = bit_of(mixed(root, hash));
    return (beginnings_[bit / 64] >> bit % 64 & 1) != 0;
  }
  /// The node behind one more word; none if no label goes on so.
  template <Letters how = Letters::same>
  Node next(Node from, std::string_view key, std::size_t hash) const {
    return from == root && !may_begin(hash) ? none : next_known<how>(from, key, hash);
  }
  /// In the order in which they were added; empty where no label ends, and of no node.
  std::span<const Concept* const> concepts(Node node) const {
    if (node == none) return {};
    return std::span(concepts_).subspan(nodes_[node].first_concept, nodes_[node].concept_count);
  }
  bool ends(Node node) const { return nodes_[node].concept_count > 0; }

 private:
  struct Entry {
    std::size_t hash = 0;  ///< of the word and where it comes from
    Node from = none;
    std::uint32_t key_begin = 0, key_size = 0;  ///< in keys_
    std::uint32_t first_concept = 0, concept_count = 0;
  };
  struct Slot {
    std::uint32_t tag = 0;  ///< of the hash: a look at the node is saved where it differs
    Node node = root;       ///< root: free
  };
  static std::size_t mixed(Node from, std::size_t hash) {
    return (hash ^ (std::size_t{from} * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  }
  std::string_view key_of(const Entry& entry) const {
    return std::string_view(keys_).substr(entry.key_begin, entry.key_size);
  }
  std::size_t bit_of(std::size_t hash) const { return (hash >> 20) & (64 * beginnings_.size() - 1); }
  template <Letters how>
  [[gnu::noinline]] Node next_known(Node from, std::string_view key, std::size_t hash) const {
    const std::size_t wanted = mixed(from, hash);
    for (std::size_t at = wanted >> shift_; slots_[at].node != root; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].tag != static_cast<std::uint32_t>(wanted)) continue;
      const Entry& entry = nodes_[slots_[at].node];
      if (entry.hash == wanted && entry.from == from && same_letters<how>(key_of(entry), key)) return slots_[at].node;
    }
    return none;
  }
  void enter(Node node);
  void grow();

  std::vector<Entry> nodes_ = std::vector<Entry>(1);
  std::string keys_;
  std::vector<Slot> slots_ = std::vector<Slot>(64);  ///< a power of two of them, at most half taken
  unsigned shift_ = 64 - 6;
  /// A bit for each hash of a label's first word, sixteen times as many as there are: all schemes' fit the nearest
  /// cache, and say no to fifteen words of sixteen that begin no label.
  std::vector<std::uint64_t> beginnings_;
  std::vector<std::pair<Node, std::uint32_t>> ends_;
  std::vector<const Concept*> concepts_;
};

}  // namespace vitagraph::lexicon
