// SPDX-License-Identifier: Apache-2.0
// What of a mapping's YAML no message may show, found before its keys are looked at: one that is misspelt or stands in
// the wrong place has its value shown with its line.
#include <algorithm>
#include <set>
#include <tuple>

#include "mapping/secrets.hpp"
#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

bool is_near(const std::string& name, const char* word) { return name == word || !nearest_name(name, {word}).empty(); }
bool is_one_of(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return text.size();
}

/// Of the `|` or `>` on that line.
std::size_t end_of_block(std::string_view text, std::size_t line_begin) {
  const std::size_t indent = text.find_first_not_of(' ', line_begin) - line_begin;
  std::size_t at = text.find('\n', line_begin);
  while (at < text.size()) {
    const std::size_t first = text.find_first_not_of(' ', at + 1);
    if (first == std::string_view::npos) return text.size();
    if (text[first] != '\n' && text[first] != '\r' && first - at - 1 <= indent) return at;
    at = text.find('\n', first);
  }
  return text.size();
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Of a value without quotes, whose lines are folded; 0 where another text stands.
std::size_t end_of_plain(std::string_view text, std::size_t at, std::string_view value) {
  for (const char c : value) {
    if (is_blank(c)) continue;
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at >= text.size() || text[at] != c) return 0;
    ++at;
  }
  return at;
}

/// Looks at what a source, a target or a login is written as, wherever one may stand; each node once, however many
/// aliases lead to it.
class Learner {
 public:
  Learner(const YamlFile& file, Secrets& out) : file_(file), text_(file.text.text()), out_(out) {}

  void run() {
    if (!file_.root.IsMap()) return;
    for (const auto& entry : file_.root) {
      const std::string name = name_of(entry.first);
      if (is_one_of(name, {"prefixes", "base", "authors", "external"})) continue;
      if (is_near(name, "mappings") && entry.second.IsMap()) {
        for (const auto& mapping : entry.second) anywhere(mapping.second);
      } else if (is_near(name, "authentications")) {
        all(entry.second);
      } else {
        named(name, entry.second);
      }
    }
    out_.keep(file_.text, std::move(places_));
  }

 private:
  enum class As : unsigned char { anything, places, place, login, headers };

  static std::string name_of(const YAML::Node& key) { return key.IsScalar() ? lower(key.Scalar()) : std::string(); }
  static bool holds_places(const std::string& name) {
    return is_near(name, "sources") || is_near(name, "targets") || is_one_of(name, {"source", "target"});
  }
  static bool has_access(const YAML::Node& map) {
    for (const auto& entry : map)
      if (is_near(name_of(entry.first), "access")) return true;
    return false;
  }

  bool is_new(const YAML::Node& node, As as) {
    return seen_.insert({node.Mark().pos, static_cast<int>(node.Type()), as}).second;
  }

  void named(const std::string& name, const YAML::Node& value) {
    if (holds_places(name))
      places(value);
    else if (names_secret(name) && !value.IsMap())
      all(value);
    else
      anywhere(value);
  }

  /// Within a mapping, where targets stand beside any term.
  void anywhere(const YAML::Node& node) {
    if (node.IsScalar() || !is_new(node, As::anything)) return;
    if (node.IsSequence())
      for (const YAML::Node& item : node) anywhere(item);
    if (!node.IsMap()) return;
    if (has_access(node))
      place(node);
    else
      for (const auto& entry : node) named(name_of(entry.first), entry.second);
  }

  /// Sources or targets by name, a list of them, or `[access~kind, iterator]`.
  void places(const YAML::Node& node) {
    if (node.IsScalar()) return access(node);
    if (!is_new(node, As::places)) return;
    if (node.IsSequence()) {
      bool first = true;
      for (const YAML::Node& item : node) {
        if (item.IsMap())
          place(item);
        else if (first || item.IsSequence())
          places(item);
        first = false;
      }
    } else if (node.IsMap() && has_access(node)) {
      place(node);
    } else if (node.IsMap()) {
      for (const auto& entry : node) entry.second.IsMap() ? place(entry.second) : places(entry.second);
    }
  }

