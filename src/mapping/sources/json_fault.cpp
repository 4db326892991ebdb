// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/json_fault.hpp"

#include <array>
#include <cstring>
#include <functional>
#include <utility>

#include "mapping/row.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t deepest = 1024;  // simdjson's bound
/// Longer lines are not shown with the fault.
constexpr std::size_t longest_shown = 1 << 16;

bool is_digit(int c) { return c >= '0' && c <= '9'; }

/// RFC 8259, byte by byte.
class JsonScan {
 public:
  /// `more` puts bytes into its argument and says how many; 0 at the end.
  using More = std::function<std::size_t(std::string&)>;
  JsonScan(std::string name, std::uint32_t line, More more)
      : name_(std::move(name)), more_(std::move(more)), line_(line) {}

  std::optional<JsonFault> run() {
    skip_byte_order_mark();
    while (!fault_ && want_ != Want::nothing) step();
    return std::move(fault_);
  }

 private:
  enum class Want : unsigned char { value, value_or_end, key, key_or_end, colon, comma_or_end, end, nothing };
  struct Open {
    char bracket;
    std::uint32_t line;
  };

  int peek() {
    if (at_ == held_.size()) {
      at_ = 0;
      const std::size_t got = ended_ ? 0 : more_(held_);
      held_.resize(got);
      ended_ = got == 0;
      if (ended_) return -1;
    }
    return static_cast<unsigned char>(held_[at_]);
  }
  void take() {
    const int c = peek();
    if (c < 0) return;
    ++at_;
    if (c == '\n') {
      ++line_;
      column_ = 1;
      text_.clear();
      return;
    }
    if ((c & 0xC0) != 0x80) ++column_;
    if (text_.size() < longest_shown) text_ += static_cast<char>(c);
  }
  void skip_byte_order_mark() {
    constexpr std::array<int, 3> mark = {0xEF, 0xBB, 0xBF};
    for (std::size_t i = 0; i < mark.size(); ++i) {
      if (peek() != mark[i]) return i > 0 ? fail("a byte order mark or a value") : void();
      take();
    }
    column_ = 1;
    text_.clear();
  }

