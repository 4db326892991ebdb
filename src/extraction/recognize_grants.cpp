// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "extraction/grant_entries.hpp"
#include "extraction/grant_funder.hpp"
#include "extraction/grant_offices.hpp"
#include "extraction/grant_sponsors.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 2500;
constexpr std::size_t longest_name = 320;
constexpr std::size_t least_title = 4;       ///< words
constexpr std::size_t most_title_words = 9;  ///< beyond which longer is no better
constexpr int place_bonus = 14;              ///< for standing where the list's other funders stand
constexpr int most_by_place = 17;
constexpr int undated_funder = 20;  ///< how sure a funder must be that stands without sum and date
constexpr int weak_funder = 3;
constexpr int award_funder = 10;  ///< among awards
constexpr std::size_t least_votes = 2;
constexpr std::size_t most_service_words = 5;

/// Where funders stand among what an entry says.
enum class Slot : std::size_t { first, second, last };
using Votes = std::array<std::size_t, 3>;

/// What one entry was read as.
struct Reading {
  std::string funder, name;
  int score = 0;
};

/// What the whole of a list knows.
struct Style {
  Votes votes{};
  std::size_t told = 0;      ///< how many funders are sure
  bool titles_lead = false;  ///< the first part is a title, whatever it sounds like
  std::string funder;        ///< of a heading, for entries that name none
  When when;
};

class Reader {
 public:
  Reader(const Context& context, Findings& findings)
      : context_(context), lexicon_(context.lexicon), findings_(findings) {}

  void read_section(const Section& section) {
    Style style;
    std::string title;
    if (section.inherits) read_heading(section, style, title);
    std::vector<GrantEntry> entries = find_grant_entries(section, context_);
    std::vector<GrantEntry> grants;
    for (GrantEntry& entry : entries) {
      if (!entry.table) {
        std::string text = grant_text_of(entry.entry, context_);
        if (text.size() > longest_entry || is_table_head(text)) continue;
        if (!is_paid_award(text, section) && recognize_award(entry.entry, section, context_, findings_)) continue;
        if (recognize_sponsors(text, entry.entry.span, context_, findings_)) continue;
        entry.told = take_grant_apart(std::move(text), lexicon_);
      }
      if (!title.empty() && grants.empty()) add_title(entry.told, title);
      vote(entry.told, style);
      grants.push_back(std::move(entry));
    }
    share_dates(grants);
    for (const GrantEntry& grant : grants) emit(grant.told, style, grant.entry.span);
  }

  /// Where entries begin with their dates, one without any has that of the entry above it; but not what is pending.
  void share_dates(std::vector<GrantEntry>& grants) const {
    std::size_t leading = 0, dated = 0;
    std::vector<bool> leads;
    for (const GrantEntry& grant : grants) {
      const std::string text = grant.table ? std::string() : grant_text_of(grant.entry, context_);
      const std::vector<DateMention> dates = find_dates(text, lexicon_);
      leads.push_back(!dates.empty() && dates.front().span.begin == 0);
      leading += leads.back() ? 1 : 0;
      dated += grant.told.when.stated() ? 1 : 0;
    }
    if (leading < least_votes || leading < dated) return;
    const When* above = nullptr;
    for (std::size_t i = 0; i < grants.size(); ++i) {
      When& when = grants[i].told.when;
      if (leads[i])
        above = &when;
      else if (above != nullptr && !when.stated() && !tells_status(grants[i].told))
        when = *above;
    }
  }

  /// "A study of moss, Fern Council, Principal Investigator, 20,000 EUR": whether an entry among projects is a grant.
  Funded read_funded(const Entry& entry, const std::string& title) {
    std::string text = grant_text_of(entry, context_);
    if (text.size() > longest_entry) return Funded::no;
    GrantText told = take_grant_apart(std::move(text), lexicon_);
    if (!title.empty()) add_title(told, title);
    const bool giver =
        std::any_of(told.parts.begin(), told.parts.end(), [](const GrantPart& part) { return part.label == "funder"; });
    // Below "Projects and Grants" an entry that names a funder is a grant, or what one did for it.
    const bool paid = below_grants(entry) &&
                      std::any_of(told.parts.begin(), told.parts.end(),
                                  [&](const GrantPart& part) { return funder_score(part, lexicon_) >= sure_funder; });
    if (paid && !giver && tells_service(told)) return Funded::neither;
    if (!giver && !paid && (!told.when.stated() || (told.amount.empty() && !told.led))) return Funded::no;
    Style style;
    style.titles_lead =
        !told.parts.empty() && !told.parts.front().kind && word_count(told.parts.front()) >= least_title;
    // "“Walls and rain”, Avon University, 2018 (researcher)": where one worked, and nobody who paid.
    if (!giver && !paid && told.amount.empty()) {
      const Reading reading = read(told, style);
      if (reading.score < award_funder || is_unit_name(reading.funder, lexicon_) ||
          organization_class(reading.funder, lexicon_) == OrganizationClass::university)
        return Funded::no;
    }
    if (!emit(told, style, entry.span)) return Funded::no;
    return giver && !told.led && !paid ? Funded::project_too : Funded::yes;
  }

