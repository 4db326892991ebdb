// SPDX-License-Identifier: Apache-2.0
// `map --explain`: what will be read, in which order, and what each row makes.
#include <algorithm>

#include "mapping/describe.hpp"
#include "mapping/mapping.hpp"
#include "mapping/plan.hpp"
#include "mapping/views/view.hpp"

namespace vitagraph::mapping {

std::string shorten(const std::string& iri, const std::map<std::string, std::string>& prefixes) {
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& entry : prefixes) {
    const std::string& ns = entry.second;
    const bool fits = !ns.empty() && iri.size() > ns.size() && iri.compare(0, ns.size(), ns) == 0 &&
                      iri.find_first_of("/#?() ", ns.size()) == std::string::npos;
    if (fits && (!best || ns.size() > best->second.size())) best = &entry;
  }
  return best ? best->first + ":" + iri.substr(best->second.size()) : "<" + iri + ">";
}

std::string describe(const Expression& e, const std::map<std::string, std::string>& prefixes, bool quoted) {
  const std::string from = e.side == Side::parent ? "parent." : "";
  switch (e.kind) {
    case Expression::Kind::constant: return quoted ? "\"" + e.text + "\"" : e.text;
    case Expression::Kind::reference: return "$(" + from + e.text + ")";
    case Expression::Kind::pattern: {
      std::string out;
      for (const Piece& piece : e.pieces) out += piece.is_reference ? "$(" + from + piece.text + ")" : piece.text;
      return quoted ? "\"" + out + "\"" : out;
    }
    case Expression::Kind::function: {
      std::string out = shorten(e.function, prefixes) + "(";
      for (const Argument& argument : e.arguments) {
        if (&argument != &e.arguments.front()) out += ", ";
        out += describe(argument.value, prefixes, true);
      }
      return out + ")";
    }
  }
  return {};
}

namespace {

const char* name_of(Formulation formulation) {
  switch (formulation) {
    case Formulation::csv: return "CSV";
    case Formulation::json: return "JSON";
    case Formulation::json_lines: return "JSON Lines";
    case Formulation::xml: return "XML";
    case Formulation::sql: return "SQL";
    case Formulation::sparql: return "RDF by SPARQL";
    case Formulation::facts: return "facts";
    case Formulation::view: return "a logical view";
  }
  return "";
}

class Explainer {
 public:
  Explainer(const RuleSet& rules, const Plan& plan) : data_(rules.data()), plan_(plan) {}

  std::string run() {
    for (std::size_t i = 0; i < plan_.tables.size(); ++i) table(i);
    for (std::size_t i = 0; i < plan_.sources.size(); ++i) source(i);
    for (const TargetDescription& target : data_.targets)
      out_ += fmt::format("target {}: {} as {}{}\n", target.name, target.access, target.serialization,
                          target.compression.empty() ? "" : ", " + target.compression);
    const bool held = plan_.gathers || !data_.targets.empty();
    out_ += held ? "all statements are held and sorted before they are written\n"
                 : "statements are written as they are made; repeated ones are found by their places in the output\n";
    return out_;
  }

 private:
  std::string text(const Expression& e) { return describe(e, data_.prefixes); }

