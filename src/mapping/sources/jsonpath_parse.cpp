// SPDX-License-Identifier: Apache-2.0
// RFC 9535 §2, the grammar.
#include <fmt/format.h>

#include <charconv>

#include "base/base.hpp"
#include "mapping/sources/jsonpath_expression.hpp"

namespace vitagraph::mapping {

class JsonPathParser {
 public:
  explicit JsonPathParser(std::string_view text) : text_(text) {}

  std::optional<JsonPath> run(std::string& why) {
    JsonPath path;
    path.text_ = text_;
    try {
      while (take('^')) ++path.climbs_;
      if (path.climbs_ > 0) take('.');
      if (take('$') || take('@')) {
        path.segments_ = segments();
      } else if (!done()) {
        JsonPath::Segment first;
        if (peek() == '[') {
          path.segments_ = segments();
        } else {
          // `name.other`, the short form: any text up to a dot or bracket is a name.
          if (take('*'))
            first.selectors.push_back({});
          else
            first.selectors.push_back(named(loose_name()));
          first.end = at_;
          path.segments_.push_back(std::move(first));
          for (JsonPath::Segment& segment : segments()) path.segments_.push_back(std::move(segment));
        }
      }
      if (!done()) fail("the end");
    } catch (const Failure& failure) {
      why = failure.what;
      return std::nullopt;
    }
    const auto& list = path.segments_;
    if (path.climbs_ == 0 && list.size() == 1 && !list[0].descendant && list[0].selectors.size() == 1 &&
        list[0].selectors[0].kind == JsonPath::Selector::Kind::name)
      path.single_name_ = list[0].selectors[0].name;
    return path;
  }

 private:
  using Expression = JsonPath::Expression;
  struct Failure {
    std::string what;
  };
  static constexpr int deepest = 64;

  [[noreturn]] void fail(const char* wanted) const {
    throw Failure{fmt::format("expected {} at character {}", wanted, at_ + 1)};
  }
  bool done() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void blanks() {
    while (!done() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++at_;
  }
  static JsonPath::Selector named(std::string name) {
    JsonPath::Selector out;
    out.kind = JsonPath::Selector::Kind::name;
    out.name = std::move(name);
    return out;
  }

  std::string loose_name() {
    const std::size_t begin = at_;
    while (!done() && peek() != '.' && peek() != '[') {
      if (peek() == '{' || peek() == '}' || peek() == ']' || peek() == '\\') fail("a name");
      ++at_;
    }
    if (at_ == begin) fail("a name");
    return std::string(text_.substr(begin, at_ - begin));
  }
  /// member-name-shorthand; taken as widely as mappings in the wild use it (`@type`, `first-name`).
  std::string name() {
    const std::size_t begin = at_;
    while (!done()) {
      const char c = peek();
      const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                        c == '-' || c == '@' || c == ':' || c == '$' || static_cast<unsigned char>(c) >= 0x80 ||
                        (depth_ == 0 && c == ' ');
      if (!fits) break;
      ++at_;
    }
    if (at_ == begin) fail("a name");
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::vector<JsonPath::Segment> segments() {
    std::vector<JsonPath::Segment> out;
    while (!done()) {
      const std::size_t before = at_;
      if (depth_ > 0) blanks();
      JsonPath::Segment segment;
      if (take("..")) {
        segment.descendant = true;
        if (peek() == '[')
          bracketed(segment);
        else
          dotted(segment);
      } else if (take('.')) {
        if (peek() == '[')
          bracketed(segment);  // `$.[*]`, written by many
        else
          dotted(segment);
      } else if (peek() == '[') {
        bracketed(segment);
      } else {
        at_ = before;
        break;
      }
      segment.end = at_;
      out.push_back(std::move(segment));
    }
    return out;
  }

  void dotted(JsonPath::Segment& segment) {
    if (take('*'))
      segment.selectors.emplace_back();
    else
      segment.selectors.push_back(named(name()));
  }

  void bracketed(JsonPath::Segment& segment) {
    ++at_;
    do {
      blanks();
      segment.selectors.push_back(selector());
      blanks();
    } while (take(','));
    if (!take(']')) fail("`]`");
  }

  JsonPath::Selector selector() {
    JsonPath::Selector out;
    if (peek() == '\'' || peek() == '"') return named(quoted());
    if (take('*')) return out;
    if (take('?')) {
      if (++depth_ > deepest) fail("fewer brackets");
      out.kind = JsonPath::Selector::Kind::filter;
      blanks();
      out.filter = std::make_shared<Expression>(disjunction());
      --depth_;
      return out;
    }
    const auto first = integer();
    blanks();
    if (!take(':')) {
      if (!first) fail("a selector");
      out.kind = JsonPath::Selector::Kind::index;
      out.index = *first;
      return out;
    }
    out.kind = JsonPath::Selector::Kind::slice;
    out.start = first;
    blanks();
    out.end = integer();
    blanks();
    if (take(':')) {
      blanks();
      out.step = integer().value_or(1);
    }
    return out;
  }

  std::optional<std::int64_t> integer() {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), out);
    if (error == std::errc::result_out_of_range) fail("a smaller number");
    if (error != std::errc()) return std::nullopt;
    at_ = static_cast<std::size_t>(end - text_.data());
    return out;
  }

