// SPDX-License-Identifier: Apache-2.0
#include "document/inline_markup.hpp"

#include <algorithm>
#include <array>

#include "document/emphasis.hpp"

namespace vitagraph::document {
namespace {

constexpr std::size_t longest_shortcode = 40;  ///< bytes of ":link:" or of a length in LaTeX

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// The bytes that are more than text; a link ends with "]".
constexpr std::array<bool, 256> make_stops() {
  std::array<bool, 256> out{};
  for (const char c : std::string_view("\n\\`*_~![]<&$^h:\t ")) out[static_cast<unsigned char>(c)] = true;
  return out;
}
constexpr std::array<bool, 256> stops = make_stops();

/// Turns an InlineText into tokens, resolves the emphasis and writes them out.
class InlineWriter {
 public:
  InlineWriter(Builder& builder, const InlineText& input, const InlineOptions& options)
      : builder_(builder), input_(input), options_(options), text_(input.text) {}

  void run() {
    match_brackets();
    while (at_ < text_.size()) step();
    end_text();
    while (!links_.empty()) end_link();
    resolve_emphasis(tokens_, 0);
    write();
  }

  /// Most text holds no marks that a later one may pair with: it need not wait, and a paragraph as long as a document
  /// takes no memory for its tokens.
  void write_settled() {
    if (!links_.empty() || has_delimiters_) return;
    write();
    tokens_.clear();
  }

 private:
  struct OpenLink {
    std::size_t close;  ///< of its `]`
    std::size_t after;  ///< behind its target
    std::size_t first_token;
  };

  void step() {
    if (!links_.empty() && at_ == links_.back().close) return end_link();
    const char c = text_[at_];
    switch (c) {
      case '\n': return line_break();
      case '\\': return escape();
      case '`': return code();
      case '*': return delimiters();
      case '_': return delimiters();
      case '~': return strike();
      case '!': return image();
      case '[': return bracket();
      case '<': return angle();
      case '&': return entity();
      case '$': return math();
      case '^': return superscript();
      case 'h': return url();
      case ':': return shortcode();
      case '\t':
      case ' ': return blanks();
      default: ++at_;
    }
    while (at_ < text_.size() && (!stops[static_cast<unsigned char>(text_[at_])] || is_single_blank(at_))) ++at_;
  }
  bool is_single_blank(std::size_t at) const {
    return text_[at] == ' ' && at + 1 < text_.size() && text_[at + 1] != ' ' && text_[at + 1] != '\t';
  }

