// SPDX-License-Identifier: Apache-2.0
#include "graph/find_person.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/base.hpp"

namespace vitagraph::graph {
namespace {

constexpr std::size_t most_similar = 5;
constexpr std::size_t most_candidates = 20;

/// The words of a name, folded, without dots, commas and hyphens.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const std::string folded = fold(name);
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint c = code_point_at(folded, at);
    if (is_letter(c.value) || is_digit(c.value)) {
      word.append(folded, at, c.length);
    } else if (c.value != U'\'' && c.value != 0x2019 && !word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
    at += c.length;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return words;
}

/// Whether each wanted word is one of the name's or the initial of one, each of which serves once, and at least one
/// stands in full on both sides.
bool agree(const std::vector<std::string>& wanted, const std::vector<std::string>& name) {
  if (wanted.size() > name.size()) return false;
  std::vector<bool> used(name.size());
  std::vector<const std::string*> open;
  bool full = false;
  for (const std::string& word : wanted) {
    const auto at = std::find_if(name.begin(), name.end(), [&](const std::string& other) {
      return !used[static_cast<std::size_t>(&other - name.data())] && other == word;
    });
    if (at == name.end()) {
      open.push_back(&word);
      continue;
    }
    used[static_cast<std::size_t>(at - name.begin())] = true;
    full |= count_code_points(word) > 1;
  }
  for (const std::string* word : open) {
    const auto at = std::find_if(name.begin(), name.end(), [&](const std::string& other) {
      if (used[static_cast<std::size_t>(&other - name.data())]) return false;
      return (count_code_points(*word) == 1 && other.starts_with(*word)) ||
             (count_code_points(other) == 1 && word->starts_with(other));
    });
    if (at == name.end()) return false;
    used[static_cast<std::size_t>(at - name.begin())] = true;
  }
  return full;
}

/// Edit distance in bytes of the folded forms, or limit + 1 as soon as it must be more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    std::size_t least = row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t above = row[i];
      row[i] = std::min({row[i] + 1, row[i - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
      least = std::min(least, row[i]);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.size()];
}

std::vector<PersonId> by_iri(const RelationGraph& graph, std::string_view text) {
  const NodeId node = graph.nodes.find(text);
  if (node != none && graph.person_of_node[node] != none) return {graph.person_of_node[node]};
  std::vector<PersonId> found;
  if (text.find('/') == std::string_view::npos || text.find(' ') != std::string_view::npos) return found;
  for (PersonId person = 0; person < graph.person_count(); ++person) {
    const std::string_view iri = graph.person_iri(person);
    if (iri.size() > text.size() && iri.ends_with(text) && iri[iri.size() - text.size() - 1] == '/')
      found.push_back(person);
  }
  return found;
}

std::vector<std::string> similar_names(const RelationGraph& graph, const std::string& wanted) {
  const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 4);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (PersonId person = 0; person < graph.person_count(); ++person) {
    const std::string_view name = graph.person_name(person);
    const std::size_t away = distance(wanted, joined(words_of(name)), limit);
    if (away <= limit) near.emplace_back(away, name);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  if (near.size() > most_similar) near.resize(most_similar);
  std::vector<std::string> out;
  for (auto& [away, name] : near) out.push_back(std::move(name));
  return out;
}

}  // namespace

PersonMatch find_person(const RelationGraph& graph, std::string_view text) {
  PersonMatch match;
  match.persons = by_iri(graph, trim(text));
  if (!match.persons.empty()) return match;
  const std::vector<std::string> wanted = words_of(text);
  if (wanted.empty()) return match;
  const std::vector<std::string> wanted_sorted = sorted(wanted);

  constexpr int no_match = 4;
  int best = no_match;
  for (PersonId person = 0; person < graph.person_count(); ++person) {
    int level = no_match;
    bool own = true;
    const auto compare = [&](std::string_view name) {
      const std::vector<std::string> words = words_of(name);
      if (words == wanted)
        level = std::min(level, own ? 0 : 1);
      else if (level > 2 && words.size() == wanted.size() && sorted(words) == wanted_sorted)
        level = 2;
      else if (level > 3 && agree(wanted, words))
        level = 3;
      own = false;
    };
    if (graph.names.degree(person) == 0) compare(graph.person_name(person));
    for (const std::uint32_t name : graph.names.row(person)) compare(graph.texts.text(name));
    if (level < best) {
      best = level;
      match.persons.clear();
    }
    if (level == best && level != no_match) match.persons.push_back(person);
  }
  if (match.persons.empty()) match.similar = similar_names(graph, joined(wanted));
  return match;
}

PersonId require_person(const RelationGraph& graph, std::string_view text) {
  const PersonMatch match = find_person(graph, text);
  if (match.persons.size() == 1) return match.persons[0];
  const std::string said = to_valid_utf8(text);
  if (match.persons.empty()) {
    if (match.similar.empty()) throw Error("nobody is called `{}` in this graph", said);
    throw Error("nobody is called `{}` in this graph; similar: `{}`", said, fmt::join(match.similar, "`, `"));
  }
  std::string candidates;
  for (std::size_t i = 0; i < match.persons.size() && i < most_candidates; ++i)
    candidates += fmt::format("\n  {}  {}", graph.person_name(match.persons[i]), graph.person_iri(match.persons[i]));
  if (match.persons.size() > most_candidates)
    candidates += fmt::format("\n  … and {} more", match.persons.size() - most_candidates);
  throw Error("`{}` may be any of {}; give the IRI:{}", said, match.persons.size(), candidates);
}

}  // namespace vitagraph::graph
