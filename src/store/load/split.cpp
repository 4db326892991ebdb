// SPDX-License-Identifier: Apache-2.0
#include "store/load/split.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vitagraph::store {
namespace fs = std::filesystem;
namespace {
constexpr std::size_t most_pending = 32 << 20;
}

GraphFiles::GraphFiles() {
  std::string name = (fs::temp_directory_path() / "vitagraph-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw Error("{}: no temporary folder can be made", fs::temp_directory_path().string());
  folder_ = name;
}

GraphFiles::~GraphFiles() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void GraphFiles::quad(const rdf::QuadView& quad) {
  auto found = files_.find(quad.graph.value);
  if (found == files_.end()) {
    std::string path = fmt::format("{}/{}.nt", folder_, files_.size());
    found = files_.emplace(std::string(quad.graph.value), File{std::move(path), {}}).first;
  }
  std::string& pending = found->second.pending;
  const std::size_t before = pending.size();
  rdf::append_nquads(pending, {quad.subject, quad.predicate, quad.object, {}});
  pending_ += pending.size() - before;
  if (pending_ >= most_pending) flush();
}

void GraphFiles::flush() {
  for (auto& [graph, file] : files_) {
    if (file.pending.empty()) continue;
    std::ofstream out(file.path, std::ios::binary | std::ios::app);
    out << file.pending;
    out.close();
    if (!out) throw Error("{}: cannot be written; is the disk full?", file.path);
    file.pending = {};
  }
  pending_ = 0;
}

std::map<std::string, std::string> GraphFiles::finish() {
  flush();
  std::map<std::string, std::string> out;
  for (const auto& [graph, file] : files_) out.emplace(graph, file.path);
  return out;
}

}  // namespace vitagraph::store
