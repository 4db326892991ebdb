// SPDX-License-Identifier: Apache-2.0
#include "extraction/mixed_sections.hpp"

#include <algorithm>
#include <array>

#include "extraction/grant_text.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

/// What entries can be told to be by themselves.
constexpr std::array<std::string_view, 5> matters = {"grants", "awards", "talks", "positions", "service"};

struct Run {
  std::size_t first_block = 0;
  std::string_view matter;
};

std::vector<std::string_view> announced(const Section& section) {
  std::vector<std::string_view> out;
  for (const std::string_view matter : matters)
    if (section.announces(matter)) out.push_back(matter);
  return out;
}

bool is_mixed(const Section& section) {
  const std::vector<std::string_view> of = announced(section);
  if (section.announces("education") || section.announces("publications") || section.announces("memberships"))
    return false;
  const bool money = section.announces("grants") && section.announces("awards");
  return of.size() > 2 || (of.size() == 2 && !money && !section.is("service") && !section.is("positions"));
}

/// Tells what an entry is by its words.
class Classifier {
 public:
  Classifier(const Section& section, const Context& context) : section_(section), lexicon_(context.lexicon) {}

  /// One of the section's matters, or nothing.
  std::string_view operator()(std::string_view text) const {
    const Dated dated = take_dates(text, lexicon_, 0);
    const std::vector<Segment> segments = cut_segments(dated.rest, lexicon_, 0);
    if (segments.empty()) return {};
    const lexicon::Words words = lexicon::split_words(dated.rest);
    const bool quoted = std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.quoted; });
    const bool money = find_sum(text, 0, lexicon_.kept(&sum_patterns)).has_value() || holds(words, "honours", "grant");
    const bool honour = holds(words, "honours", "award") || holds(words, "honours", "fellowship");
    const bool house = std::any_of(segments.begin(), segments.end(), [](const Segment& s) {
      return s.organization >= OrganizationClass::company && !s.role;
    });
    const lexicon::Words first = lexicon::split_words(segments.front().text);
    const bool serves = lexicon_.longest("service-roles", first, 0).has_value();
    const bool lecture = lexicon_.mentions("talk-kinds", dated.rest);
    if (quoted && !money) return or_nothing("talks");
    if (money) return or_nothing("grants");
    if (lecture && section_.announces("talks")) return "talks";
    if (serves && section_.announces("service")) return "service";
    if (segments.front().role && house && section_.announces("positions")) return "positions";
    if (honour) return or_nothing("awards");
    return {};
  }

 private:
  std::string_view or_nothing(std::string_view matter) const {
    return section_.announces(matter) ? matter : std::string_view();
  }

  bool holds(const lexicon::Words& words, std::string_view scheme, std::string_view notation) const {
    for (std::size_t at = 0; at < words.size(); ++at)
      if (has_notation(lexicon_.find(scheme, words[at].key), notation)) return true;
    return false;
  }

  const Section& section_;
  const lexicon::Lexicon& lexicon_;
};

/// The runs of one matter of a section; fewer than two where its entries do not tell.
std::vector<Run> runs_of(const Section& section, const Context& context) {
  const Classifier classify(section, context);
  std::vector<Run> runs;
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) {
    const std::string_view matter = classify(context.document.slice(entry.span));
    if (matter.empty() || (!runs.empty() && runs.back().matter == matter)) continue;
    if (!runs.empty() && runs.back().first_block >= entry.first_block) continue;  // a block is of its first entry
    runs.push_back({runs.empty() ? section.first_block : entry.first_block, matter});
  }
  return runs;
}

}  // namespace

std::vector<Section> part_mixed_sections(std::vector<Section> sections, const Context& context) {
  std::vector<Section> out;
  std::vector<int> moved(sections.size(), 0);
  const std::vector<document::Block>& blocks = context.document.blocks;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    moved[s] = static_cast<int>(out.size());
    Section section = std::move(sections[s]);
    if (section.parent >= 0) section.parent = moved[static_cast<std::size_t>(section.parent)];
    const std::vector<Run> runs = is_mixed(section) ? runs_of(section, context) : std::vector<Run>();
    if (runs.size() < 2) {
      out.push_back(std::move(section));
      continue;
    }
    for (std::size_t r = 0; r < runs.size(); ++r) {
      Section part = section;
      part.kind = runs[r].matter;
      part.broader.clear();
      part.also.clear();
      part.first_block = runs[r].first_block;
      part.last_block = r + 1 < runs.size() ? runs[r + 1].first_block : section.last_block;
      part.span = {r == 0 ? section.span.begin : blocks[part.first_block].span.begin,
                   blocks[part.last_block - 1].span.end};
      out.push_back(std::move(part));
    }
  }
  return out;
}

}  // namespace vitagraph::extraction
