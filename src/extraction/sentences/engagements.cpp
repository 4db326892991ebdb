// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction::sentences {
namespace {

/// The text between quotation marks in the range; empty if none.
std::string quoted(const Sentence& s, Range range) {
  if (range.empty()) return {};
  const std::uint32_t begin = range.begin > 0 ? s.words[range.begin - 1].span.end : s.span.begin;
  const std::string_view text = s.text.substr(begin, s.words[range.end - 1].span.end + 4 > s.span.end
                                                         ? s.span.end - begin
                                                         : s.words[range.end - 1].span.end + 4 - begin);
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}}) {
    const auto from = text.find(open);
    if (from == text.npos) continue;
    const auto to = text.find(close, from + open.size());
    if (to != text.npos && to > from + open.size() + 3)
      return std::string(collapse_blanks(text.substr(from + open.size(), to - from - open.size())));
  }
  return {};
}

}  // namespace

void Narrator::service(const Sentence& s, const std::string& written, Range venues, const DateMention* front) {
  // "one of the founding organizers": one of them.
  std::string role = written;
  if (role.size() > 3 && role.ends_with("s") && !role.ends_with("ss") &&
      !s.lexicon->find("service-roles", role.substr(role.rfind(' ') + 1)).empty() &&
      !s.lexicon->find("service-roles", role.substr(role.rfind(' ') + 1, role.size() - role.rfind(' ') - 2)).empty())
    role.pop_back();
  // "several conferences, including A and B"
  for (std::size_t i = venues.begin; i < venues.end; ++i)
    if (const std::size_t n = s.label(i, "topic-words", "turn"); n > 0 && s.depth[i] == 0 && i > venues.begin) {
      bool named = false;
      for (std::size_t j = venues.begin; j < i; ++j) named = named || s.capital(j);
      if (!named) venues.begin = i + n;
      break;
    }
  std::vector<Range> parts;
  for (const Range part : split_list(s, venues)) {
    // "Transactions on Network and Service Management": what follows "and" has no word of a venue, what stands before
    // it goes on with "on".
    if (!parts.empty() && parts.back().end + 1 == part.begin && !s.breaks(part.begin) &&
        !s.breaks(part.end == s.size() ? part.begin : part.begin) && !s.is_date(part.begin)) {
      const Range left = parts.back();
      bool open = false;
      for (std::size_t i = left.begin; i + 1 < left.end; ++i)
        open =
            open || (s.is(i, "clause-words", "preposition") && i > left.begin && s.capital(i - 1) && i + 4 > left.end);
      std::size_t words = 0;
      for (std::size_t i = part.begin; i < part.end && s.depth[i] == 0 && !s.is_date(i); ++i) ++words;
      const bool venue = s.mentions(part, "venue-nouns") || s.label(part.begin, "venues") > 0 ||
                         !s.capital(part.begin) || s.is(part.begin, "clause-words", "determiner");
      const std::string_view first = s.word(part.begin);
      const bool acronym = words == 1 && first.size() > 1 && !is_lower(code_point_at(first, 1).value);
      // "Communications and Signal Processing Seminar": only the whole is a venue.
      const bool nameless = !s.mentions(left, "venue-nouns") && left.size() > 1 && left.size() <= 6 &&
                            part.size() > 1 && s.mentions(part, "venue-nouns") && s.capital(part.begin) &&
                            s.capital(left.end - 1) && s.word(left.end - 1).size() > 5;
      if (((open && !venue && !acronym) || nameless) && s.date_in(left) == nullptr) {
        parts.back().end = part.end;
        continue;
      }
    }
    parts.push_back(part);
  }
  for (const Range part : parts) {
    Range name = part;
    const DateMention* date = s.date_in(part);
    // "IMSI, UChicago": the second half of the host of the item before.
    if (!drafts_.empty() && part.begin > venues.begin && !s.is(part.begin - 1, "clause-words", "and") &&
        drafts_.back().sentence == sentence_ && drafts_.back().fact.type == "service" &&
        drafts_.back().fact.has("organization") && part.size() <= 3 && s.capital(part.begin) &&
        !s.is_date(part.begin) && !s.mentions(part, "venue-nouns")) {
      drafts_.back().fact.set(
          "organization", std::string(drafts_.back().fact.text("organization")) + ", " + s.str(s.without_dates(part)));
      continue;
    }
    while (name.begin < name.end && (!s.capital(name.begin) || s.is_date(name.begin)) && !s.quoted[name.begin] &&
           !(name.begin + 1 < name.end && s.quoted[name.begin + 1]))
      ++name.begin;
    if (name.begin > part.begin + 5 || name.empty()) break;
    if (s.is_date(part.begin) && part.size() <= 2) continue;
    std::size_t stop = name.begin;
    std::string organization;
    while (stop < name.end) {
      if (s.is_date(stop)) break;
      if (s.depth[stop] > s.depth[name.begin]) {
        std::size_t close = stop;
        while (close < name.end && s.depth[close] > s.depth[name.begin]) ++close;
        if (!(s.capital(stop) && close - stop <= 2) || s.is_date(stop)) break;
        stop = close;
        continue;
      }
      if (stop > name.begin && s.is(stop, "clause-words", "preposition") && !s.capital(stop)) {
        const std::string key = s.preposition(stop);
        if ((key == "at" || key == "within") && !s.quoted[stop - 1] && !(stop > 1 && s.quoted[name.begin]) &&
            !(stop > name.begin + 1 && s.quoted[name.begin + 1])) {
          const Affiliation host = read_affiliation(s, {stop, part.end});
          organization = host.organization;
          break;
        }
        if (key == "in" && (s.is_date(std::min(stop + 1, name.end - 1)) || s.label(stop + 1, "places") > 0)) break;
        if (key == "from" || key == "since" || key == "with" || key == "during" || key == "until" || key == "by" ||
            key == "as")
          break;
      }
      if (stop > name.begin && (s.label(stop, "pronouns") > 0 || s.label(stop, "predicates", "aside") > 0) &&
          !s.capital(stop))
        break;
      ++stop;
    }
    name.end = stop;
    while (!name.empty() &&
           (s.is(name.end - 1, "clause-words", "preposition") || s.is(name.end - 1, "clause-words", "determiner")) &&
           !s.capital(name.end - 1))
      --name.end;
    if (name.empty() || name.size() > 16) continue;
    Draft& draft = add("service", s, part, "sentences.service");
    draft.fact.set("role", role).set("venue", s.str(name)).set("organization", organization);
    const DateMention* when = date != nullptr ? date : front;
    if (when == nullptr && item_date_ != nullptr && !item_date_->start.starts_with("--")) when = item_date_;
    if (when == nullptr) continue;
    if (item_date_ != nullptr) {  // news date an event, not a term of office
      draft.fact.set("years", facts::List{when->start.substr(0, 4)});
    } else if (when->range) {
      draft.fact.set("start", when->start).set("end", when->end);
    } else {
      draft.fact.set("years", when->years.empty() ? facts::List{when->start.substr(0, 4)} : when->years);
    }
  }
}

