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

void write_at(int descriptor, std::uint64_t offset, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw Error("{}: {}", path, std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
}
}  // namespace

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
  std::string piece;
  while (size > 0 && from != to) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_size)));
    read_back(from, piece);
    write_at(descriptor_, to, piece, path_);
    from += piece.size();
    to += piece.size();
    size -= piece.size();
  }
}

void OutputFile::cut(const std::function<bool(std::uint64_t& offset, std::uint64_t& length)>& next) {
  assert(can_read_back());
  flush();
  std::uint64_t offset = 0, length = 0;
  if (!next(offset, length)) return;
  // Up to the first range everything stays where it is. Behind it, long stretches are moved at once, short ones (there
  // may be millions) gathered first. `to` never passes what was read, so nothing is overwritten before its time.
  std::uint64_t to = offset, at = offset + length;
  std::string kept, window;
  std::uint64_t window_from = 0;
  const auto put_kept = [&] {
    write_at(descriptor_, to, kept, path_);
    to += kept.size();
    kept.clear();
  };
  const auto keep_until = [&](std::uint64_t end) {
    if (end - at > buffer_size) {
      put_kept();
      move_down(at, to, end - at);
      to += end - at;
      at = end;
    }
    while (at < end) {
      if (at < window_from || at >= window_from + window.size()) {
        window.resize(static_cast<std::size_t>(std::min<std::uint64_t>(buffer_size, written_ - at)));
        read_back(at, window);
        window_from = at;
      }
      const std::uint64_t piece = std::min(end, window_from + window.size()) - at;
      kept.append(window, static_cast<std::size_t>(at - window_from), static_cast<std::size_t>(piece));
      at += piece;
      if (kept.size() >= buffer_size) put_kept();
    }
  };
  while (next(offset, length)) {
    keep_until(offset);
    at = offset + length;
  }
  keep_until(written_);
  put_kept();
  written_ = to;
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
