// SPDX-License-Identifier: Apache-2.0
// Seconds and memory of resolving a file of facts, reading apart: resolution_kernels DATA FACTS.jsonl JOBS
//
//   for n in 10000 100000 1000000; do
//     python3 tests/benchmarks/make_mentions.py $n > facts.jsonl
//     build/release/tests/benchmarks/resolution_kernels . facts.jsonl 2
//   done
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "resolution/resolution.hpp"

using namespace vitagraph;

namespace {

double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "resolution_kernels DATA FACTS.jsonl JOBS\n");
    return 2;
  }
  const std::string data(argv[1]);
  DiagnosticList diagnostics;
  const facts::Schema schema = facts::Schema::load(data + "/ontology/facts.yml");
  const lexicon::Lexicon lexicon = lexicon::Lexicon::load(data + "/ontology/lexicon", diagnostics);
  resolution::Options options;
  options.jobs = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
  auto start = std::chrono::steady_clock::now();
  std::vector<facts::Fact> facts;
  facts::read_facts(SourceFile::read(argv[2]), schema, diagnostics,
                    [&](facts::Fact&& fact) { facts.push_back(std::move(fact)); });
  const std::size_t count = facts.size();
  const double reading = since(start), read_memory = peak_megabytes();
  start = std::chrono::steady_clock::now();
  const resolution::Resolution resolved = resolution::resolve(std::move(facts), lexicon, schema, options, diagnostics);
  const double resolving = since(start);
  std::printf(
      "%zu facts, %zu names in documents, %zu entities, %zu undecided pairs, %zu crowds; %u jobs: read %.2f s (%.0f "
      "MB), resolved %.2f s (peak %.0f MB)\n",
      count, resolved.mentions.size(), resolved.entities.size(), resolved.undecided.size(),
      diagnostics.count(Severity::warning), options.jobs, reading, read_memory, resolving, peak_megabytes());
}
