// SPDX-License-Identifier: Apache-2.0
#include "extraction/recognizers.hpp"
#include "extraction/sentences/narrator.hpp"

namespace vitagraph::extraction {
namespace {

/// A sentence of more words is a list or a table that lost its line breaks.
constexpr std::size_t kLongestSentence = 600;

void tell(Span text, const Context& context, sentences::Narrator& narrator) {
  for (const Span one : sentences::split_sentences(context.document.text, text, context.lexicon)) {
    const sentences::Sentence sentence(context.document.text, one, context.lexicon);
    if (sentence.size() < 3 || sentence.size() > kLongestSentence) continue;
    narrator.tell(sentence);
  }
}

}  // namespace

void recognize_sentences(Span text, const Context& context, Findings& findings) {
  recognize_sentences(std::vector<Span>{text}, context, findings);
}

void recognize_sentences(const std::vector<Span>& texts, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  sentences::Narrator narrator(context, findings);
  for (const Span text : texts) tell(text, context, narrator);
  narrator.finish();
}

bool recognize_taught(Span text, const std::string& organization, const std::string& unit, const Context& context,
                      Findings& findings) {
  if (context.owner.empty()) return false;
  sentences::Narrator narrator(context, findings);
  bool found = false;
  for (const Span one : sentences::split_sentences(context.document.text, text, context.lexicon)) {
    const sentences::Sentence sentence(context.document.text, one, context.lexicon);
    if (sentence.size() < 3 || sentence.size() > kLongestSentence) continue;
    found = narrator.tell_taught(sentence, {organization, unit, {}}) || narrator.tell_courses(sentence) || found;
  }
  narrator.finish();
  return found;
}

void recognize_biography(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  sentences::Narrator narrator(context, findings);
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    if (block.kind == document::BlockKind::paragraph || block.kind == document::BlockKind::item ||
        block.kind == document::BlockKind::row)
      tell(block.span, context, narrator);
  }
  narrator.finish();
}

}  // namespace vitagraph::extraction
