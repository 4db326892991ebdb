// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"

namespace vitagraph::extraction {

const std::vector<Recognizer>& recognizers() {
  static const std::vector<Recognizer> table = {
      {"interests", [](const Section& s, const Context&) { return s.is("interests"); }, recognize_interests},
  };
  return table;
}

}  // namespace vitagraph::extraction
