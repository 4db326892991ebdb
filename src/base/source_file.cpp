// SPDX-License-Identifier: Apache-2.0
#include "base/source_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <limits>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace vitagraph {
namespace {

/// Terminals are narrow and inputs may hold one line of megabytes: print what stands around the place.
constexpr std::uint32_t shown_before = 60;
constexpr std::uint32_t shown_line = 120;

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ > STDIN_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

std::string Location::str() const {
  if (line == 0) return file;
  if (column == 0) return fmt::format("{}:{}", file, line);
  return fmt::format("{}:{}:{}", file, line, column);
}

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  if (text_.size() >= std::numeric_limits<std::uint32_t>::max()) throw Error("{}: larger than 4 GiB; split it", name_);
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

SourceFile SourceFile::read(const std::string& path) {
  Descriptor in(path);
  if (in.number() < 0) throw Error("{}: {}", path, std::strerror(errno));
  struct stat info {};
  if (::fstat(in.number(), &info) == 0 && S_ISDIR(info.st_mode)) throw Error("{}: is a directory", path);

  std::string text;
  if (S_ISREG(info.st_mode)) text.reserve(static_cast<std::size_t>(info.st_size) + 1);
  constexpr std::size_t step = 1 << 16;
  while (true) {
    const std::size_t held = text.size();
    text.resize(held + step);
    const ssize_t got = ::read(in.number(), text.data() + held, step);
    if (got < 0 && errno == EINTR) {
      text.resize(held);
      continue;
    }
    if (got < 0) throw Error("{}: {}", path, std::strerror(errno));
    text.resize(held + static_cast<std::size_t>(got));
    if (got == 0) break;
    if (text.size() >= std::numeric_limits<std::uint32_t>::max()) throw Error("{}: larger than 4 GiB; split it", path);
  }
  return SourceFile(path == "-" ? "<stdin>" : path, std::move(text));
}

std::uint32_t SourceFile::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

std::string_view SourceFile::line_text(std::uint32_t line) const {
  assert(line >= 1 && line <= line_starts_.size());
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return text().substr(begin, end - begin);
}

Location SourceFile::locate(Span span) const {
  const std::uint32_t begin = std::min<std::uint32_t>(span.begin, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_of(begin);
  const std::string_view whole = line_text(line);
  const std::size_t start = line_starts_[line - 1];
  const std::size_t from = std::min<std::size_t>(begin - start, whole.size());
  const std::size_t to = std::clamp<std::size_t>(span.end > start ? span.end - start : from, from, whole.size());
  const auto column = static_cast<std::uint32_t>(count_code_points(whole.substr(0, from)) + 1);
  const auto width = static_cast<std::uint32_t>(count_code_points(whole.substr(from, to - from)));
  return locate_line(line, column, std::max<std::uint32_t>(width, 1));
}

Location SourceFile::locate_line(std::uint32_t line, std::uint32_t column, std::uint32_t width) const {
  Location place{name_, line, column, width, {}};
  if (line == 0 || line > line_starts_.size()) return place;
  std::string_view text = line_text(line);
  if (column > shown_before || text.size() > shown_line * 4) {
    // Keep the columns honest by cutting only for show: a marker says that text was left out.
    const std::uint32_t skip = column > shown_before ? column - shown_before : 0;
    text = skip_code_points(text, skip);
    const std::string_view rest = skip_code_points(text, shown_line);
    text.remove_suffix(rest.size());
    place.source_line = fmt::format("{}{}{}", skip ? "…" : "", to_valid_utf8(text), rest.empty() ? "" : "…");
    place.width = std::min(width, shown_line);
    // The caret is placed relative to what is shown; see Diagnostic's printer.
    return place;
  }
  place.source_line = to_valid_utf8(text);
  return place;
}

}  // namespace vitagraph
