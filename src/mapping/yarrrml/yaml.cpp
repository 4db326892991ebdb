// SPDX-License-Identifier: Apache-2.0
#include "mapping/yarrrml/yaml.hpp"

namespace vitagraph::mapping {
namespace {

/// An alias may stand for a subtree many times over ("billion laughs"): what would be visited is counted first.
constexpr std::size_t most_nodes = 2'000'000;
constexpr int deepest = 100;
constexpr const char* unclosed_quote = "a quoted text that begins here is not closed";

bool within_bounds(const YAML::Node& node, int depth, std::size_t& visited) {
  if (depth > deepest || ++visited > most_nodes) return false;
  if (node.IsSequence())
    for (const YAML::Node& child : node)
      if (!within_bounds(child, depth + 1, visited)) return false;
  if (node.IsMap())
    for (const auto& entry : node)
      if (!within_bounds(entry.first, depth + 1, visited) || !within_bounds(entry.second, depth + 1, visited))
        return false;
  return true;
}

/// Stand for `?` within a plain scalar of a flow collection, and for a backslash in double quotes that escapes nothing
/// YAML knows. Characters that no YAML text may have, and of one byte, so that no mark moves.
constexpr char question = '\x01', backslash = '\x02';

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// yaml-cpp 0.7 ends a plain scalar in `[…]` at any question mark, which YAML 1.2 §7.3.3 does not, and addresses have
/// them. And people write YARRRML's own escape `\:` in double quotes, where YAML has no such escape.
/// Knows of YAML where scalars begin and end, and no more.
class Mender {
 public:
  explicit Mender(std::string text) : text_(std::move(text)) {
    if (text_.starts_with("\xEF\xBB\xBF")) line_ = at_ = 3;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n')
        begin_line();
      else if (c == '#' && (at_ == line_ || is_space(text_[at_ - 1])))
        pass_comment();
      else if (is_space(c))
        ++at_;
      else if (inside_)
        go_on(c);
      else
        begin(c);
    }
  }

  const std::string& text() const { return text_; }
  /// Where a quoted text begins that nothing closes.
  const std::optional<std::size_t>& open() const { return open_; }

 private:
  bool space_follows() const { return at_ + 1 >= text_.size() || is_space(text_[at_ + 1]); }
  int column() const { return static_cast<int>(at_ - line_); }

  /// Of the line at `at_`; none where the line is empty.
  std::optional<int> indentation() const {
    const std::size_t first = text_.find_first_not_of(' ', at_);
    if (first == std::string::npos || text_[first] == '\n' || text_[first] == '\r') return std::nullopt;
    return static_cast<int>(first - at_);
  }

  void begin_line() {
    line_ = ++at_;
    // A plain text goes on in lines that are indented further than what it belongs to.
    if (const auto indent = indentation(); flow_ == 0 && indent && *indent <= parent_) inside_ = false;
  }

  void pass_comment() {
    at_ = std::min(text_.find('\n', at_), text_.size());
    if (flow_ == 0) inside_ = false;
  }

  /// Where a scalar, a collection or their marks may begin.
  void begin(char c) {
    const bool indicator = (c == '-' || c == '?') && flow_ == 0 && space_follows();
    if (c == '"' || c == '\'') return pass_quoted(c);
    if ((c == '|' || c == '>') && flow_ == 0) return pass_block();
    if (at_ == line_ && text_.compare(at_, 3, "---") == 0 && (at_ + 3 == text_.size() || is_space(text_[at_ + 3]))) {
      parent_ = -1;
      at_ += 3;
    } else if (c == '&' || c == '!') {
      while (at_ < text_.size() && !is_space(text_[at_]) && (flow_ == 0 || text_[at_] != ',')) ++at_;
    } else if (indicator || c == ',' || (c == ':' && space_follows())) {
      if (indicator) parent_ = column();
      ++at_;
    } else if (c == '[' || c == '{' || c == ']' || c == '}') {
      if (flow_ == 0) began_ = column();
      pass_bracket(c);
    } else {
      began_ = column();
      inside_ = true;
      ++at_;
    }
  }

  /// Within a plain text, or behind a quoted one or a collection.
  void go_on(char c) {
    const bool in_flow = flow_ > 0;
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
    if (c == ':' && (is_space(next) || (in_flow && (closed_ == at_ || std::string_view(",[]{}").find(next) < 5)))) {
      if (!in_flow) parent_ = began_;
      inside_ = false;
      ++at_;
    } else if (in_flow && (c == '[' || c == '{' || c == ']' || c == '}')) {
      pass_bracket(c);
    } else {
      if (in_flow && c == '?') text_[at_] = question;
      if (in_flow && c == ',') inside_ = false;
      ++at_;
    }
  }

  void pass_bracket(char c) {
    const bool opens = c == '[' || c == '{';
    if (opens)
      ++flow_;
    else if (flow_ > 0)
      --flow_;
    inside_ = !opens;
    closed_ = ++at_;
  }

