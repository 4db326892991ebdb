// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/award_leads.hpp"
#include "extraction/award_parts.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/names.hpp"
#include "extraction/table_columns.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_award = 330;   ///< bytes of an entry; longer ones tell a story
constexpr std::size_t longest_giver = 80;    ///< bytes of a line that names who gave an award, and when
constexpr std::size_t most_giver_words = 3;  ///< of one that no word tells to be a body
constexpr std::size_t most_years = 12;

/// One award's line: its name, who gave it, when.
class Award {
 public:
  Award(std::string text, const Context& context)
      : context_(context), lexicon_(context.lexicon), text_(without_sums(std::move(text), lexicon_)) {}

  bool read() {
    if (text_.size() > longest_award) return false;
    if (mentions(text_, "honours", "nominee", lexicon_) && leading(text_, "honours", lexicon_) > 0 &&
        starts_with("nominee"))
      return false;
    if (starts_with("recipient")) {
      const std::size_t end = leading(text_, "honours", lexicon_);
      std::fill(text_.begin(),
                text_.begin() + static_cast<std::ptrdiff_t>(
                                    std::min(text_.size(), end + (end < text_.size() && text_[end] == ':' ? 1 : 0))),
                ' ');
    }
    // "(2013/2014/2016)": years one by one.
    static const RE2 slashed(R"((\((?:19|20)\d\d(?:/(?:19|20)\d\d)+\)))");
    re2::StringPiece piece(text_), hit;
    for (std::size_t at = 0; slashed.Match(piece, at, text_.size(), RE2::UNANCHORED, &hit, 1);) {
      const auto begin = static_cast<std::size_t>(hit.data() - text_.data());
      at = begin + hit.size();
      std::replace(text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(at),
                   '/', ',');
    }
    Dated dated = take_dates(text_, lexicon_, 0);
    dates_ = std::move(dated.dates);
    open_dated_brackets(dated.rest);
    segments_ = cut_segments(dated.rest, lexicon_, 0);
    for (Segment& segment : segments_) segment.text = clean_value(without_explanation(segment.text));
    segments_.erase(
        std::remove_if(segments_.begin(), segments_.end(),
                       [](const Segment& s) { return s.text.empty() || lexicon::split_words(s.text).empty(); }),
        segments_.end());
    if (segments_.empty() || names_compatible(segments_.front().text, context_.owner, lexicon_)) return false;
    const std::string told = behind_award_lead(segments_.front().text, lexicon_);
    if (told != segments_.front().text) {
      segments_.front().text = told;
      split_place_of_award();
    }
    return name();
  }

  void add_to(Findings& findings, Span span) const {
    const double confidence = cued_ ? 0.89 : dates_.empty() ? 0.6 : 0.78;
    const std::vector<Fact> pairs = paired();
    if (!pairs.empty()) {
      for (const Fact& fact : pairs) findings.add(fact, span, "awards.pairs", confidence);
      return;
    }
    const When when = when_of(dates_);
    if (when.years.size() > 1 && when.years.size() <= most_years) {
      for (const std::string& year : when.years)
        findings.add(fact(organization_).set("year", year), span, "awards.years", confidence);
      return;
    }
    Fact one = fact(organization_);
    if (!when.start.empty() || !when.end.empty())
      one.set("start", when.start).set("end", when.end);
    else if (!when.years.empty())
      one.set("year", when.years.front());
    findings.add(std::move(one), span, "awards.line", confidence);
  }

