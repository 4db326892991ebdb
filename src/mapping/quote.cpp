// SPDX-License-Identifier: Apache-2.0
// RML-star §"Star maps": terms that stand for statements of other rules (see quoting.hpp for what becomes of them).
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "mapping/execute.hpp"

namespace vitagraph::mapping {
namespace {

/// Subjects, predicates and objects of one row multiply; what is quoted again multiplies again.
constexpr std::size_t most_statements = 100'000;

}  // namespace

void RowMapper::quoted(const TermMap& map, const Row& row, MadeTerms& out) {
  if (!evaluator_.holds(map.conditions)) return;
  const std::size_t first = out.size();
  for (const JoinPlan& join : map.quoted_plan->joins) joined(join, row, out);
  if (!map.target_uses.empty())
    for (std::size_t i = first; i < out.size(); ++i) out[i].targets = &map.target_uses;
}

/// Each rule's once a row: a rule that is quoted twice by one that is quoted twice, and so on, would be made 2^n times.
const RowMapper::Quoted& RowMapper::statements_of(std::size_t index, const Row& row) {
  const auto [at, fresh] = quoted_.try_emplace(index);
  Quoted& out = at->second;
  if (!fresh) return out;
  const RulePlan& rule = plan_.rules[index];
  const std::string_view base = evaluator_.base();
  evaluator_.set_base(rule.base.empty() ? std::string_view(base_) : rule.base);
  std::vector<Reified> around;
  around.swap(reified_);
  if (evaluator_.holds(rule.conditions)) {
    MadeTerms subjects;
    subjects_of(rule, index, row, subjects);
    std::size_t first_object = 0;
    for (const PredicateObjectPlan& po : rule.predicate_objects) {
      MadeTerms predicates, inverse, objects;
      if (evaluator_.holds(po.conditions)) terms_of(po, first_object, rule, row, predicates, inverse, objects);
      first_object += po.objects.size();
      if (out.reifiers.size() + subjects.size() * objects.size() * (predicates.size() + inverse.size()) >
          most_statements) {
        value_problem("more than a hundred thousand statements to be quoted in one row", rule.location);
        break;
      }
      for (const MadeTerm& subject : subjects)
        for (const MadeTerm& object : objects) {
          for (const MadeTerm& predicate : predicates) quote(subject, predicate, object, out);
          for (const MadeTerm& predicate : inverse)
            if (object.kind != rdf::TermKind::literal) quote(object, predicate, subject, out);
        }
    }
  }
  std::unordered_set<std::string_view> seen;
  out.reifiers.erase(std::remove_if(out.reifiers.begin(), out.reifiers.end(),
                                    [&](const MadeTerm& reifier) { return !seen.insert(reifier.value).second; }),
                     out.reifiers.end());
  // The statements that its terms quote belong to it, each once.
  out.reified.insert(out.reified.end(), reified_.begin(), reified_.end());
  const auto key = [](const Reified& each) { return std::tie(each.reifier, each.triple); };
  std::sort(out.reified.begin(), out.reified.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
  out.reified.erase(
      std::unique(out.reified.begin(), out.reified.end(), [&](auto& a, auto& b) { return key(a) == key(b); }),
      out.reified.end());
  reified_.swap(around);
  evaluator_.set_base(base);
  return out;
}

void RowMapper::quote(const rdf::TermView& subject, const rdf::TermView& predicate, const rdf::TermView& object,
                      Quoted& out) {
  // RDF 1.2 N-Triples §2.4 "Triple terms".
  std::string triple = "<<( ";
  for (const rdf::TermView* term : {&subject, &predicate, &object}) {
    rdf::append_ntriples(triple, *term);
    triple += ' ';
  }
  triple += ")>>";
  const std::string_view reifier = arena_.keep("q" + StableHash().add(triple).hex(32));
  out.reifiers.push_back({{rdf::TermKind::blank, reifier, {}, {}}});
  const auto node = [](const rdf::TermView& term) {
    return term.kind == rdf::TermKind::blank ? term.value : std::string_view();
  };
  out.reified.push_back({reifier, arena_.keep(triple), node(subject), node(object)});
}

std::vector<RowMapper::Reified> RowMapper::reified_by(std::vector<std::string_view> nodes) const {
  std::vector<Reified> out;
  if (reified_.empty() || nodes.empty()) return out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < reified_.size(); ++i) places.try_emplace(reified_[i].reifier, i);
  std::vector<std::size_t> found;
  while (!nodes.empty()) {
    const auto at = places.find(nodes.back());
    nodes.pop_back();
    if (at == places.end()) continue;
    found.push_back(at->second);
    nodes.insert(nodes.end(), {reified_[at->second].subject, reified_[at->second].object});
    places.erase(at);
  }
  std::sort(found.begin(), found.end());
  for (const std::size_t i : found) out.push_back(reified_[i]);
  return out;
}

void RowMapper::reify(std::vector<std::string_view> nodes, const rdf::TermView& graph,
                      std::vector<ReifyingStatement>& out) const {
  for (const Reified& each : reified_by(std::move(nodes)))
    out.push_back({graph.value.empty() ? rdf::Term{} : rdf::Term::copy(graph), std::string(each.reifier),
                   std::string(each.triple)});
}

std::vector<TripleTerm> RowMapper::keep_triple_terms() const {
  std::vector<TripleTerm> out;
  out.reserve(reified_.size());
  for (const Reified& each : reified_)
    out.push_back(
        {std::string(each.reifier), std::string(each.triple), std::string(each.subject), std::string(each.object)});
  return out;
}

}  // namespace vitagraph::mapping
