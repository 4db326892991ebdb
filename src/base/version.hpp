// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace vitagraph {

/// The program's version, as in CMakeLists.txt ("0.1.0").
std::string_view version();

}  // namespace vitagraph