bool Narrator::serve_on(const Sentence& s, const Clause& clause) {
  const Range range = clause.argument;
  const DateMention* front = s.date_in(clause.front);
  for (std::size_t i = range.begin; i < std::min(range.end, range.begin + 7); ++i) {
    const std::size_t n = std::max(s.label(i, "service-roles", "committee"), s.label(i, "service-roles", "editor"));
    if (n < 2 && !(n == 1 && i > range.begin)) continue;
    const std::size_t after = i + n;
    std::string role = s.str({i, after});
    std::size_t of = after;
    if (of < range.end && !s.breaks(of) && s.is(of, "clause-words", "preposition") &&
        !s.is_date(of + 1 < range.end ? of + 1 : of)) {
      service(s, role, {of, range.end}, front);
      return true;
    }
    // "the ICML program committee"
    std::size_t begin = range.begin;
    while (begin < i && (s.is(begin, "clause-words", "determiner") || s.is(begin, "clause-words", "preposition")))
      ++begin;
    if (begin < i && s.capital(begin)) {
      Draft& draft = add("service", s, {begin, after}, "sentences.service");
      draft.fact.set("role", role).set("venue", s.str({begin, i}));
      const DateMention* date = s.date_in(range);
      if (date == nullptr) date = front;
      if (date != nullptr && date->range)
        draft.fact.set("start", date->start).set("end", date->end);
      else if (date != nullptr)
        draft.fact.set("years", facts::List{date->start.substr(0, 4)});
      return true;
    }
  }
  return false;
}

