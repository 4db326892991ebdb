// SPDX-License-Identifier: Apache-2.0
#include "mapping/plan.hpp"

#include <algorithm>
#include <set>

#include "mapping/bind.hpp"
#include "mapping/quoting.hpp"
#include "mapping/views/view.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::string_view equal_function = "https://w3id.org/imec/idlab/function#equal";
constexpr std::string_view and_function = "http://users.ugent.be/~bjdmeest/function/grel.ttl#boolean_and";

struct Sides {
  bool child = false, parent = false;
};

Sides sides_of(const Expression& e) {
  Sides out;
  const auto add = [&](Side side) { (side == Side::child ? out.child : out.parent) = true; };
  if (e.kind == Expression::Kind::reference || e.kind == Expression::Kind::pattern) add(e.side);
  for (const Argument& argument : e.arguments) {
    const Sides inner = sides_of(argument.value);
    out.child = out.child || inner.child;
    out.parent = out.parent || inner.parent;
  }
  return out;
}

class Compiler {
 public:
  Compiler(const RuleData& rules, DiagnosticSink& diagnostics)
      : rules_(rules), diagnostics_(diagnostics), binder_(rules.prefixes, diagnostics) {}

  Plan run() {
    for (std::size_t r = 0; r < rules_.rules.size(); ++r)
      for (const std::size_t source : rules_.rules[r].sources) place(r, source);
    for (std::size_t i = 0; i < plan_.rules.size(); ++i) fill(i);
    order_quoting();
    for (const SourcePlan& source : plan_.sources)
      if (source.view) check_references(*source.view, source.layouts.front(), binder_, diagnostics_);
    assign_components();
    return std::move(plan_);
  }

 private:
  void place(std::size_t rule, std::size_t source_index) {
    const SourceDescription& source = rules_.sources[source_index];
    auto found = std::find_if(plan_.sources.begin(), plan_.sources.end(),
                              [&](const SourcePlan& plan) { return same_access(*plan.description, source); });
    if (found == plan_.sources.end()) {
      plan_.sources.emplace_back().description = &source;
      if (source.view) plan_.sources.back().view = compile_view(rules_, source, binder_, views_, diagnostics_);
      found = plan_.sources.end() - 1;
    }
    auto layout = std::find_if(found->layouts.begin(), found->layouts.end(),
                               [&](const Layout& l) { return l.iterator == source.iterator; });
    if (layout == found->layouts.end()) {
      found->layouts.push_back({source.iterator, {}, {}, {}, source.iterator_location});
      found->rules.emplace_back();
      found->tables.emplace_back();
      layout = found->layouts.end() - 1;
    }
    RulePlan out;
    out.name = rules_.rules[rule].name;
    out.location = rules_.rules[rule].location;
    out.base = rules_.rules[rule].base;
    out.source = static_cast<std::size_t>(found - plan_.sources.begin());
    out.layout = static_cast<std::size_t>(layout - found->layouts.begin());
    found->rules[out.layout].push_back(plan_.rules.size());
    by_name_[out.name].push_back(plan_.rules.size());
    origin_.push_back(rule);
    plan_.rules.push_back(std::move(out));
  }

  /// Rules whose predicates may meet are of one component: only they can say the same twice.
  void assign_components() {
    std::vector<std::size_t> parent(plan_.rules.size());
    for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = i;
    const auto root = [&](std::size_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    std::map<std::string, std::size_t> first_with;
    bool any = false;  // a predicate from data may be any
    for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
      std::set<std::string> own;
      plan_.rules[i].distinct_predicates = true;
      if (plan_.quotes) {  // any rule may say what a quoted statement's node reifies
        plan_.rules[i].distinct_predicates = false;
        own.insert(std::string(rdf::vocabulary::rdf) + "reifies");
        if (i != 0) parent[root(i)] = root(0);
      }
      for (const PredicateObjectPlan& po : plan_.rules[i].predicate_objects)
        for (const auto* list : {&po.predicates, &po.inverse_predicates})
          for (const TermMap& predicate : *list) {
            any = any || !predicate.ready;
            if (!own.insert(predicate.expression.text).second || list == &po.inverse_predicates)
              plan_.rules[i].distinct_predicates = false;
            const auto [with, fresh] = first_with.try_emplace(predicate.expression.text, i);
            if (!fresh) parent[root(i)] = root(with->second);
          }
    }
    for (std::size_t i = 0; i < plan_.rules.size(); ++i) plan_.rules[i].component = any ? 0 : root(i);
  }

