// SPDX-License-Identifier: Apache-2.0
#include "mapping/compressions.hpp"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/base.hpp"

namespace vitagraph::mapping {
namespace {

/// gzip for window bits of 31, bare deflate for -15.
std::string deflated(const std::string& text, int window_bits) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error("zlib cannot start");
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw Error("zlib cannot compress {} bytes", text.size());
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), ZSTD_CLEVEL_DEFAULT);
  if (ZSTD_isError(size)) throw Error("zstd: {}", ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::string xz(const std::string& text) {
  std::string out(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  const lzma_ret status = lzma_easy_buffer_encode(LZMA_PRESET_DEFAULT, LZMA_CHECK_CRC64, nullptr,
                                                  reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                                  reinterpret_cast<std::uint8_t*>(out.data()), &size, out.size());
  if (status != LZMA_OK) throw Error("lzma cannot compress {} bytes", text.size());
  out.resize(size);
  return out;
}

/// POSIX ustar: a header of 512 bytes, the text in blocks of 512, two empty blocks.
std::string tar(const std::string& text, const std::string& file) {
  std::array<char, 512> header{};
  const auto put = [&](std::size_t at, const std::string& field) {
    std::copy(field.begin(), field.end(), &header[at]);
  };
  put(0, file.substr(0, 99));
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, fmt::format("{:011o}", text.size()));
  put(136, "00000000000");
  put(148, "        ");
  header[156] = '0';
  put(257, "ustar");
  put(263, "00");
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, fmt::format("{:06o}", sum) + std::string(1, '\0') + " ");
  std::string out(header.data(), header.size());
  out += text;
  out.resize((out.size() + 511) / 512 * 512 + 1024, '\0');
  return out;
}

/// PKWARE's APPNOTE: one local header with its data, the directory, its end.
std::string zip(const std::string& text, const std::string& file) {
  if (text.size() > 0xFFFFFFFFu) throw Error("{}: more than a zip archive without extensions can hold", file);
  const std::string data = deflated(text, -15);
  const auto crc =
      static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
  std::string out;
  const auto number = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  const auto description = [&] {
    number(20, 2);       // version 2.0
    number(1 << 11, 2);  // the name is UTF-8
    number(8, 2);        // deflate
    number(0, 2);        // time
    number(0x21, 2);     // 1 January 1980
    number(crc, 4);
    number(data.size(), 4);
    number(text.size(), 4);
    number(file.size(), 2);
    number(0, 2);
  };
  out += "PK\3\4";
  description();
  out += file + data;
  const std::size_t directory = out.size();
  out += "PK\1\2";
  number(20, 2);
  description();
  out.append(2 + 2 + 2 + 4 + 4, '\0');  // comment, disk, attributes, offset of the header
  out += file;
  const std::size_t size = out.size() - directory;
  out += "PK\5\6";
  number(0, 2 + 2);
  number(1, 2);
  number(1, 2);
  number(size, 4);
  number(directory, 4);
  number(0, 2);
  return out;
}

}  // namespace

bool has_compression(std::string_view name) {
  return name.empty() || name == "none" || name == "gzip" || name == "zip" || name == "targzip" || name == "tarxz" ||
         name == "zstd";
}

std::string compress(std::string_view name, const std::string& text, const std::string& file) {
  if (name == "gzip") return deflated(text, 31);
  if (name == "zip") return zip(text, file);
  if (name == "targzip") return deflated(tar(text, file), 31);
  if (name == "tarxz") return xz(tar(text, file));
  return name == "zstd" ? zstd(text) : text;
}

}  // namespace vitagraph::mapping
