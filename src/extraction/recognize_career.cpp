// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/career_titles.hpp"
#include "extraction/labelled.hpp"
#include "extraction/named_projects.hpp"
#include "extraction/names.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/segments.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr double sure = 0.89, likely = 0.84, unsure = 0.7;
constexpr std::size_t longest_line = 600;  ///< of an entry's head; longer ones are prose
constexpr std::size_t longest_role = 110;
constexpr std::size_t longest_field = 110;
constexpr std::size_t longest_letterhead = 120;  ///< bytes of a line of a letterhead
constexpr std::size_t most_letterhead_blocks = 6, most_letterhead_lines = 10;
constexpr std::size_t most_role_words = 9, most_chair_name_words = 6;

struct Period {
  std::string start, end;
  bool stated() const { return !start.empty() || !end.empty(); }
};

Period period_of(const std::vector<DateMention>& dates) {
  if (dates.empty()) return {};
  const DateMention* best = &dates.front();
  for (const DateMention& date : dates)
    if (date.range && !best->range) best = &date;
  if (!best->years.empty() && best->years.size() > 1) return {best->years.front(), best->years.back()};
  return {best->start, best->end.empty() && !best->range ? best->start : best->end};
}

/// One line of an entry taken apart.
struct Line {
  Span span;
  std::vector<Segment> segments;
  std::vector<DateMention> dates;
  std::vector<Labelled> people;   ///< advisors, mentors, hosts
  std::vector<Labelled> details;  ///< thesis, GPA
  bool item = false;
  bool has_role() const {
    return std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.role; });
  }
  bool has_degree() const {
    return !segments.empty() &&
           std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.degree; });
  }
};

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {}

  /// "Professor of Botany" and below it "Avon University": a post that no heading announces. Whether the line began
  /// one.
  bool read_letterhead(const std::vector<Span>& lines, std::size_t at) {
    const auto is_short = [&](Span span) {
      const std::string_view text = trim(context_.document.slice(span));
      return !text.empty() && span.size() <= longest_letterhead && text.back() != '.' &&
             text.find(':') == std::string_view::npos && text.find('@') == std::string_view::npos &&
             !is_lower(code_point_at(text, 0).value);
    };
    if (!is_short(lines[at])) return false;
    const Line first = take_apart(lines[at], false);
    if (first.segments.empty() || !first.dates.empty() || !first.segments.front().role) return false;
    // A role, perhaps with its field, and no sentence.
    const lexicon::Words words = lexicon::split_words(first.segments.front().text);
    if (words.size() > most_role_words || context_.lexicon.mentions("pronouns", context_.document.slice(lines[at])))
      return false;
    std::vector<Segment> segments = first.segments;
    Span span = lines[at];
    std::size_t last = at + 4;
    for (std::size_t i = at + 1; i < std::min(lines.size(), last) && is_short(lines[i]); ++i) {
      const Line next = take_apart(lines[i], false);
      // A second title below the first: a named chair.
      if (i == at + 1 && next.segments.size() == 1 && next.dates.empty() && first.segments.size() == 1 &&
          is_chair(next.segments.front())) {
        segments.push_back(next.segments.front());
        segments.back().role = true;
        ++last;
        continue;
      }
      const bool where = !next.segments.empty() && next.dates.empty() &&
                         std::all_of(next.segments.begin(), next.segments.end(),
                                     [](const Segment& s) { return (s.named() || s.unit) && !s.role && !s.degree; });
      if (!where) break;
      segments.insert(segments.end(), next.segments.begin(), next.segments.end());
      span.end = lines[i].end;
    }
    const auto house = std::any_of(segments.begin(), segments.end(), [](const Segment& s) {
      return s.organization >= OrganizationClass::known && !s.role;
    });
    if (!house) return false;
    for (Fact& fact : post_facts(segments, {}, {}))
      if (fact.type == "position" && fact.has("role"))
        findings_.add(std::move(fact), span, "career.letterhead", unsure);
    return true;
  }

  /// "Ines Calloway Professor of Shade": a title, the name it honours in front.
  bool is_chair(const Segment& segment) const {
    const lexicon::Words words = lexicon::split_words(segment.text);
    if (words.size() > most_role_words || segment.named()) return false;
    for (std::size_t at = segment.unit ? 1 : 0; at < std::min(words.size(), most_chair_name_words); ++at)
      if (const auto match = lexicon_.longest("roles", words, at))
        return at + match->words == words.size() ||
               has_notation(lexicon_.find("connectives", words[at + match->words].key), "for");
    return false;
  }

  void read(const Entry& entry) {
    std::vector<Line> lines;
    for (const Span span : entry.lines) lines.push_back(take_apart(span, false));
    for (const Span span : entry.items) lines.push_back(take_apart(span, true));
    if (lines.empty()) return;
    if (section_.is("memberships") && read_seats(entry, lines)) return;
    const bool study = std::any_of(lines.begin(), lines.end(), [](const Line& l) { return l.has_degree(); });
    const bool post =
        std::any_of(lines.begin(), lines.end(), [](const Line& l) { return !l.segments.empty() && l.has_role(); });
    const bool schooling = section_.is("education");
    const std::size_t before = findings_.facts().size();
    if (study && (schooling || !post || lines.front().has_degree()))
      read_studies(entry, lines);
    else if (schooling && (!post || section_.also.empty()))
      read_studies(entry, lines);
    else
      read_posts(entry, lines);
    name_projects(entry, before);
  }

 private:
  /// What the entry's lines name as projects were worked on where its first post or study was, or that of the entry
  /// before if it has none.
  void name_projects(const Entry& entry, std::size_t before) {
    for (std::size_t i = findings_.facts().size(); i-- > before;) {
      const Fact& fact = findings_.facts()[i];
      if (fact.type == "position" || fact.type == "education") worked_at_ = fact.text("organization");
    }
    if (worked_at_.empty()) return;
    for (const Span span : entry.lines) find_named_projects(span, worked_at_, context_, findings_);
    for (const Span span : entry.items) find_named_projects(span, worked_at_, context_, findings_);
  }

  Line take_apart(Span span, bool item) {
    Line line;
    line.span = span;
    line.item = item;
    if (span.size() > longest_line) return line;
    std::string text(context_.document.slice(span));
    Dated dated = take_dates(text, lexicon_, span.begin);
    line.dates = std::move(dated.dates);
    text = std::move(dated.rest);
    line.people = find_labelled(text, "advising", lexicon_, span.begin);
    line.details = find_labelled(text, "labels", lexicon_, span.begin);
    // What a label consumed is no part of the line's own segments.
    const auto blank = [&](const Labelled& found) {
      std::fill(text.begin() + (found.span.begin - span.begin), text.begin() + (found.span.end - span.begin), '\t');
    };
    for (const Labelled& found : line.people)
      if (found.label != "principal" && found.label != "with") blank(found);
    for (const Labelled& found : line.details)
      if (found.label == "thesis" || found.label == "gpa") blank(found);
    line.segments = cut_segments(text, lexicon_, span.begin);
    if (!item && !line.dates.empty()) part_title(line.segments, section_.is("education"), lexicon_);
    return line;
  }

  /// "Member, Fern Society Seed Committee": a seat on a body serves it, other than membership of a society. Whether all
  /// of the entry's items, or its one line, were such seats.
  bool read_seats(const Entry& entry, const std::vector<Line>& lines) {
    std::vector<Fact> seats;
    for (const Line& line : lines) {
      if (!line.item && lines.back().item && line.dates.empty()) continue;  // what stands above the items
      if (line.span.size() > longest_line || (!line.item && lines.size() > 1) || !read_seat(line, seats)) return false;
    }
    for (Fact& seat : seats) findings_.add(std::move(seat), entry.span, "career.seat", likely);
    return !seats.empty();
  }

  bool read_seat(const Line& line, std::vector<Fact>& seats) const {
    const std::string text(context_.document.slice(line.span));
    const Dated dated = take_dates(text, lexicon_, line.span.begin);
    const std::vector<ServiceStatement> read = read_service_statement(dated.rest, lexicon_);
    for (const ServiceStatement& one : read) {
      if (one.role.empty() || !is_body(one.venue, lexicon_)) return false;
      Fact fact("service");
      fact.set("person", context_.owner).set("role", without_joint(one.role, lexicon_)).set("venue", one.venue);
      const Period when = period_of(dated.dates);
      if (when.end.empty() || when.start == when.end)
        fact.set("years", std::vector<std::string>{when.start.substr(0, 4)});
      else
        fact.set("start", when.start).set("end", when.end);
      fact.set("organization", one.organization.empty() && section_.inherits
                                   ? clean_value(plain_heading(section_.heading))
                                   : one.organization);
      seats.push_back(std::move(fact));
    }
    return !read.empty();
  }

  // Posts

  struct Place {
    Affiliation affiliation;
    Period when;
  };

  void read_posts(const Entry& entry, std::vector<Line>& lines) {
    // The head: everything up to the first item; items with a role of their own are posts at the head's employer.
    std::vector<const Line*> head, items;
    for (const Line& line : lines) (line.item ? items : head).push_back(&line);
    std::vector<Segment> joined;
    std::vector<DateMention> dates;
    for (const Line* line : head) {
      if (line->span.size() > longest_line) continue;
      joined.insert(joined.end(), line->segments.begin(), line->segments.end());
      dates.insert(dates.end(), line->dates.begin(), line->dates.end());
    }
    for (const Line* line : items)
      if (dates.empty() && line->segments.empty() && !line->dates.empty()) dates = line->dates;
    if (!entry.subheading.empty()) {
      const std::vector<Segment> above = cut_segments(entry.subheading, lexicon_, 0);
      const bool employer = std::any_of(above.begin(), above.end(),
                                        [](const Segment& s) { return s.organization >= OrganizationClass::company; });
      const bool own = std::any_of(joined.begin(), joined.end(),
                                   [](const Segment& s) { return s.organization >= OrganizationClass::company; });
      if (employer && !own) joined.insert(joined.end(), above.begin(), above.end());
    }
    const Period when = period_of(dates);
    const bool head_role = std::any_of(joined.begin(), joined.end(), [](const Segment& s) {
      return s.role && s.organization < OrganizationClass::university;
    });
    std::vector<const Line*> posts;
    if (!head_role)
      for (const Line* line : items)
        if (!line->segments.empty() && line->segments.front().role) posts.push_back(line);
    // Lines that each have a post and its house stand for themselves; a line without a date shares the first one's.
    std::size_t complete = 0;
    for (const Line* line : head)
      complete += !line->segments.empty() && line->segments.front().role &&
                  std::any_of(line->segments.begin() + 1, line->segments.end(),
                              [](const Segment& s) { return s.organization >= OrganizationClass::known; });
    std::vector<Fact> made;
    if (posts.empty() && complete >= 2) {
      for (const Line* line : head) {
        const Period own = period_of(line->dates);
        std::vector<Fact> some = post_facts(line->segments, own.stated() ? own : when, {});
        made.insert(made.end(), some.begin(), some.end());
      }
    } else if (posts.empty()) {
      made = post_facts(joined, when, {});
      if (made.empty()) remember_house(joined, when);
    } else {
      const Affiliation house = find_affiliation(joined, lexicon_);
      for (const Line* line : posts) {
        const Period own = period_of(line->dates);
        std::vector<Fact> some = post_facts(line->segments, own.stated() ? own : when, house);
        made.insert(made.end(), some.begin(), some.end());
      }
    }
    if (made.empty()) return;
    const std::vector<Fact> posts_made = made;
    for (Fact& fact : made)
      findings_.add(std::move(fact), entry.span, "career.post", posts.empty() && !head_role ? unsure : likely);
    for (const Line& line : lines) advising(line, posts_made.back(), {}, entry);
  }

  /// "Avon University, Department of Botany", alone above its dated posts.
  void remember_house(const std::vector<Segment>& segments, const Period& when) {
    if (when.stated() || segments.empty()) return;
    for (const Segment& segment : segments)
      if (segment.role || segment.degree || !(segment.named() || segment.unit || segment.place)) return;
    Affiliation found = find_affiliation(segments, lexicon_);
    if (!found.organization.empty()) house_ = std::move(found);
  }

  /// The posts that one list of segments states: usually one.
  std::vector<Fact> post_facts(const std::vector<Segment>& segments_in, const Period& when, const Affiliation& house) {
    std::vector<Segment> segments = segments_in;
    std::vector<std::string> roles;
    std::vector<Segment> rest;
    std::string bare_house;  ///< "at fernware": a name that nothing else tells
    std::size_t role_at = segments.size();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      Segment& segment = segments[i];
      if (!segment.role || segment.text.size() > longest_role) continue;
      auto [role, tail] = split_role(segment.text, lexicon_);
      const bool organization_too = segment.organization >= OrganizationClass::university && tail.empty();
      if (organization_too) continue;
      if (!roles.empty() && i > role_at + 1) continue;
      if (role_at == segments.size()) role_at = i;
      for (std::string& one : split_joined(role, lexicon_)) roles.push_back(std::move(one));
      segment.role = true;
      segment.text.clear();
      if (!tail.empty()) {
        std::vector<Segment> more = cut_segments(tail, lexicon_, segment.span.begin);
        if (more.size() == 1 && !more.front().named() && !more.front().unit) {
          more.front().unit = true;
          if (more.front().text.find(' ') == std::string::npos) bare_house = more.front().text;
        }
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
    std::vector<Fact> out;
    if (found.organization.empty() && roles.size() == 1 && when.stated() && section_.is("memberships") &&
        section_.inherits && segments_in.size() == 1)
      found.organization = clean_value(plain_heading(section_.heading));
    if (found.organization.empty() && !roles.empty() && when.stated() && !house_.organization.empty()) {
      found.organization = house_.organization;
      if (found.unit.empty()) found.unit = house_.unit;
      if (found.place.empty()) found.place = house_.place;
    }
    if (found.organization.empty()) return out;
    if (roles.empty()) {
      if (section_.is("internships"))
        roles.push_back(section_role("intern"));
      else if (section_.is("memberships"))
        roles.push_back(section_role("leader"));
      else if (!when.stated() && !section_.is("affiliations"))
        return out;
      else
        roles.emplace_back();
    }
    for (const std::string& role : roles) {
      // A journal's editor serves it (a seat on an organisation's board is a post).
      if (edits(role)) {
        Fact service("service");
        service.set("person", context_.owner).set("role", role).set("venue", found.organization);
        if (when.start == when.end || when.end.empty())
          service.set("years", std::vector<std::string>{when.start.substr(0, 4)});
        else
          service.set("start", when.start).set("end", when.end);
        out.push_back(std::move(service));
        continue;
      }
      Fact fact("position");
      fact.set("person", context_.owner)
          .set("organization", found.organization)
          .set("role", role)
          .set("unit", found.unit)
          .set("place", found.place);
      fact.set("start", when.start).set("end", when.end);
      out.push_back(std::move(fact));
    }
    return out;
  }

  bool edits(const std::string& role) const {
    const lexicon::Words words = lexicon::split_words(role);
    const auto match = lexicon_.longest("service-roles", words, 0);
    if (!match) return false;
    const std::vector<const lexicon::Concept*> found = lexicon_.concepts_of("service-roles", words, 0, match->words);
    return has_notation(found, "editor") && !has_notation(found, "committee");
  }

  /// The shown name of a family of roles, for posts that the heading alone names.
  std::string section_role(std::string_view family) const {
    for (const lexicon::Concept& entry : lexicon_.concepts())
      if (entry.scheme == "implied-roles" && entry.notation == family) return entry.label;
    return {};
  }

  // Studies

  void read_studies(const Entry& entry, std::vector<Line>& lines) {
    std::vector<Segment> joined;
    std::vector<DateMention> dates;
    bool expected_only = true;
    std::string expected;
    for (const Line& line : lines) {
      if (line.span.size() > longest_line) continue;
      const bool description = line.item && !line.has_degree() && !line.segments.empty() && !joined.empty();
      if (!description) joined.insert(joined.end(), line.segments.begin(), line.segments.end());
      for (const DateMention& date : line.dates) {
        if (date.expected)
          expected = date.start;
        else if (!description) {
          dates.push_back(date);
          expected_only = false;
        }
      }
    }
    std::vector<std::size_t> degrees;
    for (std::size_t i = 0; i < joined.size(); ++i)
      if (joined[i].degree && (i == 0 || joined[i].line_start || !joined[i].named())) degrees.push_back(i);
    // A degree's name inside a list of degrees begins a new study only on a line of its own.
    std::vector<Segment> rest;
    for (std::size_t i = 0; i < joined.size(); ++i)
      if (std::find(degrees.begin(), degrees.end(), i) == degrees.end()) rest.push_back(joined[i]);
    Affiliation where = find_affiliation(rest, lexicon_);
    // "Avon University" as a heading over its degrees.
    if (where.organization.empty() && !entry.subheading.empty()) {
      Affiliation above = find_affiliation(cut_segments(entry.subheading, lexicon_, 0), lexicon_);
      if (organization_class(above.organization, lexicon_) >= OrganizationClass::known) {
        above.used = where.used;
        if (above.unit.empty()) above.unit = where.unit;
        if (above.place.empty()) above.place = where.place;
        where = std::move(above);
      }
    }
    std::vector<WrittenDegree> found;
    for (const std::size_t i : degrees) found.push_back(split_degree(joined[i].text, lexicon_));
    if (found.empty()) found.push_back({});
    std::string loose;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (where.used.size() == rest.size() && where.used[i]) continue;
      if (!rest[i].unknown() && !rest[i].role) continue;
      if (rest[i].text.size() > longest_field || is_lower(code_point_at(rest[i].text, 0).value)) continue;
      if (has_notation(lexicon_.find("labels", first_words(rest[i].text)), "minor") || minor(rest[i].text)) continue;
      loose += (loose.empty() ? "" : ", ") + rest[i].text;
    }
    Period when = period_of(dates);
    const bool range = std::any_of(dates.begin(), dates.end(), [](const DateMention& d) { return d.range; });
    if (!range) when.start.clear();
    if (!expected.empty()) when.end = expected;
    (void)expected_only;
    std::string thesis, gpa;
    std::vector<std::string> advisors;
    for (const Line& line : lines) {
      for (const Labelled& detail : line.details) {
        const std::string value = clean_value(context_.document.slice(detail.value));
        if (detail.label == "thesis" && thesis.empty()) thesis = value;
        if (detail.label == "gpa" && gpa.empty()) gpa = value;
      }
      for (const Labelled& person : line.people)
        if (person.label == "advisor" || person.label == "with")
          for (std::string& name : names_in(context_.document.slice(person.value), lexicon_))
            advisors.push_back(std::move(name));
    }
    bool first = true;
    for (WrittenDegree& degree : found) {
      if (degree.degree.empty() && where.organization.empty()) continue;
      Fact fact("education");
      fact.set("person", context_.owner)
          .set("degree", degree.degree)
          .set("organization", where.organization)
          .set("unit", where.unit);
      fact.set("field", degree.field.empty() ? loose : degree.field).set("place", where.place);
      fact.set("start", when.start).set("end", when.end).set("thesis", thesis).set("gpa", gpa);
      fact.set("advisors", advisors);
      if (degree.degree.empty() &&
          (!when.stated() || organization_class(where.organization, lexicon_) < OrganizationClass::company))
        continue;
      const Fact study = fact;
      findings_.add(std::move(fact), entry.span, "career.study",
                    degree.degree.empty()        ? unsure
                    : where.organization.empty() ? likely
                                                 : sure);
      if (first)
        for (const Line& line : lines) advising(line, study, degree.degree, entry);
      first = false;
    }
  }

  std::string_view first_words(std::string_view text) const {
    const std::size_t blank = text.find(' ');
    return blank == std::string_view::npos ? text : text.substr(0, blank);
  }

  bool minor(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    const auto match = lexicon_.longest("labels", words, 0);
    return match && has_notation(lexicon_.concepts_of("labels", words, 0, match->words), "minor");
  }

  // Advising

  void advising(const Line& line, const Fact& within, const std::string& degree, const Entry& entry) {
    for (const Labelled& person : line.people) {
      if (person.label == "co-advisor" || person.label == "principal" ||
          (person.label == "committee" && within.type != "education"))
        continue;
      for (const std::string& name : names_in(context_.document.slice(person.value), lexicon_)) {
        Fact fact("advising");
        fact.set("advisor", name)
            .set("advisee", context_.owner)
            .set("relation", relation(person.label, within, degree));
        fact.set("organization", std::string(within.text("organization")))
            .set("start", std::string(within.text("start")))
            .set("end", std::string(within.text("end")));
        findings_.add(std::move(fact), entry.span.contains(person.span) ? person.span : entry.span, "career.advisor",
                      likely);
      }
    }
  }

  std::string relation(const std::string& label, const Fact& within, const std::string& degree) const {
    if (label == "mentor" || label == "host" || label == "committee") return label;
    if (within.type == "education") {
      const lexicon::Words words = lexicon::split_words(degree);
      const auto match = lexicon_.longest("degrees", words, 0);
      if (!match) return "mentor";
      const std::string& level = lexicon_.concept_at(match->concept_id).notation;
      if (level == "doctorate" || level == "habilitation" || level == "medical") return "phd";
      if (level == "masters") return "masters";
      if (level == "bachelors") return "bachelors";
      return "mentor";
    }
    const std::string role(within.text("role"));
    const lexicon::Words words = lexicon::split_words(role);
    for (const lexicon::Lexicon::Match& match : lexicon_.all("roles", words)) {
      const std::vector<const lexicon::Concept*> families =
          lexicon_.concepts_of("roles", words, static_cast<std::size_t>(index_of(words, match)), match.words);
      if (has_notation(families, "intern")) return "intern";
      if (has_notation(families, "postdoc")) return "postdoc";
      if (has_notation(families, "student")) return "phd";
    }
    return section_.is("internships") ? "intern" : section_.is("visits") ? "host" : "mentor";
  }

  static std::size_t index_of(const lexicon::Words& words, const lexicon::Lexicon::Match& match) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].span.begin == match.span.begin) return i;
    return 0;
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  Affiliation house_;      ///< of posts that name none
  std::string worked_at_;  ///< organisation of the post or study read last
};

}  // namespace

