// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/award_leads.hpp"
#include "extraction/grant_funder.hpp"
#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

bool is_grant(const Sentence& s, std::size_t i) { return s.is(i, "honours", "grant"); }

/// A word that makes a name an honour's.
bool has_honour(const Sentence& s, Range range) {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (s.depth[i] == s.depth[range.begin] &&
        (s.label(i, "honours", "award") > 0 || s.label(i, "honours", "fellowship") > 0))
      return true;
  return false;
}

/// "Germany's" -> "Germany"
std::string honour_owner(const Sentence& s, Range owner) {
  std::string text = s.str(owner);
  for (const std::string_view mark : {"'s", "’s"})
    if (text.ends_with(mark)) text.resize(text.size() - mark.size());
  return text;
}

/// One honour as read: its name, who gave it, when.
struct Honour {
  Range name;
  std::string text;
  std::string organization;
  const DateMention* date = nullptr;
  std::string year;  ///< in front of the name ("the 2024 X Prize")
  bool grant = false;
};

/// The name runs to the preposition that says who, where or why.
Honour read_honour(const Sentence& s, Range item) {
  Honour honour;
  honour.date = s.date_in(item);
  std::size_t i = item.begin;
  while (i < item.end &&
         (s.is_date(i) || s.is(i, "clause-words", "determiner") || s.is(i, "clause-words", "adverb") ||
          s.is(i, "clause-words", "preposition") || s.label(i, "pronouns", "own") > 0) &&
         !(s.capital(i) && !s.is_date(i) && s.word(i) != "The" && s.word(i) != "A" && s.word(i) != "An"))
    i += s.is_date(i) ? 1 : std::max<std::size_t>(1, s.label(i, "clause-words"));
  // "ETH Zurich's Latsis Prize": who gave it; a country gave nothing.
  for (std::size_t k = i; k < std::min(item.end, i + 5); ++k)
    if (s.possessive(k) && s.capital(k) && k + 1 < item.end && !s.breaks(k + 1) && s.capital(k + 1)) {
      const Range owner{i, k + 1};
      if (has_strong_organization(s, owner) || s.label(i, "organizations") > 0 ||
          s.label(i, "short-universities") > 0) {
        honour.organization = honour_owner(s, owner);
        i = k + 1;
      } else if (!s.lexicon->find("places", honour_owner(s, owner)).empty()) {
        i = k + 1;
      }
      break;
    }
  std::size_t stop = i;
  std::vector<Range> pieces;
  std::size_t piece = i;
  bool cue = false;
  while (stop < item.end) {
    if (s.is_date(stop)) break;
    if (s.depth[stop] > s.depth[item.begin]) {
      // An acronym or a program stays; remarks and dates go.
      std::size_t close = stop;
      while (close < item.end && s.depth[close] > s.depth[item.begin]) ++close;
      std::size_t inner = stop;
      while (inner < close && !s.is_date(inner)) ++inner;
      const bool remark = s.is(stop, "clause-words", "preposition") || !s.capital(stop) || s.is_date(stop) ||
                          s.gap_has(stop, "%") || (close < s.size() && s.gap_has(close, "%"));
      if (remark) {
        if (piece < stop) pieces.push_back({piece, stop});
        piece = close;
      } else if (inner < close) {
        if (piece < inner) pieces.push_back({piece, inner});
        piece = close;
      }
      stop = close;
      continue;
    }
    if (s.is(stop, "clause-words", "preposition") && !s.capital(stop)) {
      const std::string key = s.preposition(stop);
      std::size_t next = stop + 1;
      while (next < item.end && s.is(next, "clause-words", "determiner")) ++next;
      const bool organization =
          next < item.end && s.capital(next) && has_organization(s, {next, std::min(item.end, next + 6)});
      if (cue && (key == "from" || key == "by" || key == "at" || (key == "in" && organization))) {
        std::size_t said = stop;  // what is in quotation marks is a title
        while (said < item.end && !s.quoted[said]) ++said;
        const Affiliation giver = read_affiliation(s, {stop, said});
        std::size_t end = next;
        while (end < item.end && !s.is_date(end) && s.depth[end] == s.depth[item.begin] &&
               !(s.is(end, "clause-words", "preposition") && !s.capital(end) && s.preposition(end) != "of" &&
                 s.preposition(end) != "on" && s.preposition(end) != "for"))
          ++end;
        while (next < end && !s.capital(next) && !s.is_date(next)) ++next;  // "at his field's top conference X"
        if (honour.organization.empty()) {
          if (key == "at" || giver.empty())
            honour.organization = end > next ? s.str({next, end}) : std::string();
          else
            honour.organization = giver.organization;
        }
        break;
      }
      if (cue && key == "for" && !(next < item.end && s.capital(next) && next == stop + 1)) break;
      if (cue && (key == "with" || key == "during" || key == "while" || key == "as" || key == "to" || key == "on" ||
                  key == "within" || key == "among"))
        break;
      if (next < item.end && s.is_date(next)) break;
    }
    if (s.label(stop, "pronouns") > 0 && cue) break;
    cue = cue || s.label(stop, "honours") > 0;
    ++stop;
  }
  if (piece < stop) pieces.push_back({piece, stop});
  if (pieces.empty()) return honour;
  // Words of the sentence's end that are no part of the name.
  honour.name = {pieces.front().begin, pieces.back().end};
  for (const Range one : pieces) {
    const std::string part = s.str(one);
    honour.text += honour.text.empty() || part.empty() ? part : " " + part;
  }
  while (!honour.text.empty() && (honour.text.back() == ',' || honour.text.back() == ' ' || honour.text.back() == '('))
    honour.text.pop_back();
  if (std::count(honour.text.begin(), honour.text.end(), '(') > std::count(honour.text.begin(), honour.text.end(), ')'))
    honour.text += ')';
  for (std::size_t k = honour.name.begin; k < honour.name.end; ++k) honour.grant = honour.grant || is_grant(s, k);
  const std::size_t last = honour.name.end - 1;
  honour.grant = honour.grant && is_grant(s, last);
  return honour;
}

