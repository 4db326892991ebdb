// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "extraction/entry_text.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/service_reader.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {

bool recognize_service_entry(const Entry& entry, const Section& section, const Context& context, Findings& findings) {
  const std::string text = text_of(entry, context);
  const std::vector<DateMention> dates = find_dates(text, context.lexicon);
  std::size_t begin = 0;
  if (!dates.empty() && trim(std::string_view(text).substr(0, dates.front().span.begin)).empty())
    begin = dates.front().span.end;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == ':' || text[begin] == ',')) ++begin;
  const std::string_view body = std::string_view(text).substr(begin);
  const std::optional<LeadingRole> role = leading_service_role(body, context.lexicon);
  if (!role || !role->person || role->list || lexicon::split_words(role->text).size() > 5) return false;
  // What one does for a meeting besides speaking at it.
  const lexicon::Words words = lexicon::split_words(role->text);
  const auto served = context.lexicon.find("meeting-roles", words.back().key);
  const bool joined = role->joined || body.substr(role->text_end).starts_with(",");
  if (served.empty() || !joined) return false;
  // "Session Chair, Bonn, 2015" says nothing of the meeting, but is no talk.
  const Dated behind = take_dates(std::string(body.substr(std::min(role->end, body.size()))), context.lexicon, 0);
  const std::vector<Segment> segments = cut_segments(behind.rest, context.lexicon, 0);
  if (std::all_of(segments.begin(), segments.end(), [](const Segment& s) { return s.place && !s.named(); }))
    return true;
  const std::size_t before = findings.facts().size();
  ServiceReader(section, {entry}, context, findings).read_entries();
  return findings.facts().size() > before;
}

void recognize_service(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  ServiceReader reader(section, find_entries(section, context, EntryShape::list), context, findings);
  reader.read_heading();
  reader.read_entries();
}

void recognize_service_behind(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  const std::vector<Entry> entries = find_entries(section, context, EntryShape::list);
  const auto is_service = [&](const Entry& entry) {
    const Dated dated = take_dates(text_of(entry, context), context.lexicon, 0);
    const std::vector<Segment> segments = cut_segments(dated.rest, context.lexicon, 0);
    return !segments.empty() && !dated.dates.empty() && is_body(segments.front().text, context.lexicon);
  };
  const auto first = std::find_if(entries.begin(), entries.end(), is_service);
  ServiceReader(section, {first, entries.end()}, context, findings).read_entries();
}

}  // namespace vitagraph::extraction
