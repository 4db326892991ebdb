// SPDX-License-Identifier: Apache-2.0
#pragma once
// The YARRRML reader: one class, its members spread over files by what they read (document, sources, terms, functions,
// text).
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/rules.hpp"
#include "mapping/yarrrml/yaml.hpp"

namespace vitagraph::mapping {

/// A key of a YAML map with its other spellings; the first is the one that messages use.
using KeyNames = std::vector<std::string_view>;

class YarrrmlReader {
 public:
  YarrrmlReader(RuleData& rules, const std::map<std::string, std::string>& externals, DiagnosticSink& diagnostics);

  /// All files together: prefixes, sources, targets and mappings of each are known in all.
  void read(std::vector<SourceFile> files);

 private:
  // document.cpp
  void read_header(YamlFile& file);
  void read_prefixes(const YAML::Node& node);
  void read_externals(const YAML::Node& node);
  void read_mappings(YamlFile& file);
  void read_mapping(const std::string& name, const YAML::Node& key, const YAML::Node& node);
  void check_authors(const YAML::Node& node);
  void check_parents();
  void report_twice(const std::string& name, const YAML::Node& node, const Location& first);

  // sources.cpp, targets.cpp
  void read_named_sources(const YAML::Node& node);
  void read_named_targets(const YAML::Node& node);
  std::vector<std::size_t> read_source_list(const YAML::Node& node);
  std::optional<std::size_t> read_source(const YAML::Node& node, const std::string& name);
  void describe_source(const YAML::Node& node, SourceDescription& out);
  void read_security(const YAML::Node& node, WebDescription& web);
  void finish_source(const YAML::Node& node, SourceDescription& out);
  std::optional<SourceDescription> source_of_list(const YAML::Node& node);
  std::optional<SourceDescription> source_of_map(const YAML::Node& node);
  std::vector<std::string> read_target_list(const YAML::Node& node);
  void read_target_keys(const YAML::Node& node, TargetDescription& target);
  void read_request(const YAML::Node& node, TargetDescription& target);
  std::optional<std::string> read_target(const YAML::Node& node, const std::string& name);
  std::string keep_target(TargetDescription target, const std::string& name);
  std::optional<Formulation> formulation(const std::string& name, const Location& place);

  // terms.cpp
  std::vector<TermMap> read_subjects(const YAML::Node& node);
  enum class Quoting { refused, allowed };
  std::vector<TermMap> read_iri_terms(const YAML::Node& node, const char* what, Quoting quoting = Quoting::refused);
  std::optional<TermMap> read_iri_term(const YAML::Node& node);
  std::optional<TermMap> read_quoted(const YAML::Node& node);
  void read_predicate_objects(const YAML::Node& node, Rule& rule);
  std::optional<PredicateObjectMap> read_predicate_object(const YAML::Node& node);
  std::optional<PredicateObjectMap> predicate_object_of_list(const YAML::Node& node);
  std::optional<PredicateObjectMap> predicate_object_of_map(const YAML::Node& node);
  bool quotes(const YAML::Node& node) const;
  void check_names(const PredicateObjectMap& map);
  void read_objects(const YAML::Node& node, bool as_iri, PredicateObjectMap& out);
  std::optional<ObjectMap> read_object(const YAML::Node& node, bool as_iri);
  std::optional<ObjectMap> object_of_map(const YAML::Node& node, bool as_iri);
  void read_qualifier(const YAML::Node& node, TermMap& term);
  void read_datatype(const YAML::Node& node, TermMap& term);
  void read_language(const YAML::Node& node, TermMap& term);
  std::optional<YAML::Node> value_with_targets(const YAML::Node& node, TermMap& term);
  bool read_type(const YAML::Node& node, TermMap& term);
  void check_literal(const TermMap& term, const Location& place);

