// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"
#include "graph/picture.hpp"
#include "graph/relation_graph.hpp"
#include "graph/table.hpp"

namespace vitagraph::graph {

/// An option of an analysis as data; the command line makes its parser and help from it.
struct AnalysisOption {
  std::string names;                 ///< "--depth", or "-n,--top"
  std::string value;                 ///< what help calls its value; empty for a flag
  std::string summary;               ///< one line, no final period
  std::string fallback;              ///< the value when it is not given
  std::vector<std::string> choices;  ///< the only values taken; empty: any
  bool repeats = false;
  std::string data_file = {};  ///< under the data folder: the value when it is not given and that file is there
};

struct AnalysisParameter {
  std::string name;  ///< as help shows it: "NAME"
  std::string summary;
  int least = 0;
  int most = 1;  ///< -1: any number
};

/// What the user gave: values by parameter name and by option's long name without dashes.
class AnalysisArguments {
 public:
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::map<std::string, std::string, std::less<>> fallbacks;

  bool flag(std::string_view key) const { return !all(key).empty(); }
  const std::vector<std::string>& all(std::string_view key) const;
  /// The last value given, else the fallback, else "".
  std::string text(std::string_view key) const;
  /// Throws Error naming the option when the value is no number within [least, most].
  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most) const;
  double real(std::string_view key, double least, double most) const;
};

/// A question to a graph. `run` throws Error for a value it can't use or a person it can't find.
struct Analysis {
  std::string name;         ///< the subcommand
  std::string summary;      ///< one line
  std::string description;  ///< paragraphs: what is counted, by which definition
  std::string example;      ///< one that works after scripts/demo: "coauthors \"Peder Quist\" --depth 2"
  std::vector<AnalysisParameter> parameters;
  std::vector<AnalysisOption> options;
  Table (*run)(const RelationGraph& graph, const AnalysisArguments& arguments, DiagnosticSink& diagnostics) = nullptr;
  /// Where a picture says more than a table; else nullptr.
  Picture (*picture)(const RelationGraph& graph, const AnalysisArguments& arguments) = nullptr;
  Quotes quotes = Quotes::skip;  ///< whether it shows the words of the documents
};

/// All analyses, in the order help lists them.
const std::vector<Analysis>& analyses();
/// By name; nullptr if there is none.
const Analysis* find_analysis(std::string_view name);
/// Arguments with the analysis's fallbacks filled in, for callers without a command line.
AnalysisArguments default_arguments(const Analysis& analysis);

}  // namespace vitagraph::graph
