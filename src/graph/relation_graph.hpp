// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/csr.hpp"
#include "graph/strings.hpp"
#include "graph/vocabulary.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::graph {

using PersonId = std::uint32_t;       ///< index into RelationGraph::persons
using PublicationId = std::uint32_t;  ///< index into RelationGraph::publications
using VenueId = std::uint32_t;        ///< index into RelationGraph::venues
using NodeId = std::uint32_t;         ///< index into RelationGraph::nodes: any IRI or blank node
inline constexpr std::uint32_t none = Strings::none;

/// Somebody guided somebody, stated directly or by a vg:Advising node.
struct Advising {
  PersonId advisee;
  PersonId advisor;
  Advice kind;
  bool direct;  ///< stated as this property of the advisee
  NodeId node;  ///< the vg:Advising node, or none
};

enum class RecordKind : std::uint8_t { position, education, advising, award, talk, teaching, service, grant, project };
std::string_view record_kind_name(RecordKind kind);

/// One n-ary fact about a person: what, where and when. Absent parts are `none`. Texts are as in the graph.
struct Record {
  NodeId node;
  RecordKind kind;
  PersonId person;
  NodeId organization = none;
  NodeId unit = none;
  NodeId about = none;         ///< venue, event, award, course, funder or the advised person
  std::uint32_t text = none;   ///< role, degree, kind of advising or a grant's title, a number in RelationGraph::texts
  std::uint32_t start = none;  ///< lexical date
  std::uint32_t end = none;
  std::uint32_t earliest = none;  ///< vg:earliestStart
  std::uint32_t latest = none;    ///< vg:latestEnd
  bool current = false;
};

/// The scholarly relations of a graph in dense arrays. Persons, publications and venues are numbered in the order of
/// their IRIs, so nothing computed from them depends on the order of the statements. Blank nodes are named "_:label".
struct RelationGraph {
  Strings nodes;
  Strings texts;  ///< names, titles, roles, dates

  std::vector<NodeId> persons;
  std::vector<NodeId> publications;
  std::vector<NodeId> venues;
  std::vector<PersonId> person_of_node;            ///< by node, or none
  std::vector<PublicationId> publication_of_node;  ///< by node, or none

  Csr authors;                      ///< publication → persons, in the order of authorship where it is stated
  Csr written;                      ///< person → publications
  Csr published;                    ///< publication → venues
  std::vector<std::int32_t> years;  ///< publication → year of publication (the earliest stated), or no_year

  using AdvisingList = std::vector<Advising>;
  AdvisingList advising;  ///< by advisee, advisor, kind; each combination once; nobody advises himself
  std::vector<PersonId> self_advised;
  std::vector<Pair> stated_advisees;  ///< (advisor, advisee) of vg:advisee statements, ascending
  std::vector<Record> records;        ///< by person, kind, node
  Csr interests;                      ///< person → nodes
  Csr parents;                        ///< node → organisations it is part of (empty when none are stated)
  std::vector<bool> profiled;  ///< persons a document is about: they have positions, education, talks, interests …

  std::vector<std::uint32_t> label_of_node;  ///< number in texts, or none
  Csr names;                                 ///< person → texts: the name, then labels and variants

  std::vector<Pair> quotes;   ///< (node, text) of Quotes::keep, ascending by node, then by text
  std::vector<Pair> sources;  ///< (vg:Advising node, document) of Quotes::sources, ascending

  std::vector<NodeId> self_advice;    ///< nodes of Advising that have one person at both ends, ascending
  std::vector<NodeId> derived_nodes;  ///< nodes of Coauthorship and VenueSharing found in the input, ascending
  std::uint64_t statements = 0;       ///< how many were read

  static constexpr std::int32_t no_year = INT32_MIN;

  std::uint32_t person_count() const { return static_cast<std::uint32_t>(persons.size()); }
  std::uint32_t publication_count() const { return static_cast<std::uint32_t>(publications.size()); }
  std::uint32_t venue_count() const { return static_cast<std::uint32_t>(venues.size()); }

  /// Label, name or title; else what the IRI ends in.
  std::string_view label(NodeId node) const;
  std::string_view person_name(PersonId person) const { return label(persons[person]); }
  std::string_view person_iri(PersonId person) const { return nodes.text(persons[person]); }
  std::string_view text(std::uint32_t number) const { return number == none ? std::string_view() : texts.text(number); }

  /// Whether relate() makes this statement anew, so that a copy in the input is to be left out: a derived property,
  /// or anything said of a derived node.
  bool is_derived(const rdf::QuadView& quad) const;

  /// Whether the statement says nothing true, so that it is to be left out: a relation of our ontology from a thing to
  /// itself, or anything said of, or with, advising whose two ends are one person. relate() reports the persons.
  bool is_of_itself(const rdf::QuadView& quad) const;

 private:
  NodeId find_node(const rdf::TermView& term) const;
};

/// Whether the words that documents state things in (vg:hasQuotation, prov:value) are kept: as much text as the
/// documents. `sources` keeps only which documents state the advising.
enum class Quotes { skip, sources, keep };

/// Takes statements in any order and keeps those the relations need; memory grows with the persons, publications and
/// facts, not with the file.
class RelationGraphBuilder : public rdf::QuadSink {
 public:
  explicit RelationGraphBuilder(Quotes quotes = Quotes::skip);
  ~RelationGraphBuilder() override;
  void quad(const rdf::QuadView& quad) override;
  /// The graph of all statements so far; leaves the builder empty. Throws Error when a count exceeds 32 bits.
  RelationGraph build();

 private:
  struct Raw;
  std::unique_ptr<Raw> raw_;
};

/// Streams files into one graph. Throws Error when one can't be opened.
RelationGraph read_relations(const std::vector<std::string>& paths, DiagnosticSink& diagnostics,
                             Quotes quotes = Quotes::skip);

}  // namespace vitagraph::graph
