// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/json_parse.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace vitagraph::mapping {
namespace {

/// JSON writes U+0001 in one way only: strings that begin with it can be told from those that were marked.
constexpr std::string_view mark = "\\u0001";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The code unit of the `\uXXXX` at `at`; nothing where there is none.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\\u" || text.size() < at + 6) return std::nullopt;
  unsigned out = 0;
  const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, out, 16);
  return error == std::errc() && end == text.data() + at + 6 ? std::optional(out) : std::nullopt;
}

/// Copies JSON, one token after the other.
class JsonMender {
 public:
  explicit JsonMender(std::string_view text) : text_(text) { out_.reserve(text.size() + 64); }

  std::optional<std::string> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"')
        string();
      else if (c == '-' || (c >= '0' && c <= '9'))
        number();
      else
        out_ += text_[at_++];
    }
    return mended_ ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  void string() {
    const std::size_t begin = ++at_;
    std::string content;
    bool halves = false;
    while (at_ < text_.size() && text_[at_] != '"') {
      const auto unit = escaped_unit(text_, at_);
      if (unit && *unit >= 0xD800 && *unit <= 0xDFFF) {
        const auto low = escaped_unit(text_, at_ + 6);
        const bool pair = *unit < 0xDC00 && low && *low >= 0xDC00 && *low <= 0xDFFF;
        halves = halves || !pair;
        content += pair ? text_.substr(at_, 12) : std::string_view("\\ufffd");
        at_ += pair ? 12 : 6;
        continue;
      }
      const std::size_t size = text_[at_] == '\\' ? std::min<std::size_t>(2, text_.size() - at_) : 1;
      content += text_.substr(at_, size);
      at_ += size;
    }
    std::size_t behind = std::min(at_ + 1, text_.size());
    while (behind < text_.size() && is_blank(text_[behind])) ++behind;
    const bool key = behind < text_.size() && text_[behind] == ':';
    const bool like_a_mark = text_.substr(begin).starts_with(mark);
    mended_ = mended_ || halves;
    out_ += '"';
    if (!key && (halves || like_a_mark)) (out_ += mark) += halves ? 'h' : 't';
    out_ += content;
    if (at_ < text_.size()) out_ += text_[at_++];
  }

  void number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '-' ||
                                  text_[at_] == '+' || text_[at_] == '.'))
      ++at_;
    const std::string_view token = text_.substr(begin, at_ - begin);
    const char kind = too_large(token);
    if (!kind) {
      out_ += token;
      return;
    }
    mended_ = true;
    (((out_ += '"') += mark) += kind) += token;
    out_ += '"';
  }

  /// `i` or `f` for a number of JSON's grammar (RFC 8259 §6) that neither 64 bits nor a double hold.
  static char too_large(std::string_view token) {
    std::size_t at = token.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
      const std::size_t from = at;
      while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
      return at - from;
    };
    const bool zero = at < token.size() && token[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) return 0;
    if (at == token.size()) {
      if (whole < 19) return 0;
      std::uint64_t natural = 0;
      std::int64_t integer = 0;
      const char* const end = token.data() + token.size();
      const bool fits = std::from_chars(token.data(), end, natural).ec == std::errc() ||
                        std::from_chars(token.data(), end, integer).ec == std::errc();
      return fits ? 0 : 'i';
    }
    if (token[at] == '.') {
      ++at;
      if (digits() == 0) return 0;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
      ++at;
      if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
      if (digits() == 0) return 0;
    }
    return at == token.size() && std::isinf(std::strtod(std::string(token).c_str(), nullptr)) ? 'f' : 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  bool mended_ = false;
};

}  // namespace

MendedValue mended_value(std::string_view text) {
  if (text.size() < 2 || text[0] != '\1') return {MendedValue::Kind::text, text};
  const std::string_view rest = text.substr(2);
  switch (text[1]) {
    case 'i': return {MendedValue::Kind::integer, rest};
    case 'f': return {MendedValue::Kind::floating, rest};
    case 'h': return {MendedValue::Kind::half_pair, rest};
    default: return {MendedValue::Kind::text, rest};
  }
}

std::string unmend(std::string minified) {
  const std::string marked = "\"" + std::string(mark);
  std::string out;
  std::size_t at = 0;
  for (std::size_t found = minified.find(marked); found != std::string::npos; found = minified.find(marked, at)) {
    const std::size_t kind = found + marked.size(), end = minified.find('"', kind);
    const bool number = kind < minified.size() && (minified[kind] == 'i' || minified[kind] == 'f');
    out.append(minified, at, found - at);
    if (!number) out += '"';
    at = std::min(kind + 1, minified.size());
    if (!number || end == std::string::npos) continue;
    out.append(minified, at, end - at);
    at = end + 1;
  }
  return out.append(minified, std::min(at, minified.size()), std::string::npos);
}

std::optional<std::string> mend_json(std::string_view text) { return JsonMender(text).run(); }

simdjson::error_code parse_json(simdjson::dom::parser& parser, const std::string& text, simdjson::dom::element& root,
                                bool& mended) {
  mended = false;
  const auto error = parser.parse(text).get(root);
  if (error != simdjson::NUMBER_ERROR && error != simdjson::STRING_ERROR) return error;
  const auto other = mend_json(text);
  if (!other || parser.parse(*other).get(root)) return error;
  mended = true;
  return simdjson::SUCCESS;
}

}  // namespace vitagraph::mapping
