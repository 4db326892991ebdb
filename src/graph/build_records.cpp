// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "graph/raw_relations.hpp"

namespace vitagraph::graph {
namespace {

/// Which link from a person leads to which kind of fact.
struct Holder {
  Pick pick;
  RecordKind kind;
};
constexpr Holder holders[] = {
    {Pick::holds_position, RecordKind::position}, {Pick::has_education, RecordKind::education},
    {Pick::received_award, RecordKind::award},    {Pick::gave_talk, RecordKind::talk},
    {Pick::teaches, RecordKind::teaching},        {Pick::performs, RecordKind::service},
    {Pick::has_grant, RecordKind::grant},         {Pick::worked_on, RecordKind::project},
};

constexpr std::pair<Class, RecordKind> kinds_of_classes[] = {
    {Class::position, RecordKind::position},   {Class::education, RecordKind::education},
    {Class::award_receipt, RecordKind::award}, {Class::talk, RecordKind::talk},
    {Class::teaching, RecordKind::teaching},   {Class::service, RecordKind::service},
    {Class::grant, RecordKind::grant},         {Class::project, RecordKind::project},
};

/// A value for some nodes, the least by text where there are several: small beside an array over all nodes.
class NodeValues {
 public:
  NodeValues(const std::vector<Pair>& pairs, const Strings& texts) : pairs_(pairs) {
    std::sort(pairs_.begin(), pairs_.end(), [&](const Pair& a, const Pair& b) {
      return a.first != b.first ? a.first < b.first : texts.text(a.second) < texts.text(b.second);
    });
  }
  std::uint32_t of(NodeId node) const {
    const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), Pair{node, 0},
                                     [](const Pair& a, const Pair& b) { return a.first < b.first; });
    return at != pairs_.end() && at->first == node ? at->second : none;
  }
  std::vector<std::uint32_t> all_of(NodeId node) const {
    std::vector<std::uint32_t> out;
    auto at = std::lower_bound(pairs_.begin(), pairs_.end(), Pair{node, 0},
                               [](const Pair& a, const Pair& b) { return a.first < b.first; });
    for (; at != pairs_.end() && at->first == node; ++at)
      if (out.empty() || out.back() != at->second) out.push_back(at->second);
    return out;
  }

 private:
  std::vector<Pair> pairs_;
};

std::uint32_t first_of(std::initializer_list<std::uint32_t> values) {
  for (const std::uint32_t value : values)
    if (value != none) return value;
  return none;
}

/// What n-ary nodes say, by node.
struct Attributes {
  explicit Attributes(const RawRelations& raw)
      : organization(raw.links_of(Pick::organization), raw.nodes),
        unit(raw.links_of(Pick::unit), raw.nodes),
        venue(raw.links_of(Pick::venue), raw.nodes),
        event(raw.links_of(Pick::event), raw.nodes),
        award(raw.links_of(Pick::award), raw.nodes),
        course(raw.links_of(Pick::course), raw.nodes),
        funder(raw.links_of(Pick::funder), raw.nodes),
        role(raw.literals_of(Pick::role), raw.texts),
        degree(raw.literals_of(Pick::degree), raw.texts),
        relation(raw.literals_of(Pick::relation), raw.texts),
        start(raw.literals_of(Pick::start), raw.texts),
        end(raw.literals_of(Pick::end), raw.texts),
        date(raw.literals_of(Pick::date), raw.texts),
        year(raw.literals_of(Pick::year), raw.texts),
        term(raw.literals_of(Pick::term), raw.texts),
        earliest(raw.literals_of(Pick::earliest_start), raw.texts),
        latest(raw.literals_of(Pick::latest_end), raw.texts),
        current(raw.literals_of(Pick::current), raw.texts),
        title(titles_of_grants(raw), raw.texts) {}

  /// Titles are many, and a grant's are few of them.
  static std::vector<Pair> titles_of_grants(const RawRelations& raw) {
    std::vector<Pair> out;
    for (const Pair& pair : raw.literals_of(Pick::title))
      if (raw.classes[pair.first] >> static_cast<unsigned>(Class::grant) & 1U) out.push_back(pair);
    return out;
  }

  void fill(Record& record, const Strings& texts) const {
    const NodeId node = record.node;
    record.organization = organization.of(node);
    record.unit = unit.of(node);
    if (record.about == none)
      record.about = first_of({event.of(node), venue.of(node), award.of(node), course.of(node), funder.of(node)});
    record.text = first_of({role.of(node), degree.of(node), relation.of(node), title.of(node)});
    const std::uint32_t day = date.of(node);
    record.start = first_of({start.of(node), day});
    record.end = first_of({end.of(node), day});
    record.earliest = earliest.of(node);
    record.latest = latest.of(node);
    const std::uint32_t open = current.of(node);
    record.current = open != none && (texts.text(open) == "true" || texts.text(open) == "1");
  }

  NodeValues organization, unit, venue, event, award, course, funder;
  NodeValues role, degree, relation, start, end, date, year, term, earliest, latest, current, title;
};

std::vector<Record> skeletons(const RawRelations& raw, const RelationGraph& graph) {
  std::vector<Record> out;
  const auto add = [&](NodeId node, NodeId person, RecordKind kind) {
    if (graph.person_of_node[person] != none) out.push_back({node, kind, graph.person_of_node[person]});
  };
  for (const Holder& holder : holders)
    for (const auto& [person, node] : raw.links_of(holder.pick)) add(node, person, holder.kind);
  for (const Pick pick : {Pick::person, Pick::speaker})
    for (const auto& [node, person] : raw.links_of(pick))
      for (const auto& [type, kind] : kinds_of_classes)
        if (raw.classes[node] >> static_cast<unsigned>(type) & 1U) add(node, person, kind);
  for (const Advising& one : graph.advising) {
    if (one.node == none) continue;
    out.push_back({one.node, RecordKind::advising, one.advisee, none, none, graph.persons[one.advisor]});
    out.push_back({one.node, RecordKind::advising, one.advisor, none, none, graph.persons[one.advisee]});
  }
  const auto key = [&](const Record& r) { return std::make_tuple(r.person, r.kind, raw.nodes.text(r.node), r.about); };
  std::sort(out.begin(), out.end(), [&](const Record& a, const Record& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(), [&](const Record& a, const Record& b) { return key(a) == key(b); }),
            out.end());
  return out;
}

}  // namespace

void fill_records(const RawRelations& raw, RelationGraph& graph) {
  const Attributes attributes(raw);
  graph.profiled.assign(graph.person_count(), false);
  for (PersonId person = 0; person < graph.person_count(); ++person)
    graph.profiled[person] = graph.interests.degree(person) > 0;
  for (Record& record : skeletons(raw, graph)) {
    attributes.fill(record, raw.texts);
    // Being named as somebody's advisor or student makes nobody the subject of a document.
    if (record.kind != RecordKind::advising) graph.profiled[record.person] = true;
    std::vector<std::uint32_t> years = attributes.year.all_of(record.node);
    if (years.empty()) years = attributes.term.all_of(record.node);
    if (record.start != none || record.end != none || years.empty()) {
      graph.records.push_back(record);
      continue;
    }
    // "Reviewer, 2019 and 2022" is two facts in time, not one that lasts from 2019 to 2022; so are two terms of a
    // course.
    for (const std::uint32_t year : years) {
      record.start = record.end = year;
      graph.records.push_back(record);
    }
  }
}

}  // namespace vitagraph::graph
