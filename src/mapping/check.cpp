// SPDX-License-Identifier: Apache-2.0
// What is wrong with a mapping beyond what stands in it: looked up in the first rows of its sources and in an ontology.
#include <algorithm>
#include <set>

#include "mapping/describe.hpp"
#include "mapping/mapping.hpp"
#include "mapping/plan.hpp"
#include "mapping/views/view.hpp"

namespace vitagraph::mapping {
namespace {

/// Enough to meet most optional fields, little enough to be instant.
constexpr std::uint64_t sample_rows = 1000;

/// Findings of a sample are warnings: the next row may have what these lacked.
class SampleSink : public DiagnosticSink {
 public:
  explicit SampleSink(DiagnosticSink& next) : next_(next) {}
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override {
    if (diagnostic.kind == Kind::mapping_unseen_reference) diagnostic.severity = Severity::warning;
    if (diagnostic.kind == Kind::mapping_no_rows && !whole) return;
    next_.report(std::move(diagnostic));
  }

  bool whole = true;  ///< the source was read to its end: an iterator without rows has none

 private:
  DiagnosticSink& next_;
};

/// What of a source, or of those that a view is made of, lies on the web.
void find_web(const SourcePlan& plan, std::vector<std::string>& out) {
  const std::string& access = plan.description->access;
  if (plan.view) {
    find_web(plan.view->base, out);
    for (const ViewJoin& join : plan.view->joins) find_web(join.parent, out);
  } else if (is_on_web(access) && std::find(out.begin(), out.end(), access) == out.end()) {
    out.push_back(access);
  }
}

void read_sample(const SourcePlan& plan, const MappingOptions& options, SampleSink& diagnostics) {
  const SourceDescription& description = *plan.description;
  if (description.formulation == Formulation::facts && !options.facts && description.access == "facts") return;
  std::uint64_t rows = 0;
  diagnostics.whole = true;
  try {
    const auto source =
        open_source({description, plan.layouts, options.facts, options.folder, source_path(description, options.folder),
                     diagnostics, plan.view.get(), options.offline, nullptr, true});
    while (const auto chunk = source->next()) {
      chunk->rows([&](std::size_t, const Row&) { ++rows; }, diagnostics);
      diagnostics.whole = rows < sample_rows;
      if (!diagnostics.whole) break;
    }
    source->finish(diagnostics);
  } catch (const SourceError& error) {
    diagnostics.report(Kind::mapping_source, error.location, error.what());
  } catch (const Error& error) {
    diagnostics.report(Kind::mapping_source, description.access_location, error.what());
  }
}

/// Facts that are not there yet: what their schema says counts. A warning, since other programs may add fields.
void check_fact_references(const SourcePlan& plan, const FactReferences& facts, DiagnosticSink& diagnostics) {
  const auto unknown = [&](const Location& place, const std::string& what, const std::string& in,
                           const std::vector<std::string>& names) {
    Diagnostic one = DiagnosticSink::make(Kind::mapping_unseen_reference, place, what, in);
    one.severity = Severity::warning;
    const std::string near = nearest_name(what, names);
    if (!near.empty() && !near.ends_with(".*")) one.notes.push_back({fmt::format("similar name: `{}`", near), {}});
    diagnostics.report(std::move(one));
  };
  const auto holds = [](const std::vector<std::string>& names, const std::string& name) {
    const auto is_it = [&](const std::string& known) {
      return known.ends_with(".*") ? name.starts_with(known.substr(0, known.size() - 1)) : known == name;
    };
    return std::any_of(names.begin(), names.end(), is_it);
  };
  std::vector<std::string> types;
  for (const auto& [type, names] : facts) types.push_back(type);
  for (const Layout& layout : plan.layouts) {
    const std::size_t dot = layout.iterator.find('.');
    const std::string type = layout.iterator.substr(0, dot);
    const auto known = facts.find(type);
    if (known == facts.end()) {
      unknown(layout.location, type, "facts", types);
      continue;
    }
    const bool listed = dot != std::string::npos;
    if (listed && !holds(known->second, layout.iterator.substr(dot + 1)))
      unknown(layout.location, layout.iterator.substr(dot + 1), type, known->second);
    for (std::size_t i = 0; i < layout.references.size(); ++i)
      if (!(listed && layout.references[i] == "order") && !holds(known->second, layout.references[i]))
        unknown(layout.reference_locations[i], layout.references[i], type, known->second);
  }
}

class TermChecker {
 public:
  TermChecker(const RuleSet& rules, const std::string& base, const std::vector<std::string>& ontology,
              DiagnosticSink& diagnostics)
      : data_(rules.data()),
        base_(base),
        diagnostics_(diagnostics),
        terms_(ontology),
        known_(ontology.begin(), ontology.end()) {
    for (const std::string& term : ontology) namespaces_.insert(namespace_of(term));
  }

