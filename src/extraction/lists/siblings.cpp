// SPDX-License-Identifier: Apache-2.0
#include "extraction/lists/siblings.hpp"

#include <algorithm>

#include "extraction/career_lines.hpp"
#include "extraction/course_terms.hpp"
#include "extraction/heading_house.hpp"
#include "extraction/lists/fact_places.hpp"
#include "extraction/lists/list_style.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/service_writer.hpp"

namespace vitagraph::extraction::lists {
namespace {

using facts::Fact;

constexpr double likely = 0.65;    ///< siblings of its own shape agree
constexpr double possible = 0.55;  ///< only the words of two parts tell
constexpr std::size_t most_entries = 400;
constexpr std::size_t least_parallel = 2;  ///< dated entries of a section, for one more to be of a list

/// A section's entries and what they look like.
struct Listed {
  const Section* section = nullptr;
  std::vector<ListEntry> unread;
  std::size_t dated = 0;  ///< entries
  ListStyle style;
};

/// Whether a line of the section gave nothing.
bool leaves_lines(const Section& section, const FactPlaces& places, const Context& context) {
  const document::Document& document = context.document;
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = document.blocks[i];
    for (std::uint32_t line = block.first_line; line < block.first_line + block.line_count; ++line)
      if (!places.any(document.lines[line].span)) return true;
  }
  return false;
}

/// Puts an entry's dates into the fields that its type has for them.
void set_dates(Fact& fact, const ListEntry& entry, const ListStyle::Reading& reading, const Context& context) {
  const std::vector<DateMention>& dates = entry.dates;
  if (fact.type == "teaching") {
    std::string text = entry.text;
    fact.set("terms", take_terms(text, context.lexicon));
  } else if (dates.empty()) {
    return;
  } else if (fact.type == "talk") {
    fact.set("date", dates.front().range ? shared_date(dates.front()) : dates.front().start);
  } else if (fact.type == "award" && !dates.front().range) {
    fact.set("year", dates.front().start.substr(0, 4));
  } else {
    const Period when = period_of(dates);
    const bool single = !dates.front().range;
    if (!single || (fact.type != "education" && reading.start)) fact.set("start", when.start);
    if (!single || fact.type == "education" || reading.end) fact.set("end", when.end);
  }
}

bool is_list_of_facts(const Section& section) {
  for (const std::string_view kind : {"service", "positions", "education", "awards", "talks", "teaching", "advising"})
    if (section.is(kind)) return true;
  return section.is("research-experience");
}

/// Behind a student's name brackets hold the rest of the entry; elsewhere they are part of a name.
Brackets brackets_in(const Section& section) { return section.is("advising") ? Brackets::cut : Brackets::kept; }

/// The sections of one kind: what each learns of its own entries serves the others too.
class Reader {
 public:
  Reader(std::vector<ReadSection> sections, const Context& context, Findings& findings)
      : sections_(std::move(sections)), context_(context), findings_(findings) {}

  void read() {
    std::vector<Listed> lists;
    for (const ReadSection& one : sections_) {
      const FactPlaces places(findings_, one.first, one.last);
      if (leaves_lines(*one.section, places, context_)) lists.push_back(look_at(*one.section, places));
    }
    for (const Listed& list : lists) {
      // Names have no words to know them by: only among many of them is another capitalised pair one.
      if (list.section->is("advising") && list.unread.size() > list.style.learnt()) continue;
      for (const ListEntry& entry : list.unread) read(entry, list);
    }
  }

 private:
  Listed look_at(const Section& section, const FactPlaces& places) const {
    Listed out;
    out.section = &section;
    const bool posts = section.is("positions") || section.is("education") || section.is("research-experience");
    const std::vector<Entry> entries = find_entries(section, context_, posts ? EntryShape::posts : EntryShape::list);
    if (entries.size() > most_entries) return out;
    const bool all = std::all_of(entries.begin(), entries.end(), [&](const Entry& e) { return places.any(e.span); });
    if (all) return out;
    for (const Entry& entry : entries) {
      std::optional<ListEntry> cut = cut_entry(entry, context_, brackets_in(section));
      if (!cut) continue;
      if (cut->shape.dates != DatePlace::none) ++out.dated;
      if (!places.any(entry.span))
        out.unread.push_back(std::move(*cut));
      else if (const Fact* fact = places.only(entry.span))
        out.style.learn(*cut, *fact);
    }
    return out;
  }

