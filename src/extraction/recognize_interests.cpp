// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/prepare.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_topic = 110;
constexpr std::size_t longest_label = 60;  ///< bytes of "Fern Ecology:"
constexpr std::size_t least_prose_words = 15;
constexpr std::size_t longest_list = 2000;  ///< bytes of a list of topics that is put together
constexpr std::size_t most_topic_words = 14;

/// Splits a list of topics at commas, semicolons, bullets and "and". An "and" between single words without a comma
/// anywhere may join a modifier ("health and population economics"), so it splits only where commas show a list or both
/// sides have two words or more.
std::vector<Span> split_topics(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::vector<Span> out;
  int depth = 0;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end > begin) out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'(' || c.value == U'[') ++depth;
    if ((c.value == U')' || c.value == U']') && depth > 0) --depth;
    const bool separator = c.value == U',' || c.value == U';' || c.value == U'\uFF0C' || c.value == U'\uFF1B' ||
                           c.value == U'\u3001' || c.value == U'\u2022' || c.value == U'\u00B7' || c.value == U'|' ||
                           c.value == U'\n' || c.value == U'\u3002';
    const bool broken = c.value == U'\n' && at > 0 && text[at - 1] == '-';  // "Com-" / "puting"
    const bool stop = c.value == U'.' && at + 1 < text.size() && text[at + 1] == ' ';
    if (depth == 0 && !broken && (separator || stop)) {
      close(at);
      begin = at + c.length;
    }
    at += c.length;
  }
  close(text.size());
  if (out.empty()) return out;
  // "Ferns and mosses" are two where "and" joins topics and not their modifiers.
  std::vector<Span> split;
  for (const Span part : out) {
    const sentences::Sentence piece(text, part, lexicon);
    const std::vector<sentences::Range> topics = sentences::split_topics(piece, piece.all());
    if (topics.size() < 2) {
      split.push_back(part);
      continue;
    }
    for (std::size_t t = 0; t < topics.size(); ++t) {
      const Span span = piece.span_of(topics[t]);
      split.push_back({t == 0 ? part.begin : span.begin, t + 1 == topics.size() ? part.end : span.end});
    }
  }
  return split;
}

/// "Fern ecology (growth; shade)": a field, and in brackets its parts. The parts; the field alone is left in `topic`.
std::vector<std::string> take_parts(std::string& topic) {
  static const RE2 bracket(R"(^(\S[^()]*\S)\s*\(([^()]*;[^()]*)\)$)");
  std::string field, inner;
  if (topic.empty() || topic.back() != ')' || !RE2::FullMatch(topic, bracket, &field, &inner)) return {};
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= inner.size();) {
    const std::size_t end = std::min(inner.find(';', begin), inner.size());
    parts.push_back(clean_value(inner.substr(begin, end - begin)));
    begin = end + 1;
  }
  topic = std::move(field);
  return parts;
}

/// "Primary:", "including", "such as" in front of the topics.
std::string_view without_lead(std::string_view text, const lexicon::Lexicon& lexicon) {
  for (;;) {
    text = trim(text);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && colon < 50 && text.substr(0, colon).find(',') == std::string_view::npos) {
      text.remove_prefix(colon + 1);
      continue;
    }
    const lexicon::Words words = lexicon::split_words(text);
    const auto match = lexicon.longest("connectives", words, 0);
    if (!match || words.size() <= match->words) return text;
    const std::string& notation = lexicon.concept_at(match->concept_id).notation;
    if (notation != "interest-verb" && notation != "conjunction") return text;
    text.remove_prefix(words[match->words].span.begin);
  }
}

/// "Fern Ecology: the study of …", "Fern Ecology:" over a list: a label of the writer's own is a topic. Empty for words
/// that only lead ("Primary:").
std::string own_label(std::string_view text, const lexicon::Lexicon& lexicon) {
  text = trim(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > longest_label) return {};
  const std::string label = clean_value(text.substr(0, colon));
  const lexicon::Words words = lexicon::split_words(label);
  if (words.size() < 2 || label.find_first_of(",.;\n") != std::string::npos ||
      !is_upper(code_point_at(label, 0).value) || lexicon.longest("connectives", words, 0))
    return {};
  std::size_t leading = 0;
  for (const lexicon::Word& word : words)
    leading += lexicon.find("labels", word.key).empty() && lexicon.find("heading-words", word.key).empty() ? 0 : 1;
  if (leading * 2 > words.size()) return {};
  return label;
}

/// Whether it is sentences rather than a list.
bool is_prose(std::string_view text) {
  static const LetterPattern sentence(R"(\pL\pL\.\s+\p{Lu})");
  return lexicon::split_words(text).size() >= least_prose_words &&
         RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), sentence.on(text));
}

