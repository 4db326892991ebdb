// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/ideographs.hpp"
#include "extraction/segment_parts.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_listed_parts = 5;   ///< of "Department of Ferns, Mosses, and Shade"
constexpr std::size_t most_listed_words = 4;   ///< of each
constexpr std::size_t longest_list_head = 80;  ///< bytes of the first that are looked at
constexpr std::size_t longest_suffix = 6;      ///< bytes of "Inc.", "GmbH"

/// "Botany Dept", "Asst", "Dr. phil": its full stop ends no sentence.
bool is_abbreviation(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::size_t blank = text.find_last_of(" \t(");
  const std::string_view word = blank == std::string_view::npos ? text : text.substr(blank + 1);
  if (word.find('.') != std::string_view::npos && !lexicon.find("degrees", word).empty()) return true;  // "M.Phil"
  return word.size() <= 5 && (!lexicon.find("units", word).empty() || !lexicon.find("abbreviations", word).empty());
}

/// Whether the name is one of a university with several campuses, so that a place behind it belongs to it.
bool takes_campus(std::string_view name, bool state_follows, const lexicon::Lexicon& lexicon) {
  std::string_view bare = name;
  const lexicon::Words words = lexicon::split_words(name);
  if (words.size() > 1 && has_notation(lexicon.find("clause-words", words[0].key), "article"))
    bare.remove_prefix(words[1].span.begin);
  // "Avon University, Bristol, UK" may say where it is; of some the name alone says nothing.
  return state_follows ? has_notation(lexicon.find("campuses", bare), "always")
                       : !lexicon.find("campuses", bare).empty();
}

/// Whether the text may be cut at the character: a comma, a bullet, a dash between blanks, the end of a sentence.
/// `begin`: where the part begins that it would end.
bool is_separator(std::string_view text, std::size_t begin, std::size_t at, CodePoint c,
                  const lexicon::Lexicon& lexicon) {
  // " – ", " -- ", " --- "
  std::size_t dash = at;
  while (c.value == U'-' && dash > begin && text[dash - 1] == '-') --dash;
  const bool spaced_dash = (c.value == U'-' || c.value == U'\u2013' || c.value == U'\u2014') && dash > 0 &&
                           text[dash - 1] == ' ' && at + c.length < text.size() && text[at + c.length] == ' ';
  const bool full_stop = c.value == U'.' && at + 1 < text.size() && text[at + 1] == ' ' && at > 3 &&
                         is_lower(code_point_at(text, at - 1).value) && is_lower(code_point_at(text, at - 2).value) &&
                         is_lower(code_point_at(text, at - 3).value) &&
                         !is_abbreviation(text.substr(begin, at - begin), lexicon);
  const auto digit_at = [&](std::size_t i) { return i < text.size() && is_digit(static_cast<unsigned char>(text[i])); };
  if (c.value == U',' && at > 0 && digit_at(at - 1) && digit_at(at + 1)) return false;  // "400,000"
  return c.value == U',' || c.value == U';' || c.value == U'\t' || c.value == U'|' || c.value == U'\uFF0C' ||
         c.value == U'\u3001' || c.value == U'\u00B7' || c.value == U'\u2022' || spaced_dash || full_stop;
}

/// Where a text is cut, before anything is known of the pieces.
struct Parts {
  std::vector<Span> spans;
  std::vector<bool> new_line;  ///< parallel: the first of its line
};

