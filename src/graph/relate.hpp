// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

#include "graph/coauthorship.hpp"
#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

/// The limits exist because pairs grow with the square of what they are drawn from; each that takes effect is reported.
struct RelateOptions {
  std::string base{rdf::vocabulary::default_base};  ///< before the derived nodes' names
  std::string source;                               ///< file named in diagnostics
  CoauthorOptions coauthors;
  /// Ancestors of one person, the nearest kept; 0: all. A recorded lineage has some hundreds.
  std::uint32_t max_ancestors = 10'000;
  /// Doctoral students of one advisor between whom siblings are drawn; 0: any number.
  std::uint32_t max_students = 1'000;
  /// Publications at a venue that make somebody without a profile count there.
  std::uint32_t min_venue_publications = 3;
  /// Persons of one venue that are paired, those with most publications there kept; 0: all.
  std::uint32_t max_venue_persons = 500;
};

struct RelateSummary {
  std::uint64_t coauthorships = 0;
  std::uint64_t advising_links = 0;  ///< advisor and advisee statements made from vg:Advising nodes and sub-properties
  std::uint64_t ancestors = 0;
  std::uint64_t siblings = 0;  ///< pairs
  std::uint64_t venue_sharings = 0;
  std::uint64_t venue_authors_left_out = 0;  ///< (person, venue): neither profiled nor with enough publications there
  std::uint64_t cycles = 0;
};

/// Writes the derived relations, and nothing that the graph already states, in an order that depends on IRIs only:
///
/// - vg:Coauthorship for each two persons with a joint publication, named base + "coauthorship/" + a hash of the two
///   IRIs, with both participants, publicationCount, firstYear, lastYear and each jointPublication; vg:coauthor both
///   ways;
/// - the property that a vg:Advising node implies, vg:advisor above each of its sub-properties, vg:advisee back;
/// - vg:academicAncestor, the transitive closure of vg:doctoralAdvisor (never of a person to themselves: circles are
///   reported); vg:academicSibling between persons with a common doctoral advisor;
/// - vg:VenueSharing for each two persons who count at a venue, with both participants, venue, and publicationCount:
///   the publications there of either; vg:sharesVenueWith both ways. A person counts at a venue who has published there
///   and is profiled (has a position, education, talk, interest … in the graph), or has min_venue_publications there.
///   All pairs of all authors would drown the graph in strangers.
RelateSummary relate(const RelationGraph& graph, const RelateOptions& options, rdf::QuadSink& sink,
                     DiagnosticSink& diagnostics);

}  // namespace vitagraph::graph
