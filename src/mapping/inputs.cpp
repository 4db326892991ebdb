// SPDX-License-Identifier: Apache-2.0
#include "mapping/inputs.hpp"

#include <filesystem>

#include "mapping/sources/bytes.hpp"

namespace vitagraph::mapping {
namespace fs = std::filesystem;
namespace {

/// A device or a pipe is written, never replaced.
void add_file(const std::string& path, std::set<std::string>& out) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) return;
  out.insert(file_place(path));
  if (const fs::path own = fs::canonical(path, failed); !failed) out.insert(own.string());
}

}  // namespace

std::string file_place(const std::string& path) {
  const fs::path whole = fs::absolute(path);
  std::error_code failed;
  const fs::path folder = fs::weakly_canonical(whole.parent_path(), failed);
  return ((failed ? whole.parent_path().lexically_normal() : folder) / whole.filename()).string();
}

std::set<std::string> input_places(const RuleData& rules, const MappingOptions& options) {
  static const std::vector<Layout> none;
  std::set<std::string> out;
  for (const std::string& file : rules.files) add_file(file, out);
  DiagnosticList unheard;
  for (const SourceDescription& source : rules.sources) {
    if (source.view || source.access.empty() || is_on_web(source.access)) continue;
    try {
      const SourceContext context{source, none, nullptr, options.folder, source_path(source, options.folder), unheard};
      for (const InputFile& file : files_of(context)) add_file(file.path, out);
    } catch (const Error&) {  // told when the source is read
    }
  }
  return out;
}

void refuse_inputs(const RuleSet& rules, const MappingOptions& options, const std::string& path) {
  if (path != "-" && input_places(rules.data(), options).count(file_place(path)) != 0)
    throw Error("{}: this run reads it and would replace it; name another file to write", path);
}

}  // namespace vitagraph::mapping
