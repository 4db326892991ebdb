// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double kConfidence = 0.7;

/// What the section's kind says of its talks.
std::string kind_of(const Section& section, const Context& context) {
  const auto known = context.lexicon.find("section-talks", section.kind);
  if (!known.empty()) return known.front()->notation;
  return talk_kind(section.heading, context.lexicon);
}

}  // namespace

void recognize_talks(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  const std::string kind = kind_of(section, context);
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) {
    auto talk = read_talk_line(entry.span, context, kind);
    if (!talk) continue;
    findings.add(std::move(*talk), entry.span, "talks.entry", kConfidence);
  }
}

}  // namespace vitagraph::extraction
