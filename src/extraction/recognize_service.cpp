// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 6000;  ///< lists of journals run long
constexpr std::size_t longest_role = 80;
constexpr std::size_t longest_venue = 220;
constexpr double sure = 0.88, likely = 0.82, unsure = 0.65;

bool has_notation(const std::vector<const lexicon::Concept*>& concepts, std::string_view notation) {
  return std::any_of(concepts.begin(), concepts.end(),
                     [&](const lexicon::Concept* c) { return c->notation == notation; });
}

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {
    heading_role_ = role_of_heading();
  }

  void read(const Entry& entry) {
    for (const auto* spans : {&entry.lines, &entry.items})
      for (const Span span : *spans)
        if (span.size() <= longest_entry) read_line(std::string(context_.document.slice(span)), span);
  }

 private:
  /// "Ad Hoc Reviewing", "Editorial Boards": the role that a list without role words is under.
  std::string role_of_heading() const {
    for (const Section* section = &section_; section != nullptr;) {
      const std::string role = implied(section->heading);
      if (!role.empty()) return role;
      section = section->parent > 0 && section->inherits
                    ? &(*context_.sections)[static_cast<std::size_t>(section->parent)]
                    : nullptr;
    }
    return {};
  }

  std::string implied(std::string_view heading) const {
    const std::string text = clean_value(heading);
    for (const lexicon::Concept* found : lexicon_.find("heading-roles", text)) return found->label;
    // The heading is a role itself: "Journal Reviewer", "Program Committee Member", "Referee for".
    if (!lexicon_.find("service-roles", text).empty()) return singular(text);
    if (section_.is("reviewing"))
      for (const lexicon::Concept* found : lexicon_.find("heading-roles", section_.kind)) return found->label;
    return {};
  }

  /// "Reviewers" and "Organizing" as the noun that a fact gives.
  std::string singular(const std::string& role) const {
    for (const lexicon::Concept* found : lexicon_.find("role-nouns", role)) return found->label;
    return role;
  }

  struct Role {
    std::string text;     ///< as written
    std::size_t end = 0;  ///< in the line, behind it and what joins it to the venue
    bool list = false;    ///< a colon follows: a list of venues
  };

  /// The role at the beginning of a line.
  std::optional<Role> leading_role(std::string_view line) const {
    const lexicon::Words words = lexicon::split_words(line);
    if (words.empty() || trim(line.substr(0, words.front().span.begin)).size() > 3) return std::nullopt;
    // Up to three words may qualify it ("Guest Associate Editor", "Senior Program Committee Member").
    std::optional<lexicon::Lexicon::Match> best;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < std::min<std::size_t>(words.size(), 4) && !best; ++at) {
      if (at > 0) {
        const std::string_view gap = line.substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
        if (gap.find_first_not_of(" -/") != std::string_view::npos) break;
        if (!lexicon_.find("connectives", words[at - 1].key).empty() && words[at - 1].key != "co") break;
      }
      best = lexicon_.longest("service-roles", words, at);
      begin = at;
    }
    if (!best) return std::nullopt;
    std::size_t next = begin + best->words;
    std::size_t end = best->span.end;
    // "Program Committee Member", "Editorial Board member": heads that follow belong to it.
    while (next < words.size()) {
      const auto more = lexicon_.longest("service-roles", words, next);
      const std::string_view gap = line.substr(end, words[next].span.begin - end);
      if (!more || gap.find_first_not_of(" /&-") != std::string_view::npos) break;
      end = more->span.end;
      next += more->words;
    }
    // A committee's name that goes on ("Committee on Honorary Degrees") is read as a whole elsewhere.
    Role role;
    role.text = std::string(line.substr(words.front().span.begin, end - words.front().span.begin));
    if (role.text.size() > longest_role) return std::nullopt;
    std::size_t at = end;
    // An acronym behind the role goes: "Area Chair (AC)".
    static const RE2 acronym(R"(^\s*\((?:\p{Lu}{2,5}s?|s)\))");
    re2::StringPiece piece(line.data(), line.size()), hit;
    if (acronym.Match(piece, at, line.size(), RE2::UNANCHORED, &hit, 1) && hit.data() == line.data() + at)
      at += hit.size();
    const std::string_view behind = line.substr(at);
    const std::string_view bare = trim(behind);
    role.list = !bare.empty() && (bare.front() == ':' || bare.substr(0, 3) == "：");
    // "Referee. Journals: …"
    const std::size_t label = bare.find(':');
    if (!role.list && label != std::string_view::npos && label < 40) {
      std::string_view word = trim(bare.substr(0, label));
      while (!word.empty() && (word.front() == '.' || word.front() == ',' || word.front() == '-'))
        word = trim(word.substr(1));
      role.list = is_kind_word(word);
    }
    while (at < line.size() && (line[at] == ' ' || line[at] == ':' || line[at] == ',' || line[at] == '-' ||
                                line[at] == '.' || line[at] == '\n' || line[at] == '\t'))
      ++at;
    static constexpr std::string_view dashes[] = {"–", "—", "：", "，"};
    for (const std::string_view dash : dashes)
      if (line.substr(at, dash.size()) == dash) at += dash.size();
    role.end = at;
    return role;
  }

  /// "for the", "of", "at" in front of a venue.
  std::string_view without_joint(std::string_view text) const {
    for (int i = 0; i < 3; ++i) {
      text = trim(text);
      const lexicon::Words words = lexicon::split_words(text);
      if (words.size() < 2 || trim(text.substr(0, words.front().span.begin)).size() > 0) return text;
      bool joint = false;
      const char32_t first = code_point_at(text, 0).value;
      for (const lexicon::Concept* found : lexicon_.find("connectives", words.front().key))
        joint = joint || found->notation == "for" || found->notation == "at";
      if (!joint || !is_lower(first)) return text;
      text.remove_prefix(words[1].span.begin - (text[words[1].span.begin - 1] == '"' ? 1 : 0));
    }
    return text;
  }

  void read_line(const std::string& written, Span span) {
    const std::string text = collapse_breaks(written);
    // A date in front is the entry's; it says nothing of where the role begins.
    const std::vector<DateMention> dates = find_dates(text, lexicon_);
    std::size_t begin = 0;
    for (const DateMention& date : dates)
      if (trim(std::string_view(text).substr(begin, date.span.begin - begin)).size() <= 2) begin = date.span.end;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == ':' || text[begin] == ',' ||
                                   text[begin] == '\t' || text[begin] == ')' || text[begin] == '.'))
      ++begin;
    const std::string_view body = std::string_view(text).substr(begin);
    std::vector<DateMention> leading_dates;
    for (const DateMention& date : dates)
      if (date.span.end <= begin) leading_dates.push_back(date);

    // "University service: Program Review Committee, Avon, 2021-2022; …": a heading inside the line.
    const std::size_t colon = body.find(": ");
    if (colon != std::string_view::npos && colon < 60) {
      const std::string label(body.substr(0, colon));
      if (lexicon_.find("service-roles", label).empty() && !heading_label(label).empty()) {
        for (const Span part : pieces(body.substr(colon + 2), ';'))
          read_statement(std::string(body.substr(colon + 2 + part.begin, part.size())), leading_dates, span, {});
        return;
      }
    }
    // "Conferences: …" below the list that named the role.
    if (colon != std::string_view::npos && colon < 60 && !last_role_.empty() &&
        is_kind_word(clean_value(body.substr(0, colon)))) {
      read_list(body, last_role_, leading_dates, span);
      return;
    }
    const std::optional<Role> role = leading_role(body);
    if (role && role->list) {
      last_role_ = singular(clean_value(role->text));
      read_list(body.substr(role->end), singular(clean_value(role->text)), leading_dates, span);
      return;
    }
    if (!role && !heading_role_.empty()) {
      read_list(body, heading_role_, leading_dates, span);
      return;
    }
    // Semicolons between statements; a part without a role goes on with the one before.
    std::string last;
    for (const Span part : pieces(body, ';'))
      last = read_statement(std::string(body.substr(part.begin, part.size())), leading_dates, span, last);
  }

  std::string heading_label(const std::string& label) const {
    for (const lexicon::Concept* found : lexicon_.find("headings", label))
      if (found->notation == "service" ||
          std::find(found->broader.begin(), found->broader.end(), "service") != found->broader.end())
        return found->notation;
    return {};
  }

  static std::string collapse_breaks(const std::string& text) {
    std::string out = text;
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }

  static std::vector<Span> pieces(std::string_view text, char separator) {
    std::vector<Span> out;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (at < text.size() && text[at] == '(') ++depth;
      if (at < text.size() && text[at] == ')' && depth > 0) --depth;
      if (at < text.size() && (text[at] != separator || depth > 0)) continue;
      if (!trim(text.substr(begin, at - begin)).empty())
        out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      begin = at + 1;
    }
    return out;
  }

  /// Whether a list's text is a kind of venue and no venue ("Journals:", "Conferences:").
  bool is_kind_word(std::string_view text) const { return has_notation(lexicon_.find("connectives", text), "journal"); }

  void read_list(std::string_view text, const std::string& role, const std::vector<DateMention>& dates, Span span) {
    static const RE2 count(R"(\s*[;,]?\s*[(×x]\s*[x×]?\s*\d{1,3}\s*[x×]?\s*\)?\s*$)");
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && is_kind_word(trim(text.substr(0, colon)))) text.remove_prefix(colon + 1);
    for (const Span part : split_list(text, lexicon_)) {
      std::string venue(text.substr(part.begin, part.size()));
      const std::size_t label = venue.find(": ");
      if (label != std::string::npos && is_kind_word(trim(std::string_view(venue).substr(0, label))))
        venue.erase(0, label + 2);
      if (is_kind_word(clean_value(venue))) continue;
      RE2::Replace(&venue, count, "");
      emit(role, venue, dates, span, role == heading_role_ ? likely : sure, Shape::list);
    }
  }

  /// One statement with its own role, or the role of the statement before.
  std::string read_statement(const std::string& text, const std::vector<DateMention>& dates, Span span,
                             const std::string& before) {
    const std::optional<Role> role = leading_role(trim(text));
    const std::string body(trim(text));
    if (role) {
      std::string name = clean_value(role->text);
      std::string_view rest = std::string_view(body).substr(std::min(role->end, body.size()));
      // The committee's own name is the role where a committee leads: "Junior Faculty Search Committee, Avon".
      const lexicon::Words words = lexicon::split_words(name);
      const bool committee =
          mentions(name, "service-roles", "committee", lexicon_) && lexicon_.find("service-roles", name).empty();
      const std::string_view first = without_joint(rest);
      if (!committee && first.size() == rest.size() && body[role->end > 0 ? role->end - 1 : 0] == ' ' &&
          role->text.size() + 1 == role->end && !words.empty() &&
          organization_class(rest, lexicon_) == OrganizationClass::none &&
          !is_upper(code_point_at(trim(rest), 0).value) && !trim(rest).empty()) {
        return before;  // a sentence that only begins like a role
      }
      if (mentions(name, "service-roles", "committee", lexicon_) && !starts_upper_after_comma(body, role->end) &&
          of_committee(rest)) {
        // "Committee on Honorary Degrees, Northwestern": up to the comma it is one name.
        const std::size_t comma = body.find(',');
        const std::size_t open = body.find(" (");
        const std::size_t cut = std::min(comma, open);
        if (cut != std::string::npos && cut > role->end) {
          name = clean_value(body.substr(0, cut));
          rest = std::string_view(body).substr(comma != std::string::npos && cut == comma ? cut + 1 : cut);
        }
      }
      emit(singular(name), std::string(without_joint(rest)), dates, span, likely, Shape::statement);
      return singular(name);
    }
    if (!before.empty()) {
      emit(before, body, dates, span, unsure, Shape::statement);
      return before;
    }
    // A body without a role word: "Admissions Committee, Avon University, 2019".
    const lexicon::Words words = lexicon::split_words(body);
    for (std::size_t at = 0; at < std::min<std::size_t>(words.size(), 9); ++at) {
      const auto match = lexicon_.longest("service-roles", words, at);
      if (!match || lexicon_.concept_at(match->concept_id).notation != "committee") continue;
      const std::size_t end = match->span.end;
      const std::string_view behind = trim(std::string_view(body).substr(end));
      if (!behind.empty() && behind.front() != ',' && behind.front() != '(' && behind.front() != '-' &&
          behind.substr(0, 3) != "–" && without_joint(behind).size() == behind.size())
        break;
      emit(clean_value(body.substr(0, end)), std::string(without_joint(trim_comma(behind))), dates, span, unsure,
           Shape::statement);
      break;
    }
    return {};
  }

  static std::string_view trim_comma(std::string_view text) {
    while (!text.empty() && (text.front() == ',' || text.front() == ' ' || text.front() == '-')) text.remove_prefix(1);
    return text;
  }
  static bool starts_upper_after_comma(std::string_view text, std::size_t at) {
    const std::string_view before = trim(text.substr(0, at));
    return !before.empty() && (before.back() == ',' || before.back() == ':');
  }
  bool of_committee(std::string_view rest) const {
    const std::string_view bare = trim(rest);
    const lexicon::Words words = lexicon::split_words(bare);
    return !words.empty() && is_lower(code_point_at(bare, 0).value) &&
           has_notation(lexicon_.find("connectives", words.front().key), "for") && words.front().key != "for" &&
           words.front().key != "at" && words.front().key != "of" && words.front().key != "to";
  }

  enum class Shape { list, statement };

  /// Makes the fact: dates out of the venue, organisation behind its comma, and years per rule 4.
  void emit(const std::string& role_in, const std::string& written, const std::vector<DateMention>& before, Span span,
            double confidence, Shape shape) {
    Dated dated = take_dates(written, lexicon_, 0);
    std::vector<DateMention> dates = before;
    dates.insert(dates.end(), dated.dates.begin(), dated.dates.end());
    std::vector<Segment> segments = cut_segments(dated.rest, lexicon_, 0);
    std::string venue, organization;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const Segment& segment = segments[i];
      if (segment.text.empty()) continue;
      const bool giver =
          segment.organization >= OrganizationClass::company || segment.organization == OrganizationClass::institute;
      if (venue.empty())
        venue = segment.text;
      else if (segment.place && !giver)
        break;
      else if (giver && shape == Shape::statement && organization.empty())
        organization = segment.text;
      else if (organization.empty() && (shape == Shape::list || !is_lower(code_point_at(segment.text, 0).value)) &&
               i < 4)
        venue += ", " + segment.text;
      else
        break;
    }
    venue = without_explanation(std::move(venue));
    venue = without_edition(std::string(without_joint(venue)));
    if (venue.empty() && !organization.empty()) std::swap(venue, organization);
    std::string role = clean_value(role_in);
    if (venue.empty() || venue.size() > longest_venue || role.empty() || lexicon::split_words(venue).empty()) return;
    if (has_notation(lexicon_.find("connectives", venue), "more") || is_kind_word(venue)) return;
    if (shape == Shape::list && lexicon::split_words(venue).size() > 14) return;
    const When when = when_of(dates);
    Fact fact("service");
    fact.set("person", context_.owner).set("role", role).set("venue", venue).set("organization", organization);
    fact.set("years", when.years).set("start", when.start).set("end", when.end);
    findings_.add(std::move(fact), span, shape == Shape::list ? "service.list" : "service.statement", confidence);
  }

  /// Rule 8: "CVPR’24", "ICML-25" without their year; dates in full are gone already.
  static std::string without_edition(std::string venue) {
    static const RE2 edition(R"(\s*['’`-]\s?\d{2}\)?$|(\p{Lu}{3,})(?:19|20)\d{2}$)");
    std::string letters;
    if (RE2::PartialMatch(venue, edition, &letters)) {
      const bool bracket = venue.back() == ')';
      RE2::Replace(&venue, edition, R"(\1)");
      if (bracket) venue += ')';
    }
    return venue;
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  std::string heading_role_, last_role_;
};

}  // namespace

void recognize_service(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) reader.read(entry);
}

}  // namespace vitagraph::extraction