  void step() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') take();
    const int c = peek();
    switch (want_) {
      case Want::value_or_end:
        if (c == ']') return close();
        [[fallthrough]];
      case Want::value: return value(c);
      case Want::key_or_end:
        if (c == '}') return close();
        [[fallthrough]];
      case Want::key:
        if (c != '"') return fail("a key in double quotes");
        if (string()) want_ = Want::colon;
        return;
      case Want::colon:
        if (c != ':') return fail("`:`");
        take();
        want_ = Want::value;
        return;
      case Want::comma_or_end: return comma_or_end(c);
      case Want::end:
        if (c >= 0) return fail("the end of the document");
        want_ = Want::nothing;
        return;
      case Want::nothing: return;
    }
  }

  void value(int c) {
    if (c == '{' || c == '[') {
      if (open_.size() == deepest) return blame("nested deeper than 1024 lists and objects");
      open_.push_back({static_cast<char>(c), line_});
      take();
      want_ = c == '{' ? Want::key_or_end : Want::value_or_end;
      return;
    }
    const char* const word = c == 't' ? "true" : c == 'f' ? "false" : c == 'n' ? "null" : nullptr;
    if (c == '"' ? string() : word ? literal(word) : number(c)) after_value();
  }

  void after_value() { want_ = open_.empty() ? Want::end : Want::comma_or_end; }

  void comma_or_end(int c) {
    const bool object = open_.back().bracket == '{';
    if (c == (object ? '}' : ']')) return close();
    if (c != ',') return fail(object ? "`,` or `}`" : "`,` or `]`");
    take();
    want_ = object ? Want::key : Want::value;
  }

  void close() {
    take();
    open_.pop_back();
    after_value();
  }

  bool literal(const char* word) {
    const JsonFault here{place(), fmt::format("expected `{}`", word)};
    for (const char* letter = word; *letter; ++letter) {
      if (peek() != *letter) {
        fault_ = finish(here);
        return false;
      }
      take();
    }
    return true;
  }

  bool digits() {
    if (!is_digit(peek())) {
      fail("a digit");
      return false;
    }
    while (is_digit(peek())) take();
    return true;
  }

  bool number(int c) {
    if (c != '-' && !is_digit(c)) {
      fail("a value");
      return false;
    }
    if (c == '-') take();
    if (peek() == '0')
      take();
    else if (!digits())
      return false;
    if (peek() == '.') {
      take();
      if (!digits()) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
      take();
      if (peek() == '+' || peek() == '-') take();
      return digits();
    }
    return true;
  }

  bool string() {
    const JsonFault open{place(), "a string opens here that its line does not close"};
    take();
    while (true) {
      const int c = peek();
      if (c < 0 || c == '\n') {
        fault_ = finish(open);
        return false;
      }
      if (c < 0x20) {
        blame("a control character in a string; write it as `\\u00…`");
        return false;
      }
      if (c >= 0x80) {
        if (!beyond_ascii(c)) return false;
        continue;
      }
      if (c == '\\' && !escape()) return false;
      if (c == '\\') continue;
      take();
      if (c == '"') return true;
    }
  }

  bool beyond_ascii(int lead) {
    int more = lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 0;
    const JsonFault here{place(), "bytes that are no UTF-8; name the file's `encoding` if it has another"};
    bool fits = more > 0;
    for (take(); fits && more > 0; --more) {
      fits = peek() >= 0x80 && peek() < 0xC0;
      if (fits) take();
    }
    if (!fits) fault_ = finish(here);
    return fits;
  }

  bool escape() {
    const JsonFault here{place(), "JSON has no such escape"};
    take();
    const int c = peek();
    bool fits = c > 0 && c < 0x80 && std::strchr("\"\\/bfnrtu", c);
    if (fits) take();
    for (int i = 0; fits && c == 'u' && i < 4; ++i) {
      const int digit = peek() | 0x20;
      fits = is_digit(peek()) || (digit >= 'a' && digit <= 'f');
      if (fits) take();
    }
    if (!fits) fault_ = finish(here);
    return fits;
  }

  void fail(const char* wanted) {
    const int c = peek();
    std::string found = "the end";
    if (c >= 0x20 && c < 0x7F) found = fmt::format("`{}`", static_cast<char>(c));
    if (c >= 0x7F || (c >= 0 && c < 0x20)) found = "another character";
    std::string what = fmt::format("expected {}, found {}", wanted, found);
    if (c < 0 && !open_.empty())
      what += fmt::format("; the {} that opens at line {} is not closed",
                          open_.back().bracket == '{' ? "object" : "list", open_.back().line);
    blame(std::move(what));
  }
  void blame(std::string what) { fault_ = finish({place(), std::move(what)}); }

  Location place() const { return {name_, line_, column_, 1, {}}; }
  /// With the line that the fault is on: no fault is found behind its line.
  JsonFault finish(JsonFault fault) {
    const std::size_t until = text_.size() + 512;
    while (peek() >= 0 && peek() != '\n' && text_.size() < until && text_.size() < longest_shown) take();
    if (text_.size() < longest_shown)
      fault.place.source_line = SourceFile(name_, text_).locate_line(1, fault.place.column).source_line;
    return fault;
  }

  std::string name_;
  More more_;
  std::string held_;
  std::size_t at_ = 0;
  bool ended_ = false;
  Want want_ = Want::value;
  std::vector<Open> open_;
  std::uint32_t line_, column_ = 1;
  std::string text_;  ///< of the line, up to here
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> find_json_fault(const std::string& name, std::string_view text, std::uint32_t line) {
  return JsonScan(name, line,
                  [&](std::string& into) {
                    into = text;
                    text = {};
                    return into.size();
                  })
      .run();
}

void throw_no_json(const InputFile& file, const SourceDescription& description, std::string_view why) {
  std::optional<JsonFault> fault;
  if (file.path != "-") {
    const auto bytes = open_bytes(file, description);
    std::string first(4, '\0');
    first.resize(bytes->read(first.data(), first.size()));
    if (needs_decoding(description, first)) {
      fault = find_json_fault(file.name, read_text(file, description));
    } else {
      fault = JsonScan(file.name, 1, [&](std::string& into) {
                if (!first.empty()) {
                  into = std::exchange(first, {});
                  return into.size();
                }
                into.resize(1 << 16);
                return bytes->read(into.data(), into.size());
              }).run();
    }
  }
  if (fault) throw SourceError(std::move(fault->place), "no JSON: " + fault->what);
  throw Error("{}: no JSON: {}", file.name, why);
}

}  // namespace vitagraph::mapping
