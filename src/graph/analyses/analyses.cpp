// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/analyses.hpp"

namespace vitagraph::graph {

const std::vector<Analysis>& analyses() {
  static const std::vector<Analysis> table = {
      coauthors_analysis(), lineage_analysis(),     venues_analysis(),     path_analysis(),
      overlap_analysis(),   timeline_analysis(),    components_analysis(), stats_analysis(),
      rank_analysis(),      communities_analysis(), conflicts_analysis(),
  };
  return table;
}

}  // namespace vitagraph::graph
