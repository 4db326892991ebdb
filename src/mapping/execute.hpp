// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rows through rules: one RowMapper per thread, over a plan and join tables that nobody changes any more.
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "mapping/evaluate.hpp"
#include "mapping/join.hpp"
#include "mapping/mapping.hpp"
#include "mapping/plan.hpp"
#include "mapping/quoting.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// N-Quads of some rows, with the places where statements about another subject begin.
struct LineBlock {
  struct Group {
    std::uint64_t subject;  ///< hash of the subject and the rule's component
    std::size_t begin;      ///< in `text`
  };
  std::string text;
  std::vector<Group> groups;
  std::uint64_t rows = 0, count = 0;
  bool several = false;  ///< the rule at hand may have said something twice in this row

  /// Keeps the memory.
  void clear() {
    text.clear();
    groups.clear();
    rows = count = 0;
    several = false;
  }
};

/// A 64-bit hash of good quality; equal for equal text on every machine.
std::uint64_t hash64(std::string_view text, std::uint64_t seed);

/// The statements of each target's files, by the index in RuleData::targets and the file's path as the target's access
/// gives it.
using TargetStatements = std::map<std::pair<std::size_t, std::string>, OutputStatements>;

class RowMapper : private RowProblems {
 public:
  RowMapper(const Plan& plan, const std::deque<JoinTable>& tables, std::string_view base, DiagnosticSink& diagnostics);

  /// The quads of all rules over this layout's row.
  void map(std::size_t source, std::size_t layout, const Row& row, rdf::QuadSink& sink);
  /// The same as N-Quads text. Requires a plan without collections and targets.
  void map_lines(std::size_t source, std::size_t layout, const Row& row, LineBlock& lines);
  /// Statements for targets go there.
  void send_to(TargetStatements& targets) { targets_ = &targets; }
  /// What quoted statements' nodes reify goes there, where the sink of map() gets the statements about them.
  void reify_to(std::vector<ReifyingStatement>& out) { reifying_out_ = &out; }
  /// Tells which rule and row map() makes statements of; null: nobody.
  void tell(MappingTrace* trace) { trace_ = trace; }
  /// Writes the collections that grew over rows; after a source's last row.
  void finish(rdf::QuadSink& sink);
  /// The join tables of a level that this layout's rows fill; those of lower levels are full.
  void fill(std::size_t source, std::size_t layout, const Row& row, std::size_t level, std::deque<JoinTable>& tables);

 private:
  /// A reifier and its triple term, in the arena or the tables.
  struct Reified {
    std::string_view reifier, triple;
    std::string_view subject, object;  ///< the triple's, where they are blank nodes, which may be reifiers again
  };
  /// A rule's statements of one row, quoted.
  struct Quoted {
    MadeTerms reifiers;
    std::vector<Reified> reified;
  };

  void map_rule(const RulePlan& rule, const Row& row, rdf::QuadSink& sink);
  void subjects_of(const RulePlan& rule, std::size_t index, const Row& row, MadeTerms& out);
  void objects_of(const ObjectPlan& object, std::string_view fresh, const Row& row, MadeTerms& out);
  void joined(const JoinPlan& join, const Row& row, MadeTerms& out);
  void terms_of(const PredicateObjectPlan& po, std::size_t first_object, const RulePlan& rule, const Row& row,
                MadeTerms& predicates, MadeTerms& inverse, MadeTerms& objects);
  // quote.cpp
  void quoted(const TermMap& map, const Row& row, MadeTerms& out);
  const Quoted& statements_of(std::size_t rule, const Row& row);
  void quote(const rdf::TermView& subject, const rdf::TermView& predicate, const rdf::TermView& object, Quoted& out);
  /// Of `reified_`, what these blank nodes reify, and what is quoted in that.
  std::vector<Reified> reified_by(std::vector<std::string_view> nodes) const;
  void reify(std::vector<std::string_view> nodes, const rdf::TermView& graph,
             std::vector<ReifyingStatement>& out) const;
  std::vector<TripleTerm> keep_triple_terms() const;
  void emit(const MadeTerms& objects, const MadeTerm& graph, rdf::QuadSink& sink);
  void send_to_target(const TargetUse& target, const rdf::QuadView& quad);
  void write_lines(const MadeTerms& objects, const MadeTerm& graph);
  void begin_group(const rdf::TermView& subject);
  static void drop_repeated(LineBlock& lines, std::size_t first_group, std::size_t begin);
  // gather.cpp
  void gather_in_graphs(const TermMap& map, const MadeTerms& graphs, const Row& row, rdf::QuadSink& sink,
                        MadeTerms& out);
  void gather(const TermMap& map, const rdf::TermView& graph, const Row& row, rdf::QuadSink& sink, MadeTerms& out);
  void value_problem(const std::string& what, const Location& place) override;

  const Plan& plan_;
  const std::deque<JoinTable>& tables_;
  std::string base_;
  DiagnosticSink& diagnostics_;
  Arena arena_;
  Evaluator evaluator_;
  /// Collections with a name of their own, by graph and name, in the order they were begun.
  struct Collection {
    rdf::Term head, graph;
    GatherMap::Kind kind;
    std::vector<rdf::Term> members;
  };
  std::vector<Collection> named_collections_;
  std::map<std::pair<rdf::Term, rdf::Term>, std::size_t> collection_index_;
  std::size_t collections_ = 0;  ///< begun by this row, for their labels
  LineBlock* lines_ = nullptr;
  std::vector<std::string> subject_texts_;
  TargetStatements* targets_ = nullptr;
  std::vector<ReifyingStatement>* reifying_out_ = nullptr;
  MappingTrace* trace_ = nullptr;
  const RulePlan* rule_ = nullptr;
  const Row* row_ = nullptr;
  std::uint64_t value_problems_ = 0;
  MadeTerms subjects_, predicates_, inverse_, objects_, rule_graphs_, graphs_;
  /// The blank nodes of which the statements at hand speak, by where they went.
  std::vector<std::string_view> spoken_of_;
  std::map<OutputStatements*, std::vector<std::string_view>> spoken_of_in_targets_;
  std::vector<Reified> reified_;          ///< what the terms at hand stand for, or are made of
  std::map<std::size_t, Quoted> quoted_;  ///< of this row, by rule
};

}  // namespace vitagraph::mapping
