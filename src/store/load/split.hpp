// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>

#include "rdf/rdf.hpp"

namespace vitagraph::store {

/// Sorts quads into one N-Triples file a graph, in a temporary folder that goes with this object. Memory stays below
/// some dozen megabytes, whatever the number of graphs; files are opened only to be appended to.
class GraphFiles : public rdf::QuadSink {
 public:
  /// Throws Error when no temporary folder can be made.
  GraphFiles();
  ~GraphFiles() override;
  GraphFiles(const GraphFiles&) = delete;
  GraphFiles& operator=(const GraphFiles&) = delete;

  /// Throws Error when the disk is full.
  void quad(const rdf::QuadView& quad) override;
  /// To be called once, after the last quad: the file of each graph, by name; "" is the default graph.
  std::map<std::string, std::string> finish();

 private:
  struct File {
    std::string path, pending;
  };
  void flush();

  std::string folder_;
  std::map<std::string, File, std::less<>> files_;
  std::size_t pending_ = 0;
};

}  // namespace vitagraph::store
