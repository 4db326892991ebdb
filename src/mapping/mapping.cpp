// SPDX-License-Identifier: Apache-2.0
#include "mapping/mapping.hpp"

#include <algorithm>
#include <filesystem>

#include "mapping/execute.hpp"
#include "mapping/plan.hpp"
#include "mapping/yarrrml/reader.hpp"

namespace vitagraph::mapping {
namespace {

/// Hears whether an error went by.
class ErrorWatch : public DiagnosticSink {
 public:
  explicit ErrorWatch(DiagnosticSink& next) : next_(next) {}
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override {
    failed_ = failed_ || diagnostic.severity == Severity::error;
    next_.report(std::move(diagnostic));
  }
  bool failed() const { return failed_; }

 private:
  DiagnosticSink& next_;
  bool failed_ = false;
};

std::string path_of(const SourceDescription& source, const MappingOptions& options) {
  const std::filesystem::path path(source.access);
  if (path.is_absolute()) return path.string();
  return (std::filesystem::path(options.folder.empty() ? source.folder : options.folder) / path)
      .lexically_normal()
      .string();
}

class CountedSink : public rdf::QuadSink {
 public:
  explicit CountedSink(rdf::QuadSink& next) : next_(next) {}
  void quad(const rdf::QuadView& quad) override {
    ++count_;
    next_.quad(quad);
  }
  std::uint64_t count() const { return count_; }

 private:
  rdf::QuadSink& next_;
  std::uint64_t count_ = 0;
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
  ErrorWatch watch(diagnostics);
  std::vector<SourceFile> yaml;
  for (const std::string& file : files) yaml.push_back(SourceFile::read(file));
  YarrrmlReader(*data, externals, watch).read(std::move(yaml));
  compile(*data, watch);
  return RuleSet(std::move(data), !watch.failed());
}

MappingReport execute(const RuleSet& rules, const MappingOptions& options, rdf::QuadSink& sink,
                      DiagnosticSink& diagnostics) {
  ErrorWatch watch(diagnostics);
  const Plan plan = compile(rules.data(), watch);
  MappingReport report;
  if (!rules.usable() || watch.failed()) return report;
  const std::string& base = rules.data().base.empty() ? options.base : rules.data().base;
  std::deque<JoinTable> tables(plan.tables.size());
  CountedSink counted(sink);
  RowMapper mapper(plan, tables, base, diagnostics);
  const auto open = [&](const SourcePlan& source) {
    return open_source(
        {*source.description, source.layouts, options.facts, path_of(*source.description, options), diagnostics});
  };
  for (std::size_t s = 0; s < plan.sources.size(); ++s) {
    const auto& filled = plan.sources[s].tables;
    if (std::all_of(filled.begin(), filled.end(), [](const auto& list) { return list.empty(); })) continue;
    const auto source = open(plan.sources[s]);
    while (const auto chunk = source->next())
      chunk->rows([&](std::size_t layout, const Row& row) { mapper.fill(s, layout, row, tables); }, diagnostics);
  }
  for (std::size_t s = 0; s < plan.sources.size(); ++s) {
    const auto source = open(plan.sources[s]);
    while (const auto chunk = source->next())
      chunk->rows(
          [&](std::size_t layout, const Row& row) {
            ++report.rows;
            mapper.map(s, layout, row, counted);
          },
          diagnostics);
  }
  report.quads = counted.count();
  report.skipped = mapper.skipped();
  return report;
}

}  // namespace vitagraph::mapping
