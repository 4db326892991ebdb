// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/segments.hpp"
#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/sentence.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/talks/talk_occasions.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Sentence;

constexpr std::size_t most_item_words = 12;
constexpr std::size_t short_item = 4;   ///< words; so short a capitalised item is a host's name
constexpr std::size_t least_items = 3;  ///< of a list that nothing above announces
constexpr std::size_t longest_setting = 14;
constexpr std::size_t longest_list = 4000;     ///< bytes
constexpr std::size_t least_sentence_end = 3;  ///< letters of a word that a full stop ends

bool begins_with_capital(std::string_view text) {
  const char32_t first = code_point_at(text, 0).value;
  return is_upper(first) || is_digit(first) || is_cjk(first);
}

/// Whether an item can be a host's or an event's name: capitals but for small words.
bool is_name(std::string_view item, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(item);
  if (words.empty() || words.size() > most_item_words || !begins_with_capital(item)) return false;
  if (words.size() <= short_item && item.find('.') == std::string_view::npos) return true;
  std::size_t small = 0;
  for (const lexicon::Word& word : words) small += is_lower(code_point_at(item, word.span.begin).value) ? 1 : 0;
  return small * 2 <= words.size() &&
         (organization_class(item, lexicon) != OrganizationClass::none || lexicon.mentions("venue-nouns", item) ||
          lexicon.mentions("meeting-words", item) || is_unit_name(item, lexicon));
}

bool is_event(std::string_view name, const lexicon::Lexicon& lexicon) {
  return lexicon.mentions("meeting-words", name) || !talk_kind(name, lexicon).empty();
}

/// Whether the text goes on as sentences do ("On ferns. School of Moss"), or says that something was presented at it.
bool tells_more(std::string_view text, const lexicon::Lexicon& lexicon) {
  for (std::size_t at = text.find(". "); at != std::string_view::npos; at = text.find(". ", at + 1)) {
    std::size_t word = at;
    while (word > 0 && is_lower(code_point_at(text, word - 1).value)) --word;
    const std::size_t begin = text.rfind(' ', at) + 1;
    const bool abbreviated = !lexicon.find("abbreviations", text.substr(begin, at - begin)).empty();
    if (at - word >= least_sentence_end && !abbreviated && is_upper(code_point_at(text, at + 2).value)) return true;
  }
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto led = lexicon.longest("talk-leads", words, i);
    if (led && i + led->words < words.size() && !lexicon.find("prepositions", words[i + led->words].key).empty())
      return true;
    const auto label = lexicon.longest("announcement-labels", words, i);
    if (label && lexicon.concept_at(label->concept_id).notation == "title" &&
        text.substr(words[i + label->words - 1].span.end).starts_with(":"))
      return true;
  }
  return false;
}

/// "[S] Avon, Bath [C] Fern Meeting": letters that a legend explains part the items as well.
void without_letters(std::string& list) {
  constexpr std::size_t mark = 3;
  for (std::size_t at = list.find('['); at != std::string::npos && at + mark <= list.size();
       at = list.find('[', at + 1))
    if (is_upper(code_point_at(list, at + 1).value) && list[at + 2] == ']') list.replace(at, mark, " , ");
}

/// Joins a unit with the house behind it: "School of Moss, Avon University" is one host.
std::vector<Span> with_units(const std::string& list, const std::vector<Span>& parts, const lexicon::Lexicon& lexicon) {
  std::vector<Span> out;
  bool open = false;  // the last is a unit without its house
  for (const Span part : parts) {
    const std::string_view item = trim(std::string_view(list).substr(part.begin, part.size()));
    const OrganizationClass house = organization_class(item, lexicon);
    const bool separated = !out.empty() && list.find(';', out.back().begin) < part.begin;
    if (!out.empty() && !separated && open && house >= OrganizationClass::known)
      out.back().end = part.end;
    else
      out.push_back(part);
    open = is_unit_name(item, lexicon) && house < OrganizationClass::known && !is_event(item, lexicon);
  }
  return out;
}