  Layout& layout_of(const RulePlan& rule) { return plan_.sources[rule.source].layouts[rule.layout]; }

  void fill(std::size_t index) {
    const Rule& rule = rules_.rules[origin_[index]];
    RulePlan& out = plan_.rules[index];
    Layout& layout = layout_of(out);
    out.asserted = rule.asserted;
    out.subjects = terms(rule.subjects, layout);
    for (TermMap& subject : plan_.rules[index].subjects) {
      gather(subject, index);
      quote(subject, index);
    }
    out.graphs = terms(rule.graphs, layout);
    out.conditions = expressions(rule.conditions, layout, nullptr);
    for (const PredicateObjectMap& po : rule.predicate_objects) {
      PredicateObjectPlan made;
      made.predicates = terms(po.predicates, layout);
      made.inverse_predicates = terms(po.inverse_predicates, layout);
      made.graphs = terms(po.graphs, layout);
      made.conditions = expressions(po.conditions, layout, nullptr);
      for (const ObjectMap& object : po.objects) made.objects.push_back(this->object(object, index));
      plan_.rules[index].predicate_objects.push_back(std::move(made));
    }
  }

  ObjectPlan object(const ObjectMap& object, std::size_t child) {
    ObjectPlan out;
    out.term = object.term;
    bind(out.term, layout_of(plan_.rules[child]));
    gather(out.term, child);
    quote(out.term, child);
    for (const std::string& name : object.parents)
      for (const std::size_t parent : by_name_[name]) out.joins.push_back(join(object.joins, child, parent));
    return out;
  }

  void gather(TermMap& term, std::size_t child) {
    if (!term.gather) return;
    if (term.type == TermType::literal)
      diagnostics_.report(Kind::mapping_wrong_term_type, term.location, "a collection", "a literal");
    plan_.gathers = true;
    auto made = std::make_shared<GatherPlan>();
    made->kind = term.gather->kind;
    made->allow_empty = term.gather->allow_empty;
    made->product = term.gather->product;
    for (const ObjectMap& item : term.gather->items) made->items.push_back(object(item, child));
    term.gather_plan = std::move(made);
  }

  void quote(TermMap& term, std::size_t child) {
    if (!term.quoted) return;
    if (!plan_.quotes) plan_.quotes = term.location;
    auto made = std::make_shared<QuotedPlan>();
    for (const std::string& name : term.quoted->rules)
      for (const std::size_t parent : by_name_[name]) {
        made->joins.push_back(join(term.quoted->joins, child, parent, true));
        // RML-star §"Generating quoted triples from multiple sources".
        if (term.quoted->joins.empty() && !made->joins.back().same_row)
          diagnostics_.report(Kind::mapping_missing_key, term.location, "what quotes statements about another source",
                              term.quoted->join_key);
      }
    term.quoted_plan = std::move(made);
  }

  JoinPlan join(const std::vector<Expression>& joins, std::size_t child, std::size_t parent, bool statements = false) {
    JoinPlan out;
    out.parent = parent;
    out.statements = statements;
    const RulePlan &c = plan_.rules[child], &p = plan_.rules[parent];
    Layout &child_layout = layout_of(c), &parent_layout = layout_of(p);
    // R2RML §8: without a join condition, child and parent are rows of one logical source, and it is the same row.
    if (joins.empty() && c.source == p.source && c.layout == p.layout) {
      out.same_row = true;
      return out;
    }
    JoinTablePlan table{parent, {}, false, statements, 0};
    std::vector<Expression> open(joins);
    while (!open.empty()) {
      Expression condition = std::move(open.front());
      open.erase(open.begin());
      if (condition.function == and_function) {
        for (Argument& argument : condition.arguments) open.push_back(std::move(argument.value));
      } else if (condition.function == equal_function && condition.arguments.size() == 2) {
        Expression a = condition.arguments[0].value, b = condition.arguments[1].value;
        const Sides sa = sides_of(a), sb = sides_of(b);
        if ((sa.child && sa.parent) || (sb.child && sb.parent) || (sa.child && sb.child) || (sa.parent && sb.parent)) {
          out.filters.push_back(std::move(condition));
          continue;
        }
        if (sa.parent || sb.child) std::swap(a, b);
        binder_.bind(a, &child_layout, nullptr);
        binder_.bind(b, nullptr, &parent_layout);
        out.child_keys.push_back(std::move(a));
        table.keys.push_back(std::move(b));
      } else {
        out.filters.push_back(std::move(condition));
      }
    }
    for (Expression& filter : out.filters) binder_.bind(filter, &child_layout, &parent_layout);
    table.keep_rows = !out.filters.empty();
    out.table = plan_.tables.size();
    plan_.sources[p.source].tables[p.layout].push_back(out.table);
    plan_.tables.push_back(std::move(table));
    return out;
  }

