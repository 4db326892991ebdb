// SPDX-License-Identifier: Apache-2.0
#include "read_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  vitagraph::document::check_reading("fuzz.html", data, size);
  return 0;
}
