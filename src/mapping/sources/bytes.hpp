// SPDX-License-Identifier: Apache-2.0
#pragma once
// Files as bytes: compression and encodings are undone here, so that the formats see UTF-8.
#include <memory>
#include <string>
#include <vector>

#include "mapping/row.hpp"

namespace vitagraph::mapping {

/// A file to be read.
struct InputFile {
  std::string path;
  std::string name;  ///< what messages call it
};

/// The files that a source's path stands for with `*` or `?`, sorted; the one file when it has neither. Throws Error
/// when nothing fits.
std::vector<InputFile> files_of(const SourceContext& context);

/// A file being read from its beginning to its end.
class ByteReader {
 public:
  virtual ~ByteReader() = default;
  /// Puts up to `size` bytes at `into`; 0 at the end. Throws Error.
  virtual std::size_t read(char* into, std::size_t size) = 0;
};

/// Compression by the description, else by the file's first bytes (gzip, zstd; zip, tar.gz and tar.xz give their first
/// member).
std::unique_ptr<ByteReader> open_bytes(const InputFile& file, const SourceDescription& description);

/// The whole text as UTF-8. Throws Error when it exceeds 4 GiB.
std::string read_text(const InputFile& file, const SourceDescription& description);

/// Whether the description or the file's byte order mark names an encoding that is not UTF-8.
bool needs_decoding(const SourceDescription& description, std::string_view first_bytes);

}  // namespace vitagraph::mapping
