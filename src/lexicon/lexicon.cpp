// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

#include <algorithm>

#include "lexicon/word_reader.hpp"

namespace vitagraph::lexicon {

Scheme& SchemeTable::made(std::string_view name) {
  const SchemeName wanted(name);
  if (const Scheme* known = find(wanted)) return const_cast<Scheme&>(*known);
  schemes_.push_back(std::make_unique<Scheme>());
  schemes_.back()->name = name;
  if (places_.size() < 4 * schemes_.size()) {
    places_.assign(2 * places_.size(), Place{});
    for (const auto& scheme : schemes_) enter(*scheme);
  } else {
    enter(*schemes_.back());
  }
  return *schemes_.back();
}

void SchemeTable::enter(Scheme& scheme) {
  const std::uint64_t hash = SchemeName(scheme.name).hash();
  std::size_t at = hash & (places_.size() - 1);
  while (places_[at].scheme != nullptr) at = (at + 1) & (places_.size() - 1);
  places_[at] = {hash, &scheme};
}

namespace {

using Found = WordReader::Found;

/// The node behind the word that the reader stands at.
LabelTree::Node next_node(const LabelTree& labels, LabelTree::Node from, const WordReader& reader, Found found) {
  if (found == Found::plain) {
    const std::string_view word = reader.written();
    return labels.next<Letters::folded>(from, word, word_hash(word));
  }
  return labels.next(from, reader.key(), word_hash(reader.key()));
}

}  // namespace

Concepts Lexicon::find(SchemeName scheme, std::string_view text) const {
  const Scheme* table = schemes_.find(scheme);
  if (table == nullptr) return {};
  LabelTree::Node node = LabelTree::root;
  WordReader reader(text);
  for (Found found = reader.next(); found != Found::end; found = reader.next()) {
    if (found == Found::other && reader.key().empty()) continue;
    node = next_node(table->labels, node, reader, found);
    if (node == LabelTree::none) return {};
  }
  return table->labels.concepts(node);
}

std::optional<Lexicon::Match> Lexicon::longest_of(const LabelTree& labels, const Words& words, std::size_t at) const {
  std::optional<Match> best;
  LabelTree::Node node = LabelTree::root;
  for (std::size_t i = at; i < words.size(); ++i) {
    node = labels.next(node, words[i].key, words[i].hash);
    if (node == LabelTree::none) break;
    if (const Concepts found = labels.concepts(node); !found.empty())
      best = {static_cast<std::uint32_t>(found.front() - concepts_.data()),
              static_cast<std::uint32_t>(i - at + 1),
              {words[at].span.begin, words[i].span.end}};
  }
  return best;
}

std::vector<Lexicon::Match> Lexicon::all(SchemeName scheme, const Words& words) const {
  std::vector<Match> out;
  const Scheme* table = schemes_.find(scheme);
  if (table == nullptr) return out;
  for (std::size_t at = 0; at < words.size();) {
    if (!table->labels.may_begin(words[at].hash)) {
      ++at;
      continue;
    }
    const std::optional<Match> match = longest_of(table->labels, words, at);
    if (match) out.push_back(*match);
    at += match ? match->words : 1;
  }
  return out;
}

bool Lexicon::mentions(SchemeName scheme, std::string_view text) const {
  const Scheme* table = schemes_.find(scheme);
  if (table == nullptr) return false;
  WordReader reader(text);
  std::vector<LabelTree::Node> open;  // labels that begin with the words before
  for (Found found = reader.next(); found != Found::end; found = reader.next()) {
    std::size_t kept = 0;
    open.push_back(LabelTree::root);
    for (const LabelTree::Node from : open) {
      const LabelTree::Node node = next_node(table->labels, from, reader, found);
      if (node == LabelTree::none) continue;
      if (table->labels.ends(node)) return true;
      open[kept++] = node;
    }
    open.resize(kept);
  }
  return false;
}

Concepts Lexicon::of_notation(SchemeName scheme, std::string_view notation) const {
  const Scheme* table = schemes_.find(scheme);
  if (table == nullptr) return {};
  const auto first = std::partition_point(table->concepts.begin(), table->concepts.end(),
                                          [&](const Concept* c) { return c->notation < notation; });
  const auto last =
      std::find_if(first, table->concepts.end(), [&](const Concept* c) { return c->notation != notation; });
  return {first, last};
}

std::vector<std::string> Lexicon::labels(SchemeName scheme) const {
  const Scheme* table = schemes_.find(scheme);
  return table == nullptr ? std::vector<std::string>{} : table->written;
}

}  // namespace vitagraph::lexicon
