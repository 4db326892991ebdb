// SPDX-License-Identifier: Apache-2.0
#include <deque>
#include <tuple>
#include <unordered_set>

#include "mapping/run.hpp"

namespace vitagraph::mapping {
namespace {

/// A place packed into 64 bits: 40 of offset (a terabyte), one for `several`, 23 of length. Longer groups are cut at
/// line ends.
constexpr std::uint64_t longest = (1u << 23) - 1;
/// Lines of one subject that are compared at once.
constexpr std::uint64_t most_text = 32u << 20;

}  // namespace

void Repetitions::learn(const LineBlock& block, std::uint64_t at) {
  const std::string_view text = block.text;
  for (std::size_t g = 0; g < block.groups.size(); ++g) {
    std::size_t begin = block.groups[g].begin;
    const std::size_t end = g + 1 < block.groups.size() ? block.groups[g + 1].begin : text.size();
    const std::uint64_t subject = block.groups[g].subject;
    while (begin < end) {
      std::size_t cut = end;
      if (end - begin > longest) {
        cut = text.rfind('\n', begin + longest - 1);
        if (cut == std::string_view::npos || cut < begin)
          throw Error("a statement of more than {} MiB cannot be written", longest >> 20);
        ++cut;
      }
      const std::uint64_t offset = at + begin, length = cut - begin;
      if (subject == last_subject_ && offset == last_.offset + last_.length && last_.length + length <= longest) {
        last_.length += length;
        last_.several = true;
      } else {
        flush();
        last_subject_ = subject;
        last_ = {offset, length, false};
      }
      begin = cut;
    }
  }
}

void Repetitions::flush() {
  if (last_.length != 0)
    groups_.add({last_subject_, last_.offset << 24 | (last_.several ? 1u << 23 : 0u) | last_.length});
  last_.length = 0;
}

Repetitions::Removed Repetitions::remove(OutputFile& out) {
  flush();
  groups_.sort();
  SortedPairs::Pair pair;
  std::uint64_t subject = 0;
  std::vector<Place> places;
  const auto end_subject = [&] {
    if (places.size() > 1 || (places.size() == 1 && places.front().several)) compare(out, places);
    places.clear();
  };
  while (groups_.next(pair)) {
    if (pair.first != subject) end_subject();
    subject = pair.first;
    places.push_back({pair.second >> 24, pair.second & longest, (pair.second >> 23 & 1) != 0});
  }
  end_subject();
  if (removed_.lines == 0) return removed_;
  drops_.sort();
  out.cut([&](std::uint64_t& offset, std::uint64_t& length) {
    if (!drops_.next(pair)) return false;
    std::tie(offset, length) = pair;
    return true;
  });
  return removed_;
}

void Repetitions::compare(OutputFile& out, const std::vector<Place>& places) {
  std::uint64_t total = 0;
  for (const Place& place : places) total += place.length;
  const std::uint64_t parts = total / most_text + 1;
  for (std::uint64_t part = 0; part < parts; ++part) compare_part(out, places, part, parts);
}

void Repetitions::compare_part(OutputFile& out, const std::vector<Place>& places, std::uint64_t part,
                               std::uint64_t parts) {
  std::deque<std::string> texts;  // what the lines seen are views of
  std::unordered_set<std::string_view> seen;
  std::string text;
  for (const Place& place : places) {
    text.resize(place.length);
    out.read_back(place.offset, text);
    std::string* kept = nullptr;
    if (parts == 1) kept = &texts.emplace_back(std::move(text));
    const std::string_view lines = kept ? *kept : text;
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at) + 1;
      const std::string_view line = lines.substr(at, end - at);
      const bool ours = parts == 1 || hash64(line, 0x9e3779b97f4a7c15ULL) % parts == part;
      if (ours && seen.count(line) != 0) {
        drops_.add({place.offset + at, line.size()});
        ++removed_.lines;
        removed_.bytes += line.size();
      } else if (ours) {
        seen.insert(kept ? line : std::string_view(texts.emplace_back(line)));
      }
      at = end;
    }
  }
}

}  // namespace vitagraph::mapping