/// Whether a preposition leads to the first capital.
bool led_by_preposition(const Sentence& s, Range name) {
  for (std::size_t i = name.begin; i < name.end && !s.capital(i); ++i)
    if (!s.preposition(i).empty()) return true;
  return false;
}

/// "an FFC Starting Grant" among honours of other sorts: a grant of a giver that is known.
bool surely_given(const std::string& text, const lexicon::Lexicon& lexicon) {
  GrantPart part;
  part.text = funder_in(text, lexicon);
  return !part.text.empty() && funder_score(part, lexicon) >= sure_funder;
}

/// "a grant (2020–2024), “Walls and rain”": its title and its time behind it.
void tell_more(const Sentence& s, std::size_t from, facts::Fact& fact) {
  std::size_t begin = from;
  while (begin < s.size() && !s.quoted[begin]) ++begin;
  std::size_t end = begin;
  while (end < s.size() && s.quoted[end]) ++end;
  if (end > begin + 1) fact.set("name", s.str({begin, end}));
  for (const DateMention& date : s.dates)
    if (date.range && date.span.begin >= s.gap_end(from) && !date.start.empty() && !date.end.empty()) {
      fact.set("start", date.start).set("end", date.end);
      return;
    }
}

/// "2018" of a date in any form.
std::string year_of(const DateMention& date) { return date.start.substr(0, date.start.starts_with("--") ? 0 : 4); }

std::string singular(std::string text) {
  if (text.ends_with("s") && !text.ends_with("ss")) text.pop_back();
  return text;
}

}  // namespace

bool Narrator::awards(const Sentence& s, Range range) {
  const std::size_t behind_grants = grants(s, range);
  const bool granted = behind_grants > range.begin;
  range.begin = behind_grants;
  return (!(granted && range.empty()) && honours(s, range)) || granted;
}

