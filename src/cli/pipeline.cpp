// SPDX-License-Identifier: Apache-2.0
#include "cli/pipeline.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

namespace vitagraph::cli {
namespace fs = std::filesystem;
namespace {

/// Documents in memory at a time: enough to keep every thread busy, few enough to forget.
constexpr std::size_t batch = 256;

bool is_facts(const fs::path& path) { return path.extension() == ".jsonl" || path.extension() == ".ndjson"; }

void sort_unique(std::vector<std::string>& paths) {
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
}

void walk(const fs::path& folder, Inputs& inputs) {
  std::error_code failed;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed), end;
  for (; !failed && at != end; at.increment(failed)) {
    if (at->path().filename().string().front() == '.') {
      if (at->is_directory()) at.disable_recursion_pending();
      continue;
    }
    if (at->is_regular_file(failed) && document::is_document_name(at->path().string()))
      inputs.documents.push_back(at->path().string());
  }
  if (failed) throw Error("{}: {}", folder.string(), failed.message());
}

/// The path names the document for people, the hash for good: the same bytes keep their IRI wherever they lie.
facts::Fact about(const document::Document& document) {
  static constexpr std::string_view formats[] = {"text", "markdown", "html", "pdf", "bibtex"};
  std::string stem = slug(fs::path(document.name()).stem().string());
  if (stem.empty()) stem = "document";
  facts::Fact fact("document");
  fact.set("id", fmt::format("document/{}-{}", stem, document.sha256.substr(0, 8)));
  fact.set("source", document.name()).set("sha256", document.sha256);
  fact.set("format", std::string(formats[static_cast<std::size_t>(document.format)]));
  const auto title = document.metadata.find("title");
  if (title != document.metadata.end()) fact.set("title", collapse_blanks(title->second));
  return fact;
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& paths) {
  Inputs inputs;
  for (const std::string& path : paths) {
    if (path != "-" && fs::is_directory(path))
      walk(path, inputs);
    else
      (is_facts(path) ? inputs.fact_files : inputs.documents).push_back(path);
  }
  sort_unique(inputs.documents);
  sort_unique(inputs.fact_files);
  if (inputs.documents.empty() && inputs.fact_files.empty()) throw Error("no document in {}", fmt::join(paths, ", "));
  return inputs;
}

unsigned job_count(const std::string& jobs) {
  if (jobs == "auto") return std::max(1u, std::thread::hardware_concurrency());
  unsigned count = 0;
  for (const char c : jobs)
    count = c < '0' || c > '9' || count > 1024 ? 4096 : count * 10 + static_cast<unsigned>(c - '0');
  if (jobs.empty() || count < 1 || count > 1024) throw Error("--jobs {}: not `auto` or a number from 1 to 1024", jobs);
  return count;
}

void extract_documents(const std::vector<std::string>& documents, const extraction::Extractor& extractor, unsigned jobs,
                       Context& context, const std::function<void(DocumentFacts&&)>& visit,
                       const std::function<void(const document::Document&, std::vector<facts::Fact>&)>& also) {
  Progress progress(context, "extracting", documents.size());
  std::atomic<std::size_t> finished{0};
  const auto read_one = [&](const std::string& path, DocumentFacts& out) {
    try {
      const document::Document document = document::read_document(path, {}, context.diagnostics);
      out.format = document.format;
      out.facts.push_back(about(document));
      extraction::Extraction found = extractor.extract(document, context.diagnostics);
      std::move(found.facts.begin(), found.facts.end(), std::back_inserter(out.facts));
      if (also) also(document, out.facts);
    } catch (const Error& error) {
      std::string_view why = error.what();
      if (why.substr(0, path.size() + 2) == path + ": ") why.remove_prefix(path.size() + 2);
      context.diagnostics.report(Kind::unreadable_input, Location{path, 0, 0, 0, {}}, why);
    }
    progress.advance(++finished);
  };

  for (std::size_t begin = 0; begin < documents.size(); begin += batch) {
    const std::size_t count = std::min(batch, documents.size() - begin);
    std::vector<DocumentFacts> results(count);
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex mutex;
    const auto work = [&] {
      try {
        for (std::size_t i = next++; i < count; i = next++) read_one(documents[begin + i], results[i]);
      } catch (...) {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
      }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < std::min<std::size_t>(jobs, count); ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure) std::rethrow_exception(failure);
    for (DocumentFacts& result : results) visit(std::move(result));
  }
}

}  // namespace vitagraph::cli