  void pass_quoted(char quote) {
    open_ = at_;
    began_ = column();
    inside_ = true;
    for (++at_; at_ < text_.size(); ++at_) {
      const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
      if (text_[at_] == '\n') line_ = at_ + 1;
      if (quote == '"' && text_[at_] == '\\') {
        if (std::string_view("0abt\tnvfre \"/\\N_LPxuU\r\n").find(next) == std::string_view::npos)
          text_[at_] = backslash;
        else if (next != '\n')
          ++at_;
      } else if (text_[at_] == quote && quote == '\'' && next == quote) {
        ++at_;
      } else if (text_[at_] == quote) {
        open_.reset();
        closed_ = ++at_;
        return;
      }
    }
  }

  /// The lines of a block scalar: those indented further than what it belongs to.
  void pass_block() {
    do {
      at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
      line_ = at_;
    } while (at_ < text_.size() && indentation().value_or(parent_ + 1) > parent_);
  }

  std::string text_;
  std::size_t at_ = 0, line_ = 0;  ///< `line_`: where its line begins
  std::size_t closed_ = 0;         ///< behind the last quoted text or collection
  int flow_ = 0;                   ///< brackets that are open
  int began_ = 0, parent_ = -1;    ///< columns: of the last scalar, and of the key or `-` that the next belongs to
  bool inside_ = false;
  std::optional<std::size_t> open_;
};

void unmend(YAML::Node node) {
  if (node.IsScalar()) {
    std::string text = node.Scalar();
    bool changed = false;
    for (const auto& [mark, meant] : {std::pair(question, '?'), std::pair(backslash, '\\')})
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        text[at] = meant;
        changed = true;
      }
    if (changed) node = text;
  }
  if (node.IsSequence())
    for (YAML::Node child : node) unmend(child);
  if (node.IsMap())
    for (auto entry : node) {
      unmend(entry.first);
      unmend(entry.second);
    }
}

/// The second reading is only of text that the first could not.
YAML::Node load(const std::string& text) {
  try {
    return YAML::Load(text);
  } catch (const YAML::Exception&) {
    if (text.find(question) != std::string::npos || text.find(backslash) != std::string::npos) throw;
    const std::string mended = Mender(text).text();
    if (mended == text) throw;
    YAML::Node root = YAML::Load(mended);  // what is wrong with it is what is really wrong
    std::size_t visited = 0;
    if (within_bounds(root, 0, visited)) unmend(root);
    return root;
  }
}

/// Where a second document begins (YAML 1.2 §9.2), of which the parser would say nothing. What it cannot read of it is
/// there too.
std::optional<YAML::Mark> second_document(const std::string& text) {
  if (text.find("\n---") == std::string::npos && text.find("\n...") == std::string::npos) return std::nullopt;
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(text);
    for (std::size_t i = 1; i < documents.size(); ++i)
      if (!documents[i].IsNull()) return documents[i].Mark();
  } catch (const YAML::Exception& e) {
    const std::string mended = Mender(text).text();
    return mended == text ? e.mark : second_document(mended);
  }
  return std::nullopt;
}

/// The parser's messages in words of what is written; others as they are.
std::string said(const std::string& message) {
  static const std::pair<const char*, const char*> known[] = {
      {"end of map not found", "this line's indentation fits neither the line above nor a map around it"},
      {"end of sequence not found", "this line's indentation fits neither the line above nor a list around it"},
      {"end of map flow not found", "a `{` is not closed by `}`"},
      {"end of sequence flow not found", "a `[` is not closed by `]`"},
      {"illegal flow end", "a bracket closes here that nothing opened"},
      {"illegal map value", "a `:` where no key can be: quote the text, or look at the indentation"},
      {"illegal block entry", "a `- ` where no list can be: look at the indentation"},
      {"illegal EOF in scalar", "a quoted text is not closed"},
      {"unknown token", "no text begins with this character: quote it"}};
  for (const auto& [from, to] : known)
    if (message == from) return to;
  return message;
}

/// The first line that a tab indents; 0: none.
std::uint32_t line_indented_by_tab(const SourceFile& text) {
  for (std::uint32_t line = 1; line <= text.line_count(); ++line) {
    const std::string_view whole = text.line_text(line);
    const std::size_t begin = whole.find_first_not_of(" \t");
    if (begin != std::string_view::npos && whole[begin] != '#' &&
        whole.substr(0, begin).find('\t') != std::string_view::npos)
      return line;
  }
  return 0;
}

