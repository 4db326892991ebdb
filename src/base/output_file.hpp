// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace vitagraph {

/// Writes a file all or not: bytes go to a temporary file in the target's folder, commit() makes them durable and
/// renames it. Without commit(), or when the process is killed, the old file stays as it was. "-" is standard output.
class OutputFile {
 public:
  /// Throws Error when the temporary file can't be made. Makes the target's missing folders.
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Appends; throws Error when the disk is full or the reader of a pipe other than stdout's has gone.
  void write(std::string_view bytes);
  /// Flushes, syncs and renames; throws Error when any of it fails. To be called at most once.
  void commit();

  /// Whether what was written can be read again and cut: a file, not a pipe or device.
  bool can_read_back() const { return !temporary_.empty(); }
  /// Fills `into` from what was written, `offset` bytes from its beginning. Requires can_read_back() and that the range
  /// was written. Throws Error when reading fails.
  void read_back(std::uint64_t offset, std::span<char> into);
  /// Takes ranges (offset, length) out of what was written; `next` gives them ascending, false at the end. Nothing may
  /// be written after it but commit(). Requires can_read_back().
  void cut(const std::function<bool(std::uint64_t& offset, std::uint64_t& length)>& next);

  const std::string& path() const { return path_; }

 private:
  void flush();
  void move_down(std::uint64_t from, std::uint64_t to, std::uint64_t size);

  std::string path_;
  std::string temporary_;
  std::string buffer_;
  int descriptor_ = -1;
  std::uint64_t written_ = 0;  ///< flushed
};

/// Thrown when the reader of standard output has gone ("| head"): ends the command quietly, with status 0.
struct BrokenPipe {};

}  // namespace vitagraph
