// SPDX-License-Identifier: Apache-2.0
// What a page says of all the talks that it lists: the lines above the first.
#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr std::size_t most_head_words = 24;
constexpr std::size_t most_name_words = 12;
constexpr std::size_t most_lines = 40;
constexpr std::size_t most_place_words = 6;
constexpr std::size_t longest_name_line = 400;  ///< bytes

/// Whether the text names a series or a meeting.
bool names_event(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::string kind = talk_kind(text, lexicon);
  return kind == "seminar" || kind == "lecture" || lexicon.mentions("meeting-words", text);
}

class SeriesReader {
 public:
  explicit SeriesReader(const Context& context) : context_(context) {}

  SeriesSetting name(std::string_view line) {
    heading_ = true;
    take_name(take_dates(line, context_.lexicon, 0).rest);
    return std::move(out_);
  }

  SeriesSetting read(const std::vector<Slot>& slots) {
    const std::uint32_t first = slots.front().span.begin;
    std::size_t lines = 0;
    for (const document::Block& block : context_.document.blocks) {
      if (block.span.begin >= first || lines > most_lines) break;
      const std::string_view text = context_.document.slice(block.span);
      for (std::size_t begin = 0; begin < text.size(); ++lines) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        heading_ = block.kind == document::BlockKind::heading;
        take(trim(text.substr(begin, end - begin)));
        begin = end + 1;
      }
    }
    if (const auto title = context_.document.metadata.find("title"); title != context_.document.metadata.end()) {
      const std::string_view named = title->second;
      heading_ = true;
      if (out_.event.empty())
        take_name(trim(named.substr(0, std::min({named.find(" | "), named.find(" - "), named.size()}))));
      if (out_.organization.empty()) take_house(named);
    }
    if (out_.kind.empty()) out_.kind = talk_kind(out_.event, context_.lexicon);
    // "All talks are at 12:30 pm", wherever it stands.
    for (const document::Block& block : context_.document.blocks) {
      if (!out_.time.empty()) break;
      const std::string_view text = context_.document.slice(block.span);
      if (talk_kind(text, context_.lexicon).empty()) continue;
      if (const auto times = find_times(text, context_.lexicon); times.size() == 1) out_.time = times.front().time;
    }
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    const std::size_t words = lexicon::split_words(line).size();
    if (words == 0 || words > most_head_words) return;
    const Dated dated = take_dates(line, context_.lexicon, 0);
    for (const DateMention& date : dated.dates) {
      const std::string day = shared_date(date);
      if (day.size() >= 7 && !day.starts_with("--") && out_.date.empty() && date.start.size() > 7) out_.date = day;
      if (out_.year.empty() && date.start.size() >= 4 && !date.start.starts_with("--") &&
          (!date.range || date.end.substr(0, 4) == date.start.substr(0, 4)))
        out_.year = date.start.substr(0, 4);
    }
    if (const auto times = find_times(line, context_.lexicon); times.size() == 1 && out_.time.empty())
      out_.time = times.front().time;
    take_place(line);
    take_name(dated.rest);
  }

  /// "Tuesdays at 4 pm, Room 210": the part that has a word of rooms.
  void take_place(std::string_view line) {
    if (out_.place.empty() && !find_times(line, context_.lexicon).empty()) take_told_place(line);
    if (!out_.place.empty() || names_event(line, context_.lexicon)) return;
    // "Tuesday 11 March (Hall 2)" is that day's.
    for (const DateMention& date : find_dates(line, context_.lexicon))
      if (has_day(date) && !date.range) return;
    for (std::size_t begin = 0; begin < line.size();) {
      const std::size_t end = std::min(line.find(", ", begin), line.size());
      const std::string part = clean_value(line.substr(begin, end - begin));
      if (context_.lexicon.mentions("place-words", part) && find_times(part, context_.lexicon).empty() &&
          lexicon::split_words(part).size() <= 6)
        out_.place = part;
      begin = end + 2;
    }
  }

  /// "… on Fridays at 12:30 in Moss Hall 199.": the place behind the hour.
  void take_told_place(std::string_view line) {
    std::size_t from = 0;
    for (const TimeMention& time : find_times(line, context_.lexicon)) from = time.span.end;
    const lexicon::Words words = lexicon::split_words(line);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].span.begin < from || context_.lexicon.find("prepositions", words[i].key).empty()) continue;
      const std::string_view behind = line.substr(words[i + 1].span.begin);
      if (!is_upper(code_point_at(behind, 0).value)) continue;
      const std::string place = clean_value(behind.substr(0, behind.find_first_of(".,;(")));
      const bool numbered = !place.empty() && place.back() >= '0' && place.back() <= '9';
      if (lexicon::split_words(place).size() <= most_place_words && find_dates(place, context_.lexicon).empty() &&
          (numbered || context_.lexicon.mentions("place-words", place)))
        out_.place = place;
      return;
    }
  }

  /// "Algebra Seminar, Avon University": the event, and its host behind a comma.
  void take_name(std::string_view line) {
    if (line.size() > longest_name_line) return;
    // Sentences name no series.
    if (!heading_ && (line.find(". ") != line.npos || line.find("! ") != line.npos)) return;
    std::string event, house;
    for (std::size_t begin = 0; begin < line.size();) {
      std::size_t end = line.size();
      for (const std::string_view mark : {", ", " | ", " – ", " — ", " - ", " -- ", " :: "})
        end = std::min(end, line.find(mark, begin));
      const std::string part = clean_value(line.substr(begin, end - begin));
      const std::size_t words = lexicon::split_words(part).size();
      begin = end < line.size() ? line.find(' ', end + 1) + 1 : line.size();
      if (begin == 0) begin = line.size();
      // A sentence names no series.
      if (line.ends_with(".") && lexicon::split_words(line).size() > most_name_words) continue;
      if (words == 0 || words > most_name_words ||
          !(is_upper(code_point_at(part, 0).value) || is_digit(code_point_at(part, 0).value)))
        continue;
      // "Room 2 on August 14" is one day's.
      if (!find_dates(part, context_.lexicon).empty()) continue;
      if (event.empty() && words > 1 && names_event(part, context_.lexicon) && (heading_ || is_named(part)))
        event = part;
      else if (house.empty() && organization_class(part, context_.lexicon) >= OrganizationClass::institute &&
               words > 1 && (heading_ || is_named(part)))
        house = part;
      else if (const std::string told = talk_kind(part, context_.lexicon);
               !told.empty() && words <= 3 && out_.kind.empty())
        out_.kind = told;
    }
    if (out_.event.empty()) out_.event = event;
    if (out_.organization.empty()) out_.organization = house;
  }

  /// "Colloquium :: Avon University": the part of a page's title that is a university.
  void take_house(std::string_view title) {
    if (title.size() > longest_name_line) return;
    for (std::size_t begin = 0; begin < title.size();) {
      std::size_t end = title.size(), width = 0;
      for (const std::string_view mark : {", ", " | ", " – ", " — ", " - ", " :: ", " · "})
        if (const std::size_t at = title.find(mark, begin); at < end) end = at, width = mark.size();
      const std::string part = clean_value(title.substr(begin, end - begin));
      if (organization_class(part, context_.lexicon) >= OrganizationClass::known &&
          lexicon::split_words(part).size() <= most_place_words && talk_kind(part, context_.lexicon).empty())
        out_.organization = part;
      begin = end + std::max<std::size_t>(width, 1);
    }
  }

  /// Whether most words are written as names are.
  static bool is_named(std::string_view part) {
    constexpr std::size_t short_word = 3;
    std::size_t small = 0, all = 0;
    for (const lexicon::Word& word : lexicon::split_words(part)) {
      if (word.span.size() <= short_word) continue;
      ++all;
      small += is_lower(code_point_at(part, word.span.begin).value) ? 1 : 0;
    }
    return small * 4 <= all;
  }

  const Context& context_;
  SeriesSetting out_;
  bool heading_ = false;  ///< the line is a heading or the page's title
};

}  // namespace

SeriesSetting read_series_name(std::string_view line, const Context& context) {
  return SeriesReader(context).name(line);
}

SeriesSetting read_series(const Context& context, const std::vector<Slot>& slots) {
  return slots.empty() ? SeriesSetting() : SeriesReader(context).read(slots);
}

}  // namespace vitagraph::extraction::announcement