/// What stands below the list and is none of it: sentences written without blanks, or a line that is a link.
bool is_behind_list(const document::Block& block, const document::Document& document) {
  constexpr std::size_t least_bytes = 90;
  if (block.kind != document::BlockKind::paragraph) return false;
  const std::string_view text = trim(document.slice(block.span));
  if (text.size() >= least_bytes && text.find("。") != std::string_view::npos) return true;
  const auto run =
      std::lower_bound(document.runs.begin(), document.runs.end(), block.span.begin,
                       [](const document::Run& one, std::uint32_t begin) { return one.span.begin < begin; });
  return run != document.runs.end() && run->kind == document::RunKind::link && run->span.begin < block.span.end &&
         run->target.find("://") != std::string::npos &&
         trim(document.slice({block.span.begin, run->span.begin})).size() <= 4;
}

/// "Mosses of the north" over a paragraph about them: each part of the section is a topic.
bool read_titled(const Section& section, const Context& context, Findings& findings) {
  if (!section.inherits || section.parent <= 0 || section.first_block == section.last_block) return false;
  if (!(*context.sections)[static_cast<std::size_t>(section.parent)].is("interests")) return false;
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    const std::string_view text = trim(context.document.slice(block.span));
    if (block.kind != document::BlockKind::paragraph || !text.ends_with(".") || lexicon::split_words(text).size() < 5)
      return false;
  }
  std::string topic = clean_value(section.heading);
  const std::size_t words = lexicon::split_words(topic).size();
  if (words == 0 || words > most_topic_words || topic.size() > longest_topic || topic.ends_with("?")) return false;
  facts::Fact fact("interest");
  fact.set("person", context.owner).set("topic", std::move(topic));
  findings.add(std::move(fact), section.heading_span, "interests.heading", 0.75);
  return true;
}

}  // namespace

void recognize_interests(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  const bool titled = read_titled(section, context, findings);
  static const RE2 sentence(R"(\.\s|\.$)");
  std::size_t labels = 0;
  for (std::size_t i = section.first_block; i < section.last_block; ++i)
    labels += own_label(context.document.slice(context.document.blocks[i].span), context.lexicon).empty() ? 0 : 1;
  bool listed = false;
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    const std::string_view text = context.document.slice(block.span);
    listed = listed || block.kind == document::BlockKind::item;
    // "The main directions are:" over a list.
    if (trim(text).ends_with(":") && text.find_first_of(",.") == text.npos && lexicon::split_words(text).size() > 3 &&
        own_label(text, context.lexicon).empty())
      continue;
    if (trim(text).ends_with("：") || (listed && is_behind_list(block, context.document))) continue;
    const bool prose = is_prose(text);
    if (labels >= 2 && !titled)
      if (std::string label = own_label(text, context.lexicon); !label.empty()) {
        facts::Fact fact("interest");
        fact.set("person", context.owner).set("topic", std::move(label));
        findings.add(std::move(fact), block.span, "interests.label", 0.75);
      }
    // Running text is for the reader of sentences.
    if (prose || (block.kind == document::BlockKind::paragraph &&
                  RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), sentence) &&
                  (lexicon::split_words(text).size() > 12 || context.lexicon.mentions("predicates", text)))) {
      recognize_sentences(block.span, context, findings);
      continue;
    }
    if (titled) continue;
    // "Quantum Com-" / "puting": a word that the next block ends.
    std::string joined;
    if (i + 1 < section.last_block && text.ends_with("-") && text.size() < longest_list) {
      const document::Block& next = context.document.blocks[i + 1];
      const std::string_view rest = trim(context.document.slice(next.span));
      if (!rest.empty() && is_lower(code_point_at(rest, 0).value) && rest.size() < longest_list) {
        joined = std::string(text.substr(0, text.size() - 1)) + std::string(rest);
        ++i;
      }
    }
    const std::string_view list = joined.empty() ? text : std::string_view(joined);
    const std::string_view topics = without_lead(list, context.lexicon);
    const auto offset = block.span.begin + static_cast<std::uint32_t>(topics.data() - list.data());
    for (const Span part : split_topics(topics, context.lexicon)) {
      std::string topic = clean_value(without_lead(topics.substr(part.begin, part.size()), context.lexicon));
      const std::vector<std::string> parts = take_parts(topic);
      if (topic.size() < 2 || (topic.size() < 6 && topic.find('.') != std::string::npos) ||
          topic.size() > longest_topic || lexicon::split_words(topic).size() > most_topic_words)
        continue;
      // "I am interested in" over a list is no topic of it.
      if (context.lexicon.longest("pronouns", lexicon::split_words(topic), 0)) continue;
      facts::Fact fact("interest");
      fact.set("person", context.owner).set("topic", std::move(topic));
      const Span span = joined.empty() ? Span{offset + part.begin, offset + part.end} : block.span;
      findings.add(std::move(fact), span, "interests.list", 0.82);
      for (const std::string& name : parts) {
        facts::Fact inner("interest");
        inner.set("person", context.owner).set("topic", name);
        if (name.size() > 1) findings.add(std::move(inner), span, "interests.list", 0.82);
      }
    }
  }
}

}  // namespace vitagraph::extraction
