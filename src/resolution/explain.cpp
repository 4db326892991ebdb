// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <deque>
#include <map>

#include "resolution/explain_names.hpp"
#include "resolution/resolver.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

class Explainer {
 public:
  Explainer(Resolver& resolver, std::string_view a, std::string_view b) : r_(resolver), m_(resolver.mentions()) {
    const NodesOfPath paths = r_.nodes_of_paths();
    out_.a = a;
    out_.b = b;
    left_ = nodes_of_operand(parse_operand(a), m_, paths);
    right_ = nodes_of_operand(parse_operand(b), m_, paths);
  }

  Explanation run() {
    keep_one_kind();
    if (left_.empty() || right_.empty()) {
      out_.verdict = Verdict::unknown;
      return std::move(out_);
    }
    const bool same = std::any_of(left_.begin(), left_.end(), [&](Id a) {
      return std::any_of(right_.begin(), right_.end(), [&](Id b) { return r_.clusters().same(a, b); });
    });
    if (m_.nodes[left_.front()].kind == EntityKind::person)
      weigh();
    else
      out_.evidence = explain_names(r_.work(), left_.front(), right_.front(), [this](Id node) { return quote(node); });
    if (same) {
      out_.verdict = Verdict::same;
      add_links();
    } else {
      add_vetoes();
      out_.verdict = is_undecided() ? Verdict::undecided : Verdict::different;
      if (out_.evidence.empty()) out_.evidence.push_back({0, "the names have nothing in common that counts", {}});
    }
    return std::move(out_);
  }

 private:
  /// What both operands can mean: persons before anything else.
  void keep_one_kind() {
    for (int kind = 0; kind <= static_cast<int>(EntityKind::project); ++kind) {
      const auto of_kind = [&](Id node) { return m_.nodes[node].kind == static_cast<EntityKind>(kind); };
      if (!std::any_of(left_.begin(), left_.end(), of_kind) || !std::any_of(right_.begin(), right_.end(), of_kind))
        continue;
      for (std::vector<Id>* nodes : {&left_, &right_})
        nodes->erase(std::remove_if(nodes->begin(), nodes->end(), [&](Id node) { return !of_kind(node); }),
                     nodes->end());
      return;
    }
    left_.clear();
  }

  std::string place_of(Id fact_id) const {
    const facts::Fact& fact = m_.fact(fact_id);
    std::string where = m_.documents[m_.document_of_fact[fact_id]];
    if (fact.provenance && fact.provenance->span.end > 0)
      where += fmt::format(":{}-{}", fact.provenance->span.begin, fact.provenance->span.end);
    return where.empty() ? fact.type : where + ", " + fact.type;
  }
  std::string place(Id node) const { return place_of(m_.nodes[node].fact); }
  std::string quote(Id node) const { return fmt::format("`{}` ({})", m_.name(node), place(node)); }

  void weigh() {
    const PersonTables fresh(r_.work());  // the run's own tables have been merged along with the sets
    const PersonFeatures a = features(fresh, left_), b = features(fresh, right_);
    const PersonTables& tables = r_.persons().tables();
    const NamesFit fit = fit_names(a, b, tables.forms);
    std::vector<Reason> reasons;
    if (fit.match.fit == NameFit::clash) {
      reasons.push_back({0, fmt::format("{}: {}, {}", fit.match.reason, quote(left_.front()), quote(right_.front()))});
    } else {
      score_ = weigh_persons(a, b, fit, tables.forms, tables.company, fresh.texts, &reasons);
      reasons.front().text =
          fmt::format("{}: {}, {}", fit.match.reason, quote(with_form(left_, fit.a)), quote(with_form(right_, fit.b)));
    }
    if (const char* against = contradiction(a, b)) {
      reasons.push_back({-weights::same_account, against});
      score_ = 0;
    }
    for (Reason& reason : reasons)
      out_.evidence.push_back({reason.weight, std::move(reason.text), {place(left_.front()), place(right_.front())}});
    out_.score = score_;
    add_common_ground();
  }

  Id with_form(const std::vector<Id>& nodes, Id form) {
    for (const Id node : nodes)
      if (r_.persons().tables().forms.form_of(node) == form) return node;
    return nodes.front();
  }

  /// What stands beside a person in facts: where each thing is named first.
  struct Beside {
    struct Seen {
      Id node, fact;
    };
    std::map<Id, Seen> people, organizations, venues;  ///< by token, by set, by set
  };

  Beside beside(const std::vector<Id>& nodes) {
    Beside out;
    Id done = none;
    for (const Occurrence& o : m_.occurrences) {
      if (o.fact == done || !std::binary_search(nodes.begin(), nodes.end(), o.node)) continue;
      done = o.fact;
      const auto [begin, end] = m_.of_fact[o.fact];
      for (Id i = begin; i < end; ++i) {
        const Id node = m_.occurrences[i].node, root = r_.clusters().find(node);
        const EntityKind kind = m_.nodes[node].kind;
        if (kind == EntityKind::organization) out.organizations.emplace(root, Beside::Seen{node, o.fact});
        if (kind == EntityKind::venue) out.venues.emplace(root, Beside::Seen{node, o.fact});
        if (kind != EntityKind::person || root == r_.clusters().find(o.node)) continue;
        if (const Id token = r_.persons().token_of(root); token != none)
          out.people.emplace(token, Beside::Seen{node, o.fact});
      }
    }
    return out;
  }

