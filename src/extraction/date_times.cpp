// SPDX-License-Identifier: Apache-2.0
#include "extraction/date_finder.hpp"

#include <fmt/format.h>

namespace vitagraph::extraction {

/// "10:00am", "4 p.m.", "16h30", "12 noon", each with an end that lends its half of the day.
std::optional<TimeMention> DateFinder::time_at(std::size_t i, std::size_t& next) {
  struct Clock {
    int hour = -1, minute = 0;
    int half = -1;  ///< 0 before noon, 12 after
    bool sure = false;
    std::size_t next = 0;
  };
  const auto clock = [&](std::size_t at) {
    Clock read;
    std::size_t after = at;
    if (is_word(at) && part(at, "noon", after)) return Clock{12, 0, 12, true, after};
    if (is_word(at) && part(at, "afternoon", after) && is_number(after)) {
      read.half = 12;
      at = after;
    } else if (is_word(at) && part(at, "morning", after) && is_number(after)) {
      read.half = 0;
      at = after;
    }
    if (!is_number(at) || tokens_[at].digits > 2 || tokens_[at].value > 24) return read;
    read.next = at + 1;
    int minute = 0;
    if ((is_sign(at + 1, ':') || is_sign(at + 1, '.')) && glued(at + 1) && is_number(at + 2) && glued(at + 2) &&
        tokens_[at + 2].digits == 2 && tokens_[at + 2].value < 60) {
      minute = tokens_[at + 2].value;
      read.sure = is_sign(at + 1, ':');
      read.next = at + 3;
      if (is_sign(read.next, ':') && is_number(read.next + 1) && glued(read.next)) read.next += 2;  // seconds
    }
    after = read.next;
    if (is_word(read.next) && part(read.next, "noon", after)) {
      read.half = 12;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && part(read.next, "morning", after)) {
      read.half = 0;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && part(read.next, "afternoon", after)) {
      read.half = 12;
      read.sure = true;
      read.next = after;
    } else if (is_word(read.next) && !(tokens_[read.next].new_line) && part(read.next, "hour", after)) {
      read.sure = true;
      read.next = after;
      if (is_number(after) && glued(after) && tokens_[after].digits == 2 && tokens_[after].value < 60) {
        minute = tokens_[after].value;
        ++read.next;
      }
    }
    if (is_sign(read.next, '.') && glued(read.next) && read.half >= 0) ++read.next;
    read.hour = tokens_[at].value;
    read.minute = minute;
    return read;
  };
  const auto full = [](const Clock& c) { return c.half < 0 ? c.hour : c.hour % 12 + c.half; };
  Clock first = clock(i);
  if (first.hour < 0) return std::nullopt;
  if (first.half >= 0 && first.hour > 12) first.half = -1;
  std::size_t end = first.next;
  if (const auto after = dash(first.next)) {
    Clock second = clock(*after);
    if (second.hour >= 0 && (second.sure || first.sure)) {
      if (first.half < 0 && second.half >= 0 && first.hour <= 12) {
        const int afternoon = first.hour % 12 + second.half;
        const bool fits = afternoon * 60 + first.minute < full(second) * 60 + second.minute;
        first.half = fits ? second.half : second.half == 12 ? 0 : -1;
      }
      first.sure = true;
      end = second.next;
    }
  }
  if (!first.sure) return std::nullopt;
  next = end;
  return TimeMention{{tokens_[i].span.begin + offset_, tokens_[end - 1].span.end + offset_},
                     fmt::format("{:02}:{:02}", full(first) % 24, first.minute)};
}

std::vector<TimeMention> DateFinder::times() {
  std::vector<TimeMention> result;
  std::size_t i = 0;
  while (i < tokens_.size()) {
    std::size_t next = i + 1;
    const bool begins = tokens_[i].kind == Kind::number ? !glued(i) || tokens_[i - 1].kind == Kind::sign
                                                        : tokens_[i].kind == Kind::word;
    if (begins)
      if (auto time = time_at(i, next)) result.push_back(std::move(*time));
    i = std::max(next, i + 1);
  }
  return result;
}

}  // namespace vitagraph::extraction