/// "Fern Workshop in Bath" -> "Fern Workshop" and "Bath".
std::string without_place(std::string& name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (!is_lower(code_point_at(name, words[at].span.begin).value)) continue;
    bool in = false;
    for (const lexicon::Concept* found : lexicon.find("connectives", words[at].key))
      in = in || found->notation == "for";
    const std::string tail = name.substr(words[at + 1].span.begin);
    if (!in || !is_place_name(tail, lexicon)) continue;
    name.erase(words[at].span.begin);
    name = clean_value(name);
    return tail;
  }
  return {};
}

/// "Avon∗ (scheduled)" without the marker that a legend explains.
std::string clean_name_marks(std::string name) {
  for (const std::string_view mark : {"∗", "†", "*"})
    for (std::size_t at = name.find(mark); at != std::string::npos; at = name.find(mark)) name.erase(at, mark.size());
  return clean_value(name);
}

/// "Fern Meeting (Bath, UK; scheduled)", "Avon (virtual)" -> the name alone, and the place.
std::string bracketed_place(std::string& name, const lexicon::Lexicon& lexicon) {
  const std::size_t open = name.rfind(" (");
  if (open == std::string::npos || name.back() != ')') return {};
  std::string inner = name.substr(open + 2, name.size() - open - 3);
  const std::string all = inner;
  inner = inner.substr(0, inner.find(';'));
  const lexicon::Words words = lexicon::split_words(all);
  const bool small = std::all_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
    return is_lower(code_point_at(all, word.span.begin).value);
  });
  const std::string last = clean_value(inner.substr(inner.rfind(',') == std::string::npos ? 0 : inner.rfind(',') + 1));
  const bool place = is_place_name(inner, lexicon) || is_place_name(last, lexicon);
  if (!place && !(small && all.find(';') == std::string::npos && words.size() < 3)) return {};
  name.erase(open);
  return place ? clean_value(inner) : std::string();
}

/// "Fern Workshop, Department of Botany, Avon University, Bath": an event with its host and place, not a list of three.
bool is_one_event(const std::string& list, const std::vector<Span>& parts, const lexicon::Lexicon& lexicon) {
  constexpr std::size_t most_parts = 4;
  if (parts.size() < 2 || parts.size() > most_parts) return false;
  const auto item = [&](std::size_t i) { return trim(std::string_view(list).substr(parts[i].begin, parts[i].size())); };
  if (!is_event(item(0), lexicon)) return false;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (is_event(item(i), lexicon)) return false;
  // "Avon University, Avon": a town that its university is called by.
  const std::string_view last = item(parts.size() - 1);
  return is_place_name(last, lexicon) || is_unit_name(item(1), lexicon) ||
         (parts.size() > 2 && item(parts.size() - 2).find(last) != std::string_view::npos);
}

}  // namespace

namespace {

/// "Invited seminars: Avon (2019), …": where the list begins behind what it is of.
std::size_t behind_kind(std::string_view text, const lexicon::Lexicon& lexicon) {
  constexpr std::size_t longest_kind = 60;
  const std::size_t colon = text.substr(0, longest_kind).find(':');
  if (colon == std::string_view::npos || talk_kind(text.substr(0, colon), lexicon).empty()) return 0;
  return colon + 1;
}

/// Whether nearly all items of a list have years of their own in brackets.
bool dates_each(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::size_t dated = 0;
  const std::vector<Span> parts = split_list(text, lexicon);
  for (const Span part : parts) {
    const std::string_view item = trim(text.substr(part.begin, part.size()));
    const std::size_t open = item.rfind('(');
    if (open == std::string_view::npos || open == 0 || item.find(')', open) == std::string_view::npos) continue;
    dated += find_dates(item.substr(open), lexicon).empty() ? 0 : 1;
  }
  return dated >= least_items && dated * 4 >= parts.size() * 3;
}

/// "Avon (2020, virtual)" -> "Avon (virtual)", and "Avon (2020)" -> "Avon".
std::string without_brackets_of(std::string name, const lexicon::Lexicon& lexicon) {
  const std::size_t open = name.rfind(" (");
  if (open == std::string::npos || name.find(')', open) == std::string::npos) return name;
  const std::string inner = name.substr(open + 2, name.find(')', open) - open - 2);
  const std::vector<DateMention> dates = find_dates(inner, lexicon);
  if (dates.empty()) return name;
  const std::string rest = clean_value(without_dates(inner, dates));
  name.erase(open);
  const bool words = std::any_of(rest.begin(), rest.end(), [](char c) { return c >= 'A'; });
  return words ? name + " (" + rest + ")" : name;
}

}  // namespace