/// The bytes before the line that yaml-cpp does not count.
std::size_t byte_order_mark(const SourceFile& text, std::uint32_t line) {
  return line == 1 && text.text().starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

/// In bytes of the line.
std::size_t byte_column(const SourceFile& text, const YAML::Mark& mark) {
  return static_cast<std::size_t>(mark.column) + byte_order_mark(text, static_cast<std::uint32_t>(mark.line + 1));
}

/// 1-based, in code points, where yaml-cpp counts bytes.
std::uint32_t column_of(const SourceFile& text, const YAML::Mark& mark) {
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  const auto column = static_cast<std::size_t>(mark.column);
  if (line > text.line_count()) return static_cast<std::uint32_t>(column + 1);
  const std::string_view before = text.line_text(line).substr(byte_order_mark(text, line)).substr(0, column);
  return static_cast<std::uint32_t>(count_code_points(before) + (column - before.size()) + 1);
}

/// The last key or value of all.
YAML::Node last_scalar(YAML::Node node) {
  while ((node.IsSequence() || node.IsMap()) && node.size() > 0) {
    YAML::Node last;
    if (node.IsSequence())
      last.reset(node[node.size() - 1]);
    else
      for (const auto& entry : node) last.reset(entry.second);
    node.reset(last);
  }
  return node;
}

/// yaml-cpp takes a quoted text that nothing closes for one that reaches to the end. Where that text begins: what the
/// parser read last, but for its tag and anchor.
std::optional<std::size_t> unclosed(const YAML::Node& last, const SourceFile& file) {
  const YAML::Mark mark = last.Mark();
  if (mark.is_null() || !last.IsScalar()) return std::nullopt;
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  if (line > file.line_count()) return std::nullopt;
  const std::string_view text = file.text();
  std::size_t at = static_cast<std::size_t>(file.line_text(line).data() - text.data()) + byte_column(file, mark);
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    while (at < text.size() && !is_space(text[at])) ++at;
    while (at < text.size() && is_space(text[at])) ++at;
  }
  const std::optional<std::size_t> open = Mender(std::string(text)).open();
  return open && *open == at ? open : std::nullopt;
}

}  // namespace

Location YamlFile::locate(const YAML::Node& node) const {
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return text.whole();
  const auto line = static_cast<std::uint32_t>(mark.line + 1);
  std::uint32_t width = 1;
  if (node.IsScalar() && line <= text.line_count()) {
    // Quoted and escaped text is wider than its value; the quotes are the common case.
    const std::string_view whole = text.line_text(line);
    const std::size_t column = byte_column(text, mark);
    const bool quoted = column < whole.size() && (whole[column] == '"' || whole[column] == '\'');
    width = static_cast<std::uint32_t>(count_code_points(node.Scalar())) + (quoted ? 2 : 0);
  }
  return text.locate_line(line, column_of(text, mark), std::max<std::uint32_t>(width, 1));
}

YamlFile parse_yaml(SourceFile file, DiagnosticSink& diagnostics) {
  YamlFile yaml{std::move(file), YAML::Node(YAML::NodeType::Undefined)};
  const auto at_byte = [&](std::size_t at) {
    return yaml.text.locate({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + 1});
  };
  if (const auto bad = find_invalid_utf8(yaml.text.text())) {
    diagnostics.report(Kind::mapping_syntax, at_byte(*bad), "not UTF-8");
    return yaml;
  }
  try {
    YAML::Node root = load(std::string(yaml.text.text()));
    std::size_t visited = 0;
    if (!within_bounds(root, 0, visited))
      diagnostics.report(Kind::mapping_syntax, yaml.text.whole(),
                         "nested too deeply or too large once its aliases are expanded");
    else if (const auto open = unclosed(last_scalar(root), yaml.text))
      diagnostics.report(Kind::mapping_syntax, at_byte(*open), unclosed_quote);
    else if (const auto second = second_document(std::string(yaml.text.text())))
      diagnostics.report(Kind::mapping_syntax,
                         yaml.text.locate_line(static_cast<std::uint32_t>(std::max(0, second->line) + 1),
                                               column_of(yaml.text, *second)),
                         "a second document begins with the `---` above; a file is one: take that line out");
    else
      yaml.root = root;
  } catch (const YAML::Exception& e) {
    // YAML 1.2 §6.1 forbids it, and what the parser stumbles over stands elsewhere.
    if (const std::uint32_t line = line_indented_by_tab(yaml.text)) {
      diagnostics.report(Kind::mapping_syntax, yaml.text.locate_line(line, 1),
                         "a tab indents this line; YAML wants blanks");
      return yaml;
    }
    const std::optional<std::size_t> open = Mender(std::string(yaml.text.text())).open();
    const bool at_end = !e.mark.is_null() && static_cast<std::uint32_t>(e.mark.line + 1) >= yaml.text.line_count();
    if (open && at_end) {
      diagnostics.report(Kind::mapping_syntax, at_byte(*open), unclosed_quote);
      return yaml;
    }
    const Location place = e.mark.is_null() ? yaml.text.whole()
                                            : yaml.text.locate_line(static_cast<std::uint32_t>(e.mark.line + 1),
                                                                    column_of(yaml.text, e.mark));
    diagnostics.report(Kind::mapping_syntax, place, said(e.msg));
  }
  return yaml;
}

const char* shape_of(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsSequence()) return "a list";
  return node.IsMap() ? "a map" : "text";
}

}  // namespace vitagraph::mapping