  void place(const YAML::Node& map) {
    if (!is_new(map, As::place)) return;
    for (const auto& entry : map) {
      const std::string name = name_of(entry.first);
      const YAML::Node& value = entry.second;
      if (is_one_of(name, {"iterator", "query", "queryformulation", "namespaces", "table", "null", "nulls"})) continue;
      if (is_near(name, "credentials") || is_near(name, "security") || names_secret(name))
        all(value);
      else if (name != "header" && is_near(name, "headers"))
        headers(value);
      else if (holds_places(name))
        places(value);
      else if (value.IsScalar())
        access(value);
      else if (value.IsMap())
        place(value);
    }
  }

  /// Of a login or a key.
  void all(const YAML::Node& node) {
    static const std::vector<std::string> shown = {"none", "apikey", "header", "query", "basic", "bearer", "oauth2"};
    if (node.IsScalar()) {
      if (!is_one_of(lower(node.Scalar()), shown)) secret(node, node.Scalar());
      return;
    }
    if (!is_new(node, As::login)) return;
    if (node.IsSequence())
      for (const YAML::Node& item : node) all(item);
    if (node.IsMap())
      for (const auto& entry : node)
        if (!is_one_of(name_of(entry.first), {"username", "user", "email", "webid", "type", "typ", "in", "name"}))
          all(entry.second);
  }

  void headers(const YAML::Node& node) {
    if (node.IsScalar()) {
      const std::string& header = node.Scalar();
      const std::size_t colon = header.find(':');
      const std::size_t value = colon == std::string::npos ? 0 : header.find_first_not_of(" :", colon);
      if (value != std::string::npos && !is_harmless_header(header.substr(0, colon)))
        secret(node, header.substr(value));
      return;
    }
    if (!is_new(node, As::headers)) return;
    if (node.IsSequence())
      for (const YAML::Node& item : node) headers(item);
    if (node.IsMap())
      for (const auto& entry : node)
        if (!is_harmless_header(name_of(entry.first))) all(entry.second);
  }

  std::size_t begin_of(const YAML::Node& node) const {
    const YAML::Mark mark = node.Mark();
    if (mark.is_null() || static_cast<std::size_t>(mark.line) >= file_.text.line_count()) return text_.size();
    const std::string_view line = file_.text.line_text(static_cast<std::uint32_t>(mark.line + 1));
    return static_cast<std::size_t>(line.data() - text_.data()) + static_cast<std::size_t>(mark.column);
  }
  std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

  void access(const YAML::Node& node) {
    for (const std::string& found : secrets_of_access(node.Scalar())) {
      out_.add(found);
      if (const std::size_t at = begin_of(node); at < text_.size())
        find_places(text_, at, line_end(at), found, places_);
    }
  }

  /// Of `node`, to be hidden whole where it is written, with whatever escapes. Its value may be a part of it.
  void secret(const YAML::Node& node, const std::string& value) {
    const std::string& written = node.Scalar();
    if (written.empty() || (written.starts_with("$(") && written.ends_with(")"))) return;
    out_.learn_header(value);
    std::size_t at = begin_of(node);
    if (at >= text_.size()) return;
    const std::size_t line = file_.text.line_of(static_cast<std::uint32_t>(at));
    const auto line_begin =
        static_cast<std::size_t>(file_.text.line_text(static_cast<std::uint32_t>(line)).data() - text_.data());
    while (at < text_.size() && (text_[at] == '&' || text_[at] == '!'))  // an anchor, a tag
      at = std::min(text_.find_first_not_of(" \t", std::min(text_.find_first_of(" \t\n", at), text_.size())),
                    text_.size());
    if (at >= text_.size()) return;
    std::size_t end = 0;
    if (text_[at] == '"' || text_[at] == '\'')
      end = end_of_quoted(text_, at);
    else if (text_[at] == '|' || text_[at] == '>')
      end = end_of_block(text_, line_begin);
    else
      end = end_of_plain(text_, at, written);
    // Columns of text that was mended before it was parsed may be a little off: then its line is hidden.
    if (end == 0) {
      at = line_begin;
      end = line_end(at);
    }
    places_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
  }

  const YamlFile& file_;
  std::string_view text_;
  Secrets& out_;
  std::vector<Span> places_;
  std::set<std::tuple<int, int, As>> seen_;
};

}  // namespace

void learn_secrets(const YamlFile& file, Secrets& out) { Learner(file, out).run(); }

}  // namespace vitagraph::mapping
