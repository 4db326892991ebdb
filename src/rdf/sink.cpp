// SPDX-License-Identifier: Apache-2.0
#include "rdf/sink.hpp"

#include <algorithm>

namespace vitagraph::rdf {

void QuadList::sort_unique() {
  std::sort(quads_.begin(), quads_.end());
  quads_.erase(std::unique(quads_.begin(), quads_.end()), quads_.end());
}

}  // namespace vitagraph::rdf
