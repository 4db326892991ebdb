// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/career_posts.hpp"

// Posts of one entry that dates of their own part.
namespace vitagraph::extraction {

using facts::Fact;

namespace {

/// The house without its parts.
Affiliation house_only(const Affiliation& found) {
  Affiliation out;
  out.organization = found.organization;
  out.place = found.place;
  return out;
}

/// Whether a role is that of a head, a dean, a director.
bool leads(std::string_view role, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(role);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest("roles", words, at);
        match && has_notation(lexicon.concepts_of("roles", words, at, match->words), "leader"))
      return true;
  return false;
}

}  // namespace

/// "Professor, 2019 – 2024" and below it "Director, 2022 – 2024": each line with its own dates is a post at one house;
/// a line without any was when its house says.
std::vector<Fact> PostReader::posts_by_dates(const Posts& posts) const {
  const Affiliation shared = find_affiliation(posts.joined, lexicon_);
  std::vector<Fact> made;
  Period above;
  for (const CareerLine* line : posts.head) {
    Period own = period_of(line->dates);
    const bool house = !line->segments.empty() && !line->segments.front().role;
    if (house && above.start.empty()) above = own;
    if (!own.stated() && !house) own = above;
    const bool elsewhere = std::any_of(line->segments.begin(), line->segments.end(), [](const Segment& s) {
      return !s.role && s.organization >= OrganizationClass::known;
    });
    if (line->segments.empty() || !line->segments.front().role || !own.stated()) continue;
    std::vector<Fact> some = post_facts(line->segments, own, elsewhere ? Affiliation{} : house_only(shared));
    made.insert(made.end(), some.begin(), some.end());
  }
  return made;
}

/// "Lecturer (2004–2007), Reader (2007–2010), Avon University", "Avon University (2003), University of Bath (2005)":
/// dates behind each of several posts or houses of one line.
std::vector<Fact> PostReader::posts_of_dates(const Posts& posts) const {
  const CareerLine* whole = nullptr;
  for (const CareerLine* line : posts.head) {
    if (line->dates.size() < 2) continue;
    if (whole != nullptr) return {};
    whole = line;
  }
  if (whole == nullptr) return {};
  std::vector<DateMention> dates = whole->dates;
  const std::vector<Segment>& segments = whole->segments;
  if (segments.empty()) return {};
  if (dates.front().span.end <= segments.front().span.begin + 1) dates.erase(dates.begin());  // of the whole
  const auto of_date = [&](std::size_t i) {
    std::vector<Segment> own;
    for (const Segment& segment : segments)
      if (segment.span.begin < dates[i].span.begin && (i == 0 || segment.span.begin >= dates[i - 1].span.end))
        own.push_back(segment);
    return own;
  };
  const auto is_house = [](const Segment& s) {
    return !s.role && !s.place && (s.named() || (s.unknown() && is_upper(code_point_at(s.text, 0).value)));
  };
  std::size_t posts_dated = 0, houses_dated = 0, houses = 0;
  for (const Segment& segment : segments) houses += is_house(segment) ? 1 : 0;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const std::vector<Segment> own = of_date(i);
    if (own.empty()) return {};
    posts_dated += std::any_of(own.begin(), own.end(), [](const Segment& s) { return s.role; }) ? 1 : 0;
    houses_dated += std::any_of(own.begin(), own.end(), is_house) ? 1 : 0;
  }
  const bool behind = segments.back().span.begin > dates.back().span.begin;
  if (dates.size() < 2) return {};
  std::vector<Fact> made;
  if (houses_dated == dates.size() && !behind) {
    // What the first is called, all are: "Visiting Professor: Avon University (2003), University of Bath (2005)".
    Segment title;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      std::vector<Segment> own = of_date(i);
      if (i == 0 && own.front().role) title = own.front();
      if (i > 0 && title.role && std::none_of(own.begin(), own.end(), [](const Segment& s) { return s.role; }))
        own.insert(own.begin(), title);
      std::vector<Fact> some = post_facts(own, period_of({dates[i]}), {});
      made.insert(made.end(), some.begin(), some.end());
    }
    return made.size() >= dates.size() ? made : std::vector<Fact>();
  }
  if (posts_dated < dates.size() || houses == 0) return {};
  std::vector<Segment> rest;
  for (const Segment& segment : posts.joined)
    if (!segment.role) rest.push_back(segment);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    std::vector<Segment> own = rest;
    for (const Segment& segment : of_date(i))
      if (segment.role) own.insert(own.begin(), segment);
    std::vector<Fact> some = post_facts(own, period_of({dates[i]}), {});
    made.insert(made.end(), some.begin(), some.end());
  }
  return made.size() >= dates.size() ? made : std::vector<Fact>();
}

/// "2010–2013 Head of Department" below "2008–2020 Professor, Avon University": who leads or serves a part of a house,
/// named by no entry of its own, within the time of the post above it. Other posts may have been held anywhere.
std::vector<Fact> PostReader::post_at_last_house(const Posts& posts) const {
  if (!posts.when.stated() || !posts.head_role || !posts.items.empty() || !last_.has("organization")) return {};
  const std::string_view start = std::string_view(posts.when.start).substr(0, 4);
  const std::string_view end = std::string_view(posts.when.end).substr(0, 4);
  const std::string_view from = last_.text("start").substr(0, 4), until = last_.text("end").substr(0, 4);
  if (start.empty() || from.empty() || start < from || (until != "pres" && end > until)) return {};
  for (const CareerLine* line : posts.head)
    if (!line->people.empty()) return {};
  for (const Segment& segment : posts.joined)
    if ((!segment.role && !segment.unit) || segment.organization > OrganizationClass::institute) return {};
  if (std::none_of(posts.joined.begin(), posts.joined.end(),
                   [&](const Segment& s) { return s.unit || leads(s.text, lexicon_); }))
    return {};
  Affiliation house;
  house.organization = std::string(last_.text("organization"));
  house.place = std::string(last_.text("place"));
  return post_facts(posts.joined, posts.when, house);
}

}  // namespace vitagraph::extraction
