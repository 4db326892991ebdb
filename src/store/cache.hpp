// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "store/dataset.hpp"

namespace vitagraph::store {

/// What tells whether a file is the one that was read: any write changes its ctime, which nobody can set back.
struct FileStamp {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified = 0, changed = 0;  ///< nanoseconds
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// A graph as it lies in memory, kept in a file, so that the next query need not parse it. One file a graph in the
/// cache folder, named by the graph's path. Never wrong: it is used only if the graph's stamp or, where that has
/// changed, all of its content is what it was, and if the cache's own bytes are whole.
class GraphCache {
 public:
  /// `folder`: where caches are kept; empty for no cache at all. Looks at the graph, opens nothing.
  GraphCache(const std::string& folder, const std::string& graph);

  /// Fills the two from the cache; false, with both untouched, if there is none that can be used.
  bool read(Dataset& data, rdf::Prefixes& prefixes) const;
  /// Keeps them, if the graph has not changed since the constructor looked at it and is old enough (2 s) for a change
  /// to show. A cache that cannot be written is no error. Removes the caches used longest ago beyond some dozen.
  void write(const Dataset& data, const rdf::Prefixes& prefixes) const;

 private:
  std::string folder_, graph_, path_;
  std::optional<FileStamp> stamp_;
};

}  // namespace vitagraph::store
