// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/assembler.hpp"

#include <algorithm>

namespace vitagraph::extraction::references {

void Assembler::add(Span span) {
  const std::string_view text = document_.slice(span);
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_blank(c.value)) {
      at += c.length;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const CodePoint d = code_point_at(text, end);
      if (is_blank(d.value)) break;
      end += d.length;
    }
    if (!out_.text.empty()) {
      // A word cut at the end of a line: small letters on both sides of the hyphen.
      const std::string_view next = text.substr(at, end - at);
      const bool cut = first && !is_conjunction(next) && out_.text.size() > 1 && out_.text.back() == '-' &&
                       out_.text[out_.text.size() - 2] >= 'a' && out_.text[out_.text.size() - 2] <= 'z' &&
                       is_lower(c.value);
      const bool soft = out_.text.ends_with("\xC2\xAD");
      if (soft)
        out_.text.resize(out_.text.size() - 2);
      else if (cut)
        out_.text.pop_back();
      else if (!(first && out_.text.back() == '-' && out_.text.size() > 1 && out_.text[out_.text.size() - 2] != ' ' &&
                 !pending_)) {
        if (first && pending_) out_.breaks.push_back(static_cast<std::uint32_t>(out_.text.size()));
        out_.text += ' ';
      }
    }
    first = false;
    origin_.emplace_back(static_cast<std::uint32_t>(out_.text.size()), span.begin + static_cast<std::uint32_t>(at));
    out_.text.append(text, at, end - at);
    at = end;
  }
  if (!first) {
    if (out_.span.empty()) out_.span = span;
    out_.span.end = std::max(out_.span.end, span.end);
    out_.span.begin = std::min(out_.span.begin, span.begin);
  }
}

void Assembler::finish(std::size_t& next_run) {
  const std::vector<document::Run>& runs = document_.runs;
  while (next_run < runs.size() && runs[next_run].span.end <= out_.span.begin) ++next_run;
  const auto moved = [&](std::uint32_t at) {
    auto word = std::upper_bound(origin_.begin(), origin_.end(), at,
                                 [](std::uint32_t value, const auto& pair) { return value < pair.second; });
    if (word == origin_.begin()) return std::uint32_t{0};
    const std::size_t index = static_cast<std::size_t>(word - origin_.begin()) - 1;
    const std::uint32_t last =
        index + 1 < origin_.size() ? origin_[index + 1].first : static_cast<std::uint32_t>(out_.text.size());
    return std::min(origin_[index].first + (at - origin_[index].second), last);
  };
  for (std::size_t r = next_run; r < runs.size() && runs[r].span.begin < out_.span.end; ++r) {
    const document::Run& run = runs[r];
    if (run.span.end <= out_.span.begin) continue;
    const Span span = {moved(std::max(run.span.begin, out_.span.begin)), moved(std::min(run.span.end, out_.span.end))};
    if (span.begin < span.end) out_.marks.push_back({run.kind, span, run.target});
  }
  // A link, or a phrase in bold, is one: its lines end where the page does.
  std::size_t next = 0, kept = 0;
  std::uint32_t covered = 0;
  for (const std::uint32_t at : out_.breaks) {
    for (; next < out_.marks.size() && out_.marks[next].span.begin < at; ++next)
      if (out_.marks[next].span.size() * 4 < out_.text.size() * 3)
        covered = std::max(covered, out_.marks[next].span.end);
    if (covered <= at) out_.breaks[kept++] = at;
  }
  out_.breaks.resize(kept);
}

}  // namespace vitagraph::extraction::references
