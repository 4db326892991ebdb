// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <tuple>

#include "graph/raw_relations.hpp"

namespace vitagraph::graph {
namespace {

constexpr Pick advice_pick(std::size_t kind) {
  return static_cast<Pick>(static_cast<std::size_t>(Pick::advice_advisor) + kind);
}
constexpr Pick holders[] = {Pick::holds_position, Pick::has_education, Pick::received_award,
                            Pick::gave_talk,      Pick::teaches,       Pick::performs,
                            Pick::has_grant,      Pick::worked_on,     Pick::interest};

bool is(const RawRelations& raw, NodeId node, Class kind) {
  return raw.classes[node] >> static_cast<unsigned>(kind) & 1U;
}

/// The marked nodes in the order of their IRIs.
std::vector<NodeId> in_order(const Strings& nodes, const std::vector<bool>& marked) {
  std::vector<NodeId> out;
  for (NodeId node = 0; node < marked.size(); ++node)
    if (marked[node]) out.push_back(node);
  std::sort(out.begin(), out.end(), [&](NodeId a, NodeId b) { return nodes.text(a) < nodes.text(b); });
  return out;
}

std::vector<std::uint32_t> index_of(std::size_t nodes, const std::vector<NodeId>& members) {
  std::vector<std::uint32_t> out(nodes, none);
  for (std::uint32_t i = 0; i < members.size(); ++i) out[members[i]] = i;
  return out;
}

/// Typed persons, and whatever stands where only a person can, unless it is said to be an organisation (a
/// collaboration that signs as author).
std::vector<bool> find_persons(const RawRelations& raw) {
  std::vector<bool> person(raw.nodes.size());
  for (NodeId node = 0; node < raw.nodes.size(); ++node) person[node] = is(raw, node, Class::person);
  const auto mark = [&](NodeId node) {
    if (!is(raw, node, Class::organization)) person[node] = true;
  };
  for (const Pick pick :
       {Pick::author, Pick::person, Pick::speaker, Pick::supervisor, Pick::advising_advisor, Pick::advising_advisee})
    for (const Pair& link : raw.links_of(pick)) mark(link.second);
  for (const Pick pick : holders)
    for (const Pair& link : raw.links_of(pick)) mark(link.first);
  for (std::size_t kind = 0; kind < advice_kinds; ++kind)
    for (const auto& [advisee, advisor] : raw.links_of(advice_pick(kind))) {
      // vg:host also stands between a talk and the organisation it was given at.
      if (is(raw, advisor, Class::organization) || is(raw, advisee, Class::talk)) continue;
      mark(advisee);
      mark(advisor);
    }
  for (const auto& [advisor, advisee] : raw.links_of(Pick::advisee)) {
    mark(advisor);
    mark(advisee);
  }
  return person;
}

std::vector<bool> find_publications(const RawRelations& raw) {
  std::vector<bool> publication(raw.nodes.size());
  for (NodeId node = 0; node < raw.nodes.size(); ++node) publication[node] = is(raw, node, Class::publication);
  for (const Pick pick : {Pick::author, Pick::has_authorship, Pick::published_in})
    for (const Pair& link : raw.links_of(pick)) publication[link.first] = true;
  return publication;
}

std::vector<bool> find_venues(const RawRelations& raw) {
  std::vector<bool> venue(raw.nodes.size());
  for (NodeId node = 0; node < raw.nodes.size(); ++node) venue[node] = is(raw, node, Class::venue);
  for (const Pair& link : raw.links_of(Pick::published_in)) venue[link.second] = true;
  return venue;
}

std::optional<std::int32_t> leading_number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // "2021-05" and "2021Z" are years with more; "20215" is none.
  if (error != std::errc() || value < -9999 || value > 9999) return std::nullopt;
  return value;
}

/// The smallest number that a literal of `pick` gives each node.
std::vector<std::int32_t> numbers_of(const RawRelations& raw, Pick pick, std::int32_t absent) {
  std::vector<std::int32_t> out(raw.nodes.size(), absent);
  for (const auto& [node, text] : raw.literals_of(pick)) {
    const std::optional<std::int32_t> value = leading_number(raw.texts.text(text));
    if (value && (out[node] == absent || *value < out[node])) out[node] = *value;
  }
  return out;
}

void fill_authors(const RawRelations& raw, RelationGraph& graph) {
  // Links that state no order stand after those that do, in the order of the persons.
  constexpr std::int32_t last = INT32_MAX;
  const std::vector<std::int32_t> order = numbers_of(raw, Pick::order, last);
  std::vector<std::tuple<PublicationId, PersonId, std::int32_t>> rows;
  const auto add = [&](NodeId publication, NodeId person, std::int32_t at) {
    if (graph.person_of_node[person] != none)
      rows.emplace_back(graph.publication_of_node[publication], graph.person_of_node[person], at);
  };
  for (const auto& [publication, person] : raw.links_of(Pick::author)) add(publication, person, last);
  const Csr signers = make_csr(raw.nodes.size(), raw.links_of(Pick::person));
  for (const auto& [publication, authorship] : raw.links_of(Pick::has_authorship))
    for (const NodeId person : signers.row(authorship)) add(publication, person, order[authorship]);

  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) {
                           return std::get<0>(a) == std::get<0>(b) && std::get<1>(a) == std::get<1>(b);
                         }),
             rows.end());
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(std::get<0>(a), std::get<2>(a), std::get<1>(a)) <
           std::make_tuple(std::get<0>(b), std::get<2>(b), std::get<1>(b));
  });
  std::vector<Pair> pairs;
  pairs.reserve(rows.size());
  for (const auto& [publication, person, at] : rows) pairs.emplace_back(publication, person);
  graph.authors = make_csr_in_order(graph.publication_count(), pairs);
  graph.written = transposed(graph.authors, graph.person_count());
}

