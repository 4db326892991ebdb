// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/talks/talk_entries.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/talks/talk_title.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double kConfidence = 0.7;
constexpr std::ptrdiff_t least_titled = 3;

/// What the section's kind says of its talks.
std::string kind_of(const Section& section, const Context& context) {
  // "Conferences, Seminars and Invited Talks" leaves open which each is.
  std::string kind;
  bool several =
      context.lexicon.mentions("meeting-words", section.heading) && section.heading.find(',') != std::string::npos;
  for (const auto& match : context.lexicon.all("talk-kinds", lexicon::split_words(section.heading))) {
    const std::string& told = context.lexicon.concept_at(match.concept_id).notation;
    several = several || (!kind.empty() && told != kind);
    kind = told;
  }
  if (several) return "talk";
  const auto known = context.lexicon.find("section-talks", section.kind);
  if (!known.empty()) return known.front()->notation;
  return talk_kind(section.heading, context.lexicon);
}

/// What the headings say: their kind and, where they are not known, a year, an event or a host.
TalkSetting setting_of(const Section& section, const Context& context) {
  TalkSetting setting;
  setting.kind = kind_of(section, context);
  if (!section.inherits) return setting;
  const std::vector<DateMention> dates = find_dates(section.heading, context.lexicon);
  if (dates.size() == 1 && without_dates(section.heading, dates).empty())
    setting.date = shared_date(dates.front());
  else if (const auto named = read_talk_setting(section.heading_span, context, setting))
    setting = *named;
  if (setting.kind.empty() && section.parent > 0)
    setting.kind = kind_of((*context.sections)[static_cast<std::size_t>(section.parent)], context);
  return setting;
}

}  // namespace

void recognize_talks(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  const TalkSetting of_section = setting_of(section, context);
  TalkSetting setting = of_section;
  TalkSetting around = of_section;  // what a host's name with a colon says of all below it
  bool lists = false;
  const std::vector<TalkEntry> entries = find_talk_entries(section, context);
  if (lists_terms(entries, context)) return recognize_teaching(section, context, findings);
  // Where most entries have their titles on lines of their own, those without a mark are titles too.
  const std::size_t longest = longest_line(entries);
  const auto titled = std::count_if(entries.begin(), entries.end(), [&](const TalkEntry& e) {
    return titled_lines_end(e.entry, longest, context) > 0;
  });
  const bool titles = titled >= least_titled && static_cast<std::size_t>(titled) * 3 >= entries.size() * 2;
  const bool events_lead = lists_events_first(entries, context);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i].entry;
    // "*Denotes a student"
    const std::string_view written = context.document.slice(entry.span);
    if (written.starts_with("*") && find_dates(written, context.lexicon).empty()) continue;
    if (recognize_service_entry(entry, section, context, findings)) continue;
    const bool item = !entry.marker.empty();
    if (!item && written.ends_with(":")) {
      if (const auto above = read_talk_setting({entry.span.begin, entry.span.end - 1}, context, of_section)) {
        setting = around = *above;
        findings.cover(entry.span, "talks.setting");
        continue;
      }
    }
    // A line above a list of items says where they were given.
    if (!item) setting = around;
    const bool heads =
        !item && (!entry.items.empty() || (i + 1 < entries.size() && !entries[i + 1].entry.marker.empty()));
    if (heads && !entry.lines.empty()) {
      const Span head{entry.lines.front().begin, entry.lines.back().end};
      if (const auto above = read_talk_setting(head, context, of_section)) {
        setting = *above;
        findings.cover(head, "talks.setting");
        for (const Span below : entry.items)
          for (facts::Fact& talk : read_talks_of(below, context, setting))
            findings.add(std::move(talk), below, "talks.entry", kConfidence);
        continue;
      }
    }
    TalkSetting own = setting;
    if (!entries[i].year.empty()) own.date = entries[i].year;
    std::vector<facts::Fact> list;
    if (!entries[i].whole) list = read_talk_list(entry.span, context, own, lists);
    lists = !list.empty();
    own.event_leads = events_lead;
    own.events_alone = entries[i].event;
    own.title_end = titles ? titled_lines_end(entry, longest, context) : 0;
    if (!lists) list = read_talks_of(entry.span, context, own);
    for (facts::Fact& talk : list)
      findings.add(std::move(talk), entry.span, lists ? "talks.list" : "talks.entry", kConfidence);
  }
}

}  // namespace vitagraph::extraction
