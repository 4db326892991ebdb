// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/lexer.hpp"

#include <algorithm>
#include <array>

namespace vitagraph::store::sparql {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_number(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_alpha(c) || is_number(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// What may stand in an IRI; \ begins an escape.
bool is_iri(char c) {
  return static_cast<unsigned char>(c) > ' ' && std::string_view("<>\"{}|^`").find(c) == std::string_view::npos;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    while (true) {
      skip();
      begin_ = at_;
      if (at_ >= text_.size()) {
        tokens.push_back(token(Token::Kind::end, ""));
        return tokens;
      }
      tokens.push_back(next());
    }
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  Span here() const { return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_)}; }
  Token token(Token::Kind kind, std::string text) const { return {kind, std::move(text), here()}; }
  [[noreturn]] void fail(std::string message) const { throw SyntaxError{here(), std::move(message)}; }

  void skip() {
    while (at_ < text_.size()) {
      if (is_space(peek())) {
        ++at_;
      } else if (peek() == '#') {
        while (at_ < text_.size() && peek() != '\n') ++at_;
      } else {
        return;
      }
    }
  }

  Token next() {
    const char c = peek();
    if (c == '<') {
      const std::string_view rest = text_.substr(at_ + 1);
      std::size_t close = 0;
      while (close < rest.size() && is_iri(rest[close])) ++close;
      if (close < rest.size() && rest[close] == '>') return iri(at_ + 1 + close);
    }
    if ((c == '?' || c == '$') && is_name(peek(1))) {
      ++at_;
      return token(Token::Kind::variable, name());
    }
    if (c == '"' || c == '\'') return string();
    if (c == '@') {
      ++at_;
      std::size_t from = at_;
      while (is_alpha(peek()) || is_number(peek()) || peek() == '-') ++at_;
      if (from == at_) fail("a language tag is expected after `@`");
      return token(Token::Kind::language, std::string(text_.substr(from, at_ - from)));
    }
    if (is_number(c) || (c == '.' && is_number(peek(1)))) return number();
    if (c == '_' && peek(1) == ':') {
      at_ += 2;
      return token(Token::Kind::blank, label());
    }
    if (is_name(c) || c == ':') return word();
    static constexpr std::array<std::string_view, 6> pairs = {"&&", "||", "!=", "<=", ">=", "^^"};
    for (const std::string_view pair : pairs)
      if (text_.substr(at_, 2) == pair) {
        at_ += 2;
        return token(Token::Kind::punctuation, std::string(pair));
      }
    ++at_;
    if (std::string_view("{}()[],;.|/^?*+!=<>-").find(c) == std::string_view::npos)
      fail(fmt::format("`{}` has no meaning here", to_valid_utf8(std::string_view(&text_[begin_], 1))));
    return token(Token::Kind::punctuation, std::string(1, c));
  }

  /// The one that ends at `close`. §19.2: \u escapes stand in IRIs too.
  Token iri(std::size_t close) {
    std::string out;
    ++at_;
    while (at_ < close) {
      if (peek() != '\\') {
        out += text_[at_++];
        continue;
      }
      if (peek(1) != 'u' && peek(1) != 'U') fail("an IRI holds no backslash but in \\u escapes");
      escape(out);
    }
    ++at_;
    if (!std::all_of(out.begin(), out.end(), is_iri) || out.find('\\') != std::string::npos)
      fail("no such character may stand in an IRI");
    return token(Token::Kind::iri, out);
  }

  std::string name() {
    std::string out;
    while (is_name(peek()) || at_code_point_escape()) {
      if (peek() == '\\')
        escape(out);
      else
        out += text_[at_++];
    }
    return out;
  }
  bool at_code_point_escape() const { return peek() == '\\' && (peek(1) == 'u' || peek(1) == 'U'); }

  /// BLANK_NODE_LABEL: dots and hyphens inside, no dot at the end.
  std::string label() {
    std::string out;
    while (true) {
      const std::size_t run = is_name(peek()) || (!out.empty() && peek() == '-') ? 1 : out.empty() ? 0 : dots("-");
      if (run == 0) return out;
      out += text_.substr(at_, run);
      at_ += run;
    }
  }
  /// How many dots stand here, if more of a name follows them: letters, digits, or one of `others`.
  std::size_t dots(std::string_view others) const {
    std::size_t run = 0;
    while (peek(run) == '.') ++run;
    const char next = peek(run);
    return is_name(next) || (next && others.find(next) != std::string_view::npos) ? run : 0;
  }

  /// A keyword, or a prefixed name: PN_LOCAL may hold dots and hyphens inside, colons, %xx and backslash escapes.
  Token word() {
    std::string out;
    while (is_name(peek()) || peek() == '-' || (peek() == '.' && is_name(peek(1)))) out += text_[at_++];
    if (peek() != ':') return token(Token::Kind::word, out);
    out += text_[at_++];
    while (true) {
      const char c = peek();
      if (c == '%') {
        const auto is_hex = [](char d) { return is_number(d) || (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F'); };
        if (!is_hex(peek(1)) || !is_hex(peek(2))) fail("two hexadecimal digits are expected after `%`");
        out += text_.substr(at_, 3);
        at_ += 3;
      } else if (is_name(c) || c == '-' || c == ':') {
        out += text_[at_++];
      } else if (at_code_point_escape()) {
        escape(out);
      } else if (c == '\\') {
        // PN_LOCAL_ESC
        if (at_ + 1 >= text_.size() || std::string_view("_~.-!$&'()*+,;=/?#@%").find(peek(1)) == std::string_view::npos)
          fail("no such escape may stand in a name");
        out += text_[at_ + 1];
        at_ += 2;
      } else if (const std::size_t run = c == '.' ? dots("-:%\\") : 0) {
        out += text_.substr(at_, run);
        at_ += run;
      } else {
        return token(Token::Kind::prefixed, out);
      }
    }
  }

  Token number() {
    Token::Kind kind = Token::Kind::integer;
    while (is_number(peek())) ++at_;
    if (peek() == '.' && is_number(peek(1))) {
      kind = Token::Kind::decimal;
      ++at_;
      while (is_number(peek())) ++at_;
    }
    // "1.e3": a point may be followed by the exponent alone.
    if (kind == Token::Kind::integer && peek() == '.' && (peek(1) == 'e' || peek(1) == 'E') &&
        is_number(peek(peek(2) == '+' || peek(2) == '-' ? 3 : 2)))
      ++at_;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek() == 'e' || peek() == 'E') && is_number(peek(sign))) {
      kind = Token::Kind::real;
      at_ += sign;
      while (is_number(peek())) ++at_;
    }
    return token(kind, std::string(text_.substr(begin_, at_ - begin_)));
  }

  Token string() {
    const char quote = peek();
    const bool is_long = peek(1) == quote && peek(2) == quote;
    at_ += is_long ? 3 : 1;
    std::string out;
    while (true) {
      if (at_ >= text_.size()) fail("this string is not closed");
      const char c = peek();
      if (c == quote && (!is_long || (peek(1) == quote && peek(2) == quote))) {
        at_ += is_long ? 3 : 1;
        return token(Token::Kind::string, out);
      }
      if (!is_long && (c == '\n' || c == '\r')) fail("this string is not closed on its line");
      if (c == '\\')
        escape(out);
      else {
        out += c;
        ++at_;
      }
    }
  }

  void escape(std::string& out) {
    const char c = peek(1);
    static constexpr std::string_view letters = "tbnrf\"'\\", meant = "\t\b\n\r\f\"'\\";
    if (const std::size_t which = letters.find(c); c && which != std::string_view::npos) {
      out += meant[which];
      at_ += 2;
      return;
    }
    const std::size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char d = peek(2 + i);
      const std::size_t hex = std::string_view("0123456789abcdefABCDEF").find(d);
      if (!d || hex == std::string_view::npos) fail("a \\u escape has four hexadecimal digits, \\U eight");
      value = value * 16 + static_cast<char32_t>(hex < 16 ? hex : hex - 6);
    }
    if (digits == 0) fail(fmt::format("`\\{}` is no escape", c));
    if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) fail("no character has this number");
    append_utf8(out, value);
    at_ += 2 + digits;
  }

  std::string_view text_;
  std::size_t at_ = 0, begin_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view query) { return Lexer(query).run(); }

}  // namespace vitagraph::store::sparql
