// SPDX-License-Identifier: Apache-2.0
#include "extraction/career_posts.hpp"

#include <algorithm>
#include <map>

#include "extraction/career_advisors.hpp"
#include "extraction/career_titles.hpp"
#include "extraction/prepare.hpp"
#include "extraction/segment_parts.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {

using facts::Fact;

namespace {

constexpr double likely = 0.84, unsure = 0.7;
constexpr std::size_t longest_role = 110;
constexpr std::size_t most_house_words = 6;  ///< of a name that stands alone over posts

/// The shown name of each family of roles: looked up for each entry, and there are many concepts to go through.
struct ImpliedRoles {
  std::map<std::string, std::string, std::less<>> label;
};

ImpliedRoles implied_roles(const lexicon::Lexicon& lexicon) {
  ImpliedRoles out;
  for (const lexicon::Concept& entry : lexicon.concepts())
    if (entry.scheme == "implied-roles") out.label.emplace(entry.notation, entry.label);
  return out;
}

/// "Avon University & University of Bath": two employers, where both stand for themselves.
std::vector<std::string> split_houses(const std::string& name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t at = 1; at + 1 < words.size() && name.find(',') == std::string::npos; ++at) {
    const std::string_view gap =
        std::string_view(name).substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
    const bool sign = gap == " & " || name.compare(words[at].span.begin, words[at].span.size(), "&") == 0;
    const bool spelled = gap != " & ";
    const bool word = has_notation(lexicon.find("connectives", words[at].key), "conjunction") &&
                      is_lower(code_point_at(name, words[at].span.begin).value);
    if ((!sign && !word) || (spelled && at + 2 > words.size() - 1)) continue;
    const std::string left = clean_value(name.substr(0, words[at - 1].span.end)),
                      right = clean_value(name.substr(words[spelled ? at + 1 : at].span.begin));
    if (organization_class(left, lexicon) == OrganizationClass::university &&
        organization_class(right, lexicon) == OrganizationClass::university && left.find(' ') != std::string::npos &&
        right.find(' ') != std::string::npos)
      return {left, right};
  }
  return {name};
}

/// "Chair during", "Head Instructor for": a small word that led to what was taken out.
std::string without_tail(std::string role, const lexicon::Lexicon& lexicon) {
  for (;;) {
    const lexicon::Words words = lexicon::split_words(role);
    if (words.size() < 2 || words.back().span.end + 1 < role.size() || lexicon.find("roles", role).size() > 0 ||
        !is_lower(code_point_at(role, words.back().span.begin).value) ||
        !has_notation(lexicon.find("clause-words", words.back().key), "preposition"))
      return role;
    role = clean_value(role.substr(0, words.back().span.begin));
  }
}

/// "and Chief of Staff" at the end of a list.
std::string without_conjunction(const std::string& role, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(role);
  if (words.size() < 2 || words.front().span.begin > 0 ||
      !has_notation(lexicon.find("connectives", words.front().key), "conjunction") ||
      !is_lower(code_point_at(role, 0).value))
    return role;
  return role.substr(words[1].span.begin);
}

}  // namespace

/// "Fernware – Leeds, UK" over "Researcher, Vision Group": a name that stands alone above a post is where it was,
/// whatever it sounds like.
void PostReader::name_first_line(Posts& posts) {
  if (posts.head.size() < 2 || posts.joined.size() < 2) return;
  const std::vector<Segment>&first = posts.head[0]->segments, &second = posts.head[1]->segments;
  if (first.empty() || second.empty() || !second.front().role || !first.front().unknown() || first.front().quoted ||
      is_lower(code_point_at(first.front().text, 0).value) ||
      lexicon::split_words(first.front().text).size() > most_house_words)
    return;
  const bool places = std::all_of(first.begin() + 1, first.end(), [](const Segment& s) { return s.place; });
  const bool housed = std::any_of(posts.joined.begin(), posts.joined.end(), [](const Segment& s) {
    return s.organization >= OrganizationClass::known || (s.organization == OrganizationClass::company && !s.unit);
  });
  if (places && !housed) posts.joined.front().organization = OrganizationClass::known;
}

