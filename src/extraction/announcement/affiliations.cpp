// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/affiliations.hpp"

#include <algorithm>

#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/sentences/affiliation.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr double kConfidence = 0.8;
constexpr std::size_t longest_link = 200;  ///< bytes of a link that may be a name
constexpr std::size_t most_places = 1000;  ///< of a name's first word that are looked at
constexpr std::size_t most_posts = 200;    ///< of one speaker that an affiliation is compared with

}  // namespace

const std::vector<std::size_t>& Affiliations::places_of(const std::string& key) {
  if (!words_) {
    words_ = lexicon::split_words(context_.document.text);
    for (std::size_t i = 0; i < words_->size(); ++i) places_[(*words_)[i].key].push_back(i);
  }
  return places_[key];
}

const std::vector<std::size_t>& Affiliations::posts_of(const std::string& person) {
  for (; seen_ < findings_.facts().size(); ++seen_) {
    const facts::Fact& fact = findings_.facts()[seen_];
    if (fact.type == "position") posts_[std::string(fact.text("person"))].push_back(seen_);
  }
  return posts_[person];
}

std::string Affiliations::as_text_says(const std::string& name) {
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
  const lexicon::Words wanted = lexicon::split_words(name);
  if (wanted.empty()) return name;
  std::size_t tried = 0;
  for (const std::size_t i : places_of(wanted.front().key)) {
    const lexicon::Words& words = *words_;
    if (i + wanted.size() > words.size() || ++tried > most_places) break;
    bool same = true;
    for (std::size_t k = 0; k < wanted.size() && same; ++k) same = words[i + k].key == wanted[k].key;
    if (!same) continue;
    const std::string_view written =
        context_.document.slice({words[i].span.begin, words[i + wanted.size() - 1].span.end});
    std::size_t lower = 0;
    for (const auto& word : lexicon::split_words(written))
      lower += word.span.size() > 1 && is_lower(code_point_at(written, word.span.end - 1).value) ? 1 : 0;
    if (lower == wanted.size()) return collapse_blanks(written);
  }
  return name;
}

std::string Affiliations::linked_page(const std::string& name) {
  if (!links_) {
    links_.emplace();
    for (const document::Run& run : context_.document.runs)
      if (run.kind == document::RunKind::link && run.span.size() <= longest_link && run.target.rfind("http", 0) == 0)
        (*links_)[lexicon::label_key(clean_name(context_.document.slice(run.span), context_.lexicon))].push_back(&run);
  }
  const auto found = links_->find(lexicon::label_key(name));
  if (found == links_->end()) return {};
  for (const document::Run* run : found->second)
    if (run->span.size() <= name.size() + 12) return run->target;
  return {};
}

namespace {

/// "Professor at Avon University and Director of the Moss Lab": several posts are what a sentence could say of the
/// speaker. Whether it did.
bool add_posts(const Context& context, const Speaker& speaker, const std::string& name, std::size_t least_posts,
               Findings& findings) {
  document::Document line;
  line.text = name + ", " + speaker.affiliation;
  Findings told(line);
  const Context about{line, context.lexicon, name};
  recognize_sentences(Span{0, static_cast<std::uint32_t>(line.text.size())}, about, told);
  std::size_t titled = 0;
  for (const facts::Fact& fact : told.facts()) titled += fact.type == "position" && fact.has("role") ? 1 : 0;
  if (titled < least_posts) return false;
  for (const facts::Fact& fact : told.facts()) {
    if (fact.type != "position" || !fact.has("role")) continue;
    facts::Fact post = fact;
    findings.add(std::move(post), speaker.span, "announcement.affiliation", kConfidence);
  }
  return true;
}

}  // namespace

/// An affiliation of which no biography told: a post without more.
void Affiliations::add(const Speaker& speaker, const std::string& name) {
  if (speaker.affiliation.empty()) return;
  if (add_posts(context_, speaker, name, 2, findings_)) return;
  document::Document line;
  line.text = speaker.affiliation;
  // "Professor at Avon" is a sentence without its subject.
  const sentences::Sentence words(line.text, {0, static_cast<std::uint32_t>(line.text.size())}, context_.lexicon);
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
  // "Professor of Geography, Avon University": the subject is the role's, a lab or school would be the house.
  if (role.empty())
    if (const std::size_t n = words.label(0, "roles"); n > 0) {
      std::size_t end = n;
      while (end < words.size() && !words.breaks(end)) ++end;
      const std::string subject = words.str({n, end});
      if (end < words.size() && !sentences::has_organization(words, {n, end}) &&
          !is_unit_name(subject, context_.lexicon)) {
        role = words.str({0, end});
        begin = end;
      }
    }
  auto places = sentences::read_affiliations(words, {begin, words.size()});
  const std::size_t with_role = places.size();
  if (before > 0)
    for (auto& place : sentences::read_affiliations(words, {0, before})) places.push_back(std::move(place));
  // "professor of history at Avon University": what only a sentence's reading parts.
  if ((role.empty() || places.empty()) && add_posts(context_, speaker, name, 1, findings_)) return;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& place = places[i];
    const auto key = lexicon::label_key(place.organization);
    bool known = false;
    std::size_t compared = 0;
    for (const std::size_t post : posts_of(name)) {
      if (known || ++compared > most_posts) break;
      const std::string other = lexicon::label_key(findings_.facts()[post].text("organization"));
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
    findings_.add(std::move(fact), speaker.span, "announcement.affiliation", kConfidence);
  }
}

}  // namespace vitagraph::extraction::announcement
