// SPDX-License-Identifier: Apache-2.0
// Running a plan: join tables first, then each source once, its chunks in parallel and their results in order.
#include "mapping/run.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "mapping/inputs.hpp"
#include "mapping/mapping.hpp"
#include "mapping/output.hpp"
#include "mapping/sources/web.hpp"
#include "mapping/targets.hpp"

namespace vitagraph::mapping {
namespace {

/// Passes on what goes wrong with rows: as errors where a bad value ends the run, else as warnings, and no more than
/// a hundred of a kind.
class RunWatch : public DiagnosticSink {
 public:
  RunWatch(const RuleData& rules, DiagnosticSink& next, bool stop)
      : next_(next), stop_(stop), secrets_(rules.secrets) {}
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override {
    constexpr std::uint64_t most = 100;
    const std::lock_guard lock(mutex_);
    const bool of_value = diagnostic.kind == Kind::mapping_row_value || diagnostic.kind == Kind::mapping_not_scalar ||
                          diagnostic.kind == Kind::mapping_row_syntax ||
                          diagnostic.kind == Kind::mapping_unseen_reference;
    if (of_value) {
      diagnostic.severity = stop_ ? Severity::error : Severity::warning;
      if (stop_) {
        stopped_ = true;
        leave_nothing_out(diagnostic.message);
      }
      if (diagnostic.kind != Kind::mapping_unseen_reference) ++skipped_;
      if (++reported_[diagnostic.kind] > most) return;
    }
    failed_ = failed_ || diagnostic.severity == Severity::error;
    next_.report(secrets_.hide(std::move(diagnostic)));
  }
  bool failed() const { return failed_; }
  bool stopped() const { return stopped_; }
  std::uint64_t skipped() const { return skipped_; }

 private:
  /// A run that ends writes nothing, so nothing is left out of it.
  static void leave_nothing_out(std::string& message) {
    constexpr std::string_view out = "left out ", skipped = "; skipped";
    if (const std::size_t at = message.rfind(out); at != std::string::npos) message.erase(at, out.size());
    if (message.ends_with(skipped)) message.resize(message.size() - skipped.size());
  }

  DiagnosticSink& next_;
  bool stop_, stopped_ = false;
  const Secrets& secrets_;
  std::mutex mutex_;
  std::map<Kind, std::uint64_t> reported_;
  std::uint64_t skipped_ = 0;
  bool failed_ = false;
};

/// A source from its beginning to its end; one that cannot be read is blamed on the mapping's line that names it.
template <typename Handle>
void read_source(const SourcePlan& plan, const MappingOptions& options, DiagnosticSink& diagnostics, Fetched& fetched,
                 const Handle& handle) {
  const SourceDescription& description = *plan.description;
  try {
    const auto source =
        open_source({description, plan.layouts, options.facts, options.folder, source_path(description, options.folder),
                     diagnostics, plan.view.get(), options.offline, &fetched});
    handle(*source);
    source->finish(diagnostics);
  } catch (const SourceError& error) {
    diagnostics.report(Kind::mapping_source, error.location, error.what());
  } catch (const Error& error) {
    diagnostics.report(Kind::mapping_source, description.access_location, error.what());
  }
}

using BlockPointer = std::shared_ptr<LineBlock>;

/// Blocks that were written, for their memory: asking the system for megabytes anew for each block took longer than
/// filling them.
class SpareBlocks {
 public:
  BlockPointer take() {
    const std::lock_guard lock(mutex_);
    if (blocks_.empty()) return std::make_shared<LineBlock>();
    BlockPointer out = std::move(blocks_.back());
    blocks_.pop_back();
    return out;
  }
  void give(BlockPointer block) {
    block->clear();
    const std::lock_guard lock(mutex_);
    blocks_.push_back(std::move(block));
  }

