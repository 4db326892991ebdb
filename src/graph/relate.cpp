// SPDX-License-Identifier: Apache-2.0
#include "graph/relate.hpp"

#include <algorithm>

#include "base/base.hpp"
#include "graph/lineage.hpp"
#include "graph/statements.hpp"
#include "graph/venue_sharing.hpp"

namespace vitagraph::graph {
namespace {

class Relating {
 public:
  Relating(const RelationGraph& graph, const RelateOptions& options, rdf::QuadSink& sink, DiagnosticSink& diagnostics)
      : graph_(graph), options_(options), out_(graph, sink), diagnostics_(diagnostics) {}

  RelateSummary run() {
    coauthorships();
    advising();
    ancestors();
    siblings();
    venues();
    return summary_;
  }

 private:
  std::string name(PersonId person) const { return std::string(graph_.person_name(person)); }

  template <typename... Args>
  void report(Kind kind, const Args&... args) {
    diagnostics_.report(kind, {options_.source, 0, 0, 0, {}}, args...);
  }

  /// base + folder + hash of what the node is about: the same pair has the same name in every graph.
  std::string derived_iri(std::string_view folder, PersonId a, PersonId b, std::string_view more = {}) const {
    StableHash hash;
    hash.add(graph_.person_iri(a)).add(graph_.person_iri(b));
    if (!more.empty()) hash.add(more);
    return options_.base + std::string(folder) + "/" + hash.hex();
  }

  void coauthorships() {
    JointPublications joint(graph_, options_.coauthors);
    for (PersonId a = 0; a < graph_.person_count(); ++a)
      joint.of(a, a + 1,
               [&](PersonId b, std::span<const PublicationId> publications) { coauthorship(a, b, publications); });
    if (const std::uint32_t left_out = large_teams(graph_, options_.coauthors))
      report(Kind::large_team, left_out, options_.coauthors.max_team);
  }

  void coauthorship(PersonId a, PersonId b, std::span<const PublicationId> publications) {
    const std::string iri = derived_iri("coauthorship", a, b);
    const rdf::TermView node{rdf::TermKind::iri, iri, {}, {}};
    out_.type(node, "Coauthorship");
    out_.label(node, fmt::format("{} – {}", graph_.person_name(a), graph_.person_name(b)));
    out_.link(node, "participant", out_.person(a));
    out_.link(node, "participant", out_.person(b));
    out_.integer(node, "publicationCount", static_cast<std::int64_t>(publications.size()));
    const auto [first, last] = years_of(graph_, publications);
    if (first != RelationGraph::no_year) {
      out_.integer(node, "firstYear", first);
      out_.integer(node, "lastYear", last);
    }
    for (const PublicationId publication : publications)
      out_.link(node, "jointPublication", out_.node(graph_.publications[publication]));
    both_ways(a, "coauthor", b);
    ++summary_.coauthorships;
  }

  void both_ways(PersonId a, std::string_view property, PersonId b) {
    out_.link(out_.person(a), property, out_.person(b));
    out_.link(out_.person(b), property, out_.person(a));
  }

  /// What Advising nodes and sub-properties imply; RDFS entailment, written out for stores that do none.
  void advising() {
    for (const PersonId person : graph_.self_advised) report(Kind::advisor_self, name(person));
    const auto& all = graph_.advising;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      const PersonId advisee = all[begin].advisee;
      const PersonId advisor = all[begin].advisor;
      bool general = false;
      for (end = begin; end < all.size() && all[end].advisee == advisee && all[end].advisor == advisor; ++end) {
        if (all[end].kind == Advice::advisor)
          general = all[end].direct;
        else if (!all[end].direct)
          advise(advisee, property_name(all[end].kind), advisor);
      }
      if (!general) advise(advisee, property_name(Advice::advisor), advisor);
      if (!std::binary_search(graph_.stated_advisees.begin(), graph_.stated_advisees.end(), Pair{advisor, advisee}))
        advise(advisor, "advisee", advisee);
    }
  }

  void advise(PersonId subject, std::string_view property, PersonId object) {
    out_.link(out_.person(subject), property, out_.person(object));
    ++summary_.advising_links;
  }

  void ancestors() {
    const Lineage lineage = make_lineage(graph_.person_count(), graph_.advising, doctoral_only);
    for (const std::vector<PersonId>& circle : cycles(lineage)) {
      ++summary_.cycles;
      report(Kind::advisor_cycle, circle_text(graph_, circle));
    }
    const std::uint32_t limit = options_.max_ancestors;
    Reach reach(lineage.advisors);
    for (PersonId person = 0; person < graph_.person_count(); ++person) {
      // One more than the limit tells whether the limit cuts anything.
      const std::vector<Generation>& found = reach.from(person, limit == 0 ? 0 : limit + 1);
      const bool cut = limit != 0 && found.size() > limit;
      if (cut) report(Kind::many_ancestors, name(person), limit);
      const std::size_t count = cut ? limit : found.size();
      for (std::size_t i = 0; i < count; ++i)
        out_.link(out_.person(person), "academicAncestor", out_.person(found[i].person));
      summary_.ancestors += count;
    }
  }

