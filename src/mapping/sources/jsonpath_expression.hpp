// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "mapping/sources/jsonpath.hpp"

namespace vitagraph::mapping {

/// A filter's expression (RFC 9535 §2.3.5).
struct JsonPath::Expression {
  enum class Kind : unsigned char {
    logical_or,
    logical_and,
    logical_not,
    comparison,
    query,
    function,
    string,
    number,
    boolean,
    null
  };
  Kind kind = Kind::null;
  std::string text;  ///< operator, function's name, or string
  double number = 0;
  bool from_root = false;  ///< query: `$` rather than `@`
  std::vector<Segment> segments;
  std::vector<Expression> parts;
};

}  // namespace vitagraph::mapping