void recognize_letterhead_posts(const Context& context, Findings& findings) {
  if (context.owner.empty() || context.sections == nullptr) return;
  for (const Section& section : *context.sections) {
    const bool front =
        section.is("front") || section.is("contact") || section.is("page-title") ||
        (section.kind.empty() && names_compatible(plain_heading(section.heading), context.owner, context.lexicon));
    if (!front) continue;
    std::vector<Span> lines;
    const std::size_t last = std::min(section.last_block, section.first_block + most_letterhead_blocks);
    for (std::size_t b = section.first_block; b < last; ++b) {
      const document::Block& block = context.document.blocks[b];
      if (block.kind != document::BlockKind::paragraph && block.kind != document::BlockKind::row) continue;
      for (std::uint32_t i = 0; i < block.line_count; ++i) {
        const Span line = context.document.lines[block.first_line + i].span;
        lines.push_back({std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)});
      }
    }
    Reader reader(section, context, findings);
    for (std::size_t i = 0; i < std::min(lines.size(), most_letterhead_lines); ++i)
      if (reader.read_letterhead(lines, i)) break;
  }
}

namespace {

/// "Societies: Fern Guild (2010 - 2012), Moss Club (2014)": each with its years in brackets is an entry of its own, and
/// what stands before the first colon a label.
std::vector<Entry> part_list(const Entry& entry, const Context& context) {
  if (entry.lines.size() != 1 || !entry.items.empty()) return {entry};
  const Span line = entry.lines.front();
  const std::string_view text = context.document.slice(line);
  static const RE2 dated(R"(\([^()]*\b(?:19|20)\d\d\b[^()]*\)\s*([,;]|\.?\s*$))");
  std::vector<Span> parts;
  re2::StringPiece rest(text.data(), text.size()), end;
  std::size_t begin = 0;
  while (RE2::FindAndConsume(&rest, dated, &end)) {
    const auto stop = static_cast<std::size_t>(end.data() - text.data());
    parts.push_back({line.begin + static_cast<std::uint32_t>(begin), line.begin + static_cast<std::uint32_t>(stop)});
    begin = std::min(stop + end.size(), text.size());
  }
  if (parts.size() < 2 || !trim(text.substr(begin)).empty()) return {entry};
  const std::size_t colon = context.document.slice(parts.front()).find(": ");
  if (colon != std::string_view::npos) parts.front().begin += static_cast<std::uint32_t>(colon) + 1;
  std::vector<Entry> out;
  for (const Span part : parts) {
    out.push_back(entry);
    out.back().span = part;
    out.back().lines = {part};
  }
  return out;
}

}  // namespace

void recognize_career(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  const bool lists = section.is("affiliations") || section.is("memberships");
  for (const Entry& entry : find_entries(section, context, lists ? EntryShape::list : EntryShape::posts))
    for (const Entry& part : lists ? part_list(entry, context) : std::vector<Entry>{entry}) reader.read(part);
}

}  // namespace vitagraph::extraction
