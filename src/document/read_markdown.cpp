// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "document/front_matter.hpp"
#include "document/inline_markup.hpp"
#include "document/line_blocks.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {
namespace {

void cover(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (text[i] != '\n' && text[i] != '\r') text[i] = mask;
}

/// Covers every `open` … `close`; one that is never closed covers nothing.
void cover_between(std::string& text, std::string_view open, std::string_view close) {
  for (std::size_t begin = text.find(open); begin != std::string::npos;) {
    const std::size_t end = text.find(close, begin + open.size());
    if (end == std::string::npos) return;
    cover(text, begin, end + close.size());
    begin = text.find(open, end + close.size());
  }
}

/// kramdown's attribute lists, "{: .class}" and "{#id}"; on one line.
void cover_attributes(std::string& text) {
  for (std::size_t begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
    const char next = begin + 1 < text.size() ? text[begin + 1] : ' ';
    if (next != ':' && next != '#' && next != '.') continue;
    const std::size_t end = text.find_first_of("}\n", begin);
    if (end == std::string::npos) return;
    if (text[end] == '}') cover(text, begin, end + 1);
  }
}

/// Past "[…]" and "{…}" without brackets inside.
std::size_t skip_arguments(std::string_view line, std::size_t at) {
  while (at < line.size() && (line[at] == '[' || line[at] == '{')) {
    const std::size_t end = line.find_first_of(line[at] == '[' ? "[]" : "{}", at + 1);
    if (end == std::string_view::npos || line[end] == '[' || line[end] == '{') return at;
    at = end + 1;
  }
  return at;
}

/// Whether a line only tells TeX how to set the page ("\newpage", "\vspace{1em}", "\begin{multicols}{2}", "$~$"), as
/// CVs for pandoc have them.
bool is_layout(std::string_view line) {
  static constexpr std::string_view commands[] = {
      "begin",         "end",         "newpage",      "clearpage",   "pagebreak",   "vspace",
      "hspace",        "vfill",       "hfill",        "noindent",    "columnbreak", "smallskip",
      "medskip",       "bigskip",     "newline",      "linebreak",   "hline",       "hrule",
      "hrulefill",     "small",       "normalsize",   "setcounter",  "setlength",   "centering",
      "singlespacing", "raggedright", "startcolumns", "stopcolumns", "footnotesize"};
  line = trim(line);
  if (line.empty() || (line.front() != '\\' && line.front() != '$')) return false;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == ' ' || line[at] == '\t') {
      ++at;
    } else if (line[at] == '$') {
      const std::size_t end = line.find_first_not_of('~', at + 1);
      if (end == std::string_view::npos || line[end] != '$') return false;
      at = end + 1;
    } else if (line[at] == '\\') {
      std::size_t end = at + 1;
      while (end < line.size() && ((line[end] | 32) >= 'a' && (line[end] | 32) <= 'z')) ++end;
      const std::string_view command = line.substr(at + 1, end - at - 1);
      if (std::find(std::begin(commands), std::end(commands), command) == std::end(commands)) return false;
      if (end < line.size() && line[end] == '*') ++end;
      at = skip_arguments(line, end);
    } else {
      return line[at] == '%';
    }
  }
  return true;
}

void cover_layout(std::string& text) {
  if (text.find('\\') == std::string::npos && text.find('$') == std::string::npos) return;
  for (const SourceLine& line : split_lines(text))
    if (is_layout(std::string_view(text).substr(line.begin, line.end - line.begin))) cover(text, line.begin, line.end);
}

/// "[label]: target" lines (CommonMark 0.30 §4.7): kept as references and covered.
void take_references(std::string& text, Dialect& dialect) {
  for (const SourceLine& line : split_lines(text)) {
    if (line.blank || line.indent > 3 || text[line.content] != '[') continue;
    const std::string_view shown = std::string_view(text).substr(line.content, line.end - line.content);
    const std::size_t close = shown.find("]:");
    if (close == std::string_view::npos || close < 2 || close > 200 || shown[1] == '^') continue;
    if (shown.substr(1, close - 1).find_first_of("[]") != std::string_view::npos) continue;
    std::string_view target = trim(shown.substr(close + 2));
    if (target.empty() || target.find(' ') < target.find_first_of("\"'(")) {
      if (target.empty() || target.find_first_of("\"'(") == std::string_view::npos) continue;
    }
    target = target.substr(0, target.find(' '));
    if (target.size() > 1 && target.front() == '<' && target.back() == '>')
      target = target.substr(1, target.size() - 2);
    dialect.references.emplace(fold(shown.substr(1, close - 1)), std::string(target));
    cover(text, line.begin, line.end);
  }
}

/// Whether the text marks its headings as Markdown has it, or in HTML. A page that does not has them in plain lines.
bool marks_headings(std::string_view text) {
  std::size_t marked = 0;
  bool above = false;  // a line that an underline would make a heading
  for (const SourceLine& line : split_lines(text)) {
    const std::string_view shown = text.substr(line.content, line.end - line.content);
    std::size_t hashes = 0;
    while (hashes < shown.size() && shown[hashes] == '#') ++hashes;
    const char rule = rule_mark(shown);
    if ((hashes > 0 && hashes <= 6 && hashes < shown.size()) || (above && (rule == '=' || rule == '-')) ||
        (shown.size() > 3 && shown[0] == '<' && (shown[1] | 32) == 'h' && shown[2] >= '1' && shown[2] <= '6'))
      ++marked;
    above = !line.blank && rule == 0;
  }
  return marked > 1;
}

/// A page that is all front matter (its template shows the fields): each field is a term and its value.
void write_front_matter(std::string_view text, Builder& builder) {
  for (const SourceLine& line : split_lines(text)) {
    std::string_view shown = trim(text.substr(line.content, line.end - line.content));
    if (shown.empty() || rule_mark(shown) != 0 || shown.front() == '#') continue;
    std::uint32_t at = line.content;
    if (const std::size_t colon = shown.find(':');
        line.indent == 0 && colon != std::string_view::npos && colon < 40 && shown[0] != '"') {
      builder.open(BlockKind::term);
      builder.flow(shown.substr(0, colon), at);
      builder.open(BlockKind::paragraph);
      shown.remove_prefix(colon + 1);
      at += static_cast<std::uint32_t>(colon + 1);
      while (!shown.empty() && (shown.front() == ' ' || shown.front() == '"' || shown.front() == '\''))
        shown.remove_prefix(1), ++at;
    }
    while (!shown.empty() && (shown.back() == '"' || shown.back() == '\'')) shown.remove_suffix(1);
    if (!builder.is_open()) builder.open(BlockKind::paragraph);
    InlineText input;
    input.add_line(shown, at, {});
    if (builder.has_text()) builder.new_line();
    write_inline(builder, input, {});
  }
  builder.close();
}

}  // namespace

void read_markdown(Document& document, const ReadOptions&, DiagnosticSink&) {
  std::string text(document.source.text());
  const std::size_t mark = text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  const std::size_t front = read_front_matter(std::string_view(text).substr(mark), document.metadata);
  cover(text, 0, mark + front);
  cover_between(text, "<!--", "-->");
  cover_between(text, "{%", "%}");
  cover_between(text, "{{", "}}");
  cover_attributes(text);
  cover_layout(text);
  Dialect dialect;
  dialect.markdown = dialect.emphasis = true;
  dialect.plain_headings = !marks_headings(text);
  take_references(text, dialect);
  Builder builder(document);
  write_line_blocks(text, dialect, builder);
  if (document.blocks.empty() && front > 0) write_front_matter(document.source.text().substr(0, mark + front), builder);
}

}  // namespace vitagraph::document
