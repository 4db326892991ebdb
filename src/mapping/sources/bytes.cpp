// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/bytes.hpp"

#include <fcntl.h>
#include <glob.h>
#include <lzma.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vitagraph::mapping {
namespace {

constexpr std::size_t input_size = 1 << 16;

class PlainReader : public ByteReader {
 public:
  explicit PlainReader(const InputFile& file)
      : name_(file.name),
        descriptor_(file.path == "-" ? STDIN_FILENO : ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) throw Error("{}: {}", name_, std::strerror(errno));
  }
  ~PlainReader() override {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }
  PlainReader(const PlainReader&) = delete;
  PlainReader& operator=(const PlainReader&) = delete;
  std::size_t read(char* into, std::size_t size) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, into, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) throw Error("{}: {}", name_, std::strerror(errno));
    }
  }

 private:
  std::string name_;
  int descriptor_;
};

/// Reads ahead a little, so that the first bytes can be looked at.
class PeekReader : public ByteReader {
 public:
  explicit PeekReader(std::unique_ptr<ByteReader> next) : next_(std::move(next)) {}
  std::string_view peek(std::size_t size) {
    while (held_.size() < size) {
      const std::size_t before = held_.size();
      held_.resize(size);
      const std::size_t got = next_->read(held_.data() + before, size - before);
      held_.resize(before + got);
      if (got == 0) break;
    }
    return held_;
  }
  std::size_t read(char* into, std::size_t size) override {
    if (at_ < held_.size()) {
      const std::size_t part = std::min(size, held_.size() - at_);
      std::memcpy(into, held_.data() + at_, part);
      at_ += part;
      return part;
    }
    return next_->read(into, size);
  }

 private:
  std::unique_ptr<ByteReader> next_;
  std::string held_;
  std::size_t at_ = 0;
};

/// gzip (window bits 31, several members) and raw deflate (-15, one stream, for zip).
class InflateReader : public ByteReader {
 public:
  InflateReader(std::unique_ptr<ByteReader> next, int window_bits, std::string name)
      : next_(std::move(next)), name_(std::move(name)), members_(window_bits > 0), buffer_(input_size) {
    if (inflateInit2(&stream_, window_bits) != Z_OK) throw Error("{}: zlib cannot start", name_);
  }
  ~InflateReader() override { inflateEnd(&stream_); }
  InflateReader(const InflateReader&) = delete;
  InflateReader& operator=(const InflateReader&) = delete;
  std::size_t read(char* into, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size && !done_) {
      if (stream_.avail_in == 0) {
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_in = static_cast<uInt>(next_->read(buffer_.data(), buffer_.size()));
        if (stream_.avail_in == 0) {
          if (!between_) throw Error("{}: the compressed data ends too early", name_);
          break;
        }
      }
      if (between_ && started_) inflateReset(&stream_);
      started_ = true;
      between_ = false;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        between_ = true;
        done_ = !members_;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        throw Error("{}: broken compressed data", name_);
      }
    }
    return size - stream_.avail_out;
  }

 private:
  std::unique_ptr<ByteReader> next_;
  std::string name_;
  bool members_, started_ = false, between_ = true, done_ = false;
  std::vector<char> buffer_;
  z_stream stream_{};
};

class ZstdReader : public ByteReader {
 public:
  ZstdReader(std::unique_ptr<ByteReader> next, std::string name)
      : next_(std::move(next)), name_(std::move(name)), stream_(ZSTD_createDStream()), buffer_(input_size) {}
  ~ZstdReader() override { ZSTD_freeDStream(stream_); }
  ZstdReader(const ZstdReader&) = delete;
  ZstdReader& operator=(const ZstdReader&) = delete;
  std::size_t read(char* into, std::size_t size) override {
    ZSTD_outBuffer out{into, size, 0};
    while (out.pos == 0) {
      if (input_.pos == input_.size) {
        input_ = {buffer_.data(), next_->read(buffer_.data(), buffer_.size()), 0};
        if (input_.size == 0) {
          if (expects_) throw Error("{}: the compressed data ends too early", name_);
          break;
        }
      }
      expects_ = ZSTD_decompressStream(stream_, &out, &input_);
      if (ZSTD_isError(expects_)) throw Error("{}: broken compressed data", name_);
    }
    return out.pos;
  }

