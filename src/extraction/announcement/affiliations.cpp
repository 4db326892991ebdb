// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/affiliations.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr double kConfidence = 0.8;

}  // namespace

/// "Qing QU" of a poster is "Qing Qu" where the text says so.
std::string as_text_says(const Context& context, const std::string& name) {
  bool capitals = false;
  for (const auto& word : lexicon::split_words(name)) {
    const std::string_view written = std::string_view(name).substr(word.span.begin, word.span.size());
    bool all = written.size() > 1;
    for (std::size_t i = 0; i < written.size();) {
      const CodePoint c = code_point_at(written, i);
      all = all && !is_lower(c.value) && !is_cjk(c.value);
      i += c.length;
    }
    capitals = capitals || all;
  }
  if (!capitals) return name;
  const lexicon::Words wanted = lexicon::split_words(name), words = lexicon::split_words(context.document.text);
  for (std::size_t i = 0; i + wanted.size() <= words.size() && !wanted.empty(); ++i) {
    bool same = true;
    for (std::size_t k = 0; k < wanted.size() && same; ++k) same = words[i + k].key == wanted[k].key;
    if (!same) continue;
    const std::string_view written =
        context.document.slice({words[i].span.begin, words[i + wanted.size() - 1].span.end});
    std::size_t lower = 0;
    for (const auto& word : lexicon::split_words(written))
      lower += word.span.size() > 1 && is_lower(code_point_at(written, word.span.end - 1).value) ? 1 : 0;
    if (lower == wanted.size()) return collapse_blanks(written);
  }
  return name;
}

std::string linked_page(const Context& context, const std::string& name) {
  const std::string key = lexicon::label_key(name);
  for (const document::Run& run : context.document.runs) {
    if (run.kind != document::RunKind::link || run.span.size() > name.size() + 12 || run.target.rfind("http", 0) != 0)
      continue;
    if (lexicon::label_key(clean_name(context.document.slice(run.span), context.lexicon)) == key) return run.target;
  }
  return {};
}

namespace {

/// "Professor at Avon University and Director of the Moss Lab": several posts are what a sentence could say of the
/// speaker. Whether it did.
bool add_posts(const Context& context, const Speaker& speaker, const std::string& name, Findings& findings) {
  document::Document line;
  line.text = name + ", " + speaker.affiliation;
  Findings told(line);
  const Context about{line, context.lexicon, name};
  recognize_sentences(Span{0, static_cast<std::uint32_t>(line.text.size())}, about, told);
  std::size_t titled = 0;
  for (const facts::Fact& fact : told.facts()) titled += fact.type == "position" && fact.has("role") ? 1 : 0;
  if (titled < 2) return false;
  for (const facts::Fact& fact : told.facts()) {
    if (fact.type != "position" || !fact.has("role")) continue;
    facts::Fact post = fact;
    findings.add(std::move(post), speaker.span, "announcement.affiliation", kConfidence);
  }
  return true;
}

}  // namespace

/// An affiliation of which no biography told: a post without more.
void add_affiliation(const Context& context, const Speaker& speaker, const std::string& name, Findings& findings) {
  if (speaker.affiliation.empty()) return;
  if (add_posts(context, speaker, name, findings)) return;
  document::Document line;
  line.text = speaker.affiliation;
  // "Professor at Avon" is a sentence without its subject.
  const sentences::Sentence words(line.text, {0, static_cast<std::uint32_t>(line.text.size())}, context.lexicon);
  std::string role;
  std::size_t begin = 0, before = 0;
  for (std::size_t end = std::min<std::size_t>(words.size(), 8); end > 0 && role.empty(); --end)
    for (std::size_t at = 0; at < end; ++at)
      if (words.label(at, "roles") == end - at &&
          (end == words.size() || words.breaks(end) || words.is(end, "clause-words", "preposition"))) {
        // "Avon University; Visiting Professor, Bath Institute": the role belongs to what follows it.
        std::size_t start = at;
        while (start > 0 && !words.breaks(start)) --start;
        if (start > 0 && !sentences::has_strong_organization(words, {0, start})) start = 0;
        while (start < at && words.is(start, "clause-words", "determiner")) ++start;
        role = words.str({start, end});
        before = start;
        begin = end;
        break;
      }
  auto places = sentences::read_affiliations(words, {begin, words.size()});
  const std::size_t with_role = places.size();
  if (before > 0)
    for (auto& place : sentences::read_affiliations(words, {0, before})) places.push_back(std::move(place));
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& place = places[i];
    const auto key = lexicon::label_key(place.organization);
    bool known = false;
    for (const facts::Fact& fact : findings.facts()) {
      if (fact.type != "position" || fact.text("person") != name) continue;
      const std::string other = lexicon::label_key(fact.text("organization"));
      known = known || (" " + other + " ").find(" " + key + " ") != std::string::npos ||
              (" " + key + " ").find(" " + other + " ") != std::string::npos;
      known = known || sentences::alike(other, key);
    }
    if (known) continue;
    facts::Fact fact("position");
    fact.set("person", name)
        .set("organization", place.organization)
        .set("role", i < with_role ? role : std::string())
        .set("unit", place.unit)
        .set("place", place.place);
    findings.add(std::move(fact), speaker.span, "announcement.affiliation", kConfidence);
  }
}

}  // namespace vitagraph::extraction::announcement
