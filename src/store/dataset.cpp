// SPDX-License-Identifier: Apache-2.0
#include "store/dataset.hpp"

#include <algorithm>
#include <tuple>

namespace vitagraph::store {
namespace {

auto spo(const Triple& t) { return std::tie(t.s, t.p, t.o); }
auto pos(const Triple& t) { return std::tie(t.p, t.o, t.s); }
auto osp(const Triple& t) { return std::tie(t.o, t.s, t.p); }

template <typename Key>
void sort_by(std::vector<Triple>& triples, Key key) {
  std::sort(triples.begin(), triples.end(), [&](const Triple& a, const Triple& b) { return key(a) < key(b); });
}

/// The range whose first `given` components equal those of `wanted`.
template <typename First, typename Second, typename Third>
Dataset::Range range_of(const std::vector<Triple>& triples, First first, Second second, Third third, TermId a, TermId b,
                        TermId c) {
  const auto below = [&](const Triple& t) {
    if (first(t) != a) return first(t) < a;
    if (b == unbound) return false;
    if (second(t) != b) return second(t) < b;
    return c != unbound && third(t) < c;
  };
  const auto above = [&](const Triple& t) {
    if (first(t) != a) return first(t) > a;
    if (b == unbound) return false;
    if (second(t) != b) return second(t) > b;
    return c != unbound && third(t) > c;
  };
  const auto begin = std::partition_point(triples.begin(), triples.end(), below);
  const auto end = std::partition_point(begin, triples.end(), [&](const Triple& t) { return !above(t); });
  return {triples.data() + (begin - triples.begin()), triples.data() + (end - triples.begin())};
}

TermId s_of(const Triple& t) { return t.s; }
TermId p_of(const Triple& t) { return t.p; }
TermId o_of(const Triple& t) { return t.o; }

}  // namespace

Dictionary::Dictionary() : entries_(1), hashes_(1), slots_(1024, unbound) {}

std::uint64_t Dictionary::hash(const rdf::TermView& term) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ static_cast<std::uint64_t>(term.kind);
  const auto mix = [&h](std::string_view text) {
    for (const unsigned char c : text) h = (h ^ c) * 0x100000001b3ULL;
    h = (h ^ 0x1FF) * 0x100000001b3ULL;
  };
  mix(term.value);
  mix(term.datatype);
  mix(term.language);
  return h ^ h >> 29;
}

void Dictionary::grow() {
  slots_.assign(slots_.size() * 2, unbound);
  for (TermId id = 1; id < entries_.size(); ++id) {
    std::size_t at = hashes_[id] & (slots_.size() - 1);
    while (slots_[at] != unbound) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = id;
  }
}

TermId Dictionary::find(const rdf::TermView& term) const {
  const std::uint64_t h = hash(term);
  for (std::size_t at = h & (slots_.size() - 1); slots_[at] != unbound; at = (at + 1) & (slots_.size() - 1))
    if (hashes_[slots_[at]] == h && this->term(slots_[at]) == term) return slots_[at];
  return unbound;
}

TermId Dictionary::add(const rdf::TermView& term) {
  const TermId known = find(term);
  if (known != unbound) return known;
  if (entries_.size() * 4 > slots_.size() * 3) grow();
  const auto id = static_cast<TermId>(entries_.size());
  entries_.push_back({arena_.size(), static_cast<std::uint32_t>(term.value.size()),
                      static_cast<std::uint32_t>(term.datatype.size()),
                      static_cast<std::uint32_t>(term.language.size()), term.kind});
  hashes_.push_back(hash(term));
  // The view may point into the arena: copy before it moves.
  const std::string bytes = std::string(term.value).append(term.datatype).append(term.language);
  arena_ += bytes;
  std::size_t at = hashes_[id] & (slots_.size() - 1);
  while (slots_[at] != unbound) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = id;
  return id;
}

rdf::TermView Dictionary::term(TermId id) const {
  const Entry& e = entries_[id];
  const std::string_view bytes = std::string_view(arena_).substr(e.offset);
  return {e.kind, bytes.substr(0, e.value), bytes.substr(e.value, e.datatype),
          bytes.substr(e.value + e.datatype, e.language)};
}

void Dataset::quad(const rdf::QuadView& quad) {
  const Triple triple{terms_.add(quad.subject), terms_.add(quad.predicate), terms_.add(quad.object)};
  Index& to = quad.graph.value.empty() ? own_ : named_[terms_.add(quad.graph)];
  to.spo.push_back(triple);
}

void Dataset::Index::finish() {
  sort_by(spo, store::spo);
  spo.erase(std::unique(spo.begin(), spo.end()), spo.end());
  pos = spo;
  sort_by(pos, store::pos);
  osp = spo;
  sort_by(osp, store::osp);
}

void Dataset::finish() {
  for (auto& [name, index] : named_) index.finish();
  if (named_.empty()) {
    default_ = std::move(own_);
    own_ = {};
  } else {
    own_.finish();
    default_.spo = own_.spo;
    for (const auto& [name, index] : named_)
      default_.spo.insert(default_.spo.end(), index.spo.begin(), index.spo.end());
  }
  default_.finish();
}

void Dataset::select(DefaultGraph otherwise, const std::vector<TermId>& from, const std::vector<TermId>& named) {
  chosen_ = {};
  visible_.reset();
  // In a file without graphs all is the default graph's own.
  seen_ = otherwise == DefaultGraph::own && !named_.empty() ? Seen::own : Seen::everything;
  if (from.empty() && named.empty()) return;
  seen_ = Seen::chosen;
  for (const TermId name : from)
    if (const auto found = named_.find(name); found != named_.end())
      chosen_.spo.insert(chosen_.spo.end(), found->second.spo.begin(), found->second.spo.end());
  chosen_.finish();
  visible_.emplace(named);
  std::sort(visible_->begin(), visible_->end());
}

std::vector<TermId> Dataset::graph_names() const {
  std::vector<TermId> names;
  for (const auto& [name, index] : named_)
    if (!visible_ || std::binary_search(visible_->begin(), visible_->end(), name)) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

Dataset::Range Dataset::Index::match(TermId s, TermId p, TermId o) const {
  if (s != unbound && p == unbound && o != unbound) return range_of(osp, o_of, s_of, p_of, o, s, unbound);
  if (s != unbound) return range_of(spo, s_of, p_of, o_of, s, p, o);
  if (p != unbound) return range_of(pos, p_of, o_of, s_of, p, o, unbound);
  if (o != unbound) return range_of(osp, o_of, s_of, p_of, o, unbound, unbound);
  return {spo.data(), spo.data() + spo.size()};
}

Dataset::Range Dataset::match(TermId graph, TermId s, TermId p, TermId o) const {
  if (graph == unbound) {
    switch (seen_) {
      case Seen::everything: return default_.match(s, p, o);
      case Seen::own: return own_.match(s, p, o);
      case Seen::chosen: return chosen_.match(s, p, o);
    }
  }
  if (visible_ && !std::binary_search(visible_->begin(), visible_->end(), graph)) return {};
  const auto found = named_.find(graph);
  return found == named_.end() ? Range{} : found->second.match(s, p, o);
}

}  // namespace vitagraph::store
