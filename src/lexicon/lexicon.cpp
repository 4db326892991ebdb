// SPDX-License-Identifier: Apache-2.0
#include "lexicon/lexicon.hpp"

#include <algorithm>

#include "lexicon/tables.hpp"

namespace vitagraph::lexicon {

bool has_notation(Concepts concepts, std::string_view notation) {
  return std::any_of(concepts.begin(), concepts.end(), [&](const Concept* c) { return c->notation == notation; });
}

Lexicon::Lexicon() : tables_(std::make_unique<Tables>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Scheme& Lexicon::Tables::scheme_made(std::string_view name) {
  for (Scheme& known : schemes)
    if (known.name == name) return known;
  schemes.push_back({std::string(name), {}, {}});
  // A quarter taken at most: most names are found at the first look.
  while ((std::size_t{1} << places_bits) < 4 * schemes.size()) ++places_bits;
  places.assign(std::size_t{1} << places_bits, 0);
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    std::size_t at = first_place(schemes[i].name);
    while (places[at] != 0) at = (at + 1) & (places.size() - 1);
    places[at] = static_cast<std::uint16_t>(i + 1);
  }
  return schemes.back();
}

bool Lexicon::has_scheme(std::string_view scheme) const { return tables_->scheme(scheme) != nullptr; }

Concepts Lexicon::find(std::string_view scheme, std::string_view text) const {
  const Scheme* table = tables_->scheme(scheme);
  if (table == nullptr) return {};
  WordReader reader(text);
  if (const auto hash = reader.first_hash(); hash && !table->labels.may_begin(*hash)) return {};
  Word word;
  LabelTree::Node node = LabelTree::root;
  while (reader.next(word)) {
    if (word.key.empty()) continue;
    node = table->labels.next(node, word.key, word.hash);
    if (node == LabelTree::none) return {};
  }
  return table->labels.concepts(node);
}

namespace {

/// The longest label of the tree that begins at words[at]; 0 words if none does.
Lexicon::Match longest_of(const LabelTree& labels, const Concept* concepts, const Words& words, std::size_t at) {
  Lexicon::Match best;
  LabelTree::Node node = LabelTree::root;
  for (std::size_t i = at; i < words.size(); ++i) {
    node = labels.next(node, words[i].key, words[i].hash);
    if (node == LabelTree::none) break;
    if (const Concepts found = labels.concepts(node); !found.empty())
      best = {static_cast<std::uint32_t>(found.front() - concepts),
              static_cast<std::uint32_t>(i - at + 1),
              {words[at].span.begin, words[i].span.end}};
  }
  return best;
}

}  // namespace

std::optional<Lexicon::Match> Lexicon::longest(std::string_view scheme, const Words& words, std::size_t at) const {
  const Scheme* table = tables_->scheme(scheme);
  if (table == nullptr || at >= words.size() || !table->labels.may_begin(words[at].hash)) return std::nullopt;
  const Match match = longest_of(table->labels, concepts_.data(), words, at);
  if (match.words == 0) return std::nullopt;
  return match;
}

std::vector<Lexicon::Match> Lexicon::all(std::string_view scheme, const Words& words) const {
  std::vector<Match> out;
  const Scheme* table = tables_->scheme(scheme);
  if (table == nullptr) return out;
  for (std::size_t at = 0; at < words.size();) {
    if (!table->labels.may_begin(words[at].hash)) {
      ++at;
      continue;
    }
    const Match match = longest_of(table->labels, concepts_.data(), words, at);
    if (match.words > 0) out.push_back(match);
    at += std::max<std::uint32_t>(match.words, 1);
  }
  return out;
}

bool Lexicon::mentions(std::string_view scheme, std::string_view text) const {
  const Scheme* table = tables_->scheme(scheme);
  if (table == nullptr) return false;
  WordReader reader(text);
  Word word;
  std::vector<LabelTree::Node> open;  // labels that begin with the words before
  while (reader.next(word)) {
    std::size_t kept = 0;
    open.push_back(LabelTree::root);
    for (const LabelTree::Node from : open) {
      const LabelTree::Node node = table->labels.next(from, word.key, word.hash);
      if (node == LabelTree::none) continue;
      if (table->labels.ends(node)) return true;
      open[kept++] = node;
    }
    open.resize(kept);
  }
  return false;
}

Concepts Lexicon::concepts_of(std::string_view scheme, const Words& words, std::size_t at, std::size_t count) const {
  const Scheme* table = tables_->scheme(scheme);
  if (table == nullptr || at + count > words.size()) return {};
  LabelTree::Node node = LabelTree::root;
  for (std::size_t i = at; i < at + count && node != LabelTree::none; ++i)
    node = table->labels.next(node, words[i].key, words[i].hash);
  return node == LabelTree::none ? Concepts() : table->labels.concepts(node);
}

std::vector<std::string> Lexicon::labels(std::string_view scheme) const {
  const Scheme* table = tables_->scheme(scheme);
  return table == nullptr ? std::vector<std::string>{} : table->written;
}

const void* Lexicon::kept_value(std::type_index type, const std::function<std::shared_ptr<const void>()>& make) const {
  const std::lock_guard lock(tables_->keeping);
  for (const auto& [known, value] : tables_->kept)
    if (known == type) return value.get();
  return tables_->kept.emplace_back(type, make()).second.get();
}

}  // namespace vitagraph::lexicon
