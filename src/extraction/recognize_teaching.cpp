// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_line = 400;
constexpr std::size_t most_list_lines = 6;
constexpr std::size_t longest_list_label = 40;
constexpr std::size_t most_listed_words = 9;  ///< of a course in a list
constexpr std::size_t longest_course = 160;
constexpr std::size_t most_bare_words = 10;  ///< of a course without a role; more make a sentence

/// A line about courses, taken apart.
struct CourseLine {
  Span span;
  std::vector<Segment> segments;
  std::vector<std::string> terms;
  std::string role, course;
  bool coded = false;  ///< the course begins with its code
  Affiliation affiliation;
};

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {
    if (section.inherits) house_from(cut_segments(section.heading, lexicon_, 0));
    role_ = section_role();
  }

  /// `heads_code`: the next entry begins with the code of a course, for which this one may say role, house and terms.
  void read(const Entry& entry, bool heads_code) {
    std::vector<CourseLine> lines;
    // "MOS302: Mosses I" may have been read as a list with the code for its mark.
    const std::string code = plain_code(entry.marker);
    const std::vector<Span> spans = joined_lines(entry);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (const std::size_t end = advisees_end(spans, i); end > i) {
        i = end - 1;
        continue;
      }
      if (code.empty() || !lines.empty())
        add_line(lines, spans[i]);
      else
        read_line(lines, code + ": " + std::string(context_.document.slice(spans[i])), spans[i]);
    }
    const std::size_t head = lines.size();
    for (const Span span : entry.items)
      if (!recognize_advisees(span, section_, context_, findings_)) add_line(lines, span);
    // What of the entry says where; a line that is nothing else says it for those that follow.
    Affiliation house;
    std::vector<std::string> terms;
    std::string role;
    std::vector<const CourseLine*> courses;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const CourseLine& line = lines[i];
      if (!line.affiliation.organization.empty() && house.organization.empty()) house = line.affiliation;
      if (line.course.empty()) {
        if (terms.empty()) terms = line.terms;
        if (role.empty()) role = line.role;
      } else if (i < head || head == 0 || courses.empty() || lines.front().course.empty()) {
        courses.push_back(&line);
      }
    }
    // "Demonstrator / Avon University / MOS302: Mosses": what stands above a course with its code is no other course.
    const auto first_coded =
        heads_code ? courses.end()
                   : std::find_if(courses.begin(), courses.end(), [](const CourseLine* c) { return c->coded; });
    if ((heads_code && courses.size() == 1 && !courses.front()->coded) ||
        (first_coded != courses.begin() && first_coded != courses.end())) {
      if (role.empty()) role = courses.front()->course;
      if (terms.empty()) terms = courses.front()->terms;
      courses.erase(courses.begin(), first_coded);
    }
    // A head that says where holds no course of its own when others follow it.
    if (courses.size() > 1 && courses.front() == &lines.front() && lines.front().role.empty() &&
        !lines.front().affiliation.organization.empty()) {
      if (terms.empty()) terms = lines.front().terms;
      courses.erase(courses.begin());
    }
    // "Teaching Assistant" above a list: in what role its courses were taught.
    const bool listed = !entry.marker.empty();
    if (!listed) list_role_.clear();
    if (!listed && courses.empty() && !role.empty() && house.organization.empty() && terms.empty()) list_role_ = role;
    if (listed && role.empty()) role = list_role_;
    if (courses.empty())
      pending_ = {role, house, terms};
    else if (code.empty())
      pending_ = {};
    if (!code.empty()) {
      if (role.empty()) role = pending_.role;
      if (terms.empty()) terms = pending_.terms;
      if (house.organization.empty()) house = pending_.house;
    }
    if (courses.empty() && !house.organization.empty() && terms.empty() &&
        (lexicon::split_words(house.organization).size() > 1 || !house.unit.empty()))
      house_ = house;
    // What stands in a list below a course describes it.
    const bool item = !entry.marker.empty();
    if (item && code.empty() && after_course_ && !courses.empty() && courses.front()->role.empty() &&
        courses.front()->terms.empty() && terms.empty())
      return;
    after_course_ = !item && !courses.empty() &&
                    (!courses.front()->role.empty() || !courses.front()->terms.empty() || !terms.empty());
    // A line without a date of its own below a dated course describes it.
    const bool dated =
        std::any_of(courses.begin(), courses.end(), [](const CourseLine* c) { return !c->terms.empty(); });
    for (const CourseLine* line : courses) {
      if (dated && line != courses.front() && line->terms.empty() && terms.empty()) continue;
      const Affiliation& where = !line->affiliation.organization.empty() ? line->affiliation
                                 : !house.organization.empty()           ? house
                                                                         : house_;
      if (line->role.empty() && lexicon::split_words(line->course).size() > most_bare_words) continue;
      Fact fact("teaching");
      fact.set("person", context_.owner)
          .set("course", line->course)
          .set("role", !line->role.empty() ? line->role
                       : !role.empty()     ? role
                                           : role_);
      fact.set("organization", where.organization)
          .set("unit", where.unit)
          .set("terms", line->terms.empty() ? terms : line->terms);
      const bool sure = !line->terms.empty() || !line->role.empty() || !terms.empty();
      findings_.add(std::move(fact), line->span, "teaching.course", sure ? 0.88 : 0.7);
    }
  }

  /// The code of a course that a list's mark holds ("MOS302:"), or nothing.
  static std::string plain_code(std::string_view marker) {
    static const RE2 code(R"((\p{Lu}{2,6}[ -]?\d{3,4}\p{Lu}{0,2}):)");
    std::string found;
    RE2::FullMatch(re2::StringPiece(marker.data(), marker.size()), code, &found);
    return found;
  }

 private:
  void house_from(const std::vector<Segment>& segments) {
    Affiliation found = find_affiliation(segments, lexicon_);
    if (!found.organization.empty()) house_ = std::move(found);
  }

  /// "As Teaching Assistant" over a list of courses.
  std::string section_role() const {
    const lexicon::Words words = lexicon::split_words(section_.heading);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = lexicon_.longest("roles", words, at);
      if (match && at + match->words == words.size() &&
          lexicon_.concept_at(match->concept_id).notation == "teaching-assistant")
        return section_.heading.substr(match->span.begin, match->span.size());
    }
    return {};
  }

  /// "Fall 2009, 2010", "F2009, F2010", "2018-present", "Winter 2020/21": each term as written.
  std::vector<std::string> take_terms(std::string& text) const {
    static const RE2 code(R"(\b((?:\p{Lu}\p{Ll}{0,3}) ?['’]?(?:19|20)?\d{2})\b)");
    std::vector<std::string> out;
    const auto add = [&](std::string term) {
      if (std::find(out.begin(), out.end(), term) == out.end()) out.push_back(std::move(term));
    };
    const std::vector<DateMention> dates = find_dates(text, lexicon_);
    const std::string whole = text;
    for (const DateMention& date : dates) {
      // "S’2018": the season's letter.
      static const RE2 initial(R"((?:^|[\s,(;/–-])(\p{Lu}\p{Ll}{0,2}['’])$)");
      std::string letter;
      if (!date.range && date.years.size() < 2 && date.term.empty() &&
          RE2::PartialMatch(re2::StringPiece(whole.data(), date.span.begin), initial, &letter)) {
        const std::size_t begin = date.span.begin - letter.size();
        add(whole.substr(begin, date.span.end - begin));
        blank(text, begin, date.span.end);
        continue;
      }
      const std::string written = clean_value(std::string_view(whole).substr(date.span.begin, date.span.size()));
      if (date.years.size() > 1) {
        const std::size_t first = date.term.find_first_of("0123456789");
        const std::string season = first == std::string::npos ? date.term : clean_value(date.term.substr(0, first));
        for (const std::string& year : date.years) add(season.empty() ? year : season + " " + year);
      } else {
        add(date.term.empty() || date.range ? written : date.term);
      }
      blank(text, date.span.begin, date.span.end);
    }
    // Codes of terms: a letter or two and a year, more than one or at the end of the line.
    re2::StringPiece rest(text.data(), text.size());
    std::string found;
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::size_t at = 0;
    re2::StringPiece hit[2];
    while (code.Match(rest, at, text.size(), RE2::UNANCHORED, hit, 2)) {
      const auto begin = static_cast<std::size_t>(hit[1].data() - text.data());
      at = begin + hit[1].size();
      if (hit[1].size() < 5) continue;
      std::string term(hit[1].data(), hit[1].size());
      const std::string letters = term.substr(0, term.find_first_of(" '0123456789"));
      if (letters.size() > 1 && lexicon_.find("terms", letters).empty()) continue;
      add(term);
      places.emplace_back(begin, at);
    }
    for (const auto& [begin, end] : places) blank(text, begin, end);
    return out;
  }

  static void blank(std::string& text, std::size_t begin, std::size_t end) {
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == ',')) --begin;
    if (begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')') {
      --begin;
      ++end;
    }
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), '\t');
  }

  /// Behind a list of advisees that begins in line `i` and may go on in those below it; `i` if none does.
  std::size_t advisees_end(const std::vector<Span>& lines, std::size_t i) const {
    if (context_.document.slice(lines[i]).find(':') == std::string_view::npos) return i;
    for (std::size_t end = std::min(lines.size(), i + most_list_lines); end > i; --end)
      if (lines[end - 1].end > lines[i].begin &&
          recognize_advisees({lines[i].begin, lines[end - 1].end}, section_, context_, findings_))
        return end;
    return i;
  }

  /// The entry's lines; as one where the first begins with a course in quotation marks, whatever the page's width cut.
  std::vector<Span> joined_lines(const Entry& entry) const {
    if (entry.lines.size() < 2) return entry.lines;
    const std::string_view first = context_.document.slice(entry.lines.front());
    const bool quoted = first.find("“") != first.npos || first.find("„") != first.npos;
    const Span whole{entry.lines.front().begin, entry.lines.back().end};
    if (!quoted || whole.size() > longest_line || entry.lines.back().end < entry.lines.front().begin)
      return entry.lines;
    return {whole};
  }

  /// "Seminar “Mosses at night.” Avon University": the course in quotation marks, a word or two in front of it.
  static std::string take_quoted(std::string& text) {
    static const RE2 quoted(R"(^\s*((?:\pL+\s+){0,3})([“„"]([^”“"„]{3,160}?)[.,]?[”“"]))");
    re2::StringPiece hit[4];
    if (!quoted.Match(text, 0, text.size(), RE2::UNANCHORED, hit, 4)) return {};
    const std::string found(hit[3].data(), hit[3].size());
    text.replace(static_cast<std::size_t>(hit[0].data() - text.data()), hit[0].size(), "\t");
    return clean_value(found);
  }

  void add_line(std::vector<CourseLine>& out, Span span) {
    if (span.size() > longest_line) return;
    static const RE2 dash_items(R"(\s-\s+-\s)");
    std::string text(context_.document.slice(span));
    // "… - - A - - B": items that lost their lines.
    RE2::GlobalReplace(&text, dash_items, "\n");
    // "MOS 316: Mosses (Avon) MOS 405: Ferns (Avon)"
    static const RE2 codes(R"((\S)[ \t]+(\p{Lu}{2,6}[ -]?\d{3,4}\p{Lu}?:\s))");
    RE2::GlobalReplace(&text, codes, "\\1\n\\2");
    std::string flat = text;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    if (std::string copy = flat; !take_quoted(copy).empty()) text = std::move(flat);
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(out, text.substr(begin, end - begin), span);
      begin = end + 1;
    }
  }

  /// "Undergraduate: Mosses, Ferns and Dust, Field Methods", "2013, 2014: Moss Lab (BOT 221), Fern Lab (BOT 222)": a
  /// list of courses behind a label of their level or time.
  bool read_course_list(std::vector<CourseLine>& out, const std::string& text, Span span) const {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos || colon > longest_list_label) return false;
    const std::string label = text.substr(0, colon);
    const Dated dated = take_dates(label, lexicon_, 0);
    const bool when = !dated.dates.empty() && lexicon::split_words(dated.rest).empty();
    if (!when && !only_levels(label)) return false;
    const std::string_view list = std::string_view(text).substr(colon + 2);
    const std::vector<Segment> parts = cut_segments(list, lexicon_, 0);
    const auto separators = std::count_if(list.begin(), list.end(), [](char c) { return c == ',' || c == ';'; });
    if (parts.size() < 2 || static_cast<std::size_t>(separators) + 1 < parts.size()) return false;
    for (const Segment& part : parts)
      if (part.place || part.organization >= OrganizationClass::known || part.text.empty() ||
          is_lower(code_point_at(part.text, 0).value) || lexicon::split_words(part.text).size() > most_listed_words ||
          !lexicon_.find("roles", part.text).empty() || !find_dates(part.text, lexicon_).empty())
        return false;
    std::string copy = label;
    const std::vector<std::string> terms = when ? take_terms(copy) : std::vector<std::string>();
    for (const Segment& part : parts) {
      CourseLine line;
      line.span = span;
      line.course = without_counts(part.text);
      line.terms = terms;
      line.coded = true;
      out.push_back(std::move(line));
    }
    return true;
  }

  /// "Undergraduate", "Graduate courses", "PhD level"
  bool only_levels(std::string_view label) const {
    const lexicon::Words words = lexicon::split_words(label);
    bool level = false;
    for (std::size_t at = 0; at < words.size();) {
      const auto course = lexicon_.longest("course-levels", words, at);
      const auto small = lexicon_.longest("connectives", words, at);
      if (!course && !small) return false;
      level = level || course;
      at += course ? course->words : small->words;
    }
    return level;
  }

  /// "Mosses (8 sections)" -> "Mosses", "Logic (MOS305, 6 sections)" -> "Logic (MOS305)"
  std::string without_counts(const std::string& course) const {
    static const RE2 bracket(R"(^(.*\S)\s*\(([^()]*)\)\s*$)");
    std::string name, inner;
    if (!RE2::FullMatch(course, bracket, &name, &inner)) return course;
    std::string kept;
    std::size_t codes = 0;
    bool counted = false;
    std::size_t begin = 0;
    while (begin <= inner.size()) {
      const std::size_t end = std::min(inner.find(',', begin), inner.size());
      const std::string part = clean_value(std::string_view(inner).substr(begin, end - begin));
      begin = end + 1;
      const lexicon::Words words = lexicon::split_words(part);
      const bool count = words.size() >= 2 && is_digit(code_point_at(part, 0).value) &&
                         !lexicon_.find("course-counts", words[1].key).empty();
      counted = counted || count;
      if (!is_course_code(part) || count) continue;
      if (++codes == 1) kept = part;
    }
    if (!counted) return course;
    return codes == 1 ? name + " (" + kept + ")" : name;
  }

  void read_line(std::vector<CourseLine>& out, std::string text, Span span) {
    if (read_course_list(out, text, span)) return;
    CourseLine line;
    line.span = span;
    line.terms = take_terms(text);
    const std::string titled = take_quoted(text);
    if (titled.empty()) {
      split_role(line, text);
    } else {
      // "[BA-level, rating: 3.8 of 4]"
      static const RE2 remark(R"(\[[^\[\]]*\])");
      RE2::GlobalReplace(&text, remark, "\t");
    }
    const std::string coded = titled.empty() ? take_coded(text) : titled;
    line.coded = !coded.empty() && titled.empty();
    line.segments = cut_segments(text, lexicon_, 0);
    if (coded.empty() && line.segments.empty() && line.terms.empty() && line.role.empty()) return;
    std::vector<Segment> rest;
    for (Segment& segment : line.segments) {
      if (segment.role && line.role.empty() && is_whole_role(segment.text)) {
        line.role = segment.text;
        continue;
      }
      rest.push_back(segment);
    }
    std::vector<Segment> where;
    bool open = coded.empty();
    line.course = coded;
    // Known by its role or term, a line begins with its course, whatever words it is made of ("Physics Laboratory").
    const bool taught = !line.role.empty() || !line.terms.empty();
    const bool first_is_course =
        taught && !rest.empty() && rest.front().organization < OrganizationClass::known && !rest.front().place &&
        !rest.front().degree &&
        (rest.size() == 1 || !std::any_of(rest.begin() + 1, rest.end(), [](const Segment& s) {
           return s.unknown() && !is_course_code(s.text) && !is_lower(code_point_at(s.text, 0).value);
         }));
    join_listed(rest);
    for (const Segment& segment : rest) {
      if (segment.degree && line.course.empty()) continue;
      const bool giver = !(first_is_course && &segment == &rest.front()) &&
                         (segment.organization >= OrganizationClass::company || segment.place ||
                          (segment.unit && !segment.role) || segment.organization == OrganizationClass::institute);
      if (line.course.empty() && !giver && !segment.text.empty() &&
          !mentions(segment.text, "names", "title", lexicon_)) {
        line.course = segment.text;
      } else if (!line.course.empty() && open && is_course_code(segment.text)) {
        line.course += ", " + segment.text;
      } else if (giver) {
        where.push_back(segment);
        open = false;
      } else {
        open = false;
      }
    }
    line.affiliation = find_affiliation(where, lexicon_);
    // A line of nothing but names of schools can still be a course ("Statistics for Labs"): not with a university in
    // it.
    if (line.course.empty() && line.affiliation.organization.empty() && !where.empty() &&
        (!line.terms.empty() || !line.role.empty()))
      line.course = where.front().text;
    if (line.course.size() > longest_course || (!line.course.empty() && lexicon::split_words(line.course).empty()))
      line.course.clear();
    if (!lexicon_.find("places", line.course).empty()) line.course.clear();
    // The head of a table: "Course", "Title".
    if (!lexicon_.find("course-levels", line.course).empty()) line.course.clear();
    line.course = without_counts(line.course);
    if (!line.course.empty() && is_lower(code_point_at(line.course, 0).value)) line.course.clear();
    out.push_back(std::move(line));
  }

  /// "Mosses, Ferns, and the Economy": commas inside a course's name.
  void join_listed(std::vector<Segment>& segments) const {
    for (std::size_t i = 1; i < std::min<std::size_t>(segments.size(), 4); ++i) {
      const lexicon::Words words = lexicon::split_words(segments[i].text);
      if (words.empty() || segments[i].named() || segments[i].place) return;
      const auto joint = lexicon_.find("connectives", words.front().key);
      const bool last =
          std::any_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "conjunction"; });
      if (!last) {
        if (is_lower(code_point_at(segments[i].text, 0).value) || words.size() > 3) return;
        continue;
      }
      for (std::size_t k = 1; k <= i; ++k) segments[0].text += ", " + segments[k].text;
      segments.erase(segments.begin() + 1, segments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
  }

  /// Takes "MOS 302: Laboratory of Mosses" from the line's beginning: behind a code, what sounds like an organisation
  /// or a place is a course as well.
  std::string take_coded(std::string& text) const {
    static const RE2 coded(
        R"(^\s*((?:\p{Lu}{2,6}[ -]?|\p{Lu}\p{Ll}{2,20} )\d{3,4}\p{Lu}{0,2}(?:/\d{3,4})?\s?(?::|\.|\s[-–—])\s+\p{Lu}[^()\t;\n]{3,120}))");
    std::string found;
    if (!RE2::PartialMatch(text, coded, &found)) return {};
    const std::vector<Segment> pieces = cut_segments(found, lexicon_, 0);
    for (std::size_t i = 1; i < pieces.size(); ++i)
      if (pieces[i].place || pieces[i].unit || pieces[i].organization >= OrganizationClass::company) {
        found.resize(std::min(found.find_last_of(',', pieces[i].span.begin), found.size()));
        break;
      }
    text.replace(text.find(found), found.size(), "\t");
    return clean_value(found);
  }

  bool is_whole_role(std::string_view text) const { return !lexicon_.find("roles", text).empty(); }

  static bool is_course_code(std::string_view text) {
    static const RE2 code(
        R"(\p{Lu}{2,6}[ -]?\d{2,4}\p{Lu}{0,2}|(?:\pL+ ){0,3}\d{2,4}\p{Lu}{0,2}|[^()]{0,40}\((?:\pL+ )?\d{3,4}\pL{0,2}\))");
    return text.size() < 60 && RE2::FullMatch(re2::StringPiece(text.data(), text.size()), code);
  }

  /// "Instructor - Statistics", "Statistics: Instructor", "Teaching assistant of Statistics".
  void split_role(CourseLine& line, std::string& text) const {
    static const RE2 lead(R"(^\s*([^:\t,]{2,50}?)\s*(?::|\s?[-–—]\s)\s*)");
    static const RE2 tail(R"(:\s*([^:\t,;]{2,40}?)\s*(?:\t|$|[,;]))");
    std::string word;
    if (RE2::PartialMatch(text, lead, &word) && is_whole_role(word)) {
      line.role = word;
      RE2::Replace(&text, lead, "");
      return;
    }
    re2::StringPiece piece(text), hit[2];
    std::size_t at = 0;
    while (tail.Match(piece, at, text.size(), RE2::UNANCHORED, hit, 2)) {
      word.assign(hit[1].data(), hit[1].size());
      const auto begin = static_cast<std::size_t>(hit[0].data() - text.data());
      if (is_whole_role(word)) {
        line.role = word;
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                  text.begin() +
                      static_cast<std::ptrdiff_t>(
                          begin + 1 + (static_cast<std::size_t>(hit[1].data() - hit[0].data()) - 1) + hit[1].size()),
                  '\t');
        return;
      }
      at = begin + 1;
    }
    const lexicon::Words words = lexicon::split_words(text);
    const auto role = lexicon_.longest("roles", words, 0);
    if (!role || role->words >= words.size()) return;
    const auto joint = lexicon_.longest("connectives", words, role->words);
    if (!joint) return;
    const std::string& notation = lexicon_.concept_at(joint->concept_id).notation;
    const std::size_t next = role->words + joint->words;
    if ((notation != "for" && notation != "at") || next >= words.size()) return;
    const std::string between = text.substr(role->span.end, words[role->words].span.begin - role->span.end);
    if (between.find_first_not_of(' ') != std::string::npos) return;
    line.role = text.substr(role->span.begin, role->span.size());
    text = std::string(text.substr(words[next].span.begin));
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  struct Pending {
    std::string role;
    Affiliation house;
    std::vector<std::string> terms;
  };
  Pending pending_;  ///< what the entry before says of courses whose code begins an entry
  Affiliation house_;
  std::string role_, list_role_;
  bool after_course_ = false;
};

}  // namespace

void recognize_teaching(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  const std::vector<Entry> entries = find_entries(section, context, EntryShape::list);
  for (std::size_t i = 0; i < entries.size(); ++i)
    reader.read(entries[i], i + 1 < entries.size() && !Reader::plain_code(entries[i + 1].marker).empty() &&
                                Reader::plain_code(entries[i].marker).empty());
}

}  // namespace vitagraph::extraction
