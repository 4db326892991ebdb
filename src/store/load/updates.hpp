// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "store/load/load.hpp"

namespace vitagraph::store {

/// Where a graph's statements wait until they are all there: the same name each time, so that what a load that was
/// killed left behind is cleared by the next.
TargetGraph staging_graph(const TargetGraph& live);

std::string drop_update(const TargetGraph& graph);
/// From the staging graph into the live one, by one operation (SPARQL 1.1 Update §3.2.4, §3.2.5).
std::string publish_update(LoadMode mode, const TargetGraph& staging, const TargetGraph& live);
/// The same for stores that have no MOVE and ADD (§3.1.3: one operation, deletions before insertions).
std::string rewrite_update(LoadMode mode, const TargetGraph& staging, const TargetGraph& live);

/// The profile that --store names, or that shows at the address; the target is one the store can write to. Throws
/// Error.
const StoreProfile& choose_profile(const LoadOptions& options);

}  // namespace vitagraph::store