  std::string quoted() {
    const char mark = text_[at_++];
    std::string out;
    while (!done() && peek() != mark) {
      char c = text_[at_++];
      if (c != '\\') {
        out += c;
        continue;
      }
      c = peek();
      ++at_;
      switch (c) {
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u': append_utf8(out, escaped()); break;
        case '/':
        case '\\':
        case '\'':
        case '"':
        case '{':
        case '}': out += c; break;
        default: fail("an escape");
      }
    }
    if (!take(mark)) fail("the closing quotation mark");
    return out;
  }

  char32_t escaped() {
    const auto four = [&] {
      std::uint32_t out = 0;
      const std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out, 16);
      if (error != std::errc() || end != digits.data() + 4) fail("four hexadecimal digits");
      at_ += 4;
      return out;
    };
    const std::uint32_t high = four();
    if (high < 0xD800 || high > 0xDFFF) return high;
    if (!take("\\u")) fail("the second half of a surrogate pair");
    const std::uint32_t low = four();
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) fail("a surrogate pair");
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  }

  Expression disjunction() { return joined(Expression::Kind::logical_or, "||", &JsonPathParser::conjunction); }
  Expression conjunction() { return joined(Expression::Kind::logical_and, "&&", &JsonPathParser::basic); }

  Expression joined(Expression::Kind kind, std::string_view mark, Expression (JsonPathParser::*part)()) {
    Expression first = (this->*part)();
    blanks();
    if (text_.substr(at_, 2) != mark) return first;
    Expression out;
    out.kind = kind;
    out.parts.push_back(std::move(first));
    while (take(mark)) {
      blanks();
      out.parts.push_back((this->*part)());
      blanks();
    }
    return out;
  }

  Expression basic() {
    blanks();
    if (take('!')) {
      Expression out;
      out.kind = Expression::Kind::logical_not;
      if (++depth_ > deepest) fail("fewer brackets");
      out.parts.push_back(basic());
      --depth_;
      return out;
    }
    if (take('(')) {
      if (++depth_ > deepest) fail("fewer brackets");
      Expression out = disjunction();
      blanks();
      if (!take(')')) fail("`)`");
      --depth_;
      return out;
    }
    Expression left = operand();
    blanks();
    for (const std::string_view mark : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!take(mark)) continue;
      Expression out;
      out.kind = Expression::Kind::comparison;
      out.text = mark;
      blanks();
      out.parts.push_back(std::move(left));
      out.parts.push_back(operand());
      return out;
    }
    if (left.kind != Expression::Kind::query && left.kind != Expression::Kind::function) fail("a comparison");
    return left;
  }

  Expression operand() {
    Expression out;
    const char c = peek();
    if (c == '@' || c == '$') {
      ++at_;
      out.kind = Expression::Kind::query;
      out.from_root = c == '$';
      out.segments = segments();
    } else if (c == '\'' || c == '"') {
      out.kind = Expression::Kind::string;
      out.text = quoted();
    } else if (take("true") || take("false")) {
      out.kind = Expression::Kind::boolean;
      out.text = text_[at_ - 2] == 'u' ? "true" : "false";
    } else if (take("null")) {
      out.kind = Expression::Kind::null;
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      out.kind = Expression::Kind::number;
      const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), out.number);
      if (error != std::errc()) fail("a number");
      at_ = static_cast<std::size_t>(end - text_.data());
    } else {
      function(out);
    }
    return out;
  }

  void function(Expression& out) {
    out.kind = Expression::Kind::function;
    struct Known {
      std::string_view name;
      std::size_t arguments;
    };
    for (const Known known :
         {Known{"length", 1}, Known{"count", 1}, Known{"value", 1}, Known{"match", 2}, Known{"search", 2}}) {
      if (text_.substr(at_, known.name.size()) != known.name || peek(known.name.size()) != '(') continue;
      at_ += known.name.size() + 1;
      if (++depth_ > deepest) fail("fewer brackets");
      out.text = known.name;
      for (std::size_t i = 0; i < known.arguments; ++i) {
        blanks();
        if (i > 0 && !take(',')) fail("`,`");
        blanks();
        out.parts.push_back(operand());
      }
      blanks();
      if (!take(')')) fail("`)`");
      --depth_;
      return;
    }
    fail("a value");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::optional<JsonPath> JsonPath::parse(std::string_view text, std::string& why) {
  return JsonPathParser(text).run(why);
}

}  // namespace vitagraph::mapping