  /// The order in which tables are filled when the rows of some look into others; finds rules that quote themselves.
  void order_quoting() {
    QuotingOrder order(plan_, diagnostics_);
    order.check_not_asserted();
    if (!plan_.quotes) return;
    for (JoinTablePlan& table : plan_.tables) {
      table.level = order.level(table.parent, table.statements);
      plan_.levels = std::max(plan_.levels, table.level + 1);
    }
    for (std::size_t i = 0; i < plan_.rules.size(); ++i) order.level(i, true);
  }

  std::vector<TermMap> terms(const std::vector<TermMap>& maps, Layout& layout) {
    std::vector<TermMap> out(maps);
    for (TermMap& map : out) bind(map, layout);
    return out;
  }

  std::vector<Expression> expressions(const std::vector<Expression>& list, Layout& child, Layout* parent) {
    std::vector<Expression> out(list);
    for (Expression& e : out) binder_.bind(e, &child, parent);
    return out;
  }

  void bind(TermMap& map, Layout& layout) {
    binder_.bind(map.expression, &layout, nullptr);
    prepare(map);
    map.target_uses.clear();
    for (const std::string& name : map.targets)
      for (std::size_t i = 0; i < rules_.targets.size(); ++i)
        if (rules_.targets[i].name == name) {
          map.target_uses.push_back({rules_.first_target_like(i), rules_.targets[i].path, rules_.targets[i].on_web()});
          binder_.bind(map.target_uses.back().path, &layout, nullptr);
        }
    for (auto* list : {&map.datatypes, &map.languages, &map.conditions})
      for (Expression& e : *list) binder_.bind(e, &layout, nullptr);
  }

  /// What need not be looked at again for each row.
  void prepare(TermMap& map) {
    Expression& e = map.expression;
    if (e.is_constant() && map.type == TermType::iri && !map.fresh_blank && !map.gather &&
        rdf::is_absolute_iri(e.text)) {
      map.ready = true;
      rdf::append_ntriples(map.written, {rdf::TermKind::iri, e.text, {}, {}});
    }
    if (e.kind == Expression::Kind::pattern && !e.pieces.front().is_reference) {
      bool valid = rdf::is_absolute_iri(e.pieces.front().text + "x");
      for (const Piece& piece : e.pieces)
        valid = valid && (piece.is_reference || rdf::is_absolute_iri("x:" + piece.text));
      e.begins_absolute = valid;
    }
  }

  const RuleData& rules_;
  DiagnosticSink& diagnostics_;
  Binder binder_;
  std::size_t views_ = 0;
  Plan plan_;
  std::vector<std::size_t> origin_;  ///< of Plan::rules, in RuleData::rules
  std::map<std::string, std::vector<std::size_t>> by_name_;
};

}  // namespace

bool same_access(const SourceDescription& a, const SourceDescription& b) {
  return a.access == b.access && a.type == b.type && a.formulation == b.formulation && a.query == b.query &&
         a.user == b.user && a.password == b.password && a.delimiter == b.delimiter && a.quote == b.quote &&
         a.encoding == b.encoding && a.compression == b.compression && a.has_header == b.has_header &&
         a.trim == b.trim && a.comment_prefix == b.comment_prefix && a.nulls == b.nulls &&
         a.namespaces == b.namespaces && a.natural_types == b.natural_types && a.folder == b.folder &&
         a.view == b.view && a.web == b.web;
}

int Layout::slot(const std::string& reference, const Location& place, Wanted what) {
  for (std::size_t i = 0; i < references.size(); ++i)
    if (references[i] == reference && wanted[i] == what) return static_cast<int>(i);
  references.push_back(reference);
  wanted.push_back(what);
  reference_locations.push_back(place);
  return static_cast<int>(references.size() - 1);
}

Plan compile(const RuleData& rules, DiagnosticSink& diagnostics) { return Compiler(rules, diagnostics).run(); }

}  // namespace vitagraph::mapping
