// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/paths.hpp"

#include <algorithm>
#include <unordered_set>

namespace vitagraph::store::sparql {
namespace {

void sort_unique(std::vector<TermId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

std::vector<TermId> PathFinder::step(TermId predicate, TermId from, bool inverse) const {
  std::vector<TermId> out;
  if (predicate == unbound) return out;
  for (const Triple& t :
       inverse ? data_.match(graph_, unbound, predicate, from) : data_.match(graph_, from, predicate, unbound))
    out.push_back(inverse ? t.s : t.o);
  return out;
}

std::vector<TermId> PathFinder::closure(const Path& path, TermId from, bool inverse, bool with_start) {
  std::vector<TermId> reached;
  std::unordered_set<TermId> seen;
  std::vector<TermId> frontier = {from};
  if (with_start) {
    seen.insert(from);
    reached.push_back(from);
  }
  while (!frontier.empty()) {
    const TermId node = frontier.back();
    frontier.pop_back();
    budget_.step();
    for (const TermId next : forward(path.parts[0], node, inverse))
      if (seen.insert(next).second) {
        reached.push_back(next);
        frontier.push_back(next);
      }
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

std::vector<TermId> PathFinder::negated(const Path& path, TermId from, bool inverse) const {
  const auto among = [&](const std::vector<std::string>& names, TermId predicate) {
    const std::string_view name = data_.terms().term(predicate).value;
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::vector<TermId> out;
  // !(a|^b): the forward part where it forbids forward predicates or nothing backward, and the other way round.
  if (!path.forward.empty() || path.backward.empty())
    for (const Triple& t :
         inverse ? data_.match(graph_, unbound, unbound, from) : data_.match(graph_, from, unbound, unbound))
      if (!among(path.forward, t.p)) out.push_back(inverse ? t.s : t.o);
  if (!path.backward.empty())
    for (const Triple& t :
         inverse ? data_.match(graph_, from, unbound, unbound) : data_.match(graph_, unbound, unbound, from))
      if (!among(path.backward, t.p)) out.push_back(inverse ? t.o : t.s);
  return out;
}

std::vector<TermId> PathFinder::forward(const Path& path, TermId from, bool inverse) {
  switch (path.kind) {
    case Path::Kind::iri: return step(data_.terms().find(rdf::Term::iri(path.iri)), from, inverse);
    case Path::Kind::inverse: return forward(path.parts[0], from, !inverse);
    case Path::Kind::negated: return negated(path, from, inverse);
    case Path::Kind::zero_or_more: return closure(path, from, inverse, true);
    case Path::Kind::one_or_more: return closure(path, from, inverse, false);
    case Path::Kind::zero_or_one: {
      std::vector<TermId> out = forward(path.parts[0], from, inverse);
      out.push_back(from);
      sort_unique(out);
      return out;
    }
    case Path::Kind::alternative: {
      std::vector<TermId> out;
      for (const Path& part : path.parts) {
        const std::vector<TermId> reached = forward(part, from, inverse);
        out.insert(out.end(), reached.begin(), reached.end());
      }
      return out;
    }
    case Path::Kind::sequence: {
      std::vector<TermId> at = {from};
      for (std::size_t i = 0; i < path.parts.size(); ++i) {
        const Path& part = path.parts[inverse ? path.parts.size() - 1 - i : i];
        std::vector<TermId> next;
        for (const TermId node : at) {
          const std::vector<TermId> reached = forward(part, node, inverse);
          // A bag: each way counts, and there may be more ways than memory.
          budget_.step();
          budget_.allow(next.size() + reached.size());
          next.insert(next.end(), reached.begin(), reached.end());
        }
        at = std::move(next);
      }
      return at;
    }
  }
  return {};
}

std::vector<TermId> PathFinder::nodes() const {
  std::vector<TermId> out;
  for (const Triple& t : data_.match(graph_, unbound, unbound, unbound)) {
    out.push_back(t.s);
    out.push_back(t.o);
  }
  sort_unique(out);
  return out;
}

}  // namespace vitagraph::store::sparql
