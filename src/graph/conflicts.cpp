// SPDX-License-Identifier: Apache-2.0
#include "graph/conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/base.hpp"
#include "graph/analysis.hpp"
#include "graph/lineage.hpp"
#include "graph/overlap.hpp"

namespace vitagraph::graph {
namespace {

constexpr std::array<std::string_view, 8> rule_names{"self",  "advisor",   "coauthor", "institution",
                                                     "grant", "organiser", "sibling",  "second_order"};

/// The same day so many years before; 29 February becomes the 28th.
Day years_before(Day day, std::int32_t years) {
  using namespace std::chrono;
  year_month_day date{sys_days{days{day}}};
  date -= std::chrono::years{years};
  if (!date.ok()) date = date.year() / date.month() / last;
  return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

std::int32_t years_from(std::string_view text, const std::string& where) {
  if (text == "never") return ConflictPolicy::never;
  if (text == "for life") return ConflictPolicy::for_life;
  std::int32_t years = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), years);
  constexpr std::int32_t most = 1000;
  if (failed != std::errc() || end != text.data() + text.size() || years < 0 || years > most)
    throw Error("{}: `{}` is no number of years; give a number, `for life` or `never`", where, to_valid_utf8(text));
  return years;
}

/// "A, B" or "[A, B]", each folded.
std::vector<std::string> words_from(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::string_view word = trim(text.substr(begin, end - begin));
    if (word.size() >= 2 && (word.front() == '"' || word.front() == '\'') && word.back() == word.front())
      word = word.substr(1, word.size() - 2);
    if (!word.empty()) out.push_back(fold(word));
    begin = end + 1;
  }
  return out;
}

/// The year of publication as days.
Days days_of_year(std::int32_t year) { return days_of(fmt::format("{:04}", year)).value_or(Days()); }

}  // namespace

std::string_view conflict_rule_name(ConflictRule rule) { return rule_names[static_cast<std::size_t>(rule)]; }

std::optional<ConflictRule> conflict_rule_of(std::string_view name) {
  for (std::size_t i = 0; i < rule_names.size(); ++i)
    if (rule_names[i] == name) return static_cast<ConflictRule>(i);
  return std::nullopt;
}

ConflictPolicy ConflictPolicy::parse(std::string_view text, const std::string& name) {
  ConflictPolicy policy;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    line = trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const std::string where = fmt::format("{}:{}", name, number);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) throw Error("{}: not a line of the kind `coauthor: 3`", where);
    const std::string_view rule = trim(line.substr(0, colon));
    if (rule == "organiser_roles") {
      policy.organiser_roles = words_from(trim(line.substr(colon + 1)));
      continue;
    }
    const std::int32_t years = years_from(trim(line.substr(colon + 1)), where);
    switch (conflict_rule_of(rule).value_or(ConflictRule::self)) {
      case ConflictRule::advisor: policy.advisor = years; break;
      case ConflictRule::coauthor: policy.coauthor = years; break;
      case ConflictRule::institution: policy.institution = years; break;
      case ConflictRule::grant: policy.grant = years; break;
      case ConflictRule::organiser: policy.organiser = years; break;
      case ConflictRule::sibling: policy.sibling = years; break;
      case ConflictRule::second_order: policy.second_order = years; break;
      case ConflictRule::self:
        throw Error("{}: no rule is called `{}`; known: {}, organiser_roles", where, to_valid_utf8(rule),
                    fmt::join(rule_names.begin() + 1, rule_names.end(), ", "));
    }
  }
  return policy;
}

ConflictFinder::ConflictFinder(const RelationGraph& graph, const ConflictPolicy& policy,
                               const CoauthorOptions& coauthors, Day as_of)
    : graph_(graph), policy_(policy), coauthors_(coauthors), joint_(graph, coauthors_), as_of_(as_of) {
  Lineage lineage = make_lineage(graph.person_count(), graph.advising, doctoral_only);
  advisors_ = std::move(lineage.advisors);
  students_ = std::move(lineage.students);
  by_advisor_.resize(graph.advising.size());
  for (std::uint32_t i = 0; i < by_advisor_.size(); ++i) by_advisor_[i] = i;
  std::stable_sort(by_advisor_.begin(), by_advisor_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return graph.advising[a].advisor < graph.advising[b].advisor;
  });
  index_shared_work();
}