bool Narrator::honours(const Sentence& s, Range range) {
  // "several honours, including …": they begin there.
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (const std::size_t n = s.depth[i] == 0 ? s.label(i, "topic-words", "turn") : 0;
        n > 0 && has_honour(s, {i + n, range.end})) {
      bool named = false;
      for (std::size_t j = range.begin; j < i; ++j) named = named || (s.capital(j) && !s.is_date(j));
      if (!named) range.begin = i + n;
      break;
    }
  // Items, those without a word of honour joined to what they belong to.
  struct Item {
    Range range;
    std::vector<Range> venues;
  };
  std::vector<Item> list;
  for (const Range part : split_list(s, range)) {
    if (s.label(part.begin, "topic-words", "turn") > 0 && !list.empty() && !has_honour(s, part)) break;
    if (has_honour(s, part)) {
      list.push_back({part, {}});
      continue;
    }
    if (list.empty()) continue;
    const bool and_before = part.begin > 0 && s.is(part.begin - 1, "clause-words", "and");
    std::size_t words = 0;
    for (std::size_t i = part.begin; i < part.end; ++i) words += s.depth[i] == s.depth[part.begin] ? 1 : 0;
    if (and_before && words == 1 && s.capital(part.begin) && list.back().range.end + 1 == part.begin &&
        !s.breaks(part.begin - 1)) {
      list.back().range.end = part.end;  // "Medal and Citation"
      continue;
    }
    const DateMention* date = s.date_in(part);
    if (s.is_date(part.begin) && words <= 2) continue;  // a year of the item before
    if (date != nullptr && s.capital(part.begin) && words <= 8) {
      list.back().venues.push_back(part);
      continue;
    }
    if (s.depth[part.begin] > 0) {
      list.back().range.end = part.end;
      continue;
    }
    if (s.is(part.begin, "clause-words", "preposition") && s.capital(std::min(part.begin + 1, part.end - 1))) continue;
    break;
  }
  if (list.empty()) return false;
  bool all_grants = true;
  std::vector<Honour> honours;
  for (const Item& item : list) {
    honours.push_back(read_honour(s, item.range));
    all_grants = all_grants && honours.back().grant;
  }
  bool found = false;
  for (std::size_t k = 0; k < honours.size(); ++k) {
    const Honour& honour = honours[k];
    bool capital = false;
    for (std::size_t i = honour.name.begin; i < honour.name.end; ++i) capital = capital || s.capital(i);
    if (honour.text.empty() || honour.name.size() < 2 || (!capital && s.label(honour.name.begin, "honours") < 2))
      continue;
    if (s.mentions({honour.name.begin, honour.name.begin + 1}, "honours", "nominee")) continue;
    // "a rejection for an FFC grant"
    if (honour.grant && !s.capital(honour.name.begin) && led_by_preposition(s, honour.name)) continue;
    found = true;
    if (honour.grant && (all_grants || surely_given(honour.text, *s.lexicon))) {
      const std::string funder = honour.organization.empty() ? funder_in(honour.text, *s.lexicon) : honour.organization;
      if (funder.empty()) continue;
      Draft& draft = add("grant", s, honour.name, "sentences.grant");
      draft.fact.set("funder", funder);
      if (honour.name.size() > 2) draft.fact.set("name", honour.text);
      if (list.size() == 1) tell_more(s, honour.name.end, draft.fact);
      if (!draft.fact.has("start") && (honour.date != nullptr || item_date_ != nullptr))
        draft.fact.set("year", year_of(honour.date != nullptr ? *honour.date : *item_date_));
      continue;
    }
    std::vector<std::string> years;
    if (honour.date != nullptr && !honour.date->years.empty())
      years = honour.date->years;
    else if (honour.date != nullptr && !honour.date->range)
      years.push_back(year_of(*honour.date));
    const bool several = years.size() > 1 || !list[k].venues.empty();
    const std::string name = behind_award_lead(several ? singular(honour.text) : honour.text, *s.lexicon);
    if (years.empty()) years.push_back(item_date_ != nullptr ? year_of(*item_date_) : std::string());
    for (const std::string& year : years) {
      Draft& draft = add("award", s, list[k].range, "sentences.award");
      draft.fact.set("name", name).set("organization", honour.organization).set("year", year);
      if (honour.date != nullptr && honour.date->range)
        draft.fact.set("start", honour.date->start).set("end", honour.date->end);
    }
    for (const Range venue : list[k].venues) {
      const DateMention* date = s.date_in(venue);
      Range only = s.trim(s.without_dates(venue));
      Draft& draft = add("award", s, venue, "sentences.award");
      draft.fact.set("name", name)
          .set("organization", s.str(only))
          .set("year", date == nullptr ? std::string() : year_of(*date));
    }
  }
  return found;
}

bool Narrator::receive(const Sentence& s, const Clause& clause) {
  if (clause.subject != Subject::owners_thing && degrees(s, clause)) return true;
  return awards(s, clause.argument);
}

bool Narrator::honoured(const Sentence& s, const Clause& clause) { return awards(s, clause.argument); }

void Narrator::fellow(const Sentence& s, std::string role, Range societies, const DateMention* date) {
  std::string article;
  const auto parts = split_list(s, societies);
  bool conjunction = false;
  for (std::size_t i = societies.begin; i < societies.end; ++i)
    conjunction = conjunction || s.is(i, "clause-words", "and");
  for (const Range part : parts) {
    // Without "and" the comma begins an explanation: "Fellow of ELLIS, European Lab for …".
    if (part.begin != parts.front().begin && (!conjunction || part.size() > 6)) break;
    Range name = part;
    std::size_t first = name.begin;
    while (first < name.end && s.is(first, "clause-words", "determiner")) ++first;
    if (first > name.begin) article = s.str({name.begin, first}) + " ";
    name = s.without_dates({first, name.end});
    std::size_t stop = name.begin;
    while (stop < name.end && (s.capital(stop) || s.is(stop, "clause-words", "name-inside")) && !s.is_date(stop) &&
           s.depth[stop] == s.depth[part.begin])
      ++stop;
    name.end = stop;
    if (name.empty() || !s.capital(name.begin)) break;
    const DateMention* own = s.date_in(part);
    Draft& draft = add("award", s, part, "sentences.fellow");
    const std::string society = s.str(name);
    draft.fact.set("name", role + " of " + article + society).set("organization", society);
    if (own != nullptr || date != nullptr) draft.fact.set("year", year_of(own != nullptr ? *own : *date));
  }
}

bool Narrator::elect(const Sentence& s, const Clause& clause) {
  if (serve_on(s, clause)) return true;
  return read_roles(s, clause, clause.argument, true);
}

}  // namespace vitagraph::extraction::sentences
