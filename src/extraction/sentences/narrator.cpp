// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/narrator.hpp"

#include <algorithm>

#include "extraction/sentences/predicates.hpp"

namespace vitagraph::extraction::sentences {
namespace {

constexpr double kConfidence = 0.8;
constexpr std::size_t longest_label = 6;  ///< words of "Current research interests"
constexpr std::size_t most_posts = 500;   ///< that one may be dated by another: more than a life has

}  // namespace

const std::vector<Narrator::FrameEntry>& Narrator::frames() {
  // In the order they are tried where a predicate has several ("holds" a degree, an award or a post).
  static const std::vector<FrameEntry> table{
      {"receive", &Narrator::receive},   {"hold", &Narrator::hold},
      {"appoint", &Narrator::appoint},   {"join", &Narrator::join},
      {"affiliated", &Narrator::work},   {"work", &Narrator::work},
      {"intern", &Narrator::intern},     {"honoured", &Narrator::honoured},
      {"study", &Narrator::study},       {"graduate", &Narrator::graduate},
      {"advised", &Narrator::advised},   {"mentored", &Narrator::mentored},
      {"hosted", &Narrator::hosted},     {"advisor", &Narrator::advised},
      {"interest", &Narrator::interest}, {"interested", &Narrator::interest},
      {"speak", &Narrator::speak},       {"elect", &Narrator::elect},
      {"fund", &Narrator::fund},         {"lead-effort", &Narrator::lead},
      {"serve-on", &Narrator::serve_on}, {"act", &Narrator::act},
      {"wrote", &Narrator::wrote},       {"teach", &Narrator::teach},
  };
  return table;
}

void Narrator::tell(const Sentence& sentence) {
  ++sentence_;
  const std::vector<Clause> clauses = read_clauses(sentence, owner_);
  // "Ada Moss, Professor of Botany at Avon University[, will speak …]": the name and who that is.
  std::size_t name = 0;
  while (name < sentence.size() && owner_.names(sentence, name)) ++name;
  if (name >= 2 && name < sentence.size() && sentence.breaks(name)) {
    Clause whole;
    whole.argument = {name, clauses.empty() ? sentence.size() : clauses.front().predicate.begin};
    read_roles(sentence, whole, whole.argument, false);
  }
  // "Research interests: moss ecology, fern taxonomy."
  for (std::size_t i = 1; i < std::min(sentence.size(), longest_label); ++i)
    if (sentence.gap_has(i, ":") && is_bare_thing(sentence, {0, i}) && thing_in(sentence, {0, i}) == Thing::interests &&
        owner_.present()) {
      Clause listed;
      listed.predicate = {i, i};
      listed.argument = {i, clauses.empty() ? sentence.size() : std::max(i, clauses.front().predicate.begin)};
      interest(sentence, listed);
      break;
    }
  for (const Clause& clause : clauses) {
    if (clause.subject == Subject::somebody_else) continue;
    for (const FrameEntry& frame : frames()) {
      if (!clause.is(frame.name)) continue;
      // What is somebody's ("her work", "his advisor") has interests, honours and money, but no posts and degrees.
      const bool thing = frame.name == "interest" || frame.name == "honoured" || frame.name == "fund" ||
                         frame.name == "advisor" || frame.name == "receive";
      if (clause.subject == Subject::owners_thing && !thing) continue;
      if ((this->*frame.read)(sentence, clause)) break;
    }
  }
}

void Narrator::tell_item(const Sentence& item, const DateMention* date) {
  item_date_ = date;
  const std::size_t before = drafts_.size();
  tell(item);
  if (drafts_.size() == before) {
    // "Co-organizer of X", "The Y Award": what stands behind "I am" or "I received".
    ++sentence_;
    Clause whole;
    whole.argument = item.all();
    if (!read_roles(item, whole, whole.argument, false) || drafts_.size() == before) awards(item, whole.argument);
  }
  item_date_ = nullptr;
}

Narrator::Draft& Narrator::add(std::string_view type, const Sentence& sentence, Range range, std::string_view rule) {
  drafts_.push_back({facts::Fact(std::string(type)), range.empty() ? sentence.span : sentence.span_of(range),
                     std::string(rule), sentence_});
  drafts_.back().fact.set("person", context_.owner);
  return drafts_.back();
}

std::size_t Narrator::told_since(std::size_t sentence) const {
  const auto first = std::partition_point(drafts_.begin(), drafts_.end(),
                                          [&](const Draft& draft) { return draft.sentence < sentence; });
  return static_cast<std::size_t>(first - drafts_.begin());
}

void Narrator::set_dates(facts::Fact& fact, const DateMention* date, bool begins_then) {
  if (date == nullptr) return;
  if (date->range) {
    fact.set("start", date->start);
    fact.set("end", date->end);
  } else if (begins_then) {
    fact.set("start", date->start);
  } else {
    fact.set("start", date->start);
    fact.set("end", date->end);
  }
}

void Narrator::finish() {
  std::vector<std::size_t> posts;
  for (std::size_t i = 0; i < drafts_.size() && posts.size() < most_posts; ++i)
    if (drafts_[i].fact.type == "position" && drafts_[i].fact.has("role")) posts.push_back(i);
  // A post without a role, known from joining it, dates the post with one.
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    facts::Fact& joined = drafts_[i].fact;
    if (joined.type != "position" || joined.has("role") || drafts_[i].rule != "sentences.join") continue;
    for (const std::size_t other : posts) {
      facts::Fact& post = drafts_[other].fact;
      if (post.has("start") && post.text("start") != joined.text("start")) continue;
      if (!alike(post.text("organization"), joined.text("organization"))) continue;
      if (!post.has("start")) post.set("start", std::string(joined.text("start")));
      joined.type.clear();
      break;
    }
  }
  for (Draft& draft : drafts_) {
    if (draft.fact.type.empty() || draft.rule == "sentences.prior") continue;
    findings_.add(std::move(draft.fact), draft.span, draft.rule, kConfidence);
  }
  drafts_.clear();
}

}  // namespace vitagraph::extraction::sentences
