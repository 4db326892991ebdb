// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/labelled.hpp"

#include "extraction/names.hpp"
#include "extraction/references/tail.hpp"

namespace vitagraph::extraction::references {
namespace {

struct Field {
  std::string_view label;
  std::size_t first = 0, last = 0;  ///< tokens of the value
};

constexpr std::string_view prefix = "label-";

/// The labels at the beginnings of lines (or in bold), each with the value up to the next one.
std::vector<Field> fields_of(const Parsed& parsed, const lexicon::Lexicon& lexicon) {
  std::vector<Field> fields;
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    const Token& token = parsed.tokens[t];
    const bool begins = t == 0 || token.breaks || (token.bold && !parsed.tokens[t - 1].bold);
    if (!begins || parsed.word_of[t] < 0) continue;
    std::size_t colon = t + 1;
    while (colon < parsed.tokens.size() && colon < t + 6 && parsed.tokens[colon].mark != U':' &&
           !parsed.tokens[colon].breaks)
      ++colon;
    if (colon >= parsed.tokens.size() || parsed.tokens[colon].mark != U':') continue;
    std::string_view label;
    for (const lexicon::Concept* found : lexicon.find("publication-cues", parsed.slice(t, colon)))
      if (found->notation.starts_with(prefix)) {
        label = std::string_view(found->notation).substr(prefix.size());
        break;
      }
    // "TL;DR (EN):" is a label with a remark.
    if (label.empty()) {
      const auto at = static_cast<std::size_t>(parsed.word_of[t]);
      if (const auto match = lexicon.longest("publication-cues", parsed.words, at))
        for (const lexicon::Concept* found : lexicon.concepts_of("publication-cues", parsed.words, at, match->words))
          if (found->notation == "label-other") label = "other";
    }
    if (label.empty()) continue;
    if (!fields.empty()) fields.back().last = t;
    fields.push_back({label, colon + 1, parsed.tokens.size()});
  }
  return fields;
}

}  // namespace

bool read_labelled(const Parsed& parsed, const ListContext& context, Publication& out) {
  const std::vector<Field> fields = fields_of(parsed, context.lexicon);
  bool title = false, more = false;
  for (const Field& field : fields) {
    title = title || field.label == "title";
    more = more || field.label == "authors" || field.label == "venue" || field.label == "year";
  }
  if (!title || !more) return false;
  out = {};
  out.rule = "labelled";
  out.confidence = 0.97;
  std::string cue;
  for (const Field& field : fields) {
    std::size_t first = field.first, last = field.last;
    while (first < last && parsed.tokens[first].kind == TokenKind::punctuation &&
           !is_open_quote(parsed.tokens[first].mark))
      ++first;
    while (last > first && (parsed.tokens[last - 1].mark == U',' || parsed.tokens[last - 1].mark == U'.' ||
                            parsed.tokens[last - 1].mark == U';'))
      --last;
    if (first >= last) continue;
    const std::string value = parsed.slice(first, last);
    if (field.label == "title" && out.title.empty()) {
      out.title = value;
      if (parsed.tokens[first].link >= 0 && out.url.empty()) {
        const std::string& target = parsed.reference->marks[static_cast<std::size_t>(parsed.tokens[first].link)].target;
        if (target.starts_with("http")) out.url = target;
      }
    } else if (field.label == "authors" && out.authors.empty()) {
      for (NameMention& name : split_names(value, context.lexicon)) out.authors.push_back(std::move(name.name));
    } else if (field.label == "year") {
      for (std::size_t t = first; t < last && out.year.empty(); ++t)
        if (is_year(parsed, t)) out.year = parsed.slice(t, t + 1);
    } else if (field.label == "venue" && out.venue.empty()) {
      // A line of a venue is the rest of a reference: it may hold volume, pages, remarks and identifiers.
      Parsed line = parsed;
      for (std::size_t t = 0; t < line.tokens.size(); ++t)
        if (t < first || t >= last) line.tokens[t].masked = true;
      mask_anchors(line, context);
      const std::string year = out.year;
      Segmentation none;
      Publication rest;
      read_rest(line, none, context, rest);
      out.venue = rest.venue;
      out.volume = rest.volume;
      out.number = rest.number;
      out.pages = rest.pages;
      out.publisher = rest.publisher;
      out.notes.insert(out.notes.end(), rest.notes.begin(), rest.notes.end());
      if (out.status.empty()) out.status = rest.status;
      if (year.empty()) out.year = rest.year;
      cue = rest.kind;
      if (!line.arxiv.empty() && out.arxiv.empty()) out.arxiv = line.arxiv;
      if (!line.doi.empty() && out.doi.empty()) out.doi = line.doi;
    } else if (field.label == "volume") {
      out.volume = value;
    } else if (field.label == "number") {
      out.number = value;
    } else if (field.label == "pages") {
      out.pages = value;
    } else if (field.label == "publisher") {
      out.publisher = value;
    } else if (field.label == "note") {
      out.notes.push_back(value);
    } else if (field.label == "url" || field.label == "doi" || field.label == "arxiv") {
      Parsed line = parsed;
      line.doi.clear();
      line.arxiv.clear();
      mask_anchors(line, context);
      std::string target = field.label == "url" ? std::string(line.url) : std::string();
      for (std::size_t t = first; t < last; ++t)
        if (parsed.tokens[t].link >= 0)
          target = parsed.reference->marks[static_cast<std::size_t>(parsed.tokens[t].link)].target;
      if (field.label == "url" && out.url.empty() && target.starts_with("http")) out.url = target;
      if (out.doi.empty()) out.doi = line.doi;
      if (out.arxiv.empty()) out.arxiv = line.arxiv;
    }
  }
  if (out.year.empty()) out.year = parsed.reference->year;
  out.kind = infer_kind(out, parsed.reference->kind, cue, context.lexicon);
  return !out.title.empty();
}

}  // namespace vitagraph::extraction::references