std::vector<facts::Fact> read_talk_list(Span entry, const Context& context, const TalkSetting& setting, bool goes_on) {
  std::vector<facts::Fact> out;
  std::string_view text = context.document.slice(entry);
  if (text.size() > longest_list || text.find('"') != std::string_view::npos ||
      text.find("“") != std::string_view::npos)
    return out;
  // Below a year, what has a day or month of its own is one talk.
  if (!setting.date.empty()) {
    const std::vector<DateMention> dates = find_dates(text, context.lexicon);
    if (dates.size() == 1 && dates.front().start.size() > 4) return out;
  }
  // The year stands in front, or in the heading.
  std::string year = setting.date;
  const Dated dated = take_dates(text.substr(0, std::min<std::size_t>(text.size(), 40)), context.lexicon, 0);
  std::size_t begin = 0;
  bool academic = false;  // an academic year gives no date
  if (!dated.dates.empty() && trim(text.substr(0, dated.dates.front().span.begin)).empty()) {
    year = shared_date(dated.dates.front());
    begin = dated.dates.front().span.end;
    academic = year.size() < 4 && dated.dates.front().range;
    if (academic) year.clear();
  }
  // A month dates one talk, unless semicolons part several; titles in front of their events make no list.
  const bool parted = text.find(';') != std::string_view::npos;
  if (begin > 0 && year.size() > 4 && !parted) return out;
  if (setting.titles_lead && !parted) return out;
  if (year.empty() && !academic) begin = behind_kind(text, context.lexicon);
  // Without a year only semicolons make a list, or a year for each: "Avon (2019), Bath Institute (2020)".
  if (year.empty() && !academic && !parted && !dates_each(text.substr(begin), context.lexicon)) return out;
  while (begin < text.size() && std::string_view(" :.\t\n").find(text[begin]) != std::string_view::npos) ++begin;
  // "2020 (including scheduled): …"
  if (begin < text.size() && text[begin] == '(')
    if (const std::size_t colon = text.find("):", begin); colon < begin + 40) begin = colon + 2;
  std::string list(text.substr(begin));
  std::replace(list.begin(), list.end(), '\n', ' ');
  without_letters(list);
  if (tells_more(list, context.lexicon)) return out;
  const std::vector<Span> parts = with_units(list, split_list(list, context.lexicon), context.lexicon);
  if (is_one_event(list, parts, context.lexicon)) return out;
  std::size_t names = 0;
  for (const Span part : parts) {
    const std::string_view item = trim(std::string_view(list).substr(part.begin, part.size()));
    if (is_name(without_explanation(std::string(item)), context.lexicon)) ++names;
  }
  if (parts.size() < (goes_on ? 1 : least_items) || names * 5 < parts.size() * 4) return out;
  for (const Span part : parts) {
    const std::string_view item = trim(std::string_view(list).substr(part.begin, part.size()));
    std::string kind;
    std::string name(item);
    // "(keynote speaker)" tells the kind, "(online)" nothing; "(statistics)" is a part of the host.
    if (const std::size_t open = name.rfind('('); open != std::string::npos && name.back() == ')') {
      kind = talk_kind(name.substr(open), context.lexicon);
      if (!kind.empty()) name.erase(open);
    }
    name = clean_name_marks(std::move(name));
    std::vector<std::string> years;
    for (const DateMention& date : find_dates(name, context.lexicon)) {
      if (date.years.empty()) years.push_back(shared_date(date));
      years.insert(years.end(), date.years.begin(), date.years.end());
    }
    name = without_brackets_of(std::move(name), context.lexicon);
    const std::string where = bracketed_place(name, context.lexicon);
    name = clean_value(take_dates(name, context.lexicon, 0).rest);
    if (name.size() < 2 || context.lexicon.find("connectives", name).size() > 0) continue;
    if (!out.empty() && is_place_name(name, context.lexicon) && is_event(out.back().text("title"), context.lexicon))
      continue;  // where the meeting before it was
    std::string place = is_event(name, context.lexicon) ? without_place(name, context.lexicon) : std::string();
    if (place.empty()) place = where;
    facts::Fact talk("talk");
    talk.set("speaker", context.owner).set("title", name).set("place", place).set("date", year);
    talk.set(is_event(name, context.lexicon) ? "event" : "organization", name);
    if (kind.empty()) kind = talk_kind(name, context.lexicon);
    if (kind.empty() || kind == "talk") kind = kind.empty() ? setting.kind : kind;
    talk.set("kind", kind.empty() ? "talk" : kind);
    if (years.empty()) years.push_back(year);
    for (const std::string& one : years) {
      out.push_back(talk);
      out.back().set("date", one);
    }
  }
  return out;
}