 private:
  std::mutex mutex_;
  std::vector<BlockPointer> blocks_;
};

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

/// What every way of running has in common.
class Runner {
 public:
  Runner(const RuleSet& rules, const MappingOptions& options, DiagnosticSink& diagnostics)
      : options_(options),
        watch_(rules.data(), diagnostics,
               options.bad_values == MappingOptions::BadValues::stop ||
                   (options.bad_values == MappingOptions::BadValues::by_language && rules.data().stops_at_bad_values)),
        plan_(compile(rules.data(), watch_)),
        base_(rules.data().base.empty() ? options.base : rules.data().base),
        tables_(plan_.tables.size()),
        usable_(rules.usable()) {}

  bool usable() const { return usable_ && !watch_.failed(); }
  bool failed() const { return !usable(); }
  const Plan& plan() const { return plan_; }
  std::uint64_t skipped() const { return watch_.skipped(); }
  void conclude(MappingReport& report) const {
    report.skipped = skipped();
    report.failed = failed();
    report.stopped = watch_.stopped();
  }
  template <typename... Args>
  void report(Kind kind, const Location& place, const Args&... args) {
    watch_.report(kind, place, args...);
  }
  DiagnosticSink& diagnostics() { return watch_; }

  void fill_tables() {
    RowMapper mapper(plan_, tables_, base_, watch_);
    // There is one level unless rows that are quoted look into tables themselves.
    for (std::size_t level = 0; level < plan_.levels; ++level)
      for (std::size_t s = 0; s < plan_.sources.size(); ++s) {
        if (!fills_tables(s, level)) continue;
        read_source(plan_.sources[s], options_, watch_, fetched_, [&](RowSource& source) {
          while (const auto chunk = source.next())
            chunk->rows([&](std::size_t layout, const Row& row) { mapper.fill(s, layout, row, level, tables_); },
                        watch_);
        });
      }
  }

  /// Row by row, on this thread.
  std::uint64_t run_rows(rdf::QuadSink& sink, std::vector<ReifyingStatement>* reifying, TargetStatements* targets) {
    RowMapper mapper(plan_, tables_, base_, watch_);
    if (targets) mapper.send_to(*targets);
    if (reifying) mapper.reify_to(*reifying);
    mapper.tell(options_.trace);
    std::uint64_t rows = 0;
    for (std::size_t s = 0; s < plan_.sources.size(); ++s) {
      if (!has_rules(s)) continue;
      read_source(plan_.sources[s], options_, watch_, fetched_, [&](RowSource& source) {
        while (const auto chunk = source.next())
          chunk->rows(
              [&](std::size_t layout, const Row& row) {
                ++rows;
                mapper.map(s, layout, row, sink);
              },
              watch_);
      });
    }
    mapper.finish(sink);
    return rows;
  }

  /// As lines, on several threads; blocks come in the order of the sources.
  void run_lines(const std::function<void(LineBlock&)>& take) {
    const std::size_t jobs = options_.jobs != 0 ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, jobs);
    tbb::enumerable_thread_specific<RowMapper> mappers([&] { return RowMapper(plan_, tables_, base_, watch_); });
    SpareBlocks spare;
    for (std::size_t s = 0; s < plan_.sources.size(); ++s) {
      if (!has_rules(s)) continue;
      read_source(plan_.sources[s], options_, watch_, fetched_, [&](RowSource& source) {
        const auto block_of = [&](Chunk& chunk) {
          auto block = spare.take();
          RowMapper& mapper = mappers.local();
          chunk.rows(
              [&](std::size_t layout, const Row& row) {
                ++block->rows;
                mapper.map_lines(s, layout, row, *block);
              },
              watch_);
          return block;
        };
        /// What the source gave, or what came of it where it had to be handled at once.
        struct Taken {
          std::shared_ptr<Chunk> chunk;
          BlockPointer block;
        };
        // Two chunks a thread in flight keep all busy and bound the memory.
        tbb::parallel_pipeline(
            jobs * 2,
            tbb::make_filter<void, Taken>(tbb::filter_mode::serial_in_order,
                                          [&](tbb::flow_control& control) -> Taken {
                                            Taken taken{source.next(), nullptr};
                                            if (!taken.chunk) control.stop();
                                            if (taken.chunk && taken.chunk->alone())
                                              taken.block = block_of(*taken.chunk);
                                            return taken;
                                          }) &
                tbb::make_filter<Taken, BlockPointer>(
                    tbb::filter_mode::parallel,
                    [&](const Taken& taken) { return taken.block ? taken.block : block_of(*taken.chunk); }) &
                tbb::make_filter<BlockPointer, void>(tbb::filter_mode::serial_in_order, [&](const BlockPointer& block) {
                  take(*block);
                  spare.give(block);
                }));
      });
    }
  }