  /// An entry among awards: whether it is a grant, and then its fact.
  bool read_among_awards(const Entry& entry) {
    std::string text = grant_text_of(entry, context_);
    if (text.size() > longest_entry) return false;
    const GrantText told = take_grant_apart(text, lexicon_);
    // What the last of its words for honours calls it: a "Small Grant", but a "Research Award".
    bool called = false, honour = false, paid = false;
    for (const GrantPart& part : told.parts) {
      if (part.bracketed || part.label == "purpose") continue;
      for (const lexicon::Word& word : lexicon::split_words(part.text)) {
        const auto found = lexicon_.find("honours", word.key);
        if (found.empty()) continue;
        called = has_notation(found, "grant");
        honour = !called;
        paid = has_notation(found, "paid");
      }
    }
    // "FFC Award DMS-123456": an award with a number is money.
    if (paid && told.numbered && !told.parts.empty() && funder_score(told.parts.front(), lexicon_) >= sure_funder)
      called = !(honour = false);
    const Reading reading = read(told, {});
    // "Principal Investigator, Walls and rain, Fern Council, $20,000 award"
    const bool led =
        told.led && reading.score >= award_funder && (!told.amount.empty() || reading.score >= sure_funder);
    if (!led && (honour || (!called && told.amount.empty()))) return false;
    if (reading.funder.empty()) return false;
    // "Fern Assembly Travel Grant ($400)": the house in front of the grant's word gave it.
    const bool own = called && !told.amount.empty() && reading.score >= weak_funder && !reading.name.empty() &&
                     is_house(reading.funder);
    if (reading.score < award_funder && !own) return false;
    add(reading, told, entry.span, "grants.award", 0.7);
    return true;
  }

 private:
  static bool tells_status(const GrantText& told) {
    return std::any_of(told.parts.begin(), told.parts.end(),
                       [](const GrantPart& part) { return part.label == "status"; });
  }

  /// "FFC Reviewer Training", "FFC Panel Member": what one did for a house that pays.
  bool tells_service(const GrantText& told) const {
    return told.amount.empty() && std::any_of(told.parts.begin(), told.parts.end(), [&](const GrantPart& part) {
             return !part.led && !part.quoted && word_count(part) <= most_service_words &&
                    lexicon_.mentions("service-roles", part.text);
           });
  }

  /// "FFC", "FeSA": one word with several capitals.
  static bool is_acronym(const std::string& name) {
    return name.find(' ') == std::string::npos &&
           std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
  }

  /// What is paid for a journey is paid again for the next.
  bool pays_journeys(const GrantText& told) const {
    return std::any_of(told.parts.begin(), told.parts.end(), [&](const GrantPart& part) {
      const lexicon::Words words = lexicon::split_words(part.text);
      for (std::size_t at = 0; at < words.size(); ++at)
        if (const auto match = lexicon_.longest("grant-labels", words, at);
            match && lexicon_.concept_at(match->concept_id).notation == "travel")
          return true;
      return false;
    });
  }

  /// Whether what stands in front of a grant's word is the name of a house, and no word for an honour.
  bool is_house(const std::string& name) const {
    return !lexicon_.mentions("honours", name) &&
           (is_acronym(name) || is_unit_name(name, lexicon_) || !lexicon_.find("funders", name).empty() ||
            lexicon_.mentions("bodies", name) || organization_class(name, lexicon_) != OrganizationClass::none);
  }

  /// Whether the heading above an entry announces grants, be it together with others.
  bool below_grants(const Entry& entry) const {
    const std::vector<Section>& all = *context_.sections;
    const auto next =
        std::upper_bound(all.begin(), all.end(), entry.span.begin,
                         [](std::uint32_t at, const Section& section) { return at < section.span.begin; });
    return next != all.begin() && std::prev(next)->announces("grants");
  }

  static std::size_t word_count(const GrantPart& part) { return lexicon::split_words(part.text).size(); }

  /// An unknown heading below one on grants names a grant, who paid for several, or their year.
  void read_heading(const Section& section, Style& style, std::string& title) const {
    const GrantText told = take_grant_apart(section.heading, lexicon_);
    if (told.parts.empty()) {
      style.when = told.when;
      return;
    }
    if (told.parts.size() == 1 && funder_score(told.parts.front(), lexicon_) >= sure_funder)
      style.funder = split_giver(told.parts.front().text, lexicon_).funder;
    else if (lexicon::split_words(section.heading).size() >= least_title)
      title = clean_value(section.heading);
  }