std::optional<TalkSetting> read_talk_setting(Span line, const Context& context, const TalkSetting& above) {
  const Sentence s(context.document.text, line, context.lexicon);
  if (s.size() == 0 || s.size() > longest_setting || !s.dates.empty() || !s.capital(0)) return std::nullopt;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s.quoted[i]) return std::nullopt;
  const std::string name = clean_value(context.document.slice(line));
  const bool event = is_event(name, context.lexicon) || s.label(0, "venues") == s.size();
  const bool host = sentences::has_organization(s, s.all()) || s.mentions(s.all(), "society-words");
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < s.size(); ++i) capitals += s.capital(i) || s.label(i, "clause-words") > 0 ? 1 : 0;
  if ((!event && !host && above.organization.empty()) || capitals < s.size()) return std::nullopt;
  TalkSetting out = above;
  if (event || !above.organization.empty())
    out.event = name;
  else
    out.organization = name;
  return out;
}

namespace {

/// The talk once for each occasion.
std::vector<facts::Fact> on_occasions(const facts::Fact& talk, const std::vector<Span>& occasions,
                                      const Context& context, const TalkSetting& setting) {
  TalkSetting where = setting;
  where.title_given = true;
  std::vector<facts::Fact> out;
  for (const Span occasion : occasions) {
    std::optional<facts::Fact> given = read_talk_line(occasion, context, where);
    if (!given) {  // a date alone: where it was before
      const std::vector<DateMention> dates = find_dates(context.document.slice(occasion), context.lexicon);
      if (dates.empty()) continue;
      given = out.empty() ? talk : out.back();
      given->set("date", shared_date(dates.front()));
    }
    given->set("title", std::string(talk.text("title")));
    out.push_back(std::move(*given));
  }
  // What the title or a label tells of the kind holds for all, what an occasion tells for itself.
  const std::string kind(talk.text("kind"));
  if (std::none_of(out.begin(), out.end(), [&](const facts::Fact& each) { return each.text("kind") == kind; }))
    for (facts::Fact& each : out)
      if (each.text("kind") == "talk") each.set("kind", kind);
  return out;
}

}  // namespace

std::vector<facts::Fact> read_talks_of(Span entry, const Context& context, const TalkSetting& setting) {
  std::uint32_t title_end = 0;
  std::optional<facts::Fact> talk = read_talk_line(entry, context, setting, &title_end);
  if (!talk) return {};
  if (title_end > entry.begin && title_end < entry.end)
    if (const std::vector<Span> occasions = find_occasions({title_end, entry.end}, context); !occasions.empty())
      return on_occasions(*talk, occasions, context, setting);
  // "HDS 120, Avon, 2019, 2021": the same talk, given again.
  std::vector<std::string> years;
  const std::vector<DateMention> dates = find_dates(context.document.slice(entry), context.lexicon);
  if (dates.size() == 1) years = dates.front().years;
  if (years.size() < 2) return {std::move(*talk)};
  std::vector<facts::Fact> out;
  for (const std::string& year : years) {
    out.push_back(*talk);
    out.back().set("date", year);
  }
  return out;
}

}  // namespace vitagraph::extraction