bool Narrator::act(const Sentence& s, const Clause& clause) {
  bool named = false;
  for (std::size_t i = clause.argument.begin; i < std::min(clause.argument.end, clause.argument.begin + 6); ++i)
    named = named || (s.capital(i) && !s.is_date(i));
  if (!named) return false;
  // Founding an organisation is a post; a founder of a workshop serves it.
  const auto roles = s.lexicon->find("founders", clause.role);
  if (!roles.empty()) {
    Range range = clause.argument;
    while (!range.empty() && !s.capital(range.begin)) ++range.begin;
    const Affiliation where = read_affiliation(s, range);
    if (where.empty()) return false;
    const DateMention* date = s.date_in(clause.argument);
    if (date == nullptr) date = s.date_in(clause.front);
    Draft& draft = add("position", s, clause.argument, "sentences.founder");
    draft.fact.set("organization", where.organization)
        .set("role", clause.role)
        .set("unit", where.unit)
        .set("place", where.place);
    if (date != nullptr) draft.fact.set("start", date->start);
    return true;
  }
  service(s, clause.role, clause.argument, s.date_in(clause.front));
  return true;
}

bool Narrator::speak(const Sentence& s, const Clause& clause) {
  const Range range = clause.argument;
  std::string kind;
  std::size_t at = range.begin;
  for (std::size_t i = clause.predicate.begin; i < std::min(range.end, range.begin + 7) && kind.empty(); ++i)
    if (const std::size_t n = s.label(i, "talk-kinds"); n > 0) {
      kind = s.notation(i, "talk-kinds");
      at = std::max(range.begin, i + n);
    }
  if (kind.empty()) return false;
  const std::string title = quoted(s, range);
  std::size_t preposition = at;
  while (preposition < range.end &&
         !(s.is(preposition, "clause-words", "preposition") &&
           (s.preposition(preposition) == "at" || (title.empty() && s.preposition(preposition) == "for"))))
    ++preposition;
  bool found = false;
  for (const Range part : split_list(s, {preposition, range.end})) {
    Range event = part;
    while (!event.empty() && !s.capital(event.begin)) ++event.begin;
    if (event.empty() || event.begin > part.begin + 4) break;
    const DateMention* date = s.date_in(part);
    std::size_t stop = event.begin;
    while (stop < event.end && !s.is_date(stop) &&
           !(s.is(stop, "clause-words", "preposition") && !s.capital(stop) && s.preposition(stop) != "of" &&
             s.preposition(stop) != "on" && s.preposition(stop) != "for") &&
           (s.depth[stop] == s.depth[event.begin] || s.capital(stop)))
      ++stop;
    event.end = stop;
    if (event.empty() || event.size() > 14) break;
    Draft& draft = add("talk", s, part, "sentences.talk");
    draft.fact.erase("person");
    const std::string name = s.str(event);
    draft.fact.set("speaker", context_.owner)
        .set("title", title.empty() ? name : title)
        .set("event", name)
        .set("kind", kind);
    if (date != nullptr) draft.fact.set("date", shared_date(*date));
    found = true;
    if (!title.empty()) break;
  }
  return found;
}

}  // namespace vitagraph::extraction::sentences
