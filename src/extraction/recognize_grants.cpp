// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/labelled.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_entry = 1500;
constexpr std::size_t longest_name = 320;

/// A currency in front of its number.
const RE2& leading_currency() {
  static const RE2 pattern(
      R"(((?:[~≈]\s?)?(?:(?:US|CA|AU|NZ|HK|C|A|R)?\$|€|£|¥|₹|\b(?:USD|EUR|GBP|CAD|AUD|CHF|RMB|CNY|JPY|SEK|NOK|DKK|INR|BRL|MXN|NTD|TWD|KRW))\s?\d[\d.,'’]*(?: \d{3}\b)*(?:\s?(?:[kKmMbB]\b|million|billion|[Mm]io))?))");
  return pattern;
}

/// Sums of money, and hours or orbits of telescope time are written with their unit beside them.
const RE2& amount_pattern() {
  static const RE2 pattern(
      R"(((?:[~≈]\s?)?\d[\d.,'’]*(?: \d{3}\b)*\s?(?:[kKmM]\s?)?(?:€|£|\$|¥|USD\b|EUR\b|euros?\b|Euros?\b|GBP\b|CHF\b|CAD\b|RMB\b|SEK\b|NOK\b|DKK\b|AUD\b)))");
  return pattern;
}

class Reader {
 public:
  Reader(const Section&, const Context& context, Findings& findings)
      : context_(context), lexicon_(context.lexicon), findings_(findings) {}

  void read(const Entry& entry) {
    std::string text = text_of(entry, context_);
    if (text.size() > longest_entry) return;
    std::string amount;
    re2::StringPiece piece(text), hit[2];
    if (leading_currency().Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2) ||
        amount_pattern().Match(piece, 0, text.size(), RE2::UNANCHORED, hit, 2)) {
      amount = clean_value(std::string_view(hit[1].data(), hit[1].size()));
      const auto begin = static_cast<std::size_t>(hit[1].data() - text.data());
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                text.begin() + static_cast<std::ptrdiff_t>(begin + hit[1].size()), '\t');
    }
    for (const Labelled& person : find_labelled(text, "advising", lexicon_, 0))
      if (person.label == "principal" || person.label == "with" || person.label == "co-advisor")
        std::fill(text.begin() + person.span.begin, text.begin() + person.span.end, '\t');
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
      if (!segments[i].named() || segments[i].place || is_kind(segments[i].text) ||
          lexicon::split_words(segments[i].text).size() > 12)
        continue;
      if (funder == segments.size() || rank(segments[i]) > rank(segments[funder])) funder = i;
    }
    // Behind the sort of grant stands its giver, whatever it is called.
    if ((funder == segments.size() || rank(segments[funder]) < 3) && segments.size() > 1 && is_kind(segments[0].text) &&
        segments[1].text.size() < 80)
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
    Fact fact("grant");
    fact.set("person", context_.owner).set("amount", amount);
    if (funder < segments.size()) fact.set("funder", segments[funder].text);
    if (name.size() <= longest_name && lexicon::split_words(name).size() > 1) fact.set("name", name);
    if (funder == segments.size()) return;
    if (amount.empty() && dated.dates.empty() && !mentions(text, "honours", "grant", lexicon_)) return;
    const When when = when_of(dated.dates);
    if (!when.start.empty() || !when.end.empty())
      fact.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      fact.set("year", when.years.front());
    findings_.add(std::move(fact), entry.span, "grants.entry", !amount.empty() && when.stated() ? 0.82 : 0.65);
  }

 private:
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
  Findings& findings_;
};

}  // namespace

void recognize_grants(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  Reader reader(section, context, findings);
  for (const Entry& entry : find_entries(section, context, EntryShape::list)) reader.read(entry);
}

}  // namespace vitagraph::extraction