/// "Department of Ferns, Mosses, and Shade", "Professor of Ferns, Mosses & Shade": the last of the parts that a name
/// behind a unit's or post's word lists; `first` if it lists none.
std::size_t list_in_name(std::string_view text, const std::vector<Span>& parts, const std::vector<bool>& new_line,
                         std::size_t first, const lexicon::Lexicon& lexicon) {
  const auto slice = [&](std::size_t i) { return trim(text.substr(parts[i].begin, parts[i].size())); };
  const auto bare = [&](std::string_view name) {
    const Segment part = make_segment(name, {}, lexicon);
    return part.unknown() && !part.text.empty() && is_upper(code_point_at(part.text, 0).value) &&
           lexicon::split_words(part.text).size() <= most_listed_words;
  };
  if (first + 1 >= parts.size() || slice(first).find(' ') == std::string_view::npos) return first;
  const lexicon::Words head = lexicon::split_words(slice(first).substr(0, longest_list_head));
  const auto unit = lexicon.longest("units", head, 0);
  const auto leads = [&](const std::optional<lexicon::Lexicon::Match>& match) {
    return match && match->words < head.size() &&
           (has_notation(lexicon.find("connectives", head[match->words].key), "for") ||
            (match->words > 1 && has_notation(lexicon.find("connectives", head[match->words - 1].key), "for")));
  };
  if (!leads(unit) && !leads(lexicon.longest("roles", head, 0))) return first;
  for (std::size_t i = first + 1; i < std::min(parts.size(), first + most_listed_parts); ++i) {
    if (new_line[i] || text[parts[i].begin - 1] != ',') return first;
    const std::string_view name = slice(i);
    const lexicon::Words words = lexicon::split_words(name);
    if (words.empty()) return first;
    if (has_notation(lexicon.find("connectives", words[0].key), "conjunction") && words.size() > 1)
      return bare(name.substr(words[1].span.begin)) ? i : first;
    if (name.substr(0, 2) == "& ") return bare(name.substr(2)) ? i : first;
    if (!bare(name)) return first;
  }
  return first;
}

/// The text cut at line breaks, and at separators outside brackets and quotations.
Parts cut_parts(std::string_view text, const lexicon::Lexicon& lexicon) {
  Parts out;
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  bool fresh = true;
  const auto close = [&](std::size_t end, bool line_break) {
    const std::string_view part = text.substr(begin, end - begin);
    if (!trim(part).empty()) {
      std::size_t from = begin;
      std::vector<std::size_t> cuts;
      if (is_ideographic(part)) cuts = ideographic_cuts(part, lexicon);
      cuts.push_back(part.size());
      for (const std::size_t cut : cuts) {
        if (begin + cut <= from) continue;
        out.spans.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(begin + cut)});
        out.new_line.push_back(fresh);
        fresh = false;
        from = begin + cut;
      }
    }
    if (line_break) fresh = true;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'(' || c.value == U'[' || c.value == U'（') ++depth;
    if ((c.value == U')' || c.value == U']' || c.value == U'）') && depth > 0) --depth;
    if (c.value == U'\u201C') quoted = true;
    if (c.value == U'\u201D') quoted = false;
    if (c.value == U'"') quoted = !quoted;
    if (c.value == U'\n' && trim(text.substr(begin, at - begin)).size() > 0 && depth > 0 &&
        text.find(')', at) == std::string_view::npos)
      depth = 0;
    // "(Botany) Avon University": what a bracket in front holds is a part of its own.
    if (c.value == U')' && depth == 0 && at + 2 < text.size() && text[at + 1] == ' ' &&
        is_upper(code_point_at(text, at + 2).value) && trim(text.substr(begin, at - begin)).substr(0, 1) == "(" &&
        trim(text.substr(begin, at - begin)).size() > 3) {
      close(at + 1, false);
      begin = at + 1;
      at += c.length;
      continue;
    }
    if (c.value == U'\n' || (depth == 0 && !quoted && is_separator(text, begin, at, c, lexicon))) {
      close(at, c.value == U'\n');
      begin = at + c.length;
    }
    at += c.length;
  }
  close(text.size(), false);
  return out;
}

/// Makes segments of parts, left to right: what a part is may depend on the segment before it.
class Collector {
 public:
  explicit Collector(const lexicon::Lexicon& lexicon) : lexicon_(lexicon) {}

  /// `state_follows`: the next part is a state or a country.
  void add(Segment segment, bool state_follows) {
    if (goes_on_as_campus(segment, state_follows) || goes_on_as_suffix(segment)) return;
    settle(segment);
    if (segment.role && segment.named() && !segment.degree)
      if (auto head = title_before_house(segment, lexicon_)) out_.push_back(std::move(*head));
    std::vector<Segment> places;
    if (segment.named() || segment.unit || segment.place) places = take_place_bracket(segment, lexicon_);
    // "University of Avon, Bristol (Bristol, UK)": the campus goes with the name.
    if (!places.empty() && segment.place && behind_university(segment, false))
      join(segment);
    else
      out_.push_back(std::move(segment));
    for (Segment& place : places) out_.push_back(std::move(place));
  }

