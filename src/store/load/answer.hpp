// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "rdf/rdf.hpp"

namespace vitagraph::store {

/// A store's answer of statements, parsed as it comes: N-Triples by blocks of lines, so that memory does not grow with
/// the graph. Turtle, which some stores send whatever they are asked for, is kept until the end.
class StatementAnswer {
 public:
  explicit StatementAnswer(rdf::QuadSink& sink) : sink_(sink) {}

  /// Throws Error for an answer that is not what its `content_type` says.
  void add(std::string_view bytes, std::string_view content_type);
  /// The number of statements. Throws Error as add() does.
  std::uint64_t finish();

 private:
  void parse(std::string text, rdf::Syntax syntax);

  rdf::QuadSink& sink_;
  std::string pending_;
  bool lines_ = true;
  std::uint64_t count_ = 0;
};

}  // namespace vitagraph::store
