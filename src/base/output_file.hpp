// SPDX-License-Identifier: Apache-2.0
#pragma once
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

  const std::string& path() const { return path_; }

 private:
  void flush();

  std::string path_;
  std::string temporary_;
  std::string buffer_;
  int descriptor_ = -1;
};

/// Thrown when the reader of standard output has gone ("| head"): ends the command quietly, with status 0.
struct BrokenPipe {};

}  // namespace vitagraph
