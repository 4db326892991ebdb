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

/// What a term that cannot be made is told to.
class RowProblems {
 public:
  virtual ~RowProblems() = default;
  virtual void value_problem(const std::string& what, const Location& place) = 0;
};

/// Makes values and terms; its results live in the arena, until the arena's reset().
class Evaluator {
 public:
  Evaluator(Arena& arena, RowProblems& problems) : arena_(arena), problems_(problems) {}

  void set_rows(const Row& child, const Row* parent = nullptr) {
    child_ = &child;
    parent_ = parent;
  }
  void set_base(std::string_view base) { base_ = base; }

  enum class Encoding : unsigned char { none, iri, uri };
  /// All values of the expression, appended; several references in a template give every combination.
  void values(const Expression& e, Encoding encoding, Values& out);
  /// All terms of the map, appended. `fresh` names the blank node of maps without a value.
  void terms(const TermMap& map, std::string_view fresh, std::vector<rdf::TermView>& out);
  /// Whether every condition gives "true".
  bool holds(const std::vector<Expression>& conditions);

 private:
  void pattern(const Expression& e, Encoding encoding, Values& out);
  void call(const Expression& e, Values& out);
  bool iri(std::string_view text, TermType type, const Location& place, rdf::TermView& out);
  void literal(const TermMap& map, const Value& value, std::vector<rdf::TermView>& out);
  std::string_view blank_label(std::string_view text);
  const Row& row(Side side) const { return side == Side::parent && parent_ ? *parent_ : *child_; }

  Arena& arena_;
  RowProblems& problems_;
  const Row* child_ = nullptr;
  const Row* parent_ = nullptr;
  std::string_view base_;
};

}  // namespace vitagraph::mapping
