// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/grant_sentences.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/labelled.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 1500;
constexpr std::size_t longest_name = 320;
constexpr std::size_t least_title = 4;  ///< words

class Reader {
 public:
  Reader(const Section&, const Context& context, Findings& findings)
      : context_(context), lexicon_(context.lexicon), sums_(lexicon_.kept(&sum_patterns)), findings_(findings) {}

  /// "A study of moss, Fern Council, Principal Investigator, 20,000 EUR": whether an entry among projects is a grant.
  bool read_funded(const Entry& entry) {
    const std::string text = text_of(entry, context_);
    if (text.size() > longest_entry || find_dates(text, lexicon_).empty()) return false;
    const bool sum = RE2::PartialMatch(text, *sums_.leading_currency) || RE2::PartialMatch(text, *sums_.amount);
    if (!sum && !tells_part(text, lexicon_)) return false;
    const std::size_t before = findings_.facts().size();
    funded_ = true;
    read(entry);
    funded_ = false;
    return findings_.facts().size() > before;
  }

  void read(const Entry& entry) {
    std::string text = text_of(entry, context_);
    if (text.size() > longest_entry) return;
    unwrap_sentences(text);
    curl_quotes(text);
    std::string amount;
    re2::StringPiece piece(text), hit[2];
    if (sums_.leading_currency->Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2) ||
        sums_.amount->Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2)) {
      amount = clean_value(std::string_view(hit[1].data(), hit[1].size()));
      const auto begin = static_cast<std::size_t>(hit[1].data() - text.data());
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                text.begin() + static_cast<std::ptrdiff_t>(begin + hit[1].size()), '\t');
    }
    if (read_titled(text, amount, entry.span)) return;
    without_roles(text);
    if (read_sentences(text, amount, entry.span)) return;
    without_people(text);
    if (acknowledgement(text, entry.span)) return;
    Dated dated = take_dates(text, lexicon_, 0);
    std::vector<Segment> segments = cut_segments(dated.rest, lexicon_, 0);
    // What goes on in lower case belongs to what is before it: titles have commas.
    for (std::size_t i = 1; i < segments.size();) {
      if (!segments[i].place && !segments[i].named() && is_lower(code_point_at(segments[i].text, 0).value) &&
          !segments[i].line_start && !is_kind(segments[i - 1].text)) {
        segments[i - 1].text += ", " + segments[i].text;
        segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    segments.erase(std::remove_if(segments.begin(), segments.end(),
                                  [](const Segment& s) { return lexicon::split_words(s.text).empty(); }),
                   segments.end());
    std::size_t funder = segments.size();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      // Among projects the title leads.
      if (funded_ && i == 0 && segments.size() > 1 && !segments[1].line_start &&
          lexicon::split_words(segments[0].text).size() >= least_title)
        continue;
      if (!segments[i].named() || segments[i].place || is_kind(segments[i].text) ||
          lexicon::split_words(segments[i].text).size() > 12)
        continue;
      if (funder == segments.size() || rank(segments[i]) > rank(segments[funder])) funder = i;
    }
    // "Fern Council Discovery Grant" names its giver; behind a mere sort of grant it stands, whatever it is called.
    if (!segments.empty() && !giver_of(segments[0].text).empty())
      funder = 0;
    else if ((funder == segments.size() || rank(segments[funder]) < 3) && segments.size() > 1 &&
             is_kind(segments[0].text) && segments[1].text.size() < 80)
      funder = 1;
    if (funded_ && funder == segments.size() && segments.size() > 1 && !segments[1].line_start &&
        !is_role(segments[1].text) && lexicon::split_words(segments[0].text).size() >= least_title &&
        is_upper(code_point_at(segments[1].text, 0).value))
      funder = 1;
    std::string name;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const Segment& segment = segments[i];
      if (i == funder || segment.place || is_role(segment.text) || is_kind(segment.text)) continue;
      if (segment.quoted) {
        name = segment.text;
        break;
      }
      if (segment.text.size() > name.size() && !segment.named()) name = segment.text;
    }
    // Among projects the title leads, whatever it sounds like.
    if (funded_ && funder > 0 && funder < segments.size() && !is_role(segments[0].text) &&
        !segments[funder].line_start && lexicon::split_words(segments[0].text).size() >= least_title)
      name = segments[0].text;
    // "“Walls and rain”", also behind a number: "IIS-123: “Walls and rain”".
    static const RE2 quoted(R"((?:^|: *)["“]([^"”]{6,}?)[,.]?["”])");
    std::string inner;
    if (RE2::PartialMatch(name, quoted, &inner)) name = clean_value(inner);
    Fact fact("grant");
    fact.set("person", context_.owner).set("amount", amount);
    if (funder < segments.size()) {
      std::string giver = segments[funder].text, rest;
      // "Avon Seed Fund: Dust and moss", "Fern Council Starting Grant MOSSES": the giver and the grant's own name.
      if (const std::size_t colon = giver.find(':'); colon != std::string::npos && colon > 8) {
        rest = clean_value(giver.substr(colon + 1));
        giver = clean_value(giver.substr(0, colon));
      }
      if (const std::string head = giver_of(giver); !head.empty()) {
        if (rest.empty()) rest = giver;
        giver = head;
      }
      if (lexicon::split_words(name).size() < 2) name = rest;
      fact.set("funder", clean_funder(giver, lexicon_));
    }
    if (name.size() <= longest_name && lexicon::split_words(name).size() > 1) fact.set("name", name);
    // "Fern Foundation small grant": the giver begins the name.
    if (funder == segments.size()) {
      read_among_awards(entry);
      return;
    }
    if (amount.empty() && dated.dates.empty() && !mentions(text, "honours", "grant", lexicon_)) return;
    const When when = when_of(dated.dates);
    if (!when.start.empty() || !when.end.empty())
      fact.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      fact.set("year", when.years.front());
    findings_.add(std::move(fact), entry.span, "grants.entry", !amount.empty() && when.stated() ? 0.82 : 0.65);
  }

  /// An entry among awards: whether it is a grant, and then its fact.
  bool read_among_awards(const Entry& entry) {
    static const RE2 bracket(R"(\([^()]*\))");
    std::string text = text_of(entry, context_);
    if (text.size() > longest_entry) return false;
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::string amount;
    re2::StringPiece piece(text), hit[2];
    if (sums_.leading_currency->Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2) ||
        sums_.amount->Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2))
      amount = clean_value(std::string_view(hit[1].data(), hit[1].size()));
    const When when = when_of(find_dates(text, lexicon_));
    // Brackets tell of sums, years and partners; a country's stays with its name.
    std::string open;
    std::size_t at = 0;
    while (bracket.Match(piece, at, text.size(), RE2::UNANCHORED, hit, 1)) {
      const auto begin = static_cast<std::size_t>(hit[0].data() - text.data());
      const bool keeps = is_place_name(std::string_view(hit[0].data() + 1, hit[0].size() - 2), lexicon_);
      open += text.substr(at, begin - at) + (keeps ? std::string(hit[0].data(), hit[0].size()) : std::string(" "));
      at = begin + hit[0].size();
    }
    open += text.substr(at);
    // What the last of its words for honours calls it: a "Small Grant", but a "Research Award".
    bool called = false, honour = false;
    for (const lexicon::Word& word : lexicon::split_words(open)) {
      const auto found = lexicon_.find("honours", word.key);
      if (found.empty()) continue;
      called = std::any_of(found.begin(), found.end(), [](const auto* c) { return c->notation == "grant"; });
      honour = !called;
    }
    if (honour || (!called && amount.empty())) return false;
    std::vector<Segment> segments = cut_segments(take_dates(open, lexicon_, 0).rest, lexicon_, 0);
    segments.erase(std::remove_if(segments.begin(), segments.end(),
                                  [&](const Segment& s) {
                                    return lexicon::split_words(s.text).empty() || is_role(s.text) ||
                                           !lexicon_.find("advising", s.text).empty();
                                  }),
                   segments.end());
    if (segments.empty()) return false;
    auto [funder, name] = funder_and_name(segments);
    if (funder.empty() || funder == name) return false;
    Fact fact("grant");
    fact.set("person", context_.owner).set("funder", funder).set("amount", amount);
    if (name.size() <= longest_name && lexicon::split_words(name).size() > 1) fact.set("name", name);
    if (!when.start.empty() || !when.end.empty())
      fact.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      fact.set("year", when.years.front());
    findings_.add(std::move(fact), entry.span, "grants.award", 0.7);
    return true;
  }

 private:
  /// Blanks those who are named with a label ("PI: A. Moss, 2016"), and leaves the dates behind them.
  void without_people(std::string& text) const {
    const std::vector<DateMention> dates = find_dates(text, lexicon_);
    for (const Labelled& person : find_labelled(text, "advising", lexicon_, 0)) {
      if (person.label != "principal" && person.label != "with" && person.label != "co-advisor") continue;
      std::uint32_t end = person.span.end;
      for (const DateMention& date : dates)
        if (date.span.begin > person.span.begin) end = std::min(end, date.span.begin);
      std::fill(text.begin() + person.span.begin, text.begin() + end, '\t');
    }
  }

  /// Blanks who led: "(co-PI: A. Moss)" anywhere, and the owner's own part in front ("Principal Investigator, …",
  /// "Co-PI with A. Moss. …").
  void without_roles(std::string& text) const {
    static const RE2 bracket(R"(\(([^()]{2,160})\))");
    re2::StringPiece hit[2];
    for (std::size_t at = 0; bracket.Match(text, at, text.size(), RE2::UNANCHORED, hit, 2);) {
      const auto begin = static_cast<std::size_t>(hit[0].data() - text.data());
      at = begin + hit[0].size();
      if (is_principal(std::string_view(hit[1].data(), hit[1].size()), lexicon_) &&
          std::none_of(hit[1].begin(), hit[1].end(), [](char c) { return c >= '0' && c <= '9'; }))
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(at),
                  ' ');
    }
    // "REGE, PI A. Moss, Budget for Avon 60k": who led, and what was paid, between commas.
    for (std::size_t begin = text.find(','); begin != std::string::npos;) {
      std::size_t end = std::min(text.find_first_of(",.;\n", begin + 1), text.size());
      while (end < text.size() && text[end] == '.' && end > 1 && (text[end - 2] == ' ' || text[end - 2] == '.'))
        end = std::min(text.find_first_of(",.;\n", end + 1), text.size());  // an initial
      const std::size_t next = text.find(',', end);
      const std::string_view piece = trim(std::string_view(text).substr(begin + 1, end - begin - 1));
      const lexicon::Words inside = lexicon::split_words(piece);
      const auto part = lexicon_.longest("advising", inside, 0);
      const bool led = part && part->words < inside.size() && inside.size() <= part->words + 4 &&
                       is_principal(piece.substr(0, part->span.end), lexicon_) && piece.find(':') == piece.npos;
      const auto label = lexicon_.longest("grant-labels", inside, 0);
      const bool paid =
          label && text.find('\t', begin) < end + 1 && lexicon_.concept_at(label->concept_id).notation == "amount";
      if (led || paid)
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                  text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      begin = end < text.size() && text[end] == ',' ? end : next;
    }
    const lexicon::Words words = lexicon::split_words(text);
    if (words.empty() || words.front().span.begin > 3) return;
    const std::size_t end = std::min(text.find_first_of(",.:;\n"), text.size());
    const std::string_view lead = std::string_view(text).substr(0, end);
    const auto role = lexicon_.longest("roles", words, 0);
    const auto principal = lexicon_.longest("advising", words, 0);
    const bool leads = principal && is_principal(lead.substr(0, principal->span.end), lexicon_);
    const bool whole = (role && role->span.end + 3 >= trim(lead).size()) ||
                       (leads && lexicon::split_words(lead).size() <= principal->words + 5);
    if (end == text.size() || !whole) return;
    std::fill(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end) + 1, ' ');
  }

  /// The organisation that begins the name of a grant ("Fern Council Starting Grant"); empty if it is all giver.
  std::string giver_of(const std::string& text) const {
    const lexicon::Words words = lexicon::split_words(text);
    // "Office of the Provost's Summer Grants"
    static const RE2 possessive(R"(^(\p{Lu}.{3,60}?)(?:'|’)s\s+(\p{Lu}.*)$)");
    std::string owner, named;
    if (RE2::FullMatch(text, possessive, &owner, &named) && mentions(named, "honours", "grant", lexicon_)) return owner;
    if (!mentions(text, "honours", "grant", lexicon_) && !mentions(text, "honours", "fellowship", lexicon_)) return {};
    for (std::size_t n = words.size(); n-- > 2;) {
      const std::string head = clean_value(text.substr(0, words[n].span.begin));
      if (lexicon_.longest("organizations", words, n - 1).has_value() && !lexicon_.mentions("honours", head) &&
          organization_class(head, lexicon_) >= OrganizationClass::institute)
        return head;
    }
    return {};
  }

  /// "Principal investigator for an NSF DUE grant, “A study of moss”", "“NSF DEB: A study of moss.” Co-PI.": a title in
  /// quotation marks and a funder by its short name.
  bool read_titled(const std::string& text, const std::string& amount, Span span) {
    static const RE2 quoted(R"(“([^“”]{12,300})”)");
    re2::StringPiece hit[2];
    if (!quoted.Match(text, 0, text.size(), RE2::UNANCHORED, hit, 2)) return false;
    const std::string title = clean_value(std::string_view(hit[1].data(), hit[1].size()));
    std::string around = text;
    std::fill_n(around.begin() + (hit[0].data() - text.data()), hit[0].size(), ' ');
    std::string funder = short_funder(around, around.size(), lexicon_);
    if (funder.empty()) funder = short_funder(title, 0, lexicon_);
    const When when = when_of(find_dates(around, lexicon_));
    if (funder.empty() || (amount.empty() && !when.stated() && !tells_part(around, lexicon_))) return false;
    Fact fact("grant");
    fact.set("person", context_.owner).set("funder", funder).set("name", title).set("amount", amount);
    if (!when.start.empty() || !when.end.empty())
      fact.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      fact.set("year", when.years.front());
    findings_.add(std::move(fact), span, "grants.titled", 0.82);
    return true;
  }

  /// An entry in sentences or labels.
  bool read_sentences(const std::string& text, const std::string& amount, Span span) {
    const Dated dated = take_dates(text, lexicon_, 0);
    if (dated.dates.empty() && amount.empty()) return false;
    // "Research project, Fern Agency, …": the sort of grant leads, its giver behind the comma.
    const std::vector<Segment> first = cut_segments(dated.rest, lexicon_, 0);
    if (first.size() > 1 && is_kind(first.front().text) && dated.rest.find('.') > dated.rest.find(',')) return false;
    const std::optional<GrantParts> parts = read_grant_sentences(dated.rest, lexicon_);
    if (!parts) return false;
    Fact fact("grant");
    fact.set("person", context_.owner).set("amount", amount).set("funder", parts->funder);
    if (parts->name.size() <= longest_name) fact.set("name", parts->name);
    const When when = when_of(dated.dates);
    if (!when.start.empty() || !when.end.empty())
      fact.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      fact.set("year", when.years.front());
    findings_.add(std::move(fact), span, "grants.sentences", !amount.empty() && when.stated() ? 0.82 : 0.7);
    return true;
  }

  /// The giver and the grant's name: "Fern Council, Mosses of Avon", "Fern Academy Small Grant", "Grant-in-Aid from
  /// Sigma Fern".
  std::pair<std::string, std::string> funder_and_name(const std::vector<Segment>& segments) const {
    const Segment& first = segments.front();
    std::string name;
    // "Student Travel Grant, Fern Conference": a mere sort of grant, and who paid.
    if (segments.size() > 1 && is_travel_kind(first.text) && !segments[1].place &&
        is_upper(code_point_at(segments[1].text, 0).value))
      return {segments[1].text, first.text};
    for (const Segment& segment : segments)
      if (segment.quoted) name = segment.text;
    const lexicon::Words words = lexicon::split_words(first.text);
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
      const auto joint = lexicon_.find("connectives", words[at].key);
      const bool from = std::any_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "at"; }) &&
                        std::none_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "for"; });
      if (!from || is_lower(code_point_at(first.text, words[at + 1].span.begin).value)) continue;
      return {first.text.substr(words[at + 1].span.begin), clean_value(first.text.substr(0, words[at].span.begin))};
    }
    const bool grant_ends = !words.empty() && lexicon_.longest("honours", words, words.size() - 1).has_value();
    if (!grant_ends && first.organization >= OrganizationClass::institute) {
      if (name.empty() && segments.size() > 1 && !segments[1].place) name = segments[1].text;
      return {first.text, name};
    }
    // "Fern Academy Small Grant", "NFF Grant": the giver begins the name.
    if (name.empty()) name = first.text;
    for (std::size_t n = words.size(); n-- > 1;) {
      const std::string head = clean_value(first.text.substr(0, words[n].span.begin));
      const bool cue = lexicon_.longest("organizations", words, n - 1).has_value();
      if (cue && organization_class(head, lexicon_) >= OrganizationClass::institute) return {head, name};
    }
    // "Moss Student Assembly Travel Grant": who pays for travel stands in front.
    for (std::size_t at = 1; at < words.size(); ++at) {
      const auto match = lexicon_.longest("grant-labels", words, at);
      if (!match || at + match->words != words.size() || lexicon_.concept_at(match->concept_id).notation != "travel")
        continue;
      const std::string payer = clean_value(first.text.substr(0, words[at].span.begin));
      if (!is_student(payer)) return {payer, name};
    }
    const std::string head =
        words.empty() ? std::string() : first.text.substr(words[0].span.begin, words[0].span.size());
    const auto capitals = std::count_if(head.begin(), head.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return {capitals >= 2 && words.size() > 1 ? head : std::string(), name};
  }

  bool is_travel_kind(const std::string& text) const {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = lexicon_.longest("grant-labels", words, at);
      if (!match || at + match->words != words.size() || lexicon_.concept_at(match->concept_id).notation != "travel")
        continue;
      return at == 0 || is_student(clean_value(text.substr(0, words[at].span.begin)));
    }
    return false;
  }

  /// "Graduate Student": one who gets grants, not who gives them.
  bool is_student(const std::string& text) const {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto match = lexicon_.longest("advisee-words", words, at); match && at + match->words == words.size())
        return true;
    return words.size() < 2 && !has_capitals(text);
  }
  static bool has_capitals(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
  }

  /// "We thank X, Y and Z for their support": each of them gave something.
  bool acknowledgement(const std::string& text, Span span) {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = lexicon_.longest("support-words", words, at);
      if (!match) continue;
      const std::string_view list = std::string_view(text).substr(match->span.end);
      for (const Span part : split_list(list, lexicon_)) {
        std::string_view funder = trim(list.substr(part.begin, part.size()));
        const lexicon::Words own = lexicon::split_words(funder);
        if (own.size() > 1 && is_lower(code_point_at(funder, own.front().span.begin).value))
          funder.remove_prefix(own[1].span.begin);
        if (own.empty() || own.size() > 9 || is_lower(code_point_at(funder, 0).value)) continue;
        Fact fact("grant");
        fact.set("person", context_.owner).set("funder", clean_value(funder));
        findings_.add(std::move(fact), span, "grants.acknowledgement", 0.8);
      }
      return true;
    }
    return false;
  }

  static int rank(const Segment& segment) {
    return (segment.organization == OrganizationClass::known       ? 4
            : segment.organization == OrganizationClass::institute ? 3
            : segment.organization == OrganizationClass::company   ? 2
                                                                   : 1) -
           (segment.quoted ? 3 : 0);
  }
  bool is_role(std::string_view text) const {
    return !lexicon_.find("advising", text).empty() || !lexicon_.find("roles", text).empty() ||
           leading(text, "advising", lexicon_) > 0;
  }
  /// "3-year research project": what sort of grant it is.
  bool is_kind(std::string_view text) const {
    const lexicon::Words words = lexicon::split_words(text);
    if (words.size() > 5) return false;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = lexicon_.longest("honours", words, at);
      if (match && at + match->words == words.size()) return true;
      const auto project = lexicon_.longest("heading-words", words, at);
      if (project && at + project->words == words.size() &&
          lexicon_.concept_at(project->concept_id).notation == "projects")
        return true;
    }
    return false;
  }

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  const SumPatterns& sums_;
  Findings& findings_;
  bool funded_ = false;  ///< the entry stands among projects
};

}  // namespace

bool recognize_grant(const Entry& entry, const Section& section, const Context& context, Findings& findings) {
  return !context.owner.empty() && Reader(section, context, findings).read_among_awards(entry);
}

bool recognize_funded_project(const Entry& entry, const Section& section, const Context& context, Findings& findings) {
  return !context.owner.empty() && Reader(section, context, findings).read_funded(entry);
}

void recognize_grants(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  for (const Entry& entry : find_entries(section, context, EntryShape::list))
    if (!recognize_award(entry, section, context, findings)) reader.read(entry);
}

}  // namespace vitagraph::extraction