  /// What all sections of the kind have in common, learnt when it is first asked for.
  const ListStyle& common() {
    if (common_) return *common_;
    common_.emplace();
    for (const ReadSection& one : sections_) {
      const FactPlaces places(findings_, one.first, one.last);
      const bool posts = one.section->is("positions") || one.section->is("education");
      for (const Entry& entry : find_entries(*one.section, context_, posts ? EntryShape::posts : EntryShape::list)) {
        const Fact* fact = places.only(entry.span);
        if (!fact) continue;
        if (const auto cut = cut_entry(entry, context_, brackets_in(*one.section))) common_->learn(*cut, *fact);
        if (common_->learnt() >= most_entries) return *common_;
      }
    }
    return *common_;
  }

  void read(const ListEntry& entry, const Listed& list) {
    if (const auto own = list.style.read(entry)) return write(entry, *own, likely);
    if (list.section->is("advising") || list.dated < least_parallel || entry.shape.dates == DatePlace::none) return;
    if (const auto other = common().read(entry)) return write(entry, *other, likely);
    if (list.section->is("service") && read_body(entry, *list.section)) return;
    if (list.section->is("memberships")) return;
    const std::string_view type = list.section->is("service")     ? "service"
                                  : list.section->is("positions") ? "position"
                                  : list.section->is("education") ? "education"
                                                                  : "";
    if (const auto pair = ListStyle::read_pair(entry, type)) write(entry, *pair, possible);
  }

  /// "Grievance Committee, 2016-2017": a body of the house that the heading names, or else of the owner's employer.
  bool read_body(const ListEntry& entry, const Section& section) {
    if (entry.parts.size() != 1 || !is_body(entry.parts.front().text, context_.lexicon)) return false;
    std::string house = house_of_heading(section, context_).name;
    for (const Fact& fact : findings_.facts())
      if (house.empty() && fact.type == "position" && fact.text("end") == "present") house = fact.text("organization");
    if (house.empty()) return false;
    write(entry, {"service", {{"role", entry.parts.front().text}, {"venue", house}}}, possible);
    return true;
  }

  void write(const ListEntry& entry, const ListStyle::Reading& reading, double confidence) {
    Fact fact(reading.type);
    fact.set(fact.type == "talk" ? "speaker" : fact.type == "advising" ? "advisor" : "person", context_.owner);
    for (const ListStyle::Value& value : reading.values) fact.set(value.field, value.text);
    const std::string rule = fact.type + (confidence < likely ? ".order" : ".sibling");
    if (fact.type == "service") {
      ServiceWriter(context_, findings_)
          .state(std::string(fact.text("role")), std::string(fact.text("venue")),
                 std::string(fact.text("organization")), entry.dates, entry.span, confidence, rule);
      return;
    }
    set_dates(fact, entry, reading, context_);
    findings_.add(std::move(fact), entry.span, rule, confidence);
  }

  const std::vector<ReadSection> sections_;
  const Context& context_;
  Findings& findings_;
  std::optional<ListStyle> common_;
};

}  // namespace

void read_siblings(const std::vector<ReadSection>& sections, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  std::vector<std::pair<std::string_view, std::vector<ReadSection>>> groups;
  for (const ReadSection& one : sections) {
    if (!is_list_of_facts(*one.section)) continue;
    const std::string_view kind = one.section->broader.empty() ? one.section->kind : one.section->broader.back();
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == kind; });
    if (group != groups.end())
      group->second.push_back(one);
    else
      groups.push_back({kind, {one}});
  }
  for (auto& [kind, group] : groups) Reader(std::move(group), context, findings).read();
}

}  // namespace vitagraph::extraction::lists