  /// Pairs `[` with `]` once, so that looking for a link's end costs nothing.
  void match_brackets() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '[') {
        open.push_back(i);
      } else if (text_[i] == ']' && !open.empty()) {
        brackets_.emplace_back(open.back(), i);
        open.pop_back();
      }
    }
    std::sort(brackets_.begin(), brackets_.end());
  }

  std::size_t closing_bracket(std::size_t open) const {
    const auto found = std::lower_bound(brackets_.begin(), brackets_.end(), std::pair(open, std::size_t{0}));
    return found != brackets_.end() && found->first == open ? found->second : std::string_view::npos;
  }

  void end_text() {
    if (text_begin_ < at_) tokens_.push_back(Token::range(Token::Type::text, text_begin_, at_));
    text_begin_ = at_;
  }

  /// The markup at at_, `length` bytes long, has been dealt with.
  void skip(std::size_t length) { text_begin_ = at_ = at_ + length; }

  void add(Token token, std::size_t length) {
    end_text();
    tokens_.push_back(std::move(token));
    skip(length);
  }

  void line_break() {
    add(Token::range(Token::Type::line_break, at_, at_ + 1), 1);
    write_settled();
  }

  void blanks() {
    std::size_t end = at_;
    bool tab = false;
    while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t')) tab |= text_[end++] == '\t';
    if (options_.columns && (tab || end - at_ >= 3)) return add(Token::range(Token::Type::gap, at_, end), end - at_);
    at_ = end;
  }

  /// ":link:", the name of a picture; it stands alone between blanks or brackets.
  void shortcode() {
    const auto open_before = [&] {
      return at_ == 0 || std::string_view(" \t\n([").find(text_[at_ - 1]) != std::string_view::npos;
    };
    std::size_t end = at_ + 1;
    const std::size_t limit = std::min(text_.size(), at_ + longest_shortcode);
    while (end < limit && ((text_[end] >= 'a' && text_[end] <= 'z') || text_[end] == '_' ||
                           (end > at_ + 1 && text_[end] >= '0' && text_[end] <= '9')))
      ++end;
    const bool closed =
        end > at_ + 2 && end < limit && text_[end] == ':' &&
        (end + 1 == text_.size() || std::string_view(" \t\n)]").find(text_[end + 1]) != std::string_view::npos);
    if (!options_.emphasis || !closed || !open_before()) return void(++at_);
    drop(end + 1 - at_);
  }

  /// LaTeX's commands that only set text apart ("\\hfill", "\\hspace{1em}"); whether one was here.
  bool layout_command() {
    static constexpr std::array<std::string_view, 7> commands = {"hfill", "hspace", "vspace",  "quad",
                                                                 "qquad", "vfill",  "noindent"};
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    if (!options_.emphasis || std::find(commands.begin(), commands.end(), name) == commands.end()) return false;
    if (end < text_.size() && text_[end] == '*') ++end;
    if (name.ends_with("space")) {
      const std::size_t close = text_.substr(0, std::min(text_.size(), end + longest_shortcode)).find('}', end);
      if (end >= text_.size() || text_[end] != '{' || close == std::string_view::npos) return false;
      end = close + 1;
    }
    add(Token::range(Token::Type::gap, at_, end), end - at_);
    return true;
  }

  void escape() {
    if (layout_command()) return;
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] == '\\' && end - at_ < 4) ++end;  // "\\_" of text escaped twice
    if (end < text_.size() && is_punctuation(text_[end]) && text_[end] != '\\') {
      end_text();
      tokens_.push_back(Token::range(Token::Type::text, end, end + 1));
      return skip(end + 1 - at_);
    }
    if (end == text_.size() || text_[end] == '\n') return drop(end - at_);  // a hard break
    at_ = end;
  }

  void drop(std::size_t length) {
    end_text();
    skip(length);
  }

  void code() {
    std::size_t run = at_;
    while (run < text_.size() && text_[run] == '`') ++run;
    const std::size_t length = run - at_;
    if (!options_.emphasis || length >= no_code_end_.size() || no_code_end_[length]) return void(at_ = run);
    for (std::size_t i = run; i < text_.size();) {
      if (text_[i] != '`') {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < text_.size() && text_[end] == '`') ++end;
      if (end - i == length) {
        end_text();
        tokens_.push_back(Token::run(Token::Type::open, RunKind::code));
        for (std::size_t from = run; from < i;) {  // a code span may go over lines
          const std::size_t stop = std::min(text_.find('\n', from), i);
          if (from < stop) tokens_.push_back(Token::range(Token::Type::text, from, stop));
          if (stop < i) tokens_.push_back(Token::range(Token::Type::line_break, stop, stop + 1));
          from = stop + 1;
        }
        tokens_.push_back(Token::run(Token::Type::close, RunKind::code));
        return skip(end - at_);
      }
      i = end;
    }
    no_code_end_[length] = true;
    at_ = run;
  }

  void delimiters() {
    const char mark = text_[at_];
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == mark) ++end;
    if (!options_.emphasis && (mark == '_' || end - at_ < 2)) return void(at_ = end);
    end_text();
    tokens_.push_back(delimiter_token(text_, at_, end));
    has_delimiters_ = true;
    skip(end - at_);
  }

  void strike() {
    if (options_.emphasis && text_.substr(at_, 2) == "~~") return drop(2);
    ++at_;
  }

  void image() {
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '[') {
      const std::size_t close = closing_bracket(at_ + 1);
      if (close != std::string_view::npos) {
        std::string target;
        const std::size_t after = link_target(close, text_.substr(at_ + 2, close - at_ - 2), target);
        if (after != close) return drop(after - at_);
      }
    }
    ++at_;
  }

  void bracket() {
    const std::size_t close = closing_bracket(at_);
    if (close == std::string_view::npos) return void(++at_);
    const std::string_view label = text_.substr(at_ + 1, close - at_ - 1);
    if (label.size() > 1 && label[0] == '^' && options_.references) return drop(close + 1 - at_);  // a footnote's mark
    std::string target;
    const std::size_t after = link_target(close, label, target);
    if (after == close || !links_.empty()) return void(++at_);
    end_text();
    links_.push_back({close, after, tokens_.size()});
    tokens_.push_back(Token::run(Token::Type::open, RunKind::link, std::move(target)));
    skip(1);
  }

  void end_link() {
    end_text();
    const OpenLink link = links_.back();
    links_.pop_back();
    resolve_emphasis(tokens_, link.first_token);
    tokens_.push_back(Token::run(Token::Type::close, RunKind::link));
    text_begin_ = at_ = std::max(at_, link.after);
  }

  /// Reads `(target "title")`, `[label]` or nothing behind the `]`; gives the position behind it, or `close` itself if
  /// this is no link.
  std::size_t link_target(std::size_t close, std::string_view label, std::string& target) const {
    const std::size_t next = close + 1;
    if (next < text_.size() && text_[next] == '(') {
      int depth = 0;
      const std::size_t limit = std::min(text_.size(), next + 4096);
      for (std::size_t i = next; i < limit; ++i) {
        if (text_[i] == '\\') {
          ++i;
        } else if (text_[i] == '(') {
          ++depth;
        } else if (text_[i] == ')' && --depth == 0) {
          target = clean_target(text_.substr(next + 1, i - next - 1));
          return i + 1;
        } else if (text_[i] == '\n' && i + 1 < limit && text_[i + 1] == '\n') {
          break;
        }
      }
    }
    if (!options_.references) return close;
    std::size_t after = next;
    if (next < text_.size() && text_[next] == '[') {
      const std::size_t end = closing_bracket(next);
      if (end != std::string_view::npos) {
        if (end > next + 1) label = text_.substr(next + 1, end - next - 1);
        after = end + 1;
      }
    }
    if (label.size() > 200) return close;
    const auto found = options_.references->find(fold(label));
    if (found == options_.references->end()) return close;
    target = found->second;
    return after;
  }

  /// Without its <…>, its title and its line breaks.
  static std::string clean_target(std::string_view raw) {
    raw = trim(raw);
    if (!raw.empty() && raw.front() == '<')
      return std::string(raw.substr(1, raw.find('>') == std::string_view::npos ? raw.size() - 1 : raw.find('>') - 1));
    const std::size_t title = std::min(raw.find(" \""), raw.find(" '"));
    std::string out;
    for (const char c : trim(raw.substr(0, title)))
      if (static_cast<unsigned char>(c) >= ' ') out += c;
    return out;
  }

  void angle() {
    const std::size_t end = text_.find_first_of(">\n<", at_ + 1);
    if (end != std::string_view::npos && text_[end] == '>') {
      const std::string_view inner = text_.substr(at_ + 1, end - at_ - 1);
      if (inner.find(' ') == std::string_view::npos &&
          (inner.find("://") != std::string_view::npos || inner.find('@') != std::string_view::npos)) {
        end_text();
        const std::string target =
            inner.find("://") == std::string_view::npos ? "mailto:" + std::string(inner) : std::string(inner);
        tokens_.push_back(Token::run(Token::Type::open, RunKind::link, target));
        tokens_.push_back(Token::range(Token::Type::text, at_ + 1, end));
        tokens_.push_back(Token::run(Token::Type::close, RunKind::link));
        return skip(end + 1 - at_);
      }
    }
    const Tag tag = tag_at(text_.substr(at_));
    if (tag.length == 0) return void(++at_);
    if (tag.own) return drop(tag.length);
    const auto kind = run_of(tag.name);
    if (kind) {
      if (*kind == RunKind::link && !tag.closing && tag.href.empty()) return drop(tag.length);
      return add(Token::run(tag.closing ? Token::Type::close : Token::Type::open, *kind, tag.href), tag.length);
    }
    static constexpr std::array<std::string_view, 14> inner = {
        "span", "font", "small", "big", "abbr", "cite", "time", "img", "u", "mark", "i", "sub", "button", "label"};
    if (std::find(inner.begin(), inner.end(), tag.name) != inner.end()) return drop(tag.length);
    add(Token::range(Token::Type::line_break, at_, at_ + tag.length), tag.length);
  }

  static std::optional<RunKind> run_of(std::string_view name) {
    if (name == "b" || name == "strong") return RunKind::bold;
    if (name == "i" || name == "em") return RunKind::italic;
    if (name == "a") return RunKind::link;
    if (name == "code" || name == "tt") return RunKind::code;
    if (name == "sup") return RunKind::superscript;
    return std::nullopt;
  }

  void entity() {
    Entity found = entity_at(text_.substr(at_));
    if (found.length == 0) return void(++at_);
    Token token = Token::range(Token::Type::replaced, at_, at_ + found.length);
    token.value = std::move(found.value);
    add(std::move(token), found.length);
  }

  void math() {
    const std::size_t limit = std::min(text_.size(), at_ + 400);
    const std::size_t end = text_.substr(0, limit).find_first_of("$\n", at_ + 1);
    if (end == std::string_view::npos || text_[end] != '$' || end == at_ + 1) return void(++at_);
    const std::string_view latex = text_.substr(at_ + 1, end - at_ - 1);
    if (latex.find_first_of("\\^_{") == std::string_view::npos) return void(++at_);  // "$5,000 and $3,000"
    auto plain = plain_math(latex);
    if (!plain) return void(at_ = end + 1);  // real mathematics stays as written, and its `_` is no emphasis
    Token token = Token::range(Token::Type::replaced, at_, end + 1);
    token.value = std::move(*plain);
    add(std::move(token), end + 1 - at_);
  }

  /// "1^{st}" outside of dollars, as converters of PDF leave it.
  void superscript() {
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '{') {
      const std::size_t end = text_.substr(0, std::min(text_.size(), at_ + 8)).find_first_of("}\n ", at_);
      if (end != std::string_view::npos && text_[end] == '}') {
        end_text();
        tokens_.push_back(Token::run(Token::Type::open, RunKind::superscript));
        tokens_.push_back(Token::range(Token::Type::text, at_ + 2, end));
        tokens_.push_back(Token::run(Token::Type::close, RunKind::superscript));
        return skip(end + 1 - at_);
      }
    }
    ++at_;
  }

  /// An address in the open: the marks in it are not markup.
  void url() {
    if (text_.substr(at_, 7) != "http://" && text_.substr(at_, 8) != "https://") return void(++at_);
    const std::size_t stop = links_.empty() ? text_.size() : links_.back().close;
    while (at_<stop&& static_cast<unsigned char>(text_[at_])> ' ' &&
           std::string_view("<>()[]\"`\\$|{}").find(text_[at_]) == std::string_view::npos &&
           text_.substr(at_, 2) != "**")
      ++at_;
  }

  std::uint32_t source_of(std::size_t at) const {
    auto line = std::upper_bound(input_.lines.begin(), input_.lines.end(), at,
                                 [](std::size_t a, const InlineText::SourceLine& l) { return a < l.at; });
    if (line != input_.lines.begin()) --line;
    return line->source + static_cast<std::uint32_t>(at - line->at);
  }

  void write() {
    const LineStyle first = input_.lines.empty() ? LineStyle{} : input_.lines[0].style;
    if (!begun_ && !builder_.has_text()) builder_.new_line(first);
    begun_ = true;
    for (const Token& token : tokens_) {
      switch (token.type) {
        case Token::Type::text:
          builder_.flow(text_.substr(token.begin, token.end - token.begin), source_of(token.begin));
          break;
        case Token::Type::replaced:
          builder_.replace(token.value, source_of(token.begin), static_cast<std::uint32_t>(token.end - token.begin));
          break;
        case Token::Type::gap: builder_.gap(); break;
        case Token::Type::line_break:
          if (text_[token.begin] == '\n' && line_ + 1 < input_.lines.size()) ++line_;
          builder_.new_line(input_.lines[line_].style);
          break;
        case Token::Type::open: builder_.begin_run(token.kind, token.value); break;
        case Token::Type::close: builder_.end_run(token.kind); break;
        case Token::Type::delimiter:
          for (const RunKind kind : token.closes) builder_.end_run(kind);
          if (token.left > 0) builder_.flow(text_.substr(token.begin, token.left), source_of(token.begin));
          for (auto kind = token.opens.rbegin(); kind != token.opens.rend(); ++kind) builder_.begin_run(*kind);
          break;
      }
    }
  }

  Builder& builder_;
  const InlineText& input_;
  const InlineOptions& options_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t text_begin_ = 0;
  std::vector<Token> tokens_;
  bool has_delimiters_ = false;  ///< among tokens_
  bool begun_ = false;           ///< something is written
  std::size_t line_ = 0;         ///< that is written
  std::vector<OpenLink> links_;
  std::vector<std::pair<std::size_t, std::size_t>> brackets_;
  std::array<bool, 16> no_code_end_{};
};

}  // namespace

void InlineText::add_line(std::string_view line, std::uint32_t source, LineStyle style) {
  if (!lines.empty()) text += '\n';
  lines.push_back({static_cast<std::uint32_t>(text.size()), source, style});
  text += line;
}

void write_inline(Builder& builder, const InlineText& text, const InlineOptions& options) {
  InlineWriter(builder, text, options).run();
}

}  // namespace vitagraph::document
