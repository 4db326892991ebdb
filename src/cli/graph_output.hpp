// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>

#include "cli/command.hpp"
#include "provenance/provenance.hpp"

namespace vitagraph::cli {

/// The file that build writes: a sink of quads in the order they are to stand in, which counts them as they pass.
class GraphOutput : public rdf::QuadSink {
 public:
  /// Counts for a description too if asked. Throws Error when the file can't be made.
  GraphOutput(const std::string& path, rdf::Syntax syntax, const rdf::Prefixes& prefixes, const std::string& base,
              bool counted);
  ~GraphOutput() override;
  void quad(const rdf::QuadView& quad) override;
  /// The file stands only after this.
  void commit();
  std::uint64_t statements() const;
  /// Requires that it was asked to count, and commit(): VoID and DCAT about the file.
  void describe(const std::string& path, const std::string& base, std::size_t documents, const std::string& time);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Where build writes, and in which syntax. Throws Error where named graphs are wanted and the syntax has none.
std::pair<std::string, rdf::Syntax> graph_target(const Arguments& arguments);

/// When the run was, as far as the user wants that said: --time, else SOURCE_DATE_EPOCH, else nothing, so that the same
/// input gives the same bytes. `now` is asked anew at each call. Throws Error for what is no time.
std::string run_time(const Arguments& arguments);

/// The options of build for all this.
std::vector<Option> provenance_options();

/// What the run read beside documents, under names that do not depend on where the program is installed.
std::vector<provenance::InputFile> run_files(const std::vector<std::string>& mappings,
                                             const std::vector<std::string>& fact_files, const std::string& ledger,
                                             const Context& context);

}  // namespace vitagraph::cli
