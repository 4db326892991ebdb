// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// The predicates that are kept, one list each.
enum class Pick : std::uint8_t {
  type,
  name,
  label,
  pref_label,
  title,
  alt_label,
  author,
  has_authorship,
  person,
  order,
  published_in,
  year,
  advising_advisor,
  advising_advisee,
  relation,
  advisee,
  supervisor,
  advice_advisor,
  advice_doctoral,
  advice_masters,
  advice_bachelors,
  advice_postdoctoral,
  advice_internship,
  advice_mentor,
  advice_host,
  advice_committee,
  holds_position,
  has_education,
  received_award,
  gave_talk,
  teaches,
  performs,
  has_grant,
  worked_on,
  interest,
  organization,
  unit,
  role,
  degree,
  speaker,
  event,
  venue,
  award,
  course,
  funder,
  start,
  end,
  date,
  earliest_start,
  latest_end,
  term,
  current,
  part_of,
  has_quotation,
  quoted,
  derived_from,
  count_
};
inline constexpr std::size_t pick_count = static_cast<std::size_t>(Pick::count_);

std::optional<Pick> pick_of(std::string_view predicate);

/// What rdf:type says, as far as relations ask.
enum class Class : std::uint8_t {
  other,
  person,
  organization,
  publication,
  venue,
  authorship,
  advising,
  position,
  education,
  award_receipt,
  talk,
  teaching,
  service,
  grant,
  project,
  derived
};
Class class_of(std::string_view iri);

/// The statements as they came: pairs of numbers by predicate. The second is a node, or a text for literals.
struct RawRelations {
  Strings nodes, texts;
  std::array<std::vector<Pair>, pick_count> links;     ///< object: a node
  std::array<std::vector<Pair>, pick_count> literals;  ///< object: a text
  std::vector<std::uint16_t> classes;                  ///< by node: bits of Class
  std::uint64_t statements = 0;
  Quotes quotes = Quotes::skip;
  NodeId last_subject = none;

  const std::vector<Pair>& links_of(Pick pick) const { return links[static_cast<std::size_t>(pick)]; }
  const std::vector<Pair>& literals_of(Pick pick) const { return literals[static_cast<std::size_t>(pick)]; }
  NodeId node_of(const rdf::TermView& term);
  NodeId subject_of(const rdf::TermView& term);
  void add(const rdf::QuadView& quad);
};

/// Reads the n-ary facts into `graph.records` and marks the profiled persons; requires the persons, the interests and
/// the advising.
void fill_records(const RawRelations& raw, RelationGraph& graph);

/// Makes the dense arrays; takes the raw ones apart as it goes.
RelationGraph build_relations(RawRelations&& raw);

}  // namespace vitagraph::graph
