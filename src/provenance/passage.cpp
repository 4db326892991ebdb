// SPDX-License-Identifier: Apache-2.0
#include "provenance/passage.hpp"

namespace vitagraph::provenance {
namespace {

/// Bytes kept of a line before and after the words: a screen's width of context, also where a page is one line.
constexpr std::size_t most_context = 60;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view tail(std::string_view text) {
  if (text.size() <= most_context) return text;
  std::size_t cut = text.size() - most_context;
  while (cut < text.size() && continues(text[cut])) ++cut;
  // From a whole word on, if one is near.
  const std::size_t blank = text.find(' ', cut);
  return text.substr(blank != std::string_view::npos && blank < cut + most_context / 2 ? blank + 1 : cut);
}

std::string_view head(std::string_view text) {
  if (text.size() <= most_context) return text;
  std::size_t cut = most_context;
  while (cut > 0 && continues(text[cut])) --cut;
  const std::size_t blank = text.rfind(' ', cut);
  return text.substr(0, blank != std::string_view::npos && blank > cut / 2 ? blank : cut);
}

/// A quoted line longer than this is shown by its ends.
constexpr std::size_t most_shown = 110, shown_end = 30;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find('\n', at);
    out.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

}  // namespace

std::string printable(std::string_view line) {
  std::string out = to_valid_utf8(line);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c < 0x20 || c == 0x7F) out[i] = ' ';
    // U+0080 to U+009F: terminals may take them for commands too.
    if (c == 0xC2 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) < 0xA0) out.replace(i, 2, " ");
  }
  return out;
}

Passage passage_at(const SourceFile& source, Span span) {
  Passage out;
  const std::string_view text = source.text();
  out.words = text.substr(span.begin, span.size());
  out.first_line = source.line_of(span.begin);
  out.last_line = source.line_of(span.size() == 0 ? span.end : span.end - 1);
  const std::string_view first = source.line_text(out.first_line), last = source.line_text(out.last_line);
  const auto offset = [&](std::string_view line) { return static_cast<std::size_t>(line.data() - text.data()); };
  out.before = tail(text.substr(offset(first), span.begin - offset(first)));
  const std::size_t end = offset(last) + last.size();
  out.after = span.end < end ? head(text.substr(span.end, end - span.end)) : std::string_view();
  return out;
}

std::string marked(const Passage& passage, std::string_view indent, std::size_t most_lines) {
  std::string out;
  const std::vector<std::string_view> lines = lines_of(passage.words);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == most_lines) {
      out += fmt::format("{}… {} more lines\n", indent, lines.size() - i);
      break;
    }
    const std::string before = i == 0 ? printable(passage.before) : std::string();
    const std::string after = i + 1 == lines.size() ? printable(passage.after) : std::string();
    std::string words = printable(lines[i]);
    if (const std::size_t points = count_code_points(words); points > most_shown) {
      const std::string_view rest = skip_code_points(words, most_shown - shown_end);
      words = words.substr(0, words.size() - rest.size()) + " … " +
              std::string(skip_code_points(words, points - shown_end));
    }
    const std::size_t inner = words.find_first_not_of(' ');
    const std::size_t blanks = inner == std::string::npos ? words.size() : inner;
    const std::size_t width = count_code_points(trim(words));
    const std::string line = before + words + after;
    out += fmt::format("{}{}\n", indent, line.substr(0, line.find_last_not_of(' ') + 1));
    if (width != 0)
      out += fmt::format("{}{}^{}\n", indent, std::string(count_code_points(before) + blanks, ' '),
                         std::string(width - 1, '~'));
  }
  return out;
}

void quote_facts(const document::Document& document, std::vector<facts::Fact>& facts) {
  for (facts::Fact& fact : facts) {
    if (!fact.provenance) continue;
    const Span span = fact.provenance->span;
    if (span.begin >= span.end || span.end > document.source.text().size()) continue;
    const Passage passage = passage_at(document.source, span);
    facts::Object held;
    const auto set = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) held.emplace(std::string(name), to_valid_utf8(value));
    };
    set("words", passage.words);
    set("before", passage.before);
    set("after", passage.after);
    set("first_line", std::to_string(passage.first_line));
    set("last_line", std::to_string(passage.last_line));
    fact.erase(passage_field);
    fact.fields.emplace_back(std::string(passage_field), std::move(held));
  }
}

}  // namespace vitagraph::provenance
