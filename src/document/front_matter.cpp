// SPDX-License-Identifier: Apache-2.0
#include "document/front_matter.hpp"

#include <algorithm>

#include "document/source_lines.hpp"

namespace vitagraph::document {
namespace {

std::string unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return std::string(value);
}

bool is_fence(std::string_view line) { return line == "---" || line == "..."; }

/// TOML's list of strings: "[\"Ada Moss\", 'B. Lee']" -> "Ada Moss, B. Lee".
std::string listed(std::string_view value) {
  value = trim(value);
  if (value.size() < 2 || value.front() != '[' || value.back() != ']') return unquoted(value);
  std::string out;
  value = value.substr(1, value.size() - 2);
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(',', begin), value.size());
    const std::string item = unquoted(value.substr(begin, end - begin));
    if (!item.empty()) out += (out.empty() ? "" : ", ") + item;
    begin = end + 1;
  }
  return out;
}

/// TOML between lines of "+++": fields above the first table.
void read_toml(std::string_view text, const std::vector<SourceLine>& lines, std::size_t first, std::size_t last,
               Metadata& metadata) {
  for (std::size_t i = first + 1; i < last; ++i) {
    const std::string_view line = trim(text.substr(lines[i].begin, lines[i].end - lines[i].begin));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') return;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string key = unquoted(line.substr(0, equals)), value = listed(line.substr(equals + 1));
    if (!key.empty() && !value.empty()) metadata[key] = value;
  }
}

}  // namespace

// Read by lines and not by a YAML library: Jekyll's front matter is often not YAML (template tags, bare colons), and
// what is wanted of it is one level deep.
std::size_t read_front_matter(std::string_view text, Metadata& metadata) {
  const std::vector<SourceLine> lines = split_lines(text.substr(0, 1 << 16));
  const auto shown = [&](const SourceLine& l) { return trim(text.substr(l.begin, l.end - l.begin)); };
  std::size_t first = 0;
  while (first < lines.size() && lines[first].blank) ++first;
  const bool toml = first < lines.size() && shown(lines[first]) == "+++";
  if (first == lines.size() || (!toml && shown(lines[first]) != "---")) return 0;
  std::size_t last = first + 1;
  while (last < lines.size() && !(toml ? shown(lines[last]) == "+++" : is_fence(shown(lines[last])))) ++last;
  if (last == lines.size()) return 0;
  const std::size_t end = last + 1 < lines.size() ? lines[last + 1].begin : text.size();
  if (toml) {
    read_toml(text, lines, first, last, metadata);
    return end;
  }

  std::string key;
  const std::string targets(targets_key);
  for (std::size_t i = first + 1; i < last; ++i) {
    const std::string_view line = shown(lines[i]);
    if (line.empty() || line.front() == '#') continue;
    // "- icon: github" / "href: https://…": lists of links.
    if (lines[i].indent > 0)
      if (const std::size_t at = line.find("://"); at != std::string_view::npos && metadata[targets].size() < 8000) {
        const std::size_t begin = line.find_last_of(" \"'(", at) + 1;  // npos + 1 is 0
        std::string& kept = metadata[targets];
        kept += (kept.empty() ? "" : " ") + std::string(line.substr(begin, line.find_first_of(" \"')", at) - begin));
      }
    if (line.substr(0, 2) == "- " && !key.empty()) {
      const std::string item = unquoted(line.substr(2));
      if (lines[i].indent > 8 || item.find(": ") != std::string::npos) continue;
      std::string& value = metadata[key];
      value += value.empty() ? item : ", " + item;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (lines[i].indent > 0 || colon == std::string_view::npos) continue;
    key = unquoted(line.substr(0, colon));
    const std::string value = unquoted(line.substr(colon + 1));
    if (!key.empty() && !value.empty()) metadata[key] = value;
  }
  return end;
}

}  // namespace vitagraph::document
