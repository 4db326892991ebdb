// SPDX-License-Identifier: Apache-2.0
#include "mapping/rml/turtle.hpp"

#include <charconv>

namespace vitagraph::mapping {
namespace {

constexpr int deepest = 500;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-'; }
bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

/// A recursive descent over the grammar of https://www.w3.org/TR/turtle/#sec-grammar.
class TurtleParser {
 public:
  TurtleParser(const SourceFile& file, DiagnosticSink& diagnostics)
      : file_(file), text_(file.text()), diagnostics_(diagnostics) {}

  std::optional<TurtleGraph> run() {
    try {
      if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
      if (const auto bad = find_invalid_utf8(text_)) {
        at_ = *bad;
        fail("not UTF-8");
      }
      for (skip(); at_ < text_.size(); skip()) statement();
    } catch (const Stop&) {
      return std::nullopt;
    }
    return std::move(graph_);
  }

 private:
  struct Stop {};

  [[noreturn]] void fail(const std::string& why) { fail_at({position(), position() + 1}, why); }
  [[noreturn]] void fail_at(Span span, const std::string& why) {
    diagnostics_.report(Kind::rdf_syntax, file_.locate(span), why);
    throw Stop{};
  }
  std::uint32_t position() const { return static_cast<std::uint32_t>(at_); }
  Span since(std::size_t begin) const { return {static_cast<std::uint32_t>(begin), position()}; }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void skip() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_]))
        ++at_;
      else if (text_[at_] == '#')
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      else
        return;
    }
  }
  void expect(char c, const char* what) {
    skip();
    if (!take(c)) fail(fmt::format("expected {}", what));
  }
  bool keyword(std::string_view word, bool any_case) {
    if (at_ + word.size() > text_.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      char c = text_[at_ + i];
      if (any_case && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      if (c != word[i]) return false;
    }
    if (is_name(peek(word.size())) || peek(word.size()) == ':') return false;
    at_ += word.size();
    return true;
  }

  void statement() {
    const bool at_prefix = keyword("@prefix", false);
    if (at_prefix || keyword("PREFIX", true)) {
      skip();
      const std::size_t begin = at_;
      while (at_ < text_.size() && (is_name(text_[at_]) || text_[at_] == '.')) ++at_;
      const std::string name(text_.substr(begin, at_ - begin));
      expect(':', "`:` after the prefix");
      skip();
      graph_.prefixes_[name] = iri();
      if (at_prefix) expect('.', "`.`");
      return;
    }
    const bool at_base = keyword("@base", false);
    if (at_base || keyword("BASE", true)) {
      skip();
      base_ = iri();
      if (at_base) expect('.', "`.`");
      return;
    }
    const bool bracket = peek() == '[';
    const PlacedTerm subject = peek() == '(' ? list(0) : bracket ? blank(0) : resource();
    graph_.at(subject);
    skip();
    if (!(bracket && peek() == '.')) predicates(subject, 0);
    expect('.', "`.` at the end of the statement");
  }

  void predicates(const PlacedTerm& subject, int depth) {
    while (true) {
      skip();
      const std::size_t begin = at_;
      std::string predicate;
      if (peek() == 'a' && !is_name(peek(1)) && peek(1) != ':') {
        ++at_;
        predicate = rdf::vocabulary::rdf_type;
      } else {
        const PlacedTerm term = resource();
        if (!term.term.is_iri()) fail_at(term.span, "a predicate is an IRI");
        predicate = term.term.value;
      }
      const Span span = since(begin);
      do {
        skip();
        PlacedTerm object = this->object(depth);
        graph_.at(subject).statements.push_back({predicate, std::move(object), span});
        skip();
      } while (take(','));
      if (!take(';')) return;
      for (skip(); take(';'); skip()) {
      }
      if (peek() == '.' || peek() == ']' || at_ >= text_.size()) return;
    }
  }

  PlacedTerm object(int depth) {
    const char c = peek();
    if (c == '[') return blank(depth + 1);
    if (c == '(') return list(depth + 1);
    if (c == '"' || c == '\'') return literal();
    if (is_digit_byte(c) || c == '+' || c == '-' || (c == '.' && is_digit_byte(peek(1)))) return number();
    const std::size_t begin = at_;
    for (const std::string_view word : {"true", "false"})
      if (keyword(word, false)) return {rdf::Term::typed(word, rdf::vocabulary::xsd_boolean), since(begin)};
    return resource();
  }

  PlacedTerm blank(int depth) {
    if (depth > deepest) fail("nested too deeply");
    const std::size_t begin = at_;
    ++at_;
    PlacedTerm out{rdf::Term::blank(fmt::format("b{}", blanks_++)), since(begin)};
    skip();
    if (!take(']')) {
      graph_.at(out);
      predicates(out, depth);
      expect(']', "`]`");
    }
    return out;
  }

  PlacedTerm list(int depth) {
    if (depth > deepest) fail("nested too deeply");
    const std::string rdf_ns(rdf::vocabulary::rdf);
    const std::size_t begin = at_;
    ++at_;
    const PlacedTerm nil{rdf::Term::iri(rdf_ns + "nil"), since(begin)};
    PlacedTerm head = nil, last = nil;
    for (skip(); !take(')'); skip()) {
      if (at_ >= text_.size()) fail("expected `)`");
      const PlacedTerm item = object(depth);
      const PlacedTerm cell{rdf::Term::blank(fmt::format("b{}", blanks_++)), item.span};
      graph_.at(cell).statements.push_back({rdf_ns + "first", item, item.span});
      if (head.term == nil.term)
        head = cell;
      else
        graph_.at(last).statements.push_back({rdf_ns + "rest", cell, item.span});
      last = cell;
    }
    if (head.term != nil.term) graph_.at(last).statements.push_back({rdf_ns + "rest", nil, nil.span});
    return head;
  }

  PlacedTerm resource() {
    const std::size_t begin = at_;
    if (peek() == '<') {
      std::string value = iri();
      return {rdf::Term::iri(value), since(begin)};
    }
    if (peek() == '_' && peek(1) == ':') {
      at_ += 2;
      const std::size_t name = at_;
      while (at_ < text_.size() && (is_name(text_[at_]) || (text_[at_] == '.' && is_name(peek(1))))) ++at_;
      if (at_ == name) fail("expected a blank node's label");
      return {rdf::Term::blank("l" + std::string(text_.substr(name, at_ - name))), since(begin)};
    }
    return prefixed();
  }

  PlacedTerm prefixed() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_name(text_[at_]) || (text_[at_] == '.' && is_name(peek(1))))) ++at_;
    const std::string prefix(text_.substr(begin, at_ - begin));
    if (!take(':')) {
      at_ = begin;
      fail("expected an IRI, a prefixed name or a blank node");
    }
    std::string local;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_name(c) || c == ':' ||
          (c == '.' && (is_name(peek(1)) || peek(1) == ':' || peek(1) == '%' || peek(1) == '.'))) {
        local += c;
        ++at_;
      } else if (c == '%' && at_ + 2 < text_.size()) {
        local += text_.substr(at_, 3);
        at_ += 3;
      } else if (c == '\\' && std::string_view("_~.-!$&'()*+,;=/?#@%").find(peek(1)) != std::string_view::npos) {
        local += peek(1);
        at_ += 2;
      } else {
        break;
      }
    }
    const auto found = graph_.prefixes_.find(prefix);
    if (found == graph_.prefixes_.end()) {
      diagnostics_.report(Kind::rdf_unknown_prefix, file_.locate(since(begin)),
                          std::string(text_.substr(begin, at_ - begin)));
      throw Stop{};
    }
    return {rdf::Term::iri(found->second + local), since(begin)};
  }

  std::string iri() {
    if (!take('<')) fail("expected `<`");
    std::string out;
    while (at_ < text_.size() && text_[at_] != '>') {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '"' || c == '{' || c == '}' || c == '|' ||
          c == '^' || c == '`')
        fail("this character cannot stand in an IRI");
      if (c == '\\') {
        ++at_;
        if (peek() != 'u' && peek() != 'U') fail("only \\u and \\U can stand in an IRI");
        append_utf8(out, escaped_code());
      } else {
        out += c;
        ++at_;
      }
    }
    if (!take('>')) fail("expected `>`");
    return resolve(out);
  }

  /// RFC 3986 §5.2 for what mappings write: absolute, fragment, absolute path, relative path without dots.
  std::string resolve(const std::string& text) const {
    const std::size_t colon = text.find_first_of(":/?#");
    if ((colon != std::string::npos && text[colon] == ':') || base_.empty()) return text;
    if (text.empty()) return base_.substr(0, base_.find('#'));
    if (text.front() == '#') return base_.substr(0, base_.find('#')) + text;
    const std::size_t authority = base_.find("://");
    const std::size_t path = authority == std::string::npos ? std::string::npos : base_.find('/', authority + 3);
    if (text.substr(0, 2) == "//") return base_.substr(0, base_.find(':') + 1) + text;
    if (text.front() == '/') return base_.substr(0, path) + text;
    const std::string stem = base_.substr(0, base_.find_first_of("?#"));
    return stem.substr(0, stem.rfind('/') + 1) + text;
  }

  char32_t escaped_code() {
    const std::size_t digits = text_[at_] == 'u' ? 4 : 8;
    ++at_;
    std::uint32_t code = 0;
    const std::string_view part = text_.substr(at_, digits);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), code, 16);
    if (error != std::errc() || end != part.data() + digits || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
      fail("not a code point");
    at_ += digits;
    return code;
  }

  PlacedTerm literal() {
    const std::size_t begin = at_;
    const char mark = text_[at_];
    const std::string_view long_mark = mark == '"' ? "\"\"\"" : "'''";
    const bool is_long = text_.substr(at_, 3) == long_mark;
    at_ += is_long ? 3 : 1;
    std::string value;
    while (true) {
      if (at_ >= text_.size())
        fail_at({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)},
                "this text is never closed");
      const char c = text_[at_];
      if (is_long ? text_.substr(at_, 3) == long_mark && peek(3) != mark : c == mark) break;
      if (!is_long && (c == '\n' || c == '\r')) fail("a text in single quotation marks ends on its line");
      if (c == '\\')
        escape(value);
      else {
        value += c;
        ++at_;
      }
    }
    at_ += is_long ? 3 : 1;
    rdf::Term term = rdf::Term::literal(value);
    if (peek() == '^' && peek(1) == '^') {
      at_ += 2;
      skip();
      term.datatype = resource().term.value;
    } else if (take('@')) {
      const std::size_t tag = at_;
      while (at_ < text_.size() && (is_name(text_[at_]))) ++at_;
      term.language = text_.substr(tag, at_ - tag);
      if (!rdf::is_language_tag(term.language)) fail_at(since(tag), "not a language tag");
    }
    return {std::move(term), since(begin)};
  }

  void escape(std::string& out) {
    const char c = peek(1);
    static constexpr std::string_view letters = "tbnrf\"'\\", values = "\t\b\n\r\f\"'\\";
    const std::size_t known = letters.find(c);
    if (c == 'u' || c == 'U') {
      ++at_;
      append_utf8(out, escaped_code());
    } else if (known != std::string_view::npos) {
      out += values[known];
      at_ += 2;
    } else {
      fail_at({position(), position() + 2}, fmt::format("`\\{}` is no escape; a backslash is written `\\\\`", c));
    }
  }

  PlacedTerm number() {
    const std::size_t begin = at_;
    if (peek() == '+' || peek() == '-') ++at_;
    std::string_view type = rdf::vocabulary::xsd_integer;
    while (is_digit_byte(peek())) ++at_;
    if (peek() == '.' && is_digit_byte(peek(1))) {
      type = "http://www.w3.org/2001/XMLSchema#decimal";
      ++at_;
      while (is_digit_byte(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      type = rdf::vocabulary::xsd_double;
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      while (is_digit_byte(peek())) ++at_;
    }
    return {rdf::Term::typed(text_.substr(begin, at_ - begin), type), since(begin)};
  }

  const SourceFile& file_;
  std::string_view text_;
  DiagnosticSink& diagnostics_;
  std::size_t at_ = 0;
  std::string base_;
  std::size_t blanks_ = 0;
  TurtleGraph graph_;
};

const TurtleGraph::Subject* TurtleGraph::find(const rdf::Term& term) const {
  const auto found = index_.find(term);
  return found == index_.end() ? nullptr : &subjects_[found->second];
}

TurtleGraph::Subject& TurtleGraph::at(const PlacedTerm& term) {
  const auto [found, fresh] = index_.try_emplace(term.term, subjects_.size());
  if (fresh) subjects_.push_back({term.term, term.span, {}});
  return subjects_[found->second];
}

std::optional<TurtleGraph> parse_turtle(const SourceFile& file, DiagnosticSink& diagnostics) {
  return TurtleParser(file, diagnostics).run();
}

}  // namespace vitagraph::mapping