  // functions.cpp
  std::vector<Expression> read_conditions(const YAML::Node& node, bool join);
  std::optional<Expression> read_function(const YAML::Node& node, bool join);
  std::optional<Expression> function_of_text(std::string_view text, const YAML::Node& node, bool join, int depth);
  void read_parameters(const YAML::Node& node, Expression& call, bool join);
  /// Whether it is the one-line form of a call of a function that there is.
  bool is_call(std::string_view text) const;
  void read_parameter(const YAML::Node& node, Expression& call, bool join);
  std::optional<Expression> read_parameter_value(const YAML::Node& node, Side side, bool join);
  std::string parameter_iri(std::string_view name, const std::string& function, const Location& place);
  std::string function_iri(std::string_view name, const Location& place);

  // text.cpp
  enum class Use { iri, text };
  /// `$(a)` and constants and templates; CURIEs expanded. For IRIs, a prefix nobody declared is an error.
  Expression read_text(std::string_view text, const Location& place, Use use, Side side = Side::child);
  Expression read_text(const YAML::Node& node, Use use, Side side = Side::child);
  void check_foreign_reference(const std::string& text, const Location& place, Use use);
  std::string expand(std::string_view curie, const Location& place, Use use);
  /// Cuts the ending off, if the text has it.
  static bool cut_ending(std::string& text, std::string_view ending);

  // maps, document.cpp
  YAML::Node get(const YAML::Node& map, const KeyNames& names) const;
  void check_keys(const YAML::Node& map, const std::vector<const KeyNames*>& known);
  bool wants(const YAML::Node& node, bool fits, const char* what);
  Location locate(const YAML::Node& node) const { return file_->locate(node); }
  template <typename... Args>
  void report(Kind kind, const YAML::Node& node, const Args&... args) {
    diagnostics_.report(kind, locate(node), args...);
  }
  void report_unknown(Kind kind, const Location& place, const std::string& name, const std::vector<std::string>& known);

  RuleData& rules_;
  DiagnosticSink& diagnostics_;
  const YamlFile* file_ = nullptr;
  std::map<std::string, std::string> externals_;
  std::map<std::string, std::size_t> named_sources_;
  std::map<std::string, std::string> named_targets_;
  std::set<std::string> logins_;  ///< names of `authentications`
  std::map<std::string, Location> mapping_places_, prefix_places_;
  std::optional<Location> base_place_;
  struct ParentUse {
    std::string name;
    Location place;
  };
  std::vector<ParentUse> parent_uses_;
  std::set<std::string> only_quoted_;  ///< mappings whose statements are not made
  bool nulls_given_ = false;
};

/// Names that several files look up.
namespace key {
inline const KeyNames prefixes{"prefixes", "prefix"}, base{"base"}, authors{"authors", "author", "a"},
    external{"external", "externals"}, authentications{"authentications"};
inline const KeyNames mappings{"mappings", "mapping", "m"}, sources{"sources", "source", "s"},
    targets{"targets", "target", "t"};
inline const KeyNames change_detection{"changeDetection"};
inline const KeyNames mapping_sources{"sources", "source"}, subjects{"subjects", "subject", "s"},
    graphs{"graphs", "graph", "g"};
inline const KeyNames predicate_objects{"predicateobjects", "predicateobject", "po"},
    conditions{"condition", "conditions", "c"};
inline const KeyNames predicates{"predicates", "predicate", "p"}, objects{"objects", "object", "o"};
inline const KeyNames inverse{"inversepredicates", "inversepredicate", "i", "iv"};
inline const KeyNames value{"value", "values", "v"}, type{"type"}, datatype{"datatype"}, language{"language"};
inline const KeyNames function{"function", "fn", "f"}, parameters{"parameters", "pms"}, parameter{"parameter", "pm"};
inline const KeyNames parent{"mapping", "mappings", "m"};
inline const KeyNames quoted{"quoted"}, quoted_only{"quotedNonAsserted"};
}  // namespace key

/// The prefixes that every mapping may use undeclared: the RDFa 1.1 initial context, which YARRRML 1.3 takes over, and
/// the function vocabularies.
const std::map<std::string, std::string>& predeclared_prefixes();

}  // namespace vitagraph::mapping
