// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/kinship.hpp"

#include <fmt/format.h>

namespace vitagraph::graph {

std::uint32_t advice_kinds_of(const AnalysisArguments& arguments) {
  std::uint32_t kinds = 0;
  std::string text = arguments.text("kinds");
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string word(trim(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
    if (word == "all") return all_advice;
    const std::optional<Advice> kind = advice_of(word);
    if (!kind) {
      std::vector<std::string> known{"all"};
      for (const AdviceNames& names : advice_names) known.emplace_back(names.property);
      throw Error("--kinds {}: no such kind of advising; known: {}", to_valid_utf8(word), fmt::join(known, ", "));
    }
    kinds |= 1U << static_cast<unsigned>(*kind);
  }
  return kinds;
}

RelationGraph::AdvisingList counted_advising(const RelationGraph& graph, const Window& window) {
  RelationGraph::AdvisingList out;
  const auto& all = graph.advising;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool same_pair_follows =
        i + 1 < all.size() && all[i + 1].advisee == all[i].advisee && all[i + 1].advisor == all[i].advisor;
    if (all[i].kind == Advice::advisor && same_pair_follows) continue;
    if (!may_be_in(window, graph, all[i])) continue;
    out.push_back(all[i]);
  }
  return out;
}

std::string documents_of(const RelationGraph& graph, const Advising& advising) {
  std::vector<std::string> labels;
  if (advising.node == none) return {};
  const auto [first, last] = std::equal_range(graph.sources.begin(), graph.sources.end(), Pair{advising.node, 0},
                                              [](const Pair& a, const Pair& b) { return a.first < b.first; });
  for (auto at = first; at != last; ++at) labels.emplace_back(graph.label(at->second));
  std::sort(labels.begin(), labels.end());
  return fmt::format("{}", fmt::join(labels, ", "));
}

namespace {

std::string in_brackets(const std::string& a, const std::string& b = {}) {
  const std::string both = a == b || b.empty() ? a : a.empty() ? b : a + "; " + b;
  return both.empty() ? both : " (" + both + ")";
}

/// The doctoral advising of each person whose certain end is earliest: who has two advisors has one thesis.
std::vector<std::uint32_t> own_studies(const RelationGraph& graph, const RelationGraph::AdvisingList& advising) {
  std::vector<std::uint32_t> out(graph.person_count(), none);
  std::vector<Day> ends(graph.person_count(), forever);
  for (std::uint32_t i = 0; i < advising.size(); ++i) {
    if (advising[i].kind != Advice::doctoral) continue;
    const Day end = advising_period(graph, advising[i]).end.first;
    if (out[advising[i].advisee] != none && end >= ends[advising[i].advisee]) continue;
    out[advising[i].advisee] = i;
    ends[advising[i].advisee] = end;
  }
  return out;
}

}  // namespace

std::vector<std::string> date_contradictions(const RelationGraph& graph, const RelationGraph::AdvisingList& advising,
                                             const std::vector<bool>& asked) {
  std::vector<std::string> out;
  const std::vector<std::uint32_t> studies = own_studies(graph, advising);
  for (const Advising& one : advising) {
    if (!asked[one.advisee] || !asked[one.advisor] || one.node == none) continue;
    const Period period = advising_period(graph, one);
    const auto student = graph.person_name(one.advisee), teacher = graph.person_name(one.advisor);
    if (period.begin.first > period.end.last)
      out.push_back(fmt::format("dates contradict: `{}` advised by `{}` begins {} and ends {}{}", student, teacher,
                                day_text(period.begin.first), day_text(period.end.last),
                                in_brackets(documents_of(graph, one))));
    const std::uint32_t own = studies[one.advisor];
    if (one.kind != Advice::doctoral || own == none || period.end.last >= forever) continue;
    const Day later = advising_period(graph, advising[own]).end.first;
    if (later <= period.end.last) continue;
    out.push_back(fmt::format("dates contradict: `{}` was done under `{}` by {}, `{}` under `{}` not before {}{}",
                              student, teacher, day_text(period.end.last), teacher,
                              graph.person_name(advising[own].advisor), day_text(later),
                              in_brackets(documents_of(graph, one), documents_of(graph, advising[own]))));
  }
  return out;
}

namespace {

/// Rows from the farthest ancestors to the farthest descendants.
void add_members(const RelationGraph& graph, const Lineage& lineage, PersonId person, std::uint32_t most,
                 Picture& picture, std::vector<std::uint32_t>& place) {
  Reach up(lineage.advisors);
  Reach down(lineage.students);
  const std::vector<Generation> ancestors = up.from(person, most);
  const std::vector<Generation> descendants = down.from(person, most);
  const std::uint32_t height = ancestors.empty() ? 0 : ancestors.back().generation;
  const auto add = [&](PersonId who, std::uint32_t level) {
    if (place[who] != none) return;  // on both sides, in a circle
    place[who] = static_cast<std::uint32_t>(picture.nodes.size());
    picture.nodes.push_back(
        {std::string(graph.person_name(who)), std::string(graph.person_iri(who)), level, 1, who == person});
  };
  add(person, height);
  for (const Generation& one : ancestors) add(one.person, height - one.generation);
  for (const Generation& one : descendants) add(one.person, height + one.generation);
}

}  // namespace

Picture lineage_picture(const RelationGraph& graph, const AnalysisArguments& arguments) {
  const std::vector<std::string>& names = arguments.all("NAME");
  if (names.size() != 1) throw Error("a picture of a lineage needs one person");
  const PersonId person = require_person(graph, names[0]);
  const RelationGraph::AdvisingList advising = counted_advising(graph, window_of(arguments));
  const Lineage lineage = make_lineage(graph.person_count(), advising, advice_kinds_of(arguments));
  Picture picture;
  picture.title = std::string(graph.person_name(person));
  picture.directed = true;
  std::vector<std::uint32_t> place(graph.person_count(), none);
  add_members(graph, lineage, person, static_cast<std::uint32_t>(arguments.number("top", 0, 0x7FFFFFFF)), picture,
              place);
  for (const Advising& one : advising) {
    if (place[one.advisor] == none || place[one.advisee] == none) continue;
    const std::string title = fmt::format("{} → {}: {}", graph.person_name(one.advisor), graph.person_name(one.advisee),
                                          property_name(one.kind));
    picture.edges.push_back({place[one.advisor], place[one.advisee], title, 1, one.kind != Advice::doctoral});
  }
  return picture;
}

}  // namespace vitagraph::graph
