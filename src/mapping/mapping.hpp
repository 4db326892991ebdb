// SPDX-License-Identifier: Apache-2.0
#pragma once
// mapping: rows in, quads out, as YARRRML 1.3 or RML (in Turtle) rules say. Both languages compile to one plan.
//
//   DiagnosticList problems;
//   RuleSet rules = read_rules({"mappings/rdf/default.yml"}, problems);   // several files are one set of rules
//   MappingOptions options;
//   options.facts = &lines;                                             // rows of `access: facts`
//   QuadList quads;
//   const MappingReport report = execute(rules, options, quads, problems);
//
// Sources: CSV, JSON, JSON Lines, XML, SQL, and facts (lines of JSON with a `type`; `iterator: publication` or
// `publication.authors`). Mapping knows rows, not facts: nothing here depends on what a field means.
//
// What is wrong in a mapping is reported with file, line and column, and nothing is written: `RuleSet::usable()` is
// false. What is wrong in a row is reported, that row or value is skipped and counted.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/base.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

struct RuleData;

/// Rules as they were read, with their places in the files. Owns everything; moves only.
class RuleSet {
 public:
  explicit RuleSet(std::unique_ptr<RuleData> data, bool usable);
  ~RuleSet();
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;

  /// False when a file held an error; such a set maps nothing.
  bool usable() const { return usable_; }
  const RuleData& data() const { return *data_; }
  /// Prefix -> namespace as the files declare them, for a writer.
  const std::map<std::string, std::string>& prefixes() const;

 private:
  std::unique_ptr<RuleData> data_;
  bool usable_;
};

struct MappingOptions {
  /// Relative IRIs are resolved against it by putting it in front (RML-Core §"Generating IRIs"). A mapping's own base
  /// wins.
  std::string base{rdf::vocabulary::default_base};
  /// Relative paths of sources start here; empty: in the folder of the mapping file (RML: what rml:root says).
  std::string folder;
  /// Rows of sources with `access: facts`, one JSON object each; borrowed, not owned.
  const std::vector<std::string>* facts = nullptr;
  /// YARRRML external references: `$(_name)`.
  std::map<std::string, std::string> externals;
  /// Threads; 0: as many as the machine has cores. The output does not depend on it.
  unsigned jobs = 0;
};

struct MappingReport {
  std::uint64_t rows = 0;   ///< read from all sources
  std::uint64_t quads = 0;  ///< given to the sink
  std::uint64_t skipped =
      0;  ///< values or rows that could not be mapped; each is a diagnostic, the first hundred in full
};

/// Reads YARRRML (.yml, .yaml, .yarrrml and whatever is not Turtle) and RML (.ttl) files as one set of rules. Mistakes
/// become diagnostics. Throws Error when a file can't be read. `externals` fill YARRRML's external references.
RuleSet read_rules(const std::vector<std::string>& files, DiagnosticSink& diagnostics,
                   const std::map<std::string, std::string>& externals = {});

/// Runs the rules; quads reach the sink in the order of sources, rows and rules, whatever the number of threads.
/// Duplicates are not removed. Requires rules.usable(). Throws Error when a source can't be read.
MappingReport execute(const RuleSet& rules, const MappingOptions& options, rdf::QuadSink& sink,
                      DiagnosticSink& diagnostics);

}  // namespace vitagraph::mapping
