// SPDX-License-Identifier: Apache-2.0
#include "store/image.hpp"

#include <bit>
#include <cstring>
#include <type_traits>

namespace vitagraph::store {
namespace {

template <typename T>
void put(std::string& out, const std::vector<T>& values) {
  static_assert(std::is_trivially_copyable_v<T>);
  const std::uint64_t count = values.size();
  out.append(reinterpret_cast<const char*>(&count), sizeof count);
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <typename T>
bool take(std::string_view& in, std::vector<T>& values) {
  std::uint64_t count = 0;
  if (in.size() < sizeof count) return false;
  std::memcpy(&count, in.data(), sizeof count);
  in.remove_prefix(sizeof count);
  if (in.size() / sizeof(T) < count) return false;
  values.resize(count);
  if (count > 0) std::memcpy(values.data(), in.data(), count * sizeof(T));
  in.remove_prefix(count * sizeof(T));
  return true;
}

}  // namespace

void DatasetImage::append(std::string& out, const Dataset& data) {
  const Dictionary& terms = data.terms_;
  put(out, std::vector<char>(terms.arena_.begin(), terms.arena_.end()));
  put(out, terms.entries_);
  put(out, terms.hashes_);
  put(out, terms.slots_);
  const std::vector<TermId> names = data.graph_names();
  put(out, names);
  const auto index = [&out](const Dataset::Index& i) {
    put(out, i.spo);
    put(out, i.pos);
    put(out, i.osp);
  };
  index(data.default_);
  index(data.own_);
  for (const TermId name : names) index(data.named_.at(name));
}

bool DatasetImage::is_sound(const Dictionary& terms) {
  const std::size_t count = terms.entries_.size();
  if (count == 0 || terms.hashes_.size() != count || !std::has_single_bit(terms.slots_.size()) ||
      terms.slots_.size() <= count)
    return false;
  for (std::size_t id = 1; id < count; ++id) {
    const Dictionary::Entry& e = terms.entries_[id];
    const std::uint64_t length = std::uint64_t{e.value} + e.datatype + e.language;
    if (e.offset > terms.arena_.size() || length > terms.arena_.size() - e.offset || e.kind > rdf::TermKind::literal)
      return false;
  }
  std::size_t free = 0;
  for (const TermId id : terms.slots_) {
    if (id >= count) return false;
    free += id == unbound;
  }
  return free > 0;  // a search ends at a free slot
}

bool DatasetImage::is_sound(const Dataset::Index& index, std::size_t terms) {
  if (index.pos.size() != index.spo.size() || index.osp.size() != index.spo.size()) return false;
  for (const std::vector<Triple>* triples : {&index.spo, &index.pos, &index.osp})
    for (const Triple& t : *triples)
      if (t.s == unbound || t.p == unbound || t.o == unbound || t.s > terms || t.p > terms || t.o > terms) return false;
  return true;
}

bool DatasetImage::read(std::string_view bytes, Dataset& data) {
  Dataset made;
  std::vector<char> arena;
  std::vector<TermId> names;
  Dictionary& terms = made.terms_;
  if (!take(bytes, arena) || !take(bytes, terms.entries_) || !take(bytes, terms.hashes_) ||
      !take(bytes, terms.slots_) || !take(bytes, names))
    return false;
  terms.arena_.assign(arena.begin(), arena.end());
  if (!is_sound(terms)) return false;
  const auto index = [&](Dataset::Index& i) {
    return take(bytes, i.spo) && take(bytes, i.pos) && take(bytes, i.osp) && is_sound(i, terms.size());
  };
  if (!index(made.default_) || !index(made.own_)) return false;
  for (const TermId name : names)
    if (name == unbound || name > terms.size() || !index(made.named_[name])) return false;
  if (!bytes.empty()) return false;
  data = std::move(made);
  return true;
}

}  // namespace vitagraph::store