 private:
  /// "(elected 2018)" goes with its date; what else stood beside a date in brackets is a part of its own ("(Bath
  /// Institute, 2010)").
  void open_dated_brackets(std::string& text) const {
    for (const DateMention& date : dates_) {
      const std::size_t open = text.rfind('(', date.span.begin);
      if (open == std::string::npos || text.find(')', open) < date.span.begin) continue;
      const std::size_t close = text.find(')', open);
      if (close == std::string::npos) continue;
      const std::string_view inner = trim(std::string_view(text).substr(open + 1, close - open - 1));
      const lexicon::Words words = lexicon::split_words(inner);
      if (words.empty() || (words.size() < 3 && is_lower(code_point_at(inner, words.front().span.begin).value))) {
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(open),
                  text.begin() + static_cast<std::ptrdiff_t>(close) + 1, '\t');
      } else if (organization_class(clean_value(inner), lexicon_) != OrganizationClass::none) {
        text[open] = text[close] = '\t';
      }
    }
  }

  /// Behind words of giving: "Outstanding Reviewer at FernConf" names who gave it.
  void split_place_of_award() {
    std::string& text = segments_.front().text;
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
      const auto joint = lexicon_.find("connectives", words[at].key);
      const bool from = std::any_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "at"; }) &&
                        std::none_of(joint.begin(), joint.end(), [](const auto* c) { return c->notation == "for"; });
      if (!from || !is_lower(code_point_at(text, words[at].span.begin).value)) continue;
      organization_ = clean_value(text.substr(words[at + 1].span.begin));
      text = clean_value(text.substr(0, words[at].span.begin));
      return;
    }
  }

  /// A standing without its award: "Finalist", "Honorable Mention".
  bool is_standing(const Segment& segment) const {
    const lexicon::Words words = lexicon::split_words(segment.text);
    const auto match = lexicon_.longest("award-standings", words, 0);
    return match && match->words == words.size();
  }

  bool starts_with(std::string_view notation) const {
    const lexicon::Words words = lexicon::split_words(text_);
    const auto match = lexicon_.longest("honours", words, 0);
    if (!match) return false;
    for (const lexicon::Concept* found : lexicon_.concepts_of("honours", words, 0, match->words))
      if (found->notation == notation) {
        // Only as a label: "Nominee: …", "Recipient of …".
        const std::size_t end = match->span.end;
        return (end < text_.size() && text_[end] == ':') || match->words > 1;
      }
    return false;
  }

  bool is_cue(const Segment& segment) const { return lexicon_.mentions("honours", segment.text); }

  bool name() {
    std::size_t cue = segments_.size();
    for (std::size_t i = 0; i < segments_.size() && cue == segments_.size(); ++i)
      if (is_cue(segments_[i])) cue = i;
    cued_ = cue < segments_.size();
    // Givers may stand in front of the award ("Avon Society, Young Scholars, Best Thesis Award").
    std::size_t first = 0;
    if (cued_ && cue > 0 && !segments_[cue].line_start && segments_.front().named()) {
      for (std::size_t i = 0; i < cue; ++i) organization_ += (i ? ", " : "") + segments_[i].text;
      first = cue;
    }
    name_ = segments_[first].text;
    std::size_t next = first + 1;
    if (first == 0 && segments_.size() > 1 && (is_standing(segments_[0]) || is_standing(segments_[1])) &&
        !segments_[1].line_start) {
      name_ += ", " + segments_[1].text;
      next = 2;
    }
    // "Fellowship for Chinese, Japanese, and Korean Studies": a list inside the name.
    for (std::size_t i = next; i < segments_.size() && i < next + 4; ++i) {
      const lexicon::Words words = lexicon::split_words(segments_[i].text);
      const bool last = !words.empty() && is_lower(code_point_at(segments_[i].text, 0).value) &&
                        std::any_of(lexicon_.find("connectives", words.front().key).begin(),
                                    lexicon_.find("connectives", words.front().key).end(),
                                    [](const auto* c) { return c->notation == "conjunction"; });
      const bool small = is_lower(code_point_at(segments_[i].text, 0).value);
      if (segments_[i].line_start || (!last && (small || segments_[i].named()))) break;
      if (!last) continue;
      for (; next <= i; ++next) name_ += ", " + segments_[next].text;
      break;
    }
    // Up to the cue everything is the name; behind it only what names no giver.
    for (; next < segments_.size(); ++next) {
      const Segment& segment = segments_[next];
      if (segment.line_start && next > cue) break;
      const bool giver = segment.named() || segment.place || (segment.unit && next > cue);
      if (cued_ && cue != first && next <= cue)
        name_ += ", " + segment.text;
      else if (!giver && !segment.line_start && !is_lower(code_point_at(segment.text, 0).value) &&
               next + 1 < segments_.size() && segments_[next + 1].named())
        name_ += ", " + segment.text;
      else
        break;
    }
    for (; next < segments_.size() && organization_.empty(); ++next) {
      const Segment& segment = segments_[next];
      if (segment.place && !segment.named()) continue;
      if (!is_letter_or_quote(segment.text)) continue;
      if (segment.text.size() > 90) break;
      if (segment.named() ||
          (!is_lower(code_point_at(segment.text, 0).value) && lexicon::split_words(segment.text).size() <= 7)) {
        organization_ = segment.text;
        // "University of Avon, Department of Physics": the house, not its part.
        if (segment.organization == OrganizationClass::none || segment.unit)
          for (std::size_t i = next + 1; i < segments_.size(); ++i)
            if (segments_[i].organization >= OrganizationClass::known) organization_ = segments_[i].text;
      }
    }
    from_giver();
    of_giver();
    bracketed_giver();
    return name_.size() > 3 && name_.size() < 200 && is_letter_or_quote(name_);
  }

  static bool is_letter_or_quote(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint c = code_point_at(text, at);
      if (is_letter(c.value)) return true;
      at += c.length;
    }
    return false;
  }

  /// "Moss Award from the Fern Foundation": who gave it, whatever it is called.
  void from_giver() {
    if (!organization_.empty()) return;
    const lexicon::Words words = lexicon::split_words(name_);
    for (std::size_t at = words.size(); at-- > 1;) {
      const auto joint = lexicon_.find("connectives", words[at].key);
      if (!has_notation(joint, "at") || has_notation(joint, "for") || at + 1 >= words.size() ||
          !is_lower(code_point_at(name_, words[at].span.begin).value))
        continue;
      std::size_t next = at + 1;
      while (next + 1 < words.size() && is_lower(code_point_at(name_, words[next].span.begin).value)) ++next;
      const std::string giver = name_.substr(words[next].span.begin);
      const std::string head = clean_value(name_.substr(0, words[at].span.begin));
      if (!lexicon_.mentions("honours", head) || lexicon_.mentions("honours", giver) || words.size() - next > 8 ||
          !is_upper(code_point_at(giver, 0).value))
        continue;
      if (organization_class(giver, lexicon_) == OrganizationClass::none && words.size() - next > 3) continue;
      name_ = head;
      organization_ = giver;
      return;
    }
  }

  /// "Merit Student of Avon University": the university at the end is the giver.
  void of_giver() {
    if (!organization_.empty()) return;
    const lexicon::Words words = lexicon::split_words(name_);
    for (std::size_t at = words.size(); at-- > 1;) {
      if (mentions(clean_value(name_.substr(0, words[1].span.begin)), "honours", "fellowship", lexicon_) && at > 2 &&
          words.size() > 2)
        at = std::min<std::size_t>(at, 1);
      bool of = false;
      for (const lexicon::Concept* found : lexicon_.find("connectives", words[at].key))
        of = of || found->notation == "for" || found->notation == "at";
      if (!of || at + 1 >= words.size()) continue;
      const std::string tail = name_.substr(words[at + 1].span.begin);
      const std::string head = clean_value(name_.substr(0, words[at].span.begin));
      if (mentions(head, "honours", "fellowship", lexicon_) && lexicon::split_words(head).size() < 3 &&
          organization_class(tail, lexicon_) != OrganizationClass::none) {
        const bool article =
            words[at + 1].key.size() == 3 && at + 2 < words.size() && is_lower(code_point_at(tail, 0).value);
        organization_ = article ? name_.substr(words[at + 2].span.begin) : tail;
        return;
      }
      if (organization_class(tail, lexicon_) != OrganizationClass::university ||
          lexicon::split_words(tail).size() > 6 || lexicon_.mentions("honours", tail))
        continue;
      // "Fellow of the University" is the award's whole name.
      if (mentions(head, "honours", "fellowship", lexicon_) && lexicon::split_words(head).size() < 3) return;
      // The connective must stand right before the university's name: no second one between.
      bool inner = false;
      for (std::size_t i = at + 1; i < words.size(); ++i)
        for (const lexicon::Concept* found : lexicon_.find("connectives", words[i].key))
          inner = inner || found->notation == "for";
      if (inner && words[at + 1].key.size() < 4) continue;
      name_ = head;
      organization_ = tail;
      return;
    }
  }

  /// "(GDCh)" behind a name whose words do not begin with these letters: an acronym of the award's own name is none.
  static bool is_other_acronym(std::string_view giver, std::string_view name) {
    constexpr std::size_t least = 3, most = 8;
    std::string capitals, initials;
    for (const char c : giver) {
      if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) return false;
      if (c >= 'A' && c <= 'Z') capitals += c;
    }
    if (capitals.size() < least || giver.size() > most || capitals.size() * 2 < giver.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i)
      if ((i == 0 || name[i - 1] == ' ' || name[i - 1] == '-') && name[i] >= 'A' && name[i] <= 'Z') initials += name[i];
    // Two letters of the name's own in their order make it likely to be that.
    std::size_t shared = 0, from = 0;
    for (const char c : capitals)
      if (const std::size_t at = initials.find(c, from); at != std::string::npos) {
        ++shared;
        from = at + 1;
      }
    return shared < 2;
  }

  /// "Moss Prize for the best thesis (Avon)": who gave it.
  void bracketed_giver() {
    static const LetterPattern bracket(R"(^(.*\pL)\s*\(([^()]{2,40})\)$)");
    std::string name, giver;
    if (!organization_.empty() || !RE2::FullMatch(name_, bracket.on(name_), &name, &giver)) return;
    if (organization_class(giver, lexicon_) == OrganizationClass::none &&
        lexicon_.find("short-universities", giver).empty() && !is_other_acronym(giver, name))
      return;
    if (!lexicon_.mentions("honours", name) || lexicon_.mentions("honours", giver)) return;
    name_ = clean_value(name);
    organization_ = giver;
  }

  /// "UIUC, 2019 & MIT, 2021": one prize from two givers.
  std::vector<Fact> paired() const {
    std::vector<Fact> out;
    std::vector<const Segment*> givers;
    for (const Segment& segment : segments_)
      if (segment.named() && segment.text != name_) givers.push_back(&segment);
    if (givers.size() < 2 || givers.size() != dates_.size()) return out;
    for (std::size_t i = 0; i < givers.size(); ++i)
      if (givers[i]->span.begin > dates_[i].span.begin || dates_[i].range ||
          (i + 1 < givers.size() && givers[i + 1]->span.end < dates_[i].span.begin))
        return {};
    for (std::size_t i = 0; i < givers.size(); ++i)
      out.push_back(fact(givers[i]->text).set("year", dates_[i].start.substr(0, 4)));
    return out;
  }

  Fact fact(const std::string& organization) const {
    Fact out("award");
    out.set("person", context_.owner).set("name", name_).set("organization", organization);
    return out;
  }

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  std::string text_, name_, organization_;
  std::vector<DateMention> dates_;
  std::vector<Segment> segments_;
  bool cued_ = false;
};