  static void add_title(GrantText& told, const std::string& title) {
    const bool titled = std::any_of(told.parts.begin(), told.parts.end(),
                                    [](const GrantPart& part) { return part.quoted || part.label == "title"; });
    if (titled) return;
    GrantPart part;
    part.text = title;
    part.label = "title";
    told.parts.insert(told.parts.begin(), std::move(part));
  }

  /// "Year   Agency   Title": names of columns.
  bool is_table_head(const std::string& text) const {
    if (text.find('\t') == std::string::npos) return false;
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\t', begin), text.size());
      const std::string_view cell = trim(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
      if (!cell.empty() && grant_label(cell, lexicon_).empty() && !is_principal(cell, lexicon_)) return false;
    }
    return true;
  }

  /// In a list of grants alone "Fern Research Award, $40,000" is one.
  bool is_paid_award(const std::string& text, const Section& section) const {
    if (section.announces("awards") || !find_sum(text, 0, lexicon_.kept(&sum_patterns))) return false;
    for (const lexicon::Word& word : lexicon::split_words(section.heading)) {
      const auto found = lexicon_.find("honours", word.key);
      if (!found.empty() && !has_notation(found, "grant")) return false;
    }
    bool paid = false;
    for (const lexicon::Word& word : lexicon::split_words(text))
      if (const auto found = lexicon_.find("honours", word.key); !found.empty())
        paid = has_notation(found, "paid") || has_notation(found, "grant");
    return paid;
  }