/// Whether something whose last day is one of `last` lies within the years before the day asked for.
std::optional<Verdict> ConflictFinder::recent(const Days& last, std::int32_t years) const {
  if (years == ConflictPolicy::never) return std::nullopt;
  if (years == ConflictPolicy::for_life) return Verdict::definite;
  const Day since = years_before(as_of_, years);
  if (last.last < since) return std::nullopt;
  return last.first >= since && last.first != always ? Verdict::definite : Verdict::possible;
}

std::map<PersonId, std::vector<Conflict>> ConflictFinder::of(PersonId person, const std::vector<bool>& with) {
  std::map<PersonId, std::vector<Conflict>> out;
  if (with[person])
    out[person].push_back({ConflictRule::self, Verdict::definite, {std::string(graph_.person_name(person))}});
  add_advising(person, with, out);
  add_coauthors(person, with, out);
  add_institutions(person, with, out);
  add_grants(person, with, out);
  add_organisers(person, with, out);
  add_siblings(person, with, out);
  add_second_order(person, with, out);
  for (auto& [other, conflicts] : out)
    std::stable_sort(conflicts.begin(), conflicts.end(),
                     [](const Conflict& a, const Conflict& b) { return a.verdict < b.verdict; });
  return out;
}

void ConflictFinder::add_advising(PersonId person, const std::vector<bool>& with,
                                  std::map<PersonId, std::vector<Conflict>>& out) const {
  std::map<PersonId, Conflict> found;
  const auto consider = [&](const Advising& advising, PersonId other) {
    if (!with[other]) return;
    const Period period = advising_period(graph_, advising);
    if (period.hull().first > as_of_) return;
    const std::optional<Verdict> verdict = recent(period.end, policy_.advisor);
    if (!verdict) return;
    Conflict& conflict = found.try_emplace(other, Conflict{ConflictRule::advisor, *verdict, {}}).first->second;
    conflict.verdict = std::min(conflict.verdict, *verdict);
    conflict.evidence.push_back(fmt::format("{} of {}: {}", property_name(advising.kind),
                                            graph_.person_name(advising.advisee),
                                            graph_.person_name(advising.advisor)) +
                                quote(advising.node));
  };
  auto at = std::lower_bound(graph_.advising.begin(), graph_.advising.end(), person,
                             [](const Advising& a, PersonId p) { return a.advisee < p; });
  for (; at != graph_.advising.end() && at->advisee == person; ++at) consider(*at, at->advisor);
  auto up = std::lower_bound(by_advisor_.begin(), by_advisor_.end(), person,
                             [&](std::uint32_t i, PersonId p) { return graph_.advising[i].advisor < p; });
  for (; up != by_advisor_.end() && graph_.advising[*up].advisor == person; ++up)
    consider(graph_.advising[*up], graph_.advising[*up].advisee);
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

void ConflictFinder::add_coauthors(PersonId person, const std::vector<bool>& with,
                                   std::map<PersonId, std::vector<Conflict>>& out) {
  joint_.of(person, 0, [&](PersonId other, std::span<const PublicationId> publications) {
    if (!with[other]) return;
    std::optional<Verdict> best;
    std::vector<std::string> evidence;
    for (const PublicationId publication : publications) {
      const std::int32_t year = graph_.years[publication];
      const bool dated = year != RelationGraph::no_year;
      const Days days = dated ? days_of_year(year) : Days();
      if (days.first > as_of_) continue;
      const std::optional<Verdict> verdict = recent(days, policy_.coauthor);
      if (!verdict) continue;
      best = std::min(best.value_or(*verdict), *verdict);
      const std::string_view title = graph_.label(graph_.publications[publication]);
      evidence.push_back((dated ? fmt::format("{} ({})", title, year) : fmt::format("{} (undated)", title)) +
                         quote(graph_.publications[publication]));
    }
    if (best) out[other].push_back({ConflictRule::coauthor, *best, std::move(evidence)});
  });
}

void ConflictFinder::add_institutions(PersonId person, const std::vector<bool>& with,
                                      std::map<PersonId, std::vector<Conflict>>& out) const {
  if (policy_.institution == ConflictPolicy::never) return;
  std::map<PersonId, Conflict> found;
  const Window window{{always, as_of_}, true};
  for (const Encounter& one : encounters(graph_, person, none, window)) {
    const Record& mine = graph_.records[one.first];
    const Record& theirs = graph_.records[one.second];
    // Talks and services meet at events, not at an institution.
    if (!with[theirs.person] || mine.organization != one.where) continue;
    const Days last{std::min(one.meeting.days.last, as_of_), std::min(one.meeting.days.last, as_of_)};
    std::optional<Verdict> verdict = recent(last, policy_.institution);
    if (!verdict) continue;
    if (one.meeting.kind == Overlap::possibly) verdict = Verdict::possible;
    Conflict& conflict =
        found.try_emplace(theirs.person, Conflict{ConflictRule::institution, *verdict, {}}).first->second;
    conflict.verdict = std::min(conflict.verdict, *verdict);
    const std::string when =
        one.dated ? fmt::format("{} – {}", day_text(one.meeting.days.first), day_text(one.meeting.days.last))
                  : "undated";
    conflict.evidence.push_back(fmt::format("{} ({})", graph_.label(one.where), when) + quote(mine.node, theirs.node));
  }
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

void ConflictFinder::add_siblings(PersonId person, const std::vector<bool>& with,
                                  std::map<PersonId, std::vector<Conflict>>& out) const {
  if (policy_.sibling == ConflictPolicy::never) return;
  std::map<PersonId, Conflict> found;
  for (const PersonId advisor : advisors_.row(person))
    for (const PersonId other : students_.row(advisor)) {
      if (other == person || !with[other]) continue;
      // When they studied together is rarely known: a limited rule can only suspect.
      const Verdict verdict = policy_.sibling == ConflictPolicy::for_life ? Verdict::definite : Verdict::possible;
      found.try_emplace(other, Conflict{ConflictRule::sibling, verdict, {}})
          .first->second.evidence.emplace_back(graph_.person_name(advisor));
    }
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

void ConflictFinder::add_second_order(PersonId person, const std::vector<bool>& with,
                                      std::map<PersonId, std::vector<Conflict>>& out) {
  if (policy_.second_order == ConflictPolicy::never) return;
  const auto counts = [&](std::span<const PublicationId> publications) {
    return std::any_of(publications.begin(), publications.end(), [&](PublicationId publication) {
      const std::int32_t year = graph_.years[publication];
      const Days days = year == RelationGraph::no_year ? Days() : days_of_year(year);
      return days.first <= as_of_ && recent(days, policy_.second_order).has_value();
    });
  };
  std::vector<PersonId> between;
  std::vector<PersonId> direct;
  joint_.of(person, 0, [&](PersonId other, std::span<const PublicationId> publications) {
    direct.push_back(other);
    if (counts(publications)) between.push_back(other);
  });
  std::map<PersonId, Conflict> found;
  for (const PersonId middle : between)
    joint_.of(middle, 0, [&](PersonId other, std::span<const PublicationId> publications) {
      if (other == person || !with[other] || !counts(publications) ||
          std::binary_search(direct.begin(), direct.end(), other))
        return;
      found.try_emplace(other, Conflict{ConflictRule::second_order, Verdict::possible, {}})
          .first->second.evidence.emplace_back(graph_.person_name(middle));
    });
  for (auto& [other, conflict] : found) out[other].push_back(std::move(conflict));
}

}  // namespace vitagraph::graph
