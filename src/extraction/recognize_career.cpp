// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/career_posts.hpp"
#include "extraction/career_studies.hpp"
#include "extraction/career_titles.hpp"
#include "extraction/named_projects.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr double likely = 0.84;

/// Whether the text begins with a label of that notation.
bool opens_with(std::string_view text, std::string_view scheme, std::string_view notation,
                const lexicon::Lexicon& lexicon) {
  const auto match = lexicon.longest(scheme, lexicon::split_words(text), 0);
  return match && lexicon.concept_at(match->concept_id).notation == notation;
}
constexpr std::size_t longest_title_line = 120;  ///< bytes
constexpr std::size_t most_society_words = 10;

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section),
        context_(context),
        lexicon_(context.lexicon),
        findings_(findings),
        posts_(section, context, findings),
        set_off_(dashes_set_off(section, context)) {}

  void read(const Entry& entry) {
    std::vector<CareerLine> lines;
    for (const Span span : joined_lines(entry.lines, context_))
      lines.push_back(take_apart(span, false, section_, context_));
    for (const Span span : entry.items) lines.push_back(take_apart(span, true, section_, context_));
    if (lines.empty()) return;
    if (!set_off_) open_ranges(lines, context_);
    if (section_.is("memberships") && (read_seats(entry, lines) || read_societies(entry))) return;
    if (section_.is("positions")) read_bodies(lines);
    if (lines.empty()) return;
    const bool study = std::any_of(lines.begin(), lines.end(), [](const CareerLine& l) { return l.has_degree(); });
    const bool post = std::any_of(lines.begin(), lines.end(),
                                  [](const CareerLine& l) { return !l.segments.empty() && l.has_role(); });
    const bool schooling = section_.is("education");
    const std::size_t before = findings_.facts().size();
    find_house(lines);
    // A term of a list of terms is where the posts below it were, whatever the name sounds like.
    if (context_.document.blocks[entry.first_block].kind == document::BlockKind::term &&
        lines.front().segments.size() == 1 && lines.front().segments.front().unknown() && lines.front().dates.empty()) {
      house_ = {};
      house_.organization = lines.front().segments.front().text;
    }
    // "PhD Student" among posts is one.
    const bool degree_first = !lines.front().segments.empty() && lines.front().segments.front().degree &&
                              (schooling || !is_students_post(lines.front().segments.front().text));
    // "Dr. Fern Ltd" is no study: among posts a degree needs a school.
    const bool employed = post && !schooling && std::any_of(lines.begin(), lines.end(), [](const CareerLine& l) {
                            return std::any_of(l.segments.begin(), l.segments.end(), [](const Segment& s) {
                              return s.organization == OrganizationClass::company;
                            });
                          });
    if (schooling && study) read_apart(entry, lines);
    if (lines.empty()) return;
    if (study && !employed && (schooling || !post || degree_first))
      read_studies(entry, lines, house_, section_, context_, findings_);
    else if (schooling && (!post || (section_.also.empty() && !holds_post(lines))))
      read_studies(entry, lines, house_, section_, context_, findings_);
    else
      posts_.read(entry, lines, house_);
    name_projects(entry, before);
  }

  void close() { posts_.close(); }

 private:
  bool is_students_post(const std::string& text) const {
    const auto role = lexicon_.longest("roles", lexicon::split_words(text), 0);
    return role && role->words > 1;
  }

  /// "Lecturer, Avon University, 2010–2012" among studies: a post that no student holds.
  bool holds_post(const std::vector<CareerLine>& lines) const {
    for (const CareerLine& line : lines)
      for (const Segment& segment : line.segments) {
        if (line.item || !segment.role || segment.named() || segment.unit) continue;
        const lexicon::Words words = lexicon::split_words(segment.text);
        const auto role = lexicon_.longest("roles", words, 0);
        if (!role || line.dates.empty()) return false;
        const lexicon::Concepts found = lexicon_.concepts_of("roles", words, 0, role->words);
        return std::all_of(found.begin(), found.end(), [](const lexicon::Concept* one) {
          return one->notation == "professor" || one->notation == "postdoc" || one->notation == "lecturer" ||
                 std::find(one->broader.begin(), one->broader.end(), "professor") != one->broader.end();
        });
      }
    return false;
  }

  /// "Exchange year: Bath University (2012)" below a degree of another school is a study of its own.
  void read_apart(const Entry& entry, std::vector<CareerLine>& lines) {
    for (std::size_t i = lines.size(); i-- > 1;) {
      const std::vector<Segment>& segments = lines[i].segments;
      const bool own = !segments.empty() && segments.front().degree && !lines[i].dates.empty() &&
                       std::any_of(segments.begin(), segments.end(), [](const Segment& s) {
                         return !s.degree && s.organization >= OrganizationClass::known;
                       });
      const bool other = std::any_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(i), [](const auto& l) {
        return std::any_of(l.segments.begin(), l.segments.end(),
                           [](const Segment& s) { return !s.degree && s.organization >= OrganizationClass::known; });
      });
      if (!own || !other) continue;
      read_studies(entry, {lines[i]}, {}, section_, context_, findings_);
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  /// "Avon University, Bristol" on a line of its own above a post or study is where those below it are as well, up to
  /// the next line that names a house.
  void find_house(const std::vector<CareerLine>& lines) {
    std::vector<Segment> above;
    bool own = false;
    for (const CareerLine& line : lines) {
      const bool where =
          !line.segments.empty() && std::all_of(line.segments.begin(), line.segments.end(), [](const Segment& s) {
            return (s.named() || s.unit || s.place) && !s.role && !s.degree;
          });
      if (!where || line.item || (!above.empty() && line.segments.front().named())) break;
      above.insert(above.end(), line.segments.begin(), line.segments.end());
    }
    for (const CareerLine& line : lines)
      for (const Segment& segment : line.segments)
        own = own ||
              (!line.item && !segment.role && !segment.degree && segment.organization >= OrganizationClass::company);
    Affiliation found = find_affiliation(above, lexicon_);
    if (!found.organization.empty() && organization_class(found.organization, lexicon_) >= OrganizationClass::company)
      house_ = std::move(found);
    else if (own || names_its_house(lines))
      house_ = {};
  }

  /// "Fern Centre, Bristol, UK, 2010 – 2012" over its posts: whatever its kind, it has a place and time of its own and
  /// is no part of the house above.
  static bool names_its_house(const std::vector<CareerLine>& lines) {
    const CareerLine& first = lines.front();
    return lines.size() > 1 && !first.item && !first.dates.empty() && !first.segments.empty() &&
           first.segments.front().named() && !first.has_role() &&
           std::any_of(first.segments.begin() + 1, first.segments.end(), [](const Segment& s) { return s.place; });
  }

  /// What the entry's lines name as projects were worked on where its first post or study was, or that of the entry
  /// before if it has none.
  void name_projects(const Entry& entry, std::size_t before) {
    for (std::size_t i = findings_.facts().size(); i-- > before;) {
      const Fact& fact = findings_.facts()[i];
      if (fact.type != "position" && fact.type != "education") continue;
      worked_at_ = fact.text("organization");
      unit_ = fact.text("unit");
    }
    // In the lines of a post stands what was done there; a line that opens with teaching goes on from none above it.
    for (std::size_t i = 0; i < entry.lines.size();) {
      std::size_t end = i + 1;
      while (end < entry.lines.size() &&
             !opens_with(context_.document.slice(entry.lines[end]), "course-words", "teaching", lexicon_))
        ++end;
      if (entry.lines[i].begin < entry.lines[end - 1].end)
        recognize_taught({entry.lines[i].begin, entry.lines[end - 1].end}, worked_at_, unit_, context_, findings_);
      i = end;
    }
    for (const Span span : entry.items) recognize_taught(span, worked_at_, unit_, context_, findings_);
    if (worked_at_.empty()) return;
    for (const Span span : entry.lines) find_named_projects(span, worked_at_, context_, findings_);
    for (const Span span : entry.items) find_named_projects(span, worked_at_, context_, findings_);
  }

  /// "Member, Fern Society Seed Committee": a seat on a body serves it, other than membership of a society. Whether all
  /// of the entry's items, or its one line, were such seats.
  bool read_seats(const Entry& entry, const std::vector<CareerLine>& lines) {
    std::vector<Fact> seats;
    for (const CareerLine& line : lines) {
      if (!line.item && lines.back().item && line.dates.empty()) continue;  // what stands above the items
      if (line.span.size() > longest_career_line || (!line.item && lines.size() > 1) || !read_seat(line, seats))
        return false;
    }
    for (Fact& seat : seats) findings_.add(std::move(seat), entry.span, "career.seat", likely);
    return !seats.empty();
  }

  /// "Fern Society (FS), Guild of Walls, Moss Union": each between commas is a membership.
  bool read_societies(const Entry& entry) {
    if (!entry.items.empty() || entry.lines.empty()) return false;
    const std::string_view text = context_.document.slice({entry.lines.front().begin, entry.lines.back().end});
    if (text.size() > longest_career_line || !find_dates(text, lexicon_).empty()) return false;
    std::string joined = collapse_blanks(text);
    const std::vector<Segment> names = cut_segments(joined, lexicon_, 0);
    std::size_t societies = 0;
    for (const Segment& name : names) {
      const lexicon::Words words = lexicon::split_words(name.text);
      if (name.role || name.degree || name.place || words.size() > most_society_words ||
          is_lower(code_point_at(name.text, 0).value))
        return false;
      societies += lexicon_.mentions("society-words", name.text) || name.named() ? 1 : 0;
    }
    if (names.size() < 2 || societies * 2 < names.size() || (names.size() == 2 && societies < 2)) return false;
    for (const Segment& name : names) {
      Fact fact("position");
      fact.set("person", context_.owner).set("organization", name.text).set("role", implied_role("leader", lexicon_));
      findings_.add(std::move(fact), entry.span, "career.society", likely);
    }
    return true;
  }

  bool read_seat(const CareerLine& line, std::vector<Fact>& seats) const {
    const std::string text(context_.document.slice(line.span));
    const Dated dated = take_dates(text, lexicon_, line.span.begin);
    const std::vector<ServiceStatement> read = read_service_statement(dated.rest, lexicon_);
    for (const ServiceStatement& one : read) {
      const bool served = section_.announces("service") && !one.venue.empty() && !dated.dates.empty();
      if (one.role.empty() || (!served && !is_body(one.venue, lexicon_))) return false;
      Fact fact = seat(one, dated.dates);
      if (one.organization.empty() && section_.inherits)
        fact.set("organization", clean_value(plain_heading(section_.heading)));
      seats.push_back(std::move(fact));
    }
    return !read.empty();
  }

  /// "Fern Review Committee, Moss Society, 2014-2017" or "Co-Editor, Moss Letters" among posts: a committee and a
  /// journal are served, and pay nobody. Takes such lines out.
  void read_bodies(std::vector<CareerLine>& lines) {
    for (std::size_t i = lines.size(); i-- > 0;) {
      const CareerLine& line = lines[i];
      const bool whole = lines.size() == 1 || (!line.item && line.dates.empty());
      if (!whole || line.dates.size() > 1 || line.span.size() > longest_career_line) continue;
      const Dated dated = take_dates(context_.document.slice(line.span), lexicon_, line.span.begin);
      const std::vector<ServiceStatement> read = read_service_statement(dated.rest, lexicon_);
      if (read.size() != 1 || !is_served(read.front(), !dated.dates.empty())) continue;
      findings_.add(seat(read.front(), dated.dates), line.span, "career.body", likely);
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool is_served(const ServiceStatement& one, bool dated) const {
    if (one.venue.empty()) return false;
    if (is_body(one.role, lexicon_) && lexicon_.mentions("committee-words", one.role)) return dated;
    const lexicon::Concepts role = lexicon_.find("service-roles", one.role);
    if (role.empty() || is_body(one.role, lexicon_)) return false;
    const std::string body = one.venue.substr(0, one.venue.find(", "));
    if (lexicon_.mentions("committee-words", body) && is_body(body, lexicon_)) return true;
    return !dated && has_notation(role, "editor") && lexicon_.mentions("journal-nouns", one.venue);
  }

  /// A seat on a body as a fact.
  Fact seat(const ServiceStatement& one, const std::vector<DateMention>& dates) const {
    Fact fact("service");
    fact.set("person", context_.owner).set("role", without_joint(one.role, lexicon_)).set("venue", one.venue);
    const Period when = period_of(dates);
    if (when.end.empty() || when.start == when.end)
      fact.set("years", std::vector<std::string>{when.start.substr(0, 4)});
    else
      fact.set("start", when.start).set("end", when.end);
    fact.set("organization", one.organization);
    return fact;
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  PostReader posts_;
  const bool set_off_;            ///< by dashes right behind years
  Affiliation house_;             ///< of posts and studies that name none
  std::string worked_at_, unit_;  ///< organisation and part of it of the post or study read last
};

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

bool lists_posts(const Section& section, const Context& context) {
  std::size_t titled = 0, dated = 0;
  bool title_above = false;
  const auto begins_with_title = [&](std::string_view text) {
    const std::vector<Segment> segments = cut_segments(text.substr(0, longest_title_line), context.lexicon, 0);
    return !segments.empty() && segments.front().role && !segments.front().quoted;
  };
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    for (std::uint32_t n = 0; n < block.line_count; ++n) {
      const Span line = context.document.lines[block.first_line + n].span;
      const Span part{std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)};
      if (part.size() > longest_career_line) continue;
      const std::string_view text = trim(context.document.slice(part));
      const Dated without = take_dates(text, context.lexicon, 0);
      if (without.dates.empty()) {
        // "Research Assistant" over "Avon University, 2010 – 2012"
        title_above =
            text.size() < longest_title_line && text.find(':') == std::string_view::npos && begins_with_title(text);
        continue;
      }
      ++dated;
      titled += title_above || begins_with_title(trim(without.rest)) ? 1 : 0;
      title_above = false;
    }
  }
  return titled > 0 && titled * 2 >= dated;
}

void recognize_career(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  const bool lists = section.is("affiliations") || section.is("memberships");
  for (const Entry& entry : find_entries(section, context, lists ? EntryShape::list : EntryShape::posts))
    for (const Entry& part : lists ? part_list(entry, context) : std::vector<Entry>{entry}) reader.read(part);
  reader.close();
}

}  // namespace vitagraph::extraction