 private:
  std::unique_ptr<ByteReader> next_;
  std::string name_;
  ZSTD_DStream* stream_;
  std::vector<char> buffer_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  std::size_t expects_ = 0;
};

class XzReader : public ByteReader {
 public:
  XzReader(std::unique_ptr<ByteReader> next, std::string name)
      : next_(std::move(next)), name_(std::move(name)), buffer_(input_size) {
    constexpr std::uint64_t memory_limit = 256u << 20;
    if (lzma_stream_decoder(&stream_, memory_limit, LZMA_CONCATENATED) != LZMA_OK)
      throw Error("{}: lzma cannot start", name_);
  }
  ~XzReader() override { lzma_end(&stream_); }
  XzReader(const XzReader&) = delete;
  XzReader& operator=(const XzReader&) = delete;
  std::size_t read(char* into, std::size_t size) override {
    stream_.next_out = reinterpret_cast<std::uint8_t*>(into);
    stream_.avail_out = size;
    while (stream_.avail_out == size && !done_) {
      if (stream_.avail_in == 0 && !ended_) {
        stream_.next_in = reinterpret_cast<const std::uint8_t*>(buffer_.data());
        stream_.avail_in = next_->read(buffer_.data(), buffer_.size());
        ended_ = stream_.avail_in == 0;
      }
      const lzma_ret status = lzma_code(&stream_, ended_ ? LZMA_FINISH : LZMA_RUN);
      done_ = status == LZMA_STREAM_END;
      if (status != LZMA_OK && !done_) throw Error("{}: broken compressed data", name_);
    }
    return size - stream_.avail_out;
  }

 private:
  std::unique_ptr<ByteReader> next_;
  std::string name_;
  std::vector<char> buffer_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ended_ = false, done_ = false;
};

/// A known number of bytes of another reader.
class PartReader : public ByteReader {
 public:
  PartReader(std::unique_ptr<ByteReader> next, std::uint64_t size) : next_(std::move(next)), left_(size) {}
  std::size_t read(char* into, std::size_t size) override {
    if (left_ == 0) return 0;
    const std::size_t got = next_->read(into, static_cast<std::size_t>(std::min<std::uint64_t>(size, left_)));
    left_ -= got;
    return got;
  }

 private:
  std::unique_ptr<ByteReader> next_;
  std::uint64_t left_;
};

bool read_exactly(ByteReader& reader, char* into, std::size_t size) {
  for (std::size_t at = 0; at < size;) {
    const std::size_t got = reader.read(into + at, size - at);
    if (got == 0) return false;
    at += got;
  }
  return true;
}

std::unique_ptr<ByteReader> first_of_tar(std::unique_ptr<ByteReader> tar, const std::string& name) {
  char header[512];
  while (read_exactly(*tar, header, sizeof header)) {
    const std::uint64_t size = std::strtoull(std::string(header + 124, 12).c_str(), nullptr, 8);
    if (header[0] == 0) break;
    if (header[156] == '0' || header[156] == 0) return std::make_unique<PartReader>(std::move(tar), size);
    for (std::uint64_t skip = (size + 511) / 512; skip > 0; --skip)
      if (!read_exactly(*tar, header, sizeof header)) throw Error("{}: the archive ends too early", name);
  }
  throw Error("{}: no file in this archive", name);
}

std::unique_ptr<ByteReader> first_of_zip(std::unique_ptr<ByteReader> zip, const std::string& name) {
  unsigned char header[30];
  if (!read_exactly(*zip, reinterpret_cast<char*>(header), sizeof header) || std::memcmp(header, "PK\3\4", 4) != 0)
    throw Error("{}: no file in this archive", name);
  const auto number = [&](int at) { return static_cast<unsigned>(header[at] | header[at + 1] << 8); };
  std::vector<char> skipped(number(26) + number(28));
  if (!read_exactly(*zip, skipped.data(), skipped.size())) throw Error("{}: the archive ends too early", name);
  if (number(8) == 8) return std::make_unique<InflateReader>(std::move(zip), -15, name);
  if (number(8) != 0) throw Error("{}: compressed by a method other than deflate", name);
  return std::make_unique<PartReader>(std::move(zip), number(18) | static_cast<std::uint64_t>(number(20)) << 16);
}

