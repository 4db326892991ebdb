// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3, the document: header keys, mappings, and the helpers that every part uses.
#include <algorithm>
#include <filesystem>

#include "mapping/row.hpp"
#include "mapping/yarrrml/reader.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

YarrrmlReader::YarrrmlReader(RuleData& rules, const std::map<std::string, std::string>& externals,
                             DiagnosticSink& diagnostics)
    : rules_(rules), diagnostics_(diagnostics), externals_(externals) {
  for (const auto& [prefix, iri] : predeclared_prefixes()) rules_.prefixes.try_emplace(prefix, iri);
}

void YarrrmlReader::read(std::vector<SourceFile> files) {
  std::vector<YamlFile> parsed;
  for (SourceFile& file : files) {
    DiagnosticList problems;
    parsed.push_back(parse_yaml(std::move(file), problems));
    const YamlFile& made = parsed.back();
    if (made.root.IsDefined())
      learn_secrets(made, rules_.secrets);
    else
      rules_.secrets.keep_broken(made.text);
    for (const Diagnostic& problem : problems.sorted()) diagnostics_.report(problem);
    if (!made.root.IsDefined()) parsed.pop_back();
  }
  for (const YamlFile& file : parsed)
    if (const YAML::Node logins = file.root.IsMap() ? get(file.root, key::authentications) : YAML::Node();
        logins.IsDefined() && logins.IsMap())
      for (const auto& login : logins) logins_.insert(login.first.Scalar());
  for (YamlFile& file : parsed) {
    file_ = &file;
    if (wants(file.root, file.root.IsMap(), "a map with `mappings`")) read_header(file);
  }
  for (YamlFile& file : parsed) {
    file_ = &file;
    if (file.root.IsMap()) read_mappings(file);
  }
  check_parents();
}

void YarrrmlReader::read_header(YamlFile& file) {
  const YAML::Node& root = file.root;
  check_keys(root, {&key::prefixes, &key::base, &key::authors, &key::external, &key::mappings, &key::sources,
                    &key::targets, &key::authentications});
  if (const YAML::Node node = get(root, key::prefixes); node.IsDefined()) read_prefixes(node);
  if (const YAML::Node node = get(root, key::base); node.IsDefined() && wants(node, node.IsScalar(), "an IRI")) {
    if (!base_place_)
      base_place_ = locate(node);
    else if (rules_.base != node.Scalar())
      report_twice("base", node, *base_place_);
    rules_.base = node.Scalar();
    if (!rdf::is_absolute_iri(rules_.base)) report(Kind::mapping_not_iri, node, rules_.base);
  }
  if (const YAML::Node node = get(root, key::authors); node.IsDefined()) check_authors(node);
  if (const YAML::Node node = get(root, key::external); node.IsDefined()) read_externals(node);
  if (const YAML::Node node = get(root, key::sources); node.IsDefined()) read_named_sources(node);
  if (const YAML::Node node = get(root, key::targets); node.IsDefined()) read_named_targets(node);
  const YAML::Node node = get(root, key::mappings);
  if (!node.IsDefined() || node.IsNull() || !wants(node, node.IsMap(), "a map of mappings")) return;
  for (const auto& entry : node) {
    if (!entry.first.IsScalar()) continue;
    const auto [first, fresh] = mapping_places_.try_emplace(entry.first.Scalar(), locate(entry.first));
    if (fresh) continue;
    report_twice(entry.first.Scalar(), entry.first, first->second);
  }
}

/// Files are one set of rules: what one says counts in all.
void YarrrmlReader::report_twice(const std::string& name, const YAML::Node& node, const Location& first) {
  Diagnostic twice = DiagnosticSink::make(Kind::mapping_duplicate_name, locate(node), name);
  twice.notes.push_back({"first written here", first});
  diagnostics_.report(std::move(twice));
}

void YarrrmlReader::read_prefixes(const YAML::Node& node) {
  if (!wants(node, node.IsMap(), "a map of prefixes")) return;
  for (const auto& entry : node) {
    if (!wants(entry.second, entry.second.IsScalar(), "an IRI")) continue;
    if (!rdf::is_absolute_iri(entry.second.Scalar()))
      report(Kind::mapping_not_iri, entry.second, entry.second.Scalar());
    const std::string& prefix = entry.first.Scalar();
    std::string& iri = rules_.prefixes[prefix];
    const auto [first, fresh] = prefix_places_.try_emplace(prefix, locate(entry.first));
    if (!fresh && iri != entry.second.Scalar()) report_twice(prefix, entry.first, first->second);
    iri = entry.second.Scalar();
  }
}

void YarrrmlReader::read_externals(const YAML::Node& node) {
  if (!wants(node, node.IsMap(), "a map of names to values")) return;
  for (const auto& entry : node)
    if (wants(entry.second, entry.second.IsScalar(), "text"))
      externals_.try_emplace(entry.first.Scalar(), entry.second.Scalar());
}

/// YARRRML 1.3 §"Authors": objects, "Name <mail> (site)", or WebIDs; they make no triples of the mapping's output.
void YarrrmlReader::check_authors(const YAML::Node& node) {
  static const KeyNames name{"name"}, email{"email"}, website{"website"}, webid{"webid"};
  const auto check_one = [&](const YAML::Node& author) {
    if (author.IsMap())
      check_keys(author, {&name, &email, &website, &webid});
    else
      wants(author, author.IsScalar(), "an author as text or map");
  };
  if (node.IsSequence())
    for (const YAML::Node& author : node) check_one(author);
  else
    check_one(node);
}