  /// What of the parts may be funder or title, in order.
  static std::vector<std::size_t> content_of(const GrantText& told) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < told.parts.size(); ++i) {
      const GrantPart& part = told.parts[i];
      const bool aside = part.people || part.place || part.kind || part.bracketed ||
                         (!part.label.empty() && part.label != "funder" && part.label != "title");
      if (!aside) out.push_back(i);
    }
    return out;
  }

  static bool stands_at(const std::vector<std::size_t>& content, std::size_t part, Slot slot) {
    if (content.empty()) return false;
    if (slot == Slot::first) return content.front() == part;
    if (slot == Slot::last) return content.back() == part;
    return content.size() > 1 && content[1] == part;
  }

  void vote(const GrantText& told, Style& style) const {
    std::size_t best = told.parts.size();
    int highest = sure_funder - 1;
    for (std::size_t i = 0; i < told.parts.size(); ++i)
      if (const int score = funder_score(told.parts[i], lexicon_); score > highest) {
        highest = score;
        best = i;
      }
    if (best == told.parts.size()) return;
    ++style.told;
    const std::vector<std::size_t> content = content_of(told);
    for (const Slot slot : {Slot::first, Slot::second, Slot::last})
      style.votes[static_cast<std::size_t>(slot)] += stands_at(content, best, slot) ? 1 : 0;
  }

  /// The slot that most of the list's sure funders stand at.
  static std::optional<Slot> usual_slot(const Style& style) {
    const auto most = std::max_element(style.votes.begin(), style.votes.end());
    if (*most < least_votes || *most * 5 < style.told * 3) return std::nullopt;
    return static_cast<Slot>(most - style.votes.begin());
  }

  Reading read(const GrantText& told, const Style& style) const {
    const std::vector<std::size_t> content = content_of(told);
    const std::optional<Slot> usual = usual_slot(style);
    std::size_t best = told.parts.size();
    int highest = no_funder;
    for (std::size_t i = 0; i < told.parts.size(); ++i) {
      int score = funder_score(told.parts[i], lexicon_);
      if (score <= -100) continue;
      // Where other funders of the list stand; but what is surely one is not outdone by that.
      if (usual && score < sure_funder && stands_at(content, i, *usual))
        score = std::max(score, std::min(score + place_bonus, most_by_place));
      if (style.titles_lead && i == 0) score -= 2 * place_bonus;
      if (style.titles_lead && i == 1 && told.parts[i].label.empty() && score == 0) score = weak_funder;
      if (score > highest) {
        highest = score;
        best = i;
      }
    }
    Reading out;
    out.score = highest;
    if (best == told.parts.size()) {
      if (style.funder.empty()) return read_title(told);
      out.funder = style.funder;
      out.score = sure_funder;
    }
    Giver giver;
    if (best < told.parts.size()) {
      giver = split_giver(told.parts[best].text, lexicon_);
      out.funder = giver.funder;
    }
    if (out.funder.empty()) return out;
    add_country(out.funder, told, best, lexicon_);
    add_office(out.funder, told, best, lexicon_);
    out.name = name_of(told, best, out.funder);
    if (!giver.title.empty() && (out.name.empty() || lexicon::split_words(giver.title).size() > 2))
      out.name = giver.title;
    if (out.name.empty()) out.name = giver.scheme;
    return out;
  }

  /// "“FFC WALLS: A study of moss.” Co-PI.": a title that begins with its funder.
  Reading read_title(const GrantText& told) const {
    Reading out;
    for (const GrantPart& part : told.parts) {
      const std::size_t colon = part.text.find(": ");
      if (!part.quoted || colon == std::string::npos) continue;
      GrantPart head;
      head.text = part.text.substr(0, colon);
      out.score = funder_score(head, lexicon_);
      if (out.score < sure_funder) continue;
      out.funder = split_giver(head.text, lexicon_).funder;
      out.name = part.text;
      return out;
    }
    return {};
  }

  /// The grant's own name: labelled, in quotation marks, the fullest of the other parts, or its mere sort.
  std::string name_of(const GrantText& told, std::size_t funder, const std::string& giver) const {
    const auto is_named = [&](const GrantPart& part) { return lexicon::split_words(part.text).size() > 1; };
    for (const GrantPart& part : told.parts)
      if (part.label == "title") return part.text;
    for (const GrantPart& part : told.parts)
      if (part.quoted && is_named(part)) return part.text;
    std::string best, sort;
    double highest = 0;
    for (std::size_t i = 0; i < told.parts.size(); ++i) {
      const GrantPart& part = told.parts[i];
      if (i == funder || part.people || part.place || part.bracketed || !is_named(part)) continue;
      if (giver.find(part.text) != std::string::npos) continue;  // its office
      if (part.kind && sort.empty()) sort = part.text;
      if (part.kind || (!part.label.empty() && part.label != "purpose")) continue;
      if (part.text.find("://") != std::string::npos || part.text.size() > longest_name) continue;
      const auto words = static_cast<double>(std::min(word_count(part), most_title_words));
      // Titles stand in front of what is said about them.
      double score = words - 0.75 * static_cast<double>(i);
      if (i > 0 && word_count(part) > most_title_words && context_describes(part)) score -= 6;
      if (is_lower(code_point_at(part.text, 0).value)) score -= 2;
      if (part.emphasized) score += 4;
      if (best.empty() || score > highest) {
        best = part.text;
        highest = score;
      }
    }
    return best.empty() ? sort : best;
  }

  /// "This project studies …", "The goal of the study …"
  bool context_describes(const GrantPart& part) const {
    const lexicon::Words words = lexicon::split_words(part.text);
    return part.sentence && !words.empty() &&
           (has_notation(lexicon_.find("clause-words", words.front().key), "determiner") ||
            !lexicon_.find("pronouns", words.front().key).empty());
  }

  bool emit(const GrantText& told, const Style& style, Span span) {
    const Reading reading = read(told, style);
    const When& when = told.when.stated() ? told.when : style.when;
    const bool dated = !told.amount.empty() || when.stated();
    if (reading.funder.empty() || (!dated && reading.score < undated_funder)) return false;
    if (reading.score < weak_funder) return false;
    const bool full = !told.amount.empty() && when.stated();
    add(reading, told, span, "grants.entry", reading.score >= sure_funder ? (full ? 0.85 : 0.8) : 0.65, &when);
    return true;
  }

  void add(const Reading& reading, const GrantText& told, Span span, const char* rule, double confidence,
           const When* stated = nullptr) {
    const When& when = stated != nullptr ? *stated : told.when;
    Fact fact("grant");
    fact.set("person", context_.owner).set("funder", reading.funder).set("amount", told.amount);
    if (reading.name.size() <= longest_name && lexicon::split_words(reading.name).size() > 1)
      fact.set("name", reading.name);
    if (!when.start.empty() || !when.end.empty()) {
      fact.set("start", when.start).set("end", when.end);
    } else if (told.yearly && !told.amount.empty() && !pays_journeys(told)) {
      // One sum, which is not given again in each of the years.
      fact.set("start", when.years.front()).set("end", when.years.back());
    } else if (told.yearly) {
      // "(2014, 2015)": given in each of them
      for (const std::string& year : when.years) {
        Fact one = fact;
        one.set("year", year);
        findings_.add(std::move(one), span, rule, confidence);
      }
      return;
    } else if (!when.years.empty()) {
      fact.set("year", when.years.front());
    }
    findings_.add(std::move(fact), span, rule, confidence);
  }

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
};

}  // namespace

bool recognize_grant(const Entry& entry, const Section&, const Context& context, Findings& findings) {
  return !context.owner.empty() && Reader(context, findings).read_among_awards(entry);
}

Funded recognize_funded_project(const Entry& entry, const std::string& title, const Context& context,
                                Findings& findings) {
  return context.owner.empty() ? Funded::no : Reader(context, findings).read_funded(entry, title);
}

void recognize_grants(const Section& section, const Context& context, Findings& findings) {
  if (!context.owner.empty()) Reader(context, findings).read_section(section);
}

}  // namespace vitagraph::extraction
