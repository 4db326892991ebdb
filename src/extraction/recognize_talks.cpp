// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_entries.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/talks/talk_title.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr double kConfidence = 0.7;
constexpr std::ptrdiff_t least_titled = 3;
constexpr std::size_t longest_name = 60;         ///< bytes
constexpr std::size_t least_repeated_words = 2;  ///< of a title over where it was given
constexpr std::size_t most_where_words = 8;      ///< of a house or event that no vocabulary knows, and its date

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

/// Whether an item says where and when, and not what: "Avon University, Bath, 2019".
bool says_where(std::string_view text, const Context& context) {
  if (text.find("“") != std::string_view::npos || text.find('"') != std::string_view::npos) return false;
  const Dated when = take_dates(text, context.lexicon, 0);
  return !when.dates.empty() &&
         (is_where(when.rest, context) || is_place_name(clean_value(when.rest), context.lexicon));
}

/// Whether items say where and when: most plainly, and the others no more than so short a name and a date.
bool say_where(const std::vector<Span>& items, const Context& context) {
  std::size_t plain = 0;
  for (const Span item : items) {
    const std::string_view text = context.document.slice(item);
    const bool says = says_where(text, context);
    plain += says ? 1 : 0;
    if (!says && (text.find("“") != std::string_view::npos || text.find('"') != std::string_view::npos ||
                  find_dates(text, context.lexicon).empty() || lexicon::split_words(text).size() > most_where_words))
      return false;
  }
  return plain * 2 > items.size();
}

/// A title without a date, and below it items that say where and when it was given: how many entries these are, the
/// title's among them; 0 if there is no such.
std::size_t read_repeated(const std::vector<TalkEntry>& entries, std::size_t at, const Context& context,
                          const TalkSetting& setting, Findings& findings) {
  const Entry& entry = entries[at].entry;
  if (entry.lines.empty()) return 0;
  const Span head{entry.lines.front().begin, entry.lines.back().end};
  const std::string_view title = context.document.slice(head);
  if (!find_dates(title, context.lexicon).empty() || is_where(title, context) ||
      lexicon::split_words(title).size() < least_repeated_words)
    return 0;
  std::vector<Span> items = entry.items;
  std::size_t end = at + 1;
  if (items.empty() && entry.marker.empty())
    while (end < entries.size() && !entries[end].entry.marker.empty()) items.push_back(entries[end++].entry.span);
  if (!say_where(items, context)) return 0;
  const std::optional<facts::Fact> told = read_talk_line(head, context, setting);
  // "Ferns at night (with A. Moss)"
  const std::string name(told && title.starts_with(told->text("title")) ? told->text("title") : clean_value(title));
  TalkSetting below = setting, where = setting;
  below.events_alone = where.title_given = true;
  std::vector<facts::Fact> talks;
  for (const Span item : items) {
    std::vector<facts::Fact> given = read_talks_of(item, context, below);
    // An item with a title of its own is a talk that the line above does not name.
    for (const facts::Fact& talk : given)
      if (talk.text("title") != talk.text("event") && talk.text("title") != talk.text("organization")) return 0;
    if (given.empty())
      if (auto talk = read_talk_line(item, context, where)) given.push_back(std::move(*talk));
    for (facts::Fact& talk : given) {
      talk.set("title", name);
      talks.push_back(std::move(talk));
    }
  }
  if (talks.empty()) return 0;
  for (facts::Fact& talk : talks)
    findings.add(std::move(talk), {head.begin, items.back().end}, "talks.repeated", kConfidence);
  return end - at;
}

/// "Ada Moss, Reader in Ferns, Avon University", "Most of my talks since 2019.": a line above a list says nothing of a
/// talk.
bool introduces(const Entry& entry, bool itemized, const Context& context) {
  const std::string_view text = context.document.slice(entry.span);
  if (!entry.marker.empty() || text.find('"') != text.npos || text.find("“") != text.npos ||
      !find_dates(text, context.lexicon).empty())
    return false;
  const std::size_t comma = text.find(',');
  const bool owner =
      comma != text.npos && comma < longest_name &&
      names_compatible(clean_name(trim(text.substr(0, comma)), context.lexicon), context.owner, context.lexicon);
  if (owner && context.lexicon.mentions("roles", text.substr(comma))) return true;
  return itemized && trim(text).ends_with(".");
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
  std::vector<Span> spans;
  for (const TalkEntry& talk : entries) spans.push_back(talk.entry.span);
  const bool titles_lead = lists_titles_first(spans, context);
  const auto marked =
      std::count_if(entries.begin(), entries.end(), [](const TalkEntry& e) { return !e.entry.marker.empty(); });
  const bool itemized = static_cast<std::size_t>(marked) * 2 > entries.size();
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
    // "“Ferns at night”" over the places where it was given.
    if (const std::size_t read = read_repeated(entries, i, context, setting, findings); read > 0) {
      i += read - 1;
      continue;
    }
    // "Canada" over the talks that were given there.
    if (!item && entry.lines.size() == 1 && entry.items.empty() && is_place_name(written, context.lexicon)) {
      findings.cover(entry.span, "talks.setting");
      continue;
    }
    if (introduces(entry, itemized, context)) continue;
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
    own.event_leads = events_lead;
    own.titles_lead = titles_lead;
    own.events_alone = entries[i].event;
    std::vector<facts::Fact> list;
    if (!entries[i].whole) list = read_talk_list(entry.span, context, own, lists);
    lists = !list.empty();
    own.title_end = titles ? titled_lines_end(entry, longest, context) : 0;
    if (!lists) list = read_talks_of(entry.span, context, own);
    for (facts::Fact& talk : list)
      findings.add(std::move(talk), entry.span, lists ? "talks.list" : "talks.entry", kConfidence);
  }
}

}  // namespace vitagraph::extraction