std::string converter_name(const SourceDescription& description, std::string_view first) {
  if (first.substr(0, 3) == "\xEF\xBB\xBF") return "UTF-8";
  if (first.substr(0, 2) == "\xFF\xFE" || first.substr(0, 2) == "\xFE\xFF") return "UTF-16";
  return description.encoding.empty() ? "UTF-8" : description.encoding;
}

/// By the last name of a path, or of an address's path.
bool names_tar(std::string_view name) {
  if (is_on_web(std::string(name))) {
    name = name.substr(0, name.find_first_of("?#"));
    name.remove_prefix(name.find("://") + 3);
    if (name.find('/') == std::string_view::npos) return false;
  }
  name.remove_prefix(name.rfind('/') + 1);
  return name.ends_with(".tar") || name.find(".tar.") != std::string_view::npos || name.ends_with(".tgz") ||
         name.ends_with(".txz");
}

}  // namespace

std::unique_ptr<ByteReader> open_bytes(const InputFile& file, const SourceDescription& description) {
  auto peek = std::make_unique<PeekReader>(std::make_unique<PlainReader>(file));
  const std::string first(peek->peek(6));
  const std::string& wanted = description.compression;
  if (wanted == "none") return peek;
  if (first.rfind("PK\3\4", 0) == 0) return first_of_zip(std::move(peek), file.name);
  const bool tar = wanted == "targzip" || wanted == "tarxz" || wanted == "tar" || names_tar(file.name);
  std::unique_ptr<ByteReader> out;
  if (first.rfind("\x1F\x8B", 0) == 0)
    out = std::make_unique<InflateReader>(std::move(peek), 31, file.name);
  else if (first.rfind("\x28\xB5\x2F\xFD", 0) == 0)
    out = std::make_unique<ZstdReader>(std::move(peek), file.name);
  else if (first == std::string("\xFD"
                                "7zXZ\0",
                                6))
    out = std::make_unique<XzReader>(std::move(peek), file.name);
  else
    out = std::move(peek);
  return tar ? first_of_tar(std::move(out), file.name) : std::move(out);
}

bool needs_decoding(const SourceDescription& description, std::string_view first_bytes) {
  std::string name = converter_name(description, first_bytes);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return name != "UTF-8" && name != "UTF8" && name != "US-ASCII" && name != "ASCII";
}

std::string read_text(const InputFile& file, const SourceDescription& description) {
  const auto reader = open_bytes(file, description);
  std::string bytes;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + (1 << 18));
    const std::size_t got = reader->read(bytes.data() + before, bytes.size() - before);
    bytes.resize(before + got);
    if (got == 0) break;
    if (bytes.size() >= 0xFFFFFFFFu) throw Error("{}: larger than 4 GiB; split it", file.name);
  }
  if (needs_decoding(description, bytes)) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string name = converter_name(description, bytes);
    UConverter* converter = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status)) throw Error("{}: the encoding `{}` is unknown", file.name, name);
    const icu::UnicodeString decoded(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
    ucnv_close(converter);
    if (U_FAILURE(status)) throw Error("{}: cannot be read as {}", file.name, name);
    bytes.clear();
    decoded.toUTF8String(bytes);
  }
  if (bytes.rfind("\xEF\xBB\xBF", 0) == 0) bytes.erase(0, 3);
  return bytes;
}

std::vector<InputFile> files_of(const SourceContext& context) {
  const std::string& path = context.path;
  if (!context.shown.empty()) return {{path, context.shown}};
  if (path.find_first_of("*?") == std::string::npos) return {{path, path}};
  glob_t found{};
  const int status = ::glob(path.c_str(), 0, nullptr, &found);
  std::vector<InputFile> out;
  for (std::size_t i = 0; status == 0 && i < found.gl_pathc; ++i) out.push_back({found.gl_pathv[i], found.gl_pathv[i]});
  ::globfree(&found);
  if (out.empty()) throw Error("{}: no file fits", path);
  return out;
}

}  // namespace vitagraph::mapping
