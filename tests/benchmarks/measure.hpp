// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the programs that are measured side by side share: time, memory, and reading the lists that both are handed.
#include <malloc.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace benchmark {

/// A line of /proc/self/status in MB: VmRSS is now, VmHWM the most since the mark was set back.
inline double memory(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.compare(0, std::strlen(name), name) == 0) return std::stod(line.substr(line.find(':') + 1)) / 1024;
  return 0;
}

/// Of all threads together: other work on the machine makes a step last longer, but costs it hardly more of this.
inline double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Prints what was done, the seconds of processor time, the answer, and the most memory meanwhile above what the
/// process began with.
class Measure {
 public:
  template <typename Task>
  void operator()(const char* name, const Task& task) const {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
    const double start = processor_seconds();
    const double answer = task();
    const double seconds = processor_seconds() - start;
    std::printf("%s\t%.6f\t%.12g\t%.1f\n", name, seconds, answer, memory("VmHWM") - start_);
    std::fflush(stdout);
  }
  /// What the process holds from here on is not counted: input that both programs are handed.
  void begin() { start_ = memory("VmRSS"); }

 private:
  double start_ = memory("VmRSS");
};

/// The numbers of a file and how many of them each line has.
struct Lists {
  std::vector<std::uint32_t> values;
  std::vector<std::uint32_t> ends;  ///< of each line, an index into values
};

inline Lists read_lists(const std::string& path, std::size_t most = SIZE_MAX) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) std::exit(2);
  Lists lists;
  for (const char *at = text.data(), *end = at + text.size(); at < end && lists.values.size() < most; ++at) {
    std::uint32_t value = 0;
    const auto [next, failed] = std::from_chars(at, end, value);
    if (failed == std::errc()) {
      lists.values.push_back(value);
      at = next;
    }
    if (at < end && *at == '\n') lists.ends.push_back(static_cast<std::uint32_t>(lists.values.size()));
  }
  return lists;
}

}  // namespace benchmark
