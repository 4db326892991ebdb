// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/json_array.hpp"

#include <simdjson.h>

#include <array>
#include <cstring>

#include "base/base.hpp"
#include "mapping/sources/json_fault.hpp"
#include "mapping/sources/json_parse.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t read_at_once = 1 << 16, piece_size = 1 << 18;

bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What ends or nests something, outside of strings.
constexpr std::array<bool, 256> is_structure = [] {
  std::array<bool, 256> table{};
  for (const char c : {'"', '{', '}', '[', ']', ','}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// Where the string that begins before `at` ends: behind its quotation mark; npos if not here.
std::size_t string_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (true) {
    const auto* mark = static_cast<const char*>(std::memchr(text.data() + at, '"', text.size() - at));
    if (!mark) return std::string_view::npos;
    at = static_cast<std::size_t>(mark - text.data());
    std::size_t slashes = 0;
    while (at - slashes > begin && text[at - slashes - 1] == '\\') ++slashes;
    ++at;
    if (slashes % 2 == 0) return at;
  }
}

}  // namespace

JsonArrayReader::JsonArrayReader(InputFile file, const SourceDescription& description, std::vector<std::string> names)
    : file_(std::move(file)),
      description_(description),
      bytes_(open_bytes(file_, description)),
      names_(std::move(names)) {}

bool JsonArrayReader::fill() {
  if (ended_) return false;
  const std::size_t before = held_.size();
  held_.resize(before + read_at_once);
  const std::size_t got = bytes_->read(held_.data() + before, read_at_once);
  held_.resize(before + got);
  ended_ = got == 0;
  return !ended_;
}

int JsonArrayReader::peek() {
  while (at_ == held_.size())
    if (!fill()) return -1;
  return static_cast<unsigned char>(held_[at_]);
}

int JsonArrayReader::skip_blanks() {
  while (is_blank(peek())) ++at_;
  return peek();
}

bool JsonArrayReader::skip_string() {
  if (peek() != '"') return false;
  while (true) {
    const std::size_t end = string_end(held_, at_ + 1);
    if (end != std::string_view::npos) {
      at_ = end;
      return true;
    }
    if (!fill()) return false;
  }
}

bool JsonArrayReader::skip_value() {
  int depth = 0;
  while (true) {
    const int c = peek();
    if (c < 0) return false;
    if (c == '"') {
      if (!skip_string()) return false;
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at_;
  }
}

/// Into the value of the object's first member of that name; members of one name after it do not count.
bool JsonArrayReader::enter(const std::string& name) {
  if (skip_blanks() != '{') return false;
  ++at_;
  while (skip_blanks() == '"') {
    const std::size_t begin = at_;
    if (!skip_string()) return false;
    std::string key = held_.substr(begin, at_ - begin);
    if (skip_blanks() != ':') return false;
    ++at_;
    simdjson::dom::parser parser;
    std::string_view text;
    if (parser.parse(key).get_string().get(text)) return false;
    if (text == name) return true;
    if (!skip_value() || peek() != ',') return false;
    ++at_;
  }
  return false;
}

bool JsonArrayReader::find() {
  while (held_.size() < 3 && fill()) {
  }
  if (held_.rfind("\xEF\xBB\xBF", 0) == 0) held_.erase(0, 3);
  for (const std::string& name : names_)
    if (!enter(name)) return false;
  if (skip_blanks() != '[') return false;
  ++at_;
  shell_ = held_.substr(0, at_);
  held_.erase(0, at_);
  at_ = 0;
  return true;
}

std::string JsonArrayReader::rest() {
  while (fill())
    if (held_.size() >= 0xFFFFFFFFu) throw Error("{}: larger than 4 GiB; split it", file_.name);
  return std::move(held_);
}

std::optional<JsonArrayReader::Piece> JsonArrayReader::next() {
  if (list_ended_) return std::nullopt;
  Piece out;
  out.first = items_;
  std::size_t at = 0;
  int depth = 0;
  std::uint64_t commas = 0;
  while (true) {
    while (at < held_.size() && !is_structure[static_cast<unsigned char>(held_[at])]) ++at;
    if (at == held_.size()) {
      if (!fill()) throw_no_json(file_, description_, "a list is not closed");
      continue;
    }
    const char c = held_[at];
    if (c == '"') {
      std::size_t end = string_end(held_, at + 1);
      while (end == std::string_view::npos) {
        if (!fill()) throw_no_json(file_, description_, "a string is not closed");
        end = string_end(held_, at + 1);
      }
      at = end;
      continue;
    }
    if (c == ',' && depth == 0) {
      ++commas;
      if (at >= piece_size) break;
    }
    if (c == '}' || c == ']') {
      if (depth == 0) {
        list_ended_ = true;
        break;
      }
      --depth;
    }
    if (c == '{' || c == '[') ++depth;
    ++at;
  }
  const bool blank = trim(std::string_view(held_).substr(0, at)).empty();
  if (blank && (items_ > 0 || commas > 0)) throw_no_json(file_, description_, "a list ends in a comma");
  out.text.reserve(at + 2 + simdjson::SIMDJSON_PADDING);
  out.text += '[';
  out.text.append(held_, 0, at);
  out.text += ']';
  items_ += commas + (list_ended_ ? 1 : 0);
  held_.erase(0, list_ended_ ? at : at + 1);
  if (list_ended_) check_rest();
  if (blank) return std::nullopt;
  return out;
}

void JsonArrayReader::check_rest() {
  while (fill()) {
  }
  shell_ += held_;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  bool mended = false;
  if (const auto error = parse_json(parser, shell_, root, mended))
    throw_no_json(file_, description_, simdjson::error_message(error));
  held_.clear();
}

}  // namespace vitagraph::mapping
