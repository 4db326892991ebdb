// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// Days since 1970-01-01; before and after all days for what is open.
using Day = std::int32_t;
inline constexpr Day always = INT32_MIN / 2;
inline constexpr Day forever = INT32_MAX / 2;

/// The days a date cut to year or month may mean.
struct Days {
  Day first = always;
  Day last = forever;
};
/// "2018", "2018-10" or "2018-10-05", also with a time or zone behind the day; nothing for other texts.
std::optional<Days> days_of(std::string_view date);
std::string day_text(Day day);

/// A stay whose ends are known only within bounds: it began on one of `begin`'s days and ended on one of `end`'s.
struct Period {
  Days begin, end;
  bool dated = false;  ///< at least one end is stated

  /// It lasted, whatever the exact dates: from the last day it can have begun to the first it can have ended.
  Days core() const { return {begin.last, end.first}; }
  /// It can have lasted.
  Days hull() const { return {begin.first, end.last}; }
};

/// A text that is no date but names a year of four digits ("Fall 2019", "WS 2019/20") counts as that year or years.
/// From start, end, current (open at the end), else earliestStart and latestEnd. A stated end bounds an unstated start
/// and the other way round; of a study with one end stated the other lies within ten years, or every degree whose
/// year alone is known would meet everything before it.
Period period_of(const RelationGraph& graph, const Record& record);
/// When it lasted, by the vg:Advising node; unbounded when there is none.
Period advising_period(const RelationGraph& graph, const Advising& advising);
/// "2018-10 – 2020", as stated.
std::string period_text(const RelationGraph& graph, const Record& record);

enum class Overlap { apart, possibly, certainly };
struct Meeting {
  Overlap kind = Overlap::apart;
  Days days;  ///< the days they certainly share, else the days they may share
};
Meeting meeting_of(const Period& a, const Period& b);

/// The time asked about; everything by default.
struct Window {
  Days days;
  bool given = false;

  bool may_contain(const Period& period) const {
    return period.hull().first <= days.last && days.first <= period.hull().last;
  }
  std::int32_t first_year() const;
  std::int32_t last_year() const;
};

/// Whether the advising may have been in the window: what has no dates may have been at any time.
bool may_be_in(const Window& window, const RelationGraph& graph, const Advising& advising);
/// "3 pairs of advisor and advisee without dates count at any time"; nothing where no window is given or all have
/// dates. Of the pairs with advising that `counts`, of all without it.
std::optional<std::string> undated_advising(const RelationGraph& graph, const Window& window,
                                            const std::function<bool(const Advising&)>& counts = {});

class AnalysisArguments;
/// From --as-of DATE (everything up to its last day) and --between FROM..TO. Throws Error for other texts.
Window window_of(const AnalysisArguments& arguments);

}  // namespace vitagraph::graph