  std::vector<Segment> take() { return std::move(out_); }

 private:
  /// Whether the last segment is a university that takes the place for its campus.
  bool behind_university(const Segment& segment, bool state_follows) const {
    return !out_.empty() && !segment.line_start && out_.back().organization == OrganizationClass::university &&
           takes_campus(out_.back().text, state_follows, lexicon_) && lexicon_.find("places", segment.text).size() == 1;
  }

  void join(const Segment& segment) {
    out_.back().text += ", " + segment.text;
    out_.back().span.end = segment.span.end;
  }

  bool goes_on_as_campus(const Segment& segment, bool state_follows) {
    if (!segment.place || !behind_university(segment, state_follows) ||
        lexicon_.find("places", segment.text).front()->notation != "city")
      return false;
    join(segment);
    out_.back().campus = segment.text;
    return true;
  }

  /// "Fernware, Inc."
  bool goes_on_as_suffix(const Segment& segment) {
    if (out_.empty() || segment.line_start || segment.text.size() > longest_suffix) return false;
    Segment& last = out_.back();
    if (last.place || last.role || last.degree ||
        !has_notation(lexicon_.find("organizations", segment.text), "company"))
      return false;
    join(segment);
    last.organization = std::max(last.organization, OrganizationClass::company);
    return true;
  }

  /// What the segment is of several things that its words may be.
  void settle(Segment& segment) const {
    // "MD" and "MA" are degrees and states: behind a place or a name, states.
    if (segment.degree && segment.place) {
      const bool behind_place = !out_.empty() && (out_.back().place || out_.back().named()) && !segment.line_start;
      (behind_place ? segment.degree : segment.place) = false;
    }
    // "MIT" is a degree too: behind something else it is the house.
    if (segment.degree && segment.organization >= OrganizationClass::known && !segment.line_start)
      segment.degree = false;
    // "Visiting Researcher, BIT, Beijing": behind a post a house, where nobody's letters are so.
    if (segment.degree && !out_.empty() && out_.back().role && !segment.line_start && is_house_code(segment.text) &&
        lexicon_.find("names", segment.text).empty())
      segment.degree = false;
    // "Lecturer, Faculty of Botany": behind a post a part of a house, though "faculty" is a post too.
    if (segment.role && !out_.empty() && out_.back().role && !segment.line_start &&
        is_house_of_roles(segment, lexicon_)) {
      segment.role = false;
      if (!segment.unit) segment.organization = std::max(segment.organization, OrganizationClass::institute);
    }
  }

  const lexicon::Lexicon& lexicon_;
  std::vector<Segment> out_;
};

}  // namespace

std::vector<Segment> cut_segments(std::string_view text, const lexicon::Lexicon& lexicon, std::uint32_t offset) {
  Parts cut = cut_parts(text, lexicon);
  std::vector<Span>& parts = cut.spans;
  std::vector<bool>& new_line = cut.new_line;
  const auto slice = [&](std::size_t i) { return text.substr(parts[i].begin, parts[i].size()); };
  Collector collector(lexicon);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const std::size_t last = list_in_name(text, parts, new_line, i, lexicon); last > i) {
      parts[last].begin = parts[i].begin;
      new_line[last] = new_line[i];
      i = last;
    }
    Segment segment = make_segment(slice(i), {offset + parts[i].begin, offset + parts[i].end}, lexicon);
    if (segment.text.empty()) continue;
    segment.line_start = new_line[i];
    bool state_follows = false;
    if (segment.place && i + 1 < parts.size() && !new_line[i + 1]) {
      const auto places = lexicon.find("places", trim(slice(i + 1)));
      state_follows = !places.empty() && !has_notation(places, "city");
    }
    collector.add(std::move(segment), state_follows);
  }
  return collector.take();
}

}  // namespace vitagraph::extraction