/// "Basic Moss Care, 2012" and below it "Fern Association": who certified stands on a line of its own.
void join_issuers(std::vector<Entry>& entries, const Context& context) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    Entry& before = entries[i - 1];
    const std::string line = text_of(entries[i], context);
    if (!before.items.empty() || before.lines.size() != 1 || !entries[i].items.empty() ||
        entries[i].lines.size() != 1 || !find_dates(line, context.lexicon).empty() ||
        find_dates(text_of(before, context), context.lexicon).empty() ||
        organization_class(clean_value(line), context.lexicon) == OrganizationClass::none)
      continue;
    before.lines.push_back(entries[i].lines.front());
    before.span.end = std::max(before.span.end, entries[i].span.end);
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

/// Whether a line says who gave an award and when, and not which: "Fern Society, 2019".
bool is_giver(const Entry& entry, const Context& context) {
  if (!entry.items.empty() || entry.lines.size() != 1) return false;
  const std::string line = text_of(entry, context);
  if (line.size() > longest_giver || context.lexicon.mentions("honours", line)) return false;
  const std::vector<DateMention> dates = find_dates(line, context.lexicon);
  if (dates.empty() || dates.front().span.begin == 0) return false;
  const std::string giver = clean_value(without_dates(line, dates));
  return !giver.empty() && (lexicon::split_words(giver).size() <= most_giver_words ||
                            organization_class(giver, context.lexicon) != OrganizationClass::none);
}