void fill_venues(const RawRelations& raw, RelationGraph& graph) {
  const std::vector<std::uint32_t> venue = index_of(raw.nodes.size(), graph.venues);
  std::vector<Pair> pairs;
  for (const auto& [publication, series] : raw.links_of(Pick::published_in))
    pairs.emplace_back(graph.publication_of_node[publication], venue[series]);
  graph.published = make_csr(graph.publication_count(), pairs);
}

void fill_advising(const RawRelations& raw, RelationGraph& graph) {
  std::vector<Advising> all;
  const auto add = [&](NodeId advisee, NodeId advisor, Advice kind, NodeId node, bool direct) {
    const PersonId pupil = graph.person_of_node[advisee];
    const PersonId teacher = graph.person_of_node[advisor];
    if (pupil == none || teacher == none) return;
    if (pupil == teacher)
      graph.self_advised.push_back(pupil);
    else
      all.push_back({pupil, teacher, kind, direct, node});
  };
  for (std::size_t kind = 0; kind < advice_kinds; ++kind)
    for (const auto& [advisee, advisor] : raw.links_of(advice_pick(kind)))
      add(advisee, advisor, static_cast<Advice>(kind), none, true);
  for (const auto& [advisor, advisee] : raw.links_of(Pick::advisee)) {
    add(advisee, advisor, Advice::advisor, none, false);
    graph.stated_advisees.emplace_back(graph.person_of_node[advisor], graph.person_of_node[advisee]);
  }
  std::sort(graph.stated_advisees.begin(), graph.stated_advisees.end());

  std::vector<Advice> kinds(raw.nodes.size(), Advice::advisor);
  for (const auto& [node, text] : raw.literals_of(Pick::relation))
    kinds[node] = std::max(kinds[node], advice_of(raw.texts.text(text)).value_or(Advice::advisor));
  for (const auto& [node, value] : raw.links_of(Pick::relation))
    kinds[node] = std::max(kinds[node], advice_of(raw.nodes.text(value)).value_or(Advice::advisor));
  const Csr advisees = make_csr(raw.nodes.size(), raw.links_of(Pick::advising_advisee));
  for (const auto& [node, advisor] : raw.links_of(Pick::advising_advisor))
    for (const NodeId advisee : advisees.row(node)) add(advisee, advisor, kinds[node], node, false);
  const Csr advisors = make_csr(raw.nodes.size(), raw.links_of(Pick::advising_advisor));
  for (NodeId node = 0; node < raw.nodes.size(); ++node)
    if (advisors.degree(node) == 1 && advisees.degree(node) == 1 && advisors.row(node)[0] == advisees.row(node)[0])
      graph.self_advice.push_back(node);

  // Who supervised a course of study advised the student, in a capacity that the statement leaves open.
  const Csr students = make_csr(raw.nodes.size(), raw.links_of(Pick::person));
  for (const auto& [study, supervisor] : raw.links_of(Pick::supervisor))
    if (is(raw, study, Class::education))
      for (const NodeId student : students.row(study)) add(student, supervisor, Advice::advisor, none, false);

  // One entry for each (advisee, advisor, kind): direct if any source is, with the node of least IRI.
  std::sort(all.begin(), all.end(), [&](const Advising& a, const Advising& b) {
    const auto iri = [&](NodeId node) { return node == none ? std::string_view("\xff") : raw.nodes.text(node); };
    return std::make_tuple(a.advisee, a.advisor, a.kind, iri(a.node)) <
           std::make_tuple(b.advisee, b.advisor, b.kind, iri(b.node));
  });
  for (const Advising& one : all) {
    Advising* before = graph.advising.empty() ? nullptr : &graph.advising.back();
    // A direct statement and a node of the same kind are one: the node tells when, the statement that it needs no copy.
    if (before && before->advisee == one.advisee && before->advisor == one.advisor && before->kind == one.kind)
      before->direct |= one.direct;
    else
      graph.advising.push_back(one);
  }
  std::sort(graph.self_advised.begin(), graph.self_advised.end());
  graph.self_advised.erase(std::unique(graph.self_advised.begin(), graph.self_advised.end()), graph.self_advised.end());
}