  void run() {
    for (const Rule& rule : data_.rules) {
      const std::string& base = rule.base.empty() ? base_ : rule.base;
      for (const auto* list : {&rule.subjects, &rule.graphs})
        for (const TermMap& map : *list) term(map, base);
      for (const PredicateObjectMap& po : rule.predicate_objects) {
        for (const auto* list : {&po.predicates, &po.inverse_predicates})
          for (const TermMap& map : *list) {
            term(map, base);
            declared(map);
          }
        for (const TermMap& map : po.graphs) term(map, base);
        const bool types = std::any_of(po.predicates.begin(), po.predicates.end(), [](const TermMap& map) {
          return map.expression.is_constant() && map.expression.text == rdf::vocabulary::rdf_type;
        });
        for (const ObjectMap& object : po.objects) {
          if (!object.parents.empty()) continue;
          term(object.term, base);
          if (types) declared(object.term);
          if (object.term.prefixed_text && object.term.type == TermType::literal && object.term.datatypes.empty() &&
              object.term.languages.empty())
            diagnostics_.report(Kind::mapping_iri_as_text, object.term.expression.location,
                                describe(object.term.expression, data_.prefixes));
          for (const Expression& datatype : object.term.datatypes) expression(datatype, base);
        }
      }
    }
  }

 private:
  static std::string namespace_of(const std::string& iri) {
    const std::size_t cut = iri.find_last_of("#/");
    return cut == std::string::npos ? iri : iri.substr(0, cut + 1);
  }

  void term(const TermMap& map, const std::string& base) {
    if ((map.type == TermType::iri || map.type == TermType::uri) && !map.fresh_blank && !map.gather)
      expression(map.expression, base);
  }

  /// What a row puts into a template is encoded; what the mapping itself says must be right.
  void expression(const Expression& e, const std::string& base) {
    if (e.is_constant()) {
      if (!rdf::is_absolute_iri(e.text) && !rdf::is_absolute_iri(base + e.text)) never(e, e.text);
    } else if (e.kind == Expression::Kind::pattern) {
      for (const Piece& piece : e.pieces)
        if (!piece.is_reference && !rdf::is_absolute_iri("x:" + piece.text)) {
          never(e, piece.text);
          return;
        }
    }
  }

  void never(const Expression& e, const std::string& wrong) {
    diagnostics_.report(Kind::mapping_never_iri, e.location, describe(e, data_.prefixes),
                        fmt::format("`{}` holds a character that no IRI has", wrong));
  }

  /// Only namespaces that the ontology speaks for.
  void declared(const TermMap& map) {
    const std::string& iri = map.expression.text;
    if (!map.expression.is_constant() || known_.count(iri) != 0 || namespaces_.count(namespace_of(iri)) == 0) return;
    Diagnostic unknown =
        DiagnosticSink::make(Kind::mapping_unknown_property, map.expression.location, shorten(iri, data_.prefixes));
    if (const std::string near = nearest_name(iri, terms_); !near.empty())
      unknown.notes.push_back({fmt::format("similar name: `{}`", shorten(near, data_.prefixes)), {}});
    diagnostics_.report(std::move(unknown));
  }

  const RuleData& data_;
  const std::string& base_;
  DiagnosticSink& diagnostics_;
  const std::vector<std::string>& terms_;
  std::set<std::string> known_, namespaces_;
};

}  // namespace

bool is_mapping(const std::string& file) {
  for (const char* ending : {".yml", ".yaml", ".yarrrml", ".rml"})
    if (file.ends_with(ending)) return true;
  if (!file.ends_with(".ttl") && !file.ends_with(".n3")) return false;
  const SourceFile text = SourceFile::read(file);
  const std::string_view head = text.text().substr(0, 1 << 16);
  for (const char* word : {"http://w3id.org/rml/", "http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#"})
    if (head.find(word) != std::string_view::npos) return true;
  return false;
}

std::vector<std::string> check_rules(const RuleSet& rules, const MappingOptions& options,
                                     const std::vector<std::string>& ontology, DiagnosticSink& next,
                                     const FactReferences* facts) {
  const RuleData& data = rules.data();
  HidingSink diagnostics(data.secrets, next);
  for (const SourceDescription& source : data.sources)
    if (!source.used) diagnostics.report(Kind::mapping_unused_source, source.location, source.name);
  TermChecker(rules, data.base.empty() ? options.base : data.base, ontology, diagnostics).run();
  std::vector<std::string> out;
  if (!rules.usable()) return out;
  DiagnosticList known;  // reported when the rules were read
  const Plan plan = compile(data, known);
  SampleSink found(diagnostics);
  for (const SourcePlan& source : plan.sources) {
    std::vector<std::string> web;
    find_web(source, web);
    if (web.empty()) read_sample(source, options, found);
    for (std::string& access : web)
      if (std::string shown = data.secrets.hide(std::move(access));
          std::find(out.begin(), out.end(), shown) == out.end())
        out.push_back(std::move(shown));
    const SourceDescription& from = *source.description;
    if (facts && from.formulation == Formulation::facts && from.access == "facts")
      check_fact_references(source, *facts, diagnostics);
  }
  return out;
}

}  // namespace vitagraph::mapping
