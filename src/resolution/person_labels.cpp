// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>

#include "resolution/parallel.hpp"
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {
namespace {

bool shouts(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_lower(c.value)) return false;
    at += c.length;
  }
  return true;
}

/// "RANDI L. GARCIA" -> "Randi L. Garcia".
std::string calmed(std::string_view text) {
  std::string out;
  bool start = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::string_view letter = text.substr(at, c.length);
    if (start || !is_upper(c.value))
      out += letter;
    else
      out += fold_case(letter);
    start = !is_letter(c.value);
    at += c.length;
  }
  return out;
}

/// Which written name is shown: a subject's own way first, then the fullest, then the most frequent, then the first in
/// the alphabet.
struct Choice {
  bool subject;
  std::size_t full_words, words, letters;
  int plain;
  std::string shown;

  bool better_than(const Choice& other) const {
    const auto rank = [](const Choice& c) { return std::tie(c.full_words, c.words, c.plain, c.subject, c.letters); };
    if (rank(*this) != rank(other)) return rank(other) < rank(*this);
    return shown < other.shown;
  }
};

/// What tells a person from namesakes for good: the first of the works and places named with them.
std::string content_of(const EntityDraft& draft, const Work& work) {
  std::string best;
  for (const Id node : draft.nodes) {
    const facts::Fact& fact = work.mentions.fact(work.mentions.nodes[node].fact);
    std::string text = fact.type;
    for (const std::string_view field :
         {"title", "organization", "course", "topic", "venue", "name", "advisor", "advisee", "person"})
      if (fact.has(field)) text += "\n" + lexicon::label_key(fact.text(field));
    if (best.empty() || text < best) best = text;
  }
  return best;
}

}  // namespace

void label_persons(std::vector<EntityDraft>& drafts, const Work& work) {
  std::unordered_set<Id> subjects;
  for (const Id fact : work.mentions.order)
    if (work.mentions.fact(fact).type == "person") subjects.insert(work.mentions.node_of(fact, "name"));
  for_each_index(drafts.size(), work.jobs, [&](std::size_t i) {
    EntityDraft& draft = drafts[i];
    std::optional<Choice> best;
    NameForm best_form;
    for (const Id node : draft.nodes) {
      NameForm form = parse_name(work.mentions.name(node), work.vocabulary);
      const bool subject = subjects.count(node) > 0;
      draft.subject = draft.subject || subject;
      Choice choice{subject, 0, form.given.size(), form.shown.size(), 0, form.shown};
      for (const GivenWord& word : form.given) choice.full_words += !word.initial;
      if (shouts(choice.shown) && choice.full_words > 0)
        choice.shown = calmed(choice.shown);
      else
        choice.plain = 1;
      if (best && !choice.better_than(*best)) continue;
      best = std::move(choice);
      best_form = std::move(form);
    }
    draft.label = best->shown;
    draft.slug = slug(draft.label);
    draft.content = content_of(draft, work);
    const std::size_t cut = draft.label.size() - std::min(draft.label.size(), best_form.shown_family);
    draft.given = std::string(trim(draft.label.substr(0, cut)));
    draft.family = std::string(trim(draft.label.substr(cut)));
  });
}

}  // namespace vitagraph::resolution