/// "Moss Prize" and below it, in lines of their own: "Fern Society, 2019". What stands in bullets elsewhere goes in
/// pairs here, and the award alone in its line may have been taken for a heading.
void join_givers(std::vector<Entry>& entries, const Section& section, const Context& context) {
  const auto names_award = [&](std::string_view text) {
    return context.lexicon.mentions("honours", text) && find_dates(text, context.lexicon).empty();
  };
  const auto join = [&](Entry& entry, Span above) {
    entry.lines.insert(entry.lines.begin(), above);
    entry.span.begin = std::min(entry.span.begin, above.begin);
  };
  std::vector<Entry> joined;
  for (Entry& entry : entries) {
    const bool pair = !joined.empty() && joined.back().items.empty() && joined.back().lines.size() == 1 &&
                      names_award(text_of(joined.back(), context)) && is_giver(entry, context);
    if (pair) {
      join(entry, joined.back().lines.front());
      joined.back() = std::move(entry);
    } else {
      joined.push_back(std::move(entry));
    }
  }
  entries = std::move(joined);
  if (section.inherits && !entries.empty() && is_giver(entries.front(), context) && names_award(section.heading))
    join(entries.front(), section.heading_span);
}

/// "An award for students who …" below an undated award's line tells what the award above is.
bool is_description(const Entry& entry, const Context& context) {
  const std::string text = text_of(entry, context);
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() < 5 || words.front().span.begin > 0 || !find_dates(text, context.lexicon).empty()) return false;
  const auto lead = context.lexicon.longest("award-descriptions", words, 0);
  return lead && lead->words < words.size() && is_lower(code_point_at(text, words[lead->words].span.begin).value);
}

}  // namespace

