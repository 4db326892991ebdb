// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include "document/builder.hpp"
#include "document/latex.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// BibTeX as it is written, after its manual ("BibTeXing", 1988) and what tools since then let pass: entries, @string,
/// @comment and @preamble; values braced, quoted, numbers or names, joined by #. A mistake costs its entry only.
class BibParser {
 public:
  BibParser(Document& document, DiagnosticSink& diagnostics)
      : document_(document), diagnostics_(diagnostics), text_(document.source.text()), builder_(document) {
    // The months of the standard styles stand for their English names; as numbers they need no language.
    static constexpr const char* months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                             "jul", "aug", "sep", "oct", "nov", "dec"};
    int number = 0;
    for (const char* month : months) strings_[month] = std::to_string(++number);
  }

  void run() {
    while (at_ < text_.size()) {
      // Everything between entries is a comment.
      const std::size_t next = text_.find('@', at_);
      if (next == std::string_view::npos) break;
      at_ = next + 1;
      if (next > 0 && std::isalnum(static_cast<unsigned char>(text_[next - 1]))) continue;  // an address
      entry(next);
    }
    builder_.close();
  }

 private:
  void entry(std::size_t begin) {
    const std::string type = lower_ascii(word());
    if (type.empty()) return;
    skip_blanks();
    if (type == "comment") {
      if (peek() == '{') at_ = end_of_braces(at_);
      return;
    }
    const char open = peek();
    if (open != '{' && open != '(') return fail(begin, "an entry `@" + type + "` without `{`");
    const char close = open == '{' ? '}' : ')';
    ++at_;
    if (type == "preamble") {
      at_ = end_of_braces(at_ - 1);
      return;
    }
    BibEntry entry;
    entry.type = type;
    if (type != "string") {
      skip_blanks();
      const std::size_t from = at_;
      at_ = std::min(text_.find_first_of(",}\n=", at_), text_.size());
      if (peek() == '=') {
        at_ = from;  // no key at all
      } else {
        entry.key = std::string(trim(text_.substr(from, at_ - from)));
        skip_blanks();
        if (peek() == ',') ++at_;
      }
    }
    while (true) {
      skip_blanks();
      if (peek() == ',') {
        ++at_;
        continue;
      }
      if (peek() == close) {
        ++at_;
        break;
      }
      if (at_ >= text_.size()) {
        fail(begin, "the entry `" + entry.key + "` does not end");
        break;
      }
      if (!field(entry, begin)) break;
    }
    if (type == "string") {
      for (auto& [name, value] : entry.fields) strings_[name] = value;
      return;
    }
    if (!entry.fields.empty()) write(std::move(entry), begin);
  }

  /// name = value; false when the entry can't go on.
  bool field(BibEntry& entry, std::size_t begin) {
    const std::size_t at = at_;
    const std::string name = lower_ascii(word());
    skip_blanks();
    if (name.empty() || peek() != '=') {
      fail(at, name.empty() ? "a field's name expected" : "`=` expected after `" + name + "`");
      // A blank line or a new entry at a line's beginning is where the next may start.
      const std::size_t next = text_.find("\n@", at_);
      at_ = next == std::string_view::npos ? text_.size() : next;
      return false;
    }
    ++at_;
    std::string value;
    while (true) {
      skip_blanks();
      if (!part(value, entry.type == "string" ? std::string() : name, begin)) return false;
      skip_blanks();
      if (peek() != '#') break;
      ++at_;
    }
    if (entry.type == "string") {
      entry.fields.emplace_back(name, value);
    } else {
      entry.fields.emplace_back(name, from_latex(value));
    }
    skip_blanks();
    if (peek() != ',' && peek() != '}' && peek() != ')') {
      // "year = 2001 month = 3": a comma was forgotten, and nothing else.
      if (!std::isalpha(static_cast<unsigned char>(peek()))) {
        fail(at_, "`,` or `}` expected after the value of `" + name + "`");
        const std::size_t next = text_.find("\n@", at_);
        at_ = next == std::string_view::npos ? text_.size() : next;
        return false;
      }
    }
    return true;
  }

  bool part(std::string& value, const std::string& name, std::size_t begin) {
    const char c = peek();
    if (c == '{') {
      const std::size_t end = end_of_braces(at_);
      if (end == 0) {
        fail(begin, "braces of `" + name + "` do not close");
        resume();
        return false;
      }
      value += text_.substr(at_ + 1, end - at_ - 2);
      at_ = end;
      return true;
    }
    if (c == '"') {
      int depth = 0;
      std::size_t end = at_ + 1;
      while (end < text_.size() && (text_[end] != '"' || depth > 0)) {
        if (text_[end] == '\\' && end + 1 < text_.size()) {
          ++end;  // \" inside is an accent
        } else if (text_[end] == '{') {
          ++depth;
        } else if (text_[end] == '}') {
          if (--depth < 0) break;
        }
        ++end;
      }
      if (end >= text_.size() || text_[end] != '"') {
        fail(begin, "the quotation marks of `" + name + "` do not close");
        resume();
        return false;
      }
      value += text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return true;
    }
    const std::size_t at = at_;
    const std::string bare(word());
    if (bare.empty()) {
      fail(at_, "a value expected for `" + name + "`");
      resume();
      return false;
    }
    const bool number = std::all_of(bare.begin(), bare.end(), [](char d) { return d >= '0' && d <= '9'; });
    const auto found = strings_.find(lower_ascii(bare));
    if (!number && found == strings_.end()) {
      const Span place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at_)};
      diagnostics_.report(Kind::bibtex_unknown_string, document_.source.locate(place), bare);
    }
    value += number || found == strings_.end() ? bare : found->second;
    return true;
  }

  /// A reference's text is its fields in order, one a line: so it can be shown, searched and quoted like any other.
  void write(BibEntry entry, std::size_t begin) {
    document_.entries.push_back(std::move(entry));
    const BibEntry& kept = document_.entries.back();
    builder_.open(BlockKind::reference);
    builder_.set_entry(static_cast<std::uint32_t>(document_.entries.size() - 1));
    const auto length = static_cast<std::uint32_t>(at_ - begin);
    for (const auto& [name, value] : kept.fields) {
      if (value.empty()) continue;
      builder_.new_line();
      builder_.replace(value, static_cast<std::uint32_t>(begin), length);
    }
    builder_.close();
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_]))) {
        ++at_;
      } else if (text_[at_] == '%') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  std::string_view word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) > ' ' &&
           std::string_view("{}()\"#%',=@").find(text_[at_]) == std::string_view::npos)
      ++at_;
    return text_.substr(from, at_ - from);
  }

  /// Behind the brace that closes the one at `open`; 0 if none does. A line that begins an entry ends the search, so
  /// that one forgotten brace does not swallow the file.
  std::size_t end_of_braces(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\\' && i + 1 < text_.size()) {
        ++i;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}') {
        if (--depth <= 0) return i + 1;
      } else if (c == '@' && i > 0 && text_[i - 1] == '\n' && looks_like_entry(i)) {
        return 0;
      }
    }
    return 0;
  }

  bool looks_like_entry(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end]))) ++end;
    return end > at + 2 && end < text_.size() && text_[end] == '{';
  }

  void resume() {
    const std::size_t next = text_.find("\n@", at_);
    at_ = next == std::string_view::npos ? text_.size() : next;
  }

  void fail(std::size_t at, const std::string& what) {
    const auto place = static_cast<std::uint32_t>(std::min(at, text_.size()));
    diagnostics_.report(Kind::bibtex_syntax, document_.source.locate({place, place}), what);
  }

  Document& document_;
  DiagnosticSink& diagnostics_;
  std::string_view text_;
  Builder builder_;
  std::size_t at_ = 0;
  std::map<std::string, std::string, std::less<>> strings_;
};

}  // namespace

void read_bib(Document& document, const ReadOptions&, DiagnosticSink& diagnostics) {
  BibParser(document, diagnostics).run();
}

}  // namespace vitagraph::document
