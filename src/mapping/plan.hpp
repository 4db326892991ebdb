// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rules as they are run: references are slots of a row layout, functions are looked up, joins are tables.
#include <optional>
#include <string>
#include <vector>

#include "mapping/row.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

struct ViewPlan;  // views/view.hpp

/// The rows of a parent rule by the values that a join compares; filled before the main pass.
struct JoinTablePlan {
  std::size_t parent;            ///< in Plan::rules
  std::vector<Expression> keys;  ///< over the parent's row; none: every row matches
  bool keep_rows = false;        ///< a filter wants the parent's values
  bool statements = false;       ///< the parent's statements, to be quoted, not its subjects
  std::size_t level = 0;         ///< filled after the tables of lower levels, in which its rows look
};

struct JoinPlan {
  /// Parent and child are the same row: no table, the parent's subject is made from the row at hand.
  bool same_row = false;
  bool statements = false;  ///< quotes the parent's statements
  std::size_t parent = 0;   ///< in Plan::rules
  std::size_t table = 0;    ///< in Plan::tables
  std::vector<Expression> child_keys;
  std::vector<Expression> filters;  ///< conditions that are no equality, over both rows
};

struct ObjectPlan {
  TermMap term;
  std::vector<JoinPlan> joins;  ///< not empty: the subjects of the joined rules are the objects
};

struct GatherPlan {
  GatherMap::Kind kind = GatherMap::Kind::list;
  std::vector<ObjectPlan> items;
  bool allow_empty = false, product = false;
};

struct QuotedPlan {
  std::vector<JoinPlan> joins;
};

struct PredicateObjectPlan {
  std::vector<TermMap> predicates, inverse_predicates, graphs;
  std::vector<ObjectPlan> objects;
  std::vector<Expression> conditions;
};

/// One rule over one source; a rule with three sources is three of these.
struct RulePlan {
  std::string name;
  Location location;
  std::string base;
  std::size_t source = 0, layout = 0;
  std::vector<TermMap> subjects, graphs;
  std::vector<PredicateObjectPlan> predicate_objects;
  std::vector<Expression> conditions;
  /// Rules of different components never make the same statement.
  std::size_t component = 0;
  /// No predicate is written twice, nor any inverse one: a row's statements differ unless it has several values.
  bool distinct_predicates = false;
  bool asserted = true;  ///< false: its statements are only quoted
};

/// One access, read once, whatever the number of iterators and rules over it.
struct SourcePlan {
  const SourceDescription* description = nullptr;
  std::shared_ptr<const ViewPlan> view;  ///< of a logical view
  std::vector<Layout> layouts;
  std::vector<std::vector<std::size_t>> rules;   ///< by layout
  std::vector<std::vector<std::size_t>> tables;  ///< join tables filled from a layout
};

struct Plan {
  std::vector<SourcePlan> sources;
  std::vector<RulePlan> rules;
  std::vector<JoinTablePlan> tables;
  bool gathers = false;            ///< collections grow over rows, so rows are handled one after the other
  std::size_t levels = 1;          ///< of the tables
  std::optional<Location> quotes;  ///< the first term that quotes statements: the output is RDF 1.2
};

/// Whether one reading of a source does for both: everything but the iterator and the name is the same.
bool same_access(const SourceDescription& a, const SourceDescription& b);

/// Requires rules without errors; what only shows now (functions, parameters) is reported. Borrows from `rules`.
Plan compile(const RuleData& rules, DiagnosticSink& diagnostics);

}  // namespace vitagraph::mapping