  /// The quoted words that the sums above count, with their places; a few of each sort.
  void add_common_ground() {
    std::sort(left_.begin(), left_.end());
    std::sort(right_.begin(), right_.end());
    const Beside a = beside(left_), b = beside(right_);
    const auto seen = [&](const Beside::Seen& s) {
      return fmt::format("`{}` ({})", m_.name(s.node), place_of(s.fact));
    };
    for (const auto& [what, member] :
         {std::pair("beside both", &Beside::people), std::pair("organisation of both", &Beside::organizations),
          std::pair("venue of both", &Beside::venues)}) {
      int count = 0;
      for (const auto& [key, here] : a.*member) {
        const auto there = (b.*member).find(key);
        if (there == (b.*member).end() || ++count > most_quoted) continue;
        out_.evidence.push_back({0,
                                 fmt::format("{}: {}, {}", what, seen(here), seen(there->second)),
                                 {place_of(here.fact), place_of(there->second.fact)}});
      }
    }
  }

  /// Of the mentions themselves, in the company that the whole run found them in.
  PersonFeatures features(const PersonTables& fresh, const std::vector<Id>& nodes) {
    PersonFeatures all;
    for (const Id node : nodes) {
      PersonFeatures own = fresh.features[node];
      for (const Id other : fresh.company_nodes[node])
        if (const Id token = r_.persons().token_of(r_.clusters().find(other)); token != none)
          own.company.push_back(token);
      std::sort(own.company.begin(), own.company.end());
      own.company.erase(std::unique(own.company.begin(), own.company.end()), own.company.end());
      all.merge(own);
    }
    return all;
  }

  /// The chain of links that brought the two together, the shortest there is.
  void add_links() {
    std::map<Id, std::vector<const Link*>> next;
    for (const Link& link : r_.clusters().taken()) {
      next[link.a].push_back(&link);
      next[link.b].push_back(&link);
    }
    std::map<Id, std::pair<Id, const Link*>> came;
    std::deque<Id> queue(left_.begin(), left_.end());
    for (const Id node : left_) came[node] = {node, nullptr};
    while (!queue.empty()) {
      const Id node = queue.front();
      queue.pop_front();
      if (std::find(right_.begin(), right_.end(), node) != right_.end()) return add_chain(node, came);
      for (const Link* link : next[node]) {
        const Id other = link->a == node ? link->b : link->a;
        if (came.emplace(other, std::pair(node, link)).second) queue.push_back(other);
      }
    }
    out_.evidence.push_back({0, "the ledger says so", {}});
  }

  void add_chain(Id end, std::map<Id, std::pair<Id, const Link*>>& came) {
    std::vector<Evidence> chain;
    for (Id at = end; came[at].second; at = came[at].first) {
      const Link& link = *came[at].second;
      chain.push_back({link.score,
                       fmt::format("{}: {}, {}", link.reason, quote(came[at].first), quote(at)),
                       {place(came[at].first), place(at)}});
    }
    std::reverse(chain.begin(), chain.end());
    out_.chain = std::move(chain);
  }

  void add_vetoes() {
    for (const Id a : left_)
      for (const Id b : right_)
        if (r_.clusters().kept_apart(a, b)) {
          out_.evidence.push_back(
              {-weights::same_account, "named side by side, or kept apart by the ledger", {place(a), place(b)}});
          return;
        }
  }

  bool is_undecided() {
    for (const auto& [x, y] : r_.undecided())
      for (const Id a : left_)
        for (const Id b : right_) {
          Clusters& c = r_.clusters();
          if ((c.same(x, a) && c.same(y, b)) || (c.same(x, b) && c.same(y, a))) return true;
        }
    return false;
  }

  static constexpr int most_quoted = 3;
  Resolver& r_;
  const Mentions& m_;
  std::vector<Id> left_, right_;
  double score_ = 0;
  Explanation out_;
};

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::same: return "same";
    case Verdict::different: return "different";
    case Verdict::undecided: return "undecided";
    case Verdict::unknown: break;
  }
  return "unknown";
}

}  // namespace

Explanation explain_pair(Resolver& resolver, std::string_view a, std::string_view b) {
  return Explainer(resolver, a, b).run();
}

std::string Explanation::str() const {
  if (verdict == Verdict::unknown)
    return fmt::format("`{}` and `{}`: not both are named in these facts as something of one kind\n", a, b);
  std::string out = fmt::format("`{}` and `{}`: {}\n", a, b, verdict_word(verdict));
  for (const Evidence& reason : evidence)
    out += reason.weight == 0 ? fmt::format("         {}\n", reason.text)
                              : fmt::format("  {:+5.1f}  {}\n", reason.weight, reason.text);
  if (!evidence.empty() && score != 0) out += fmt::format("  {:5.1f}  in all; {} are enough\n", score, weights::accept);
  if (!chain.empty()) out += "by way of\n";
  for (const Evidence& step : chain) out += fmt::format("    {}\n", step.text);
  return out;
}

}  // namespace vitagraph::resolution