PostReader::Posts PostReader::take_apart(const Entry& entry, const std::vector<CareerLine>& lines) const {
  Posts out;
  std::vector<const CareerLine*> items;
  for (const CareerLine& line : lines) (line.item ? items : out.head).push_back(&line);
  for (const CareerLine* line : out.head) {
    if (line->span.size() > longest_career_line) continue;
    out.joined.insert(out.joined.end(), line->segments.begin(), line->segments.end());
    out.dates.insert(out.dates.end(), line->dates.begin(), line->dates.end());
  }
  name_first_line(out);
  for (const CareerLine* line : items)
    if (out.dates.empty() && line->segments.empty() && !line->dates.empty()) out.dates = line->dates;
  if (!entry.subheading.empty()) {
    const std::vector<Segment> above = cut_segments(entry.subheading, lexicon_, 0);
    const auto employs = [](const Segment& s) { return s.organization >= OrganizationClass::company; };
    if (std::any_of(above.begin(), above.end(), employs) && std::none_of(out.joined.begin(), out.joined.end(), employs))
      out.joined.insert(out.joined.end(), above.begin(), above.end());
  }
  out.when = period_of(out.dates);
  out.head_role = std::any_of(out.joined.begin(), out.joined.end(), [](const Segment& s) {
    return s.role && s.organization < OrganizationClass::university;
  });
  if (!out.head_role)
    for (const CareerLine* line : items)
      if (!line->segments.empty() && line->segments.front().role) out.items.push_back(line);
  return out;
}

/// Items with a role of their own are posts at the head's employer.
std::vector<Fact> PostReader::posts_of_items(const Posts& posts) const {
  Affiliation house = find_affiliation(posts.joined, lexicon_);
  // "Fernware" alone over its posts is where they were, whatever the name sounds like.
  if (house.organization.empty() && posts.joined.size() == 1 && posts.joined.front().unknown() &&
      !posts.joined.front().quoted && !is_lower(code_point_at(posts.joined.front().text, 0).value) &&
      lexicon::split_words(posts.joined.front().text).size() <= most_house_words)
    house.organization = posts.joined.front().text;
  std::vector<Fact> made;
  for (const CareerLine* line : posts.items) {
    const Period own = period_of(line->dates);
    std::vector<Fact> some = post_facts(line->segments, own.stated() ? own : posts.when, house);
    made.insert(made.end(), some.begin(), some.end());
  }
  return made;
}

/// Lines that each have a post and its house stand for themselves; a line without a date shares the first one's.
std::vector<Fact> PostReader::posts_of_lines(const Posts& posts) const {
  std::vector<Fact> made;
  for (const CareerLine* line : posts.head) {
    const Period own = period_of(line->dates);
    std::vector<Fact> some = post_facts(line->segments, own.stated() ? own : posts.when, {});
    made.insert(made.end(), some.begin(), some.end());
  }
  return made;
}

std::vector<Fact> PostReader::post_of_head(const Posts& posts) const {
  std::vector<Fact> made = post_facts(posts.joined, posts.when, {});
  // "2015 – 2016, 2012 – 2013": a post held twice.
  std::vector<Period> again;
  for (const CareerLine* line : posts.head)
    if (line->dates.size() == posts.dates.size())
      for (const DateMention& date : line->dates)
        if (date.range && (date.start != posts.when.start || date.end != posts.when.end))
          again.push_back({date.start, date.end});
  if (made.size() == 1 && again.size() + 1 == posts.dates.size())
    for (const Period& other : again) {
      Fact fact = made.front();
      fact.set("start", other.start).set("end", other.end);
      made.push_back(std::move(fact));
    }
  return made;
}

std::vector<Fact> PostReader::posts_of(const Posts& posts) const {
  if (!posts.items.empty()) return posts_of_items(posts);
  if (std::vector<Fact> made = posts_of_dates(posts); !made.empty()) return made;
  std::size_t complete = 0, own_dates = 0, titled = 0;
  bool house_alone = false;
  for (const CareerLine* line : posts.head) {
    if (line->segments.empty()) continue;
    if (!line->segments.front().role) {
      house_alone = house_alone || (titled == 0 && line->segments.front().named());
      continue;
    }
    ++titled;
    complete += std::any_of(line->segments.begin() + 1, line->segments.end(),
                            [](const Segment& s) { return s.organization >= OrganizationClass::known; });
    own_dates += !line->dates.empty();
  }
  if (complete >= 2) return posts_of_lines(posts);
  return own_dates >= 2 || (own_dates == 1 && titled >= 2 && house_alone) ? posts_by_dates(posts) : post_of_head(posts);
}

