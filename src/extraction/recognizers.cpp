// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"

namespace vitagraph::extraction {

const std::vector<Recognizer>& recognizers() {
  static const std::vector<Recognizer> table = {
      {"interests", [](const Section& s, const Context&) { return s.is("interests"); }, recognize_interests},
      {"career", [](const Section& s, const Context&) { return s.is("education") || s.is("positions"); }, recognize_career},
  };
  return table;
}

}  // namespace vitagraph::extraction
