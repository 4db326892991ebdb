// SPDX-License-Identifier: Apache-2.0
#include "cli/context.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>

namespace vitagraph::cli {
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string Context::data_path(std::string_view relative) const { return (fs::path(data) / relative).string(); }

lexicon::Lexicon Context::load_lexicon() { return lexicon::Lexicon::load(data_path("ontology/lexicon"), diagnostics); }

facts::Schema Context::load_schema() const { return facts::Schema::load(data_path("ontology/facts.yml")); }

void tell(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

void Context::say(std::string_view line) const {
  if (!quiet) tell(fmt::format("{}\n", line));
}

void Context::print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return;
  if (errno == EPIPE) throw BrokenPipe{};
  throw Error("standard output: {}", std::strerror(errno));
}

void Context::flush_diagnostics() {
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    errors_ += diagnostic.severity == Severity::error;
    warnings_ += diagnostic.severity == Severity::warning;
    tell(diagnostic.str());
  }
  diagnostics.clear();
}

int Context::exit_code() const { return errors_ + (strict ? warnings_ : 0) > 0 ? 1 : 0; }

std::size_t reading_width() {
  std::size_t width = 0;
  const char* columns = std::getenv("COLUMNS");
  if (columns && std::from_chars(columns, columns + std::strlen(columns), width).ec == std::errc()) return width;
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string find_data(const std::string& given) {
  const auto holds_data = [](const fs::path& folder) { return fs::exists(folder / "ontology" / "facts.yml"); };
  const char* variable = std::getenv("VITAGRAPH_DATA");
  for (const std::string& named : {given, std::string(variable ? variable : "")}) {
    if (named.empty()) continue;
    if (!holds_data(named)) throw Error("{}: no data folder (it lacks ontology/facts.yml)", named);
    return named;
  }
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share" / "vitagraph";
  if (holds_data(installed)) return installed.string();
  // As built: build/<preset>/vitagraph within the checkout.
  fs::path folder = program.parent_path();
  for (int level = 0; level < 4 && !folder.empty(); ++level, folder = folder.parent_path())
    if (holds_data(folder)) return folder.string();
  throw Error("no data folder (ontology/ and mappings/) at {} or above {}; name it with --data", installed.string(),
              program.parent_path().string());
}

struct Progress::Impl {
  std::string what;
  std::size_t total;
  bool shown;
  Clock::time_point began = Clock::now(), last = began;
  bool drawn = false;
  std::mutex mutex;
};

Progress::Progress(const Context& context, std::string what, std::size_t total)
    : impl_(new Impl{std::move(what),
                     total,
                     !context.quiet && ::isatty(STDERR_FILENO) == 1,
                     Clock::now(),
                     Clock::now(),
                     false,
                     {}}) {}

Progress::~Progress() {
  if (impl_->drawn) fmt::print(stderr, "\r\x1b[K");
}

void Progress::advance(std::size_t done) {
  if (!impl_->shown || impl_->total == 0) return;
  const std::lock_guard lock(impl_->mutex);
  const auto now = Clock::now();
  // Short work is over before anybody reads a bar, and a terminal need not be told more than ten times a second.
  if (now - impl_->began < std::chrono::seconds(1) || now - impl_->last < std::chrono::milliseconds(100)) return;
  impl_->last = now;
  impl_->drawn = true;
  constexpr std::size_t width = 30;
  const std::size_t filled = width * done / impl_->total;
  fmt::print(stderr, "\r{} [{}{}] {}/{}", impl_->what, std::string(filled, '#'), std::string(width - filled, '.'), done,
             impl_->total);
  std::fflush(stderr);
}

}  // namespace vitagraph::cli
