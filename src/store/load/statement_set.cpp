// SPDX-License-Identifier: Apache-2.0
#include "store/load/statement_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "store/load/canonical.hpp"

namespace vitagraph::store {
namespace {

std::uint64_t mix(std::uint64_t x) {  // the finaliser of MurmurHash3
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

}  // namespace

/// Two lanes over eight bytes at a time.
StatementHash hash_of_text(std::string_view text) {
  std::uint64_t a = 0x9ae16a3b2f90404fULL ^ text.size(), b = 0xcbf29ce484222325ULL + text.size();
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t taken = std::min<std::size_t>(8, text.size());
    std::memcpy(&word, text.data(), taken);
    text.remove_prefix(taken);
    a = mix(a ^ word) * 0x9e3779b97f4a7c15ULL;
    b = mix(b + word * 0xc6a4a7935bd1e995ULL) ^ a >> 31;
  }
  return {mix(a), mix(b)};
}

namespace {

void sort_unique(std::vector<StatementHash>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

}  // namespace

StatementHash StatementSet::hash_of(const rdf::QuadView& quad) {
  buffer_.clear();
  for (const rdf::TermView& term : {quad.subject, quad.predicate, quad.object}) {
    append_canonical(buffer_, term, booleans_are_numbers_);
    buffer_ += ' ';
  }
  return hash_of_text(buffer_);
}

void StatementSet::add(const rdf::QuadView& quad) {
  const StatementHash canonical = hash_of(quad);
  written_.clear();
  for (const rdf::TermView& term : {quad.subject, quad.predicate, quad.object}) {
    rdf::append_ntriples(written_, term);
    written_ += ' ';
  }
  if (written_ == buffer_)
    canonical_.push_back(canonical);
  else
    respelt_.emplace_back(hash_of_text(written_), canonical);
}

void StatementSet::finish() {
  std::sort(respelt_.begin(), respelt_.end());
  respelt_.erase(std::unique(respelt_.begin(), respelt_.end()), respelt_.end());
  sort_unique(canonical_);
  texts_ = canonical_.size() + respelt_.size();
  for (const auto& [written, canonical] : respelt_) canonical_.push_back(canonical);
  respelt_ = {};
  sort_unique(canonical_);
}

bool StatementSet::has(const StatementHash& hash) const {
  return std::binary_search(canonical_.begin(), canonical_.end(), hash);
}

std::size_t StatementSet::missing_from(const StatementSet& other) const {
  std::size_t missing = 0;
  auto at = other.canonical_.begin();
  for (const StatementHash& hash : canonical_) {
    while (at != other.canonical_.end() && *at < hash) ++at;
    missing += at == other.canonical_.end() || *at != hash;
  }
  return missing;
}

std::string StatementSet::digest() const {
  std::uint64_t high = 0, low = 0;
  for (const StatementHash& hash : canonical_) {
    high += hash.high;
    low += hash.low;
  }
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace vitagraph::store
