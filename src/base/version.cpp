// SPDX-License-Identifier: Apache-2.0
#include "base/version.hpp"

namespace vitagraph {

std::string_view version() { return VITAGRAPH_VERSION; }

}  // namespace vitagraph