 private:
  bool fills_tables(std::size_t s, std::size_t level) const {
    for (const auto& list : plan_.sources[s].tables)
      for (const std::size_t table : list)
        if (plan_.tables[table].level == level) return true;
    return false;
  }
  bool has_rules(std::size_t s) const {
    const auto& rules = plan_.sources[s].rules;
    return std::any_of(rules.begin(), rules.end(), [](const auto& list) { return !list.empty(); });
  }

  const MappingOptions& options_;
  RunWatch watch_;
  Plan plan_;
  std::string base_;
  std::deque<JoinTable> tables_;
  Fetched fetched_;
  bool usable_;
};

/// What has no file to be read back from (a pipe, a device) is made in a temporary one first.
std::string draft_path() {
  return (std::filesystem::temp_directory_path() / fmt::format("vitagraph-map-{}", ::getpid())).string();
}

void copy(OutputFile& from, std::uint64_t size, bool gzip, OutputFile& to) {
  const auto put = [&](std::string_view bytes) { to.write(bytes); };
  std::optional<rdf::GzipBytes> compressed;
  if (gzip) compressed.emplace(put);
  std::string buffer;
  for (std::uint64_t at = 0; at < size; at += buffer.size()) {
    buffer.resize(static_cast<std::size_t>(std::min<std::uint64_t>(size - at, 1 << 18)));
    from.read_back(at, buffer);
    if (compressed)
      compressed->write(buffer);
    else
      to.write(buffer);
  }
  if (compressed) compressed->finish();
}

/// N-Quads of each statement once, in the order made. All are written as they come; the repeated ones are found by
/// their places and cut out of the file before it gets its name.
MappingReport run_as_lines(Runner& runner, const std::string& path, bool gzip) {
  MappingReport report;
  Repetitions repetitions;
  auto out = std::make_unique<OutputFile>(path);
  std::unique_ptr<OutputFile> final_out;
  if (gzip || !out->can_read_back()) {
    final_out = std::move(out);
    out = std::make_unique<OutputFile>(draft_path());
  }
  std::uint64_t size = 0;
  runner.run_lines([&](LineBlock& block) {
    report.rows += block.rows;
    report.quads += block.count;
    repetitions.learn(block, size);
    out->write(block.text);
    size += block.text.size();
  });
  runner.conclude(report);
  if (report.failed) return report;
  const Repetitions::Removed removed = repetitions.remove(*out);
  report.quads -= removed.lines;
  if (!final_out) {
    out->commit();
    return report;
  }
  copy(*out, size - removed.bytes, gzip, *final_out);
  final_out->commit();
  return report;
}

void tell_without_graph(Runner& runner, const Location& place, const std::string& where,
                        const std::string& serialization, std::uint64_t count) {
  if (count == 0) return;
  runner.report(Kind::mapping_without_effect, place, "graphs",
                fmt::format("{} statements for `{}` are written without their graph, of which `{}` has none; "
                            "`trig` and `nquads` have",
                            count, where, serialization));
}

}  // namespace

