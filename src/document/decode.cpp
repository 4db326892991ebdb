// SPDX-License-Identifier: Apache-2.0
#include "document/decode.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>

namespace vitagraph::document {
namespace {

/// The WHATWG encoding standard (§5.1) has a browser look at the first 1024 bytes; pages with long scripts on top need
/// more.
constexpr std::size_t prescan = 8192;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The name after `charset=` in a <meta> tag, in lower case; empty if there is none.
std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, prescan));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const std::string_view tag = std::string_view(head).substr(at, head.find('>', at) - at);
    std::size_t value = tag.find("charset=");
    if (value == std::string_view::npos) continue;
    value += 8;
    while (value < tag.size() && (tag[value] == '"' || tag[value] == '\'' || tag[value] == ' ')) ++value;
    std::size_t end = value;
    while (end < tag.size() &&
           (std::isalnum(static_cast<unsigned char>(tag[end])) || tag[end] == '-' || tag[end] == '_'))
      ++end;
    return std::string(tag.substr(value, end - value));
  }
  return {};
}

std::optional<std::string> convert(std::string_view bytes, std::string charset) {
  // WHATWG §4.2: these labels mean the larger sets that pages really use.
  if (charset == "gb2312" || charset == "gbk") charset = "gb18030";
  if (charset == "iso-8859-1" || charset == "us-ascii" || charset == "latin1" || charset == "windows-1252" ||
      charset == "utf-8" || charset == "utf8")
    return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// What a file that holds NUL bytes seems to be, for the message.
std::string_view binary_kind(std::string_view bytes) {
  const auto starts = [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; };
  if (starts("PK\x03\x04")) return "a ZIP archive (or a document of an office program; save it as text, HTML or PDF)";
  if (starts("\xD0\xCF\x11\xE0")) return "a document of an office program (save it as text, HTML or PDF)";
  if (starts("\x89PNG") || starts("\xFF\xD8\xFF") || starts("GIF8")) return "an image";
  if (starts("\x1F\x8B")) return "a compressed file";
  if (starts("\x7F"
             "ELF"))
    return "a program";
  return "binary data";
}

}  // namespace

std::string decode(const std::string& name, std::string bytes, Format format, DiagnosticSink& diagnostics) {
  const Location whole{name, 0, 0, 0, {}};
  if (auto text = from_utf16_with_mark(bytes)) return to_valid_utf8(*text);
  const std::size_t nuls = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  // A stray NUL in a crawled page is a slip; one in a hundred bytes is another kind of file.
  if (nuls * 100 > bytes.size()) {
    diagnostics.report(Kind::binary_input, whole, binary_kind(bytes));
    return {};
  }
  const auto bad = find_invalid_utf8(bytes);
  if (!bad) return bytes;
  if (nuls > 0 && binary_kind(bytes) != "binary data") {
    diagnostics.report(Kind::binary_input, whole, binary_kind(bytes));
    return {};
  }
  if (format == Format::html) {
    const std::string charset = declared_charset(bytes);
    if (!charset.empty()) {
      if (auto text = convert(bytes, charset)) return std::move(*text);
      if (charset == "iso-8859-1" || charset == "windows-1252" || charset == "latin1") return from_windows_1252(bytes);
    }
  }
  // A few bad bytes in a text that otherwise uses UTF-8 well: a slip in UTF-8, not another encoding.
  std::size_t good = 0, wrong = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = code_point_at(bytes, at);
    if (c.length > 1) ++good;
    if (c.value == 0xFFFD && c.length == 1) ++wrong;
    at += c.length;
  }
  const Location place = SourceFile(name, std::string(bytes, 0, *bad))
                             .locate({static_cast<std::uint32_t>(*bad), static_cast<std::uint32_t>(*bad)});
  const Location there{name, place.line, place.column, 1, {}};
  if (good > 4 * wrong) {
    diagnostics.report(Kind::invalid_utf8, there, "bytes that fit no character are read as U+FFFD");
    return to_valid_utf8(bytes);
  }
  diagnostics.report(Kind::invalid_utf8, there, "read as Windows-1252");
  return from_windows_1252(bytes);
}

}  // namespace vitagraph::document
