// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "store/dataset.hpp"

namespace vitagraph::store {

/// A finished dataset as bytes and back: its vectors as they are, in this machine's order of bytes.
class DatasetImage {
 public:
  static void append(std::string& out, const Dataset& data);
  /// False, with the dataset as it was, if the bytes are not one. Checks every index: bytes from a file are not
  /// trusted.
  static bool read(std::string_view bytes, Dataset& data);

 private:
  static bool is_sound(const Dictionary& terms);
  static bool is_sound(const Dataset::Index& index, std::size_t terms);
};

}  // namespace vitagraph::store
