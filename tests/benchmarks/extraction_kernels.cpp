// SPDX-License-Identifier: Apache-2.0
// Google Benchmark of reading and extracting, on one core:
//
//   extraction_kernels [--benchmark_…] DATA FOLDER       DATA: the folder with ontology/; FOLDER: documents
//
// "load" is the vocabularies' way into memory; the others go once over all documents of a format, whose bytes are in
// memory.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "extraction/extraction.hpp"

using namespace vitagraph;
namespace fs = std::filesystem;

namespace {

struct Bytes {
  std::string name, text;
};

NoDiagnostics nobody;

void load(benchmark::State& state, const std::string& data) {
  for (auto _ : state) {
    const lexicon::Lexicon lexicon = lexicon::Lexicon::load(data + "/ontology/lexicon", nobody);
    benchmark::DoNotOptimize(lexicon.concepts().size());
  }
}

void count(benchmark::State& state, const std::vector<Bytes>& files) {
  std::size_t bytes = 0;
  for (const Bytes& file : files) bytes += file.text.size();
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["documents"] =
      benchmark::Counter(rounds * static_cast<double>(files.size()), benchmark::Counter::kIsRate);
  state.counters["bytes"] = benchmark::Counter(rounds * static_cast<double>(bytes), benchmark::Counter::kIsRate);
}

void read(benchmark::State& state, const std::vector<Bytes>& files) {
  for (auto _ : state)
    for (const Bytes& file : files)
      benchmark::DoNotOptimize(document::read_document(file.name, file.text, {}, nobody).blocks.size());
  count(state, files);
}

/// Reading, extracting and writing the facts.
void extract(benchmark::State& state, const std::vector<Bytes>& files, const extraction::Extractor& extractor) {
  for (auto _ : state)
    for (const Bytes& file : files) {
      std::string lines;
      const document::Document document = document::read_document(file.name, file.text, {}, nobody);
      for (const facts::Fact& fact : extractor.extract(document, nobody).facts) append_fact(lines, fact);
      benchmark::DoNotOptimize(lines.data());
    }
  count(state, files);
}

const char* format_name(document::Format format) {
  switch (format) {
    case document::Format::text: return "text";
    case document::Format::markdown: return "markdown";
    case document::Format::html: return "html";
    case document::Format::pdf: return "pdf";
    case document::Format::bibtex: return "bibtex";
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::fprintf(stderr, "extraction_kernels [--benchmark_…] DATA FOLDER\n");
    return 2;
  }
  const std::string data = argv[1];
  const lexicon::Lexicon lexicon = lexicon::Lexicon::load(data + "/ontology/lexicon", nobody);
  const facts::Schema schema = facts::Schema::load(data + "/ontology/facts.yml");
  const extraction::Extractor extractor(lexicon, schema, {});
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(argv[2]))
    if (entry.is_regular_file() && document::is_document_name(entry.path().string()))
      paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::map<document::Format, std::vector<Bytes>> by_format;
  for (const std::string& path : paths) {
    Bytes file{path, std::string(SourceFile::read(path).text())};
    by_format[document::format_of(path, file.text)].push_back(std::move(file));
  }
  const auto add = [](const std::string& name, auto run) {
    benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
  };
  add("load", [&](benchmark::State& state) { load(state, data); });
  for (const auto& [format, files] : by_format) {
    const std::string name = format_name(format);
    add("read/" + name, [&files = files](benchmark::State& state) { read(state, files); });
    add("extract/" + name, [&files = files, &extractor](benchmark::State& state) { extract(state, files, extractor); });
  }
  benchmark::RunSpecifiedBenchmarks();
}