  void siblings() {
    const Lineage lineage = make_lineage(graph_.person_count(), graph_.advising, doctoral_only);
    const auto drawn = [&](PersonId advisor) {
      return options_.max_students == 0 || lineage.students.degree(advisor) <= options_.max_students;
    };
    for (PersonId advisor = 0; advisor < graph_.person_count(); ++advisor)
      if (!drawn(advisor))
        report(Kind::many_students, name(advisor), lineage.students.degree(advisor), options_.max_students);
    std::vector<PersonId> row;
    for (PersonId person = 0; person < graph_.person_count(); ++person) {
      row.clear();
      for (const PersonId advisor : lineage.advisors.row(person)) {
        if (!drawn(advisor)) continue;
        for (const PersonId other : lineage.students.row(advisor))
          if (other > person) row.push_back(other);
      }
      std::sort(row.begin(), row.end());
      row.erase(std::unique(row.begin(), row.end()), row.end());
      for (const PersonId other : row) both_ways(person, "academicSibling", other);
      summary_.siblings += row.size();
    }
  }

  void venues() {
    const Csr publications = publications_by_venue(graph_);
    std::vector<Pair> sharing;
    for (VenueId venue = 0; venue < graph_.venue_count(); ++venue) {
      const VenueCircle circle = venue_circle(graph_, venue_authors(graph_, publications.row(venue)), options_);
      summary_.venue_authors_left_out += circle.strangers + circle.crowded;
      if (circle.crowded != 0)
        report(Kind::venue_crowd, std::string(graph_.label(graph_.venues[venue])),
               circle.members.size() + circle.crowded, circle.members.size());
      share_venue(venue, circle.members, sharing);
    }
    std::sort(sharing.begin(), sharing.end());
    sharing.erase(std::unique(sharing.begin(), sharing.end()), sharing.end());
    for (const auto& [a, b] : sharing) both_ways(a, "sharesVenueWith", b);
  }

  void share_venue(VenueId venue, const std::vector<VenueAuthor>& members, std::vector<Pair>& sharing) {
    std::vector<std::uint32_t> joint(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      count_joint(venue, members, i, joint);
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        venue_sharing(venue, members[i].person, members[j].person,
                      members[i].publications + members[j].publications - joint[j]);
        sharing.emplace_back(members[i].person, members[j].person);
      }
    }
  }

  /// joint[j]: the publications at the venue that member i wrote together with member j.
  void count_joint(VenueId venue, const std::vector<VenueAuthor>& members, std::size_t i,
                   std::vector<std::uint32_t>& joint) const {
    std::fill(joint.begin(), joint.end(), 0);
    for (const PublicationId publication : graph_.written.row(members[i].person)) {
      const auto venues = graph_.published.row(publication);
      if (!std::binary_search(venues.begin(), venues.end(), venue)) continue;
      for (const PersonId other : graph_.authors.row(publication)) {
        const auto at = std::lower_bound(members.begin(), members.end(), other,
                                         [](const VenueAuthor& a, PersonId b) { return a.person < b; });
        if (at != members.end() && at->person == other) ++joint[static_cast<std::size_t>(at - members.begin())];
      }
    }
  }

  void venue_sharing(VenueId venue, PersonId a, PersonId b, std::uint32_t publications) {
    const NodeId series = graph_.venues[venue];
    const std::string iri = derived_iri("venue-sharing", a, b, graph_.nodes.text(series));
    const rdf::TermView node{rdf::TermKind::iri, iri, {}, {}};
    out_.type(node, "VenueSharing");
    out_.label(node, fmt::format("{} – {} ({})", graph_.person_name(a), graph_.person_name(b), graph_.label(series)));
    out_.link(node, "participant", out_.person(a));
    out_.link(node, "participant", out_.person(b));
    out_.link(node, "venue", out_.node(series));
    out_.integer(node, "publicationCount", publications);
    ++summary_.venue_sharings;
  }

  const RelationGraph& graph_;
  const RelateOptions& options_;
  Statements out_;
  DiagnosticSink& diagnostics_;
  RelateSummary summary_;
};

}  // namespace

RelateSummary relate(const RelationGraph& graph, const RelateOptions& options, rdf::QuadSink& sink,
                     DiagnosticSink& diagnostics) {
  return Relating(graph, options, sink, diagnostics).run();
}

}  // namespace vitagraph::graph
