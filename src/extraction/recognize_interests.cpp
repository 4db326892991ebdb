// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_topic = 110;
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
  bool list = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == U'(' || c.value == U'[') ++depth;
    if ((c.value == U')' || c.value == U']') && depth > 0) --depth;
    const bool separator = c.value == U',' || c.value == U';' || c.value == U'\uFF0C' || c.value == U'\uFF1B' ||
                           c.value == U'\u3001' || c.value == U'\u2022' || c.value == U'\u00B7' || c.value == U'|' ||
                           c.value == U'\n' || c.value == U'\u3002';
    const bool stop = c.value == U'.' && at + 1 < text.size() && text[at + 1] == ' ';
    if (depth == 0 && (separator || stop)) {
      list = list || c.value != U'\n';
      close(at);
      begin = at + c.length;
    }
    at += c.length;
  }
  close(text.size());
  if (out.empty()) return out;
  // The last of a list is joined by a conjunction.
  std::vector<Span> split;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string_view part = text.substr(out[i].begin, out[i].size());
    const lexicon::Words words = lexicon::split_words(part, out[i].begin);
    std::size_t cut = words.size();
    for (std::size_t w = 0; w < words.size(); ++w) {
      bool conjunction = words[w].key == "and";
      for (const lexicon::Concept* found : lexicon.find("connectives", words[w].key))
        conjunction = conjunction || found->notation == "conjunction";
      if (conjunction && words[w].span.size() <= 5) cut = w;
    }
    const bool last = i + 1 == out.size();
    if (cut == 0) {
      split.push_back({words.size() > 1 ? words[1].span.begin : out[i].begin, out[i].end});
    } else if (cut < words.size() && last && cut + 1 < words.size() &&
               (list && out.size() > 1 ? cut >= 1 : cut >= 2 && words.size() - cut > 2)) {
      split.push_back({out[i].begin, words[cut].span.begin});
      split.push_back({words[cut + 1].span.begin, out[i].end});
    } else {
      split.push_back(out[i]);
    }
  }
  return split;
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

}  // namespace

void recognize_interests(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  static const RE2 sentence(R"(\.\s|\.$)");
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    const std::string_view text = context.document.slice(block.span);
    // Running text is for the reader of sentences.
    if (block.kind == document::BlockKind::paragraph &&
        RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), sentence) &&
        (lexicon::split_words(text).size() > 12 || context.lexicon.mentions("predicates", text))) {
      recognize_sentences(block.span, context, findings);
      continue;
    }
    const std::string_view topics = without_lead(text, context.lexicon);
    const auto offset = block.span.begin + static_cast<std::uint32_t>(topics.data() - text.data());
    for (const Span part : split_topics(topics, context.lexicon)) {
      std::string topic = clean_value(without_lead(topics.substr(part.begin, part.size()), context.lexicon));
      if (topic.size() < 2 || (topic.size() < 6 && topic.find('.') != std::string::npos) ||
          topic.size() > longest_topic || lexicon::split_words(topic).size() > most_topic_words)
        continue;
      facts::Fact fact("interest");
      fact.set("person", context.owner).set("topic", std::move(topic));
      findings.add(std::move(fact), {offset + part.begin, offset + part.end}, "interests.list", 0.82);
    }
  }
}

}  // namespace vitagraph::extraction