MappingReport execute(const RuleSet& rules, const MappingOptions& options, rdf::QuadSink& sink,
                      DiagnosticSink& diagnostics) {
  Runner runner(rules, options, diagnostics);
  MappingReport report;
  if (runner.usable() && runner.plan().quotes)
    runner.report(Kind::mapping_wrong_term_type, *runner.plan().quotes, "a quoted statement",
                  "part of this graph, which is one of RDF 1.1; `vitagraph map` writes those of RDF 1.2");
  report.failed = !runner.usable();
  if (report.failed) return report;
  runner.fill_tables();
  CountedSink counted(sink);
  report.rows = runner.run_rows(counted, nullptr, nullptr);
  report.quads = counted.count();
  runner.conclude(report);
  return report;
}

MappingReport run(const RuleSet& rules, const MappingOptions& options, const std::string& path,
                  DiagnosticSink& diagnostics) {
  Runner runner(rules, options, diagnostics);
  MappingReport report;
  report.failed = !runner.usable();
  if (report.failed) return report;
  refuse_inputs(rules, options, path);
  const OutputForm form = output_form(path);
  const Location output{path, 0, 0, 0, {}};
  if (runner.plan().quotes && !holds_triple_terms(form.serialization)) {
    runner.report(Kind::mapping_unwritable_target, output, path, "its serialization has no form for quoted statements");
    report.failed = true;
  }
  const std::vector<TargetDescription>& targets = rules.data().targets;
  for (const TargetDescription& target : targets) {
    report.failed = !can_write(target, options.offline, runner.diagnostics()) || report.failed;
    if (!runner.plan().quotes || (holds_triple_terms(target.serialization) && !target.web.service)) continue;
    runner.report(Kind::mapping_unwritable_target, target.location, target.access,
                  "its serialization has no form for quoted statements");
    report.failed = true;
  }
  if (report.failed) return report;
  runner.fill_tables();
  if (form.is_nquads() && targets.empty() && !runner.plan().gathers) return run_as_lines(runner, path, form.gzip);

  OutputStatements statements;
  TargetStatements for_targets;
  // A target of one file is written even when nothing goes there.
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i].path.is_constant()) for_targets[{rules.data().first_target_like(i), targets[i].path.text}];
  report.rows = runner.run_rows(statements.quads, &statements.reifying, &for_targets);
  runner.conclude(report);
  if (report.failed) return report;
  statements.sort_unique();
  report.quads = statements.size();
  rdf::Prefixes prefixes;
  for (const auto& [prefix, iri] : rules.prefixes()) prefixes.set(prefix, iri);
  TargetWriter writer(prefixes, options.offline, runner.diagnostics());
  writer.keep(input_places(rules.data(), options));
  if (path != "-") writer.reserve(path);
  std::map<std::size_t, std::uint64_t> without_graphs;
  for (auto& [target, of_target] : for_targets) {
    of_target.sort_unique();
    report.quads += of_target.size();
    TargetDescription description = targets[target.first];
    description.access = target.second;
    without_graphs[target.first] += without_graph(description, of_target);
    writer.add(description, of_target);
  }
  for (const auto& [target, count] : without_graphs)
    tell_without_graph(runner, targets[target].location, targets[target].access, targets[target].serialization, count);
  TargetDescription as_target;
  as_target.serialization = form.serialization;
  tell_without_graph(runner, output, path, form.serialization, without_graph(as_target, statements));
  OutputFile out(path);
  // What is no file shows what is written at once: it waits until all targets have theirs.
  if (out.can_read_back()) write_output(statements, form, prefixes, out);
  try {
    writer.send();
    report.failed = writer.failed();
    if (report.failed) return report;
    writer.commit();
    if (!out.can_read_back()) write_output(statements, form, prefixes, out);
    out.commit();
  } catch (const Error& error) {
    if (targets.empty()) throw;
    throw Error("{}; {}", error.what(), writer.what_is_written(path));
  }
  return report;
}

}  // namespace vitagraph::mapping
