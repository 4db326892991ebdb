// SPDX-License-Identifier: Apache-2.0
#pragma once
// The RML reader: http://w3id.org/rml/ (core, io, fnml, cc, lv) and the older rr: and semweb.mmlab.be vocabularies,
// which differ from it in little but their namespaces. One class, spread over files by what is read.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/rml/turtle.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

class RmlReader {
 public:
  RmlReader(RuleData& rules, DiagnosticSink& diagnostics) : rules_(rules), diagnostics_(diagnostics) {}
  void read(const SourceFile& file);

 private:
  using Subject = TurtleGraph::Subject;
  using Statements = std::vector<const PlacedStatement*>;

  // reader.cpp
  void read_triples_map(const Subject& map);
  bool is_triples_map(const Subject& subject) const;
  void read_predicate_object(const Subject& node, Rule& rule);
  std::optional<ObjectMap> read_object_map(const PlacedTerm& node);
  void read_parent(const Subject& node, const PlacedStatement& parent, ObjectMap& out);
  std::vector<Expression> read_joins(const Subject& map);
  void read_asserted(const Subject& map, Rule& rule);
  void refuse_quoted(const TermMap& term, const char* what);
  void refuse_literal(const TermMap& term, const PlacedTerm& placed, const char* what);
  void refuse_datatype(const PlacedTerm& placed);
  Expression join_side(const Subject& condition, const char* shortcut, const char* map, Side side);

  // terms.cpp
  std::optional<TermMap> read_term_map(const PlacedTerm& node, TermType fallback, bool is_object);
  bool says_value(const Subject& map) const;
  TermMap read_constant(const Subject& map, const PlacedStatement& constant, std::optional<TermType> type,
                        bool is_object, TermMap out);
  TermMap read_quoted(const Subject& map, const PlacedStatement& quoted, TermMap out);
  TermMap constant_term(const PlacedTerm& term);
  std::optional<Expression> read_expression(const Subject& node);
  std::shared_ptr<const GatherMap> read_gather(const Subject& map, const PlacedStatement& gather);
  std::optional<TermType> read_term_type(const Subject& node);
  Expression read_template(const PlacedTerm& text);
  std::optional<Expression> read_execution(const PlacedTerm& node);
  void read_input(const PlacedTerm& node, Expression& call);
  std::optional<Expression> read_function_value(const PlacedTerm& node);
  std::vector<Expression> read_conditions(const Subject& node);
  void read_qualifiers(const Subject& node, TermMap& term);
  Expression expression_of(const PlacedTerm& term);

  // views.cpp
  std::optional<std::size_t> read_view(const Subject& map, SourceDescription out);
  std::vector<FieldDescription> read_fields(const Subject& around, const SourceDescription& format);
  std::optional<FieldDescription> read_field(const PlacedTerm& node, const SourceDescription& format);
  void read_view_join(const PlacedTerm& node, std::string_view kind, ViewDescription& view);

  // sources.cpp
  bool is_view(const Subject& map) const;
  std::optional<std::size_t> read_logical_source(const PlacedTerm& node);
  void read_source(const PlacedTerm& node, SourceDescription& out);
  void read_path(const Subject& source, const PlacedTerm& path, SourceDescription& out);
  void read_database(const Subject& source, const PlacedTerm& dsn, SourceDescription& out);
  bool read_thing(const Subject& source, SourceDescription& out);
  void read_key(const PlacedTerm& login, WebDescription& web);
  void read_headers(const Subject& request, WebDescription& web);
  void read_header_list(const PlacedTerm& headers, WebDescription& web);
  void set_serialization(TargetDescription& out, const std::string& serialization);
  void set_compression(TargetDescription& out, const std::string& compression);
  std::string folder_of_file() const;
  bool read_web_target(const Subject& access, TargetDescription& out);
  void set_request(std::string_view predicate, const PlacedTerm& said, const std::string& value,
                   TargetDescription& out);
  void read_csvw(const Subject& node, SourceDescription& out);
  void read_formulation(const PlacedTerm& node, SourceDescription& out);
  std::vector<std::string> read_targets(const Subject& node);
  std::string read_target(const PlacedTerm& node);
  std::string folder_of(const Subject& node, bool working_directory) const;

  // described_targets.cpp
  bool describes_targets(const Subject& map);
  std::vector<std::pair<std::string, const PlacedTerm*>> said_by(const Subject& map);
  std::string read_target_map(const PlacedTerm& node);
  std::string made_by(const Subject& map);

  // vocabulary.cpp
  void learn_secrets(const std::vector<Subject>& subjects);
  void check_properties(std::vector<Subject>& subjects);
  void report_unknown(Diagnostic diagnostic, std::string_view name, const std::vector<std::string>& known,
                      const std::string& ns);

  // helpers, reader.cpp
  /// The name of an RML term without its namespace, whichever vocabulary it is of; empty for other terms.
  static std::string_view local(std::string_view iri);
  const Subject* node(const PlacedTerm& term) const;
  Statements all(const Subject& subject, std::string_view name) const;
  const PlacedStatement* one(const Subject& subject, std::string_view name);
  std::string text(const Subject& subject, std::string_view name);
  Location locate(Span span) const { return file_->locate(span); }
  Location locate(const PlacedTerm& term) const { return file_->locate(term.span); }

  RuleData& rules_;
  DiagnosticSink& diagnostics_;
  const SourceFile* file_ = nullptr;
  const TurtleGraph* graph_ = nullptr;
  std::set<rdf::Term> views_open_, fields_open_;     ///< being read, to find rings
  std::map<std::string, const Subject*> described_;  ///< by the template of its subjects: a map that describes targets
  std::set<rdf::Term> function_values_;              ///< the older form of calls, which look like triples maps
  int depth_ = 0;
  bool older_ = false;  ///< the file speaks rr: and the semweb.mmlab.be vocabulary
};

}  // namespace vitagraph::mapping