void YarrrmlReader::read_mappings(YamlFile& file) {
  const YAML::Node node = get(file.root, key::mappings);
  if (!node.IsDefined() || !node.IsMap()) return;
  for (const auto& entry : node)
    if (wants(entry.first, entry.first.IsScalar(), "a mapping's name"))
      read_mapping(entry.first.Scalar(), entry.first, entry.second);
}

void YarrrmlReader::read_mapping(const std::string& name, const YAML::Node& name_node, const YAML::Node& node) {
  if (!node.IsMap()) {
    Diagnostic wrong = DiagnosticSink::make(Kind::mapping_wrong_shape, locate(node),
                                            "a map with `sources`, `subjects` and `predicateobjects`", shape_of(node));
    for (const KeyNames* names : {&key::mapping_sources, &key::subjects, &key::predicate_objects, &key::graphs})
      if (std::find(names->begin(), names->end(), name) != names->end())
        wrong.notes.push_back({fmt::format("`{}` belongs to a mapping: indent it below the mapping's name", name), {}});
    diagnostics_.report(std::move(wrong));
    return;
  }
  check_keys(node, {&key::mapping_sources, &key::subjects, &key::predicate_objects, &key::graphs, &key::conditions,
                    &key::change_detection});
  if (const YAML::Node changes = get(node, key::change_detection); changes.IsDefined())
    report(Kind::mapping_without_effect, changes, "changeDetection", "all rows are mapped, changed or not");
  Rule rule;
  rule.name = name;
  rule.location = locate(name_node);
  const YAML::Node sources = get(node, key::mapping_sources);
  if (sources.IsDefined() && !sources.IsNull())
    rule.sources = read_source_list(sources);
  else
    diagnostics_.report(Kind::mapping_without_effect, rule.location, name, "it has no `sources`");
  rule.subjects = read_subjects(get(node, key::subjects));
  if (rule.subjects.empty()) {
    TermMap blank;
    blank.type = TermType::blank;
    blank.fresh_blank = true;
    blank.location = rule.location;
    rule.subjects.push_back(std::move(blank));
  }
  if (const YAML::Node graphs = get(node, key::graphs); graphs.IsDefined())
    rule.graphs = read_iri_terms(graphs, "a graph");
  if (const YAML::Node node_c = get(node, key::conditions); node_c.IsDefined())
    rule.conditions = read_conditions(node_c, false);
  if (const YAML::Node po = get(node, key::predicate_objects); po.IsDefined() && !po.IsNull())
    read_predicate_objects(po, rule);
  rules_.rules.push_back(std::move(rule));
}

void YarrrmlReader::check_parents() {
  std::vector<std::string> names;
  for (const auto& [name, place] : mapping_places_) names.push_back(name);
  for (const ParentUse& use : parent_uses_)
    if (!mapping_places_.count(use.name)) report_unknown(Kind::mapping_unknown_mapping, use.place, use.name, names);
  for (Rule& rule : rules_.rules)
    if (only_quoted_.count(rule.name) != 0) rule.asserted = false;
}

YAML::Node YarrrmlReader::get(const YAML::Node& map, const KeyNames& names) const {
  for (const auto& entry : map)
    if (entry.first.IsScalar() && std::find(names.begin(), names.end(), entry.first.Scalar()) != names.end())
      return entry.second;
  return YAML::Node(YAML::NodeType::Undefined);
}

void YarrrmlReader::check_keys(const YAML::Node& map, const std::vector<const KeyNames*>& known) {
  std::map<const KeyNames*, YAML::Node> seen;
  for (const auto& entry : map) {
    // YAML takes a `null` without quotes for none.
    if (YAML::Node written = entry.first; written.IsNull()) written = "null";
    if (!wants(entry.first, entry.first.IsScalar(), "a key")) continue;
    const std::string& name = entry.first.Scalar();
    const auto match = std::find_if(known.begin(), known.end(), [&](const KeyNames* names) {
      return std::find(names->begin(), names->end(), name) != names->end();
    });
    if (match == known.end()) {
      std::vector<std::string> candidates;
      for (const KeyNames* names : known) candidates.insert(candidates.end(), names->begin(), names->end());
      const std::string meant = nearest_name(name, candidates);
      std::vector<std::string> all;
      for (const KeyNames* names : known) all.emplace_back(names->front());
      Diagnostic unknown = DiagnosticSink::make(Kind::mapping_unknown_key, locate(entry.first), name);
      unknown.notes.push_back(
          {meant.empty() ? "known here: " + list_names(all) : fmt::format("similar name: `{}`", meant), {}});
      diagnostics_.report(std::move(unknown));
      // Read as what was meant, a slip is one error and not all that follows from it.
      if (YAML::Node written = entry.first; !meant.empty()) written = meant;
    } else if (const auto [first, fresh] = seen.try_emplace(*match, entry.first); !fresh) {
      Diagnostic twice = DiagnosticSink::make(Kind::mapping_duplicate_key, locate(entry.first), name);
      twice.notes.push_back({"first written here", locate(first->second)});
      diagnostics_.report(std::move(twice));
    }
  }
}

bool YarrrmlReader::wants(const YAML::Node& node, bool fits, const char* what) {
  if (!fits) report(Kind::mapping_wrong_shape, node, what, shape_of(node));
  return fits;
}

void YarrrmlReader::report_unknown(Kind kind, const Location& place, const std::string& name,
                                   const std::vector<std::string>& known) {
  Diagnostic unknown = DiagnosticSink::make(kind, place, name);
  note_similar(unknown, name, known);
  diagnostics_.report(std::move(unknown));
}

}  // namespace vitagraph::mapping