bool recognize_award(const Entry& entry, const Section& section, const Context& context, Findings& findings) {
  if (!context.lexicon.mentions("honours", section.heading)) return false;
  const Dated dated = take_dates(text_of(entry, context), context.lexicon, 0);
  const std::vector<Segment> segments = cut_segments(dated.rest, context.lexicon, 0);
  if (segments.empty() || std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.quoted; }))
    return false;
  bool honour = false, grant = false;
  for (const lexicon::Word& word : lexicon::split_words(segments.front().text)) {
    const auto found = context.lexicon.find("honours", word.key);
    if (found.empty()) continue;
    (has_notation(found, "grant") ? grant : honour) = true;
  }
  if (!honour || grant) return false;
  Award award(text_of(entry, context), context);
  if (!award.read()) return false;
  award.add_to(findings, entry.span);
  return true;
}

void recognize_awards(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  std::vector<Entry> entries = find_entries(section, context, EntryShape::list);
  const TableColumns columns(section, context);
  if (section.is("certifications")) join_issuers(entries, context);
  join_givers(entries, section, context);
  for (const Entry& entry : entries) {
    if (is_description(entry, context) || recognize_grant(entry, section, context, findings)) continue;
    const bool row = entry.lines.size() == 1 && entry.items.empty();
    const std::string text =
        row ? columns.text_without(entry.lines.front(), {"number", "amount", "kind"}) : text_of(entry, context);
    for (const std::string& one : part_awards(text, context.lexicon)) {
      Award award(one, context);
      if (award.read()) award.add_to(findings, entry.span);
    }
  }
}

}  // namespace vitagraph::extraction
