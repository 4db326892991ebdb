// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"

namespace vitagraph::extraction {

const std::vector<Recognizer>& recognizers() {
  static const std::vector<Recognizer> table = {
      {"interests", [](const Section& s, const Context&) { return s.is("interests"); }, recognize_interests},
      {"biography", [](const Section& s, const Context&) { return s.is("biography") || s.kind.empty() || s.is("research"); }, recognize_biography},
  };
  return table;
}

}  // namespace vitagraph::extraction
