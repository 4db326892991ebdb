// SPDX-License-Identifier: Apache-2.0
#include "mapping/targets.hpp"

#include <unicode/unistr.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>

namespace vitagraph::mapping {
namespace {

std::string to_utf16(const std::string& text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  std::string out = "\xFF\xFE";
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    out += static_cast<char>(wide[i] & 0xFF);
    out += static_cast<char>(wide[i] >> 8);
  }
  return out;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK)
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

std::string path_of(const TargetDescription& target) {
  std::string access = target.access;
  if (access.rfind("file://", 0) == 0) access.erase(0, 7);
  const std::filesystem::path path(access);
  return path.is_absolute() ? access : (std::filesystem::path(target.folder) / path).lexically_normal().string();
}

}  // namespace

bool write_target(const TargetDescription& target, const std::vector<rdf::Quad>& quads, const rdf::Prefixes& prefixes,
                  DiagnosticSink& diagnostics) {
  const auto refuse = [&](const char* what) {
    diagnostics.report(Kind::mapping_unwritable_target, target.location, target.access, what);
    return false;
  };
  if (target.access.find("://") != std::string::npos && target.access.rfind("file://", 0) != 0)
    return refuse("only files can be written");
  if (target.access.empty()) return refuse("it names no file");
  const auto syntax = rdf::syntax_of(target.serialization == "n3" ? "turtle" : target.serialization);
  if (!syntax) return refuse("its serialization has no writer here; nquads, ntriples, turtle and trig have");
  if (target.compression != "" && target.compression != "none" && target.compression != "gzip" &&
      target.compression != "zstd")
    return refuse("its compression has no writer here; gzip and zstd have");
  std::string text;
  rdf::write_rdf(quads, prefixes, *syntax, [&](std::string_view bytes) { text += bytes; });
  if (target.encoding == "utf-16") text = to_utf16(text);
  if (target.compression == "gzip") text = gzip(text);
  if (target.compression == "zstd") text = zstd(text);
  OutputFile out(path_of(target));
  out.write(text);
  out.commit();
  return true;
}

}  // namespace vitagraph::mapping
