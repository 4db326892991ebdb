// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "store/load/profile.hpp"

namespace vitagraph::store {

/// Finds out what kind of store answers at an address: by what its answers say of themselves and by addresses only one
/// kind has. Asks without a login, a few seconds each. Throws Error, with the names to choose from, when nothing tells.
const StoreProfile& probe_store(const std::string& address);

}  // namespace vitagraph::store