  void source(std::size_t index) {
    const SourcePlan& source = plan_.sources[index];
    out_ += fmt::format("read {} as {}, once\n", access(source), name_of(source.description->formulation));
    for (std::size_t l = 0; l < source.layouts.size(); ++l) {
      const Layout& layout = source.layouts[l];
      if (!layout.iterator.empty()) out_ += fmt::format("  each {}\n", layout.iterator);
      std::vector<std::string> names(layout.references);
      out_ += fmt::format("  takes {}\n", names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, ", ")));
      for (const std::size_t rule : source.rules[l]) this->rule(plan_.rules[rule]);
    }
  }

  static std::string access(const SourcePlan& source) {
    const SourceDescription& d = *source.description;
    return source.view ? fmt::format("{} over {}", d.name, access(source.view->base)) : d.access;
  }

  void table(std::size_t index) {
    const JoinTablePlan& table = plan_.tables[index];
    const RulePlan& parent = plan_.rules[table.parent];
    std::vector<std::string> keys;
    for (const Expression& key : table.keys) keys.push_back(text(key));
    out_ += fmt::format("table {}: the {} of {} by {}\n", index + 1, table.statements ? "statements" : "subjects",
                        parent.name, keys.empty() ? "nothing: every row" : fmt::format("{}", fmt::join(keys, " and ")));
  }

  std::string conditions(const std::vector<Expression>& list) {
    std::string out;
    for (const Expression& e : list) out += (out.empty() ? " if " : " and ") + text(e);
    return out;
  }

  std::string term(const TermMap& map) {
    if (map.gather) return "a collection";
    if (map.quoted_plan) {
      std::vector<std::string> joins;
      for (const JoinPlan& j : map.quoted_plan->joins) joins.push_back(join(j));
      return fmt::format("<< {} >>{}", fmt::join(joins, ", "), conditions(map.conditions));
    }
    if (map.fresh_blank) return "a blank node of its own" + conditions(map.conditions);
    std::string out;
    switch (map.type) {
      case TermType::literal: out = describe(map.expression, data_.prefixes, true); break;
      case TermType::blank: out = "_:" + text(map.expression); break;
      default:
        out = map.expression.is_constant() ? shorten(map.expression.text, data_.prefixes)
                                           : "<" + text(map.expression) + ">";
    }
    for (const Expression& e : map.languages) out += "@" + text(e);
    for (const Expression& e : map.datatypes)
      out += "^^" + (e.is_constant() ? shorten(e.text, data_.prefixes) : "<" + text(e) + ">");
    if (!map.targets.empty()) out += fmt::format(" to {}", fmt::join(map.targets, ", "));
    return out + conditions(map.conditions);
  }

  std::string join(const JoinPlan& join) {
    const std::string& parent = plan_.rules[join.parent].name;
    if (join.same_row)
      return fmt::format("the {} of {} in the same row", join.statements ? "statements" : "subject", parent);
    std::vector<std::string> keys;
    for (const Expression& key : join.child_keys) keys.push_back(text(key));
    return fmt::format("table {} at {}{}", join.table + 1,
                       keys.empty() ? "every row" : fmt::format("{}", fmt::join(keys, " and ")),
                       conditions(join.filters));
  }

  void rule(const RulePlan& rule) {
    out_ +=
        fmt::format("  rule {}{}{}\n", rule.name, conditions(rule.conditions), rule.asserted ? "" : ", only quoted");
    for (const TermMap& subject : rule.subjects) out_ += "    subject " + term(subject) + "\n";
    for (const TermMap& graph : rule.graphs) out_ += "    graph " + term(graph) + "\n";
    for (const PredicateObjectPlan& po : rule.predicate_objects) {
      std::string predicates;
      for (const TermMap& predicate : po.predicates) predicates += (predicates.empty() ? "" : ", ") + term(predicate);
      for (const TermMap& predicate : po.inverse_predicates)
        predicates += (predicates.empty() ? "inverse " : ", inverse ") + term(predicate);
      std::string graphs;
      for (const TermMap& graph : po.graphs) graphs += " in graph " + term(graph);
      for (const ObjectPlan& object : po.objects) {
        const std::string where = graphs + conditions(po.conditions);
        if (object.joins.empty()) out_ += fmt::format("    {} {}{}\n", predicates, term(object.term), where);
        for (const JoinPlan& j : object.joins)
          out_ += fmt::format("    {} {}{}{}\n", predicates, join(j), conditions(object.term.conditions), where);
      }
    }
  }

  const RuleData& data_;
  const Plan& plan_;
  std::string out_;
};

}  // namespace

std::string explain(const RuleSet& rules) {
  DiagnosticList known;  // reported when the rules were read
  const Plan plan = compile(rules.data(), known);
  return rules.data().secrets.hide(Explainer(rules, plan).run());
}

}  // namespace vitagraph::mapping
