// SPDX-License-Identifier: Apache-2.0
#include "graph/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "graph/analysis.hpp"
#include "values/values.hpp"

namespace vitagraph::graph {
namespace {

using std::chrono::sys_days;

constexpr Day longest_study = 3653;  // ten years

Day day_of(const values::PartialDate& date) {
  const std::chrono::year_month_day day{std::chrono::year{date.year},
                                        std::chrono::month{static_cast<unsigned>(date.month)},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  return static_cast<Day>(sys_days{day}.time_since_epoch().count());
}

/// A term or the like, in whatever language: "Fall 2019" is a part of 2019, "WS 2019/20" of 2019 and 2020. Nothing for
/// a text without a year of four digits.
std::optional<Days> days_of_term(std::string_view text) {
  constexpr std::size_t digits_of_year = 4;
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit(at)) continue;
    std::size_t end = at;
    while (digit(end)) ++end;
    const std::size_t begin = std::exchange(at, end);
    if (end - begin != digits_of_year || text[begin] == '0') continue;
    std::optional<Days> days = days_of(text.substr(begin, digits_of_year));
    std::size_t next = end;
    for (const std::string_view dash : {"/", "-", "–"})
      if (text.substr(end).starts_with(dash)) next = end + dash.size();
    std::size_t last = next;
    while (digit(last)) ++last;
    if (!days || next == end) return days;
    const bool short_form = last - next == 2;
    const std::string second =
        std::string(short_form ? text.substr(begin, 2) : "") + std::string(text.substr(next, last - next));
    if (const std::optional<Days> more = second.size() == digits_of_year ? days_of(second) : std::nullopt;
        more && more->first > days->first && more->first <= days->first + longest_study)
      days->last = more->last;
    return days;
  }
  return std::nullopt;
}

std::optional<Days> days_of_number(const RelationGraph& graph, std::uint32_t text) {
  if (text == none) return std::nullopt;
  const std::optional<Days> days = days_of(graph.text(text));
  return days ? days : days_of_term(graph.text(text));
}

Days required_days(std::string_view option, std::string_view text) {
  const std::optional<Days> days = days_of(text);
  if (!days) throw Error("--{} {}: not a date; give 2019, 2019-05 or 2019-05-23", option, to_valid_utf8(text));
  return *days;
}

std::int32_t year_of(Day day, std::int32_t open) {
  if (day <= always || day >= forever) return open;
  return static_cast<int>(std::chrono::year_month_day{sys_days{std::chrono::days{day}}}.year());
}

}  // namespace

std::optional<Days> days_of(std::string_view date) {
  constexpr std::size_t full_day = 10;
  if (date.size() > full_day && (date[full_day] == 'T' || date[full_day] == 'Z' || date[full_day] == '+'))
    date = date.substr(0, full_day);
  const std::optional<values::PartialDate> parsed = values::PartialDate::parse(date);
  if (!parsed || parsed->year == 0) return std::nullopt;
  return Days{day_of(parsed->earliest()), day_of(parsed->latest())};
}

std::string day_text(Day day) {
  if (day <= always || day >= forever) return {};
  const std::chrono::year_month_day date{sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Period period_of(const RelationGraph& graph, const Record& record) {
  Period period;
  const std::optional<Days> start = days_of_number(graph, record.start);
  const std::optional<Days> end = days_of_number(graph, record.end);
  period.dated = start || end;
  if (start)
    period.begin = *start;
  else if (const auto earliest = days_of_number(graph, record.earliest))
    period.begin.first = earliest->first;
  if (end)
    period.end = *end;
  else if (record.current)
    period.end = {forever, forever};
  else if (const auto latest = days_of_number(graph, record.latest))
    period.end.last = latest->last;
  if (record.kind == RecordKind::education && start && !end && !record.current)
    period.end.last = std::min(period.end.last, start->last + longest_study);
  if (record.kind == RecordKind::education && end && !start)
    period.begin.first = std::max(period.begin.first, end->first - longest_study);
  // It can't have ended before it began.
  period.begin.last = std::min(period.begin.last, period.end.last);
  period.end.first = std::max(period.end.first, period.begin.first);
  return period;
}

Period advising_period(const RelationGraph& graph, const Advising& advising) {
  if (advising.node == none) return {};
  const auto key = [&](const Record& record) {
    return std::make_tuple(record.person, record.kind, graph.nodes.text(record.node));
  };
  const auto wanted = std::make_tuple(advising.advisee, RecordKind::advising, graph.nodes.text(advising.node));
  const auto at = std::lower_bound(graph.records.begin(), graph.records.end(), wanted,
                                   [&](const Record& record, const auto& value) { return key(record) < value; });
  return at != graph.records.end() && key(*at) == wanted ? period_of(graph, *at) : Period{};
}

std::string period_text(const RelationGraph& graph, const Record& record) {
  const std::string_view start = graph.text(record.start);
  const std::string_view end = graph.text(record.end);
  if (start == end) return std::string(start);
  return fmt::format("{}–{}", start, end);
}

Meeting meeting_of(const Period& a, const Period& b) {
  const auto common = [](const Days& x, const Days& y) {
    return Days{std::max(x.first, y.first), std::min(x.last, y.last)};
  };
  const Days possible = common(a.hull(), b.hull());
  if (possible.first > possible.last) return {};
  const Days certain = common(a.core(), b.core());
  if (certain.first <= certain.last) return {Overlap::certainly, certain};
  return {Overlap::possibly, possible};
}

std::int32_t Window::first_year() const { return year_of(days.first, INT32_MIN); }
std::int32_t Window::last_year() const { return year_of(days.last, INT32_MAX); }

bool may_be_in(const Window& window, const RelationGraph& graph, const Advising& advising) {
  return !window.given || window.may_contain(advising_period(graph, advising));
}

std::optional<std::string> undated_advising(const RelationGraph& graph, const Window& window,
                                            const std::function<bool(const Advising&)>& counts) {
  if (!window.given) return std::nullopt;
  // Of one pair all are undated or the pair is dated: a property stated beside its node has no dates of its own.
  std::size_t pairs = 0;
  const auto& all = graph.advising;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    bool dated = false, counted = false;
    for (end = begin;
         end < all.size() && all[end].advisee == all[begin].advisee && all[end].advisor == all[begin].advisor; ++end) {
      dated |= advising_period(graph, all[end]).dated;
      counted |= !counts || counts(all[end]);
    }
    pairs += counted && !dated ? 1 : 0;
  }
  if (pairs == 0) return std::nullopt;
  return fmt::format("{} of advisor and advisee without dates {} at any time",
                     pairs == 1 ? "1 pair" : fmt::format("{} pairs", pairs), pairs == 1 ? "counts" : "count");
}

Window window_of(const AnalysisArguments& arguments) {
  Window window;
  if (const std::string as_of = arguments.text("as-of"); !as_of.empty()) {
    window.days.last = required_days("as-of", as_of).last;
    window.given = true;
  }
  if (const std::string between = arguments.text("between"); !between.empty()) {
    const std::size_t dots = between.find("..");
    const std::string from = between.substr(0, dots);
    const std::string to = dots == std::string::npos ? from : between.substr(dots + 2);
    if (!from.empty()) window.days.first = required_days("between", from).first;
    if (!to.empty()) window.days.last = std::min(window.days.last, required_days("between", to).last);
    window.given = true;
  }
  return window;
}

}  // namespace vitagraph::graph
