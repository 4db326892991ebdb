// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.hpp"

#include <algorithm>
#include <tuple>

#include "base/unicode.hpp"

namespace vitagraph {
namespace {

struct KindRow {
  const char* name;
  Severity severity;
  const char* format;
};

constexpr KindRow rows[] = {
#define X(name, severity, format) {#name, Severity::severity, format},
#include "base/diagnostic_kinds.def"
#undef X
};

const KindRow& row(Kind kind) { return rows[static_cast<std::size_t>(kind)]; }

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "";
}

/// The source line and, below it, a caret under the place and tildes to its end.
std::string excerpt(const Location& place) {
  if (place.source_line.empty() || place.column == 0) return {};
  // A line cut at its front begins with an ellipsis, and the place then stands at a fixed column (source_file.cpp).
  const bool cut = place.source_line.rfind("…", 0) == 0 && place.column > 60;
  const std::size_t before = cut ? 60 : place.column - 1;
  const std::size_t shown = count_code_points(place.source_line);
  const std::size_t width =
      std::min<std::size_t>(std::max<std::uint32_t>(place.width, 1), shown > before ? shown - before : 1);
  return fmt::format("    {}\n    {}^{}\n", place.source_line, std::string(before, ' '), std::string(width - 1, '~'));
}

/// What is quoted from data may hold what commands a terminal: such bytes become their pictures (U+2400 and on).
std::string with_controls_shown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7F) || c == '\n' || c == '\t')
      out += c;
    else
      out += {'\xE2', '\x90', static_cast<char>(byte == 0x7F ? 0xA1 : 0x80 + byte)};
  }
  return out;
}

constexpr std::size_t most_candidates = 1000;  ///< of suggestions: among more, each would take long

auto order(const Diagnostic& d) {
  return std::tie(d.location.file, d.location.line, d.location.column, d.kind, d.message);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Letters put in, left out, replaced, or two neighbours exchanged (optimal string alignment); case does not count.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_up(b.size() + 1), up(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_up, up);
    std::swap(up, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = lower(a[i - 1]), y = lower(b[j - 1]);
      row[j] = std::min({up[j] + 1, row[j - 1] + 1, up[j - 1] + (x != y)});
      if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2])) row[j] = std::min(row[j], two_up[j - 2] + 1);
    }
  }
  return row[b.size()];
}

bool is_subsequence(std::string_view of, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole) at += at < of.size() && of[at] == c ? 1 : 0;
  return at == of.size();
}

}  // namespace

std::string kind_name(Kind kind) {
  std::string name = row(kind).name;
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

Severity kind_severity(Kind kind) { return row(kind).severity; }
const char* kind_format(Kind kind) { return row(kind).format; }

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kinds = {
#define X(name, severity, format) Kind::name,
#include "base/diagnostic_kinds.def"
#undef X
  };
  return kinds;
}

std::string Diagnostic::str() const {
  // What is wrong with the graph as a whole, or with what was typed, has no place.
  const auto at = [](const Location& place) { return place.file.empty() ? std::string() : place.str() + ": "; };
  std::string out = fmt::format("{}{}: {} [{}]\n{}", at(location), severity_name(severity), message, kind_name(kind),
                                excerpt(location));
  for (const Note& note : notes) {
    const Location& place = note.location.file.empty() ? location : note.location;
    out += fmt::format("{}note: {}\n{}", at(place), note.message, note.location.file.empty() ? "" : excerpt(place));
  }
  return with_controls_shown(out);
}

void DiagnosticList::report(Diagnostic diagnostic) {
  const std::lock_guard lock(mutex_);
  diagnostics_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> DiagnosticList::sorted() const {
  const std::lock_guard lock(mutex_);
  std::vector<Diagnostic> out = diagnostics_;
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
  out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return order(a) == order(b); }),
            out.end());
  return out;
}

std::size_t DiagnosticList::count(Severity severity) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(),
                                                [&](const Diagnostic& d) { return d.severity == severity; }));
}

bool DiagnosticList::empty() const {
  const std::lock_guard lock(mutex_);
  return diagnostics_.empty();
}

void DiagnosticList::clear() {
  const std::lock_guard lock(mutex_);
  diagnostics_.clear();
}

std::string nearest_name(const std::string& word, const std::vector<std::string>& candidates) {
  if (candidates.size() > most_candidates) return {};
  // A third of the letters wrong is no slip any more. Of an IRI only the last part counts: the rest is often shared.
  const std::size_t local = word.size() - (word.find_last_of("#/:") + 1);
  std::size_t nearest = std::max<std::size_t>(local, 3) / 3;
  std::string best;
  for (const std::string& candidate : candidates) {
    const std::size_t difference = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (difference > nearest || candidate == word) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < nearest || (distance == nearest && best.empty())) {
      nearest = distance;
      best = candidate;
    }
  }
  if (!best.empty() || local < 3) return best;
  // Or it was shortened: its letters stand in the longer name in their order, and fewer than it has are left out.
  for (const std::string& candidate : candidates) {
    if (candidate.size() <= word.size() || candidate.size() - word.size() >= local) continue;
    const std::size_t first = word.size() - local;
    const bool shortened = candidate[first] == word[first] && is_subsequence(word, candidate);
    if (shortened && (best.empty() || candidate.size() < best.size())) best = candidate;
  }
  return best;
}

}  // namespace vitagraph
