// SPDX-License-Identifier: Apache-2.0
#include "base/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/error.hpp"

namespace vitagraph {
namespace {
constexpr std::size_t buffer_size = 1 << 18;
}

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  buffer_.reserve(buffer_size);
  if (path_ == "-") {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(path_).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  // A device or a pipe (/dev/null, /dev/stdout) is written straight: renaming a file over it would replace it.
  struct stat info {};
  if (::stat(path_.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    if (S_ISDIR(info.st_mode)) throw Error("{}: is a directory", path_);
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) throw Error("{}: {}", path_, std::strerror(errno));
    return;
  }
  temporary_ = fmt::format("{}.{}.part", path_, ::getpid());
  descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw Error("{}: {}", path_, std::strerror(errno));
}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= buffer_size) flush();
}

void OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t done = ::write(descriptor_, rest.data(), rest.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EPIPE && descriptor_ == STDOUT_FILENO) throw BrokenPipe{};
    if (done < 0) throw Error("{}: {}", path_, std::strerror(errno));
    rest.remove_prefix(static_cast<std::size_t>(done));
    written_ += static_cast<std::uint64_t>(done);
  }
  buffer_.clear();
}

void OutputFile::read_back(std::uint64_t offset, std::span<char> into) {
  assert(can_read_back());
  if (offset + into.size() > written_) flush();
  while (!into.empty()) {
    const ssize_t got = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      throw Error("{}: {}", path_, got < 0 ? std::strerror(errno) : "it became shorter while being written");
    into = into.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
}

void OutputFile::move_down(std::uint64_t from, std::uint64_t to, std::uint64_t size) {
  buffer_.resize(buffer_size);
  while (size > 0 && from != to) {
    const std::size_t piece = static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_size));
    read_back(from, {buffer_.data(), piece});
    for (std::size_t done = 0; done < piece;) {
      const ssize_t put = ::pwrite(descriptor_, buffer_.data() + done, piece - done, static_cast<off_t>(to + done));
      if (put < 0 && errno != EINTR) throw Error("{}: {}", path_, std::strerror(errno));
      if (put > 0) done += static_cast<std::size_t>(put);
    }
    from += piece;
    to += piece;
    size -= piece;
  }
  buffer_.clear();
}

void OutputFile::cut(const std::function<bool(std::uint64_t& offset, std::uint64_t& length)>& next) {
  assert(can_read_back());
  flush();
  std::uint64_t to = 0, from = 0, offset = 0, length = 0;
  bool any = false;
  while (next(offset, length)) {
    // Up to the first range everything stays where it is.
    if (!any) to = from = offset;
    any = true;
    move_down(from, to, offset - from);
    to += offset - from;
    from = offset + length;
  }
  if (!any) return;
  move_down(from, to, written_ - from);
  written_ = to + (written_ - from);
  if (::ftruncate(descriptor_, static_cast<off_t>(written_)) != 0) throw Error("{}: {}", path_, std::strerror(errno));
}

void OutputFile::commit() {
  flush();
  if (temporary_.empty()) return;
  if (::fsync(descriptor_) != 0) throw Error("{}: {}", path_, std::strerror(errno));
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (::close(descriptor) != 0) throw Error("{}: {}", path_, std::strerror(errno));
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) throw Error("{}: {}", path_, std::strerror(errno));
  temporary_.clear();
}

}  // namespace vitagraph
