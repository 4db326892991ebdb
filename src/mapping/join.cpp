// SPDX-License-Identifier: Apache-2.0
#include "mapping/join.hpp"

namespace vitagraph::mapping {

KeptRow::KeptRow(const Row& from) {
  for (std::size_t slot = 0; slot < from.slots(); ++slot) {
    for (const Value& value : from.slot(static_cast<int>(slot)))
      row.add({text.emplace_back(value.text), value.natural});
    row.end_slot();
  }
}

void JoinTable::add(const std::vector<std::string>& keys, std::vector<rdf::Term> subjects, const Row* keep,
                    std::vector<TripleTerm> quoted) {
  Entry& entry = entries_.emplace_back();
  entry.subjects = std::move(subjects);
  if (keep) entry.row = &rows_.emplace_back(*keep);
  if (!quoted.empty()) entry.quoted = std::make_unique<std::vector<TripleTerm>>(std::move(quoted));
  for (const std::string& key : keys) by_key_[key].push_back(&entry);
}

const std::vector<const JoinTable::Entry*>& JoinTable::find(const std::string& key) const {
  static const std::vector<const Entry*> none;
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? none : found->second;
}

void JoinTable::append_key(std::string& key, std::string_view value) {
  key += std::to_string(value.size());
  key += ':';
  key += value;
}

}  // namespace vitagraph::mapping
