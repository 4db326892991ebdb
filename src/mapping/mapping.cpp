// SPDX-License-Identifier: Apache-2.0
#include "mapping/mapping.hpp"

#include <algorithm>

#include "mapping/functions/functions.hpp"
#include "mapping/plan.hpp"
#include "mapping/rml/reader.hpp"
#include "mapping/yarrrml/reader.hpp"

namespace vitagraph::mapping {
namespace {

/// Hears whether an error went by, and hides secrets.
class ErrorWatch : public DiagnosticSink {
 public:
  ErrorWatch(const Secrets& secrets, DiagnosticSink& next) : next_(secrets, next) {}
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override {
    failed_ = failed_ || diagnostic.severity == Severity::error;
    next_.report(std::move(diagnostic));
  }
  bool failed() const { return failed_; }

 private:
  HidingSink next_;
  bool failed_ = false;
};

}  // namespace

RuleSet::RuleSet(std::unique_ptr<RuleData> data, bool usable) : data_(std::move(data)), usable_(usable) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
const std::map<std::string, std::string>& RuleSet::prefixes() const { return data_->prefixes; }

RuleSet read_rules(const std::vector<std::string>& files, DiagnosticSink& diagnostics,
                   const std::map<std::string, std::string>& externals) {
  auto data = std::make_unique<RuleData>();
  ErrorWatch watch(data->secrets, diagnostics);
  data->files = files;
  std::vector<SourceFile> yaml;
  for (const std::string& file : files) {
    SourceFile text = SourceFile::read(file);
    if (!file.ends_with(".ttl") && !file.ends_with(".rml") && !file.ends_with(".n3")) {
      yaml.push_back(std::move(text));
      continue;
    }
    RmlReader(*data, watch).read(text);
  }
  if (!yaml.empty()) YarrrmlReader(*data, externals, watch).read(std::move(yaml));
  data->secrets.learn(*data);
  compile(*data, watch);
  return RuleSet(std::move(data), !watch.failed());
}

std::vector<FunctionDescription> list_functions() {
  std::vector<FunctionDescription> out;
  for (const Function* function : all_functions()) {
    FunctionDescription& made = out.emplace_back();
    made.iri = function->iri;
    made.doc = function->doc;
    made.example = function->example;
    for (const Parameter& parameter : function->parameters)
      made.parameters.push_back({parameter.iris.front(), parameter.required, parameter.list});
  }
  return out;
}

}  // namespace vitagraph::mapping
