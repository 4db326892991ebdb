// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "mapping/run.hpp"

namespace vitagraph::mapping {

void Repetitions::learn(const LineBlock& block) {
  for (const LineBlock::Group& group : block.groups) subjects_.push_back(group.subject);
}

bool Repetitions::found() {
  std::sort(subjects_.begin(), subjects_.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < subjects_.size();) {
    std::size_t end = i + 1;
    while (end < subjects_.size() && subjects_[end] == subjects_[i]) ++end;
    if (end - i > 1) subjects_[kept++] = subjects_[i];
    i = end;
  }
  subjects_.resize(kept);
  subjects_.shrink_to_fit();
  return kept > 0;
}

void Repetitions::filter(LineBlock& block) {
  std::string out;
  std::size_t copied = 0;  // up to here the text is in `out` or dropped
  bool changed = false;
  const std::string_view text = block.text;
  for (std::size_t g = 0; g < block.groups.size(); ++g) {
    const std::size_t begin = block.groups[g].begin,
                      end = g + 1 < block.groups.size() ? block.groups[g + 1].begin : text.size();
    if (begin == end || !std::binary_search(subjects_.begin(), subjects_.end(), block.groups[g].subject)) continue;
    for (std::size_t at = begin; at < end;) {
      const std::size_t next = text.find('\n', at) + 1;
      if (!insert(text.substr(at, next - at))) {
        out += text.substr(copied, at - copied);
        copied = next;
        changed = true;
        --block.count;
      }
      at = next;
    }
  }
  if (!changed) return;
  out += text.substr(copied);
  block.text = std::move(out);
}

bool Repetitions::insert(std::string_view line) {
  if ((used_ + 1) * 3 > table_.size() * 2) grow();
  std::pair<std::uint64_t, std::uint64_t> key{hash64(line, 0x9e3779b97f4a7c15ULL), hash64(line, 0xc2b2ae3d27d4eb4fULL)};
  if (key.first == 0 && key.second == 0) key.second = 1;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = key.first & mask;; at = (at + 1) & mask) {
    if (table_[at] == key) return false;
    if (table_[at].first == 0 && table_[at].second == 0) {
      table_[at] = key;
      ++used_;
      return true;
    }
  }
}

void Repetitions::grow() {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> old(std::max<std::size_t>(1024, table_.size() * 2));
  old.swap(table_);
  const std::size_t mask = table_.size() - 1;
  for (const auto& key : old) {
    if (key.first == 0 && key.second == 0) continue;
    std::size_t at = key.first & mask;
    while (table_[at].first != 0 || table_[at].second != 0) at = (at + 1) & mask;
    table_[at] = key;
  }
}

}  // namespace vitagraph::mapping