void PostReader::read(const Entry& entry, const std::vector<CareerLine>& lines, const Affiliation& house_above) {
  house_ = house_above;
  const Posts posts = take_apart(entry, lines);
  std::vector<Fact> made = posts_of(posts);
  if (made.empty()) made = post_at_last_house(posts);
  if (made.empty()) {
    // "2015 Research Assistant for Professor Ada Moss": whose assistant is said, where is not.
    Fact unplaced("position");
    for (const Segment& segment : posts.joined)
      if (segment.role && !unplaced.has("role")) unplaced.set("role", segment.text);
    unplaced.set("start", posts.when.start).set("end", posts.when.end);
    if (unplaced.has("role") && posts.when.stated())
      for (const CareerLine& line : lines) find_advisors(line, unplaced, {}, entry, section_, context_, findings_);
    return;
  }
  const std::vector<Fact> posts_made = made;
  if (made.front().type == "position") last_ = made.front();
  if (made.front().has("role") && made.front().text("organization") == lone_house_.text("organization"))
    lone_house_ = Fact("position");  // was only the heading of this one
  close();
  if (made.size() == 1 && !made.front().has("role") && made.front().type == "position" && section_.is("positions") &&
      !section_.is("affiliations") && !section_.is("memberships")) {
    lone_house_ = std::move(made.front());
    lone_span_ = entry.span;
    made.clear();
  }
  for (Fact& fact : made)
    findings_.add(std::move(fact), entry.span, "career.post",
                  posts.items.empty() && !posts.head_role ? unsure : likely);
  for (const CareerLine& line : lines) find_advisors(line, posts_made.back(), {}, entry, section_, context_, findings_);
}

void PostReader::close() {
  if (lone_house_.has("organization")) findings_.add(std::move(lone_house_), lone_span_, "career.post", unsure);
  lone_house_ = Fact("position");
}

