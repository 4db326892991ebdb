// SPDX-License-Identifier: Apache-2.0
#pragma once
// From a row to values and terms.
#include <string>
#include <vector>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"
#include "mapping/rules.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// A well-formed BCP 47 tag.
bool is_language(std::string_view tag);

/// What a term that cannot be made is told to.
class RowProblems {
 public:
  virtual ~RowProblems() = default;
  virtual void value_problem(const std::string& what, const Location& place) = 0;
};

/// A term as a row made it; borrows from the row, the plan or the arena.
struct MadeTerm : rdf::TermView {
  const std::string* written = nullptr;             ///< its N-Quads text, where the compiler knew it
  const std::vector<TargetUse>* targets = nullptr;  ///< where statements with it go, if not to the output
};
using MadeTerms = std::vector<MadeTerm>;

/// Makes values and terms; its results live in the arena, until the arena's reset().
class Evaluator {
 public:
  Evaluator(Arena& arena, RowProblems& problems) : arena_(arena), problems_(problems) {}

  void set_rows(const Row& child, const Row* parent = nullptr) {
    child_ = &child;
    parent_ = parent;
  }
  void set_base(std::string_view base) { base_ = base; }
  std::string_view base() const { return base_; }

  enum class Encoding : unsigned char { none, iri, uri };
  /// All values of the expression, appended; several references in a template give every combination.
  void values(const Expression& e, Encoding encoding, Values& out);
  /// All terms of the map, appended. `fresh` names the blank node of maps without a value.
  void terms(const TermMap& map, std::string_view fresh, MadeTerms& out);
  /// Whether every condition gives "true".
  bool holds(const std::vector<Expression>& conditions);
  /// What a join compares: every combination of the expressions' values as one text (JoinTable::append_key).
  void keys(const std::vector<Expression>& expressions, std::vector<std::string>& out);

 private:
  void pattern(const Expression& e, Encoding encoding, Values& out);
  void call(const Expression& e, Values& out);
  bool drop_unusable(const Expression& e, std::vector<Values>& arguments);
  void made_of(const TermMap& map, const Value& value, MadeTerms& out);
  void put(const TermMap& map, const rdf::TermView& term, MadeTerms& out) {
    out.push_back({term, nullptr, map.target_uses.empty() ? nullptr : &map.target_uses});
  }
  bool iri(std::string_view text, TermType type, const Location& place, rdf::TermView& out);
  void literal(const TermMap& map, const Value& value, MadeTerms& out);
  std::string_view blank_label(std::string_view text);
  std::string_view as_double(std::string_view number);
  const Row& row(Side side) const { return side == Side::parent && parent_ ? *parent_ : *child_; }

  Arena& arena_;
  RowProblems& problems_;
  const Row* child_ = nullptr;
  const Row* parent_ = nullptr;
  std::string_view base_;
  std::string scratch_;
};

}  // namespace vitagraph::mapping
