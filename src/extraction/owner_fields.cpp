// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner_fields.hpp"

#include <re2/re2.h>

#include <vector>

#include "extraction/letter_pattern.hpp"
#include "extraction/owner_names.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t field_lines = 40;     ///< where personal data stand
constexpr std::size_t longest_field = 160;  ///< in bytes, of a line with a label
constexpr std::size_t longest_label = 41;   ///< in letters

struct Field {
  std::string_view notation;  ///< of the label; empty if the line begins with none
  std::string value;          ///< what stands behind it, if anything
};

std::string_view notation_of(std::string_view label, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept* found : lexicon.find("labels", label))
    for (const std::string_view wanted : {"name", "inverted-name", "family-name", "given-name"})
      if (found->notation == wanted) return found->notation;
  return {};
}

/// A line's label, set off by a colon, a tab or blanks, without what lists put in front ("•", "1.1", "(a)").
Field field_of(std::string_view line, const lexicon::Lexicon& lexicon) {
  // How long the label is is counted: a pattern for so many letters takes long to make.
  static const LetterPattern shape(
      R"(^[^\pL]{0,8}(?:\([a-z0-9]\)\s*)?(\pL[^:：\t]*?)\s*(?:[:：]|\t|\s{2,}|\s[–|-]\s)\s*(.*)$)");
  static const LetterPattern alone(R"(^[^\pL]{0,8}(\pL[^:：\t]*?)\s*[:：]?$)");
  if (line.size() > longest_field) return {};
  const re2::StringPiece text(line.data(), line.size());
  const auto is_short = [](re2::StringPiece label) {
    return count_code_points({label.data(), label.size()}) <= longest_label;
  };
  re2::StringPiece label, value;
  Field field;
  if (RE2::FullMatch(text, shape.on(text), &label, &value) && is_short(label))
    field.value = std::string(value);
  else if (!RE2::FullMatch(text, alone.on(text), &label) || !is_short(label))
    return field;
  field.notation = notation_of(std::string_view(label.data(), label.size()), lexicon);
  return field;
}

/// The lines of the document's beginning, up to the block `end`, as shown.
std::vector<std::string_view> first_lines(const document::Document& document, std::size_t end) {
  std::vector<std::string_view> lines;
  for (std::size_t b = 0; b < end; ++b) {
    const document::Block& block = document.blocks[b];
    for (std::uint32_t i = 0; i < block.line_count; ++i) {
      const Span span = document.lines[block.first_line + i].span;
      const std::string_view line =
          trim(document.slice({std::max(span.begin, block.span.begin), std::min(span.end, block.span.end)}));
      if (line.empty()) continue;
      lines.push_back(line);
      if (lines.size() == field_lines) return lines;
    }
  }
  return lines;
}

/// A value up to the next column.
std::string first_column(std::string_view value) {
  static const RE2 column(R"(^(.*?)(?:\t|\s{3,}|\s[|]\s).*$)");
  std::string first;
  if (RE2::FullMatch(re2::StringPiece(value.data(), value.size()), column, &first)) return first;
  return std::string(value);
}

/// "Moss Ada" and "MOSS BAY Ada" where the label says that the family name comes first: capitals are its words, or else
/// it is the first. A comma tells by itself.
std::string uninverted(const std::string& value) {
  if (value.find(',') != std::string::npos) return value;
  const lexicon::Words words = lexicon::split_words(value);
  const auto capitals = [&](const lexicon::Word& word) {
    const std::string_view text = std::string_view(value).substr(word.span.begin, word.span.size());
    return text.size() > 1 && text == upper_case(text);
  };
  std::size_t family = 0;
  while (family < words.size() && capitals(words[family])) ++family;
  if (family == 0 || family == words.size()) family = 1;
  if (words.size() < 2) return value;
  return value.substr(words[family].span.begin) + " " + value.substr(0, words[family - 1].span.end);
}

}  // namespace

std::string name_in_fields(const document::Document& document, std::size_t end, const lexicon::Lexicon& lexicon) {
  const std::vector<std::string_view> lines = first_lines(document, end);
  std::string family, given;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Field field = field_of(lines[i], lexicon);
    if (field.notation.empty()) continue;
    // A label alone has its value below, unless that is the next label.
    if (field.value.empty() && i + 1 < lines.size() && field_of(lines[i + 1], lexicon).notation.empty())
      field.value = std::string(lines[i + 1]);
    field.value = first_column(field.value);
    if (field.notation == "name") {
      if (std::string name = name_in_line(field.value, lexicon); !name.empty()) return name;
      if (lexicon::split_words(field.value).size() != 1) continue;
      field.notation = "given-name";  // "Surname: Moss", "Name: Ada"
    }
    if (field.notation == "inverted-name") {
      if (std::string name = name_in_line(uninverted(field.value), lexicon); !name.empty()) return name;
      continue;
    }
    std::string& part = field.notation == "family-name" ? family : given;
    if (part.empty()) part = collapse_blanks(field.value);
    if (!family.empty() && !given.empty())
      if (std::string name = name_in_line(given + " " + family, lexicon); !name.empty()) return name;
  }
  return {};
}

}  // namespace vitagraph::extraction
