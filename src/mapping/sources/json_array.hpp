// SPDX-License-Identifier: Apache-2.0
#pragma once
// A list inside a JSON document, cut into pieces without holding the document.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mapping/sources/bytes.hpp"

namespace vitagraph::mapping {

/// Finds only where items end; whoever parses the pieces finds what is wrong inside them. What stands around the list
/// is kept, and parsed when the list has ended, so that a broken document is not taken for a whole one.
class JsonArrayReader {
 public:
  /// `names` lead from the document's root to the list; the description is borrowed.
  JsonArrayReader(InputFile file, const SourceDescription& description, std::vector<std::string> names);

  /// Reads up to the list. False when there is none: `rest()` is then the whole document.
  bool find();
  std::string rest();

  struct Piece {
    std::string text;  ///< `[item, item …]`
    std::uint64_t first = 0;
  };
  /// The next items of the list, about a quarter of a megabyte; nothing at its end. Throws Error when the document is
  /// broken outside the items.
  std::optional<Piece> next();

 private:
  bool fill();
  int peek();
  int skip_blanks();
  bool skip_string();
  bool skip_value();
  bool enter(const std::string& name);
  void check_rest();

  InputFile file_;
  const SourceDescription& description_;
  std::unique_ptr<ByteReader> bytes_;
  std::vector<std::string> names_;
  std::string held_;
  std::size_t at_ = 0;
  bool ended_ = false, list_ended_ = false;
  std::string shell_;  ///< the document up to the list
  std::uint64_t items_ = 0;
};

}  // namespace vitagraph::mapping