/// The posts that one list of segments states: usually one.
std::vector<Fact> PostReader::post_facts(const std::vector<Segment>& segments_in, const Period& when,
                                         const Affiliation& house) const {
  std::vector<Segment> segments = segments_in;
  std::vector<std::string> roles;
  std::vector<Segment> rest;
  std::string bare_house;  ///< "at fernware": a name that nothing else tells
  std::size_t role_at = segments.size(), last_role = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    Segment& segment = segments[i];
    if (!segment.role || segment.text.size() > longest_role) continue;
    auto [role, tail] = split_role(segment.text, lexicon_);
    const bool organization_too = segment.organization >= OrganizationClass::university && tail.empty();
    if (organization_too) continue;
    // "Engineer, Manager, and Chief of Staff"
    const bool listed = i == last_role + 1 && !segment.line_start;
    if (!roles.empty() && i > role_at + 1 && !listed) continue;
    if (role_at == segments.size()) role_at = i;
    last_role = i;
    role = without_tail(without_conjunction(role, lexicon_), lexicon_);
    for (std::string& one : split_joined(role, lexicon_)) roles.push_back(std::move(one));
    segment.role = true;
    segment.text.clear();
    if (!tail.empty()) {
      std::vector<Segment> more = cut_segments(tail, lexicon_, segment.span.begin);
      if (more.size() == 1 && !more.front().named() && !more.front().unit) {
        more.front().unit = true;
        if (more.front().text.find(' ') == std::string::npos) bare_house = more.front().text;
      }
      for (Segment& part : more)  // "Dean of the Faculty of Botany": its part, though "faculty" is a post too
        if (part.unit || part.named()) part.role = false;
      rest.insert(rest.end(), more.begin(), more.end());
    }
  }
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (!segments[i].text.empty()) {
      segments[i].role = false;
      rest.push_back(segments[i]);
    }
  Affiliation found = find_affiliation(rest, lexicon_);
  // With a role and no known kind of employer, the next name is it ("Consultant, Ashby Trail").
  if (found.organization.empty() && house.organization.empty() && !roles.empty())
    for (std::size_t i = 0; i < rest.size() && found.organization.empty(); ++i)
      if ((rest[i].unknown() || (rest[i].unit && !rest[i].quoted)) &&
          (!is_lower(code_point_at(rest[i].text, 0).value) || rest[i].text == bare_house) &&
          lexicon::split_words(rest[i].text).size() <= 9) {
        found.organization = rest[i].text;
        if (found.unit == rest[i].text) found.unit.clear();
        if (found.used.size() == rest.size()) found.used[i] = true;
        if (auto parted = part_of_house(found.organization, lexicon_)) {
          found.organization = std::move(parted->first);
          found.unit = parted->second + (found.unit.empty() ? "" : ", " + found.unit);
        }
      }
  if (!house.organization.empty()) {
    if (!found.organization.empty()) found.unit = found.organization + (found.unit.empty() ? "" : ", " + found.unit);
    found.organization = house.organization;
    if (found.unit.empty()) found.unit = house.unit;
    if (found.place.empty()) found.place = house.place;
  } else if (!found.organization.empty() && found.unit.empty() && !roles.empty()) {
    // What stands between the role and the employer is a unit without a cue word.
    for (std::size_t i = 0; i < rest.size(); ++i)
      if (!found.used[i] && rest[i].unknown() && !is_lower(code_point_at(rest[i].text, 0).value) &&
          i + 1 < rest.size() && found.used[i + 1] && rest[i + 1].text == found.organization)
        found.unit = rest[i].text;
  }
  // "Guild of Walls": in a list of memberships a name alone is one.
  if (found.organization.empty() && roles.empty() && section_.is("memberships") && rest.size() == 1 &&
      rest.front().unknown() && !is_lower(code_point_at(rest.front().text, 0).value) &&
      lexicon::split_words(rest.front().text).size() > 1 && lexicon::split_words(rest.front().text).size() <= 9)
    found.organization = rest.front().text;
  std::vector<Fact> out;
  // "Seed Committee, Fern Society": a seat on a body serves its house.
  if (roles.empty() && section_.is("positions") && !found.organization.empty() && when.stated())
    for (const Segment& segment : rest)
      if (segment.text != found.organization && is_body(segment.text, lexicon_) &&
          lexicon_.mentions("committee-words", segment.text)) {
        out.push_back(service_fact(segment.text, found.organization, when));
        return out;
      }
  if (found.organization.empty() && roles.size() == 1 && when.stated() && section_.is("memberships") &&
      section_.inherits && segments_in.size() == 1)
    found.organization = clean_value(plain_heading(section_.heading));
  // "Avon University" stands above; the institute is a part of it.
  const bool part = !found.organization.empty() && house.organization.empty() &&
                    organization_class(found.organization, lexicon_) <= OrganizationClass::institute &&
                    (is_unit_name(found.organization, lexicon_) ||
                     std::any_of(rest.begin(), rest.end(),
                                 [&](const Segment& s) { return s.line_start && s.text == found.organization; })) &&
                    organization_class(house_.organization, lexicon_) >= OrganizationClass::known;
  if ((found.organization.empty() || part) && !roles.empty() && when.stated() && !house_.organization.empty()) {
    if (part) found.unit = found.organization + (found.unit.empty() ? "" : ", " + found.unit);
    found.organization = house_.organization;
    if (found.unit.empty()) found.unit = house_.unit;
    if (found.place.empty()) found.place = house_.place;
  }
  if (found.organization.empty()) return out;
  if (roles.empty()) {
    if (section_.is("internships"))
      roles.push_back(implied_role("intern", lexicon_));
    else if (section_.is("memberships"))
      roles.push_back(implied_role("leader", lexicon_));
    else if (!when.stated() && !section_.is("affiliations"))
      return out;
    else
      roles.emplace_back();
  }
  for (const std::string& role : roles) {
    // A journal's editor serves it (a seat on an organisation's board is a post).
    if (edits(role)) {
      out.push_back(service_fact(role, found.organization, when));
      continue;
    }
    for (const std::string& employer : split_houses(found.organization, lexicon_)) {
      Fact fact("position");
      fact.set("person", context_.owner)
          .set("organization", employer)
          .set("role", role)
          .set("unit", found.unit)
          .set("place", found.place);
      fact.set("start", when.start).set("end", when.end);
      out.push_back(std::move(fact));
    }
  }
  return out;
}

Fact PostReader::service_fact(const std::string& role, const std::string& venue, const Period& when) const {
  Fact service("service");
  service.set("person", context_.owner).set("role", role).set("venue", venue);
  if (when.start == when.end || when.end.empty())
    service.set("years", std::vector<std::string>{when.start.substr(0, 4)});
  else
    service.set("start", when.start).set("end", when.end);
  return service;
}

bool PostReader::edits(const std::string& role) const {
  const lexicon::Words words = lexicon::split_words(role);
  std::size_t at = 0;
  auto match = lexicon_.longest("service-roles", words, 0);
  if (!match && words.size() > 1) {  // "Foreign Editor"
    at = words.size() - 1;
    match = lexicon_.longest("service-roles", words, at);
  }
  if (!match) return false;
  const lexicon::Concepts found = lexicon_.concepts_of("service-roles", words, at, match->words);
  return has_notation(found, "editor") && !has_notation(found, "committee");
}

std::string implied_role(std::string_view family, const lexicon::Lexicon& lexicon) {
  const ImpliedRoles& roles = lexicon.kept(&implied_roles);
  const auto found = roles.label.find(family);
  return found == roles.label.end() ? std::string() : found->second;
}

}  // namespace vitagraph::extraction
