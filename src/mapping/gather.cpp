// SPDX-License-Identifier: Apache-2.0
// RML-CC: lists and containers. An unnamed collection is finished with its row; one with a name grows over all rows
// that give the same name in the same graph, and is written when the source has ended.
#include "mapping/execute.hpp"

namespace vitagraph::mapping {
namespace {

std::string rdf_name(std::string_view local) { return std::string(rdf::vocabulary::rdf) + std::string(local); }

/// Writes the members behind their head: a chain of cells, or numbered memberships.
void write_collection(GatherMap::Kind kind, const rdf::Term& head, const std::vector<rdf::Term>& members,
                      const rdf::TermView& graph, const std::string& label, rdf::QuadSink& sink) {
  if (kind != GatherMap::Kind::list) {
    static const char* const names[] = {"List", "Bag", "Seq", "Alt"};
    sink.quad({head, rdf::Term::iri(rdf::vocabulary::rdf_type),
               rdf::Term::iri(rdf_name(names[static_cast<std::size_t>(kind)])), graph});
    for (std::size_t i = 0; i < members.size(); ++i)
      sink.quad({head, rdf::Term::iri(rdf_name(fmt::format("_{}", i + 1))), members[i], graph});
    return;
  }
  rdf::Term cell = head;
  for (std::size_t i = 0; i < members.size(); ++i) {
    sink.quad({cell, rdf::Term::iri(rdf_name("first")), members[i], graph});
    rdf::Term next =
        i + 1 < members.size() ? rdf::Term::blank(fmt::format("{}_{}", label, i + 1)) : rdf::Term::iri(rdf_name("nil"));
    sink.quad({cell, rdf::Term::iri(rdf_name("rest")), next, graph});
    cell = std::move(next);
  }
}

}  // namespace

void RowMapper::gather_in_graphs(const TermMap& map, const MadeTerms& graphs, const Row& row, rdf::QuadSink& sink,
                                 MadeTerms& out) {
  if (graphs.empty()) gather(map, {}, row, sink, out);
  for (const MadeTerm& graph : graphs) gather(map, graph, row, sink, out);
}

void RowMapper::gather(const TermMap& map, const rdf::TermView& graph, const Row& row, rdf::QuadSink& sink,
                       MadeTerms& out) {
  const GatherPlan& plan = *map.gather_plan;
  if (!evaluator_.holds(map.conditions)) return;
  // The values of each item; then one collection of all, or one for each combination.
  std::vector<MadeTerms> values;
  for (const ObjectPlan& item : plan.items) {
    MadeTerms& of = values.emplace_back();
    if (item.term.gather_plan)
      gather(item.term, graph, row, sink, of);
    else
      objects_of(item, arena_.keep(fmt::format("r{}_{}_i{}", rule_ - plan_.rules.data(), row.number, collections_++)),
                 row, of);
  }
  std::vector<std::vector<rdf::Term>> collections;
  if (plan.product) {
    collections.emplace_back();
    for (const auto& of : values) {
      std::vector<std::vector<rdf::Term>> longer;
      for (const auto& begun : collections)
        for (const MadeTerm& value : of) {
          longer.push_back(begun);
          longer.back().push_back(rdf::Term::copy(value));
        }
      collections = std::move(longer);
    }
  } else {
    std::vector<rdf::Term>& all = collections.emplace_back();
    for (const auto& of : values)
      for (const MadeTerm& value : of) all.push_back(rdf::Term::copy(value));
  }
  for (const std::vector<rdf::Term>& members : collections) {
    if (members.empty() && !plan.allow_empty) continue;
    // The collection speaks of its members, whether a statement speaks of the collection or not.
    if (reifying_out_ && !reified_.empty()) {
      std::vector<std::string_view> nodes;
      for (const rdf::Term& member : members)
        if (member.kind == rdf::TermKind::blank) nodes.push_back(member.value);
      reify(std::move(nodes), graph, *reifying_out_);
    }
    if (members.empty() && plan.kind == GatherMap::Kind::list) {
      out.push_back({{rdf::TermKind::iri, arena_.keep(rdf_name("nil")), {}, {}}});
      continue;
    }
    if (!map.has_expression) {
      const std::string label = fmt::format("r{}_{}_c{}", rule_ - plan_.rules.data(), row.number, collections_++);
      out.push_back({{rdf::TermKind::blank, arena_.keep(label), {}, {}}});
      write_collection(plan.kind, rdf::Term::blank(label), members, graph, label, sink);
      continue;
    }
    MadeTerms heads;
    TermMap name = map;
    name.conditions.clear();
    evaluator_.terms(name, {}, heads);
    for (const MadeTerm& head : heads) {
      rdf::Term term = rdf::Term::copy(head);
      // A blank node of one label in two graphs would tie their collections together.
      if (term.kind == rdf::TermKind::blank && !graph.value.empty())
        term.value += fmt::format("_g{}", StableHash().add(graph.value).hex());
      const rdf::Term in = graph.value.empty() ? rdf::Term{} : rdf::Term::copy(graph);
      const auto [found, fresh] = collection_index_.try_emplace({in, term}, named_collections_.size());
      if (fresh) named_collections_.push_back({term, in, plan.kind, {}});
      auto& kept = named_collections_[found->second].members;
      kept.insert(kept.end(), members.begin(), members.end());
      out.push_back({{term.kind, arena_.keep(term.value), {}, {}}});
    }
  }
}

void RowMapper::finish(rdf::QuadSink& sink) {
  for (std::size_t i = 0; i < named_collections_.size(); ++i) {
    const Collection& collection = named_collections_[i];
    const rdf::TermView graph = collection.graph.value.empty() ? rdf::TermView{} : collection.graph.view();
    write_collection(collection.kind, collection.head, collection.members, graph, fmt::format("collection{}", i), sink);
  }
  named_collections_.clear();
  collection_index_.clear();
}

}  // namespace vitagraph::mapping