void fill_labels(const RawRelations& raw, RelationGraph& graph) {
  constexpr Pick by_precedence[] = {Pick::alt_label, Pick::title, Pick::label, Pick::pref_label, Pick::name};
  graph.label_of_node.assign(raw.nodes.size(), none);
  std::vector<std::uint8_t> rank(raw.nodes.size(), 0);
  std::uint8_t here = 0;
  for (const Pick pick : by_precedence) {
    ++here;
    for (const auto& [node, text] : raw.literals_of(pick)) {
      std::uint32_t& label = graph.label_of_node[node];
      if (rank[node] == here && raw.texts.text(label) <= raw.texts.text(text)) continue;
      label = text;
      rank[node] = here;
    }
  }
  std::vector<std::tuple<PersonId, bool, std::uint32_t>> names;
  for (const Pick pick : by_precedence)
    for (const auto& [node, text] : raw.literals_of(pick))
      if (graph.person_of_node[node] != none)
        names.emplace_back(graph.person_of_node[node], graph.label_of_node[node] != text, text);
  std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
    if (std::get<0>(a) != std::get<0>(b)) return std::get<0>(a) < std::get<0>(b);
    if (std::get<1>(a) != std::get<1>(b)) return std::get<1>(a) < std::get<1>(b);
    return raw.texts.text(std::get<2>(a)) < raw.texts.text(std::get<2>(b));
  });
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<Pair> pairs;
  for (const auto& [person, variant, text] : names) pairs.emplace_back(person, text);
  graph.names = make_csr_in_order(graph.person_count(), pairs);
}

void fill_interests(const RawRelations& raw, RelationGraph& graph) {
  std::vector<Pair> pairs;
  for (const auto& [person, topic] : raw.links_of(Pick::interest))
    if (graph.person_of_node[person] != none) pairs.emplace_back(graph.person_of_node[person], topic);
  graph.interests = make_csr(graph.person_count(), pairs);
  if (!raw.links_of(Pick::part_of).empty()) graph.parents = make_csr(raw.nodes.size(), raw.links_of(Pick::part_of));
}

void fill_quotes(const RawRelations& raw, RelationGraph& graph) {
  for (const Pair& pair : raw.links_of(Pick::derived_from))
    if (is(raw, pair.first, Class::advising)) graph.sources.push_back(pair);
  std::sort(graph.sources.begin(), graph.sources.end());
  if (raw.links_of(Pick::has_quotation).empty()) return;
  std::vector<Pair> words = raw.literals_of(Pick::quoted);
  std::sort(words.begin(), words.end());
  for (const auto& [node, quotation] : raw.links_of(Pick::has_quotation))
    for (auto at = std::lower_bound(words.begin(), words.end(), Pair{quotation, 0});
         at != words.end() && at->first == quotation; ++at)
      graph.quotes.emplace_back(node, at->second);
  std::sort(graph.quotes.begin(), graph.quotes.end(), [&](const Pair& a, const Pair& b) {
    return a.first != b.first ? a.first < b.first : raw.texts.text(a.second) < raw.texts.text(b.second);
  });
  graph.quotes.erase(std::unique(graph.quotes.begin(), graph.quotes.end()), graph.quotes.end());
}

}  // namespace

RelationGraph build_relations(RawRelations&& raw) {
  raw.classes.resize(raw.nodes.size(), 0);
  RelationGraph graph;
  graph.statements = raw.statements;
  for (NodeId node = 0; node < raw.nodes.size(); ++node)
    if (is(raw, node, Class::derived)) graph.derived_nodes.push_back(node);
  graph.persons = in_order(raw.nodes, find_persons(raw));
  graph.publications = in_order(raw.nodes, find_publications(raw));
  graph.venues = in_order(raw.nodes, find_venues(raw));
  graph.person_of_node = index_of(raw.nodes.size(), graph.persons);
  graph.publication_of_node = index_of(raw.nodes.size(), graph.publications);

  const std::vector<std::int32_t> years = numbers_of(raw, Pick::year, RelationGraph::no_year);
  for (const NodeId publication : graph.publications) graph.years.push_back(years[publication]);

  fill_authors(raw, graph);
  fill_venues(raw, graph);
  fill_advising(raw, graph);
  fill_interests(raw, graph);
  fill_records(raw, graph);
  fill_labels(raw, graph);
  fill_quotes(raw, graph);
  graph.nodes = std::move(raw.nodes);
  graph.texts = std::move(raw.texts);
  return graph;
}

}  // namespace vitagraph::graph
